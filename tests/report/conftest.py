"""Grades of the notebooks that reports are made of, each graded once a test process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from grader.grading import grade
from grader.model import Grade
from grader.notebook import extract, read_notebook_bytes
from grader.report.formats import render

from .notebooks import example, half_wrong, hostile

NOTEBOOKS: dict[str, Callable[[], dict[str, Any]]] = {
    "solved": lambda: example("solved"),
    "typical": lambda: example("typical_mistakes"),
    "untouched": lambda: example("untouched"),
    "half_wrong": half_wrong,
    "hostile": hostile,
}


@dataclass(frozen=True)
class Graded:
    """A notebook's bytes and their grade."""

    data: bytes
    grade: Grade

    def report(self, name: str = "html", **options: Any) -> str:
        return render(self.grade, name, notebook=self.data, **options)


@pytest.fixture(scope="session")
def graded(step_by_step, executor) -> Callable[[str], Graded]:
    @cache
    def run(name: str) -> Graded:
        data = json.dumps(NOTEBOOKS[name](), ensure_ascii=False).encode()
        notebook = read_notebook_bytes(data, f"{name}.ipynb")
        submission = extract(notebook, [step_by_step.vocabulary])
        return Graded(data, grade(submission, step_by_step.course, 7, executor))

    return run
