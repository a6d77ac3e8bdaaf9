"""The one way in: a notebook and a course in, a grade out.

Every command, the live session, benchmarks and tests come through here, so that what is recognised
and how it is marked is composed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.course.load import Course
from grader.grading.grade import grade
from grader.model import Grade, Limits, Notebook, Submission, UsageError
from grader.notebook import extract, read_notebook_bytes
from grader.run.executors import Executor

if TYPE_CHECKING:
    from grader.grading.memory import Memory


def grade_bytes(
    data: bytes,
    course: Course,
    executor: Executor,
    seed: int,
    *,
    path: str = "notebook.ipynb",
    assignments: Sequence[str] = (),
    only: Sequence[str] = (),
    limits: Limits | None = None,
) -> Grade:
    """Grade the bytes of a notebook's file on the cases of ``seed``.

    ``path`` names it in messages and in the report. ``assignments`` are those that it may be: one
    forces it, none leaves it to the whole course. ``only`` names the exercises to look at.

    Raises :class:`~grader.model.NotGradable` where the file is no notebook or has no exercise of
    the course, :class:`~grader.model.UsageError` for a name that does not exist, and
    :class:`~grader.model.GraderError` where the course or the worker is broken.
    """
    notebook = read_notebook_bytes(data, path)
    return grade_notebook(
        notebook, course, executor, seed, assignments=assignments, only=only, limits=limits
    )


def grade_notebook(
    notebook: Notebook,
    course: Course,
    executor: Executor,
    seed: int,
    *,
    assignments: Sequence[str] = (),
    only: Sequence[str] = (),
    limits: Limits | None = None,
    memory: Memory | None = None,
) -> Grade:
    """The same for a notebook that was read already, or that never was a file.

    Answers that ``memory`` knows are not run again; what is new is remembered there.
    """
    submission = find_submission(notebook, course, assignments)
    return grade(submission, course, seed, executor, limits, only, memory)


def find_submission(
    notebook: Notebook, course: Course, assignments: Sequence[str] = ()
) -> Submission:
    """Which assignment a notebook is, and its functions; nothing of it is executed."""
    if not course.assignments:
        raise UsageError(
            f"The course in {course.folder} has no assignment yet. "
            f"Write the first one as solutions/ASSIGNMENT.py there."
        )
    if assignments:
        vocabularies = tuple(course.assignment(name).vocabulary for name in assignments)
    else:
        vocabularies = course.vocabularies()
    forced = assignments[0] if len(assignments) == 1 else None
    return extract(notebook, vocabularies, forced)
