"""All edits of a learner's function that are worth trying, most likely first."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from grader.diagnose.repair import calls, names, operators, statements
from grader.diagnose.repair.edit import Edit, Spot, spots
from grader.diagnose.repair.scope import Scope

Family = Callable[[Spot, Scope], Iterator[Edit]]
FAMILIES: tuple[Family, ...] = (
    names.names,
    names.constants,
    names.counts,
    names.letters,
    operators.operators,
    operators.signs,
    operators.comparisons,
    operators.brackets,
    operators.out_of_calls,
    operators.missing_terms,
    calls.functions,
    calls.arguments,
    calls.keywords,
    calls.transposes,
    calls.taken_away,
    calls.put_around,
)
EVERYWHERE = 1  # what the same edit in all its places costs more than in one of them
GROUPED = 8  # places at most


def candidates(
    function: ast.FunctionDef, scope: Scope, weights: Mapping[int, int]
) -> Iterator[list[Edit]]:
    """The edits in the lines that have a weight, in the order of what they cost with it; those
    that are made in several places at once among them."""
    singles = [*_singles(function, scope, weights)]
    every = [*singles, *_everywhere(singles)]
    costs = [edit.cost + min(weights.get(n, 99) for n in edit.where()) for edit in every]
    order = sorted(range(len(every)), key=lambda n: costs[n])
    yield [every[n] for n in order]


def _singles(function: ast.FunctionDef, scope: Scope, weights: Mapping[int, int]) -> Iterator[Edit]:
    for statement, _place in statements.places(function):
        end = _end(statement)
        if not any(statement.lineno <= line <= end for line in weights):
            continue
        for spot in spots(statement):
            for family in FAMILIES:
                yield from family(spot, scope)
    rest: Iterable[Edit] = (
        *statements.statements(function),
        *statements.assigned_other(function),
        *statements.parameters(function),
    )
    yield from (edit for edit in rest if weights.keys() & set(edit.where()))


def _end(statement: ast.stmt) -> int:
    """The last line of a statement itself, of a block's head that of the head."""
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body:
        return int(body[0].lineno) - 1 if body[0].lineno > statement.lineno else statement.lineno
    return statement.end_lineno or statement.lineno


def _everywhere(singles: Sequence[Edit]) -> Iterator[Edit]:
    groups: dict[tuple[str, ...], list[Edit]] = {}
    for edit in singles:
        if edit.group:
            groups.setdefault(edit.group, []).append(edit)
    for several in groups.values():
        places = {(id(node), name) for edit in several for node, name, _ in edit.changes}
        count = sum(len(edit.changes) for edit in several)
        if not 1 < len(several) <= GROUPED or len(places) < count:
            continue
        first = min(several, key=lambda edit: edit.line)
        lines = tuple(sorted({edit.line for edit in several}))
        changes = tuple(change for edit in several for change in edit.changes)
        yield Edit(
            first.kind, first.line, changes, first.subject, (), first.cost + EVERYWHERE, lines
        )
