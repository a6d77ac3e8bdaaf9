"""A disc inside a ring: a set of the plane whose classes differ in their distance from 0.

Drawn from ``numpy.random.RandomState``, so the same seed gives the same points everywhere.
"""

import numpy as np
from numpy.random import RandomState


def two_rings(m=300, noise=0.1, seed=1):
    """Points around two circles about 0, as many of each as can be, in random order.

    Arguments:
    m -- number of points
    noise -- how far points stray from their circle (a standard deviation; the radii are 1 and 0.5)
    seed -- another seed draws other points

    Returns:
    X -- the points, a column each, (2, m)
    Y -- 0 for the outer circle, 1 for the inner, (1, m)
    """
    rng = RandomState(seed)
    Y = rng.permutation(np.arange(m) % 2).reshape(1, m)
    angle = 2 * np.pi * rng.rand(m)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    X = np.where(Y == 0, 1.0, 0.5) * circle + noise * rng.randn(2, m)
    return X, Y
