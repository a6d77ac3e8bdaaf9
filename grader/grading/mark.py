"""From observations to a mark: each case, then the exercise over its cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.author import NOT_ASKED, Convention, Seen
from grader.compare.inputs import INPUTS, mutated, mutation_mismatch
from grader.compare.outputs import compare
from grader.grading.answers import Answer
from grader.grading.looks import Looking
from grader.grading.refusal import refused
from grader.model import (
    CaseGrade,
    Exercise,
    GivenAssert,
    LearnerFunction,
    Mismatch,
    Observation,
    Status,
)
from grader.run.messages import returned

# the first of these that a case ended in names what happened to the exercise
MISMATCHES = 12
REFUSED = "your notebook's own line `assert {}` refuses this case, so it does not count."
TODAY = "{} Nothing in this notebook shows that it is of an earlier year that asks otherwise."
STOPPED: tuple[Status, ...] = ("blocked", "memory", "timeout", "crashed")


@dataclass(frozen=True, slots=True)
class Mark:
    """What the cases of one exercise come to."""

    status: Status
    share: float  # of the exercise's points, 0 to 1
    cases: tuple[CaseGrade, ...]
    notes: tuple[str, ...]
    seen: tuple[Seen | None, ...] = ()  # what each case returned, as today's conventions have it
    raw: tuple[Seen | None, ...] = ()  # the same as it was returned
    absent: tuple[str, ...] = ()  # what cases that are not right needed of libraries not there
    looked: frozenset[str] = frozenset()  # what conventions read of the function

    @property
    def passed(self) -> bool:
        return self.status == "passed"

    @property
    def given(self) -> bool:
        """Whether this is the template's own code, still as it was handed out."""
        told = [s.given for s, c in zip(self.seen, self.cases, strict=True) if c.counts and s]
        return self.passed and bool(told) and all(told)


def mark(
    exercise: Exercise,
    function: LearnerFunction,
    conventions: Sequence[Convention],
    answers: Sequence[Answer],
    observations: Sequence[Observation],
) -> Mark:
    """Mark one exercise on all its cases."""
    looking = Looking(function)
    marked = [
        mark_case(exercise, function, conventions, answer, observation, looking)
        for answer, observation in zip(answers, observations, strict=True)
    ]
    cases = [one.grade for one in marked]
    # what other years' notebooks asked for is worth a word where it makes something right
    notes = [note for one in marked if one.grade.score > 0 for note in one.notes]
    counting = [case for case in cases if case.counts]
    share = sum(case.score for case in counting) / len(counting) if counting else 0.0
    if any(case.status == "blocked" for case in cases):
        share = 0.0  # one forbidden try spoils what the same function does elsewhere
    status = _status(cases, counting, share)
    if status != "passed":
        notes += [TODAY.format(asks) for one in marked for asks in one.asked]
    if status == "passed":
        notes += [f"{c.case}: {c.note}" for c in cases if c.status != "passed" and c.note]
    seen = tuple(one.seen for one in marked)
    raw = tuple(one.raw for one in marked)
    absent = tuple(
        dict.fromkeys(
            name
            for case, observation in zip(cases, observations, strict=True)
            if case.status != "passed"
            for name in observation.absent
        )
    )
    looked = frozenset(looking.looked)
    return Mark(status, share, tuple(cases), tuple(dict.fromkeys(notes)), seen, raw, absent, looked)


def _status(cases: Sequence[CaseGrade], counting: Sequence[CaseGrade], share: float) -> Status:
    if any(case.status == "blocked" for case in cases):
        return "blocked"
    statuses = {case.status for case in counting}
    if statuses == {"passed"}:
        return "passed"
    for stopped in STOPPED:
        if stopped in statuses:
            return stopped
    if share > 0:
        return "partial"
    return "error" if "error" in statuses else "failed"


@dataclass(frozen=True, slots=True)
class MarkedCase:
    """The grade of one case, what was said of conventions, and what was seen.

    ``asked`` says what today's notebook asks for, where another year's convention was kept
    and nothing shows that the notebook is of that year."""

    grade: CaseGrade
    notes: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    seen: Seen | None = None
    raw: Seen | None = None


def mark_case(
    exercise: Exercise,
    function: LearnerFunction,
    conventions: Sequence[Convention],
    answer: Answer,
    observation: Observation,
    looking: Looking | None = None,
) -> MarkedCase:
    """Mark one case; ``looking`` notes what conventions read of the function."""
    looking = looking or Looking(function)
    if observation.status != "returned":
        given = refused(exercise, function, answer, observation)
        if given is not None:
            return MarkedCase(_not_counted(answer, observation, given))
        status: Status = "error" if observation.status == "raised" else observation.status
        return MarkedCase(_case_grade(answer, observation, status, 0.0, _stopped(observation)))
    if observation.body == answer.body:
        seen = Seen(answer.expected, (), answer.case.args)
        return MarkedCase(_case_grade(answer, observation, "passed", 1.0, ()), seen=seen, raw=seen)
    read = returned(observation)
    if isinstance(read, str):
        unreadable = (Mismatch("", "call", "crashed", read),)
        return MarkedCase(_case_grade(answer, observation, "crashed", 0.0, unreadable))
    args = answer.case.args
    value, after = read
    seen = raw = Seen(value, tuple(mutated(exercise.parameters, args, after)), args)
    notes, asked = [], []
    for convention in conventions:
        try:
            accepted = convention.read(looking.as_function(), seen)
        except Exception:
            continue  # what was returned is so odd that no convention can read it
        if accepted is None:
            continue
        if convention.granted(function):
            seen, note = accepted
            notes.append(note)
        elif not function.own_stub:
            asked.append(convention.asks)
    mismatches = [mutation_mismatch(name) for name in seen.mutated]
    mismatches += compare(exercise, seen.value, answer.expected)
    shown = _few(mismatches)
    score = _case_score(_asked_for(exercise, seen.value), mismatches)
    status = "passed" if not mismatches else "partial" if score > 0 else "failed"
    grade = _case_grade(answer, observation, status, score, shown)
    return MarkedCase(grade, tuple(notes), tuple(asked), seen, raw)


def _not_counted(answer: Answer, observation: Observation, given: GivenAssert) -> CaseGrade:
    grade = _case_grade(answer, observation, "error", 0.0, ())
    return replace(grade, counts=False, note=REFUSED.format(given.text))


def _stopped(observation: Observation) -> tuple[Mismatch, ...]:
    if not observation.detail:
        return ()
    return (Mismatch("", "call", observation.status, observation.detail),)


def _few(mismatches: Sequence[Mismatch]) -> tuple[Mismatch, ...]:
    """As many as a reader takes in, of every output one at least."""
    if len(mismatches) <= MISMATCHES:
        return tuple(mismatches)
    first = {mismatch.output: mismatch for mismatch in reversed(mismatches)}
    kept = [m for m in mismatches if first[m.output] is m]
    kept += [m for m in mismatches if first[m.output] is not m]
    return tuple(kept[:MISMATCHES])


def _asked_for(exercise: Exercise, value: Any) -> int:
    """How many outputs the points of a case are split over: what a notebook does not ask for is
    neither right nor wrong."""
    outputs = len(exercise.returns.outputs)
    if exercise.returns.kind != "tuple" or not isinstance(value, tuple | list):
        return outputs
    return outputs - sum(one is NOT_ASKED for one in value)


def _case_score(outputs: int, mismatches: Sequence[Mismatch]) -> float:
    """The share of outputs that are right; changed inputs weigh as one more wrong output."""
    wrong = {mismatch.output for mismatch in mismatches}
    right = outputs - len(wrong - {INPUTS})
    return right / (outputs + (INPUTS in wrong))


def _case_grade(
    answer: Answer,
    observation: Observation,
    status: Status,
    score: float,
    mismatches: tuple[Mismatch, ...],
) -> CaseGrade:
    case = answer.case
    return CaseGrade(
        case.name,
        case.seed,
        case.public,
        case.counts,
        status,
        score,
        observation.seconds,
        observation.raised,
        observation.stdout,
        mismatches,
        case.note,
    )


def quickly_off(observed: Any, expected: Any) -> bool:
    """Whether the first numbers already tell that a value is off, far beyond any tolerance."""
    while isinstance(expected, tuple | list | dict) and expected:
        if isinstance(expected, dict):
            key = max(expected, key=str)
            if not isinstance(observed, dict) or key not in observed:
                return True
            observed, expected = observed[key], expected[key]
        else:
            if not isinstance(observed, tuple | list) or len(observed) != len(expected):
                return True
            observed, expected = observed[0], expected[0]
    if not isinstance(expected, np.ndarray) or not expected.size:
        return False
    if not isinstance(observed, np.ndarray) or observed.shape != expected.shape:
        return True
    if not {observed.dtype.kind, expected.dtype.kind} <= set("biuf"):
        return False
    one, other = float(observed.flat[-1]), float(expected.flat[-1])
    return not abs(one - other) <= 1e-9 + 0.01 * abs(other)
