"""The cases of ``gradient_check_n``, which two assignments grade.

A difference is only worth something where it says no: most gradients here are wrong on purpose,
in one place or in all, so that the difference is a number far from rounding noise. Where they are
right, epsilon is large in one case: then what is left is the part that both sides do not cancel,
which is a definite number as well.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case

from ._three_layers import different, network, roles_of_cache

GRADED = ("dW1", "db1", "dW2", "db2", "dW3", "db3")


def gradient_check_n_cases(seeds, forward, backward, layer_dims=None):
    """``forward(X, parameters)`` gives a cache, ``backward(X, Y, cache)`` the gradients;
    ``layer_dims`` is given where ``vector_to_dictionary`` knows one network only."""
    yield _example(forward, backward)
    for name, layers, change, epsilon, m, fixed_seed in [
        ("right gradients", (4, 5, 3, 1), unchanged, None, 2, 21),
        ("right gradients, a large epsilon", layer_dims, unchanged, 0.1, None, None),
        ("one gradient wrong", layer_dims, one_of_another_size, 1e-6, None, None),
        ("one number wrong", layer_dims, one_number, None, None, None),
        ("m = 1, opposite signs", layer_dims, opposite, None, 1, None),
        ("all gradients too large", layer_dims, three_times, 1e-4, None, None),
    ]:
        seed, rng = (fixed_seed, RandomState(fixed_seed)) if fixed_seed else seeds.draw()
        dims = layers or (*different(rng, 3, low=2, high=5), 1)
        X, Y, parameters, cache = network(rng, forward, dims, m)
        gradients = change(backward(X, Y, cache), rng)
        roles = {**roles_of_cache(X, Y, cache), **parameters, **gradients}
        yield _case(name, roles, parameters, gradients, epsilon, seed, bool(fixed_seed))


def _example(forward, backward):
    """The network that notebooks of this kind print a difference of, with two errors in place."""
    X, Y, parameters = test_case()
    cache = forward(X, parameters)
    gradients = twice_dW2_and_four_db1(backward(X, Y, cache), None)
    roles = {**roles_of_cache(X, Y, cache), **parameters, **gradients}
    return _case("example", roles, parameters, gradients, None, 1, public=True)


def _case(name, roles, parameters, gradients, epsilon, seed, public):
    args = (parameters, gradients, roles["X"], roles["Y"])
    if epsilon is not None:
        args += (epsilon,)
    return Case(name, args, seed, public, roles={**roles, "epsilon": epsilon or 1e-7})


def test_case():
    """X (4, 3), Y (1, 3) and the parameters of three layers, 4 -> 5 -> 3 -> 1."""
    rng = RandomState(1)
    X = rng.randn(4, 3)
    Y = np.array([[1, 1, 0]])
    shapes = {"W1": (5, 4), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}
    return X, Y, {name: rng.randn(*shape) for name, shape in shapes.items()}


def unchanged(gradients, rng):
    return dict(gradients)


def twice_dW2_and_four_db1(gradients, rng):
    return {**gradients, "dW2": 2 * gradients["dW2"], "db1": 4 * gradients["db1"]}


def _size(gradients):
    return np.sqrt(sum(np.sum(gradients[name] ** 2) for name in GRADED))


def one_of_another_size(gradients, rng):
    name = GRADED[rng.randint(len(GRADED))]
    wrong = gradients[name] * rng.uniform(1.5, 3) + 0.2 * _size(gradients)
    return {**gradients, name: wrong}


def one_number(gradients, rng):
    """One entry of one gradient is off by a tenth of the whole gradient's size."""
    name = GRADED[rng.randint(len(GRADED))]
    size = _size(gradients)
    wrong = gradients[name].copy()
    row, column = rng.randint(wrong.shape[0]), rng.randint(wrong.shape[1])
    wrong[row, column] += 0.1 * size + 0.05
    return {**gradients, name: wrong}


def opposite(gradients, rng):
    return {key: -1.5 * value for key, value in gradients.items()}


def three_times(gradients, rng):
    return {key: 3 * value for key, value in gradients.items()}
