"""What is said of one exercise, sentence by sentence, wherever it is shown.

``grader watch``, ``%grade`` and the check functions render these same lines. The order is that of
the report: the cause first, then what to look at, then the evidence.
"""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from grader.model import CaseGrade, ExerciseGrade
from grader.report.words import STATUS, place, plain, points, what_happened

Kind = Literal["title", "cause", "hint", "note", "case", "fact", "printed"]
OUTPUT_LINES = 6
INDENT: dict[Kind, int] = {"title": 0, "fact": 4, "printed": 4}  # the others: 2
OPEN = ("not_implemented", "partial")
STYLE: dict[Kind, str] = {
    "cause": "font-weight: bold",
    "fact": "margin-left: 1.5em",
    "printed": "margin-left: 1.5em; white-space: pre-wrap; font-family: monospace",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and what it is."""

    kind: Kind
    text: str


def sign(exercise: ExerciseGrade) -> str:
    if exercise.status == "passed":
        return "✓"
    return "·" if exercise.status in OPEN else "✗"


def exercise_lines(exercise: ExerciseGrade) -> list[Line]:
    """All that a learner is told of an exercise."""
    score = f"{points(exercise.score)} of {points(exercise.max_score)}"
    where = f"  ({place(exercise)})" if place(exercise) else ""
    status = f", {STATUS[exercise.status]}"
    title = f"{sign(exercise)} {exercise.exercise}  {score}{status}{where}"
    return [Line("title", title), *cause_lines(exercise), *_evidence(exercise)]


def cause_lines(exercise: ExerciseGrade) -> list[Line]:
    """The diagnoses and the notes."""
    lines: list[Line] = []
    for diagnosis in exercise.diagnoses:
        lines.append(Line("cause", plain(diagnosis.message)))
        if diagnosis.hint:
            lines.append(Line("hint", plain(diagnosis.hint)))
    return lines + [Line("note", plain(note)) for note in exercise.notes]


def case_lines(case: CaseGrade) -> list[Line]:
    """What happened on one case."""
    kind = "public case" if case.public else "fresh case"
    lines = [Line("case", f"{kind} “{case.case}”: {STATUS[case.status]}")]
    lines += [Line("fact", sentence) for sentence in what_happened(case)]
    printed = plain(case.stdout).strip().splitlines()
    if printed and case.status != "passed":
        shown = printed[:OUTPUT_LINES] + ["…"] * (len(printed) > OUTPUT_LINES)
        lines.append(Line("printed", "it printed: " + "\n".join(shown)))
    return lines


def _evidence(exercise: ExerciseGrade) -> list[Line]:
    """How many cases are right, and the first that is not."""
    off = [case for case in exercise.cases if case.status != "passed" and case.counts]
    if not off or exercise.status == "not_implemented":
        return []
    all_ = sum(case.counts for case in exercise.cases)
    return [
        Line("note", f"{all_ - len(off)} of {all_} cases are wholly right."),
        *case_lines(off[0]),
    ]


def as_text(lines: Iterable[Line], width: int = 80) -> list[str]:
    """The lines as plain text, wrapped and indented."""
    found: list[str] = []
    for line in lines:
        indent = " " * INDENT.get(line.kind, 2)
        for part in line.text.split("\n"):
            found += textwrap.wrap(
                part,
                max(width, 40),
                initial_indent=indent,
                subsequent_indent=indent,
                break_long_words=False,
                break_on_hyphens=False,
                drop_whitespace=True,
            )
    return found


def as_html(lines: Iterable[Line], color: str) -> str:
    """The lines as HTML that loads nothing and runs nothing: every text is escaped.

    Only the title has a colour, which reads on light and on dark; all else inherits the page's.
    """
    style = {**STYLE, "title": f"font-weight: bold; color: {color}"}
    rows = "".join(
        f'<div style="{style.get(line.kind, "margin-left: 0")}">{html.escape(line.text)}</div>'
        for line in lines
    )
    border = f"border-left: 3px solid {color}; padding: 0.2em 0 0.2em 0.8em; line-height: 1.5"
    return f'<div style="{border}">{rows}</div>'
