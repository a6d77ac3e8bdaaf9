"""An auto-grader for notebooks that build deep networks by hand in numpy.

What other programs may rely on is named in ``__all__`` and described in ``docs/api.md``; each name
is imported when it is first used, so that importing the package takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from grader import version

if TYPE_CHECKING:
    from grader.course.load import Course, load_course
    from grader.grading.entry import grade_bytes
    from grader.model import Grade, GraderError, Limits, NotGradable, UsageError
    from grader.report.json_report import as_data
    from grader.run.executors import Executor, start_executor
    from grader.session import Session

__version__ = version.VERSION

__all__ = [
    "Course",
    "Executor",
    "Grade",
    "GraderError",
    "Limits",
    "NotGradable",
    "Session",
    "UsageError",
    "__version__",
    "as_data",
    "grade_bytes",
    "load_course",
    "start_executor",
]

_HOMES = {
    "Course": "grader.course.load",
    "Executor": "grader.run.executors",
    "Grade": "grader.model",
    "GraderError": "grader.model",
    "Limits": "grader.model",
    "NotGradable": "grader.model",
    "Session": "grader.session",
    "UsageError": "grader.model",
    "as_data": "grader.report.json_report",
    "grade_bytes": "grader.grading.entry",
    "load_course": "grader.course.load",
    "start_executor": "grader.run.executors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'grader' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def load_ipython_extension(ipython: Any) -> None:
    """``%load_ext grader``: what a notebook needs is imported only when it asks for it."""
    from grader.jupyter import load

    load(ipython)


def unload_ipython_extension(ipython: Any) -> None:
    """``%unload_ext grader``."""
    from grader.jupyter import unload

    unload(ipython)
