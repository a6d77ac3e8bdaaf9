"""The report for a terminal: 80 columns, readable without colour."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from grader.model import ExerciseGrade, Grade
from grader.report.feedback import Line, Manner, exercise_lines, styled
from grader.report.words import STATUS, again, is_shown, plain, points, protection, sign, summary
from grader.report.words import total as total_of

Row = tuple[str, str]  # a line and its style, as rich names them
COLOR = {"passed": "green", "partial": "yellow", "not_implemented": "dim"}  # others: red


def render(
    grade: Grade,
    *,
    color: bool = False,
    width: int = 80,
    verbose: bool = False,
    staff: bool = False,
    asked: Sequence[str] = (),
    **_options: Any,
) -> str:
    """The report as text; ``verbose`` shows every case, ``staff`` their seeds as well. ``asked``
    are the options to give again for the same result."""
    manner = Manner(every_case=verbose or staff, seeds=staff, see_all="See all with --verbose.")
    rows = [*_head(grade, width), *_table(grade)]
    for exercise in grade.exercises:
        if manner.every_case or is_shown(exercise):
            title = f"bold {_color(exercise)}"
            rows += [("", ""), *styled(exercise_lines(exercise, manner), width, title)]
    return written([*rows, *_foot(grade, asked, width)], color)


def written(rows: Iterable[Row], color: bool) -> str:
    """The lines of a report, painted where that is wanted."""
    if not color:
        return "".join(f"{text}\n" for text, _ in rows)
    from rich.console import Console
    from rich.text import Text

    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=True, color_system="standard", legacy_windows=False
    )
    for text, style in rows:
        console.print(Text(text, style), soft_wrap=True)
    return stream.getvalue()


def _color(exercise: ExerciseGrade) -> str:
    return COLOR.get(exercise.status, "red")


def _head(grade: Grade, width: int) -> Iterator[Row]:
    yield f"{grade.assignment} · {total_of(grade)}", "bold"
    yield plain(grade.path), ""
    yield summary(grade), ""
    yield from styled([Line("title", f"Note: {plain(note)}") for note in grade.notes], width, "")


def _table(grade: Grade) -> Iterator[Row]:
    yield "", ""
    longest = max((len(one.exercise) for one in grade.exercises), default=0)
    for one in grade.exercises:
        score = f"{points(one.score):>5} / {points(one.max_score)}"
        line = f"{sign(one)} {one.exercise:<{longest}} {score}  {STATUS[one.status]}"
        yield line, _color(one)


def _foot(grade: Grade, asked: Sequence[str], width: int) -> Iterator[Row]:
    yield "", ""
    if grade.score < grade.max_score:
        yield f"Same cases again: {again(grade, asked)}", ""
    else:
        yield f"All right. (seed {grade.seed})", ""
    yield from styled([Line("title", protection(grade))], width, "dim")
