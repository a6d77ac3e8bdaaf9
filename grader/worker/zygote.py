"""The warm process that forks. Unix only.

On its control socket it answers ``start`` (with the descriptor of a socket for the new child) by
the child's process number, ``disk PID`` by the bytes in that child's scratch folder, and
``end PID`` by how it ended. It never reads learner code itself.
"""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator

from child import restore_old_names  # type: ignore[import-not-found]
from sandbox import Sandbox, remove, size_of  # type: ignore[import-not-found]

# serves one item on a descriptor, calling back once it knows seconds and bytes of memory
Serve = Callable[[int, Callable[[float, int], tuple[str, ...]]], None]


class Zygote:
    """The children that run, and what each is started with."""

    def __init__(self, control: socket.socket, serve_item: Serve, sandbox: Sandbox) -> None:
        self._control = control
        self._serve_item = serve_item
        self._sandbox = sandbox
        self._children: set[int] = set()

    def loop(self) -> None:
        """Answer until the trusted process is gone."""
        try:
            while True:
                message, descriptors = receive(self._control)
                if not message:
                    return
                word, _, number = message.partition(b" ")
                if word == b"start":
                    self._control.send(b"%d" % self.start(descriptors[0]))
                elif word == b"disk":
                    self._control.send(b"%d" % self.disk(int(number)))
                elif word == b"end":
                    self._control.send(self.end(int(number)))
        finally:
            for pid in list(self._children):
                self.end(pid)

    def start(self, channel: int) -> int:
        """Fork a child that serves one item on ``channel``."""
        pid = os.fork()
        if pid:
            os.close(channel)
            self._children.add(pid)
            return pid
        try:
            os.setsid()
            self._control.close()

            def enter(seconds: float, memory: int) -> tuple[str, ...]:
                scratch = self._sandbox.enter(channel, seconds, memory)
                return (*self._sandbox.readable, scratch)

            self._serve_item(channel, enter)
        finally:
            os._exit(0)

    def disk(self, pid: int) -> int:
        return sum(size_of(folder) for folder in self._sandbox.scratch_of(pid))

    def end(self, pid: int) -> bytes:
        """Kill a child and all that it started; say how it had ended.

        It is reaped only here, so its number cannot have passed to another process before.
        """
        for target in (-pid, pid):
            try:
                os.kill(target, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        _pid, status, usage = os.wait4(pid, 0)
        self._children.discard(pid)
        with contextlib.suppress(OSError):  # what stays goes with the folder around it
            self._sandbox.clean(pid)
        return b"%d %d" % (os.waitstatus_to_exitcode(status), usage.ru_maxrss)


def serve(control_descriptor: int, serve_item: Serve, libraries: tuple[str, ...]) -> None:
    """Prepare the sandbox, say what it lacks, then fork on demand."""
    control = socket.socket(fileno=control_descriptor)
    quiet = os.open(os.devnull, os.O_RDWR)
    with scratch_root() as root:
        sandbox = Sandbox(libraries, os.path.realpath(root))
        os.dup2(quiet, 2)
        sandbox.check()
        warm()
        forget_own_modules()
        gc.collect()
        gc.freeze()  # so that collecting in a child does not copy the parent's pages
        control.send(b"ready " + json.dumps(sandbox.missing).encode())
        Zygote(control, serve_item, sandbox).loop()
    os._exit(0)  # taking the interpreter down in order takes longer than a grading


@contextlib.contextmanager
def scratch_root() -> Iterator[str]:
    """The folder that holds the scratch folders of all runs."""
    root = tempfile.mkdtemp(prefix="grader-")
    try:
        yield root
    finally:
        remove(root)


def warm() -> None:
    """Import what harmless learner code imports late, from places that the sandbox closes."""
    import tempfile

    import numpy.testing  # noqa: F401

    restore_old_names()

    tempfile.tempdir = "."  # the scratch folder is the working folder


def forget_own_modules() -> None:
    """Take this folder's modules out of reach of ``import``; where they are used they stay."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != here]
    for name in ("child", "sandbox", "watch", "wire", "zygote", "landlock", "pyseccomp"):
        sys.modules.pop(name, None)


def receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _flags, _address = control.recvmsg(64, socket.CMSG_SPACE(4))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)
