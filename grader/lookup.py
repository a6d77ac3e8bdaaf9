"""What a misspelt name stands for: an exercise, an assignment, a notebook; and what to type then.

``command`` is what was typed, with ``{}`` where the name stands.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grader.course.load import Assignment, Course
from grader.model import NotGradable, UsageError
from grader.report.words import quoted


def assignment(course: Course, name: str, command: str = "") -> Assignment:
    """The assignment of that name.

    Raises :class:`UsageError`, with the name that may have been meant, where there is none.
    """
    if name in course.assignments:
        return course.assignment(name)
    missing = f"There is no assignment {name!r} in {course.name}."
    raise UsageError(f"{missing} {meant(name, course.assignments, command)}")


def assignments_with(
    course: Course, exercise: str, stated: str = "", command: str = ""
) -> tuple[str, ...]:
    """The assignments that have that exercise, or ``stated`` alone where one is stated.

    Raises :class:`UsageError`, with the name that may have been meant, where there is none.
    """
    searched = (stated,) if stated else course.assignments
    names = {name: tuple(assignment(course, name).exercises) for name in searched}
    found = tuple(name for name, exercises in names.items() if exercise in exercises)
    if found:
        return found
    raise UsageError(_unknown(course, exercise, names, stated, command))


def choose_one(exercise: str, found: Sequence[str], command: str) -> str:
    """The only one of ``found``; ``command`` is what to type where there are several."""
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"{exercise} is an exercise of {' and of '.join(found)}. "
        f"Say which is meant: {command} --assignment {found[0]}"
    )


def no_such_file(path: Path, course: Course, command: str) -> NotGradable:
    """What to say of a file that is not there: the notebook, assignment or exercise meant."""
    missing = f"{path}: there is no such file."
    notebooks = sorted(path.parent.glob("*.ipynb")) if path.parent.is_dir() else []
    stems = [one.stem for one in notebooks]
    close = _close(path.stem, stems)
    if close:
        near = notebooks[stems.index(close)]
        return NotGradable(f"{missing} Is {near} meant? Then: {_with(command, quoted(str(near)))}")
    name = _close(path.stem, course.assignments)
    if name:
        return NotGradable(
            f"{missing} {name} is an assignment; to get its notebook: grader start {name}"
        )
    names = {one for each in course.assignments for one in course.assignment(each).exercises}
    name = _close(path.stem, names)
    if name:
        return NotGradable(
            f"{missing} {name} is an exercise; to grade it alone: "
            f"{_with(command, 'NOTEBOOK')} --only {name}"
        )
    return NotGradable(f"{missing} Check its spelling, or begin one: grader list")


def meant(name: str, known: Sequence[str], command: str, assignment: str = "") -> str:
    """The near name with what to type; else all names, where they are few."""
    close = _close(name, known)
    if close:
        return f"Is {close} meant?" + (f" Then: {_with(command, close)}" if command else "")
    if len(known) <= 12:
        return f"It has: {_listed(known)}"
    return "To see all: grader list" + (f" {assignment}" if assignment else "")


def _unknown(
    course: Course, exercise: str, names: Mapping[str, Sequence[str]], stated: str, command: str
) -> str:
    if exercise in names:  # the assignment's name in place of an exercise's
        return f"{exercise} is an assignment. Name one of its exercises: {_listed(names[exercise])}"
    homes = [one for one in course.assignments if exercise in course.assignment(one).exercises]
    if homes:
        return (
            f"{exercise} is an exercise of {' and of '.join(homes)}, not of {stated}. "
            f"That has: {_listed(names[stated])}"
        )
    every = list(dict.fromkeys(name for some in names.values() for name in some))
    where = f"in {stated}" if stated else "in this course"
    return f"There is no exercise {exercise!r} {where}. {meant(exercise, every, command, stated)}"


def _close(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, in small or large letters; empty if none is."""
    small = {one.lower(): one for one in known}
    found = difflib.get_close_matches(name.lower(), small, n=1, cutoff=0.6)
    begun = [one for one in small if one.startswith(name.lower())] if len(name) > 2 else []
    return small[(found or begun)[0]] if found or len(begun) == 1 else ""


def _with(command: str, name: str) -> str:
    return command.replace("{}", name)  # no format: a path may have braces of its own


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) + "."
