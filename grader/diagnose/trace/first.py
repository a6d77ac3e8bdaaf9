"""Where a learner's function leaves the right way: the first of its values that is off."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from grader.diagnose.probe import Watched
from grader.diagnose.trace.reference import Wanted
from grader.diagnose.trace.values import akin, any_same, same, telling

Verdict = Literal["right", "off", "unknown"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that a name got in a line, and whether it is one that belongs there."""

    line: int
    name: str
    value: Any
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class First:
    """The first value that is off. ``kind``: ``off``; ``stale``, right when it is made and left
    at that, though a step is to follow; ``stopped``, where an exception came before; or nothing.

    ``suspects`` are the lines that can be to blame, most likely first; ``cleared`` those that
    make what is right.
    """

    kind: Literal["off", "stale", "stopped", ""] = ""
    name: str = ""
    line: int = 0
    relation: str = ""
    suspects: tuple[int, ...] = ()
    cleared: frozenset[int] = frozenset()
    sure: bool = False  # all that it is made of is right


def first_off(
    function: ast.FunctionDef, watched: Watched, wanted: Wanted, numbers: Mapping[str, float]
) -> First:
    """The first value of a watched call that is off."""
    facts = [*_facts(watched, wanted)]
    lines = _statements(function)
    cleared = _cleared(facts, watched)
    stale = _stale(facts, wanted)
    # by its place: two facts cannot be compared, as they hold arrays
    places = [at for at, one in enumerate(facts) if one.verdict == "off"]
    counters = _counters(lines.values())
    # a loop may count otherwise and be right, so its counter is never the value that is off
    place = next((at for at in places if facts[at].name not in counters), None)
    if place is not None:
        off = facts[place]
        feeding, sure = _feeding(facts, place, lines)
        used = _names(lines.get(off.line))
        before = next((one for one in stale if one.name in used or one.name == off.name), None)
        if before is not None and before.line < off.line:
            after = tuple(n for n in _after(lines, before.line)[:2])
            return First(
                "stale", before.name, before.line, "", (*after, before.line, *feeding), cleared
            )
        relation = akin(off.value, wanted.by_name[off.name][-1], numbers)
        return First("off", off.name, off.line, relation, feeding, cleared, sure)
    if watched.error and watched.raised_at:
        feeding = _fed_by(watched.raised_at, facts, lines)
        return First("stopped", "", watched.raised_at, "", feeding, cleared)
    if stale:
        last = stale[0]
        following = (*_after(lines, last.line), last.line)
        return First("stale", last.name, last.line, "", following, cleared)
    feeding = _feeding(facts, places[0], lines)[0] if places else ()
    return First(suspects=feeding, cleared=cleared)


def _counters(statements: Iterable[ast.stmt]) -> set[str]:
    """The names that loops give their turns."""
    targets = [one.target for one in statements if isinstance(one, ast.For)]
    return {name.id for one in targets for name in ast.walk(one) if isinstance(name, ast.Name)}


def _facts(watched: Watched, wanted: Wanted) -> Iterator[Fact]:
    steps = watched.steps
    later: dict[str, list[Any]] = {}
    for _line, name, value in steps:
        later.setdefault(name, []).append(value)
    for line, name, value in steps:
        later[name] = later[name][1:]
        mine = wanted.by_name.get(name, [])
        if any_same(value, mine):
            yield Fact(line, name, value, "right")
        elif mine and not any(any_same(one, mine) for one in later[name]):
            yield Fact(line, name, value, "off")
        elif telling(value) and (wanted.names_of(value) or any_same(value, wanted.given)):
            yield Fact(line, name, value, "right")
        else:
            yield Fact(line, name, value, "unknown")


def _stale(facts: Sequence[Fact], wanted: Wanted) -> list[Fact]:
    """Names that end with what they should hold only on the way."""
    last = {fact.name: fact for fact in facts}
    found = []
    for fact in last.values():
        mine = wanted.by_name.get(fact.name, [])
        if fact.verdict != "right" or len(mine) < 2 or same(fact.value, mine[-1]):
            continue
        if telling(mine[-1]) and not any(same(one.value, mine[-1]) for one in facts):
            found.append(fact)
    return found


def _cleared(facts: Sequence[Fact], watched: Watched) -> frozenset[int]:
    """Lines that make something, and nothing that is not known to be right."""
    right = {fact.line for fact in facts if fact.verdict == "right"}
    other = {fact.line for fact in facts if fact.verdict != "right"}
    return frozenset(right - other - {watched.raised_at})


def _statements(function: ast.FunctionDef) -> dict[int, ast.stmt]:
    """The statement that starts at a line: simple ones, and heads of blocks."""
    return {
        node.lineno: node
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node is not function
    }


def _names(node: ast.stmt | None) -> set[str]:
    """What a statement reads: names, and texts in square brackets."""
    if node is None:
        return set()
    parts: Sequence[ast.AST] = [node]
    if isinstance(node, ast.For):
        parts = [node.iter]
    elif isinstance(node, ast.If | ast.While):
        parts = [node.test]
    found: set[str] = set()
    for part in parts:
        for one in ast.walk(part):
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
                found.add(one.id)
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                found.add(one.value)
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        found.add(node.target.id)
    return found


def _feeding(
    facts: Sequence[Fact], place: int, lines: Mapping[int, ast.stmt]
) -> tuple[tuple[int, ...], bool]:
    """The lines that made a value, back to what is right; and whether it is one line only."""
    start = facts[place]
    found = [start.line]
    waiting = [(start.line, place)]
    unknown = 0
    while waiting:
        line, end = waiting.pop(0)
        for name in sorted(_names(lines.get(line))):
            made = next((i for i in range(end - 1, -1, -1) if facts[i].name == name), None)
            if made is not None and facts[made].verdict != "right":
                unknown += 1
                if facts[made].line not in found:
                    found.append(facts[made].line)
                    waiting.append((facts[made].line, made))
    heads = [line for one in found for line in _heads(one, lines)]
    return tuple(dict.fromkeys((*found, *heads))), not unknown


def _fed_by(line: int, facts: Sequence[Fact], lines: Mapping[int, ast.stmt]) -> tuple[int, ...]:
    found = [line]
    for name in sorted(_names(lines.get(line))):
        made = next((one for one in reversed(facts) if one.name == name), None)
        if made is not None and made.verdict != "right" and made.line not in found:
            found.append(made.line)
    heads = [head for one in found for head in _heads(one, lines)]
    return tuple(dict.fromkeys((*found, *heads)))


def _heads(line: int, lines: Mapping[int, ast.stmt]) -> list[int]:
    """The heads of the blocks that a line stands in, innermost first."""
    heads = [
        node.lineno
        for node in lines.values()
        if isinstance(node, ast.For | ast.While | ast.If)
        and node.lineno < line <= (node.end_lineno or 0)
    ]
    return sorted(heads, reverse=True)


def _after(lines: Mapping[int, ast.stmt], line: int) -> list[int]:
    return sorted(n for n in lines if n > line)[:1]
