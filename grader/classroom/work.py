"""Grading one submission of a class, in whichever process or machine: bytes in, plain data out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.classroom.outcome import Answered, Item, MarkRow, Outcome
from grader.classroom.records import encoded
from grader.course.content import course_hash, engine_hash, exercise_hash
from grader.course.load import Assignment, Course, load_course
from grader.grading import grade_notebook
from grader.grading.memory import Lookup, Memory, nothing_known
from grader.model import ExerciseGrade, Grade, GraderError, Limits, Notebook, NotGradable
from grader.notebook import read_notebook_bytes
from grader.run.executors import Executor, start_executor


@dataclass(frozen=True, slots=True)
class Settings:
    """What all submissions of a class are graded with."""

    course: Path | None
    seed: int
    seconds: float
    executor: str = ""
    remember: bool = True  # whether an answer that is known is not run again


class Grading:
    """A loaded course and a warm worker; close it."""

    def __init__(self, settings: Settings, lookup: Lookup | None = None) -> None:
        self.settings = settings
        self.course: Course = load_course(settings.course)
        self._limits = Limits(seconds=settings.seconds)
        self._memory = Memory(self._limits, lookup or nothing_known) if settings.remember else None
        self._executor: Executor | None = None

    def grade(self, item: Item) -> Outcome:
        """Whatever the bytes are, an outcome."""
        sha256 = hashlib.sha256(item.data).hexdigest()
        try:
            notebook = read_notebook_bytes(item.data, item.path)
        except NotGradable as error:
            return Outcome(item.number, sha256, "unreadable", _reason(error, item.path))
        try:
            found = self._grade(notebook, item.only)
        except NotGradable as error:
            return Outcome(item.number, sha256, "no assignment", _reason(error, item.path))
        except GraderError as error:
            self.close()  # a worker that is gone: the next submission gets a new one
            return Outcome(item.number, sha256, "grader failed", _reason(error, item.path))
        except Exception as error:
            # Ours to mend, and no reason to lose the rest of a class.
            self.close()
            reason = f"{type(error).__name__}: {error}"
            return Outcome(item.number, sha256, "grader failed", reason[:500])
        return self._outcome(item, found)

    def _grade(self, notebook: Notebook, only: Sequence[str]) -> Grade:
        if self._executor is None:
            self._executor = start_executor(self.settings.executor, jobs=1)
        return grade_notebook(
            notebook,
            self.course,
            self._executor,
            self.settings.seed,
            only=only,
            limits=self._limits,
            memory=self._memory,
        )

    def _outcome(self, item: Item, grade: Grade) -> Outcome:
        assignment = self.course.assignment(grade.assignment)
        order = {name: place for place, name in enumerate(assignment.exercises)}
        recall = None if self._memory is None else self._memory.last
        marks, answers = [], []
        for one in grade.exercises:
            name = one.exercise
            content = exercise_hash(assignment, name)
            if recall is not None and name in recall.used:
                places = recall.places(name) if one.diagnoses or _raised(one) else []
                marks.append(mark_row(one, order[name], content, recall.used[name], str(places)))
                continue
            key = _own_key(grade.sha256, name, content, self.settings.seed)
            marks.append(mark_row(one, order[name], content, key))
            answers.append(answered(one, grade.assignment, content, key))
        for new in recall.learned if recall is not None else ():
            content = exercise_hash(assignment, new.exercise)
            answers.append(answered(new.record, grade.assignment, content, new.key, True))
        return Outcome(
            item.number,
            grade.sha256,
            "graded",
            "",
            grade.assignment,
            json.dumps(grade.notes, ensure_ascii=False),
            grade.score,
            grade.max_score,
            tuple(marks),
            tuple(answers),
        )

    def close(self) -> None:
        if self._executor is not None:
            self._executor.close()
            self._executor = None


def _reason(error: Exception, path: str) -> str:
    return str(error).removeprefix(f"{path}: ")


def _raised(one: ExerciseGrade) -> bool:
    return any(case.raised is not None for case in one.cases)


def _own_key(sha256: str, exercise: str, content: str, seed: int) -> bytes:
    """Of an answer that is not known to be another's as well."""
    return hashlib.sha256(f"{sha256} {exercise} {content} {seed}".encode()).digest()[:16]


def mark_row(
    one: ExerciseGrade, place: int, content: str, key: bytes, places: str = "[]"
) -> MarkRow:
    return MarkRow(
        one.exercise,
        place,
        content,
        one.status,
        one.score,
        one.max_score,
        one.cell,
        one.line,
        json.dumps([list(one.notes), list(one.blamed_on)], ensure_ascii=False),
        key,
        places,
    )


def answered(
    one: ExerciseGrade, assignment: str, content: str, key: bytes, remembered: bool = False
) -> Answered:
    cases = [(c.case, c.seed, c.public, c.counts, c.status, c.score) for c in one.cases]
    causes = [(d.code, d.message, d.hint) for d in one.diagnoses]
    return Answered(
        key,
        assignment,
        one.exercise,
        content,
        one.status,
        remembered,
        encoded(one),
        tuple(cases),
        tuple(causes),
    )


@lru_cache(maxsize=64)
def content_of(assignment: Assignment) -> str:
    """What the grade of a submission depends on beside its file and the seed."""
    return _joined([exercise_hash(assignment, name) for name in assignment.exercises])


@lru_cache(maxsize=8)
def content_of_none(course: Course) -> str:
    """The same for a file that is of no assignment: any change might make it one of some."""
    return _joined([course_hash(course), engine_hash()])


def _joined(parts: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
