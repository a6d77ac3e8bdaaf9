"""What the assignments on networks of exactly three layers give to their learners."""

import numpy as np


def sigmoid(z):
    """The sigmoid of each element, 1 / (1 + exp(-z)). One value comes back, no cache."""
    return 1 / (1 + np.exp(-z))


def relu(z):
    """The rectified linear unit of each element: z where it is above 0, else 0. One value."""
    return np.maximum(0, z)


def dictionary_to_vector(parameters):
    """All parameters of the three layers as one column.

    Arguments:
    parameters -- dictionary with W1, b1, W2, b2, W3, b3

    Returns:
    theta -- their numbers below each other, in this order, each matrix row by row; (number, 1)
    keys -- for each number of theta, the key that it comes from
    """
    names = ["W1", "b1", "W2", "b2", "W3", "b3"]
    theta = np.concatenate([parameters[name].reshape(-1, 1) for name in names])
    keys = [name for name in names for _ in range(parameters[name].size)]
    return theta, keys


def gradients_to_vector(gradients):
    """The gradients of the parameters as one column, in the order of dictionary_to_vector.

    Arguments:
    gradients -- dictionary with dW1, db1, dW2, db2, dW3, db3; what else is in it is left out

    Returns:
    theta -- their numbers below each other, (number, 1)
    """
    names = ["dW1", "db1", "dW2", "db2", "dW3", "db3"]
    return np.concatenate([gradients[name].reshape(-1, 1) for name in names])


def vector_to_dictionary(theta, parameters=None):
    """The way back from dictionary_to_vector: a column cut into matrices.

    Arguments:
    theta -- all parameters as one column, (number, 1)
    parameters -- a dictionary whose shapes the result takes; without it, those of a network of
                  4 inputs and layers of 5, 3 and 1 units

    Returns:
    a new dictionary with W1, b1, W2, b2, W3, b3
    """
    if parameters is None:
        shapes = {
            "W1": (5, 4),
            "b1": (5, 1),
            "W2": (3, 5),
            "b2": (3, 1),
            "W3": (1, 3),
            "b3": (1, 1),
        }
    else:
        shapes = {name: parameters[name].shape for name in ["W1", "b1", "W2", "b2", "W3", "b3"]}
    result, start = {}, 0
    for name, shape in shapes.items():
        size = shape[0] * shape[1]
        result[name] = theta[start : start + size].reshape(shape).copy()
        start += size
    return result
