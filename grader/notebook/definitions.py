"""What the cells of a notebook define at top level, as far as it can be had without running them.

Functions, classes, imports, and constants whose right-hand sides are pure. Later ones win.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.notebook.parsing import ParsedCell
from grader.notebook.purity import makes_function, pure_names

Kind = Literal["function", "class", "import", "star", "constant", "alias", "change"]
STARS = ("numpy", "math", "scipy")  # modules whose star imports are brought along

_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_BLOCKS = (ast.If, ast.Try, ast.TryStar, ast.With, ast.AsyncWith, ast.Match, *_LOOPS)
_WORDS = {ast.TryStar: "try", ast.AsyncWith: "with", ast.AsyncFor: "for"}
# What a loop assigns depends on how often it ran; what it defines does not.
_SAME_EACH_TIME = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Import,
    ast.ImportFrom,
    *_BLOCKS,
)


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One statement that binds ``names``.

    ``order`` is its place in the notebook. ``block`` is the word of the block that it stands in
    (``if``, ``for``), and empty at the left margin. ``text`` is what to execute for an import, of
    which only the alias needed is taken. ``needs`` are the names that a constant's right-hand side
    reads; ``alias`` has one. A ``change`` makes more of a constant that stands above it:
    ``SCALE *= 0.01``.
    """

    kind: Kind
    names: tuple[str, ...]
    cell: ParsedCell
    node: ast.stmt
    order: int
    block: str = ""
    text: str = ""
    needs: frozenset[str] = frozenset()

    @property
    def nested(self) -> bool:
        return bool(self.block)

    @property
    def function_like(self) -> bool:
        """Whether calling it makes sense: a def, a lambda, ``np.vectorize(f)``, another name."""
        if self.kind == "constant" and isinstance(self.node, ast.Assign | ast.AnnAssign):
            return makes_function(self.node.value)
        return self.kind in ("function", "alias")


@dataclass(frozen=True, slots=True)
class Statement:
    node: ast.stmt
    block: str  # the word of the outermost block that it stands in


def definitions(cells: Sequence[ParsedCell]) -> tuple[Definition, ...]:
    """All definitions of a notebook, in its order."""
    found: list[Definition] = []
    for cell in cells:
        for statement in _statements(cell.statements):
            found += _definitions(cell, statement, len(found))
    return tuple(found)


def _statements(body: Sequence[ast.stmt]) -> Iterator[Statement]:
    """Top-level statements and those in blocks. Of ``if False:`` only the other branch."""
    waiting = [(node, "") for node in reversed(body)]
    while waiting:
        node, block = waiting.pop()
        if isinstance(node, _BLOCKS):
            word = block or _WORDS.get(type(node), type(node).__name__.lower())
            waiting += [(inner, word) for inner in reversed(_inner(node))]
        else:
            yield Statement(node, block)


def _inner(node: ast.stmt) -> list[ast.stmt]:
    match node:
        case ast.If(test=ast.Constant(value=value)):
            return list(node.body if value else node.orelse)
        case ast.If():
            return [*node.body, *node.orelse]
        case ast.With() | ast.AsyncWith():
            return list(node.body)
        case ast.For() | ast.AsyncFor() | ast.While():
            return [s for s in (*node.body, *node.orelse) if isinstance(s, _SAME_EACH_TIME)]
        case ast.Match():
            return [inner for case in node.cases for inner in case.body]
        case ast.Try() | ast.TryStar():
            # A fallback in `except` wins: it is what is there if the import has no module here.
            handled = [inner for handler in node.handlers for inner in handler.body]
            return [*node.body, *node.orelse, *handled, *node.finalbody]
    return []


def _definitions(cell: ParsedCell, statement: Statement, order: int) -> list[Definition]:
    node, block = statement.node, statement.block
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [Definition("function", (node.name,), cell, node, order, block)]
        case ast.ClassDef():
            return [Definition("class", (node.name,), cell, node, order, block)]
        case ast.Import() | ast.ImportFrom():
            return _imports(cell, statement, order)
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            return _change(cell, statement, order, name, [value])
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value):
            return _change(cell, statement, order, name, [key, value])
        case ast.Assign():
            return _constant(cell, statement, order, node.targets, node.value)
        case ast.AnnAssign(value=ast.expr() as value):
            return _constant(cell, statement, order, [node.target], value)
    return []


def _change(
    cell: ParsedCell, statement: Statement, order: int, name: str, parts: Sequence[ast.expr]
) -> list[Definition]:
    read = [pure_names(part) for part in parts]
    needs = frozenset(name for names in read for name in names or ())
    if any(names is None for names in read) or name in needs:
        return []
    return [Definition("change", (name,), cell, statement.node, order, needs=needs)]


def _imports(cell: ParsedCell, statement: Statement, order: int) -> list[Definition]:
    """An entry for each name. Star imports bind no name that could be told; those of a few
    libraries are kept, for names that nothing else defines."""
    node = statement.node
    found: list[Definition] = []
    for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
        if alias.name == "*":
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.partition(".")[0] in STARS:
                text = f"from {module} import *"
                place = order + len(found)
                found.append(Definition("star", (), cell, node, place, text=text))
            continue
        text = f"import {alias.name}"
        if isinstance(node, ast.ImportFrom):
            text = f"from {'.' * node.level}{node.module or ''} {text}"
        name = alias.name.partition(".")[0]
        if alias.asname:
            text += f" as {alias.asname}"
            name = alias.asname
        place = order + len(found)
        found.append(Definition("import", (name,), cell, node, place, text=text))
    return found


def _constant(
    cell: ParsedCell,
    statement: Statement,
    order: int,
    targets: Sequence[ast.expr],
    value: ast.expr,
) -> list[Definition]:
    names = _bound(targets)
    needs = pure_names(value) if names else None
    if needs is None or needs & set(names):  # x = x + 1 depends on what was run before
        return []
    kind: Kind = "alias" if isinstance(value, ast.Name) else "constant"
    block = statement.block
    return [Definition(kind, names, cell, statement.node, order, block, needs=frozenset(needs))]


def _bound(targets: Sequence[ast.expr]) -> tuple[str, ...]:
    """The names that are assigned to; none if anything else (``d["x"]``) is assigned, too."""
    names = []
    waiting = list(reversed(targets))
    while waiting:
        target = waiting.pop()
        if isinstance(target, ast.Name):
            names.append(target.id)
        elif isinstance(target, ast.Tuple | ast.List):
            waiting += reversed(target.elts)
        elif isinstance(target, ast.Starred):
            waiting.append(target.value)
        else:
            return ()
    return tuple(names)
