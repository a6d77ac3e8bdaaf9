"""Whose a file is: how the systems that hand out submissions arrange them.

A layout is told by the names of the files themselves; ``LAYOUTS`` is the table of those that are
known. Each reads a file's place as a :class:`Handed`, or as nothing where it does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.classroom.sources import ABOUT, LARGEST_ABOUT, File, Source
from grader.model import GraderError, UsageError
from grader.report.words import plain

TIMESTAMP, METADATA = ABOUT
CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d+)_(?P<submission>\d+)_(?P<file>.+)")
AGAIN = re.compile(r"-(\d{1,3})(?=\.ipynb$|\.zip$)", re.IGNORECASE)
MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_file(?:_(?P<file>.*))?")
GRADESCOPE = re.compile(r"submission_\d+")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Handed:
    """Who handed a file in. ``number`` and ``time`` (seconds since 1970) order the attempts of one
    learner, as far as the layout tells them."""

    learner: str
    name: str = ""
    email: str = ""
    assignment: str = ""
    number: int = 0
    time: float | None = None
    late: bool = False


Reader = Callable[[File], list[Handed]]


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    read: Reader


def tell(source: Source, assignments: Sequence[str] = (), pattern: str = "") -> Layout:
    """The layout of a source: that which fits most of its files, the most particular first."""
    if pattern:
        return Layout(f"names like {pattern}", _stated(pattern))
    for name, make in LAYOUTS.items():
        reader = make(source, assignments)
        if reader is None:
            continue
        fitting = sum(bool(reader(file)) for file in source.files)
        if source.files and 2 * fitting > len(source.files):
            return Layout(name, _or_else(reader))
    return Layout("flat files", _flat)


def _or_else(reader: Reader) -> Reader:
    """Files that lie beside the others, and do not fit, are named by their folder or themselves."""

    def read(file: File) -> list[Handed]:
        return reader(file) or (_by_folder(file) if len(file.parts) > 1 else _flat(file))

    return read


def _nbgrader(source: Source, _assignments: Sequence[str]) -> Reader | None:
    inside = source.path.name == "submitted"
    times = {parts[:-1]: file for parts, file in source.about.items() if parts[-1] == TIMESTAMP}

    def read(file: File) -> list[Handed]:
        parts = file.parts
        if "submitted" in parts[:-3]:
            parts = parts[parts.index("submitted") + 1 :]
        elif not (inside or file.parts[:-1] in times):
            return []
        if len(parts) < 3:
            return []
        stamp = times.get(file.parts[:-1])
        when = None if stamp is None else _time(source.read(stamp)[:200].decode("utf-8", "replace"))
        return [Handed(_clean(parts[0]), assignment=_clean(parts[1]), time=when)]

    return read


def _moodle(_source: Source, _assignments: Sequence[str]) -> Reader:
    def read(file: File) -> list[Handed]:
        for part in file.parts:
            found = MOODLE.fullmatch(part)
            if found:
                return [Handed(found["id"], _clean(found["name"]))]
        return []

    return read


def _canvas(_source: Source, _assignments: Sequence[str]) -> Reader:
    def read(file: File) -> list[Handed]:
        found = CANVAS.fullmatch(file.parts[-1])
        if not found:
            return []
        again = AGAIN.search(found["file"])
        number = int(again[1]) if again else 0
        name = _clean(found["name"])
        return [Handed(found["id"], name, number=number, late=bool(found["late"]))]

    return read


def _gradescope(source: Source, _assignments: Sequence[str]) -> Reader | None:
    stated = [file for parts, file in source.about.items() if parts[-1] == METADATA]
    if not stated:
        return None
    known: dict[str, list[Handed]] = {}
    for file in stated:
        known |= _submitters(file, source)

    def read(file: File) -> list[Handed]:
        folder = next((part for part in file.parts if part in known), None)
        return known[folder] if folder is not None else []

    return read


def _submitters(file: File, source: Source) -> dict[str, list[Handed]]:
    """By folder: all who share that submission."""
    import yaml

    class Plain(yaml.SafeLoader):  # type: ignore[misc]  # it has no annotations
        """Without aliases, by which a small file can stand for a huge one."""

        def compose_node(self, parent: object, index: object) -> object:
            if self.check_event(yaml.events.AliasEvent):
                raise yaml.YAMLError("aliases are not read")
            return super().compose_node(parent, index)

    try:
        if file.size > LARGEST_ABOUT:
            raise yaml.YAMLError("it is too large")
        data = yaml.load(source.read(file), Loader=Plain)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise GraderError(f"{file.path} cannot be read ({error}). Export it again.") from None
    found = {}
    for folder, about in data.items() if isinstance(data, Mapping) else ():
        people = _entry(about, "submitters")
        if isinstance(people, list) and GRADESCOPE.fullmatch(str(folder)):
            when = _entry(about, "created_at")
            seconds = when.timestamp() if isinstance(when, datetime) else _time(str(when or ""))
            found[str(folder)] = [one for person in people if (one := _person(person, seconds))]
    return found


def _person(person: object, time: float | None) -> Handed | None:
    said = (str(_entry(person, key) or "") for key in ("sid", "name", "email"))
    sid, name, email = (_clean(text) if text else "" for text in said)
    learner = sid or email or name
    return Handed(learner, name, email, time=time) if learner else None


def _entry(mapping: object, key: str) -> object:
    """Gradescope writes its keys with a colon before them."""
    if not isinstance(mapping, Mapping):
        return None
    return mapping.get(f":{key}", mapping.get(key))


def _by_assignment(source: Source, assignments: Sequence[str]) -> Reader | None:
    """A folder an assignment, and in it a file or a folder a learner."""
    tops = {file.parts[0] for file in source.files if len(file.parts) > 1}
    if not tops or not tops <= set(assignments):
        return None

    def read(file: File) -> list[Handed]:
        if len(file.parts) < 2:
            return []
        rest = file.parts[1:]
        learner = rest[0] if len(rest) > 1 else _stem(rest[0])
        return [Handed(_clean(learner), assignment=file.parts[0])]

    return read


def _folders(source: Source, _assignments: Sequence[str]) -> Reader:
    depth = _shared(source)

    def read(file: File) -> list[Handed]:
        if len(file.parts) < depth + 2:
            return []
        return [Handed(_clean(file.parts[depth]))]

    return read


def _shared(source: Source) -> int:
    """How many folders of an archive hold all of it: what was packed, not a learner's name."""
    deep = [file.parts for file in source.files if len(file.parts) > 2]
    if source.archive is None or not deep or len(deep) < len(source.files):
        return 0
    return int(len({parts[0] for parts in deep}) == 1)


def _by_folder(file: File) -> list[Handed]:
    return [Handed(_clean(file.parts[0]))]


def _flat(file: File) -> list[Handed]:
    return [Handed(_clean(_stem(file.parts[-1])))]


LAYOUTS: Mapping[str, Callable[[Source, Sequence[str]], Reader | None]] = {
    "Gradescope export": _gradescope,
    "Moodle": _moodle,
    "Canvas": _canvas,
    "nbgrader": _nbgrader,
    "a folder an assignment": _by_assignment,
    "a folder a learner": _folders,
}


def _stated(pattern: str) -> Reader:
    """``{learner}/*.ipynb``, or a regular expression with a group called learner; matched against
    the end of a file's place."""
    if "(?P<learner>" in pattern:
        text = pattern
    elif "{learner}" in pattern:
        pieces = re.split(r"(\{learner\}|\{assignment\}|\*)", pattern.removesuffix("/"))
        known = {"{learner}": "(?P<learner>[^/]+?)", "{assignment}": "(?P<assignment>[^/]+?)"}
        text = "".join(known.get(one, "[^/]*" if one == "*" else re.escape(one)) for one in pieces)
    else:
        raise UsageError(
            "--learner-from needs a place for the learner, as in "
            "--learner-from '{learner}/*.ipynb' or --learner-from 'hw1-{learner}.ipynb'."
        )
    try:
        wanted = re.compile(rf"(?:.*/)?(?:{text})", re.DOTALL)
    except re.error as error:
        raise UsageError(f"--learner-from {pattern} is no pattern ({error}).") from None

    def read(file: File) -> list[Handed]:
        found = wanted.fullmatch("/".join(file.parts))
        if not found or not found["learner"]:
            return []
        groups = found.groupdict()
        return [Handed(_clean(found["learner"]), assignment=groups.get("assignment") or "")]

    return read


def _stem(name: str) -> str:
    return re.sub(r"\.(?:ipynb|zip)$", "", name, flags=re.IGNORECASE)


def _clean(text: str) -> str:
    """A name as it can stand in a table: one line, no controls."""
    return " ".join(plain(text).split())[:LONGEST] or "?"


def _time(text: str) -> float | None:
    """``2015-02-02 15:58:23.948203 UTC`` and the like; a time without a zone is taken for UTC."""
    found = re.match(
        r"\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*([+-]\d\d:?\d\d)?", text
    )
    if not found:
        return None
    try:
        when = datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3] or ''}")
    except ValueError:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
