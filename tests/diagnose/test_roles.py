"""A quantity in another's place is named, whatever it stands in and whatever follows from it."""

from __future__ import annotations

import pytest

from .asking import changed, graded

# assignment, exercise, edits, message
CONFUSIONS = {
    "dW made of W": (
        "deep_nn_step_by_step",
        "linear_backward",
        (("np.dot(dZ, A_prev.T)", "np.dot(dZ, W.T)"),),
        "Your dW is made with W; the formula wants A_prev.",
    ),
    "dW made of dZ twice": (
        "deep_nn_step_by_step",
        "linear_backward",
        (("np.dot(dZ, A_prev.T)", "np.dot(dZ, dZ.T)"),),
        "Your dW is made with dZ; the formula wants A_prev.",
    ),
    "a gradient of W where that of Z belongs, in a loop": (
        "deep_nn_step_by_step",
        "L_model_backward",
        (
            (
                'grads["dW" + str(l)] = dW',
                'grads["dW" + str(l)] = grads["dA" + str(l)] @ caches[l - 1][0][0].T / Y.size',
            ),
        ),
        "Your dW1 is made with dA1; the formula wants dZ1.",
    ),
    "what a layer makes, where what it reads belongs": (
        "deep_nn_step_by_step",
        "L_model_backward",
        (
            (
                'grads["db" + str(l)] = db',
                'grads["db" + str(l)] = caches[l][0][0].sum(axis=1, keepdims=True) / Y.size',
            ),
        ),
        "Your db1 is made with A1 (what layer 1 makes of Z1); the formula wants dZ1.",
    ),
    "X into every layer": (
        "deep_nn_step_by_step",
        "L_model_forward",
        (("    A = X\n", "    A_prev = X\n"), ("        A_prev = A\n", "")),
        "Your Z2 is made with A0 (the input X); the formula wants A1 (what layer 2 reads).",
    ),
    "Z where A belongs": (
        "three_layer_backprop",
        "backward_propagation",
        (("np.dot(dZ2, A1.T)", "np.dot(dZ2, Z1.T)"),),
        "Your dW2 is made with Z1; the formula wants A1 (what layer 2 reads).",
    ),
    "everything below follows": (
        "three_layer_backprop",
        "backward_propagation",
        (("dZ3 = A3 - Y", "dZ3 = Z3 - Y"),),
        "Your dZ3 is made with Z3; the formula wants A3 (what layer 3 makes of Z3).",
    ),
    "the slope of another layer": (
        "three_layer_backprop",
        "backward_propagation",
        (("dA1 * (Z1 > 0)", "np.multiply(dA1, np.int64(A2 > 0))"),),
        "Your dZ1 is made with A2 (what layer 2 makes of Z2); the formula wants A1 "
        "(what layer 1 makes of Z1).",
    ),
    "the weights of another layer": (
        "three_layer_backprop",
        "backward_propagation",
        (("np.dot(W2.T, dZ2)", "np.dot(W1.T, dZ2)"),),
        "Your dA1 is made with W1; the formula wants W2.",
    ),
}


@pytest.mark.parametrize("name", CONFUSIONS)
def test_the_quantity_that_stands_in_anothers_place_is_named(name, course, executor):
    assignment_name, exercise, edits, message = CONFUSIONS[name]
    assignment = course.assignment(assignment_name)
    source = changed(assignment, exercise, *edits)
    said = graded(assignment, exercise, source, executor).diagnoses
    assert [one.message for one in said] == [message]
    assert said[0].code == "role"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        # the reference's own L is there: another range raises the same as a wrong L
        (("for l in range(1, L + 1):", "for l in range(1, L + 2):"), "key"),
        (("L = len(parameters) // 2", "L = len(parameters)"), "layers-counted-twice"),
    ],
)
def test_a_known_mistake_is_not_told_by_its_exception_alone(wrong, code, step_by_step, executor):
    source = changed(step_by_step, "update_parameters", wrong)
    (found,) = graded(step_by_step, "update_parameters", source, executor).diagnoses
    assert found.code == code
