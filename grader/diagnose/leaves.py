"""The values of a leaf as numbers, and whether they are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.diagnose.evidence import Array, Pair

CLOSE = 1e-6


def as_number(value: Any) -> Array | None:
    """A leaf as an array of floats, where it is one."""
    if isinstance(value, bool | int | float | np.generic):
        return np.asarray(value, dtype=float)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return value.astype(float)
    return None


def same_values(one: Array, other: Array) -> bool:
    if one.shape != other.shape:
        return False
    return bool(np.allclose(one, other, rtol=CLOSE, atol=1e-9, equal_nan=False))


def as_numbers(pairs: Sequence[Pair]) -> list[tuple[Pair, Array, Array]] | None:
    """All leaves as numbers of equal shapes; None if one is not."""
    found = []
    for pair in pairs:
        observed, expected = as_number(pair.observed), as_number(pair.expected)
        if observed is None or expected is None or observed.shape != expected.shape:
            return None
        found.append((pair, observed, expected))
    return found


def is_right(pair: Pair) -> bool:
    observed, expected = as_number(pair.observed), as_number(pair.expected)
    return observed is not None and expected is not None and same_values(observed, expected)
