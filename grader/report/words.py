"""The words that every format says: status names, places, facts, plain text of a learner's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from grader.model import CaseGrade, ExerciseGrade, Grade, Status
from grader.readable import readable

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
SIGNS: dict[Status, str] = {"passed": "✓", "partial": "◐", "not_implemented": "○", "missing": "○"}
WRONG = "✗"
OUTPUT_LINES = 6  # of what a case prints
# A case's name is an id, kept as it is in JSON; that of a printed example is no learner's word.
SOURCE_EXAMPLE = re.compile(r"\bsource_example(?:_(\w+))?\b")
UNREADABLE = re.compile(r"The function cannot be read \(\w+: (.+), in line \d+ of cell \d+\)\.")


def plain(text: str) -> str:
    """A learner's text without what would steer a terminal, reorder a line or not be seen."""
    return readable(text)


def points(score: float) -> str:
    """A score without digits that say nothing: 10, 3.33."""
    return f"{score:.2f}".rstrip("0").rstrip(".")


def summary(grade: Grade) -> str:
    """How many exercises have which status, e.g. "7 passed, 2 partly right"."""
    counts = Counter(exercise.status for exercise in grade.exercises)
    return ", ".join(f"{counts[s]} {word}" for s, word in STATUS.items() if counts[s])


def sign(exercise: ExerciseGrade) -> str:
    return SIGNS.get(exercise.status, WRONG)


def score(exercise: ExerciseGrade) -> str:
    return f"{points(exercise.score)} of {points(exercise.max_score)}"


def total(grade: Grade) -> str:
    return f"{points(grade.score)} of {points(grade.max_score)} points"


CellName = Callable[[int], str]  # how a cell is called, by the number that a grade counts it with


def from_top(cell: int) -> str:
    """ "28th cell": of the file, texts included. "Cell 28" would be taken for ``In [28]``."""
    last = 0 if cell % 100 in (11, 12, 13) else cell % 10
    return f"{cell}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')} cell"


def place(exercise: ExerciseGrade, cell_name: CellName = from_top) -> str:
    """Where the exercise's function stands; empty where there is none."""
    if exercise.cell is None:
        return ""
    return f"{cell_name(exercise.cell)}, line {exercise.line}"


def case_title(case: CaseGrade) -> str:
    """Which case it is and how it went: ``public case “three layers”: not right``."""
    kind = "public case" if case.public else "fresh case"
    return f"{kind} “{case_name(case)}”: {STATUS[case.status]}"


def case_name(case: CaseGrade) -> str:
    return in_words(plain(case.case))


def in_words(text: str) -> str:
    """The text with the id of the printed example in a learner's words."""
    return SOURCE_EXAMPLE.sub(
        lambda found: "example in the notebook" + (f", {found[1]}" if found[1] else ""), text
    )


def notes(exercise: ExerciseGrade) -> list[str]:
    """The notes, but for one that only says again what a diagnosis quotes of Python."""
    said = [one.message for one in exercise.diagnoses]
    found = []
    for note in exercise.notes:
        quoted = UNREADABLE.fullmatch(note)
        if quoted is None or not any(quoted[1] in message for message in said):
            found.append(in_words(plain(note)))
    return found


def is_shown(exercise: ExerciseGrade) -> bool:
    """Whether there is more to say of an exercise than its line in the table."""
    plainly = exercise.status in ("passed", "not_implemented")
    return not plainly or bool(exercise.notes or exercise.diagnoses)


def cases_off(exercise: ExerciseGrade) -> list[CaseGrade]:
    return [case for case in exercise.cases if case.status != "passed" and case.counts]


def wholly_right(exercise: ExerciseGrade) -> str:
    """How many of the cases that count are right."""
    counting = sum(case.counts for case in exercise.cases)
    return f"{counting - len(cases_off(exercise))} of {counting} cases are wholly right."


def what_happened(case: CaseGrade, cell_name: CellName = from_top) -> list[str]:
    """The evidence of one case, a sentence each."""
    lines = []
    if case.raised is not None:
        own = [frame for frame in case.raised.frames if frame.cell]
        where = f" ({cell_name(own[-1].cell)}, line {own[-1].line})" if own else ""
        lines.append(raised(case) + where)
    lines += [
        plain(mismatch.message) + _size(mismatch.max_abs_error, mismatch.max_rel_error)
        for mismatch in case.mismatches
    ]
    return lines


def raised(case: CaseGrade) -> str:
    """The exception of a case on one line; empty where none was raised."""
    if case.raised is None:
        return ""
    message = " ".join(plain(case.raised.message).split())
    return f"{plain(case.raised.type)}: {message}"


def printed(case: CaseGrade) -> str:
    """The first lines of what a case that is off has printed."""
    lines = plain(case.stdout).strip().splitlines() if case.status != "passed" else []
    return "\n".join(lines[:OUTPUT_LINES] + ["…"] * (len(lines) > OUTPUT_LINES))


def protection(grade: Grade) -> str:
    """What of the sandbox was missing; empty where nothing was."""
    missing = ", ".join(grade.protection.missing)
    level = grade.protection.level
    return "" if level == "full" else f"Protection: {level} (missing: {missing})."


def again(grade: Grade, asked: Sequence[str] = ()) -> str:
    """The command that grades the same file on the same cases; ``asked`` are its other options."""
    words = [quoted(plain(word)) for word in (grade.path, *asked)]
    return f"grader run {' '.join(words)} --seed {grade.seed}"


def quoted(path: str) -> str:
    """The path as a shell takes it."""
    if re.fullmatch(r"[\w@%+=:,./\\-]+", path):
        return path
    import os
    import shlex

    return f'"{path}"' if os.name == "nt" else shlex.quote(path)


def _size(absolute: float | None, relative: float | None) -> str:
    if absolute is None or relative is None:
        return ""
    return f" (largest error {absolute:.2g}, relative {relative:.2g})"
