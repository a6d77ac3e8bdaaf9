"""Gradient checking: its references against oracles, its cases, and its notebook."""

import importlib

import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from . import slow
from .running import alike, graded, printed_by, without_metadata

ASSIGNMENT = "gradient_checking"
SEEDS = range(4)
each_seed = pytest.mark.parametrize("seed", SEEDS)
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture(scope="module")
def functions(assignment):
    return assignment.functions


def parameters_of(cache):
    places = {"W1": 2, "b1": 3, "W2": 6, "b2": 7, "W3": 10, "b3": 11}
    return {name: cache[place] for name, place in places.items()}


def cost_after(layer, A, parameters, Y):
    return slow.cost(slow.forward(A, parameters, first=layer + 1), Y)


def measured(X, Y, cache):
    """All eleven gradients by a complex step through a network made of loops."""
    parameters, m = parameters_of(cache), X.shape[1]
    found = {
        f"d{name}": slow.gradient(
            lambda p, name=name: cost_after(0, X, {**parameters, name: p}, Y), value
        )
        for name, value in parameters.items()
    }
    for layer, Z in ((1, cache[0]), (2, cache[4]), (3, cache[8])):
        activation = "sigmoid" if layer == 3 else "relu"

        def from_Z(Z, layer=layer, activation=activation):
            return cost_after(layer, slow.activate(activation, Z), parameters, Y)

        found[f"dZ{layer}"] = m * slow.gradient(from_Z, Z)
    for layer, A in ((1, cache[1]), (2, cache[5])):
        found[f"dA{layer}"] = m * slow.gradient(
            lambda A, layer=layer: cost_after(layer, A, parameters, Y), A
        )
    return found


# --- references -------------------------------------------------------------------------------


@each_seed
def test_the_given_forward_pass_agrees_with_loops(assignment, functions, seed):
    for case in assignment.cases("backward_propagation_n", seed):
        X, Y, cache = case.args
        cost, again = functions.forward_propagation_n(X, Y, parameters_of(cache))
        assert cost == pytest.approx(cost_after(0, X, parameters_of(cache), Y).real, rel=1e-12)
        assert all(np.array_equal(a, b) for a, b in zip(again, cache, strict=True))


@each_seed
def test_the_mended_backward_pass_agrees_with_a_complex_step(assignment, functions, seed):
    for case in assignment.cases("backward_propagation_n", seed):
        gradients = functions.backward_propagation_n(*case.args)
        expected = measured(*case.args)
        assert gradients.keys() == expected.keys()
        for name, value in gradients.items():
            np.testing.assert_allclose(value, expected[name], rtol=1e-10, atol=1e-13)


def test_the_example_gives_the_difference_that_such_notebooks_print(assignment):
    (example,) = [c for c in assignment.cases("gradient_check_n", 0) if c.name == "example"]
    difference = assignment.expected("gradient_check_n", example)
    assert difference == pytest.approx(0.2850931567, rel=1e-8)
    assert assignment.expected(
        "gradient_check", assignment.cases("gradient_check", 0)[0]
    ) == pytest.approx(2.919335883291695e-10, rel=1e-6)


@each_seed
def test_the_difference_is_that_from_the_exact_gradient(assignment, seed):
    for case in assignment.cases("gradient_check_n", seed):
        if case.roles["epsilon"] > 1e-3:
            continue  # the measured gradient is meant to be off
        cache = tuple(case.roles[name] for name in tests.CACHE)
        exact = measured(case.roles["X"], case.roles["Y"], cache)
        names = [f"d{letter}{layer}" for layer in (1, 2, 3) for letter in "Wb"]
        claimed = np.concatenate([case.args[1][name].ravel() for name in names])
        right = np.concatenate([exact[name].ravel() for name in names])
        sizes = np.sqrt(claimed @ claimed) + np.sqrt(right @ right)
        expected = np.sqrt((claimed - right) @ (claimed - right)) / sizes
        observed = assignment.expected("gradient_check_n", case)
        assert observed == pytest.approx(expected, rel=1e-5, abs=1e-6), case.name


def test_the_vector_and_the_dictionary_are_each_others_way_back(functions):
    X, _, parameters = tests.gradient_check_n_test_case()
    theta, keys = functions.dictionary_to_vector(parameters)
    assert theta.shape == (47, 1)
    assert keys == [name for name, value in parameters.items() for _ in range(value.size)]
    for back in (
        functions.vector_to_dictionary(theta),
        functions.vector_to_dictionary(theta, parameters),
    ):
        assert all(np.array_equal(back[name], parameters[name]) for name in parameters)
        assert not any(np.shares_memory(value, theta) for value in back.values())
    gradients = {f"d{name}": value for name, value in parameters.items()} | {"dZ3": X}
    assert np.array_equal(functions.gradients_to_vector(gradients), theta)


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10


@each_seed
def test_the_noise_is_large_where_it_is_compared_and_small_elsewhere(assignment, seed):
    for case in assignment.cases("gradient_check", seed):
        difference = assignment.expected("gradient_check", case)
        loud = case.roles["epsilon"] < 1e-10
        assert difference > 1e-5 if loud else difference < 1e-8, case.name


@each_seed
def test_wrong_gradients_are_far_from_right_ones(assignment, seed):
    for case in assignment.cases("gradient_check_n", seed):
        difference = assignment.expected("gradient_check_n", case)
        if case.name.startswith("right"):
            # twice the step, less one: what a large epsilon leaves is well above the tolerance
            assert difference < 1e-7 or case.roles["epsilon"] == 0.1
        else:
            assert difference > 1e-2, case.name


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
def test_the_solved_notebook_passes_its_checks(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 5
    assert "agrees with the measured slopes" in text


def test_the_stub_holds_the_planted_errors_and_no_mended_line(assignment):
    stub = assignment.vocabulary.stubs["backward_propagation_n"]
    assert "dW2 = 1 / m * np.dot(dZ2, A1.T) * 2" in stub
    assert "dW2 / 2" not in stub


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 60
