"""What a diagnosis is established from: every case, observed and expected side by side."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from grader.author import Seen
from grader.compare.outputs import output_of_key
from grader.course.load import Assignment
from grader.diagnose.probe import Probe
from grader.model import Case, Exercise, LearnerFunction, Mismatch, Raised

Array = np.ndarray[Any, Any]
LETTERS = f"{string.ascii_letters}_"


@dataclass(frozen=True, slots=True)
class Pair:
    """One leaf of an output: ``path`` is ``dW`` or ``dW2``; ``layer`` the number in its key."""

    case: Case
    output: str
    path: str
    observed: Any
    expected: Any
    layer: int | None = None
    inside: bool = False  # part of an output that holds several


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """One case. ``value`` counts where ``raised`` is none; ``mutated`` names changed inputs."""

    case: Case
    expected: Any
    value: Any
    mutated: tuple[str, ...]
    raised: Raised | None
    mismatches: tuple[Mismatch, ...]
    raw: Seen | None = None  # as it was returned, where a convention has rewritten it


@dataclass(frozen=True)
class Evidence:
    """All cases of one exercise that is not passed."""

    assignment: Assignment
    exercise: Exercise
    function: LearnerFunction
    seed: int
    cases: Sequence[CaseEvidence]
    # by (case, path): what needs no cause, and what a value should be in the learner's own terms
    settled: frozenset[tuple[str, str]] = frozenset()
    instead: Mapping[tuple[str, str], Array] = field(default_factory=dict)
    absent: Sequence[str] = ()  # what was needed of libraries that are not there
    probe: Probe | None = None  # asks the learner's code more, where that can be done

    @property
    def wrong_outputs(self) -> tuple[str, ...]:
        """The outputs that are off in some case, in the exercise's order; changed inputs last."""
        found = {
            m.output
            for case in self.cases
            for m in case.mismatches
            if m.output and (case.case.name, key_of(m.path)) not in self.settled
        }
        outputs = self.exercise.returns.outputs
        order = [*outputs, *(name for name in found if name not in outputs)]
        return tuple(name for name in order if name in found)

    @property
    def raises(self) -> bool:
        return any(case.raised is not None for case in self.cases)

    def pairs(self, output: str) -> list[Pair]:
        """The leaves of an output over all cases, right ones included, settled ones not."""
        found: list[Pair] = []
        for one in self.cases:
            if one.raised is None:
                every = pairs_of(self.exercise, one.case, one.value, one.expected)
                found += [
                    replace(pair, expected=self.instead.get(place, pair.expected))
                    for pair in every
                    if pair.output == output
                    and (place := (one.case.name, pair.path)) not in self.settled
                ]
        return found

    def inner_pairs(self, output: str) -> list[Pair]:
        """The named arrays in an output that holds several; none where one has no name."""
        found: list[Pair] = []
        for one in self.cases:
            if one.raised is None:
                every = leaves(self.exercise, one.case, one.value, one.expected)
                mine = [pair for pair in every if pair.output == output]
                if not all(pair.path for pair in mine):
                    return []
                found += [
                    replace(pair, expected=self.instead.get(place, pair.expected))
                    for pair in mine
                    if (place := (one.case.name, pair.path)) not in self.settled
                ]
        return found


def pairs_of(exercise: Exercise, case: Case, value: Any, expected: Any) -> Iterator[Pair]:
    """What a case returned beside what it should have, output by output and key by key."""
    returns = exercise.returns
    if returns.kind == "value":
        yield Pair(case, returns.outputs[0], returns.outputs[0], value, expected)
    elif returns.kind == "tuple" and isinstance(value, tuple | list):
        if len(value) == len(returns.outputs):
            for output, one, other in zip(returns.outputs, value, expected, strict=True):
                yield Pair(case, output, output, one, other)
    elif returns.kind == "keys" and isinstance(value, dict):
        for key, wanted in expected.items():
            output = output_of_key(exercise, key)
            yield Pair(case, output, key, value.get(key), wanted, layer_of(key[len(output) :]))


def layer_of(digits: str) -> int | None:
    return int(digits) if digits.isdecimal() else None


def leaves(exercise: Exercise, case: Case, value: Any, expected: Any) -> Iterator[Pair]:
    """As ``pairs_of``, with caches taken apart: an array in one goes by its name in the case,
    and by none where it has none."""
    named = quantities(case)
    for pair in pairs_of(exercise, case, value, expected):
        if isinstance(pair.expected, tuple | list | dict):
            yield from _inside(pair, pair.observed, pair.expected, "", named)
        elif pair.path == pair.output and isinstance(pair.expected, np.ndarray):
            # AL is the last A: formulas are the same for all layers under its number
            name = _name_of(named, pair.expected)
            digits = name.lstrip(LETTERS)
            numbered = digits.isdecimal() and not pair.path[-1:].isdecimal()
            yield replace(pair, path=name, layer=int(digits)) if numbered else pair
        else:
            yield pair


def _inside(
    pair: Pair, observed: Any, expected: Any, key: str, named: Mapping[str, Array]
) -> Iterator[Pair]:
    if isinstance(expected, dict):
        there = observed if isinstance(observed, dict) else {}
        for inner, one in expected.items():
            yield from _inside(pair, there.get(inner), one, str(inner), named)
    elif isinstance(expected, tuple | list):
        alike = isinstance(observed, tuple | list) and len(observed) == len(expected)
        for place, one in enumerate(expected):
            yield from _inside(pair, observed[place] if alike else None, one, "", named)
    elif isinstance(expected, np.ndarray) and expected.size:
        name = key or _name_of(named, expected)
        digits = name.lstrip(LETTERS)
        yield Pair(pair.case, pair.output, name, observed, expected, layer_of(digits), True)


def _name_of(named: Mapping[str, Array], array: Array) -> str:
    """What a case calls an array; of two names the one with a number."""
    found = [
        name
        for name, one in named.items()
        if one is array
        or (one.shape == array.shape and one.flat[0] == array.flat[0] and (one == array).all())
    ]
    return max(found, key=lambda name: name[-1:].isdecimal(), default="")


def key_of(path: str) -> str:
    """The key of a path as mismatches write it: ``['dW2']``."""
    return path.split("'")[1] if path.startswith("['") else path


def quantities(case: Case) -> Mapping[str, Array]:
    """The named arrays of a case, whole numbers left out."""
    return {
        name: value
        for name, value in case.roles.items()
        if isinstance(value, np.ndarray) and value.ndim
    }
