"""The inputs that the notebook "Logistic regression" is checked on, and what it shows.

The *checks* are what a check cell calls; the *cases* are the inputs that your function is called
with: some with a seed that stands here, some with a seed drawn for each run.
"""

import numpy as np
from numpy.random import RandomState

from grader.author import NOT_ASKED, Case, cases, convention
from grader.checks import check

from ._attempts import attempt
from ._cats import load_data, show_one_picture, show_pictures, show_wrong
from ._costs import costs_hang_on_print_cost
from ._digits import rounding_shows
from ._near import near
from ._pictures import draw_costs

__all__ = [
    "attempt",
    "draw_costs",
    "initialize_with_zeros_test",
    "load_data",
    "model_test",
    "optimize_test",
    "predict_test",
    "propagate_test",
    "show_one_picture",
    "show_pictures",
    "show_wrong",
    "sigmoid_test",
]

sigmoid_test = check(__file__, "sigmoid")
initialize_with_zeros_test = check(__file__, "initialize_with_zeros")
propagate_test = check(__file__, "propagate")
optimize_test = check(__file__, "optimize")
predict_test = check(__file__, "predict")
model_test = check(__file__, "model")


# --- cases ------------------------------------------------------------------------------------
#
# Sizes stand here, case by case; what is drawn are the numbers in them, so that whether a mistake
# shows does not hang on the seed. Where labels are predicted, the weighted sums are chosen: some
# just above and just below zero, and on the other side of it without the bias.

COST_RTOL, COST_ATOL = 5e-6, 2e-8  # as the cost is compared


def _data(rng, n_x, m):
    """X (n_x, m) and labels (1, m), some of each class where m allows it, else 1."""
    X = rng.randn(n_x, m)
    Y = rng.randint(0, 2, size=(1, m))
    Y[0, :2] = rng.permutation(2) if m > 1 else 1
    return X, Y


def _unit(rng, n_x):
    """w (n_x, 1) and b that keep z around 1, and b away from 0."""
    sign = 1 if rng.rand() < 0.5 else -1
    return rng.randn(n_x, 1) / np.sqrt(n_x), sign * (0.3 + 0.7 * float(rng.rand()))


def _pictures(rng, n_x, m):
    """Whole numbers from 0 to 255 as pictures have them, labels, and weights that suit them."""
    X = rng.randint(0, 256, size=(n_x, m)).astype(np.uint8)
    w, b = _unit(rng, n_x)
    return w / 128, b, X, np.arange(m).reshape(1, m) % 2


def _with_sums(w, b, X, z):
    """X with each column moved along w, so that the weighted sums are z."""
    return X + w * (np.reshape(z, (1, -1)) - (np.dot(w.T, X) + b)) / np.sum(w**2)


@cases("sigmoid")
def sigmoid_cases(seeds, ref):
    yield _of_z("example", np.array([0.0, 2.0]), 0, public=True)
    yield _of_z("a single number", 0.0, 0, public=True)
    for name, shape in [
        ("a row", (1, 5)),
        ("a matrix", (3, 4)),
        ("a column", (6, 1)),
        ("a flat array", (4,)),
    ]:
        seed, rng = seeds.draw()
        yield _of_z(name, 3 * rng.randn(*shape), seed)
    seed, rng = seeds.draw()
    yield _of_z("whole numbers", rng.permutation(np.arange(-6, 7))[:5], seed)
    seed, rng = seeds.draw()
    yield _of_z("a single number below zero", -1.0 - 2 * float(rng.rand()), seed)
    seed, rng = seeds.draw()
    yield _of_z("far from zero", np.array([[-32.0, 32.0]]) + 0.3 * rng.rand(1, 2), seed)
    seed, rng = seeds.draw()
    small = np.array([[-9.5, -7.5, -8.5]]) + rng.rand(1, 3)
    yield _of_z("probabilities close to zero", small, seed)


def _of_z(name, z, seed, public=False):
    return Case(name, (z,), seed, public, roles={"z": z})


@cases("initialize_with_zeros")
def initialize_with_zeros_cases(seeds, ref):
    yield _of_dim("example", 2, 0, public=True)
    yield _of_dim("one input", 1, 0, public=True)
    for name, dim in [
        ("a picture", 12288),
        ("four inputs", 4),
        ("eleven inputs", 11),
        ("sixty inputs", 60),
    ]:
        yield _of_dim(name, dim, 0)


def _of_dim(name, dim, seed, public=False):
    return Case(name, (dim,), seed, public, roles={"dim": dim, "n_x": dim})


@cases("propagate")
def propagate_cases(seeds, ref):
    w, b = np.array([[1.0], [2.0]]), 1.5
    X, Y = np.array([[1.0, -2.0, -1.0], [3.0, 0.5, -3.2]]), np.array([[1, 1, 0]])
    yield _propagate("example", w, b, X, Y, ref, 0, public=True)
    rng = RandomState(1)
    yield _propagate("four inputs", *_unit(rng, 4), *_data(rng, 4, 2), ref, 1, public=True)
    for name, n_x, m, kind in [
        ("five inputs, three examples", 5, 3, int),
        ("labels with a decimal point", 4, 7, float),
        ("m = 1", 4, 1, int),
        ("one input", 1, 6, int),
        ("many examples", 3, 40, int),
        ("as many inputs as examples", 5, 5, int),
        ("sure predictions, right ones and wrong ones", 4, 6, int),
        ("sure predictions, all of them right", 3, 5, int),
        ("pictures of whole numbers", 6, 4, int),
    ]:
        seed, rng = seeds.draw()
        while True:
            w, b, X, Y = _propagated(rng, name, n_x, m)
            grads, cost = ref.propagate(w, b, X, Y)
            shows = rounding_shows(cost, rtol=COST_RTOL, atol=COST_ATOL)
            unsure = "sure" in name or np.all(np.abs(np.dot(w.T, X) + b) < 4)
            if shows and rounding_shows(grads["db"]) and unsure:
                break
        yield _propagate(name, w, b, X, Y.astype(kind), ref, seed)


def _propagated(rng, name, n_x, m):
    if "pictures" in name:
        return _pictures(rng, n_x, m)
    (w, b), (X, Y) = _unit(rng, n_x), _data(rng, n_x, m)
    if "sure" in name:
        side = np.where(Y == 1, 1.0, -1.0)
        if "wrong" in name:
            Y = np.array([[0, 1, 1, 1, 0, 1]])
            side = np.array([[-1.0, 1.0, -1.0, -1.0, -1.0, 1.0]])
        X = _with_sums(w, b, X, side * rng.uniform(7.5, 8.5, size=(1, m)))
    return w, b, X, Y


def _roles(w, b, X, Y):
    return {"w": w, "b": b, "X": X, "Y": Y, "m": X.shape[1], "n_x": X.shape[0]}


def _propagate(name, w, b, X, Y, ref, seed, public=False):
    A = ref.sigmoid(np.dot(w.T, X) + b)
    roles = {**_roles(w, b, X, Y), "A": A, "A - Y": A - Y}
    return Case(name, (w, b, X, Y), seed, public, roles=roles)


@cases("optimize")
def optimize_cases(seeds, ref):
    w, b = np.array([[1.0], [2.0]]), 1.5
    X, Y = np.array([[1.0, -2.0, -1.0], [3.0, 0.5, -3.2]]), np.array([[1, 1, 0]])
    yield _optimize("example", (w, b, X, Y), 100, 0.009, seed=0, public=True)
    rng = RandomState(2)
    args = (*_unit(rng, 3), *_data(rng, 3, 5))
    yield _optimize("costs of 101 iterations", args, 101, 0.05, seed=2, public=True)
    for name, n_x, m, iterations in [
        ("one step", 4, 6, 1),
        ("two steps", 5, 3, 2),
        ("m = 1", 3, 1, 4),
        ("one input", 1, 6, 3),
    ]:
        seed, rng = seeds.draw()
        rate = 0.05 + 0.3 * float(rng.rand())
        yield _optimize(name, (*_unit(rng, n_x), *_data(rng, n_x, m)), iterations, rate, seed=seed)
    seed, rng = seeds.draw()
    args = (*_unit(rng, 3), *_data(rng, 3, 7))
    rate = 0.05 + 0.3 * float(rng.rand())
    yield _optimize("past iteration 200, costs printed", args, 203, rate, True, seed=seed)
    seed, rng = seeds.draw()
    args = (*_unit(rng, 2), *_data(rng, 2, 4))
    yield _optimize("number of steps and learning rate left out", args, seed=seed)
    seed, rng = seeds.draw()
    rate = 4e-5 * (1 + float(rng.rand()))
    yield _optimize("pictures of whole numbers", _pictures(rng, 6, 4), 2, rate, seed=seed)
    seed, rng = seeds.draw()
    w, b = _unit(rng, 3)
    X, Y = _data(rng, 3, 4)
    args = (1e-3 * w, 1e-3 * b, 1e-2 * X, np.array([[1, 0, 0, 1]]))
    yield _optimize("small numbers", args, 1, 1e-3 * (1 + float(rng.rand())), seed=seed)


def _optimize(name, data, *options, seed, public=False):
    iterations, rate = options[:2] or (100, 0.009)
    roles = _roles(*data) | {"num_iterations": iterations, "learning_rate": rate}
    # earlier years' first line has no defaults
    return Case(name, (*data, *options), seed, public, roles=roles, spare=(100, 0.009))


@cases("predict")
def predict_cases(seeds, ref):
    w, b = np.array([[0.3], [0.5]]), -0.3
    X = np.array([[1.0, -1.1, -3.2], [1.2, 2.0, 0.1]])
    yield _predict("example", w, b, X, 0, public=True)
    yield _predict("four inputs", *_far_from_half(RandomState(3), ref, 4, 5), 3, public=True)
    for name, n_x, m, sign in [
        ("five inputs, six examples", 5, 6, 1),
        ("a bias below zero", 3, 7, -1),
        ("m = 1", 4, 1, 1),
        ("one input", 1, 6, 1),
        ("many examples", 3, 20, -1),
        ("as many inputs as examples", 5, 5, 1),
    ]:
        seed, rng = seeds.draw()
        w = rng.randn(n_x, 1) / np.sqrt(n_x) if n_x > 1 else rng.uniform(1.1, 1.5, size=(1, 1))
        b = sign * float(rng.uniform(0.65, 0.9))
        X = _with_sums(w, b, rng.randn(n_x, m), _sums(rng, m))
        yield _predict(name, w, b, X, seed)
    seed, rng = seeds.draw()
    yield _predict("pictures of whole numbers", *_told_pictures(rng), seed)
    seed, rng = seeds.draw()
    w, b = np.zeros((3, 1)), 0.0
    yield _predict("nothing learned yet, every probability one half", w, b, rng.randn(3, 4), seed)


def _far_from_half(rng, ref, n_x, m):
    """w, b and X with no probability near one half; both answers occur."""
    while True:
        w, b = _unit(rng, n_x)
        X = 2 * rng.randn(n_x, m)
        A = [ref.sigmoid(float(w[:, 0] @ X[:, i]) + b) for i in range(m)]
        if min(abs(a - 0.5) for a in A) > 0.02 and min(A) < 0.5 < max(A):
            return w, b, X


# ranges of the weighted sum: closely above and below the line, at some distance, far off
KINDS = ((0.02, 0.1), (-0.1, -0.02), (0.2, 0.45), (-0.45, -0.2), (1.5, 3.0), (-3.0, -1.5))


def _sums(rng, m):
    """Weighted sums, one of each kind in turn."""
    return np.array([rng.uniform(*KINDS[i % len(KINDS)]) for i in range(m)])


def _told_pictures(rng):
    """w, b and X of whole numbers such that both answers occur, and neither the bias nor the
    sigmoid can be left out."""
    while True:
        w, _, X, _ = _pictures(rng, 6, 5)
        sums = np.sort(np.dot(w.T, X)[0])
        b = -float(sums[2] + sums[3]) / 2
        above = sums[3] + b
        if 0.03 < above < 0.4 and abs(b) > 0.7 and (sums[2] > 0.55 or sums[3] < -0.05):
            return w, b, X


def _predict(name, w, b, X, seed, public=False):
    roles = {"w": w, "b": b, "X": X, "m": X.shape[1], "n_x": X.shape[0]}
    return Case(name, (w, b, X), seed, public, roles=roles)


@cases("model")
def model_cases(seeds, ref):
    yield _model("example", _drawn_run(RandomState(4), ref, (3, 6, 4), 20), 4, public=True)
    run = _drawn_run(RandomState(5), ref, (4, 5, 3), 101)
    yield _model("costs of 101 iterations", run, 5, public=True)
    # the last number is where the numbers come from that the fresh ones are near to
    for name, sizes, iterations, start, options in [
        ("three steps", (5, 8, 30), 3, 134, ()),
        ("one example to test", (2, 7, 1), 5, 15, ()),
        ("one input", (1, 6, 4), 6, 73, ()),
        ("more to test than to learn from", (4, 3, 9), 20, 131, ()),
        ("past iteration 200, costs printed", (3, 10, 12), 203, 19, (True,)),
        ("learning rate left out", (2, 5, 6), 4, 23, None),
        ("pictures of whole numbers", (6, 8, 5), 3, 81, ()),
    ]:
        seed, rng = seeds.draw()
        yield _model(name, _near_run(rng, sizes, iterations, start, options, name), seed)


def _near_run(rng, sizes, iterations, start, options, name):
    n_x, m_train, m_test = sizes
    base = RandomState(start)
    (X_train, Y_train), (X_test, Y_test) = _data(base, n_x, m_train), _data(base, n_x, m_test)
    rate = near(rng, 0.3)
    if "pictures" in name:
        X_train, X_test = (
            np.clip(128 + 60 * X + rng.randint(-3, 4, size=X.shape), 0, 255).astype(np.uint8)
            for X in (X_train, X_test)
        )
        rate = near(rng, 1e-4)
    else:
        X_train, X_test = near(rng, X_train), near(rng, X_test)
    data = (X_train, Y_train, X_test, Y_test, iterations)
    return data if options is None else (*data, rate, *options)


def _drawn_run(rng, ref, sizes, iterations):
    """A run whose predictions are clear, on both sets."""
    n_x, m_train, m_test = sizes
    while True:
        X_train, Y_train = _data(rng, n_x, m_train)
        X_test, Y_test = _data(rng, n_x, m_test)
        rate = 0.1 + 0.4 * float(rng.rand())
        args = (X_train, Y_train, X_test, Y_test, iterations, rate)
        learned = ref.model(*args)
        w, b = learned["w"], learned["b"]
        A = [ref.sigmoid(float(w[:, 0] @ x) + b) for x in (*X_train.T, *X_test.T)]
        if min(abs(a - 0.5) for a in A) > 1e-3:
            return args


def _model(name, args, seed, public=False):
    names = ("X_train", "Y_train", "X_test", "Y_test", "num_iterations", "learning_rate")
    roles = dict(zip(names, args, strict=False))
    roles |= {"m": args[0].shape[1], "n_x": args[0].shape[0]}
    return Case(name, args, seed, public, roles=roles)


# --- conventions of other years ---------------------------------------------------------------

PRINTED_NOTE = "This notebook keeps costs only where it prints them; they were not looked at."
IN_PLACE_NOTE = (
    "Your function changes the weights of its caller in place. That costs nothing here, where the "
    "notebook does not ask otherwise; a function that makes new arrays is safer."
)


@convention("optimize", ("older",), asks="The caller's `w` is to stay as it is.")
def changes_the_callers_weights(function, seen):
    """Older notebooks do not say that the caller's w must stay as it is; newer ones copy it."""
    if "w" not in seen.mutated:
        return None
    rest = tuple(name for name in seen.mutated if name != "w")
    return type(seen)(seen.value, rest, seen.args), IN_PLACE_NOTE


@convention("optimize", ("older", "newer"), asks="The cost of every 100th iteration is asked for.")
def keeps_costs_only_when_printing(function, seen):
    value = seen.value
    if not costs_hang_on_print_cost(function.source):
        return None
    if not isinstance(value, tuple | list) or len(value) != 3 or value[2] != []:
        return None
    return type(seen)((*value[:2], NOT_ASKED), seen.mutated, seen.args), PRINTED_NOTE
