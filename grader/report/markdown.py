"""The report as Markdown, for chat and pull requests: one table, then what needs attention.

What a submission says (messages of exceptions, names) is shown as text. It cannot become markup,
a link or a picture, nor call people (``@everyone``) or name other threads (``#12``): places that
show Markdown look for these in the finished text, too, so a joiner of no width parts them.
"""

from __future__ import annotations

import re
from typing import Any

from grader.model import CaseGrade, ExerciseGrade, Grade
from grader.report.words import STATUS, place, plain, points, summary, what_happened

JOINER = "\u2060"  # word joiner: no width, and no end of a line
LONGEST = 300  # characters of one sentence with a learner's text in it
SIGNS = {"passed": "✓", "partial": "◐", "not_implemented": "○", "missing": "○"}
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
    total = f"{points(grade.score)} of {points(grade.max_score)} points"
    lines = [
        f"**{escaped(grade.assignment)}** · **{total}** · {summary(grade)}",
        "",
        code(grade.path),
        "",
        *(line for note in grade.notes for line in (f"Note: {escaped(note)}", "")),
        "| | exercise | points | status |",
        "| :-: | :-- | --: | :-- |",
    ]
    lines += [
        f"| {SIGNS.get(e.status, '✗')} | {code(e.exercise)} | "
        f"{points(e.score)} / {points(e.max_score)} | {STATUS[e.status]} |"
        for e in grade.exercises
    ]
    for exercise in grade.exercises:
        if exercise.status != "passed" or exercise.notes:
            lines += ["", *_exercise(exercise, staff, verbose or staff)]
    lines += ["", f"Seed {grade.seed}."]
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
    score = f"{points(exercise.score)} of {points(exercise.max_score)}"
    lines = [f"#### {code(exercise.exercise)} · {score}{where}", ""]
    for diagnosis in exercise.diagnoses:
        lines += [f"**{escaped(diagnosis.message)}**  ", escaped(diagnosis.hint), ""]
    for note in exercise.notes:
        lines += [escaped(note), ""]
    if exercise.status == "not_implemented":
        return lines[:-1] if exercise.notes else []
    return [*lines, *_evidence(exercise, staff, verbose)]


def _evidence(exercise: ExerciseGrade, staff: bool, verbose: bool) -> list[str]:
    counting = [case for case in exercise.cases if case.counts]
    off = [case for case in counting if case.status != "passed"]
    if verbose:
        return [line for case in exercise.cases for line in _case(case, staff)]
    if not off:
        return []
    right = f"{len(counting) - len(off)} of {len(counting)} cases are wholly right."
    return [right, "", *_case(off[0], staff)]


def _case(case: CaseGrade, staff: bool) -> list[str]:
    kind = "public case" if case.public else "fresh case"
    seed = f", seed {case.seed}" if staff else ""
    lines = [f"- {kind} “{escaped(case.case)}”{seed}: {STATUS[case.status]}"]
    for number, sentence in enumerate(what_happened(case)):
        raised = case.raised is not None and number == 0
        lines.append(f"  - {code(sentence) if raised else escaped(sentence)}")
    return lines
