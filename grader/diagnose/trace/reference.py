"""What the names of a reference hold on a case, in the trusted process."""

from __future__ import annotations

import contextlib
import copy
import io
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.course.load import Assignment
from grader.diagnose.trace.values import same, telling
from grader.model import Case
from grader.worker.steps import follow


@dataclass(frozen=True)
class Wanted:
    """The values that belong in a case: by name in their order, and of all names."""

    by_name: dict[str, list[Any]]
    given: list[Any]
    lines: int

    @cached_property
    def telling(self) -> list[tuple[str, Any]]:
        return [(n, v) for n, values in self.by_name.items() for v in values if telling(v)]

    def names_of(self, value: Any) -> list[str]:
        """What the reference calls a value that is like no other."""
        if not telling(value):
            return []
        return [name for name, one in self.telling if same(one, value)]


def wanted(assignment: Assignment, exercise: str, case: Case) -> Wanted:
    """What the reference's names hold on a case."""
    function = getattr(assignment.functions, exercise)
    args = copy.deepcopy(case.args)
    state = np.random.get_state()
    np.random.seed(case.numpy_seed)
    try:
        quiet = contextlib.redirect_stdout(io.StringIO())
        with np.errstate(all="ignore"), quiet:
            steps, value = follow(function, lambda: function(*args))
    finally:
        np.random.set_state(state)
    by_name: dict[str, list[Any]] = {}
    for _line, key, one in steps.found:
        by_name.setdefault(key, []).append(one)
    for key, one in _outputs(assignment, exercise, value):
        by_name.setdefault(key, []).append(one)
    given = [one for one in case.roles.values() if isinstance(one, np.ndarray)]
    return Wanted(by_name, given, sum(steps.lines.values()))


def _outputs(assignment: Assignment, exercise: str, value: Any) -> list[tuple[str, Any]]:
    returns = assignment.exercise(exercise).returns
    if returns.kind == "keys" and isinstance(value, dict):
        return [(key, one) for key, one in value.items() if isinstance(key, str)]
    if returns.kind == "tuple" and isinstance(value, tuple):
        return list(zip(returns.outputs, value, strict=True))
    return [(returns.outputs[0], value)]
