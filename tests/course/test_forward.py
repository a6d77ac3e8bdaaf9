"""Forward functions, cost, initialisers and update against loops over single numbers."""

from itertools import pairwise

import numpy as np
import pytest

from . import slow
from .material import PRINTED, answer, cases_of, same

SEEDS = range(4)


def cases_over_seeds(exercise):
    """The public cases once, the fresh ones of several seeds."""
    return [
        pytest.param(case, id=f"{case.name}, seed {case.seed}")
        for seed in SEEDS
        for case in cases_of(exercise, seed)
        if seed == SEEDS[0] or not case.public
    ]


def close(value, loops):
    np.testing.assert_allclose(value, slow.real(loops), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("case", cases_over_seeds("linear_forward"))
def test_linear_forward_is_a_triple_loop(case):
    A, W, b = case.args
    Z, cache = answer("linear_forward", case)
    close(Z, slow.linear(W, A, b))
    assert same(cache, (A, W, b))


@pytest.mark.parametrize("case", cases_over_seeds("linear_activation_forward"))
def test_a_layer_is_the_loop_and_the_activation_of_each_number(case):
    A_prev, W, b, activation = case.args
    A, (linear_cache, Z) = answer("linear_activation_forward", case)
    close(Z, slow.linear(W, A_prev, b))
    close(A, slow.layer(W, A_prev, b, activation))
    assert same(linear_cache, (A_prev, W, b))


@pytest.mark.parametrize("case", cases_over_seeds("L_model_forward"))
def test_the_forward_pass_is_the_layers_in_a_row(case):
    X, parameters = case.args
    AL, caches = answer("L_model_forward", case)
    close(AL, slow.forward(X, parameters))
    assert len(caches) == len(parameters) // 2


@pytest.mark.parametrize("case", cases_over_seeds("L_model_forward"))
def test_cache_l_holds_what_layer_l_read_its_parameters_and_its_Z(case):
    X, parameters = case.args
    _, caches = answer("L_model_forward", case)
    A_prev = X
    for number, (linear_cache, Z) in enumerate(caches, start=1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        close(linear_cache[0], A_prev)
        assert same(linear_cache[1:], (W, b))
        close(Z, slow.linear(W, A_prev, b))
        A_prev = slow.layer(W, A_prev, b, "relu")


@pytest.mark.parametrize("case", cases_over_seeds("compute_cost"))
def test_the_cost_is_the_mean_of_the_losses_one_by_one(case):
    close(answer("compute_cost", case), slow.cost(*case.args))


@pytest.mark.parametrize("case", cases_over_seeds("update_parameters"))
def test_the_update_moves_each_number_against_its_gradient(case):
    params, grads, learning_rate = case.args
    updated = answer("update_parameters", case)
    assert updated.keys() == params.keys()
    for key, old in params.items():
        for index in np.ndindex(old.shape):
            assert updated[key][index] == old[index] - learning_rate * grads["d" + key][index]


@pytest.mark.parametrize("exercise", ["initialize_parameters", "initialize_parameters_deep"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_initialisers_draw_the_weights_in_order_from_the_stream_of_their_seed(exercise, seed):
    for case in cases_of(exercise, seed):
        dims = list(case.args[0]) if len(case.args) == 1 else list(case.args)
        rng = np.random.RandomState(PRINTED[exercise]["seeded_inside"])
        expected = {}
        for number, (n_prev, n) in enumerate(pairwise(dims), start=1):
            draws = [[0.01 * rng.randn() for _ in range(n_prev)] for _ in range(n)]
            expected |= {f"W{number}": np.array(draws), f"b{number}": np.zeros((n, 1))}
        assert same(answer(exercise, case), expected)
