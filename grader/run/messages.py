"""From work items to request bytes, and from reply bytes to observations.

Replies come from a process that ran learner code: whatever the bytes are, what comes out is an
observation for every call, never an exception.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from grader.model import Calls, Frame, GraderError, Limits, Observation, Raised, WorkItem
from grader.worker.wire import (
    GATHERED,
    MAX_REPLY_HEADER,
    PREFIX,
    WireError,
    clean,
    decode_body,
    decode_message,
    fits,
    frame,
    frame_length,
)

Job = Sequence[WorkItem]  # the items that one process runs
# What a record holds at most: a worker sends no more, a forged reply may.
TEXT = 4_200  # of what a case prints: ``Limits.output`` and a word on what was cut
MESSAGE = 1000
NAME = 80
TRY = 160
FRAMES = 30
LINES = 1_000_000
LONGEST = 1e6  # seconds
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{7,}|(?<=\bat )0x[0-9a-fA-F]*$")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker process ended. ``code`` is an exit status, or minus a signal's number."""

    code: int
    timed_out: bool = False
    wrote_too_much: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A frame, to be sent once the replies of so many of the job's items are there.

    So what stands in for an exercise is not in the process while that one itself is marked.
    """

    after: int
    data: bytes


def request(
    job: Job, limits: Limits, prepared: Mapping[Calls, int] | None = None
) -> list[Outgoing]:
    """The frames that tell a process what to run; not the calls that are ``prepared`` in it."""
    programs: list[dict[str, Any]] = []
    bodies = Bodies()
    code: list[Outgoing] = []
    before: WorkItem | None = None
    for index, item in enumerate(job):
        same_code = before is not None and _same_code(item, before)
        if not same_code:
            code.append(Outgoing(index, code_frame(item)))
        place = bodies.add(item.calls) if prepared is None else {"inputs": prepared[item.calls]}
        room = min(item.calls.room, limits.reply)
        programs.append(
            {
                "function": item.function,
                "same_code": same_code,
                "room": [room, item.calls.parts],
                **place,
            }
        )
        before = item
    head = {
        "kind": "run",
        "programs": programs,
        "output": limits.output,
        "seconds": limits.seconds,
        "memory": limits.memory,
    }
    return [Outgoing(0, frame(head, bodies.joined())), *code]


def preparation(job: Job) -> bytes:
    """The frame that tells a process which inputs and given functions to keep ready."""
    bodies = Bodies()
    programs = [bodies.add(item.calls) for item in job]
    helpers = {name: source for item in job for name, source in item.helpers.items()}
    return frame({"kind": "prepare", "programs": programs, "helpers": helpers}, bodies.joined())


class Bodies:
    """The inputs of several programs, one after the other in a frame's blob."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._end = 0

    def add(self, calls: Calls) -> dict[str, Any]:
        start, self._end = self._end, self._end + len(calls.body)
        self._bodies.append(calls.body)
        return {"body": [start, self._end], "seeds": calls.seeds, "counts": calls.counts}

    def joined(self) -> bytes:
        return b"".join(self._bodies)


def _same_code(item: WorkItem, before: WorkItem) -> bool:
    return (item.units, item.helpers, item.stand_ins, item.signatures) == (
        before.units,
        before.helpers,
        before.stand_ins,
        before.signatures,
    )


def code_frame(item: WorkItem) -> bytes:
    """What to execute for an item. A unit that is compiled already is sent so, in the blob."""
    compiled = [b"" if unit.code is None else marshal.dumps(unit.code) for unit in item.units]
    message = {
        "kind": "code",
        "helpers": dict(item.helpers),
        "stand_ins": dict(item.stand_ins),
        "signatures": {name: list(own) for name, own in item.signatures.items()},
        "units": [
            [unit.label, "" if code else unit.source, len(code)]
            for unit, code in zip(item.units, compiled, strict=True)
        ],
    }
    return frame(message, b"".join(compiled))


class Replies:
    """Collects the reply frames of one job; lives as long as its process."""

    def __init__(self, job: Job, limits: Limits) -> None:
        self._job = job
        self._limits = limits
        self._buffer = bytearray()
        self._received = 0
        self._observations: list[list[Observation]] = [[] for _ in job]
        self._room = max((min(item.calls.room, limits.reply) for item in job), default=0)
        self._begun = False
        self.complete = 0  # items whose replies are all there
        self._handed = 0  # of these, those that were handed out
        self.done = False
        self.malformed = ""
        self._advance()

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
        header_length, blob_length = frame_length(prefix, self._room + GATHERED, MAX_REPLY_HEADER)
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
        if self.complete == len(self._job):
            self.done = message["kind"] == "done"
            if not self.done:
                raise WireError("one reply too many")
            return True
        if message["kind"] != "cases":
            raise WireError("unknown kind of message")
        start = 0
        for reply in message["replies"]:
            size = reply["size"]
            if type(size) is not int or not 0 <= size <= min(self._room, len(blob) - start):
                raise WireError("a body beyond the end")
            self._take_reply(reply, blob[start : start + size])
            start += size
        return True

    def _take_reply(self, reply: Mapping[str, Any], body: bytes) -> None:
        seen = self._observations[self.complete]  # an IndexError where all are there already
        if (reply["program"], reply["case"]) != (self.complete, len(seen)):
            raise WireError("a reply out of order")
        if not fits(body, self._room, self._job[self.complete].calls.parts):
            raise WireError("a body that is too large")
        one = observation(reply, body)
        seen.append(one)
        self._advance()
        if one.status not in ("returned", "raised") and len(self._job) > 1:
            # something that only code does which is not plain: no more is sent to this process
            self.malformed = "it did what functions that share a process do not"

    def _advance(self) -> None:
        for item, seen in zip(
            self._job[self.complete :], self._observations[self.complete :], strict=True
        ):
            if len(seen) < len(item.calls):
                return
            self.complete += 1

    def ready(self) -> Iterator[tuple[int, list[Observation]]]:
        """The items whose replies are all there, each once; they are not kept."""
        while self._handed < self.complete:
            index = self._handed
            self._handed += 1
            seen, self._observations[index] = self._observations[index], []
            yield index, seen

    def finish(self, ending: Ending) -> list[list[Observation]]:
        """What was not handed out: an observation for every call; those without a reply say how
        the process ended.

        A process that ended before learner code ran in it is nothing that the learner did.
        """
        if not self._begun:
            raise GraderError(
                f"The worker could not start a run (exit status {ending.code}). "
                "Try again; if it stays, try: grader run NOTEBOOK --executor subprocess"
            )
        missing = _without_reply(ending, self.malformed, self._limits)
        items = zip(self._job[self._handed :], self._observations[self._handed :], strict=True)
        return [
            [*seen, *(missing for _ in range(len(item.calls) - len(seen)))] for item, seen in items
        ]

    def rest(self, ending: Ending) -> Iterator[tuple[int, list[Observation]]]:
        """As ``finish``, with the number of each item."""
        return zip(range(self._handed, len(self._job)), self.finish(ending), strict=True)


def observation(message: Mapping[str, Any], blob: bytes) -> Observation:
    stdout = _text(message.get("stdout", ""))
    seconds = message.get("seconds", 0.0)
    if type(seconds) is not float or not 0 <= seconds < LONGEST:  # not true of nan, either
        seconds = 0.0
    tries = message["tries"]
    if type(tries) is not list:
        raise WireError("malformed reply")
    if tries:
        detail = "it tried to " + ", to ".join(_text(one, TRY) for one in tries[:5])
        return Observation("blocked", seconds=seconds, stdout=stdout, detail=detail)
    absent = message.get("absent", [])
    if type(absent) is not list:
        raise WireError("malformed reply")
    missed = tuple(_text(one)[:NAME] for one in absent[:5])
    if message["status"] == "raised":
        raised, memory = _raised(message["raised"])
        status: Literal["memory", "raised"] = "memory" if memory else "raised"
        return Observation(status, raised=raised, seconds=seconds, stdout=stdout, absent=missed)
    if message["status"] != "returned":
        raise WireError("unknown status")
    return Observation("returned", blob, seconds=seconds, stdout=stdout, absent=missed)


def returned(observation: Observation) -> tuple[Any, tuple[Any, ...]] | str:
    """The returned value and the inputs after the call; or why they cannot be read."""
    try:
        value, *inputs = decode_body(observation.body)
    except (WireError, ValueError) as error:
        return f"it sent something that is no reply ({error})"
    return value, tuple(inputs)


def _raised(data: Mapping[str, Any]) -> tuple[Raised, bool]:
    frames = [_frame(*place) for place in data["frames"][-FRAMES:]]
    raised = Raised(
        _text(data["type"], NAME),
        _text(data["message"], MESSAGE),
        tuple(frames),
        _text(data["name"], NAME),
    )
    return raised, data["memory"] is True


def _frame(filename: Any, line: Any, function: Any) -> Frame:
    if type(line) is not int or not 0 <= line < LINES:
        raise WireError("malformed traceback")
    label = _text(filename, NAME).strip("<>")
    number = label.removeprefix("cell ").split(",")[0]
    known = label.startswith("cell ") and number.isdecimal() and len(number) < 7
    return Frame(int(number) if known else 0, line, _text(function, NAME), label)


def _text(value: Any, length: int = TEXT) -> str:
    """A text of a reply, no longer than one of ours; places in memory, which are others in each
    run, are left out."""
    if type(value) is not str:
        raise WireError("malformed text")
    return ADDRESS.sub("0x…", clean(value[:length]))


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
