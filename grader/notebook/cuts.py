"""Functions whose rest was cut off: by git's conflict markers, or by the end of their cell."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from grader.notebook.filling import leaves_of
from grader.notebook.parsing import ParsedCell

_CONFLICT = re.compile(r"[ \t]*(?:<{7}|={7}|>{7})(?:\s|$)")
_DEF = re.compile(r"(?:async[ \t]+)?(?:def|class)[ \t]|@")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a function is cut, in its own cell, and what to do."""

    line: int
    message: str


def cut_off(
    cells: Sequence[ParsedCell], cell: ParsedCell, first: int, last: int, returns: bool
) -> Cut | None:
    """What cuts the function in these lines of a cell, from 1; ``returns`` says whether it has a
    ``return`` of its own, and so an end."""
    lines = cell.cell.source.split("\n")
    for number in range(first, _end(lines, last)):
        if _CONFLICT.match(lines[number]):
            return Cut(number + 1, _conflict(cell, number + 1))
    if returns or any(line.strip() and line.strip()[0] != "#" for line in lines[last:]):
        return None
    below = _rest(cells, cell)
    return Cut(last, _split(cell, below)) if below is not None else None


def has_return(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(leaf, ast.Return) for leaf in leaves_of(node.body))


def _end(lines: Sequence[str], last: int) -> int:
    """Where the next function of the cell begins."""
    following = range(last, len(lines))
    return next((n for n in following if _DEF.match(lines[n])), len(lines))


def _rest(cells: Sequence[ParsedCell], cell: ParsedCell) -> ParsedCell | None:
    """The code cell below, if it goes on with what this one has begun: its code is indented."""
    place = next(n for n, one in enumerate(cells) if one is cell)
    for below in cells[place + 1 :]:
        code = [line for line in below.cell.source.split("\n") if line.strip()]
        if code:
            return below if all(line[0] in " \t" for line in code) else None
    return None


def _conflict(cell: ParsedCell, line: int) -> str:
    return (
        f"A conflict marker of git cuts your function off, in line {line} of cell "
        f"{cell.cell.number}. Keep one of the two versions, and delete the lines that begin with "
        "`<<<<<<<`, `=======` and `>>>>>>>`."
    )


def _split(cell: ParsedCell, below: ParsedCell) -> str:
    return (
        f"Cell {cell.cell.number} ends before your function does: the rest of it stands in cell "
        f"{below.cell.number}. Put both into one cell."
    )
