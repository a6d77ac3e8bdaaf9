"""What is said of one exercise, sentence by sentence, wherever it is shown.

The text report, ``grader watch``, ``%grade`` and the check functions render these same lines. The
order: the cause first, then what to look at, then the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from grader.model import CaseGrade, ExerciseGrade
from grader.report.words import (
    STATUS,
    CellName,
    case_name,
    case_title,
    cases_off,
    from_top,
    notes,
    place,
    plain,
    printed,
    score,
    sign,
    what_happened,
    wholly_right,
)

Kind = Literal["title", "cause", "hint", "note", "case", "fact", "printed", "command"]
ALSO = 3  # further cases that are named
INDENT: dict[Kind, int] = {"title": 0, "fact": 4, "printed": 4}  # the others: 2
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is told: how cells are called; every case, their seeds; how to see every case."""

    cell_name: CellName = from_top
    every_case: bool = False
    seeds: bool = False
    see_all: str = ""


USUAL = Manner()


def exercise_lines(exercise: ExerciseGrade, manner: Manner = USUAL) -> list[Line]:
    """All that a learner is told of an exercise."""
    where = place(exercise, manner.cell_name)
    title = f"{sign(exercise)} {exercise.exercise}  {score(exercise)}, {STATUS[exercise.status]}"
    title += f"  ({where})" if where else ""
    return [Line("title", title), *cause_lines(exercise), *_evidence(exercise, manner)]


def cause_lines(exercise: ExerciseGrade) -> list[Line]:
    """The diagnoses and the notes."""
    lines: list[Line] = []
    for diagnosis in exercise.diagnoses:
        lines.append(Line("cause", plain(diagnosis.message)))
        if diagnosis.hint:
            lines.append(Line("hint", plain(diagnosis.hint)))
    return lines + [Line("note", note) for note in notes(exercise)]


def case_lines(case: CaseGrade, manner: Manner = USUAL) -> list[Line]:
    """What happened on one case."""
    seed = f" (seed {case.seed})" if manner.seeds else ""
    lines = [Line("case", case_title(case) + seed)]
    lines += [Line("fact", sentence) for sentence in what_happened(case, manner.cell_name)]
    if printed(case):
        lines.append(Line("printed", f"it printed: {printed(case)}"))
    return lines


def _evidence(exercise: ExerciseGrade, manner: Manner) -> Iterator[Line]:
    """How many cases are right, and the first that is not: it is all that most need."""
    if exercise.status == "not_implemented":
        return
    off = cases_off(exercise)
    if off:
        yield Line("note", wholly_right(exercise))
    for case in exercise.cases if manner.every_case else off[:1]:
        yield from case_lines(case, manner)
    some_right = len(off) < sum(case.counts for case in exercise.cases)
    if not manner.every_case and some_right and _differ(off):
        yield Line("note", f"{_also_off(off[1:])} {manner.see_all}".rstrip())


def _also_off(others: list[CaseGrade]) -> str:
    names = [f"“{case_name(case)}”" for case in others[:ALSO]]
    more = f" and {len(others) - ALSO} more" if len(others) > ALSO else ""
    return f"Also off: {', '.join(names)}{more}."


def _differ(off: list[CaseGrade]) -> bool:
    """Whether the cases after the first show anything that it does not."""
    facts = [{fact.split(" (")[0] for fact in what_happened(case)} for case in off]
    return bool(set().union(*facts[1:]) - facts[0]) if facts else False


def as_text(lines: Iterable[Line], width: int = 80) -> list[str]:
    """The lines as plain text, wrapped and indented."""
    return [text for text, _ in styled(lines, width)]


def styled(lines: Iterable[Line], width: int, title: str = "bold") -> Iterator[tuple[str, str]]:
    """The lines as plain text, each with the style it has on a terminal, or none."""
    styles: dict[Kind, str] = {"title": title, "cause": "bold", "printed": "dim"}
    for line in lines:
        indent = " " * INDENT.get(line.kind, 2)
        for part in line.text.split("\n"):
            # what is to be copied must stay on one line
            whole = [indent + part] if line.kind == "command" else None
            for text in whole or _wrapped(part, indent, width):
                yield text, styles.get(line.kind, "")


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    """By rich, which knows how many columns a letter takes."""
    from rich.console import Console  # late, here and where it paints: 15 ms
    from rich.text import Text

    if not text.strip():
        return []
    columns = max(width, 40) - len(indent)
    lines = Text(text).wrap(Console(width=columns), columns)
    return [f"{indent}{line.plain.rstrip()}".rstrip() for line in lines]


def as_html(lines: Iterable[Line], color: str) -> str:
    """The lines as HTML that loads nothing and runs nothing: every text is escaped.

    Only the title has a colour, which reads on light and on dark; all else inherits the page's.
    """
    import html

    style = {**STYLE, "title": f"font-weight: bold; color: {color}"}
    rows = "".join(
        f'<div style="{style.get(line.kind, "margin-left: 0")}">{html.escape(line.text)}</div>'
        for line in lines
    )
    border = f"border-left: 3px solid {color}; padding: 0.2em 0 0.2em 0.8em; line-height: 1.5"
    return f'<div style="{border}">{rows}</div>'
