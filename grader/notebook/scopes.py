"""The global names that a piece of code reads, by the compiler's own tables of names.

Of a function that nests no scope they are told from its syntax tree: that takes half as long, and
nearly all functions of learners are of this kind. A test compares the two on the standard library.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.notebook.nodes import within


@dataclass(slots=True)
class Reads:
    """``at_once``: read when the statement itself is executed (decorators, default arguments,
    class bodies, a constant's right-hand side). ``later``: read when its functions are called.
    ``binds``: assigned under a ``global`` declaration."""

    at_once: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)


@lru_cache(maxsize=256)
def reads(text: str) -> Reads:
    """The names that the statements in ``text`` take from the module's namespace."""
    found = Reads()
    try:
        top = symtable.symtable(text, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return found  # executing it fails in the same way, and says so
    waiting = [(top, found.at_once)]
    while waiting:
        table, into = waiting.pop()
        # Comprehensions count as functions, too, but run where they stand.
        if isinstance(table, symtable.Function) and table.get_name() not in _RUN_WHERE_THEY_STAND:
            into = found.later
        # of a function only the global names: it takes long to ask of each name what it is
        names = table.get_globals() if isinstance(table, symtable.Function) else None
        for symbol in table.get_symbols() if names is None else map(table.lookup, names):
            if symbol.is_global() or table is top:
                # Since Python 3.12 a comprehension's own names stand in the table around it.
                if symbol.is_referenced() and not (table is top and symbol.is_assigned()):
                    into.add(symbol.get_name())
                if symbol.is_declared_global() and symbol.is_assigned():
                    found.binds.add(symbol.get_name())
        waiting += [(child, into) for child in table.get_children()]
    return found


def reads_of(node: ast.stmt) -> Reads | None:
    """The same for a plain function or a constant; None for anything that needs the compiler's
    tables."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        found = _names([node])
        return None if found is None else Reads(found[0] - found[1], set(), set())
    if type(node) is not ast.FunctionDef or getattr(node, "type_params", None):
        return None
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    around = [*node.decorator_list, *arguments.defaults, *filter(None, arguments.kw_defaults)]
    around += [one.annotation for one in named if one.annotation is not None]
    if node.returns is not None:
        around.append(node.returns)
    outside = _names(around)
    inside = _names(node.body)
    if outside is None or inside is None:
        return None
    read, bound = inside
    if "super" in read:  # which reads __class__, too
        return None
    return Reads(outside[0] - {node.name}, read - bound - {one.arg for one in named}, set())


def _names(nodes: Sequence[ast.AST]) -> tuple[set[str], set[str]] | None:
    """Names that are read and names that are bound; None where scopes are nested or declared."""
    read: set[str] = set()
    bound: set[str] = set()
    for node in within(nodes):
        kind = type(node)
        if kind is ast.Name:
            name: str = node.id  # type: ignore[attr-defined]
            (read if type(node.ctx) is ast.Load else bound).add(name)  # type: ignore[attr-defined]
        elif kind in _SCOPES:
            return None
        elif kind is ast.ExceptHandler and node.name:  # type: ignore[attr-defined]
            bound.add(node.name)  # type: ignore[attr-defined]
        elif kind is ast.alias:
            bound.add(node.asname or node.name.partition(".")[0])  # type: ignore[attr-defined]
    return read, bound


# what opens a scope of its own, declares where a name belongs, or binds names in other ways
_SCOPES = frozenset(
    {
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.DictComp,
        ast.FunctionDef,
        ast.GeneratorExp,
        ast.Global,
        ast.Lambda,
        ast.ListComp,
        ast.Match,
        ast.NamedExpr,
        ast.Nonlocal,
        ast.SetComp,
    }
)
_RUN_WHERE_THEY_STAND = frozenset({"genexpr", "listcomp", "setcomp", "dictcomp"})
