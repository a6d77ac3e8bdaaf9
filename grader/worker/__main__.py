"""The warm worker: imports numpy once, then forks a process for each work item.

``python -I grader/worker serve FD`` speaks on the control socket FD: a message ``start`` carries
the descriptor of a fresh socket, answered by the process number of the child that now
serves it; ``end PID`` kills that child with all it started and is answered by how it ended.
``python -I grader/worker once`` serves a single item on standard input and output, for platforms
without fork.
"""

from __future__ import annotations

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # one thread: the same sums on every run, and safe to fork

import child  # type: ignore[import-not-found]
import wire  # type: ignore[import-not-found]


def read_exactly(descriptor: int, count: int) -> bytes:
    parts = []
    while count:
        part = os.read(descriptor, min(count, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def serve_item(source: int, target: int) -> None:
    """Read one request from ``source``, run it, write the replies to ``target``."""
    prefix = read_exactly(source, wire.PREFIX.size)
    header_length, blob_length = wire.frame_length(prefix, 2**62)
    message = wire.decode_message(read_exactly(source, header_length))
    blob = read_exactly(source, blob_length)
    write, write_all = os.write, child.write_all
    child.run(message, blob, lambda data: write_all(target, data, write))


def once() -> None:
    target = os.dup(1)
    quiet = os.open(os.devnull, os.O_RDWR)
    source = os.dup(0)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)
    try:
        serve_item(source, target)
    finally:
        os._exit(0)


def main(arguments: list[str]) -> None:
    # from here on nothing more is imported from this folder
    if arguments[0] == "serve":
        import zygote  # type: ignore[import-not-found]

        zygote.serve(int(arguments[1]), serve_item)
    else:
        once()


if __name__ == "__main__":
    main(sys.argv[1:])
