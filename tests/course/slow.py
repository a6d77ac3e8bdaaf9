"""The network once more, written number by number: an oracle that shares no code with it.

Everything is lists, loops and ``math``; numbers may be complex, so that a derivative can be read
off the imaginary part of a tiny imaginary step (no cancellation, exact to the last digits).
"""

import cmath

import numpy as np

STEP = 1e-30


def matrix(rows, columns, entry):
    return [[entry(i, j) for j in range(columns)] for i in range(rows)]


def linear(W, A, b):
    """Z = W A + b, as lists."""

    def entry(i, j):
        total = b[i][0]
        for k in range(len(A)):
            total += W[i][k] * A[k][j]
        return total

    return matrix(len(W), len(A[0]), entry)


def sigmoid(z):
    return 1 / (1 + cmath.exp(-z))


def relu(z):
    return z if complex(z).real > 0 else 0 * z


ACTIVATIONS = {"sigmoid": sigmoid, "relu": relu}


def activate(name, Z):
    return matrix(len(Z), len(Z[0]), lambda i, j: ACTIVATIONS[name](Z[i][j]))


def layer(W, A_prev, b, activation):
    return activate(activation, linear(W, A_prev, b))


def forward(A, parameters, first=1):
    """What layers ``first`` … L make of ``A``, the activations of the layer before."""
    L = len(parameters) // 2
    for number in range(first, L + 1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        A = layer(W, A, b, "sigmoid" if number == L else "relu")
    return A


def cost(AL, Y):
    total = 0
    for a, y in zip(AL[0], Y[0], strict=True):
        total += -cmath.log(a) if y == 1 else -cmath.log(1 - a)
    return total / len(AL[0])


def weighted_sum(weights, values):
    """The number whose gradient, taken through ``values``, is what ``weights`` hands back."""
    return sum(
        w * v
        for row, values_row in zip(weights, values, strict=True)
        for w, v in zip(row, values_row, strict=True)
    )


def real(values):
    return np.array(values, dtype=complex).real


def gradient(function, point):
    """d function / d point, entry by entry, by a complex step."""
    slopes = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        moved = point.astype(complex)
        moved[index] += STEP * 1j
        slopes[index] = complex(function(moved)).imag / STEP
    return slopes


def central_difference(function, point, step=1e-5):
    """d function / d point, entry by entry, from two neighbouring points."""
    slopes = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[index] += step
        down[index] -= step
        slopes[index] = (complex(function(up)) - complex(function(down))).real / (2 * step)
    return slopes
