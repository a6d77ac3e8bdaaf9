"""Initialization: its references against what is known of them, its cases, and its notebook."""

import importlib

import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from .running import graded, printed_by, replaced, without_metadata

ASSIGNMENT = "initialization"
SEEDS = range(4)
each_seed = pytest.mark.parametrize("seed", SEEDS)
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


def all_answers(assignment, exercise, seed):
    for case in assignment.cases(exercise, seed):
        yield case.args[0], assignment.expected(exercise, case)


# --- references -------------------------------------------------------------------------------


@each_seed
def test_every_layer_has_weights_and_zero_biases_of_its_size(assignment, seed):
    for exercise in assignment.exercises:
        for dims, parameters in all_answers(assignment, exercise, seed):
            shapes = {}
            for layer in range(1, len(dims)):
                shapes[f"W{layer}"] = (dims[layer], dims[layer - 1])
                shapes[f"b{layer}"] = (dims[layer], 1)
            assert {key: value.shape for key, value in parameters.items()} == shapes
            assert not any(value.any() for key, value in parameters.items() if key[0] == "b")


def test_zeros_are_zeros(assignment):
    for _, parameters in all_answers(assignment, "initialize_parameters_zeros", 1):
        assert not any(value.any() for value in parameters.values())


@each_seed
@pytest.mark.parametrize("exercise", ["initialize_parameters_random", "initialize_parameters_he"])
def test_the_draws_are_those_of_seed_3_one_after_the_other(assignment, exercise, seed):
    for dims, parameters in all_answers(assignment, exercise, seed):
        stream = np.random.RandomState(3)
        for layer in range(1, len(dims)):
            scale = 10 if exercise.endswith("random") else (2 / dims[layer - 1]) ** 0.5
            W = parameters[f"W{layer}"]
            draws = np.array([stream.standard_normal() for _ in range(W.size)]).reshape(W.shape)
            np.testing.assert_allclose(W, scale * draws, rtol=1e-14)


def test_he_keeps_the_size_of_the_signal_and_large_weights_do_not(assignment, capsys):
    f = assignment.functions
    starts = {"large": f.initialize_parameters_random, "he": f.initialize_parameters_he}
    tests.follow_signal(starts)
    large, he = (
        [float(x) for x in line.split(":")[1].split()]
        for line in capsys.readouterr().out.splitlines()
    )
    assert large[-1] > 1e30
    assert all(0.3 < size < 1.5 for size in he)


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10


def test_the_rings_are_the_same_for_a_seed_and_both_of_one_size():
    (X, Y), (again, _) = tests.two_rings(), tests.two_rings()
    assert X.shape == (2, 300)
    assert Y.sum() == 150
    assert np.array_equal(X, again)
    radius = np.sqrt((X**2).sum(axis=0))
    assert radius[Y[0] == 0].mean() == pytest.approx(1, abs=0.05)
    assert radius[Y[0] == 1].mean() == pytest.approx(0.5, abs=0.05)


# --- versions and notebooks -------------------------------------------------------------------


def test_every_exercise_has_enough_mistakes_and_variants(assignment):
    for exercise in assignment.exercises:
        mine = [version for version in versions(assignment) if version.exercise == exercise]
        assert sum(not version.right for version in mine) >= 8, exercise
        assert sum(version.right for version in mine) >= 1 + 4, exercise


@pytest.mark.parametrize("seed", [5, 20_261_123])
def test_mistakes_fail_and_variants_pass(assignment, executor, seed):
    wrong = [
        (outcome.version.exercise, outcome.version.code, outcome.grade.status)
        for outcome in verify(assignment, executor, seed)
        if not outcome.as_it_should_be
    ]
    assert wrong == []


@pytest.mark.filterwarnings("default")  # Jupyter's own stack warns at will
def test_the_stub_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(stub_notebook(assignment), tmp_path)
    assert text.count("is not written yet") == 3
    assert text.count("Fill in the functions above first") == 4


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_passes_its_checks_and_he_wins(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 3
    lines = {line.split()[0]: line for line in text.splitlines() if "cost from" in line}
    assert "from 0.693 to 0.693" in lines["zeros"]
    last = {name: float(line.split(" to ")[1].split(",")[0]) for name, line in lines.items()}
    assert last["he"] < 0.1 < last["large"]


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 30


def test_an_older_notebook_grades_as_it_is(assignment, course, executor):
    notebook = replaced(
        without_metadata(solved_notebook(assignment)),
        {"from grader.content.public_tests.initialization import *": "from init_utils import *"},
    )
    kept = [cell for cell in notebook.cells if "def forward_propagation" not in cell.source]
    result = graded(course, executor, type(notebook)("old.ipynb", "0" * 64, tuple(kept)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score
