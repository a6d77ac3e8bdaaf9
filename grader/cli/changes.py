"""What is told after a save: what changed since the last one, then what needs attention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.model import ExerciseGrade, Grade
from grader.report.feedback import Line, exercise_lines, styled
from grader.report.words import STATUS, plain, points, summary, total

SHOWN = 3  # exercises told in full: a learner mends one at a time
COLOR = {"solved": "green", "fixed": "green", "better": "green", "broken": "red", "worse": "red"}
UNWRITTEN = ("not_implemented", "missing")
Word = Literal["solved", "fixed", "broken", "better", "worse", "begun", "differs"]


@dataclass(frozen=True, slots=True)
class Change:
    """How one exercise's grade differs from that at the last save."""

    word: Word
    before: ExerciseGrade
    after: ExerciseGrade


def changes(before: Grade, after: Grade) -> list[Change]:
    """What changed between two gradings of one assignment, in the order of its exercises."""
    old = {one.exercise: one for one in before.exercises}
    found = []
    for new in after.exercises:
        word = _word(old[new.exercise], new) if new.exercise in old else None
        if word is not None:
            found.append(Change(word, old[new.exercise], new))
    return found


def _word(old: ExerciseGrade, new: ExerciseGrade) -> Word | None:
    if _right(old) != _right(new):
        if not _right(new):
            return "broken"
        return "solved" if old.status == "not_implemented" else "fixed"
    if old.score != new.score:
        return "better" if new.score > old.score else "worse"
    if old.status in UNWRITTEN and new.status not in UNWRITTEN:
        return "begun"
    said = [(one.status, [d.code for d in one.diagnoses]) for one in (old, new)]
    return "differs" if said[0] != said[1] else None


def _right(exercise: ExerciseGrade) -> bool:
    return exercise.status == "passed" and not exercise.blamed_on


def attention(grade: Grade, since: Sequence[Change]) -> list[ExerciseGrade]:
    """The exercises that are written and not right, or misspelt: what was just broken comes first,
    then what was just worked on; those that fail only because of another one come last."""
    ranks = {"broken": 0, "worse": 0}
    rank = {change.after.exercise: ranks.get(change.word, 1) for change in since}
    wrong = [e for e in grade.exercises if not _right(e) and e.status != "not_implemented"]
    return sorted(wrong, key=lambda e: rank.get(e.exercise, 2) + 3 * bool(e.blamed_on))


def told(grade: Grade, before: Grade | None, when: str, width: int) -> Iterator[tuple[str, str]]:
    """Lines to print, each with its colour or none (``""``)."""
    same = before is not None and before.assignment == grade.assignment
    since = changes(before, grade) if before is not None and same else []
    yield f"{when}  {_total(grade, before if same else None)}  (seed {grade.seed})", "bold"
    for change in since:
        yield _change(change), COLOR.get(change.word, "")
    if before is not None and same and not since:
        yield "  the same as before", ""
    if not same:
        yield f"  {grade.assignment}: {summary(grade)}", ""
        for note in grade.notes:
            yield from styled([Line("note", plain(note))], width)
    wrong = attention(grade, since)
    for exercise in wrong[:SHOWN]:
        yield "", ""
        yield from styled(exercise_lines(exercise), width)
    yield from _rest(grade, wrong[SHOWN:], width)


def _total(grade: Grade, before: Grade | None) -> str:
    step = round(grade.score - before.score, 2) if before is not None else 0
    sign = "+" if step > 0 else "−"
    return f"{total(grade)}, {sign}{points(abs(step))}" if step else total(grade)


def _change(change: Change) -> str:
    old, new = change.before, change.after
    if change.word in ("begun", "differs"):
        what = f"{STATUS[old.status]} → {STATUS[new.status]}"
        what = what if old.status != new.status else f"still {STATUS[new.status]}, otherwise"
    elif old.score == new.score and (new.blamed_on or old.blamed_on):
        # right by itself all along: what it calls was broken, or was mended
        what = f"by {' and '.join(new.blamed_on or old.blamed_on)}"
    else:
        what = f"{points(old.score)} → {points(new.score)}"
        what += f", fails because of {' and '.join(new.blamed_on)}" if new.blamed_on else ""
    return f"  {change.word:<8} {new.exercise}  {what}"


def _rest(grade: Grade, more: Sequence[ExerciseGrade], width: int) -> Iterator[tuple[str, str]]:
    unwritten = [e.exercise for e in grade.exercises if e.status == "not_implemented"]
    if more:
        names = ", ".join(f"{e.exercise} ({_why(e)})" for e in more)
        yield "", ""
        yield from styled([Line("title", f"Also to be looked at: {names}.")], width)
    if unwritten:
        yield "", ""
        yield from styled([Line("title", f"Not written yet: {', '.join(unwritten)}.")], width)


def _why(exercise: ExerciseGrade) -> str:
    if exercise.status == "passed":
        return f"right by itself, fails because of {' and '.join(exercise.blamed_on)}"
    return STATUS[exercise.status]
