"""What proves the tests finds a mark that hangs on the seed, and inputs that no case has."""

from __future__ import annotations

import pytest

from grader.course.load import load_course
from grader.dev.seeds import varying
from grader.dev.verify import kill_mutants, mutants_of

SOLUTIONS = """
import numpy as np
from grader.author import exercise

@exercise(points=10, returns=("total", "kept"))
def add_up(x, scale=2.0, loud=False):
    total = scale * np.sum(x)
    kept = [total] * len(x)
    if loud:
        print(total)
    return total, kept
"""
CASES = """
import numpy as np
from grader.author import Case, cases

@cases("add_up")
def add_up_cases(seeds, ref):
    yield Case("fixed", (np.array([0.25, -0.5]), 3.0), 0, public=True)
    for name in ("by luck", "surely"):
        seed, rng = seeds.draw()
        x = rng.randn(2) if name == "by luck" else np.array([-abs(rng.randn()) - 1, 0.5])
        yield Case(name, (x, 3.0), seed)
    {more}
"""
WIDER = """
    yield Case("three, whole numbers", (np.array([1, 2, 200]), 1 / 3), 0)
    yield Case("small ones", (np.array([1e-7, 3e-7, 3e-7, 4e-7]), 1.0, True), 0)
    yield Case("likely", (np.array([0.001, 0.002]),), 0)
"""


@pytest.fixture
def little(tmp_path):
    """Makes a course of one exercise, with more cases or without."""

    def make(more):
        for folder in ("exercises", "solutions", "public_tests", "datasets"):
            (tmp_path / folder).mkdir()
        (tmp_path / "solutions" / "sums.py").write_text(SOLUTIONS)
        text = CASES.replace("{more}", more.strip() or "pass")
        (tmp_path / "public_tests" / "sums.py").write_text(text)
        return load_course(tmp_path).assignment("sums")

    return make


def surviving(assignment, executor):
    found = mutants_of(assignment, seed=1, small=False)
    fates = kill_mutants(assignment, executor, 1, found)
    return {fate.mutant.code for fate in fates if fate.survives}


def test_a_mark_that_hangs_on_the_seed_is_told_with_its_case(little, executor):
    source = SOLUTIONS[SOLUTIONS.index("def") :]
    versions = [
        ("right", source),
        ("blind to signs", source.replace("np.sum(x)", "np.sum(np.abs(x))")),
        ("wrong everywhere", source.replace("np.sum(x)", "np.sum(x) + 1")),
    ]
    (found,) = varying(little(""), executor, "add_up", versions, range(1, 9))
    assert (found.code, found.cases) == ("blind to signs", ("by luck",))
    assert len(found.marks) == 8
    assert "“by luck”" in str(found)


def test_inputs_that_no_case_has_are_asked_for(little, executor):
    assert surviving(little(""), executor) == {
        "scale cannot be left out",
        "loud=True raises",
        "returns arrays in the dtype of x",
        "rounds its results to six places",
        "knows only the first case's sizes of x",
        "returns lists of two entries and no more",
        "takes numbers beyond 30 for 30",
    }


def test_inputs_that_a_case_has_are_not_asked_for(little, executor):
    assert surviving(little(WIDER), executor) == set()
