"""The inputs that the notebook "Deep network, at work" is checked on, and what it shows.

The *checks* are what a check cell calls; the *cases* are the inputs that your function is called
with: small random data, and few iterations, so that each step can be followed. The rest loads the
pictures, trains and draws.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import NOT_ASKED, Case, cases, convention
from grader.checks import check

from ..solutions.deep_nn_step_by_step import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters,
    linear_activation_backward,
    linear_activation_forward,
    update_parameters,
)
from ._attempts import attempt
from ._cats import load_data, show_pictures, show_wrong
from ._costs import costs_hang_on_print_cost
from ._pictures import draw_costs

__all__ = [
    "L_layer_model_test",
    "L_model_backward",
    "L_model_forward",
    "compare_networks",
    "compute_cost",
    "initialize_parameters",
    "linear_activation_backward",
    "linear_activation_forward",
    "load_data",
    "predict",
    "show_costs",
    "show_mislabelled",
    "show_pictures",
    "train",
    "two_layer_model_test",
    "update_parameters",
]

two_layer_model_test = check(__file__, "two_layer_model")
L_layer_model_test = check(__file__, "L_layer_model")


# --- training and looking ---------------------------------------------------------------------


def train(model, X, Y, layers_dims, iterations):
    """Train with your function; ``parameters, costs``, or None while it is not written."""
    return attempt(model, X, Y, layers_dims, num_iterations=iterations, print_cost=True)


def predict(X, parameters):
    """The labels (1, m), 0 or 1, that a network gives the examples in the columns of X."""
    AL, _ = L_model_forward(X, parameters)
    return (AL > 0.5).astype(int)


def compare_networks(networks, train_x, train_y, test_x, test_y):
    """Print the accuracy of each trained network on both sets."""
    for name, trained in networks.items():
        if trained is None:
            print(f"{name}: not trained yet")
            continue
        shares = [
            np.mean(predict(X, trained[0]) == Y) for X, Y in ((train_x, train_y), (test_x, test_y))
        ]
        print(f"{name}: {shares[0]:.1%} right on the training set, {shares[1]:.0%} on the test set")


def show_costs(networks):
    """Draw the costs of each trained network over the iterations."""
    trained = {name: one[1] for name, one in networks.items() if one is not None}
    if trained:
        draw_costs(trained, every=100)


def show_mislabelled(trained, X, Y, pictures, classes):
    """Show the pictures that a trained network is wrong about, with what it takes them for."""
    if trained is None:
        print("not trained yet")
        return
    show_wrong(predict(X, trained[0]), Y, pictures, classes)


# --- cases ------------------------------------------------------------------------------------
#
# Widths all differ, and m from them. The learning rates are larger than the notebook's, so that
# a few steps already tell a wrong gradient; some runs cross iteration 100 to tell the costs.
# In every hidden layer some unit is on for every example: where all are off, the layer above
# computes Z = 0 exactly, where the relu has no derivative and two right answers could differ.


def _data(rng, n_x, m):
    """X (n_x, m) and labels (1, m), some of each class where m allows it."""
    X = 2 * rng.randn(n_x, m)
    Y = rng.randint(0, 2, size=(1, m))
    if m > 1:
        Y[0, :2] = rng.permutation(2)
    return X, Y


def _case(name, seed, X, Y, dims, learning_rate, iterations, public=False):
    roles = {"X": X, "A0": X, "Y": Y, "m": Y.shape[1], "layers_dims": dims, "L": len(dims) - 1}
    roles |= {"learning_rate": learning_rate, "num_iterations": iterations}
    # numpy's own stream starts at 1: whoever leaves out the seed line gets the same numbers
    args = (X, Y, dims, learning_rate, iterations)
    return Case(name, args, seed, public, numpy_seed=1, roles=roles)


def _widths(rng, count):
    """``count`` different sizes for the input and the hidden layers, then one output."""
    return [*(int(n) for n in rng.permutation(np.arange(4, 10))[:count]), 1]


def _all_reach(X, parameters):
    """Whether in every hidden layer some unit is clearly on for every example."""
    _, caches = L_model_forward(X, parameters)
    return all(np.all(np.max(Z, axis=0) > 1e-3) for _, Z in caches[:-1])


def _deep(name, seed, rng, L, m, learning_rate, iterations, ref):
    """A case of L_layer_model; draws again until all examples reach the output all the time."""
    while True:
        dims = _widths(rng, L)
        X, Y = _data(rng, dims[0], m)
        if _all_reach(X, ref.initialize_parameters_deep(dims)):
            after, _ = ref.L_layer_model(X, Y, dims, learning_rate, iterations)
            if _all_reach(X, after):
                return _case(name, seed, X, Y, dims, learning_rate, iterations)


@cases("two_layer_model")
def two_layer_model_cases(seeds, ref):
    X, Y = _data(RandomState(1), 4, 6)
    yield _case("example", 1, X, Y, [4, 3, 1], 0.5, 2, public=True)
    X, Y = _data(RandomState(2), 2, 5)
    yield _case("costs of 101 iterations", 2, X, Y, [2, 3, 1], 0.3, 101, public=True)
    for name, m, iterations in [
        ("one step", 10, 1),
        ("three steps", 11, 3),
        ("m = 1", 1, 3),
        ("past iteration 100", 10, 130),
    ]:
        seed, rng = seeds.draw()
        rate, dims = 0.1 + 0.5 * float(rng.rand()), _widths(rng, 2)
        yield _case(name, seed, *_data(rng, dims[0], m), dims, rate, iterations)
    seed, rng = seeds.draw()
    X, Y = _data(rng, 5, 7)
    yield _case("one hidden unit, sizes as a tuple", seed, X, Y, (5, 1, 1), 0.4, 3)


@cases("L_layer_model")
def L_layer_model_cases(seeds, ref):
    X, Y = _data(RandomState(3), 5, 6)
    yield _case("example", 3, X, Y, [5, 4, 3, 1], 0.1, 2, public=True)
    X, Y = _data(RandomState(4), 3, 5)
    yield _case("costs of 101 iterations", 4, X, Y, [3, 4, 1], 0.05, 101, public=True)
    for name, L, m, iterations in [
        ("one layer", 1, 10, 3),
        ("two layers", 2, 11, 3),
        ("three layers, m = 1", 3, 1, 2),
        ("four layers, one step", 4, 10, 1),
        ("four layers, three steps", 4, 12, 3),
        ("past iteration 100", 2, 10, 120),
    ]:
        seed, rng = seeds.draw()
        rate = 0.02 + 0.1 * float(rng.rand())
        yield _deep(name, seed, rng, L, m, rate, iterations, ref)


# --- conventions of other years ---------------------------------------------------------------

ALONE_NOTE = "This notebook's function returns the parameters alone, as in earlier years."
PRINTED_NOTE = "This notebook keeps costs only where it prints them; they were not looked at."
LAST_NOTE = "This notebook keeps the last iteration's cost too; it was left out of the comparison."


COSTS_TOO = "The costs are asked for as well: `return parameters, costs`."
EVERY_100TH = "The costs of every 100th iteration are asked for, whether they are printed or not."


def _parameters_alone(function, seen):
    """Older notebooks' own lines return no costs."""
    if not isinstance(seen.value, dict):
        return None
    return type(seen)((seen.value, NOT_ASKED), seen.mutated, seen.args), ALONE_NOTE


def _other_costs(function, seen):
    """Earlier notebooks' own lines keep other costs than every 100th."""
    value, source = seen.value, function.source
    if not isinstance(value, tuple | list) or len(value) != 2 or not isinstance(value[1], list):
        return None
    parameters, costs = value
    if not costs and costs_hang_on_print_cost(source):
        return type(seen)((parameters, NOT_ASKED), seen.mutated, seen.args), PRINTED_NOTE
    asked = (seen.args[4] - 1) // 100 + 1
    if "num_iterations - 1" in source.replace("-1", " - 1") and len(costs) == asked + 1:
        return type(seen)((parameters, costs[:-1]), seen.mutated, seen.args), LAST_NOTE
    return None


@convention("two_layer_model", ("older",), asks=COSTS_TOO)
def two_layer_model_alone(function, seen):
    return _parameters_alone(function, seen)


@convention("L_layer_model", ("older",), asks=COSTS_TOO)
def L_layer_model_alone(function, seen):
    return _parameters_alone(function, seen)


@convention("two_layer_model", ("older", "newer"), asks=EVERY_100TH)
def two_layer_model_with_other_costs(function, seen):
    return _other_costs(function, seen)


@convention("L_layer_model", ("older", "newer"), asks=EVERY_100TH)
def L_layer_model_with_other_costs(function, seen):
    return _other_costs(function, seen)
