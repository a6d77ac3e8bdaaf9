"""The chain rule: each link against an oracle that is not itself, cases, notebook."""

import importlib

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from grader.dev.notebooks import solved_notebook, stub_notebook
from grader.dev.verify import verify, versions

from . import slow
from .running import alike, graded, printed_by, without_metadata

ASSIGNMENT = "chain_rule"
each_seed = pytest.mark.parametrize("seed", range(4))
public_tests = importlib.import_module(f"grader.content.public_tests.{ASSIGNMENT}")

# written for autograd, in other words than the notebook's
FORWARD = {
    "sigmoid": lambda Z: 0.5 * (1 + anp.tanh(0.5 * Z)),
    "tanh": lambda Z: 1 - 2 / (anp.exp(2 * Z) + 1),
    "relu": lambda Z: 0.5 * (Z + anp.abs(Z)),
    "leaky_relu": lambda Z: 0.505 * Z + 0.495 * anp.abs(Z),
}


def softmax(Z):
    powers = anp.exp(Z - anp.max(Z, axis=0))
    return powers / anp.sum(powers, axis=0)


def gradient_of(f, point):
    return autograd.elementwise_grad(f)(np.asarray(point, dtype=float))


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(ASSIGNMENT)


def cases_and_answers(assignment, exercise, seed):
    for case in assignment.cases(exercise, seed):
        yield case, assignment.expected(exercise, case)


def same(value, other):
    np.testing.assert_allclose(value, other, rtol=1e-9, atol=1e-11)


# --- references -------------------------------------------------------------------------------


@each_seed
def test_the_output_gradient_agrees_with_a_complex_step_and_is_finite(assignment, seed):
    for case, dAL in cases_and_answers(assignment, "output_gradient", seed):
        AL, Y = case.args
        clipped, m = np.minimum(np.maximum(AL, 1e-7), 1 - 1e-7), AL.shape[1]
        expected = m * slow.gradient(lambda a, Y=Y: slow.cost(a, Y), clipped)
        np.testing.assert_allclose(dAL, expected, rtol=1e-8)
        assert np.max(np.abs(dAL)) <= 1e7 * (1 + 1e-8)


@each_seed
def test_the_slopes_agree_with_autograd(assignment, seed):
    for case, dZ in cases_and_answers(assignment, "activation_backward", seed):
        dA, Z, activation = case.args
        same(dZ, gradient_of(lambda z, f=FORWARD[activation], dA=dA: dA * f(z), Z))
        same(assignment.functions.activate(Z, activation), FORWARD[activation](Z))


@each_seed
def test_the_way_back_through_the_weights_agrees_with_a_complex_step(assignment, seed):
    for case, dA_prev in cases_and_answers(assignment, "linear_backward_dA", seed):
        W, dZ = case.args
        b = np.zeros((len(W), 1))
        expected = slow.gradient(
            lambda A, W=W, b=b, dZ=dZ: slow.weighted_sum(dZ, slow.linear(W, A, b)),
            np.ones(dA_prev.shape),
        )
        same(dA_prev, expected)


@each_seed
def test_softmax_agrees_with_fractions_of_differences(assignment, seed):
    for case, A in cases_and_answers(assignment, "softmax", seed):
        (Z,) = case.args
        for column, probabilities in zip(Z.T, A.T, strict=True):
            same(probabilities, [1 / np.sum(np.exp(column - z)) for z in column])
        same(np.sum(A, axis=0), np.ones(A.shape[1]))


@each_seed
def test_the_short_way_agrees_with_autograd(assignment, seed):
    def losses(Z, Y):
        return -anp.sum(Y * (Z - anp.max(Z, axis=0)), axis=0) + anp.log(
            anp.sum(anp.exp(Z - anp.max(Z, axis=0)), axis=0)
        )

    for case, dZ in cases_and_answers(assignment, "softmax_cross_entropy_gradient", seed):
        Z, Y = case.args
        same(dZ, autograd.grad(lambda z, Y=Y: anp.sum(losses(z, Y)))(Z))


@each_seed
def test_the_long_way_agrees_with_autograd_and_with_the_short_way(assignment, seed):
    functions = assignment.functions
    for case, dZ in cases_and_answers(assignment, "softmax_backward", seed):
        dA, Z = case.args
        same(dZ, autograd.grad(lambda z, dA=dA: anp.sum(dA * softmax(z)))(Z))
    for case, dZ in cases_and_answers(assignment, "softmax_cross_entropy_gradient", seed):
        Z, Y = case.args
        same(functions.softmax_backward(-Y / functions.softmax(Z), Z), dZ)


@each_seed
def test_a_link_agrees_with_autograd(assignment, seed):
    for case, (dA_prev, dW, db, dZ) in cases_and_answers(assignment, "backward_step", seed):
        dA, ((A_prev, W, b), Z), activation = case.args

        def loss(A, W, b, dA=dA, f=FORWARD[activation]):
            return anp.sum(dA * f(anp.dot(W, A) + b))

        m = A_prev.shape[1]
        same(dA_prev, autograd.grad(loss, 0)(A_prev, W, b))
        same(dW, autograd.grad(loss, 1)(A_prev, W, b) / m)
        same(db, autograd.grad(loss, 2)(A_prev, W, b) / m)
        same(dZ, gradient_of(lambda z, dA=dA, f=FORWARD[activation]: dA * f(z), Z))


def from_layer(number, Z, case):
    """What the last layer makes of Z in layer ``number``, for autograd."""
    _, caches, activations = case.args
    for (_, W, b), _ in caches[number:]:
        A = FORWARD[activations[number - 1]](Z)
        Z, number = anp.dot(W, A) + b, number + 1
    return FORWARD[activations[number - 1]](Z)


@each_seed
def test_the_chain_agrees_with_autograd(assignment, seed):
    for case, grads in cases_and_answers(assignment, "chain", seed):
        dAL, caches, _ = case.args
        m = dAL.shape[1]
        assert len(grads) == 4 * len(caches)
        for number, ((A_prev, W, b), Z) in enumerate(caches, start=1):

            def loss(Z, number=number, case=case):
                return anp.sum(case.args[0] * from_layer(number, Z, case))

            def with_W(W, loss=loss, A_prev=A_prev, b=b):
                return loss(anp.dot(W, A_prev) + b)

            def with_b(b, loss=loss, A_prev=A_prev, W=W):
                return loss(anp.dot(W, A_prev) + b)

            def with_A(A, loss=loss, W=W, b=b):
                return loss(anp.dot(W, A) + b)

            same(grads[f"dZ{number}"], autograd.grad(loss)(Z))
            same(grads[f"dW{number}"], autograd.grad(with_W)(W) / m)
            same(grads[f"db{number}"], autograd.grad(with_b)(b) / m)
            same(grads[f"dA{number - 1}"], autograd.grad(with_A)(A_prev))


@each_seed
def test_the_chain_gives_the_gradients_of_the_step_by_step_network(course, assignment, seed):
    general = course.assignment("deep_nn_step_by_step")
    for case in general.cases("L_model_backward", seed):
        if not case.counts:
            continue
        AL, Y, caches = case.args
        activations = ["relu"] * (len(caches) - 1) + ["sigmoid"]
        dAL = assignment.functions.output_gradient(AL, Y)
        grads = assignment.functions.chain(dAL, caches, activations)
        for name, value in general.expected("L_model_backward", case).items():
            same(grads[name], value)


# --- cases ------------------------------------------------------------------------------------


@each_seed
def test_cases_are_named_once_and_have_one_example_and_several(assignment, seed):
    for exercise in assignment.exercises:
        made = assignment.cases(exercise, seed)
        names = [case.name for case in made]
        assert names[0] == "example"
        assert len(set(names)) == len(names)
        assert 6 <= len(names) <= 10
        assert {case.roles["m"] == 1 for case in made} == {True, False}


@each_seed
def test_every_activation_is_asked_of_every_link(assignment, seed):
    for exercise in ("activation_backward", "backward_step"):
        fresh = [case for case in assignment.cases(exercise, seed) if not case.public]
        assert {case.args[2] for case in fresh} == set(FORWARD)
    fresh = [case for case in assignment.cases("chain", seed) if not case.public]
    assert {name for case in fresh for name in case.args[2]} == set(FORWARD)


# --- the notebook's measuring -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("claimed", "word"),
    [
        ([[1.0, 2.0]], ": agree"),
        ([[1.0, 2.1]], "DISAGREE"),
        ([[1.0, np.nan]], "DISAGREE"),
        ([1.0, 2.0], "shape (2,)"),
        (None, "write the functions first"),
    ],
)
def test_agree_says_what_it_sees(capsys, claimed, word):
    public_tests.agree(lambda: claimed, np.array([[1.0, 2.0]]))
    assert word in capsys.readouterr().out


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
    assert text.count("is not written yet") == 8
    assert "DISAGREE" not in text


@pytest.mark.filterwarnings("default")
def test_in_the_solved_notebook_every_formula_agrees_with_what_is_measured(assignment, tmp_path):
    text = printed_by(solved_notebook(assignment), tmp_path)
    assert text.count("All tests passed.") == 8
    assert text.count(": agree,") == 1 + 4 + 1 + 1 + 1 + 2 + 6 + 8
    assert "DISAGREE" not in text
    assert "first" not in text


def test_a_solved_notebook_is_recognised_by_its_functions(assignment, course, executor):
    result = graded(course, executor, without_metadata(solved_notebook(assignment)))
    assert result.assignment == ASSIGNMENT
    assert result.score == result.max_score == 100
