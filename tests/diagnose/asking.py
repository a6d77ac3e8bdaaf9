"""A wrong function in, what the grader says out."""

from __future__ import annotations

import nbformat

from grader.course.load import Assignment
from grader.dev.verify import submission
from grader.grading import grade
from grader.model import ExerciseGrade, Limits
from grader.notebook import extract, read_notebook
from grader.notebook.reading import read_notebook_bytes
from grader.run.executors import Executor

SEED = 1
LIMITS = Limits(seconds=1.0)


def graded(
    assignment: Assignment, exercise: str, source: str, executor: Executor, seed: int = SEED
) -> ExerciseGrade:
    """The grade of a function that is written into the course's own stub."""
    return graded_wholly(assignment, exercise, source, RulesOnly(executor), seed)


def graded_wholly(
    assignment: Assignment, exercise: str, source: str, executor: Executor, seed: int = SEED
) -> ExerciseGrade:
    """The same with all that is done to find the line: the function is watched, and mended."""
    one = submission(assignment, exercise, source)
    return grade(one, assignment.course, seed, executor, LIMITS, (exercise,)).exercises[0]


class RulesOnly:
    """A platform on which a function cannot be asked more than what its cases showed: what is
    said there is what the rules have found by themselves."""

    def __init__(self, executor: Executor) -> None:
        self.protection = executor.protection
        self.each, self.run, self.close = executor.each, executor.run, executor.close

    def talk(self, _limits: Limits) -> None:
        return None


def graded_cell(assignment: Assignment, exercise: str, source: str, executor, folder):
    """The grade of a function out of a notebook of one cell, which may be unreadable."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(f"# GRADED FUNCTION: {exercise}\n\n{source}")]
    path = folder / "one_cell.ipynb"
    nbformat.write(book, path)
    one = extract(read_notebook(path), [assignment.vocabulary], assignment.name)
    return grade(one, assignment.course, SEED, RulesOnly(executor), LIMITS, (exercise,)).exercises[
        0
    ]


def changed(assignment: Assignment, exercise: str, *edits: tuple[str, str]) -> str:
    """The reference with each text, which stands there once, replaced."""
    source = assignment.references[exercise]
    for old, new in edits:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def graded_notebook(assignment: Assignment, exercise: str, source: str, executor) -> ExerciseGrade:
    """The grade of a function out of a notebook whose first cell imports numpy: in its process it
    may be watched, and tried with small edits."""
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_code_cell("import numpy as np"),
        nbformat.v4.new_code_cell(f"# GRADED FUNCTION: {exercise}\n\n{source}"),
    ]
    read = read_notebook_bytes(nbformat.writes(book).encode(), "two_cells.ipynb")
    one = extract(read, [assignment.vocabulary], assignment.name)
    return grade(one, assignment.course, SEED, executor, LIMITS, (exercise,)).exercises[0]
