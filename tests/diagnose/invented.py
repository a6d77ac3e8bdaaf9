"""Wrong answers invented by somebody who had read the references and none of the rules.

Each is a whole function as a learner might write it, under a name that says what is wrong with it.
"""
# ruff: noqa: E501 - lines as long as learners write them

from __future__ import annotations

INVENTED: dict[str, tuple[str, str]] = {
    "weights drawn transposed and turned round": (
        "initialize_parameters",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_x, n_h).T * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_h, n_y).T * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    ),
    "scaled by the square root of the inputs": (
        "initialize_parameters",
        """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)
    W1 = np.random.randn(n_h, n_x) / np.sqrt(n_x)
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) / np.sqrt(n_h)
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
""",
    ),
    "biases drawn and multiplied by nought": (
        "initialize_parameters_deep",
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.random.randn(layer_dims[l], 1) * 0
    return parameters
""",
    ),
    "bias of the layer before, and no factor": (
        "initialize_parameters_deep",
        """
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l - 1], 1))
    return parameters
""",
    ),
    "seeded again in each turn": (
        "initialize_parameters_deep",
        """
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        np.random.seed(3)
        W = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"W{l}"] = W
        parameters[f"b{l}"] = np.zeros((W.shape[0], 1))
    return parameters
""",
    ),
    "the first unit's bias for every unit": (
        "linear_forward",
        """
def linear_forward(A, W, b):
    Z = W @ A + b[0]
    cache = (A, W, b)
    return Z, cache
""",
    ),
    "bias added before the product": (
        "linear_forward",
        """
def linear_forward(A, W, b):
    Z = np.dot(W, A + b)
    cache = (A, W, b)
    return Z, cache
""",
    ),
    "W overwritten by the product": (
        "linear_forward",
        """
def linear_forward(A, W, b):
    W = np.dot(W, A)
    Z = W + b
    cache = (A, W, b)
    return Z, cache
""",
    ),
    "a leaky relu": (
        "linear_activation_forward",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "relu":
        A, activation_cache = np.maximum(0.01 * Z, Z), Z
    cache = (linear_cache, activation_cache)
    return A, cache
""",
    ),
    "relu spelt with a capital": (
        "linear_activation_forward",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "ReLU":
        A, activation_cache = relu(Z)
    cache = (linear_cache, activation_cache)
    return A, cache
""",
    ),
    "activation applied to the pair": (
        "linear_activation_forward",
        """
def linear_activation_forward(A_prev, W, b, activation):
    Z = linear_forward(A_prev, W, b)
    linear_cache = (A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    cache = (linear_cache, activation_cache)
    return A, cache
""",
    ),
    "every layer reads X": (
        "L_model_forward",
        """
def L_model_forward(X, parameters):
    caches = []
    A_prev = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches
""",
    ),
    "caches put in at the front": (
        "L_model_forward",
        """
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.insert(0, cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.insert(0, cache)
    return AL, caches
""",
    ),
    "no minus, and the logarithm to base 10": (
        "compute_cost",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = (1 / m) * np.sum(Y * np.log10(AL) + (1 - Y) * np.log10(1 - AL))
    return np.squeeze(cost)
""",
    ),
    "bracket in the wrong place": (
        "compute_cost",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(AL) + (1 - Y) * (1 - np.log(AL))) / m
    return np.squeeze(cost)
""",
    ),
    "second dot without its transpose": (
        "compute_cost",
        """
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL))) / m
    return np.squeeze(cost)
""",
    ),
    "dZ averaged first": (
        "linear_backward",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dZ = dZ / m
    dW = np.dot(dZ, A_prev.T)
    db = np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db
""",
    ),
    "mean of everything, and m the number of features": (
        "linear_backward",
        """
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[0]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.mean(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ) / m
    return dA_prev, dW, db
""",
    ),
    "Z taken for its own sigmoid": (
        "linear_activation_backward",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    elif activation == "sigmoid":
        Z = activation_cache
        dZ = dA * Z * (1 - Z)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db
""",
    ),
    "activation's slope left out for relu": (
        "linear_activation_backward",
        """
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dA, linear_cache)
    return dA_prev, dW, db
""",
    ),
    "every layer is handed dAL": (
        "L_model_backward",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    current_cache = caches[L - 1]
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, current_cache, "sigmoid")
    for l in reversed(range(L - 1)):
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = linear_activation_backward(dAL, current_cache, "relu")
        grads["dA" + str(l)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
    return grads
""",
    ),
    "upwards instead of downwards": (
        "L_model_backward",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    for l in range(L - 1):
        dA_prev, dW, db = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")
        grads["dA" + str(l)] = dA_prev
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
""",
    ),
    "the gradient's sign and the last layer's function": (
        "L_model_backward",
        """
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = np.divide(Y, AL) - np.divide(1 - Y, 1 - AL)
    dA, dW, db = linear_activation_backward(dAL, caches[-1], "relu")
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = dA, dW, db
    for l in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA, caches[l - 1], "relu")
        grads["dA" + str(l - 1)], grads["dW" + str(l)], grads["db" + str(l)] = dA, dW, db
    return grads
""",
    ),
    "biases moved by the layer's dW": (
        "update_parameters",
        """
def update_parameters(params, grads, learning_rate):
    parameters = params.copy()
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
    return parameters
""",
    ),
}
