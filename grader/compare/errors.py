"""What pictures of a mismatch are drawn from: which entries are off, and the paths beside it.

Neither holds a value: sizes of errors are told in four classes, beside the expected entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from grader.model import ErrorMap

Array = np.ndarray[Any, Any]
SIDE = 20  # entries a side at most, 400 in all: more is no picture but a texture
PATHS = 100
DEPTH = 6
SLIGHT, LARGE = 0.01, 0.5  # relative errors: a rounded constant, and a wrong formula


def error_map(wrong: Array, relative: Array) -> ErrorMap | None:
    """The map of an array of one or two axes with two entries at least; None for others."""
    if wrong.ndim not in (1, 2) or wrong.size < 2:
        return None
    with np.errstate(invalid="ignore"):
        sizes = 1 + (relative > SLIGHT).astype(np.int8) + (relative > LARGE)
    sizes[~np.isfinite(relative)] = 4
    sizes[~wrong] = 0
    matrix = np.atleast_2d(sizes)
    rows, columns = matrix.shape
    blocks = _blocks(_blocks(matrix, 0), 1)
    return ErrorMap(tuple("".join(map(str, row)) for row in blocks.tolist()), (rows, columns))


def _blocks(matrix: Array, axis: int) -> Array:
    """The matrix with at most SIDE entries along an axis: of each block its largest."""
    length = matrix.shape[axis]
    if length <= SIDE:
        return matrix
    starts = np.arange(0, length, -(-length // SIDE))
    found: Array = np.maximum.reduceat(matrix, starts, axis=axis)
    return found


def paths(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths of all arrays and numbers within named values, e.g. ``caches[0][0][1]``."""
    found = (path for name, value in values.items() for path in _leaves(name, value, DEPTH))
    return tuple(islice(found, PATHS))


def _leaves(path: str, value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, tuple | list) and depth:
        for index, one in enumerate(value):
            yield from _leaves(f"{path}[{index}]", one, depth - 1)
    elif isinstance(value, dict) and depth:
        for key, one in value.items():
            yield from _leaves(f"{path}[{key!r}]", one, depth - 1)
    else:
        yield path
