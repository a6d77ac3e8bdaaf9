"""The inputs that submissions are called with: seeded, of every shape, and really possible."""

import copy
import inspect
from itertools import combinations

import numpy as np
import pytest

from . import slow
from .material import EXERCISES, all_cases, answer, arrays_in, cases_of, fresh_cases_of, same

SEEDS = range(6)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES)
each_seed = pytest.mark.parametrize("seed", SEEDS)
WHOLE_NETWORKS = ("L_model_forward", "L_model_backward", "update_parameters")
LAYERS = (
    "linear_forward",
    "linear_activation_forward",
    "linear_backward",
    "linear_activation_backward",
)


def network_cases(seed, *exercises):
    return [case for name in exercises or WHOLE_NETWORKS for case in fresh_cases_of(name, seed)]


def backward_cases(seed):
    return [case for case in cases_of("L_model_backward", seed) if case.counts]


# --- seeds ------------------------------------------------------------------------------------


def described(case):
    return [case.name, case.seed, case.args, dict(case.roles)]


@each_exercise
def test_a_seed_gives_the_same_cases_each_time(exercise):
    first = [described(case) for case in cases_of.__wrapped__(exercise, 7)]
    assert same(first, [described(case) for case in cases_of.__wrapped__(exercise, 7)])


@each_exercise
def test_another_seed_gives_other_fresh_cases_under_the_same_names(exercise):
    one, other = fresh_cases_of(exercise, 1), fresh_cases_of(exercise, 2)
    assert [case.name for case in one] == [case.name for case in other]
    assert not same([case.args for case in one], [case.args for case in other])


@each_exercise
def test_the_public_cases_stay_as_they_are_whatever_the_seed(exercise):
    one, other = ([c for c in cases_of(exercise, seed) if c.public] for seed in (1, 2))
    assert same([described(case) for case in one], [described(case) for case in other])


@each_exercise
def test_building_cases_leaves_numpys_own_stream_alone(exercise):
    np.random.seed(0)
    cases_of.__wrapped__(exercise, 3)
    assert np.random.rand() == np.random.RandomState(0).rand()


# --- names and marks --------------------------------------------------------------------------


@each_exercise
@each_seed
def test_the_source_example_comes_first_and_names_are_unique(exercise, seed):
    names = [case.name for case in cases_of(exercise, seed)]
    assert names[0] in ("source_example", "source_example_sigmoid")
    assert len(set(names)) == len(names)
    assert 6 <= len(names) <= 10


@each_exercise
def test_there_are_two_public_cases_and_four_fresh_ones_at_least(exercise):
    assert len(cases_of(exercise)) - len(fresh_cases_of(exercise)) >= 2
    assert len(fresh_cases_of(exercise)) >= 4


def test_only_the_inconsistent_draws_of_the_source_cost_nothing_and_say_why():
    free = {(e, c.name) for e, c in all_cases(0) if not c.counts}
    assert free == {
        ("linear_activation_backward", "source_example_sigmoid"),
        ("linear_activation_backward", "source_example_relu"),
        ("L_model_backward", "source_example"),
    }
    assert all(bool(case.note) is not case.counts for _, case in all_cases(0))


@each_exercise
def test_a_case_has_an_input_for_each_parameter(exercise):
    wanted = len(inspect.signature(EXERCISES[exercise]).parameters)
    assert all(len(case.args) == wanted for case in cases_of(exercise))


@each_exercise
@each_seed
def test_every_array_among_the_inputs_has_a_name_of_the_mathematics(exercise, seed):
    for case in cases_of(exercise, seed):
        named = list(arrays_in(dict(case.roles)))
        for array in arrays_in(case.args):
            assert any(array is other for other in named), case.name


@pytest.mark.parametrize(
    ("exercise", "names"),
    [
        ("initialize_parameters", "n_x n_h n_y"),
        ("initialize_parameters_deep", "layer_dims L n0 n1"),
        ("linear_forward", "A W b m"),
        ("linear_activation_forward", "A_prev W b m activation"),
        ("L_model_forward", "X A0 W1 b1 L m"),
        ("compute_cost", "AL Y m"),
        ("linear_backward", "dZ A_prev W b m"),
        ("linear_activation_backward", "dA A_prev W b Z m activation"),
        ("L_model_backward", "AL Y A0 W1 b1 Z1 L m"),
        ("update_parameters", "W1 b1 dW1 db1 learning_rate L"),
    ],
)
def test_the_roles_name_what_the_exercise_is_about(exercise, names):
    for case in cases_of(exercise):
        assert set(names.split()) <= set(case.roles), case.name


# --- inputs -----------------------------------------------------------------------------------


@each_exercise
@each_seed
def test_no_two_inputs_share_memory(exercise, seed):
    for case in cases_of(exercise, seed):
        for one, other in combinations(arrays_in(case.args), 2):
            assert not np.shares_memory(one, other), case.name


@each_exercise
@each_seed
def test_the_reference_leaves_its_inputs_alone_and_returns_finite_numbers(exercise, seed):
    for case in cases_of(exercise, seed):
        before = copy.deepcopy(case.args)
        with np.errstate(all="raise", under="ignore"):
            value = EXERCISES[exercise](*case.args)
        assert same(case.args, before), case.name
        assert all(np.all(np.isfinite(array)) for array in arrays_in(value)), case.name


@pytest.mark.parametrize("exercise", LAYERS)
@each_seed
def test_layers_come_with_one_unit_one_input_one_example_and_several_of_each(exercise, seed):
    shapes = {(*case.roles["W"].shape, case.roles["m"]) for case in fresh_cases_of(exercise, seed)}
    for position in range(3):
        sizes = {shape[position] for shape in shapes}
        assert 1 in sizes
        assert max(sizes) > 1
    assert any(min(shape) > 1 and len(set(shape)) == 3 for shape in shapes)


@pytest.mark.parametrize("exercise", ["linear_activation_forward", "linear_activation_backward"])
@each_seed
def test_both_activations_come_with_one_example_and_with_several(exercise, seed):
    seen = {(c.roles["activation"], c.roles["m"] == 1) for c in fresh_cases_of(exercise, seed)}
    assert seen == {(name, one) for name in ("sigmoid", "relu") for one in (True, False)}


@pytest.mark.parametrize("exercise", ["L_model_forward", "L_model_backward"])
@each_seed
def test_networks_of_one_to_four_layers_come_with_one_example_and_with_several(exercise, seed):
    fresh = fresh_cases_of(exercise, seed)
    assert {case.roles["L"] for case in fresh} == {1, 2, 3, 4}
    assert {case.roles["L"] for case in fresh if case.roles["m"] == 1} >= {3, 4}
    assert {case.roles["L"] for case in fresh if case.roles["m"] > 1} >= {3, 4}


@each_seed
def test_all_widths_of_a_network_differ_and_its_output_is_one_unit(seed):
    for case in network_cases(seed):
        shapes = [case.roles[f"W{n}"].shape for n in range(1, case.roles["L"] + 1)]
        widths = [shapes[0][1]] + [rows for rows, _ in shapes]
        assert widths[-1] == 1
        assert len(set(widths)) == len(widths), case.name
        assert case.roles.get("m", 0) not in widths[:-1]


@each_exercise
def test_sizes_change_with_the_seed_so_that_none_can_be_written_as_a_number(exercise):
    first = [case.args for case in (fresh_cases_of(exercise, seed)[0] for seed in SEEDS)]
    sizes = [[a.shape for a in arrays_in(args)] or args for args in first]
    assert len({str(each) for each in sizes}) > 2


@each_seed
def test_labels_come_in_both_classes_as_floats_and_as_whole_numbers(seed):
    for exercise in ("compute_cost", "L_model_backward"):
        labels = [case.roles["Y"] for case in fresh_cases_of(exercise, seed)]
        assert {Y.dtype.kind for Y in labels} == {"i", "f"}
        assert all(set(np.unique(Y)) == {0, 1} for Y in labels if Y.size > 1)
        assert all(set(np.unique(Y)) <= {0, 1} for Y in labels)


def test_both_labels_occur_where_there_is_one_example():
    labels = [case.roles["Y"] for case in fresh_cases_of("compute_cost")]
    assert {float(Y[0, 0]) for Y in labels if Y.size == 1} == {0.0, 1.0}


@each_seed
def test_predictions_stay_away_from_0_and_1(seed):
    for exercise in ("compute_cost", "L_model_backward"):
        for case in fresh_cases_of(exercise, seed):
            AL = case.roles["AL"]
            assert np.min(np.minimum(AL, 1 - AL)) > 0.05


@each_seed
def test_some_gradients_come_with_dA_and_some_without_and_learning_rates_differ(seed):
    fresh = fresh_cases_of("update_parameters", seed)
    assert {"dA0" in case.args[1] for case in fresh} == {True, False}
    assert len({case.args[2] for case in fresh}) >= 4


# --- caches as a forward pass leaves them -----------------------------------------------------


def agree(value, loops):
    np.testing.assert_allclose(value, slow.real(loops), rtol=1e-12, atol=1e-14)


@each_seed
def test_the_caches_of_a_network_are_those_of_a_forward_pass(seed):
    for case in backward_cases(seed):
        AL, _, caches = case.args
        reads = caches[0][0][0]
        for number, ((A_prev, W, b), Z) in enumerate(caches, start=1):
            agree(A_prev, reads)
            agree(Z, slow.linear(W, A_prev, b))
            reads = slow.activate("sigmoid" if number == len(caches) else "relu", Z)
        agree(AL, reads)


@each_seed
def test_the_cache_of_a_layer_is_that_of_a_forward_step(seed):
    for case in fresh_cases_of("linear_activation_backward", seed):
        (A_prev, W, b), Z = case.args[1]
        agree(Z, slow.linear(W, A_prev, b))


def relu_Zs(seed):
    for case in cases_of("L_model_backward", seed):
        yield from (Z for _, Z in case.args[2][:-1])
    for case in cases_of("linear_activation_backward", seed):
        if case.roles["activation"] == "relu":
            yield case.roles["Z"]
    for case in cases_of("linear_activation_forward", seed):
        if case.roles["activation"] == "relu":
            yield answer("linear_activation_forward", case)[1][1]
    for case in cases_of("L_model_forward", seed):
        yield from (Z for _, Z in answer("L_model_forward", case)[1][:-1])


@each_seed
def test_no_Z_is_so_near_zero_that_rounding_could_switch_a_relu(seed):
    assert all(np.min(np.abs(Z)) > 1e-3 for Z in relu_Zs(seed))


@each_seed
def test_every_layer_of_a_network_learns_something(seed):
    for case in backward_cases(seed):
        gradients = answer("L_model_backward", case)
        assert all(np.any(gradient != 0) for gradient in gradients.values()), case.name


@each_seed
def test_relu_layers_have_units_that_are_on_and_units_that_are_off(seed):
    for Z in (c.roles["Z"] for c in fresh_cases_of("linear_activation_backward", seed)):
        assert np.any(Z > 0)
        assert np.any(Z < 0) or Z.size == 1


# --- what the cases tell apart ----------------------------------------------------------------


def backward(AL, Y, caches, first_dZ, index):
    """The backward pass in other words: ``index`` picks the cache of layer l."""
    grads, L, m = {}, len(caches), Y.shape[1]
    dZ = first_dZ(AL, Y)
    for number in range(L, 0, -1):
        (A_prev, W, _), _ = caches[index(number, L)]
        grads[f"dW{number}"] = np.einsum("im,jm->ij", dZ, A_prev) / m
        grads[f"db{number}"] = np.mean(dZ, axis=1, keepdims=True)
        grads[f"dA{number - 1}"] = W.T @ dZ
        if number > 1:
            dZ = np.where(caches[number - 2][1] > 0, grads[f"dA{number - 1}"], 0)
    return grads


def agrees(case, **words):
    observed, expected = backward(*case.args, **words), answer("L_model_backward", case)
    return observed.keys() == expected.keys() and all(
        observed[key].shape == expected[key].shape
        and np.allclose(observed[key], expected[key], rtol=1e-9, atol=1e-12)
        for key in expected
    )


def AL_minus_Y(AL, Y):
    return AL - Y


@each_seed
def test_the_short_formula_for_the_output_layer_is_right_on_every_case_that_counts(seed):
    for case in cases_of("L_model_backward", seed):
        right = agrees(case, first_dZ=AL_minus_Y, index=lambda number, L: number - 1)
        assert right is case.counts


@each_seed
def test_an_index_that_is_right_for_two_layers_only_fails_with_three_and_four(seed):
    def first_unless_last(number, L):
        return L - 1 if number == L else 0

    for case in backward_cases(seed):
        try:
            right = agrees(case, first_dZ=AL_minus_Y, index=first_unless_last)
        except ValueError:  # the shapes do not fit, since all widths differ
            right = False
        assert right is (case.roles["L"] <= 2)


@pytest.mark.parametrize("exercise", ["initialize_parameters", "initialize_parameters_deep"])
@each_seed
def test_who_lets_the_caller_seed_gets_the_same_parameters(exercise, seed, monkeypatch):
    for case in cases_of(exercise, seed):
        expected = answer(exercise, case)
        np.random.seed(case.numpy_seed)
        with monkeypatch.context() as without_seed_line:
            without_seed_line.setattr(np.random, "seed", lambda seed: None)
            assert same(EXERCISES[exercise](*case.args), expected)
