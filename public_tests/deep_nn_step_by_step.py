"""The inputs that the notebook "Deep network, step by step" is checked on, and the checks.

Three parts, for three readers:

* the *input providers* (``linear_forward_test_case()`` and so on) hand out small seeded inputs,
  for trying a function by hand;
* the *checks* (``linear_forward_test(linear_forward)``) are what a check cell calls;
* the *cases* are the inputs that your function is called with: some with a seed that stands here,
  some with a seed drawn for each run. Everything is drawn from ``numpy.random.RandomState``, so
  the same seed gives the same numbers on every machine.

On the names. A network of L layers turns A0 into A1, A1 into A2, …, and A(L-1) into AL = A[L]. A0
is the input X itself. Layer l reads A[l-1], so **layer 1 reads A0, and its cache holds A0**:
``((A0, W1, b1), Z1)``. The cache of layer 2 is ``((A1, W2, b2), Z2)``. Elsewhere you may meet the
same tests with A0 called ``A1`` and A1 called ``A2``: the numbers are the same, the names are one
too high.
"""

import re

import numpy as np
from numpy.random import RandomState

from grader.author import Case, cases, convention
from grader.checks import check

__all__ = [
    "L_model_backward_test",
    "L_model_backward_test_case",
    "L_model_forward_test",
    "L_model_forward_test_case",
    "L_model_forward_test_case_2hidden",
    "compute_cost_test",
    "compute_cost_test_case",
    "demonstrate",
    "initialize_parameters_deep_test",
    "initialize_parameters_deep_test_1",
    "initialize_parameters_deep_test_2",
    "initialize_parameters_deep_test_case",
    "initialize_parameters_test",
    "initialize_parameters_test_1",
    "initialize_parameters_test_2",
    "initialize_parameters_test_case",
    "linear_activation_backward_test",
    "linear_activation_backward_test_case",
    "linear_activation_forward_test",
    "linear_activation_forward_test_case",
    "linear_backward_test",
    "linear_backward_test_case",
    "linear_forward_test",
    "linear_forward_test_case",
    "update_parameters_test",
    "update_parameters_test_case",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

initialize_parameters_test = check(__file__, "initialize_parameters")
initialize_parameters_deep_test = check(__file__, "initialize_parameters_deep")
linear_forward_test = check(__file__, "linear_forward")
linear_activation_forward_test = check(__file__, "linear_activation_forward")
L_model_forward_test = check(__file__, "L_model_forward")
compute_cost_test = check(__file__, "compute_cost")
linear_backward_test = check(__file__, "linear_backward")
linear_activation_backward_test = check(__file__, "linear_activation_backward")
L_model_backward_test = check(__file__, "L_model_backward")
update_parameters_test = check(__file__, "update_parameters")

# Some years' notebooks call the initialisers' checks by these names.
initialize_parameters_test_1 = initialize_parameters_test_2 = initialize_parameters_test
initialize_parameters_deep_test_1 = initialize_parameters_deep_test
initialize_parameters_deep_test_2 = initialize_parameters_deep_test


# --- input providers --------------------------------------------------------------------------


def initialize_parameters_test_case():
    """n_x, n_h, n_y: three inputs, two hidden units, one output."""
    return 3, 2, 1


def initialize_parameters_deep_test_case():
    """layer_dims: five inputs, a layer of four units, a layer of three."""
    return [5, 4, 3]


def linear_forward_test_case():
    """A0 (3, 2), W1 (1, 3), b1 (1, 1): layer 1, whose input is A0 = X."""
    rng = RandomState(1)
    A0 = rng.randn(3, 2)
    W1 = rng.randn(1, 3)
    b1 = rng.randn(1, 1)
    return A0, W1, b1


def linear_activation_forward_test_case():
    """A0 (3, 2), W1 (1, 3), b1 (1, 1): layer 1 again; its activation is yours to choose."""
    rng = RandomState(2)
    A0 = rng.randn(3, 2)
    W1 = rng.randn(1, 3)
    b1 = rng.randn(1, 1)
    return A0, W1, b1


def L_model_forward_test_case():
    """X (4, 2) and the parameters of two layers, 4 -> 3 -> 1."""
    rng = RandomState(1)
    X = rng.randn(4, 2)
    return X, _drawn(rng, W1=(3, 4), b1=(3, 1), W2=(1, 3), b2=(1, 1))


def L_model_forward_test_case_2hidden():
    """X (5, 4) and the parameters of three layers (two of them hidden), 5 -> 4 -> 3 -> 1."""
    rng = RandomState(6)
    X = rng.randn(5, 4)
    return X, _drawn(rng, W1=(4, 5), b1=(4, 1), W2=(3, 4), b2=(3, 1), W3=(1, 3), b3=(1, 1))


def compute_cost_test_case():
    """Y and AL, in this order: compute_cost takes them the other way round."""
    Y = np.array([[1, 1, 0]])
    AL = np.array([[0.8, 0.9, 0.4]])
    return Y, AL


def linear_backward_test_case():
    """dZ (3, 4) and the linear cache (A_prev (5, 4), W (3, 5), b (3, 1)) of some layer."""
    rng = RandomState(1)
    dZ = rng.randn(3, 4)
    A_prev = rng.randn(5, 4)
    W = rng.randn(3, 5)
    b = rng.randn(3, 1)
    return dZ, (A_prev, W, b)


def linear_activation_backward_test_case():
    """dA (1, 2) and a layer's cache ((A_prev (3, 2), W (1, 3), b (1, 1)), Z (1, 2)).

    Z is a draw of its own here, not W A_prev + b.
    """
    rng = RandomState(2)
    dA = rng.randn(1, 2)
    A_prev = rng.randn(3, 2)
    W = rng.randn(1, 3)
    b = rng.randn(1, 1)
    Z = rng.randn(1, 2)
    return dA, ((A_prev, W, b), Z)


def L_model_backward_test_case():
    """AL (1, 2), Y (1, 2) and the caches of two layers, 4 -> 3 -> 1.

    Layer 1's cache holds A0, the input of the network, because dW1 is made of dZ1 and A0; layer
    2's holds A1. All of it is independent draws, not a forward pass: AL may lie above 1, and
    formulas that rest on AL = sigmoid(Z2) give other numbers here.
    """
    rng = RandomState(3)
    AL = rng.randn(1, 2)
    Y = np.array([[1, 0]])
    A0 = rng.randn(4, 2)
    W1 = rng.randn(3, 4)
    b1 = rng.randn(3, 1)
    Z1 = rng.randn(3, 2)
    A1 = rng.randn(3, 2)
    W2 = rng.randn(1, 3)
    b2 = rng.randn(1, 1)
    Z2 = rng.randn(1, 2)
    return AL, Y, [((A0, W1, b1), Z1), ((A1, W2, b2), Z2)]


def update_parameters_test_case():
    """The parameters of two layers, 4 -> 3 -> 1, and gradients for them."""
    parameters = _drawn(RandomState(2), W1=(3, 4), b1=(3, 1), W2=(1, 3), b2=(1, 1))
    grads = _drawn(RandomState(3), dW1=(3, 4), db1=(3, 1), dW2=(1, 3), db2=(1, 1))
    return parameters, grads


def _drawn(rng, **shapes):
    return {name: rng.randn(*shape) for name, shape in shapes.items()}


# --- the whole thing at work ------------------------------------------------------------------


def demonstrate(initialize, forward, cost_of, backward, update, *, steps=500):
    """Train a small network with your own functions and print the cost on the way.

    The data: 60 points of the plane, labelled 1 inside an ellipse and 0 outside.
    """
    rng = RandomState(4)
    X = rng.uniform(-1, 1, size=(2, 60))
    Y = ((X[0:1] ** 2 + 2 * X[1:2] ** 2) < 0.6).astype(float)
    learning_rate = 1.0
    try:
        parameters = initialize([2, 8, 1])
        for step in range(steps + 1):
            AL, caches = forward(X, parameters)
            if AL is None:
                raise NotImplementedError("L_model_forward makes no AL yet")
            if step % (steps // 5) == 0:
                print(f"cost after step {step:4d}: {float(cost_of(AL, Y)):.4f}")
            parameters = update(parameters, backward(AL, Y, caches), learning_rate)
    except Exception as error:  # whatever an unfinished function may raise
        print("Fill in the functions above first; their check cells tell which are missing.")
        print(f"This run ended with {type(error).__name__}: {error}")


# --- cases: the inputs of each exercise -------------------------------------------------------
#
# What the helpers below see to, so that every right formula passes and no wrong one gets by:
# all widths of a network differ, and m differs from them; caches come from a forward pass;
# no Z is so near 0 that rounding could switch a relu; no AL is so near 0 or 1 that its
# logarithm or 1 / AL would blow rounding up.

ANY = None  # a size that is drawn for each run
NEAREST_Z = 1e-2  # |Z| of every relu layer is above this
AL_EDGE = 0.05  # every AL is that far from 0 and from 1
INDEPENDENT_Z = "Z is an independent draw here, not W A_prev + b: no forward pass gave this cache."
INDEPENDENT_DRAWS = "AL, A1, Z1, Z2 are independent draws here: no forward pass gave these caches."


def _fixed(seed):
    """As ``seeds.draw()``, for a case that is the same in every run."""
    return seed, RandomState(seed)


def _different(rng, count, low=2, high=8):
    """``count`` different whole numbers from ``low`` up to ``high``, in random order."""
    return [int(n) for n in rng.permutation(np.arange(low, high + 1))[:count]]


def _layer(rng, n, n_prev):
    """W (n, n_prev) and b (n, 1) of a size that keeps Z around 1."""
    return rng.randn(n, n_prev) / np.sqrt(n_prev), 0.5 * rng.randn(n, 1)


def _some_of_both(rng, m):
    """Labels (1, m): from m = 2 on, at least one 1 and at least one 0."""
    Y = rng.randint(0, 2, size=(1, m)).astype(float)
    if m > 1:
        zero, one = rng.permutation(m)[:2]
        Y[0, zero], Y[0, one] = 0.0, 1.0
    return Y


def _sizes(rng, asked):
    """n, n_prev, m as asked for; those that may be ANY are drawn, each different."""
    drawn = _different(rng, 3)
    return [own if size is ANY else size for own, size in zip(drawn, asked, strict=True)]


def _clear_of_ties(Z):
    return bool(np.all(np.abs(Z) > NEAREST_Z))


def _unsaturated(AL):
    return bool(np.all(np.minimum(AL, 1 - AL) > AL_EDGE))


def _on_and_off(Z):
    """Some unit is on; where there is more than one number, some unit is off as well."""
    return bool(np.any(Z > 0) and (Z.size == 1 or np.any(Z < 0)))


def _network(rng, ref, L, m=ANY, whole_labels=False):
    """X, Y, parameters, AL and caches of a network of L layers, as a forward pass leaves them.

    Draws again until relu and sigmoid are far from where rounding would matter, and until some
    example reaches the output through a unit of every layer.
    """
    *dims, drawn_m = _different(rng, L + 1)
    dims.append(1)
    m = m or drawn_m
    Y = _some_of_both(rng, m)
    while True:
        X = rng.randn(dims[0], m)
        parameters = {}
        for layer in range(1, L + 1):
            W, b = _layer(rng, dims[layer], dims[layer - 1])
            parameters[f"W{layer}"], parameters[f"b{layer}"] = W, b
        AL, caches = ref.L_model_forward(X, parameters)
        hidden = [Z for _, Z in caches[:-1]]
        a_path = np.all([np.any(Z > 0, axis=0) for Z in hidden], axis=0)
        if (
            all(_clear_of_ties(Z) and _on_and_off(Z) for Z in hidden)
            and np.any(a_path)
            and _unsaturated(AL)
        ):
            return X, Y.astype(int) if whole_labels else Y, parameters, AL, caches


def _one_layer(rng, ref, sizes, activation):
    """A_prev, W, b and the cache that the forward step through this layer leaves."""
    n, n_prev, m = sizes
    while True:
        A_prev = rng.randn(n_prev, m)
        W, b = _layer(rng, n, n_prev)
        _, cache = ref.linear_activation_forward(A_prev, W, b, activation)
        _, Z = cache
        if _clear_of_ties(Z) and _on_and_off(Z):
            return A_prev, W, b, cache


# --- what the mathematics calls the inputs ----------------------------------------------------


def _roles_of_caches(caches):
    roles = {"L": len(caches)}
    for layer, ((A_prev, W, b), Z) in enumerate(caches, start=1):
        roles |= {f"A{layer - 1}": A_prev, f"W{layer}": W, f"b{layer}": b, f"Z{layer}": Z}
    return roles


# --- initialize_parameters --------------------------------------------------------------------


@cases("initialize_parameters")
def initialize_parameters_cases(seeds, ref):
    yield _two_layers("source_example", initialize_parameters_test_case(), 1, public=True)
    yield _two_layers("four inputs, three hidden units, two outputs", (4, 3, 2), 1, public=True)
    for name, fixed in [
        ("drawn sizes", {}),
        ("one hidden unit", {1: 1}),
        ("one input", {0: 1}),
        ("one output", {2: 1}),
        ("more outputs than inputs", {0: 2, 2: 9}),
    ]:
        seed, rng = seeds.draw()
        sizes = _different(rng, 3, low=3)
        for position, size in fixed.items():
            sizes[position] = size
        yield _two_layers(name, tuple(sizes), seed)


def _two_layers(name, sizes, seed, public=False):
    # numpy's own stream starts at 1: whoever leaves out the seed line gets the same numbers
    roles = dict(zip(("n_x", "n_h", "n_y"), sizes, strict=True))
    return Case(name, sizes, seed, public, numpy_seed=1, roles=roles)


# --- initialize_parameters_deep ---------------------------------------------------------------


@cases("initialize_parameters_deep")
def initialize_parameters_deep_cases(seeds, ref):
    yield _many_layers("source_example", initialize_parameters_deep_test_case(), 3, public=True)
    yield _many_layers("one layer", [4, 1], 3, public=True)
    for name, L, last in [
        ("two layers", 2, []),
        ("three layers, one output", 3, [1]),
        ("four layers, one output", 4, [1]),
        ("four layers, several outputs", 4, []),
    ]:
        seed, rng = seeds.draw()
        dims = _different(rng, L + 1 - len(last)) + last
        yield _many_layers(name, dims, seed)
    seed, rng = seeds.draw()
    n_0, n_2, n_3 = _different(rng, 3)
    yield _many_layers("a hidden layer of one unit", [n_0, 1, n_2, n_3], seed)


def _many_layers(name, layer_dims, seed, public=False):
    roles = {"layer_dims": layer_dims, "L": len(layer_dims) - 1}
    roles |= {f"n{layer}": size for layer, size in enumerate(layer_dims)}
    return Case(name, (layer_dims,), seed, public, numpy_seed=3, roles=roles)


# --- linear_forward ---------------------------------------------------------------------------


@cases("linear_forward")
def linear_forward_cases(seeds, ref):
    yield _linear("source_example", *linear_forward_test_case(), seed=1, public=True)
    rng = RandomState(11)
    A = rng.randn(4, 3)
    yield _linear("two units, three examples", A, *_layer(rng, 2, 4), seed=11, public=True)
    for name, asked in [
        ("several units, several examples", (ANY, ANY, ANY)),
        ("more units than inputs", (9, ANY, ANY)),
        ("one unit", (1, ANY, ANY)),
        ("m = 1", (ANY, ANY, 1)),
        ("one input", (ANY, 1, ANY)),
        ("one unit, one input, m = 1", (1, 1, 1)),
    ]:
        seed, rng = seeds.draw()
        n, n_prev, m = _sizes(rng, asked)
        A = rng.randn(n_prev, m)
        yield _linear(name, A, *_layer(rng, n, n_prev), seed=seed)


def _linear(name, A, W, b, *, seed, public=False):
    roles = {"A": A, "W": W, "b": b, "m": A.shape[1]}
    return Case(name, (A, W, b), seed, public, roles=roles)


# --- linear_activation_forward ----------------------------------------------------------------


@cases("linear_activation_forward")
def linear_activation_forward_cases(seeds, ref):
    for activation in ("sigmoid", "relu"):
        name = f"source_example_{activation}"
        inputs = linear_activation_forward_test_case()
        yield _activated(name, *inputs, activation, seed=2, public=True)
    A_prev, W, b, _ = _one_layer(RandomState(12), ref, (2, 4, 3), "relu")
    yield _activated("relu, two units", A_prev, W, b, "relu", seed=12, public=True)
    for name, activation, asked in [
        ("relu, several units", "relu", (ANY, ANY, ANY)),
        ("relu, one input", "relu", (ANY, 1, ANY)),
        ("relu, m = 1", "relu", (ANY, ANY, 1)),
        ("sigmoid, one unit", "sigmoid", (1, ANY, ANY)),
        ("sigmoid, several units", "sigmoid", (ANY, ANY, ANY)),
        ("sigmoid, m = 1", "sigmoid", (ANY, ANY, 1)),
    ]:
        seed, rng = seeds.draw()
        A_prev, W, b, _ = _one_layer(rng, ref, _sizes(rng, asked), activation)
        yield _activated(name, A_prev, W, b, activation, seed=seed)


def _activated(name, A_prev, W, b, activation, *, seed, public=False):
    roles = {"A_prev": A_prev, "W": W, "b": b, "m": A_prev.shape[1], "activation": activation}
    return Case(name, (A_prev, W, b, activation), seed, public, roles=roles)


# --- L_model_forward --------------------------------------------------------------------------


@cases("L_model_forward")
def L_model_forward_cases(seeds, ref):
    inputs = L_model_forward_test_case_2hidden()
    yield _forward("source_example", *inputs, ref, seed=6, public=True)
    yield _forward("two layers", *L_model_forward_test_case(), ref, seed=1, public=True)
    for name, L, m in [
        ("one layer, several examples", 1, None),
        ("two layers, m = 1", 2, 1),
        ("three layers, several examples", 3, None),
        ("three layers, m = 1", 3, 1),
        ("four layers, several examples", 4, None),
        ("four layers, m = 1", 4, 1),
    ]:
        seed, rng = seeds.draw()
        X, _, parameters, _, _ = _network(rng, ref, L, m)
        yield _forward(name, X, parameters, ref, seed=seed)


def _forward(name, X, parameters, ref, *, seed, public=False):
    AL, caches = ref.L_model_forward(X, parameters)
    roles = {"X": X, "m": X.shape[1], **_roles_of_caches(caches), f"A{len(caches)}": AL}
    return Case(name, (X, parameters), seed, public, roles=roles)


# --- compute_cost -----------------------------------------------------------------------------


@cases("compute_cost")
def compute_cost_cases(seeds, ref):
    Y, AL = compute_cost_test_case()
    yield _cost("source_example", AL, Y, seed=0, public=True)
    AL, Y = np.array([[0.25]]), np.array([[0]])
    yield _cost("one example, labelled 0", AL, Y, seed=0, public=True)
    for name, asked, kind in [
        ("several examples", ANY, float),
        ("several examples, whole-number labels", ANY, int),
        ("many examples", 40, float),
        ("two examples", 2, int),
    ]:
        seed, rng = seeds.draw()
        m = asked or _different(rng, 1, low=3)[0]
        AL = rng.uniform(AL_EDGE, 1 - AL_EDGE, size=(1, m))
        yield _cost(name, AL, _some_of_both(rng, m).astype(kind), seed=seed)
    for label in (0.0, 1.0):
        seed, rng = seeds.draw()
        AL = rng.uniform(AL_EDGE, 1 - AL_EDGE, size=(1, 1))
        yield _cost(f"m = 1, labelled {label:.0f}", AL, np.array([[label]]), seed=seed)


def _cost(name, AL, Y, *, seed, public=False):
    return Case(name, (AL, Y), seed, public, roles={"AL": AL, "Y": Y, "m": Y.shape[1]})


# --- linear_backward --------------------------------------------------------------------------


@cases("linear_backward")
def linear_backward_cases(seeds, ref):
    yield _linear_back("source_example", *linear_backward_test_case(), seed=1, public=True)
    rng = RandomState(13)
    dZ, A_prev = rng.randn(1, 3), rng.randn(2, 3)
    yield _linear_back(
        "one unit, three examples", dZ, (A_prev, *_layer(rng, 1, 2)), seed=13, public=True
    )
    for name, asked in [
        ("several units, several examples", (ANY, ANY, ANY)),
        ("more units than inputs", (9, ANY, ANY)),
        ("one unit", (1, ANY, ANY)),
        ("m = 1", (ANY, ANY, 1)),
        ("one input", (ANY, 1, ANY)),
        ("one unit, one input, m = 1", (1, 1, 1)),
    ]:
        seed, rng = seeds.draw()
        n, n_prev, m = _sizes(rng, asked)
        dZ, A_prev = rng.randn(n, m), rng.randn(n_prev, m)
        yield _linear_back(name, dZ, (A_prev, *_layer(rng, n, n_prev)), seed=seed)


def _linear_back(name, dZ, cache, *, seed, public=False):
    A_prev, W, b = cache
    roles = {"dZ": dZ, "A_prev": A_prev, "W": W, "b": b, "m": A_prev.shape[1]}
    return Case(name, (dZ, cache), seed, public, roles=roles)


# --- linear_activation_backward ---------------------------------------------------------------


@cases("linear_activation_backward")
def linear_activation_backward_cases(seeds, ref):
    for activation in ("sigmoid", "relu"):
        name = f"source_example_{activation}"
        dA, cache = linear_activation_backward_test_case()
        yield _activated_back(
            name,
            dA,
            cache,
            activation,
            ref,
            seed=2,
            public=True,
            counts=False,
            note=INDEPENDENT_Z,
        )
    for name, activation, asked, fixed_seed in [
        ("relu, two units", "relu", (2, 4, 3), 14),
        ("sigmoid, one unit, three examples", "sigmoid", (1, 4, 3), 15),
        ("relu, several units", "relu", (ANY, ANY, ANY), None),
        ("relu, one input", "relu", (ANY, 1, ANY), None),
        ("relu, m = 1", "relu", (ANY, ANY, 1), None),
        ("sigmoid, one unit", "sigmoid", (1, ANY, ANY), None),
        ("sigmoid, several units", "sigmoid", (ANY, ANY, ANY), None),
        ("sigmoid, m = 1", "sigmoid", (ANY, ANY, 1), None),
    ]:
        seed, rng = _fixed(fixed_seed) if fixed_seed else seeds.draw()
        *_, cache = _one_layer(rng, ref, _sizes(rng, asked), activation)
        dA = rng.randn(*cache[1].shape)
        yield _activated_back(name, dA, cache, activation, ref, seed=seed, public=bool(fixed_seed))


def _activated_back(name, dA, cache, activation, ref, *, seed, public, counts=True, note=""):
    (A_prev, W, b), Z = cache
    through = ref.sigmoid_backward if activation == "sigmoid" else ref.relu_backward
    roles = {"dA": dA, "A_prev": A_prev, "W": W, "b": b, "Z": Z, "m": A_prev.shape[1]}
    roles |= {"activation": activation, "dZ": through(dA, Z)}
    args = (dA, cache, activation)
    return Case(name, args, seed, public, counts, roles=roles, note=note)


# --- L_model_backward -------------------------------------------------------------------------


@cases("L_model_backward")
def L_model_backward_cases(seeds, ref):
    yield _backward(
        "source_example",
        *L_model_backward_test_case(),
        ref,
        seed=3,
        public=True,
        counts=False,
        note=INDEPENDENT_DRAWS,
    )
    for name, L, m, whole_labels, fixed_seed in [
        ("two layers", 2, 3, False, 16),
        ("three layers", 3, 2, True, 17),
        ("one layer, several examples", 1, None, False, None),
        ("two layers, m = 1", 2, 1, True, None),
        ("three layers, several examples", 3, None, False, None),
        ("three layers, m = 1", 3, 1, False, None),
        ("four layers, several examples", 4, None, True, None),
        ("four layers, m = 1", 4, 1, False, None),
    ]:
        seed, rng = _fixed(fixed_seed) if fixed_seed else seeds.draw()
        _, Y, _, AL, caches = _network(rng, ref, L, m, whole_labels)
        yield _backward(name, AL, Y, caches, ref, seed=seed, public=bool(fixed_seed))


def _backward(name, AL, Y, caches, ref, *, seed, public, counts=True, note=""):
    roles = {"AL": AL, "Y": Y, "m": Y.shape[1], **_roles_of_caches(caches)}
    grads = ref.L_model_backward(AL, Y, caches)
    L = len(caches)
    roles[f"A{L}"] = AL
    for layer, (_, Z) in enumerate(caches[:-1], start=1):
        dA = grads[f"dA{layer}"]
        roles |= {f"dA{layer}": dA, f"dZ{layer}": ref.relu_backward(dA, Z)}
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    roles |= {f"dA{L}": dAL, f"dZ{L}": ref.sigmoid_backward(dAL, caches[-1][1])}
    return Case(name, (AL, Y, caches), seed, public, counts, roles=roles, note=note)


# --- update_parameters ------------------------------------------------------------------------


@cases("update_parameters")
def update_parameters_cases(seeds, ref):
    yield _update("source_example", *update_parameters_test_case(), 0.1, seed=2, public=True)
    yield _update("one layer", *_one_layer_step(RandomState(18)), 1.0, seed=18, public=True)
    for name, L, learning_rate, with_dA in [
        ("one layer, gradients as L_model_backward leaves them", 1, None, True),
        ("two layers", 2, 0.01, False),
        ("three layers, gradients as L_model_backward leaves them", 3, None, True),
        ("four layers", 4, None, False),
        ("four layers, a large step", 4, 2.0, True),
    ]:
        seed, rng = seeds.draw()
        _, Y, parameters, AL, caches = _network(rng, ref, L)
        grads = ref.L_model_backward(AL, Y, caches)
        if not with_dA:
            grads = {key: value for key, value in grads.items() if not key.startswith("dA")}
        rate = learning_rate or float(rng.uniform(0.05, 0.5))
        yield _update(name, parameters, grads, rate, seed=seed)


def _one_layer_step(rng):
    return _drawn(rng, W1=(1, 3), b1=(1, 1)), _drawn(rng, dW1=(1, 3), db1=(1, 1))


def _update(name, parameters, grads, learning_rate, *, seed, public=False):
    roles = {**parameters, **grads, "learning_rate": learning_rate, "L": len(parameters) // 2}
    return Case(name, (parameters, grads, learning_rate), seed, public, roles=roles)


# --- conventions of other years ---------------------------------------------------------------

SHIFTED_NOTE = (
    "Notebooks of this year ask for dA keys that are one higher (dA1 … dAL, what layer l "
    "hands back under dA l); they were read as dA0 … dA(L-1)."
)
IN_PLACE_NOTE = (
    "Your function changes the dictionary or the arrays that its caller handed over, as older "
    "notebooks' own code does. That costs nothing here; a function that returns a new "
    "dictionary and leaves its inputs alone is safer."
)


@convention(
    "L_model_backward",
    ("older",),
    asks="What layer l hands back is asked for under dA(l-1): the first key is dA0.",
)
def dA_keys_one_too_high(function, seen):
    """The earliest notebooks name what layer l hands back dA(l), not dA(l-1)."""
    if not isinstance(seen.value, dict):
        return None
    if "dA0" in seen.value or "dA1" not in seen.value:
        return None
    if not _asks_for_shifted_keys(function):
        return None
    value = {_one_lower(key): gradient for key, gradient in seen.value.items()}
    return type(seen)(value, seen.mutated, seen.args), SHIFTED_NOTE


def _one_lower(key):
    number = re.fullmatch(r"dA(\d{1,4})", key) if isinstance(key, str) else None
    return f"dA{int(number[1]) - 1}" if number else key


def _asks_for_shifted_keys(function):
    """What the text between the lines of code says that a layer's outputs are called.

    Where that text is gone, and nothing else in it speaks of a dA0, the other cells of the
    earliest notebooks decide, which look up a dA1 and no dA0.
    Compared without blanks and quotes: ``Outputs: "grads["dA" + str(l + 1)]`` becomes
    ``Outputs:grads[dA+str(l+1)]``. The loop's comment decides; the output layer's, where the
    loop has none.
    """
    source = function.source
    comments = " ".join(re.findall(r"#+(.*)", source))
    text = re.sub(r"[\s\"'`“”‘’\\]", "", comments)
    asked = re.findall(r"Outputs?[:=]?(?:grads)?\W{0,2}dA\W*(?:str\()?([lL](?:[+-]\d)?)", text)
    for_loop = [index for index in asked if index.startswith("l")]
    if not asked and "earliest" in function.editions:
        return "dA0" not in source and "L-1" not in text
    return (for_loop or asked)[:1] in (["l+1"], ["L"])


@convention(
    "update_parameters",
    ("older", "newer"),
    asks="A new dictionary is asked for, and the caller's is to stay as it is.",
)
def fills_the_callers_dictionary(function, seen):
    """Older notebooks' own code writes into the dictionary that it was given."""
    altered = [name for name in seen.mutated if name.startswith("params")]
    if not altered:
        return None
    rest = tuple(name for name in seen.mutated if name not in altered)
    return type(seen)(seen.value, rest, seen.args), IN_PLACE_NOTE
