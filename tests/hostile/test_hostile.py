"""Each folder beside this file is an attack or a fault: ``submission.ipynb``, and in
``expected.json`` what it tries and the report that a perfect grader gives.

``exercises`` names what is expected of the functions that were replaced: a status (or several that
are as good), the score (``null`` where any will do), and what a mismatch must say. All others must
get full marks. ``never`` may stand nowhere in the report, ``prints`` must stand in what was
printed. ``xfail`` is a known defect.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from grader.course.load import Course, load_course
from grader.grading import grade_bytes
from grader.model import ExerciseGrade, Grade, Limits
from grader.report.formats import FORMATS, render
from grader.run.executors import Executor, start_executor, worker_environment

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))
LIMITS = Limits(seconds=1.5)
SEED = 7
LARGEST = 2**20  # characters of a report
OUTSIDE = ("/tmp/grader-hostile", "/dev/shm/grader-hostile", "/dev/shm/psm_grader-hostile")


def cases() -> Iterator[Any]:
    for folder in FOLDERS:
        known = expected_of(folder).get("xfail")
        marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
        yield pytest.param(folder, marks=marks, id=folder.name)


def expected_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """The folder in which the workers make their temporary files: these tests' own."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("GRADER_HOSTILE_SECRET", "open-sesame")
        environment = worker_environment() | {"TMPDIR": folder}
        for executor in ("warm_fork", "subprocesses"):
            patch.setattr(f"grader.run.{executor}.worker_environment", lambda: environment)
        yield Path(folder)


@pytest.fixture(scope="module")
def executor(place: Path) -> Iterator[Executor]:
    one = start_executor()
    yield one
    one.close()


@pytest.fixture
def worker(request: pytest.FixtureRequest, place: Path) -> Iterator[Executor]:
    """The executor of all tests, or for a known defect, which may break it, one of its own."""
    if request.node.get_closest_marker("xfail") is None:
        yield request.getfixturevalue("executor")
        return
    one = start_executor()
    yield one
    one.close()
    # folders may be nested more deeply than Python can remove
    subprocess.run(["find", str(place), "-mindepth", "2", "-delete"], check=True)


def graded(folder: Path, course: Course, executor: Executor, limits: Limits = LIMITS) -> Grade:
    data = (folder / "submission.ipynb").read_bytes()
    return grade_bytes(data, course, executor, SEED, limits=limits)


def seen(one: ExerciseGrade) -> dict[str, Any]:
    return {"status": one.status, "score": one.score}


def check_exercise(one: ExerciseGrade, expected: dict[str, Any]) -> None:
    statuses = expected["status"]
    assert one.status in ([statuses] if isinstance(statuses, str) else statuses), said(one)
    if expected["score"] is not None:
        assert one.score == expected["score"]
    assert expected.get("says", "") in said(one)


def said(one: ExerciseGrade) -> str:
    messages = [mismatch.message for case in one.cases for mismatch in case.mismatches]
    return "\n".join([*one.notes, *messages])


def check_report(grade: Grade, expected: dict[str, Any]) -> None:
    for form in sorted(FORMATS):  # the slowest, text, last
        report = render(grade, form, verbose=True)
        report.encode()
        assert len(report) < LARGEST
        assert "\x1b" not in report
        assert not [text for text in expected.get("never", ()) if text in report]
    assert expected.get("prints", "") in render(grade, "json")


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [one for child in map(int, children) for one in (child, *descendants(child))]


def left_in(place: Path) -> list[str]:
    """What lies in the folders for scratch folders, which workers have for as long as they run."""
    return [str(path) for root in place.iterdir() for path in root.iterdir()]


def left_outside() -> list[str]:
    return [path for path in OUTSIDE if os.path.lexists(path)]


@pytest.mark.parametrize("folder", list(cases()))
def test_each_attack_gets_the_report_of_a_perfect_grader(
    folder: Path, course: Course, worker: Executor, place: Path
) -> None:
    expected = expected_of(folder)
    started = time.process_time()  # of this process: other programs do not add to it
    grade = graded(folder, course, worker)
    assert time.process_time() - started < 10
    for one in grade.exercises:
        if one.exercise in expected["exercises"]:
            check_exercise(one, expected["exercises"][one.exercise])
        else:
            assert seen(one) == {"status": "passed", "score": one.max_score}, one.exercise
    check_report(grade, expected)
    assert left_in(place) == []
    assert left_outside() == []


def test_there_are_forty_attacks_and_each_group_has_some() -> None:
    groups = [expected_of(folder)["goes_for"] for folder in FOLDERS]
    assert len(groups) >= 40
    assert len(set(groups)) == 6


@pytest.mark.parametrize("name", ["d_busy_threads", "d_many_files", "d_fork_bomb", "d_abort"])
def test_nothing_is_left_when_the_executor_is_closed(
    name: str, course: Course, place: Path
) -> None:
    before, roots = set(descendants(os.getpid())), set(place.iterdir())
    executor = start_executor()
    graded(FOLDERS[0].parent / name, course, executor)
    executor.close()
    assert not set(descendants(os.getpid())) - before
    assert set(place.iterdir()) == roots


def test_one_worker_survives_one_attack_after_another(course: Course, executor: Executor) -> None:
    for name in ("e_builtins", "d_closes_descriptors", "b_garbage", "d_os_exit", "e_environment"):
        graded(FOLDERS[0].parent / name, course, executor)
    grade = graded(FOLDERS[0].parent / "f_views", course, executor)
    assert grade.score == grade.max_score


def test_the_same_attack_gets_the_same_report_twice(course: Course, executor: Executor) -> None:
    folder = FOLDERS[0].parent / "c_eq_says_yes"
    first, second = (without_times(graded(folder, course, executor)) for _ in range(2))
    assert first == second


def without_times(grade: Grade) -> Any:
    data = json.loads(render(grade, "json"))
    for exercise in data["exercises"]:
        for case in exercise["cases"]:
            del case["seconds"]
    return data


@pytest.fixture
def slow_executor(place: Path) -> Iterator[Executor]:
    one = start_executor("subprocess")
    yield one
    one.close()


@pytest.mark.parametrize(
    "name", ["d_os_exit", "d_sys_exit", "c_eq_says_yes", "e_random_state", "d_abort"]
)
def test_an_interpreter_for_each_run_gives_the_same_report(
    name: str, course: Course, slow_executor: Executor
) -> None:
    expected = expected_of(FOLDERS[0].parent / name)["exercises"]
    for one in graded(FOLDERS[0].parent / name, course, slow_executor).exercises:
        if one.exercise in expected:
            check_exercise(one, expected[one.exercise])
        else:
            assert one.status == "passed"
