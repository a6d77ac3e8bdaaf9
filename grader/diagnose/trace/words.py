"""What is said of the first value that is off."""

from __future__ import annotations

from grader.diagnose.trace.first import First
from grader.model import Diagnosis

RELATIONS = {
    "turned": "It is transposed.",
    "sign": "It has the wrong sign.",
    "m": "It is m times too large.",
    "1/m": "It is m times too small.",
    "factor": "It is what is asked, times a constant.",
    "zero": "It is all zeros.",
    "flat": "It holds the right numbers in another shape.",
    "shape": "It has another shape than is asked.",
}
LOOK = "Look at that line: what it is made of, and how."


def told(first: First, cell: int) -> tuple[Diagnosis, ...]:
    """The sentence; none where nothing is known."""
    line = first.line
    if first.kind == "off":
        message = f"`{first.name}`, made in line {line}, is the first value that is off."
        if first.relation:
            message += f" {RELATIONS[first.relation]}"
        hint = "All that was made before is as it should be. " if first.sure else ""
        return (Diagnosis("first_off", message, hint + LOOK, cell, line),)
    if first.kind == "stale":
        message = (
            f"`{first.name}` is right when line {line} makes it, but a step is to follow that "
            "changes it, and does not."
        )
        return (
            Diagnosis("step_missing", message, "Which step comes after that line?", cell, line),
        )
    return ()
