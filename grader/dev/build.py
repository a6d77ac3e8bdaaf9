"""Compiling a course: stub notebooks and expected outputs, from the solutions."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.load import Assignment, Course
from grader.dev.leaks import Slip, leaks


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
    """Every compiled file of the course; in place of an assignment's, what would hand out one of
    its solutions. Nothing is written."""
    for name in course.assignments:
        assignment = course.assignment(name)
        files = list(compile_assignment(assignment))
        (notebook,) = (one.text for one in files if one.path == assignment.notebook)
        yield from leaks(assignment, notebook) or files
    yield compile_names(course)


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
