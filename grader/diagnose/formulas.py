"""Small formulas over named quantities, sought by what they come to.

A formula is a form (a matrix product, say) with names in its places. Names with a number are
written relative to the layer that is explained, so that ``dW[l] = dZ[l] · A[l-1]ᵀ / m`` is one
formula for all layers and cases. They are sought on the case that tells most, by shape first;
only what holds there is tried on the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from grader.diagnose.evidence import Array

NUMBERED = re.compile(r"((?:slope|activation) of )?([A-Za-z_]+?)(\d+)$")
RELATIVE = re.compile(r"(.+)\[l([+-]\d+)\]$")
TURNED = "ᵀ"
LARGEST = 20_000  # entries of an array that is calculated with
BUDGET = 400_000  # entries that one search may calculate, as products count them


@dataclass(frozen=True, slots=True)
class Formula:
    """``names`` fill the places of ``form``; ``scale`` is what the last term is multiplied by:
    a number, or the name of one, or that name over m."""

    form: str
    names: tuple[str, ...]
    scale: str = "1"


@dataclass(frozen=True)
class Setting:
    """A value, and the quantities and numbers of its case that it may be made of."""

    value: Array
    known: Mapping[str, Array]
    numbers: Mapping[str, float]

    @property
    def telling(self) -> tuple[int, int]:
        """The place of the largest entry: zeros come about in many ways."""
        place, columns = int(np.abs(self.value).argmax()), int(self.value.shape[1])
        return place // columns, place % columns


def close(one: Array, other: Array) -> bool:
    if one.shape != other.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(one - other) <= 1e-9 + 1e-6 * np.abs(other)))


def relative(name: str, layer: int | None) -> str:
    """``A1`` beside layer 2 is ``A[l-1]``."""
    found = NUMBERED.fullmatch(name)
    if found is None or layer is None:
        return name
    return f"{found[1] or ''}{found[2]}[l{int(found[3]) - layer:+d}]"


def absolute(name: str, layer: int | None) -> str:
    """``A[l-1]`` beside layer 1 is ``A0``; without its turn."""
    found = RELATIVE.fullmatch(bare(name))
    if found is None or layer is None:
        return bare(name)
    return f"{found[1]}{layer + int(found[2])}"


def bare(name: str) -> str:
    return name.removesuffix(TURNED)


def formulas(settings: Sequence[Setting]) -> list[Formula]:
    """All that come to the value in every setting. Zeros tell nothing: many things come to them."""
    if not any(setting.value.any() for setting in settings):
        return []
    first, *others = sorted(settings, key=_told, reverse=True)
    with np.errstate(all="ignore"):
        return [one for one in _sought(first) if all(holds(one, other) for other in others)]


def holds(formula: Formula, setting: Setting) -> bool:
    value = evaluated(formula, setting)
    return value is not None and close(value, setting.value)


def _told(setting: Setting) -> tuple[bool, int, int]:
    """How much a value tells formulas apart: by its axes longer than 1, then by being small."""
    value = setting.value
    return bool(value.any()), sum(size > 1 for size in value.shape), -value.size


def evaluated(formula: Formula, setting: Setting) -> Array | None:
    """What a formula comes to; None where a name is not there or shapes do not fit."""
    found = [_named(name, setting.known) for name in formula.names]
    scale = _scale(formula.scale, setting.numbers)
    if scale is None:
        return None
    arrays = [array for array in found if array is not None]
    if len(arrays) != len(found):
        return None
    try:
        with np.errstate(all="ignore"):
            return _value(formula.form, arrays, scale)
    except ValueError:  # shapes that do not fit
        return None


def _value(form: str, arrays: Sequence[Array], scale: float) -> Array:
    first, *others = arrays
    value: Array = first
    if form == "product":
        value = first @ others[0] * scale
    elif form == "elementwise":
        value = first * others[0] * scale
    elif form in ("sum0", "sum1"):
        value = first.sum(axis=int(form[-1]), keepdims=True) * scale
    elif form == "plus":
        value = first + scale * others[0]
    elif form == "product plus":
        value = first @ others[0] + scale * others[1]
    elif form == "average plus":
        value = first @ others[0] / first.shape[1] + scale * others[1]
    return value


def _named(name: str, known: Mapping[str, Array]) -> Array | None:
    array = known.get(bare(name))
    return array.T if array is not None and name.endswith(TURNED) else array


def _scale(scale: str, numbers: Mapping[str, float]) -> float | None:
    sign = -1.0 if scale.startswith("-") else 1.0
    above, _, below = scale.lstrip("-").partition("/")
    value = 1.0 if above == "1" else numbers.get(above)
    under = 1.0 if not below else numbers.get(below)
    return sign * value / under if value is not None and under else None


def _sought(setting: Setting) -> Iterator[Formula]:
    """The formulas that come to the value in this setting, simplest first."""
    if setting.value.ndim != 2 or setting.value.size > LARGEST:
        return
    spent = 0
    for formula, cost in chain(_of_one(setting), _of_two(setting), _products(setting)):
        spent += cost
        if spent > BUDGET:
            return
        if holds(formula, setting):
            yield formula


Candidates = Iterator[tuple[Formula, int]]


def _of_one(setting: Setting) -> Candidates:
    rows, columns = setting.value.shape
    for name, array in setting.known.items():
        if array.shape == (rows, columns):
            yield Formula("itself", (name,)), array.size
        for form, shape in (("sum1", (array.shape[0], 1)), ("sum0", (1, array.shape[1]))):
            if shape == (rows, columns):
                for scale in _averages(setting):
                    yield Formula(form, (name,), scale), array.size


def _averages(setting: Setting) -> tuple[str, ...]:
    return ("1/m", "1") if "m" in setting.numbers else ("1",)


def _of_two(setting: Setting) -> Candidates:
    """Products and sums element by element."""
    value = setting.value
    i, j = setting.telling
    same = {n: float(a[i, j]) for n, a in setting.known.items() if a.shape == value.shape}
    averages, scales = _worth(setting, _averages(setting)), _worth(setting, _scales(setting))
    wanted = float(value[i, j])
    for one, a in same.items():
        for other, b in same.items():
            for scale, k in averages if one <= other else ():
                if _near(a * b * k, wanted):
                    yield Formula("elementwise", (one, other), scale), value.size
            for scale, k in scales if one != other else ():
                if _near(a + k * b, wanted):
                    yield Formula("plus", (one, other), scale), value.size


def _near(one: float, other: float) -> bool:
    """Whether two entries may be the same, which is quick to look at."""
    return abs(one - other) <= 1e-6 + 1e-5 * abs(other)


def _worth(setting: Setting, scales: Iterable[str]) -> list[tuple[str, float]]:
    both = ((scale, _scale(scale, setting.numbers)) for scale in scales)
    return [(scale, number) for scale, number in both if number is not None]


def _scales(setting: Setting) -> Iterator[str]:
    yield from ("1", "-1")
    for name in setting.numbers:
        if name not in ("m", "L"):
            yield from (name, f"-{name}", f"{name}/m")


def _products(setting: Setting) -> Candidates:
    """Matrix products whose shape is the value's, alone or with something added."""
    rows, columns = setting.value.shape
    wide = {}
    for name, array in setting.known.items():
        wide[name] = array
        wide[name + TURNED] = array.T
    averages = _worth(setting, _averages(setting))
    scales = _worth(setting, ("1", *(one for one in _scales(setting) if one.endswith("/m"))))
    fitting = [n for n, a in setting.known.items() if a.shape in ((rows, 1), (rows, columns))]
    i, j = setting.telling
    first = {
        name: float(setting.known[name][i, min(j, setting.known[name].shape[1] - 1)])
        for name in fitting
    }
    added = [(name, scale, k * first[name]) for name in fitting for scale, k in scales]
    wanted = float(setting.value[i, j])
    for one, left in wide.items():
        if left.shape[0] != rows:
            continue
        for other, right in wide.items():
            if right.shape != (left.shape[1], columns):
                continue
            cost, entry = left.size * columns, float(left[i] @ right[:, j])
            average = entry / left.shape[1]
            for scale, k in averages:
                if _near(entry * k, wanted):
                    yield Formula("product", (one, other), scale), cost
            for name, scale, number in added:
                if _near(entry + number, wanted):
                    yield Formula("product plus", (one, other, name), scale), cost
                if _near(average + number, wanted):
                    yield Formula("average plus", (one, other, name), scale), cost
