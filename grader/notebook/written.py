"""Whether a learner has written anything into a function, and whether all of it is there."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from grader.model import SyntaxProblem, Vocabulary
from grader.notebook.cuts import Cut, cut_off, has_return
from grader.notebook.definitions import Definition
from grader.notebook.filling import Region, left_empty, unfilled, unfilled_text
from grader.notebook.given import all_given
from grader.notebook.parsing import Broken, ParsedCell
from grader.notebook.sources import first_line, last_line
from grader.notebook.stubs import (
    nothing_added,
    same_as_stub,
    same_text_as_stub,
    written_leaves,
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class State:
    """How far a function is: see :class:`~grader.model.LearnerFunction`. ``syntax`` and ``cut``
    say where, and by what, it was cut off."""

    untouched: bool = False
    unfilled: bool = False
    syntax: SyntaxProblem | None = None
    cut: str = ""


def state(
    exercise: str,
    written: Definition,
    cells: Sequence[ParsedCell],
    marked: Sequence[Region],
    unknown: Sequence[str],
    vocabulary: Vocabulary,
) -> State:
    """How far a function that parses is."""
    node = written.node
    if not isinstance(node, Function):
        return State()
    cut = cut_off(cells, written.cell, first_line(node), last_line(node), has_return(node))
    if cut is not None:
        return _cut_short(cut, written.cell)
    untouched = same_as_stub(node, vocabulary.stubs.get(exercise, ""))
    as_given = _as_given(exercise, node, marked, vocabulary)
    return State(untouched, as_given or unfilled(node, marked, unknown))


def state_of_text(
    cells: Sequence[ParsedCell],
    cell: ParsedCell,
    broken: Broken,
    lines: Sequence[str],
    start: int,
    stub: str,
) -> State:
    """The same for one that does not parse, in these lines, its ``def`` in line ``start``."""
    source = "\n".join(lines)
    cut = cut_off(cells, cell, broken.first, broken.last, "return" in source)
    if cut is not None:
        return _cut_short(cut, cell)
    untouched = bool(stub) and same_text_as_stub(source, stub)
    empty = left_empty(broken.problem) and unfilled_text(lines[start:])
    return State(untouched, empty, broken.problem)


def _as_given(
    exercise: str, node: Function, marked: Sequence[Region], vocabulary: Vocabulary
) -> bool:
    """Whether nothing stands in a function but what a template gave, today's or another's."""
    leaves = written_leaves(node)
    if nothing_added(leaves, vocabulary.stubs.get(exercise, ""), exercise):
        return True
    return bool(marked) and any(
        all_given(leaves, edition.lines.get(exercise, ()), edition.asserts.get(exercise, ()))
        for edition in vocabulary.editions
    )


def _cut_short(cut: Cut, cell: ParsedCell) -> State:
    text = cell.cell.source.split("\n")[cut.line - 1].strip()[:200]
    problem = SyntaxProblem("SyntaxError", "the function is cut off", cut.line, text)
    return State(syntax=problem, cut=cut.message)
