"""Our side of a conversation with a worker process (see ``grader/worker/talk.py``)."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model import Calls, Limits, Observation, WorkItem
from grader.run.messages import code_frame, observation
from grader.worker.wire import PREFIX, WireError, decode_message, frame, frame_length

READ = 1 << 18


@dataclass(frozen=True, slots=True)
class Question:
    """Calls to make: every version of a function (compiled; empty stands for the one that was
    sent) on the inputs of every case. ``lines`` is how many lines one call may run."""

    function: str
    calls: Calls
    versions: Sequence[bytes] = (b"",)
    watch: bool = False
    lines: int = 100_000

    def __len__(self) -> int:
        return len(self.versions) * len(self.calls)


class Conversation:
    """Code and questions in, observations out; over when the process is. ``end`` ends it."""

    def __init__(self, channel: socket.socket, end: Callable[[], None], limits: Limits) -> None:
        self._channel = channel
        self._end = end
        self._limits = limits
        self._buffer = bytearray()
        self.over = False
        head = {"kind": "talk", "seconds": limits.seconds, "memory": limits.memory}
        self._send(frame(head | {"reply": limits.reply}))
        self._begun = False

    def code(self, item: WorkItem) -> None:
        """From here on, questions are about the functions of this item."""
        self._send(code_frame(item))

    def ask(self, question: Question, seconds: float) -> list[Observation]:
        """What came of the calls, in order; fewer where the process ended or took too long."""
        blob = b"".join((question.calls.body, *question.versions))
        message = {
            "kind": "calls",
            "function": question.function,
            "body": len(question.calls.body),
            "seeds": question.calls.seeds,
            "counts": question.calls.counts,
            "versions": [len(one) for one in question.versions],
            "watch": question.watch,
            "lines": question.lines,
        }
        self._send(frame(message, blob))
        found: list[Observation] = []
        deadline = time.monotonic() + seconds
        try:
            while len(found) < len(question) and not self.over:
                found += self._replies(deadline)
        except (OSError, WireError, LookupError, TypeError, ValueError, OverflowError):
            self.close()
        return found[: len(question)]

    def _replies(self, deadline: float) -> list[Observation]:
        """Those of the next frame."""
        message, blob = self._frame(deadline)
        if not self._begun:
            self._begun = message["kind"] == "begin"
            return []
        found, start = [], 0
        for reply in message["replies"]:
            size = reply["size"]
            if type(size) is not int or not 0 <= size <= len(blob) - start:
                raise WireError("a body beyond the end")
            found.append(observation(reply, blob[start : start + size]))
            start += size
        return found

    def _frame(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        self._read(PREFIX.size, deadline)
        lengths = frame_length(bytes(self._buffer[: PREFIX.size]), self._limits.reply)
        header, blob = lengths
        end = PREFIX.size + header + blob
        self._read(end, deadline)
        message = decode_message(bytes(self._buffer[PREFIX.size : PREFIX.size + header]))
        body = bytes(self._buffer[PREFIX.size + header : end])
        del self._buffer[:end]
        return message, body

    def _read(self, count: int, deadline: float) -> None:
        while len(self._buffer) < count:
            self._channel.settimeout(max(0.001, deadline - time.monotonic()))
            data = self._channel.recv(READ)
            if not data:
                raise WireError("the process ended")
            self._buffer += data

    def _send(self, data: bytes) -> None:
        try:
            self._channel.settimeout(self._limits.seconds)
            self._channel.sendall(data)
        except OSError:
            self.close()

    def close(self) -> None:
        if not self.over:
            self.over = True
            self._channel.close()
            with contextlib.suppress(OSError):
                self._end()
