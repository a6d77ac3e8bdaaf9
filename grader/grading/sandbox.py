"""The process in which a notebook's functions are asked more, once their marks are final."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.model import Limits, Observation, WorkItem
from grader.run.executors import Executor

if TYPE_CHECKING:
    from grader.run.talk import Conversation, Question

SECONDS = 1.0  # of one answer; what is slower is ended


class Sandbox:
    """The one process in which a notebook's functions are asked, started where it is needed."""

    def __init__(self, executor: Executor, limits: Limits) -> None:
        self._executor = executor
        self._limits = replace(limits, seconds=max(limits.seconds, 4.0))
        self._conversation: Conversation | None = None
        self._item: WorkItem | None = None

    def ask(self, item: WorkItem, question: Question) -> list[Observation] | None:
        """An observation for each call, fewer where one ended the process; None where this
        platform has no such process."""
        if self._conversation is None or self._conversation.over:
            self._conversation, self._item = self._executor.talk(self._limits), None
        if self._conversation is None:
            return None
        if self._item is not item:
            self._conversation.code(item)
            self._item = item
        return self._conversation.ask(question, SECONDS)

    def close(self) -> None:
        if self._conversation is not None:
            self._conversation.close()
