"""The line that is wrong is named, for mistakes that nobody listed."""

from __future__ import annotations

import pytest

from .asking import changed, graded_notebook

STEPS, CHAIN = "deep_nn_step_by_step", "chain_rule"
ABOVE = 2  # lines of the cell above the def

# assignment, exercise, edits of the reference; the last of them puts the mistake in
WRONG = {
    "a bracket closes too early": (
        "logistic_regression",
        "sigmoid",
        (("1 / (1 + np.exp(-z))", "1 / 1 + np.exp(-z)"),),
    ),
    "a sign inside a sum": (
        STEPS,
        "compute_cost",
        (("(1 - Y) * np.log(1 - AL)", "(1 + Y) * np.log(1 - AL)"),),
    ),
    "another name in a product": (
        "planar_data_classification",
        "forward_propagation",
        (('np.dot(parameters["W2"], A1)', 'np.dot(parameters["W2"], Z1)'),),
    ),
    "a power too many": (
        "planar_data_classification",
        "backward_propagation",
        (("(1 - A1**2)", "(1 - A1**3)"),),
    ),
    "the rate divides": (
        STEPS,
        "update_parameters",
        (
            (
                'params["W" + str(l)] - learning_rate * grads["dW" + str(l)]',
                'params["W" + str(l)] - grads["dW" + str(l)] / learning_rate',
            ),
        ),
    ),
    "another number in place of the slope": (
        STEPS,
        "linear_activation_backward",
        (
            ("linear_cache, activation_cache = cache", "linear_cache, Z = cache"),
            ("sigmoid_backward(dA, activation_cache)", "sigmoid_backward(dA, Z)"),
            ("relu_backward(dA, activation_cache)", "np.where(Z > 0, 1, 0.02) * dA"),
        ),
    ),
    "a result that is rounded": (
        "gradient_checking",
        "gradient_check",
        (("return difference", "return round(difference, 6)"),),
    ),
    "the units counted for the examples": (
        CHAIN,
        "backward_step",
        (
            (
                "dA_prev = linear_backward_dA(W, dZ)",
                "m = len(dZ)\n    dA_prev = linear_backward_dA(W, dZ)",
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_line_that_was_changed_is_named(name, course, executor):
    result, line = graded_wrong(name, course, executor)
    assert result.status in ("partial", "failed")
    assert {one.line for one in result.diagnoses} == {line}
    assert result.line == line


def graded_wrong(name, course, executor):
    """The grade, and the line of the cell that holds the mistake."""
    assignment, exercise, edits = WRONG[name]
    source = changed(course.assignment(assignment), exercise, *edits)
    (at,) = (n for n, text in enumerate(source.splitlines(), 1) if _first(edits[-1][1]) in text)
    return graded_notebook(course.assignment(assignment), exercise, source, executor), at + ABOVE


def _first(text: str) -> str:
    return text.splitlines()[0]


@pytest.mark.parametrize(
    ("name", "not_said"),
    [
        ("another number in place of the slope", "line_arguments"),
        ("a result that is rounded", "line_number"),
        ("the units counted for the examples", "line_not_turned"),
    ],
)
def test_what_happens_to_be_right_is_not_said_to_be_the_cause(name, not_said, course, executor):
    result, _line = graded_wrong(name, course, executor)
    assert result.diagnoses
    assert not_said not in [one.code for one in result.diagnoses]


def test_the_counter_of_a_loop_is_never_the_value_that_is_off(course, executor):
    """It may count otherwise than the reference's; here the caller's lists are emptied."""
    chain = course.assignment(CHAIN)
    head, loop = chain.references["chain"].split("    for l in reversed(range(1, L + 1)):")
    loop = loop.replace("caches[l - 1], activations[l - 1]", "caches.pop(), activations.pop()")
    loop = loop.replace("str(l)", "str(l + 1)").replace("str(l - 1)", "str(l)")
    source = f"{head}    for l in range(L - 1, -1, -1):{loop}"
    result = graded_notebook(chain, "chain", source, executor)
    assert result.status == "partial"
    assert result.diagnoses
    assert not [one for one in result.diagnoses if "`l`" in one.message]


def test_a_mistake_that_a_rule_has_a_code_for_keeps_its_teachers_words(course, executor):
    steps = course.assignment(STEPS)
    source = changed(steps, "update_parameters", ("return parameters", "return params"))
    (said,) = graded_notebook(steps, "update_parameters", source, executor).diagnoses
    assert said.code == "unchanged"
    assert said.message.startswith("You return params as they came in")


def test_a_value_that_is_still_none_is_said_to_be_none(course, executor):
    logistic = course.assignment("logistic_regression")
    source = changed(logistic, "initialize_with_zeros", ("b = 0.0", "b = None"))
    (said,) = graded_notebook(logistic, "initialize_with_zeros", source, executor).diagnoses
    assert "nothing (None)" in said.message
