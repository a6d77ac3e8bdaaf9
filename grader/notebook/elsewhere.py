"""Names that a notebook binds at top level, whatever to, and in which cell.

For a name that a function uses and that could not be brought along: what was said of it must be
true. A variable of another cell is one thing, a name that nothing defines another.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.notebook.nodes import within
from grader.notebook.parsing import ParsedCell

_INSIDE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def bound_in_cells(cells: Sequence[ParsedCell]) -> dict[str, int]:
    """The number of the last cell that binds each name at top level."""
    found: dict[str, int] = {}
    for cell in cells:
        for node in _at_top(cell.statements):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found[node.id] = cell.cell.number
            elif isinstance(node, ast.Global):
                found.update(dict.fromkeys(node.names, cell.cell.number))
    return found


def starred(cells: Sequence[ParsedCell]) -> tuple[str, ...]:
    """The modules that the notebook imports everything of."""
    return tuple(
        dict.fromkeys(
            node.module
            for cell in cells
            for node in _at_top(cell.statements)
            if isinstance(node, ast.ImportFrom) and node.module and node.names[0].name == "*"
        )
    )


def _at_top(statements: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes that are not inside of a function; of those only what they declare global."""
    waiting: list[ast.AST] = list(statements)
    for node in waiting:  # grows while it is read
        if isinstance(node, _INSIDE):
            yield from (one for one in within([node]) if isinstance(one, ast.Global))
        else:
            yield node
            waiting += ast.iter_child_nodes(node)
