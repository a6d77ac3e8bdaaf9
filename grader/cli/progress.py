"""A progress line for what takes longer than a second, on a terminal and nowhere else."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO

AFTER = 1.0  # seconds: shorter work needs no word
TICK = 0.5
CLEAR = "\r\x1b[K"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show ``what`` and the seconds on standard error while the block runs.

    The line is wiped at the end. A pipe or a file never gets any of it.
    """
    stream = sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    done = Event()
    thread = Thread(target=_show, args=(what, done, stream), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(what: str, done: Event, stream: TextIO) -> None:
    start = time.monotonic()
    if done.wait(AFTER):
        return
    while True:
        stream.write(f"{CLEAR}{what} … {time.monotonic() - start:.0f} s (Ctrl-C stops)")
        stream.flush()
        if done.wait(TICK):
            break
    stream.write(CLEAR)
    stream.flush()
