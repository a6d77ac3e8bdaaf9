"""Writing a report where the user asked for it, and nowhere else."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from pathlib import Path

from grader.model import UsageError

NEW = 0o666  # permissions of a new file, of which the user's umask takes some away


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: it is written beside, then takes the other's place.

    Who reads it never sees half of it, and a write that fails leaves the old one. What is no
    regular file is refused: a link would write elsewhere, a pipe would wait for a reader.
    """
    mode = _mode(path)
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(beside, flags | getattr(os, "O_BINARY", 0), NEW)
        try:
            with os.fdopen(descriptor, "wb") as file:
                if mode is not None and hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode)
                file.write(data)
            beside.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}). Name another file."
        ) from error


def refuse_odd(path: Path) -> None:
    """Raise for a path at which no report is written; what is free or a file may be one."""
    _mode(path)


def _mode(path: Path) -> int | None:
    """The permissions of the file that is there; None where none is."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be written ({reason}). Name another file.") from error
    if stat.S_ISLNK(found.st_mode):
        raise UsageError(
            f"{path} is a symbolic link. Name the file that it leads to, or another one."
        )
    if not stat.S_ISREG(found.st_mode):
        raise UsageError(
            f"{path} is no regular file. Name another file; without -o the report goes to standard "
            "output."
        )
    return stat.S_IMODE(found.st_mode)
