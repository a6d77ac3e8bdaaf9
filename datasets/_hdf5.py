"""Arrays in HDF5 files: written whole or not at all, read back with a look at their form."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from . import DataError

Arrays = Mapping[str, np.ndarray[Any, Any]]
Form = Mapping[str, tuple[tuple[int, ...], str]]  # shape and dtype by key


def write(path: Path, arrays: Arrays) -> None:
    """Contiguous and uncompressed. Two processes may write the same file at a time."""
    import h5py

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        with h5py.File(part, "w") as file:
            for key, array in arrays.items():
                file.create_dataset(key, data=array)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def read(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    import h5py

    try:
        with h5py.File(path, "r") as file:
            return {k: np.array(v) for k, v in file.items() if isinstance(v, h5py.Dataset)}
    except OSError as error:
        raise DataError(f"{path} is missing or no HDF5 file. Check the path.") from error


def check_form(path: Path, arrays: Arrays, form: Form) -> None:
    """Raise unless the arrays have the keys, shapes and dtypes of ``form``."""
    for key, (shape, dtype) in form.items():
        if key not in arrays:
            found = ", ".join(arrays) or "none"
            raise DataError(f"{path} has no {key!r} (its keys: {found}). Give another file.")
        array = arrays[key]
        if array.shape != shape or array.dtype != np.dtype(dtype):
            raise DataError(
                f"{path}: {key!r} has shape {array.shape} and dtype {array.dtype}; "
                f"{shape} and {np.dtype(dtype)} are needed. Give another file."
            )


def fingerprint(arrays: Arrays) -> str:
    """A hash of the content. The bytes of an HDF5 file vary with the library's version."""
    digest = hashlib.sha256()
    for key, array in sorted(arrays.items()):
        digest.update(f"{key} {array.shape} {array.dtype.str} ".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
