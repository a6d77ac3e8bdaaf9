"""Known mistakes: whatever was observed equals what the mistake gives, on all cases.

What a mistake does is worked out case by case, when it is asked for the first time: most are told
from an answer by a single case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np

from grader.author import Mistake
from grader.compare.inputs import INPUTS
from grader.compare.outputs import differing
from grader.course.load import Assignment
from grader.course.mistakes import mistakes
from grader.diagnose.effects import Effect, Known, apart, calls_of, marks_of
from grader.diagnose.evidence import CaseEvidence, Evidence, key_of
from grader.diagnose.lines import called, gives_it, own_line, same_kind
from grader.model import Diagnosis, GraderError
from grader.worker.wire import Encoder, Opaque

PAIRS = 150  # pairs of mistakes that are tried together on one answer, at most
CALLS = 3_000  # function calls that trying them may take, at most
SHOWN = 12  # mismatches of a case, at which there may be more than are told


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
    singles = _not_contradicted(evidence, singles)
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
    singles = _singles(evidence.assignment, evidence.exercise.name, evidence.seed)
    for one in _not_contradicted(evidence, singles):
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


def _not_contradicted(evidence: Evidence, singles: Sequence[Known]) -> tuple[Known, ...]:
    """The mistakes without those that say that a function is missing which the text calls: "the
    sigmoid is missing" must not be said to somebody who wrote it, whatever it behaves like."""
    own = called(evidence.function.source)
    return tuple(one for one in singles if not any(m.missing in own for m in one.mistakes))


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
    calls = calls_of(evidence.assignment, evidence.exercise.name, evidence.seed, case.case.name)
    return min(PAIRS, CALLS // calls)


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
    if isinstance(raw.value, Opaque) and raw.value.kind == "too_large":
        # it was not sent: all that is known is that it is wrong
        return bool(known.outputs(case.case, case.expected))
    if raw.value is case.value and not case.mismatches:
        return not known.outputs(case.case, case.expected)
    # a mistake's effect is not rewritten by conventions, so neither is what it is held against
    mine = marks_of(evidence.exercise, case.case, raw.value, case.expected)
    if apart(mine, known.marks(case.case, case.expected)):
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
        mine = marks_of(evidence.exercise, case.case, case.value, case.expected)
        if apart(mine, known.marks(case.case, case.expected)) & outputs:
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
