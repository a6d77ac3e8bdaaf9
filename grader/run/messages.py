"""From work items to request bytes, and from reply bytes to observations.

Replies come from a process that ran learner code: whatever the bytes are, what comes out is an
observation for every call, never an exception.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from grader.model import Frame, GraderError, Limits, Observation, Raised, WorkItem
from grader.worker.wire import (
    PREFIX,
    WireError,
    clean,
    decode_body,
    decode_message,
    frame,
    frame_length,
)

Job = Sequence[WorkItem]  # the items that one process runs
TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker process ended. ``code`` is an exit status, or minus a signal's number."""

    code: int
    timed_out: bool = False
    wrote_too_much: bool = False


def request(job: Job, limits: Limits) -> bytes:
    """The one frame that tells a process what to run."""
    programs: list[dict[str, Any]] = []
    before: WorkItem | None = None
    bodies: list[bytes] = []
    end = 0
    for item in job:
        start, end = end, end + len(item.calls.body)
        bodies.append(item.calls.body)
        calls: dict[str, Any] = {"function": item.function, "body": [start, end]}
        calls |= {"seeds": item.calls.seeds, "counts": item.calls.counts}
        programs.append(calls | _code(item, before))
        before = item
    return frame(
        {
            "kind": "run",
            "programs": programs,
            "reply": limits.reply,
            "output": limits.output,
            "seconds": limits.seconds,
            "memory": limits.memory,
        },
        b"".join(bodies),
    )


def _code(item: WorkItem, before: WorkItem | None) -> dict[str, Any]:
    """What to execute for an item, or that it is what was executed for the item before."""
    if before is not None and (item.units, item.helpers, item.stand_ins) == (
        before.units,
        before.helpers,
        before.stand_ins,
    ):
        return {"same_code": True}
    return {
        "same_code": False,
        "helpers": dict(item.helpers),
        "stand_ins": dict(item.stand_ins),
        "signatures": {name: list(own) for name, own in item.signatures.items()},
        "units": [[unit.label, unit.source] for unit in item.units],
    }


class Replies:
    """Collects the reply frames of one job; lives as long as its process."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self._job = job
        self._limits = limits
        self._buffer = bytearray()
        self._received = 0
        self._observations: list[list[Observation]] = [[] for _ in job]
        self._begun = False
        self.done = False
        self.malformed = ""

    def feed(self, data: bytes) -> None:
        """Take what was read; ``done`` and ``malformed`` say whether more can follow."""
        self._received += len(data)
        if self._received > self._limits.reply * 2:
            self.malformed = "it sent more than the limit"
        self._buffer += data
        while not (self.done or self.malformed) and len(self._buffer) >= PREFIX.size:
            try:
                if not self._take_frame():
                    return
            except (WireError, LookupError, TypeError, ValueError, OverflowError) as error:
                self.malformed = f"it sent something that is no reply ({type(error).__name__})"

    def _take_frame(self) -> bool:
        prefix = bytes(self._buffer[: PREFIX.size])
        header_length, blob_length = frame_length(prefix, self._limits.reply)
        end = PREFIX.size + header_length + blob_length
        if len(self._buffer) < end:
            return False
        header = bytes(self._buffer[PREFIX.size : PREFIX.size + header_length])
        blob = bytes(self._buffer[PREFIX.size + header_length : end])
        del self._buffer[:end]
        message = decode_message(header)
        if not self._begun:
            self._begun = message["kind"] == "begin"
            return True
        place = self._next_place()
        if place is None:
            self.done = message["kind"] == "done"
            if not self.done:
                raise WireError("one reply too many")
            return True
        if message["kind"] != "case" or (message["program"], message["case"]) != place:
            raise WireError("a reply out of order")
        self._observations[place[0]].append(_observation(message, blob))
        return True

    def _next_place(self) -> tuple[int, int] | None:
        for index, (item, seen) in enumerate(zip(self._job, self._observations, strict=True)):
            if len(seen) < len(item.calls):
                return index, len(seen)
        return None

    def finish(self, ending: Ending) -> list[list[Observation]]:
        """An observation for every call; those without a reply say how the process ended.

        A process that ended before learner code ran in it is nothing that the learner did.
        """
        if not self._begun:
            raise GraderError(
                f"The worker could not start a run (exit status {ending.code}). "
                "Try again; if it stays, try: grader run NOTEBOOK --executor subprocess"
            )
        missing = _without_reply(ending, self.malformed, self._limits)
        return [
            [*seen, *(missing for _ in range(len(item.calls) - len(seen)))]
            for item, seen in zip(self._job, self._observations, strict=True)
        ]


def _observation(message: Mapping[str, Any], blob: bytes) -> Observation:
    stdout = _text(message.get("stdout", ""))
    seconds = message.get("seconds", 0.0)
    if type(seconds) is not float or not math.isfinite(seconds):
        seconds = 0.0
    tries = message["tries"]
    if type(tries) is not list:
        raise WireError("malformed reply")
    if tries:
        detail = "it tried to " + ", to ".join(_text(one) for one in tries[:5])
        return Observation("blocked", seconds=seconds, stdout=stdout, detail=detail)
    if message["status"] == "raised":
        raised, memory = _raised(message["raised"])
        status: Literal["memory", "raised"] = "memory" if memory else "raised"
        return Observation(status, raised=raised, seconds=seconds, stdout=stdout)
    if message["status"] != "returned":
        raise WireError("unknown status")
    return Observation("returned", blob, seconds=seconds, stdout=stdout)


def returned(observation: Observation) -> tuple[Any, tuple[Any, ...]] | str:
    """The returned value and the inputs after the call; or why they cannot be read."""
    try:
        value, *inputs = decode_body(observation.body)
    except (WireError, ValueError) as error:
        return f"it sent something that is no reply ({error})"
    return value, tuple(inputs)


def _raised(data: Mapping[str, Any]) -> tuple[Raised, bool]:
    frames = []
    for filename, line, function in data["frames"]:
        if type(line) is not int:
            raise WireError("malformed traceback")
        label = _text(filename).strip("<>")
        number = label.removeprefix("cell ").split(",")[0]
        cell = int(number) if label.startswith("cell ") and number.isdecimal() else 0
        frames.append(Frame(cell, line, _text(function), label))
    raised = Raised(
        _text(data["type"]), _text(data["message"]), tuple(frames[-50:]), _text(data["name"])
    )
    return raised, data["memory"] is True


def _text(value: Any) -> str:
    if type(value) is not str:
        raise WireError("malformed text")
    return clean(value[:TEXT])


def _without_reply(ending: Ending, malformed: str, limits: Limits) -> Observation:
    import signal

    if ending.wrote_too_much:
        return Observation("blocked", detail="it wrote more files than it may")
    if malformed:
        return Observation("crashed", detail=malformed)
    if ending.timed_out or -ending.code == getattr(signal, "SIGXCPU", None):
        return Observation("timeout", detail=f"no answer within {limits.seconds:g} s")
    if -ending.code == getattr(signal, "SIGSYS", None):
        return Observation("blocked", detail="it tried something that graded code may not do")
    if ending.code < 0:
        try:
            name = signal.Signals(-ending.code).name
        except ValueError:
            name = f"signal {-ending.code}"
        return Observation("crashed", detail=f"its process was ended by {name}")
    return Observation("crashed", detail=f"it ended its process (exit status {ending.code})")
