"""The same answer is marked once: what it came to is kept, and given to whoever gives it again.

An answer is all that a mark depends on: the exercise with its content hash and that of what it
calls, the functions and constants that the learner's code brings along (``prints``), the seed, and
what a convention looked at. Only what is known to only compute is remembered, and only where
running it again would give the same, byte for byte but for the times.

An exercise that calls others depends on these, too: on whether they are right, to blame one. So
its answer has theirs in it. Beside that, a clean pass (all right, nothing printed, nothing to
say) is known by the exercise's own code alone: with any versions of what it calls that pass as
cleanly, it is a clean pass again.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from grader.course.content import exercise_hash
from grader.course.load import Assignment
from grader.grading.plain import plain
from grader.grading.plan import own_calls
from grader.grading.prints import Print, bare, print_of
from grader.model import (
    CaseGrade,
    Diagnosis,
    ExerciseGrade,
    Frame,
    LearnerFunction,
    Limits,
    Raised,
    Submission,
    Unit,
)

REMEMBERED = ("passed", "partial", "failed", "error", "not_implemented")
IN_KEY = frozenset({"own_stub", "editions"})  # what conventions may look at that every key has
TEXT = frozenset({"source", "docstring"})  # what only a key with the whole text has
SPEAKS_OF_PLACES = re.compile(r"\b(?:cells?|lines?|In)\b\W*\d|\d(?:st|nd|rd|th) cell|0x[0-9a-f]{6}")
HEAD = -1  # stands for the line of the function's own def
KEPT = 20_000  # records that a process keeps at hand; the gradebook has all

Looks = Mapping[str, set[str]]
Lookup = Callable[[Sequence[bytes]], Mapping[bytes, ExerciseGrade]]


def nothing_known(_keys: Sequence[bytes]) -> Mapping[bytes, ExerciseGrade]:
    return {}


@dataclass(frozen=True, slots=True)
class Keys:
    """By which an answer is found: as it is, with its whole text, and as a clean pass."""

    answer: bytes
    text: bytes
    clean: bytes


@dataclass(frozen=True, slots=True)
class Learned:
    """An answer that was not known: how it is found again, and what it came to, its places as
    ranks."""

    exercise: str
    key: bytes
    record: ExerciseGrade


class Memory:
    """What is known of answers, in this process and where ``lookup`` looks."""

    def __init__(self, limits: Limits, lookup: Lookup = nothing_known, kept: int = KEPT) -> None:
        self._limits = limits
        self._lookup = lookup
        self._kept = kept
        self._records: OrderedDict[bytes, ExerciseGrade] = OrderedDict()
        self.last: Recall | None = None

    def recall(
        self, assignment: Assignment, submission: Submission, seed: int, names: Sequence[str]
    ) -> Recall:
        """What is known of a submission's exercises."""
        answers = _Answers(assignment, submission, seed, self._limits)
        keys = {name: one for name in names if (one := answers.keys(name)) is not None}
        self.last = Recall(self, answers, keys)
        return self.last

    def at_hand(self, key: bytes) -> ExerciseGrade | None:
        record = self._records.get(key)
        if record is not None:
            self._records.move_to_end(key)
        return record

    def look_up(self, keys: Sequence[bytes]) -> None:
        """Get at hand what is known elsewhere."""
        missing = [key for key in keys if key not in self._records]
        for key, record in self._lookup(missing).items() if missing else ():
            self.keep(key, record)

    def keep(self, key: bytes, record: ExerciseGrade) -> None:
        self._records[key] = record
        if len(self._records) > self._kept:
            self._records.popitem(last=False)


@dataclass
class Recall:
    """One submission: what was known of it, and what was learned from running the rest."""

    _memory: Memory
    _answers: _Answers
    keys: dict[str, Keys]
    looks: dict[str, set[str]] = field(default_factory=dict)
    used: dict[str, bytes] = field(default_factory=dict)  # the key that each exercise was found by
    learned: list[Learned] = field(default_factory=list)

    def known(self) -> dict[str, ExerciseGrade]:
        """By exercise, the grade as this notebook gets it."""
        found = self._at_hand(self.keys)
        missing = [name for name in self.keys if name not in found]
        if missing:
            self._memory.look_up([key for name in missing for key in self._keys_of(name)])
            found |= self._at_hand(missing)
        return found

    def _keys_of(self, name: str) -> Iterator[bytes]:
        keys = self.keys[name]
        yield from (keys.answer, keys.text, keys.clean)
        for other in self._answers.called(name):
            called = self._answers.keys(other)
            if called is not None:
                yield called.clean

    def _at_hand(self, names: Iterable[str]) -> dict[str, ExerciseGrade]:
        found = {}
        for name in names:
            keys = self.keys[name]
            wanted = [keys.answer, keys.text]
            if all(map(self._is_clean, self._answers.called(name))):
                wanted.insert(0, keys.clean)
            for key in wanted:
                record = self._memory.at_hand(key)
                if record is not None:
                    self.used[name] = key
                    found[name] = self._answers.placed(name, record)
                    break
        return found

    def _is_clean(self, name: str) -> bool:
        keys = self._answers.keys(name)
        if keys is None or self._answers.raises(name):
            return False
        return self._memory.at_hand(keys.clean) is not None

    def learn(self, grades: Sequence[ExerciseGrade]) -> None:
        """Keep what was run, as far as it would be the same again."""
        clean = {one.exercise for one in grades if self._clean(one)}
        for one in sorted(grades, key=lambda one: len(self._answers.called(one.exercise))):
            name = one.exercise
            keys = self.keys.get(name)
            if keys is None or name in self.used:
                continue
            record = self._answers.record(one)
            looked = self._looked(name, one)
            if record is None or looked - IN_KEY - TEXT:
                continue
            key = keys.text if looked & TEXT else keys.answer
            if name in clean and all(map(self._is_clean, self._answers.called(name))):
                key = keys.clean
            self._learn(name, key, record)

    def _learn(self, name: str, key: bytes, record: ExerciseGrade) -> None:
        self.used[name] = key
        self.learned.append(Learned(name, key, record))
        self._memory.keep(key, record)

    def _looked(self, name: str, grade: ExerciseGrade) -> set[str]:
        """What was looked at of the function, and of those that it calls."""
        looked = set(self.looks.get(name, ()))
        for other in self._answers.called(name):
            looked |= self.looks.get(other, set())
        return looked | ({"source"} if self._answers.quotes(grade) else set())

    def _clean(self, one: ExerciseGrade) -> bool:
        function = self._answers.submission.functions.get(one.exercise)
        return (
            one.status == "passed"
            and not one.blamed_on
            and function is not None
            and set(one.notes) <= set(function.notes)
            and all(case.status == "passed" and not case.stdout for case in one.cases)
            and self.looks.get(one.exercise, set()) <= IN_KEY
        )

    def places(self, name: str) -> list[list[int]]:
        """For a record of this notebook: its function's place, then the lines of each unit."""
        return self._answers.places(name)


class _Answers:
    """The answers of one submission, and where their lines stand in its notebook."""

    def __init__(
        self, assignment: Assignment, submission: Submission, seed: int, limits: Limits
    ) -> None:
        self.assignment = assignment
        self.submission = submission
        self._seed = seed
        self._limits = limits
        self._prints: dict[str, tuple[Print, ...] | None] = {}
        self._keys: dict[str, Keys | None] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._one_meaning = _one_meaning(submission)

    def keys(self, name: str) -> Keys | None:
        """None where the answer is nothing to be remembered."""
        if name not in self._keys:
            self._keys[name] = self._made(name) if self._one_meaning else None
        return self._keys[name]

    def called(self, name: str) -> tuple[str, ...]:
        if name not in self._called:
            there = name in self.submission.functions
            self._called[name] = own_calls(self.submission, name) if there else ()
        return self._called[name]

    def raises(self, name: str) -> bool:
        prints = self._of(name)
        return prints is None or any(one.raises for one in prints)

    def _of(self, name: str) -> tuple[Print, ...] | None:
        """The fingerprints of all that a function brings along; None where that cannot be told."""
        if name not in self._prints:
            function = self.submission.functions.get(name)
            found = None if function is None else [print_of(unit) for unit in function.units]
            whole = found is not None and all(one is not None for one in found)
            self._prints[name] = tuple(one for one in found or () if one) if whole else None
        return self._prints[name]

    def _made(self, name: str) -> Keys | None:
        own = self._described(name)
        if own is None:
            return None
        called = self.called(name)
        others = [self._described(other) for other in called if other in self.submission.functions]
        if None in others:
            return None
        contents = [exercise_hash(self.assignment, one) for one in (name, *called)]
        functions = self.submission.functions
        present = [other for other in called if other in functions]
        start = repr((name, contents, self._seed, self._limits, _environment()))
        answer = _digest(start, repr((own, called, present, others)))
        text = _digest(start, answer, *(functions[n].source for n in (name, *present)))
        signatures = [_signature(functions[other]) for other in present]
        clean = _digest("clean", start, repr((own, called, signatures)))
        return Keys(answer, text, clean)

    def _described(self, name: str) -> tuple[object, ...] | None:
        """All that tells a function of this notebook from another one, but its place."""
        function = self.submission.functions.get(name)
        prints = self._of(name)
        if (
            function is None
            or prints is None
            or function.syntax
            or function.elsewhere
            or function.given_units
        ):
            return None
        cells = {function.cell: 0}
        shape = [cells.setdefault(unit.cell, len(cells)) for unit in function.units]
        asserts = [
            (one.exercise, one.text, self._rank(name, one.cell, one.first))
            for one in function.asserts
        ]
        if any(rank is None for _, _, rank in asserts):
            return None
        flags = (function.own_stub, function.editions, function.untouched, function.unfilled)
        digests = tuple(one.digest for one in prints)
        rest = (function.calls, function.unknown, function.starred)
        return digests, tuple(shape), tuple(asserts), flags, rest

    def _units(self, name: str) -> tuple[tuple[Unit, Print], ...]:
        """What the lines of an answer may stand in: its own units and those of what it calls."""
        found = []
        for one in (name, *self.called(name)):
            function = self.submission.functions.get(one)
            prints = self._of(one)
            if function is not None and prints is not None:
                found += list(zip(function.units, prints, strict=True))
        return tuple(found)

    def _rank(self, name: str, cell: int, line: int) -> tuple[int, int] | None:
        """Where a line stands: which unit, counted from 1, and which of its lines."""
        function = self.submission.functions[name]
        if (cell, line) == (function.cell, function.line):
            return 0, HEAD
        for number, (unit, one) in enumerate(self._units(name), start=1):
            if unit.cell == cell and line in one.lines:
                return number, one.lines.index(line)
        return None

    def places(self, name: str) -> list[list[int]]:
        function = self.submission.functions[name]
        own = [function.cell, function.line]
        return [own, *([unit.cell, *one.lines] for unit, one in self._units(name))]

    def placed(self, name: str, record: ExerciseGrade) -> ExerciseGrade:
        """A record as this notebook gets it."""
        function = self.submission.functions[name]
        return placed(record, self.places(name), function.notes)

    def record(self, grade: ExerciseGrade) -> ExerciseGrade | None:
        """The grade with ranks in place of lines; None where it is nothing to be remembered."""
        name = grade.exercise
        function = self.submission.functions.get(name)
        if function is None or grade.status not in REMEMBERED:
            return None
        if any(case.status not in REMEMBERED for case in grade.cases):
            return None
        if not self._only_computes(name) or _speaks(grade, function):
            return None
        try:
            return self._ranked(grade, function)
        except LookupError:  # a line that does nothing, or of nobody's
            return None

    def _only_computes(self, name: str) -> bool:
        functions = self.submission.functions
        names = [one for one in (name, *self.called(name)) if one in functions]
        units = dict.fromkeys(unit for one in names for unit in functions[one].units)
        return plain(units, {*self.assignment.exercises, *self.assignment.helpers})

    def _ranked(self, grade: ExerciseGrade, function: LearnerFunction) -> ExerciseGrade:
        name = grade.exercise
        cell, line = self._ranks(name, grade.cell or 0, grade.line or 0)
        notes = tuple(note for note in grade.notes if note not in function.notes)
        cases = tuple(self._ranked_case(name, case) for case in grade.cases)
        causes = tuple(self._ranked_cause(name, one) for one in grade.diagnoses)
        return replace(grade, cell=cell, line=line, notes=notes, cases=cases, diagnoses=causes)

    def _ranks(self, name: str, cell: int, line: int) -> tuple[int, int]:
        found = self._rank(name, cell, line)
        if found is None:
            raise LookupError(line)
        return found

    def _ranked_case(self, name: str, case: CaseGrade) -> CaseGrade:
        if case.raised is None:
            return case
        frames = tuple(self._ranked_frame(name, frame) for frame in case.raised.frames)
        return replace(case, raised=replace(case.raised, frames=frames))

    def _ranked_frame(self, name: str, frame: Frame) -> Frame:
        if not frame.cell:
            return frame
        if frame.text not in ("", f"cell {frame.cell}"):
            raise LookupError(frame.text)
        cell, line = self._ranks(name, frame.cell, frame.line)
        # a function's head has number 0, which stands for no cell in a frame
        return replace(frame, cell=cell or HEAD, line=line, text="cell" if frame.text else "")

    def _ranked_cause(self, name: str, one: Diagnosis) -> Diagnosis:
        if one.cell is None:
            return one
        if one.line is None:  # somewhere in the cell
            return replace(one, cell=self._unit_in(name, one.cell))
        cell, line = self._ranks(name, one.cell, one.line)
        return replace(one, cell=cell, line=line)

    def _unit_in(self, name: str, cell: int) -> int:
        """The number of a unit in that cell; 0 for the function's own."""
        cells = [place[0] for place in self.places(name)]
        if cell not in cells:
            raise LookupError(cell)
        return cells.index(cell)

    def quotes(self, grade: ExerciseGrade) -> bool:
        """Whether what is said of an answer has a line of the learner's in it, blanks and all."""
        if not grade.diagnoses:
            return False
        said = " ".join(f"{one.message} {one.hint}" for one in grade.diagnoses)
        cell = bare(self.submission.functions[grade.exercise]).cell_source
        lines = (line.strip() for line in cell.split("\n"))
        return any(len(line) > 3 and line in said for line in lines)


def placed(
    record: ExerciseGrade, places: Sequence[Sequence[int]], notes: Sequence[str] = ()
) -> ExerciseGrade:
    """A record with the cells and lines of one notebook; ``notes`` are what was said of its
    function before it was run."""

    def place(cell: int, line: int) -> tuple[int, int]:
        found = places[max(cell, 0)]
        return found[0], found[1] if line == HEAD else found[line + 1]

    def placed_raised(raised: Raised) -> Raised:
        return replace(raised, frames=tuple(map(placed_frame, raised.frames)))

    def placed_frame(frame: Frame) -> Frame:
        if not frame.cell:
            return frame
        cell, line = place(frame.cell, frame.line)
        return replace(frame, cell=cell, line=line, text=f"cell {cell}" if frame.text else "")

    def placed_case(case: CaseGrade) -> CaseGrade:
        raised = case.raised
        return case if raised is None else replace(case, raised=placed_raised(raised))

    def placed_cause(one: Diagnosis) -> Diagnosis:
        if one.cell is None:
            return one
        cell, line = place(one.cell, HEAD if one.line is None else one.line)
        return replace(one, cell=cell, line=None if one.line is None else line)

    cell, line = place(record.cell or 0, HEAD if record.line is None else record.line)
    wrong = any(case.raised is not None for case in record.cases)
    return replace(
        record,
        cell=cell,
        line=line,
        notes=tuple(dict.fromkeys((*notes, *record.notes))),
        cases=tuple(map(placed_case, record.cases)) if wrong else record.cases,
        diagnoses=tuple(map(placed_cause, record.diagnoses)),
    )


def _one_meaning(submission: Submission) -> bool:
    """Whether no name means one thing in one cell and another in the next: where functions share
    a process, one of them would get the other's."""
    places: dict[str, int] = {}
    for function in submission.functions.values():
        for unit in function.units:
            for name in unit.defines:
                if places.setdefault(name, unit.cell) != unit.cell:
                    return False
    return True


def _signature(function: LearnerFunction) -> str:
    """The head of a function as it stands: what a caller has to keep to."""
    head = re.match(r"[^#]*?\bdef\b.*?\)\s*(?:->[^\n]*)?:", function.source, re.DOTALL)
    return re.sub(r"\s", "", head[0]) if head else function.source


def _speaks(grade: ExerciseGrade, function: LearnerFunction) -> bool:
    """Whether a text of a grade has a place in it, or the address of an object."""
    texts = [note for note in grade.notes if note not in function.notes]
    texts += [text for one in grade.diagnoses for text in (one.message, one.hint)]
    texts += [case.stdout for case in grade.cases]
    texts += [case.raised.message for case in grade.cases if case.raised is not None]
    return any(map(SPEAKS_OF_PLACES.search, texts))


def _environment() -> str:
    import numpy as np

    return f"{sys.version_info[:3]} {np.__version__}"


def _digest(*parts: str | bytes) -> bytes:
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "little") + data)
    return found.digest()[:20]
