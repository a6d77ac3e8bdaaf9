"""Mutants that are right on the inputs one thinks of, and wrong on a kind that is easily forgotten.

Each is the reference inside a function that does something to what goes in or comes out: it limits
large numbers, sees nine of a kind and no more, rounds what it returns. The cases must have inputs
that show it, or the course says why there are none (``EQUIVALENT_MUTANTS``).
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader.dev.mutants import Mutant
from grader.grading.answers import Answer

Values = Sequence[Any]
INNER = "_reference"
HELPERS = """
def _each(change, value):
    if isinstance(value, dict):
        return {key: _each(change, one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_each(change, one) for one in value)
    return change(value) if isinstance(value, (np.ndarray, float, np.floating)) else value

def _first(value):
    if isinstance(value, (dict, list, tuple)):
        several = value.values() if isinstance(value, dict) else value
        return next((one for one in map(_first, several) if one is not None), None)
    return value if isinstance(value, np.ndarray) else None

def _sizes(value):
    if isinstance(value, (dict, list, tuple)):
        several = value.items() if isinstance(value, dict) else enumerate(value)
        return [(key, _sizes(one)) for key, one in several]
    return list(np.shape(value))

def _limited(value):
    return np.clip(value, -30, 30) if np.ndim(value) else value

def _unsure(value):
    unsure = np.ndim(value) and np.all(value > 0) and np.all(value < 1)
    return np.clip(value, 0.01, 0.99) if unsure else value

def _nine(value):
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if not str(key)[-2:].isdigit()}
    return value[:9] if isinstance(value, list) else value

def _two(value):
    if isinstance(value, tuple):
        return tuple(map(_two, value))
    return value[:2] if isinstance(value, list) else value
"""


def holes(exercise: str, source: str, answers: Sequence[Answer]) -> Iterator[Mutant]:
    """The mutants of one function; none that its inputs and results, by their kinds, rule out:
    where no key has a number, say, no case can have ten of them."""
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    wrapped = Wrapped(exercise, function)
    names = [argument.arg for argument in function.args.args]
    inputs = {
        name: [a.case.args[place] for a in answers if place < len(a.case.args)]
        for place, name in enumerate(names)
    }
    results = [answer.expected for answer in answers]
    yield from _of_defaults(wrapped)
    yield from _of_inputs(wrapped, inputs)
    yield from _of_results(wrapped, inputs, results)


class Wrapped:
    """Writes the source of a function around the reference."""

    def __init__(self, exercise: str, function: ast.FunctionDef) -> None:
        self.exercise = exercise
        self.arguments = function.args
        self.names = [argument.arg for argument in function.args.args]
        function.name = INNER
        self._inner = ast.unparse(function)

    def mutant(
        self,
        code: str,
        inputs: str = "{}",
        result: str = "{}",
        before: str = "",
        signature: str = "",
    ) -> Mutant:
        """``inputs`` and ``result`` say what becomes of each input and of the result."""
        handed = ", ".join(inputs.format(name) for name in self.names)
        value = result.format(f"{INNER}({handed})")
        body = f"{HELPERS}\n{self._inner}\n{before}\nreturn {value}"
        head = f"def {self.exercise}({signature or ast.unparse(self.arguments)}):"
        return Mutant(self.exercise, code, f"{head}\n{textwrap.indent(body, '    ')}\n")


def _of_defaults(wrapped: Wrapped) -> Iterator[Mutant]:
    arguments = wrapped.arguments
    required = len(arguments.args) - len(arguments.defaults)
    for place, default in enumerate(arguments.defaults, start=required):
        name = wrapped.names[place]
        rest = arguments.defaults[place + 1 - required :]
        kept = [
            f"{n}={ast.unparse(d)}" for n, d in zip(wrapped.names[place + 1 :], rest, strict=True)
        ]
        signature = ", ".join([*wrapped.names[: place + 1], *kept])
        yield wrapped.mutant(f"{name} cannot be left out", signature=signature)
        if isinstance(default, ast.Constant) and isinstance(default.value, bool):
            raises = f"if {name} != {default.value}:\n    raise IndexError('{name}')"
            yield wrapped.mutant(f"{name}={not default.value} raises", before=raises)


def _of_inputs(wrapped: Wrapped, inputs: Mapping[str, Values]) -> Iterator[Mutant]:
    every = [value for values in inputs.values() for value in values]
    if any(map(_numbered, every)):
        yield wrapped.mutant("sees nine of a kind and no more", inputs="_nine({})")
    if _arrays(every):
        yield wrapped.mutant("takes numbers beyond 30 for 30", inputs="_each(_limited, {})")
    if any(map(_probabilities, inputs.values())):
        yield wrapped.mutant("takes probabilities below 0.01 for 0.01", inputs="_each(_unsure, {})")
    for name, values in inputs.items():
        if _arrays(values):
            sizes = f"_sizes({name}) != {_sizes(values[0])!r}"
            raises = f"if {sizes}:\n    raise ValueError('{name}')"
            yield wrapped.mutant(f"knows only the first case's sizes of {name}", before=raises)


def _of_results(
    wrapped: Wrapped, inputs: Mapping[str, Values], results: Values
) -> Iterator[Mutant]:
    if any(_broken(value) for value in _leaves(results)):
        rounded = "_each(lambda value: np.round(value, 6), {})"
        yield wrapped.mutant("rounds its results to six places", result=rounded)
        for name, values in inputs.items():
            if _arrays(values):
                whole = "lambda value: np.asarray(value, _kind)"
                yield wrapped.mutant(
                    f"returns arrays in the dtype of {name}",
                    result=f"_each({whole}, {{}})",
                    before=f"_kind = getattr(_first({name}), 'dtype', None)",
                )
    if any(isinstance(part, list) for value in results for part in _parts(value)):
        yield wrapped.mutant("returns lists of two entries and no more", result="_two({})")


def _parts(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else (value,)


def _leaves(value: Any) -> Iterator[Any]:
    """The arrays and single values anywhere in a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _arrays(value: Any) -> list[Any]:
    return [leaf for leaf in _leaves(value) if isinstance(leaf, np.ndarray)]


def _probabilities(values: Values) -> bool:
    """Whether a parameter is an array of numbers from 0 to 1 in every case, and not just 0 or 1."""
    arrays = [value for value in values if isinstance(value, np.ndarray)]
    within = all(np.all((array >= 0) & (array <= 1)) for array in arrays)
    return within and any(map(_broken, arrays))


def _broken(value: Any) -> bool:
    """Whether there are numbers that are not whole."""
    numbers = isinstance(value, float | np.floating | np.ndarray)
    return numbers and bool(np.any(np.not_equal(np.mod(value, 1), 0)))


def _numbered(value: Any) -> bool:
    if isinstance(value, dict):
        return any(re.search(r"\d$", str(key)) for key in value)
    return isinstance(value, list)


def _sizes(value: Any) -> Any:
    """As the mutant's own function of this name."""
    if isinstance(value, dict | list | tuple):
        several = value.items() if isinstance(value, dict) else enumerate(value)
        return [(key, _sizes(one)) for key, one in several]
    return list(np.shape(value))
