"""Roles: the exercise's own formula with a quantity in another's place.

What is expected and what was observed are each sought among all small formulas over the case's
quantities. Two that are alike but for one name say which quantity stands where another belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.diagnose.evidence import Array, Evidence, Pair, key_of, leaves
from grader.diagnose.formulas import NUMBERED, Formula, absolute, bare, close
from grader.diagnose.quantities import (
    MADE_OF,
    SLOPE,
    Asked,
    Place,
    as_made,
    asked,
    common,
    matrix,
    own_expected,
)
from grader.diagnose.texts import ELSEWHERE, WHERE, say
from grader.model import Diagnosis

Made = Mapping[str, Mapping[str, Array]]


@dataclass(frozen=True, slots=True)
class Confusion:
    """The formula of ``paths`` wants ``right`` and has ``wrong``."""

    paths: tuple[str, ...]
    wrong: str
    right: str
    layer: int | None
    elsewhere: bool = False  # the same in other layers


@dataclass(frozen=True, slots=True)
class Sought:
    """Values that are off, with the formulas that are asked for and those that come to them."""

    off: Sequence[Pair]
    asked: Sequence[Formula]
    observed: Sequence[Formula]


def traced(evidence: Evidence) -> Evidence:
    """The evidence without what is off only since what it is made of is off; what is left is
    held against what it should be, made of what the learner has.

    In each case something must be left that started it, else nothing is taken away.
    """
    if evidence.raises or evidence.exercise.returns.kind == "value":
        return evidence
    wanted = asked(evidence)
    made = as_made(evidence, wanted)
    settled: set[Place] = set()
    instead: dict[Place, Array] = {}
    for one in evidence.cases:
        later: list[Pair] = []
        first: list[Pair] = []
        for pair in filter(_is_off, _leaves(evidence, one.case.name)):
            own = list(own_expected(pair, wanted, made))
            mine = matrix(pair.observed)
            right = mine is not None and any(close(mine, value) for value in own)
            (later if right else first).append(pair)
            if own:
                instead[one.case.name, pair.path] = own[0]
        if later and not first:
            return evidence
        settled |= {(one.case.name, pair.path) for pair in later}
        # of a cache, mismatches are known by their places in it
        within = {pair.output for pair in later} - {pair.output for pair in first}
        settled |= {(one.case.name, key_of(m.path)) for m in one.mismatches if m.output in within}
    return replace(evidence, settled=frozenset(settled), instead=instead)


def _leaves(evidence: Evidence, case: str = "") -> list[Pair]:
    return [
        pair
        for one in evidence.cases
        if case in ("", one.case.name)
        for pair in leaves(evidence.exercise, one.case, one.value, one.expected)
    ]


def _is_off(pair: Pair) -> bool:
    observed, expected = matrix(pair.observed), matrix(pair.expected)
    if expected is None:
        return False
    return observed is None or not close(observed, expected)


def roles(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For each wrong output, the wrong quantity in its formula, where there is just one."""
    if evidence.raises:
        return {}
    wanted = asked(evidence)
    made = as_made(evidence, wanted)
    every = [p for p in _leaves(evidence) if (p.case.name, p.path) not in evidence.settled]
    found: dict[str, tuple[Diagnosis, ...]] = {}
    confused: dict[str, list[Confusion]] = {}
    for output in evidence.wrong_outputs:
        off = [pair for pair in every if pair.output == output and _is_off(pair)]
        if not off or not all(pair.path for pair in off):
            continue  # something is off that has no name
        whole = _sought(off, wanted, made)
        itself = _itself(evidence, output, whole)
        confusions = [] if itself is not None else _confusions(whole, wanted, made)
        if itself is not None:
            found[output] = (itself,)
        elif confusions:
            confused[output] = confusions
        elif (other := _operation(whole)) is not None:
            found[output] = (other,)
    together = _joined(one for several in confused.values() for one in several)
    for output, confusions in confused.items():
        told = [one for one in together for own in confusions if set(own.paths) <= set(one.paths)]
        found[output] = tuple(described(evidence, one) for one in dict.fromkeys(told))
    return found


def _sought(off: Sequence[Pair], wanted: Asked, made: Made) -> Sought:
    right: list[Formula] | None = None
    for pair in off:
        here = wanted.formulas.get((pair.case.name, pair.path), ())
        right = [one for one in (here if right is None else right) if one in here]
    return Sought(off, right or [], common(off, made))


def _itself(evidence: Evidence, output: str, sought: Sought) -> Diagnosis | None:
    """Another quantity as it is, always of the same layer beside this one."""
    names = [one.names[0] for one in sought.observed if one.form == "itself"]
    names = [name for name in names if not name.startswith(MADE_OF)]
    if not names:
        return None
    first = sought.off[0]
    name = spoken(absolute(names[0], first.layer))
    if first.inside and not evidence.settled:
        return say("held", output=output, observed=name, expected=first.path)
    return say("is_quantity", output=shown(first), quantity=name)


def shown(pair: Pair) -> str:
    """What a learner calls it: AL, not A3, where it is an output of that name."""
    nested = pair.output not in (pair.path, pair.path.rstrip("0123456789"))
    return pair.output if nested and not pair.inside else pair.path


def _confusions(whole: Sought, wanted: Asked, made: Made) -> list[Confusion]:
    """One for all that is off, else one for each key; nothing if some key has none."""
    one = _confusion(whole)
    paths = dict.fromkeys(pair.path for pair in whole.off)
    if one is not None or len(paths) == 1:
        return [one] if one is not None else []
    found = []
    for path in paths:
        off = [pair for pair in whole.off if pair.path == path]
        one = _confusion(_sought(off, wanted, made))
        if one is None:
            return []
        found.append(one)
    return found


def _confusion(sought: Sought) -> Confusion | None:
    every = (_one_differs(one, other) for one in sought.observed for other in sought.asked)
    first = sought.off[0]
    told = {tuple(absolute(name, first.layer) for name in near) for near in every if near}
    if len(told) != 1:
        return None  # none, or several: which of them it is cannot be told
    ((wrong, right),) = told
    elsewhere = len({pair.layer for pair in sought.off}) > 1
    return Confusion((shown(first),), wrong, right, first.layer, elsewhere)


def _one_differs(one: Formula, other: Formula) -> tuple[str, str] | None:
    """The names in which two formulas differ, if they are the same but for one quantity."""
    if (one.form, one.scale) != (other.form, other.scale):
        return None
    if one.form == "itself" and not all(f.names[0].startswith(MADE_OF) for f in (one, other)):
        return None
    for names in (one.names, one.names[::-1] if one.form == "elementwise" else one.names):
        different = [(a, b) for a, b in zip(names, other.names, strict=True) if a != b]
        if len(different) == 1 and bare(different[0][0]) != bare(different[0][1]):
            return different[0]
    return None


def _operation(sought: Sought) -> Diagnosis | None:
    """The right quantities, multiplied or summed otherwise."""
    first = sought.off[0]
    for one in sought.observed:
        for other in sought.asked:
            if {bare(name) for name in one.names} != {bare(name) for name in other.names}:
                continue
            if (one.form, other.form) == ("elementwise", "product"):
                names = [absolute(name, first.layer) for name in other.names]
                return say("elementwise", path=shown(first), first=names[0], second=names[1])
            if {one.form, other.form} == {"sum0", "sum1"}:
                return say("axis", path=shown(first))
    return None


def _joined(confusions: Iterable[Confusion]) -> list[Confusion]:
    """The same confusion in several outputs is one."""
    found: dict[tuple[str, str], Confusion] = {}
    for one in confusions:
        key = (one.wrong, one.right)
        before = found.get(key)
        paths = (*before.paths, *one.paths) if before else one.paths
        layer = one.layer if len(paths) == 1 else None
        elsewhere = one.elsewhere or bool(before and before.elsewhere)
        found[key] = Confusion(paths, one.wrong, one.right, layer, elsewhere)
    return list(found.values())


def described(evidence: Evidence, one: Confusion) -> Diagnosis:
    *others, last = one.paths
    return say(
        "role",
        path=f"{', '.join(others)} and {last}" if others else last,
        verb="are" if others else "is",
        observed=spoken(one.wrong),
        made=_what(one.wrong, one.layer),
        expected=spoken(one.right),
        asked=_what(one.right, one.layer),
        why=_where(one, evidence.exercise.parameters) + (ELSEWHERE if one.elsewhere else ""),
    )


def spoken(name: str) -> str:
    name = name.removeprefix(MADE_OF)
    return f"the slope at {name.removeprefix(SLOPE)}" if name.startswith(SLOPE) else name


def _what(name: str, layer: int | None) -> str:
    """`` (what layer 2 reads)`` for A1."""
    found = NUMBERED.fullmatch(name)
    if found is None or found[1]:
        return ""
    kind, number = found[2], int(found[3])
    if kind == "A" and number == 0:
        return " (the input X)"
    if kind == "A" and layer is not None and number == layer - 1:
        return f" (what layer {layer} reads)"
    if kind == "A":
        return f" (what layer {number} makes of Z{number})"
    return ""


def _where(one: Confusion, parameters: Sequence[str]) -> str:
    """Where the quantity that is wanted is to be had."""
    name = one.right.removeprefix(MADE_OF)
    found = NUMBERED.fullmatch(name)
    kind = (found[2] if found else name).lower()
    number = int(found[3]) if found else None
    nested = {"caches", "cache"} & set(parameters) and "X" not in parameters
    if name in parameters:
        return f"{name} comes in as an argument of your function."
    if name.startswith(SLOPE):
        return "A gradient goes back through the slope of its own layer's activation."
    if kind == "a" and number == 0:
        return WHERE["nested A0" if nested else "A0"]
    if kind == "a" and one.wrong.lower() == f"z{number}":
        return WHERE["A of the layer"]
    if kind == "a_prev" or (kind == "a" and number is not None):
        return WHERE["nested A_prev" if nested else "A_prev"]
    if kind == "z" and nested:
        return WHERE["nested z"]
    return WHERE.get(kind, WHERE[""])
