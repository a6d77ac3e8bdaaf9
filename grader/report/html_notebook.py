"""A submission's file as a notebook that holds only what a report shows.

Nothing is passed on: each cell is made anew from texts and checked pictures, so that metadata,
attachments, widgets' state, HTML, SVG and scripts are not filtered out but never get in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from grader.model import GraderError
from grader.notebook.cells import cells_of, mapping, source_of, text
from grader.notebook.document import document, notebook_format
from grader.report.html_png import Room, picture
from grader.report.words import plain

MOST_CELLS = 1000
MOST_TEXT = 1_000_000  # characters of all cells; a course's notebook has 30 to 100 thousand
MOST_OUTPUT = 3000  # characters of one cell's outputs
LINE = 20  # characters that a line of a cell counts for, beside its own: each is an element


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG in base64."""

    data: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell to show; ``number`` counts all cells of the file from 1, as a grade does."""

    number: int
    kind: Literal["markdown", "code", "raw"]
    source: str
    outputs: tuple[str | Picture, ...] = ()
    left_out: int = 0  # outputs that are neither text nor a small PNG


def cells(data: bytes | None, sha256: str) -> list[ShownCell]:
    """The cells of the file that was graded; none where this is another, or cannot be read.

    The file may have been saved again since: marks beside other code than theirs would mislead.
    """
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        return []
    try:
        found = document(data, "")
        major, _ = notebook_format(found, "")
    except GraderError:
        return []
    return list(_within_bounds(cells_of(found, major), major))


def _within_bounds(raw: list[Any], major: int) -> Iterator[ShownCell]:
    room, pictures = MOST_TEXT, Room()
    for number, item in enumerate(raw[:MOST_CELLS], start=1):
        shown = _cell(number, mapping(item), major, pictures)
        if shown is None:
            continue
        room -= len(shown.source) + LINE * shown.source.count("\n")
        if room < 0:
            return
        yield shown


def _cell(number: int, cell: Mapping[str, Any], major: int, pictures: Room) -> ShownCell | None:
    source = source_of(cell, major)
    if source is None:
        return None
    kind = cell.get("cell_type")
    if kind == "code":
        outputs, left_out = _outputs(cell.get("outputs"), pictures)
        return ShownCell(number, "code", source, outputs, left_out)
    if kind == "heading":  # of format 3
        level = cell.get("level")
        marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
        return ShownCell(number, "markdown", f"{marks} {source}")
    return ShownCell(number, "markdown" if kind in ("markdown", "html") else "raw", source)


def _outputs(raw: Any, pictures: Room) -> tuple[tuple[str | Picture, ...], int]:
    found: list[str | Picture] = []
    left_out, room = 0, MOST_OUTPUT
    for item in raw[:100] if isinstance(raw, list) else []:
        output = _output(mapping(item), pictures)
        if output is None:
            left_out += 1
        elif isinstance(output, str):
            shown = output[: max(room, 0)]
            room -= len(output)
            if shown:
                found.append(shown + ("\n…" if len(output) > len(shown) else ""))
        else:
            found.append(output)
    return tuple(found), left_out


def _output(output: Mapping[str, Any], pictures: Room) -> str | Picture | None:
    """One output as text or picture: PNG before plain text, and of all else nothing."""
    if output.get("output_type") == "stream":
        printed = text(output.get("text"))
        return None if printed is None else plain(printed[: 2 * MOST_OUTPUT])
    if output.get("output_type") in ("error", "pyerr"):
        printed = text(_joined(output.get("traceback")))
        return None if printed is None else plain(printed[: 2 * MOST_OUTPUT])
    data = mapping(output.get("data", output))  # format 3 has no data of its own
    png = picture(data.get("image/png", data.get("png")), pictures)
    if png is not None:
        return Picture(*png)
    shown = text(data.get("text/plain", data.get("text")))
    return None if shown is None else plain(shown[: 2 * MOST_OUTPUT])


def _joined(lines: Any) -> Any:
    if isinstance(lines, list) and all(isinstance(line, str) for line in lines):
        return "\n".join(lines)
    return lines
