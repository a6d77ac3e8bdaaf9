"""From a master module (jupytext's py:percent) to notebooks."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

from grader.course.load import Assignment
from grader.course.stub import END, START, stub_function
from grader.model import GraderError

MASTER_TAG = "master"  # cells that only the master has: the author's imports
EXPECTED = re.compile(r"<!--\s*expected:\s*(\w+)\s*-->")


def stub_notebook(assignment: Assignment) -> str:
    """The learner's notebook: the master with every marked region emptied."""
    return _notebook(assignment, {n: stub_function(s) for n, s in assignment.references.items()})


def solved_notebook(assignment: Assignment, changed: dict[str, str] | None = None) -> str:
    """The notebook as filled in with the references, or with ``changed`` sources of some."""
    return _notebook(assignment, {**assignment.references, **(changed or {})})


def _notebook(assignment: Assignment, functions: dict[str, str]) -> str:
    import jupytext
    import nbformat

    master = Path(str(assignment.solutions.__file__)).read_text(encoding="utf-8")
    cells = [
        _cell(assignment, cell, functions)
        for cell in jupytext.reads(master, fmt="py:percent").cells
        if MASTER_TAG not in cell.metadata.get("tags", [])
    ]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number:03d}"  # the same at every build
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "grader": {"assignment": assignment.name, "version": assignment.course.version},
    }
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(notebook)
    return nbformat.writes(notebook).rstrip("\n") + "\n"  # type: ignore[no-any-return]


def _cell(assignment: Assignment, cell: Any, functions: dict[str, str]) -> Any:
    from nbformat import v4

    if cell.cell_type == "markdown":
        return v4.new_markdown_cell(_fill_expected(assignment, cell.source))
    source, exercise = _learner_source(_write_out_shared(assignment, cell.source), functions)
    metadata = {"grader": {"exercise": exercise}} if exercise else {}
    return v4.new_code_cell(source, metadata=metadata)


def _write_out_shared(assignment: Assignment, source: str) -> str:
    """``from ._shared import sigmoid`` becomes the function itself: a learner's notebook has no
    siblings, and what is given should be read where it is used."""
    lines = source.splitlines()
    for node in reversed(_parsed(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            given = [_without_markers(assignment.helpers[name.name]) for name in node.names]
            lines[node.lineno - 1 : node.end_lineno] = "\n\n\n".join(given).splitlines()
    return "\n".join(lines)


def _parsed(source: str) -> list[ast.stmt]:
    """The statements of a cell; none of one with magics, which declares no exercise."""
    try:
        return ast.parse(source).body
    except SyntaxError:
        return []


def _without_markers(source: str) -> str:
    """A function graded elsewhere is given here: nothing in it is the learner's to write."""
    lines = [x for x in source.splitlines() if not x.strip().startswith((START, END))]
    return "\n".join(lines)


def _learner_source(source: str, functions: dict[str, str]) -> tuple[str, str]:
    """The cell with its graded function replaced, and that function's name."""
    for node in _parsed(source):
        if isinstance(node, ast.FunctionDef) and node.name in functions:
            lines = source.splitlines()
            first = min([d.lineno for d in node.decorator_list], default=node.lineno) - 1
            lines[first : node.end_lineno] = functions[node.name].rstrip("\n").splitlines()
            return "\n".join(lines), node.name
    return source, ""


def _fill_expected(assignment: Assignment, source: str) -> str:
    """Put what the check function prints for the reference where the master asks for it."""

    def printed(found: re.Match[str]) -> str:
        return f"```text\n{_check_output(assignment, found[1])}```"

    return EXPECTED.sub(printed, source)


def _check_output(assignment: Assignment, exercise: str) -> str:
    import contextlib
    import io

    from grader.checks import show_first_case

    if exercise not in assignment.exercises:
        raise GraderError(f"The master asks for the output of {exercise!r}, which is no exercise.")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        show_first_case(assignment, exercise, getattr(assignment.functions, exercise))
        print("All tests passed.")
    return printed.getvalue()
