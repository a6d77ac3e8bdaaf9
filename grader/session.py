"""Grading again and again: a warm worker, a loaded course and one seed, kept between gradings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from grader.course.load import Course
from grader.grading import grade_notebook
from grader.model import Grade, Limits, Notebook, NotGradable, UsageError
from grader.run.executors import Executor, start_executor


class Session:
    """What ``grader watch`` and a notebook's ``%grade`` hold for as long as they live.

    The seed stays the same, so that a changed mark comes from a changed function; what the
    references return on it is computed once. Close it, or leave its ``with`` block.
    """

    def __init__(self, course: Course, seed: int | None = None, limits: Limits | None = None):
        self.course = course
        self.seed = secrets.randbelow(2**31) if seed is None else seed
        self._limits = limits or Limits()
        self._worker: Executor | None = start_executor()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def warm_up(self) -> None:
        """Load ahead of the first grading what every one needs, while the learner still writes."""
        import nbformat  # noqa: F401  # reading a notebook needs it, and loading it takes long

        for name in self.course.assignments:
            _ = self.course.assignment(name).vocabulary

    def grade(
        self,
        notebook: Notebook,
        assignments: Sequence[str] = (),
        only: Sequence[str] = (),
        seed: int | None = None,
    ) -> Grade:
        """Grade a notebook; ``assignments`` are those that it may be, all if none is named."""
        if self._worker is None:
            self._worker = start_executor()
        wanted = self.seed if seed is None else seed
        try:
            return grade_notebook(
                notebook,
                self.course,
                self._worker,
                wanted,
                assignments=assignments,
                only=only,
                limits=self._limits,
            )
        except (NotGradable, UsageError):
            raise
        except BaseException:
            # Ctrl-C between a question to the worker and its answer, or a worker that is gone:
            # the next grading starts with a new one
            self.close()
            raise

    def close(self) -> None:
        """End the worker; nothing stays running. Grading again would start a new one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
