"""What a diagnosis is established from: every case, observed and expected side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.author import Seen
from grader.compare.outputs import output_of_key
from grader.course.load import Assignment
from grader.model import Case, Exercise, LearnerFunction, Mismatch, Raised

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One leaf of an output: ``path`` is ``dW`` or ``dW2``; ``layer`` the number in its key."""

    case: Case
    output: str
    path: str
    observed: Any
    expected: Any
    layer: int | None = None


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

    @property
    def wrong_outputs(self) -> tuple[str, ...]:
        """The outputs that are off in some case, in the exercise's order; changed inputs last."""
        found = {m.output for case in self.cases for m in case.mismatches if m.output}
        outputs = self.exercise.returns.outputs
        order = [*outputs, *(name for name in found if name not in outputs)]
        return tuple(name for name in order if name in found)

    @property
    def raises(self) -> bool:
        return any(case.raised is not None for case in self.cases)

    def pairs(self, output: str) -> list[Pair]:
        """The leaves of an output over all cases, right ones included."""
        found: list[Pair] = []
        for one in self.cases:
            if one.raised is None:
                found += _pairs(self.exercise, output, one)
        return found


def _pairs(exercise: Exercise, output: str, one: CaseEvidence) -> Iterator[Pair]:
    returns = exercise.returns
    value, expected = one.value, one.expected
    if returns.kind == "value":
        yield Pair(one.case, output, output, value, expected)
    elif returns.kind == "tuple" and isinstance(value, tuple | list):
        if len(value) == len(returns.outputs) and output in returns.outputs:
            place = returns.outputs.index(output)
            yield Pair(one.case, output, output, value[place], expected[place])
    elif returns.kind == "keys" and isinstance(value, dict):
        for key, wanted in expected.items():
            if output_of_key(exercise, key) == output:
                digits = key[len(output) :]
                layer = int(digits) if digits.isdecimal() else None
                yield Pair(one.case, output, key, value.get(key), wanted, layer)


def quantities(case: Case) -> Mapping[str, Array]:
    """The named arrays of a case, whole numbers left out."""
    return {
        name: value
        for name, value in case.roles.items()
        if isinstance(value, np.ndarray) and value.ndim
    }
