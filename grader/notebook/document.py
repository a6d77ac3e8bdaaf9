"""The JSON document in a notebook file, or the reason why there is none."""

from __future__ import annotations

import json
import math
import os
import stat
from typing import Any

from grader.model import NotGradable

# Parsing takes about ten times a file's size in memory. Notebooks of this kind are 20 kB to 5 MB.
MAX_FILE_BYTES = 100 * 1024**2

OLDEST, NEWEST = 3, 4  # notebook formats that can be read

_SAVE_AGAIN = "Open it in Jupyter, save it, and grade the saved file."
_COPY_AGAIN = "Copy or download the notebook again."


def file_bytes(path: str) -> bytes:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise NotGradable(
                f"{path}: this is a folder. Name one notebook in it, "
                f"for example: grader run {path}/NOTEBOOK.ipynb"
            )
        if not stat.S_ISREG(found.st_mode):
            raise NotGradable(f"{path}: this is no regular file. Name an .ipynb file.")
        if found.st_size > MAX_FILE_BYTES:
            raise NotGradable(
                f"{path}: {found.st_size / 1e6:.0f} MB are too much for a notebook. "
                f"Clear all outputs in Jupyter, save it, and grade the saved file."
            )
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise NotGradable(f"{path}: there is no such file. {_other_name(path)}") from None
    except PermissionError:
        raise NotGradable(
            f"{path}: reading it is not permitted. Ask its owner, or change its permissions."
        ) from None
    except (OSError, ValueError) as error:  # a name too long, a loop of links, a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise NotGradable(f"{path!r}: cannot be read ({reason}). Check the path.") from None


def _other_name(path: str) -> str:
    return (
        f"Did you mean {path}.ipynb?" if os.path.isfile(path + ".ipynb") else "Check its spelling."
    )


def document(data: bytes, path: str) -> dict[str, Any]:
    """The JSON object in ``data``: UTF-8 with or without BOM, or UTF-16 (PowerShell's ``>``)."""
    if not data.strip():
        raise NotGradable(f"{path}: the file is empty. {_COPY_AGAIN}")
    try:
        # The encoding is told by the BOM or by where the NULs are, as RFC 4627 describes.
        text = data.decode(json.detect_encoding(data), "surrogatepass")
    except UnicodeDecodeError:
        raise NotGradable(
            f"{path}: the text is not UTF-8, as a notebook's must be. {_SAVE_AGAIN}"
        ) from None
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotGradable(f"{path}: {_why_no_json(text, path, error)}") from None
    except RecursionError:
        raise NotGradable(
            f"{path}: its JSON is nested too deeply for a notebook. {_SAVE_AGAIN}"
        ) from None
    except ValueError as error:  # an integer of more digits than Python reads
        raise NotGradable(f"{path}: it cannot be read as JSON ({error}). {_SAVE_AGAIN}") from None
    if not isinstance(found, dict):
        raise NotGradable(f"{path}: this is JSON, but no notebook. Name an .ipynb file.")
    return found


def _why_no_json(text: str, path: str, error: json.JSONDecodeError) -> str:
    start = text.lstrip()[:40].lower()
    if path.lower().endswith(".py"):
        return "this is a Python file. Name the notebook (.ipynb) that holds the functions."
    if start.startswith("<"):
        if "<<<<<<<" in start:
            return "it holds marks of a git conflict (<<<<<<<). Resolve it, and save the file."
        return "this is a web page. Download the notebook itself (the button «Raw» on GitHub)."
    if start.startswith("version https://git-lfs"):
        return "this is a pointer of Git LFS. Fetch the file itself with `git lfs pull`."
    if "\n<<<<<<< " in text:
        return "it holds marks of a git conflict (<<<<<<<). Resolve it, and save the file."
    if start.startswith("{") and _ends_early(text, error):
        return f"the file ends in the middle (line {error.lineno}). {_COPY_AGAIN}"
    if start.startswith("{"):
        return (
            f"its JSON is broken at line {error.lineno}, column {error.colno} ({error.msg}). "
            f"{_SAVE_AGAIN}"
        )
    return "this is not a notebook (it holds no JSON). Name an .ipynb file."


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def notebook_format(found: dict[str, Any], path: str) -> tuple[int, bool]:
    """The notebook's major format, 3 or 4, and whether the document states it properly.

    A version written as ``"4"`` or left out is no reason to refuse a file whose cells are there.
    """
    stated = found.get("nbformat")
    major = _whole(stated)
    if major is None:
        major = _guess(found)
    if major is None or major < 1:
        raise NotGradable(f"{path}: this is JSON, but no notebook. Name an .ipynb file.")
    if major < OLDEST:
        raise NotGradable(f"{path}: notebook format {major} is too old to be read. {_SAVE_AGAIN}")
    if major > NEWEST:
        raise NotGradable(
            f"{path}: notebook format {clipped(str(major), 20)} is newer than this grader. "
            f"Save it as format 4, or update the grader."
        )
    return major, type(stated) is int


def _whole(stated: object) -> int | None:
    if isinstance(stated, str) and stated.strip()[:3].isdecimal():
        return int(stated.strip()[:3])
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not math.isfinite(stated):
        return None
    return min(int(stated), 1000)


def _guess(found: dict[str, Any]) -> int | None:
    if _holds_cells(found.get("cells")):
        return 4
    return 3 if _holds_cells(found.get("worksheets"), "cells") else None


def _holds_cells(items: object, key: str = "cell_type") -> bool:
    return isinstance(items, list) and any(isinstance(i, dict) and key in i for i in items)


def clipped(text: str, length: int) -> str:
    """The first line of ``text``, cut at ``length`` characters."""
    line = text.partition("\n")[0]
    return line if len(line) <= length else line[: length - 1] + "…"
