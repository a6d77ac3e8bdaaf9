"""What is said of answers that beginners write, over the assignments: small changes that are in no
list of known mistakes, or that look like one and are not."""

from __future__ import annotations

import pytest

from .asking import changed, graded

STEPS, CHAIN, THREE = "deep_nn_step_by_step", "chain_rule", "three_layer_backprop"
LOGISTIC, PLANAR, SPEED = (
    "logistic_regression",
    "planar_data_classification",
    "optimization_methods",
)
HIDDEN = 'linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "relu")'

# assignment, exercise, what stands there, what is written in its place, the codes that are said
ANSWERS = {
    "a loop one too long": (
        STEPS,
        "update_parameters",
        ("range(1, L + 1)", "range(1, L + 2)"),
        ("key",),
    ),
    "layers counted by four": (
        STEPS,
        "L_model_forward",
        ("len(parameters) // 2", "len(parameters) // 4"),
        ("key",),
    ),
    "a loop that never runs": (
        STEPS,
        "L_model_backward",
        ("range(1, L)", "range(1, 1)"),
        ("keys_missing",) * 3,
    ),
    "a condition on what is not made yet": (
        STEPS,
        "linear_activation_forward",
        ('if activation == "sigmoid"', 'if A == "sigmoid"'),
        ("unbound",),
    ),
    "the new A under another name": (
        STEPS,
        "L_model_forward",
        (
            "A, cache = linear_activation_forward(A_prev",
            "B, cache = linear_activation_forward(A_prev",
        ),
        ("role",),
    ),
    "only half of the cache": (
        STEPS,
        "L_model_backward",
        (HIDDEN, HIDDEN.replace("caches[l - 1]", "caches[l - 1][0]")),
        ("unpack",),
    ),
    "b inside the product, with W": (
        STEPS,
        "linear_forward",
        ("np.dot(W, A) + b", "np.dot(W + b, A)"),
        (),
    ),
    "m of the example": (
        STEPS,
        "linear_backward",
        ("keepdims=True) / m", "keepdims=True) / 3"),
        ("fixed_m",),
    ),
    "biases of another layer's size": (
        STEPS,
        "initialize_parameters",
        ("b1 = np.zeros((n_h, 1))", "b1 = np.zeros((n_y, 1))"),
        ("shape",),
    ),
    "caches as a dictionary": (
        STEPS,
        "L_model_forward",
        ("return AL, caches", "return AL, dict(enumerate(caches))"),
        ("kind",),
    ),
    "a doubled gradient handed on": (
        CHAIN,
        "chain",
        ("backward_step(dA,", "backward_step(2 * dA,"),
        ("factor",),
    ),
    "one sign, and all that follows": (
        THREE,
        "backward_propagation",
        ("dA2 = np.dot(W3.T, dZ3)", "dA2 = -np.dot(W3.T, dZ3)"),
        ("sign",),
    ),
    "an average in one dZ": (
        THREE,
        "backward_propagation",
        ("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2 * (Z2 > 0) / m"),
        ("factor_1/m",),
    ),
    "another threshold": (
        THREE,
        "backward_propagation",
        ("dZ2 = dA2 * (Z2 > 0)", "dZ2 = dA2 * (Z2 > 0.5)"),
        ("layers",),
    ),
    "no activation": (THREE, "forward_propagation", ("A1 = relu(Z1)", "A1 = Z1"), ("is_quantity",)),
    "b twice": (
        THREE,
        "forward_propagation",
        ("np.dot(W2, A1) + b2", "np.dot(W2, A1) + 2 * b2"),
        ("offset",),
    ),
    "labels left out": (
        LOGISTIC,
        "propagate",
        ("np.dot(X, (A - Y).T)", "np.dot(X, A.T)"),
        ("role",),
    ),
    "an entry by one place": (
        LOGISTIC,
        "predict",
        ("(A > 0.5).astype(int)", "np.array([[1 if a > 0.5 else 0 for a in A]])"),
        ("ambiguous",),
    ),
    "what layer 2 makes": (
        PLANAR,
        "backward_propagation",
        ("dW2 = np.dot(dZ2, A1.T)", "dW2 = np.dot(dZ2, A2.T)"),
        ("role",),
    ),
    "a bracket in the wrong place": (
        PLANAR,
        "backward_propagation",
        ("(1 - A1**2)", "(1 - A1) ** 2"),
        ("layers", "layers"),
    ),
    "a factor left out": (
        SPEED,
        "update_parameters_with_momentum",
        ('(1 - beta) * grads["db" + str(l)]', 'grads["db" + str(l)]'),
        (),
    ),
}  # an empty row is an answer whose cause no rule can establish


@pytest.mark.parametrize("name", ANSWERS)
def test_a_beginners_answer_gets_a_true_sentence_or_none(name, course, executor):
    assignment_name, exercise, edit, codes = ANSWERS[name]
    assignment = course.assignment(assignment_name)
    source = changed(assignment, exercise, edit)
    result = graded(assignment, exercise, source, executor)
    assert result.status in ("failed", "partial", "error")
    assert tuple(one.code for one in result.diagnoses) == codes
