"""The warm worker: imports numpy once, then forks a process for each work item.

``python -I grader/worker serve FD`` answers on the control socket FD, see ``zygote``.
``python -I grader/worker once`` serves a single item on standard input and output, for platforms
without fork.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # one thread: the same sums on every run, and safe to fork

import child  # type: ignore[import-not-found]
import watch  # type: ignore[import-not-found]
import wire  # type: ignore[import-not-found]

Enter = Callable[[float, int], tuple[str, ...]]


def read_exactly(descriptor: int, count: int) -> bytes:
    parts = []
    while count:
        part = os.read(descriptor, min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def read_request(source: int) -> tuple[dict[str, Any], bytes]:
    prefix = read_exactly(source, wire.PREFIX.size)
    header_length, blob_length = wire.frame_length(prefix, 2**62)
    return (
        wire.decode_message(read_exactly(source, header_length)),
        read_exactly(source, blob_length),
    )


def replier(target: int) -> Callable[[bytes], None]:
    write, write_all = os.write, child.write_all
    return lambda data: write_all(target, data, write)


def begin(target: int) -> None:
    """Say that all is ready: what fails from here on is the learner's code."""
    child.write_all(target, wire.frame({"kind": "begin"}))


def serve_item(channel: int, enter: Enter) -> None:
    """Read one request from ``channel``, give up what is not needed, run, and reply there."""
    message, blob = read_request(channel)
    allowed = enter(message["seconds"], message["memory"])
    begin(channel)
    child.run(message, blob, replier(channel), watch.install((*allowed, HERE)))


def once() -> None:
    """Serve the item on standard input, reply on standard output."""
    source, target = os.dup(0), os.dup(1)
    quiet = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)
    try:
        message, blob = read_request(source)
        child.restore_old_names()
        begin(target)
        child.run(message, blob, replier(target), list)
    finally:
        os._exit(0)


def main(arguments: list[str]) -> None:
    if arguments[0] == "serve":
        import zygote  # type: ignore[import-not-found]

        zygote.serve(int(arguments[1]), serve_item, child.LIBRARIES)
    else:
        once()


if __name__ == "__main__":
    main(sys.argv[1:])
