"""One function, as it stands in this very process, tried on public cases.

For the check functions of ``public_tests``: the learner's own kernel is no worker, so nothing
here is a mark; what is compared, and how it is said, is the same as when marking.
"""

from __future__ import annotations

import contextlib
import copy
import io
import time
import traceback
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from grader.course.load import Assignment
from grader.diagnose.evidence import CaseEvidence, Evidence
from grader.diagnose.exceptions import exceptions
from grader.diagnose.rules import diagnose
from grader.grading.answers import answer
from grader.grading.mark import MarkedCase, mark_case
from grader.model import Case, Diagnosis, Frame, LearnerFunction, Observation, Raised
from grader.worker.wire import Encoder

Target = Callable[..., Any]
CELL = 1  # stands for the learner's cell, whose number a function does not know
# Seconds of processor time, which other programs do not add to: known mistakes are some hundred
# versions of the reference to call, the learner's function is called on a few more cases.
FAST, LEARNER = 0.001, 0.02
SEED = 0  # of the cases that a cause is sought on


@dataclass(frozen=True, slots=True)
class Trial:
    """What one call did: the value before it was compared, and how the case is marked."""

    case: Case
    expected: Any
    value: Any
    error: Exception | None
    seconds: float
    marked: MarkedCase

    @property
    def right(self) -> bool:
        return self.marked.grade.status == "passed" or not self.case.counts

    @property
    def notes(self) -> tuple[str, ...]:
        if self.marked.grade.status == "passed" or self.case.counts:
            return self.marked.notes
        off = f"case “{self.case.name}” is off, which costs nothing: {self.case.note}"
        return (*self.marked.notes, off)


def try_case(
    assignment: Assignment, function: LearnerFunction, target: Target, case: Case, expected: Any
) -> Trial:
    """Call ``target`` once on copies of the case's inputs, and mark what came out."""
    start = time.thread_time()
    value, args, error = None, case.args, None
    try:
        value, args = call(target, case)
    except Exception as raised:  # a learner's function may raise anything
        error = raised
    seconds = time.thread_time() - start
    if error is None:
        seen = Observation("returned", Encoder().body([value, *args]))
    else:
        seen = Observation("raised", raised=_raised(error, target))
    exercise = assignment.exercise(function.exercise)
    conventions = assignment.conventions(function.exercise)
    marked = mark_case(exercise, function, conventions, answer(case, expected), seen)
    return Trial(case, expected, value, error, seconds, marked)


def call(target: Target, case: Case) -> tuple[Any, tuple[Any, ...]]:
    """One call on copies of the inputs, which are returned as it leaves them; numpy's global
    stream is put back afterwards."""
    import numpy as np

    args = copy.deepcopy(case.args)
    state = np.random.get_state()
    np.random.seed(case.numpy_seed)
    try:
        return target(*args), args
    finally:
        np.random.set_state(state)


def quick(assignment: Assignment, exercise: str, trials: Sequence[Trial]) -> bool:
    """Whether a cause can be sought at once: both functions are fast, as a wrong one that returns
    at once says nothing of the reference."""
    fastest = min(one.seconds for one in trials)
    return fastest < LEARNER and _reference(assignment, exercise) < FAST


def causes(
    assignment: Assignment, function: LearnerFunction, target: Target, trials: Sequence[Trial]
) -> tuple[Diagnosis, ...]:
    """What explains all that is off, if that can be told in a moment; else nothing."""
    try:
        if quick(assignment, function.exercise, trials):
            return diagnose(_evidence(assignment, function, target, trials))
        shown = [_case_evidence(one.case, one) for one in trials]
        exercise = assignment.exercise(function.exercise)
        return exceptions(Evidence(assignment, exercise, function, SEED, shown))
    except Exception:
        return ()  # a check says what is off also where no cause can be sought (a broken course)


def _evidence(
    assignment: Assignment, function: LearnerFunction, target: Target, trials: Sequence[Trial]
) -> Evidence:
    """The public cases as they were tried, and fresh ones beside them.

    A few small public cases look the same under several mistakes; with those that marking uses,
    too, the cause that is named is the one that ``grader run`` names.
    """
    tried = {one.case.name: one for one in trials}
    found = []
    for case in assignment.cases(function.exercise, SEED):
        one = tried.get(case.name)
        if one is None:
            expected = assignment.expected(function.exercise, case)
            with contextlib.redirect_stdout(io.StringIO()):  # what it prints was shown already
                one = try_case(assignment, function, target, case, expected)
        found.append(_case_evidence(case, one))
    return Evidence(assignment, assignment.exercise(function.exercise), function, SEED, found)


def _case_evidence(case: Case, one: Trial) -> CaseEvidence:
    """``case`` is the course's own: it names the quantities that its inputs hold."""
    seen, grade = one.marked.seen, one.marked.grade
    value = None if seen is None else seen.value
    mutated = () if seen is None else seen.mutated
    raw = one.marked.raw
    return CaseEvidence(case, one.expected, value, mutated, grade.raised, grade.mismatches, raw)


@lru_cache(maxsize=128)
def _reference(assignment: Assignment, exercise: str) -> float:
    """Seconds that the reference takes on its slowest public case, once it is warm."""
    slowest = 0.0
    for case in assignment.public_cases(exercise):
        taken = []
        for _ in range(3):  # the first call of all pays for what numpy loads late
            start = time.thread_time()
            assignment.expected(exercise, case)
            taken.append(time.thread_time() - start)
            if taken[0] > 100 * FAST:
                return taken[0]  # slow beyond doubt: not to be called again
        slowest = max(slowest, min(taken))
    return slowest


def _raised(error: Exception, target: Target) -> Raised:
    """The exception as a worker tells it, with the frames of the learner's cell."""
    code = getattr(target, "__code__", None)
    own = getattr(code, "co_filename", None)
    frames = tuple(
        Frame(CELL, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == own
    )
    missing = error.name if isinstance(error, NameError) else ""
    return Raised(type(error).__name__, str(error), frames, missing or "")


def without_place(trial: Trial) -> MarkedCase:
    """The case without the number of the cell, which is not known here."""
    grade = trial.marked.grade
    if grade.raised is None:
        return trial.marked
    return replace(trial.marked, grade=replace(grade, raised=replace(grade.raised, frames=())))


def own_callees(target: Target, exercises: Sequence[str]) -> dict[str, Target]:
    """The other exercises that ``target`` reaches through the functions of its notebook."""
    names = getattr(target, "__globals__", {})
    found: dict[str, Target] = {}
    seen = {target}
    todo = [target]
    while todo:
        for name in _names(getattr(todo.pop(), "__code__", None)):
            value = names.get(name)
            if not isinstance(value, types.FunctionType) or value in seen:
                continue
            if value.__globals__ is names:  # a library's functions are not the learner's
                seen.add(value)
                todo.append(value)
                if name in exercises:
                    found[name] = value
    return found


def _names(code: types.CodeType | None) -> Iterator[str]:
    """The global names in a function's code, inner functions included."""
    if code is not None:
        yield from code.co_names
        for inner in code.co_consts:
            if isinstance(inner, types.CodeType):
                yield from _names(inner)
