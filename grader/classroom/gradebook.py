"""The gradebook: one SQLite file that is the truth about a class; ``schema.sql`` has its tables.

One process writes it, others may read. What was committed is there whatever happens next.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from grader.classroom.outcome import Outcome
from grader.model import GraderError, UsageError

SCHEMA_VERSION = 1
PATIENCE = 10.0  # seconds that another program may hold the file
FILE, LOCK = "gradebook.sqlite", ".gradebook.lock"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A file as one learner handed it in."""

    learner: str
    name: str
    email: str
    path: str
    size: int
    changed: int
    layout: str
    number: int
    handed_in: float
    late: bool
    assignment: str  # as the layout says, until the notebook tells


@dataclass(frozen=True, slots=True)
class Known:
    """What the gradebook has of a path."""

    id: int
    learner: str
    sha256: str
    size: int
    changed: int
    assignment: str
    status: str
    content: str


@contextlib.contextmanager
def said_clearly(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into what to do; nothing is lost by any of it."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "locked" in text:
            raise GraderError(
                f"{path} is locked by another program. Close it there; the same command goes on."
            ) from error
        if "full" in text or "disk I/O" in text:
            raise GraderError(
                f"{path} cannot be written: the disk is full, or fails ({text}). Nothing that was "
                "graded is lost. Make room; the same command goes on."
            ) from error
        if "not a database" in text or "malformed" in text:
            raise GraderError(
                f"{path} is no gradebook, or is damaged ({text}). Move it away, or name another "
                "folder with -o."
            ) from error
        raise GraderError(f"{path}: {text}. Look at the file, or name another with -o.") from error


class Gradebook:
    """Opened for writing; close it, or leave its ``with`` block."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = _locked(folder)
        try:
            with said_clearly(self.path):
                self._open()
        except BaseException:
            self._lock.close()
            raise
        self._answers: dict[bytes, int] = {}
        self._learners: dict[str, int] = {}

    def _open(self) -> None:
        self.connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        connection = self.connection
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            schema = files("grader.classroom").joinpath("schema.sql").read_text(encoding="utf-8")
            for statement in _statements(schema):
                connection.execute(statement)
            self.set("schema_version", str(SCHEMA_VERSION))
        connection.execute("COMMIT")
        version = self.get("schema_version") if not tables or "meta" in tables else None
        if version != str(SCHEMA_VERSION):
            connection.close()
            raise GraderError(
                f"{self.path} was written by another version of the grader (schema {version}, "
                f"here {SCHEMA_VERSION}). Use that version, or name another folder with -o."
            )

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.connection.close()
        self._lock.close()

    def get(self, key: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with said_clearly(self.path):
            return self.connection.execute(query, values).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block, or nothing of it."""
        with said_clearly(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                # what was given a number in here has none any more
                self._answers.clear()
                self._learners.clear()
                raise

    def grader(self, *about: object) -> int:
        """The number of what grades, by all that tells it from others."""
        columns = "grader, engine, course, course_version, course_hash, numpy, python, protection"
        marks = ", ".join("?" * 9)
        self.connection.execute(
            f"INSERT OR IGNORE INTO graders ({columns}, seed) VALUES ({marks})", about
        )
        wanted = " AND ".join(f"{one.strip()} = ?" for one in [*columns.split(","), "seed"])
        row = self.connection.execute(f"SELECT id FROM graders WHERE {wanted}", about).fetchone()
        return int(row[0])

    def learner(self, learner: str, name: str = "", email: str = "") -> int:
        if learner in self._learners:
            return self._learners[learner]
        self.connection.execute(
            "INSERT INTO learners (learner, name, email) VALUES (?, ?, ?) ON CONFLICT (learner) DO "
            "UPDATE SET name = iif(name = '', excluded.name, name), "
            "email = iif(email = '', excluded.email, email)",
            (learner, name, email),
        )
        row = self.connection.execute("SELECT id FROM learners WHERE learner = ?", (learner,))
        found = int(row.fetchone()[0])
        if len(self._learners) < 200_000:
            self._learners[learner] = found
        return found

    def known(self, path: str) -> list[Known]:
        """What is there of a file, for each learner who handed it in; of several versions of it,
        the last."""
        rows = self.connection.execute(
            "SELECT s.id, l.learner, sha256, size, changed, assignment, status, content "
            "FROM submissions s JOIN learners l ON l.id = learner_id WHERE path = ? ORDER BY s.id",
            (path,),
        )
        return list({row[1]: Known(*row) for row in rows}.values())

    def stale(self, submission: int, current: Mapping[str, str]) -> list[str]:
        """The exercises whose marks are missing, or were given for something else than these
        hashes."""
        rows = self.connection.execute(
            "SELECT exercise, exercise_hash FROM marks WHERE submission_id = ? AND current = 1",
            (submission,),
        )
        given = dict(rows.fetchall())
        return [name for name, content in current.items() if given.get(name) != content]

    def statuses(self, submission: int) -> dict[str, str]:
        """By exercise, as it is marked now."""
        rows = self.connection.execute(
            "SELECT exercise, status FROM marks WHERE submission_id = ? AND current = 1",
            (submission,),
        )
        return dict(rows.fetchall())

    def settle(self, submission: int, content: str, exercises: Iterable[str]) -> None:
        """All marks of these exercises are as they should be; others are no longer asked for."""
        names = list(exercises)
        marks = ", ".join("?" * len(names))
        self.connection.execute(
            f"UPDATE marks SET current = 0 WHERE submission_id = ? AND exercise NOT IN ({marks})",
            (submission, *names),
        )
        self.connection.execute(
            "UPDATE submissions SET content = ? WHERE id = ?", (content, submission)
        )

    def touch(self, submission: int, size: int, changed: int) -> None:
        """The same bytes as before, in a file of another time."""
        self.connection.execute(
            "UPDATE submissions SET size = ?, changed = ? WHERE id = ?", (size, changed, submission)
        )

    def add(self, attempts: Sequence[Attempt], outcome: Outcome, content: str, grader: int) -> None:
        """Write what came out of a file, for each learner who handed it in."""
        numbers = {one.key: self._answer(one) for one in outcome.answers}
        for attempt in attempts:
            submission = self._submission(attempt, outcome, content, grader)
            self._marks(submission, outcome, numbers, grader)

    def _submission(self, attempt: Attempt, outcome: Outcome, content: str, grader: int) -> int:
        learner = self.learner(attempt.learner, attempt.name, attempt.email)
        assignment = outcome.assignment or attempt.assignment
        row = self.connection.execute(
            "INSERT INTO submissions (learner_id, path, sha256, size, changed, layout, number, "
            "handed_in, late, assignment, status, reason, notes, score, max_score, content, "
            "grader_id, graded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path, learner_id, sha256) DO UPDATE SET size = excluded.size, "
            "changed = excluded.changed, layout = excluded.layout, number = excluded.number, "
            "handed_in = excluded.handed_in, late = excluded.late, "
            "assignment = excluded.assignment, status = excluded.status, "
            "reason = excluded.reason, notes = excluded.notes, content = excluded.content, "
            "grader_id = excluded.grader_id, graded_at = excluded.graded_at RETURNING id",
            (
                learner,
                attempt.path,
                outcome.sha256,
                attempt.size,
                attempt.changed,
                attempt.layout,
                attempt.number,
                attempt.handed_in,
                attempt.late,
                assignment,
                outcome.status,
                outcome.reason,
                outcome.notes,
                outcome.score,
                outcome.max_score,
                content,
                grader,
                time.time(),
            ),
        ).fetchone()
        return int(row[0])

    def _marks(
        self, submission: int, outcome: Outcome, numbers: dict[bytes, int], grader: int
    ) -> None:
        if not outcome.marks:
            return
        given = [(submission, one.exercise) for one in outcome.marks]
        self.connection.executemany(
            "UPDATE marks SET current = 0 WHERE submission_id = ? AND exercise = ? AND current = 1",
            given,
        )
        self.connection.executemany(
            "INSERT INTO marks (submission_id, exercise, place, exercise_hash, status, score, "
            "max_score, cell, line, notes, answer_id, places, grader_id, current) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            [
                (
                    submission,
                    one.exercise,
                    one.place,
                    one.exercise_hash,
                    one.status,
                    one.score,
                    one.max_score,
                    one.cell,
                    one.line,
                    one.notes,
                    numbers.get(one.key) or self._number(one.key),
                    one.places,
                    grader,
                )
                for one in outcome.marks
            ],
        )
        self.connection.execute(
            "UPDATE submissions SET (score, max_score) = (SELECT round(sum(score), 2), "
            "round(sum(max_score), 2) FROM marks WHERE submission_id = ?1 AND current = 1) "
            "WHERE id = ?1",
            (submission,),
        )

    def _answer(self, one: Any) -> int:
        row = self.connection.execute(
            "INSERT OR IGNORE INTO answers (key, assignment, exercise, exercise_hash, status, "
            "remembered, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                one.key,
                one.assignment,
                one.exercise,
                one.exercise_hash,
                one.status,
                one.remembered,
                one.record,
            ),
        )
        if not row.rowcount:
            return self._number(one.key)
        number = int(row.lastrowid or 0)
        self.connection.executemany(
            "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, place, *case) for place, case in enumerate(one.cases)],
        )
        self.connection.executemany(
            "INSERT INTO causes VALUES (?, ?, ?, ?, ?)",
            [(number, place, *cause) for place, cause in enumerate(one.causes)],
        )
        return number

    def _number(self, key: bytes) -> int:
        if key not in self._answers:
            row = self.connection.execute("SELECT id FROM answers WHERE key = ?", (key,)).fetchone()
            if len(self._answers) > 100_000:
                self._answers.clear()
            self._answers[key] = int(row[0])
        return self._answers[key]

    def choose_attempts(self) -> None:
        """Mark the attempt that counts, for each learner and assignment: the last that could be
        graded; where none could, the last."""
        self.connection.execute(
            "WITH ordered AS (SELECT id, row_number() OVER (PARTITION BY learner_id, assignment "
            "ORDER BY status = 'graded' DESC, number DESC, handed_in DESC, id DESC) AS rank "
            "FROM submissions) UPDATE submissions SET counts = rank = 1 FROM ordered "
            "WHERE ordered.id = submissions.id AND counts != (rank = 1)"
        )


def _statements(schema: str) -> Iterator[str]:
    statement = ""
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _locked(folder: Path) -> IO[str]:
    """Only one process writes; the system lets go of the lock when that one ends, however it
    does."""
    try:
        file = open(folder / LOCK, "w", encoding="ascii")  # noqa: SIM115  # held while we live
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}).") from None
    if os.name == "posix":
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise GraderError(
                f"Another grader batch is writing to {folder}. Wait for it, or name another folder."
            ) from None
        except OSError:
            pass  # a network drive without locks; SQLite has its own
    return file
