"""Known mistakes: whatever was observed equals what the mistake gives, on all cases."""

from __future__ import annotations

import contextlib
import copy
import io
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np

from grader.author import Mistake
from grader.compare.inputs import INPUTS, mutated
from grader.compare.outputs import differing
from grader.course.load import Assignment
from grader.course.mistakes import compiled, edited, mistakes
from grader.diagnose.evidence import CaseEvidence, Evidence
from grader.model import Case, Diagnosis, GraderError, LearnerFunction, Raised
from grader.worker.wire import Encoder, decode_body

PAIRS = 400  # pairs of mistakes that are tried together, at most


@dataclass(frozen=True, slots=True)
class Effect:
    """What a version of the reference does on one case."""

    value: Any = None
    mutated: tuple[str, ...] = ()
    error: tuple[str, str] | None = None
    own_line: bool = False  # whether the line that raised was to give the missing name its value


@dataclass(frozen=True)
class Known:
    """Some mistakes made at once, with their effects on every case."""

    mistakes: tuple[Mistake, ...]
    effects: Mapping[str, Effect]  # by case


def known_mistakes(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The mistake that does all that was observed; else some that do so together, output by
    output; else two made at once."""
    singles = _singles(evidence.assignment, evidence.exercise.name, evidence.seed)
    fitting = [one for one in singles if _same(evidence, one)]
    if fitting:
        # within the tolerances some mistakes look alike; to the last digit they seldom do
        return _diagnoses(max(fitting, key=lambda one: _exactly(evidence, one)).mistakes)
    covering = _cover(evidence, singles)
    if covering:
        return _diagnoses(covering)
    if all(case.raised is not None for case in evidence.cases):
        return ()  # of two mistakes one raises, and of the other nothing was seen
    for pair in _twos(evidence.assignment, evidence.exercise.name, evidence.seed):
        if _same(evidence, pair):
            return _diagnoses(pair.mistakes)
    return ()


def by_output(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For single outputs, the mistakes that do just what was observed of them."""
    if evidence.raises:
        return {}
    found: dict[str, tuple[Diagnosis, ...]] = {}
    for one in _singles(evidence.assignment, evidence.exercise.name, evidence.seed):
        touched = _explains(evidence, one)
        for output in touched:
            found.setdefault(output, _diagnoses(one.mistakes))
    return found


def _diagnoses(made: Iterable[Mistake]) -> tuple[Diagnosis, ...]:
    return tuple(Diagnosis(one.code, one.sentence, one.hint) for one in made)


@lru_cache(maxsize=64)
def _singles(assignment: Assignment, exercise: str, seed: int) -> tuple[Known, ...]:
    cases = assignment.cases(exercise, seed)
    mine = [one for one in mistakes(assignment) if one.exercise == exercise]
    return tuple(_known(assignment, cases, (one,)) for one in mine)


@lru_cache(maxsize=64)
def _twos(assignment: Assignment, exercise: str, seed: int) -> tuple[Known, ...]:
    cases = assignment.cases(exercise, seed)
    mine = [one for one in mistakes(assignment) if one.exercise == exercise]
    found = []
    for two in list(combinations(mine, 2))[:PAIRS]:
        try:
            found.append(_known(assignment, cases, two))
        except (GraderError, SyntaxError):
            continue  # both change the same line: they cannot be made at once
    return tuple(found)


def _known(assignment: Assignment, cases: Sequence[Case], made: tuple[Mistake, ...]) -> Known:
    exercise = made[0].exercise
    source = edited(assignment, *made)
    function = compiled(assignment, exercise, source)
    parameters = assignment.exercise(exercise).parameters
    return Known(made, {case.name: _effect(function, parameters, case, source) for case in cases})


def _effect(
    function: Callable[..., Any], parameters: tuple[str, ...], case: Case, source: str
) -> Effect:
    args = copy.deepcopy(case.args)
    state = np.random.get_state()
    np.random.seed(case.numpy_seed)
    try:
        quiet = contextlib.redirect_stdout(io.StringIO())  # a mistake may be to print
        with np.errstate(all="ignore"), quiet:
            value = function(*args)
    except Exception as error:  # a mistake may raise anything: that is its effect
        frames = traceback.extract_tb(error.__traceback__)
        own = [f.lineno or 0 for f in frames if f.filename == f"<{function.__name__}>"]
        line = _at(source, own[-1]) if own else ""
        said = (type(error).__name__, str(error))
        return Effect(error=said, own_line=_gives_it(line, said[1]))
    finally:
        np.random.set_state(state)
    # as it would come back from a worker, so that the two can be compared
    (sent,) = decode_body(Encoder().body([value]))
    return Effect(sent, tuple(mutated(parameters, case.args, args)))


def _at(source: str, line: int) -> str:
    lines = source.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _gives_it(line: str, message: str) -> bool:
    """Whether a line assigns the name that it misses: ``dZ = relu_backward(dZ, …)``.

    Python words this just like a name that got no value in a branch, which is another cause.
    """
    found = re.search(r"variable '(\w+)'", message)
    return bool(found and re.match(rf"[^=(]*\b{found[1]}\b[^=(]*=[^=]", line))


def _own_line(function: LearnerFunction, raised: Raised) -> bool:
    own = [frame.line for frame in raised.frames if frame.cell == function.cell]
    return bool(own) and _gives_it(_at(function.cell_source, own[-1]), raised.message)


def _same(evidence: Evidence, known: Known) -> bool:
    return all(_same_on(evidence, one, known.effects[one.case.name]) for one in evidence.cases)


def _exactly(evidence: Evidence, known: Known) -> int:
    """In how many cases a mistake returns the very same bytes."""
    return sum(
        Encoder().body([one.raw.value]) == Encoder().body([known.effects[one.case.name].value])
        for one in evidence.cases
        if one.raw is not None
    )


def _same_on(evidence: Evidence, case: CaseEvidence, effect: Effect) -> bool:
    if case.raised is not None or effect.error is not None:
        raised = case.raised
        if raised is None or effect.error != (raised.type, raised.message):
            return False
        return effect.own_line == _own_line(evidence.function, raised)
    raw = case.raw
    if raw is not None and raw.mutated == effect.mutated:
        # a mistake's effect is not rewritten by conventions, so neither is what it is held against
        return not differing(evidence.exercise, raw.value, effect.value)
    return False


def _cover(evidence: Evidence, singles: Sequence[Known]) -> tuple[Mistake, ...]:
    """Mistakes that each do just what was observed of some outputs, and all outputs together."""
    if evidence.raises:
        return ()
    left = set(evidence.wrong_outputs)
    found: list[Mistake] = []
    explained = [(one, _explains(evidence, one)) for one in singles]
    # what explains more outputs at once is the simpler story
    for one, outputs in sorted(explained, key=lambda item: -len(item[1])):
        if outputs and outputs <= left:
            found += one.mistakes
            left -= outputs
    return tuple(found) if not left else ()


def _explains(evidence: Evidence, known: Known) -> set[str]:
    """The outputs that a mistake gets wrong, if just that was observed of all of them."""
    touched: set[str] = set()
    for case in evidence.cases:
        effect = known.effects[case.case.name]
        if effect.error is not None:
            return set()
        touched |= differing(evidence.exercise, effect.value, case.expected)
        touched |= {INPUTS} if effect.mutated else set()
    for case in evidence.cases:
        effect = known.effects[case.case.name]
        differs = differing(evidence.exercise, case.value, effect.value)
        if case.mutated != effect.mutated:
            differs.add(INPUTS)
        if differs & touched:
            return set()
    return touched
