"""The warm worker: imports numpy once, then forks a process for each work item.

``python -P -s -S grader/worker FOLDERS serve FD`` answers on the control socket FD, see
``zygote``.
``python -P -s -S grader/worker FOLDERS once`` serves a single item on standard input and output,
for platforms without fork. FOLDERS are where numpy and the sandbox's libraries lie.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

HERE = os.path.dirname(os.path.abspath(__file__))
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # one thread: the same sums on every run, and safe to fork

sys.path += sys.argv[1].split(os.pathsep)

import child  # type: ignore[import-not-found]
import talk  # type: ignore[import-not-found]
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


def code_reader(source: int) -> Callable[[], tuple[dict[str, Any], bytes]]:
    return lambda: read_request(source)


def serve_item(channel: int, enter: Enter) -> None:
    """Read one request from ``channel``, give up what is not needed, run, and reply there."""
    message, blob = read_request(channel)
    if message["kind"] == "talk":
        allowed = enter(message["seconds"], message["memory"])
        begin(channel)
        take_tries = watch.install((*allowed, HERE))
        talk.talk(message, code_reader(channel), replier(channel), take_tries)
        return
    inputs = child.read_inputs(message, blob)
    del blob
    allowed = enter(message["seconds"], message["memory"])
    begin(channel)
    take_tries = watch.install((*allowed, HERE))
    child.run(message, inputs, code_reader(channel), replier(channel), take_tries)


def prepare(channel: int, readable: tuple[str, ...]) -> Callable[[int, Enter], None]:
    """Read from ``channel`` the inputs of a seed and the given functions, once for many runs.

    Returns what serves an item with them.
    """
    prepared, blob = read_request(channel)
    every = child.read_inputs(prepared, blob)
    child.compile_given(prepared["helpers"])
    take_tries = watch.install((*readable, HERE))

    def serve_prepared(channel: int, enter: Enter) -> None:
        message, _ = read_request(channel)
        inputs = [every[program["inputs"]] for program in message["programs"]]
        enter(message["seconds"], message["memory"])
        begin(channel)
        take_tries()  # what this process did before
        child.run(message, inputs, code_reader(channel), replier(channel), take_tries)

    return serve_prepared


def once() -> None:
    """Serve the item on standard input, reply on standard output."""
    source, target = os.dup(0), os.dup(1)
    quiet = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)
    try:
        message, blob = read_request(source)
        child.restore_old_names()
        if message["kind"] == "talk":
            begin(target)
            talk.talk(message, code_reader(source), replier(target), list)
            return
        inputs = child.read_inputs(message, blob)
        begin(target)
        child.run(message, inputs, code_reader(source), replier(target), list)
    finally:
        os._exit(0)


def main(arguments: list[str]) -> None:
    if arguments[0] == "serve":
        import zygote  # type: ignore[import-not-found]

        zygote.serve(int(arguments[1]), serve_item, prepare, child.LIBRARIES)
    else:
        once()


if __name__ == "__main__":
    main(sys.argv[2:])
