"""What stands beside a graded cell: status, points, diagnosis, evidence, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from grader.model import CaseGrade, ExerciseGrade
from grader.notebook.document import clipped
from grader.report.html_chain import chain, drawing
from grader.report.html_heat import heat_map
from grader.report.words import (
    STATUS,
    case_title,
    cases_off,
    notes,
    plain,
    printed,
    sign,
    what_happened,
    wholly_right,
)
from grader.report.words import score as score_of

NAME = re.compile(r"`([^`\n]{1,80})`")
MAPS = 4  # heat maps a case
TONES = {"passed": "good", "partial": "open", "not_implemented": "open", "missing": "open"}


def badge(exercise: ExerciseGrade) -> Markup:
    """The status as a sign, a word and a colour: none of them alone."""
    return Markup(
        '<span class="badge {}"><span aria-hidden="true">{}</span>&nbsp;{}</span>'
    ).format(tone(exercise), sign(exercise), STATUS[exercise.status])


def tone(exercise: ExerciseGrade) -> str:
    return TONES.get(exercise.status, "bad")


def score(exercise: ExerciseGrade) -> str:
    return f"{score_of(exercise)} points"


def name(text: str) -> Markup:
    """A name that is broken after an underscore where a line is too short for it."""
    return Markup("_<wbr>").join(text.split("_"))


def in_short(exercise: ExerciseGrade) -> Markup:
    """The first thing that is said of an exercise, for the summary."""
    said = [*(one.message for one in exercise.diagnoses), *notes(exercise)]
    said += [clipped(fact, 120) for case in cases_off(exercise)[:1] for fact in what_happened(case)]
    return sentence(said[0] if said else "")


def sentence(text: str) -> Markup:
    """A sentence of the report, with what stands in backticks as code."""
    pieces = NAME.split(plain(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(p) if number % 2 else Markup("{}").format(p)
        for number, p in enumerate(pieces)
    )


def head(exercise: ExerciseGrade, level: int) -> Markup:
    """The card above the code: what is said, in the report's own words."""
    said = Markup("").join(
        Markup('<p class="cause">{}</p>').format(sentence(one.message))
        + (Markup('<p class="hint">{}</p>').format(sentence(one.hint)) if one.hint else "")
        for one in exercise.diagnoses
    )
    said += Markup("").join(Markup("<p>{}</p>").format(sentence(note)) for note in notes(exercise))
    return Markup(
        '<h{level} class="card" id="title-{id}"><code class="name">{name}</code> {badge} '
        '<span class="points">{score}</span></h{level}>{said}'
    ).format(level=level, id=exercise.exercise, name=name(exercise.exercise), badge=badge(exercise),
             score=score(exercise), said=said)  # fmt: skip


def evidence(exercise: ExerciseGrade, staff: bool) -> Markup:
    """The first case that is off, with its pictures; then all cases, folded away."""
    if exercise.status == "not_implemented" or not exercise.cases:
        return Markup("")
    off = cases_off(exercise)
    made = Markup("")
    if off:
        made += Markup("<p>{}</p>").format(wholly_right(exercise))
        made += _case(off[0], f"{exercise.exercise}-first")
        drawn = next((case for case in off if chain(case) is not None), None)
        if drawn is not None and drawn is not off[0]:
            made += _case(drawn, f"{exercise.exercise}-drawn")
    return made + _all_cases(exercise, staff)


def _case(case: CaseGrade, id_: str) -> Markup:
    pictures = Markup("").join(
        heat_map(mismatch, f"heat-{id_}-{number}")
        for number, mismatch in enumerate(case.mismatches[:MAPS])
    )
    layers = chain(case)
    if layers is not None:
        pictures += drawing(layers, f"chain-{id_}")
    return Markup('<div class="case"><p><strong>{}</strong></p>{}{}</div>').format(
        case_title(case), Markup("").join(_facts(case)), pictures
    )


def _facts(case: CaseGrade) -> Iterator[Markup]:
    facts = what_happened(case)
    if facts:
        items = Markup("").join(Markup("<li><bdi>{}</bdi></li>").format(sentence(f)) for f in facts)
        yield Markup("<ul>{}</ul>").format(items)
    if printed(case):
        yield Markup('<p>it printed:</p><pre class="printed">{}</pre>').format(printed(case))


def _all_cases(exercise: ExerciseGrade, staff: bool) -> Markup:
    """Every case; staff's copy names their seeds, and says what went wrong in each."""
    items = Markup("").join(
        Markup("<li>{}{}{}</li>").format(
            case_title(case),
            f" (seed {case.seed}, {case.seconds * 1000:.1f} ms)" if staff else "",
            Markup("").join(_facts(case)),
        )
        for case in exercise.cases
    )
    return Markup("<details{}><summary>All {} cases</summary><ul>{}</ul></details>").format(
        Markup(" open") if staff and exercise.status != "passed" else "", len(exercise.cases), items
    )
