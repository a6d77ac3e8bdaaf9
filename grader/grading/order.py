"""In which order functions are run, so that every mark is final before its reference is anywhere.

Two processes that run at the same moment, or one after the other, cannot be kept from telling each
other something: the load of the machine, the times in a file system. So there must be nothing to
tell. First all functions run as they stand in the notebook, where no process has any reference.
What has to be marked by itself then, with references in place of what it calls, goes in course
order: a process that holds the reference of an exercise starts when that exercise is marked, alone
and beside the learner's own functions, and no mark is taken from a run that started later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.course.load import Assignment
from grader.grading.answers import Answers, answers
from grader.grading.mark import Mark, mark
from grader.grading.plan import (
    by_itself,
    own_calls,
    same_by_itself,
    together_items,
    with_given,
    with_own,
)
from grader.model import LearnerFunction, Limits, Observation, Submission, WorkItem
from grader.run.executors import Executor

TOGETHER = 2.0  # seconds for all exercises in one process; what needs longer gets its own
Plan = Callable[[Assignment, Submission, str, Answers], WorkItem]


@dataclass(frozen=True, slots=True)
class Marks:
    """An exercise's mark by itself, and with the learner's own earlier functions where that tells
    something; ``callees`` are the exercises that it reaches."""

    alone: Mark
    own: Mark | None
    callees: tuple[str, ...]


@dataclass(frozen=True)
class Marking:
    """The marks of one submission on the cases of one seed."""

    assignment: Assignment
    submission: Submission
    seed: int
    executor: Executor
    limits: Limits
    # by exercise, what conventions read of its function beside what it returned
    looks: dict[str, set[str]] = field(default_factory=dict)

    def marks(self, names: Sequence[str]) -> dict[str, Marks]:
        """Mark the functions that can run."""
        wanted = [name for name in self._with_callees(names) if self._runs(name)]
        callees = {name: own_calls(self.submission, name) for name in wanted}
        together = together_items(self.assignment, self.submission, wanted, self._all_answers())
        shared = self._in_one(together)
        own_items = {n: self._item(with_own, n) for n in wanted if n not in shared}
        own = shared | self._each(list(own_items.values()))
        passed = {name for name, one in own.items() if one.passed}
        # right, with nothing wrong among what it calls
        alone = {n: own[n] for n in wanted if n in passed and passed.issuperset(callees[n])}
        alone |= self._with_given([n for n in wanted if n not in alone])
        items = {n: self._item(by_itself, n) for n in wanted if n not in alone}
        alone |= {
            n: own[n]
            for n, item in items.items()
            if (n in own_items and item == own_items[n])
            or (n in shared and same_by_itself(self._function(n), callees[n], together))
        }
        rest = [item for name, item in items.items() if name not in alone]
        if rest and len(shared) == len(wanted):  # all of it is plain, and none takes its time
            alone |= self._in_one([replace(item, plain=True) for item in rest])
        for some in in_turn([item for item in rest if item.exercise not in alone]):
            alone |= self._each(some)
        return {name: _marks(name, alone, own, callees) for name in wanted}

    def _with_given(self, names: Sequence[str]) -> dict[str, Mark]:
        """What is right with the given functions, where the notebook has versions of its own: it
        has pasted its answers to another assignment in, say, which hands out others."""
        own = [name for name in names if self._function(name).given_units]
        tried = self._each([self._item(with_given, name) for name in own])
        return {
            name: replace(one, notes=(*one.notes, _other_given(self._function(name))))
            for name, one in tried.items()
            if one.passed
        }

    def _with_callees(self, names: Sequence[str]) -> list[str]:
        functions = self.submission.functions
        reached = {c for n in names if n in functions for c in own_calls(self.submission, n)}
        return [n for n in self.assignment.exercises if n in reached or n in names]

    def _runs(self, name: str) -> bool:
        function = self.submission.functions.get(name)
        if function is None or function.syntax or function.untouched:
            return False
        return not function.inserted  # a rate would be taken for a number of iterations

    def _function(self, name: str) -> LearnerFunction:
        return self.submission.functions[name]

    def _all_answers(self) -> Mapping[str, Answers]:
        return answers(self.assignment, self.seed)

    def _item(self, plan: Plan, name: str) -> WorkItem:
        return plan(self.assignment, self.submission, name, self._all_answers()[name])

    def _in_one(self, items: Sequence[WorkItem]) -> dict[str, Mark]:
        """Marks from one process for all, leaving out what that process did not get to."""
        limits = replace(self.limits, seconds=min(TOGETHER, self.limits.seconds))
        marks: dict[str, Mark] = {}

        def take(_job: int, index: int, seen: Sequence[Observation]) -> None:
            if all(one.status in ("returned", "raised") for one in seen):
                marks[items[index].exercise] = self._mark(items[index].exercise, seen)

        if items:
            self.executor.each([items], limits, take)
        return marks

    def _each(self, items: Sequence[WorkItem]) -> dict[str, Mark]:
        """Marks from a process each, several of which may run at the same time."""
        marks: dict[str, Mark] = {}

        def take(job: int, _index: int, seen: Sequence[Observation]) -> None:
            marks[items[job].exercise] = self._mark(items[job].exercise, seen)

        if items:
            self.executor.each([[item] for item in items], self.limits, take)
        return marks

    def _mark(self, name: str, observations: Sequence[Observation]) -> Mark:
        found = mark(
            self.assignment.exercise(name),
            self._function(name),
            self.assignment.conventions(name),
            self._all_answers()[name].answers,
            observations,
        )
        self.looks.setdefault(name, set()).update(found.looked)
        return found


def in_turn(items: Sequence[WorkItem]) -> Iterator[list[WorkItem]]:
    """Split items, which are in course order, into groups that may run at the same time: none
    holds the reference of what another of its group, or of a later one, is marked on."""
    group: list[WorkItem] = []
    for item in items:
        if any(other.exercise in item.stand_ins for other in group):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _other_given(function: LearnerFunction) -> str:
    kept = {name for unit in function.given_units for name in unit.defines}
    left_out = dict.fromkeys(n for unit in function.units for n in unit.defines if n not in kept)
    if len(left_out) == 1:
        return f"Right with the given `{next(iter(left_out))}`; the notebook's own is another."
    return (
        "Right with the given functions; the notebook has versions of its own of some, which give "
        "something else."
    )


def _marks(
    name: str,
    alone: Mapping[str, Mark],
    own: Mapping[str, Mark],
    callees: Mapping[str, tuple[str, ...]],
) -> Marks:
    """The mark beside the learner's own functions is kept to blame one of them for what is right
    by itself, or to see that what fails beside the references is right beside functions that are
    right."""
    right = {n for n, one in alone.items() if one.passed}
    told = (name in right) != right.issuperset(callees[name]) or (
        name in right and not own[name].passed
    )
    return Marks(alone[name], own[name] if told and callees[name] else None, callees[name])
