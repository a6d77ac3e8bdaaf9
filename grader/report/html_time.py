"""How long it may take to paint a page's pieces, in the process that makes pages.

Outside of that process nothing is limited: a signal that ends a pattern's search amid its work can
be had in a process of one's own only.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Made = TypeVar("Made")
PIECE = 0.5  # seconds of processor time for one piece
_end: float | None = None


class _TooSlow(BaseException):
    """Raised amid whatever runs: no library that catches exceptions may catch it."""


@contextlib.contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Limit what :func:`piece` may take together while the block runs."""
    global _end  # noqa: PLW0603  # the process makes one page after the other
    _end = time.process_time() + seconds
    try:
        yield
    finally:
        _end = None


def piece(make: Callable[[], Made], instead: Callable[[], Made]) -> Made:
    """What ``make`` returns; what ``instead`` returns where that takes too long."""
    if _end is None or not hasattr(signal, "setitimer"):
        return make()
    left = _end - time.process_time()
    if left <= 0:
        return instead()
    before = signal.signal(signal.SIGPROF, _stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, min(left, PIECE))
        made = make()
        signal.setitimer(signal.ITIMER_PROF, 0)
        return made
    except _TooSlow:
        signal.setitimer(signal.ITIMER_PROF, 0)
        return instead()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_number: int, _frame: object) -> None:
    raise _TooSlow
