"""A hidden layer: its references against autograd and loops, its cases, its notebook."""

import importlib
import math

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from .running import graded, printed_by, replaced, without_metadata

ASSIGNMENT = "planar_data_classification"
each_seed = pytest.mark.parametrize("seed", range(4))
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


# --- references -------------------------------------------------------------------------------


def cost_of(parameters, X, Y):
    """The cost, written for autograd with no sigmoid in it."""
    A1 = anp.tanh(anp.dot(parameters["W1"], X) + parameters["b1"])
    Z2 = anp.dot(parameters["W2"], A1) + parameters["b2"]
    return anp.mean(anp.logaddexp(0, Z2) - Y * Z2)


def one_by_one(parameters, X):
    """A2 by loops over examples and units."""
    result = []
    for x in X.T:
        hidden = [
            math.tanh(sum(w * v for w, v in zip(row, x, strict=True)) + b)
            for row, b in zip(parameters["W1"], parameters["b1"][:, 0], strict=True)
        ]
        sums = [
            sum(w * a for w, a in zip(row, hidden, strict=True)) + b
            for row, b in zip(parameters["W2"], parameters["b2"][:, 0], strict=True)
        ]
        result.append([1 / (1 + math.exp(-z)) for z in sums])
    return np.array(result).transpose()


@each_seed
def test_sizes_are_rows_and_four(assignment, seed):
    for case in assignment.cases("layer_sizes", seed):
        X, Y = case.args
        assert assignment.expected("layer_sizes", case) == (len(X), 4, len(Y))


@each_seed
def test_weights_are_a_hundredth_of_the_stream_in_order_and_biases_zero(assignment, seed):
    for case in assignment.cases("initialize_parameters", seed):
        n_x, n_h, n_y = case.args
        draws = np.random.RandomState(2).randn(n_h * n_x + n_y * n_h) / 100
        made = assignment.expected("initialize_parameters", case)
        assert {key: value.shape for key, value in made.items()} == {
            "W1": (n_h, n_x),
            "b1": (n_h, 1),
            "W2": (n_y, n_h),
            "b2": (n_y, 1),
        }
        np.testing.assert_allclose(np.concatenate([made["W1"].ravel(), made["W2"].ravel()]), draws)
        assert not made["b1"].any()
        assert not made["b2"].any()


@each_seed
def test_the_forward_pass_agrees_with_loops(assignment, seed):
    for case in assignment.cases("forward_propagation", seed):
        X, parameters = case.args
        A2, cache = assignment.expected("forward_propagation", case)
        np.testing.assert_allclose(A2, one_by_one(parameters, X), rtol=1e-12)
        np.testing.assert_allclose(np.log(A2 / (1 - A2)), cache["Z2"], rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(np.arctanh(cache["A1"]), cache["Z1"], rtol=1e-6)


@each_seed
def test_the_cost_is_the_mean_surprise(assignment, seed):
    for case in assignment.cases("compute_cost", seed):
        A2, Y = case.args
        losses = [-math.log(a if y else 1 - a) for a, y in zip(A2[0], Y[0], strict=True)]
        cost = assignment.expected("compute_cost", case)
        assert cost == pytest.approx(sum(losses) / len(losses), rel=1e-12)
        assert isinstance(cost, float)


@each_seed
def test_gradients_are_those_that_autograd_finds(assignment, seed):
    for case in assignment.cases("backward_propagation", seed):
        parameters, _, X, Y = case.args
        grads = assignment.expected("backward_propagation", case)
        for key, value in autograd.grad(cost_of)(parameters, X, Y).items():
            np.testing.assert_allclose(grads[f"d{key}"], value, rtol=1e-9, atol=1e-13)


@each_seed
def test_the_update_goes_number_by_number(assignment, seed):
    for case in assignment.cases("update_parameters", seed):
        parameters, grads, rate = (*case.args, 1.2)[:3]
        for key, value in assignment.expected("update_parameters", case).items():
            old, slope = parameters[key].ravel(), grads[f"d{key}"].ravel()
            expected = [x - rate * g for x, g in zip(old, slope, strict=True)]
            assert value.ravel().tolist() == expected


@each_seed
def test_the_model_descends_the_gradient_that_autograd_finds(assignment, seed):
    for case in assignment.cases("nn_model", seed):
        X, Y, n_h, iterations = case.args
        rng = np.random.RandomState(3)
        now = {"W1": rng.randn(n_h, len(X)) / 100, "b1": np.zeros((n_h, 1))}
        now |= {"W2": rng.randn(1, n_h) / 100, "b2": np.zeros((1, 1))}
        for _ in range(iterations):
            grads = autograd.grad(cost_of)(now, X, Y)
            now = {key: value - 1.2 * grads[key] for key, value in now.items()}
        for key, value in assignment.expected("nn_model", case).items():
            np.testing.assert_allclose(value, now[key], rtol=1e-7, atol=1e-11)


@each_seed
def test_predictions_are_cut_at_one_half_far_from_it(assignment, seed):
    for case in assignment.cases("predict", seed):
        parameters, X = case.args
        A2 = one_by_one(parameters, X)
        assert np.min(np.abs(A2 - 0.5)) > 0.01
        assert np.array_equal(assignment.expected("predict", case), A2 > 0.5)


# --- cases and data ---------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10


@each_seed
def test_no_reference_changes_its_inputs(assignment, seed):
    for exercise in assignment.exercises:
        for one, other in zip(
            assignment.cases(exercise, seed), assignment.cases(exercise, seed), strict=True
        ):
            getattr(assignment.functions, exercise)(*one.args)
            np.testing.assert_equal(one.args, other.args)


def test_the_flower_has_two_classes_that_a_line_does_not_divide_and_a_network_does(assignment):
    X, Y = tests.load_planar_dataset()
    again, _ = tests.load_planar_dataset()
    assert (X.shape, Y.shape, Y.sum()) == ((2, 400), (1, 400), 200)
    assert np.array_equal(X, again)
    assert np.mean(tests.best_line(X, Y)(X) == Y) < 0.67

    def right(n_h):
        parameters = assignment.functions.nn_model(X, Y, n_h, 2000)
        return np.mean(assignment.functions.predict(parameters, X) == Y)

    assert right(1) < 0.75
    assert right(4) > 0.92


# --- other years ------------------------------------------------------------------------------


def test_an_initialiser_that_seeds_passes(course, assignment, executor):
    source = assignment.references["initialize_parameters"].rstrip()
    changed = source.replace("    W1 = np", "    np.random.seed(2)\n    W1 = np")
    assert changed != source
    notebook = replaced(without_metadata(solved_notebook(assignment)), {source: changed})
    statuses = {e.exercise: e.status for e in graded(course, executor, notebook).exercises}
    assert statuses == dict.fromkeys(assignment.exercises, "passed")


def test_a_model_that_hands_the_parameters_to_compute_cost_passes(course, assignment, executor):
    notebook = replaced(
        without_metadata(solved_notebook(assignment)),
        {
            "def compute_cost(A2, Y):": "def compute_cost(A2, Y, parameters=None):",
            "cost = compute_cost(A2, Y)": "cost = compute_cost(A2, Y, parameters)",
        },
    )
    assert {e.status for e in graded(course, executor, notebook).exercises} == {"passed"}


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


def test_the_solved_notebook_is_recognised_without_metadata(course, assignment, executor):
    found = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert found.assignment == ASSIGNMENT
    assert {e.status for e in found.exercises} == {"passed"}


def few(text):
    assert "ITERATIONS = 10000" in text
    return text.replace("ITERATIONS = 10000", "ITERATIONS = 1000")


@pytest.mark.filterwarnings("default")
def test_the_untouched_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(stub_notebook(assignment)), tmp_path)
    assert text.count("is not written yet") == 8
    assert "Fill in the functions above first" in text


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(solved_notebook(assignment)), tmp_path)
    assert text.count("All tests passed.") == 8
    assert "20 hidden units" in text


def test_the_notebook_on_disk_is_what_the_solutions_give(assignment):
    assert assignment.notebook.read_text(encoding="utf-8") == stub_notebook(assignment)
