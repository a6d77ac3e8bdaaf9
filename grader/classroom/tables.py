"""``grades.csv`` and ``changes.csv``: what the gradebook says, for spreadsheets."""

from __future__ import annotations

import contextlib
import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.classroom.gradebook import Gradebook
from grader.model import GraderError
from grader.report.words import points

FIRST = ("learner", "assignment", "score", "max_score", "status")
STEERS = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet run a text as a formula
NOTHING = "nothing handed in"


def write_grades(gradebook: Gradebook, path: Path) -> None:
    """A row a learner and assignment, the attempt that counts; then all in the roster of whom
    there is nothing."""
    names = gradebook.rows(
        "SELECT exercise FROM marks WHERE current = 1 GROUP BY exercise ORDER BY min(id)"
    )
    exercises = [row[0] for row in names]
    write_table(path, [*FIRST, *exercises], _grades(gradebook, exercises))


def _grades(gradebook: Gradebook, exercises: Sequence[str]) -> Iterator[list[object]]:
    by_hand = {
        (learner, assignment, exercise): score
        for learner, assignment, exercise, score in gradebook.rows(
            "SELECT learner_id, assignment, exercise, score FROM overrides"
        )
    }
    rows = gradebook.connection.execute(
        "SELECT s.id, l.id, l.learner, s.assignment, s.max_score, s.status, s.reason "
        "FROM submissions s JOIN learners l ON l.id = s.learner_id WHERE s.counts "
        "ORDER BY l.learner, s.assignment"
    )
    for submission, learner, name, assignment, most, status, reason in rows:
        said = status if not reason else f"{status}: {reason}"
        if status != "graded":
            yield [name, assignment, "", "", said, *[""] * len(exercises)]
            continue
        marks = dict(
            gradebook.connection.execute(
                "SELECT exercise, score FROM marks WHERE submission_id = ? AND current = 1",
                (submission,),
            )
        )
        marks = {one: by_hand.get((learner, assignment, one), mark) for one, mark in marks.items()}
        scores = [points(marks[one]) if one in marks else "" for one in exercises]
        total = by_hand.get((learner, assignment, ""), round(sum(marks.values()), 2))
        yield [name, assignment, points(total), points(most), said, *scores]
    yield from _missing(gradebook, len(exercises))


def _missing(gradebook: Gradebook, exercises: int) -> Iterator[list[object]]:
    rows = gradebook.rows(
        "SELECT l.learner, a.assignment FROM learners l, (SELECT DISTINCT assignment FROM "
        "submissions WHERE status = 'graded') a WHERE l.enrolled AND NOT EXISTS (SELECT 1 FROM "
        "submissions s WHERE s.learner_id = l.id AND s.assignment IN (a.assignment, '')) "
        "ORDER BY l.learner, a.assignment"
    )
    for learner, assignment in rows:
        yield [learner, assignment, "", "", NOTHING, *[""] * exercises]


def write_changes(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Whose marks went from what to what, and why."""
    head = ["learner", "assignment", "exercise", "before", "after", "status", "cause", "reason"]
    write_table(path, head, rows)


def write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Written beside, then renamed: a reader never sees half of it."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with open(beside, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([harmless(one) for one in head])
            for row in rows:
                writer.writerow([harmless(one) for one in row])
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise GraderError(
            f"{path} cannot be written ({error.strerror}). The gradebook has it all: make room, "
            "and the same command writes it."
        ) from error


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula, on one line."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.splitlines())
    return f"'{text}" if text.startswith(STEERS) or text.lstrip().startswith(STEERS) else text
