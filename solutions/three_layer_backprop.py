# %% [markdown]
# # Three layers, written out
#
# A network of any depth needs loops, lists of caches and an index that is easily one off. A network of **three** layers needs none of that: every line can be written down by name, from $Z^{[1]}$ to $A^{[3]}$ and back to $dW^{[1]}$. In this notebook you write that network, see how its flat cache turns into the caches of the general one, and find that both compute the same gradients. Then you build the instrument that tells a right backward pass from a wrong one, and use it on a wrong one.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The number in brackets says how many lines a good answer takes; more are fine. Placeholders such as `Z1 = None` are yours to replace.
# 3. Run the cell, then the check cell below it.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run three_layer_backprop.ipynb`. Stuck? `grader hint backward_propagation` gives you one hint at a time.
#
# Every function is marked by itself: where it calls an earlier one, it gets a right one.
#
# ## The network
#
# $$X = A^{[0]} \;\to\; \underbrace{Z^{[1]} \to A^{[1]}}_{\text{relu}} \;\to\; \underbrace{Z^{[2]} \to A^{[2]}}_{\text{relu}} \;\to\; \underbrace{Z^{[3]} \to A^{[3]}}_{\text{sigmoid}}$$
#
# There are $m$ examples, each **one column**. Layer $l$ has $n^{[l]}$ units; $n^{[0]}$ is the number of features, and $n^{[3]} = 1$.
#
# | quantity | shape | |
# | --- | --- | --- |
# | $W^{[l]}$ | $(n^{[l]}, n^{[l-1]})$ | a row for each unit, a column for each thing it reads |
# | $b^{[l]}$ | $(n^{[l]}, 1)$ | a bias for each unit |
# | $Z^{[l]}, A^{[l]}$ | $(n^{[l]}, m)$ | before and after the activation |
# | $Y$ | $(1, m)$ | the labels, 0 or 1 |
#
# A gradient has the shape of the thing it belongs to: `dW2` that of `W2`.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.three_layer_backprop import *

# %% tags=["master"]
# ruff: noqa: E402, E741, I001, RET504, RUF059 - imports in cells; layers are called l; results are named; a cache is unpacked whole
from grader.author import Keys, Tolerance, exercise

TITLE = "Three layers, written out"
SHOWN = (
    ("backward_propagation", "the pass with two errors is searched after one's own is written"),
)

# %% [markdown]
# ## Given: helper functions
#
# The two activations, and three functions that turn parameters and gradients into one long column and back. The activations return **one** value here.

# %% tags=["given"]
from ._shared_three_layers import (
    dictionary_to_vector,
    gradients_to_vector,
    relu,
    sigmoid,
    vector_to_dictionary,
)

# %% [markdown]
# ## 1. Forward
#
# Each layer makes weighted sums of what it reads and sends them through its activation:
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}, \qquad A^{[l]} = g^{[l]}(Z^{[l]})$$
#
# The product is a matrix product (`np.dot` or `@`), and the column $b^{[l]}$ is added to each example by broadcasting. Write it three times: relu, relu, sigmoid.
#
# The cache that comes back beside $A^{[3]}$ is **flat**: twelve arrays in a row, four for each layer,
#
# $$(Z^{[1]}, A^{[1]}, W^{[1]}, b^{[1]},\quad Z^{[2]}, A^{[2]}, W^{[2]}, b^{[2]},\quad Z^{[3]}, A^{[3]}, W^{[3]}, b^{[3]})$$
#
# Look for $A^{[0]}$ in it: it is not there. Each group of four holds what layer $l$ **makes**, $A^{[l]}$, and nothing makes $A^{[0]}$: it is the input $X$. The way back needs it all the same, for `dW1`. That is why `backward_propagation` will take `X` as an argument of its own.


# %%
# GRADED FUNCTION: forward_propagation
@exercise(
    points=10,
    returns=("a3", "cache"),
    hints=(
        "What does layer 2 read, and what does it do with it?",
        "Three times the same two lines: the matrix product of the layer's weights with what it reads, plus its bias; then its activation.",
        "Layer 1 reads X, layer 2 reads A1, layer 3 reads A2. The last activation is another one than the first two.",
        "Shapes: W1 (n1, n0) times X (n0, m) gives Z1 (n1, m); b1 (n1, 1) is repeated for each column.",
    ),
)
def forward_propagation(X, parameters):
    """The forward pass of three layers: relu, relu, sigmoid.

    Arguments:
    X -- the input, that is A0; (n_0, m)
    parameters -- dictionary with W1, b1, W2, b2, W3, b3

    Returns:
    a3 -- the output layer's activations, (1, m)
    cache -- (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    # YOUR CODE STARTS HERE (6 lines)
    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    # YOUR CODE ENDS HERE

    cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache


# %% tags=["active-ipynb"]
# forward_propagation_test(forward_propagation)

# %% [markdown]
# Expected output:
#
# <!-- expected: forward_propagation -->

# %% [markdown]
# ## 2. The cost
#
# An example with label $y$ and prediction $a$ costs $-\log a$ if $y = 1$ and $-\log(1 - a)$ if $y = 0$. In one formula, averaged over the examples:
#
# $$J = -\frac{1}{m} \sum_{i=1}^{m} \Big( y^{(i)} \log a^{[3](i)} + (1 - y^{(i)}) \log\big(1 - a^{[3](i)}\big) \Big)$$
#
# The result is one number, never negative.


# %%
# GRADED FUNCTION: compute_cost
@exercise(
    points=10,
    returns="cost",
    hints=(
        "What must a single example with label 1 and prediction 0.8 add to the sum? And one with label 0?",
        "The label times the log of the prediction, plus one minus the label times the log of one minus the prediction; added up, divided by m, with the sign turned.",
        "Labels multiply, predictions stand in the logarithm. All products go element by element.",
    ),
)
def compute_cost(a3, Y):
    """The cross-entropy cost, averaged over the examples.

    Arguments:
    a3 -- predicted probabilities of label 1, (1, m)
    Y -- labels, 0 or 1, (1, m)

    Returns:
    cost -- one number
    """
    m = Y.shape[1]

    # YOUR CODE STARTS HERE (1 line)
    cost = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
    # YOUR CODE ENDS HERE

    return np.squeeze(cost)


# %% tags=["active-ipynb"]
# compute_cost_test(compute_cost)

# %% [markdown]
# Expected output:
#
# <!-- expected: compute_cost -->

# %% [markdown]
# ## 3. Backward
#
# Go back from the cost to $X$. The sigmoid and the cross-entropy together give a start that is shorter than either of them:
#
# $$dZ^{[3]} = A^{[3]} - Y$$
#
# From there, each layer $l = 3, 2, 1$ does the same. Its $dZ^{[l]}$ gives the gradients of its parameters, and what it hands to the layer below:
#
# $$dW^{[l]} = \frac1m\, dZ^{[l]} A^{[l-1]T} \qquad db^{[l]} = \frac1m \sum_{i=1}^m dZ^{[l](i)} \qquad dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$
#
# The layer below has a relu, which lets a gradient through where its unit was on, and stops it where it was off:
#
# $$dZ^{[l-1]} = dA^{[l-1]} * [\,Z^{[l-1]} > 0\,]$$
#
# (element by element; the bracket is 1 where the condition holds and 0 elsewhere, which in numpy is just `Z1 > 0`). For $l = 1$ the layer reads $A^{[0]} = X$, and what it would hand back, $dA^{[0]}$, is not asked: there is nothing below to train.
#
# | gradient | product of | shape |
# | --- | --- | --- |
# | `dZ3` | | $(1, m)$ |
# | `dW3` | `dZ3` $(1, m)$ and `A2` transposed $(m, n^{[2]})$ | $(1, n^{[2]})$ |
# | `dA2`, `dZ2` | `W3` transposed $(n^{[2]}, 1)$ and `dZ3` $(1, m)$ | $(n^{[2]}, m)$ |
# | `dW2` | `dZ2` $(n^{[2]}, m)$ and `A1` transposed $(m, n^{[1]})$ | $(n^{[2]}, n^{[1]})$ |
# | `dA1`, `dZ1` | `W2` transposed $(n^{[1]}, n^{[2]})$ and `dZ2` $(n^{[2]}, m)$ | $(n^{[1]}, m)$ |
# | `dW1` | `dZ1` $(n^{[1]}, m)$ and `X` transposed $(m, n^{[0]})$ | $(n^{[1]}, n^{[0]})$ |
# | `db3`, `db2`, `db1` | sum over the examples (axis 1), dimensions kept | $(n^{[l]}, 1)$ |
#
# **Where the $\frac1m$ stands.** The cost is an average, so somewhere you must divide by $m$, once. Here it is done in `dW` and `db`, where the examples come together; `dZ` and `dA` speak, in each column, of the loss of one example alone. **This is what is asked.** Elsewhere you may meet $dZ^{[3]} = \frac1m (A^{[3]} - Y)$ and no $\frac1m$ below: then all `dZ` and `dA` are smaller by $m$, and `dW` and `db` come out the same. That is accepted too, if it is done throughout. Dividing in both places is wrong.


# %%
# GRADED FUNCTION: backward_propagation
@exercise(
    points=20,
    returns=Keys("dZ", "dA", "dW", "db", extra="harmless"),
    hints=(
        "Begin at the end: what is dZ3? Then ask for each layer which three things follow from its dZ.",
        "From dZ of a layer: dW with what the layer read, db by adding up the examples, both averaged; dA of the layer below with the layer's own weights. Then the relu makes dZ of the layer below out of it.",
        "Layer 3 read A2, layer 2 read A1, layer 1 read X. W is transposed on the way back, and so is what the layer read.",
        "Shapes: each dW has the shape of its W, each db is a column; np.sum needs an argument to keep it one.",
        "The relu of layer 1 was on where Z1 is above 0; that of layer 2 where Z2 is.",
    ),
)
def backward_propagation(X, Y, cache):
    """The backward pass of three layers.

    Arguments:
    X -- the input, which is what layer 1 read; (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    cache -- what forward_propagation returns

    Returns:
    gradients -- dictionary with dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1;
                 dW and db are averages over the examples, dZ and dA are not
    """
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    # YOUR CODE STARTS HERE (11 lines)
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
    # YOUR CODE ENDS HERE

    gradients = {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip
    return gradients


# %% tags=["active-ipynb"]
# backward_propagation_test(backward_propagation)

# %% [markdown]
# Expected output:
#
# <!-- expected: backward_propagation -->

# %% [markdown]
# ## 4. The bridge to any depth
#
# Read your backward pass once more. Each layer does the same with its own letters; only the start differs. The general network makes a loop of it. To serve a loop, the cache must be cut in equal pieces, one a layer, each with **all that this layer's backward step needs**:
#
# $$\big(\underbrace{(A^{[l-1]}, W^{[l]}, b^{[l]})}_{\text{what made } Z^{[l]}},\ \underbrace{Z^{[l]}}_{\text{what made } A^{[l]}}\big)$$
#
# Compare with the flat cache. There, the group of layer $l$ holds $A^{[l]}$, its output. Here, the piece of layer $l$ holds $A^{[l-1]}$, its **input**, because that is what `dW` is made of. So each $A$ moves one layer up:
#
# | `caches[…]` | layer | $A_{\text{prev}}$ | $W$, $b$ | $Z$ |
# | --- | --- | --- | --- | --- |
# | 0 | 1 | $A^{[0]}$: the argument `X` | $W^{[1]}, b^{[1]}$ | $Z^{[1]}$ |
# | 1 | 2 | $A^{[1]}$ | $W^{[2]}, b^{[2]}$ | $Z^{[2]}$ |
# | 2 | 3 | $A^{[2]}$ | $W^{[3]}, b^{[3]}$ | $Z^{[3]}$ |
#
# The flat cache lacks $A^{[0]}$, so `X` comes in beside it. And $A^{[3]}$ is in no piece: no layer reads it; it is what the cost reads.


# %%
# GRADED FUNCTION: to_general_caches
@exercise(
    points=10,
    returns="caches",
    hints=(
        "For each layer: what did it read, with what did it weigh it, and what came out before the activation?",
        "A list of three pieces, layer 1 first. A piece is a pair: first the triple of the layer's input, weights and bias; second the layer's Z.",
        "What layer 1 read is not in the flat cache. Which argument is it?",
    ),
)
def to_general_caches(X, cache):
    """The flat cache of three layers as the list of caches that the general network uses.

    Arguments:
    X -- the input, (n_0, m)
    cache -- (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3), as forward_propagation returns it

    Returns:
    caches -- list with ((A_prev, W, b), Z) of each layer, layer 1 first
    """
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    # YOUR CODE STARTS HERE (1 line)
    caches = [((X, W1, b1), Z1), ((A1, W2, b2), Z2), ((A2, W3, b3), Z3)]
    # YOUR CODE ENDS HERE

    return caches


# %% tags=["active-ipynb"]
# to_general_caches_test(to_general_caches)

# %% [markdown]
# The check prints nothing of the caches but whether they are right, as they are long.
#
# ### The same gradients, and a fourth layer for nothing
#
# Here is the general network in its shortest form. It knows of no layer by number: the loop runs over however many caches there are. (If you have written `L_model_backward` yourself, with its smaller steps, it does the same.)


# %% tags=["given"]
def L_model_forward(X, parameters):
    """The forward pass of any number of layers: relu in all, sigmoid in the last.

    Arguments:
    X -- the input, (n_0, m)
    parameters -- dictionary with W1, b1, … up to the last layer L

    Returns:
    AL -- the output layer's activations, (1, m)
    caches -- list with ((A_prev, W, b), Z) of each layer, layer 1 first
    """
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = W @ A + b
        caches.append(((A, W, b), Z))
        A = sigmoid(Z) if l == L else relu(Z)
    return A, caches


def L_model_backward(AL, Y, caches):
    """The backward pass of any number of layers.

    Arguments:
    AL -- the output layer's activations, (1, m)
    Y -- labels, 0 or 1, (1, m)
    caches -- list with ((A_prev, W, b), Z) of each layer, layer 1 first

    Returns:
    grads -- dictionary with dW1, db1, … dWL, dbL, and dA0 … dA(L-1)
    """
    grads = {}
    L = len(caches)
    m = Y.shape[1]
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in reversed(range(1, L + 1)):
        (A_prev, W, b), Z = caches[l - 1]
        if l == L:
            s = sigmoid(Z)
            dZ = dA * s * (1 - s)
        else:
            dZ = dA * (Z > 0)
        grads["dW" + str(l)] = dZ @ A_prev.T / m
        grads["db" + str(l)] = np.sum(dZ, axis=1, keepdims=True) / m
        dA = grads["dA" + str(l - 1)] = W.T @ dZ
    return grads


# %% [markdown]
# The next cell sends one batch through your three-layer network and through the bridge into `L_model_backward`, and prints how far each gradient is from its twin. Then it gives `L_model_forward` and `L_model_backward` **four** layers, and compares what they return with slopes measured from the cost alone. Nobody had to write `dZ4`.

# %% tags=["active-ipynb"]
# compare_with_the_general_network(
#     forward_propagation,
#     compute_cost,
#     backward_propagation,
#     to_general_caches,
#     L_model_forward,
#     L_model_backward,
# )

# %% [markdown]
# ## 5. Gradient checking
#
# How do you know that a backward pass is right when there is no expected output to compare with? **Measure** the gradient. Put all parameters into one column $\theta$ (`dictionary_to_vector`), move one of its numbers a little to each side, and see what the cost does:
#
# $$\text{gradapprox}_i = \frac{J(\theta_1, \dots, \theta_i + \varepsilon, \dots) - J(\theta_1, \dots, \theta_i - \varepsilon, \dots)}{2\varepsilon}$$
#
# This needs the forward pass and the cost, and no calculus; it is slow (two forward passes for each parameter) and hard to get wrong. Going to both sides makes the error shrink with $\varepsilon^2$ instead of $\varepsilon$.
#
# One number moves, all others stay: each $i$ begins with a fresh copy of $\theta$ (`np.copy`). `vector_to_dictionary(theta_plus, parameters)` makes a dictionary of a moved column; its second argument tells the shapes.
#
# Then compare the two columns, claimed and measured, in relation to their sizes:
#
# $$\text{difference} = \frac{\lVert \text{grad} - \text{gradapprox} \rVert}{\lVert \text{grad} \rVert + \lVert \text{gradapprox} \rVert}$$
#
# $\lVert \cdot \rVert$ is the length of the whole column, `np.linalg.norm`. A right backward pass gives about $10^{-7}$ or less, which is rounding; above $10^{-3}$ something is wrong; 1 means that the two have nothing in common.


# %%
# GRADED FUNCTION: gradient_check_n
@exercise(
    points=20,
    returns="difference",
    hints=(
        "What must be the same again before the next i begins?",
        "For each i: copy theta, add epsilon to number i of the copy, make a dictionary of it, forward pass, cost. The same with epsilon subtracted. Rise by run.",
        "forward_propagation returns two values; the cost wants the first of them, and Y.",
        "Shapes: grad from gradients_to_vector is (n, 1). A gradapprox of shape (n,) minus that would broadcast to (n, n).",
        "The quotient is taken once, after the loop: the norm of grad - gradapprox over the sum of the two norms.",
    ),
    tolerances={"difference": Tolerance(rtol=1e-5, atol=1e-6)},
)
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    """Compare a network's gradients with their measured slopes.

    Arguments:
    parameters -- dictionary with W1, b1, W2, b2, W3, b3
    gradients -- dictionary with dW1, db1, …, db3, as backward_propagation returns it
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    epsilon -- how far to go to each side of each parameter

    Returns:
    difference -- the distance of the two gradients in relation to their sizes, between 0 and 1
    """
    theta, keys = dictionary_to_vector(parameters)
    grad = gradients_to_vector(gradients)
    number_of_parameters = theta.shape[0]
    gradapprox = np.zeros((number_of_parameters, 1))

    # YOUR CODE STARTS HERE (13 lines)
    for i in range(number_of_parameters):
        theta_plus = np.copy(theta)
        theta_plus[i] = theta_plus[i] + epsilon
        a3_plus, _ = forward_propagation(X, vector_to_dictionary(theta_plus, parameters))
        J_plus = compute_cost(a3_plus, Y)
        theta_minus = np.copy(theta)
        theta_minus[i] = theta_minus[i] - epsilon
        a3_minus, _ = forward_propagation(X, vector_to_dictionary(theta_minus, parameters))
        J_minus = compute_cost(a3_minus, Y)
        gradapprox[i] = (J_plus - J_minus) / (2 * epsilon)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    difference = numerator / denominator
    # YOUR CODE ENDS HERE

    return difference


# %% tags=["active-ipynb"]
# gradient_check_n_test(gradient_check_n)

# %% [markdown]
# Expected output (the gradients of this example are wrong on purpose):
#
# <!-- expected: gradient_check_n -->

# %% [markdown]
# ## Find the errors
#
# Somebody else has written the same backward pass, and theirs trains too, a bit worse than yours. **There are two errors in it.** Both lines look reasonable; one of them even gives every shape right. Do not compare with your own function yet: first let the instrument speak.


# %% tags=["given"]
def backward_propagation_in_doubt(X, Y, cache):
    """The backward pass of three layers, by somebody else. Two lines are wrong."""
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    dW3 = np.dot(dZ3, A2.T) / X.shape[0]
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (A2 > 0)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (A1 >= 0)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    gradients = {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip
    return gradients


# %% tags=["active-ipynb"]
# look_for_errors(forward_propagation, backward_propagation_in_doubt, gradient_check_n)

# %% [markdown]
# The difference is far too large: the function is wrong. To find **where**, print `keys[i]`, `grad[i]` and `gradapprox[i]` inside `gradient_check_n`: numbers of some parameters agree to many digits, those of others do not. Where the parameters of a layer **and** of all layers below are off, the error is in what is handed down; where a single one is off, it is in the line of that one.
#
# Mend the two lines in the cell above, one at a time, and run it and the check again: the difference falls with each, in the end to rounding.
#
# Then think about these:
#
# - The first error divides by a number that happens to be right for some batches. For which? What does that say about testing with one shape only?
# - The second error compares with `>=` where the other layer has `>`. Why does it matter so much for `A1`, though it would hardly matter for `Z1`?
#
# Save the notebook and let the grader have the last word: `grader run three_layer_backprop.ipynb`
