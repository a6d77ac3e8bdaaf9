"""Every backward function against three things that are not itself: autograd, a complex step
through loops, and central differences."""

from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from . import slow
from .material import answer, cases_of, solutions

SEEDS = range(3)


def counting_cases(exercise):
    """Cases whose inputs a forward pass really gives: the public ones once, fresh ones often."""
    return [
        pytest.param(case, id=f"{case.name}, seed {case.seed}")
        for seed in SEEDS
        for case in cases_of(exercise, seed)
        if case.counts and (seed == SEEDS[0] or not case.public)
    ]


def exactly(value, oracle):
    assert value.shape == oracle.shape
    np.testing.assert_allclose(value, oracle, rtol=1e-11, atol=1e-13)


def roughly(value, oracle):
    np.testing.assert_allclose(value, oracle, rtol=1e-6, atol=1e-8)


def auto_activate(name, Z):
    return 1 / (1 + anp.exp(-Z)) if name == "sigmoid" else anp.maximum(0, Z)


def auto_forward(A, parameters, first=1):
    L = len(parameters) // 2
    for number in range(first, L + 1):
        Z = anp.dot(parameters[f"W{number}"], A) + parameters[f"b{number}"]
        A = auto_activate("sigmoid" if number == L else "relu", Z)
    return A


def auto_cost(AL, Y):
    return -anp.mean(Y * anp.log(AL) + (1 - Y) * anp.log(1 - AL))


# --- the given ones ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sigmoid", "relu"])
@pytest.mark.parametrize("shape", [(1, 1), (3, 1), (1, 4), (3, 4)])
def test_an_activation_goes_back_by_its_derivative(name, shape):
    rng = np.random.RandomState(5)
    dA, Z = rng.randn(*shape), rng.randn(*shape)
    dZ = getattr(solutions, f"{name}_backward")(dA, Z)

    def through(Z):
        return slow.weighted_sum(dA, slow.activate(name, Z))

    exactly(dZ, slow.gradient(through, Z))
    roughly(dZ, slow.central_difference(through, Z))
    exactly(dZ, grad(lambda Z: anp.sum(dA * auto_activate(name, Z)))(Z))


@pytest.mark.parametrize("name", ["sigmoid", "relu"])
def test_an_activation_forward_is_the_function_of_each_number_and_hands_back_Z(name):
    Z = np.random.RandomState(6).randn(3, 4)
    A, cached = getattr(solutions, name)(Z)
    np.testing.assert_allclose(A, slow.real(slow.activate(name, Z)), rtol=1e-14)
    assert cached is Z


# --- one layer --------------------------------------------------------------------------------
#
# dA_prev is the gradient of the sum over the examples, dW and db that of the mean.


@pytest.mark.parametrize("case", counting_cases("linear_backward"))
def test_linear_backward_differentiates_the_weighted_sums(case):
    dZ, (A_prev, W, b) = case.args
    dA_prev, dW, db = answer("linear_backward", case)
    m = case.roles["m"]

    def through(A_prev=A_prev, W=W, b=b):
        return slow.weighted_sum(dZ, slow.linear(W, A_prev, b))

    exactly(dA_prev, slow.gradient(lambda A: through(A_prev=A), A_prev))
    exactly(dW, slow.gradient(lambda W: through(W=W), W) / m)
    exactly(db, slow.gradient(lambda b: through(b=b), b) / m)
    roughly(dA_prev, slow.central_difference(lambda A: through(A_prev=A), A_prev))
    roughly(dW, slow.central_difference(lambda W: through(W=W), W) / m)
    roughly(db, slow.central_difference(lambda b: through(b=b), b) / m)


@pytest.mark.parametrize("case", counting_cases("linear_backward"))
def test_linear_backward_agrees_with_autograd(case):
    dZ, (A_prev, W, b) = case.args
    dA_prev, dW, db = answer("linear_backward", case)
    m = case.roles["m"]

    def through(A_prev, W, b):
        return anp.sum(dZ * (anp.dot(W, A_prev) + b))

    exactly(dA_prev, grad(through, 0)(A_prev, W, b))
    exactly(dW, grad(through, 1)(A_prev, W, b) / m)
    exactly(db, grad(through, 2)(A_prev, W, b) / m)


@pytest.mark.parametrize("case", counting_cases("linear_activation_backward"))
def test_linear_activation_backward_differentiates_the_layer(case):
    dA, ((A_prev, W, b), _), activation = case.args
    dA_prev, dW, db = answer("linear_activation_backward", case)
    m = case.roles["m"]

    def through(A_prev=A_prev, W=W, b=b):
        return slow.weighted_sum(dA, slow.layer(W, A_prev, b, activation))

    exactly(dA_prev, slow.gradient(lambda A: through(A_prev=A), A_prev))
    exactly(dW, slow.gradient(lambda W: through(W=W), W) / m)
    exactly(db, slow.gradient(lambda b: through(b=b), b) / m)
    roughly(dA_prev, slow.central_difference(lambda A: through(A_prev=A), A_prev))
    roughly(dW, slow.central_difference(lambda W: through(W=W), W) / m)
    roughly(db, slow.central_difference(lambda b: through(b=b), b) / m)


@pytest.mark.parametrize("case", counting_cases("linear_activation_backward"))
def test_linear_activation_backward_agrees_with_autograd(case):
    dA, ((A_prev, W, b), _), activation = case.args
    dA_prev, dW, db = answer("linear_activation_backward", case)
    m = case.roles["m"]

    def through(A_prev, W, b):
        return anp.sum(dA * auto_activate(activation, anp.dot(W, A_prev) + b))

    exactly(dA_prev, grad(through, 0)(A_prev, W, b))
    exactly(dW, grad(through, 1)(A_prev, W, b) / m)
    exactly(db, grad(through, 2)(A_prev, W, b) / m)


# --- the whole network ------------------------------------------------------------------------


def network_of(case):
    """Y, the parameters and the activations A0 … A(L-1) that the caches of a case hold."""
    L = case.roles["L"]
    parameters = {f"{p}{n}": case.roles[f"{p}{n}"] for n in range(1, L + 1) for p in "Wb"}
    return case.roles["Y"], parameters, [case.roles[f"A{n}"] for n in range(L)]


@pytest.mark.parametrize("case", counting_cases("L_model_backward"))
def test_every_dW_and_db_is_the_slope_of_the_cost(case):
    Y, parameters, (X, *_) = network_of(case)
    grads = answer("L_model_backward", case)
    for key, value in parameters.items():

        def cost(moved, key=key):
            AL = np.array(slow.forward(X, parameters | {key: moved}))
            return solutions.compute_cost(AL, Y)

        exactly(grads["d" + key], slow.gradient(cost, value))
        roughly(grads["d" + key], slow.central_difference(cost, value))


@pytest.mark.parametrize("case", counting_cases("L_model_backward"))
def test_every_dA_is_the_slope_of_the_summed_losses(case):
    Y, parameters, activations = network_of(case)
    grads = answer("L_model_backward", case)
    for number, A in enumerate(activations):

        def losses(moved, first=number + 1):
            AL = slow.forward(moved, parameters, first)
            return Y.shape[1] * slow.cost(AL, Y)

        exactly(grads[f"dA{number}"], slow.gradient(losses, A))
        roughly(grads[f"dA{number}"], slow.central_difference(losses, A))


@pytest.mark.parametrize("case", counting_cases("L_model_backward"))
def test_the_networks_gradient_agrees_with_autograd(case):
    Y, parameters, (X, *_) = network_of(case)
    grads = answer("L_model_backward", case)
    slopes = grad(lambda p: auto_cost(auto_forward(X, p), Y))(parameters)
    for key, slope in slopes.items():
        exactly(grads["d" + key], slope)
    dA0 = Y.shape[1] * grad(lambda X: auto_cost(auto_forward(X, parameters), Y))(X)
    exactly(grads["dA0"], dA0)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    dims=st.lists(st.integers(1, 6), min_size=1, max_size=4),
    m=st.integers(1, 5),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_gradient_of_any_network_agrees_with_autograd(dims, m, seed):
    rng = np.random.RandomState(seed)
    parameters = {}
    for number, (n_prev, n) in enumerate(pairwise([*dims, 1]), start=1):
        parameters[f"W{number}"] = rng.randn(n, n_prev) / np.sqrt(n_prev)
        parameters[f"b{number}"] = rng.randn(n, 1)
    X, Y = rng.randn(dims[0], m), rng.randint(0, 2, size=(1, m))
    AL, caches = solutions.L_model_forward(X, parameters)
    assume(all(np.min(np.abs(Z)) > 1e-9 for _, Z in caches))
    grads = solutions.L_model_backward(AL, Y, caches)
    slopes = grad(lambda p: auto_cost(auto_forward(X, p), Y))(parameters)
    for key, slope in slopes.items():
        np.testing.assert_allclose(grads["d" + key], slope, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("case", counting_cases("L_model_backward"))
def test_the_backward_pass_hands_back_what_its_docstring_says(case):
    L = case.roles["L"]
    keys = {f"dA{n - 1}" for n in range(1, L + 1)}
    keys |= {f"d{p}{n}" for n in range(1, L + 1) for p in "Wb"}
    assert answer("L_model_backward", case).keys() == keys


@pytest.mark.parametrize("case", counting_cases("L_model_backward"))
def test_a_small_step_against_the_gradient_lowers_the_cost(case):
    Y, parameters, (X, *_) = network_of(case)
    grads = answer("L_model_backward", case)
    stepped = solutions.update_parameters(parameters, grads, 1e-4)
    before = slow.cost(slow.forward(X, parameters), Y).real
    assert slow.cost(slow.forward(X, stepped), Y).real < before
