"""What one process does for several exercises, or once for a class: nothing changes by it."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from grader.course.load import Assignment
from grader.grading import grade
from grader.grading.answers import answers
from grader.grading.plain import plain
from grader.grading.plan import by_itself, together_items
from grader.model import Calls, Cell, Grade, Limits, Notebook, Submission, Unit, WorkItem
from grader.notebook import extract
from grader.run.executors import Executor, start_executor
from grader.run.messages import Ending, Replies, request, returned
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


# What one call leaves for the next: it would be another mark with --only.
REMEMBERS = {
    "a list as default": "def f(A, seen=[]):\n    seen.append(1)\n    return len(seen)\n",
    "a dictionary as keyword default": "def f(A, *, seen={}):\n    seen[0] = A\n",
    "a list in a tuple as default": "def f(A, seen=([],)):\n    seen[0].append(1)\n",
    "an array as default": "def f(A, seen=np.zeros(1)):\n    seen += 1\n    return seen\n",
    "a copy as default": "def f(A, seen=dict(a=1)):\n    seen['a'] += 1\n    return seen\n",
    "a comprehension as default": "def f(A, seen=[0 for _ in A]):\n    seen[0] += 1\n",
    "an inner function's default": "def f(A):\n    def g(seen=[]): seen.append(1)\n    g()\n",
    "a lambda's default": "def f(A, g=lambda seen=[]: seen.append(1) or seen):\n    return g()\n",
    "a name bound in a default": "def f(A, n=(seen := [])):\n    seen.append(1)\n",
    "a name bound in an annotation": "def f(A: (seen := [])):\n    seen.append(1)\n",
    "a name bound in what is returned": "def f(A) -> (seen := []):\n    seen.append(1)\n",
    "memory that others used": "def f(A):\n    return np.empty(50021).sum()\n",
    "memory of the same shape": "def f(A):\n    return np.empty_like(A)\n",
    "memory beside a mask": "def f(A):\n    return np.log(A, where=A > 0)\n",
    "a mask handed on": "def f(A):\n    return np.log(A, **{'where': A > 0})\n",
    "a function's attribute": "def f(A):\n    f.seen = 1\n",
    "a global": "seen = 0\ndef f(A):\n    global seen\n    seen += 1\n",
    "an outer name": "def f(A):\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n",
    "a generator": "def f(A):\n    yield A\n",
    "a list of the cell": "seen = []\ndef f(A):\n    seen.append(A)\n",
    "an array of the cell": "seen = np.zeros(3)\ndef f(A):\n    seen[0] = 1\n",
    "numpy's settings": "def f(A):\n    np.seterr(all='raise')\n",
    "numpy's error state": "def f(A):\n    np.seterrcall(f)\n",
    "how arrays are printed": "def f(A):\n    np.set_printoptions(precision=1)\n",
    "numpy's stream": "def f(A):\n    np.random.set_state(A)\n",
    "a stream kept": "r = np.random.RandomState(1)\ndef f(A):\n    return r.rand()\n",
    "a class": "class C:\n    seen = []\ndef f(A):\n    C.seen.append(A)\n",
    "a cache": "from functools import lru_cache\n@lru_cache\ndef f(A):\n    return A\n",
    "the place of an object": "def f(A):\n    return id(A)\n",
    "the hash of an object": "def f(A):\n    return hash(f)\n",
}


@pytest.mark.parametrize("source", REMEMBERS.values(), ids=REMEMBERS)
def test_code_that_may_remember_is_not_plain(source: str) -> None:
    assert not plain([Unit("cell 1", 1, source, ("f",))], ())


PLAIN = {
    "an ordinary format": "def f(A):\n    print('{}: {:.4f} {0!r} {x}'.format(A, A, x=1))\n",
    "ordinary defaults": "def f(A, k=-1e-7, n='relu', s=(2, 3), e=np.e, *, t=None, u=2**3): pass",
    "a function as default": "def g(A): return A\ndef f(A, g=g): return g(A)\n",
    "annotations": "def f(A: np.array, n: int = 3) -> dict: return A\n",
    "a set and its loop": "def f(A):\n    return [k for k in {'W', 'b'}]\n",
    "where, called as a function": "def f(A):\n    return np.where(A > 0, A, 0)\n",
}


@pytest.mark.parametrize("source", PLAIN.values(), ids=PLAIN)
def test_ordinary_code_is_plain(source: str) -> None:
    assert plain([Unit("cell 1", 1, source, ("f",))], ())


WORDS = [f"key {number}" for number in range(40)]


def test_the_order_of_a_set_of_texts_is_the_same_in_every_worker() -> None:
    """Else the same notebook would get another mark now and then."""
    source = f"def f():\n    return list(set({WORDS!r}))\n"
    calls = Calls(wire.Encoder().body([[]]), (0,), (0,))
    job = [WorkItem("f", "f", (Unit("cell 1", 1, source, ("f",)),), calls)]
    orders = []
    for kind in ("", "", "subprocess"):
        worker = start_executor(kind, jobs=1)
        try:
            orders.append(worker.run([job], QUICK)[0][0][0].body)
        finally:
            worker.close()
    assert orders[0] == orders[1] == orders[2]


def test_a_worker_reads_nothing_of_the_users_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/a/folder")
    monkeypatch.setenv("PYTHONSTARTUP", "/a/file")
    source = (
        "import sys\ndef f():\n    f = sys.flags\n    return sys.path, f.no_user_site, f.no_site\n"
    )
    calls = Calls(wire.Encoder().body([[]]), (0,), (0,))
    job = [WorkItem("f", "f", (Unit("cell 1", 1, source, ("f",)),), calls)]
    worker = start_executor(jobs=1)
    try:
        (path, *flags), _ = returned(worker.run([job], QUICK)[0][0][0])
    finally:
        worker.close()
    assert flags == [1, 1]
    assert not {"", ".", os.getcwd(), "/a/folder"} & set(path)


MIXED = {
    "initialize_parameters": ("(n_x, n_h, n_y):", "(n_x, n_h, n_y, seen=[]):\n    seen.append(1)"),
    "linear_forward": ("+ b", "- b"),
    "compute_cost": ("cost = ", "kept = np.empty(3)\n    cost = "),
    "L_model_forward": ("caches = []", "caches = list(set())"),
}


def test_an_exercise_asked_for_alone_gets_the_mark_of_the_whole(
    step_by_step: Assignment, executor: Executor
) -> None:
    changed = {n: step_by_step.references[n].replace(*edit) for n, edit in MIXED.items()}
    assert all(changed[name] != step_by_step.references[name] for name in MIXED)
    for some in ({}, changed, with_own_words(changed)):
        learner = submission(step_by_step, some)
        whole = grade(learner, step_by_step.course, SEED, executor, QUICK)
        for one in whole.exercises:
            only = grade(learner, step_by_step.course, SEED, executor, QUICK, only=[one.exercise])
            (alone,) = only.exercises
            assert (alone.status, alone.score, alone.blamed_on) == (
                one.status,
                one.score,
                one.blamed_on,
            )


def with_own_words(changed: Mapping[str, str]) -> dict[str, str]:
    """The same, where nothing of it is plain."""
    return {name: f"import os\n{source}" for name, source in changed.items()}
