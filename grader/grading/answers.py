"""The cases of one run and what the reference returns on them, computed once a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grader.course.load import Assignment
from grader.model import Call, Case


@dataclass(frozen=True, slots=True)
class Answer:
    """A case, the call that it makes, and what is expected of it."""

    case: Case
    call: Call
    expected: Any


@lru_cache(maxsize=16)
def answers(assignment: Assignment, seed: int) -> Mapping[str, tuple[Answer, ...]]:
    """By exercise. A class is graded on one seed, so this is asked for again and again."""
    return {name: _of_exercise(assignment, name, seed) for name in assignment.exercises}


def _of_exercise(assignment: Assignment, name: str, seed: int) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            case,
            Call(case.name, case.args, case.numpy_seed),
            assignment.expected(name, case),
        )
        for case in assignment.cases(name, seed)
    )
