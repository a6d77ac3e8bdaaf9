"""Compiling a course: stub notebooks and expected outputs, from the solutions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.load import Assignment, Course
from grader.dev.leaks import Slip, leaks
from grader.dev.slips import slips
from grader.model import GraderError


@dataclass(frozen=True, slots=True)
class Compiled:
    """One file of the course as the solutions give it, beside what is on disk."""

    path: Path
    text: str
    on_disk: str

    @property
    def differs(self) -> bool:
        return self.text != self.on_disk

    def diff(self, root: Path) -> str:
        """A unified diff, from what is on disk to what the solutions give."""
        name = self.path.relative_to(root).as_posix()
        lines = difflib.unified_diff(
            self.on_disk.splitlines(keepends=True),
            self.text.splitlines(keepends=True),
            f"{name} (on disk)",
            f"{name} (from the solutions)",
        )
        return "".join(lines)


def compile_course(course: Course) -> Iterator[Compiled | Slip]:
    """Every compiled file of the course; in place of an assignment's, what its author has to mend.
    Nothing is written."""
    slipped = False
    for name in course.assignments:
        found, files = checked(course.assignment(name))
        slipped = slipped or bool(found)
        yield from found or files
    if not slipped:  # the names of all assignments come last, and need all of them
        yield compile_names(course)


def checked(assignment: Assignment) -> tuple[list[Slip], list[Compiled]]:
    """What an assignment's author has to mend, and its compiled files where nothing stands in
    their way."""
    try:
        found = slips(assignment)
    except GraderError as error:  # its modules do not load
        return [Slip("", 0, str(error))], []
    try:
        files = list(compile_assignment(assignment))
    except GraderError as error:
        return found or [Slip("", 0, str(error))], []
    except Exception:
        if not found:
            raise
        return found, []  # which say why it cannot be compiled
    (notebook,) = (one.text for one in files if one.path == assignment.notebook)
    return [*found, *leaks(assignment, notebook)], files


def compile_assignment(assignment: Assignment) -> Iterator[Compiled]:
    from grader.course.expected import compile_expected
    from grader.dev.notebooks import stub_notebook

    on_disk = _read(assignment.expected_file)
    yield Compiled(assignment.expected_file, compile_expected(assignment, on_disk), on_disk)
    # the notebook shows expected outputs, so it comes after the file they are in
    yield Compiled(assignment.notebook, stub_notebook(assignment), _read(assignment.notebook))


def compile_names(course: Course) -> Compiled:
    from grader.course.names import names_file, written

    every = {name: course.assignment(name).vocabulary for name in course.assignments}
    path = names_file(course.folder)
    return Compiled(path, written(course.folder, every), _read(path))


def write(compiled: Compiled) -> None:
    compiled.path.parent.mkdir(parents=True, exist_ok=True)
    compiled.path.write_text(compiled.text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
