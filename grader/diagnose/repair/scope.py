"""What names and functions an edit of a function may bring in."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 30  # names that may stand for one another


@dataclass(frozen=True, slots=True)
class Scope:
    """``names`` are the function's own variables, ``scalars`` those that look like plain numbers,
    ``functions`` what it may call by name, ``keys`` the texts between its square brackets."""

    names: tuple[str, ...]
    functions: tuple[str, ...]
    keys: tuple[str, ...]
    called: frozenset[str]


def scope(function: ast.FunctionDef, functions: Iterable[str]) -> Scope:
    """The scope of a learner's function."""
    called = {
        n.func.id
        for n in ast.walk(function)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    texts = []
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.Subscript | ast.Dict | ast.Compare | ast.BinOp):
            texts += _texts(node)
    own = tuple(dict.fromkeys(names))[:MOST]
    known = tuple(dict.fromkeys((*functions, *sorted(called))))
    return Scope(
        own, tuple(n for n in known if n not in own), tuple(dict.fromkeys(texts)), frozenset(called)
    )


def _texts(node: ast.AST) -> list[str]:
    parts: list[ast.AST | None] = []
    if isinstance(node, ast.Subscript):
        parts = [node.slice]
    elif isinstance(node, ast.Dict):
        parts = [*node.keys]
    elif isinstance(node, ast.Compare):
        parts = [*node.comparators]
    elif isinstance(node, ast.BinOp):
        parts = [node.left]
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
