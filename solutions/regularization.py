# %% [markdown]
# # Regularization
#
# A network with more freedom than data learns its examples by heart, noise included: all of them right, and strangers worse than a simpler network would have done. That is **overfitting**. This notebook adds two remedies to a network of three layers: a price on large weights (**L2 regularization**), and switching units off at random while training (**dropout**). Each changes the forward side and the backward side, so you write four functions.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the regions between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. Some functions have two or three; what stands between them is given.
# 3. Run the cell, then the check cell below it. It says `All tests passed.`, or which output of which example is off, and how.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run regularization.ipynb`. Stuck? `grader hint forward_propagation_with_dropout` gives you one hint at a time.
#
# Keep the names of the functions and of their arguments.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.regularization import *

# %% tags=["master"]
# ruff: noqa: E402, F401, I001, RET504, RUF059 - imports in cells; what is given is only handed on; a cache is unpacked whole
from grader.author import Keys, exercise

TITLE = "Regularization"

# %% [markdown]
# ## Given: a network of three layers
#
# Relu, relu, sigmoid, written out for just three layers, so that each quantity has a name of its own:
#
# $$X \to Z^{[1]} \to A^{[1]} \to Z^{[2]} \to A^{[2]} \to Z^{[3]} \to A^{[3]}$$
#
# | quantity | shape |
# | --- | --- |
# | `X`, which is $A^{[0]}$ | $(n^{[0]}, m)$: a column an example |
# | `W1`, `W2`, `W3` | $(n^{[l]}, n^{[l-1]})$ |
# | `b1`, `b2`, `b3` | $(n^{[l]}, 1)$ |
# | `Z1`, `A1`, … | $(n^{[l]}, m)$ |
# | `A3`, `Y` | $(1, m)$: predicted probabilities and labels |
#
# The gradient of a quantity has its shape and a `d` in front of its name. Run the cells; have a look at the backward pass, since you will change it twice.

# %% tags=["given"]
from ._shared_three_layers import relu, sigmoid

# %% tags=["given"]
from ._shared_training import (
    he_parameters,
    forward_propagation,
    compute_cost,
    backward_propagation,
    update_parameters,
    predict,
)

# %% [markdown]
# ## The trouble
#
# Two half moons, much blurred: 100 points to learn from, and 2000 others, from the same source, that the network never sees in training. It has 40 and 20 hidden units, about 960 parameters for 100 points.

# %% tags=["active-ipynb"]
# train_X, train_Y, test_X, test_Y = blurred_moons()
# draw_points(train_X, train_Y, "what the network gets to see")

# %% [markdown]
# `model` trains with any of the three methods. Without `lambd` and `keep_prob` it is plain gradient descent; your functions come in with them.


# %% tags=["given"]
def model(X, Y, layer_dims, learning_rate=0.5, num_iterations=4000, lambd=0, keep_prob=1):
    """Train a network of three layers, plainly, with a price on weights, or with dropout.

    Arguments:
    X -- examples, one a column, (n_0, m)
    Y -- their labels, 0 or 1, (1, m)
    layer_dims -- the sizes of the input and of the three layers
    learning_rate -- the size of a step
    num_iterations -- the number of steps
    lambd -- the price on large weights; 0 for none
    keep_prob -- the probability that a unit stays on in training; 1 for no dropout

    Returns:
    parameters -- what was learnt
    costs -- the cost before every 100th step
    """
    parameters = he_parameters(layer_dims)
    rng = np.random.RandomState(0)
    costs = []
    for i in range(num_iterations):
        if keep_prob < 1:
            # your function draws the same mask at every call: in another order of the examples,
            # each of them meets another column of it
            order = rng.permutation(X.shape[1])
            X, Y = X[:, order], Y[:, order]
            A3, cache = forward_propagation_with_dropout(X, parameters, keep_prob)
            gradients = backward_propagation_with_dropout(X, Y, cache, keep_prob)
        else:
            A3, cache = forward_propagation(X, parameters)
            if lambd == 0:
                gradients = backward_propagation(X, Y, cache)
            else:
                gradients = backward_propagation_with_regularization(X, Y, cache, lambd)
        if i % 100 == 0:
            priced = lambd > 0
            cost = (
                compute_cost_with_regularization(A3, Y, parameters, lambd)
                if priced
                else compute_cost(A3, Y)
            )
            costs.append(float(cost))
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, costs


# %% tags=["active-ipynb"]
# sizes = [2, 40, 20, 1]
# show(model, predict, train_X, train_Y, test_X, test_Y, sizes, {"plain": {}})

# %% [markdown]
# Every training point is right, and about one in seven of the others is wrong. In the picture you see how: the border bends around single points. Where a point of the one moon has strayed into the other, the network puts out an arm to it, or makes it an island.
#
# To bend that sharply, a network needs large weights, and units that rely on just the right company of other units. The two remedies go for these two.

# %% [markdown]
# ## 1. A price on large weights: the cost
#
# L2 regularization adds the squared weights to the cost:
#
# $$J_\text{reg} = \underbrace{J}_{\text{cross-entropy}} + \underbrace{\frac{\lambda}{2m} \Big( \sum W^{[1]\,2} + \sum W^{[2]\,2} + \sum W^{[3]\,2} \Big)}_{\text{the price}}$$
#
# Each sum runs over **all entries** of the matrix, squared one by one. The biases are not in it: they shift a border and do not bend it. $\lambda$ says how much a large weight costs; in code it is `lambd`, because `lambda` is a word of Python's own. The 2 below it is there for the derivative, where it cancels.
#
# The price pulls all weights towards 0. A weight stays large only if it earns its price on the data; one that serves a single stray point does not.
#
# `compute_cost(A3, Y)` gives you the first part. `np.square(W)` squares entry by entry, `np.sum` adds up.


# %%
# GRADED FUNCTION: compute_cost_with_regularization
@exercise(
    points=10,
    returns="cost",
    hints=(
        "Which part of the sum is there already, and which numbers does the other part add up?",
        "Square all entries of the three weight matrices, add everything up, and multiply by lambd over twice the number of examples.",
        "Three sums, each of one matrix, are added before the factor is applied. With lambd = 0 the price is 0; it is never negative.",
    ),
)
def compute_cost_with_regularization(A3, Y, parameters, lambd):
    """The cross-entropy cost plus the price on large weights.

    Arguments:
    A3 -- predicted probabilities of label 1, (1, m)
    Y -- labels, 0 or 1, (1, m)
    parameters -- dictionary with W1, b1, W2, b2, W3, b3
    lambd -- the price on large weights

    Returns:
    cost -- one number
    """
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]

    cross_entropy_cost = compute_cost(A3, Y)
    # YOUR CODE STARTS HERE (2 lines)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    # YOUR CODE ENDS HERE

    cost = cross_entropy_cost + L2_cost
    return cost


# %% tags=["active-ipynb"]
# compute_cost_with_regularization_test(compute_cost_with_regularization)

# %% [markdown]
# Expected output:
#
# <!-- expected: compute_cost_with_regularization -->

# %% [markdown]
# ## 2. A price on large weights: the gradient
#
# A new cost has new gradients. The price depends on the weights directly, so its derivative is simple, $\frac{\partial}{\partial W} \frac{\lambda}{2m} W^2 = \frac{\lambda}{m} W$, and it is added to what the data say:
#
# $$dW^{[l]} = \frac1m\, dZ^{[l]} A^{[l-1]T} + \frac{\lambda}{m} W^{[l]}$$
#
# Nothing else changes. `db` stays, since biases cost nothing. `dZ` and `dA` stay as well: they tell how the *predictions* should change, and the price does not look at predictions.
#
# In the update this means $W \leftarrow (1 - \alpha \frac{\lambda}{m})\, W - \dots$: at every step each weight first shrinks by a small fraction. Hence the other name of this method, **weight decay**.
#
# The cache holds everything you need: $A^{[2]}$, $A^{[1]}$ and the weights. The input of layer 1 is `X`.


# %%
# GRADED FUNCTION: backward_propagation_with_regularization
@exercise(
    points=10,
    returns=Keys("dZ", "dA", "dW", "db", extra="harmless"),
    hints=(
        "Which of the eleven gradients does the price reach?",
        "Each weight gradient is the one of plain backpropagation plus lambd over m times the weights themselves.",
        "What meets dZ of a layer is the transposed input of that layer: for layer 3 the activations of layer 2, and so on down to X.",
        "The term that is added has the shape of the weights: nothing is summed here, that was in the cost. It is lambd over m; the 2 is gone.",
    ),
)
def backward_propagation_with_regularization(X, Y, cache, lambd):
    """The backward pass of the cost with the price on large weights.

    Arguments:
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    cache -- what forward_propagation returns
    lambd -- the price on large weights

    Returns:
    gradients -- dictionary with dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1
    """
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    # YOUR CODE STARTS HERE (1 line)
    dW3 = np.dot(dZ3, A2.T) / m + lambd / m * W3
    # YOUR CODE ENDS HERE
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (A2 > 0)
    # YOUR CODE STARTS HERE (1 line)
    dW2 = np.dot(dZ2, A1.T) / m + lambd / m * W2
    # YOUR CODE ENDS HERE
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (A1 > 0)
    # YOUR CODE STARTS HERE (1 line)
    dW1 = np.dot(dZ1, X.T) / m + lambd / m * W1
    # YOUR CODE ENDS HERE
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    gradients = {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip
    return gradients


# %% tags=["active-ipynb"]
# backward_propagation_with_regularization_test(backward_propagation_with_regularization)

# %% [markdown]
# Expected output:
#
# <!-- expected: backward_propagation_with_regularization -->

# %% [markdown]
# Now train with three prices: too little, about right, too much.

# %% tags=["active-ipynb"]
# prices = {f"lambd = {lambd}": {"lambd": lambd} for lambd in (0.01, 1, 10)}
# show(model, predict, train_X, train_Y, test_X, test_Y, sizes, prices)

# %% [markdown]
# With a price of 1 arms and islands are gone: fewer training points are right than before, and **more of the others**. That is the bargain. Too small a price changes nothing; too large a one leaves the weights so small that the border cannot even follow the moons. Which $\lambda$ is right cannot be told from the training points, who always want none; it is tried out on examples that were kept aside.
#
# The price also stands in the cost, so do not compare cost curves of different $\lambda$: they do not measure the same thing.

# %% [markdown]
# ## 3. Dropout: forward
#
# Dropout switches every hidden unit off with probability $1 - p$, for each example and at each step anew; $p$ is `keep_prob`. No unit can then count on a certain other one being there, so each has to be useful in changing company, and what the network learns is spread over many units instead of hanging on a few.
#
# After the activation of each hidden layer come three small steps:
#
# 1. a **mask** $D^{[l]}$ of the shape of $A^{[l]}$: true where the unit stays on. Draw uniform numbers between 0 and 1 with `np.random.rand(rows, columns)`; such a number is below `keep_prob` with just the probability wanted.
# 2. **switch off**: multiply $A^{[l]}$ by the mask, element by element. True counts as 1, false as 0.
# 3. **scale up**: divide by `keep_prob`. With half of the units off, the sums of the next layer would be half as large; dividing makes up for that on average. It is what lets us use the network afterwards, with all units on, without changing anything.
#
# $$A^{[l]} \leftarrow \frac{A^{[l]} * D^{[l]}}{p}$$
#
# The output layer keeps its unit, and so does the input. And **only training** uses dropout: predictions are made with the whole network, by plain `forward_propagation`.
#
# The masks go into the cache, because the way back needs the same ones. What goes there as `A1` and `A2` is what layer 2 and layer 3 read: masked and scaled. The seed makes everybody's masks the same; so mind the order of the draws, `D1` before `D2`, each drawn once, in the shape of its layer.


# %%
# GRADED FUNCTION: forward_propagation_with_dropout
@exercise(
    points=10,
    returns=("A3", "cache"),
    hints=(
        "How do you get a true with probability keep_prob out of a number that is uniform between 0 and 1?",
        "The mask compares uniform draws, as many as the activations have rows and columns, with keep_prob. The activations are then multiplied by the mask and divided by keep_prob.",
        "Every example has a mask of its own: the draws have as many columns as there are examples.",
        "The names stay: the new A1 takes the place of the old one, since the next line reads A1. Z1 stays as it is, and the output layer has no mask.",
    ),
)
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    """The forward pass with hidden units switched off at random.

    Arguments:
    X -- the input, (n_0, m)
    parameters -- dictionary with W1, b1, W2, b2, W3, b3
    keep_prob -- the probability that a hidden unit stays on

    Returns:
    A3 -- the predicted probabilities, (1, m)
    cache -- (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3): D1 and D2 are the masks,
             A1 and A2 what the next layer reads
    """
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    # YOUR CODE STARTS HERE (2 lines)
    D1 = np.random.rand(A1.shape[0], A1.shape[1]) < keep_prob
    A1 = A1 * D1 / keep_prob
    # YOUR CODE ENDS HERE
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    # YOUR CODE STARTS HERE (2 lines)
    D2 = np.random.rand(A2.shape[0], A2.shape[1]) < keep_prob
    A2 = A2 * D2 / keep_prob
    # YOUR CODE ENDS HERE
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache


# %% tags=["active-ipynb"]
# forward_propagation_with_dropout_test(forward_propagation_with_dropout)

# %% [markdown]
# Expected output:
#
# <!-- expected: forward_propagation_with_dropout -->

# %% [markdown]
# ## 4. Dropout: backward
#
# Multiplying by the mask and dividing by $p$ was a step of the forward pass like any other, so the chain rule has a step for it. From $A_\text{new} = A_\text{old} * D / p$ follows
#
# $$dA_\text{old} = \frac{dA_\text{new} * D}{p}$$
#
# the very same operation: a unit that was off had no part in the predictions, so it gets no gradient; one that was on counted $1/p$ times, and so does its gradient. The masks are the ones in the cache. New ones would blame units that were not there.
#
# The line $dA^{[2]} = W^{[3]T} dZ^{[3]}$ gives the gradient of the **new** $A^{[2]}$, the one that layer 3 read. Take it through the mask, and go on to $dZ^{[2]}$ as usual. The same for layer 1.


# %%
# GRADED FUNCTION: backward_propagation_with_dropout
@exercise(
    points=10,
    returns=Keys("dZ", "dA", "dW", "db", extra="harmless"),
    hints=(
        "Which units had no part in the predictions, and what gradient must they get?",
        "Multiply the gradient by the mask of its own layer, and divide it by keep_prob, as the activations were on the way forward.",
        "One line for each hidden layer, in the place where dA is there and dZ is not yet. The result keeps the name dA2, or dA1.",
    ),
)
def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    """The backward pass with the units switched off that were off on the way forward.

    Arguments:
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    cache -- what forward_propagation_with_dropout returns
    keep_prob -- the probability that a hidden unit stayed on

    Returns:
    gradients -- dictionary with dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1; dA2 and
                 dA1 are those after the mask
    """
    m = X.shape[1]
    (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m

    dA2 = np.dot(W3.T, dZ3)
    # YOUR CODE STARTS HERE (1 line)
    dA2 = dA2 * D2 / keep_prob
    # YOUR CODE ENDS HERE
    dZ2 = dA2 * (A2 > 0)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dA1 = np.dot(W2.T, dZ2)
    # YOUR CODE STARTS HERE (1 line)
    dA1 = dA1 * D1 / keep_prob
    # YOUR CODE ENDS HERE
    dZ1 = dA1 * (A1 > 0)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    gradients = {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip
    return gradients


# %% tags=["active-ipynb"]
# backward_propagation_with_dropout_test(backward_propagation_with_dropout)

# %% [markdown]
# Expected output:
#
# <!-- expected: backward_propagation_with_dropout -->

# %% [markdown]
# ## All of it together
#
# One thing about the seed line first. Real dropout draws other masks at every step. Here each call starts the random numbers anew, so that your answer can be checked; `model` makes up for that by shuffling the examples before each step (see its comment).

# %% tags=["active-ipynb"]
# remedies = {"plain": {}, "price": {"lambd": 1}, "dropout": {"keep_prob": 0.5}}
# show(model, predict, train_X, train_Y, test_X, test_Y, sizes, remedies)

# %% [markdown]
# | | training points | other points |
# | --- | --- | --- |
# | plain | all right: learnt by heart | worst |
# | price on weights | some wrong | best here |
# | dropout | few wrong | better than plain |
#
# The cost curve of dropout jumps, because each step looks at another part of the network; watch the curve with `keep_prob=1` when you debug. On so small a network the price does more than dropout; dropout comes into its own with wide layers and much data.
#
# Save the notebook and let the grader have the last word:
#
# `grader run regularization.ipynb`
