"""The report as one HTML page: the learner's own notebook, marked.

The page is made by nbconvert from our template (``templates/``) and loads nothing: no script at
all, styles allowed by their hash, pictures from the page itself. A submission's texts are escaped
by the template engine; its Markdown goes through :mod:`grader.report.html_prose`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grader.model import ExerciseGrade, Grade
from grader.report import html_cards as cards
from grader.report.html_code import listing, remarks
from grader.report.html_math import formula
from grader.report.html_notebook import Picture, ShownCell, cells
from grader.report.html_prose import Outline, as_typed, prose
from grader.report.words import again, plain, points, protection, summary, total
from grader.version import VERSION

TEMPLATES = Path(__file__).parent / "templates"
MOST_PROSE = 400_000  # characters of Markdown, and of coloured code, in one page
POLICY = (
    "default-src 'none'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)


def page(
    grade: Grade,
    *,
    notebook: bytes | None = None,
    staff: bool = False,
    asked: Sequence[str] = (),
    painted: bool = True,
) -> str:
    """The page. ``notebook`` is the graded file's content; without it, the marks stand alone.

    ``staff`` adds every case's seed and what went wrong in each; ``asked`` are the options to
    give again for the same result. Not ``painted``, Markdown and code stand as they were typed.
    """
    from nbformat.v4 import new_notebook

    shown = cells(notebook, grade.sha256)
    context = {
        "grade": grade,
        "total": total(grade),
        "again": again(grade, asked),
        "protection": protection(grade),
        "summary": summary(grade),
        "path": plain(grade.path),
        "staff": staff,
        "version": VERSION,
        "style": Markup(style()),  # ours
        "policy": POLICY.format(style=_hash(style())),
        "cells": _cells(shown, grade.exercises, staff, painted),
        "without_cell": [e for e in grade.exercises if not _has_cell(e, shown)],
    }
    # the cells are rendered above: nbconvert's part is the page, made by its template engine
    empty: Any = new_notebook()  # type: ignore[no-untyped-call]
    made, _ = _exporter().from_notebook_node(empty, {"report": context})
    return str(made)


def warm_up() -> None:
    """Load what a page needs, ahead of the first."""
    formula("x", False)
    prose("*a* `b`", Outline())
    listing("x = 1", {}, "", True)
    _exporter()


@cache
def style() -> str:
    return (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A style's name in a content security policy; no other style applies then."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _exporter() -> Any:
    """nbconvert's exporter with our template, which escapes all that is not marked as markup."""
    from nbconvert.exporters.templateexporter import TemplateExporter

    class Report(TemplateExporter):
        file_extension = ".html"
        output_mimetype = "text/html"

        def _create_environment(self) -> Any:
            environment: Any = super()._create_environment()  # type: ignore[no-untyped-call]
            environment.autoescape = True
            environment.trim_blocks = environment.lstrip_blocks = True
            environment.globals |= {"cards": cards, "plain": plain, "points": points}
            return environment

    return Report(  # type: ignore[no-untyped-call]
        extra_template_basedirs=[str(TEMPLATES)],
        template_name="report",
        template_file="report.html.j2",
    )


def _has_cell(exercise: ExerciseGrade, shown: Sequence[ShownCell]) -> bool:
    return any(cell.number == exercise.cell and cell.kind == "code" for cell in shown)


def _cells(
    shown: Sequence[ShownCell], exercises: Sequence[ExerciseGrade], staff: bool, painted: bool
) -> list[Markup]:
    outline = Outline()
    room = {"markdown": MOST_PROSE, "code": MOST_PROSE, "raw": 0}
    made = []
    for cell in shown:
        room[cell.kind] -= len(cell.source)
        affordable = painted and room[cell.kind] >= 0
        if cell.kind == "markdown" and affordable:
            made.append(Markup('<div class="prose">{}</div>').format(prose(cell.source, outline)))
        elif cell.kind != "code":
            made.append(as_typed(plain(cell.source)))
        else:
            graded = [e for e in exercises if e.cell == cell.number]
            made.append(_code_cell(cell, graded, outline.below, staff, affordable))
    return made


def _code_cell(
    cell: ShownCell, graded: Sequence[ExerciseGrade], level: int, staff: bool, coloured: bool
) -> Markup:
    said: dict[int, list[str]] = {}
    for exercise in graded:
        for line, texts in remarks(exercise, cell.source).items():
            said.setdefault(line, []).extend(texts)
    parts = [
        *(cards.head(exercise, level) for exercise in graded),
        listing(cell.source, said, f"cell {cell.number}", coloured),
        *(cards.evidence(exercise, staff) for exercise in graded),
        *_outputs(cell),
    ]
    inside = Markup('<p class="number">cell {}</p>').format(cell.number)
    inside += Markup("").join(parts)
    if not graded:
        return Markup('<div class="cell">{}</div>').format(inside)
    tones = {cards.tone(exercise) for exercise in graded}
    tone = next(t for t in ("bad", "open", "good") if t in tones)
    anchors = Markup("").join(
        Markup('<span id="exercise-{}"></span>').format(e.exercise) for e in graded
    )
    return Markup('{}<div class="cell graded {}">{}</div>').format(anchors, tone, inside)


def _outputs(cell: ShownCell) -> list[Markup]:
    made = []
    for output in cell.outputs:
        if isinstance(output, Picture):
            made.append(
                Markup(
                    '<img src="data:image/png;base64,{}" width="{}" height="{}" '
                    'alt="picture saved below cell {}">'
                ).format(output.data, output.width, output.height, cell.number)
            )
        else:
            made.append(Markup('<pre class="output">{}</pre>').format(output))
    if cell.left_out:
        text = f"{cell.left_out} saved output(s) other than text and small pictures left out."
        made.append(Markup('<p class="left-out">{}</p>').format(text))
    return made
