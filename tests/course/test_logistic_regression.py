"""Logistic regression: its references against autograd and loops, its cases, its notebook."""

import importlib
import math

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from .running import graded, printed_by, replaced, without_metadata

ASSIGNMENT = "logistic_regression"
each_seed = pytest.mark.parametrize("seed", range(4))
tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture(autouse=True)
def data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADER_DATA", str(tmp_path / "data"))


# --- references -------------------------------------------------------------------------------


def cost_of(w, b, X, Y):
    """The cost, written for autograd with no sigmoid in it."""
    z = anp.dot(w.T, X) + b
    return anp.mean(anp.logaddexp(0, z) - Y * z)


def probability(w, b, x):
    return 1 / (1 + math.exp(-(sum(p * q for p, q in zip(w[:, 0], x, strict=True)) + b)))


@each_seed
def test_the_sigmoid_agrees_with_the_math_module(assignment, seed):
    for case in assignment.cases("sigmoid", seed):
        (z,) = case.args
        value = assignment.expected("sigmoid", case)
        assert np.shape(value) == np.shape(z)
        for one, s in zip(np.ravel(z), np.ravel(value), strict=True):
            assert s == pytest.approx(1 / (1 + math.exp(-one)), rel=1e-12)


@each_seed
def test_propagate_gives_the_cost_and_the_gradient_that_autograd_finds(assignment, seed):
    for case in assignment.cases("propagate", seed):
        grads, cost = assignment.expected("propagate", case)
        w, b, X, Y = case.args
        X = X.astype(float)
        dw, db = autograd.grad(cost_of, (0, 1))(w, b, X, Y)
        np.testing.assert_allclose(grads["dw"], dw, rtol=1e-9, atol=1e-12)
        assert grads["db"] == pytest.approx(db, rel=1e-9)
        assert cost == pytest.approx(cost_of(*case.args), rel=1e-10)
        assert np.ndim(cost) == np.ndim(grads["db"]) == 0


def descended(w, b, X, Y, iterations=100, rate=0.009, _print=False):
    costs = []
    X = X.astype(float)
    for i in range(iterations):
        if i % 100 == 0:
            costs.append(cost_of(w, b, X, Y))
        dw, db = autograd.grad(cost_of, (0, 1))(w, b, X, Y)
        w, b = w - rate * dw, b - rate * db
    return w, b, dw, db, costs


@each_seed
def test_optimize_descends_the_gradient_that_autograd_finds(assignment, seed):
    for case in assignment.cases("optimize", seed):
        params, grads, costs = assignment.expected("optimize", case)
        w, b, dw, db, expected = descended(*case.args)
        np.testing.assert_allclose(params["w"], w, rtol=1e-8)
        np.testing.assert_allclose(grads["dw"], dw, rtol=1e-7, atol=1e-12)
        assert [params["b"], grads["db"]] == pytest.approx([float(b), float(db)], rel=1e-7)
        assert costs == pytest.approx(expected, rel=1e-9)


@each_seed
def test_predictions_are_those_of_one_example_at_a_time(assignment, seed):
    for case in assignment.cases("predict", seed):
        w, b, X = case.args
        expected = [[int(probability(w, b, x) > 0.5) for x in X.T]]
        assert assignment.expected("predict", case).tolist() == expected


@each_seed
def test_the_model_learns_from_zeros_on_the_training_set_and_answers_on_both(assignment, seed):
    for case in assignment.cases("model", seed):
        X_train, Y_train, X_test, _, iterations, rate = (*case.args, 0.5)[:6]
        learned = assignment.expected("model", case)
        start = np.zeros((len(X_train), 1)), 0.0
        w, b, _, _, costs = descended(*start, X_train, Y_train, iterations, rate)
        np.testing.assert_allclose(learned["w"], w, rtol=1e-7, atol=1e-12)
        assert learned["b"] == pytest.approx(b, rel=1e-7)
        assert learned["costs"] == pytest.approx(costs)
        assert learned["costs"][0] == pytest.approx(math.log(2))
        for name, X in (("train", X_train), ("test", X_test)):
            expected = [[int(probability(w, b, x) > 0.5) for x in X.T]]
            assert learned[f"Y_prediction_{name}"].tolist() == expected
        assert (learned["num_iterations"], learned["learning_rate"]) == (iterations, rate)


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_the_example_comes_first(assignment, seed):
    for exercise in assignment.exercises:
        names = [case.name for case in assignment.cases(exercise, seed)]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 12


@each_seed
def test_no_probability_that_is_cut_is_near_one_half(assignment, seed):
    for case in assignment.cases("predict", seed):
        w, b, X = case.args
        if w.any():  # else every probability is exactly one half
            assert min(abs(probability(w, b, x) - 0.5) for x in X.T) > 0.004
    for case in assignment.cases("model", seed):
        learned = assignment.expected("model", case)
        for X in (case.args[0], case.args[2]):
            A = [probability(learned["w"], learned["b"], x) for x in X.T]
            assert min(abs(a - 0.5) for a in A) > 1e-5  # rounding is a billion times smaller


WRONG_ANSWERS = {
    "no sigmoid": lambda z, b: z > 0.5,
    "no bias": lambda z, b: z - b > 0,
    "neither": lambda z, b: z - b > 0.5,
    "a line at 0.45": lambda z, b: z > math.log(0.45 / 0.55),
    "a line at 0.55": lambda z, b: z > math.log(0.55 / 0.45),
    "the bias added twice": lambda z, b: z + b > 0,
    "all the same": lambda z, b: z > z.min() - 1,
}


@pytest.mark.parametrize("wrong", WRONG_ANSWERS)
def test_what_a_prediction_lacks_shows_on_every_seed(assignment, wrong):
    for seed in range(20):
        cases = [
            c for c in assignment.cases("predict", seed) if not c.public and c.args[2].size > 4
        ]
        shown = 0
        for case in cases:
            w, b, X = case.args
            z = np.array([[sum(p * q for p, q in zip(w[:, 0], x, strict=True)) + b for x in X.T]])
            shown += bool(np.any(WRONG_ANSWERS[wrong](z, b) != (z > 0)))
        assert shown >= 5, seed


def test_one_half_exactly_is_no_1(assignment):
    (case,) = [c for c in assignment.cases("predict", 0) if "one half" in c.name]
    assert not assignment.expected("predict", case).any()


@each_seed
def test_no_reference_changes_its_inputs(assignment, seed):
    for exercise in assignment.exercises:
        for one, other in zip(
            assignment.cases(exercise, seed), assignment.cases(exercise, seed), strict=True
        ):
            getattr(assignment.functions, exercise)(*one.args)
            np.testing.assert_equal(one.args, other.args)


# --- other years ------------------------------------------------------------------------------


def test_an_optimize_without_defaults_passes(course, assignment, executor):
    edit = {"num_iterations=100, learning_rate=0.009": "num_iterations, learning_rate"}
    notebook = replaced(without_metadata(solved_notebook(assignment)), edit)
    statuses = {e.exercise: e.status for e in graded(course, executor, notebook).exercises}
    assert statuses == dict.fromkeys(assignment.exercises, "passed")


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
    """The notebook with few iterations: what the picture network learns is shown elsewhere."""
    assert "ITERATIONS = 1500" in text
    return text.replace("ITERATIONS = 1500", "ITERATIONS = 100")


@pytest.mark.filterwarnings("default")
def test_the_untouched_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(stub_notebook(assignment)), tmp_path)
    assert text.count("is not written yet") == 6
    assert "Fill in the functions above first" in text


@pytest.mark.filterwarnings("default")
def test_the_solved_notebook_runs_top_to_bottom(assignment, tmp_path):
    text = printed_by(few(solved_notebook(assignment)), tmp_path)
    assert text.count("All tests passed.") == 6
    assert "right on the test set" in text


def test_the_notebook_on_disk_is_what_the_solutions_give(assignment):
    assert assignment.notebook.read_text(encoding="utf-8") == stub_notebook(assignment)
