"""Proving the tests of a course: what is right passes, and what is wrong fails.

Every version of a function is graded alone, through the same entry as a learner's notebook.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grader.author import Mistake, Variant
from grader.course.load import Assignment
from grader.course.mistakes import edited, mistakes, variants
from grader.grading import grade
from grader.model import (
    ExerciseGrade,
    LearnerFunction,
    Limits,
    Notebook,
    Submission,
    Unit,
)
from grader.run.executors import Executor


@dataclass(frozen=True, slots=True)
class Version:
    """A version of one function, and whether it is right."""

    exercise: str
    code: str
    source: str
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the grader made of a version."""

    version: Version
    grade: ExerciseGrade

    @property
    def as_it_should_be(self) -> bool:
        return (self.grade.status == "passed") == self.version.right


def versions(assignment: Assignment) -> Iterator[Version]:
    """The references, the known mistakes and the equal variants."""
    for name, source in assignment.references.items():
        yield Version(name, "reference", source, right=True)
    known: tuple[Mistake | Variant, ...] = (*mistakes(assignment), *variants(assignment))
    for one in known:
        source = edited(assignment, one)
        yield Version(one.exercise, one.code, source, right=isinstance(one, Variant))


def submission(assignment: Assignment, exercise: str, source: str) -> Submission:
    """A submission that holds this one function, as if written into the course's own stub."""
    tree = ast.parse(source)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    function = LearnerFunction(
        exercise=exercise,
        cell=1,
        line=1,
        source=source,
        cell_source=source,
        own_stub=True,
        units=(Unit("cell 1", 1, source, (exercise,)),),
        calls=tuple(n for n in assignment.exercises if n in used and n != exercise),
    )
    notebook = Notebook(path=f"{exercise}.ipynb", sha256="0" * 64, cells=())
    return Submission(notebook, assignment.name, {exercise: function})


def verify(
    assignment: Assignment, executor: Executor, seed: int, limits: Limits | None = None
) -> Iterator[Outcome]:
    """Grade every version; an outcome each, as they come."""
    for version in versions(assignment):
        one = submission(assignment, version.exercise, version.source)
        only = (version.exercise,)
        result = grade(one, assignment.course, seed, executor, limits, only)
        yield Outcome(version, result.exercises[0])
