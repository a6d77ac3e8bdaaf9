"""A batch: finds what was handed in, grades what is new or changed, and writes what came out.

Everything that is done is in the gradebook within a second; whatever ends this process, the same
command goes on from there.
"""

from __future__ import annotations

import platform
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from grader.classroom.changes import marks_that_changed
from grader.classroom.gradebook import Attempt, Gradebook, Known
from grader.classroom.layouts import Handed, Layout, tell
from grader.classroom.outcome import Item, Outcome
from grader.classroom.pool import CHUNK, Pool
from grader.classroom.roster import Roster
from grader.classroom.sources import File, Source, open_source, sources
from grader.classroom.tables import write_changes, write_grades
from grader.classroom.work import Settings, content_of, content_of_none
from grader.course.content import course_hash, engine_hash, exercise_hash
from grader.course.load import Assignment, Course
from grader.model import GraderError, NotGradable, Protection, UsageError
from grader.version import VERSION

COMMIT = 0.5  # seconds at most between what is done and what is kept
UNWRITTEN = ("missing", "not_implemented")
UNTOLD = "?"  # the learner of a file whose name does not tell


@dataclass(frozen=True, slots=True)
class Told:
    """What a source turned out to be."""

    path: Path
    layout: str
    notebooks: int
    ignored: Counter[str]


@dataclass(slots=True)
class Tally:
    """How far a batch is; ``seen`` counts the files that are done, in this run or before."""

    files: int = 0
    seen: int = 0
    before: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    again: int = 0  # files of which some exercises were marked anew


@dataclass(frozen=True, slots=True)
class Todo:
    """A file that is to be graded, and for whom."""

    source: Source
    file: File
    attempts: tuple[Attempt, ...]
    only: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()


Progress = Callable[[Tally], None]


class Batch:
    """One run of ``grader batch``."""

    def __init__(
        self,
        gradebook: Gradebook,
        course: Course,
        settings: Settings,
        protection: Protection,
        *,
        roster: Roster | None = None,
        learner_from: str = "",
        jobs: int = 1,
    ) -> None:
        self.gradebook = gradebook
        self.course = course
        self.settings = settings
        self.protection = protection
        self.roster = roster
        self.learner_from = learner_from
        self.jobs = jobs
        self.told: list[Told] = []
        self.tally = Tally()

    def run(self, named: Sequence[str], out: Path, progress: Progress) -> None:
        """Grade what is to be graded, and write the tables."""
        if not self.course.assignments:
            raise UsageError(f"The course in {self.course.folder} has no assignment yet.")
        opened = [open_source(path, out.resolve()) for path in sources(named, out.resolve())]
        try:
            layouts = [tell(one, self.course.assignments, self.learner_from) for one in opened]
            self._tell(opened, layouts)
            with self.gradebook.transaction():
                self._enrol()
                self._grader  # noqa: B018  # its row is written
            callers = self._grade(self._todo(zip(opened, layouts, strict=True)), progress)
            if callers:
                self._grade(iter(callers), progress)
        finally:
            for one in opened:
                one.close()
        self._write(out)

    def _tell(self, opened: Sequence[Source], layouts: Sequence[Layout]) -> None:
        for source, layout in zip(opened, layouts, strict=True):
            count = len(source.files)
            self.told.append(Told(source.path, layout.name, count, source.ignored))
            self.tally.files += count
        if not self.tally.files:
            raise UsageError("There is no notebook (.ipynb) in what was named.")

    def _enrol(self) -> None:
        """Keep who is in the roster; who else handed in is not in it."""
        if self.roster is None:
            return
        self.gradebook.connection.execute("UPDATE learners SET enrolled = 0")
        for person in self.roster.people.values():
            number = self.gradebook.learner(person.learner, person.name, person.email)
            self.gradebook.connection.execute(
                "UPDATE learners SET enrolled = 1 WHERE id = ?", (number,)
            )

    @cached_property
    def _grader(self) -> int:
        import numpy as np

        return self.gradebook.grader(
            VERSION,
            engine_hash(),
            self.course.name,
            self.course.version,
            course_hash(self.course),
            np.__version__,
            platform.python_version(),
            " ".join([self.protection.level, *self.protection.missing]),
            self.settings.seed,
        )

    def _todo(self, placed: Iterator[tuple[Source, Layout]]) -> Iterator[Todo]:
        """What is not finished yet, in the order of the files."""
        for source, layout in placed:
            for file in source.files:
                attempts = self._attempts(file, layout)
                known = {one.learner: one for one in self.gradebook.known(file.path)}
                mine = tuple(known[a.learner] for a in attempts if a.learner in known)
                if len(mine) == len(attempts) and all(
                    (one.size, one.changed) == (file.size, file.changed) and self._finished(one)
                    for one in mine
                ):
                    self.tally.before += 1
                    self.tally.seen += 1
                    continue
                yield Todo(source, file, attempts, known=mine)

    def _attempts(self, file: File, layout: Layout) -> tuple[Attempt, ...]:
        handed = layout.read(file) or [Handed(UNTOLD)]
        return tuple(self._attempt(file, one, layout) for one in handed)

    def _attempt(self, file: File, handed: Handed, layout: Layout) -> Attempt:
        learner, name, email = handed.learner, handed.name, handed.email
        person = self.roster.find(learner, name, email) if self.roster is not None else None
        if person is not None:
            learner, name, email = person.learner, person.name or name, person.email or email
        when = file.changed / 1e9 if handed.time is None else handed.time
        return Attempt(
            learner,
            name,
            email,
            file.path,
            file.size,
            file.changed,
            layout.name,
            handed.number,
            when,
            handed.late,
            handed.assignment if handed.assignment in self.course.assignments else "",
        )

    def _finished(self, known: Known) -> bool:
        if known.status == "grader failed":
            return False
        if known.status != "graded":
            return known.content == content_of_none(self.course)
        return known.content == self._content(known.assignment)

    def _content(self, assignment: str) -> str:
        if assignment not in self.course.assignments:
            return content_of_none(self.course)
        return content_of(self.course.assignment(assignment))

    def _grade(self, todo: Iterator[Todo], progress: Progress) -> list[Todo]:
        """Grade all of ``todo``; returns what is to be looked at again, as what it calls is marked
        differently now."""
        pending: dict[int, Todo] = {}
        direct: list[Outcome] = []
        callers: list[Todo] = []
        chunk = min(CHUNK, max(1, self.tally.files // (4 * self.jobs)))
        last = time.monotonic()
        waiting: list[Outcome] = []
        path = str(self.gradebook.path)
        with Pool(self.settings, path, self.jobs, chunk) as pool:
            items = self._items(todo, pending, direct)
            for done in pool.outcomes(items):
                waiting += done
                waiting += direct
                direct.clear()
                if time.monotonic() - last >= COMMIT:
                    callers += self._keep(waiting, pending)
                    waiting, last = [], time.monotonic()
                    progress(self.tally)
            callers += self._keep([*waiting, *direct], pending)
        progress(self.tally)
        return callers

    def _items(
        self, todo: Iterator[Todo], pending: dict[int, Todo], direct: list[Outcome]
    ) -> Iterator[Item]:
        """What goes to the pool; what cannot be read, or is the same as before, does not."""
        import hashlib

        for number, one in enumerate(todo):
            try:
                data = one.source.read(one.file)
            except NotGradable as error:
                reason = str(error).removeprefix(f"{one.file.path}: ").rstrip(".")
                pending[number] = one
                direct.append(Outcome(number, "", "unreadable", reason))
                continue
            only = one.only
            if one.known and not only:
                sha256 = hashlib.sha256(data).hexdigest()
                same = len(one.known) == len(one.attempts) and all(
                    known.sha256 == sha256 for known in one.known
                )
                if same:
                    only = self._only(one)
                    if not only and all(map(self._finished, one.known)):
                        self._touched(one)
                        continue
            pending[number] = replace(one, only=only)
            yield Item(number, one.file.path, data, only)

    def _only(self, todo: Todo) -> tuple[str, ...]:
        """The exercises that are to be marked anew, of a file that was graded as it is; none where
        all of it is to be."""
        (first, *_) = todo.known
        if first.status != "graded" or first.assignment not in self.course.assignments:
            return ()
        assignment = self.course.assignment(first.assignment)
        contents = self._contents(assignment)
        stale = self.gradebook.stale(first.id, contents)
        marked = self.gradebook.statuses(first.id)
        if set(stale) - set(marked):
            return ()  # whether an exercise counts that has no mark yet, the whole notebook tells
        wanted = tuple(stale)
        if not wanted:
            with self.gradebook.transaction():
                for known in todo.known:
                    self.gradebook.settle(known.id, content_of(assignment), assignment.exercises)
        return wanted

    @staticmethod
    def _contents(assignment: Assignment) -> dict[str, str]:
        return {name: exercise_hash(assignment, name) for name in assignment.exercises}

    def _touched(self, todo: Todo) -> None:
        with self.gradebook.transaction():
            for known in todo.known:
                self.gradebook.touch(known.id, todo.file.size, todo.file.changed)
        self.tally.before += 1
        self.tally.seen += 1

    def _keep(self, outcomes: Sequence[Outcome], pending: dict[int, Todo]) -> list[Todo]:
        """Write what came out, all at once; returns the callers to look at again."""
        callers = []
        with self.gradebook.transaction():
            for outcome in outcomes:
                todo = pending.pop(outcome.number)
                found = self._keep_one(todo, outcome)
                if found is not None:
                    callers.append(found)
        return callers

    def _keep_one(self, todo: Todo, outcome: Outcome) -> Todo | None:
        content = content_of_none(self.course)
        if outcome.status == "graded":
            content = self._content(outcome.assignment)
        before = self.gradebook.statuses(todo.known[0].id) if todo.only else {}
        if todo.only and outcome.status != "graded":
            # The marks that there are stay, and the next run tries again.
            self.tally.outcomes[outcome.status] += 1
            return None
        self.gradebook.add(todo.attempts, outcome, content, self._grader)
        if not todo.only:
            self.tally.seen += 1
            self.tally.outcomes[outcome.status] += 1
            return None
        assignment = self.course.assignment(outcome.assignment)
        # what was asked for and has no mark is not counted any more
        gone = set(todo.only) - {one.exercise for one in outcome.marks}
        for known in todo.known:
            self.gradebook.settle(known.id, content, set(assignment.exercises) - gone)
        self.tally.again += 1
        return self._callers(todo, outcome, before, assignment)

    def _callers(
        self, todo: Todo, outcome: Outcome, before: dict[str, str], assignment: Assignment
    ) -> Todo | None:
        """Whether an exercise fails beside another of the learner's depends on that one's mark."""
        flipped = {
            one.exercise
            for one in outcome.marks
            if (before.get(one.exercise) == "passed") != (one.status == "passed")
        }
        written = {n for n, status in before.items() if status not in UNWRITTEN} - {*todo.only}
        calling = tuple(
            name
            for name, called in assignment.reference_calls.items()
            if name in written and flipped & set(called)
        )
        return replace(todo, only=calling) if calling else None

    def _write(self, out: Path) -> None:
        with self.gradebook.transaction():
            self._name_the_only_assignment()
            if self.roster is not None:
                self.gradebook.connection.execute(
                    "UPDATE learners SET enrolled = 0 WHERE enrolled IS NULL"
                )
            self.gradebook.choose_attempts()
        write_grades(self.gradebook, out / "grades.csv")
        changed = marks_that_changed(self.gradebook)
        if changed:
            write_changes(out / "changes.csv", changed)

    def _name_the_only_assignment(self) -> None:
        """Where a class does one assignment, a file that cannot be read was meant to be it."""
        rows = self.gradebook.rows(
            "SELECT DISTINCT assignment FROM submissions WHERE status = 'graded' LIMIT 2"
        )
        if len(rows) == 1:
            self.gradebook.connection.execute(
                "UPDATE submissions SET assignment = ? WHERE assignment = '' "
                "AND status IN ('unreadable', 'grader failed')",
                rows[0],
            )


def begin(gradebook: Gradebook, course: Course, seed: int | None) -> int:
    """The one seed of a class, and the one course: kept in the gradebook since its first run."""
    with gradebook.transaction():
        kept = gradebook.get("seed")
        if kept is None:
            seed = secrets.randbelow(2**31) if seed is None else seed
            gradebook.set("seed", str(seed))
            gradebook.set("course", course.name)
            return seed
        if seed is not None and str(seed) != kept:
            raise UsageError(
                f"This class was begun with the seed {kept}, and all of it is graded on one. Leave "
                "out --seed, or name another folder with -o."
            )
        if gradebook.get("course") != course.name:
            raise UsageError(
                f"{gradebook.path} is of the course {gradebook.get('course')!r}, not of "
                f"{course.name!r}. Name another folder with -o."
            )
    return int(kept)


def checked_protection(protection: Protection, allow_missing: bool) -> None:
    """A class is graded behind all the walls there are, unless it is said that fewer will do."""
    if protection.missing and not allow_missing:
        raise GraderError(
            f"The sandbox is not complete here; missing: {', '.join(protection.missing)}. Grade on "
            "Linux 5.13 or newer with libseccomp, or accept it: --allow-missing-sandbox"
        )
