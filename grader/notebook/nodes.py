"""Going through syntax trees: for each notebook thousands of nodes, so the short way."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

_WITHOUT_NODES = {"ctx", "op", "ops", "id", "attr", "name", "arg", "kind", "type_comment"}
_INNER_FIELDS = {
    kind: tuple(field for field in kind._fields if field not in _WITHOUT_NODES)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def within(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """These nodes and all below them, but for what only says how one is used: contexts, operators.

    ``ast.walk`` visits those, too, and takes twice as long.
    """
    waiting = list(nodes)
    for node in waiting:  # grows while it is read
        yield node
        for field in _INNER_FIELDS[type(node)]:
            value = getattr(node, field, None)
            if type(value) is list:
                waiting += [item for item in value if isinstance(item, ast.AST)]
            elif isinstance(value, ast.AST):
                waiting.append(value)
