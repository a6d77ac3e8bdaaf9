"""What the tests of this assignment share: its modules, its cases, copies and differences."""

import copy
import importlib
import itertools
import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from grader.author import CASES_MARK, EXERCISE_MARK, Seeds

ASSIGNMENT = "deep_nn_step_by_step"
solutions = importlib.import_module(f"grader.content.solutions.{ASSIGNMENT}")
public_tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")
EXERCISES = {n: f for n, f in vars(solutions).items() if hasattr(f, EXERCISE_MARK)}
BUILDERS = {
    getattr(f, CASES_MARK): f for f in vars(public_tests).values() if hasattr(f, CASES_MARK)
}
GIVEN = ("sigmoid", "relu", "sigmoid_backward", "relu_backward")
REFERENCES = SimpleNamespace(**EXERCISES, **{name: getattr(solutions, name) for name in GIVEN})
PRINTED = {
    f["function"]: f
    for f in json.loads(
        Path(__file__).with_name("source_notebook_outputs.json").read_text(encoding="utf-8")
    )["functions"]
}


@cache
def cases_of(exercise, seed=0):
    return tuple(BUILDERS[exercise](Seeds(seed, exercise), REFERENCES))


def fresh_cases_of(exercise, seed=0):
    return tuple(case for case in cases_of(exercise, seed) if not case.public)


def all_cases(*seeds):
    pairs = itertools.product(seeds, EXERCISES)
    return [(exercise, case) for seed, exercise in pairs for case in cases_of(exercise, seed)]


def answer(exercise, case):
    """What the reference returns for a case, called on copies of its inputs."""
    np.random.seed(case.numpy_seed)
    return EXERCISES[exercise](*copy.deepcopy(case.args))


def same(a, b):
    """Equal to the last bit, with the same structure."""
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    return type(a) is type(b) and a == b


def arrays_in(value):
    """Every array in a nest of tuples, lists and dictionaries."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict):
        yield from arrays_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from arrays_in(item)
