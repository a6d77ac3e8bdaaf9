"""From a reference function to the stub that a learner fills in."""

from __future__ import annotations

import ast

from grader.model import GraderError

START = "# YOUR CODE STARTS HERE"
END = "# YOUR CODE ENDS HERE"


def stub_function(source: str) -> str:
    """The function with every marked region emptied.

    A name that the region binds and later lines read becomes ``name = None``, so that the
    function stays valid and its failure says what is still missing; a block left with no
    statement becomes ``pass``.
    """
    lines = source.splitlines()
    for first, last in reversed(_regions(lines)):
        indent = " " * (len(lines[first]) - len(lines[first].lstrip()))
        names = _names_needed(source, first + 1, last + 1)
        body = [f"{indent}{name} = None" for name in names]
        lines[first + 1 : last] = body or [f"{indent}pass"]
    stub = "\n".join(lines) + "\n"
    try:
        ast.parse(stub)
    except SyntaxError as error:
        raise GraderError(f"The stub does not parse (line {error.lineno}):\n{stub}") from error
    return stub


def _regions(lines: list[str]) -> list[tuple[int, int]]:
    """Index pairs of the lines that hold the markers."""
    starts = [i for i, line in enumerate(lines) if line.strip().startswith(START)]
    ends = [i for i, line in enumerate(lines) if line.strip().startswith(END)]
    if len(starts) != len(ends) or any(a > b for a, b in zip(starts, ends, strict=True)):
        raise GraderError(f"Markers do not pair: {START!r} and {END!r}, in\n{lines[0]}")
    return list(zip(starts, ends, strict=True))


def _names_needed(source: str, start: int, end: int) -> list[str]:
    """Names bound between the marker lines (counted from 1) and read after them, in order."""
    function = ast.parse(source).body[0]
    names = [n for n in ast.walk(function) if isinstance(n, ast.Name)]
    read_later = {n.id for n in names if isinstance(n.ctx, ast.Load) and n.lineno > end}
    bound_before = {n.id for n in names if isinstance(n.ctx, ast.Store) and n.lineno < start}
    bound = sorted(
        (n.lineno, n.col_offset, n.id)
        for n in names
        if isinstance(n.ctx, ast.Store) and start < n.lineno < end
    )
    wanted = [name for _, _, name in bound if name in read_later and name not in bound_before]
    return list(dict.fromkeys(wanted))
