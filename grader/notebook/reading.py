"""A notebook file as a :class:`~grader.model.Notebook`: its code cells, whatever wrote it."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.model import Cell, Notebook, NotGradable
from grader.notebook.document import clipped, document, file_bytes, notebook_format
from grader.notebook.validity import nothing_odd

# Checking a cell takes nbformat 50 µs. Notebooks of this kind have 20 to 100.
MAX_CELLS = 10_000

# Nothing that these hold is graded, and they make up most of a large file.
_HEAVY = ("outputs", "attachments")


def read_notebook(path: str | Path) -> Notebook:
    """Read a notebook file. Raises :class:`NotGradable` for whatever is no readable notebook."""
    name = os.fspath(path)
    return read_notebook_bytes(file_bytes(name), name)


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
    light = _without_outputs({**found, "nbformat": major})
    if len(_all_cells(light)) > MAX_CELLS:
        raise NotGradable(
            f"{path}: {len(_all_cells(light))} cells are too many for a notebook of exercises. "
            f"Name the notebook with your functions."
        )
    numbers = _code_only(light)
    upgraded, problem = _by_nbformat(light)
    if problem:
        notes.append(
            f"The file is not quite a valid notebook ({problem}); its cells were graded as they "
            f"are. Saving it in Jupyter mends it."
        )
    cells, odd = _code_cells(zip(numbers, _all_cells(upgraded), strict=False))
    if odd:
        notes.append(f"Left out, as they hold no text: cells {', '.join(map(str, odd))}.")
    if not cells:
        raise NotGradable(
            f"{path}: the notebook holds no code cell. Name the notebook with your functions."
        )
    return Notebook(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        cells=cells,
        metadata=_mapping(upgraded.get("metadata")),
        notes=tuple(notes),
    )


def _by_nbformat(light: dict[str, Any]) -> tuple[Mapping[str, Any], str]:
    """The notebook as nbformat reads and upgrades it, and what it finds wrong with it.

    Where nbformat gives up, the document itself is returned: the cells are looked for in there.
    """
    import nbformat  # late: 70 ms, with jsonschema and more

    if nothing_odd(light):
        text = json.dumps(light)
        return nbformat.convert(nbformat.reader.reads(text), 4), ""  # type: ignore[no-untyped-call]
    invalid: dict[str, Exception] = {}
    with warnings.catch_warnings():
        # Missing and doubled cell ids are no concern of a grader.
        warnings.simplefilter("ignore", nbformat.warnings.MissingIDFieldWarning)
        warnings.simplefilter("ignore", nbformat.warnings.DuplicateCellId)
        try:
            upgraded = nbformat.reads(  # type: ignore[no-untyped-call]
                json.dumps(light), as_version=4, capture_validation_error=invalid
            )
            problem = next(iter(invalid.values()), None)
        except Exception as error:  # on odd documents nbformat raises whatever its code runs into
            return light, clipped(f"{type(error).__name__}: {error}", 120)
    return upgraded, clipped(str(problem), 120) if problem else ""


def _without_outputs(found: dict[str, Any]) -> dict[str, Any]:
    light = dict(found)
    if isinstance(light.get("cells"), list):
        light["cells"] = [_light_cell(cell) for cell in light["cells"]]
    if isinstance(light.get("worksheets"), list):
        light["worksheets"] = [_light_sheet(sheet) for sheet in light["worksheets"]]
    if isinstance(light.get("metadata"), dict):  # Colab stores the state of widgets, in megabytes
        light["metadata"] = {k: v for k, v in light["metadata"].items() if k != "widgets"}
    return light


def _code_only(light: dict[str, Any]) -> Sequence[int]:
    """Take out the cells of prose, and return the numbers of those that stay.

    nbformat takes as long for a cell of prose as for one of code. One in which it might find
    something odd stays.
    """
    cells = light.get("cells")
    if not isinstance(cells, list):
        return range(1, len(_all_cells(light)) + 1)
    kept = [(n, cell) for n, cell in enumerate(cells, start=1) if not _is_prose(cell)]
    light["cells"] = [cell for _, cell in kept]
    return [number for number, _ in kept]


def _is_prose(cell: Any) -> bool:
    return (
        isinstance(cell, dict)
        and cell.get("cell_type") == "markdown"
        and cell.keys() <= {"cell_type", "id", "metadata", "source"}
        and isinstance(cell.get("metadata"), dict)
        and _text(cell.get("source")) is not None
    )


def _light_sheet(sheet: Any) -> Any:
    if not isinstance(sheet, dict) or not isinstance(sheet.get("cells"), list):
        return sheet
    return {**sheet, "cells": [_light_cell(cell) for cell in sheet["cells"]]}


def _light_cell(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    light = {key: value for key, value in cell.items() if key not in _HEAVY}
    if cell.get("cell_type") == "code":
        light["outputs"] = []
    return light


def _all_cells(found: Mapping[str, Any]) -> list[Any]:
    cells = found.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = found.get("worksheets")
    within = [_mapping(s).get("cells") for s in sheets] if isinstance(sheets, list) else []
    return [cell for some in within if isinstance(some, list) for cell in some]


def _code_cells(raw: Iterable[tuple[int, Any]]) -> tuple[tuple[Cell, ...], list[int]]:
    cells = []
    odd = []
    for number, item in raw:
        cell = _mapping(item)
        if not cell:
            odd.append(number)
        elif cell.get("cell_type") == "code":
            text = _text(cell.get("source", cell.get("input", "")))
            if text is None:
                odd.append(number)
            else:
                cells.append(Cell(number, text, _mapping(cell.get("metadata"))))
    return tuple(cells), odd


def _text(source: object) -> str | None:
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if source.isascii():
        return source
    # Half a surrogate pair is no character: it could not be parsed, nor written to a report.
    return source.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
