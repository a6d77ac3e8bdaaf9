"""Notebooks of an assignment as a learner has them: run in a kernel, and graded."""

import os

import nbformat
from nbclient import NotebookClient

from grader.grading import grade
from grader.model import Cell, Notebook
from grader.notebook import extract


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
    submission = extract(notebook, course.vocabularies())
    return grade(submission, course, seed, executor)


def replaced(notebook, changes):
    """The notebook with texts replaced; each must stand in exactly one cell."""
    cells = list(notebook.cells)
    for old, new in changes.items():
        (place,) = [i for i, cell in enumerate(cells) if old in cell.source]
        cells[place] = Cell(cells[place].number, cells[place].source.replace(old, new))
    return Notebook(notebook.path, notebook.sha256, tuple(cells))
