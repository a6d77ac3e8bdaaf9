"""What a convention reads of a learner's function, noted as it reads.

Most look at the values alone. One that looks at the text, comments included, makes the mark depend
on that text, and only there a mark can be remembered for no other text.
"""

from __future__ import annotations

from typing import Any, cast

from grader.model import LearnerFunction


class Looking:
    """Stands for a function, and keeps the names of what is read of it."""

    def __init__(self, function: LearnerFunction) -> None:
        self._function = function
        self.looked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.looked.add(name)
        return getattr(self._function, name)

    def as_function(self) -> LearnerFunction:
        return cast(LearnerFunction, self)
