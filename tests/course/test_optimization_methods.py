"""Optimization methods: its references against oracles, its cases, and its notebook."""

import importlib

import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from .running import graded, printed_by, replaced, without_metadata

ASSIGNMENT = "optimization_methods"
SEEDS = range(4)
each_seed = pytest.mark.parametrize("seed", SEEDS)
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture(scope="module")
def functions(assignment):
    return assignment.functions


def entries(values):
    """Every single number of a dictionary of arrays, by key and place."""
    return {(key, i): x for key, a in values.items() for i, x in enumerate(a.ravel().tolist())}


def gradient_of(grads, place):
    key, i = place
    return grads[f"d{key}"].ravel()[i]


def walk(functions, rng, steps):
    """Parameters and a gradient for each of some steps."""
    parameters = tests._parameters(rng, [3, 4, 2, 1])
    return parameters, [tests._like(rng, parameters) for _ in range(steps)]


# --- references -------------------------------------------------------------------------------


@each_seed
def test_plain_descent_agrees_with_numbers_one_by_one(assignment, seed):
    for case in assignment.cases("update_parameters_with_gd", seed):
        parameters, grads, rate = case.args
        after = entries(assignment.expected("update_parameters_with_gd", case))
        expected = {
            place: x - rate * gradient_of(grads, place) for place, x in entries(parameters).items()
        }
        assert after == pytest.approx(expected, rel=1e-14)


@each_seed
def test_mini_batches_hold_every_example_once_with_its_label(assignment, seed):
    for case in assignment.cases("random_mini_batches", seed):
        X, Y, size, drawn = (*case.args, 64, 0)[:4] if len(case.args) == 2 else case.args
        batches = assignment.expected("random_mini_batches", case)
        sizes = [batch_X.shape[1] for batch_X, _ in batches]
        left = X.shape[1] % size
        assert sizes == [size] * (X.shape[1] // size) + ([left] if left else [])
        together = np.vstack([np.hstack(part) for part in zip(*batches, strict=True)])
        order = np.random.RandomState(drawn).permutation(X.shape[1])
        assert np.array_equal(together, np.vstack([X, Y])[:, order])


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_momentum_averages_the_gradients_with_powers_of_beta(functions, beta):
    parameters, steps = walk(functions, np.random.RandomState(1), 6)
    v, now, moved = functions.initialize_velocity(parameters), parameters, 0
    for t, grads in enumerate(steps):
        now, v = functions.update_parameters_with_momentum(now, grads, v, beta, 0.1)
        average = (1 - beta) * sum(beta ** (t - i) * steps[i]["dW2"] for i in range(t + 1))
        moved = moved + 0.1 * average
        np.testing.assert_allclose(v["dW2"], average, rtol=1e-12)
        np.testing.assert_allclose(now["W2"], parameters["W2"] - moved, rtol=1e-12)


def weighted_mean(values, beta):
    weights = [beta ** (len(values) - 1 - i) for i in range(len(values))]
    return sum(w * x for w, x in zip(weights, values, strict=True)) / sum(weights)


def test_adams_corrected_averages_are_true_averages(functions):
    parameters, steps = walk(functions, np.random.RandomState(2), 6)
    v, s = functions.initialize_adam(parameters)
    now = parameters
    for t, grads in enumerate(steps, start=1):
        before = now
        now, v, s, v_corrected, s_corrected = functions.update_parameters_with_adam(
            now, grads, v, s, t, 0.05, 0.8, 0.95, 0.01
        )
        for key in parameters:
            seen = [g[f"d{key}"] for g in steps[:t]]
            mean, square = weighted_mean(seen, 0.8), weighted_mean([g**2 for g in seen], 0.95)
            np.testing.assert_allclose(v_corrected[f"d{key}"], mean, rtol=1e-10)
            np.testing.assert_allclose(s_corrected[f"d{key}"], square, rtol=1e-10)
            step = 0.05 * mean / (square**0.5 + 0.01)
            np.testing.assert_allclose(now[key], before[key] - step, rtol=1e-10)


def test_the_first_step_of_adam_is_as_long_as_the_learning_rate(functions):
    parameters, (grads,) = walk(functions, np.random.RandomState(3), 1)
    v, s = functions.initialize_adam(parameters)
    after = functions.update_parameters_with_adam(parameters, grads, v, s, 1, 0.03)[0]
    for key in parameters:
        step = after[key] - parameters[key]
        np.testing.assert_allclose(step, -0.03 * np.sign(grads[f"d{key}"]), rtol=1e-5)


@each_seed
def test_the_averages_start_at_zeros_in_the_shapes_of_the_parameters(assignment, seed):
    for case in assignment.cases("initialize_velocity", seed):
        v = assignment.expected("initialize_velocity", case)
        shapes = {f"d{key}": value.shape for key, value in case.args[0].items()}
        assert {key: value.shape for key, value in v.items()} == shapes
        assert not any(value.any() for value in v.values())


def test_the_learning_rate_falls_by_the_formula(functions):
    assert [functions.update_lr(0.6, epoch, 1) for epoch in (0, 1, 2)] == [0.6, 0.3, 0.6 / 3]
    epochs = (0, 99, 100, 199, 200)
    rates = [functions.schedule_lr_decay(0.6, epoch, 1, 100) for epoch in epochs]
    assert rates == [0.6, 0.6, 0.3, 0.3, 0.6 / 3]
    assert functions.schedule_lr_decay(0.6, 999, 1) == 0.6


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 12


@each_seed
def test_no_reference_changes_its_inputs(assignment, functions, seed):
    for exercise in assignment.exercises:
        for one, other in zip(
            assignment.cases(exercise, seed), assignment.cases(exercise, seed), strict=True
        ):
            getattr(functions, exercise)(*one.args)
            np.testing.assert_equal(one.args, other.args)


# --- data and race ----------------------------------------------------------------------------


def test_the_moons_are_the_same_for_a_seed_and_both_of_one_size():
    (X, Y), (again, _), (other, _) = tests.two_moons(), tests.two_moons(), tests.two_moons(seed=4)
    assert X.shape == (2, 400)
    assert Y.shape == (1, 400)
    assert Y.sum() == 200
    assert np.array_equal(X, again)
    assert not np.array_equal(X, other)
    assert X[1, Y[0] == 0].mean() > X[1, Y[0] == 1].mean() + 0.5


def test_adam_wins_the_race_and_decay_in_steps_settles_lowest(functions):
    X, Y = tests.two_moons()

    def end(**options):
        _, costs = functions.model(X, Y, [2, 8, 4, 1], **options)
        return np.mean(costs[-20:])

    gd, momentum, adam = (end(optimizer=name) for name in ("gd", "momentum", "adam"))
    assert gd == pytest.approx(momentum, rel=0.02)
    assert adam < 0.6 * gd

    def in_steps(rate, epoch, decay_rate):
        return functions.schedule_lr_decay(rate, epoch, decay_rate, 40)

    large = {"learning_rate": 0.3, "mini_batch_size": 16, "num_epochs": 200}
    assert end(decay=in_steps, **large) < end(**large) < end(decay=functions.update_lr, **large)


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
    assert text.count("is not written yet") == 8
    assert text.count("Fill in the functions above first") == 2


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_passes_its_checks_and_runs_both_races(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 8
    assert "(2, 4) (1, 4)\n(2, 4) (1, 4)\n(2, 2) (1, 2)" in text
    assert text.count("of the points right") == 6


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 80


def test_epsilon_under_the_root_costs_only_where_it_shows(assignment, course, executor):
    line = "(np.sqrt(s_corrected[d]) + epsilon)"
    changed = {line: "np.sqrt(s_corrected[d] + epsilon)"}
    notebook = without_metadata(solved_notebook(assignment))
    result = graded(course, executor, replaced(notebook, changed))
    (adam,) = [e for e in result.exercises if e.exercise == "update_parameters_with_adam"]
    assert adam.status == "partial"
    assert 9 <= adam.score < 10
