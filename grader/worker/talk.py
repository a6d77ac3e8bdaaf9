"""A conversation with the process that learner code runs in: code, then calls, then more calls.

The trusted process asks for the next thing when it has read what came of the last. What is asked
here serves to find causes; marks come from ``child.run``.
"""

from __future__ import annotations

import marshal
import sys
import warnings
from collections.abc import Callable, Mapping
from typing import Any

import child  # type: ignore[import-not-found]
from steps import bounded, follow  # type: ignore[import-not-found]
from wire import Encoder, decode_body, frame  # type: ignore[import-not-found]

Read = Callable[[], tuple[dict[str, Any], bytes]]
Space = dict[str, Any]
_unmarshalled = marshal.loads


def talk(
    head: Mapping[str, Any],
    read: Read,
    write: Callable[[bytes], None],
    take_tries: Callable[[], list[str]],
) -> None:
    """Answer until the other side has closed."""
    sink = child.Sink(0)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = sink  # type: ignore[misc]
    warnings.simplefilter("ignore")
    limit = int(head["reply"])
    space: Space = {}
    problem: dict[str, Any] | None = None
    while True:
        try:
            message, blob = read()
        except EOFError:
            return
        if message["kind"] == "code":
            space, problem = child.build(message, blob)
            continue
        for version, case, outcome, values in calls(message, blob, space, problem):
            reply, body = outcome, b""
            try:
                body = Encoder(limit).body(values) if values else b""
            except BaseException as error:
                reply = {"status": "raised", "raised": child.describe(error)}
            reply |= {"program": version, "case": case, "tries": take_tries(), "size": len(body)}
            write(frame({"kind": "cases", "replies": [reply]}, body))


def calls(
    message: Mapping[str, Any], blob: bytes, space: Space, problem: dict[str, Any] | None
) -> Any:
    """Every version of the function on every case: numbers, reply, and what is sent with it."""
    end = message["body"]
    body = blob[:end]
    for version, size in enumerate(message["versions"]):
        start, end = end, end + size
        here, wrong = space, problem
        if size:
            here, wrong = edited(space, blob[start:end])
        values = decode_body(body, trusted=True)
        inputs = zip(values, message["seeds"], message["counts"], strict=True)
        for case, (given, seed, count) in enumerate(inputs):
            target = here.get(message["function"])
            args = [child.writable(value) for value in given][: max(count, child.required(target))]
            if message["watch"]:
                reply, sent = watched(here, wrong, message["function"], args, seed)
            else:
                reply, sent = tried(here, wrong, message["function"], args, seed, message["lines"])
                sent = sent[: count + 1]
            yield version, case, reply, sent


def edited(space: Space, compiled: bytes) -> tuple[Space, dict[str, Any] | None]:
    """The learner's names with an edited function among them."""
    here = dict(space)
    try:
        exec(_unmarshalled(compiled), here)
    except BaseException as error:
        return {}, child.describe(error)
    return here, None


def tried(
    space: Space, problem: Any, name: str, args: list[Any], seed: int, lines: int
) -> tuple[dict[str, Any], tuple[Any, ...]]:
    call = lambda: child.perform(space, problem, name, args, seed)  # noqa: E731
    reply, sent = bounded(call, lines)
    return reply, sent


def watched(
    space: Space, problem: Any, name: str, args: list[Any], seed: int
) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """The call's outcome, and what the function's names held."""
    steps, (reply, sent) = follow(
        space.get(name), lambda: child.perform(space, problem, name, args, seed)
    )
    raised = reply.get("raised")
    seen = [
        [list(step) for step in steps.found],
        [list(one) for one in steps.lines.items()][:1000],
        steps.raised_at,
        steps.returned_at,
        steps.cut,
        raised["type"] if raised else "",
        sent[0] if sent else None,
    ]
    return {"status": "returned", "seconds": reply.get("seconds", 0.0)}, tuple(seen)
