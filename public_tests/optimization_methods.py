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
from ._digits import rounding_shows
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
#
# Sizes stand here, case by case; what is drawn are the numbers in them. So whether a mistake shows
# in a case does not hang on the seed. Small numbers are there to show what is rounded.

NEAREST_Z = 1e-2  # |Z| of every relu layer is above this: rounding cannot switch a unit
AL_EDGE = 0.05  # every AL is that far from 0 and from 1
FELT = 1e-3  # some number of every gradient is above this: who leaves a layer out is seen
SIZES = {1: (3, 1), 2: (4, 3, 1), 3: (2, 5, 4, 1), 4: (5, 2, 6, 3, 1)}
LABELS = np.array([[0.0, 1.0, 1.0, 0.0]])
MANY = (2, 3, 1, 4, 2, 3, 2, 4, 1, 3, 2, 1)  # eleven layers: the keys have two digits


def _step(rng, ref, dims, Y=LABELS):
    """Parameters of these layers, and their gradients as a backward pass leaves them."""
    while True:
        parameters = _parameters(rng, dims)
        AL, caches = ref.L_model_forward(rng.randn(dims[0], Y.shape[1]), parameters)
        clear = all(np.all(np.abs(Z) > NEAREST_Z) for _, Z in caches)
        if not clear or np.any(np.minimum(AL, 1 - AL) < AL_EDGE):
            continue
        grads = ref.L_model_backward(AL, Y, caches)
        if all(np.max(np.abs(grad)) > FELT for grad in grads.values()):
            return parameters, grads


def _three_layers(seed, ref):
    """The same of three layers for a fixed seed, sizes and labels drawn as well."""
    rng = RandomState(seed)
    dims = [*(int(n) for n in rng.permutation(np.arange(2, 8))[:3]), 1]
    return _step(rng, ref, dims, rng.randint(0, 2, size=(1, 4)).astype(float))


def _without_dA(grads):
    return {key: value for key, value in grads.items() if not key.startswith("dA")}


def _away_from_0(rng, parameters):
    """As ``_like``; no number near 0, so that none of their squares is."""
    drawn = _like(rng, parameters)
    return {key: np.sign(value) * (0.3 + 0.4 * np.abs(value)) for key, value in drawn.items()}


def _scaled(size, values):
    return {key: size * value for key, value in values.items()}


def _roles(parameters, **others):
    return {**parameters, "L": len(parameters) // 2, **others}


# --- update_parameters_with_gd ----------------------------------------------------------------


@cases("update_parameters_with_gd")
def update_parameters_with_gd_cases(seeds, ref):
    yield _gd("example", *update_parameters_with_gd_test_case(), seed=4, public=True)
    parameters, grads = _three_layers(14, ref)
    yield _gd("three layers", parameters, _without_dA(grads), 1.0, seed=14, public=True)
    for name, L, learning_rate, with_dA in [
        ("one layer, gradients as L_model_backward leaves them", 1, None, True),
        ("two layers", 2, 0.01, False),
        ("three layers, gradients as L_model_backward leaves them", 3, None, True),
        ("four layers", 4, None, False),
        ("four layers, a large step", 4, 2.0, True),
    ]:
        seed, rng = seeds.draw()
        parameters, grads = _step(rng, ref, SIZES[L])
        rate = learning_rate or float(rng.uniform(0.05, 0.4))
        yield _gd(name, parameters, grads if with_dA else _without_dA(grads), rate, seed=seed)
    for name, dims, size in [("eleven layers", MANY, 1.0), ("small numbers", (3, 2, 1), 1e-4)]:
        seed, rng = seeds.draw()
        parameters = _parameters(rng, dims)
        grads = _scaled(size, _away_from_0(rng, parameters))
        yield _gd(name, _scaled(size, parameters), grads, float(rng.uniform(0.05, 0.4)), seed=seed)


def _gd(name, parameters, grads, learning_rate, *, seed, public=False):
    roles = _roles(parameters, **grads, learning_rate=learning_rate)
    return Case(name, (parameters, grads, learning_rate), seed, public, roles=roles)


# --- random_mini_batches ----------------------------------------------------------------------

ELSEWHERE = 987_654  # numpy's own stream starts here: who does not seed it gets another order


@cases("random_mini_batches")
def random_mini_batches_cases(seeds, ref):
    yield _batches("example", *random_mini_batches_test_case(), drawn_from=1, public=True)
    rng = RandomState(15)
    X, Y = rng.randn(3, 8), rng.randint(0, 2, size=(1, 8))
    yield _batches("nothing is left over", X, Y, 4, 7, drawn_from=15, public=True)
    for name, m, size in [
        ("a smaller last mini-batch", 17, 5),
        ("a last mini-batch of one", 13, 4),
        ("nothing left over", 18, 6),
        ("one mini-batch of all", 7, 7),
        ("fewer examples than one mini-batch", 6, 8),
        ("mini-batches of one", 5, 1),
        ("m = 1", 1, 3),
    ]:
        seed, rng = seeds.draw()
        X, Y, start = _shuffled_visibly(rng, m, size)
        yield _batches(name, X, Y, size, start, drawn_from=seed)
    seed, rng = seeds.draw()
    X, Y, _ = _shuffled_visibly(rng, 150, 64, start=0)
    yield _batches("size and seed left out", X, Y, drawn_from=seed)


def _shuffled_visibly(rng, m, size, start=None):
    """X, Y and a seed whose order of the columns is seen in X and in Y: it is neither the old
    order, nor its own inverse, nor that of the next draw or of the seeds next to it."""
    while True:
        X, Y = rng.randn(4, m), rng.randint(0, 2, size=(1, m)).astype(float)
        seed = int(rng.randint(1, 1000)) if start is None else start
        stream = RandomState(seed)
        order = stream.permutation(m)
        others = [np.arange(m), np.argsort(order), stream.permutation(m)]
        others += [RandomState(other).permutation(m) for other in (seed + 1, size, 1, ELSEWHERE)]
        if m == 1 or all(np.any(Y[:, order] != Y[:, other]) for other in others):
            return X, Y, seed


def _batches(name, X, Y, *size_and_seed, drawn_from, public=False):
    roles = {"X": X, "Y": Y, "m": X.shape[1]}
    roles |= dict(zip(("mini_batch_size", "seed"), size_and_seed, strict=False))
    return Case(name, (X, Y, *size_and_seed), drawn_from, public, numpy_seed=ELSEWHERE, roles=roles)


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
    for name, dims in [
        ("one layer", (4, 1)),
        ("two layers", (5, 3, 1)),
        ("one input", (1, 4, 1)),
        ("four layers", (3, 6, 2, 5, 1)),
        ("four layers, several outputs", (4, 7, 3, 2, 8)),
        ("a hidden layer of one unit", (6, 1, 3, 1)),
        ("eleven layers", MANY),
    ]:
        seed, rng = seeds.draw()
        yield _zeros(name, _parameters(rng, dims), seed)


def _zeros(name, parameters, seed, public=False):
    return Case(name, (parameters,), seed, public, roles=_roles(parameters))


# --- update_parameters_with_momentum ----------------------------------------------------------


@cases("update_parameters_with_momentum")
def update_parameters_with_momentum_cases(seeds, ref):
    inputs = update_parameters_with_momentum_test_case()
    yield _momentum("example", *inputs, seed=5, public=True)
    parameters, grads = _three_layers(18, ref)
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
        parameters, grads = _step(rng, ref, SIZES[L])
        v = _away_from_0(rng, parameters)
        # not 0.5, where beta and one minus beta are the same
        beta = float(rng.uniform(0.6, 0.85)) if fixed_beta is None else fixed_beta
        rate = fixed_rate or float(rng.uniform(0.05, 0.4))
        yield _momentum(name, parameters, grads, v, beta, rate, seed=seed)
    for name, dims, size in [("eleven layers", MANY, 1.0), ("small numbers", (3, 2, 1), 1e-4)]:
        seed, rng = seeds.draw()
        parameters = _parameters(rng, dims)
        grads, v = (_scaled(size, _away_from_0(rng, parameters)) for _ in range(2))
        beta, rate = float(rng.uniform(0.6, 0.85)), float(rng.uniform(0.05, 0.4))
        yield _momentum(name, _scaled(size, parameters), grads, v, beta, rate, seed=seed)


def _momentum(name, parameters, grads, v, beta, learning_rate, *, seed, public=False):
    args = (parameters, grads, v, beta, learning_rate)
    roles = _roles(parameters, **grads, v=v, beta=beta, learning_rate=learning_rate)
    return Case(name, args, seed, public, roles=roles)


# --- update_parameters_with_adam --------------------------------------------------------------


@cases("update_parameters_with_adam")
def update_parameters_with_adam_cases(seeds, ref):
    yield _adam("example", *update_parameters_with_adam_test_case(), seed=6, public=True)
    parameters, grads = _three_layers(19, ref)
    start = (parameters, grads, *ref.initialize_adam(parameters), 1)
    yield _adam("first step", *start, 0.1, seed=19, public=True)
    seed, rng = seeds.draw()
    parameters, grads = _clear_of_0(rng, SIZES[2])
    _one_unit_off(grads)
    start = (parameters, grads, *ref.initialize_adam(parameters), 1)
    yield _adam("first step, one unit never on", *start, seed=seed)
    # the last two let a misplaced epsilon show
    for name, dims, t, options in [
        ("one layer, second step", SIZES[1], 2, ()),
        ("two layers, own learning rate", SIZES[2], 4, (0.3,)),
        ("three layers, own betas", SIZES[3], 7, (0.05, 0.8, 0.95)),
        ("four layers", SIZES[4], 3, (0.1,)),
        ("four layers, late", SIZES[4], 5000, (0.002, 0.85)),
        ("eleven layers", MANY, 3, (0.1,)),
        ("two layers, a large epsilon", SIZES[2], 2, (0.1, 0.7, 0.9, 0.2)),
        ("three layers, a large epsilon", SIZES[3], 6, (0.5, 0.9, 0.99, 0.05)),
    ]:
        seed, rng = seeds.draw()
        parameters, grads = _clear_of_0(rng, dims)
        averages = _averages(rng, ref, parameters, 1 if t == 2 and not options else 2, options[1:3])
        yield _adam(name, parameters, grads, *averages, t, *options, seed=seed)
    seed, rng = seeds.draw()
    parameters, grads = _clear_of_0(rng, (3, 2, 1))
    start = (_scaled(1e-3, parameters), _scaled(1e-5, grads), *ref.initialize_adam(parameters), 1)
    yield _adam("gradients so small that epsilon counts", *start, seed=seed)


def _clear_of_0(rng, dims):
    """Parameters and gradients, none near 0: which rounding is seen is no matter of luck."""
    parameters = _parameters(rng, dims)
    grads = _away_from_0(rng, parameters)
    return {key: np.sign(value) * (0.3 + np.abs(value)) for key, value in parameters.items()}, grads


def _one_unit_off(grads):
    """As a relu unit that is off for every example leaves them: all its gradients are 0."""
    grads["dW1"][1], grads["db1"][1] = 0.0, 0.0


def _averages(rng, ref, parameters, steps, betas):
    """Averages as some steps leave them."""
    v, s = ref.initialize_adam(parameters)
    for t in range(1, steps + 1):
        grads = _away_from_0(rng, parameters)
        _, v, s, _, _ = ref.update_parameters_with_adam(parameters, grads, v, s, t, 0.1, *betas)
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
        ("an early epoch", 7, None),
        ("the first epoch", 0, None),
        ("the second epoch", 1, None),
        ("a late epoch", 1234, None),
        ("no decay", 9, 0),
        ("a whole-number decay rate", 5, 3),
    ]:
        seed, rng = seeds.draw()
        rate, decay = _rates(rng, epoch_num, decay_rate)
        yield _rate(name, rate, epoch_num, decay, seed=seed)


@cases("schedule_lr_decay")
def schedule_lr_decay_cases(seeds, ref):
    yield _rate("example", 0.5, 10, 0.3, 3, seed=0, public=True)
    yield _rate("epoch 99 of an interval of 100", 0.5, 99, 1, 100, seed=0, public=True)
    for name, interval, epoch_num, decay_rate in [
        ("inside the first interval", 30, 10, None),
        ("just before the first change", 100, 99, None),
        ("just after the first change", 7, 7, None),
        ("well into a later interval", 12, 94, None),
        ("on a later change", 45, 225, 2),
        ("the first epoch", 20, 0, None),
        ("no decay", 15, 46, 0),
    ]:
        seed, rng = seeds.draw()
        rate, decay = _rates(rng, epoch_num // interval, decay_rate)
        yield _rate(name, rate, epoch_num, decay, interval, seed=seed)
    for epoch_num in (999, 3000):
        seed, rng = seeds.draw()
        rate, decay = _rates(rng, epoch_num // 1000)
        yield _rate(f"interval left out, epoch {epoch_num}", rate, epoch_num, decay, seed=seed)


def _rates(rng, steps, decay_rate=None):
    """A learning rate to start with, and a decay rate that is felt wherever it is multiplied;
    after ``steps`` steps of decay the rate has digits that rounding changes."""
    while True:
        decay = float(rng.uniform(1.2, 1.9)) if decay_rate is None else decay_rate
        rate = float(rng.uniform(0.5, 1.0))
        if rounding_shows(rate / (1 + decay * steps)):
            return rate, decay


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
