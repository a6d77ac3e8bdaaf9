"""Small pictures, some with a cat: drawn here, in the form of the course's own photographs.

The files of the photographs may take their place (``use_files``); whatever reads them reads both.
Train: 209 pictures, 72 of cats. Test: 50 pictures, 33 of cats. Cats and the rest share their
backgrounds, coats, light and places, so that no mean colour tells them apart: the shapes do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import RandomState

from . import DataError, _hdf5, cache_folder
from ._subjects import cat, no_cat

__all__ = ["check", "draw", "load_data", "make", "use_files"]

CLASSES = np.array([b"non-cat", b"cat"], dtype="S7")
SETS = {"train": (209, 72, 1), "test": (50, 33, 2)}  # pictures, cats among them, seed
DRAWN = {"train": "cats_train.h5", "test": "cats_test.h5"}
GIVEN = {"train": "train_catvnoncat.h5", "test": "test_catvnoncat.h5"}
CONTENT = {
    "train": "6cf4aa454fe2829671fa6e2712b6bed417744ba97cfa77ae7480f6498ef606b2",
    "test": "05c2d5113507a6c204118fc6648667e3d2252ba24f7d75af0b535492752b16cd",
}


def draw(count: int, cats: int, seed: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """``count`` pictures (count, 64, 64, 3) in bytes, and their labels (count,): 1 for a cat."""
    rng = RandomState(seed)
    labels = np.zeros(count, dtype=np.int64)
    labels[rng.permutation(count)[:cats]] = 1
    return np.stack([cat(rng) if label else no_cat(rng) for label in labels]), labels


def load_data(folder: Path | None = None) -> tuple[np.ndarray[Any, Any], ...]:
    """``train_x_orig (209, 64, 64, 3)``, ``train_y (1, 209)``, ``test_x_orig (50, 64, 64, 3)``,
    ``test_y (1, 50)``, ``classes (2,)``.

    Files that ``use_files`` has put there are read; else the drawn ones, made on first use.
    """
    folder = _folder(folder)
    if not _in_use(folder, GIVEN):
        try:
            check(folder)
        except DataError:
            make(folder)
    files = GIVEN if _in_use(folder, GIVEN) else DRAWN
    train, test = (_read(folder / files[part], part) for part in SETS)
    return (
        train["train_set_x"],
        train["train_set_y"].reshape(1, -1),
        test["test_set_x"],
        test["test_set_y"].reshape(1, -1),
        train["list_classes"],
    )


def make(folder: Path | None = None) -> list[Path]:
    """Draw the pictures, write them, and put them in use again in place of other files."""
    folder = _folder(folder)
    for part, (count, cats, seed) in SETS.items():
        pictures, labels = draw(count, cats, seed)
        arrays = {f"{part}_set_x": pictures, f"{part}_set_y": labels, "list_classes": CLASSES}
        _hdf5.write(folder / DRAWN[part], arrays)
        (folder / GIVEN[part]).unlink(missing_ok=True)  # a copy: see use_files
    check(folder)
    return [folder / DRAWN[part] for part in SETS]


def check(folder: Path | None = None) -> None:
    """Raise unless the files in use are there and in order; drawn ones by their content."""
    folder = _folder(folder)
    if _in_use(folder, GIVEN):
        for part in SETS:
            _read(folder / GIVEN[part], part)
        return
    for part in SETS:
        path = folder / DRAWN[part]
        found = _hdf5.fingerprint(_read(path, part))
        if found != CONTENT[part]:
            raise DataError(
                f"{path} is not what this version draws (its content's hash is {found}). "
                "Run: grader datasets make"
            )


def use_files(*files: Path, folder: Path | None = None) -> list[Path]:
    """Put the course's own files, train and test in any order, in place of the drawn pictures.

    They are copied into ``folder`` once their keys, shapes and dtypes are found to fit.
    """
    folder, chosen = _folder(folder), {}
    for file in map(Path, files):
        arrays = _hdf5.read(file)
        part = "train" if "train_set_x" in arrays else "test"
        _hdf5.check_form(file, arrays, _form(part))
        chosen[part] = {key: arrays[key] for key in _form(part)}
    if len(files) != len(SETS) or set(chosen) != set(SETS):
        raise DataError("Give two files: the train set's and the test set's.")
    for part, arrays in chosen.items():
        _hdf5.write(folder / GIVEN[part], arrays)
    return [folder / GIVEN[part] for part in SETS]


def _folder(folder: Path | None) -> Path:
    return cache_folder() if folder is None else Path(folder)


def _in_use(folder: Path, files: dict[str, str]) -> bool:
    return all((folder / name).is_file() for name in files.values())


def _read(path: Path, part: str) -> dict[str, np.ndarray[Any, Any]]:
    arrays = _hdf5.read(path)
    _hdf5.check_form(path, arrays, _form(part))
    return arrays


def _form(part: str) -> _hdf5.Form:
    count = SETS[part][0]
    return {
        f"{part}_set_x": ((count, 64, 64, 3), "uint8"),
        f"{part}_set_y": ((count,), "int64"),
        "list_classes": ((2,), "S7"),
    }
