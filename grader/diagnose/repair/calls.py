"""Edits of calls: which function, what it is handed, with which words; transposes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.diagnose.repair.edit import Edit, Spot, alike, at, replaced, text
from grader.diagnose.repair.scope import Scope

# library functions that are taken for one another
NEIGHBOURS: tuple[tuple[str, ...], ...] = (
    ("rand", "randn", "random", "random_sample", "standard_normal", "uniform"),
    ("log", "log2", "log10", "log1p", "exp"),
    ("maximum", "minimum", "fmax", "max", "min", "amax", "amin"),
    ("sum", "mean", "prod", "max", "cumsum"),
    ("exp", "exp2", "expm1", "log"),
    ("sqrt", "square", "abs", "cbrt"),
    ("zeros", "ones", "empty", "zeros_like", "ones_like"),
    ("dot", "multiply", "matmul", "outer", "inner"),
    ("argmax", "argmin", "max"),
    ("tanh", "arctan", "sinh", "cosh"),
    ("divide", "floor_divide", "multiply"),
    ("add", "subtract", "multiply"),
    ("ceil", "floor", "round", "rint"),
    ("hstack", "vstack", "concatenate"),
    ("append", "extend", "insert"),
    ("power", "multiply", "square"),
    ("permutation", "shuffle", "choice"),
    ("linspace", "arange"),
)
WRAPPED = ("sqrt", "square", "sum", "exp", "log", "abs", "squeeze", "tanh", "mean", "log1p")
OF_AXES = ("sum", "mean", "max", "min", "norm", "argmax", "prod", "std", "var")


def functions(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """A library function's neighbour."""
    node = spot.node
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return
    if isinstance(spot.parent, ast.Attribute) or node.attr == "T":
        return
    others = [n for row in NEIGHBOURS if node.attr in row for n in row if n != node.attr]
    for other in dict.fromkeys(others):
        group = ("library", node.attr, other)
        yield Edit("function", node.lineno, ((node, "attr", other),), node.attr, group, 1)


def arguments(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """Two arguments exchanged, one too many, or one that is to be another's method."""
    node = spot.node
    if not isinstance(node, ast.Call):
        return
    called = text(node.func)
    count = len(node.args)
    for one in range(count):
        for other in range(one + 1, count):
            # a condition in the place of a value may happen to be right, and is no learner's slip
            if _is_condition(node.args[one]) != _is_condition(node.args[other]):
                continue
            args = list(node.args)
            args[one], args[other] = args[other], args[one]
            group = ("arguments", alike(called), f"{one}-{other}")
            yield Edit("arguments", node.lineno, ((node, "args", args),), called, group, 0)
    if count > 1:
        for one in range(count):
            changes = ((node, "args", replaced(node.args, one)),)
            group = ("argument", alike(called), str(one))
            yield Edit("argument_too_many", node.lineno, changes, called, group, 4)
    if count > 1 and not node.keywords:
        together = at(node, ast.Tuple(list(node.args), ast.Load()))
        yield Edit(
            "tuple", node.lineno, ((node, "args", [together]),), called, ("tuple", called), 3
        )
    if count == 1 and isinstance(node.args[0], ast.Tuple):
        changes = ((node, "args", list(node.args[0].elts)),)
        yield Edit("tuple", node.lineno, changes, called, ("untuple", called), 2)


def _is_condition(node: ast.expr) -> bool:
    return isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )


def keywords(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """An axis, keepdims, and other words in a call."""
    node = spot.node
    if not isinstance(node, ast.Call):
        return
    called = text(node.func)
    there = {word.arg for word in node.keywords}
    for index, word in enumerate(node.keywords):
        kind = _of_word(word.arg)
        changes = ((node, "keywords", replaced(node.keywords, index)),)
        yield Edit(kind, node.lineno, changes, called, (kind, "none", str(word.arg)), 1)
    attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if attribute not in OF_AXES:
        return
    keep = at(node, ast.Constant(True))
    for axis in (0, 1):
        if "axis" in there:
            others = [w for w in node.keywords if w.arg != "axis"]
        elif len(node.args) <= (
            2 if isinstance(getattr(node.func, "value", None), ast.Name) else 1
        ):
            others = list(node.keywords)
        else:
            continue
        along = at(node, ast.keyword("axis", at(node, ast.Constant(axis))))
        group = ("axis", str(axis), alike(called))
        changes = ((node, "keywords", [*others, along]),)
        yield Edit("axis", node.lineno, changes, called, group, 0)
        if "keepdims" not in there:
            kept = at(node, ast.keyword("keepdims", keep))
            changes = ((node, "keywords", [*others, along, kept]),)
            yield Edit("axis", node.lineno, changes, called, (*group, "keep"), 1)
    if "keepdims" not in there:
        kept = at(node, ast.keyword("keepdims", keep))
        changes = ((node, "keywords", [*node.keywords, kept]),)
        yield Edit("keepdims", node.lineno, changes, called, ("keepdims", alike(called)), 0)


def _of_word(word: str | None) -> str:
    return word if word in ("axis", "keepdims") else "keyword"


def transposes(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """A transpose too many, or one that is missing."""
    node = spot.node
    if isinstance(node, ast.Attribute) and node.attr == "T":
        spelt = text(node)
        yield Edit(
            "turned", node.lineno, (spot.put(node.value),), spelt, ("turned", alike(spelt)), 0
        )
        return
    if not isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.BinOp):
        return
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del) or not _is_factor(spot):
        return
    spelt = text(node)
    new = at(node, ast.Attribute(node, "T", ast.Load()))
    cost = 0 if isinstance(node, ast.Name) else 3
    yield Edit(
        "not_turned", node.lineno, (spot.put(new),), spelt, ("not_turned", alike(spelt)), cost
    )


def _is_factor(spot: Spot) -> bool:
    parent = spot.parent
    if isinstance(parent, ast.Call):
        # not in len(…), nor before .shape: there it is the axis that is wrong
        return spot.name == "args" and getattr(parent.func, "id", "") != "len"
    if isinstance(parent, ast.Attribute):
        return parent.attr in ("dot", "reshape", "copy")
    return isinstance(parent, ast.BinOp | ast.Assign | ast.Return | ast.Tuple) and spot.name in (
        "left",
        "right",
        "value",
        "elts",
    )


def taken_away(spot: Spot, _scope: Scope) -> Iterator[Edit]:
    """A call too many: what is handed to it is what belongs there."""
    node = spot.node
    if isinstance(node, ast.Call):
        called = text(node.func)
        for one in node.args[:2]:
            if not isinstance(one, ast.Starred):
                group = ("call", alike(called))
                yield Edit("call_too_many", node.lineno, (spot.put(one),), called, group, 2)
        if isinstance(node.func, ast.Attribute) and not _is_module(node.func.value):
            group = ("method", node.func.attr)
            changes = (spot.put(node.func.value),)
            yield Edit("call_too_many", node.lineno, changes, node.func.attr, group, 1)
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield Edit(
            "entry_too_many", node.lineno, (spot.put(node.value),), text(node), ("entry",), 4
        )


def _is_module(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("np", "numpy", "math", "random")


def put_around(spot: Spot, scope: Scope) -> Iterator[Edit]:
    """A call that is missing."""
    node = spot.node
    if not _may_be_wrapped(spot):
        return
    spelt = text(node)
    simple = isinstance(node, ast.Name | ast.Subscript)
    library = at(node, ast.Name("np", ast.Load()))
    for name in WRAPPED:
        called = at(node, ast.Attribute(library, name, ast.Load()))
        new = at(node, ast.Call(called, [node], []))
        yield Edit(
            "call_missing", node.lineno, (spot.put(new),), spelt, ("around", name, alike(spelt)), 5
        )
    if simple or isinstance(spot.parent, ast.Assign | ast.Return):
        for name in scope.functions:
            new = at(node, ast.Call(at(node, ast.Name(name, ast.Load())), [node], []))
            group = ("around", name, alike(spelt))
            yield Edit("call_missing", node.lineno, (spot.put(new),), spelt, group, 5)
    copied = at(node, ast.Call(at(node, ast.Attribute(node, "copy", ast.Load())), [], []))
    yield Edit("copy", node.lineno, (spot.put(copied),), spelt, ("copy", alike(spelt)), 3)
    if isinstance(node, ast.Call) or simple:
        for place in (0, 1):
            number = at(node, ast.Constant(place))
            new_entry = at(node, ast.Subscript(node, number, ast.Load()))
            group = ("entry", str(place), alike(spelt))
            yield Edit("entry_missing", node.lineno, (spot.put(new_entry),), spelt, group, 6)


def _may_be_wrapped(spot: Spot) -> bool:
    node, parent = spot.node, spot.parent
    if not isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.BinOp | ast.UnaryOp):
        return False
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
        return False
    if isinstance(parent, ast.Call):
        return spot.name == "args"
    if isinstance(parent, ast.For):
        return spot.name == "iter"
    return spot.name in ("left", "right", "value", "elts", "operand", "values") and not isinstance(
        parent, ast.Attribute | ast.Subscript
    )
