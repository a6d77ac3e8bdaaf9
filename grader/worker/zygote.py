"""The warm process that forks. Unix only."""

from __future__ import annotations

import array
import gc
import os
import signal
import socket
from collections.abc import Callable

Serve = Callable[[int, int], None]


def serve(control_descriptor: int, serve_item: Serve) -> None:
    """Answer ``start`` and ``end`` until the trusted process is gone."""
    control = socket.socket(fileno=control_descriptor)
    children: set[int] = set()
    gc.collect()
    gc.freeze()  # so that collecting in a child does not copy the parent's pages
    control.send(b"ready")
    try:
        while True:
            message, descriptors = receive(control)
            if not message:
                return
            if message == b"start":
                pid = start(control, descriptors[0], serve_item)
                children.add(pid)
                control.send(b"%d" % pid)
            elif message.startswith(b"end "):
                pid = int(message[4:])
                control.send(end(pid))
                children.discard(pid)
    finally:
        for pid in children:
            end(pid)


def receive(control: socket.socket) -> tuple[bytes, list[int]]:
    message, ancillary, _flags, _address = control.recvmsg(64, socket.CMSG_SPACE(4))
    descriptors = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
    return message, list(descriptors)


def start(control: socket.socket, descriptor: int, serve_item: Serve) -> int:
    """Fork a child that serves one item on ``descriptor``."""
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    try:
        os.setsid()
        control.close()
        quiet = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(quiet, standard)
        os.close(quiet)
        serve_item(descriptor, descriptor)
    finally:
        os._exit(0)


def end(pid: int) -> bytes:
    """Kill a child and all that it started; say how it had ended.

    The child is not reaped before, so that its number cannot have passed to another process.
    """
    finished = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    for target in (-pid, pid):
        try:
            os.kill(target, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    _pid, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return b"%d %d %d" % (code, finished is not None, usage.ru_maxrss)
