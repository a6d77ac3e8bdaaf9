"""Edits of what stands for something: names, keys, numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from grader.diagnose.repair.edit import Edit, Spot, alike, at, text
from grader.diagnose.repair.scope import Scope

NUMBERED = re.compile(r"(.*?)(\d+)$")


def names(spot: Spot, scope: Scope) -> Iterator[Edit]:
    """Another name in scope; names with the same letters in front are more likely meant."""
    node = spot.node
    if not isinstance(node, ast.Name) or isinstance(node.ctx, ast.Del):
        return
    called = isinstance(spot.parent, ast.Call) and spot.name == "func"
    if isinstance(node.ctx, ast.Store):
        for other in scope.names:
            if other != node.id:
                yield _name(spot, node, other, "target", 4)
        return
    if called or node.id in scope.functions:
        for other in scope.functions:
            if other != node.id:
                yield _name(spot, node, other, "function", 3)
        return
    for other in scope.names:
        if other != node.id:
            yield _name(spot, node, other, "name", 1 if _akin(node.id, other) else 2)


def _akin(one: str, other: str) -> bool:
    return one[:1].lower() == other[:1].lower() or one.lower() in other.lower() or other in one


def _name(spot: Spot, node: ast.Name, other: str, kind: str, cost: int) -> Edit:
    new = at(node, ast.Name(other, node.ctx))
    group = (kind, alike(node.id), alike(other), _step(node.id, other))
    return Edit(kind, node.lineno, (spot.put(new),), node.id, group, cost)


def _step(one: str, other: str) -> str:
    """How the numbers of two names differ: ``A2`` for ``A1`` is ``+1`` in every layer."""
    first, second = NUMBERED.fullmatch(one), NUMBERED.fullmatch(other)
    if first is None or second is None or first[1] != second[1]:
        return ""
    return str(int(second[2]) - int(first[2]))


def constants(spot: Spot, scope: Scope) -> Iterator[Edit]:
    """Another number or text, or a name where a number stands."""
    node = spot.node
    if not isinstance(node, ast.Constant):
        return
    value = node.value
    if isinstance(value, str):
        yield from _texts(spot, node, value, scope)
        return
    if not isinstance(value, int | float):
        if value is None:
            yield from (_named(spot, node, other, 4) for other in scope.names)
        return
    if _rounds_to(spot):
        return  # with more digits it may happen to pass; what is wrong is that it rounds
    for other in _numbers(value):
        kind = "truth" if isinstance(value, bool) else "number"
        if (
            isinstance(other, int)
            and isinstance(value, int)
            and abs(other - value) == 1
            and kind == "number"
        ):
            kind = "one_more" if other < value else "one_less"
            kind = kind if _counts(spot) else "number"
        new = at(node, ast.Constant(other))
        group = ("number", repr(value), repr(other))
        yield Edit(kind, node.lineno, (spot.put(new),), repr(value), group, 1)
    if not isinstance(value, bool) and not isinstance(spot.parent, ast.keyword):
        yield from (_named(spot, node, other, 5) for other in scope.names)


def _rounds_to(spot: Spot) -> bool:
    """Whether a number says to how many digits something is rounded."""
    call = spot.parent
    called = getattr(call, "func", None)
    name = getattr(called, "attr", getattr(called, "id", ""))
    return isinstance(call, ast.Call) and name in ("round", "around")


def _named(spot: Spot, node: ast.Constant, other: str, cost: int) -> Edit:
    new = at(node, ast.Name(other, ast.Load()))
    group = ("named", repr(node.value), alike(other))
    return Edit("number", node.lineno, (spot.put(new),), repr(node.value), group, cost)


def _counts(spot: Spot) -> bool:
    """Whether a number counts places: in square brackets or in a range."""
    inside = spot.statement
    for node in ast.walk(inside):
        part: Any = None
        if isinstance(node, ast.Subscript):
            part = node.slice
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "range":
            part = node
        if part is not None and any(one is spot.node for one in ast.walk(part)):
            return True
    return False


def _numbers(value: float) -> list[Any]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        near: list[Any] = [value - 1, value + 1, -value, 0, 1, 2, 3, -value - 1]
        near += [float(f"1e{-value}")] if 0 < value < 13 else []
        return [n for n in dict.fromkeys(near) if n != value]
    found = [
        value * 10,
        value / 10,
        value * 100,
        value / 100,
        1 - value,
        -value,
        1 / value if value else 1.0,
    ]
    found += [value * 2, value / 2, 1.0, 0.0, 0.01, value + 1.0, value - 1.0, 1e-7, 1e-8]
    return [n for n in dict.fromkeys(found) if n != value]


def _texts(spot: Spot, node: ast.Constant, value: str, scope: Scope) -> Iterator[Edit]:
    found = NUMBERED.fullmatch(value)
    others = []
    if found:
        others += [
            f"{found[1]}{int(found[2]) + by}" for by in (1, -1, 2, -2) if int(found[2]) + by >= 0
        ]
    others += [one for one in scope.keys if one != value]
    others += [value + "_", value[:-1], f"d{value}", value.removeprefix("d")]
    for other in dict.fromkeys(one for one in others if one and one != value):
        new = at(node, ast.Constant(other))
        group = ("text", alike(value), alike(other), _step(value, other))
        yield Edit("key", node.lineno, (spot.put(new),), value, group, 2)


def counts(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """One more, one less, or from the other end, for what counts places."""
    node = spot.node
    if isinstance(node, ast.Constant | ast.Slice | ast.Tuple) or not _counts_itself(spot):
        return
    spelt = text(node)
    for kind, sign in (("one_less", ast.Add()), ("one_more", ast.Sub())):
        one = at(node, ast.Constant(1))
        new = at(node, ast.BinOp(node, sign, one))
        yield Edit(kind, node.lineno, (spot.put(new),), spelt, (kind, alike(spelt)), 2)
    if isinstance(node, ast.Name | ast.BinOp):
        new_one = at(node, ast.UnaryOp(ast.USub(), node))
        yield Edit("other_end", node.lineno, (spot.put(new_one),), spelt, ("end", alike(spelt)), 3)
    if isinstance(node, ast.UnaryOp):
        yield Edit("other_end", node.lineno, (spot.put(node.operand),), spelt, ("end", spelt), 1)


def _counts_itself(spot: Spot) -> bool:
    parent = spot.parent
    if isinstance(parent, ast.Subscript):
        return spot.name == "slice"
    if isinstance(parent, ast.Slice):
        return True
    name = getattr(parent.func, "id", "") if isinstance(parent, ast.Call) else ""
    return name in ("range", "str", "int") and spot.name == "args"


def letters(spot: Spot, scope: Scope) -> Iterator[Edit]:
    """The text in an f-string is a key's letters."""
    node = spot.node
    if not isinstance(node, ast.JoinedStr):
        return
    first = node.values[0] if node.values else None
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        for other in scope.keys:
            if other != first.value and not NUMBERED.fullmatch(other):
                new = at(first, ast.Constant(other))
                changes = ((node, "values", [new, *node.values[1:]]),)
                yield Edit(
                    "key", node.lineno, changes, first.value, ("text", first.value, other, ""), 3
                )
