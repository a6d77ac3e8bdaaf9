"""The processes that grade a class side by side, each with a worker of its own.

They are trusted, and hold the course. A process that dies costs nothing but the time: what it was
given is given to another one, and only what kills two in a row is given up. When this process is
gone, its pipes are, and they end by themselves.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from grader.classroom.outcome import Item, Outcome

if TYPE_CHECKING:
    from grader.classroom.work import Settings

CHUNK = 8  # items that are sent at once; a message costs as much as a notebook's marks
AHEAD = 2  # chunks that wait in a process, so that it never waits for us
GIVEN_UP = "the process that graded it ended twice (out of memory?)"


@dataclass(eq=False, slots=True)
class Process:
    """One process, and what it was given and has not given back."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    given: deque[list[Item]] = field(default_factory=deque)


class Pool:
    """``jobs`` processes; leave its ``with`` block and none is left."""

    def __init__(self, settings: Settings, gradebook: str, jobs: int, chunk: int = CHUNK) -> None:
        self._chunk = chunk
        self._settings = settings
        self._gradebook = gradebook
        self._jobs = jobs
        self._processes: list[Process] = []
        self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_error: object) -> None:
        for one in self._processes:
            one.pipe.close()
        for one in self._processes:
            one.process.join(2)
            if one.process.is_alive():  # in the middle of a run that may take its seconds
                one.process.terminate()
                one.process.join(10)
            if one.process.is_alive():
                one.process.kill()
                one.process.join()
        self._processes.clear()

    def outcomes(self, items: Iterable[Item]) -> Iterator[list[Outcome]]:
        """Grade all items, taking them as they can be worked on; outcomes come as they are done."""
        chunks = _chunks(items, self._chunk)
        again: deque[list[Item]] = deque()
        suspects: set[int] = set()
        exhausted = False
        while True:
            while not exhausted or again:
                free = self._free()
                if free is None:
                    break
                chunk = again.popleft() if again else next(chunks, None)
                if chunk is None:
                    exhausted = True
                    break
                self._give(free, chunk)
            busy = [one for one in self._processes if one.given]
            if not busy:
                if exhausted and not again:
                    return
                continue
            for ready in wait([one.pipe for one in busy]):
                process = next(one for one in busy if one.pipe is ready)
                try:
                    done: list[Outcome] = process.pipe.recv()
                except (EOFError, OSError):
                    yield self._lost(process, again, suspects)
                    continue
                process.given.popleft()
                yield done

    def _free(self) -> Process | None:
        if len(self._processes) < self._jobs:
            self._processes.append(self._start())
        least = min(self._processes, key=lambda one: len(one.given))
        return least if len(least.given) < AHEAD else None

    def _start(self) -> Process:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self._settings, self._gradebook), daemon=True
        )
        process.start()
        theirs.close()
        return Process(process, ours)

    @staticmethod
    def _give(process: Process, chunk: list[Item]) -> None:
        process.given.append(chunk)
        with contextlib.suppress(OSError):  # it is gone: reading from it will tell
            process.pipe.send(chunk)

    def _lost(
        self, process: Process, again: deque[list[Item]], suspects: set[int]
    ) -> list[Outcome]:
        """Give what it had to others, one by one; what was in hand when two died is given up."""
        process.pipe.close()
        process.process.join(5)
        self._processes.remove(process)
        first, *rest = process.given
        given_up = []
        if len(first) == 1 and first[0].number in suspects:
            given_up = [_given_up(first[0])]
        else:
            suspects.update(item.number for item in first)
            again.extend([item] for item in first)
        again.extend(rest)
        return given_up


def _given_up(item: Item) -> Outcome:
    import hashlib

    sha256 = hashlib.sha256(item.data).hexdigest()
    return Outcome(item.number, sha256, "grader failed", GIVEN_UP)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _serve(pipe: Connection, settings: Settings, gradebook: str) -> None:
    """What a process does, until there is nobody left to do it for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    from grader.classroom.answers import Answers
    from grader.classroom.work import Grading

    signal.signal(signal.SIGTERM, _leave)
    answers = Answers(gradebook)
    grading = Grading(settings, answers.look_up)
    try:
        while True:
            try:
                items: list[Item] = pipe.recv()
            except (EOFError, OSError):
                return
            done = [grading.grade(item) for item in items]
            try:
                pipe.send(done)
            except OSError:
                return
    finally:
        grading.close()
        answers.close()


def _leave(*_: object) -> None:
    raise SystemExit(0)
