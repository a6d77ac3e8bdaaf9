"""The compiled outputs of the public cases: ``public_tests/expected/<assignment>.json``.

Text that a maintainer reviews in a diff: exact floats (``repr`` round-trips), a matrix row a line,
no time stamp. Arrays are ``{"array": [[…]], "dtype": "float64"}``, tuples ``{"tuple": […]}``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.course.load import Assignment
from grader.model import Case, Exercise, GraderError, Tolerance

# Another processor's exp or matrix product may differ in the last digit: not worth a diff.
LAST_DIGITS = 1e-13


def compile_expected(assignment: Assignment, previous: str = "") -> str:
    """The file's text; numbers equal but for their last digits stay as in ``previous``."""
    data = {
        "assignment": assignment.name,
        "exercises": {
            name: [_case(assignment, exercise, case) for case in assignment.public_cases(name)]
            for name, exercise in assignment.exercises.items()
        },
    }
    if previous:
        data = _keep_digits(data, json.loads(previous))
    return _pretty(data) + "\n"


def read_expected(assignment: Assignment) -> Mapping[str, list[tuple[Case, Any]]]:
    """The public cases by exercise, each with what is expected."""
    path = assignment.expected_file
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GraderError(f"{path} is missing. Run: grader dev build") from error
    return {
        name: [(_read_case(case), from_json(case["expected"])) for case in cases]
        for name, cases in data["exercises"].items()
    }


def _case(assignment: Assignment, exercise: Exercise, case: Case) -> dict[str, Any]:
    inputs = zip(exercise.parameters, case.args, strict=False)
    return {
        "case": case.name,
        "seed": case.seed,
        "numpy_seed": case.numpy_seed,
        "counts": case.counts,
        "note": case.note,
        "inputs": {name: to_json(value) for name, value in inputs},
        "expected": to_json(assignment.expected(exercise.name, case)),
        "tolerances": {
            output: _tolerance(exercise.tolerance(output)) for output in exercise.returns.outputs
        },
    }


def _tolerance(tolerance: Tolerance) -> dict[str, float]:
    return {"rtol": tolerance.rtol, "atol": tolerance.atol}


def _read_case(data: Mapping[str, Any]) -> Case:
    args = tuple(from_json(value) for value in data["inputs"].values())
    return Case(
        data["case"],
        args,
        data["seed"],
        public=True,
        counts=data["counts"],
        numpy_seed=data["numpy_seed"],
        note=data["note"],
    )


def to_json(value: Any) -> Any:
    """A case's value as JSON data, every float exact."""
    if isinstance(value, np.ndarray):
        return {"array": value.tolist(), "dtype": str(value.dtype)}
    if isinstance(value, np.generic):
        return {"array": value.item(), "dtype": str(value.dtype)}
    if isinstance(value, tuple):
        return {"tuple": [to_json(item) for item in value]}
    if isinstance(value, list):
        return {"list": [to_json(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": {key: to_json(item) for key, item in value.items()}}
    return value


def from_json(data: Any) -> Any:
    """The value that ``to_json`` wrote."""
    if not isinstance(data, dict):
        return data
    if "array" in data:
        return np.array(data["array"], dtype=data["dtype"])
    if "tuple" in data:
        return tuple(from_json(item) for item in data["tuple"])
    if "list" in data:
        return [from_json(item) for item in data["list"]]
    return {key: from_json(item) for key, item in data["dict"].items()}


def _keep_digits(new: Any, old: Any) -> Any:
    if isinstance(new, dict) and isinstance(old, dict):
        return {key: _keep_digits(value, old.get(key)) for key, value in new.items()}
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [_keep_digits(one, other) for one, other in zip(new, old, strict=True)]
    if isinstance(new, float) and isinstance(old, float):
        return old if math.isclose(new, old, rel_tol=LAST_DIGITS, abs_tol=1e-15) else new
    return new


def _pretty(data: Any, indent: str = "") -> str:
    """JSON with short values on one line and everything else spread out."""
    flat = json.dumps(data, ensure_ascii=False)
    if len(flat) + len(indent) <= 96 or not isinstance(data, dict | list):
        return flat
    inner = indent + " "
    if isinstance(data, list):
        if all(isinstance(item, float | int) for item in data):
            return flat  # a matrix row stays a line
        items = [inner + _pretty(item, inner) for item in data]
        return "[\n" + ",\n".join(items) + f"\n{indent}]"
    pairs = [
        f"{inner}{json.dumps(key, ensure_ascii=False)}: {_pretty(value, inner)}"
        for key, value in data.items()
    ]
    return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"
