"""Which name may be meant where another stands."""

from __future__ import annotations

import pytest

from grader.diagnose.names import near

KNOWN = ("A_prev", "W", "b", "dZ", "cache", "parameters", "learning_rate", "update_parameters")
BUILTINS = ("enumerate", "len", "max", "min", "np", "print", "range", "str", "sum", "zip")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("WW", "W"),
        ("dz", "dZ"),
        ("A_perv", "A_prev"),
        ("A_previous", "A_prev"),
        ("params", "parameters"),
        ("paramters", "parameters"),
        ("learning_rte", "learning_rate"),
        ("cahce", "cache"),
        ("rnage", "range"),
        ("enumrate", "enumerate"),
        ("pritn", "print"),
    ],
)
def test_a_slip_of_the_keyboard_has_a_name_that_is_meant(written, meant):
    assert near(written, (*KNOWN, *BUILTINS)) == meant


@pytest.mark.parametrize(
    "written", ["start", "n", "bias", "math", "lr", "db", "dA", "m", "out", "scipy", "weights", "i"]
)
def test_a_name_that_is_no_slip_has_none(written):
    assert near(written, (*KNOWN, *BUILTINS)) == ""


def test_a_name_is_not_meant_by_a_longer_one_that_ends_in_it():
    assert near("parameters", ("update_parameters", "str")) == ""
