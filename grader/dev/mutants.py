"""Mutants of a reference, made mechanically over its syntax tree.

One small change each: another operator, axis, index or constant, a term or an argument dropped,
one of the function's names in place of another, a statement removed. What the tests do not kill
is either equivalent, with a reason, or a hole in the tests.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# operators and what stands in their place
BINARY: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
}
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """``code`` says what was changed where, and stays the same as long as the line does."""

    exercise: str
    code: str
    source: str


def mutants(exercise: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a function, no two with the same source."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for what, place, change in _changes(tree):
        mutated = copy.deepcopy(tree)
        change(_at(mutated, place))
        try:
            text = ast.unparse(ast.fix_missing_locations(mutated))
            compile(text, "<mutant>", "exec")
        except (SyntaxError, ValueError):
            continue
        if text not in seen:
            seen.add(text)
            line = ast.unparse(_statement(tree, place)).splitlines()[0]
            yield Mutant(exercise, f"{what} in: {line}", text)


Place = tuple[tuple[str, int], ...]  # field and index at each level, from the root
Change = Callable[[ast.AST], None]


def _changes(tree: ast.Module) -> Iterator[tuple[str, Place, Change]]:
    names = _names(tree)
    for place, node in _walk(tree, ()):
        if isinstance(node, ast.expr | ast.cmpop | ast.operator):
            yield from _expression(node, place, names)
        if hasattr(node, "body") and isinstance(node.body, list):
            yield from _removed(node, place)


def _walk(node: ast.AST, place: Place) -> Iterator[tuple[Place, ast.AST]]:
    yield place, node
    for name, value in ast.iter_fields(node):
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST) and not (_is_docstring(node, child) or _prints(child)):
                yield from _walk(child, (*place, (name, index)))


def _is_docstring(parent: ast.AST, child: ast.AST) -> bool:
    return (
        isinstance(parent, ast.Expr)
        and isinstance(child, ast.Constant)
        and isinstance(child.value, str)
    )


def _prints(node: ast.AST) -> bool:
    """Whether all that a statement does is to print, which no mark depends on."""
    if isinstance(node, ast.If):
        return all(map(_prints, node.body)) and all(map(_prints, node.orelse))
    call = node.value if isinstance(node, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id.startswith("print")
    )


def _at(tree: ast.AST, place: Place) -> ast.AST:
    for name, index in place:
        value = getattr(tree, name)
        tree = value[index] if isinstance(value, list) else value
    return tree


def _statement(tree: ast.AST, place: Place) -> ast.AST:
    """The innermost statement around a place."""
    found = tree
    for end in range(len(place) + 1):
        node = _at(tree, place[:end])
        if isinstance(node, ast.stmt):
            found = node
    return found


def _names(tree: ast.Module) -> tuple[str, ...]:
    """The function's own variables, in which one may stand for another."""
    function = tree.body[0]
    bound = [a.arg for a in ast.walk(function) if isinstance(a, ast.arg)]
    bound += [
        n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    ]
    return tuple(dict.fromkeys(bound))


def _expression(
    node: ast.AST, place: Place, names: tuple[str, ...]
) -> Iterator[tuple[str, Place, Change]]:
    if isinstance(node, ast.BinOp):
        for other in BINARY.get(type(node.op), ()):
            yield f"{_sign(node.op)} to {_sign(other())}", place, _set("op", other())
        yield "right term dropped", place, _keep("left")
        yield "left term dropped", place, _keep("right")
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        yield "comparison turned", place, _set("ops", [COMPARE[type(node.ops[0])]()])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "minus dropped", place, _keep("operand")
    elif isinstance(node, ast.Constant):
        yield from _constant(node, place)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transpose dropped", place, _keep("value")
    elif isinstance(node, ast.Call):
        for index in range(len(node.keywords)):
            yield f"{node.keywords[index].arg} dropped", place, _drop("keywords", index)
        if len(node.args) == 2:
            yield "arguments swapped", place, lambda n: n.args.reverse()  # type: ignore[attr-defined]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other_name in names:
            if other_name != node.id:
                yield f"{node.id} to {other_name}", place, _set("id", other_name)


def _constant(node: ast.Constant, place: Place) -> Iterator[tuple[str, Place, Change]]:
    value = node.value
    if isinstance(value, bool):
        yield f"{value} to {not value}", place, _set("value", not value)
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield f"{value} to {other}", place, _set("value", other)
    elif isinstance(value, float):
        yield f"{value} to {value * 10}", place, _set("value", value * 10)
    elif isinstance(value, str) and value:
        yield f"{value!r} to another text", place, _set("value", value + "_")


def _removed(node: ast.AST, place: Place) -> Iterator[tuple[str, Place, Change]]:
    body: list[ast.stmt] = node.body  # type: ignore[attr-defined]
    for index, statement in enumerate(body):
        if isinstance(statement, ast.FunctionDef) or _is_text(statement) or _prints(statement):
            continue
        removed = f"line removed ({ast.unparse(statement).splitlines()[0]})"
        yield removed, place, _replace_by_pass(index)


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _sign(operator: ast.operator) -> str:
    left, right = ast.Name("a", ast.Load()), ast.Name("b", ast.Load())
    return ast.unparse(ast.BinOp(left, operator, right))[1:-1].strip()


def _set(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, value)


def _drop(name: str, index: int) -> Change:
    return lambda node: getattr(node, name).pop(index)


def _replace_by_pass(index: int) -> Change:
    def change(node: ast.AST) -> None:
        node.body[index] = ast.Pass()  # type: ignore[attr-defined]

    return change


def _keep(name: str) -> Change:
    """The node becomes one of its parts."""

    def change(node: ast.AST) -> None:
        part = getattr(node, name)
        node.__class__ = part.__class__
        node.__dict__.clear()
        node.__dict__.update(part.__dict__)

    return change
