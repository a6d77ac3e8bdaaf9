"""Three layers written out: references against oracles, the bridge, cases, notebook."""

import importlib

import numpy as np
import pytest

from grader.author import Seen
from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions
from grader.model import LearnerFunction

from . import slow
from .running import alike, graded, printed_by, without_metadata
from .test_gradient_checking import measured, parameters_of

ASSIGNMENT = "three_layer_backprop"
each_seed = pytest.mark.parametrize("seed", range(4))
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")
solutions = importlib.import_module(f"grader.content.solutions.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture(scope="module")
def functions(assignment):
    return assignment.functions


@pytest.fixture(scope="module")
def general(course):
    return course.assignment("deep_nn_step_by_step").functions


# --- references -------------------------------------------------------------------------------


@each_seed
def test_the_forward_pass_agrees_with_loops(assignment, seed):
    for case in assignment.cases("forward_propagation", seed):
        X, parameters = case.args
        a3, cache = assignment.expected("forward_propagation", case)
        reads = X
        for layer in (1, 2, 3):
            Z, A, W, b = cache[4 * layer - 4 : 4 * layer]
            assert np.array_equal(W, parameters[f"W{layer}"])
            assert np.array_equal(b, parameters[f"b{layer}"])
            np.testing.assert_allclose(Z, slow.real(slow.linear(W, reads, b)), rtol=1e-12)
            activated = slow.activate("sigmoid" if layer == 3 else "relu", Z)
            np.testing.assert_allclose(A, slow.real(activated), rtol=1e-12)
            reads = A
        assert np.array_equal(a3, cache[9])


@each_seed
def test_the_cost_agrees_with_loops(assignment, seed):
    for case in assignment.cases("compute_cost", seed):
        expected = slow.cost(*case.args).real
        assert float(assignment.expected("compute_cost", case)) == pytest.approx(expected)


@each_seed
def test_the_backward_pass_agrees_with_a_complex_step(assignment, seed):
    for case in assignment.cases("backward_propagation", seed):
        gradients = assignment.expected("backward_propagation", case)
        expected = measured(*case.args)
        assert gradients.keys() == expected.keys()
        for name, value in gradients.items():
            np.testing.assert_allclose(value, expected[name], rtol=1e-10, atol=1e-13)


@each_seed
def test_the_general_network_gives_the_same_gradients_over_the_bridge(assignment, general, seed):
    """Both the ten functions' ``L_model_backward`` and the short one that is given here."""
    for case in assignment.cases("backward_propagation", seed):
        X, Y, cache = case.args
        flat = assignment.expected("backward_propagation", case)
        caches = assignment.functions.to_general_caches(X, cache)
        for backward in (general.L_model_backward, assignment.functions.L_model_backward):
            grads = backward(cache[9], Y, caches)
            names = [f"d{x}{layer}" for x in "Wb" for layer in (1, 2, 3)] + ["dA1", "dA2"]
            for name in names:
                np.testing.assert_allclose(grads[name], flat[name], rtol=1e-9, atol=1e-12)


@each_seed
def test_the_bridge_builds_the_caches_of_the_general_forward_pass(assignment, general, seed):
    for case in assignment.cases("to_general_caches", seed):
        X, cache = case.args
        caches = assignment.expected("to_general_caches", case)
        _, expected = general.L_model_forward(X, parameters_of(cache))
        for ((A_prev, W, b), Z), ((A_other, W_other, b_other), Z_other) in zip(
            caches, expected, strict=True
        ):
            for one, other in ((A_prev, A_other), (W, W_other), (b, b_other), (Z, Z_other)):
                np.testing.assert_allclose(one, other, rtol=1e-12)


def test_four_layers_need_no_new_code(functions, general):
    rng = np.random.RandomState(9)
    X, Y = rng.randn(5, 4), np.array([[1.0, 0.0, 0.0, 1.0]])
    parameters = tests.drawn_parameters(rng, (5, 4, 3, 2, 1))
    AL, caches = functions.L_model_forward(X, parameters)
    grads = functions.L_model_backward(AL, Y, caches)
    for name, value in parameters.items():
        slopes = slow.gradient(
            lambda p, name=name: slow.cost(slow.forward(X, {**parameters, name: p}), Y), value
        )
        np.testing.assert_allclose(grads[f"d{name}"], slopes, rtol=1e-9, atol=1e-12)
    AL_other, caches_other = general.L_model_forward(X, parameters)
    np.testing.assert_allclose(AL, AL_other, rtol=1e-12)
    for name, value in general.L_model_backward(AL_other, Y, caches_other).items():
        np.testing.assert_allclose(grads[name], value, rtol=1e-9, atol=1e-12)


@each_seed
def test_the_difference_is_that_of_gradient_checking(assignment, course, seed):
    other = course.assignment("gradient_checking").functions.gradient_check_n
    for case in assignment.cases("gradient_check_n", seed):
        expected = assignment.expected("gradient_check_n", case)
        assert other(*case.args) == pytest.approx(expected, rel=1e-5, abs=1e-7)


# --- conventions ------------------------------------------------------------------------------


def test_an_average_taken_in_dZ3_is_read_as_asked_and_said(assignment):
    case = next(c for c in assignment.cases("backward_propagation", 1) if c.roles["m"] > 1)
    right, m = assignment.expected("backward_propagation", case), case.roles["m"]
    early = {n: v if n[1] in "Wb" else v / m for n, v in right.items()}
    function = LearnerFunction("backward_propagation", 1, 1, "", "", own_stub=True)
    seen, note = tests.average_taken_in_dZ3(function, Seen(early, (), case.args))
    assert all(np.allclose(seen.value[name], right[name]) for name in right)
    assert "divided by m" in note
    assert tests.average_taken_in_dZ3(function, Seen(right, (), case.args)) is None
    for odd in (None, [], {}, {"dZ3": None}, {"dZ3": right["dZ3"][0]}):
        assert tests.average_taken_in_dZ3(function, Seen(odd, (), case.args)) is None


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_have_many_shapes(assignment, seed):
    for exercise in assignment.exercises:
        made = assignment.cases(exercise, seed)
        names = [case.name for case in made]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10
        assert {case.roles["m"] == 1 for case in made} == {True, False}


# --- the function in doubt --------------------------------------------------------------------


def test_the_function_in_doubt_has_two_errors_and_is_right_without_them(functions):
    rng = np.random.RandomState(8)
    X, Y = rng.randn(4, 7), tests.labels(rng, 7)
    _, cache = functions.forward_propagation(X, tests.drawn_parameters(rng, (4, 5, 3, 1)))
    right = functions.backward_propagation(X, Y, cache)
    doubted = functions.backward_propagation_in_doubt(X, Y, cache)
    off = {name for name in right if not np.allclose(right[name], doubted[name])}
    assert off == {"dW3", "dZ1", "dW1", "db1"}
    # as many features as examples, and every unit of layer 1 on: both errors hide
    X = np.abs(rng.randn(7, 7))
    parameters = tests.drawn_parameters(rng, (7, 5, 3, 1))
    parameters["W1"] = np.abs(parameters["W1"])
    parameters["b1"] = np.abs(parameters["b1"])
    _, cache = functions.forward_propagation(X, parameters)
    right = functions.backward_propagation(X, Y, cache)
    doubted = functions.backward_propagation_in_doubt(X, Y, cache)
    assert all(np.allclose(right[name], doubted[name]) for name in right)


# --- versions and notebooks -------------------------------------------------------------------


def test_every_exercise_has_enough_mistakes_and_variants(assignment):
    for exercise in assignment.exercises:
        mine = [version for version in versions(assignment) if version.exercise == exercise]
        assert sum(not version.right for version in mine) >= 8, exercise
        assert sum(version.right for version in mine) >= 1 + 4, exercise


def test_no_two_mistakes_behave_the_same(assignment):
    assert alike(assignment) == []


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
    assert text.count("is not written yet") == 5


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_passes_its_checks_and_finds_the_errors(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 5
    assert "four layers: largest distance" in text
    assert "This run ended with" not in text
    assert "there is an error somewhere" in text


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 70
