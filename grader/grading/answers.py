"""The cases of one run and what the reference returns on them, computed once a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grader.course.load import Assignment
from grader.model import Calls, Case
from grader.worker.wire import Encoder, parts

# what is read of anything that is returned, however little is expected: bytes, and values
ROOM, PARTS = 512 * 1024, 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A case and what is expected of it.

    ``body`` is what a process would send that returned just this and left its inputs alone: most
    right answers equal it byte for byte, and need no closer look.
    """

    case: Case
    expected: Any
    body: bytes


@dataclass(frozen=True, slots=True)
class Answers:
    """All of one exercise, with the calls that are made to get them."""

    calls: Calls
    answers: tuple[Answer, ...]


@lru_cache(maxsize=16)
def answers(assignment: Assignment, seed: int) -> Mapping[str, Answers]:
    """By exercise. A class is graded on one seed, so this is asked for again and again."""
    return {
        name: of_cases(assignment, name, assignment.cases(name, seed))
        for name in assignment.exercises
    }


def of_cases(assignment: Assignment, name: str, cases: Sequence[Case]) -> Answers:
    """What is expected of one exercise on these cases."""
    answered = tuple(answer(case, assignment.expected(name, case)) for case in cases)
    calls = Calls(
        Encoder().body([[*case.args, *case.spare] for case in cases]),
        tuple(case.numpy_seed for case in cases),
        tuple(len(case.args) for case in cases),
        ROOM + 4 * max((len(one.body) for one in answered), default=0),
        PARTS + 4 * max((parts(one.body) for one in answered), default=0),
    )
    return Answers(calls, answered)


def answer(case: Case, expected: Any) -> Answer:
    return Answer(case, expected, Encoder().body([expected, *case.args]))
