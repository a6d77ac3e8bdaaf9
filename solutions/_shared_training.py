"""What the assignments give to their learners so that a network of three layers trains."""

import numpy as np

from ._shared_three_layers import relu, sigmoid


def he_parameters(layer_dims, seed=3):
    """Random weights of variance 2 / n_prev, and zero biases, for a network of any depth.

    Arguments:
    layer_dims -- list of the layers' sizes, the input's first
    seed -- another seed gives other weights

    Returns:
    parameters -- dictionary with W1, b1, … up to the last layer
    """
    rng = np.random.RandomState(seed)  # a stream of its own, which disturbs no other draws
    parameters = {}
    for layer in range(1, len(layer_dims)):
        n, n_prev = layer_dims[layer], layer_dims[layer - 1]
        parameters[f"W{layer}"] = rng.randn(n, n_prev) * np.sqrt(2 / n_prev)
        parameters[f"b{layer}"] = np.zeros((n, 1))
    return parameters


def forward_propagation(X, parameters):
    """The forward pass of three layers: relu, relu, sigmoid.

    Arguments:
    X -- the input, (n_0, m)
    parameters -- dictionary with W1, b1, W2, b2, W3, b3

    Returns:
    A3 -- the predicted probabilities, (1, m)
    cache -- (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache


def compute_cost(A3, Y):
    """The cross-entropy cost, averaged over the examples.

    Arguments:
    A3 -- predicted probabilities of label 1, (1, m)
    Y -- labels, 0 or 1, (1, m)

    Returns:
    cost -- one number
    """
    A3 = np.clip(A3, 1e-12, 1 - 1e-12)  # 0 has no logarithm
    return np.squeeze(-np.mean(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)))


def backward_propagation(X, Y, cache):
    """The backward pass of three layers: relu, relu, sigmoid.

    Arguments:
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    cache -- what forward_propagation returns

    Returns:
    gradients -- dictionary with dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1
    """
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache  # noqa: RUF059

    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (Z1 > 0)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    return {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip


def update_parameters(parameters, gradients, learning_rate):
    """One step of gradient descent; returns a new dictionary.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer
    gradients -- dictionary that holds dW1, db1, … of the same shapes
    learning_rate -- the size of the step
    """
    return {
        name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()
    }


def predict(X, parameters):
    """What the network says about each example: 1 where its probability is above one half.

    Arguments:
    X -- examples, one a column
    parameters -- dictionary with W1, b1, W2, b2, W3, b3

    Returns:
    predictions -- 0 or 1 for each example, (1, m)
    """
    A3, _ = forward_propagation(X, parameters)
    return (A3 > 0.5).astype(int)
