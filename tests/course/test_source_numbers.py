"""The references reproduce every number that the source notebook prints."""

import numpy as np
import pytest

from .material import EXERCISES, PRINTED, answer, cases_of

HALF_A_UNIT = 0.5e-8 * (1 + 1e-6)  # of the last of eight printed decimals


def source_case(exercise, suffix=""):
    name = "source_example" + suffix
    (case,) = [case for case in cases_of(exercise) if case.name == name]
    return case


def assert_prints(value, printed):
    np.testing.assert_allclose(value, np.array(printed), rtol=0, atol=HALF_A_UNIT)
    assert np.shape(value) == np.shape(printed)


def assert_keys_print(values, printed):
    assert values.keys() == printed.keys()
    for key, numbers in printed.items():
        assert_prints(values[key], numbers)


def test_the_source_prints_something_for_every_exercise():
    assert list(PRINTED) == list(EXERCISES)


@pytest.mark.parametrize(
    "exercise",
    [
        "initialize_parameters",
        "initialize_parameters_deep",
        "L_model_backward",
        "update_parameters",
    ],
)
def test_a_dictionary_has_the_printed_keys_and_numbers(exercise):
    assert_keys_print(answer(exercise, source_case(exercise)), PRINTED[exercise]["printed"])


def test_linear_forward_gives_the_printed_Z():
    Z, _ = answer("linear_forward", source_case("linear_forward"))
    assert_prints(Z, PRINTED["linear_forward"]["printed"]["Z"])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_linear_activation_forward_gives_the_printed_A(activation):
    exercise = "linear_activation_forward"
    A, _ = answer(exercise, source_case(exercise, f"_{activation}"))
    assert_prints(A, PRINTED[exercise]["printed"][activation]["A"])


def test_L_model_forward_gives_the_printed_AL():
    AL, caches = answer("L_model_forward", source_case("L_model_forward"))
    assert_prints(AL, PRINTED["L_model_forward"]["printed"]["AL"])
    assert len(caches) == 3


def test_compute_cost_gives_the_printed_cost_to_all_its_digits():
    cost = answer("compute_cost", source_case("compute_cost"))
    assert cost == pytest.approx(PRINTED["compute_cost"]["printed"]["cost"], rel=1e-15, abs=0)
    assert np.ndim(cost) == 0


def test_linear_backward_gives_the_printed_gradients():
    gradients = answer("linear_backward", source_case("linear_backward"))
    for value, name in zip(gradients, ("dA_prev", "dW", "db"), strict=True):
        assert_prints(value, PRINTED["linear_backward"]["printed"][name])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_linear_activation_backward_gives_the_printed_gradients(activation):
    exercise = "linear_activation_backward"
    gradients = answer(exercise, source_case(exercise, f"_{activation}"))
    for value, name in zip(gradients, ("dA_prev", "dW", "db"), strict=True):
        assert_prints(value, PRINTED[exercise]["printed"][activation][name])


def drawn(entry):
    """The inputs of one printed example, drawn as the facts say."""
    if "seeds" in entry:
        runs = zip(entry["seeds"], entry["draws"], strict=True)
    else:
        runs = [(entry.get("seed", 0), entry.get("draws", []))]
    inputs = {g["name"]: np.array(g["value"]) for g in entry.get("given", [])}
    for seed, draws in runs:
        rng = np.random.RandomState(seed)
        inputs |= {d["name"]: rng.randn(*d["randn"]) for d in draws}
    return inputs


# where the facts give a layer its number and the function's parameter does not
PARAMETER_OF = {"A0": ("A", "A_prev"), "W1": ("W",), "b1": ("b",)}


@pytest.mark.parametrize("exercise", [name for name, e in PRINTED.items() if "seed" in str(e)])
def test_the_source_case_is_drawn_as_the_facts_say(exercise):
    for case in cases_of(exercise):
        if case.name.startswith("source_example"):
            for name, value in drawn(PRINTED[exercise]).items():
                roles = [r for r in (name, *PARAMETER_OF.get(name, ())) if r in case.roles]
                np.testing.assert_array_equal(case.roles[roles[0]], value, err_msg=name)
