"""What a sentence for a learner must not hold: numbers of a fresh case, the solution, blame."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from grader.course.load import Assignment

LONGEST = 200
BLAME = re.compile(
    r"\b(you (fail|forg[eo]t|should have)\w*|your (fault|failure|blunder)|careless\w*|stupid|silly"
    r"|obvious\w*|simply|of course|lazy|nonsense)\b",
    re.IGNORECASE,
)
OTHER_PERSONS = re.compile(r"\b(I|we|our|he|she|his|her|the (student|learner|user|submission))\b")
NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]?\d+)?")


def complaints(assignment: Assignment, exercise: str, message: str, hint: str) -> list[str]:
    """All that is wrong with a message and its hint; an exercise's fresh cases are of seed 1."""
    found = []
    for text in (message, hint):
        found += [f"longer than {LONGEST}"] if len(text) > LONGEST else []
        found += [f"blames: {match[0]}" for match in BLAME.finditer(text)]
        found += [f"no second person: {match[0]}" for match in OTHER_PERSONS.finditer(text)]
        found += [
            f"a line of the solution: {line}" for line in given_away(assignment, exercise, text)
        ]
        found += [f"an expected number: {n}" for n in expected_numbers(assignment, exercise, text)]
    return found


def given_away(assignment: Assignment, exercise: str, text: str) -> Iterator[str]:
    tight = text.replace(" ", "")
    return (line for line in solution(assignment, exercise) if line in tight)


@cache
def solution(assignment: Assignment, exercise: str) -> frozenset[str]:
    """Assignments, their right sides, returns and calls, without blanks; plain names left out."""
    found = set()
    for node in ast.walk(ast.parse(assignment.references[exercise])):
        if isinstance(node, ast.Assign):
            found |= {ast.unparse(node), ast.unparse(node.value)}
        elif isinstance(node, ast.Return | ast.Call):
            found.add(ast.unparse(node))
    return frozenset(
        line.replace(" ", "") for line in found if re.search(r"\w\W+\w", line) and "'" not in line
    )


def expected_numbers(assignment: Assignment, exercise: str, text: str) -> Iterator[str]:
    """Numbers of three digits and more that are an expected value, as far as they are printed."""
    for number in NUMBER.findall(text):
        digits = number.lstrip("-0.").replace(".", "")
        if len(digits) >= 3 and number in printed(assignment, exercise, len(number.split(".")[1])):
            yield number


@cache
def printed(assignment: Assignment, exercise: str, decimals: int) -> frozenset[str]:
    cases = [case for case in assignment.cases(exercise, 1) if not case.public]
    leaves = [leaf for case in cases for leaf in numbers(assignment.expected(exercise, case))]
    return frozenset(f"{leaf:.{decimals}f}" for leaf in leaves)


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, np.ndarray | np.generic | float) and np.asarray(value).dtype.kind == "f":
        yield from np.asarray(value).ravel().tolist()
