"""Cases that the notebook's own given lines refuse.

A template of an earlier year may assert what today's cases do not keep to, one output unit, say.
That is a contract between the template and its learner: who keeps it is not wrong. So a case does
not count where it ended at such a line and where the right answer would have ended there as well.
Only the template's own assertions are looked at, unchanged and outside of the marked regions, and
only in notebooks that show evidence of their year: what a learner asserts excuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.grading.answers import Answer
from grader.model import Exercise, GivenAssert, LearnerFunction, Observation

_BUILTINS = {"float": float, "int": int, "isinstance": isinstance, "len": len, "str": str}


def refused(
    exercise: Exercise, function: LearnerFunction, answer: Answer, observation: Observation
) -> GivenAssert | None:
    """The given assertion that refuses this case; None where none does."""
    raised = observation.raised
    if not function.asserts or raised is None or raised.type != "AssertionError":
        return None
    for last in raised.frames[-1:]:
        for one in function.asserts:
            if one.cell == last.cell and one.first <= last.line <= one.last:
                return one if _refuses(one, exercise, answer) else None
    return None


def _refuses(one: GivenAssert, exercise: Exercise, answer: Answer) -> bool:
    """Whether the right answer does not keep to an assertion either.

    An earlier exercise that this one calls is marked by itself, so its assertions excuse.
    """
    if one.exercise != exercise.name:
        return True
    try:
        # the text is the course's own, of the edition that it stands in
        holds = eval(one.text, {"__builtins__": _BUILTINS}, _names(exercise, answer))
    except Exception:
        return False  # it speaks of what only the function itself knows
    return not holds


def _names(exercise: Exercise, answer: Answer) -> dict[str, Any]:
    """The quantities of a case by name: what roles say, the arguments, the right outputs."""
    expected, outputs = answer.expected, exercise.returns.outputs
    names = dict(answer.case.roles)
    names.update(zip(exercise.parameters, answer.case.args, strict=False))
    if exercise.returns.kind == "value":
        found: Mapping[Any, Any] = {outputs[0]: expected}
    elif exercise.returns.kind == "tuple":
        found = dict(zip(outputs, expected, strict=False))
    else:
        found = expected
    for name, value in found.items():
        names[name] = value
        if isinstance(value, Mapping):
            names.update({k: v for k, v in value.items() if re.fullmatch(r"\w+", str(k))})
    return names
