"""The executor that forks a warm worker for each job. Unix only."""

from __future__ import annotations

import array
import json
import selectors
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from grader.model import GraderError, Limits, Observation, Protection
from grader.run.executors import worker_command, worker_environment
from grader.run.messages import Ending, Job, Replies, request

READ = 1 << 18
LOOK = 0.1  # seconds between looks at how much a run has written
SCRATCH = 64 * 1024**2  # bytes that it may write


@dataclass(slots=True)
class Running:
    """One forked process and what is still to be sent to it."""

    place: int
    pid: int
    channel: socket.socket
    unsent: memoryview
    replies: Replies
    deadline: float
    next_look: float
    wrote_too_much: bool = False


class WarmFork:
    """One warm worker, forked for each job; at most ``jobs`` forks run at a time."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._ready = False
        self._missing: tuple[str, ...] = ()
        self._start_worker()

    @property
    def protection(self) -> Protection:
        self._wait_until_ready()
        layers = 2  # beside the resource limits, which every Unix has
        level: Literal["full", "partial"] = "partial" if self._missing else "full"
        if len(self._missing) >= layers:
            return Protection("none", self._missing)
        return Protection(level, self._missing)

    def _start_worker(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        with theirs:
            self._worker = subprocess.Popen(
                worker_command("serve", str(theirs.fileno())),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=worker_environment(),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,  # Ctrl-C is for the trusted process, which ends this one
            )

    def close(self) -> None:
        self._control.close()  # the worker ends its children and itself when this is gone
        try:
            self._worker.wait(5)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()
        if self._worker.stderr is not None:
            self._worker.stderr.close()

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        waiting = list(enumerate(jobs))[::-1]
        results: list[list[list[Observation]]] = [[] for _ in jobs]
        running: dict[int, Running] = {}
        with selectors.DefaultSelector() as selector:
            try:
                while waiting or running:
                    while waiting and len(running) < self._jobs:
                        one = self._start(*waiting.pop(), limits)
                        running[one.place] = one
                        events = selectors.EVENT_READ | selectors.EVENT_WRITE
                        selector.register(one.channel, events, one)
                    for one in self._step(selector, running):
                        selector.unregister(one.channel)
                        del running[one.place]
                        results[one.place] = self._end(one)
            finally:
                for one in running.values():  # Ctrl-C or a broken worker
                    self._abandon(one)
        return results

    def _start(self, place: int, job: Job, limits: Limits) -> Running:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            rights = array.array("i", [theirs.fileno()])
            answer = self._ask(b"start", [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
        ours.setblocking(False)
        data = memoryview(request(job, limits))
        now = time.monotonic()
        replies = Replies(job, limits)
        return Running(place, int(answer), ours, data, replies, now + limits.seconds, now + LOOK)

    def _step(self, selector: selectors.BaseSelector, running: dict[int, Running]) -> list[Running]:
        """Move bytes until something ends; returns what ended."""
        first = min(min(one.deadline, one.next_look) for one in running.values())
        ended = []
        for key, events in selector.select(max(0.0, first - time.monotonic())):
            one: Running = key.data
            if events & selectors.EVENT_WRITE:
                self._send(one)
                if not one.unsent:
                    selector.modify(one.channel, selectors.EVENT_READ, one)
            if events & selectors.EVENT_READ and self._receive(one):
                ended.append(one)
        now = time.monotonic()
        for one in running.values():
            if now >= one.next_look and one not in ended:
                one.next_look = now + LOOK
                if int(self._ask(b"disk %d" % one.pid)) > SCRATCH:
                    one.wrote_too_much = True
                    ended.append(one)
        ended += [one for one in running.values() if one.deadline <= now and one not in ended]
        return ended

    @staticmethod
    def _send(one: Running) -> None:
        try:
            sent = one.channel.send(one.unsent)
        except BlockingIOError:
            return
        except OSError:  # it closed its end: how it ended will tell
            sent = len(one.unsent)
        one.unsent = one.unsent[sent:]

    @staticmethod
    def _receive(one: Running) -> bool:
        """Read what there is; true when no more is to come."""
        try:
            data = one.channel.recv(READ)
        except BlockingIOError:
            return False
        except OSError:
            return True
        one.replies.feed(data)
        return not data or one.replies.done or bool(one.replies.malformed)

    def _end(self, one: Running) -> list[list[Observation]]:
        timed_out = time.monotonic() >= one.deadline and not one.replies.done
        one.channel.close()
        code, _memory = (int(n) for n in self._ask(b"end %d" % one.pid).split())
        return one.replies.finish(Ending(code, timed_out, one.wrote_too_much))

    def _abandon(self, one: Running) -> None:
        one.channel.close()
        try:
            self._ask(b"end %d" % one.pid)
        except GraderError:
            return  # the worker itself is gone, and its children with it

    def _ask(
        self, message: bytes, ancillary: Sequence[tuple[int, int, array.array[int]]] = ()
    ) -> bytes:
        try:
            self._wait_until_ready()
            self._control.sendmsg([message], ancillary)
            answer = self._control.recv(64)
        except OSError as error:
            raise self._broken() from error
        if not answer:
            raise self._broken()
        return answer

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        word, _, missing = self._control.recv(4096).partition(b" ")
        if word != b"ready":
            raise self._broken()
        self._missing = tuple(json.loads(missing))
        self._ready = True

    def _broken(self) -> GraderError:
        self._worker.kill()
        self._worker.wait()
        problem = b""
        if self._worker.stderr is not None and not self._worker.stderr.closed:
            problem = self._worker.stderr.read()
            self._worker.stderr.close()
        reason = problem.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        return GraderError(
            f"The worker process ended: {reason[0]}. Try again; if it stays, run "
            'python -c "import numpy" to see whether numpy works here.'
        )
