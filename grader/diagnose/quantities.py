"""The quantities of a case by name: as they should be, and as the learner has them.

Outputs that a learner returns are quantities as well: who makes dW2 of a dZ2 that is off makes
nothing wrong in dW2. What a function makes on the way and does not return (dZ, where only dA and dW
are asked) is made again of what the learner has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from grader.course.load import Assignment
from grader.diagnose.evidence import Array, CaseEvidence, Evidence, Pair, leaves
from grader.diagnose.formulas import (
    NUMBERED,
    Formula,
    Setting,
    absolute,
    close,
    evaluated,
    formulas,
    relative,
)
from grader.model import Case, Exercise

Place = tuple[str, str]  # a case and a path
SLOPE = "slope of "
MADE_OF = "activation of "


@dataclass(frozen=True)
class Asked:
    """What is asked in one exercise: by case, its quantities; by place, the formulas."""

    known: Mapping[str, Mapping[str, Array]]
    kinds: Mapping[str, Mapping[str, str]]  # by case, which activation each Z goes through
    formulas: Mapping[Place, Sequence[Formula]]
    hidden: Mapping[str, Mapping[str, Sequence[Formula]]]  # by case, of what is not returned


@dataclass(frozen=True)
class Question:
    """Some of an exercise's cases at a seed, by name; equal questions have the same answer."""

    assignment: Assignment
    exercise: str
    seed: int
    names: tuple[str, ...]
    evidence: Sequence[tuple[Case, Any]] = field(compare=False)


def asked(evidence: Evidence) -> Asked:
    cases = [(one.case, one.expected) for one in evidence.cases]
    names = tuple(case.name for case, _ in cases)
    return _asked(
        Question(evidence.assignment, evidence.exercise.name, evidence.seed, names, cases)
    )


@lru_cache(maxsize=64)
def _asked(question: Question) -> Asked:
    exercise = question.assignment.exercise(question.exercise)
    every: list[Pair] = []
    known: dict[str, Mapping[str, Array]] = {}
    kinds: dict[str, Mapping[str, str]] = {}
    inside: list[Pair] = []
    for case, expected in question.evidence:
        mine = [pair for pair in leaves(exercise, case, expected, expected) if pair.path]
        every += mine
        here = _expected_quantities(case, mine)
        kinds[case.name] = _kinds(here)
        known[case.name] = here = here | _derived(here, kinds[case.name])
        inside += _made_on_the_way(exercise, case, here, {pair.path for pair in mine})
    found: dict[Place, Sequence[Formula]] = {}
    for output in dict.fromkeys(pair.output for pair in every):
        found |= _formulas([pair for pair in every if pair.output == output], known)
    hidden: dict[str, dict[str, Sequence[Formula]]] = {
        case.name: {} for case, _ in question.evidence
    }
    for letter in dict.fromkeys(pair.output for pair in inside):
        group = [pair for pair in inside if pair.output == letter]
        for (name, path), made in _formulas(group, known).items():
            hidden[name][path] = made
    return Asked(known, kinds, found, hidden)


def _expected_quantities(case: Case, mine: Sequence[Pair]) -> dict[str, Array]:
    named = {
        name: array for name, value in case.roles.items() if (array := matrix(value)) is not None
    }
    named |= {pair.path: array for pair in mine if (array := matrix(pair.expected)) is not None}
    # X is A0, a3 is A3 and AL the last A: one name for one thing, the one that tells its layer
    numbered = {
        name: array
        for name, array in named.items()
        if NUMBERED.fullmatch(name) and (name[0] != "a" or f"A{name[1:]}" not in named)
    }
    return {
        name: array
        for name, array in named.items()
        if name in numbered or not any(close(array, one) for one in numbered.values())
    }


def matrix(value: Any) -> Array | None:
    """A value as a matrix of floats, where it is one."""
    if isinstance(value, np.ndarray) and value.ndim == 2 and value.dtype.kind in "biuf":
        return value.astype(float)
    return None


def _kinds(known: Mapping[str, Array]) -> dict[str, str]:
    """Which activation each Z goes through: A tells, or dZ beside dA."""
    found = {}
    for name, Z in known.items():
        if not re.fullmatch(r"Z\d*", name):
            continue
        dA, dZ, A = (known.get(f"{letter}{name[1:]}") for letter in ("dA", "dZ", "A"))
        for kind in ACTIVATIONS:
            value, slope = _activated(kind, Z)
            through = dA is not None and dZ is not None and close(dA * slope, dZ)
            if through or (dZ is None and A is not None and close(A, value)):
                found[name] = kind
                break
    return found


ACTIVATIONS = ("relu", "sigmoid", "tanh", "leaky relu")


def _activated(kind: str, Z: Array) -> tuple[Array, Array]:
    """What an activation makes of Z, and its slope there."""
    with np.errstate(all="ignore"):
        if kind == "relu":
            return np.maximum(Z, 0), (Z > 0).astype(float)
        if kind == "sigmoid":
            s = 1 / (1 + np.exp(-Z))
            return s, s * (1 - s)
        if kind == "tanh":
            return np.tanh(Z), 1 - np.tanh(Z) ** 2
        return np.maximum(Z, 0.01 * Z), np.where(Z > 0, 1.0, 0.01)


def _derived(known: Mapping[str, Array], kinds: Mapping[str, str]) -> dict[str, Array]:
    found = {}
    for name, kind in kinds.items():
        found[f"{MADE_OF}{name}"], found[f"{SLOPE}{name}"] = _activated(kind, known[name])
    return found


def _made_on_the_way(
    exercise: Exercise, case: Case, known: Mapping[str, Array], returned: set[str]
) -> Iterator[Pair]:
    """The case's named quantities that are neither handed over nor returned."""
    handed = list(_arrays(case.args))
    for name, array in known.items():
        found = NUMBERED.fullmatch(name)
        if (
            name in returned
            or name.startswith((SLOPE, MADE_OF))
            or any(close(array, one) for one in handed)
        ):
            continue
        layer = int(found[3]) if found else None
        yield Pair(case, found[2] if found else name, name, array, array, layer)


def _arrays(value: Any) -> Iterator[Array]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _arrays(one)
    elif (array := matrix(value)) is not None:
        yield array


def _formulas(
    pairs: Sequence[Pair], known: Mapping[str, Mapping[str, Array]]
) -> dict[Place, Sequence[Formula]]:
    """One formula for all layers; else one for the last and one for the rest; else for each key."""
    last: dict[str, int] = {}
    for pair in pairs:
        last[pair.case.name] = max(last.get(pair.case.name, 0), pair.layer or 0)
    keys = (
        lambda pair: "",
        lambda pair: "last" if pair.layer == last[pair.case.name] else "",
        lambda pair: pair.path,
    )
    found: dict[Place, Sequence[Formula]] = {}
    for key in keys:
        left = [pair for pair in pairs if (pair.case.name, pair.path) not in found]
        for name in dict.fromkeys(map(key, left)):
            group = [pair for pair in left if key(pair) == name]
            made = _common(group, known, expected=True)
            found |= {(pair.case.name, pair.path): made for pair in group if made}
    return found


def _common(
    pairs: Sequence[Pair], known: Mapping[str, Mapping[str, Array]], expected: bool
) -> list[Formula]:
    """The formulas that come to what is expected, or to what was observed, in all pairs."""
    settings = []
    for pair in pairs:
        value = matrix(pair.expected if expected else pair.observed)
        if value is None:
            return []
        settings.append(setting(pair, value, known[pair.case.name]))
    return formulas(settings)


def setting(pair: Pair, value: Array, known: Mapping[str, Array]) -> Setting:
    """A pair's surroundings in the words of its layer, itself left out."""
    near = {relative(n, pair.layer): array for n, array in known.items() if n != pair.path}
    numbers = {
        name: float(value)
        for name, value in pair.case.roles.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    return Setting(value, near, numbers)


def common(pairs: Sequence[Pair], known: Mapping[str, Mapping[str, Array]]) -> list[Formula]:
    """The formulas by which the learner may have made what was observed."""
    return _common(pairs, known, expected=False)


def as_made(evidence: Evidence, wanted: Asked) -> dict[str, Mapping[str, Array]]:
    """By case, the quantities as the learner has them."""
    return {one.case.name: _as_made(evidence.exercise, one, wanted) for one in evidence.cases}


def _as_made(exercise: Exercise, one: CaseEvidence, wanted: Asked) -> Mapping[str, Array]:
    known = dict(wanted.known[one.case.name])
    changed = set()
    for pair in leaves(exercise, one.case, one.value, one.expected):
        array = matrix(pair.observed)
        if pair.path in known and array is not None and not close(array, known[pair.path]):
            known[pair.path] = array
            changed.add(pair.path)
    kinds = wanted.kinds[one.case.name]
    known |= _derived(known, {name: kind for name, kind in kinds.items() if name in changed})
    changed |= {f"{what}{name}" for name in changed & kinds.keys() for what in (SLOPE, MADE_OF)}
    for name, made in wanted.hidden[one.case.name].items():
        found = NUMBERED.fullmatch(name)
        layer = int(found[3]) if found else None
        here = Pair(one.case, name, name, None, None, layer)
        for formula in made:
            if not changed & {absolute(part, layer) for part in formula.names}:
                continue
            value = evaluated(formula, setting(here, known[name], known))
            if value is not None:
                known[name] = value
                break
    return known


def own_expected(
    pair: Pair, wanted: Asked, made: Mapping[str, Mapping[str, Array]]
) -> Iterator[Array]:
    """What a value should be, made of what the learner has."""
    value = matrix(pair.observed)
    formulas_ = wanted.formulas.get((pair.case.name, pair.path), ())
    if value is not None and formulas_:
        here = setting(pair, value, made[pair.case.name])
        for formula in formulas_:
            own = evaluated(formula, here)
            if own is not None:
                yield own
