"""The inputs that the notebook "A hidden layer" is checked on, and what it shows.

The *checks* are what a check cell calls; the *cases* are the inputs that your function is called
with: some with a seed that stands here, some with a seed drawn for each run.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases, convention
from grader.checks import check

from ..datasets.flower import load_planar_dataset
from ._attempts import attempt
from ._pictures import draw_boundaries, draw_points

__all__ = [
    "attempt",
    "backward_propagation_test",
    "best_line",
    "compute_cost_test",
    "draw_boundaries",
    "draw_points",
    "forward_propagation_test",
    "initialize_parameters_test",
    "layer_sizes_test",
    "load_planar_dataset",
    "nn_model_test",
    "predict_test",
    "update_parameters_test",
]

layer_sizes_test = check(__file__, "layer_sizes")
initialize_parameters_test = check(__file__, "initialize_parameters")
forward_propagation_test = check(__file__, "forward_propagation")
compute_cost_test = check(__file__, "compute_cost")
backward_propagation_test = check(__file__, "backward_propagation")
update_parameters_test = check(__file__, "update_parameters")
nn_model_test = check(__file__, "nn_model")
predict_test = check(__file__, "predict")


def best_line(X, Y):
    """A function that tells points apart by one line, fitted by least squares."""
    with_one = np.vstack([X, np.ones(X.shape[1])])
    weights, *_ = np.linalg.lstsq(with_one.transpose(), 2.0 * Y[0] - 1, rcond=None)

    def tell(points):
        return (weights[0] * points[0:1] + weights[1] * points[1:2] + weights[2]) > 0

    print(f"one line: {np.mean(tell(X) == Y):.1%} right")
    return tell


# --- cases ------------------------------------------------------------------------------------
#
# All widths differ, and m from them. Weights are large enough that the tanh is felt, and small
# enough that no prediction rounds to 0 or 1. No answer hangs on a probability near one half.


def _different(rng, count, low=2, high=9):
    return [int(n) for n in rng.permutation(np.arange(low, high + 1))[:count]]


def _parameters(rng, n_x, n_h, n_y=1):
    return {
        "W1": rng.randn(n_h, n_x) / np.sqrt(n_x),
        "b1": 0.5 * rng.randn(n_h, 1),
        "W2": rng.randn(n_y, n_h) / np.sqrt(n_h),
        "b2": 0.5 * rng.randn(n_y, 1),
    }


def _labels(rng, m):
    Y = rng.randint(0, 2, size=(1, m))
    if m > 1:
        Y[0, :2] = rng.permutation(2)
    return Y


# sizes n_x, n_h, m of each fresh case of a network; None is drawn
SIZES = [
    ("drawn sizes", (None, None, None)),
    ("other sizes", (None, None, None)),
    ("m = 1", (3, 4, 1)),
    ("one hidden unit", (4, 1, 6)),
    ("one input", (1, 5, 4)),
    ("as many of each", (4, 4, 4)),
]


def _networks(seeds):
    """Name, seed, stream, X, Y and parameters of each fresh network."""
    for name, asked in SIZES:
        seed, rng = seeds.draw()
        drawn = iter(_different(rng, 3))
        n_x, n_h, m = (next(drawn) if size is None else size for size in asked)
        yield name, seed, rng, rng.randn(n_x, m), _labels(rng, m), _parameters(rng, n_x, n_h)


@cases("layer_sizes")
def layer_sizes_cases(seeds, ref):
    rng = RandomState(1)
    yield _sizes("example", rng.randn(5, 3), rng.randn(2, 3), 1, public=True)
    rng = RandomState(2)
    yield _sizes("one output", rng.randn(2, 7), rng.randn(1, 7), 2, public=True)
    for name, m in [("drawn sizes", None), ("other sizes", None), ("m = 1", 1), ("many", 40)]:
        seed, rng = seeds.draw()
        n_x, n_y, drawn = _different(rng, 3, low=2)
        yield _sizes(name, rng.randn(n_x, m or drawn), rng.randn(n_y, m or drawn), seed)


def _sizes(name, X, Y, seed, public=False):
    return Case(name, (X, Y), seed, public, roles={"X": X, "Y": Y, "m": X.shape[1]})


@cases("initialize_parameters")
def initialize_parameters_cases(seeds, ref):
    yield _initial("example", (2, 4, 1), 2, public=True)
    yield _initial("several outputs", (3, 5, 2), 2, public=True)
    for name, fixed in [
        ("drawn sizes", {}),
        ("one hidden unit", {1: 1}),
        ("one input", {0: 1}),
        ("one output", {2: 1}),
        ("more outputs than inputs", {0: 2, 2: 10}),
    ]:
        seed, rng = seeds.draw()
        sizes = _different(rng, 3, low=3)
        for place, size in fixed.items():
            sizes[place] = size
        yield _initial(name, tuple(sizes), seed)


def _initial(name, sizes, seed, public=False):
    # numpy's stream starts at 2: older notebooks seed with 2 inside, and get the same numbers
    roles = dict(zip(("n_x", "n_h", "n_y"), sizes, strict=True))
    return Case(name, sizes, seed, public, numpy_seed=2, roles=roles)


def _fixed(seed, n_x, n_h, m):
    rng = RandomState(seed)
    return rng, rng.randn(n_x, m), _labels(rng, m), _parameters(rng, n_x, n_h)


@cases("forward_propagation")
def forward_propagation_cases(seeds, ref):
    _, X, _, parameters = _fixed(3, 2, 4, 3)
    yield _forward("example", X, parameters, ref, 3, public=True)
    _, X, _, parameters = _fixed(4, 3, 2, 5)
    yield _forward("two hidden units", X, parameters, ref, 4, public=True)
    for name, seed, _, X, _, parameters in _networks(seeds):
        yield _forward(name, X, parameters, ref, seed)
    seed, rng = seeds.draw()
    yield _forward("two outputs", rng.randn(3, 5), _parameters(rng, 3, 4, 2), ref, seed)


def _forward(name, X, parameters, ref, seed, public=False):
    _, made = ref.forward_propagation(X, parameters)
    roles = {"X": X, "A0": X, "m": X.shape[1], **parameters, **made}
    return Case(name, (X, parameters), seed, public, roles=roles)


@cases("compute_cost")
def compute_cost_cases(seeds, ref):
    A2, Y = np.array([[0.8, 0.9, 0.4]]), np.array([[1, 1, 0]])
    yield _cost("example", A2, Y, 0, public=True)
    yield _cost("one example, labelled 0", np.array([[0.25]]), np.array([[0]]), 0, public=True)
    for name, m, kind in [
        ("several examples", None, int),
        ("labels with a decimal point", None, float),
        ("two examples", 2, int),
        ("many examples", 40, int),
        ("m = 1", 1, float),
    ]:
        seed, rng = seeds.draw()
        m_drawn = m or _different(rng, 1, low=3)[0]
        A2 = 0.05 + 0.9 * rng.rand(1, m_drawn)
        yield _cost(name, A2, _labels(rng, m_drawn).astype(kind), seed)


def _cost(name, A2, Y, seed, public=False):
    roles = {"A2": A2, "AL": A2, "Y": Y, "m": Y.shape[1]}
    # older notebooks' compute_cost takes the parameters as well, and does not use them
    unused = {"W1": np.ones((4, 2)), "b1": np.zeros((4, 1))}
    unused |= {"W2": np.ones((1, 4)), "b2": np.zeros((1, 1))}
    return Case(name, (A2, Y), seed, public, roles=roles, spare=(unused,))


@cases("backward_propagation")
def backward_propagation_cases(seeds, ref):
    _, X, Y, parameters = _fixed(5, 2, 4, 3)
    yield _backward("example", X, Y, parameters, ref, 5, public=True)
    _, X, Y, parameters = _fixed(6, 3, 2, 5)
    yield _backward("two hidden units", X, Y, parameters, ref, 6, public=True)
    for name, seed, _, X, Y, parameters in _networks(seeds):
        yield _backward(name, X, Y, parameters, ref, seed)


def _backward(name, X, Y, parameters, ref, seed, public=False):
    _, cache = ref.forward_propagation(X, parameters)
    cache = {key: value.copy() for key, value in cache.items()}
    roles = {"X": X, "A0": X, "Y": Y, "m": X.shape[1], **parameters, **cache}
    dZ2 = cache["A2"] - Y
    dA1 = np.dot(parameters["W2"].T, dZ2)
    roles |= {"dZ2": dZ2, "dA1": dA1, "dZ1": dA1 * (1 - cache["A1"] ** 2)}
    return Case(name, (parameters, cache, X, Y), seed, public, roles=roles)


@cases("update_parameters")
def update_parameters_cases(seeds, ref):
    rng = RandomState(7)
    yield _update("example", _parameters(rng, 2, 4), _gradients(rng, 2, 4), (), 7, public=True)
    rng = RandomState(8)
    yield _update("another rate", _parameters(rng, 3, 2), _gradients(rng, 3, 2), (0.5,), 8, True)
    for name, seed, rng, X, _, parameters in _networks(seeds):
        n_x, n_h = len(X), len(parameters["b1"])
        rate = () if name == "other sizes" else (0.05 + float(rng.rand()),)
        yield _update(name, parameters, _gradients(rng, n_x, n_h), rate, seed)


def _gradients(rng, n_x, n_h):
    return {f"d{key}": value for key, value in _parameters(rng, n_x, n_h).items()}


def _update(name, parameters, grads, rate, seed, public=False):
    roles = {**parameters, **grads, "learning_rate": rate[0] if rate else 1.2}
    return Case(name, (parameters, grads, *rate), seed, public, roles=roles)


@cases("nn_model")
def nn_model_cases(seeds, ref):
    _, X, Y, _ = _fixed(9, 2, 4, 6)
    yield _model("example", X, Y, 4, 3, 9, public=True)
    _, X, Y, _ = _fixed(10, 3, 2, 5)
    yield _model("one step", X, Y, 2, 1, 10, public=True)
    for (name, seed, _, X, Y, parameters), iterations in zip(
        _networks(seeds), (2, 40, 3, 4, 5, 1), strict=True
    ):
        yield _model(name, X, Y, len(parameters["b1"]), iterations, seed)


def _model(name, X, Y, n_h, iterations, seed, public=False):
    roles = {"X": X, "A0": X, "Y": Y, "m": X.shape[1], "n_h": n_h, "num_iterations": iterations}
    return Case(name, (X, Y, n_h, iterations), seed, public, numpy_seed=3, roles=roles)


@cases("predict")
def predict_cases(seeds, ref):
    yield _predict("example", *_clear(RandomState(11), ref, 2, 4, 5), 11, public=True)
    yield _predict("two hidden units", *_clear(RandomState(12), ref, 3, 2, 4), 12, public=True)
    for name, seed, rng, X, _, parameters in _networks(seeds):
        sizes = len(X), len(parameters["b1"]), X.shape[1]
        yield _predict(name, *_clear(rng, ref, *sizes), seed)
    seed, rng = seeds.draw()
    while True:  # until the mean prediction is no stand-in for one half
        parameters, X = _clear(rng, ref, 3, 4, 20)
        A2, _ = ref.forward_propagation(X, parameters)
        if np.any((np.mean(A2) < A2) != (A2 > 0.5)):
            break
    yield _predict("many examples", parameters, X, seed)


def _clear(rng, ref, n_x, n_h, m):
    """Parameters and X with no probability near one half; from m = 2 on, both answers occur."""
    while True:
        X, parameters = 2 * rng.randn(n_x, m), _parameters(rng, n_x, n_h)
        A2, _ = ref.forward_propagation(X, parameters)
        if np.min(np.abs(A2 - 0.5)) > 0.02 and (m == 1 or np.min(A2) < 0.5 < np.max(A2)):
            return parameters, X


def _predict(name, parameters, X, seed, public=False):
    roles = {"X": X, "A0": X, "m": X.shape[1], **parameters}
    return Case(name, (parameters, X), seed, public, roles=roles)


# --- conventions of other years ---------------------------------------------------------------

IN_PLACE_NOTE = (
    "Your function changes the parameters of its caller in place. That costs nothing here, where "
    "the notebook does not ask otherwise; a function that makes new arrays is safer."
)


@convention(
    "update_parameters",
    ("older", "newer"),
    asks="The caller's parameters are to stay as they are.",
)
def changes_the_callers_parameters(function, seen):
    """Older notebooks do not say that the caller's parameters must stay as they are."""
    if "parameters" not in seen.mutated:
        return None
    rest = tuple(name for name in seen.mutated if name != "parameters")
    return type(seen)(seen.value, rest, seen.args), IN_PLACE_NOTE
