"""A mark is final before the reference that it was measured by is in any process.

What code does that is not plain is looked at in the order of its processes: whatever way two of
them may find to tell each other something, there is no answer to be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from grader.course.load import Assignment, Course
from grader.grading import grade
from grader.grading.answers import answers
from grader.grading.order import in_turn
from grader.grading.plan import by_itself
from grader.model import (
    Calls,
    Cell,
    Limits,
    Notebook,
    Observation,
    Protection,
    Submission,
    WorkItem,
)
from grader.notebook import extract
from grader.run.executors import Executor, Take, gathered, start_executor
from grader.run.messages import Job, request
from grader.worker import wire

SEED = 5
QUICK = Limits(seconds=2.0)
NOT_PLAIN = "import os, sys\n"
ASSIGNMENTS = ("deep_nn_step_by_step", "planar_data_classification", "optimization_methods")


@dataclass
class Recorder:
    """An executor that notes what was marked, and which references were sent, one after the other:
    ``rounds`` has what ran at the same time."""

    inner: Executor
    rounds: list[list[Job]] = field(default_factory=list)

    @property
    def protection(self) -> Protection:
        return self.inner.protection

    def each(self, jobs: Sequence[Job], limits: Limits, take: Take) -> None:
        self.rounds.append([list(job) for job in jobs])
        self.inner.each(jobs, limits, take)

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        return gathered(self, jobs, limits)

    def close(self) -> None:
        self.inner.close()


def submission(
    assignment: Assignment, wrong: Sequence[str] = (), first: str = "", left_out: Sequence[str] = ()
) -> Submission:
    """The references as a learner's notebook; those of ``wrong`` return something else."""
    sources = {n: s for n, s in assignment.references.items() if n not in left_out}
    for name in wrong:
        sources[name] += f"\n_right_{name} = {name}\ndef {name}(*inputs):\n    return 0.5\n"
    helpers = f"{first}import numpy as np\n" + "\n".join(assignment.helpers.values())
    cells = [Cell(1, helpers), *(Cell(n, s) for n, s in enumerate(sources.values(), 2))]
    return extract(Notebook("learner.ipynb", "0" * 64, tuple(cells)), [assignment.vocabulary])


def graded(learner: Submission, course: Course, executor: Executor, **options: Any) -> Recorder:
    recorder = Recorder(executor)
    grade(learner, course, SEED, recorder, QUICK, **options)
    return recorder


def marked_too_late(rounds: Sequence[Sequence[Job]]) -> list[str]:
    """The exercises of which a run began when, or after, their reference was sent somewhere."""
    late, out = [], set()
    for jobs in rounds:
        sent = [{name for item in job for name in item.stand_ins} for job in jobs]
        for place, job in enumerate(jobs):
            others = {name for at, some in enumerate(sent) if at != place for name in some}
            late += [item.exercise for item in job if item.exercise in out | others]
            late += [name for name, after in sent_within(job) if not after > position(job, name)]
        out |= set().union(*sent)
    return late


def position(job: Job, name: str) -> int:
    return next((at for at, item in enumerate(job) if item.exercise == name), -1)


def sent_within(job: Job) -> Iterator[tuple[str, int]]:
    """Of one process: each reference, and how many items are complete when it is sent."""
    for frame in request(job, QUICK):
        header, _ = wire.frame_length(frame.data[: wire.PREFIX.size], 2**40)
        message = json.loads(frame.data[wire.PREFIX.size : wire.PREFIX.size + header])
        for name in message.get("stand_ins", ()):
            yield name, frame.after


KINDS: Mapping[str, Mapping[str, Any]] = {
    "plain, all right": {},
    "plain, the first wrong": {"wrong": 1},
    "plain, all wrong": {"wrong": 99},
    "not plain, all right": {"first": NOT_PLAIN},
    "not plain, the first wrong": {"first": NOT_PLAIN, "wrong": 1},
    "not plain, half of it wrong": {"first": NOT_PLAIN, "wrong": 5},
    "not plain, all wrong": {"first": NOT_PLAIN, "wrong": 99},
    "not plain, the third missing": {"first": NOT_PLAIN, "missing": 3},
    "one leaves its process": {"first": NOT_PLAIN, "wrong": 2, "leaves": True},
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_run_begins_after_the_reference_of_its_exercise_was_sent(
    name: str, kind: Mapping[str, Any], course: Course, executor: Executor
) -> None:
    assignment = course.assignment(name)
    exercises = list(assignment.exercises)
    missing = exercises[kind["missing"] - 1 : kind["missing"]] if "missing" in kind else ()
    learner = submission(
        assignment, exercises[: kind.get("wrong", 0)], kind.get("first", ""), missing
    )
    assert marked_too_late(graded(learner, course, executor).rounds) == []


def test_with_only_some_asked_for_the_order_is_the_same(
    step_by_step: Assignment, executor: Executor
) -> None:
    learner = submission(step_by_step, ["linear_forward", "linear_backward"], NOT_PLAIN)
    for name in step_by_step.exercises:
        rounds = graded(learner, step_by_step.course, executor, only=[name]).rounds
        assert marked_too_late(rounds) == []


@pytest.mark.parametrize(
    "fault", ["while True: pass", "import os; os._exit(0)", "return np.ones((10**6, 10**6))"]
)
def test_what_ends_a_shared_process_is_marked_before_its_reference_is_sent(
    fault: str, step_by_step: Assignment, executor: Executor
) -> None:
    learner = submission(step_by_step, ["linear_forward"])
    spoilt = step_by_step.references["linear_backward"].split("\n")[0] + f"\n    {fault}\n"
    cells = [
        Cell(c.number, spoilt if c.source.startswith("def linear_backward") else c.source)
        for c in learner.notebook.cells
    ]
    broken = extract(Notebook("n.ipynb", "0" * 64, tuple(cells)), [step_by_step.vocabulary])
    assert marked_too_late(graded(broken, step_by_step.course, executor).rounds) == []


def test_right_code_that_is_not_plain_runs_beside_no_reference_at_all(
    step_by_step: Assignment, executor: Executor
) -> None:
    rounds = graded(submission(step_by_step, first=NOT_PLAIN), step_by_step.course, executor).rounds
    assert [item.stand_ins for jobs in rounds for job in jobs for item in job] == [{}] * 10


def test_right_plain_code_runs_in_one_process_once(
    step_by_step: Assignment, executor: Executor
) -> None:
    ((job,),) = graded(submission(step_by_step), step_by_step.course, executor).rounds
    assert len(job) == 10


def test_every_stand_in_of_the_course_is_of_an_earlier_exercise(course: Course) -> None:
    for name in course.assignments:
        assignment = course.assignment(name)
        order, learner = list(assignment.exercises), submission(assignment)
        for exercise in order:
            item = by_itself(assignment, learner, exercise, answers(assignment, SEED)[exercise])
            assert set(item.stand_ins) <= set(order[: order.index(exercise)])


def test_a_group_ends_where_one_needs_what_another_of_it_is_marked_on() -> None:
    needs = {"a": "", "b": "", "c": "a", "d": "b", "e": "ad", "f": ""}
    calls = Calls(b"", (), ())
    items = [
        WorkItem(n, n, (), calls, stand_ins=dict.fromkeys(some, "")) for n, some in needs.items()
    ]
    assert ["".join(i.exercise for i in some) for some in in_turn(items)] == ["ab", "cd", "ef"]


def test_started_processes_are_no_more_where_one_of_a_shared_run_failed(
    step_by_step: Assignment,
) -> None:
    """Else a reference would be in a process while its exercise is still to be marked."""
    learner = submission(step_by_step, ["linear_forward"])
    slow = start_executor("subprocess", jobs=2)
    every = answers(step_by_step, SEED)
    names = ("linear_forward", "linear_activation_forward", "L_model_forward")
    items = [by_itself(step_by_step, learner, name, every[name]) for name in names]
    broken = WorkItem(
        "linear_forward", "linear_forward", items[0].units, items[0].calls, helpers={"x": "1/0 +"}
    )
    try:
        (replies,) = slow.run([[broken, *items[1:]]], QUICK)
    finally:
        slow.close()
    assert {one.status for some in replies for one in some} == {"crashed"}
