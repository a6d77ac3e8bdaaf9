"""The cells of a notebook's document: which there are, and what the text of each is.

Grading and every report read a document through this module, so that what is shown beside a mark
is what was graded, whatever else the document holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SHORT = 200  # characters of a text, entries of a list, that are kept of what is no cell's text
DEEP = 8
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def cells_of(found: Mapping[str, Any], major: int) -> list[Any]:
    """All cells in the document's order. Format 3 keeps them in sheets, format 4 does not: a list
    in the other's place is none that Jupyter would show."""
    cells = found.get("cells")
    if major > 3 and isinstance(cells, list):
        return cells
    sheets = found.get("worksheets")
    within = [mapping(s).get("cells") for s in sheets] if isinstance(sheets, list) else []
    return [cell for some in within if isinstance(some, list) for cell in some]


def source_of(cell: Mapping[str, Any], major: int) -> str | None:
    """A cell's text, with plain line ends; None where it holds none.

    Format 3 keeps code under ``input``; a ``source`` beside it is not what Jupyter runs.
    """
    names = ("input", "source") if _is_old_code(cell, major) else ("source", "input")
    name = next((name for name in names if name in cell), None)
    if name is None:
        return "" if cell.get("cell_type") == "code" else None
    return text(cell[name])


def _is_old_code(cell: Mapping[str, Any], major: int) -> bool:
    return major == 3 and cell.get("cell_type") == "code"


def text(value: object) -> str | None:
    """A text, or a list of lines, as one text."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if not isinstance(value, str):
        return None
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if value.isascii() or not _HALF_PAIR.search(value):
        return value
    # Half a surrogate pair is no character: it could not be parsed, nor written to a report.
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def in_short(value: Any, depth: int = DEEP) -> Any:
    """The value with long texts, lists and dictionaries cut, and what lies deep left out.

    For metadata: a word of it may stand in a note, and what checks it may take the square of it.
    """
    if isinstance(value, str):
        return value if len(value) <= SHORT else value[:SHORT]
    if isinstance(value, dict):
        few = list(value.items())[:SHORT] if len(value) > SHORT else value.items()
        return {k[:SHORT]: in_short(v, depth - 1) for k, v in few} if depth else {}
    if isinstance(value, list):
        return [in_short(one, depth - 1) for one in value[:SHORT]] if depth else []
    return value
