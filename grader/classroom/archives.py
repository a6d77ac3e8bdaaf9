"""Zip files of submissions, read in memory and with limits; nothing is ever unpacked to the disk.

Whoever sent a file may have made it: a bad archive, or a bad file in one, becomes a row of the
gradebook with its reason, and stops nothing.
"""

from __future__ import annotations

import stat
import time
import zipfile
import zlib
from calendar import timegm
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from grader.model import NotGradable
from grader.notebook.document import MAX_FILE_BYTES

MOST_FILES = 500_000
LONGEST_NAME = 1000
# Notebooks shrink to a tenth or a twentieth; what shrinks more than this was made to grow.
MOST_GROWTH, GROWS_FROM = 200, 1024**2


def open_archive(path: Path) -> zipfile.ZipFile:
    """Raises :class:`NotGradable`, with the reason, for what is none or only pretends to be."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise NotGradable(f"{path}: no archive that can be read ({reason}).") from None
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        archive.close()
        raise NotGradable(f"{path}: {len(entries)} files are too many for one archive.")
    if _overlap(entries):
        archive.close()
        raise NotGradable(f"{path}: its files lie over one another, as in an archive made to harm.")
    return archive


def _overlap(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether one piece of the archive stands for several files: it can grow without end."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        one.header_offset + one.compress_size > other.header_offset
        for one, other in pairwise(ordered)
    )


def name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name; one that is UTF-8 without saying so, as of a Mac, is read as such."""
    said_utf8 = 0x800
    if entry.flag_bits & said_utf8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def refusal(entry: zipfile.ZipInfo, name: str) -> str:
    """Why an entry is not read, empty where it may be."""
    parts = name.replace("\\", "/").split("/")
    if len(name) > LONGEST_NAME:
        return f"its name has {len(name)} characters"
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return "its name leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "it is a link, and links are not followed"
    if entry.flag_bits & 0x1:
        return "it is encrypted"
    if entry.file_size > MAX_FILE_BYTES:
        return f"{entry.file_size / 1e6:.0f} MB are too much for a notebook"
    if entry.file_size > max(GROWS_FROM, MOST_GROWTH * max(entry.compress_size, 1)):
        return "it grows too much as it is unpacked, like a file made to harm"
    return ""


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Its bytes, never more than it declares; raises :class:`NotGradable` where it is damaged."""
    try:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile) as error:
        reason = str(error) or type(error).__name__
        raise NotGradable(f"{entry.filename}: damaged in its archive ({reason}).") from None
    except NotImplementedError:
        raise NotGradable(f"{entry.filename}: packed in a way that is not known here.") from None
    if len(data) > entry.file_size:
        raise NotGradable(f"{entry.filename}: longer than its archive says.")
    return data


def time_of(entry: zipfile.ZipInfo) -> float:
    """When the file was last changed, as seconds since 1970; archives do not know time zones."""
    try:
        return float(timegm(time.struct_time((*entry.date_time, 0, 0, 0))))
    except (ValueError, OverflowError):
        return 0.0
