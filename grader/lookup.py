"""Which assignment an exercise's name stands for, said clearly where it is not one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from grader.course.load import Course
from grader.model import UsageError


def assignments_with(course: Course, exercise: str, assignment: str = "") -> tuple[str, ...]:
    """The assignments that have that exercise, or ``assignment`` alone where one is named.

    Raises :class:`UsageError`, with the name that may have been meant, where there is none.
    """
    searched = (assignment,) if assignment else course.assignments
    names = {name: tuple(course.assignment(name).exercises) for name in searched}
    found = tuple(name for name, exercises in names.items() if exercise in exercises)
    if found:
        return found
    raise UsageError(_unknown(exercise, names, assignment))


def choose_one(exercise: str, found: Sequence[str], command: str) -> str:
    """The only one of ``found``; ``command`` is what to type where there are several."""
    if len(found) == 1:
        return found[0]
    raise UsageError(
        f"{exercise} is an exercise of {' and of '.join(found)}. "
        f"Say which is meant: {command} --assignment {found[0]}"
    )


def _unknown(exercise: str, names: dict[str, tuple[str, ...]], assignment: str) -> str:
    if exercise in names:  # the assignment's name in place of an exercise's
        return f"{exercise} is an assignment. Name one of its exercises: {_listed(names[exercise])}"
    every = list(dict.fromkeys(name for some in names.values() for name in some))
    close = difflib.get_close_matches(exercise, every, n=1, cutoff=0.6)
    where = f"in {assignment}" if assignment else "in this course"
    meant = f" Is {close[0]} meant?" if close else ""
    known = f" It has: {_listed(every)}" if assignment and not close else ""
    return (
        f"There is no exercise {exercise!r} {where}.{meant}{known or ' `grader list` shows all.'}"
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) + "."
