"""The answers that a gradebook remembers, read by the processes that grade."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.classroom.records import decoded
from grader.model import ExerciseGrade

AT_ONCE = 500  # keys in one question


class Answers:
    """Opened for reading; what cannot be read now is graded, which costs time and nothing else."""

    def __init__(self, path: str) -> None:
        uri = f"{Path(path).absolute().as_uri()}?mode=ro"
        self._connection = sqlite3.connect(uri, uri=True, timeout=5.0)

    def look_up(self, keys: Sequence[bytes]) -> Mapping[bytes, ExerciseGrade]:
        found: dict[bytes, ExerciseGrade] = {}
        with contextlib.suppress(sqlite3.Error):
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                marks = ", ".join("?" * len(some))
                rows = self._connection.execute(
                    f"SELECT key, record FROM answers WHERE remembered AND key IN ({marks})", some
                )
                found.update((bytes(key), decoded(record)) for key, record in rows)
        return found

    def close(self) -> None:
        self._connection.close()
