"""Pictures for the notebooks. Without matplotlib they are left out, and a line says so."""

import numpy as np


def pyplot():
    """matplotlib's pyplot, or None with a word on how to have pictures."""
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        print("(No picture: matplotlib is not installed. `pip install matplotlib` brings it.)")
        return None
    return plt


def draw_points(X, Y, title=""):
    """The points of the plane, a colour a label."""
    plt = pyplot()
    if plt is None:
        return
    _, axes = plt.subplots(figsize=(5, 4))
    _scatter(axes, X, Y)
    axes.set_title(title)
    plt.show()


def draw_costs(costs, every=1):
    """A curve for each entry of ``costs``, a dictionary of lists; ``every`` steps a value."""
    plt = pyplot()
    if plt is None:
        return
    _, axes = plt.subplots(figsize=(6, 4))
    for name, values in costs.items():
        axes.plot(every * np.arange(len(values)), values, label=name)
    axes.set_xlabel("epoch" if every == 1 else "step")
    axes.set_ylabel("cost")
    axes.legend()
    plt.show()


def draw_boundaries(predictors, X, Y):
    """For each entry of ``predictors`` what it says all over the plane, and the points on it.

    ``predictors`` is a dictionary of functions that take points (2, any) and return (1, any).
    """
    plt = pyplot()
    if plt is None:
        return
    (x_low, y_low), (x_high, y_high) = X.min(axis=1) - 0.4, X.max(axis=1) + 0.4
    x, y = np.meshgrid(np.linspace(x_low, x_high, 150), np.linspace(y_low, y_high, 150))
    plane = np.stack([x.reshape(-1), y.reshape(-1)])
    count = len(predictors)
    _, panels = plt.subplots(1, count, figsize=(4 * count, 3.4), squeeze=False)
    for axes, (name, predict) in zip(panels[0], predictors.items(), strict=True):
        said = np.asarray(predict(plane), dtype=float).reshape(x.shape)
        axes.contourf(x, y, said, levels=[-0.5, 0.5, 1.5], cmap="coolwarm", alpha=0.4)
        _scatter(axes, X, Y)
        axes.set_title(name)
    plt.show()


def _scatter(axes, X, Y):
    axes.scatter(X[0], X[1], c=Y.reshape(-1), cmap="coolwarm", s=12, edgecolors="k", linewidths=0.3)
