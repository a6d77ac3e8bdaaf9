"""The report as Markdown, for chat and pull requests: one table, then what needs attention.

What a submission says (messages of exceptions, names) is shown as text. It cannot become markup,
a link or a picture, nor call people (``@everyone``) or name other threads (``#12``): places that
show Markdown look for these in the finished text, too, so a joiner of no width parts them.
"""

from __future__ import annotations

import re
from typing import Any

from grader.model import CaseGrade, ExerciseGrade, Grade
from grader.report.words import (
    STATUS,
    case_title,
    cases_off,
    is_shown,
    notes,
    place,
    plain,
    points,
    printed,
    score,
    sign,
    summary,
    total,
    what_happened,
    wholly_right,
)

JOINER = "\u2060"  # word joiner: no width, and no end of a line
LONGEST = 300  # characters of one sentence with a learner's text in it
PUNCTUATION = re.compile(r"([\\`*_\[\]<>|~$&])")
AT_START = re.compile(r"^([-+=#]|\d+(?=[.)]))")  # a list, a heading
# what is a link, a mention or a reference without any markup
LIVE = re.compile(
    r"(?<=@)|(?<=<)|(?<=#)(?=\d)|(?<=:)(?=//)|(?i:(?<=www)(?=\.)|(?<=GH)(?=-\d)|(?<=mailto)(?=:))"
    r"|(?<=[0-9a-f]{6})(?=[0-9a-f])"
)
NAME = re.compile(r"`(\[?'?[A-Za-z_]\w{0,39}'?\]?(?:\[\d{1,3}\]){0,4})`")


def render(grade: Grade, *, staff: bool = False, verbose: bool = False, **_options: Any) -> str:
    """The report; ``staff`` and ``verbose`` list every case of what needs attention."""
    lines = [
        f"**{escaped(grade.assignment)}** · **{total(grade)}** · {summary(grade)}",
        "",
        code(grade.path),
        "",
        *(line for note in grade.notes for line in (f"Note: {escaped(note)}", "")),
        "| | exercise | points | status |",
        "| :-: | :-- | --: | :-- |",
    ]
    lines += [
        f"| {sign(e)} | {code(e.exercise)} | "
        f"{points(e.score)} / {points(e.max_score)} | {STATUS[e.status]} |"
        for e in grade.exercises
    ]
    lines.append("")
    for exercise in grade.exercises:
        if is_shown(exercise):
            lines += _exercise(exercise, staff, verbose or staff)
    lines.append(f"Seed {grade.seed}.")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text as one line that Markdown shows as it is; names in backticks stay code."""
    line = " ".join(plain(text).split())
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    pieces = NAME.split(AT_START.sub(rf"{JOINER}\1", line))
    return "".join(f"`{p}`" if number % 2 else _prose(p) for number, p in enumerate(pieces))


def code(text: str) -> str:
    """A text as code on one line."""
    line = " ".join(plain(text).split()) or "(nothing)"
    if len(line) > LONGEST:
        line = line[: LONGEST - 1] + "…"
    # a table ends a cell at | even within code; backticks could end the code
    line = line.replace("`", "'").replace("|", "\N{BROKEN BAR}")
    return f"`{LIVE.sub(JOINER, line)}`"


def _prose(text: str) -> str:
    return PUNCTUATION.sub(r"\\\1", LIVE.sub(JOINER, text))


def _exercise(exercise: ExerciseGrade, staff: bool, verbose: bool) -> list[str]:
    where = f" · {place(exercise)}" if place(exercise) else ""
    lines = [f"#### {code(exercise.exercise)} · {score(exercise)}{where}", ""]
    for diagnosis in exercise.diagnoses:
        lines += [f"**{escaped(diagnosis.message)}**  ", escaped(diagnosis.hint), ""]
    for note in notes(exercise):
        lines += [escaped(note), ""]
    if exercise.status == "not_implemented":
        return lines
    return [*lines, *_evidence(exercise, staff, verbose)]


def _evidence(exercise: ExerciseGrade, staff: bool, verbose: bool) -> list[str]:
    off = cases_off(exercise)
    said = [wholly_right(exercise), ""] if off else []
    shown = exercise.cases if verbose else off[:1]
    return said + [line for case in shown for line in _case(case, staff)] + [""] * bool(shown)


def _case(case: CaseGrade, staff: bool) -> list[str]:
    seed = f" (seed {case.seed})" if staff else ""
    lines = [f"- {escaped(case_title(case))}{seed}"]
    for number, sentence in enumerate(what_happened(case)):
        raised = case.raised is not None and number == 0
        lines.append(f"  - {code(sentence) if raised else escaped(sentence)}")
    if printed(case):
        lines.append(f"  - it printed: {code(printed(case))}")
    return lines
