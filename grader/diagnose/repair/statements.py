"""Edits of whole statements: left out, moved, exchanged, repeated for another layer."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from grader.diagnose.repair.edit import Change, Edit, alike, at, replaced, text

Place = tuple[ast.AST, str, int]  # a block and a statement's place in it
SHIFTED = re.compile(r"(?<=[A-Za-z_])\d+")


def places(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, Place]]:
    """Every statement and where it stands."""
    waiting: list[ast.AST] = [function]
    while waiting:
        node = waiting.pop(0)
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and not isinstance(node, ast.Lambda):
                for index, statement in enumerate(block):
                    yield statement, (node, name, index)
                    waiting.append(statement)


def statements(function: ast.FunctionDef) -> Iterator[Edit]:
    """The edits of every statement."""
    every = list(places(function))
    for statement, place in every:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        yield from _itself(statement, place)
        yield from _assigned(statement)
        yield from _moved(statement, place, every)
        yield from _repeated(statement, place)


def _put(place: Place, *new: ast.stmt) -> Change:
    node, name, index = place
    return (node, name, replaced(getattr(node, name), index, *new))


def _itself(statement: ast.stmt, place: Place) -> Iterator[Edit]:
    """Left out; exchanged with the next; a branch turned around."""
    node, name, index = place
    block = getattr(node, name)
    line = statement.lineno
    if not isinstance(statement, ast.Return | ast.FunctionDef | ast.Pass):
        new = (at(statement, ast.Pass()),) if len(block) == 1 else ()
        yield Edit(
            "line_too_many", line, (_put(place, *new),), "", ("left out", alike(text(statement))), 3
        )
    if index + 1 < len(block):
        both = [*block[:index], block[index + 1], statement, *block[index + 2 :]]
        yield Edit("order", line, ((node, name, both),), "", (), 3, (line, block[index + 1].lineno))
    if isinstance(statement, ast.If) and statement.orelse:
        turned = ((statement, "body", statement.orelse), (statement, "orelse", statement.body))
        yield Edit("branches", line, turned, "", (), 2)


def _assigned(statement: ast.stmt) -> Iterator[Edit]:
    """``=-`` for ``-=``, ``=`` for ``+=``, two names on the left exchanged."""
    line = statement.lineno
    if isinstance(statement, ast.AugAssign):
        for other in (ast.Add, ast.Sub, ast.Mult, ast.Div):
            if not isinstance(statement.op, other):
                group = ("augmented", type(statement.op).__name__, other.__name__)
                yield Edit("operator_assigned", line, ((statement, "op", other()),), "", group, 0)
        return
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return
    target = statement.targets[0]
    if isinstance(target, ast.Tuple):
        yield from _exchanged(statement, target)


def _exchanged(statement: ast.Assign, target: ast.Tuple) -> Iterator[Edit]:
    count = len(target.elts)
    distance = count if count <= 8 else 3
    for one in range(count):
        for other in range(one + 1, min(count, one + distance)):
            names = list(target.elts)
            names[one], names[other] = names[other], names[one]
            both = " and ".join(text(target.elts[n]) for n in (one, other))
            yield Edit("targets", statement.lineno, ((target, "elts", names),), both, (), 2)


def assigned_other(function: ast.FunctionDef) -> Iterator[Edit]:
    """An assignment that is to be an addition, or the other way round: the node itself changes."""
    for statement, place in places(function):
        line = statement.lineno
        if isinstance(statement, ast.AugAssign):
            target = copy.copy(statement.target)
            new = at(statement, ast.Assign([target], statement.value))
            yield Edit("assigned", line, (_put(place, new),), "", ("plain",), 1)
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target_ = statement.targets[0]
            if not isinstance(target_, ast.Name | ast.Subscript):
                continue
            value = statement.value
            if isinstance(value, ast.UnaryOp):
                sign = ast.Sub() if isinstance(value.op, ast.USub) else ast.Add()
                new_one = at(statement, ast.AugAssign(target_, sign, value.operand))
                yield Edit("equals_minus", line, (_put(place, new_one),), "", ("equals minus",), 0)
            for operator in (ast.Add, ast.Sub):
                group = ("added", operator.__name__, alike(text(target_)))
                again = at(statement, ast.AugAssign(target_, operator(), value))
                yield Edit("added", line, (_put(place, again),), "", group, 4)


def _moved(
    statement: ast.stmt, place: Place, every: list[tuple[ast.stmt, Place]]
) -> Iterator[Edit]:
    """Into the block before or after it, or out of the one it stands in."""
    node, name, index = place
    line = statement.lineno
    block = getattr(node, name)
    without = replaced(block, index)
    if index and isinstance(block[index - 1], ast.For | ast.While | ast.If | ast.With):
        before = block[index - 1]
        ways = ["body", "orelse"] if getattr(before, "orelse", None) else ["body"]
        for way in ways:
            inner = getattr(before, way)
            changes = (
                (node, name, without or [at(statement, ast.Pass())]),
                (before, way, [*inner, statement]),
            )
            yield Edit("moved", line, changes, "", (), 2)
    if index + 1 < len(block) and isinstance(block[index + 1], ast.For | ast.While | ast.If):
        after = block[index + 1]
        changes = ((node, name, without), (after, "body", [statement, *after.body]))
        yield Edit("moved", line, changes, "", (), 4)
    if isinstance(node, ast.For | ast.While | ast.If | ast.With):
        outer = next((p for s, p in every if s is node), None)
        if outer is None or (index not in (0, len(block) - 1) and len(block) > 1):
            return
        rest = without or [at(statement, ast.Pass())]
        above, field, number = outer
        around = getattr(above, field)
        behind = [*around[: number + 1], statement, *around[number + 1 :]]
        yield Edit("moved", line, ((node, name, rest), (above, field, behind)), "", (), 2)
        ahead = [*around[:number], statement, *around[number:]]
        yield Edit("moved", line, ((node, name, rest), (above, field, ahead)), "", (), 3)


def _repeated(statement: ast.stmt, place: Place) -> Iterator[Edit]:
    """A step that stands there for one layer and is missing for the next or the one before."""
    node, name, _index = place
    if not isinstance(statement, ast.Assign | ast.AugAssign):
        return
    block = getattr(node, name)
    for by in (1, -1):
        other = _shifted(statement, by)
        if other is None:
            continue
        spelt = ast.unparse(other)
        if any(
            isinstance(s, ast.Assign | ast.AugAssign) and ast.unparse(s) == spelt for s in block
        ):
            continue
        names = {n.id for n in ast.walk(other) if isinstance(n, ast.Name)}
        for place_ in range(1, len(block) + 1):
            before = block[place_ - 1]
            if not isinstance(before, ast.Assign | ast.AugAssign) or not _gives(before, names):
                continue
            new = at(before, copy.copy(other))
            changes = ((node, name, [*block[:place_], new, *block[place_:]]),)
            yield Edit("line_missing", before.lineno, changes, "", (), 5)


def _shifted(statement: ast.stmt, by: int) -> ast.stmt | None:
    spelt = text(statement) or ast.unparse(statement)
    moved = SHIFTED.sub(lambda found: str(int(found[0]) + by), spelt)
    if moved == spelt or "-1" in moved:
        return None
    try:
        tree = ast.parse(moved)
    except SyntaxError:
        return None
    return ast.increment_lineno(tree, statement.lineno - 1).body[0]


def _gives(statement: ast.stmt, names: set[str]) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(isinstance(t, ast.Name) and t.id in names for t in targets)


def parameters(function: ast.FunctionDef) -> Iterator[Edit]:
    """Parameters in another order, or one too many in the middle."""
    args = function.args
    count = len(args.args)
    line = function.lineno
    if args.defaults or count > 12:
        return
    for one in range(count):
        for other in range(one + 1, count):
            order = list(args.args)
            order[one], order[other] = order[other], order[one]
            both = " and ".join(args.args[n].arg for n in (one, other))
            yield Edit("parameters", line, ((args, "args", order),), both, (), 6)
