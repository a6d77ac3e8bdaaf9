"""The files that were handed in: folders, archives, single notebooks, and patterns of names."""

from __future__ import annotations

import glob
import os
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.archives import name_of, open_archive, read_entry, refusal, time_of
from grader.model import NotGradable, UsageError
from grader.notebook.document import file_bytes

NOTEBOOK, ARCHIVE = ".ipynb", ".zip"
# small files that a layout reads: when something was handed in, and by whom
ABOUT = ("timestamp.txt", "submission_metadata.yml")
LARGEST_ABOUT = 32 * 1024**2
COPIES = (".ipynb_checkpoints", "__MACOSX")


@dataclass(frozen=True, slots=True)
class File:
    """A notebook that was handed in, or why it cannot be read. ``path`` names it once and for all;
    ``parts`` are the names that lead to it within its source."""

    path: str
    parts: tuple[str, ...]
    size: int
    changed: int  # nanoseconds since 1970
    refused: str = ""


@dataclass(slots=True)
class Source:
    """One of the SUBMISSIONS: its notebooks, the files about them, and what was ignored."""

    path: Path
    files: list[File] = field(default_factory=list)
    about: dict[tuple[str, ...], File] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)
    archive: zipfile.ZipFile | None = None
    _entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    def read(self, file: File) -> bytes:
        """Raises :class:`NotGradable` where it cannot be read."""
        if file.refused:
            raise NotGradable(f"{file.path}: {file.refused}.")
        if self.archive is None:
            return file_bytes(file.path)
        return read_entry(self.archive, self._entries[file.path])

    def close(self) -> None:
        if self.archive is not None:
            self.archive.close()


def sources(named: Sequence[str], out: Path) -> list[Path]:
    """The paths that are meant, patterns expanded; archives that lie in a folder are sources of
    their own. Raises :class:`UsageError` for what does not exist."""
    found: dict[Path, None] = {}
    for name in named:
        path = Path(name)
        if os.path.lexists(path):
            found[path] = None
            continue
        matching = sorted(glob.glob(name, recursive=True))
        if not matching:
            raise UsageError(f"There is nothing called {name}. Check its spelling.")
        found.update((Path(one), None) for one in matching)
    inside = [one for path in found if path.is_dir() for one in _archives(path, out)]
    return list(dict.fromkeys([*found, *inside]))


def _archives(folder: Path, out: Path) -> Iterator[Path]:
    for path, _entry in _walk(folder, out):
        if path.name.lower().endswith(ARCHIVE):
            yield path


def open_source(path: Path, out: Path) -> Source:
    """List what is there; what it holds is read later, file by file."""
    if path.is_dir():
        return _folder(path, out)
    if path.name.lower().endswith(ARCHIVE):
        return _archive(path)
    source = Source(path)
    _add(source, path, (path.name,))
    return source


def _folder(folder: Path, out: Path) -> Source:
    source = Source(folder)
    for path, entry in _walk(folder, out):
        parts = path.relative_to(folder).parts
        if entry.is_symlink():
            source.ignored["link"] += 1
        elif _copy(parts):
            source.ignored["copy made by a program"] += 1
        elif path.name in ABOUT:
            found = entry.stat()
            source.about[parts] = File(str(path), parts, found.st_size, found.st_mtime_ns)
        elif path.name.lower().endswith(NOTEBOOK):
            _add(source, path, parts)
        elif not path.name.lower().endswith(ARCHIVE):  # that is a source of its own
            source.ignored[_kind(path.name)] += 1
    return source


def _walk(folder: Path, out: Path) -> Iterator[tuple[Path, os.DirEntry[str]]]:
    """All files below a folder, in the order of their names; links are not followed, and what we
    wrote ourselves is passed over."""
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            raise UsageError(f"{current} cannot be read ({error.strerror}).") from None
        deeper = []
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                if path.resolve() != out:
                    deeper.append(path)
            else:
                yield path, entry
        waiting += reversed(deeper)


def _add(source: Source, path: Path, parts: tuple[str, ...]) -> None:
    name = os.path.abspath(path)
    try:
        found = os.stat(path)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        source.files.append(File(name, parts, 0, 0, reason))
        return
    source.files.append(File(name, parts, found.st_size, found.st_mtime_ns))


def _archive(path: Path) -> Source:
    source = Source(path)
    name = os.path.abspath(path)
    try:
        source.archive = open_archive(path)
    except NotGradable as error:
        reason = str(error).removeprefix(f"{path}: ").rstrip(".")
        source.files.append(File(name, (path.name,), 0, 0, reason))
        return source
    seen: Counter[str] = Counter()
    for entry in source.archive.infolist():
        inside = name_of(entry)
        seen[inside] += 1
        again = f" ({seen[inside]})" if seen[inside] > 1 else ""
        _entry(source, entry, inside, f"{name}/{inside}{again}")
    source.files.sort(key=lambda file: file.path)
    return source


def _entry(source: Source, entry: zipfile.ZipInfo, inside: str, path: str) -> None:
    refused = refusal(entry, inside)
    parts = tuple(part for part in inside.replace("\\", "/").split("/") if part)
    if entry.is_dir() or not parts:
        return
    file = File(path, parts, entry.file_size, int(time_of(entry) * 1e9), refused)
    ending = parts[-1].lower()
    if _copy(parts):
        source.ignored["copy made by a program"] += 1
    elif ending.endswith(NOTEBOOK):
        source.files.append(file)
    elif ending.endswith(ARCHIVE):
        reason = refused or "an archive within an archive is not opened"
        source.files.append(File(path, parts, entry.file_size, file.changed, reason))
    elif parts[-1] in ABOUT and not refused:
        source.about[parts] = file
    else:
        source.ignored[_kind(parts[-1])] += 1
        return
    source._entries[path] = entry


def _copy(parts: Sequence[str]) -> bool:
    """Whether Jupyter or a Mac made it beside what was handed in."""
    return bool(set(parts[:-1]) & set(COPIES)) or parts[-1].startswith("._")


def _kind(name: str) -> str:
    """How a file that is no notebook is called in the count of what was ignored."""
    ending = os.path.splitext(name)[1].lower()
    return ending if ending and len(ending) <= 8 and ending[1:].isalnum() else "other"
