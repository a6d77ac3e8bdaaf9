"""The inputs that the notebook "Optimization methods" is checked on, and the checks.

Everything is drawn from ``numpy.random.RandomState``, so the same seed gives the same numbers on
every machine. The inputs of a step are such as really occur: gradients out of a backward pass
through a network of one to four layers, averages out of earlier steps.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import NOT_ASKED, Case, cases, convention
from grader.checks import check

from ..datasets.moons import two_moons
from ._pictures import draw_boundaries, draw_costs, draw_points

__all__ = [
    "draw_points",
    "initialize_adam_test",
    "initialize_adam_test_case",
    "initialize_velocity_test",
    "initialize_velocity_test_case",
    "race",
    "random_mini_batches_test",
    "random_mini_batches_test_case",
    "schedule_lr_decay_test",
    "two_moons",
    "update_lr_test",
    "update_parameters_with_adam_test",
    "update_parameters_with_adam_test_case",
    "update_parameters_with_gd_test",
    "update_parameters_with_gd_test_case",
    "update_parameters_with_momentum_test",
    "update_parameters_with_momentum_test_case",
]

# --- checks: what the notebook's check cells call ---------------------------------------------

update_parameters_with_gd_test = check(__file__, "update_parameters_with_gd")
random_mini_batches_test = check(__file__, "random_mini_batches")
initialize_velocity_test = check(__file__, "initialize_velocity")
update_parameters_with_momentum_test = check(__file__, "update_parameters_with_momentum")
initialize_adam_test = check(__file__, "initialize_adam")
update_parameters_with_adam_test = check(__file__, "update_parameters_with_adam")
update_lr_test = check(__file__, "update_lr")
schedule_lr_decay_test = check(__file__, "schedule_lr_decay")


# --- input providers --------------------------------------------------------------------------


def random_mini_batches_test_case():
    """X (2, 10), Y (1, 10), a size of 4 and seed 1."""
    rng = RandomState(1)
    return rng.randn(2, 10), rng.randint(0, 2, size=(1, 10)), 4, 1


def initialize_velocity_test_case():
    """The parameters of two layers, 3 -> 2 -> 1."""
    return (_parameters(RandomState(2), [3, 2, 1]),)


def initialize_adam_test_case():
    """The parameters of two layers, 2 -> 3 -> 1."""
    return (_parameters(RandomState(3), [2, 3, 1]),)


def update_parameters_with_gd_test_case():
    """The parameters of two layers, 3 -> 2 -> 1, gradients for them, and a learning rate."""
    rng = RandomState(4)
    parameters = _parameters(rng, [3, 2, 1])
    return parameters, _like(rng, parameters), 0.1


def update_parameters_with_momentum_test_case():
    """Parameters, gradients, averages that are not 0, beta and a learning rate."""
    rng = RandomState(5)
    parameters = _parameters(rng, [3, 2, 1])
    return parameters, _like(rng, parameters), _like(rng, parameters), 0.9, 0.1


def update_parameters_with_adam_test_case():
    """Parameters, gradients, averages of the size that they have after two steps, and t = 3."""
    rng = RandomState(6)
    parameters = _parameters(rng, [3, 2, 1])
    grads, g, h = (_like(rng, parameters) for _ in range(3))
    v = {key: 0.2 * value for key, value in g.items()}
    s = {key: 0.002 * value**2 for key, value in h.items()}
    return parameters, grads, v, s, 3


def _parameters(rng, dims):
    parameters = {}
    for layer in range(1, len(dims)):
        n, n_prev = dims[layer], dims[layer - 1]
        parameters[f"W{layer}"] = rng.randn(n, n_prev) / np.sqrt(n_prev)
        parameters[f"b{layer}"] = 0.5 * rng.randn(n, 1)
    return parameters


def _like(rng, parameters):
    """A draw for each parameter, under the key of its gradient."""
    return {f"d{key}": rng.randn(*value.shape) for key, value in parameters.items()}


# --- the whole thing at work ------------------------------------------------------------------


def race(model, predict, X, Y, runs, layer_dims=(2, 8, 4, 1)):
    """Train once for each entry of ``runs`` (a name: arguments of ``model``); show how it went."""
    costs, predictors = {}, {}
    try:
        for name, options in runs.items():
            parameters, costs[name] = model(X, Y, list(layer_dims), **options)
            if costs[name][-1] == 0:
                raise NotImplementedError("random_mini_batches makes no mini-batch yet")
            predictors[name] = _predictor(predict, parameters)
            right = 100 * np.mean(predictors[name](X) == Y)
            print(f"{name:12s} cost {costs[name][-1]:.3f}, {right:.1f} % of the points right")
    except Exception as error:  # whatever an unfinished function may raise
        print("Fill in the functions above first; their check cells tell which are missing.")
        print(f"This run ended with {type(error).__name__}: {error}")
        return
    draw_costs(costs)
    draw_boundaries(predictors, X, Y)


def _predictor(predict, parameters):
    return lambda points: predict(points, parameters)


# --- cases: the inputs of each exercise -------------------------------------------------------

NEAREST_Z = 1e-2  # |Z| of every relu layer is above this: rounding cannot switch a unit
AL_EDGE = 0.05  # every AL is that far from 0 and from 1


def _different(rng, count, low=2, high=7):
    """``count`` different whole numbers from ``low`` up to ``high``, in random order."""
    return [int(n) for n in rng.permutation(np.arange(low, high + 1))[:count]]


def _dims(rng, L):
    """Sizes of a network of L layers, all different, with one output unit."""
    return [*_different(rng, L), 1]


def _step(rng, ref, L, m=4):
    """Parameters of L layers, and their gradients as a backward pass leaves them."""
    dims = _dims(rng, L)
    Y = rng.randint(0, 2, size=(1, m)).astype(float)
    while True:
        parameters = _parameters(rng, dims)
        AL, caches = ref.L_model_forward(rng.randn(dims[0], m), parameters)
        clear = all(np.all(np.abs(Z) > NEAREST_Z) for _, Z in caches)
        if clear and np.all(np.minimum(AL, 1 - AL) > AL_EDGE):
            return parameters, ref.L_model_backward(AL, Y, caches)


def _without_dA(grads):
    return {key: value for key, value in grads.items() if not key.startswith("dA")}


def _roles(parameters, **others):
    return {**parameters, "L": len(parameters) // 2, **others}


# --- update_parameters_with_gd ----------------------------------------------------------------


@cases("update_parameters_with_gd")
def update_parameters_with_gd_cases(seeds, ref):
    yield _gd("example", *update_parameters_with_gd_test_case(), seed=4, public=True)
    parameters, grads = _step(RandomState(14), ref, 3)
    yield _gd("three layers", parameters, _without_dA(grads), 1.0, seed=14, public=True)
    for name, L, learning_rate, with_dA in [
        ("one layer, gradients as L_model_backward leaves them", 1, None, True),
        ("two layers", 2, 0.01, False),
        ("three layers, gradients as L_model_backward leaves them", 3, None, True),
        ("four layers", 4, None, False),
        ("four layers, a large step", 4, 2.0, True),
    ]:
        seed, rng = seeds.draw()
        parameters, grads = _step(rng, ref, L)
        rate = learning_rate or float(rng.uniform(0.05, 0.5))
        yield _gd(name, parameters, grads if with_dA else _without_dA(grads), rate, seed=seed)


def _gd(name, parameters, grads, learning_rate, *, seed, public=False):
    roles = _roles(parameters, **grads, learning_rate=learning_rate)
    return Case(name, (parameters, grads, learning_rate), seed, public, roles=roles)


# --- random_mini_batches ----------------------------------------------------------------------


@cases("random_mini_batches")
def random_mini_batches_cases(seeds, ref):
    yield _batches("example", *random_mini_batches_test_case(), drawn_from=1, public=True)
    rng = RandomState(15)
    X, Y = rng.randn(3, 8), rng.randint(0, 2, size=(1, 8))
    yield _batches("nothing is left over", X, Y, 4, 7, drawn_from=15, public=True)
    for name, sizes in [
        ("a smaller last mini-batch", lambda k: (3 * k + k // 2, k)),
        ("a last mini-batch of one", lambda k: (4 * k + 1, k)),
        ("nothing left over", lambda k: (3 * k, k)),
        ("one mini-batch of all", lambda k: (k, k)),
        ("fewer examples than one mini-batch", lambda k: (k - 1, k)),
        ("mini-batches of one", lambda k: (k, 1)),
        ("m = 1", lambda k: (1, k)),
    ]:
        seed, rng = seeds.draw()
        m, size = sizes(int(rng.randint(3, 9)))
        X, Y = _examples(rng, m)
        yield _batches(name, X, Y, size, int(rng.randint(1, 1000)), drawn_from=seed)
    seed, rng = seeds.draw()
    X, Y = _examples(rng, int(rng.randint(130, 180)))
    yield _batches("size and seed left out", X, Y, drawn_from=seed)


def _examples(rng, m):
    return rng.randn(int(rng.randint(2, 5)), m), rng.randint(0, 2, size=(1, m)).astype(float)


def _batches(name, X, Y, *size_and_seed, drawn_from, public=False):
    roles = {"X": X, "Y": Y, "m": X.shape[1]}
    roles |= dict(zip(("mini_batch_size", "seed"), size_and_seed, strict=False))
    # numpy's own stream starts elsewhere: who does not seed it gets another order
    return Case(name, (X, Y, *size_and_seed), drawn_from, public, numpy_seed=987_654, roles=roles)


# --- initialize_velocity, initialize_adam -----------------------------------------------------


@cases("initialize_velocity")
def initialize_velocity_cases(seeds, ref):
    yield _zeros("example", *initialize_velocity_test_case(), seed=2, public=True)
    yield _zeros("three layers", _parameters(RandomState(16), [2, 4, 3, 1]), 16, public=True)
    yield from _fresh_zeros(seeds)


@cases("initialize_adam")
def initialize_adam_cases(seeds, ref):
    yield _zeros("example", *initialize_adam_test_case(), seed=3, public=True)
    yield _zeros("three layers", _parameters(RandomState(17), [4, 2, 3, 1]), 17, public=True)
    yield from _fresh_zeros(seeds)


def _fresh_zeros(seeds):
    for name, L, fixed in [
        ("one layer", 1, {}),
        ("two layers", 2, {}),
        ("one input", 2, {0: 1}),
        ("four layers", 4, {}),
        ("four layers, several outputs", 4, {4: 8}),
        ("a hidden layer of one unit", 3, {1: 1}),
    ]:
        seed, rng = seeds.draw()
        dims = _dims(rng, L)
        for layer, size in fixed.items():
            dims[layer] = size
        yield _zeros(name, _parameters(rng, dims), seed)


def _zeros(name, parameters, seed, public=False):
    return Case(name, (parameters,), seed, public, roles=_roles(parameters))


# --- update_parameters_with_momentum ----------------------------------------------------------


@cases("update_parameters_with_momentum")
def update_parameters_with_momentum_cases(seeds, ref):
    inputs = update_parameters_with_momentum_test_case()
    yield _momentum("example", *inputs, seed=5, public=True)
    parameters, grads = _step(RandomState(18), ref, 3)
    v = ref.initialize_velocity(parameters)
    yield _momentum("first step", parameters, grads, v, 0.9, 0.5, seed=18, public=True)
    for name, L, fixed_beta, fixed_rate in [
        ("one layer", 1, 0.8, None),
        ("two layers", 2, 0.9, None),
        ("three layers", 3, None, None),
        ("four layers", 4, None, None),
        ("four layers, beta close to 1", 4, 0.99, 2.0),
        ("nothing remembered (beta = 0)", 3, 0.0, None),
    ]:
        seed, rng = seeds.draw()
        parameters, grads = _step(rng, ref, L)
        v = _like(rng, parameters)
        # not 0.5, where beta and one minus beta are the same
        beta = float(rng.uniform(0.6, 0.95)) if fixed_beta is None else fixed_beta
        rate = fixed_rate or float(rng.uniform(0.05, 0.5))
        yield _momentum(name, parameters, grads, v, beta, rate, seed=seed)


def _momentum(name, parameters, grads, v, beta, learning_rate, *, seed, public=False):
    args = (parameters, grads, v, beta, learning_rate)
    roles = _roles(parameters, **grads, v=v, beta=beta, learning_rate=learning_rate)
    return Case(name, args, seed, public, roles=roles)


# --- update_parameters_with_adam --------------------------------------------------------------


@cases("update_parameters_with_adam")
def update_parameters_with_adam_cases(seeds, ref):
    yield _adam("example", *update_parameters_with_adam_test_case(), seed=6, public=True)
    parameters, grads = _step(RandomState(19), ref, 3)
    start = (parameters, grads, *ref.initialize_adam(parameters), 1)
    yield _adam("first step", *start, 0.1, seed=19, public=True)
    seed, rng = seeds.draw()
    parameters, grads = _step(rng, ref, 2)
    _one_unit_off(grads)
    start = (parameters, grads, *ref.initialize_adam(parameters), 1)
    yield _adam("first step, one unit never on", *start, seed=seed)
    # the last two let a misplaced epsilon show
    for name, L, t, options in [
        ("one layer, second step", 1, 2, ()),
        ("two layers, own learning rate", 2, 4, (0.3,)),
        ("three layers, own betas", 3, 7, (0.05, 0.8, 0.95)),
        ("four layers", 4, 3, (0.1,)),
        ("four layers, late", 4, 5000, (0.02, 0.85)),
        ("two layers, a large epsilon", 2, 2, (0.1, 0.7, 0.9, 0.2)),
        ("three layers, a large epsilon", 3, 6, (0.5, 0.9, 0.99, 0.05)),
    ]:
        seed, rng = seeds.draw()
        parameters, grads = _step(rng, ref, L)
        v, s = _after_some_steps(rng, ref, parameters)
        yield _adam(name, parameters, grads, v, s, t, *options, seed=seed)


def _one_unit_off(grads):
    """As a relu unit that is off for every example leaves them: all its gradients are 0."""
    grads["dW1"][0], grads["db1"][0] = 0.0, 0.0


def _after_some_steps(rng, ref, parameters):
    """Averages as two steps leave them, far from 0."""
    v, s = ref.initialize_adam(parameters)
    for t in (1, 2):
        grads = _like(rng, parameters)
        _, v, s, _, _ = ref.update_parameters_with_adam(parameters, grads, v, s, t, 0.1, 0.7, 0.8)
    return v, s


def _adam(name, parameters, grads, v, s, t, *options, seed, public=False):
    roles = _roles(parameters, **grads, v=v, s=s, t=t)
    roles |= dict(zip(("learning_rate", "beta1", "beta2", "epsilon"), options, strict=False))
    return Case(name, (parameters, grads, v, s, t, *options), seed, public, roles=roles)


# --- update_lr, schedule_lr_decay -------------------------------------------------------------


@cases("update_lr")
def update_lr_cases(seeds, ref):
    yield _rate("example", 0.5, 2, 1, seed=0, public=True)
    yield _rate("epoch 0", 0.1, 0, 0.7, seed=0, public=True)
    for name, epoch_num, decay_rate in [
        ("an early epoch", None, None),
        ("the first epoch", 0, None),
        ("the second epoch", 1, None),
        ("a late epoch", 12_345, None),
        ("no decay", None, 0),
        ("a whole-number decay rate", None, 3),
    ]:
        seed, rng = seeds.draw()
        epoch = int(rng.randint(2, 50)) if epoch_num is None else epoch_num
        decay = float(rng.uniform(0.1, 2.0)) if decay_rate is None else decay_rate
        yield _rate(name, float(rng.uniform(0.01, 1.0)), epoch, decay, seed=seed)


@cases("schedule_lr_decay")
def schedule_lr_decay_cases(seeds, ref):
    yield _rate("example", 0.5, 10, 0.3, 3, seed=0, public=True)
    yield _rate("epoch 99 of an interval of 100", 0.5, 99, 1, 100, seed=0, public=True)
    for name, epoch_of, decay_rate in [
        ("inside the first interval", lambda k: k // 3, None),
        ("just before the first change", lambda k: k - 1, None),
        ("just after the first change", lambda k: k, None),
        ("well into a later interval", lambda k: 7 * k + k - 2, None),
        ("on a later change", lambda k: 5 * k, 2),
        ("the first epoch", lambda k: 0, None),
        ("no decay", lambda k: 3 * k + 1, 0),
    ]:
        seed, rng = seeds.draw()
        interval = int(rng.randint(5, 200))
        decay = float(rng.uniform(0.1, 2.0)) if decay_rate is None else decay_rate
        rate = float(rng.uniform(0.01, 1.0))
        yield _rate(name, rate, epoch_of(interval), decay, interval, seed=seed)
    for epoch_num in (999, 3000):
        seed, rng = seeds.draw()
        rate, decay = float(rng.uniform(0.01, 1.0)), float(rng.uniform(0.1, 2.0))
        yield _rate(f"interval left out, epoch {epoch_num}", rate, epoch_num, decay, seed=seed)


def _rate(name, learning_rate0, epoch_num, decay_rate, *interval, seed, public=False):
    args = (learning_rate0, epoch_num, decay_rate, *interval)
    names = ("learning_rate0", "epoch_num", "decay_rate", "time_interval")
    return Case(name, args, seed, public, roles=dict(zip(names, args, strict=False)))


# --- conventions of other years ---------------------------------------------------------------

IN_PLACE_NOTE = (
    "Your function changes the dictionaries or the arrays that its caller handed over, as other "
    "years' own code does. That costs nothing here; a function that returns new dictionaries and "
    "leaves its inputs alone is safer."
)
THREE_VALUES_NOTE = (
    "Your function returns parameters, v and s, as earlier notebooks ask; the two corrected "
    "averages are not looked at."
)


FILLED = ("older", "newer")
NEW_ONES = "New dictionaries are asked for, and the caller's are to stay as they are."


def _fills_its_callers_dictionaries(function, seen):
    altered = {"parameters", "v", "s"} & set(seen.mutated)
    if not altered:
        return None
    rest = tuple(name for name in seen.mutated if name not in altered)
    return type(seen)(seen.value, rest, seen.args), IN_PLACE_NOTE


@convention("update_parameters_with_gd", FILLED, asks=NEW_ONES)
def gd_in_place(function, seen):
    """Other years' own code writes into the dictionary that it was given."""
    return _fills_its_callers_dictionaries(function, seen)


@convention("update_parameters_with_momentum", FILLED, asks=NEW_ONES)
def momentum_in_place(function, seen):
    """The same for the parameters and the averages."""
    return _fills_its_callers_dictionaries(function, seen)


@convention("update_parameters_with_adam", FILLED, asks=NEW_ONES)
def adam_in_place(function, seen):
    """The same for the parameters and both averages."""
    return _fills_its_callers_dictionaries(function, seen)


@convention(
    "update_parameters_with_adam",
    ("older",),
    asks="Five values are asked for: parameters, v, s, v_corrected and s_corrected.",
)
def adam_of_three_values(function, seen):
    """Earlier notebooks return the averages without the corrected ones."""
    value = seen.value
    if not isinstance(value, tuple | list) or len(value) != 3:
        return None
    asked = (*value, NOT_ASKED, NOT_ASKED)
    return type(seen)(asked, seen.mutated, seen.args), THREE_VALUES_NOTE
