"""What versions of a reference with known mistakes do, worked out case by case when it is asked."""

from __future__ import annotations

import contextlib
import io
import traceback
import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from grader.author import Mistake
from grader.compare.inputs import INPUTS, mutated
from grader.compare.outputs import differing
from grader.course.load import Assignment
from grader.course.mistakes import compiled, edited
from grader.diagnose.evidence import pairs_of
from grader.diagnose.formulas import close
from grader.diagnose.lines import line_of
from grader.model import Case, Exercise
from grader.worker.wire import Encoder, decode_body

FAR = 0.01  # no exercise tolerates as much
Marks = tuple[tuple[str, float, float], ...]  # of an output, two of its numbers


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version of the reference does on one case."""

    value: Any = None
    mutated: tuple[str, ...] = ()
    error: tuple[str, str] | None = None
    line: str = ""  # that raised


class Known:
    """Some mistakes made at once; their effect on a case is worked out once, when it is asked."""

    def __init__(self, assignment: Assignment, made: tuple[Mistake, ...]) -> None:
        self.mistakes = made
        self._assignment = assignment
        self._exercise = assignment.exercise(made[0].exercise)
        self._effects: dict[str, Effect] = {}
        self._outputs: dict[str, frozenset[str]] = {}
        self._marks: dict[str, Marks] = {}
        self._paths: dict[str, set[str]] = {}

    @cached_property
    def source(self) -> str:
        return edited(self._assignment, *self.mistakes)

    @cached_property
    def function(self) -> Any:
        return compiled(self._assignment, self._exercise.name, self.source)

    def on(self, case: Case, expected: Any) -> Effect:
        if case.name not in self._effects:
            self._effects[case.name] = self._effect(case, expected)
        return self._effects[case.name]

    def _effect(self, case: Case, expected: Any) -> Effect:
        args = tuple(copied(value) for value in case.args)
        np.random.seed(case.numpy_seed)
        try:
            quiet = contextlib.redirect_stdout(io.StringIO())  # a mistake may be to print
            with np.errstate(all="ignore"), quiet:
                value = self.function(*args)
        except Exception as error:  # a mistake may raise anything: that is its effect
            frames = traceback.extract_tb(error.__traceback__)
            own = [f.lineno or 0 for f in frames if f.filename == f"<{self._exercise.name}>"]
            line = line_of(self.source, own[-1]) if own else ""
            return Effect(error=(type(error).__name__, str(error)), line=line)
        # as it would come back from a worker, so that the two can be compared
        (sent,) = decode_body(Encoder().body([value]))
        changed = tuple(mutated(self._exercise.parameters, case.args, args))
        return Effect(sent, changed)

    def outputs(self, case: Case, expected: Any) -> frozenset[str]:
        """What is off in a case."""
        if case.name not in self._outputs:
            effect = self.on(case, expected)
            found = differing(self._exercise, effect.value, expected)
            self._outputs[case.name] = frozenset(found | ({INPUTS} if effect.mutated else set()))
        return self._outputs[case.name]

    def marks(self, case: Case, expected: Any) -> Marks:
        if case.name not in self._marks:
            value = self.on(case, expected).value
            self._marks[case.name] = marks_of(self._exercise, case, value, expected)
        return self._marks[case.name]

    def paths(self, case: Case, expected: Any) -> set[str]:
        """What is off in a case, key by key; roughly, as it only puts pairs in an order."""
        if case.name not in self._paths:
            effect = self.on(case, expected)
            every = list(pairs_of(self._exercise, case, effect.value, expected))
            off = {pair.path for pair in every if not alike(pair.observed, pair.expected)}
            self._paths[case.name] = off | set(effect.mutated)
        return self._paths[case.name]


def marks_of(exercise: Exercise, case: Case, value: Any, expected: Any) -> Marks:
    """A number or two of each output: two values that differ mostly differ in these."""
    every = pairs_of(exercise, case, value, expected)
    return tuple((pair.output, *_mark(pair.observed)) for pair in every)


def _mark(value: Any) -> tuple[float, float]:
    while isinstance(value, tuple | list | dict) and value:
        value = value[max(value, key=str)] if isinstance(value, dict) else value[-1]
    if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "biuf":
        return float(value.flat[0]), float(value.flat[-1])
    return 0.0, 0.0


def apart(one: Marks, other: Marks) -> set[str]:
    """Outputs whose numbers are so far apart that two values cannot be the same."""
    return {
        first[0]
        for first, second in zip(one, other, strict=False)
        for a, b in zip(first[1:], second[1:], strict=True)
        if abs(a - b) > FAR + FAR * abs(b)
    }


def alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        numbers = one.dtype.kind in "biuf" and other.dtype.kind in "biuf"
        return numbers and close(one.astype(float), other.astype(float))
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    plain = isinstance(one, str | int | float | np.generic | None)
    return plain and type(one) is type(other) and bool(one == other)


def copied(value: Any) -> Any:
    """A copy of inputs; the arrays, lists and dictionaries that cases are made of."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(copied, value))
    return list(map(copied, value)) if isinstance(value, list) else value


@lru_cache(maxsize=64)
def calls_of(assignment: Assignment, exercise: str, seed: int, name: str) -> int:
    """The functions of the course that one call of the reference calls: a measure of its work
    that is the same on each machine."""
    case = next(one for one in assignment.cases(exercise, seed) if one.name == name)
    reference = compiled(assignment, exercise, assignment.references[exercise])
    names: dict[str, Any] = reference.__globals__
    count = 1

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            return function(*args, **named)

        return counting

    functions = {n: f for n, f in names.items() if isinstance(f, types.FunctionType)}
    names.update({n: counted(function) for n, function in functions.items()})
    np.random.seed(case.numpy_seed)
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        reference(*(copied(value) for value in case.args))
    return count
