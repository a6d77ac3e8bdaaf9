"""Relations between observed and expected that hold on every case: a factor, a transpose."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from grader.compare.values import describe_kind
from grader.diagnose.evidence import Array, CaseEvidence, Evidence, Pair, pairs_of, quantities
from grader.diagnose.texts import say
from grader.model import Diagnosis
from grader.worker.wire import Subclassed

CLOSE = 1e-6
SEEDS = range(100)
# constants that a factor may be, and the text that names them
FACTORS = {
    100.0: "factor_100",
    0.01: "factor_0.01",
    1 / math.log(2): "factor_ln2",
    1 / math.log(10): "factor_ln10",
}
ALL_BUT = "all layers but "
# a learner's L may count something else
SPOKEN = {"L": "the number of layers"}

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
    off = [pair for pair in pairs if not _right(pair)]
    paths = {pair.path for pair in off}
    if len(paths) == 1 and len(off) < len(pairs):
        yield paths.pop(), off


def _inner(pairs: Sequence[Pair]) -> Iterator[tuple[str, Sequence[Pair]]]:
    """In an output that holds several arrays, the one that is off, of whichever layers."""
    off = [pair for pair in pairs if pair.inside and not _right(pair)]
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


def _number(value: Any) -> Array | None:
    """A leaf as an array of floats, where it is one."""
    if isinstance(value, bool | int | float | np.generic):
        return np.asarray(value, dtype=float)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return value.astype(float)
    return None


def _close(one: Array, other: Array) -> bool:
    if one.shape != other.shape:
        return False
    return bool(np.allclose(one, other, rtol=CLOSE, atol=1e-9, equal_nan=False))


def _numbers(pairs: Sequence[Pair]) -> list[tuple[Pair, Array, Array]] | None:
    """All leaves as numbers of equal shapes; None if one is not."""
    found = []
    for pair in pairs:
        observed, expected = _number(pair.observed), _number(pair.expected)
        if observed is None or expected is None or observed.shape != expected.shape:
            return None
        found.append((pair, observed, expected))
    return found


def _float32(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    def is_so(pair: Pair) -> bool:
        observed, expected = _number(pair.observed), _number(pair.expected)
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
        expected = _number(pair.expected)
        if not isinstance(pair.observed, list) or expected is None:
            return None
        try:
            observed = np.array(pair.observed, dtype=float)
        except (ValueError, TypeError):
            return None
        if observed.size != expected.size or not _close(observed.ravel(), expected.ravel()):
            return None
    return say("list", output=output)


def _subclass(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    kind = ""
    for pair in pairs:
        expected = _number(pair.expected)
        if not isinstance(pair.observed, Subclassed) or expected is None:
            return None
        if not _close(pair.observed.array.astype(float), expected):
            return None
        kind = pair.observed.type_name
    return say("subclass", output=output, kind=kind)


def _reshaped(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The same numbers in another shape, with axes of length 1 lost or added."""
    example: tuple[tuple[int, ...], tuple[int, ...]] | None = None
    for pair in pairs:
        observed, expected = _number(pair.observed), _number(pair.expected)
        if observed is None or expected is None or observed.size != expected.size:
            return None
        if not _close(observed.squeeze(), expected.squeeze()):
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
        observed, expected = _number(pair.observed), _number(pair.expected)
        if observed is None or expected is None or observed.ndim != 2:
            return None
        if not _close(observed.T, expected):
            return None
    return say("transposed", output=output)


def _zero(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    numbers = _numbers(pairs)
    if numbers is None or any(observed.any() for _, observed, _ in numbers):
        return None
    if not any(expected.any() for _, _, expected in numbers):
        return None
    return say("zero", output=output)


def _factor(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """A constant, or m or 1/m of each case."""
    numbers = _numbers(pairs)
    if numbers is None:
        return None
    factors = []
    for pair, observed, expected in numbers:
        norm = float((expected * expected).sum())
        if norm == 0:
            if observed.any():
                return None
            continue
        factor = float((observed * expected).sum()) / norm
        if not math.isfinite(factor) or not _close(observed, factor * expected):
            return None
        factors.append((pair, factor))
    if not factors or all(math.isclose(f, 1, rel_tol=CLOSE) for _, f in factors):
        return None
    return _named_factor(output, factors)


def _named_factor(output: str, factors: Sequence[tuple[Pair, float]]) -> Diagnosis | None:
    ms = [(pair.case.roles.get("m"), factor) for pair, factor in factors]
    several = len({m for m, _ in ms}) > 1  # of one m alone it is not known that it is m

    def all_are(wanted: Callable[[float], float]) -> bool:
        fit = (m is not None and math.isclose(f, wanted(m), rel_tol=CLOSE) for m, f in ms)
        return several and all(fit)

    if all_are(lambda m: m):
        return say("factor_m", output=output)
    if all_are(lambda m: 1 / m):
        return say("factor_1/m", output=output)
    if all_are(lambda m: m * m):
        return say("factor_m2", output=output)
    fixed = {round(m / f, 6) for m, f in ms if m is not None and f}
    if several and len(fixed) == 1 and len(ms) > 2 and min(fixed) > 1:
        return say("fixed_m", output=output, number=f"{fixed.pop():g}")
    units = [(pair, f * _units(pair)) for pair, f in factors]
    if len(factors) > 2 and all(math.isclose(f, 1, rel_tol=CLOSE) for _, f in units):
        return say("factor_1/n", output=output)
    name = _scalar_factor(factors)
    if name:
        return say("factor_quantity", output=output, quantity=SPOKEN.get(name, name))
    first = factors[0][1]
    if not all(math.isclose(factor, first, rel_tol=CLOSE) for _, factor in factors):
        return None
    if math.isclose(first, -1, rel_tol=CLOSE):
        return say("sign", output=output)
    for constant, code in FACTORS.items():
        if math.isclose(first, constant, rel_tol=CLOSE):
            return say(code, output=output)
    return say("factor", output=output, factor=f"{first:.6g}") if len(factors) > 1 else None


def _units(pair: Pair) -> int:
    """How many rows an output has: units of its layer."""
    shape = np.shape(pair.expected)
    return shape[0] if shape else 1


def _scalar_factor(factors: Sequence[tuple[Pair, float]]) -> str:
    """A named number (the learning rate, say) that the factor is in every case."""
    names: set[str] | None = None
    for pair, factor in factors:
        numbers = {
            name
            for name, value in pair.case.roles.items()
            if isinstance(value, int | float) and math.isclose(value, factor, rel_tol=CLOSE)
        }
        names = numbers if names is None else names & numbers
    return names.pop() if names is not None and len(names) == 1 and len(factors) > 2 else ""


def _kind(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Something of another kind: None, a tuple, a number where an array is asked."""
    wrong = [pair for pair in pairs if _number(pair.observed) is None]
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


def _keys_missing(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """All that is off about an output is that keys are not there, always of the same layers."""
    if evidence.exercise.returns.kind != "keys" or any(pair.layer is None for pair in pairs):
        return None
    missing = []
    for one in evidence.cases:
        mine = [pair for pair in pairs if pair.case is one.case]
        values = one.value if isinstance(one.value, dict) else {}
        if not all(pair.path not in values or _right(pair) for pair in mine):
            return None
        gone = [pair.layer or 0 for pair in mine if pair.path not in values]
        missing.append((gone, _every_layer(evidence, one, output)))
    layers = _which(missing)
    return say("keys_missing", output=output, layers=layers) if layers else None


def _every_layer(evidence: Evidence, one: CaseEvidence, output: str) -> list[int]:
    """The layers that an output has a key for, those included that need no cause."""
    every = pairs_of(evidence.exercise, one.case, {}, one.expected)
    return sorted(pair.layer or 0 for pair in every if pair.output == output)


def _which(found: Sequence[tuple[Sequence[int], Sequence[int]]]) -> str:
    """Which layers these are among all, in words that hold for every case that has several."""
    ways: list[str] | None = None
    for some, every in found:
        if some and len(every) > 1:
            here = list(_ways(sorted(some), sorted(every)))
            ways = here if ways is None else [way for way in ways if way in here]
    return ways[0] if ways else ""


def _ways(some: Sequence[int], every: Sequence[int]) -> Iterator[str]:
    if some == every:
        yield "every layer"
    if some == every[-1:]:
        yield "the last layer"
    if len(some) == 1:
        yield f"layer {some[0]}"
    if some == every[:-1]:
        yield f"{ALL_BUT}the last layer"
    if some == every[1:]:
        yield f"{ALL_BUT}layer {every[0]}"
    if len(some) > 1:
        yield f"layers {', '.join(map(str, some[:-1]))} and {some[-1]}"


def _sizes(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """A wrong shape, told in the names of the sizes where the case has names for them."""
    wrong = []
    for pair in pairs:
        observed, expected = _number(pair.observed), _number(pair.expected)
        if observed is None or expected is None:
            return None
        if observed.shape != expected.shape:
            wrong.append((pair, observed.shape, expected.shape))
    if not wrong or len(wrong) < len(pairs) // 3:
        return None
    named = [(_named(p, o), _named(p, e)) for p, o, e in wrong]
    both = {(one, other) for one, other in named}
    if len(both) == 1 and all(both.copy().pop()):
        one, other = both.pop()
        return say("sizes", output=output, observed=one, expected=other)
    _pair, observed_shape, expected_shape = wrong[0]
    return say("shape", output=output, observed=observed_shape, expected=expected_shape)


def _named(pair: Pair, shape: tuple[int, ...]) -> str:
    """``(n_h, 1)`` for (4, 1), where only n_h is 4; empty where a size has no name."""
    sizes = {name: v for name, v in pair.case.roles.items() if isinstance(v, int) and v > 1}
    names = []
    if not shape:
        return ""  # a plain number: no layer's size says why it is none
    for size in shape:
        fitting = [name for name, value in sizes.items() if value == size]
        if size != 1 and len(fitting) != 1:
            return ""
        names.append("1" if size == 1 else fitting[0])
    return f"({', '.join(names)})"


def _layers(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Right but for a layer that can be said for networks of every depth."""
    if evidence.exercise.returns.kind != "keys" or any(pair.layer is None for pair in pairs):
        return None
    told = []
    for one in evidence.cases:
        off = [pair.layer or 0 for pair in pairs if pair.case is one.case and not _right(pair)]
        told.append((off, _every_layer(evidence, one, output)))
    layers = _which(told)
    if layers in ("", "every layer"):
        return None
    code = "layers_only" if layers.startswith(ALL_BUT) else "layers"
    return say(code, output=output, layers=layers.removeprefix(ALL_BUT))


def _branch(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Right for one activation (or other named choice), wrong for another."""
    for role in ("activation",):
        outcomes: dict[str, set[bool]] = {}
        for pair in pairs:
            choice = pair.case.roles.get(role)
            if not isinstance(choice, str):
                return None
            outcomes.setdefault(choice, set()).add(_right(pair))
        right = [choice for choice, found in outcomes.items() if found == {True}]
        wrong = [choice for choice, found in outcomes.items() if found == {False}]
        if len(right) == len(wrong) == 1 and len(outcomes) == 2:
            return say("branch", output=output, right=right[0], wrong=wrong[0])
    return None


def _right(pair: Pair) -> bool:
    observed, expected = _number(pair.observed), _number(pair.expected)
    return observed is not None and expected is not None and _close(observed, expected)


def _is_quantity(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """What is returned is another quantity, the same one in every case."""
    name = _quantity_that(
        evidence,
        pairs,
        # zeros are zeros by whatever name
        lambda observed, _expected, quantity: bool(observed.any()) and _close(observed, quantity),
    )
    if name == output:
        return say("unchanged", output=output)
    return say("is_quantity", output=output, quantity=name) if name else None


def _offset(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    def off_by(observed: Array, expected: Array, quantity: Array) -> bool:
        try:
            wide = np.broadcast_to(quantity, expected.shape)
        except ValueError:
            return False
        if observed.shape != expected.shape:
            return False
        off = observed - expected
        return bool(wide.any()) and any(_close(off, k * wide) for k in (-1, 1, -2))

    name = _quantity_that(evidence, pairs, off_by)
    return say("offset", output=output, quantity=name) if name else None


def _around(evidence: Evidence, pair: Pair) -> dict[str, Array]:
    """The case's quantities, and what is expected of the other outputs."""
    found = dict(quantities(pair.case))
    expected = next(one.expected for one in evidence.cases if one.case is pair.case)
    returns = evidence.exercise.returns
    if returns.kind == "tuple":
        expected = dict(zip(returns.outputs, expected, strict=True))
    if isinstance(expected, dict):
        others = {n: v for n, v in expected.items() if isinstance(v, np.ndarray) and v.ndim}
        found |= {n: v for n, v in others.items() if n != pair.path}
    return found


def _quantity_that(
    evidence: Evidence, pairs: Sequence[Pair], holds: Callable[[Array, Array, Array], bool]
) -> str | None:
    numbers = [(pair, _number(pair.observed), _number(pair.expected)) for pair in pairs]
    names: set[str] | None = None
    for pair, observed, expected in numbers:
        if observed is None or expected is None:
            return None
        here = {
            _by_layer(name, pair.layer)
            for name, quantity in _around(evidence, pair).items()
            if holds(observed, expected, quantity.astype(float))
        }
        names = here if names is None else names & here
        if not names:
            return None
    return _of_layer(min(names), evidence, pairs) if names else None


def _of_layer(name: str, evidence: Evidence, pairs: Sequence[Pair]) -> str:
    """With the layer's number, where all is about one layer."""
    numbered = f"{name}{pairs[0].layer}"
    alone = len({pair.path for pair in pairs}) == 1
    return numbered if alone and numbered in _around(evidence, pairs[0]) else name


def _by_layer(name: str, layer: int | None) -> str:
    """``W2`` for the output ``b2`` is ``W`` of the same layer."""
    return name[: -len(str(layer))] if layer is not None and name.endswith(str(layer)) else name


def _constant(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The same whatever goes in, though something else is expected each time."""
    numbers = [(_number(p.observed), _number(p.expected)) for p in pairs if p.layer in (None, 1)]
    observed = [one for one, _ in numbers if one is not None]
    expected = [other for _, other in numbers if other is not None]
    if len(observed) != len(numbers) or len(numbers) < 3:
        return None
    same = all(_close(one, observed[0]) for one in observed[1:])
    differ = any(not _close(one, expected[0]) for one in expected[1:])
    return say("constant", output=output) if same and differ else None


def _not_a_number(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    for pair in pairs:
        observed = _number(pair.observed)
        if observed is None or not np.isnan(observed).any():
            return None
    return say("not_a_number", output=output)


def _swapped(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Another output of the same exercise stands in this one's place, in every case."""
    if evidence.exercise.returns.kind != "tuple":
        return None
    for other in evidence.exercise.returns.outputs:
        if other == output:
            continue
        wanted = evidence.pairs(other)
        both = zip(pairs, wanted, strict=False)
        numbers = [(_number(a.observed), _number(b.expected)) for a, b in both]
        if numbers and all(a is not None and b is not None and _close(a, b) for a, b in numbers):
            return say("swapped", output=output, quantity=other)
    return None


def _keys_shifted(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """``dA1`` holds what belongs in ``dA0``."""
    if evidence.exercise.returns.kind != "keys" or any(p.layer is None for p in pairs):
        return None
    for by, direction in ((1, "high"), (-1, "low")):
        if all(_found_at(evidence, pair, by) for pair in pairs):
            first = pairs[0].layer or 0
            low = f"{output}{min(p.layer or 0 for p in pairs)}"
            return say(
                "keys_shifted",
                output=output,
                direction=direction,
                observed=f"{output}{int(low[len(output) :]) + by}",
                expected=low,
                first=first,
            )
    return None


def _found_at(evidence: Evidence, pair: Pair, by: int) -> bool:
    value = next(c.value for c in evidence.cases if c.case is pair.case)
    moved = value.get(f"{pair.output}{(pair.layer or 0) + by}") if isinstance(value, dict) else None
    observed, expected = _number(moved), _number(pair.expected)
    return observed is not None and expected is not None and _close(observed, expected)


def _other_seed(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """The numbers that the reference would draw from another seed."""
    case = pairs[0].case
    if not case.numpy_seed:
        return None
    numbers = _numbers(pairs)
    if numbers is None:
        return None
    _pair, observed, expected = numbers[0]
    rng = np.random.RandomState(case.numpy_seed)
    drawn = rng.randn(*expected.shape)
    with np.errstate(all="ignore"):
        scale = float((expected * drawn).sum() / (drawn * drawn).sum())
    if not _close(scale * drawn, expected):
        return None
    for seed, first in _first_draws().items():
        if seed != case.numpy_seed and math.isclose(observed.flat[0], scale * first, rel_tol=CLOSE):
            other = scale * np.random.RandomState(seed).randn(*expected.shape)
            if _close(observed, other):
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
    _swapped,
    _zero,
    _is_quantity,
    _constant,
    _factor,
    _offset,
    _keys_shifted,
    _other_seed,
    _not_a_number,
    _keys_missing,
    _kind,
)
# what these say of a part of an output, roles say better
OF_WHOLE_OUTPUTS = (_swapped, _is_quantity)
# these say what was seen, and less of why
PATTERNS: tuple[Relation, ...] = (_sizes, _branch, _layers)
