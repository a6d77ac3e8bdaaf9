"""The quantities of a case by name: as they should be, and as the learner has them.

Outputs that a learner returns are quantities as well: who makes dW2 of a dZ2 that is off makes
nothing wrong in dW2. What a function makes on the way and does not return (dZ, where only dA and dW
are asked) is made again of what the learner has.
"""

from __future__ import annotations

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
    holds,
    relative,
)
from grader.model import Case, Exercise

Place = tuple[str, str]  # a case and a path
SLOPE = "slope of "


@dataclass(frozen=True)
class Asked:
    """What is asked in one exercise: by case, its quantities; by place, the formulas."""

    known: Mapping[str, Mapping[str, Array]]
    formulas: Mapping[Place, Sequence[Formula]]
    hidden: Mapping[str, Mapping[str, Sequence[Formula]]]  # by case, of what is not returned


@dataclass(frozen=True)
class Question:
    """An exercise's cases at a seed; equal questions have the same answer."""

    assignment: Assignment
    exercise: str
    seed: int
    evidence: Sequence[tuple[Case, Any]] = field(compare=False)


def asked(evidence: Evidence) -> Asked:
    cases = [(one.case, one.expected) for one in evidence.cases]
    return _asked(Question(evidence.assignment, evidence.exercise.name, evidence.seed, cases))


@lru_cache(maxsize=64)
def _asked(question: Question) -> Asked:
    exercise = question.assignment.exercise(question.exercise)
    every: list[Pair] = []
    known: dict[str, Mapping[str, Array]] = {}
    inside: list[Pair] = []
    for case, expected in question.evidence:
        mine = [pair for pair in leaves(exercise, case, expected, expected) if pair.path]
        every += mine
        known[case.name] = here = _expected_quantities(case, mine)
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
    return Asked(known, found, hidden)


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
    found = {
        name: array
        for name, array in named.items()
        if name in numbered or not any(close(array, one) for one in numbered.values())
    }
    return found | dict(_slopes(found))


def matrix(value: Any) -> Array | None:
    """A value as a matrix of floats, where it is one."""
    if isinstance(value, np.ndarray) and value.ndim == 2 and value.dtype.kind in "biuf":
        return value.astype(float)
    return None


def _slopes(known: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """The slope of each layer's activation, where dZ over dA, or A, tells which one it has."""
    for name, Z in known.items():
        if name.lstrip("dAZ_prev0123456789") or not name.startswith("Z"):
            continue
        number = name[1:]
        dA, dZ, A = (known.get(f"{letter}{number}") for letter in ("dA", "dZ", "A"))
        for value, slope in _activations(Z):
            through = dA is not None and dZ is not None and close(dA * slope, dZ)
            if through or (dZ is None and A is not None and close(A, value)):
                yield f"{SLOPE}{name}", slope
                break


def _activations(Z: Array) -> Iterator[tuple[Array, Array]]:
    """(A, slope) of the usual activations."""
    with np.errstate(all="ignore"):
        yield np.maximum(Z, 0), (Z > 0).astype(float)
        s = 1 / (1 + np.exp(-Z))
        yield s, s * (1 - s)
        yield np.tanh(Z), 1 - np.tanh(Z) ** 2
        yield np.maximum(Z, 0.01 * Z), np.where(Z > 0, 1.0, 0.01)


def _made_on_the_way(
    exercise: Exercise, case: Case, known: Mapping[str, Array], returned: set[str]
) -> Iterator[Pair]:
    """The case's named quantities that are neither handed over nor returned."""
    handed = list(_arrays(case.args))
    for name, array in known.items():
        found = NUMBERED.fullmatch(name)
        if name in returned or name.startswith(SLOPE) or any(close(array, one) for one in handed):
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


def follows(pair: Pair, wanted: Asked, made: Mapping[str, Mapping[str, Array]]) -> bool:
    """Whether a value is right for what it is made of, as the learner has that."""
    value = matrix(pair.observed)
    if value is None:
        return False
    here = setting(pair, value, made[pair.case.name])
    return any(holds(one, here) for one in wanted.formulas.get((pair.case.name, pair.path), ()))
