"""The process that makes pages: reads requests on its standard input until that is closed.

It runs no learner's code; what is limited here is what our own code, and the libraries that it
uses, spend on a learner's texts.
"""

from __future__ import annotations

import contextlib
import math
import pickle
import sys
import time
from typing import BinaryIO

from grader.report import html
from grader.report.html_apart import LENGTH, LONGEST
from grader.report.html_time import bounded

SECONDS = 4  # of processor time for one page, after which the system ends this process
PAINTING = 2.0  # of these for what may be shown as it was typed
MEMORY = 330_000_000  # bytes


def main() -> None:
    """Answer requests."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    html.warm_up()
    while True:
        request, notebook = _part(source), _part(source)
        if request is None or notebook is None:
            return
        _limit_time()
        data = _page(request, notebook)
        if not data or len(data) > LONGEST:
            return  # another process makes another page
        sink.write(LENGTH.pack(len(data)))
        sink.write(data)
        sink.flush()
        del request, notebook, data


def _part(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = source.read(length)
    return data if len(data) == length else None


def _page(request: bytes, notebook: bytes) -> bytes:
    options = pickle.loads(request)  # from the process that started this one, and from no other
    grade, with_notebook = options.pop("grade"), options.pop("with_notebook")
    try:
        with bounded(PAINTING):
            text = html.page(grade, notebook=notebook if with_notebook else None, **options)
    except MemoryError:
        return b""
    return text.encode("utf-8", "surrogatepass")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _limit_time() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + SECONDS, hard))


if __name__ == "__main__":
    main()
