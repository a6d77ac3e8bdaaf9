"""The global names that a piece of code reads, by the compiler's own tables of names."""

from __future__ import annotations

import symtable
from dataclasses import dataclass, field
from functools import lru_cache


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


_RUN_WHERE_THEY_STAND = frozenset({"genexpr", "listcomp", "setcomp", "dictcomp"})
