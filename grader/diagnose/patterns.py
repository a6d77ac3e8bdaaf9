"""Where an output is off: its shape, its keys, a layer, an activation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.diagnose.evidence import CaseEvidence, Evidence, Pair, pairs_of
from grader.diagnose.leaves import as_number, is_right
from grader.diagnose.texts import say
from grader.model import Diagnosis

ALL_BUT = "all layers but "


def by_missing_keys(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """All that is off about an output is that keys are not there, always of the same layers."""
    if evidence.exercise.returns.kind != "keys" or any(pair.layer is None for pair in pairs):
        return None
    missing = []
    for one in evidence.cases:
        mine = [pair for pair in pairs if pair.case is one.case]
        values = one.value if isinstance(one.value, dict) else {}
        if not all(pair.path not in values or is_right(pair) for pair in mine):
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


def by_size(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """A wrong shape, told in the names of the sizes where the case has names for them."""
    wrong = []
    for pair in pairs:
        observed, expected = as_number(pair.observed), as_number(pair.expected)
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


def by_layer(evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Right but for a layer that can be said for networks of every depth."""
    if evidence.exercise.returns.kind != "keys" or any(pair.layer is None for pair in pairs):
        return None
    told = []
    for one in evidence.cases:
        off = [pair.layer or 0 for pair in pairs if pair.case is one.case and not is_right(pair)]
        told.append((off, _every_layer(evidence, one, output)))
    layers = _which(told)
    if layers in ("", "every layer"):
        return None
    code = "layers_only" if layers.startswith(ALL_BUT) else "layers"
    return say(code, output=output, layers=layers.removeprefix(ALL_BUT))


def by_branch(_evidence: Evidence, output: str, pairs: Sequence[Pair]) -> Diagnosis | None:
    """Right for one activation (or other named choice), wrong for another."""
    for role in ("activation",):
        outcomes: dict[str, set[bool]] = {}
        for pair in pairs:
            choice = pair.case.roles.get(role)
            if not isinstance(choice, str):
                return None
            outcomes.setdefault(choice, set()).add(is_right(pair))
        right = [choice for choice, found in outcomes.items() if found == {True}]
        wrong = [choice for choice, found in outcomes.items() if found == {False}]
        if len(right) == len(wrong) == 1 and len(outcomes) == 2:
            return say("branch", output=output, right=right[0], wrong=wrong[0])
    return None
