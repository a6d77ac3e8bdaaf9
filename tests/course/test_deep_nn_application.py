"""Deep network, at work: its references against autograd, its cases, and its notebook."""

import importlib

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from .running import graded, printed_by, without_metadata

ASSIGNMENT = "deep_nn_application"
each_seed = pytest.mark.parametrize("seed", range(4))
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture(autouse=True)
def data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADER_DATA", str(tmp_path / "data"))


# --- references -------------------------------------------------------------------------------


def cost_of(parameters, X, Y):
    """The cost of a network, written for autograd."""
    A, L = X, len(parameters) // 2
    for layer in range(1, L + 1):
        Z = anp.dot(parameters[f"W{layer}"], A) + parameters[f"b{layer}"]
        A = anp.maximum(Z, 0) if layer < L else Z
    return anp.mean(anp.logaddexp(0, A) - Y * A)


def descend(parameters, X, Y, rate, iterations):
    costs = []
    for i in range(iterations):
        if i % 100 == 0:
            costs.append(cost_of(parameters, X, Y))
        grads = autograd.grad(cost_of)(parameters, X, Y)
        parameters = {key: value - rate * grads[key] for key, value in parameters.items()}
    return parameters, costs


@pytest.mark.parametrize("exercise", ["two_layer_model", "L_layer_model"])
@each_seed
def test_the_models_descend_the_gradient_that_autograd_finds(assignment, exercise, seed):
    for case in assignment.cases(exercise, seed):
        X, Y, dims, rate, iterations = case.args
        rng = np.random.RandomState(1)
        start = {}
        for layer, (n, n_prev) in enumerate(zip(dims[1:], dims[:-1], strict=True), start=1):
            scale = 0.01 if exercise == "two_layer_model" else 1 / np.sqrt(n_prev)
            start[f"W{layer}"] = rng.randn(n, n_prev) * scale
            start[f"b{layer}"] = np.zeros((n, 1))
        expected, costs = descend(start, X, Y, rate, iterations)
        parameters, observed = assignment.expected(exercise, case)
        assert parameters.keys() == expected.keys()
        for key, value in expected.items():
            np.testing.assert_allclose(parameters[key], value, rtol=1e-6, atol=1e-10)
        np.testing.assert_allclose(observed, costs, rtol=1e-8)


@each_seed
def test_labels_come_in_both_classes_and_widths_differ(assignment, seed):
    for exercise in assignment.exercises:
        cases = assignment.cases(exercise, seed)
        assert cases[0].name == "example"
        assert len({case.name for case in cases}) == len(cases) >= 6
        for case in cases:
            X, Y, dims, *_ = case.args
            assert Y.size == 1 or set(Y.ravel()) == {0, 1}
            assert X.shape[1] not in dims[:-1] or X.shape[1] == 1
        assert max(len(assignment.expected(exercise, case)[1]) for case in cases) >= 2


# --- versions and notebooks -------------------------------------------------------------------


def test_every_exercise_has_enough_mistakes_and_variants(assignment):
    for exercise in assignment.exercises:
        mine = [version for version in versions(assignment) if version.exercise == exercise]
        assert sum(not version.right for version in mine) >= 16, exercise
        assert sum(version.right for version in mine) >= 1 + 8, exercise


@pytest.mark.parametrize("seed", [5, 20_261_123])
def test_mistakes_fail_and_variants_pass(assignment, executor, seed):
    wrong = [
        (outcome.version.exercise, outcome.version.code, outcome.grade.status)
        for outcome in verify(assignment, executor, seed)
        if not outcome.as_it_should_be
    ]
    assert wrong == []


def test_the_solved_notebook_is_recognised_without_metadata(course, assignment, executor):
    found = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert found.assignment == ASSIGNMENT
    assert [e.status for e in found.exercises] == ["passed", "passed"]


def few(text):
    """The notebook with 200 iterations in place of 2,500: what they give is measured elsewhere."""
    assert "ITERATIONS = 2500" in text
    return text.replace("ITERATIONS = 2500", "ITERATIONS = 200")


@pytest.mark.filterwarnings("default")
def test_the_untouched_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(stub_notebook(assignment)), tmp_path)
    assert text.count("is not written yet") == 2
    assert text.count("Fill in the functions above first") == 2
    assert "two layers: not trained yet" in text


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(solved_notebook(assignment)), tmp_path)
    assert text.count("All tests passed.") == 2
    assert "four layers: " in text
    assert "are taken for something else" in text


def test_the_notebook_on_disk_is_what_the_solutions_give(assignment):
    assert assignment.notebook.read_text(encoding="utf-8") == stub_notebook(assignment)
