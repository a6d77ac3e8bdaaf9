"""The words that every format says: status names, summary lines, plain text of a learner's."""

from __future__ import annotations

import re
from collections import Counter

from grader.model import CaseGrade, ExerciseGrade, Grade, Status

STATUS: dict[Status, str] = {
    "passed": "passed",
    "partial": "partly right",
    "failed": "not right",
    "error": "error",
    "timeout": "timed out",
    "memory": "out of memory",
    "crashed": "crashed",
    "blocked": "blocked",
    "not_implemented": "not written yet",
    "missing": "missing",
}
CONTROL = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b.?"  # terminal escapes
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # other controls, but for tab and line feed
    r"|[\u200e\u200f\u2028-\u202e\u2066-\u2069]"  # what reorders or breaks a line
)


def plain(text: str) -> str:
    """A learner's text without what would steer a terminal or reorder a line."""
    return CONTROL.sub("", text)


def points(score: float) -> str:
    """A score without digits that say nothing: 10, 3.33."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def summary(grade: Grade) -> str:
    """How many exercises have which status, e.g. "7 passed, 2 partly right"."""
    counts = Counter(exercise.status for exercise in grade.exercises)
    return ", ".join(f"{counts[s]} {word}" for s, word in STATUS.items() if counts[s])


def place(exercise: ExerciseGrade) -> str:
    if exercise.cell is None:
        return ""
    return f"cell {exercise.cell}, line {exercise.line}"


def what_happened(case: CaseGrade) -> list[str]:
    """The evidence of one case, a sentence each."""
    lines = []
    if case.raised is not None:
        own = [frame for frame in case.raised.frames if frame.cell]
        where = f" (cell {own[-1].cell}, line {own[-1].line})" if own else ""
        message = plain(case.raised.message).replace("\n", " ")
        lines.append(f"{plain(case.raised.type)}: {message}{where}")
    lines += [
        plain(mismatch.message) + _size(mismatch.max_abs_error, mismatch.max_rel_error)
        for mismatch in case.mismatches
    ]
    return lines


def _size(absolute: float | None, relative: float | None) -> str:
    if absolute is None or relative is None:
        return ""
    return f" (largest error {absolute:.2g}, relative {relative:.2g})"
