"""What the tests of the assignments on networks of three layers share: how their inputs are drawn.

The layers are relu, relu and sigmoid, and the cache of a forward pass is flat:
``(Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)``. It holds no A0, which is the input X.
"""

import numpy as np

NEAREST_Z = 1e-2  # |Z| of a relu layer is above this: rounding switches no unit
AL_EDGE = 0.05  # the output is that far from 0 and from 1
CACHE = ("Z1", "A1", "W1", "b1", "Z2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")
PER_EXAMPLE = ("dZ3", "dA2", "dZ2", "dA1", "dZ1")
EARLY_AVERAGE = (
    "Your dZ and dA are divided by m from dZ3 on, and dW and db are not divided again: the same "
    "gradients of W and b. They were read as the notebook asks, where 1/m stands in dW and db."
)


def different(rng, count, low=2, high=7):
    """``count`` different whole numbers from ``low`` up to ``high``, in random order."""
    return [int(n) for n in rng.permutation(np.arange(low, high + 1))[:count]]


def labels(rng, m):
    """Labels (1, m): from m = 2 on, at least one 1 and at least one 0."""
    Y = rng.randint(0, 2, size=(1, m)).astype(float)
    if m > 1:
        zero, one = rng.permutation(m)[:2]
        Y[0, zero], Y[0, one] = 0.0, 1.0
    return Y


def drawn_parameters(rng, layer_dims):
    """W1, b1, … of a size that keeps every Z around 1."""
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n, n_prev = layer_dims[layer], layer_dims[layer - 1]
        parameters[f"W{layer}"] = rng.randn(n, n_prev) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = 0.5 * rng.randn(n, 1)
    return parameters


def network(rng, forward, layer_dims=None, m=None):
    """X, Y, parameters and the cache that ``forward(X, parameters)`` leaves.

    Draws again until no relu is near its kink, each layer has units that are on and units that
    are off, some example comes through all layers, and the output is far from 0 and from 1.
    Sizes that are not asked for are drawn, each different.
    """
    *sizes, drawn_m = different(rng, 4)
    layer_dims = layer_dims or (*sizes, 1)
    m = m or drawn_m
    Y = labels(rng, m)
    while True:
        X = rng.randn(layer_dims[0], m)
        parameters = drawn_parameters(rng, layer_dims)
        cache = forward(X, parameters)
        Z1, Z2, A3 = cache[0], cache[4], cache[9]
        comes_through = np.any(Z1 > 0, axis=0) & np.any(Z2 > 0, axis=0)
        if (
            all(np.all(np.abs(Z) > NEAREST_Z) and on_and_off(Z) for Z in (Z1, Z2))
            and np.any(comes_through)
            and np.all(np.minimum(A3, 1 - A3) > AL_EDGE)
        ):
            return X, Y, parameters, cache


def on_and_off(Z):
    """Some unit is on; where there is more than one number, some unit is off as well."""
    return bool(np.any(Z > 0) and (Z.size == 1 or np.any(Z < 0)))


def own_memory(cache):
    """The cache with arrays that no other input shares."""
    return tuple(array.copy() for array in cache)


def roles_of_cache(X, Y, cache):
    named = dict(zip(CACHE, cache, strict=True))
    return {"X": X, "A0": X, "Y": Y, "m": X.shape[1], "L": 3, **named}


def close(one, other):
    return (
        isinstance(one, np.ndarray)
        and one.dtype.kind == "f"
        and one.shape == other.shape
        and np.allclose(one, other, rtol=1e-6, atol=1e-9)
    )


def averaged_early(seen):
    """The gradients as asked, where dZ3 was divided by m instead of dW and db; else None."""
    _, Y, cache = seen.args
    m = Y.shape[1]
    A3 = cache[CACHE.index("A3")]
    if m == 1 or not isinstance(seen.value, dict) or not close(seen.value.get("dZ3"), (A3 - Y) / m):
        return None
    value = {
        key: gradient * m
        if key in PER_EXAMPLE and isinstance(gradient, np.ndarray) and gradient.dtype.kind == "f"
        else gradient
        for key, gradient in seen.value.items()
    }
    return type(seen)(value, seen.mutated, seen.args), EARLY_AVERAGE
