"""The one way in: bytes and a course, a grade or a clear word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.course.load import load_course
from grader.grading import grade_bytes, grade_notebook
from grader.model import NoSuchExercise, NotGradable, UsageError
from grader.notebook import read_notebook_bytes
from grader.report.json_report import as_data
from grader.session import Session

SEED = 5


@pytest.fixture(scope="module")
def data(root: Path) -> bytes:
    return (root / "examples/typical_mistakes.ipynb").read_bytes()


def without_times(report):
    for exercise in report["exercises"]:
        for case in exercise["cases"]:
            case.pop("seconds")
    return report


def test_bytes_a_notebook_and_a_session_give_the_same_grade(data, course, executor):
    one = grade_bytes(data, course, executor, SEED, path="x")
    notebook = read_notebook_bytes(data, "x")
    other = grade_notebook(notebook, course, executor, SEED)
    with Session(course, SEED) as session:
        third = session.grade(notebook)
    reports = [without_times(as_data(grade)) for grade in (one, other, third)]
    assert reports[0] == reports[1] == reports[2]


def test_a_mark_can_be_rebuilt_from_the_cases_of_the_report(data, course, executor):
    report = as_data(grade_bytes(data, course, executor, SEED))
    partial = [e for e in report["exercises"] if e["status"] == "partial"]
    assert partial
    for exercise in partial:
        counting = [case["score"] for case in exercise["cases"] if case["counts"]]
        share = sum(counting) / len(counting)
        assert exercise["score"] == pytest.approx(exercise["max_score"] * share, abs=0.005)


def test_what_is_no_notebook_is_told_from_what_does_not_exist(data, course, executor):
    with pytest.raises(NotGradable):
        grade_bytes(b"\0\1", course, executor, SEED)
    with pytest.raises(NoSuchExercise) as found:
        grade_bytes(data, course, executor, SEED, only=("linear_forwrd",))
    assert found.value.assignment == "deep_nn_step_by_step"
    with pytest.raises(UsageError):
        grade_bytes(data, course, executor, SEED, assignments=("no_such_one",))


def test_a_course_without_assignments_says_so(tmp_path, data, executor):
    for folder in ("solutions", "public_tests", "exercises", "datasets"):
        (tmp_path / folder).mkdir()
    with pytest.raises(UsageError, match="no assignment yet"):
        grade_bytes(data, load_course(tmp_path), executor, SEED)


def test_every_public_name_is_there_and_described(root):
    described = (root / "docs/api.md").read_text(encoding="utf-8")
    for name in grader.__all__:
        assert getattr(grader, name) is not None
        assert name.startswith("__") or name in described


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, grader, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert not {"numpy", "click", "nbformat"} & set(json.loads(done.stdout))
