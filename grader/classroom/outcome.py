"""What goes to a process that grades, and what comes back: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OutcomeStatus = Literal["graded", "unreadable", "no assignment", "grader failed"]


@dataclass(frozen=True, slots=True)
class Item:
    """A file to grade. ``only`` names the exercises that are to be looked at; all, where empty."""

    number: int
    path: str
    data: bytes
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that was met for the first time, as the gradebook keeps it."""

    key: bytes
    assignment: str
    exercise: str
    exercise_hash: str
    status: str
    remembered: bool
    record: str
    cases: tuple[tuple[str, int, bool, bool, str, float], ...]
    causes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """The mark of one exercise in one notebook, and which answer it is."""

    exercise: str
    place: int
    exercise_hash: str
    status: str
    score: float
    max_score: float
    cell: int | None
    line: int | None
    notes: str
    key: bytes
    places: str


@dataclass(frozen=True, slots=True)
class Outcome:
    number: int
    sha256: str
    status: OutcomeStatus
    reason: str = ""
    assignment: str = ""
    notes: str = "[]"
    score: float | None = None
    max_score: float | None = None
    marks: tuple[MarkRow, ...] = ()
    answers: tuple[Answered, ...] = ()
