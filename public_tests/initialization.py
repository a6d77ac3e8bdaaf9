"""The inputs that the notebook "Initialization" is checked on, and the checks.

The inputs are sizes of layers. numpy's own stream starts at 3 in every case, so that whoever
leaves out the seed line gets the same numbers.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases
from grader.checks import check

from ..datasets.rings import two_rings
from ._pictures import draw_boundaries, draw_costs, draw_points

__all__ = [
    "draw_points",
    "follow_signal",
    "initialize_parameters_he_test",
    "initialize_parameters_random_test",
    "initialize_parameters_zeros_test",
    "show",
    "two_rings",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

initialize_parameters_zeros_test = check(__file__, "initialize_parameters_zeros")
initialize_parameters_random_test = check(__file__, "initialize_parameters_random")
initialize_parameters_he_test = check(__file__, "initialize_parameters_he")


# --- the whole thing at work ------------------------------------------------------------------


def show(model, predict, X, Y, starts):
    """Train once for each initialiser of ``starts``, and show how it went."""
    costs, predictors = {}, {}
    try:
        for name, initialize in starts.items():
            parameters, costs[name] = model(X, Y, initialize)
            predictors[name] = _predictor(predict, parameters)
            right = 100 * np.mean(predictors[name](X) == Y)
            first, last = costs[name][0], costs[name][-1]
            print(f"{name:6s} cost from {first:.3f} to {last:.3f}, {right:.1f} % right")
    except Exception as error:  # whatever an unfinished function may raise
        _unfinished(error)
        return
    draw_costs(costs, every=100)
    draw_boundaries(predictors, X, Y)


def _predictor(predict, parameters):
    return lambda points: predict(points, parameters)


def follow_signal(starts, width=100, layers=20):
    """Send random numbers through a deep network of relu layers; print their size on the way."""
    try:
        for name, initialize in starts.items():
            parameters = initialize([width] * (layers + 1))
            A, sizes = RandomState(0).randn(width, 50), []
            for layer in range(1, layers + 1):
                A = np.maximum(parameters[f"W{layer}"] @ A, 0)
                if layer % 5 == 0:
                    sizes.append(f"{np.sqrt(np.mean(A**2)):9.2g}")
            print(f"{name:6s} size of the signal:" + "".join(sizes))
    except Exception as error:  # whatever an unfinished function may raise
        _unfinished(error)


def _unfinished(error):
    print("Fill in the functions above first; their check cells tell which are missing.")
    print(f"This run ended with {type(error).__name__}: {error}")


# --- cases: the inputs of each exercise -------------------------------------------------------


@cases("initialize_parameters_zeros")
def initialize_parameters_zeros_cases(seeds, ref):
    return _sizes_of_layers(seeds)


@cases("initialize_parameters_random")
def initialize_parameters_random_cases(seeds, ref):
    return _sizes_of_layers(seeds)


@cases("initialize_parameters_he")
def initialize_parameters_he_cases(seeds, ref):
    return _sizes_of_layers(seeds)


def _sizes_of_layers(seeds):
    yield _sizes("example", [3, 2, 1], 3, public=True)
    yield _sizes("three layers", [2, 4, 3, 1], 3, public=True)
    for name, L, fixed in [
        ("one layer", 1, {}),
        ("two layers", 2, {2: 1}),
        ("three layers, drawn", 3, {3: 1}),
        ("four layers, several outputs", 4, {}),
        ("one input", 2, {0: 1}),
        ("a hidden layer of one unit", 3, {1: 1}),
        ("a wide layer after a narrow one", 2, {0: 2, 1: 12}),
    ]:
        seed, rng = seeds.draw()
        dims = [int(n) for n in rng.permutation(np.arange(3, 10))[: L + 1]]
        for layer, size in fixed.items():
            dims[layer] = size
        yield _sizes(name, dims, seed)


def _sizes(name, layers_dims, seed, public=False):
    roles = {"layers_dims": layers_dims, "L": len(layers_dims) - 1}
    roles |= {f"n{layer}": size for layer, size in enumerate(layers_dims)}
    return Case(name, (layers_dims,), seed, public, numpy_seed=3, roles=roles)
