"""What other years' notebooks asked for is right in those notebooks, and only there."""

import numpy as np
import pytest

from grader.author import Seen
from grader.model import LearnerFunction

from .material import answer, cases_of, public_tests

EARLIEST = """
    # Lth layer (SIGMOID -> LINEAR) gradients. Inputs: "AL, Y". Outputs: "grads["dAL"], grads
    grads["dA" + str(L)], grads["dW" + str(L)], grads["db" + str(L)] = step(dAL)
    for l in reversed(range(L - 1)):
        # Inputs: "grads["dA" + str(l + 2)], caches". Outputs: "grads["dA" + str(l + 1)] , grads
        pass
"""
LATER = """
    # Inputs: "dAL, current_cache". Outputs: "grads["dAL-1"], grads["dWL"], grads["dbL"]
    for l in reversed(range(L - 1)):
        # Inputs: "grads["dA" + str(l + 1)], current_cache". Outputs: "grads["dA" + str(l)] , grads
        pass
"""


def seen(value, mutated=(), args=()):
    return Seen(value, mutated, args)


def as_written(source, exercise="L_model_backward", **kinds):
    return LearnerFunction(exercise, 1, 1, source, source, **kinds)


def shifted(L=3):
    """What a notebook of the earliest kind returns: dA1 … dAL, by the numbers of their layers."""
    return {f"dA{n}": np.full((1, 1), n) for n in range(1, L + 1)} | {"dW1": "unchanged"}


def read(source, value, **kinds):
    return public_tests.dA_keys_one_too_high(as_written(source, **kinds), seen(value))


@pytest.mark.parametrize(
    "source",
    [
        EARLIEST,
        EARLIEST.replace(" + ", "+"),
        EARLIEST.replace('"', "'"),
        EARLIEST.replace("    ", "\t"),
        EARLIEST.replace(". Outputs:", ".\n        # Outputs:"),
        EARLIEST.replace("Outputs: ", "Outputs:"),
        '# Outputs: "grads["dAL"], grads["dWL"], grads["dbL"]',
        '# Outputs: grads["dA" + str(L)]',
        '# Outputs: "grads["dA" + str(l+1)]"',
        EARLIEST.replace("\n", "\r\n"),
    ],
)
def test_keys_one_too_high_are_read_as_asked_in_the_earliest_notebooks(source):
    rewritten, note = read(source, shifted())
    assert {key: value for key, value in rewritten.value.items() if key != "dW1"} == {
        "dA0": 1,
        "dA1": 2,
        "dA2": 3,
    }
    assert rewritten.value["dW1"] == "unchanged"
    assert "dA0" in note


@pytest.mark.parametrize(
    "source",
    [
        LATER,
        LATER.replace(" + ", "+"),
        LATER.replace('"', "'"),
        LATER.replace(". Outputs:", ".\n        # Outputs:"),
        '# Outputs: "grads["dAL"], grads["dWL"]\n# Outputs: "grads["dA" + str(l)]',
        '# Outputs: "grads["dAL-1"]',
        '# Outputs: grads["dA" + str(L - 1)]',
        'grads["dA" + str(l + 1)] = dA_prev',
        '# grads["dA" + str(L)] = None',
        '"""grads["dA" + str(l)] = ..."""',
        "",
    ],
)
def test_keys_one_too_high_are_wrong_where_nothing_asked_for_them(source):
    assert read(source, shifted()) is None


def test_todays_keys_in_the_earliest_notebook_are_left_as_they_are():
    assert read(EARLIEST, {"dA0": 0, "dA1": 1}) is None


@pytest.mark.parametrize("value", [None, (), {}, {"dW1": 1}, {1: 2}])
def test_a_value_without_shifted_keys_is_left_as_it_is(value):
    assert read(EARLIEST, value) is None


@pytest.mark.parametrize("case", [c for c in cases_of("L_model_backward") if c.counts])
def test_a_right_answer_with_the_earliest_keys_becomes_todays_answer(case):
    expected = answer("L_model_backward", case)
    earliest = {
        f"dA{int(key[2:]) + 1}" if key.startswith("dA") else key: gradient
        for key, gradient in expected.items()
    }
    rewritten, _ = read(EARLIEST, earliest)
    assert rewritten.value.keys() == expected.keys()
    assert all(rewritten.value[key] is expected[key] for key in expected)


def test_an_extra_dAL_entry_of_the_earliest_kind_is_kept():
    rewritten, _ = read(EARLIEST, {"dA1": 1, "dAL": 2})
    assert rewritten.value == {"dA0": 1, "dAL": 2}


def filled(mutated):
    function = as_written("", "update_parameters")
    return public_tests.fills_the_callers_dictionary(function, seen({}, mutated))


def test_filling_the_callers_dictionary_costs_nothing_and_is_noted():
    rewritten, note = filled(("params",))
    assert rewritten.mutated == ()
    assert "caller" in note


def test_changed_gradients_still_count():
    rewritten, _ = filled(("params", "grads"))
    assert rewritten.mutated == ("grads",)
    assert filled(("grads",)) is None


def test_nothing_is_noted_where_nothing_was_changed():
    assert filled(()) is None


SILENT = "def L_model_backward(AL, Y, caches):\n    grads = {}\n    return grads\n"


def test_where_the_comments_are_gone_the_earliest_years_other_cells_decide():
    assert read(SILENT, shifted()) is None
    assert read(SILENT, shifted(), editions=("older",)) is None
    rewritten, _ = read(SILENT, shifted(), editions=("older", "earliest"))
    assert "dA0" in rewritten.value


@pytest.mark.parametrize("words", ["# the first key is dA0", LATER])
def test_comments_that_ask_for_todays_keys_decide_before_other_cells(words):
    assert read(SILENT + words, shifted(), editions=("older", "earliest")) is None


def granted(name, **kinds):
    convention = getattr(public_tests, name).__grader_convention__
    return convention.granted(as_written("", convention.exercise, **kinds))


@pytest.mark.parametrize("name", ["dA_keys_one_too_high", "fills_the_callers_dictionary"])
def test_a_convention_of_other_years_is_granted_on_evidence_of_one_of_them(name):
    assert granted(name, editions=("older",))
    assert not granted(name)
    assert not granted(name, own_stub=True)
    assert not granted(name, own_stub=True, editions=("older",))


def test_the_keys_of_the_earliest_years_are_not_those_of_the_newer_ones():
    assert not granted("dA_keys_one_too_high", editions=("newer",))
    assert granted("fills_the_callers_dictionary", editions=("newer",))
