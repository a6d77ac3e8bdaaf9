"""A factor between observed and expected that holds on every case, and what it is called."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from grader.diagnose.evidence import Evidence, Pair
from grader.diagnose.leaves import CLOSE, as_numbers, same_values
from grader.diagnose.texts import say
from grader.model import Diagnosis

# constants that a factor may be, and the text that names them
FACTORS = {
    100.0: "factor_100",
    0.01: "factor_0.01",
    1 / math.log(2): "factor_ln2",
    1 / math.log(10): "factor_ln10",
}
# a learner's L may count something else
SPOKEN = {"L": "the number of layers"}


def by_factor(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """A constant, or m or 1/m of each case."""
    numbers = as_numbers(pairs)
    if numbers is None:
        return None
    factors = []
    for pair, observed, expected in numbers:
        norm = float((expected * expected).sum())
        if norm == 0:
            if observed.any():
                return None
            continue
        factor = float((observed * expected).sum()) / norm
        if not math.isfinite(factor) or not same_values(observed, factor * expected):
            return None
        factors.append((pair, factor))
    if not factors or all(math.isclose(f, 1, rel_tol=CLOSE) for _, f in factors):
        return None
    return _named_factor(output, factors)


def _named_factor(output: str, factors: Sequence[tuple[Pair, float]]) -> Diagnosis | None:
    ms = [(pair.case.roles.get("m"), factor) for pair, factor in factors]
    several = len({m for m, _ in ms}) > 1  # of one m alone it is not known that it is m

    def all_are(wanted: Callable[[float], float]) -> bool:
        fit = (m is not None and math.isclose(f, wanted(m), rel_tol=CLOSE) for m, f in ms)
        return several and all(fit)

    if all_are(lambda m: m):
        return say("factor_m", output=output)
    if all_are(lambda m: 1 / m):
        return say("factor_1/m", output=output)
    if all_are(lambda m: m * m):
        return say("factor_m2", output=output)
    fixed = {round(m / f, 6) for m, f in ms if m is not None and f}
    if several and len(fixed) == 1 and len(ms) > 2 and min(fixed) > 1:
        return say("fixed_m", output=output, number=f"{fixed.pop():g}")
    units = [(pair, f * _units(pair)) for pair, f in factors]
    if len(factors) > 2 and all(math.isclose(f, 1, rel_tol=CLOSE) for _, f in units):
        return say("factor_1/n", output=output)
    name = _scalar_factor(factors)
    if name:
        return say("factor_quantity", output=output, quantity=SPOKEN.get(name, name))
    first = factors[0][1]
    if not all(math.isclose(factor, first, rel_tol=CLOSE) for _, factor in factors):
        return None
    if math.isclose(first, -1, rel_tol=CLOSE):
        return say("sign", output=output)
    for constant, code in FACTORS.items():
        if math.isclose(first, constant, rel_tol=CLOSE):
            return say(code, output=output)
    return say("factor", output=output, factor=_digits(first)) if len(factors) > 1 else None


def _digits(factor: float) -> str:
    """As many digits as tell the factor from a whole number, four at least."""
    for count in range(4, 8):
        text = f"{factor:.{count}g}"
        if float(text) == factor or not float(text).is_integer():
            return text
    return f"{factor:.4g}"


def _units(pair: Pair) -> int:
    """How many rows an output has: units of its layer."""
    shape = np.shape(pair.expected)
    return shape[0] if shape else 1


def _scalar_factor(factors: Sequence[tuple[Pair, float]]) -> str:
    """A named number (the learning rate, say) that the factor is in every case."""
    names: set[str] | None = None
    for pair, factor in factors:
        numbers = {
            name
            for name, value in pair.case.roles.items()
            if isinstance(value, int | float) and math.isclose(value, factor, rel_tol=CLOSE)
        }
        names = numbers if names is None else names & numbers
    return names.pop() if names is not None and len(names) == 1 and len(factors) > 2 else ""
