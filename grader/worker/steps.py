"""What the names of a function hold, line by line, while it runs.

Used on learner code in its own process and on references in the trusted one, so that both are
seen alike. What was seen is a bounded list of plain values.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import numpy as np

STEPS = 400  # values that are kept
ENTRIES = 4_000  # of an array that is kept
BYTES = 1 << 20  # of all that is kept
DEPTH = 3
Step = tuple[int, str, Any]
Trace = Callable[[FrameType, str, Any], Any]


class Endless(BaseException):
    """More lines were run than an edited function may need."""


class Steps:
    """Gathers, each time a line has run, the names whose value it changed."""

    def __init__(self, code: object) -> None:
        self.found: list[Step] = []
        self.lines: dict[int, int] = {}  # that ran: how often
        self.raised_at = 0
        self.returned_at = 0
        self.cut = False
        self._code = code
        self._seen: dict[str, tuple[Any, Any]] = {}
        self._line = 0
        self._bytes = 0
        self._started = False

    def enter(self, frame: FrameType, event: str, _arg: object) -> Trace | None:
        """Follows the outermost call of the function, and nothing that it calls."""
        if self._started or frame.f_code is not self._code or event != "call":
            return None
        self._started = True
        self._seen = {name: (value, _mark(value)) for name, value in frame.f_locals.items()}
        return self._inside

    def _inside(self, frame: FrameType, event: str, _arg: object) -> Trace | None:
        if event == "exception":
            self.raised_at = frame.f_lineno
        if event in ("line", "return"):
            if self._line:
                self._note(frame.f_locals)
            self._line = frame.f_lineno
            if event == "return":
                self.returned_at = self._line
            if event == "line":
                self.raised_at = 0
                self.lines[self._line] = self.lines.get(self._line, 0) + 1
        return None if self.cut else self._inside

    def _note(self, names: dict[str, Any]) -> None:
        for name, value in names.items():
            before = self._seen.get(name)
            if before is not None and before[0] is value and type(value) in PLAIN:
                continue
            mark = _mark(value)
            self._seen[name] = (value, mark)
            if before is None or not _same(before[1], mark):
                for inner, one in _changed(name, value, before[1] if before else None):
                    self._keep(inner, one)

    def _keep(self, name: str, value: Any) -> None:
        kept = _copied(value)
        self._bytes += _size(kept)
        if len(self.found) >= STEPS or self._bytes > BYTES:
            self.cut = True
            return
        self.found.append((self._line, name, kept))


PLAIN = (int, float, bool, str, type(None), np.float64, np.int64)


def _changed(name: str, value: Any, before: Any) -> Iterator[tuple[str, Any]]:
    """What is new: of a dictionary its new entries, by their keys; of a list its last ones."""
    kind, old = before if isinstance(before, tuple) and len(before) == 2 else ("", None)
    if type(value) is dict:
        known = dict(old) if kind == "dict" and old else {}
        for key, one in list(value.items())[:STEPS]:
            if type(key) is str and not _same(known.get(key), _mark(one)):
                yield key, one
    elif type(value) is list and len(value) > (length := len(old) if kind == "list" and old else 0):
        for one in value[length:][-3:]:
            yield f"{name}[]", one
    else:
        yield name, value


def _mark(value: Any, depth: int = 0) -> Any:
    """Something that is the same as long as the value is."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is np.ndarray:
        return (value.shape, value.tobytes()) if value.size <= ENTRIES else ("large", id(value))
    if depth < DEPTH and kind is dict:
        return ("dict", [(key, _mark(one, depth + 1)) for key, one in list(value.items())[:STEPS]])
    if depth < DEPTH and kind in (list, tuple):
        return (kind.__name__, [_mark(one, depth + 1) for one in value[:STEPS]])
    return ("other", id(value))


def _same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    # NaN is the same as NaN here
    return one is other or (repr(one) == repr(other) if type(one) is float else one == other)


def _copied(value: Any, depth: int = 0) -> Any:
    kind = type(value)
    if kind in PLAIN:
        return value if kind is not str else value[:200]
    if isinstance(value, np.ndarray):
        return value.copy() if value.size <= ENTRIES and value.dtype.kind in "biufc" else None
    if isinstance(value, np.generic):
        return value
    if depth < DEPTH and kind is dict:
        return {k: _copied(v, depth + 1) for k, v in list(value.items())[:50] if type(k) is str}
    if depth < DEPTH and kind in (list, tuple):
        return tuple(_copied(one, depth + 1) for one in value[:50])
    return None


def _size(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return int(value.nbytes) + 100
    if isinstance(value, dict):
        return sum(map(_size, value.values())) + 100
    return sum(map(_size, value)) + 100 if isinstance(value, tuple) else 100


def follow(function: Callable[..., Any], call: Callable[[], Any]) -> tuple[Steps, Any]:
    """Make a call and watch the function run; what it raises is left in place of the result."""
    steps = Steps(getattr(function, "__code__", None))
    before = sys.gettrace()
    sys.settrace(steps.enter)
    try:
        result = call()
    finally:
        sys.settrace(before)
    return steps, result


def bounded(call: Callable[[], Any], lines: int) -> Any:
    """Make a call that may run so many lines of cells; ``Endless`` where it would run more."""
    left = [lines]

    def enter(frame: FrameType, _event: str, _arg: object) -> Trace | None:
        return inside if frame.f_code.co_filename.startswith("<cell") else None

    def inside(_frame: FrameType, event: str, _arg: object) -> Trace:
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                raise Endless
        return inside

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        return call()
    finally:
        sys.settrace(before)
