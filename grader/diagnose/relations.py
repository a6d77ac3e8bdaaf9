"""Relations between observed and expected that hold on every case: a factor, a transpose."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from grader.compare.values import describe_kind
from grader.diagnose.evidence import Evidence, Pair
from grader.diagnose.factors import by_factor
from grader.diagnose.leaves import CLOSE, as_number, as_numbers, is_right, same_values
from grader.diagnose.patterns import by_branch, by_layer, by_missing_keys, by_size
from grader.diagnose.places import by_offset, by_quantity, by_shifted_keys, by_swapping
from grader.diagnose.texts import say
from grader.model import Diagnosis
from grader.worker.wire import Subclassed

SEEDS = range(100)

Relation = Callable[[Evidence, str, Sequence[Pair]], Diagnosis | None]


def relations(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For each wrong output, the simplest relation that holds on all its cases."""
    return _simplest(evidence, RELATIONS)


def patterns(evidence: Evidence) -> dict[str, tuple[Diagnosis, ...]]:
    """For each wrong output, where it is off: its shape, a layer, an activation."""
    return _simplest(evidence, PATTERNS)


def _simplest(evidence: Evidence, among: Sequence[Relation]) -> dict[str, tuple[Diagnosis, ...]]:
    found: dict[str, tuple[Diagnosis, ...]] = {}
    if evidence.raises:
        return found
    for output in evidence.wrong_outputs:
        groups = [*_groups(output, evidence.pairs(output)), *_inner(evidence.inner_pairs(output))]
        for name, some in groups:
            fitting = [one for one in among if not some[0].inside or one not in OF_WHOLE_OUTPUTS]
            told = (relation(evidence, name, some) for relation in fitting)
            diagnosis = next((one for one in told if one is not None), None)
            if diagnosis is not None:
                found[output] = (diagnosis,)
                break
    return found


def _groups(output: str, pairs: Sequence[Pair]) -> Iterator[tuple[str, Sequence[Pair]]]:
    """An output with all its keys; and the one key that is off, if there is just one."""
    if pairs:
        paths = {pair.path for pair in pairs}
        yield paths.pop() if len(paths) == 1 else output, pairs
    off = [pair for pair in pairs if not is_right(pair)]
    paths = {pair.path for pair in off}
    if len(paths) == 1 and len(off) < len(pairs):
        yield paths.pop(), off


def _inner(pairs: Sequence[Pair]) -> Iterator[tuple[str, Sequence[Pair]]]:
    """In an output that holds several arrays, the one that is off, of whichever layers."""
    off = [pair for pair in pairs if pair.inside and not is_right(pair)]
    letters = {pair.path.rstrip("0123456789") for pair in off}
    if len(letters) == 1:
        yield off[0].path if len({pair.path for pair in off}) == 1 else letters.pop(), off


def whole(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The returned value has another structure than is asked, in every case."""
    if evidence.raises:
        return ()
    kinds = {describe_kind(case.value) for case in evidence.cases}
    if len(kinds) > 1:  # the same, in other sizes
        kinds = {re.sub(" (of|with) .*", "", kind) for kind in kinds}
    checks = {m.check for case in evidence.cases for m in case.mismatches[:1]}
    places = {m.path for case in evidence.cases for m in case.mismatches[:1]}
    if checks != {"structure"} or places != {"return value"} or len(kinds) != 1:
        return ()
    names = evidence.exercise.returns.outputs
    asked = " and ".join(names) if len(names) > 1 else f"keys such as {names[0]}1"
    return (
        say("return_kind", exercise=evidence.exercise.name, observed=kinds.pop(), outputs=asked),
    )


def _float32(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    def is_so(pair: Pair) -> bool:
        observed, expected = as_number(pair.observed), as_number(pair.expected)
        narrow = getattr(pair.observed, "dtype", None) == np.float32
        return (
            narrow
            and observed is not None
            and expected is not None
            and observed.shape == expected.shape
            and bool(np.allclose(observed, expected, rtol=1e-4, atol=1e-5))
        )

    return say("float32", output=output) if all(map(is_so, pairs)) else None


def _list(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    for pair in pairs:
        expected = as_number(pair.expected)
        if not isinstance(pair.observed, list) or expected is None:
            return None
        try:
            observed = np.array(pair.observed, dtype=float)
        except (ValueError, TypeError):
            return None
        if observed.size != expected.size or not same_values(observed.ravel(), expected.ravel()):
            return None
    return say("list", output=output)


def _subclass(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    kind = ""
    for pair in pairs:
        expected = as_number(pair.expected)
        if not isinstance(pair.observed, Subclassed) or expected is None:
            return None
        if not same_values(pair.observed.array.astype(float), expected):
            return None
        kind = pair.observed.type_name
    return say("subclass", output=output, kind=kind)


def _reshaped(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The same numbers in another shape, with axes of length 1 lost or added."""
    example: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for pair in pairs:
        observed, expected = as_number(pair.observed), as_number(pair.expected)
        if observed is None or expected is None or observed.size != expected.size:
            return None
        if not same_values(observed.squeeze(), expected.squeeze()):
            return None
        if observed.shape != expected.shape:
            if observed.ndim == expected.ndim:
                return None  # turned: another relation says so
            example = example or (observed.shape, expected.shape)
    if example is None:
        return None
    if example[1] == ():
        return say("kept_as_array", output=output, observed=example[0])
    if len(example[0]) > len(example[1]):
        return say("axis_added", output=output, observed=example[0], expected=example[1])
    return say("flattened", output=output, observed=example[0], expected=example[1])


def _transposed(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    for pair in pairs:
        observed, expected = as_number(pair.observed), as_number(pair.expected)
        if observed is None or expected is None or observed.ndim != 2:
            return None
        if not same_values(observed.T, expected):
            return None
    return say("transposed", output=output)


def _zero(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    numbers = as_numbers(pairs)
    if numbers is None or any(observed.any() for _, observed, _ in numbers):
        return None
    if not any(expected.any() for _, _, expected in numbers):
        return None
    return say("zero", output=output)


def _kind(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Something of another kind: None, a tuple, a number where an array is asked."""
    wrong = [pair for pair in pairs if as_number(pair.observed) is None]
    if len(wrong) != len(pairs) or any(pair.observed is None for pair in pairs) != all(
        pair.observed is None for pair in pairs
    ):
        return None
    kinds = {(type(p.observed), type(p.expected)) for p in pairs}
    if len(kinds) != 1 or _nested_alike(pairs[0].observed, pairs[0].expected):
        return None
    first = pairs[0]
    return say(
        "kind",
        output=output,
        observed=describe_kind(first.observed),
        expected=describe_kind(first.expected),
    )


def _nested_alike(observed: Any, expected: Any) -> bool:
    """Both a sequence, or both a dictionary: what is wrong is inside."""
    return any(isinstance(observed, t) and isinstance(expected, t) for t in ((tuple, list), dict))


def _constant(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The same whatever goes in, though something else is expected each time."""
    numbers = [
        (as_number(p.observed), as_number(p.expected)) for p in pairs if p.layer in (None, 1)
    ]
    observed = [one for one, _ in numbers if one is not None]
    expected = [other for _, other in numbers if other is not None]
    if len(observed) != len(numbers) or len(numbers) < 3:
        return None
    same = all(same_values(one, observed[0]) for one in observed[1:])
    differ = any(not same_values(one, expected[0]) for one in expected[1:])
    return say("constant", output=output) if same and differ else None


def _not_a_number(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    for pair in pairs:
        observed = as_number(pair.observed)
        if observed is None or not np.isnan(observed).any():
            return None
    return say("not_a_number", output=output)


def _other_seed(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The numbers that the reference would draw from another seed."""
    case = pairs[0].case
    if not case.numpy_seed:
        return None
    numbers = as_numbers(pairs)
    if numbers is None:
        return None
    _pair, observed, expected = numbers[0]
    rng = np.random.RandomState(case.numpy_seed)
    drawn = rng.randn(*expected.shape)
    with np.errstate(all="ignore"):
        scale = float((expected * drawn).sum() / (drawn * drawn).sum())
    if not same_values(scale * drawn, expected):
        return None
    for seed, first in _first_draws().items():
        if seed != case.numpy_seed and math.isclose(observed.flat[0], scale * first, rel_tol=CLOSE):
            other = scale * np.random.RandomState(seed).randn(*expected.shape)
            if same_values(observed, other):
                return say("other_seed", output=output)
    return None


@lru_cache(maxsize=1)
def _first_draws() -> dict[int, float]:
    """What each seed draws first, which tells most of them from what was observed."""
    return {seed: float(np.random.RandomState(seed).randn()) for seed in SEEDS}


# simplest first
RELATIONS: tuple[Relation, ...] = (
    _float32,
    _list,
    _subclass,
    _reshaped,
    _transposed,
    by_swapping,
    _zero,
    by_quantity,
    _constant,
    by_factor,
    by_offset,
    by_shifted_keys,
    _other_seed,
    _not_a_number,
    by_missing_keys,
    _kind,
)
# what these say of a part of an output, roles say better
OF_WHOLE_OUTPUTS = (by_swapping, by_quantity)
# these say what was seen, and less of why
PATTERNS: tuple[Relation, ...] = (by_size, by_branch, by_layer)
