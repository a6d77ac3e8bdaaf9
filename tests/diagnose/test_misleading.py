"""Sentences that once sent a learner the wrong way."""

from __future__ import annotations

import warnings

import pytest

from grader.course.mistakes import edited, mistakes
from grader.dev.verify import submission
from grader.grading import grade

from .asking import changed, graded


def said(assignment, executor, exercise, *edits):
    source = changed(assignment, exercise, *edits)
    (diagnosis,) = graded(assignment, exercise, source, executor).diagnoses
    return diagnosis


def test_a_factor_m_is_not_said_to_be_a_missing_average(step_by_step, executor):
    edit = ("np.dot(W.T, dZ)", "np.dot(W.T, dZ) * m")
    found = said(step_by_step, executor, "linear_backward", edit)
    assert found.message == "Your dA_prev is m times too large."
    assert "elsewhere no m does" in found.hint


def test_a_cost_in_percent_is_not_told_of_small_weights(step_by_step, executor):
    found = said(step_by_step, executor, "compute_cost", ("/ m", "/ m * 100"))
    assert found.message == "Your cost is 100 times too large."
    assert found.hint == "Is a factor of 0.01 left out, or a percentage returned?"


def test_shifted_keys_of_biases_are_not_told_of_what_a_layer_reads(step_by_step, executor):
    edit = (
        "    return parameters",
        '    return {k if k[0] == "W" else f"b{int(k[1:]) - 1}": v for k, v in parameters.items()}',
    )
    found = said(step_by_step, executor, "update_parameters", edit)
    assert found.message == "Your b keys are one too low: b0 holds what belongs in b1."
    assert found.hint.startswith("W, b and their gradients have the number l of their layer")


@pytest.mark.parametrize("name", ["math.exp(Z)", "n * Z", "start * Z", "bias * Z", "torch.mm(Z)"])
def test_a_name_that_nobody_misspelt_is_no_other_name(step_by_step, executor, name):
    found = said(step_by_step, executor, "linear_forward", ("np.dot(W, A)", name))
    assert found.code == ("name_import" if name.startswith("math") else "name_unknown")
    assert "meant" not in found.message


def test_two_shapes_end_in_one_full_stop(step_by_step, executor):
    found = said(step_by_step, executor, "linear_forward", ("np.dot(W, A) + b", "np.dot(W, A) + A"))
    assert found.message.endswith("(2, 3) meets (4, 3), as A has.")


def test_keys_that_are_not_there_are_not_said_to_be_none(step_by_step, executor):
    edit = (
        "    return parameters",
        '    return {k: v for k, v in parameters.items() if k[0] == "W"}',
    )
    found = said(step_by_step, executor, "update_parameters", edit)
    assert found.message == "b is missing for every layer."


def test_a_key_that_is_not_there_is_not_said_to_be_off(step_by_step, executor):
    edit = ("    return parameters", '    del parameters[f"b{L}"]\n    return parameters')
    found = said(step_by_step, executor, "update_parameters", edit)
    assert found.message == "b is missing for the last layer."


def test_a_key_made_of_an_array_is_not_printed(step_by_step, executor):
    found = said(
        step_by_step,
        executor,
        "update_parameters",
        ('grads["dW" + str(l)]', 'grads["dW" + str(params)]'),
    )
    assert found.code == "key_made_of"
    assert len(found.message) < 100


def test_a_line_left_out_is_no_misspelt_name(step_by_step, executor):
    found = said(step_by_step, executor, "linear_backward", ("    dA_prev = np.dot(W.T, dZ)\n", ""))
    assert found.message == "`dA_prev` is not defined when your line 21 runs."


def test_an_output_returned_twice_is_not_said_to_be_in_another_order(step_by_step, executor):
    edit = ("return dA_prev, dW, db", "return dA_prev, dW, dW")
    found = said(step_by_step, executor, "linear_backward", edit)
    assert found.message == "What stands where db belongs is dW."


def test_an_axis_that_is_not_there_is_no_layer(step_by_step, executor):
    found = said(step_by_step, executor, "compute_cost", ("Y.shape[1]", "Y.shape[2]"))
    assert found.message == "Your line 11 asks for an entry beyond the end of a list or a shape."


def test_a_cache_used_whole_is_not_said_to_be_returned_values(step_by_step, executor):
    edit = ("np.dot(W.T, dZ)", "np.dot(cache.T, dZ)")
    found = said(step_by_step, executor, "linear_backward", edit)
    assert found.message == "Your line 19 uses a tuple where one of its parts is wanted."
    assert found.hint.startswith("A cache, or")


def test_a_cost_that_is_an_array_is_not_asked_for_sizes_of_layers(step_by_step, executor):
    found = said(step_by_step, executor, "compute_cost", ("np.squeeze(cost)", "np.squeeze(AL)"))
    assert found.code == "shape"


def test_a_name_used_to_make_itself_is_no_misspelt_activation(step_by_step, executor):
    edit = ("relu_backward(dA, activation_cache)", "relu_backward(dZ, activation_cache)")
    found = said(step_by_step, executor, "linear_activation_backward", edit)
    assert (found.code, found.message) == (
        "unbound",
        "`dZ` is used in your line 20 before it has a value.",
    )


def test_where_every_case_raises_no_second_mistake_is_made_up(step_by_step, executor):
    two = [
        one
        for one in mistakes(step_by_step)
        if one.exercise == "update_parameters"
        and one.code in ("loop-from-0", "gradients-scaled-in-place")
    ]
    source = edited(step_by_step, *two)
    (found,) = graded(step_by_step, "update_parameters", source, executor).diagnoses
    assert found.code == "key"


def test_an_exception_in_one_odd_case_hides_no_cause_of_all_the_others(course, executor):
    planar = course.assignment("planar_data_classification")
    edits = (
        ("A1 = np.tanh(Z1)", "A1 = sigmoid(Z1)"),
        ("A2 = sigmoid(Z2)", "A2 = sigmoid(Z2)\n    assert X.shape[1] > 1"),
    )
    source = changed(planar, "forward_propagation", *edits)
    result = graded(planar, "forward_propagation", source, executor)
    assert any(case.raised for case in result.cases)
    assert "sigmoid" in result.diagnoses[0].message


def test_a_function_that_the_text_calls_is_not_said_to_be_missing(course, executor):
    logistic = course.assignment("logistic_regression")
    edit = ("A = sigmoid(np.dot(w.T, X) + b)", "sigmoid(X)\n    A = np.dot(w.T, X) + b")
    source = changed(logistic, "propagate", edit)
    said = graded(logistic, "propagate", source, executor).diagnoses
    assert "no-sigmoid" not in [one.code for one in said]


def test_a_factor_close_to_a_whole_number_is_not_rounded_to_it(step_by_step, executor):
    found = said(step_by_step, executor, "compute_cost", ("/ m", "/ m * 1.00002"))
    assert found.message == "Your cost is 1.00002 times what is asked, in every case."


def test_a_key_in_small_letters_is_told_once_for_all_layers(step_by_step, executor):
    edit = ("    return parameters", "    return {k.lower(): v for k, v in parameters.items()}")
    found = said(step_by_step, executor, "update_parameters", edit)
    assert found.message == "Your update_parameters returns the key 'w1' where 'W1' is asked."


def test_keys_of_another_layer_are_not_misspelt(step_by_step, executor):
    edit = (
        "    return parameters",
        "    return {k[0] + str(int(k[1:]) + 1): v for k, v in parameters.items()}",
    )
    source = changed(step_by_step, "update_parameters", edit)
    found = graded(step_by_step, "update_parameters", source, executor).diagnoses
    assert "key_misspelt" not in {one.code for one in found}


def test_warnings_of_tried_mistakes_and_of_texts_reach_no_terminal(step_by_step, executor):
    source = (
        "def compute_cost(AL, Y):\n    text = '\\d'\n    return np.sum(np.log(AL - 2)) * np.inf\n"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one = submission(step_by_step, "compute_cost", source)
    with warnings.catch_warnings(record=True) as met:
        warnings.simplefilter("always")
        result = grade(one, step_by_step.course, 1, executor, only=("compute_cost",))
    assert result.score == 0
    assert [str(one.message) for one in met] == []
