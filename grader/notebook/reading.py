"""A notebook file as a :class:`~grader.model.Notebook`: its code cells, whatever wrote it."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.model import Cell, Notebook, NotGradable
from grader.notebook.cells import cells_of, in_short, mapping, source_of
from grader.notebook.document import clipped, document, file_bytes, notebook_format
from grader.notebook.validity import nothing_odd

# A notebook of this kind has 20 to 100.
LONGEST_PROSE = 100_000  # characters of a cell of text that is searched for functions
MAX_CELLS = 10_000
VALIDATED = 1000  # cells that nbformat checks: it takes 50 µs for each
NAMED = 10  # cells that are named in a note

# Nothing that these hold is graded, and they make up most of a large file.
_HEAVY = ("outputs", "attachments")


def read_notebook(path: str | Path, follow: bool = True) -> Notebook:
    """Read a notebook file. Raises :class:`NotGradable` for whatever is no readable notebook.

    ``follow`` says whether a symbolic link in its place is followed: where the user typed the
    path, and not where a submission brought it.
    """
    name = os.fspath(path)
    return read_notebook_bytes(file_bytes(name, follow), name)


def read_notebook_bytes(data: bytes, path: str) -> Notebook:
    """Read a notebook from the bytes of its file; ``path`` names it in messages.

    A file that nbformat finds invalid is graded all the same where its code cells can be told,
    and a note says so: the learner's functions are there, and Jupyter opens such files, too.
    Raises :class:`NotGradable`, and nothing else, for any bytes whatever.
    """
    found = document(data, path)
    major, stated = notebook_format(found, path)
    notes = [] if stated else ["The file does not state its notebook format properly."]
    if major == 3:
        notes.append("The notebook is of the old format 3; it was upgraded for grading.")
    every = cells_of(found, major)
    if len(every) > MAX_CELLS:
        raise NotGradable(
            f"{path}: {len(every)} cells are too many for a notebook of exercises. "
            f"Name the notebook with your functions."
        )
    problem = _problem(found, every, major)
    if problem:
        notes.append(
            f"The file is not quite a valid notebook ({problem}); its cells were graded as they "
            f"are. Saving it in Jupyter mends it."
        )
    cells, odd = _code_cells(every, major)
    if odd:
        numbers = ", ".join(map(str, odd[:NAMED])) + (" and more" if len(odd) > NAMED else "")
        notes.append(f"Left out, as they hold no text: cells {numbers}.")
    if not cells:
        raise NotGradable(
            f"{path}: the notebook holds no code cell. Name the notebook with your functions."
        )
    return Notebook(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        cells=cells,
        metadata=mapping(in_short(found.get("metadata"))),
        notes=tuple(notes),
        prose=tuple(_prose_with_functions(every, major)),
    )


def _problem(found: dict[str, Any], every: Sequence[Any], major: int) -> str:
    """What nbformat finds wrong with the notebook; empty where that is nothing.

    It is shown the document without prose, texts and outputs, which it would find nothing in.
    """
    kept = [_light_cell(cell) for cell in every if not _is_prose(cell)]
    light = {**_without_cells(found, major), "nbformat": major}
    if major > 3 and isinstance(found.get("cells"), list):
        light["cells"] = kept
        if nothing_odd(light):
            return ""
    else:
        light["worksheets"] = [{"cells": kept}]
    return _by_nbformat(_bounded(light, kept))


def _without_cells(found: dict[str, Any], major: int) -> dict[str, Any]:
    return {k: v for k, v in found.items() if k != ("cells" if major > 3 else "worksheets")}


def _bounded(light: dict[str, Any], kept: list[Any]) -> dict[str, Any]:
    """The document with as much of everything as a check needs."""
    few = in_short({k: v for k, v in light.items() if k not in ("cells", "worksheets")})
    cells = [in_short(cell) for cell in kept[:VALIDATED]]
    return {**few, **({"cells": cells} if "cells" in light else {"worksheets": [{"cells": cells}]})}


def _by_nbformat(light: dict[str, Any]) -> str:
    import nbformat  # late: 70 ms, with jsonschema and more

    invalid: dict[str, Exception] = {}
    with warnings.catch_warnings():
        # Missing and doubled cell ids are no concern of a grader.
        warnings.simplefilter("ignore", nbformat.warnings.MissingIDFieldWarning)
        warnings.simplefilter("ignore", nbformat.warnings.DuplicateCellId)
        try:
            nbformat.reads(  # type: ignore[no-untyped-call]
                json.dumps(light), as_version=4, capture_validation_error=invalid
            )
        except Exception as error:  # on odd documents nbformat raises whatever its code runs into
            ours = isinstance(error, nbformat.ValidationError) and str(error)
            return clipped(str(error), 120) if ours else "nbformat cannot make it out"
    problem = next(iter(invalid.values()), None)
    return clipped(str(problem), 120) if problem else ""


def _prose_with_functions(every: Iterable[Any], major: int) -> Iterator[Cell]:
    """Cells of text in which functions stand: a code cell may have been turned into one."""
    for number, item in enumerate(every, start=1):
        kind = mapping(item).get("cell_type")
        if kind in ("markdown", "raw"):
            source = source_of(item, major)
            if source is not None and len(source) <= LONGEST_PROSE and "def " in source:
                yield Cell(number, source, kind=kind)


def _is_prose(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") == "markdown"
        and cell.keys() <= {"cell_type", "id", "metadata", "source"}
        and isinstance(cell.get("metadata"), dict)
        and _is_text(cell.get("source"))
    )


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(line, str) for line in value)
    return isinstance(value, str)


def _light_cell(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    light = {key: value for key, value in cell.items() if key not in _HEAVY}
    for name in ("source", "input"):
        if _is_text(light.get(name)):
            light[name] = ""
    if cell.get("cell_type") == "code":
        light["outputs"] = []
    return light


def _code_cells(every: Iterable[Any], major: int) -> tuple[tuple[Cell, ...], list[int]]:
    cells = []
    odd = []
    for number, item in enumerate(every, start=1):
        cell = mapping(item)
        if not cell:
            odd.append(number)
        elif cell.get("cell_type") == "code":
            source = source_of(cell, major)
            if source is None:
                odd.append(number)
            else:
                cells.append(Cell(number, source, mapping(in_short(cell.get("metadata")))))
    return tuple(cells), odd
