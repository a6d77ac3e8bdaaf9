"""The page made by a process of its own, which has limits.

A page shows the whole notebook: its Markdown, formulas, code and pictures go through parsers and
patterns that others wrote, and for each of these there is a text that takes it minutes. So the
page is made in another process, with limits on its processor time and memory; it runs our own code
only, gets the grade and the file, and returns the page as text. Where it is ended, another one
makes the page again with everything as it was typed.

That process stays for the next page: loading what it needs takes half a second.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from grader.model import Grade, GraderError

LENGTH = struct.Struct(">Q")
LONGEST = 16_000_000  # bytes of a page
WAIT = 60.0  # seconds of the clock; processor time is limited by the process itself


def render(
    grade: Grade,
    *,
    notebook: bytes | None = None,
    staff: bool = False,
    asked: Sequence[str] = (),
    **_options: Any,
) -> str:
    """The page; see :func:`grader.report.html.page`."""
    request = {"grade": grade, "staff": staff, "asked": tuple(asked)}
    tries = [(notebook, True), (notebook, False), (None, False)] if notebook else [(None, True)]
    for shown, painted in tries:
        whole = {**request, "painted": painted, "with_notebook": shown is not None}
        made = _painter().page(whole, shown or b"")
        if made is not None:
            return made
    raise GraderError("The page could not be made. Try another format, as --format markdown.")


def start() -> None:
    """Have the process load what it needs while something else is done."""
    _painter().start()


class Painter:
    """Our end of the process that makes pages."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0  # a forked process must not use its parent's
        self._lock = threading.Lock()

    def start(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None or self._owner != os.getpid():
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                # -P: what lies in the working folder is no module of ours
                [sys.executable, "-P", "-m", "grader.report.painter"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the process that waits
            )
        return self._process

    def page(self, request: dict[str, Any], notebook: bytes) -> str | None:
        """The page, or nothing where the process was ended over it."""
        with self._lock:
            process = self.start()
            clock = threading.Timer(WAIT, process.kill)
            clock.daemon = True
            clock.start()
            made = None
            try:
                made = _made(process, pickle.dumps(request), notebook)
            finally:
                clock.cancel()
                if made is None:  # it has ended, or was left amid an answer, as by Ctrl-C
                    self.close()
            return made

    def close(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()


def _made(process: subprocess.Popen[bytes], request: bytes, notebook: bytes) -> str | None:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        for part in (request, notebook):
            process.stdin.write(LENGTH.pack(len(part)))
            process.stdin.write(part)
        process.stdin.flush()
    except OSError:
        return None
    head = process.stdout.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = process.stdout.read(length) if length <= LONGEST else b""
    return data.decode("utf-8", "surrogatepass") if len(data) == length else None


_only: list[Painter] = []


def _painter() -> Painter:
    """The one of this process."""
    if not _only:
        _only.append(Painter())
        atexit.register(_only[0].close)
    return _only[0]
