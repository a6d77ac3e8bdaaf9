# %% tags=["master"]
from grader.author import Keys, exercise

# %%
import numpy as np

# %% tags=["given"]
def sigmoid(Z):
    """1 / (1 + exp(-Z)) of each element; returns the activation and Z itself, for the cache."""
    A = 1 / (1 + np.exp(-Z))
    return A, Z


def relu(Z):
    """max(0, Z) of each element; returns the activation and Z itself, for the cache."""
    A = np.maximum(0, Z)
    return A, Z


def sigmoid_backward(dA, cache):
    """dZ = dA * s(Z) * (1 - s(Z)); cache is the Z that the forward step stored."""
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    return dA * s * (1 - s)


def relu_backward(dA, cache):
    """dZ = dA where Z > 0, else 0; cache is the Z that the forward step stored."""
    Z = cache
    return dA * (Z > 0)

# %%
# GRADED FUNCTION: initialize_parameters
@exercise(points=10, returns=Keys("W", "b"), hints=())
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(1)

    # YOUR CODE STARTS HERE (4 lines)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    # YOUR CODE ENDS HERE

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %%
# GRADED FUNCTION: initialize_parameters_deep
@exercise(points=10, returns=Keys("W", "b"), hints=())
def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)  # counts the input too, so the network has L - 1 layers

    for l in range(1, L):
        # YOUR CODE STARTS HERE (2 lines)
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
        # YOUR CODE ENDS HERE

    return parameters

# %%
# GRADED FUNCTION: linear_forward
@exercise(points=10, returns=("Z", "cache"), hints=())
def linear_forward(A, W, b):
    # YOUR CODE STARTS HERE (1 line)
    Z = np.dot(W, A) + b
    # YOUR CODE ENDS HERE

    cache = (A, W, b)
    return Z, cache

# %%
# GRADED FUNCTION: linear_activation_forward
@exercise(points=10, returns=("A", "cache"), hints=())
def linear_activation_forward(A_prev, W, b, activation):
    # YOUR CODE STARTS HERE (5 lines)
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    # YOUR CODE ENDS HERE

    cache = (linear_cache, activation_cache)
    return A, cache

# %%
# GRADED FUNCTION: L_model_forward
@exercise(points=10, returns=("AL", "caches"), hints=())
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2  # each layer has a W and a b

    # YOUR CODE STARTS HERE (7 lines)
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    # YOUR CODE ENDS HERE

    return AL, caches

# %%
# GRADED FUNCTION: compute_cost
@exercise(points=10, returns="cost", hints=())
def compute_cost(AL, Y):
    m = Y.shape[1]

    # YOUR CODE STARTS HERE (1 line)
    cost = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m
    # YOUR CODE ENDS HERE

    return np.squeeze(cost)  # a plain number: [[0.3]] becomes 0.3

# %%
# GRADED FUNCTION: linear_backward
@exercise(points=10, returns=("dA_prev", "dW", "db"), hints=())
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]

    # YOUR CODE STARTS HERE (3 lines)
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db

# %%
# GRADED FUNCTION: linear_activation_backward
@exercise(points=10, returns=("dA_prev", "dW", "db"), hints=())
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache

    # YOUR CODE STARTS HERE (5 lines)
    if activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    else:
        dZ = relu_backward(dA, activation_cache)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db

# %%
# GRADED FUNCTION: L_model_backward
@exercise(points=10, returns=Keys("dA", "dW", "db", extra="harmless"), hints=())
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)  # so that Y - AL is taken element by element

    # YOUR CODE STARTS HERE (10 lines)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dA_prev, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads["dA" + str(L - 1)] = dA_prev
    grads["dW" + str(L)] = dW
    grads["db" + str(L)] = db
    for l in reversed(range(1, L)):
        dA_prev, dW, db = linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "relu")
        grads["dA" + str(l - 1)] = dA_prev
        grads["dW" + str(l)] = dW
        grads["db" + str(l)] = db
    # YOUR CODE ENDS HERE

    return grads

# %%
# GRADED FUNCTION: update_parameters
@exercise(points=10, returns=Keys("W", "b"), hints=())
def update_parameters(params, grads, learning_rate):
    parameters = dict(params)  # a new dictionary: the caller's keeps its values
    L = len(parameters) // 2  # each layer has a W and a b

    # YOUR CODE STARTS HERE (3 lines)
    for l in range(1, L + 1):
        parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]
    # YOUR CODE ENDS HERE

    return parameters
