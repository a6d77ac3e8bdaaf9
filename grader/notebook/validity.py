"""Whether nbformat's validation of a notebook can be spared, as it would find nothing.

Compiling the schema takes 20 ms in each new process, more than grading does. Nearly all notebooks
hold nothing but what is known to be right; in doubt, nbformat is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_KEYS = {"cell_type", "metadata", "source", "execution_count", "outputs"}
_FLAGS = ("collapsed", "deletable", "editable")
# of a cell's metadata, what else the schema speaks of
_RULED = frozenset({"scrolled", "format", "name", "tags", "jupyter", "execution"})
_TOP = {"metadata", "nbformat", "nbformat_minor", "cells"}
_KERNEL = {"name": "python3", "display_name": "Python 3"}
_LANGUAGE = {"name": "python"}
_OF_LANGUAGE = ("file_extension", "mimetype", "pygments_lexer")
_WITH_IDS = 5  # the minor version since which every cell has one


def nothing_odd(light: Mapping[str, Any]) -> bool:
    """Whether a document, its outputs and cells of prose left out, is a valid notebook of format 4
    for certain."""
    minor = light.get("nbformat_minor")
    if light.get("nbformat") != 4 or type(minor) is not int or not 0 <= minor <= _WITH_IDS:
        return False
    cells = light.get("cells")
    return (
        light.keys() == _TOP
        and _metadata(light.get("metadata"))
        and isinstance(cells, list)
        and all(_code_cell(cell, minor) for cell in cells)
        and (minor < _WITH_IDS or len({cell["id"] for cell in cells}) == len(cells))
    )


def _metadata(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys().isdisjoint({"title", "authors"}):
        return False
    original = value.get("orig_nbformat", 4)
    return (
        type(original) is int
        and original >= 1
        and _texts(value.get("kernelspec", _KERNEL), _KERNEL, ())
        and _texts(value.get("language_info", _LANGUAGE), _LANGUAGE, _OF_LANGUAGE)
    )


def _texts(value: Any, required: Collection[str], others: Collection[str]) -> bool:
    """Whether a part of the metadata has texts for these keys, all that are required."""
    if not isinstance(value, dict) or not value.keys() >= set(required):
        return False
    mode = value.get("codemirror_mode", "")
    return isinstance(mode, str | dict) and all(
        type(value.get(key, "")) is str for key in (*required, *others)
    )


def _code_cell(cell: Any, minor: int) -> bool:
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return False
    wanted = _KEYS | {"id"} if minor >= _WITH_IDS else _KEYS
    if cell.keys() != wanted or not isinstance(cell["metadata"], dict):
        return False
    count, metadata = cell["execution_count"], cell["metadata"]
    return (
        (count is None or (type(count) is int and count >= 0))
        and cell["outputs"] == []
        and _text(cell["source"])
        and metadata.keys().isdisjoint(_RULED)
        and all(type(metadata.get(flag, True)) is bool for flag in _FLAGS)
        and (minor < _WITH_IDS or _is_id(cell["id"]))
    )


def _text(source: Any) -> bool:
    if isinstance(source, list):
        return all(type(line) is str for line in source)
    return type(source) is str


def _is_id(value: Any) -> bool:
    return type(value) is str and _ID.fullmatch(value) is not None
