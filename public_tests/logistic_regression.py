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
# n_x differs from m. Weighted sums stay small enough that no prediction rounds to 0 or 1, and
# where labels are predicted no probability is near one half.

CLEAR = 0.02  # a probability to be cut at 0.5 is at least that far from it


def _data(rng, n_x, m):
    """X (n_x, m) and labels (1, m), some of each class where m allows it."""
    X = rng.randn(n_x, m)
    Y = rng.randint(0, 2, size=(1, m))
    if m > 1:
        Y[0, :2] = rng.permutation(2)
    return X, Y


def _unit(rng, n_x):
    """w (n_x, 1) and b that keep z around 1, and b away from 0."""
    sign = 1 if rng.rand() < 0.5 else -1
    return rng.randn(n_x, 1) / np.sqrt(n_x), sign * (0.3 + 0.7 * float(rng.rand()))


def _sizes(rng, asked):
    """n_x and m as asked for; where None is asked, drawn and different."""
    drawn = (int(n) for n in rng.permutation(np.arange(2, 9)))
    return [next(drawn) if size is None else size for size in asked]


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
    yield _of_z("far from zero", np.array([[-25.0, 25.0]]) + rng.randn(1, 2), seed)


def _of_z(name, z, seed, public=False):
    return Case(name, (z,), seed, public, roles={"z": z})


@cases("initialize_with_zeros")
def initialize_with_zeros_cases(seeds, ref):
    yield _of_dim("example", 2, 0, public=True)
    yield _of_dim("one input", 1, 0, public=True)
    yield _of_dim("a picture", 12288, 0)
    for low, high in ((3, 5), (6, 20), (30, 90)):
        seed, rng = seeds.draw()
        yield _of_dim(f"between {low} and {high}", int(rng.randint(low, high)), seed)


def _of_dim(name, dim, seed, public=False):
    return Case(name, (dim,), seed, public, roles={"dim": dim, "n_x": dim})


@cases("propagate")
def propagate_cases(seeds, ref):
    w, b = np.array([[1.0], [2.0]]), 1.5
    X, Y = np.array([[1.0, -2.0, -1.0], [3.0, 0.5, -3.2]]), np.array([[1, 1, 0]])
    yield _propagate("example", w, b, X, Y, ref, 0, public=True)
    rng = RandomState(1)
    yield _propagate("four inputs", *_unit(rng, 4), *_data(rng, 4, 2), ref, 1, public=True)
    for name, asked, whole in [
        ("drawn sizes", (None, None), True),
        ("labels with a decimal point", (None, None), False),
        ("m = 1", (4, 1), True),
        ("one input", (1, 6), True),
        ("many examples", (3, 40), True),
        ("as many inputs as examples", (5, 5), True),
    ]:
        seed, rng = seeds.draw()
        n_x, m = _sizes(rng, asked)
        X, Y = _data(rng, n_x, m)
        yield _propagate(name, *_unit(rng, n_x), X, Y if whole else Y.astype(float), ref, seed)


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
    yield _optimize("example", w, b, X, Y, 100, 0.009, 0, public=True)
    rng = RandomState(2)
    args = (*_unit(rng, 3), *_data(rng, 3, 5))
    yield _optimize("costs of 101 iterations", *args, 101, 0.05, 2, public=True)
    for name, asked, iterations in [
        ("one step", (None, None), 1),
        ("two steps", (None, None), 2),
        ("m = 1", (3, 1), 4),
        ("one input", (1, 6), 3),
        ("past iteration 100", (3, 7), 130),
    ]:
        seed, rng = seeds.draw()
        n_x, m = _sizes(rng, asked)
        rate = 0.05 + 0.3 * float(rng.rand())
        args = (*_unit(rng, n_x), *_data(rng, n_x, m))
        yield _optimize(name, *args, iterations, rate, seed)


def _optimize(name, w, b, X, Y, iterations, rate, seed, public=False):
    roles = _roles(w, b, X, Y) | {"num_iterations": iterations, "learning_rate": rate}
    return Case(name, (w, b, X, Y, iterations, rate), seed, public, roles=roles)


@cases("predict")
def predict_cases(seeds, ref):
    w, b = np.array([[0.3], [0.5]]), -0.3
    X = np.array([[1.0, -1.1, -3.2], [1.2, 2.0, 0.1]])
    yield _predict("example", w, b, X, 0, public=True)
    yield _predict("four inputs", *_clear(RandomState(3), ref, 4, 5), 3, public=True)
    for name, asked in [
        ("drawn sizes", (None, None)),
        ("other sizes", (None, None)),
        ("m = 1", (4, 1)),
        ("one input", (1, 6)),
        ("many examples", (3, 20)),
        ("as many inputs as examples", (5, 5)),
    ]:
        seed, rng = seeds.draw()
        yield _predict(name, *_clear(rng, ref, *_sizes(rng, asked)), seed)


def _clear(rng, ref, n_x, m):
    """w, b and X with no probability near one half; from m = 2 on, both answers occur."""
    while True:
        w, b = _unit(rng, n_x)
        X = 2 * rng.randn(n_x, m)
        A = [ref.sigmoid(float(w[:, 0] @ X[:, i]) + b) for i in range(m)]
        far = min(abs(a - 0.5) for a in A) > CLEAR
        if far and (m == 1 or min(A) < 0.5 < max(A)):
            return w, b, X


def _predict(name, w, b, X, seed, public=False):
    roles = {"w": w, "b": b, "X": X, "m": X.shape[1], "n_x": X.shape[0]}
    return Case(name, (w, b, X), seed, public, roles=roles)


@cases("model")
def model_cases(seeds, ref):
    yield _model("example", RandomState(4), ref, (3, 6, 4), 20, 4, public=True)
    yield _model("costs of 101 iterations", RandomState(5), ref, (4, 5, 3), 101, 5, public=True)
    for name, sizes, iterations in [
        ("three steps", (5, 8, 30), 3),
        ("one example to test", (2, 7, 1), 5),
        ("one input", (1, 6, 4), 6),
        ("more to test than to learn from", (4, 3, 9), 20),
        ("past iteration 100", (3, 10, 30), 110),
    ]:
        seed, rng = seeds.draw()
        yield _model(name, rng, ref, sizes, iterations, seed)


def _model(name, rng, ref, sizes, iterations, seed, public=False):
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
            break
    roles = {"X_train": X_train, "Y_train": Y_train, "X_test": X_test, "Y_test": Y_test}
    roles |= {"num_iterations": iterations, "learning_rate": rate, "m": m_train, "n_x": n_x}
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
