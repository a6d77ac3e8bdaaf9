"""The inputs that the notebook "Regularization" is checked on, and the checks.

Everything is drawn from ``numpy.random.RandomState``, so the same seed gives the same numbers on
every machine. Every cache comes from a forward pass through a network of three layers, far from
the kinks of relu and with an output far from 0 and 1. The masks of dropout are those of seed 1,
and each switches off some unit that was on and leaves another.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, Seen, cases, convention
from grader.checks import check

from ..datasets.moons import two_moons
from ._pictures import draw_boundaries, draw_costs, draw_points
from ._three_layers import (
    AL_EDGE,
    NEAREST_Z,
    averaged_early,
    network,
    own_memory,
    roles_of_cache,
)

__all__ = [
    "backward_propagation_with_dropout_test",
    "backward_propagation_with_regularization_test",
    "blurred_moons",
    "compute_cost_with_regularization_test",
    "draw_points",
    "forward_propagation_with_dropout_test",
    "show",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

compute_cost_with_regularization_test = check(__file__, "compute_cost_with_regularization")
backward_propagation_with_regularization_test = check(
    __file__, "backward_propagation_with_regularization"
)
forward_propagation_with_dropout_test = check(__file__, "forward_propagation_with_dropout")
backward_propagation_with_dropout_test = check(__file__, "backward_propagation_with_dropout")


# --- the whole thing at work ------------------------------------------------------------------


def blurred_moons():
    """X and Y of 100 points to learn from, and of 2000 others."""
    return *two_moons(100, noise=0.35, seed=5), *two_moons(2000, noise=0.35, seed=77)


def show(model, predict, train_X, train_Y, test_X, test_Y, layer_dims, runs):
    """Train once for each entry of ``runs`` (a name: arguments of ``model``); show how it went."""
    costs, predictors = {}, {}
    try:
        for name, options in runs.items():
            parameters, costs[name] = model(train_X, train_Y, layer_dims, **options)
            predictors[name] = _predictor(predict, parameters)
            seen, strange = (
                100 * np.mean(predictors[name](X) == Y)
                for X, Y in ((train_X, train_Y), (test_X, test_Y))
            )
            print(f"{name:14s} right: {seen:5.1f} % of the training points, {strange:.1f} % else")
    except Exception as error:  # whatever an unfinished function may raise
        print("Fill in the functions above first; their check cells tell which are missing.")
        print(f"This run ended with {type(error).__name__}: {error}")
        return
    draw_costs(costs, every=100)
    draw_boundaries(predictors, train_X, train_Y)


def _predictor(predict, parameters):
    return lambda points: predict(points, parameters)


# --- cases: the inputs of each exercise -------------------------------------------------------


def _drawn(seeds, fixed_seed):
    return (fixed_seed, RandomState(fixed_seed)) if fixed_seed else seeds.draw()


def _forward(ref):
    def cache_of(X, parameters):
        _, cache = ref.forward_propagation(X, parameters)
        return cache

    return cache_of


def _price(rng, lambd):
    return float(rng.uniform(0.05, 2.0)) if lambd is None else lambd


@cases("compute_cost_with_regularization")
def compute_cost_with_regularization_cases(seeds, ref):
    for name, m, lambd, fixed_seed in [
        ("example", 5, 0.1, 41),
        ("m = 1", 1, 0.7, 42),
        ("several examples", None, None, None),
        ("many examples", 15, None, None),
        ("m = 1, drawn", 1, None, None),
        ("no price (lambd = 0)", None, 0, None),
        ("a high price", None, 25, None),
        ("whole-number labels", None, None, None),
    ]:
        seed, rng = _drawn(seeds, fixed_seed)
        X, Y, parameters, cache = network(rng, _forward(ref), m=m)
        if name == "whole-number labels":
            Y = Y.astype(int)
        price, A3 = _price(rng, lambd), cache[9]
        roles = {**parameters, "A3": A3, "Y": Y, "m": X.shape[1], "lambd": price}
        args = (A3, Y, parameters, price)
        yield Case(name, args, seed, public=bool(fixed_seed), roles=roles)


@cases("backward_propagation_with_regularization")
def backward_propagation_with_regularization_cases(seeds, ref):
    for name, m, dims, lambd, fixed_seed in [
        ("example", 3, (4, 5, 3, 1), 0.7, 43),
        ("m = 1", 1, (3, 2, 4, 1), 0.1, 44),
        ("several examples", None, None, None, None),
        ("many examples", 12, None, None, None),
        ("m = 1, drawn", 1, None, None, None),
        ("no price (lambd = 0)", None, None, 0, None),
        ("a high price", None, None, 25, None),
        ("one unit in layer 2", None, (4, 3, 1, 1), None, None),
        ("one input", None, (1, 5, 3, 1), None, None),
    ]:
        seed, rng = _drawn(seeds, fixed_seed)
        X, Y, _, cache = network(rng, _forward(ref), dims, m)
        cache, price = own_memory(cache), _price(rng, lambd)
        roles = roles_of_cache(X, Y, cache) | {"lambd": price}
        yield Case(name, (X, Y, cache, price), seed, public=bool(fixed_seed), roles=roles)


# --- dropout ----------------------------------------------------------------------------------

WITH_MASKS = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")
KEPT = "all units stay on (keep_prob = 1)"


def _dropped(rng, ref, keep_prob, dims=None, m=None):
    """X, Y, parameters and the cache with masks.

    Drawn again until the network with its units off is as clear of ties as the whole one, and
    until each mask switches off some unit that was on, and leaves another.
    """
    while True:
        X, Y, parameters, _ = network(rng, _forward(ref), dims, m)
        A3, cache = ref.forward_propagation_with_dropout(X, parameters, keep_prob)
        named = dict(zip(WITH_MASKS, cache, strict=True))
        if (
            all(_tells(named[f"Z{n}"], named[f"D{n}"], keep_prob) for n in (1, 2))
            and np.any(named["A1"][:, named["A2"].any(axis=0)])
            and np.all(np.abs(named["Z2"]) > NEAREST_Z)
            and np.all(np.minimum(A3, 1 - A3) > AL_EDGE)
        ):
            return X, Y, parameters, named


def _tells(Z, D, keep_prob):
    on = Z > 0
    return np.any(on & D) and (keep_prob == 1 or np.any(on & ~D))


def _masked_roles(X, Y, named, keep_prob):
    keep = {"keep_prob": keep_prob, "m": X.shape[1], "L": 3}
    return {"X": X, "A0": X, "Y": Y, **named, **keep}


@cases("forward_propagation_with_dropout")
def forward_propagation_with_dropout_cases(seeds, ref):
    for name, m, dims, keep_prob, fixed_seed in [
        ("example", 5, (3, 2, 4, 1), 0.7, 45),
        ("three examples", 3, (4, 5, 2, 1), 0.6, 46),
        ("several examples", None, None, None, None),
        ("many examples", 12, None, None, None),
        ("m = 1", 1, (3, 6, 5, 1), 0.5, None),
        (KEPT, None, None, 1, None),
        ("most units off", 9, None, 0.3, None),
    ]:
        seed, rng = _drawn(seeds, fixed_seed)
        keep = round(float(rng.uniform(0.4, 0.8)), 2) if keep_prob is None else keep_prob
        X, Y, parameters, named = _dropped(rng, ref, keep, dims, m)
        args, roles = (X, parameters, keep), _masked_roles(X, Y, named, keep)
        yield _forward_case(name, args, seed, bool(fixed_seed), roles)
    seed, rng = seeds.draw()
    X, Y, parameters, named = _dropped(rng, ref, 0.5)
    roles = _masked_roles(X, Y, named, 0.5)
    yield _forward_case("keep_prob left out", (X, parameters), seed, False, roles)


def _forward_case(name, args, seed, public, roles):
    # numpy's own stream starts at 1: whoever leaves out the seed line gets the same masks
    return Case(name, args, seed, public, numpy_seed=1, roles=roles)


@cases("backward_propagation_with_dropout")
def backward_propagation_with_dropout_cases(seeds, ref):
    for name, m, dims, keep_prob, fixed_seed in [
        ("example", 5, (3, 2, 4, 1), 0.6, 47),
        ("three examples", 3, (4, 5, 2, 1), 0.6, 48),
        ("several examples", None, None, None, None),
        ("many examples", 12, None, None, None),
        ("m = 1", 1, (3, 6, 5, 1), 0.5, None),
        (KEPT, None, None, 1, None),
        ("most units off", 9, None, 0.3, None),
        ("one input", None, (1, 5, 3, 1), None, None),
    ]:
        seed, rng = _drawn(seeds, fixed_seed)
        keep = round(float(rng.uniform(0.4, 0.8)), 2) if keep_prob is None else keep_prob
        X, Y, _, named = _dropped(rng, ref, keep, dims, m)
        args = (X, Y, own_memory(named.values()), keep)
        roles = _masked_roles(X, Y, named, keep)
        yield Case(name, args, seed, public=bool(fixed_seed), roles=roles)


# --- conventions of other years ---------------------------------------------------------------


@convention("backward_propagation_with_regularization")
def average_taken_in_dZ3(function, seen):
    return _read_early_average(seen, seen.args[2])


@convention("backward_propagation_with_dropout")
def average_taken_in_dZ3_with_dropout(function, seen):
    named = dict(zip(WITH_MASKS, seen.args[2], strict=True))
    return _read_early_average(seen, tuple(a for n, a in named.items() if n[0] != "D"))


def _read_early_average(seen, cache):
    X, Y = seen.args[:2]
    read = averaged_early(Seen(seen.value, seen.mutated, (X, Y, cache)))
    if read is None:
        return None
    return Seen(read[0].value, seen.mutated, seen.args), read[1]
