"""What one process does for several exercises, or once for a class: nothing changes by it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from grader.course.load import Assignment
from grader.grading import grade
from grader.grading.answers import answers
from grader.grading.plain import plain
from grader.grading.plan import by_itself, together_items
from grader.model import Cell, Grade, Limits, Notebook, Submission, Unit, WorkItem
from grader.notebook import extract
from grader.run.executors import Executor, start_executor
from grader.run.messages import Ending, Replies, request
from grader.run.warm_fork import WarmFork
from grader.worker import wire

SEED = 11
QUICK = Limits(seconds=2.0)
WRONG = {"linear_forward": ("+ b", "- b"), "compute_cost": ("/ m", "")}


def submission(assignment: Assignment, changed: Mapping[str, str] = {}) -> Submission:
    sources = {**assignment.references, **changed}
    helpers = "import numpy as np\n" + "\n".join(assignment.helpers.values())
    cells = [Cell(1, helpers), *(Cell(n, s) for n, s in enumerate(sources.values(), 2))]
    return extract(Notebook("learner.ipynb", "0" * 64, tuple(cells)), [assignment.vocabulary])


def with_wrong(assignment: Assignment) -> Submission:
    changed = {n: assignment.references[n].replace(*edit) for n, edit in WRONG.items()}
    assert all(changed[name] != assignment.references[name] for name in WRONG)
    return submission(assignment, changed)


def without_times(result: Grade) -> Any:
    cases = [
        [dataclasses.replace(case, seconds=0.0) for case in exercise.cases]
        for exercise in result.exercises
    ]
    return [
        dataclasses.replace(exercise, cases=tuple(some))
        for exercise, some in zip(result.exercises, cases, strict=True)
    ]


@pytest.fixture
def own_executor() -> Iterator[Executor]:
    started = start_executor()
    yield started
    started.close()


def prepared(executor: Executor) -> int:
    assert isinstance(executor, WarmFork)
    return len(executor._prepared)


CLASS = {
    "all right": {},
    "two wrong": WRONG,
    "endless": {"update_parameters": ("parameters = dict(params)", "while True: pass")},
    "leaves": {"update_parameters": ("parameters = dict(params)", "import os; os._exit(0)")},
    "raises": {"update_parameters": ("parameters = dict(params)", "raise ValueError('no')")},
    "prints": {"update_parameters": ("parameters = dict(params)", "print(1); parameters = {}")},
}


@pytest.mark.parametrize("edits", CLASS.values(), ids=CLASS)
def test_the_third_grading_says_what_the_first_said(
    edits: Mapping[str, tuple[str, str]], step_by_step: Assignment, own_executor: Executor
) -> None:
    changed = {n: step_by_step.references[n].replace(*edit) for n, edit in edits.items()}
    learner = submission(step_by_step, changed)
    results = [
        without_times(grade(learner, step_by_step.course, SEED, own_executor, QUICK))
        for _ in range(3)
    ]
    assert results[0] == results[1] == results[2]


def test_inputs_that_come_again_are_kept_ready(
    step_by_step: Assignment, own_executor: Executor
) -> None:
    for expected in (0, 1, 1):
        grade(submission(step_by_step), step_by_step.course, SEED, own_executor)
        assert prepared(own_executor) == expected
    for seed in range(20, 30):  # and are given up where others come
        for _ in range(2):
            grade(submission(step_by_step), step_by_step.course, seed, own_executor)
    assert 1 <= prepared(own_executor) <= 4


def items_by_itself(assignment: Assignment) -> list[WorkItem]:
    learner = submission(assignment)
    every = answers(assignment, SEED)
    return [by_itself(assignment, learner, name, every[name]) for name in assignment.exercises]


def test_a_reference_is_sent_when_its_own_exercise_is_marked(step_by_step: Assignment) -> None:
    """Not before: the process that runs a submission has no reference of what it is marked on."""
    items = items_by_itself(step_by_step)
    sent: dict[str, int] = {}
    for frame in request(items, QUICK):
        header, _ = wire.frame_length(frame.data[: wire.PREFIX.size], 2**40)
        message = json.loads(frame.data[wire.PREFIX.size : wire.PREFIX.size + header])
        for name in message.get("stand_ins", ()):
            sent.setdefault(name, frame.after)
    assert {"linear_forward", "linear_activation_forward", "linear_backward"} <= sent.keys()
    order = list(step_by_step.exercises)
    for name, after in sent.items():
        assert after > order.index(name)


def test_what_is_to_be_sent_waits_for_the_replies_before_it(step_by_step: Assignment) -> None:
    items = items_by_itself(step_by_step)[:2]
    replies = Replies(items, QUICK)
    replies.feed(wire.frame({"kind": "begin"}))
    assert replies.complete == 0
    body = wire.Encoder().body([1])
    for case in range(len(items[0].calls)):
        reply = {"program": 0, "case": case, "status": "returned", "tries": [], "size": len(body)}
        replies.feed(wire.frame({"kind": "cases", "replies": [reply]}, body))
        assert replies.complete == (case == len(items[0].calls) - 1)


def test_replies_of_an_exercise_are_not_taken_for_another(step_by_step: Assignment) -> None:
    items = items_by_itself(step_by_step)[:2]
    replies = Replies(items, QUICK)
    body = wire.Encoder().body([1])
    reply = {"program": 1, "case": 0, "status": "returned", "tries": [], "size": len(body)}
    replies.feed(wire.frame({"kind": "begin"}))
    replies.feed(wire.frame({"kind": "cases", "replies": [reply]}, body))
    assert replies.malformed
    assert {one.status for some in replies.finish(Ending(0)) for one in some} == {"crashed"}


# What is known to only compute runs where Landlock was applied beforehand. Were that knowledge
# wrong, these would be the attacks.
ATTACKS = {
    "write": "open('here', 'w').write('x')",
    "read": "return open('/etc/passwd').read()",
    "list": "import os; return os.listdir('.')",
    "list the root": "import os; return os.listdir('/')",
    "connect": "import socket; return socket.socket().fileno()",
    "start": "import os; return os.fork()",
    "kill": "import os, signal; os.kill(os.getppid(), signal.SIGTERM)",
    "trace": "return open('/proc/%d/mem' % __import__('os').getppid(), 'rb').read(1)",
    "import": "import grader",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_code_wrongly_taken_for_plain_is_in_the_sandbox_all_the_same(
    attack: str, step_by_step: Assignment, own_executor: Executor
) -> None:
    if own_executor.protection.level != "full":
        pytest.skip("no sandbox here")
    calls = answers(step_by_step, SEED)["linear_backward"].calls
    good = Unit("cell 1", 1, "def linear_backward(dZ, cache):\n    return 1\n", ("f",))
    bad = Unit("cell 1", 1, f"def linear_backward(dZ, cache):\n    {attack}\n", ("f",))
    jobs = [
        [WorkItem("linear_backward", "linear_backward", (unit,), calls, plain=True)]
        for unit in (good, good, bad, good)
    ]
    seen = [{one.status for one in own_executor.run([job], QUICK)[0][0]} for job in jobs]
    assert prepared(own_executor) == 1
    assert seen == [{"returned"}, {"returned"}, {"blocked"}, {"returned"}]


def test_what_is_wrong_alone_is_not_run_again_only_where_that_would_be_the_same(
    step_by_step: Assignment,
) -> None:
    from grader.grading.plan import own_calls, same_by_itself

    learner = with_wrong(step_by_step)
    names = list(step_by_step.exercises)
    items = together_items(step_by_step, learner, names, answers(step_by_step, SEED))
    same = {n: same_by_itself(learner.functions[n], own_calls(learner, n), items) for n in names}
    assert same["linear_forward"]
    assert not same["L_model_forward"]  # what it calls may be wrong
    twice = dataclasses.replace(items[0].units[-1], cell=99)
    clash = [dataclasses.replace(items[0], units=(*items[0].units, twice))]
    assert not same_by_itself(learner.functions["linear_forward"], (), clash)


def test_started_processes_get_each_their_own(step_by_step: Assignment) -> None:
    """Where nothing forks, exercises that need different code do not share a process."""
    items = items_by_itself(step_by_step)[:4]
    slow = start_executor("subprocess", jobs=2)
    try:
        (replies,) = slow.run([items], Limits())
    finally:
        slow.close()
    assert [len(some) for some in replies] == [len(item.calls) for item in items]
    assert {one.status for some in replies for one in some} == {"returned"}


# Each was taken for plain once: a builtin's name that is bound elsewhere, and ways to attributes
# that are no attributes in the syntax tree.
NOT_PLAIN = {
    "a builtin bound in a comprehension": "[0 for eval in []]; return eval('1')",
    "a builtin bound by a lambda": "k = lambda getattr: 0; return getattr(f, 'x')",
    "all builtins": "[0 for __builtins__ in []]; return __builtins__['eval']('1')",
    "what site adds": "[0 for exit in []]; exit()",
    "a module called like a builtin": "import math as eval; return eval('1')",
    "a format": "return '{0.__globals__}'.format(f)",
    "a format of items": "return '{0[np]}'.format(A)",
    "a format within a format": "return '{0:{1.__class__}}'.format(A, f)",
    "a format handed on": "t = '{0.__globals__}'; return map(t.format, [f])",
    "a format by its class": "return str.format('{0.__globals__}', f)",
    "numbers taken for objects": "return np.ndarray((1,), 'O', A)",
}


@pytest.mark.parametrize("body", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_code_that_reaches_beyond_its_own_names_is_not_plain(body: str) -> None:
    assert not plain([Unit("cell 1", 1, f"def f(A):\n    {body}\n", ("f",))], ())


def test_an_ordinary_format_is_plain() -> None:
    body = "print('{}: {:.4f} {0!r} {x}'.format(A, A, x=1))"
    assert plain([Unit("cell 1", 1, f"def f(A):\n    {body}\n", ("f",))], ())
