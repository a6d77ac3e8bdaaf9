"""How far a batch is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.classroom.batch import Tally

EVERY = 10.0  # seconds between lines, where nobody watches
ORDER = ("graded", "unreadable", "no assignment", "grader failed")


@contextlib.contextmanager
def showing() -> Iterator[Callable[[Tally], None]]:
    """What to call with each new count; on standard error."""
    if sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bar() as show:
            yield show
    else:
        yield _Lines()


class _Lines:
    def __init__(self) -> None:
        self._start = self._last = time.monotonic()

    def __call__(self, tally: Tally) -> None:
        now = time.monotonic()
        if now - self._last < EVERY or sys.stderr is None:
            return
        self._last = now
        done = tally.seen - tally.before
        rate = done / (now - self._start)
        left = f", {_time((tally.files - tally.seen) / rate)} left" if rate > 0 else ""
        sys.stderr.write(
            f"{tally.seen:,} of {tally.files:,}: {counts(tally)}; {rate:,.0f} a second{left}\n"
        )
        sys.stderr.flush()


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[Tally], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(file=sys.stderr)
    columns = (
        BarColumn(20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),
    )
    start = time.monotonic()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, rate="")

        def show(tally: Tally) -> None:
            rate = (tally.seen - tally.before) / max(time.monotonic() - start, 0.001)
            progress.update(
                task,
                total=tally.files,
                completed=tally.seen,
                rate=f"{rate:,.0f}/s",
                description=counts(tally),
            )

        yield show


def counts(tally: Tally) -> str:
    """``120 graded, 3 unreadable, 40 before``."""
    found = [(tally.outcomes[one], one) for one in ORDER]
    found += [(tally.again, "marked anew"), (tally.before, "before")]
    return ", ".join(f"{count:,} {what}" for count, what in found if count) or "nothing yet"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
