"""What the tests share: the course, and one warm worker a test process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from grader.course.load import Assignment, Course, load_course
from grader.run.executors import Executor, start_executor

ROOT = Path(__file__).parents[1]
settings.register_profile("unhurried", deadline=None)  # how long an example takes is no failure
settings.load_profile("unhurried")

settings.register_profile("busy", deadline=None)  # no test hangs on how busy the machine is
settings.load_profile("busy")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="session")
def step_by_step(course: Course) -> Assignment:
    return course.assignment("deep_nn_step_by_step")


@pytest.fixture(scope="session")
def executor() -> Iterator[Executor]:
    started = start_executor()
    yield started
    started.close()
