"""From a submission to work items: what runs together with what."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from grader.course.load import Assignment
from grader.grading.answers import Answers
from grader.grading.plain import plain
from grader.model import LearnerFunction, Submission, Unit, WorkItem


def by_itself(
    assignment: Assignment, submission: Submission, name: str, answers: Answers
) -> WorkItem:
    """The function with references in place of the earlier exercises that it calls.

    Of a later exercise it gets the learner's own version: a reference of that could contain the
    answer to this one.
    """
    function = submission.functions[name]
    order = list(assignment.exercises)
    earlier = set(order[: order.index(name)])
    reached = _reached(function, submission.functions, stop=earlier)
    wanted = [other for other in reached if other in earlier]
    wanted += [inner for other in wanted for inner in assignment.reference_calls[other]]
    own = [f for n, f in submission.functions.items() if n in reached and n not in earlier]
    return WorkItem(
        exercise=name,
        function=name,
        units=_units(function, own),
        calls=answers.calls,
        helpers=assignment.helpers,
        stand_ins={n: assignment.references[n] for n in order if n in set(wanted)},
        signatures=_signatures(assignment, submission, reached),
    )


def _signatures(
    assignment: Assignment, submission: Submission, names: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The parameter names of the learner's own functions, where they are not the reference's."""
    found = {}
    for name in names:
        function = submission.functions.get(name)
        own = _parameters(function.source) if function is not None else ()
        if own and own != assignment.exercise(name).parameters:
            found[name] = own
    return found


def _parameters(source: str) -> tuple[str, ...]:
    try:
        function = ast.parse(source).body[0]
    except (SyntaxError, ValueError, IndexError, RecursionError, MemoryError):
        return ()
    if not isinstance(function, ast.FunctionDef):
        return ()
    return tuple(a.arg for a in (*function.args.posonlyargs, *function.args.args))


def with_own(
    assignment: Assignment, submission: Submission, name: str, answers: Answers
) -> WorkItem:
    """The function together with the learner's own earlier functions, as in the notebook."""
    function = submission.functions[name]
    reached = _reached(function, submission.functions, stop=set())
    own = [f for n, f in submission.functions.items() if n in reached]
    return WorkItem(
        exercise=name,
        function=name,
        units=_units(function, own),
        calls=answers.calls,
        helpers=assignment.helpers,
    )


def with_given(
    assignment: Assignment, submission: Submission, name: str, answers: Answers
) -> WorkItem:
    """The same, with the given functions in place of the notebook's own versions of them."""
    function = submission.functions[name]
    beside = {
        n: replace(f, units=f.given_units or f.units) for n, f in submission.functions.items()
    }
    changed = replace(
        submission, functions={**beside, name: replace(function, units=function.given_units)}
    )
    return with_own(assignment, changed, name, answers)


def together_items(
    assignment: Assignment,
    submission: Submission,
    names: Sequence[str],
    answers: Mapping[str, Answers],
) -> list[WorkItem]:
    """All of ``names`` as in the notebook, for one process; empty where their code is not plain
    enough to share one."""
    functions = [submission.functions[name] for name in names]
    units = tuple(dict.fromkeys(unit for f in functions for unit in f.units))
    helpers = _helpers(assignment, units)
    if not plain(units, {*assignment.exercises, *assignment.helpers}):
        return []
    return [WorkItem(name, name, units, answers[name].calls, helpers, plain=True) for name in names]


def same_by_itself(
    function: LearnerFunction, callees: Sequence[str], items: Sequence[WorkItem]
) -> bool:
    """Whether marking a function by itself would only repeat what ``items`` did together: it calls
    no other exercise, and no name means one thing in one cell and another in the next."""
    defined = {(name, unit.cell) for unit in items[0].units for name in unit.defines}
    once = len(defined) == len({name for name, _ in defined})
    return not callees and not function.unknown and once


def _helpers(assignment: Assignment, units: Iterable[Unit]) -> Mapping[str, str]:
    """The given functions that the learner's code does not define itself."""
    defined = {name for unit in units for name in unit.defines}
    return {name: text for name, text in assignment.helpers.items() if name not in defined}


def own_calls(submission: Submission, name: str) -> tuple[str, ...]:
    """The other exercises that a learner's function reaches through their own functions."""
    return tuple(_reached(submission.functions[name], submission.functions, stop=set()))


def _reached(
    function: LearnerFunction, functions: Mapping[str, LearnerFunction], stop: set[str]
) -> list[str]:
    """Exercises reached from ``function``; those in ``stop`` are not followed further."""
    seen: list[str] = []
    todo = list(function.calls)
    while todo:
        name = todo.pop(0)
        if name == function.exercise or name in seen:
            continue
        seen.append(name)
        if name in functions and name not in stop:
            todo += functions[name].calls
    return seen


def _units(function: LearnerFunction, own: list[LearnerFunction]) -> tuple[Unit, ...]:
    units = [unit for other in own for unit in other.units]
    return tuple(dict.fromkeys([*units, *function.units]))
