"""Notebooks of an assignment as a learner has them: run in a kernel, and graded."""

import contextlib
import copy
import io
import itertools
import os

import nbformat
import numpy as np
from nbclient import NotebookClient

from grader.dev.verify import versions
from grader.grading import grade_notebook
from grader.model import Cell, Notebook


def printed_by(text, folder):
    """What the notebook, given as its file's text, prints when it is run top to bottom."""
    notebook = nbformat.reads(text, as_version=4)
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.execute()
    return "".join(
        output.get("text", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def without_metadata(text):
    """The code cells of a notebook that says nothing about what it is."""
    cells = enumerate(nbformat.reads(text, as_version=4).cells, start=1)
    code = tuple(Cell(n, cell.source) for n, cell in cells if cell.cell_type == "code")
    return Notebook("learner.ipynb", "0" * 64, code)


def graded(course, executor, notebook, seed=3):
    """The grade of a notebook whose assignment is told by its functions alone."""
    return grade_notebook(notebook, course, executor, seed)


def replaced(notebook, changes):
    """The notebook with texts replaced; each must stand in exactly one cell."""
    cells = list(notebook.cells)
    for old, new in changes.items():
        (place,) = [i for i, cell in enumerate(cells) if old in cell.source]
        cells[place] = Cell(cells[place].number, cells[place].source.replace(old, new))
    return Notebook(notebook.path, notebook.sha256, tuple(cells))


def alike(assignment, seed=3):
    """Pairs of mistakes that no case of this seed tells apart: only one can name its cause."""
    pairs = []
    for exercise in assignment.exercises:
        seen = [
            (version.code, behaviour(assignment, version, seed))
            for version in versions(assignment)
            if version.exercise == exercise and not version.right
        ]
        pairs += [
            (exercise, one, other)
            for (one, first), (other, second) in itertools.combinations(seen, 2)
            if first == second
        ]
    return pairs


def behaviour(assignment, version, seed):
    """What a version returns on each case, rounded to be compared, or what it raises."""
    namespace = {"np": np, **vars(assignment.functions)}
    exec(compile(version.source, f"<{version.code}>", "exec"), namespace)  # the course's own text
    found = []
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        for case in assignment.cases(version.exercise, seed):
            try:
                found.append(comparable(namespace[version.exercise](*copy.deepcopy(case.args))))
            except Exception as error:
                found.append(f"{type(error).__name__}: {error}")
    return found


def comparable(value):
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(item) for item in value]
    if value is None:
        return None
    array = np.asarray(value)
    return array.shape, [f"{number:.8e}" for number in array.astype(float).ravel()]
