"""What a search for a cause may ask of the learner's code, which runs in its own process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any, Protocol

from grader.model import CaseGrade

Step = tuple[int, str, Any]


@dataclass(frozen=True, slots=True)
class Watched:
    """A call, watched: ``steps`` are the values that names got, with the line that gave them;
    ``lines`` says how often each line ran. ``error`` is the type of what was raised."""

    steps: tuple[Step, ...]
    lines: Mapping[int, int]
    raised_at: int = 0
    returned_at: int = 0
    cut: bool = False
    error: str = ""
    value: Any = None


class Probe(Protocol):
    """One exercise whose mark is final. Cases are known by their names."""

    def watch(self, case: str) -> Watched | None:
        """The learner's function on a case; None where the process cannot tell."""
        ...

    def right(self, versions: Sequence[CodeType], case: str, lines: int) -> list[bool]:
        """Of each edited function, whether it gets a case wholly right."""
        ...

    def cases(self, version: CodeType, lines: int) -> Sequence[CaseGrade]:
        """The grades of an edited function on all cases; none where its process ended."""
        ...
