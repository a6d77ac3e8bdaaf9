"""Splitting a returned value into an exercise's outputs, and comparing each with its reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from grader.author import NOT_ASKED
from grader.compare.errors import paths
from grader.compare.values import Differences, describe_kind
from grader.model import Exercise, Mismatch, Tolerance


def compare(exercise: Exercise, observed: Any, expected: Any) -> list[Mismatch]:
    """The mismatches of one case, output by output; at most one a path, the first that is off."""
    found = _compare(exercise, observed, expected)
    beside = asked(exercise, expected) if found else ()
    return [replace(mismatch, beside=beside) for mismatch in found]


def _compare(exercise: Exercise, observed: Any, expected: Any) -> list[Mismatch]:
    returns = exercise.returns
    if returns.kind == "value":
        name = returns.outputs[0]
        return _of_output(exercise, name, name, observed, expected)
    if returns.kind == "tuple":
        return _compare_tuple(exercise, observed, expected)
    return _compare_keys(exercise, observed, expected)


def asked(exercise: Exercise, expected: Any) -> tuple[str, ...]:
    """The paths of the values that an exercise asks for in a case, as mismatches name them."""
    returns = exercise.returns
    if returns.kind == "value":
        return paths({returns.outputs[0]: expected})
    if returns.kind == "tuple":
        return paths(dict(zip(returns.outputs, expected, strict=True)))
    return paths({f"[{key!r}]": value for key, value in expected.items()})


def _of_output(
    exercise: Exercise, output: str, path: str, observed: Any, expected: Any
) -> list[Mismatch]:
    if observed is NOT_ASKED:
        return []
    differences = Differences(exercise.tolerance(output))
    differences.compare(path, observed, expected)
    return [replace(mismatch, output=output) for mismatch in differences.found]


def _for_all(exercise: Exercise, check: str, message: str) -> list[Mismatch]:
    """The returned value as a whole is off: no output can be read from it."""
    return [Mismatch(o, "return value", check, message) for o in exercise.returns.outputs]


def _compare_tuple(exercise: Exercise, observed: Any, expected: Any) -> list[Mismatch]:
    names = exercise.returns.outputs
    wanted = f"{len(names)} values ({', '.join(names)})"
    if not isinstance(observed, tuple | list):
        message = f"your function returned {describe_kind(observed)}; {wanted} are asked"
        return _for_all(exercise, "structure", message)
    if len(observed) != len(names):
        message = f"your function returned {len(observed)} values; {wanted} are asked"
        return _for_all(exercise, "structure", message)
    found = []
    for name, one, other in zip(names, observed, expected, strict=True):
        found += _of_output(exercise, name, name, one, other)
    return found


def _compare_keys(exercise: Exercise, observed: Any, expected: Any) -> list[Mismatch]:
    if not isinstance(observed, dict):
        keys = ", ".join(map(repr, expected))
        message = (
            f"your function returned {describe_kind(observed)}; a dictionary with {keys} is asked"
        )
        return _for_all(exercise, "structure", message)
    found = []
    for key, value in expected.items():
        output = output_of_key(exercise, key)
        if key in observed:
            found += _of_output(exercise, output, f"[{key!r}]", observed[key], value)
        else:
            there = _listed(observed)
            message = f"the key {key!r} is missing (keys returned: {there})"
            found.append(Mismatch(output, f"[{key!r}]", "missing_key", message))
    if exercise.returns.extra_keys == "wrong":
        found += _extra_keys(exercise, observed, expected)
    return found


def _listed(keys: Iterable[Any]) -> str:
    """Keys for a message: the first few, none of them long."""
    names = [repr(key)[:40] for key in islice(keys, 9)]
    return ", ".join(names[:8]) + (" …" if len(names) > 8 else "") or "none"


def _extra_keys(
    exercise: Exercise, observed: Mapping[Any, Any], expected: Mapping[Any, Any]
) -> list[Mismatch]:
    return [
        Mismatch(
            output_of_key(exercise, key),
            f"[{key!r}]"[:60],
            "extra_key",
            f"there is a key {repr(key)[:40]} that is not asked for",
        )
        for key in islice((key for key in observed if key not in expected), 20)
    ]


def differing(exercise: Exercise, one: Any, other: Any) -> set[str]:
    """The outputs in which two returned values differ, neither of which need be right."""
    first, second = _split(exercise, one), _split(exercise, other)
    if first is None or second is None:
        whole = Differences(Tolerance())
        whole.compare("", one, other)
        same = (first is None) == (second is None) and not whole.found
        return set() if same else set(exercise.returns.outputs)
    return {name for name in first if not _equal(exercise, name, first[name], second[name])}


def _equal(exercise: Exercise, output: str, one: Any, other: Any) -> bool:
    differences = Differences(exercise.tolerance(output))
    differences.compare(output, one, other)
    return not differences.found


def _split(exercise: Exercise, value: Any) -> dict[str, Any] | None:
    """A returned value by output; None where its structure is not that of the exercise."""
    returns = exercise.returns
    if returns.kind == "value":
        return {returns.outputs[0]: value}
    if returns.kind == "tuple":
        if not isinstance(value, tuple | list) or len(value) != len(returns.outputs):
            return None
        return dict(zip(returns.outputs, value, strict=True))
    if not isinstance(value, dict):
        return None
    grouped: dict[str, dict[Any, Any]] = {name: {} for name in returns.outputs}
    for key, one in value.items():
        if returns.extra_keys == "wrong" or _numbered(returns.outputs, key):
            grouped[output_of_key(exercise, key)][key] = one
    return dict(grouped)


def _numbered(outputs: tuple[str, ...], key: Any) -> bool:
    return isinstance(key, str) and any(re.fullmatch(re.escape(o) + r"\d*", key) for o in outputs)


def output_of_key(exercise: Exercise, key: Any) -> str:
    """Which of the exercise's outputs a key such as ``'dW2'`` belongs to."""
    for output in exercise.returns.outputs:
        if _numbered((output,), key):
            return output
    return exercise.returns.outputs[0]
