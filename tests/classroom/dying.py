"""A process of the pool that some items kill."""

from __future__ import annotations

import os

from grader.classroom.outcome import Outcome


def serve(pipe, _settings, _gradebook):
    while True:
        try:
            items = pipe.recv()
        except EOFError:
            return
        if any(item.data == b"deadly" for item in items):
            os._exit(9)
        pipe.send([Outcome(item.number, "", "graded") for item in items])
