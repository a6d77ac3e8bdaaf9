"""The executor that starts an interpreter for each job: slower, works everywhere."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from grader.model import Limits, Observation, Protection
from grader.run.executors import Take, gathered, worker_command, worker_environment
from grader.run.messages import Ending, Job, Replies, request
from grader.run.talk import Conversation


class Subprocesses:
    """An interpreter a job, at most ``jobs`` of them at a time."""

    def __init__(self, jobs: int) -> None:
        self._pool = ThreadPoolExecutor(jobs)
        self._running: set[subprocess.Popen[bytes]] = set()
        self.protection = Protection("none", ("landlock", "seccomp", "resource limits"))

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        return gathered(self, jobs, limits)

    def each(self, jobs: Sequence[Job], limits: Limits, take: Take) -> None:
        running = {
            self._pool.submit(self._run_one, job, limits): place for place, job in enumerate(jobs)
        }
        for done in as_completed(running):
            place = running.pop(done)
            for index, seen in enumerate(done.result()):
                take(place, index, seen)

    def _run_each(self, job: Job, limits: Limits) -> list[list[Observation]]:
        """A process for each item, as long as all goes well: what stands in for an exercise is in
        no process before that one is done."""
        seen: list[list[Observation]] = []
        for item in job:
            if all(one.status in ("returned", "raised") for some in seen for one in some):
                seen += self._run_one([item], limits)
            else:
                seen.append([Observation("crashed")] * len(item.calls))
        return seen

    def talk(self, limits: Limits) -> Conversation | None:
        """A socket for both ways; where a socket cannot be a process's input, there is none."""
        if os.name != "posix":
            return None
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                worker_command("once"),
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                env=worker_environment(),
                start_new_session=True,
            )
        self._running.add(process)

        def end() -> None:
            _kill(process)
            process.wait()
            self._running.discard(process)

        return Conversation(ours, end, limits)

    def close(self) -> None:
        for process in list(self._running):
            _kill(process)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run_one(self, job: Job, limits: Limits) -> list[list[Observation]]:
        frames = request(job, limits)
        if any(frame.after for frame in frames):  # they wait for replies: a process each instead
            return self._run_each(job, limits)
        replies = Replies(job, limits)
        data = b"".join(frame.data for frame in frames)
        with subprocess.Popen(
            worker_command("once"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=worker_environment(),
            start_new_session=True,
        ) as process:
            self._running.add(process)
            threads = (
                threading.Thread(
                    target=_send,
                    args=(process, data),
                    daemon=True,
                ),
                threading.Thread(target=_receive, args=(process, replies), daemon=True),
            )
            for thread in threads:
                thread.start()
            # an interpreter needs a moment to come up, which is not the learner's
            threads[1].join(limits.seconds + 5)
            timed_out = threads[1].is_alive()
            if replies.done or replies.malformed or timed_out:
                _kill(process)
            code = process.wait()
            _kill(process)  # what it may have started
            threads[1].join(1)
            self._running.discard(process)
        return replies.finish(Ending(code, timed_out))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started: it leads a session of its own."""
    if not hasattr(os, "killpg"):
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _send(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(data)
        process.stdin.close()
    except OSError:
        return  # it ended before it had read its work: what it replied tells


def _receive(process: subprocess.Popen[bytes], replies: Replies) -> None:
    assert process.stdout is not None
    try:
        while not (replies.done or replies.malformed):
            data = process.stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not data:
                return
            replies.feed(data)
    except (OSError, ValueError):
        return  # killed and closed from the other thread
