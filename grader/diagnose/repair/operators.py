"""Edits of calculations: operators, signs, brackets, terms and factors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.diagnose.repair.edit import Edit, Spot, alike, at, replaced, text
from grader.diagnose.repair.scope import Scope

OPERATORS: tuple[type[ast.operator], ...] = (
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.FloorDiv,
    ast.MatMult,
    ast.Pow,
)
SIGNS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.MatMult: "@",
    ast.Pow: "**",
    ast.Mod: "%",
}
COMPARISONS: tuple[type[ast.cmpop], ...] = (
    ast.Gt,
    ast.GtE,
    ast.Lt,
    ast.LtE,
    ast.Eq,
    ast.NotEq,
    ast.In,
    ast.NotIn,
)


def operators(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """Another operator, its two sides exchanged, or one of them alone."""
    node = spot.node
    if not isinstance(node, ast.BinOp) or _is_text(node):
        return
    sign, spelt = SIGNS.get(type(node.op), ""), text(node)
    for other in OPERATORS:
        if not isinstance(node.op, other):
            kind = _kind(type(node.op), other)
            group: tuple[str, ...] = ("operator", sign, SIGNS[other], alike(spelt))
            yield Edit(kind, node.lineno, ((node, "op", other()),), sign, group, 0)
    if not isinstance(node.op, ast.Add | ast.Mult):
        both = ((node, "left", node.right), (node, "right", node.left))
        yield Edit("sides", node.lineno, both, sign, ("sides", alike(spelt)), 1)
    for keep, drop in (("left", node.right), ("right", node.left)):
        part = text(drop)
        kind = "term_too_many" if isinstance(node.op, ast.Add | ast.Sub) else "factor_too_many"
        group = (kind, alike(part), sign)
        yield Edit(kind, node.lineno, (spot.put(getattr(node, keep)),), part, group, 1)


def _kind(old: type[ast.operator], new: type[ast.operator]) -> str:
    if {old, new} == {ast.Add, ast.Sub}:
        return "plus_minus"
    if {old, new} == {ast.Mult, ast.Div}:
        return "divided" if old is ast.Div else "multiplied"
    if {old, new} == {ast.Div, ast.FloorDiv}:
        return "division"
    if {old, new} == {ast.Mult, ast.MatMult}:
        return "product"
    return "operator"


def _is_text(node: ast.BinOp) -> bool:
    """``"W" + str(l)`` is no calculation."""
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str)
        for part in (node.left, node.right)
    )


def signs(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """A minus too many or too few."""
    node = spot.node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield Edit("minus", node.lineno, (spot.put(node.operand),), "", ("minus", "-"), 0)
        if isinstance(node.operand, ast.BinOp) and not isinstance(
            node.operand.op, ast.Mult | ast.Div
        ):
            inner = node.operand
            left = at(inner, ast.UnaryOp(node.op, inner.left))
            new = at(node, ast.BinOp(left, inner.op, inner.right))
            yield Edit("brackets", node.lineno, (spot.put(new),), "", ("brackets", "-"), 1)
        return
    if isinstance(node, ast.BinOp) and isinstance(node.left, ast.UnaryOp):
        inner_new = at(node, ast.BinOp(node.left.operand, node.op, node.right))
        new_one = at(node, ast.UnaryOp(node.left.op, inner_new))
        yield Edit("brackets", node.lineno, (spot.put(new_one),), "", ("brackets", "(-"), 1)
    if _calculates(spot):
        new_minus = at(node, ast.UnaryOp(ast.USub(), node))
        yield Edit("minus", node.lineno, (spot.put(new_minus),), "", ("minus", "+"), 2)


def _calculates(spot: Spot) -> bool:
    """Whether a minus in front would mean something: a whole right side, a term, an argument."""
    node = spot.node
    if isinstance(node, ast.Constant | ast.Tuple | ast.Dict | ast.List | ast.Compare | ast.Starred):
        return False
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return False
    if spot.name in ("slice", "func", "target", "targets", "keys", "iter", "test", "values"):
        return False
    return not isinstance(spot.parent, ast.Attribute | ast.Subscript | ast.keyword | ast.Slice)


def comparisons(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    node = spot.node
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return
    for other in COMPARISONS:
        if not isinstance(node.ops[0], other):
            group = ("comparison", type(node.ops[0]).__name__, other.__name__)
            yield Edit("comparison", node.lineno, ((node, "ops", [other()]),), "", group, 0)
    if isinstance(spot.parent, ast.If | ast.While | ast.IfExp):
        return
    left = (spot.put(node.left),)
    yield Edit("comparison", node.lineno, left, "", ("compared", alike(text(node))), 3)


def brackets(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """The same signs, other brackets: what belongs together moves one place."""
    node = spot.node
    if not isinstance(node, ast.BinOp):
        return
    group = ("brackets", type(node.op).__name__)
    left, right = node.left, node.right
    if isinstance(right, ast.BinOp):  # a · (b · c) to (a · b) · c
        inner = at(node, ast.BinOp(left, node.op, right.left))
        new = at(node, ast.BinOp(inner, right.op, right.right))
        yield Edit("brackets", node.lineno, (spot.put(new),), "", (*group, "left"), 1)
    if isinstance(left, ast.BinOp):  # (a · b) · c to a · (b · c)
        inner = at(node, ast.BinOp(left.right, node.op, right))
        new = at(node, ast.BinOp(left.left, left.op, inner))
        yield Edit("brackets", node.lineno, (spot.put(new),), "", (*group, "right"), 1)
    if isinstance(left, ast.Call) and left.args:  # f(a) · b to f(a · b)
        argument = at(node, ast.BinOp(left.args[0], node.op, right))
        call = at(left, ast.Call(left.func, replaced(left.args, 0, argument), left.keywords))
        yield Edit("brackets", node.lineno, (spot.put(call),), "", (*group, "into"), 1)
        if isinstance(left.args[0], ast.BinOp):  # f(a · b) · c to f(a · (b · c))
            first = left.args[0]
            low = at(node, ast.BinOp(first.right, node.op, right))
            argument = at(first, ast.BinOp(first.left, first.op, low))
            call = at(left, ast.Call(left.func, replaced(left.args, 0, argument), left.keywords))
            yield Edit("brackets", node.lineno, (spot.put(call),), "", (*group, "deep"), 2)
    if isinstance(right, ast.Call) and right.args:  # a · f(b) to f(a · b)
        argument = at(node, ast.BinOp(left, node.op, right.args[0]))
        call = at(right, ast.Call(right.func, replaced(right.args, 0, argument), right.keywords))
        yield Edit("brackets", node.lineno, (spot.put(call),), "", (*group, "front"), 2)


def out_of_calls(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """f(a · b) to f(a) · b, and to a · f(b)."""
    node = spot.node
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.BinOp):
        return
    first = node.args[0]
    group = ("brackets", type(first.op).__name__)
    call = at(node, ast.Call(node.func, replaced(node.args, 0, first.left), node.keywords))
    new = at(node, ast.BinOp(call, first.op, first.right))
    yield Edit("brackets", node.lineno, (spot.put(new),), "", (*group, "out"), 1)
    call = at(node, ast.Call(node.func, replaced(node.args, 0, first.right), node.keywords))
    new = at(node, ast.BinOp(first.left, first.op, call))
    yield Edit("brackets", node.lineno, (spot.put(new),), "", (*group, "back"), 2)


FACTORS: tuple[tuple[type[ast.operator], str], ...] = (
    (ast.Mult, "factor_missing"),
    (ast.Div, "factor_missing"),
    (ast.Add, "term_missing"),
    (ast.Sub, "term_missing"),
    (ast.MatMult, "factor_missing"),
)


def missing_terms(spot: Spot, scope: Scope) -> Iterator[Edit]:
    """Something in scope is to be multiplied with, divided by, added, or taken away."""
    node = spot.node
    if not _whole(spot):
        return
    for name in scope.names:
        for operator, kind in FACTORS:
            other = at(node, ast.Name(name, ast.Load()))
            new = at(node, ast.BinOp(node, operator(), other))
            group = (kind, operator.__name__, alike(name))
            yield Edit(kind, node.lineno, (spot.put(new),), "", group, 6)
    one = at(node, ast.Constant(1))
    new = at(node, ast.BinOp(one, ast.Sub(), node))
    yield Edit("one_minus", node.lineno, (spot.put(new),), text(node), ("one_minus", text(node)), 4)
    two = at(node, ast.Constant(2))
    for power in (ast.Pow, ast.Mult, ast.Div):
        new = at(node, ast.BinOp(node, power(), two))
        kind = "call_missing" if power is ast.Pow else "number_missing"
        yield Edit(kind, node.lineno, (spot.put(new),), text(node), (kind, alike(text(node))), 5)


def _whole(spot: Spot) -> bool:
    """A whole right side, a returned value, a side of a calculation, an argument of a product."""
    node = spot.node
    if isinstance(node, ast.Constant | ast.Tuple | ast.Dict | ast.List | ast.Compare):
        return False
    if isinstance(spot.parent, ast.Assign | ast.AugAssign | ast.Return):
        return spot.name == "value"
    if isinstance(spot.parent, ast.Tuple):
        return isinstance(getattr(spot.parent, "ctx", None), ast.Load)
    if isinstance(spot.parent, ast.BinOp):
        return not _is_text(spot.parent)
    return isinstance(spot.parent, ast.Call) and spot.name == "args"
