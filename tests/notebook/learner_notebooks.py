"""Notebooks in the style of learners', written cell by cell in the tests."""

import json
import textwrap

from grader.model import Vocabulary
from grader.notebook import extract, read_notebook_bytes

PARAMETERS = {
    "initialize_parameters": ("n_x", "n_h", "n_y"),
    "initialize_parameters_deep": ("layer_dims",),
    "linear_forward": ("A", "W", "b"),
    "linear_activation_forward": ("A_prev", "W", "b", "activation"),
    "L_model_forward": ("X", "parameters"),
    "compute_cost": ("AL", "Y"),
    "linear_backward": ("dZ", "cache"),
    "linear_activation_backward": ("dA", "cache", "activation"),
    "L_model_backward": ("AL", "Y", "caches"),
    "update_parameters": ("params", "grads", "learning_rate"),
}

LINEAR_STUB = '''\
# GRADED FUNCTION: linear_forward
def linear_forward(A, W, b):
    """The linear part of one layer: Z = W A + b."""
    # YOUR CODE STARTS HERE (1 line)

    # YOUR CODE ENDS HERE

    cache = (A, W, b)
    return Z, cache
'''

STEP = Vocabulary(
    assignment="step_by_step",
    exercises=tuple(PARAMETERS),
    parameters=PARAMETERS,
    helpers=("sigmoid", "relu", "sigmoid_backward", "relu_backward"),
    stubs={**dict.fromkeys(PARAMETERS, ""), "linear_forward": LINEAR_STUB},
)

PLANAR = Vocabulary(
    assignment="planar",
    exercises=("layer_sizes", "initialize_parameters", "compute_cost", "nn_model"),
    parameters={
        "layer_sizes": ("X", "Y"),
        "initialize_parameters": ("n_x", "n_h", "n_y"),
        "compute_cost": ("A2", "Y"),
        "nn_model": ("X", "Y", "n_h"),
    },
    helpers=("sigmoid",),
    stubs={},
)

APPLICATION = Vocabulary(
    assignment="application",
    exercises=("two_layer_model", "L_layer_model"),
    parameters={"two_layer_model": ("X", "Y"), "L_layer_model": ("X", "Y")},
    helpers=(),
    stubs={},
)

LINEAR = """\
# GRADED FUNCTION: linear_forward

def linear_forward(A, W, b):
    ### START CODE HERE ### (≈ 1 line of code)
    Z = np.dot(W, A) + b
    ### END CODE HERE ###
    cache = (A, W, b)
    return Z, cache
"""


def text(source):
    """A cell's text as it stands in the test, without its indentation."""
    return textwrap.dedent(source).removeprefix("\n").rstrip()


def code(source, **metadata):
    lines = text(source).splitlines(keepends=True)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": lines,
    }


def prose(source):
    return {"cell_type": "markdown", "metadata": {}, "source": [source]}


def document(*cells, **other):
    found = {"nbformat": 4, "nbformat_minor": 2, "metadata": {}}
    cells = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    return {**found, "cells": cells, **other}


def file_of(*cells, **other):
    return json.dumps(document(*cells, **other)).encode()


def read(*cells, **other):
    return read_notebook_bytes(file_of(*cells, **other), "learner.ipynb")


def submitted(*cells, vocabularies=(STEP,), assignment=None, **other):
    return extract(read(*cells, **other), vocabularies, assignment)


def found(exercise, *cells, **other):
    return submitted(*cells, **other).functions[exercise]


def linear(*cells, **other):
    """What is found for ``linear_forward``."""
    return found("linear_forward", *cells, **other)


def executed(function):
    """The namespace after a function's units, as the worker would have it."""
    space = {}
    for unit in function.units:
        exec(compile(unit.source, unit.label, "exec"), space)
    return space


NEW_CELLS = (
    "%matplotlib inline\nimport numpy as np",
    "# GRADED FUNCTION: compute_cost\ndef compute_cost(AL, Y):\n    return 1",
    "for l in range(3):\n    # YOUR CODE STARTS HERE\n    # YOUR CODE ENDS HERE",
)
