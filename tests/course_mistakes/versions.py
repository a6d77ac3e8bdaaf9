"""Build an edited reference, see what it does, and tell whether two did the same."""

import ast
import contextlib
import copy
import inspect
import io
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from grader.content.solutions import deep_nn_step_by_step as reference

from grader.author import Mistake, Variant

SEEDS = {"initialize_parameters": 1, "initialize_parameters_deep": 3}


def source(exercise: str) -> str:
    """The reference's text without the declaration above it."""
    text = inspect.getsource(getattr(reference, exercise))
    definition = ast.parse(text).body[0]
    return "\n".join(text.splitlines()[definition.lineno - 1 :]) + "\n"


def edited(version: Mistake | Variant) -> str:
    text = source(version.exercise)
    for old, new in version.edits:
        text = text.replace(old, new)
    return text


def build(exercise: str, text: str) -> Callable[..., Any]:
    names = {n: f for n, f in vars(reference).items() if inspect.isfunction(f) and n != exercise}
    namespace: dict[str, Any] = {"np": np, **names}
    exec(compile(text, f"<{exercise}>", "exec"), namespace)  # the course's own text
    return namespace[exercise]


@dataclass(frozen=True)
class Outcome:
    """What one call did; ``raised`` is empty where it returned."""

    value: Any
    raised: str
    inputs_after: tuple[Any, ...]


def outcome(exercise: str, function: Callable[..., Any], args: tuple[Any, ...]) -> Outcome:
    args = copy.deepcopy(args)
    np.random.seed(SEEDS.get(exercise, 0))  # for versions that let the caller seed
    value, raised = None, ""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # wrong versions take logarithms of 0
        try:
            value = function(*args)
        except Exception as error:
            raised = f"{type(error).__name__}: {error}"
    return Outcome(value, raised, args)


def outcomes(exercise: str, text: str, calls: list[tuple[Any, ...]]) -> list[Outcome]:
    function = build(exercise, text)
    return [outcome(exercise, function, args) for args in calls]


def same(one: Outcome, other: Outcome, rtol: float = 1e-9) -> bool:
    return (
        one.raised == other.raised
        and equal(one.value, other.value, rtol)
        and equal(one.inputs_after, other.inputs_after, rtol)
    )


def equal(one: Any, other: Any, rtol: float) -> bool:
    """Equal values in another guise are equal: see design.md, "Marking"."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        # an entry dAL of grads does no harm; it is the highest dA of one that has no dW above it
        one, other = _without_dal(one), _without_dal(other)
        return one.keys() == other.keys() and all(equal(one[k], other[k], rtol) for k in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(lambda a, b: equal(a, b, rtol), one, other))
    for kind in (Mapping, list | tuple, np.matrix, str, type(None)):
        if isinstance(one, kind) or isinstance(other, kind):
            return isinstance(one, kind) and isinstance(other, kind) and bool(np.all(one == other))
    one, other = np.asarray(one), np.asarray(other)
    return (
        one.dtype == other.dtype
        and one.shape == other.shape
        and np.allclose(one, other, rtol=rtol, atol=1e-12, equal_nan=True)
    )


def _without_dal(grads: Mapping[str, Any]) -> dict[str, Any]:
    layers = sum(key.startswith("dW") for key in grads)
    complete = all(f"dA{layer}" in grads for layer in range(layers))
    return {k: v for k, v in grads.items() if not (complete and k == f"dA{layers}")}
