"""The executor that forks a warm worker for each job. Unix only."""

from __future__ import annotations

import array
import json
import selectors
import socket
import subprocess
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from grader.model import Calls, GraderError, Limits, Observation, Protection, WorkItem
from grader.run.executors import Take, gathered, worker_command, worker_environment

if TYPE_CHECKING:
    from grader.run.messages import Job, Outgoing, Replies
    from grader.run.talk import Conversation

READ = 1 << 18
LOOK = 0.1  # seconds between looks at how much a run has written
SCRATCH = 64 * 1024**2  # bytes that it may write
PREPARED = 4  # worker processes that hold the inputs of one assignment and seed each
REMEMBERED = 16  # jobs that may come again with the same inputs


class Server:
    """Our end of the control socket of a process that forks (see ``grader/worker/zygote.py``)."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self.greeting = b""

    def wait_until_ready(self) -> bytes:
        """What it says once it can fork; empty where it has ended."""
        if not self.greeting:
            self.greeting = self._control.recv(4096)
        return self.greeting

    def ask(self, message: bytes, descriptors: Sequence[int] = ()) -> bytes:
        """Its answer; empty where it has ended."""
        if not self.wait_until_ready():
            return b""
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
        self._control.sendmsg([message], rights if descriptors else [])
        return self._control.recv(64)

    def tell(self, message: bytes) -> None:
        """Something that has no answer."""
        self._control.sendmsg([message])

    def close(self) -> None:
        """It ends its children and itself when this is gone."""
        self._control.close()


@dataclass(slots=True)
class Running:
    """One forked process and what is still to be sent to it."""

    place: int
    server: Server
    pid: int
    channel: socket.socket
    unsent: memoryview
    later: list[Outgoing]
    replies: Replies
    deadline: float
    next_look: float
    wrote_too_much: bool = False

    def due(self) -> bool:
        """Move what may be sent by now to what is to be sent; true where there is any."""
        due = [one.data for one in self.later if one.after <= self.replies.complete]
        if due:
            del self.later[: len(due)]
            self.unsent = memoryview(b"".join((self.unsent, *due)))
        return bool(self.unsent)


class WarmFork:
    """One warm worker, forked for each job; at most ``jobs`` forks run at a time.

    Where the same inputs come again, as they do for a class that is graded on one seed, the worker
    has a process made that holds them, and plain code runs in forks of that.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._testing = False
        self._missing: tuple[str, ...] | None = None
        self._prepared: list[tuple[dict[Calls, int], Server]] = []
        self._remembered: deque[tuple[Calls, ...]] = deque(maxlen=REMEMBERED)
        self._start_worker()

    @property
    def protection(self) -> Protection:
        if self._missing is None:
            word, _, missing = self._server.wait_until_ready().partition(b" ")
            if word != b"ready":
                raise self._broken()
            self._missing = tuple(json.loads(missing))
        layers = 2  # beside the resource limits, which every Unix has
        level: Literal["full", "partial"] = "partial" if self._missing else "full"
        if len(self._missing) >= layers:
            return Protection("none", self._missing)
        return Protection(level, self._missing)

    def _start_worker(self) -> None:
        ours, theirs = _control_sockets()
        self._server = Server(ours)
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
        for _, server in self._prepared:
            server.close()
        self._server.close()
        try:
            self._worker.wait(5)
        except subprocess.TimeoutExpired:
            self._worker.kill()
            self._worker.wait()
        if self._worker.stderr is not None:
            self._worker.stderr.close()

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        return gathered(self, jobs, limits)

    def each(self, jobs: Sequence[Job], limits: Limits, take: Take) -> None:
        waiting = list(enumerate(jobs))[::-1]
        running: dict[int, Running] = {}
        with selectors.DefaultSelector() as selector:
            try:
                while waiting or running:
                    while waiting and len(running) < self._jobs:
                        one = self._start(*waiting.pop(), limits)
                        running[one.place] = one
                        selector.register(one.channel, _events(one), one)
                    for one in self._step(selector, running, take):
                        selector.unregister(one.channel)
                        del running[one.place]
                        for index, seen in self._end(one):
                            take(one.place, index, seen)
            finally:
                for one in running.values():  # Ctrl-C or a broken worker
                    self._abandon(one)

    def talk(self, limits: Limits) -> Conversation:
        from grader.run.talk import Conversation

        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            pid = int(self._ask(self._server, b"start", [theirs.fileno()]))

        def end() -> None:  # with an answer: what it wrote is gone when the grading returns
            self._ask(self._server, b"end %d" % pid)

        return Conversation(ours, end, limits)

    def _start(self, place: int, job: Job, limits: Limits) -> Running:
        from grader.run.messages import Replies, request  # late, here and below: numpy

        if not self._testing and any(map(_may_use_testing, job)):
            self._testing = bool(self._ask(self._server, b"testing"))
        known, server = self._prepared_for(job)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            answer = self._ask(server, b"start", [theirs.fileno()])
        ours.setblocking(False)
        now = time.monotonic()
        one = Running(
            place,
            server,
            int(answer),
            ours,
            memoryview(b""),
            request(job, limits, known),
            Replies(job, limits),
            now + limits.seconds,
            now + LOOK,
        )
        if one.due():
            self._send(one)
        return one

    def _prepared_for(self, job: Job) -> tuple[dict[Calls, int] | None, Server]:
        """What forks for this job, and the calls that it holds ready, if it does."""
        if not all(item.plain for item in job):
            return None, self._server
        for known, server in self._prepared:
            if all(item.calls in known for item in job):
                return known, server
        wanted = tuple(item.calls for item in job)
        if wanted not in self._remembered:
            self._remembered.append(wanted)
            return None, self._server
        self._remembered.remove(wanted)
        known, server = {calls: index for index, calls in enumerate(wanted)}, self._prepare(job)
        self._prepared.append((known, server))
        if len(self._prepared) > PREPARED:
            self._prepared.pop(0)[1].close()
        return known, server

    def _prepare(self, job: Job) -> Server:
        from grader.run.messages import preparation

        ours, theirs = _control_sockets()
        source, channel = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        server = Server(ours)
        with theirs, source, channel:
            self._ask(self._server, b"prepare", [theirs.fileno(), channel.fileno()])
            try:
                source.sendall(preparation(job))
            except OSError as error:
                raise self._broken() from error
        return server

    def _step(
        self, selector: selectors.BaseSelector, running: dict[int, Running], take: Take
    ) -> list[Running]:
        """Move bytes until something ends; returns what ended."""
        first = min(min(one.deadline, one.next_look) for one in running.values())
        ended = []
        for key, events in selector.select(max(0.0, first - time.monotonic())):
            one: Running = key.data
            if events & selectors.EVENT_WRITE:
                self._send(one)
                if not one.unsent:
                    selector.modify(one.channel, _events(one), one)
            if events & selectors.EVENT_READ:
                if self._receive(one):
                    ended.append(one)
                elif one.later and one.due():
                    self._send(one)
                    selector.modify(one.channel, _events(one), one)
                for index, seen in one.replies.ready():
                    take(one.place, index, seen)
        now = time.monotonic()
        for one in running.values():
            if now >= one.next_look and one not in ended:
                one.next_look = now + LOOK
                if int(self._ask(one.server, b"disk %d" % one.pid)) > SCRATCH:
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

    def _end(self, one: Running) -> Iterator[tuple[int, list[Observation]]]:
        from grader.run.messages import Ending

        one.channel.close()
        if one.replies.done and one.server is not self._server:
            # how it ends tells nothing more, and it has no folder that must be gone by now
            self._tell(one.server, b"reap %d" % one.pid)
            return one.replies.rest(Ending(0))
        timed_out = time.monotonic() >= one.deadline
        code, _memory = (int(n) for n in self._ask(one.server, b"end %d" % one.pid).split())
        return one.replies.rest(Ending(code, timed_out, one.wrote_too_much))

    def _abandon(self, one: Running) -> None:
        one.channel.close()
        try:
            self._ask(one.server, b"end %d" % one.pid)
        except GraderError:
            return  # the worker itself is gone, and its children with it

    def _ask(self, server: Server, message: bytes, descriptors: Sequence[int] = ()) -> bytes:
        try:
            answer = server.ask(message, descriptors)
        except OSError as error:
            raise self._broken() from error
        if not answer:
            raise self._broken()
        return answer

    def _tell(self, server: Server, message: bytes) -> None:
        try:
            server.tell(message)
        except OSError as error:
            raise self._broken() from error

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


def _control_sockets() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def _may_use_testing(item: WorkItem) -> bool:
    """Whether the code may import ``numpy.testing``; ``from numpy import *`` does, too."""
    return any("testing" in unit.source or "import *" in unit.source for unit in item.units)


def _events(one: Running) -> int:
    return selectors.EVENT_READ | (selectors.EVENT_WRITE if one.unsent else 0)
