"""What happens in the process that learner code runs in: build a namespace, make the calls.

Everything this module needs while learner code may run is bound here beforehand, so that a patched
``numpy``, ``json`` or ``builtins`` changes what the learner returns and nothing else.
"""

from __future__ import annotations

import builtins
import io
import marshal
import os
import random
import sys
import time
import traceback
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.random
from absent import (  # type: ignore[import-not-found]
    AbsentLibrary,
    learner_import,
    take_met,
    within,
)
from wire import GATHERED, bounded_body, decode_body, frame  # type: ignore[import-not-found]

Write = Callable[[bytes], None]
TakeTries = Callable[[], list[str]]
Inputs = list[tuple[list[Any], int, int]]  # of each case: arguments, how many count, numpy's seed

LIBRARIES = ("numpy",)  # what learner code may import beside the standard library
MESSAGE = 1000  # characters kept of an exception's message
FRAMES = 30
SAID = 32_000  # bytes that an exception takes at most in a frame's header
_clock = time.perf_counter
_seed = np.random.seed
_random_seed = random.seed
_walk = traceback.walk_tb
_unmarshalled = marshal.loads
_compiled: dict[tuple[str, str], types.CodeType] = {}


class Sink(io.TextIOBase):
    """Takes what learner code prints, keeping the first ``limit`` characters."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._kept: list[str] = []
        self._length = 0

    def write(self, text: str) -> int:
        if self._length < self._limit:
            self._kept.append(text[: self._limit - self._length])
        self._length += len(text)
        return len(text)

    def take(self) -> str:
        """What was written since the last call."""
        text = "".join(self._kept).encode("utf-8", "replace").decode()
        if self._length > self._limit:
            text += f"\n… cut: {self._length:,} characters were printed"
        self._kept, self._length = [], 0
        return text

    def writable(self) -> bool:
        return True

    def close(self) -> None:
        """A stream that the grader goes on reading stays open."""


CLOSED = ("grader", "solutions")  # no function of a learner has business with these


def restore_old_names() -> None:
    """Give numpy the names back that it had when older notebooks were written and right."""
    names: dict[str, Any] = {
        "float": float,
        "int": int,
        "bool": bool,
        "object": object,
        "str": str,
        "complex": complex,
        "float_": np.float64,
        "asscalar": lambda a: np.asarray(a).item(),
        "product": np.prod,
        "cumproduct": np.cumprod,
        "alltrue": np.all,
        "sometrue": np.any,
        "row_stack": np.vstack,
        "Inf": np.inf,
        "NaN": np.nan,
    }
    for name, value in names.items():
        if name not in vars(np):
            setattr(np, name, value)


def adapted(reference: Callable[..., Any], own: Sequence[str]) -> Callable[..., Any]:
    """A reference that can be called like the learner's own version of that function.

    Their version may name its parameters otherwise, or take more; ``own`` are its names.
    """
    code = reference.__code__
    names = code.co_varnames[: code.co_argcount]

    def call(*args: Any, **kwargs: Any) -> Any:
        if len(args) > max(len(own), len(names)) or not kwargs.keys() <= {*own, *names}:
            return reference(*args, **kwargs)  # which says what is wrong with the call
        values = dict(zip(names, args, strict=False))
        for index, name in enumerate(names):
            for word in (name, own[index] if index < len(own) else name):
                if word in kwargs:
                    values.setdefault(name, kwargs[word])
        return reference(**values)

    call.__name__ = reference.__name__
    return call


def read_inputs(message: Mapping[str, Any], blob: bytes) -> list[Inputs]:
    """The inputs of each program of a request, in memory of their own, which learner code may
    change: every one is used for one call only."""
    inputs = []
    for program in message["programs"]:
        start, end = program["body"]
        values = writable(decode_body(memoryview(blob)[start:end], trusted=True))
        inputs.append(list(zip(values, program["counts"], program["seeds"], strict=True)))
    return inputs


def compile_given(sources: Mapping[str, str]) -> None:
    """Compile given functions now, for all runs that will need them."""
    for name, source in sources.items():
        _compiled[name, source] = compile(source, f"<given {name}>", "exec")


def run(
    message: Mapping[str, Any],
    inputs: Sequence[Inputs],
    next_code: Callable[[], tuple[dict[str, Any], bytes]],
    write: Write,
    take_tries: TakeTries,
) -> None:
    """Carry out a request: every call of every program, a reply for each.

    ``next_code`` reads what is to be executed for a program, and blocks until the replies of those
    before it have been read; ``take_tries`` tells what was tried that graded code may not do,
    since it was last asked.
    """
    sink = Sink(int(message["output"]))
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = sink  # type: ignore[misc,assignment]
    warnings.simplefilter("always")
    namespace: dict[str, Any] = {}
    problem: dict[str, Any] | None = None
    at_start: list[str] = []
    missed: list[str] = []  # of libraries that are not here, while building
    programs = message["programs"]
    # one by one, so that what ends the process costs no reply before it
    replies = Replies(write, 0 if len(programs) == 1 else GATHERED)
    for index, (program, cases) in enumerate(zip(programs, inputs, strict=True)):
        if not program["same_code"]:
            replies.flush()
            namespace, problem = build(*next_code())
            at_start = take_tries()
            met = take_met()
            missed = met if problem is not None else []
        function, (room, parts) = program["function"], program["room"]
        least = required(namespace.get(function))
        for number, (args, count, seed) in enumerate(cases):
            body = b""
            try:
                reply, result = perform(
                    namespace, problem, function, args[: max(count, least)], seed
                )
                if result:
                    within(result[0])
                    body = bounded_body(result[: count + 1], room, parts)
                    del result
            except BaseException as error:
                reply = {"status": "raised", "raised": describe(error)}
            reply |= {"program": index, "case": number, "stdout": sink.take()}
            reply["tries"] = [*at_start, *take_tries()]
            reply["absent"] = [*missed, *take_met()]
            replies.add(reply, body)
    replies.flush()
    write(frame({"kind": "done"}))


class Replies:
    """Gathers replies until they have so many bytes, then sends them in one frame."""

    def __init__(self, write: Write, gathered: int) -> None:
        self._write = write
        self._gathered = gathered
        self._replies: list[dict[str, Any]] = []
        self._bodies: list[bytes] = []
        self._size = 0

    def add(self, reply: dict[str, Any], body: bytes) -> None:
        if self._size + len(body) > self._gathered:
            self.flush()
        reply["size"] = len(body)
        self._replies.append(reply)
        self._bodies.append(body)
        self._size += len(body) + 6 * len(reply["stdout"]) + SAID * ("raised" in reply)
        if self._size >= self._gathered:
            self.flush()

    def flush(self) -> None:
        if self._replies:
            self._write(frame({"kind": "cases", "replies": self._replies}, b"".join(self._bodies)))
            self._replies, self._bodies, self._size = [], [], 0


def build(code: dict[str, Any], compiled: bytes) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The namespace that holds the learner's function, and what went wrong while building it.

    ``compiled`` has units as code objects, one after the other, made by this very interpreter.
    Sources of references do not stay where frames could be searched for them.
    """
    helpers, stand_ins = code.pop("helpers"), code.pop("stand_ins")
    units, signatures = code.pop("units"), code.pop("signatures")
    reference: dict[str, Any] = {"np": np, "__name__": "given", "__builtins__": builtins}
    given = {**helpers, **stand_ins}
    for name, source in given.items():
        known_code = _compiled.get((name, source))
        exec(known_code or compile(source, f"<given {name}>", "exec"), reference)
    known = {name: reference[name] for name in given}
    known |= {name: adapted(known[name], own) for name, own in signatures.items()}
    given.clear()
    helpers.clear()
    stand_ins.clear()
    learner_builtins = dict(vars(builtins))
    # without site there are none of these
    learner_builtins |= {"exit": sys.exit, "quit": sys.exit, "help": AbsentLibrary("help")}
    learner_builtins["__import__"] = learner_import(known, LIBRARIES, CLOSED)
    namespace: dict[str, Any] = {"np": np, "display": AbsentLibrary("display"), **known}
    namespace |= {"__name__": "__main__", "__builtins__": learner_builtins}
    problem = None
    end = 0
    for label, source, size in units:
        start, end = end, end + size
        try:
            ready = _unmarshalled(compiled[start:end]) if size else None
            exec(ready or compile(source, f"<{label}>", "exec"), namespace)
        except BaseException as error:
            problem = describe(error)
    return namespace, problem


def perform(
    namespace: dict[str, Any],
    problem: dict[str, Any] | None,
    function: str,
    inputs: list[Any],
    seed: int,
) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """Make one call.

    Returns the reply, and what is to be sent with it: the value, then the inputs as they are after
    the call.
    """
    target = namespace.get(function)
    if target is None:
        return {"status": "raised", "raised": problem or describe(NameError(function))}, ()
    _seed(seed)
    _random_seed(seed)
    started = _clock()
    try:
        value = target(*inputs)
    except BaseException as error:
        seconds = _clock() - started
        return {"status": "raised", "raised": describe(error), "seconds": seconds}, ()
    return {"status": "returned", "seconds": _clock() - started}, (value, *inputs)


def required(function: Any) -> int:
    """How many arguments a plain function cannot be called without."""
    if type(function) is not types.FunctionType:
        return 0
    return function.__code__.co_argcount - len(function.__defaults__ or ())


def writable(value: Any) -> Any:
    """Arrays that are decoded lie in the request's bytes; learners get copies of their own."""
    if type(value) is np.ndarray:
        return value.copy()
    if type(value) in (tuple, list):
        return type(value)(writable(item) for item in value)
    if type(value) is dict:
        return {key: writable(item) for key, item in value.items()}
    return value


def describe(error: BaseException) -> dict[str, Any]:
    """An exception as data; reading it must not run learner code that raises again."""
    kind = type(error)
    try:
        message = str(error)[:MESSAGE]
    except BaseException:
        message = "(its message cannot be read)"
    frames = []
    try:
        for place, line in _walk(error.__traceback__):
            code = place.f_code
            if code.co_filename.startswith("<"):
                frames.append([code.co_filename[:80], line, code.co_name[:80]])
    except BaseException:
        frames = []  # an audit hook of the learner's refuses to let frames be read
    if isinstance(error, SyntaxError) and type(error.lineno) is int:
        frames.append([str(error.filename)[:80], error.lineno, ""])
    missing = getattr(error, "name", None) if isinstance(error, NameError) else None
    return {
        "type": kind.__name__[:80].encode("utf-8", "replace").decode(),
        "message": message.encode("utf-8", "replace").decode(),
        "frames": frames[-FRAMES:],
        "name": missing[:80] if type(missing) is str else "",
        "memory": isinstance(error, MemoryError),
    }


def write_all(descriptor: int, data: bytes, write: Callable[..., int] = os.write) -> None:
    """Write all of ``data``, however little the other side takes at a time."""
    view = memoryview(data)
    while view:
        view = view[write(descriptor, view) :]
