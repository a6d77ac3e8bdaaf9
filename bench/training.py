"""Train the two networks of deep_nn_application on the drawn pictures: time, cost, accuracy.

The time is held against the plain matrix products of the same shapes, called one after the other
without anything between them. Both run in turns of 50 iterations, so that whatever else the
machine does hits both. Run it on a machine with nothing else to do:

    python bench/training.py [--iterations 2500] [--fresh 1000]

Exit status 1 unless the deeper network is right about more test pictures and both take less than
1.2 times what their matrix products take.
"""

import argparse
import sys
import time

import numpy as np
from grader.content.datasets import cats
from grader.content.public_tests.deep_nn_application import predict
from grader.content.solutions import deep_nn_application as network

TURN = 50
MOST = 1.2  # times the plain products' time
NETWORKS = {
    "two layers": (network.two_layer_model, [12288, 7, 1]),
    "four layers": (network.L_layer_model, [12288, 20, 7, 5, 1]),
}


def columns(pictures):
    return pictures.reshape(len(pictures), -1).T / 255


def products(X, dims):
    """The matrix products of one iteration, as a function: Z, dW and dA_prev of a layer."""
    rng, m = np.random.RandomState(0), X.shape[1]
    reads = [X, *(rng.randn(n, m) for n in dims[1:-1])]
    weights = [rng.randn(n, n_prev) for n, n_prev in zip(dims[1:], dims[:-1], strict=True)]
    makes = [rng.randn(n, m) for n in dims[1:]]

    def once():
        for W, A in zip(weights, reads, strict=True):
            np.dot(W, A)
        for W, A, dZ in zip(weights[::-1], reads[::-1], makes[::-1], strict=True):
            np.dot(dZ, A.T)
            np.dot(W.T, dZ)

    return once


def clocked(function):
    started = time.perf_counter()
    value = function()
    return value, time.perf_counter() - started


def compare_times(model, X, Y, dims, turns):
    """Seconds of training and of plain products, turn by turn; a turn is TURN iterations.

    A turn's training starts from the first parameters: the time does not depend on them.
    """
    once, pairs = products(X, dims), []
    once()
    for _ in range(turns):
        _, training = clocked(lambda: model(X, Y, dims, num_iterations=TURN))
        _, plain = clocked(lambda: [once() for _ in range(TURN)])
        pairs.append((training, plain))
    return np.array(pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--iterations", type=int, default=2500)
    parser.add_argument("--fresh", type=int, default=1000, help="pictures drawn for a larger test")
    options = parser.parse_args()

    train_x, train_y, test_x, test_y, _ = cats.load_data()
    fresh_x, fresh_y = cats.draw(options.fresh, options.fresh // 2, 3)
    sets = {
        "train": (columns(train_x), train_y),
        "test": (columns(test_x), test_y),
        f"{options.fresh} more": (columns(fresh_x), fresh_y),
    }
    on_test, ratios = [], []
    for name, (model, dims) in NETWORKS.items():
        shares, ratio = measure(name, model, dims, sets, options.iterations)
        on_test.append(shares["test"])
        ratios.append(ratio)
    return int(on_test[1] <= on_test[0] or max(ratios) >= MOST)


def measure(name, model, dims, sets, iterations):
    """Train, print what came of it; the shares of pictures that are right, and the times' ratio."""
    X, Y = sets["train"]
    (parameters, costs), seconds = clocked(lambda: model(X, Y, dims, num_iterations=iterations))
    shares = {part: np.mean(predict(x, parameters) == y) for part, (x, y) in sets.items()}
    pairs = compare_times(model, X, Y, dims, max(iterations // TURN // 3, 1))
    training, plain = 1000 * np.median(pairs, axis=0) / TURN
    ratio = np.median(pairs[:, 0] / pairs[:, 1])
    print(f"{name} {dims}: {iterations} iterations in {seconds:.1f} s")
    print(f"  cost {costs[0]:.3f} -> {costs[-1]:.4f}")
    print("  right: " + ", ".join(f"{part} {share:.1%}" for part, share in shares.items()))
    print(
        f"  an iteration {training:.2f} ms, its matrix products {plain:.2f} ms: {ratio:.3f} times"
    )
    return shares, ratio


if __name__ == "__main__":
    sys.exit(main())
