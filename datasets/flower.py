"""Points of the plane on the petals of a flower, in two classes that no line divides."""

import numpy as np
from numpy.random import RandomState

__all__ = ["load_planar_dataset"]

PETALS = 6  # of class 0 and of class 1 in turn
LENGTH = 4.0


def load_planar_dataset(m=400, seed=1):
    """The same points for the same seed.

    Arguments:
    m -- the number of points, half of them of each class
    seed -- another seed draws another flower

    Returns:
    X -- the points, a column each, (2, m); the flower's centre is at 0, its petals reach to 4
    Y -- the labels, 0 or 1, (1, m)
    """
    rng = RandomState(seed)
    Y = rng.permutation(np.arange(m) % 2)
    petal = 2 * rng.randint(PETALS // 2, size=m) + Y
    along = rng.rand(m)
    width = 0.45 * np.sin(np.pi * along)  # as an angle: a petal is narrow at both ends
    angle = 2 * np.pi * (petal + 0.3) / PETALS + width * (2 * rng.rand(m) - 1)
    x = LENGTH * along * np.cos(angle) + 0.15 * rng.randn(m)
    y = LENGTH * along * np.sin(angle) + 0.15 * rng.randn(m)
    return np.stack([x, y]), Y.reshape(1, m)
