"""Whether a call left its inputs as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.model import Mismatch

INPUTS = "(inputs)"


def mutated(parameters: Sequence[str], before: Sequence[Any], after: Sequence[Any]) -> list[str]:
    """Names of the parameters whose values the call changed in place."""
    if len(after) != len(before):
        return list(parameters)  # a forged reply
    return [
        name
        for name, one, other in zip(parameters, before, after, strict=False)
        if not _same(one, other)
    ]


def mutation_mismatch(name: str) -> Mismatch:
    message = f"your function changes its caller's `{name}`; work on a copy and return that"
    return Mismatch(INPUTS, name, "mutation", message)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and one.shape == other.shape
            and one.dtype == other.dtype
            and bool(np.array_equal(one, other, equal_nan=one.dtype.kind in "fc"))
        )
    if isinstance(one, tuple | list):
        return (
            isinstance(other, tuple | list)
            and len(one) == len(other)
            and all(map(_same, one, other))
        )
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and one.keys() == other.keys()
            and all(_same(value, other[key]) for key, value in one.items())
        )
    return type(one) is type(other) and bool(one == other)
