"""The inputs that the notebook "The chain rule, link by link" is checked on, and the checks.

* the *checks* (``softmax_test(softmax)``) are what a check cell calls;
* ``agree`` holds a formula against what was measured;
* the *cases* are the inputs that your function is called with: some with a seed that stands here,
  some with a seed drawn for each run. Caches come from a forward pass.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases
from grader.checks import check

from ._three_layers import NEAREST_Z, different, labels

__all__ = [
    "activation_backward_test",
    "agree",
    "backward_step_test",
    "chain_test",
    "linear_backward_dA_test",
    "output_gradient_test",
    "softmax_backward_test",
    "softmax_cross_entropy_gradient_test",
    "softmax_test",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

output_gradient_test = check(__file__, "output_gradient")
activation_backward_test = check(__file__, "activation_backward")
linear_backward_dA_test = check(__file__, "linear_backward_dA")
softmax_test = check(__file__, "softmax")
softmax_cross_entropy_gradient_test = check(__file__, "softmax_cross_entropy_gradient")
softmax_backward_test = check(__file__, "softmax_backward")
backward_step_test = check(__file__, "backward_step")
chain_test = check(__file__, "chain")

ROUNDING = 1e-6  # what a measurement with a step of 1e-6 may be off, in relation to its size


def agree(formula, other, name="formula and measurement"):
    """Print how far what ``formula()`` returns is from what was measured."""
    try:
        claimed, other = formula(), other() if callable(other) else other
    except Exception:  # whatever an unfinished function may raise
        claimed = None
    if claimed is None or other is None:
        print(f"{name}: write the functions first")
        return
    claimed, other = np.asarray(claimed, dtype=float), np.asarray(other, dtype=float)
    if claimed.shape != other.shape:
        print(f"{name}: the formula gives shape {claimed.shape}, {other.shape} is right")
        return
    distance = np.max(np.abs(claimed - other))
    size = max(1.0, np.max(np.abs(other)))
    verdict = "agree" if distance < ROUNDING * size else "DISAGREE"  # NaN disagrees
    print(f"{name}: {verdict}, largest distance {distance:.1e}")


# --- what cases are made of -------------------------------------------------------------------

ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu")
KINKED = ("relu", "leaky_relu")
FAR = 1000.0  # exp of this is more than a float holds


def _rng(seeds, fixed_seed):
    return (fixed_seed, RandomState(fixed_seed)) if fixed_seed else seeds.draw()


def _sizes(rng, asked):
    """n, n_prev, m as asked for; those that are None are drawn, each different."""
    drawn = different(rng, 3)
    return [size or own for own, size in zip(drawn, asked, strict=True)]


def _clear(rng, shape):
    """Numbers around 1 in size, none near 0, of both signs where there are several."""
    while True:
        Z = 1.5 * rng.randn(*shape)
        both = Z.size == 1 or (np.any(Z > 0) and np.any(Z < 0))
        if both and np.all(np.abs(Z) > NEAREST_Z):
            return Z


def _probabilities(rng, shape):
    """Columns of positive numbers that add up to 1."""
    drawn = rng.uniform(0.1, 1, size=shape)
    return drawn / np.sum(drawn, axis=0, keepdims=True)


def _one_hot(rng, n, m):
    return np.eye(n)[:, rng.randint(n, size=m)]


# --- output_gradient --------------------------------------------------------------------------


@cases("output_gradient")
def output_gradient_cases(seeds, ref):
    yield _output("example", np.array([[0.8, 0.9, 0.4]]), np.array([[1, 0, 0]]), 0, public=True)
    sure, Y = np.array([[0.0, 1.0, 0.0, 1.0, 0.5]]), np.array([[1, 1, 0, 0, 1]])
    yield _output("predictions of exactly 0 and 1", sure, Y, 0, public=True)
    for name, m, kind in [
        ("several examples", None, float),
        ("many examples, whole-number labels", 12, int),
        ("m = 1", 1, float),
        ("some predictions of 0 and 1", 7, float),
        ("tiny probabilities that need no clipping", 6, float),
    ]:
        seed, rng = seeds.draw()
        AL = rng.uniform(0.05, 0.95, size=(1, m or different(rng, 1, low=3)[0]))
        Y = labels(rng, AL.shape[1])
        if "some" in name:
            AL[0, :4], Y[0, :4] = (0, 0, 1, 1), (0, 1, 0, 1)
        if "tiny" in name:
            AL[0, :3], Y[0, :3] = 10.0 ** rng.uniform(-6, -4, size=3), (1, 0, 1)
        yield _output(name, AL, Y.astype(kind), seed)


def _output(name, AL, Y, seed, public=False):
    return Case(name, (AL, Y), seed, public, roles={"AL": AL, "Y": Y, "m": Y.shape[1]})


# --- activation_backward ----------------------------------------------------------------------


@cases("activation_backward")
def activation_backward_cases(seeds, ref):
    for name, activation, shape, fixed_seed in [
        ("example", "tanh", (2, 3), 51),
        ("leaky relu, one example", "leaky_relu", (3, 1), 52),
        ("sigmoid, several units", "sigmoid", None, None),
        ("sigmoid, one unit", "sigmoid", (1, 5), None),
        ("tanh, several units", "tanh", None, None),
        ("tanh, m = 1", "tanh", (4, 1), None),
        ("relu, several units", "relu", None, None),
        ("relu, m = 1", "relu", (5, 1), None),
        ("leaky relu, several units", "leaky_relu", None, None),
    ]:
        seed, rng = _rng(seeds, fixed_seed)
        Z = _clear(rng, shape or different(rng, 2))
        dA = rng.randn(*Z.shape)
        roles = {"dA": dA, "Z": Z, "activation": activation, "m": Z.shape[1]}
        yield Case(name, (dA, Z, activation), seed, bool(fixed_seed), roles=roles)


# --- linear_backward_dA -----------------------------------------------------------------------


@cases("linear_backward_dA")
def linear_backward_dA_cases(seeds, ref):
    for name, asked, fixed_seed in [
        ("example", (2, 3, 4), 53),
        ("a square layer", (3, 3, 3), 54),
        ("several units", (None, None, None), None),
        ("more units than inputs", (9, None, None), None),
        ("one unit", (1, None, None), None),
        ("one input", (None, 1, None), None),
        ("m = 1", (None, None, 1), None),
        ("a square layer, drawn", (4, 4, 4), None),
    ]:
        seed, rng = _rng(seeds, fixed_seed)
        n, n_prev, m = _sizes(rng, asked)
        W, dZ = rng.randn(n, n_prev), rng.randn(n, m)
        roles = {"W": W, "dZ": dZ, "m": m}
        yield Case(name, (W, dZ), seed, bool(fixed_seed), roles=roles)


# --- softmax ----------------------------------------------------------------------------------

COLUMNS = [
    ("example", (3, 2), 0.0, 55),
    ("large numbers", (3, 2), FAR, 56),
    ("several classes", None, 0.0, None),
    ("two classes", (2, 5), 0.0, None),
    ("m = 1", (4, 1), 0.0, None),
    ("as many classes as examples", (4, 4), 0.0, None),
    ("large numbers, drawn", (5, 3), FAR, None),
    ("large negative numbers", (3, 6), -FAR, None),
]


def _columns(seeds):
    """Name, seed, whether it is public, a generator, and Z; large ones are far from each other."""
    for name, shape, middle, fixed_seed in COLUMNS:
        seed, rng = _rng(seeds, fixed_seed)
        Z = rng.randn(*(shape or different(rng, 2)))
        Z += middle + (np.sign(middle) * 400 * np.arange(Z.shape[1]) if middle else 0.0)
        yield name, seed, bool(fixed_seed), rng, Z


@cases("softmax")
def softmax_cases(seeds, ref):
    for name, seed, public, _, Z in _columns(seeds):
        yield Case(name, (Z,), seed, public, roles={"Z": Z, "m": Z.shape[1]})


@cases("softmax_cross_entropy_gradient")
def softmax_cross_entropy_gradient_cases(seeds, ref):
    for name, seed, public, rng, Z in _columns(seeds):
        soft = name == "several classes"
        Y = _probabilities(rng, Z.shape) if soft else _one_hot(rng, *Z.shape)
        yield Case(name, (Z, Y), seed, public, roles={"Z": Z, "Y": Y, "m": Z.shape[1]})


@cases("softmax_backward")
def softmax_backward_cases(seeds, ref):
    for name, seed, public, rng, Z in _columns(seeds):
        dA = rng.randn(*Z.shape)
        if name == "several classes":  # the derivative of the cross-entropy
            dA = -_one_hot(rng, *Z.shape) / ref.softmax(Z)
        yield Case(name, (dA, Z), seed, public, roles={"dA": dA, "Z": Z, "m": Z.shape[1]})


# --- backward_step ----------------------------------------------------------------------------


@cases("backward_step")
def backward_step_cases(seeds, ref):
    for name, activation, asked, fixed_seed in [
        ("example", "tanh", (2, 3, 4), 57),
        ("leaky relu, m = 1", "leaky_relu", (3, 2, 1), 58),
        ("sigmoid", "sigmoid", (None, None, None), None),
        ("tanh, one unit", "tanh", (1, None, None), None),
        ("relu", "relu", (None, None, None), None),
        ("relu, one input", "relu", (None, 1, None), None),
        ("leaky relu", "leaky_relu", (None, None, None), None),
        ("sigmoid, m = 1", "sigmoid", (None, None, 1), None),
    ]:
        seed, rng = _rng(seeds, fixed_seed)
        n, n_prev, m = _sizes(rng, asked)
        _, _, caches = _network(rng, ref, (n_prev, n), m, (activation,))
        dA = rng.randn(n, m)
        ((A_prev, W, b), Z) = caches[0]
        roles = {"dA": dA, "A_prev": A_prev, "W": W, "b": b, "Z": Z, "m": m}
        roles |= {"activation": activation, "dZ": ref.activation_backward(dA, Z, activation)}
        yield Case(name, (dA, caches[0], activation), seed, bool(fixed_seed), roles=roles)


# --- chain ------------------------------------------------------------------------------------


@cases("chain")
def chain_cases(seeds, ref):
    for name, activations, last, m, fixed_seed in [
        ("example", ("tanh", "sigmoid"), 1, 3, 59),
        ("three layers", ("relu", "tanh", "sigmoid"), 1, 4, 60),
        ("one layer", ("tanh",), 2, None, None),
        ("two layers", ("leaky_relu", "tanh"), 9, None, None),
        ("three layers, several outputs", ("sigmoid", "relu", "tanh"), 8, None, None),
        ("four layers", ("relu", "tanh", "leaky_relu", "sigmoid"), 1, None, None),
        ("four layers, m = 1", ("tanh", "leaky_relu", "relu", "sigmoid"), 1, 1, None),
    ]:
        seed, rng = _rng(seeds, fixed_seed)
        *sizes, drawn_m = different(rng, len(activations) + 1)
        X, AL, caches = _network(rng, ref, (*sizes, last), m or drawn_m, activations)
        probability = activations[-1] == "sigmoid"
        dAL = (
            ref.output_gradient(AL, labels(rng, AL.shape[1]))
            if probability
            else rng.randn(*AL.shape)
        )
        roles = {"dAL": dAL, "X": X, "m": X.shape[1], "L": len(caches), "activations": activations}
        for layer, ((A_prev, W, b), Z) in enumerate(caches, start=1):
            roles |= {f"A{layer - 1}": A_prev, f"W{layer}": W, f"b{layer}": b, f"Z{layer}": Z}
        roles |= {f"A{len(caches)}": AL, f"dA{len(caches)}": dAL}
        yield Case(name, (dAL, caches, list(activations)), seed, bool(fixed_seed), roles=roles)


def _network(rng, ref, sizes, m, activations):
    """X, AL and caches of a forward pass; no relu near its kink, some units on and some off."""
    while True:
        X = rng.randn(sizes[0], m)
        parameters = {}
        for layer in range(1, len(sizes)):
            n, n_prev = sizes[layer], sizes[layer - 1]
            parameters[f"W{layer}"] = rng.randn(n, n_prev) / np.sqrt(n_prev)
            parameters[f"b{layer}"] = 0.5 * rng.randn(n, 1)
        AL, caches = ref.forward(X, parameters, activations)
        kinked = [Z for (_, Z), name in zip(caches, activations, strict=True) if name in KINKED]
        if all(_on_and_off(Z) for Z in kinked):
            return X, AL, caches


def _on_and_off(Z):
    both = np.any(Z > 0) and (Z.size == 1 or np.any(Z < 0))
    return bool(both and np.all(np.abs(Z) > NEAREST_Z))
