"""How much of a grade is shown: every format renders a grade that went through here.

What a submission says is cleaned (see :mod:`grader.readable`) and cut, so that no report is long
because somebody wished it to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from grader.model import CaseGrade, Diagnosis, ExerciseGrade, Frame, Grade, Mismatch, Raised
from grader.readable import one_line, readable

PATH, NAME, SENTENCE, MESSAGE, PRINTED = 500, 100, 600, 2000, 4000  # characters
NOTES, FRAMES, MISMATCHES, BESIDE, DIAGNOSES = 20, 20, 12, 100, 10  # how many
ROOM = 30_000  # characters of what one exercise's cases raised, printed and returned


def shown(grade: Grade) -> Grade:
    """The grade with texts that can be shown, and no more of them than can be read."""
    return replace(
        grade,
        path=one_line(grade.path, PATH),
        notes=_notes(grade.notes),
        exercises=tuple(exercise_shown(one) for one in grade.exercises),
    )


def exercise_shown(exercise: ExerciseGrade) -> ExerciseGrade:
    """The same of one exercise."""
    room = Room(ROOM)
    return replace(
        exercise,
        notes=_notes(exercise.notes),
        cases=tuple(_case(case, room) for case in exercise.cases),
        diagnoses=tuple(_diagnosis(one) for one in exercise.diagnoses[:DIAGNOSES]),
    )


class Room:
    """Characters that are left for an exercise. The first cases are shown whole, as these tell
    most."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def take(self, text: str, longest: int) -> str:
        """The text, cut at what is left."""
        if not text:
            return ""
        made = readable(text, max(min(longest, self._left), 1))
        self._left -= len(made)
        return made


def _case(case: CaseGrade, room: Room) -> CaseGrade:
    return replace(
        case,
        raised=None if case.raised is None else _raised(case.raised, room),
        mismatches=tuple(_mismatch(one, room) for one in case.mismatches[:MISMATCHES]),
        stdout=room.take(case.stdout, PRINTED),
    )


def _raised(raised: Raised, room: Room) -> Raised:
    return replace(
        raised,
        type=room.take(raised.type, NAME),
        message=room.take(raised.message, MESSAGE),
        frames=tuple(_frame(one, room) for one in _ends(raised.frames)),
        missing_name=room.take(raised.missing_name, NAME),
    )


def _ends(frames: Sequence[Frame]) -> Sequence[Frame]:
    """The last frames: where it was raised."""
    return frames[-FRAMES:]


def _frame(frame: Frame, room: Room) -> Frame:
    return replace(
        frame, function=room.take(frame.function, NAME), text=room.take(frame.text, NAME)
    )


def _mismatch(one: Mismatch, room: Room) -> Mismatch:
    return replace(
        one,
        path=room.take(one.path, 2 * NAME),
        message=room.take(one.message, SENTENCE),
        beside=tuple(readable(path, NAME) for path in one.beside[:BESIDE]),
    )


def _diagnosis(one: Diagnosis) -> Diagnosis:
    return replace(one, message=readable(one.message, SENTENCE), hint=readable(one.hint, SENTENCE))


def _notes(notes: Iterable[str]) -> tuple[str, ...]:
    """Different notes, the first of them where there are many."""
    made = list(dict.fromkeys(readable(note, SENTENCE) for note in notes))
    more = [f"And {len(made) - NOTES} more notes of this kind."] if len(made) > NOTES else []
    return (*made[:NOTES], *more)
