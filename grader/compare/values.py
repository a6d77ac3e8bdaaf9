"""Comparing two values: structure, dtype, shape, then numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.compare.errors import error_map
from grader.model import Mismatch, Tolerance
from grader.worker.wire import Opaque, Subclassed

Array = np.ndarray[Any, Any]
Number = (bool, int, float, complex, np.generic)

OPAQUE = {
    "object": "an object of type {name}",
    "objects": "an array of Python objects (dtype object)",
    "dtype": "an array of dtype {name}",
    "too_large": "something larger than the grader reads ({name})",
    "too_deep": "something nested too deeply to read ({name})",
}


def describe_kind(value: Any) -> str:
    """What a value is, in a learner's words."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, Opaque):
        kind = OPAQUE.get(value.kind, "an object of type {name}")
        of_shape = "" if value.shape is None else f" of shape {value.shape}"
        return kind.format(name=value.type_name + of_shape)
    if isinstance(value, Subclassed):
        return f"a numpy {value.type_name} of shape {value.array.shape}"
    if isinstance(value, np.ndarray) and type(value) is not np.ndarray:
        return f"a numpy {type(value).__name__} of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, bool | np.bool_):
        return f"the truth value {bool(value)}"
    if isinstance(value, Number):
        return "a single number"
    if isinstance(value, tuple | list):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return f"a {kind} of {len(value)}"
    if isinstance(value, dict):
        return f"a dictionary with {len(value)} keys"
    return f"a {type(value).__name__}"


class Differences:
    """Gathers the mismatches between two values; ``found`` has their output still empty."""

    def __init__(self, tolerance: Tolerance) -> None:
        self._tolerance = tolerance
        self.found: list[Mismatch] = []

    def compare(self, path: str, observed: Any, expected: Any) -> None:
        if isinstance(expected, np.ndarray) and expected.ndim:
            self._compare_array(path, observed, expected)
        elif isinstance(expected, (np.ndarray, *Number)):
            self._compare_number(path, observed, expected)
        elif isinstance(expected, tuple | list):
            self._compare_sequence(path, observed, expected)
        elif isinstance(expected, dict):
            self._compare_dict(path, observed, expected)
        elif isinstance(expected, Subclassed) and isinstance(observed, Subclassed):
            # never what a reference returns; two wrong answers are compared like this
            self.compare(path, observed.array, expected.array)
        elif type(observed) is not type(expected) or observed != expected:
            self._add(
                path,
                "type",
                f"`{path}` is {describe_kind(observed)}; {describe_kind(expected)} is asked",
            )

    def _add(self, path: str, check: str, message: str, **numbers: Any) -> None:
        self.found.append(Mismatch("", path, check, message, **numbers))

    def _compare_sequence(self, path: str, observed: Any, expected: Any) -> None:
        if not isinstance(observed, tuple | list):
            text = f"`{path}` is {describe_kind(observed)}; {describe_kind(expected)} is asked"
            self._add(path, "structure", text)
        elif len(observed) != len(expected):
            text = f"`{path}` has {len(observed)} entries; {len(expected)} are asked"
            self._add(path, "structure", text)
        else:
            for index, (one, other) in enumerate(zip(observed, expected, strict=True)):
                self.compare(f"{path}[{index}]", one, other)

    def _compare_dict(self, path: str, observed: Any, expected: dict[Any, Any]) -> None:
        if not isinstance(observed, dict):
            text = f"`{path}` is {describe_kind(observed)}; a dictionary is asked"
            self._add(path, "structure", text)
            return
        for key, value in expected.items():
            if key in observed:
                self.compare(f"{path}[{key!r}]", observed[key], value)
            else:
                self._add(path, "missing_key", f"`{path}` lacks the key {key!r}")
        extra = [key for key in observed if key not in expected]
        if extra:
            text = f"`{path}` has a key {repr(extra[0])[:40]} that is not asked for"
            self._add(path, "extra_key", text)

    def _compare_array(self, path: str, observed: Any, expected: Array) -> None:
        if type(observed) is not np.ndarray:
            if isinstance(observed, Number):
                text = f"`{path}` is a single number; an array of shape {expected.shape} is asked"
                self._add(path, "shape", text)
            else:
                text = f"`{path}` is {describe_kind(observed)}; an array is asked"
                self._add(path, "type", text)
        elif not dtype_fits(observed.dtype, expected.dtype):
            text = f"`{path}` has dtype {observed.dtype}; {expected.dtype} is asked"
            self._add(path, "dtype", text)
        elif observed.shape != expected.shape:
            rank_1 = ", a rank-1 array" if observed.ndim == 1 else ""
            text = f"`{path}` has shape {observed.shape}{rank_1}; {expected.shape} is asked"
            self._add(path, "shape", text)
        else:
            self._compare_numbers(path, observed, expected)

    def _compare_number(self, path: str, observed: Any, expected: Any) -> None:
        if isinstance(observed, np.ndarray) and observed.ndim:
            text = f"`{path}` is an array of shape {observed.shape}; a single number is asked"
            self._add(path, "shape", text)
        elif not isinstance(observed, (np.ndarray, *Number)):
            text = f"`{path}` is {describe_kind(observed)}; a single number is asked"
            self._add(path, "type", text)
        else:
            one, other = np.asarray(observed), np.asarray(expected)
            # a whole number may stand for itself: b = 0 is as good as b = 0.0
            if one.dtype.kind not in "iu" and not dtype_fits(one.dtype, other.dtype):
                text = f"`{path}` has dtype {one.dtype}; {other.dtype} is asked"
                self._add(path, "dtype", text)
            else:
                self._compare_numbers(path, one, other)

    def _compare_numbers(self, path: str, observed: Array, expected: Array) -> None:
        one, other = _as_floats(observed), _as_floats(expected)
        same_special = (one == other) | (np.isnan(one) & np.isnan(other))
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            error = np.abs(one - other)
            close = error <= self._tolerance.atol + self._tolerance.rtol * np.abs(other)
            wrong = ~(close & np.isfinite(error) | same_special)
            if not wrong.any():
                return
            relative = error / np.maximum(np.abs(other), self._tolerance.atol or 1e-300)
        index = tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.ndim else ()
        self._add(
            path,
            "nan" if (np.isnan(one) & ~np.isnan(other)).any() else "value",
            _count(path, one, wrong, index),
            max_abs_error=_finite_max(error[wrong]),
            max_rel_error=_finite_max(relative[wrong]),
            first_index=index,
            errors=error_map(wrong, relative),
        )


def dtype_fits(observed: np.dtype[Any], expected: np.dtype[Any]) -> bool:
    """Whether numbers of one dtype may stand where the other is asked.

    Floating point must be as wide as asked. Where truth values or whole numbers are asked, any
    real number that equals them does.
    """
    if expected.kind in "fc":
        return (observed.kind, observed.itemsize) == (expected.kind, expected.itemsize)
    return observed.kind in "biuf"


def _as_floats(values: Array) -> Array:
    return values if values.dtype.kind in "fc" else values.astype(np.float64)


def _finite_max(errors: Array) -> float | None:
    finite = errors[np.isfinite(errors)]
    return float(finite.max()) if finite.size else None


def _count(path: str, observed: Array, wrong: Array, index: tuple[int, ...]) -> str:
    where = f", the first at {list(index)}" if index else ""
    if np.isnan(observed[wrong]).any():
        return f"`{path}` holds NaN (not a number){where}"
    if np.isinf(observed[wrong]).any():
        return f"`{path}` holds an infinite value{where}"
    if observed.size == 1:
        return f"`{path}` is off"
    return f"`{path}`: {int(wrong.sum())} of {observed.size} numbers are off{where}"
