"""What must be executed to have a function: its closure over the names it uses."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.model import Unit
from grader.notebook.definitions import Definition, Kind
from grader.notebook.scopes import Reads, reads, reads_of
from grader.notebook.sources import lines_of, snippet, units

# What the runner's namespace holds before any cell: numpy under its usual name, and builtins.
_ALWAYS_THERE = frozenset(dir(builtins)) | {"np"}


# What a function may bring along: learners' functions need ten definitions at most.
MOST_NEEDED = 5000
MOST_LINES = 300_000  # of all units, the blank ones included that give them their line numbers


@dataclass(frozen=True, slots=True)
class Closure:
    """``too_much`` says that so much is needed that none of it is brought along."""

    units: tuple[Unit, ...]
    calls: frozenset[str]
    unknown: tuple[str, ...]
    too_much: bool = False


class Namespace:
    """The last definition of each name in a notebook, for one assignment.

    Exercises are left out (they are called, not brought along), and so are the given functions
    where the notebook only imports them: the runner has them. Those in ``given`` are left out
    where it defines them, too.
    """

    def __init__(
        self,
        found: Sequence[Definition],
        exercises: Iterable[str],
        helpers: Iterable[str],
        given: Iterable[str] = (),
    ) -> None:
        self.exercises = frozenset(exercises)
        self._left_out = self.exercises.union(given)
        self.helpers = frozenset(helpers)
        self.found = found
        self._reads: dict[Definition, Reads] = {}
        self._imports = _by_name(found, "import")
        self._changes = _by_name(found, "change")
        self._winners = self._last_definitions()

    def _last_definitions(self) -> dict[str, Definition]:
        """Taken again for constants that use what a later cell defines; mostly once is enough."""
        known = set(self.exercises | self.helpers | _ALWAYS_THERE)
        known.update(name for d in self.found if d.kind in _NEEDS_NOTHING for name in d.names)
        winners: dict[str, Definition] = {}
        for _ in range(3):
            before = len(known)
            for definition in self.found:
                if definition.kind != "change" and definition.needs <= known:
                    known.update(definition.names)
                    winners.update(self._names_taken(definition))
            if len(known) == before:
                break
        return winners

    def _names_taken(self, definition: Definition) -> dict[str, Definition]:
        left_out = self._left_out
        if not definition.function_like:
            left_out |= self.helpers
        return {name: definition for name in definition.names if name not in left_out}

    def reads(self, definition: Definition) -> Reads:
        if definition not in self._reads:
            if definition.kind in ("import", "star"):
                taken = Reads()
            else:
                taken = reads_of(definition.node) or reads(snippet(definition))
            self._reads[definition] = taken
        return self._reads[definition]

    def closure(self, start: Definition) -> Closure:
        """All that ``start`` needs, and what it calls or finds nowhere."""
        needed = {start: None}  # in the order found; a dictionary, for a notebook of many names
        waiting = [start]
        calls: set[str] = set()
        unknown: set[str] = set()
        bound = set(start.names)
        seen = set(start.names)
        for definition in waiting:  # grows while it is read
            if len(needed) > MOST_NEEDED:
                return Closure((), frozenset(calls), (), too_much=True)
            names = self.reads(definition)
            bound |= names.binds
            counted = {name for name in names.binds if name in self._winners}
            for name in sorted((names.at_once | names.later | counted) - seen):
                seen.add(name)
                if name in self.exercises:
                    calls.add(name)
                elif name in self._winners:
                    new = [d for d in self._brought_by(name) if d not in needed]
                    needed.update(dict.fromkeys(new))
                    waiting += new
                elif name not in self.helpers and name not in _ALWAYS_THERE:
                    unknown.add(name)
        if unknown - bound:
            needed.update((d, None) for d in self.found if d.kind == "star")
        ordered = self._ordered(start, needed)
        if lines_of(ordered) > MOST_LINES:
            return Closure((), frozenset(calls), (), too_much=True)
        return Closure(units(ordered), frozenset(calls), tuple(sorted(unknown - bound)))

    def _brought_by(self, name: str) -> list[Definition]:
        winner = self._winners[name]
        if winner.kind == "import" and "." in winner.text:
            # `import scipy.special` and `import scipy.linalg` both bind scipy, and add to it.
            return self._imports.get(name, [])
        return [winner, *(d for d in self._changes.get(name, ()) if d.order > winner.order)]

    def _ordered(self, start: Definition, needed: Iterable[Definition]) -> list[Definition]:
        """Imports first, then in the notebook's order, the function's own cell last; but whatever
        a statement reads when it is executed comes before it."""
        by_name = {n: d for d in needed for n in d.names if self._winners.get(n, start) is d}
        ordered: dict[Definition, None] = {}
        waiting = sorted(needed, key=lambda d: _place(d, start), reverse=True)
        opened: set[Definition] = set()
        while waiting:
            definition = waiting[-1]
            before = [
                by_name[name] for name in sorted(self.reads(definition).at_once) if name in by_name
            ]
            missing = [d for d in before if d not in ordered and d not in opened]
            if definition in opened or not missing:
                ordered.setdefault(waiting.pop())
            else:
                opened.add(definition)
                waiting += sorted(missing, key=lambda d: _place(d, start), reverse=True)
        return list(ordered)


_NEEDS_NOTHING = ("function", "class", "import")


def _place(definition: Definition, start: Definition) -> tuple[int, bool, int]:
    kind = {"star": -1, "import": 0}.get(definition.kind, 1)
    return kind, definition.cell is start.cell, definition.order


def _by_name(found: Sequence[Definition], kind: Kind) -> dict[str, list[Definition]]:
    """The definitions of that kind that bind one name, by that."""
    by_name: dict[str, list[Definition]] = {}
    for definition in found:
        if definition.kind == kind and len(definition.names) == 1:
            by_name.setdefault(definition.names[0], []).append(definition)
    return by_name


def defined_in(found: Sequence[Definition]) -> Mapping[str, list[Definition]]:
    """All definitions of each name, in the notebook's order."""
    by_name: dict[str, list[Definition]] = {}
    for definition in found:
        for name in definition.names:
            by_name.setdefault(name, []).append(definition)
    return by_name
