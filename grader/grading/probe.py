"""Asking a learner's function more, once its mark is final: watched, and with small edits.

The process that answers holds what a marking process holds: the learner's code, inputs, and
references of the exercises that it calls; never a reference of the exercise itself.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import CodeType
from typing import Any

from grader.diagnose.probe import Watched
from grader.grading.answers import Answer, Answers
from grader.grading.mark import Mark, quickly_off
from grader.grading.sandbox import Sandbox
from grader.model import Calls, CaseGrade, Observation, WorkItem
from grader.run.messages import returned
from grader.run.talk import Question
from grader.worker.wire import Encoder

RESTARTS = 3  # of the process, for one question
CRASHED = Observation("crashed")


@dataclass(frozen=True)
class Asked:
    """One exercise, to be asked about: see ``grader.diagnose.probe.Probe``."""

    sandbox: Sandbox
    item: WorkItem
    answers: Answers
    mark: Callable[[Sequence[Observation]], Mark]
    mark_case: Callable[[Answer, Observation], CaseGrade]
    conventions: bool

    def watch(self, case: str) -> Watched | None:
        seen = self.sandbox.ask(
            self.item, Question(self.item.function, self._calls[case], watch=True)
        )
        if not seen or seen[0].status != "returned":
            return None
        return watched(seen[0])

    def right(self, versions: Sequence[CodeType], case: str, lines: int) -> list[bool]:
        found: list[Observation] = []
        compiled = [marshal.dumps(one) for one in versions]
        for _ in range(RESTARTS):
            question = Question(
                self.item.function, self._calls[case], compiled[len(found) :], lines=lines
            )
            seen = self.sandbox.ask(self.item, question)
            if seen is None:
                break
            found += seen
            if len(found) == len(versions):
                break
            found.append(CRASHED)  # the one that ended it; the search goes on with the next
            if len(found) == len(versions):
                break
        found += [CRASHED] * (len(versions) - len(found))
        return [self._right(one, case) for one in found]

    def cases(self, version: CodeType, lines: int) -> Sequence[CaseGrade]:
        question = Question(
            self.item.function, self.answers.calls, (marshal.dumps(version),), lines=lines
        )
        seen = self.sandbox.ask(self.item, question)
        if seen is None or len(seen) != len(self.answers.calls):
            return ()
        return self.mark(seen).cases

    def _right(self, observation: Observation, case: str) -> bool:
        answer = self._named[case]
        if observation.status != "returned":
            return False
        if observation.body == answer.body:
            return True
        if not self.conventions:
            read = returned(observation)
            if isinstance(read, str) or quickly_off(read[0], answer.expected):
                return False
        return self.mark_case(answer, observation).status == "passed"

    @cached_property
    def _named(self) -> dict[str, Answer]:
        return {one.case.name: one for one in self.answers.answers}

    @cached_property
    def _calls(self) -> dict[str, Calls]:
        calls = self.answers.calls
        return {
            one.case.name: Calls(
                Encoder().body([[*one.case.args, *one.case.spare]]),
                (calls.seeds[place],),
                (calls.counts[place],),
            )
            for place, one in enumerate(self.answers.answers)
        }


def watched(observation: Observation) -> Watched | None:
    """What a process says that it saw; None where that is no such thing."""
    read = returned(observation)
    if isinstance(read, str) or len(read[1]) != 6:
        return None
    steps, (lines, raised_at, returned_at, cut, error, value) = read
    try:
        found = [(line, name, one) for line, name, one in steps]
        ran = dict(lines)
    except (TypeError, ValueError):
        return None
    plain: list[Any] = [
        raised_at,
        returned_at,
        *ran,
        *ran.values(),
        *(line for line, _, _ in found),
    ]
    texts: list[Any] = [error, *(name for _, name, _ in found)]
    if any(type(n) is not int for n in plain) or any(type(text) is not str for text in texts):
        return None
    return Watched(tuple(found), ran, raised_at, returned_at, bool(cut), error, value)
