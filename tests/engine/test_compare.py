"""Equal values in another guise are right; what is off is told apart by name."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import pytest

from grader.compare.inputs import mutated
from grader.compare.outputs import compare
from grader.model import Exercise, Returns
from grader.worker.wire import Opaque, Subclassed

MATRIX = np.array([[1.0, -0.0], [2.5, 4.0]])


class Odd(np.ndarray):
    """A subclass as np.matrix is one, which numpy warns of."""


VALUE = Exercise("f", ("a",), 10, Returns("value", ("Z",)))
PAIR = Exercise("f", ("a",), 10, Returns("tuple", ("Z", "cache")))
KEYS = Exercise("f", ("a",), 10, Returns("keys", ("W", "b")))


def checks(exercise, observed, expected):
    return [(m.output, m.check) for m in compare(exercise, observed, expected)]


@pytest.mark.parametrize(
    "observed",
    [
        MATRIX.copy(),
        np.asfortranarray(MATRIX),
        MATRIX + 0.0,
        MATRIX * (1 + 1e-12),
        MATRIX.astype(">f8"),
    ],
)
def test_the_same_matrix_in_another_guise_is_right(observed):
    assert checks(VALUE, observed, MATRIX) == []


@pytest.mark.parametrize("observed", [0.25, np.float64(0.25), np.array(0.25)])
def test_a_cost_may_be_any_kind_of_single_number(observed):
    assert checks(VALUE, observed, np.float64(0.25)) == []


@pytest.mark.parametrize(
    ("observed", "check"),
    [
        (MATRIX.astype(np.float32), "dtype"),
        (MATRIX.astype(complex), "dtype"),
        (Opaque("objects", "ndarray", (2, 2)), "type"),
        (Subclassed("matrix", MATRIX), "type"),
        (MATRIX.view(Odd), "type"),
        (MATRIX.tolist(), "type"),
        (None, "type"),
        ("1.0", "type"),
        (MATRIX.ravel(), "shape"),
        (MATRIX[:1], "shape"),
        (3.0, "shape"),
        (MATRIX * np.nan, "nan"),
        (MATRIX + np.inf, "value"),
        (MATRIX + 1e-5, "value"),
    ],
)
def test_what_is_off_about_a_matrix_is_named(observed, check):
    assert checks(VALUE, observed, MATRIX) == [("Z", check)]


@pytest.mark.parametrize("observed", [np.array([[0.25]]), np.float32(0.25), "0.25", None])
def test_no_single_number_is_no_cost(observed):
    assert len(checks(VALUE, observed, np.float64(0.25))) == 1


def test_a_rank_1_array_is_called_so():
    (mismatch,) = compare(VALUE, np.ones(3), np.ones((3, 1)))
    assert "rank-1" in mismatch.message
    assert "(3, 1)" in mismatch.message


def test_a_list_may_stand_for_a_tuple_all_the_way_down():
    expected = (MATRIX, ((MATRIX, MATRIX), MATRIX))
    assert checks(PAIR, [MATRIX, [[MATRIX, MATRIX], MATRIX]], expected) == []


def test_one_wrong_output_leaves_the_other_right():
    found = compare(PAIR, (MATRIX + 1, (MATRIX,)), (MATRIX, (MATRIX,)))
    assert [(m.output, m.path) for m in found] == [("Z", "Z")]


def test_too_few_returned_values_are_wrong_for_every_output():
    assert checks(PAIR, MATRIX, (MATRIX, MATRIX)) == [("Z", "structure"), ("cache", "structure")]


def test_missing_and_extra_keys_are_told_apart():
    found = compare(KEYS, {"W1": MATRIX, "W2": MATRIX}, {"W1": MATRIX, "b1": MATRIX})
    assert [(m.output, m.check) for m in found] == [("b", "missing_key"), ("W", "extra_key")]


def test_a_subclass_of_dict_is_right():
    assert checks(KEYS, OrderedDict(W1=MATRIX), {"W1": MATRIX}) == []


def test_the_largest_error_and_the_first_index_are_reported():
    observed = MATRIX.copy()
    observed[1, 0] += 0.5
    (mismatch,) = compare(VALUE, observed, MATRIX)
    assert mismatch.first_index == (1, 0)
    assert mismatch.max_abs_error == pytest.approx(0.5)
    assert mismatch.max_rel_error == pytest.approx(0.2)


def test_no_message_prints_an_expected_number():
    for observed in (MATRIX + 1, MATRIX[0], None, MATRIX * np.nan):
        for mismatch in compare(VALUE, observed, MATRIX * 1.2345):
            assert "1.2345" not in mismatch.message


def test_a_changed_input_is_named():
    before = (MATRIX, {"W1": MATRIX})
    assert mutated(("A", "parameters"), before, (MATRIX.copy(), {"W1": MATRIX.copy()})) == []
    assert mutated(("A", "parameters"), before, (MATRIX + 1, {"W1": MATRIX})) == ["A"]
    assert mutated(("A", "parameters"), before, (MATRIX, {})) == ["parameters"]
