"""The inputs that the notebook "Gradient checking" is checked on, and the checks.

Three parts, for three readers:

* the *input providers* (``gradient_check_n_test_case()`` and so on) hand out small seeded inputs,
  for trying a function by hand;
* the *checks* (``gradient_check_test(gradient_check)``) are what a check cell calls;
* the *cases* are the inputs that your function is called with: some with a seed that stands here,
  some with a seed drawn for each run.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases, convention
from grader.checks import check

from . import _gradient_check_n
from ._three_layers import (
    CACHE,
    averaged_early,
    close,
    network,
    own_memory,
    roles_of_cache,
)

__all__ = [
    "backward_propagation_n_test",
    "backward_propagation_test",
    "forward_propagation_test",
    "gradient_check_n_test",
    "gradient_check_n_test_case",
    "gradient_check_test",
    "look_for_errors",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

forward_propagation_test = check(__file__, "forward_propagation")
backward_propagation_test = check(__file__, "backward_propagation")
gradient_check_test = check(__file__, "gradient_check")
backward_propagation_n_test = check(__file__, "backward_propagation_n")
gradient_check_n_test = check(__file__, "gradient_check_n")


# --- input providers, and the instrument at work ----------------------------------------------


def gradient_check_n_test_case():
    """X (4, 3), Y (1, 3) and the parameters of three layers, 4 -> 5 -> 3 -> 1."""
    return _gradient_check_n.test_case()


def look_for_errors(forward, backward, gradient_check_n):
    """Check a backward pass with ``gradient_check_n`` and say what the difference means."""
    X, Y, parameters = gradient_check_n_test_case()
    try:
        _, cache = forward(X, Y, parameters)
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


# --- one parameter ----------------------------------------------------------------------------


@cases("forward_propagation")
def forward_propagation_cases(seeds, ref):
    yield from _of_one_parameter(seeds)


@cases("backward_propagation")
def backward_propagation_cases(seeds, ref):
    yield from _of_one_parameter(seeds)


def _of_one_parameter(seeds):
    yield _one("example", 2, 4, seed=0, public=True)
    yield _one("a negative input", -3.5, 0.5, seed=0, public=True)
    for name, sign_x, sign_theta in [
        ("both positive", 1, 1),
        ("a negative parameter", 1, -1),
        ("a negative input, drawn", -1, 1),
        ("both negative", -1, -1),
    ]:
        seed, rng = seeds.draw()
        x, theta = (float(rng.uniform(0.2, 5)) for _ in range(2))
        yield _one(name, sign_x * x, sign_theta * theta, seed=seed)


def _one(name, x, theta, epsilon=None, *, seed, public=False):
    args = (x, theta) if epsilon is None else (x, theta, epsilon)
    roles = {"x": x, "theta": theta, "epsilon": epsilon or 1e-7}
    return Case(name, args, seed, public, roles=roles)


# What is measured on a straight line is exact but for rounding, so every formula that is wrong in
# its denominator only gives noise, too. Two kinds of input tell them apart. An epsilon that theta
# swallows (theta + epsilon == theta) measures 0 and so gives the difference 1. And an epsilon of
# few digits makes the noise large; as a power of two, dividing by it rounds nothing, so that the
# noise is the same for every right order of operations.
SMALL = 2.0**-40
LEAST_NOISE = 2e-5


@cases("gradient_check")
def gradient_check_cases(seeds, ref):
    yield _one("example", 2, 4, seed=0, public=True)
    yield _one("an epsilon that theta swallows", 3.0, 4.0, 1e-20, seed=0, public=True)
    yield _one("an epsilon of few digits", 2.3, 6.7, 2.0**-42, seed=0, public=True)
    seed, rng = seeds.draw()
    yield _one("drawn", float(rng.uniform(0.5, 3)), float(rng.uniform(0.5, 3)), seed=seed)
    seed, rng = seeds.draw()
    x, theta = float(rng.uniform(0.5, 3)), float(rng.uniform(-3, -0.5))
    yield _one("a negative parameter, a larger epsilon", x, theta, 1e-4, seed=seed)
    seed, rng = seeds.draw()
    x, theta = float(rng.uniform(-9, -2)), float(rng.uniform(1, 5))
    yield _one("swallowed, a negative input", x, theta, 1e-19, seed=seed)
    for name, sign, too_steep in [
        ("noise, a positive input", 1, True),
        ("noise, a negative input", -1, False),
    ]:
        seed, rng = seeds.draw()
        yield _one(name, *_noisy(rng, sign, too_steep), SMALL, seed=seed)


def _noisy(rng, sign, too_steep):
    """x and theta whose slope, measured with the step ``SMALL``, is clearly off."""
    while True:
        x, theta = sign * float(rng.uniform(1.5, 3)), float(rng.uniform(4, 8))
        both = x * (theta + SMALL) - x * (theta - SMALL)
        right = x * (theta + SMALL) - x * theta
        left = x * theta - x * (theta - SMALL)
        steps = ((both, 2), (right, 1), (left, 1))
        errors = [rise / (run * SMALL) / x - 1 for rise, run in steps]
        noise = abs(errors[0])
        apart = min(abs(noise - abs(error)) for error in errors[1:])
        if noise > LEAST_NOISE and apart > LEAST_NOISE / 2 and (errors[0] > 0) == too_steep:
            return x, theta


# --- a network --------------------------------------------------------------------------------


def _forward(ref):
    def cache_of(X, parameters):
        _, cache = ref.forward_propagation_n(X, np.zeros((1, X.shape[1])), parameters)
        return cache

    return cache_of


@cases("backward_propagation_n")
def backward_propagation_n_cases(seeds, ref):
    for name, m, dims, fixed_seed in [
        ("example", 3, (4, 5, 3, 1), 31),
        ("m = 1", 1, (3, 2, 4, 1), 32),
        ("several examples", None, None, None),
        ("many examples", 12, None, None),
        ("m = 1, drawn", 1, None, None),
        ("one unit in layer 2", None, (4, 3, 1, 1), None),
        ("one input", None, (1, 5, 3, 1), None),
    ]:
        seed, rng = (fixed_seed, RandomState(fixed_seed)) if fixed_seed else seeds.draw()
        X, Y, _, cache = network(rng, _forward(ref), dims, m)
        cache = own_memory(cache)
        roles = roles_of_cache(X, Y, cache)
        yield Case(name, (X, Y, cache), seed, public=bool(fixed_seed), roles=roles)


@cases("gradient_check_n")
def gradient_check_n_cases(seeds, ref):
    # other years' vector_to_dictionary is called with theta alone and knows this network only
    return _gradient_check_n.gradient_check_n_cases(
        seeds, _forward(ref), ref.backward_propagation_n, (4, 5, 3, 1)
    )


# --- conventions of other years ---------------------------------------------------------------

STILL_PLANTED = (
    "{} still as planted in the given code. Your notebook asks to find that, but marks only "
    "the functions that you write; so this function is left out of the total."
)


@convention("backward_propagation_n")
def average_taken_in_dZ3(function, seen):
    return averaged_early(seen)


@convention(
    "backward_propagation_n",
    ("older", "newer"),
    asks="The errors in the given code are to be found and mended.",
)
def planted_errors_left(function, seen):
    """Other years' notebooks hand out the same two errors and do not mark their mending."""
    if not isinstance(seen.value, dict):
        return None
    X, _, cache = seen.args
    A1, m = cache[CACHE.index("A1")], X.shape[1]
    value = dict(seen.value)
    dZ1, dZ2 = value.get("dZ1"), value.get("dZ2")
    if not all(isinstance(dZ, np.ndarray) and dZ.shape[1:] == (m,) for dZ in (dZ1, dZ2)):
        return None
    left = []
    if close(value.get("dW2"), 2 * np.einsum("im,jm->ij", dZ2, A1) / m):
        value["dW2"] = value["dW2"] / 2
        left.append("`dW2`")
    if close(value.get("db1"), 4 * np.mean(dZ1, axis=1, keepdims=True)):
        value["db1"] = value["db1"] / 4
        left.append("`db1`")
    if not left:
        return None
    names = " and ".join(left) + (" are" if len(left) > 1 else " is")
    read = type(seen)(value, seen.mutated, seen.args, given=True)
    return read, STILL_PLANTED.format(names)
