"""Def lines that were changed: a learner's own names and defaults, beside what is asked."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from grader.diagnose.evidence import Evidence
from grader.diagnose.texts import say
from grader.model import Diagnosis, LearnerFunction


@dataclass(frozen=True, slots=True)
class DefLine:
    """The parameters that are handed over by position; the last ``defaults`` may be left out."""

    names: tuple[str, ...]
    defaults: int

    @property
    def required(self) -> tuple[str, ...]:
        return self.names[: len(self.names) - self.defaults]


def def_line(source: str) -> DefLine | None:
    """Of a function's text; None where it cannot be told, or takes arguments in other ways too."""
    try:
        function = ast.parse(source).body[0]
    except (SyntaxError, ValueError, IndexError, RecursionError, MemoryError):
        return None
    if not isinstance(function, ast.FunctionDef):
        return None
    arguments = function.args
    if arguments.vararg or arguments.kwonlyargs:
        return None
    names = tuple(a.arg for a in (*arguments.posonlyargs, *arguments.args))
    return DefLine(names, len(arguments.defaults))


def inserted(function: LearnerFunction, asked: Sequence[str]) -> tuple[Diagnosis, ...]:
    """A parameter between those that are asked for: all that follow arrive one place too early."""
    own = def_line(function.source)
    if own is None or not function.inserted:
        return ()
    name = function.inserted[0]
    after = next(n for n in own.names[own.names.index(name) :] if n in asked)
    return (say("inserted", exercise=function.exercise, name=name, after=after),)


def exchanged(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The names that are asked for, in another order."""
    own, asked = def_line(evidence.function.source), evidence.exercise.parameters
    if own is None or own.names == asked or sorted(own.names) != sorted(asked):
        return ()
    exercise, names = evidence.exercise.name, ", ".join(own.names)
    return (say("exchanged", exercise=exercise, own=names, asked=", ".join(asked)),)


def other_arguments(evidence: Evidence) -> Diagnosis:
    """For a function that cannot be called as it is asked to be."""
    exercise, asked = evidence.exercise.name, evidence.exercise.parameters
    own = def_line(evidence.function.source)
    reference = def_line(evidence.assignment.references[exercise])
    if own is not None and reference is not None:
        if own.names == asked:
            needed = [n for n in own.required if n not in reference.required]
            if needed:
                return say("no_default", exercise=exercise, names=_listed(needed))
        more = [n for n in own.required if n not in asked]
        if own.names[: len(asked)] == asked and more:
            return say("one_more", exercise=exercise, names=_listed(more))
        missing = [name for name in asked if name not in own.names]
        if missing and set(own.names) < set(asked):
            return say("one_less", exercise=exercise, names=_listed(missing))
    return say("signature", exercise=exercise, parameters=", ".join(asked))


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
