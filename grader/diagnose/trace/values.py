"""Two values that functions held on their way: whether they are the same, or how they are akin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

RTOL, ATOL = 1e-6, 1e-9
Array = np.ndarray[Any, Any]


def number(value: Any) -> Array | None:
    """A value as an array of floats, where it is one."""
    if isinstance(value, bool | int | float | np.generic):
        value = np.asarray(value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return value if value.dtype.kind == "f" else value.astype(float)
    return None


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal within what calculating in another order changes."""
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(v, other[k]) for k, v in one.items())
    first, second = number(one), number(other)
    if first is None or second is None:
        return type(one) is type(other) and isinstance(one, str) and one == other
    return equal(first, second)


def equal(one: Array, other: Array) -> bool:
    if one.shape != other.shape:
        return False
    if not one.size:
        return True
    first, second = float(one.flat[0]), float(other.flat[0])
    if abs(first - second) > ATOL + RTOL * abs(second):
        return False  # most that differ do so from the start
    with np.errstate(all="ignore"):
        near = bool((np.abs(one - other) <= ATOL + RTOL * np.abs(other)).all())
    return near or bool(np.array_equal(one, other, equal_nan=True))


def telling(value: Any) -> bool:
    """Whether a value is like no other: zeros and small whole numbers come about in many ways."""
    if isinstance(value, tuple | list):
        return any(map(telling, value))
    if isinstance(value, dict):
        return any(map(telling, value.values()))
    array = number(value)
    if array is None or not array.size or not np.isfinite(array).all():
        return False
    if array.size == 1:
        return bool(array.flat[0] % 0.5)
    return bool((array != array.flat[0]).any()) and bool((array % 1).any() or array.size > 3)


def akin(one: Any, other: Any, numbers: Mapping[str, float]) -> str:
    """How a value differs from another, where that is simple: a code, or nothing."""
    first, second = number(one), number(other)
    if first is None or second is None:
        return ""
    if first.ndim == 2 and first.shape == second.shape[::-1] and equal(first.T, second):
        return "turned"
    if first.shape != second.shape:
        flat = first.size == second.size and equal(first.reshape(-1), second.reshape(-1))
        return "flat" if flat else "shape"
    if not second.any() or not first.any():
        return "zero" if second.any() else ""
    with np.errstate(all="ignore"):
        factor = float((first * second).sum() / (second * second).sum())
    if not np.isfinite(factor) or not equal(first, factor * second):
        return ""
    if abs(factor + 1) < RTOL:
        return "sign"
    if second.size == 1:
        return ""  # of two numbers each is the other, times something
    m = numbers.get("m", 0.0)
    for code, known in (("m", m), ("1/m", 1 / m if m else 0.0)):
        if known and known != 1 and abs(factor - known) < RTOL * known:
            return code
    return "factor"


def any_same(value: Any, others: Sequence[Any]) -> bool:
    return any(same(value, other) for other in others)
