"""The warm process that forks. Unix only.

On its control socket it answers ``start`` (with the descriptor of a socket for the new child) by
the child's process number, ``disk PID`` by the bytes in that child's scratch folder, and
``end PID`` by how it ended; ``reap PID`` does the same and has no answer. ``prepare`` (with
descriptors of a control socket and of a channel that the inputs of a seed come from) has it fork
another zygote, which answers the same on its own socket and whose children find these inputs read.
``testing`` has it import ``numpy.testing`` for those runs that need it. None of these processes
reads learner code itself.
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
from questions import answer  # type: ignore[import-not-found]
from sandbox import Sandbox, remove, size_of  # type: ignore[import-not-found]

# serves one item on a descriptor, calling back once it knows seconds and bytes of memory
Enter = Callable[[float, int], tuple[str, ...]]
Serve = Callable[[int, Enter], None]
# from the descriptor that the inputs come from, and what may be read: serves items with them
Prepare = Callable[[int, tuple[str, ...]], Serve]


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
                elif word == b"reap":
                    self.end(int(number))
                elif word == b"testing":
                    self._control.send(warm_testing())
                elif word == b"prepare":
                    self.prepare(*descriptors)
                    self._control.send(b"started")
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
            self._serve_item(channel, lambda *bounds: self.enter(channel, *bounds))
        finally:
            os._exit(0)

    def enter(self, channel: int, seconds: float, memory: int) -> tuple[str, ...]:
        """Give up what learner code does not need; returns what it may read and write."""
        scratch = self._sandbox.enter(channel, seconds, memory)
        return (*self._sandbox.readable, scratch)

    def prepare(self, control: int, channel: int) -> None:
        """Overridden by the zygote that has others made."""
        raise NotImplementedError

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
        self.clean(pid)
        return b"%d %d" % (os.waitstatus_to_exitcode(status), usage.ru_maxrss)

    def clean(self, pid: int) -> None:
        with contextlib.suppress(OSError):  # what stays goes with the folder around it
            self._sandbox.clean(pid)


class First(Zygote):
    """The worker's own process: it can have zygotes made that hold a seed's inputs already."""

    def __init__(
        self, control: socket.socket, serve_item: Serve, sandbox: Sandbox, prepare: Prepare
    ) -> None:
        super().__init__(control, serve_item, sandbox)
        self._prepare = prepare
        self._prepared: set[int] = set()

    def loop(self) -> None:
        """Those that were made end as this one does: their sockets are closed with its own."""
        super().loop()
        for pid in self._prepared:
            os.waitpid(pid, 0)

    def prepare(self, control: int, channel: int) -> None:
        """Fork a zygote that answers on ``control``. It ends when that is closed."""
        for ended in [pid for pid in self._prepared if os.waitpid(pid, os.WNOHANG)[0]]:
            self._prepared.remove(ended)
        pid = os.fork()
        if pid:
            self._prepared.add(pid)
            os.close(control)
            os.close(channel)
            return
        try:
            os.setsid()
            self._control.close()
            serve_item = self._prepare(channel, self._sandbox.readable)
            os.close(channel)
            self._sandbox.give_up_files()
            own = socket.socket(fileno=control)
            gc.collect()
            gc.freeze()
            own.send(b"ready")
            Prepared(own, serve_item, self._sandbox).loop()
        finally:
            os._exit(0)


class Prepared(Zygote):
    """Forks for code that only computes: its runs need no folder to write in and get none, so that
    all they may not do with files was given up before, once for all."""

    def enter(self, channel: int, seconds: float, memory: int) -> tuple[str, ...]:
        self._sandbox.enter_without_files(channel, seconds, memory)
        return ()

    def disk(self, _pid: int) -> int:
        return 0

    def clean(self, _pid: int) -> None: ...


def serve(
    control_descriptor: int, serve_item: Serve, prepare: Prepare, libraries: tuple[str, ...]
) -> None:
    """Prepare the sandbox, say what it lacks, then fork on demand."""
    control = socket.socket(fileno=control_descriptor)
    quiet = os.open(os.devnull, os.O_RDWR)
    with scratch_root() as root:
        sandbox = Sandbox(libraries, os.path.realpath(root))
        os.dup2(quiet, 2)
        sandbox.check()
        warm(libraries)
        forget_own_modules()
        gc.collect()
        gc.freeze()  # so that collecting in a child does not copy the parent's pages
        control.send(b"ready " + json.dumps(sandbox.missing).encode())
        First(control, serve_item, sandbox, prepare).loop()
    os._exit(0)  # taking the interpreter down in order takes longer than a grading


@contextlib.contextmanager
def scratch_root() -> Iterator[str]:
    """The folder that holds the scratch folders of all runs."""
    root = tempfile.mkdtemp(prefix="grader-")
    try:
        yield root
    finally:
        remove(root)


def warm(libraries: tuple[str, ...]) -> None:
    """Make ready what harmless learner code would look for in places that the sandbox closes."""
    restore_old_names()
    answer(libraries)
    tempfile.tempdir = "."  # the scratch folder is the working folder


def warm_testing() -> bytes:
    """Import ``numpy.testing``, which asks for the packages that are installed. It takes as long as
    a dozen gradings, and memory that every fork pays for: only where it is used."""
    import numpy.testing  # noqa: F401

    gc.collect()
    gc.freeze()
    return b"imported"


def forget_own_modules() -> None:
    """Take this folder's modules out of reach of ``import``; where they are used they stay."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != here]
    own = {name.removesuffix(".py") for name in os.listdir(here)} - {"__main__"}
    for name in (*own, "landlock", "pyseccomp"):
        sys.modules.pop(name, None)


def receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _flags, _address = control.recvmsg(64, socket.CMSG_SPACE(8))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)
