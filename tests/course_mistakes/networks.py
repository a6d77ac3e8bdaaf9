"""Inputs that really occur: small networks, one forward pass and one backward pass of each."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from grader.content.solutions import deep_nn_step_by_step as reference

SIZES = (  # units of the input and of every layer, then m; the output layer has one unit
    ((3, 1), 1),
    ((4, 1), 6),
    ((5, 3, 1), 4),
    ((2, 1, 1), 3),
    ((2, 4, 3, 1), 7),
    ((4, 3, 2, 1), 1),
    ((6, 5, 3, 2, 1), 4),
    ((3, 3, 3, 1), 3),
    ((1, 6, 4, 2, 1), 5),
)


def networks() -> Iterator[tuple[Any, ...]]:
    """X, Y, parameters of each network; weights are large enough for confident predictions."""
    for seed, (sizes, m) in enumerate(SIZES):
        rng = np.random.RandomState(100 + seed)
        parameters = {}
        for layer in range(1, len(sizes)):
            n, n_prev = sizes[layer], sizes[layer - 1]
            parameters[f"W{layer}"] = rng.randn(n, n_prev) * 1.5 / np.sqrt(n_prev)
            parameters[f"b{layer}"] = rng.randn(n, 1) * 0.7
        labels = rng.permutation(np.arange(m) % 2).reshape(1, m)
        yield rng.randn(sizes[0], m), labels, parameters


def inputs(exercise: str) -> list[tuple[Any, ...]]:
    """The arguments of every call of ``exercise``."""
    if exercise == "initialize_parameters":
        return [(3, 2, 1), (4, 5, 2), (1, 3, 4), (6, 1, 3)]
    if exercise == "initialize_parameters_deep":
        return [([5, 4, 3],), ([3, 1],), ([4, 6, 2, 1],), ([2, 5, 4, 3, 1],)]
    calls = []
    for X, Y, parameters in networks():
        AL, caches = reference.L_model_forward(X, parameters)
        grads = reference.L_model_backward(AL, Y, caches)
        whole_network = {
            "L_model_forward": (X, parameters),
            "compute_cost": (AL, Y),
            "L_model_backward": (AL, Y, caches),
            "update_parameters": (parameters, grads, 0.1 if len(caches) == 2 else 0.03),
        }
        if exercise in whole_network:
            calls.append(whole_network[exercise])
        else:
            calls += list(_layers(AL, Y, caches, grads, exercise))
    return calls


def _layers(AL, Y, caches, grads, exercise) -> Iterator[tuple[Any, ...]]:
    L = len(caches)
    for layer, cache in enumerate(caches, start=1):
        (A_prev, W, b), Z = cache
        for activation in ("sigmoid", "relu"):
            # each activation on every layer, with the gradient that comes in there
            dA = grads[f"dA{layer}"] if layer < L else (AL - Y) / (AL * (1 - AL))
            backward = getattr(reference, f"{activation}_backward")
            calls = {
                "linear_forward": (A_prev, W, b),
                "linear_activation_forward": (A_prev, W, b, activation),
                "linear_backward": (backward(dA, Z), cache[0]),
                "linear_activation_backward": (dA, cache, activation),
            }
            yield calls[exercise]
