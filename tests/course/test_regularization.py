"""Regularization: its references against oracles, its cases, and its notebook."""

import importlib

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from . import slow
from .running import graded, printed_by, replaced, without_metadata

ASSIGNMENT = "regularization"
SEEDS = range(4)
each_seed = pytest.mark.parametrize("seed", SEEDS)
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")
NAMES = [f"{letter}{layer}" for layer in (1, 2, 3) for letter in "Wb"]


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


def output(X, p, masks=(1, 1)):
    A1 = anp.maximum(anp.dot(p["W1"], X) + p["b1"], 0) * masks[0]
    A2 = anp.maximum(anp.dot(p["W2"], A1) + p["b2"], 0) * masks[1]
    return 1 / (1 + anp.exp(-(anp.dot(p["W3"], A2) + p["b3"])))


def cost_of(X, Y, p, lambd=0, masks=(1, 1)):
    A3 = output(X, p, masks)
    price = sum(anp.sum(p[f"W{layer}"] ** 2) for layer in (1, 2, 3))
    losses = Y * anp.log(A3) + (1 - Y) * anp.log(1 - A3)
    return -anp.mean(losses) + lambd / (2 * X.shape[1]) * price


def parameters_of(case):
    return {name: case.roles[name] for name in NAMES}


def masks_of(case):
    return [case.roles[f"D{layer}"] / case.roles["keep_prob"] for layer in (1, 2)]


# --- references -------------------------------------------------------------------------------


@each_seed
def test_the_cost_with_a_price_agrees_with_loops(assignment, seed):
    for case in assignment.cases("compute_cost_with_regularization", seed):
        A3, Y, parameters, lambd = case.args
        squares = sum(x * x for name in ("W1", "W2", "W3") for x in parameters[name].ravel())
        expected = slow.cost(A3, Y).real + lambd * squares / (2 * Y.shape[1])
        cost = assignment.expected("compute_cost_with_regularization", case)
        assert cost == pytest.approx(expected, rel=1e-12)


@each_seed
def test_the_gradients_with_a_price_agree_with_autograd(assignment, seed):
    for case in assignment.cases("backward_propagation_with_regularization", seed):
        X, Y, _, lambd = case.args
        gradients = assignment.expected("backward_propagation_with_regularization", case)
        slopes = grad(lambda p: cost_of(X, Y, p, lambd))(parameters_of(case))  # noqa: B023
        for name, slope in slopes.items():
            np.testing.assert_allclose(gradients[f"d{name}"], slope, rtol=1e-9, atol=1e-12)


@each_seed
def test_dropout_agrees_with_a_network_whose_masks_are_factors(assignment, seed):
    for case in assignment.cases("forward_propagation_with_dropout", seed):
        A3, cache = assignment.expected("forward_propagation_with_dropout", case)
        named = dict(zip(tests.WITH_MASKS, cache, strict=True))
        X, parameters = case.args[:2]
        keep_prob = case.roles["keep_prob"]
        stream = np.random.RandomState(1)
        for layer in (1, 2):
            D = named[f"D{layer}"]
            assert np.array_equal(D, stream.random_sample(D.shape) < keep_prob)
        masks = [named[f"D{layer}"] / keep_prob for layer in (1, 2)]
        np.testing.assert_allclose(A3, output(X, parameters, masks), rtol=1e-12)
        np.testing.assert_array_equal(named["A3"], A3)
        assert not named["A1"][~named["D1"]].any()


@each_seed
def test_the_gradients_with_dropout_agree_with_autograd(assignment, seed):
    for case in assignment.cases("backward_propagation_with_dropout", seed):
        X, Y, _, _ = case.args
        gradients = assignment.expected("backward_propagation_with_dropout", case)
        masks = masks_of(case)
        slopes = grad(lambda p: cost_of(X, Y, p, masks=masks))(parameters_of(case))  # noqa: B023
        for name, slope in slopes.items():
            np.testing.assert_allclose(gradients[f"d{name}"], slope, rtol=1e-9, atol=1e-12)


@each_seed
def test_the_activations_gradients_with_dropout_are_those_before_the_mask(assignment, seed):
    for case in assignment.cases("backward_propagation_with_dropout", seed):
        p, m, Y = parameters_of(case), case.roles["m"], case.args[1]
        factor = masks_of(case)[1]

        def cost_from(A2, p=p, factor=factor, Y=Y):
            A3 = 1 / (1 + anp.exp(-(anp.dot(p["W3"], A2 * factor) + p["b3"])))
            return -anp.mean(Y * anp.log(A3) + (1 - Y) * anp.log(1 - A3))

        gradients = assignment.expected("backward_propagation_with_dropout", case)
        slope = m * grad(cost_from)(np.maximum(case.roles["Z2"], 0))
        np.testing.assert_allclose(gradients["dA2"], slope, rtol=1e-9, atol=1e-12)


def test_without_a_price_and_without_dropout_it_is_plain_backpropagation(assignment):
    f = assignment.functions
    for exercise in ("regularization", "dropout"):
        name = f"backward_propagation_with_{exercise}"
        (case,) = [c for c in assignment.cases(name, 1) if "= 0)" in c.name or c.name == tests.KEPT]
        X, Y, _, _ = case.args
        _, cache = f.forward_propagation(X, parameters_of(case))
        plain, priced = f.backward_propagation(X, Y, cache), assignment.expected(name, case)
        assert plain.keys() == priced.keys()
        for key, gradient in plain.items():
            np.testing.assert_allclose(priced[key], gradient, rtol=1e-12, atol=1e-15)


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10


@pytest.mark.parametrize("seed", range(40))
def test_every_mask_switches_something_off_that_was_on(assignment, seed):
    for case in assignment.cases("backward_propagation_with_dropout", seed):
        for layer in (1, 2):
            on, D = case.roles[f"Z{layer}"] > 0, case.roles[f"D{layer}"]
            assert np.any(on & D)
            assert np.any(on & ~D) or case.roles["keep_prob"] == 1


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
    assert text.count("is not written yet") == 4
    assert text.count("Fill in the functions above first") == 2


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_passes_its_checks_and_both_remedies_help(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 4
    lines = [line for line in text.splitlines() if "% else" in line]
    last = {line.split()[0]: float(line.split()[-3]) for line in lines[-3:]}
    assert last["price"] > last["plain"] + 2
    assert last["dropout"] > last["plain"]


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 40


def older_notebook(assignment):
    """As other years have it: the given functions in a file of theirs, and other texts."""
    notebook = replaced(
        without_metadata(solved_notebook(assignment)),
        {
            "from grader.content.public_tests.regularization import *": "from reg_utils import *",
            "The cross-entropy cost plus": "Cost plus",
            "The backward pass of the cost with": "Backward with",
            "The forward pass with hidden": "Forward with hidden",
            "The backward pass with the units": "Backward with the units",
        },
    )
    given = ("def relu(", "def forward_propagation(X", "def model(")
    kept = [cell for cell in notebook.cells if not any(text in cell.source for text in given)]
    return type(notebook)(notebook.path, notebook.sha256, tuple(kept))


def test_an_older_notebook_grades_as_it_is(assignment, course, executor):
    result = graded(course, executor, older_notebook(assignment))
    assert result.assignment == ASSIGNMENT
    assert [(e.exercise, e.status) for e in result.exercises if e.status != "passed"] == []
