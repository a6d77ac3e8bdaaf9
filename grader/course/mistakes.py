"""The known wrong and equal versions of an assignment's references."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any

from grader.author import Mistake, Variant
from grader.course.load import Assignment
from grader.model import GraderError


def mistakes(assignment: Assignment) -> tuple[Mistake, ...]:
    """The ``MISTAKES`` of ``solutions/mistakes/<assignment>.py``; none where there is no module."""
    return tuple(_known(assignment, "MISTAKES"))


def variants(assignment: Assignment) -> tuple[Variant, ...]:
    """The ``VARIANTS`` of that module."""
    return tuple(_known(assignment, "VARIANTS"))


def equivalent_mutants(assignment: Assignment) -> dict[tuple[str, str], str]:
    """The ``EQUIVALENT_MUTANTS`` of that module: by exercise and code, why no case can kill it.

    A code ``* in: LINE`` stands for every mutant of that line.
    """
    return {(exercise, code): reason for exercise, code, reason in _rows(assignment)}


def _rows(assignment: Assignment) -> Iterable[tuple[str, str, str]]:
    return _known(assignment, "EQUIVALENT_MUTANTS")


def _known(assignment: Assignment, name: str) -> Iterable[Any]:
    module = f"{assignment.course.package}.solutions.mistakes.{assignment.name}"
    try:
        found: Iterable[Any] = getattr(importlib.import_module(module), name, ())
    except ModuleNotFoundError as error:
        if error.name not in (module, module.rpartition(".")[0]):  # a course need not have any
            raise
        return ()
    return found


def edited(assignment: Assignment, *several: Mistake | Variant) -> str:
    """The reference with the edits made; each must fit in exactly one place."""
    exercise = several[0].exercise
    source = assignment.references[exercise]
    for one in several:
        for old, new in one.edits:
            if source.count(old) != 1:
                raise GraderError(
                    f"{exercise}, {one.code}: the text to edit stands {source.count(old)} times "
                    f"in the reference, not once:\n{old}"
                )
            source = source.replace(old, new)
    return source


def compiled(assignment: Assignment, exercise: str, source: str) -> Callable[..., Any]:
    """A version of a reference as a function, beside the assignment's other references."""
    namespace = dict(vars(assignment.solutions))
    exec(compile(source, f"<{exercise}>", "exec"), namespace)
    function: Callable[..., Any] = namespace[exercise]
    return function
