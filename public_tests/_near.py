"""Fresh numbers close to given ones: another seed gives other values and the same story.

Which units are on, which examples lie on which side of the line: where that differs from seed to
seed, a mistake shows on one seed and not on the next. So some cases have numbers of their own,
chosen so that mistakes show, and what is drawn moves each of them a little.
"""

import numpy as np

LITTLE = 0.03


def near(rng, value, little=LITTLE):
    """Every number of an array, or of the arrays in a dictionary, moved by up to 3 % of itself."""
    if isinstance(value, dict):
        return {key: near(rng, one, little) for key, one in value.items()}
    moved = value * (1 + little * rng.uniform(-1, 1, size=np.shape(value)))
    return moved if np.ndim(value) else float(moved)
