"""Learners' notebooks as they really look, each with the marks that it must get.

A new test is a new folder: see README.md.
"""

import json
from pathlib import Path

import pytest

from grader.course.load import load_course
from grader.grading import grade_bytes
from grader.run.executors import start_executor

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))
SEEDS = (7, 20240229)
ANY = "any"


def expected_of(folder):
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def as_parameter(folder):
    reason = expected_of(folder).get("xfail")
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(folder, id=folder.name, marks=marks)


@pytest.fixture(scope="module")
def executor():
    started = start_executor(jobs=2)
    yield started
    started.close()


@pytest.fixture(scope="module")
def course():
    return load_course(None)


def graded(folder, seed, course, executor):
    data = (folder / "submission.ipynb").read_bytes()
    return grade_bytes(data, course, executor, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("folder", [as_parameter(folder) for folder in FOLDERS])
def test_a_notebook_gets_the_marks_that_it_must_get(folder, seed, course, executor):
    expected = expected_of(folder)
    result = graded(folder, seed, course, executor)
    assert result.assignment == expected["assignment"]
    named = expected["exercises"]
    assert set(named) <= {one.exercise for one in result.exercises}
    problems = [
        problem
        for one in result.exercises
        for problem in problems_of(one, named.get(one.exercise, full_marks(one)))
    ]
    problems += not_as_expected("notes", result.notes, expected.get("notes", []))
    assert problems == []
    assert result.score == expected["score"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_score_that_a_folder_expects_is_the_sum_of_its_exercises(folder, course):
    expected = expected_of(folder)
    assignment = course.assignment(expected["assignment"])
    named = {name: one["score"] for name, one in expected["exercises"].items()}
    scores = [named.get(name, assignment.exercise(name).points) for name in assignment.exercises]
    assert round(sum(scores), 2) == expected["score"]


def full_marks(one):
    return {"status": "passed", "score": one.max_score}


def problems_of(one, wanted):
    """What of an exercise's grade is not as ``expected.json`` has it, in words."""
    observed = {
        "status": one.status,
        "score": one.score,
        "blamed_on": list(one.blamed_on),
        "cell": one.cell,
    }
    default = {"blamed_on": [], "cell": one.cell}
    differences = [
        f"{one.exercise}: {key} is {value!r}, expected {(default | wanted)[key]!r}"
        for key, value in observed.items()
        if value != (default | wanted)[key]
    ]
    differences += not_as_expected(f"{one.exercise}: notes", one.notes, wanted.get("notes", []))
    for key, said in (("mismatch", mismatches(one)), ("exception", exceptions(one))):
        if wanted.get(key, "") not in "\n".join(said):
            differences.append(f"{one.exercise}: no {key} says {wanted[key]!r}: {said}")
    return differences


def not_as_expected(what, notes, wanted):
    """Each note must be expected, by some words of it, and each expected one must be there."""
    if wanted == ANY:
        return []
    unexpected = [note for note in notes if not any(words in note for words in wanted)]
    absent = [words for words in wanted if not any(words in note for note in notes)]
    return [f"{what}: unexpected {note!r}" for note in unexpected] + [
        f"{what}: none says {words!r}" for words in absent
    ]


def mismatches(one):
    return [f"{m.path}: {m.message}" for case in one.cases for m in case.mismatches]


def exceptions(one):
    return [f"{case.raised.type}: {case.raised.message}" for case in one.cases if case.raised]
