"""Two interleaved half circles: a set of the plane that no straight line divides.

Drawn from ``numpy.random.RandomState``, so the same seed gives the same points everywhere.
"""

import numpy as np
from numpy.random import RandomState


def two_moons(m=400, noise=0.3, seed=3):
    """Points of two half moons, as many of each as can be, in random order.

    Arguments:
    m -- number of points
    noise -- how far points stray from their half circle (a standard deviation; its radius is 1)
    seed -- another seed draws other points

    Returns:
    X -- the points, a column each, (2, m)
    Y -- 0 for the upper moon, 1 for the lower, (1, m)
    """
    rng = RandomState(seed)
    Y = rng.permutation(np.arange(m) % 2).reshape(1, m)
    angle = np.pi * rng.rand(m)
    upper = np.stack([np.cos(angle), np.sin(angle)])
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)])
    X = np.where(Y == 0, upper, lower) + noise * rng.randn(2, m)
    return X, Y
