"""Known mistakes: whatever was observed equals what the mistake gives, on all cases.

What a mistake does is worked out case by case, when it is asked for the first time: most are told
from an answer by a single case.
"""

from __future__ import annotations

import contextlib
import io
import traceback
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Any

import numpy as np

from grader.author import Mistake
from grader.compare.inputs import INPUTS, mutated
from grader.compare.outputs import differing
from grader.course.load import Assignment
from grader.course.mistakes import compiled, edited, mistakes
from grader.diagnose.evidence import CaseEvidence, Evidence, key_of, pairs_of
from grader.diagnose.formulas import close
from grader.diagnose.lines import gives_it, line_of, own_line, same_kind
from grader.model import Case, Diagnosis, Exercise, GraderError
from grader.worker.wire import Encoder, decode_body

PAIRS = 150  # pairs of mistakes that are tried together on one answer, at most
CALLS = 3_000  # function calls that trying them may take, at most
FAR = 0.01  # no exercise tolerates as much
SHOWN = 12  # mismatches of a case, at which there may be more than are told


Marks = tuple[tuple[str, float, float], ...]  # of an output, two of its numbers


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version of the reference does on one case."""

    value: Any = None
    mutated: tuple[str, ...] = ()
    error: tuple[str, str] | None = None
    line: str = ""  # that raised


class Known:
    """Some mistakes made at once; their effect on a case is worked out once, when it is asked."""

    def __init__(self, assignment: Assignment, made: tuple[Mistake, ...]) -> None:
        self.mistakes = made
        self._assignment = assignment
        self._exercise = assignment.exercise(made[0].exercise)
        self._effects: dict[str, Effect] = {}
        self._outputs: dict[str, frozenset[str]] = {}
        self._marks: dict[str, Marks] = {}
        self._paths: dict[str, set[str]] = {}

    @cached_property
    def source(self) -> str:
        return edited(self._assignment, *self.mistakes)

    @cached_property
    def function(self) -> Any:
        return compiled(self._assignment, self._exercise.name, self.source)

    def on(self, case: Case, expected: Any) -> Effect:
        if case.name not in self._effects:
            self._effects[case.name] = self._effect(case, expected)
        return self._effects[case.name]

    def _effect(self, case: Case, expected: Any) -> Effect:
        args = tuple(_copy(value) for value in case.args)
        np.random.seed(case.numpy_seed)
        try:
            quiet = contextlib.redirect_stdout(io.StringIO())  # a mistake may be to print
            with np.errstate(all="ignore"), quiet:
                value = self.function(*args)
        except Exception as error:  # a mistake may raise anything: that is its effect
            frames = traceback.extract_tb(error.__traceback__)
            own = [f.lineno or 0 for f in frames if f.filename == f"<{self._exercise.name}>"]
            line = line_of(self.source, own[-1]) if own else ""
            return Effect(error=(type(error).__name__, str(error)), line=line)
        # as it would come back from a worker, so that the two can be compared
        (sent,) = decode_body(Encoder().body([value]))
        changed = tuple(mutated(self._exercise.parameters, case.args, args))
        return Effect(sent, changed)

    def outputs(self, case: Case, expected: Any) -> frozenset[str]:
        """What is off in a case."""
        if case.name not in self._outputs:
            effect = self.on(case, expected)
            found = differing(self._exercise, effect.value, expected)
            self._outputs[case.name] = frozenset(found | ({INPUTS} if effect.mutated else set()))
        return self._outputs[case.name]

    def marks(self, case: Case, expected: Any) -> Marks:
        if case.name not in self._marks:
            value = self.on(case, expected).value
            self._marks[case.name] = _marks(self._exercise, case, value, expected)
        return self._marks[case.name]

    def paths(self, case: Case, expected: Any) -> set[str]:
        """What is off in a case, key by key; roughly, as it only puts pairs in an order."""
        if case.name not in self._paths:
            effect = self.on(case, expected)
            every = list(pairs_of(self._exercise, case, effect.value, expected))
            off = {pair.path for pair in every if not _alike(pair.observed, pair.expected)}
            self._paths[case.name] = off | set(effect.mutated)
        return self._paths[case.name]


def _marks(exercise: Exercise, case: Case, value: Any, expected: Any) -> Marks:
    """A number or two of each output: two values that differ mostly differ in these."""
    every = pairs_of(exercise, case, value, expected)
    return tuple((pair.output, *_mark(pair.observed)) for pair in every)


def _mark(value: Any) -> tuple[float, float]:
    while isinstance(value, tuple | list | dict) and value:
        value = value[max(value, key=str)] if isinstance(value, dict) else value[-1]
    if isinstance(value, np.ndarray) and value.size and value.dtype.kind in "biuf":
        return float(value.flat[0]), float(value.flat[-1])
    return 0.0, 0.0


def _apart(one: Marks, other: Marks) -> set[str]:
    """Outputs whose numbers are so far apart that two values cannot be the same."""
    return {
        first[0]
        for first, second in zip(one, other, strict=False)
        for a, b in zip(first[1:], second[1:], strict=True)
        if abs(a - b) > FAR + FAR * abs(b)
    }


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        numbers = one.dtype.kind in "biuf" and other.dtype.kind in "biuf"
        return numbers and close(one.astype(float), other.astype(float))
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    plain = isinstance(one, str | int | float | np.generic | None)
    return plain and type(one) is type(other) and bool(one == other)


def _copy(value: Any) -> Any:
    """A copy of inputs; the arrays, lists and dictionaries that cases are made of."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, dict):
        return {key: _copy(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_copy, value))
    return list(map(_copy, value)) if isinstance(value, list) else value


def known_mistakes(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The mistake that does all that was observed; else some that do so together, output by
    output; else two made at once."""
    state = np.random.get_state()
    try:
        return _known_mistakes(evidence)
    finally:
        np.random.set_state(state)  # effects are those of seeded calls


def _known_mistakes(evidence: Evidence) -> tuple[Diagnosis, ...]:
    singles = _singles(evidence.assignment, evidence.exercise.name, evidence.seed)
    cases = _telling(evidence)
    fitting = [one for one in singles if _same(evidence, cases, one)]
    if fitting:
        # within the tolerances some mistakes look alike; to the last digit they seldom do
        return _diagnoses(max(fitting, key=lambda one: _exactly(evidence, one)).mistakes)
    covering = _cover(evidence, cases, singles)
    if covering:
        return _diagnoses(covering)
    if all(case.raised is not None for case in evidence.cases):
        return ()  # of two mistakes one raises, and of the other nothing was seen
    for pair in _twos(evidence, cases, singles):
        if _same(evidence, cases, pair):
            return _diagnoses(pair.mistakes)
    return ()


def by_output(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For single outputs, the mistakes that do just what was observed of them."""
    if evidence.raises:
        return {}
    found: dict[str, tuple[Diagnosis, ...]] = {}
    cases = _telling(evidence)
    # their effects are known by now: all of them were looked at as a whole before
    for one in _singles(evidence.assignment, evidence.exercise.name, evidence.seed):
        for output in _explains(evidence, cases, one):
            found.setdefault(output, _diagnoses(one.mistakes))
    return found


def _diagnoses(made: Iterable[Mistake]) -> tuple[Diagnosis, ...]:
    return tuple(Diagnosis(one.code, one.sentence, one.hint) for one in made)


@lru_cache(maxsize=64)
def _singles(assignment: Assignment, exercise: str, _seed: int) -> tuple[Known, ...]:
    """The mistakes of an exercise; effects are those on the cases of one seed."""
    mine = [one for one in mistakes(assignment) if one.exercise == exercise]
    return tuple(Known(assignment, (one,)) for one in mine)


@lru_cache(maxsize=512)
def _together(assignment: Assignment, _seed: int, one: Mistake, other: Mistake) -> Known | None:
    """Both made at once; None where both change the same line."""
    known = Known(assignment, (one, other))
    try:
        return known if known.function else None
    except (GraderError, SyntaxError):
        return None


def _telling(evidence: Evidence) -> list[CaseEvidence]:
    """The cases in the order in which they tell mistakes apart for least work: those that are
    wrong first, and small ones before large ones."""
    return sorted(
        evidence.cases, key=lambda one: (not (one.mismatches or one.raised), _size(one.case.args))
    )


def _size(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(_size, value)) if isinstance(value, list | tuple) else 1


def _twos(
    evidence: Evidence, cases: Sequence[CaseEvidence], singles: Sequence[Known]
) -> Iterator[Known]:
    """Pairs that together get wrong, in the case that tells most, just what was wrong: key by key
    first; then output by output, as one mistake may hide what another does to a key."""
    case = cases[0]
    fitting = [(_add_up(*two, case), two) for two in combinations(singles, 2)]
    fitting.sort(key=lambda item: -item[0])
    for how_well, two in fitting[: _most(evidence, case)]:
        made = (*two[0].mistakes, *two[1].mistakes)
        if how_well and (both := _together(evidence.assignment, evidence.seed, *made)) is not None:
            yield both


def _most(evidence: Evidence, case: CaseEvidence) -> int:
    """How many pairs may be tried, by what one call of the reference takes."""
    calls = _calls(evidence.assignment, evidence.exercise.name, evidence.seed, case.case.name)
    return min(PAIRS, CALLS // calls)


@lru_cache(maxsize=64)
def _calls(assignment: Assignment, exercise: str, seed: int, name: str) -> int:
    """The functions of the course that one call of the reference calls: a measure of its work
    that is the same on each machine."""
    case = next(one for one in assignment.cases(exercise, seed) if one.name == name)
    reference = compiled(assignment, exercise, assignment.references[exercise])
    names: dict[str, Any] = reference.__globals__
    count = 1

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            return function(*args, **named)

        return counting

    functions = {n: f for n, f in names.items() if isinstance(f, types.FunctionType)}
    names.update({n: counted(function) for n, function in functions.items()})
    np.random.seed(case.numpy_seed)
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        reference(*(_copy(value) for value in case.args))
    return count


def _add_up(one: Known, other: Known, case: CaseEvidence) -> int:
    """2 where both together get the same keys wrong as the answer; 1 where the same outputs."""
    both = (one, other)
    effects = [known.on(case.case, case.expected) for known in both]
    if case.raised is not None:
        said = (case.raised.type, case.raised.message)
        return 2 * (said in [effect.error for effect in effects])
    if any(effect.error for effect in effects):
        return 0
    outputs = [known.outputs(case.case, case.expected) for known in both]
    if outputs[0] | outputs[1] != _wrong(case):
        return 0
    paths = {path for known in both for path in known.paths(case.case, case.expected)}
    wrong = {key_of(m.path).partition("[")[0] for m in case.mismatches}
    return 1 + (len(case.mismatches) >= SHOWN or paths == wrong)


def _wrong(case: CaseEvidence) -> set[str]:
    """The outputs that are off in a case."""
    return {mismatch.output for mismatch in case.mismatches}


def _same(evidence: Evidence, cases: Sequence[CaseEvidence], known: Known) -> bool:
    """Whether a mistake does all that was observed. An exception alone is too little: many
    mistakes raise the same; then the learner's own text must have what the mistake puts in."""
    seen = False
    for case in cases:
        effect = known.on(case.case, case.expected)
        if not _same_on(evidence, case, known, effect):
            return False
        seen = seen or (case.raised is None and bool(case.mismatches))
    return seen or same_kind(
        evidence.function.source,
        evidence.assignment.references[evidence.exercise.name],
        known.source,
    )


def _same_on(evidence: Evidence, case: CaseEvidence, known: Known, effect: Effect) -> bool:
    if case.raised is not None or effect.error is not None:
        raised = case.raised
        if raised is None or effect.error != (raised.type, raised.message):
            return False
        line = own_line(evidence.function, raised)
        return gives_it(effect.line, raised.message) == gives_it(line, raised.message)
    raw = case.raw
    if raw is None or raw.mutated != effect.mutated:
        return False
    if raw.value is case.value and not case.mismatches:
        return not known.outputs(case.case, case.expected)
    # a mistake's effect is not rewritten by conventions, so neither is what it is held against
    mine = _marks(evidence.exercise, case.case, raw.value, case.expected)
    if _apart(mine, known.marks(case.case, case.expected)):
        return False
    return not differing(evidence.exercise, raw.value, effect.value)


def _exactly(evidence: Evidence, known: Known) -> int:
    """In how many cases a mistake returns the very same bytes."""
    return sum(
        Encoder().body([one.raw.value]) == Encoder().body([known.on(one.case, one.expected).value])
        for one in evidence.cases
        if one.raw is not None
    )


def _cover(
    evidence: Evidence, cases: Sequence[CaseEvidence], singles: Sequence[Known]
) -> tuple[Mistake, ...]:
    """Mistakes that each do just what was observed of some outputs, and all outputs together."""
    if evidence.raises:
        return ()
    left = set(evidence.wrong_outputs)
    found: list[Mistake] = []
    explained = [(one, _explains(evidence, cases, one)) for one in singles]
    # what explains more outputs at once is the simpler story
    for one, outputs in sorted(explained, key=lambda item: -len(item[1])):
        if outputs and outputs <= left:
            found += one.mistakes
            left -= outputs
    return tuple(found) if not left else ()


def _explains(evidence: Evidence, cases: Sequence[CaseEvidence], known: Known) -> frozenset[str]:
    """The outputs that a mistake gets wrong, if just that was observed of all of them."""
    touched: frozenset[str] = frozenset()
    for case in cases:
        if known.on(case.case, case.expected).error is not None:
            return frozenset()
        outputs = known.outputs(case.case, case.expected)
        if not outputs <= _wrong(case):
            return frozenset()
        mine = _marks(evidence.exercise, case.case, case.value, case.expected)
        if _apart(mine, known.marks(case.case, case.expected)) & outputs:
            return frozenset()
        if _differing(evidence, case, known) & outputs:
            return frozenset()
        touched |= outputs
    if any(_differing(evidence, case, known) & touched for case in cases):
        return frozenset()
    return touched


def _differing(evidence: Evidence, case: CaseEvidence, known: Known) -> set[str]:
    effect = known.on(case.case, case.expected)
    differs = differing(evidence.exercise, case.value, effect.value)
    return differs | ({INPUTS} if case.mutated != effect.mutated else set())
