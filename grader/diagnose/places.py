"""Another quantity in an output's place, or in the difference from what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from grader.diagnose.evidence import Array, Evidence, Pair, quantities
from grader.diagnose.leaves import as_number, same_values
from grader.diagnose.texts import say
from grader.model import Diagnosis


def by_quantity(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """What is returned is another quantity, the same one in every case."""
    name = _quantity_that(
        evidence,
        pairs,
        # zeros are zeros by whatever name
        lambda observed, _expected, quantity: (
            bool(observed.any()) and same_values(observed, quantity)
        ),
    )
    if name == output:
        return say("unchanged", output=output)
    return say("is_quantity", output=output, quantity=name) if name else None


def by_offset(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    def off_by(observed: Array, expected: Array, quantity: Array) -> bool:
        try:
            wide = np.broadcast_to(quantity, expected.shape)
        except ValueError:
            return False
        if observed.shape != expected.shape:
            return False
        off = observed - expected
        return bool(wide.any()) and any(same_values(off, k * wide) for k in (-1, 1, -2))

    name = _quantity_that(evidence, pairs, off_by)
    return say("offset", output=output, quantity=name) if name else None


def _around(evidence: Evidence, pair: Pair) -> dict[str, Array]:
    """The case's quantities, and what is expected of the other outputs."""
    found = dict(quantities(pair.case))
    expected = next(one.expected for one in evidence.cases if one.case is pair.case)
    returns = evidence.exercise.returns
    if returns.kind == "tuple":
        expected = dict(zip(returns.outputs, expected, strict=True))
    if isinstance(expected, dict):
        others = {n: v for n, v in expected.items() if isinstance(v, np.ndarray) and v.ndim}
        found |= {n: v for n, v in others.items() if n != pair.path}
    return found


def _quantity_that(
    evidence: Evidence, pairs: Sequence[Pair], holds: Callable[[Array, Array, Array], bool]
) -> str | None:
    numbers = [(pair, as_number(pair.observed), as_number(pair.expected)) for pair in pairs]
    names: set[str] | None = None
    for pair, observed, expected in numbers:
        if observed is None or expected is None:
            return None
        here = {
            _by_layer(name, pair.layer)
            for name, quantity in _around(evidence, pair).items()
            if holds(observed, expected, quantity.astype(float))
        }
        names = here if names is None else names & here
        if not names:
            return None
    return _of_layer(min(names), evidence, pairs) if names else None


def _of_layer(name: str, evidence: Evidence, pairs: Sequence[Pair]) -> str:
    """With the layer's number, where all is about one layer."""
    numbered = f"{name}{pairs[0].layer}"
    alone = len({pair.path for pair in pairs}) == 1
    return numbered if alone and numbered in _around(evidence, pairs[0]) else name


def _by_layer(name: str, layer: int | None) -> str:
    """``W2`` for the output ``b2`` is ``W`` of the same layer."""
    return name[: -len(str(layer))] if layer is not None and name.endswith(str(layer)) else name


def by_swapping(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Another output of the same exercise stands in this one's place, in every case."""
    if evidence.exercise.returns.kind != "tuple":
        return None
    for other in evidence.exercise.returns.outputs:
        if other == output:
            continue
        wanted = evidence.pairs(other)
        both = zip(pairs, wanted, strict=False)
        numbers = [(as_number(a.observed), as_number(b.expected)) for a, b in both]
        if numbers and all(
            a is not None and b is not None and same_values(a, b) for a, b in numbers
        ):
            return say("swapped", output=output, quantity=other)
    return None


def by_shifted_keys(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """``dA1`` holds what belongs in ``dA0``."""
    if evidence.exercise.returns.kind != "keys" or any(p.layer is None for p in pairs):
        return None
    for by, direction in ((1, "high"), (-1, "low")):
        if all(_found_at(evidence, pair, by) for pair in pairs):
            first = pairs[0].layer or 0
            low = f"{output}{min(p.layer or 0 for p in pairs)}"
            return say(
                "keys_shifted",
                output=output,
                direction=direction,
                observed=f"{output}{int(low[len(output) :]) + by}",
                expected=low,
                first=first,
            )
    return None


def _found_at(evidence: Evidence, pair: Pair, by: int) -> bool:
    value = next(c.value for c in evidence.cases if c.case is pair.case)
    moved = value.get(f"{pair.output}{(pair.layer or 0) + by}") if isinstance(value, dict) else None
    observed, expected = as_number(moved), as_number(pair.expected)
    return observed is not None and expected is not None and same_values(observed, expected)
