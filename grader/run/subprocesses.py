"""The executor that starts an interpreter for each job: slower, works everywhere."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from grader.model import Limits, Observation, Protection
from grader.run.executors import worker_command, worker_environment
from grader.run.messages import Ending, Job, Replies, request


class Subprocesses:
    """An interpreter a job, at most ``jobs`` of them at a time."""

    def __init__(self, jobs: int) -> None:
        self._pool = ThreadPoolExecutor(jobs)
        self._running: set[subprocess.Popen[bytes]] = set()
        self.protection = Protection("none", ("landlock", "seccomp", "resource limits"))

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        return list(self._pool.map(lambda job: self._run_one(job, limits), jobs))

    def close(self) -> None:
        for process in list(self._running):
            _kill(process)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run_one(self, job: Job, limits: Limits) -> list[list[Observation]]:
        frames = request(job, limits)
        if any(frame.after for frame in frames):  # they wait for replies: a process each instead
            return [one for item in job for one in self._run_one([item], limits)]
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
