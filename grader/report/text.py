"""The report for a terminal: 80 columns, readable without colour."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from grader.model import CaseGrade, ExerciseGrade, Grade
from grader.report.words import STATUS, place, plain, points, summary, what_happened

GOOD, BAD, OPEN, PARTLY = ("✓", "green"), ("✗", "red"), ("·", "dim"), ("◐", "yellow")
OUTPUT_LINES = 6


def render(
    grade: Grade, *, color: bool = False, width: int = 80, verbose: bool = False, **_options: Any
) -> str:
    """The report as text; ``verbose`` shows every case."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=color,
        highlight=False,
        markup=False,
        color_system="standard" if color else None,
        emoji=False,
        legacy_windows=False,
    )
    _head(console, grade)
    for exercise in grade.exercises:
        attention = exercise.status not in ("passed", "not_implemented")
        if verbose or attention or exercise.notes or exercise.diagnoses:
            _exercise(console, exercise, verbose)
    _foot(console, grade)
    # rich pads lines to the width; trailing blanks only disturb what reads a pipe
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _sign(exercise: ExerciseGrade) -> tuple[str, str]:
    if exercise.status == "passed":
        return GOOD
    return {"not_implemented": OPEN, "partial": PARTLY}.get(exercise.status, BAD)


def _head(console: Console, grade: Grade) -> None:
    total = f"{points(grade.score)} of {points(grade.max_score)} points"
    console.print(Text.assemble((grade.assignment, "bold"), " · ", (total, "bold")))
    console.print(Text(f"{plain(grade.path)}\n{summary(grade)}"))
    for note in grade.notes:
        console.print(Text(f"Note: {plain(note)}"))
    console.print()
    longest = max((len(e.exercise) for e in grade.exercises), default=0)
    for exercise in grade.exercises:
        sign, style = _sign(exercise)
        score = f"{points(exercise.score):>5} / {points(exercise.max_score)}"
        line = Text.assemble((sign, style), f" {exercise.exercise:<{longest}} {score}  ")
        line.append(STATUS[exercise.status], style)
        console.print(line)


def _exercise(console: Console, exercise: ExerciseGrade, verbose: bool) -> None:
    sign, style = _sign(exercise)
    title = Text.assemble("\n", (f"{sign} {exercise.exercise}", f"bold {style}"))
    title.append(f"  {points(exercise.score)} of {points(exercise.max_score)}")
    if place(exercise):
        title.append(f"  ({place(exercise)})")
    console.print(title)
    for diagnosis in exercise.diagnoses:
        _indented(console, Text(diagnosis.message, "bold"), 2)
        if diagnosis.hint:
            _indented(console, Text(diagnosis.hint), 2)
    for note in exercise.notes:
        _indented(console, Text(plain(note)), 2)
    if exercise.status == "not_implemented":
        return
    if verbose:
        for case in exercise.cases:
            _case(console, case)
    else:
        _evidence(console, exercise)


def _evidence(console: Console, exercise: ExerciseGrade) -> None:
    """The first case that is off and how many there are, which is all that most need."""
    off = [case for case in exercise.cases if case.status != "passed" and case.counts]
    if not off:
        return
    right = sum(case.counts for case in exercise.cases) - len(off)
    _indented(console, Text(f"{right} of {right + len(off)} cases are wholly right."), 2)
    _case(console, off[0])
    others = {line.split(" (")[0] for case in off[1:] for line in what_happened(case)}
    if others - {line.split(" (")[0] for line in what_happened(off[0])}:
        names = ", ".join(case.case for case in off[1:])
        _indented(console, Text(f"Also off: {names}. See all with --verbose."), 2)


def _case(console: Console, case: CaseGrade) -> None:
    kind = "public case" if case.public else "fresh case"
    _indented(console, Text(f"{kind} “{case.case}”: {STATUS[case.status]}"), 2)
    for line in what_happened(case):
        _indented(console, Text(line), 4)
    if case.stdout.strip() and case.status != "passed":
        lines = plain(case.stdout).strip().splitlines()
        shown = lines[:OUTPUT_LINES] + ["…"] * (len(lines) > OUTPUT_LINES)
        _indented(console, Text("it printed: " + "\n".join(shown), "dim"), 4)


def _indented(console: Console, text: Text, by: int) -> None:
    console.print(Padding(text, (0, 0, 0, by)))


def _foot(console: Console, grade: Grade) -> None:
    console.print()
    if grade.score < grade.max_score:
        console.print(Text(f"Same cases again: grader run {plain(grade.path)} --seed {grade.seed}"))
    else:
        console.print(Text(f"All right. (seed {grade.seed})"))
    if grade.protection.level != "full":
        missing = ", ".join(grade.protection.missing)
        console.print(Text(f"Protection: {grade.protection.level} (missing: {missing}).", "dim"))
