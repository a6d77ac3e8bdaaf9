"""The inputs that the notebook "Three layers, written out" is checked on, and the checks.

* the *checks* (``forward_propagation_test(forward_propagation)``) are what a check cell calls;
* the *demonstrations* put the functions together;
* the *cases* are the inputs that your function is called with: some with a seed that stands here,
  some with a seed drawn for each run. Every cache comes from a forward pass.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases, convention
from grader.checks import check

from . import _gradient_check_n
from ._three_layers import (
    AL_EDGE,
    averaged_early,
    different,
    drawn_parameters,
    labels,
    network,
    own_memory,
    roles_of_cache,
)

__all__ = [
    "backward_propagation_test",
    "compare_with_the_general_network",
    "compute_cost_test",
    "forward_propagation_test",
    "gradient_check_n_test",
    "gradient_check_n_test_case",
    "look_for_errors",
    "to_general_caches_test",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

forward_propagation_test = check(__file__, "forward_propagation")
compute_cost_test = check(__file__, "compute_cost")
backward_propagation_test = check(__file__, "backward_propagation")
to_general_caches_test = check(__file__, "to_general_caches")
gradient_check_n_test = check(__file__, "gradient_check_n")


# --- demonstrations ---------------------------------------------------------------------------


def gradient_check_n_test_case():
    """X (4, 3), Y (1, 3) and the parameters of three layers, 4 -> 5 -> 3 -> 1."""
    return _gradient_check_n.test_case()


def compare_with_the_general_network(
    forward, cost_of, backward, to_caches, general_forward, general_backward
):
    """Three layers both ways, then four layers against slopes measured from the cost."""
    rng = RandomState(5)
    X, Y = rng.randn(4, 6), labels(rng, 6)
    try:
        _three_layers_both_ways(X, Y, forward, backward, to_caches, general_backward, rng)
        _four_layers(X, Y, cost_of, general_forward, general_backward, rng)
    except Exception as error:  # whatever an unfinished function may raise
        print("Fill in the functions above first; their check cells tell which are missing.")
        print(f"This run ended with {type(error).__name__}: {error}")


def _three_layers_both_ways(X, Y, forward, backward, to_caches, general_backward, rng):
    A3, cache = forward(X, drawn_parameters(rng, (4, 5, 3, 1)))
    flat = backward(X, Y, cache)
    general = general_backward(A3, Y, to_caches(X, cache))
    print("three layers: largest distance between the two ways")
    for name in sorted(general.keys() & flat.keys()):
        print(f"  {name}  {np.max(np.abs(general[name] - flat[name])):.1e}")


def _four_layers(X, Y, cost_of, general_forward, general_backward, rng, step=1e-6):
    parameters = drawn_parameters(rng, (4, 6, 5, 3, 1))
    AL, caches = general_forward(X, parameters)
    grads = general_backward(AL, Y, caches)
    print("four layers: largest distance from the measured slopes")
    for name, value in parameters.items():
        slopes = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            up, down = value.copy(), value.copy()
            up[index] += step
            down[index] -= step
            costs = (
                cost_of(general_forward(X, {**parameters, name: moved})[0], Y)
                for moved in (up, down)
            )
            slopes[index] = (next(costs) - next(costs)) / (2 * step)
        print(f"  d{name}  {np.max(np.abs(slopes - grads[f'd{name}'])):.1e}")


def look_for_errors(forward, backward, gradient_check_n):
    """Check a backward pass with ``gradient_check_n`` and say what the difference means."""
    rng = RandomState(8)
    X, Y, parameters = rng.randn(4, 7), labels(rng, 7), drawn_parameters(rng, (4, 5, 3, 1))
    try:
        _, cache = forward(X, parameters)
        difference = float(gradient_check_n(parameters, backward(X, Y, cache), X, Y))
    except Exception as error:  # whatever an unfinished function may raise
        print("Fill in the functions above first; their check cells tell which are missing.")
        print(f"This run ended with {type(error).__name__}: {error}")
        return
    print(f"difference = {difference:.3g}")
    if difference < 1e-6:
        print("The backward pass agrees with the measured slopes.")
    else:
        print("The backward pass and the measured slopes disagree: there is an error somewhere.")


# --- cases: the inputs of each exercise -------------------------------------------------------

SHAPES = [
    ("example", 3, (4, 5, 3, 1), 41),
    ("m = 1", 1, (3, 2, 4, 1), 42),
    ("several examples", None, None, None),
    ("many examples", 11, None, None),
    ("m = 1, drawn", 1, None, None),
    ("one unit in layer 1", None, (5, 1, 3, 1), None),
    ("one unit in layer 2", None, (4, 3, 1, 1), None),
    ("one input", None, (1, 5, 3, 1), None),
]


def _forward(ref):
    return lambda X, parameters: ref.forward_propagation(X, parameters)[1]


def _networks(seeds, ref):
    """Name, seed, whether it is public, and X, Y, parameters, cache; for each of ``SHAPES``."""
    for name, m, dims, fixed_seed in SHAPES:
        seed, rng = (fixed_seed, RandomState(fixed_seed)) if fixed_seed else seeds.draw()
        X, Y, parameters, cache = network(rng, _forward(ref), dims, m)
        yield name, seed, bool(fixed_seed), (X, Y, parameters, own_memory(cache))


@cases("forward_propagation")
def forward_propagation_cases(seeds, ref):
    for name, seed, public, (X, Y, parameters, cache) in _networks(seeds, ref):
        roles = {role: value for role, value in roles_of_cache(X, Y, cache).items() if role != "Y"}
        yield Case(name, (X, parameters), seed, public, roles=roles)


@cases("compute_cost")
def compute_cost_cases(seeds, ref):
    a3, Y = np.array([[0.8, 0.9, 0.4]]), np.array([[1, 1, 0]])
    yield _cost("example", a3, Y, seed=0, public=True)
    yield _cost("m = 1, labelled 0", np.array([[0.25]]), np.array([[0]]), seed=0, public=True)
    for name, m, label in [
        ("several examples", None, None),
        ("many examples", 40, None),
        ("m = 1, labelled 1", 1, 1.0),
        ("m = 1, labelled 0, drawn", 1, 0.0),
    ]:
        seed, rng = seeds.draw()
        a3 = rng.uniform(AL_EDGE, 1 - AL_EDGE, size=(1, m or different(rng, 1, low=3)[0]))
        Y = labels(rng, a3.shape[1]) if label is None else np.array([[label]])
        yield _cost(name, a3, Y, seed=seed)


def _cost(name, a3, Y, *, seed, public=False):
    return Case(name, (a3, Y), seed, public, roles={"a3": a3, "A3": a3, "Y": Y, "m": Y.shape[1]})


@cases("backward_propagation")
def backward_propagation_cases(seeds, ref):
    for name, seed, public, (X, Y, _, cache) in _networks(seeds, ref):
        roles = roles_of_cache(X, Y, cache)
        yield Case(name, (X, Y, cache), seed, public, roles=roles)


@cases("to_general_caches")
def to_general_caches_cases(seeds, ref):
    for name, seed, public, (X, Y, _, cache) in _networks(seeds, ref):
        roles = {role: value for role, value in roles_of_cache(X, Y, cache).items() if role != "Y"}
        yield Case(name, (X, cache), seed, public, roles=roles)


@cases("gradient_check_n")
def gradient_check_n_cases(seeds, ref):
    return _gradient_check_n.gradient_check_n_cases(seeds, _forward(ref), ref.backward_propagation)


# --- conventions ------------------------------------------------------------------------------


@convention("backward_propagation")
def average_taken_in_dZ3(function, seen):
    return averaged_early(seen)
