"""Roles: the exercise's own formula with the quantities filled in otherwise.

Every case names its quantities (``A0``, ``Z1``, ``dA1``, ``W2``, ``m``). All small expressions of
the shapes that the course's formulas have are built over them, written with layers relative to
the key that is explained, so that ``dW[l] = dZ[l] · A[l-1]ᵀ / m`` is one expression for all layers
and cases. An expression that gives what was observed in every case, beside the one that gives
what is expected, says which quantity stands where another belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.diagnose.evidence import Array, Evidence, Pair, quantities
from grader.diagnose.texts import text
from grader.model import Diagnosis

NAME = re.compile(r"([A-Za-z_]+?)(\d+)$")


@dataclass(frozen=True, slots=True)
class Expression:
    """An operation on named quantities, e.g. ``product`` of ``dZ[l]`` and ``A[l-1]`` turned."""

    operation: str
    names: tuple[str, ...]
    averaged: bool = False


def roles(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For each wrong output, the wrong quantity in its formula, where there is just one."""
    found: dict[str, tuple[Diagnosis, ...]] = {}
    if evidence.raises:
        return found
    for output in evidence.wrong_outputs:
        pairs = evidence.pairs(output)
        if not pairs or not all(_is_array(p.observed) and _is_array(p.expected) for p in pairs):
            continue
        diagnosis = _explain(output, pairs)
        if diagnosis is not None:
            found[output] = (diagnosis,)
    return found


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"


def _explain(output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    off = [pair for pair in pairs if not _close(pair.observed, pair.expected)]
    asked = _common(pairs, lambda pair: pair.expected)
    made = _common(off, lambda pair: pair.observed)
    if not asked or not made:
        return None
    near = [(one, other) for one in made for other in asked if _one_differs(one, other)]
    if near:
        return _of_role(output, *near[0], off[0])
    return _of_operation(output, next(iter(made)), next(iter(asked)))


def _common(pairs: Sequence[Pair], of: Callable[[Pair], Array]) -> list[Expression]:
    """The expressions that give this value in every pair, simplest first."""
    common: dict[Expression, None] | None = None
    for pair in pairs:
        here = {e: None for e, value in _expressions(pair) if _close(value, of(pair))}
        common = here if common is None else {e: None for e in common if e in here}
        if not common:
            return []
    return list(common or ())


def _close(one: Array, other: Array) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other, rtol=1e-6, atol=1e-9))


def _expressions(pair: Pair) -> Iterator[tuple[Expression, Array]]:
    """Every small expression over the quantities near the pair's layer, with its value."""
    known = dict(_relative(pair))
    m = pair.case.roles.get("m", 1)
    for one, a in known.items():
        for averaged, k in ((False, 1), (True, m)):
            if a.ndim == 2:
                yield Expression("sum1", (one,), averaged), a.sum(axis=1, keepdims=True) / k
                yield Expression("sum0", (one,), averaged), a.sum(axis=0, keepdims=True) / k
            for other, b in known.items():
                yield from _products(one, a, other, b, averaged, k)


def _products(
    one: str, a: Array, other: str, b: Array, averaged: bool, k: float
) -> Iterator[tuple[Expression, Array]]:
    for first, left in ((one, a), (f"{one}ᵀ", a.T)):
        for second, right in ((other, b), (f"{other}ᵀ", b.T)):
            if left.ndim == right.ndim == 2 and left.shape[1] == right.shape[0]:
                yield Expression("product", (first, second), averaged), left @ right / k
    if a.shape == b.shape and one <= other:
        yield Expression("elementwise", (one, other), averaged), a * b / k


def _relative(pair: Pair) -> Iterator[tuple[str, Array]]:
    """The case's quantities by name; numbered ones by their distance from the pair's layer."""
    for name, value in _all_quantities(pair).items():
        found = NAME.fullmatch(name)
        if found is None or pair.layer is None:
            yield name, value
        elif abs(int(found[2]) - pair.layer) <= 2:
            yield f"{found[1]}[l{int(found[2]) - pair.layer:+d}]", value


def _all_quantities(pair: Pair) -> Mapping[str, Array]:
    return {n: v.astype(float) for n, v in quantities(pair.case).items() if v.ndim == 2}


def _one_differs(one: Expression, other: Expression) -> bool:
    """Whether two expressions are the same but for one quantity."""
    same = (one.operation, one.averaged) == (other.operation, other.averaged)
    different = [a for a, b in zip(one.names, other.names, strict=False) if a != b]
    return same and len(one.names) == len(other.names) and len(different) == 1


def _of_role(output: str, made: Expression, asked: Expression, pair: Pair) -> Diagnosis:
    wrong, right = next((a, b) for a, b in zip(made.names, asked.names, strict=True) if a != b)
    path = pair.path if pair.layer is not None else output
    message, hint = text(
        "role",
        path=path,
        observed=_spoken(wrong, pair.layer),
        expected=_spoken(right, pair.layer),
        why=_where(_spoken(right, pair.layer)),
    )
    return Diagnosis("role", message, hint)


def _of_operation(output: str, made: Expression, asked: Expression) -> Diagnosis | None:
    if made.operation == "elementwise" and asked.operation == "product":
        first, second = (name.rstrip("ᵀ") for name in made.names)
        message, hint = text("elementwise", path=output, first=first, second=second)
        return Diagnosis("elementwise", message, hint)
    if {made.operation, asked.operation} == {"sum0", "sum1"}:
        message, hint = text("axis", path=output)
        return Diagnosis("axis", message, hint)
    return None


def _spoken(name: str, layer: int | None) -> str:
    """``A[l-1]`` for layer 1 is A0."""
    turned = name.rstrip("ᵀ")
    found = re.fullmatch(r"(\w+)\[l([+-]\d+)\]", turned)
    if found is None or layer is None:
        return turned
    return f"{found[1]}{layer + int(found[2])}"


def _where(name: str) -> str:
    """Where a quantity is to be had."""
    found = NAME.fullmatch(name)
    kind = found[1] if found else name
    number = int(found[2]) if found else None
    if kind == "A" and number == 0:
        return "A0 is X, and layer 1's cache holds it first: ((A0, W1, b1), Z1)."
    if kind == "A_prev" or (kind == "A" and number is not None):
        after = f"layer {number + 1}'s" if number is not None else "the layer's"
        return f"It is the input of the layer, which {after} cache holds first."
    if kind == "Z":
        return "The cache of a layer is ((A_prev, W, b), Z): Z stands last."
    if kind == "dZ":
        return "dZ is dA times the slope of the activation; dW, db and dA_prev are all made of it."
    if kind == "dA":
        return "dA is what the layer after hands back."
    return "Look at the formula and at what the cache holds."
