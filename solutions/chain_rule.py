# %% [markdown]
# # The chain rule, link by link
#
# A backward pass carries two gradients through every layer: `dA`, and then `dZ`. Why two? Would one not do? In this notebook you take the backward pass apart into its links, write each of them as a small function, and **measure** each of them: beside every formula stands a slope found by nothing but moving a number a little and looking at what happens. At the end the links make a chain that goes back through a network of any depth with any mixture of activations.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The number in brackets says how many lines a good answer takes; more are fine. Placeholders such as `dZ = None` are yours to replace.
# 3. Run the cell, then the check cell below it, then the cell that measures.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run chain_rule.ipynb`. Stuck? `grader hint activation_backward` gives you one hint at a time.
#
# Every function is marked by itself: where it calls an earlier one, it gets a right one.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.chain_rule import *

# %% tags=["master"]
# ruff: noqa: E741, I001, RET504, RUF059 - imports in cells; layers are called l; results are named; a cache is unpacked whole
from grader.author import Keys, exercise

TITLE = "The chain rule, link by link"

# %% [markdown]
# ## One layer, two gradients
#
# A layer does two things, one after the other:
#
# $$A_{\text{prev}} \;\xrightarrow{\;W,\; b\;}\; Z \;\xrightarrow{\;g\;}\; A \;\to\; \dots \;\to\; \text{loss}$$
#
# The chain rule says: to know how the loss changes with something, go step by step from the loss back to it, and multiply the slopes on the way. So the way back visits the same stations in the opposite order:
#
# $$dA_{\text{prev}} \;\xleftarrow{\;W\;}\; dZ \;\xleftarrow{\;g'(Z)\;}\; dA \;\leftarrow\; \dots \;\leftarrow\; \text{loss}$$
#
# `dA` is how the loss changes with what the layer **made**. `dZ` is how it changes with what the layer **summed up**, one station further in. Both have the shape of $A$ and $Z$, $(n, m)$, and it is easy to take one for the other. They do different work:
#
# - **`dA` is what comes from outside.** The layers above know nothing of this layer's activation. They can only say how much they like each number that they were given. What they say is `dA`, and what this layer tells the one below, `dA_prev`, is of the same kind. Links fit together because each hands on a `dA`.
# - **`dZ` is what is needed inside.** $W$ and $b$ enter in $Z = W A_{\text{prev}} + b$. Their gradients, and `dA_prev`, all begin at $Z$. Begin at `dA` instead and you have left out a factor: the slope of the activation.
#
# Without `dA` the layers could not talk to each other, without `dZ` no layer could learn. In this notebook each column of `dA` and `dZ` speaks of one example alone; the average over the $m$ examples, $\frac1m$, is taken in `dW` and `db`, where the examples come together.
#
# ## Given: measuring a slope
#
# Take a function `f` that makes **one number** of an array. Move one entry of the array by a small step to each side, and divide the rise by the run; do it for every entry. What comes out has the shape of the array, and is the gradient, up to a few parts in a billion. No calculus is involved, so it is a fair judge of yours.
#
# Where a function returns a whole array, multiply it by weights and add up: the gradient of $\sum_{ij} dA_{ij}\, g(Z)_{ij}$ with respect to $Z$ is just what an incoming gradient `dA` turns into when it goes back through $g$.

# %% tags=["given"]
def measured(f, point, step=1e-6):
    """The gradient of f at a point, by moving one entry after the other to both sides.

    Arguments:
    f -- a function that takes an array and returns one number
    point -- the array at which the slopes are wanted
    step -- how far to go to each side

    Returns:
    slopes -- the measured gradient, shape of point
    """
    slopes = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        up, down = point.copy(), point.copy()
        up[index] += step
        down[index] -= step
        slopes[index] = (f(up) - f(down)) / (2 * step)
    return slopes

# %% [markdown]
# ## 1. Where the way back begins
#
# A network for two classes ends in a sigmoid, and $A^{[L]}$, of shape $(1, m)$, is the probability of label 1. The loss of one example is
#
# $$\mathcal{L}(a, y) = -\big(y \log a + (1 - y) \log(1 - a)\big)$$
#
# and its derivative with respect to $a$ is the first link:
#
# $$dA^{[L]} = -\left(\frac{Y}{A^{[L]}} - \frac{1 - Y}{1 - A^{[L]}}\right)$$
#
# A sure prediction can be rounded to exactly 0 or 1, and then this divides by 0. So **first clip the predictions** to the range from $10^{-7}$ to $1 - 10^{-7}$ with `np.clip(array, lowest, highest)`; it leaves all others as they are. The gradient is then never larger than $10^7$.
#
# Look at how wild this link still is. Where the label is 1 and the prediction $0.000001$, $dA = -1{,}000{,}000$. Keep that number in mind for section 2.

# %%
# GRADED FUNCTION: output_gradient
@exercise(
    points=10,
    returns="dAL",
    hints=(
        "For an example with label 1 only one of the two fractions is left. Which one, and what sign has it?",
        "First make sure that no prediction is 0 or 1. Then the two fractions, element by element, with the signs of the formula.",
        "np.clip takes the array, the lowest and the highest value, and returns a new array: use that one in both fractions.",
        "No division by m here: each column is the gradient of one example's own loss.",
    ),
)
def output_gradient(AL, Y):
    """The derivative of the cross-entropy loss with respect to the predictions.

    Arguments:
    AL -- predicted probabilities of label 1, (1, m); may hold 0 and 1
    Y -- labels, 0 or 1, (1, m)

    Returns:
    dAL -- the derivative, (1, m), taken at the predictions clipped to 1e-7 … 1 - 1e-7
    """
    # YOUR CODE STARTS HERE (2 lines)
    AL = np.clip(AL, 1e-7, 1 - 1e-7)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    # YOUR CODE ENDS HERE

    return dAL

# %% tags=["active-ipynb"]
# output_gradient_test(output_gradient)

# %% [markdown]
# Expected output:
#
# <!-- expected: output_gradient -->
#
# And measured: the slope of the summed losses, one prediction moved at a time.

# %% tags=["active-ipynb"]
# AL = np.array([[0.9, 0.2, 0.6]])
# Y = np.array([[1, 1, 0]])
# agree(
#     lambda: output_gradient(AL, Y),
#     measured(lambda A: -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)), AL),
# )

# %% [markdown]
# ## 2. Back through an activation
#
# $A = g(Z)$ goes element by element, so the way back does, too:
#
# $$dZ = dA * g'(Z)$$
#
# | activation | $g(z)$ | $g'(z)$ |
# | --- | --- | --- |
# | `"sigmoid"` | $\sigma(z) = \dfrac{1}{1 + e^{-z}}$ | $\sigma(z)\,(1 - \sigma(z))$ |
# | `"tanh"` | $\tanh z$ | $1 - \tanh^2 z$ |
# | `"relu"` | $z$ where $z > 0$, else $0$ | $1$ where $z > 0$, else $0$ |
# | `"leaky_relu"` | $z$ where $z > 0$, else $0.01\, z$ | $1$ where $z > 0$, else $0.01$ |
#
# The slope is taken **at $Z$**, where the layer was on the way forward. It says what each activation does to learning. The sigmoid's slope is nowhere above $\frac14$, and next to nothing far from 0: ten such layers divide a gradient by a million and more. The slope of tanh reaches 1, but fades in the same way. The relu hands a gradient on whole or not at all; a unit that is off for all examples learns nothing any more. The leaky relu leaves it a hundredth.
#
# Now recall the example with $dA = -1{,}000{,}000$. Its $a = 0.000001$ came out of a sigmoid whose slope there is $a (1 - a) \approx 0.000001$. Their product: $dZ \approx -1$. In general
#
# $$dZ^{[L]} = dA^{[L]} * A^{[L]} (1 - A^{[L]}) = A^{[L]} - Y$$
#
# The wild `dA` and the flat slope belong together; in `dZ` they have become what you would wish for, the plain error of the prediction.
#
# The forward functions are given.

# %% tags=["given"]
def activate(Z, activation):
    """An activation by its name, element by element.

    Arguments:
    Z -- array of any shape
    activation -- "sigmoid", "tanh", "relu" or "leaky_relu"

    Returns:
    A -- the activations, shape of Z
    """
    if activation == "sigmoid":
        return 1 / (1 + np.exp(-Z))
    if activation == "tanh":
        return np.tanh(Z)
    if activation == "relu":
        return np.maximum(Z, 0)
    return np.maximum(Z, 0.01 * Z)

# %%
# GRADED FUNCTION: activation_backward
@exercise(
    points=10,
    returns="dZ",
    hints=(
        "Which of the two arrays does the slope depend on, dA or Z?",
        "For each of the four names, find the slope from the table at every entry of Z; then multiply dA by it, element by element.",
        "activate gives you the sigmoid at Z; from it the slope needs no other exponential.",
        "A comparison such as Z > 0 makes an array of truth values, which count as 1 and 0 in a product; np.where chooses between any two numbers.",
        "Shapes: dA, Z, the slope and dZ are all (n, m).",
    ),
)
def activation_backward(dA, Z, activation):
    """From dA to dZ, back through an activation.

    Arguments:
    dA -- gradient with respect to the activations, (n, m)
    Z -- the weighted sums at which the activation was taken, (n, m)
    activation -- "sigmoid", "tanh", "relu" or "leaky_relu"

    Returns:
    dZ -- gradient with respect to Z, (n, m)
    """
    # YOUR CODE STARTS HERE (10 lines)
    if activation == "sigmoid":
        A = activate(Z, "sigmoid")
        slope = A * (1 - A)
    elif activation == "tanh":
        slope = 1 - np.tanh(Z) ** 2
    elif activation == "relu":
        slope = np.where(Z > 0, 1.0, 0.0)
    else:
        slope = np.where(Z > 0, 1.0, 0.01)
    dZ = dA * slope
    # YOUR CODE ENDS HERE

    return dZ

# %% tags=["active-ipynb"]
# activation_backward_test(activation_backward)

# %% [markdown]
# Expected output:
#
# <!-- expected: activation_backward -->

# %% tags=["active-ipynb"]
# rng = np.random.RandomState(1)
# Z, dA = rng.randn(3, 4), rng.randn(3, 4)
# for activation in ["sigmoid", "tanh", "relu", "leaky_relu"]:
#     agree(
#         lambda: activation_backward(dA, Z, activation),
#         measured(lambda z: np.sum(dA * activate(z, activation)), Z),
#         activation,
#     )

# %% [markdown]
# ## 3. Back through the weights
#
# $Z = W A_{\text{prev}} + b$. How does the loss change with what the layer read? Follow a single number, $A_{\text{prev}}$'s entry of unit $k$ for one example. It goes into **every** unit $i$ of the layer, each time multiplied by $W_{ik}$. So it has a say in every $Z_i$, and the chain rule adds up over all these ways:
#
# $$dA_{\text{prev},k} = \sum_i W_{ik}\, dZ_i$$
#
# The sum runs over the **rows** of $W$. A matrix product sums over the columns of its first factor; turn $W$ round, and the rows become columns:
#
# $$dA_{\text{prev}} = W^T dZ \qquad (n_{\text{prev}}, n) \cdot (n, m) = (n_{\text{prev}}, m)$$
#
# It has to be this product and no other. `dZ * W.T`, with the star, multiplies element by element: it adds nothing up, and fits only by accident. `W @ dZ` has the shapes $(n, n_{\text{prev}}) \cdot (n, m)$: it fits only if the layer is square, and then it sums over the wrong index, quietly. And $b$? It is added, so it changes no slope.

# %%
# GRADED FUNCTION: linear_backward_dA
@exercise(
    points=10,
    returns="dA_prev",
    hints=(
        "Through how many units of the layer does one number of A_prev act on the loss?",
        "A matrix product of the transposed weights with dZ.",
        "Shapes: W (n, n_prev), dZ (n, m); what you want is (n_prev, m). Which factor must come first, and turned which way?",
        "No division by m: a column still belongs to one example.",
    ),
)
def linear_backward_dA(W, dZ):
    """From dZ to the gradient of what the layer read.

    Arguments:
    W -- weights of the layer, (n, n_prev)
    dZ -- gradient with respect to the layer's weighted sums, (n, m)

    Returns:
    dA_prev -- gradient with respect to what the layer read, (n_prev, m)
    """
    # YOUR CODE STARTS HERE (1 line)
    dA_prev = W.T @ dZ
    # YOUR CODE ENDS HERE

    return dA_prev

# %% tags=["active-ipynb"]
# linear_backward_dA_test(linear_backward_dA)

# %% [markdown]
# Expected output:
#
# <!-- expected: linear_backward_dA -->

# %% tags=["active-ipynb"]
# rng = np.random.RandomState(2)
# A_prev, W, b, dZ = rng.randn(3, 5), rng.randn(2, 3), rng.randn(2, 1), rng.randn(2, 5)
# agree(
#     lambda: linear_backward_dA(W, dZ),
#     measured(lambda A: np.sum(dZ * (W @ A + b)), A_prev),
# )

# %% [markdown]
# ## 4. Softmax: an activation that mixes
#
# For more than two classes the last layer has a unit for each class, and its activations should be probabilities that add up to 1 in every column:
#
# $$a_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$
#
# $e^{1000}$ is more than a float can hold, and infinity divided by infinity is no number. But adding the same constant to all $z$ of a column changes nothing, as it cancels in the fraction. So subtract **the largest $z$ of each column** first: then the largest exponent is 0, nothing overflows, and the sum is at least 1.
#
# The maximum and the sum are taken over the classes, which are axis 0; `keepdims=True` keeps them as rows $(1, m)$, which are then subtracted from, or divided into, every row.

# %%
# GRADED FUNCTION: softmax
@exercise(
    points=10,
    returns="A",
    hints=(
        "What must each column of the result add up to?",
        "Three steps: subtract the largest number of each column, take the exponential, divide by the sum of each column.",
        "Each example has its own maximum and its own sum: np.max and np.sum along axis 0, with the dimension kept.",
    ),
)
def softmax(Z):
    """The softmax of each column, safe for large numbers.

    Arguments:
    Z -- weighted sums, a row a class, a column an example; (n, m)

    Returns:
    A -- probabilities; each column adds up to 1; (n, m)
    """
    # YOUR CODE STARTS HERE (2 lines)
    exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    A = exponentials / np.sum(exponentials, axis=0, keepdims=True)
    # YOUR CODE ENDS HERE

    return A

# %% tags=["active-ipynb"]
# softmax_test(softmax)

# %% [markdown]
# Expected output:
#
# <!-- expected: softmax -->
#
# There is a slope to measure here as well. Softmax **is** a gradient: that of $\log \sum_k e^{z_k}$, a smooth version of the maximum. (Differentiate it once by hand.)

# %% tags=["active-ipynb"]
# Z = np.random.RandomState(3).randn(4, 3)
# agree(lambda: softmax(Z), measured(lambda z: np.sum(np.log(np.sum(np.exp(z), axis=0))), Z))

# %% [markdown]
# ## 5. Softmax and cross-entropy, the short way
#
# With several classes a label is a column with a 1 at the right class and 0 elsewhere ("one-hot"), and the loss of one example is $\mathcal{L} = -\sum_i y_i \log a_i$. Put $a_i = e^{z_i} / \sum_k e^{z_k}$ into it:
#
# $$\mathcal{L} = -\sum_i y_i z_i + \Big(\sum_i y_i\Big) \log \sum_k e^{z_k} = -\sum_i y_i z_i + \log \sum_k e^{z_k}$$
#
# as the labels of a column add up to 1. The derivative of the first part with respect to $z_i$ is $-y_i$; that of the second, as you have just measured, is $a_i$. So
#
# $$dZ = A - Y$$
#
# the error of the prediction once more, the same as for the sigmoid. Both links, loss and activation, are in it; there is no `dA` on this way.

# %%
# GRADED FUNCTION: softmax_cross_entropy_gradient
@exercise(
    points=10,
    returns="dZ",
    hints=(
        "What are the probabilities that belong to these Z?",
        "Take the softmax of Z; subtract the labels from it.",
        "No division by m: a column still belongs to one example.",
    ),
)
def softmax_cross_entropy_gradient(Z, Y):
    """From the labels to dZ, back through cross-entropy and softmax in one step.

    Arguments:
    Z -- weighted sums of the output layer, (n, m)
    Y -- labels, each column adds up to 1; (n, m)

    Returns:
    dZ -- gradient of each example's loss with respect to Z, (n, m)
    """
    # YOUR CODE STARTS HERE (1 line)
    dZ = softmax(Z) - Y
    # YOUR CODE ENDS HERE

    return dZ

# %% tags=["active-ipynb"]
# softmax_cross_entropy_gradient_test(softmax_cross_entropy_gradient)

# %% [markdown]
# Expected output:
#
# <!-- expected: softmax_cross_entropy_gradient -->

# %% tags=["active-ipynb"]
# Z = np.random.RandomState(4).randn(4, 3)
# Y = np.eye(4)[:, [2, 0, 3]]
# agree(
#     lambda: softmax_cross_entropy_gradient(Z, Y),
#     measured(lambda z: -np.sum(Y * np.log(np.exp(z) / np.sum(np.exp(z), axis=0))), Z),
# )

# %% [markdown]
# ## 6. Softmax, the long way
#
# What if another loss follows, and all you get is some `dA`? The four activations of section 2 go element by element; softmax does not. Moving one $z_j$ changes **all** $a_i$ of the column, because all share the same sum. So each $dZ_j$ collects from every $dA_i$:
#
# $$dZ_j = \sum_i dA_i\, \frac{\partial a_i}{\partial z_j}, \qquad \frac{\partial a_i}{\partial z_j} = \begin{cases} a_j (1 - a_j) & i = j \\ -a_i\, a_j & i \ne j \end{cases}$$
#
# The derivatives of all outputs with respect to all inputs make a square matrix, the **Jacobian**, one for each example: $\operatorname{diag}(a) - a\,a^T$. You need not build it. Multiply it out, and what remains of the sum is
#
# $$dZ = A * \Big(dA - \sum_i dA_i * A_i\Big)$$
#
# with one sum for each column. The bracket takes from `dA` its average, weighted with the probabilities: only **differences** between the classes count, for adding the same to all of them could not change a column that has to add up to 1.
#
# With $dA = -Y / A$, the derivative of the cross-entropy, this must come to $A - Y$ again. The cell below tries it.

# %%
# GRADED FUNCTION: softmax_backward
@exercise(
    points=10,
    returns="dZ",
    hints=(
        "Which single number of each column does the bracket subtract from all entries of dA?",
        "Take the softmax of Z. Multiply dA with it and add up over the classes: a number for each column. Subtract that from dA, and multiply the result by the softmax.",
        "The sum runs along axis 0; keep the dimension, so that a row (1, m) is subtracted from each row.",
        "If you build the Jacobian, build one for each column: diag(a) minus the outer product of a with itself.",
    ),
)
def softmax_backward(dA, Z):
    """From dA to dZ, back through a softmax.

    Arguments:
    dA -- gradient with respect to the probabilities, (n, m)
    Z -- weighted sums at which the softmax was taken, (n, m)

    Returns:
    dZ -- gradient with respect to Z, (n, m)
    """
    # YOUR CODE STARTS HERE (2 lines)
    A = softmax(Z)
    dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))
    # YOUR CODE ENDS HERE

    return dZ

# %% tags=["active-ipynb"]
# softmax_backward_test(softmax_backward)

# %% [markdown]
# Expected output:
#
# <!-- expected: softmax_backward -->

# %% tags=["active-ipynb"]
# rng = np.random.RandomState(5)
# Z, dA = rng.randn(4, 3), rng.randn(4, 3)
# agree(
#     lambda: softmax_backward(dA, Z),
#     measured(lambda z: np.sum(dA * np.exp(z) / np.sum(np.exp(z), axis=0)), Z),
# )
# Y = np.eye(4)[:, [2, 0, 3]]
# agree(
#     lambda: softmax_backward(-Y / softmax(Z), Z),
#     lambda: softmax_cross_entropy_gradient(Z, Y),
#     "long way and short way",
# )

# %% [markdown]
# ## 7. A whole link
#
# Now put the pieces of one layer together. `dA` comes in. First it becomes `dZ`. From `dZ` follow three things:
#
# $$dA_{\text{prev}} = W^T dZ, \qquad dW = \frac1m\, dZ\, A_{\text{prev}}^T, \qquad db = \frac1m \sum_{i=1}^{m} dZ^{(i)}$$
#
# `dW` asks how the loss changes with $W_{ik}$: that weight multiplies $A_{\text{prev},k}$ and adds to $Z_i$, in every example. So it collects $dZ_i A_{\text{prev},k}$ over the examples, which is the product with the transposed input. $b_i$ is added in every example, so it collects $dZ_i$ alone. Both are averages, as the cost is.
#
# The layer's cache is `((A_prev, W, b), Z)`. This is all that the link needs from the way forward.

# %%
# GRADED FUNCTION: backward_step
@exercise(
    points=20,
    returns=("dA_prev", "dW", "db", "dZ"),
    hints=(
        "Which of the four results do the other three need?",
        "dZ first, with activation_backward. Then dA_prev with linear_backward_dA, dW as a product with the transposed input, db as a sum over the examples; the last two averaged.",
        "Shapes: dZ (n, m) and A_prev (n_prev, m) give dW (n, n_prev). db is a column (n, 1): np.sum can keep the dimension.",
        "dA has done its work once dZ is there: it should not stand in the last three lines.",
    ),
)
def backward_step(dA, cache, activation):
    """Back through one layer.

    Arguments:
    dA -- gradient with respect to what the layer made, (n, m)
    cache -- ((A_prev, W, b), Z) of the layer
    activation -- "sigmoid", "tanh", "relu" or "leaky_relu"

    Returns:
    dA_prev -- gradient with respect to what the layer read, (n_prev, m)
    dW -- gradient of the cost with respect to W, (n, n_prev)
    db -- gradient of the cost with respect to b, (n, 1)
    dZ -- gradient with respect to the weighted sums, (n, m)
    """
    (A_prev, W, b), Z = cache
    m = A_prev.shape[1]

    # YOUR CODE STARTS HERE (4 lines)
    dZ = activation_backward(dA, Z, activation)
    dA_prev = linear_backward_dA(W, dZ)
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db, dZ

# %% tags=["active-ipynb"]
# backward_step_test(backward_step)

# %% [markdown]
# Expected output:
#
# <!-- expected: backward_step -->

# %% tags=["active-ipynb"]
# rng = np.random.RandomState(6)
# A_prev, W, b, dA = rng.randn(3, 5), rng.randn(2, 3), rng.randn(2, 1), rng.randn(2, 5)
# for activation in ["tanh", "leaky_relu"]:
#     def loss(A_prev, W, b):
#         return np.sum(dA * activate(W @ A_prev + b, activation))
#
#     cache = ((A_prev, W, b), W @ A_prev + b)
#     agree(lambda: backward_step(dA, cache, activation)[0], measured(lambda x: loss(x, W, b), A_prev), activation + ", dA_prev")
#     agree(lambda: backward_step(dA, cache, activation)[1], measured(lambda x: loss(A_prev, x, b), W) / 5, activation + ", dW")
#     agree(lambda: backward_step(dA, cache, activation)[2], measured(lambda x: loss(A_prev, W, x), b) / 5, activation + ", db")

# %% [markdown]
# ## 8. The chain
#
# What a link hands on, `dA_prev`, is of the kind that a link takes, `dA`. So links can be strung together, as many as there are, each with an activation of its own:
#
# $$dA^{[L]} \;\xrightarrow{\text{layer } L}\; dA^{[L-1]} \;\xrightarrow{\text{layer } L-1}\; \dots \;\xrightarrow{\text{layer } 1}\; dA^{[0]}$$
#
# Each layer leaves four gradients in the dictionary: `dZ`, `dW` and `db` with its own number $l$, and `dA` with the number **below**, $l - 1$, as it belongs to what the layer read. Lists begin at 0: layer $l$ has `caches[l - 1]` and `activations[l - 1]`.

# %%
# GRADED FUNCTION: chain
@exercise(
    points=20,
    returns=Keys("dA", "dZ", "dW", "db", extra="harmless"),
    hints=(
        "Which layer does dAL go into, and what does the layer after it need?",
        "Walk from layer L down to layer 1. In each turn one backward_step, with the dA that the turn before handed on.",
        "Layer l is at place l - 1 of both lists. reversed(range(1, L + 1)) counts from L down to 1.",
        "dZ, dW and db get the number of the layer; dA gets the number of the layer below. The last one is dA0.",
    ),
)
def chain(dAL, caches, activations):
    """Back through all layers of a network.

    Arguments:
    dAL -- gradient with respect to what the last layer made, (n_L, m)
    caches -- list with ((A_prev, W, b), Z) of each layer, layer 1 first
    activations -- list with the name of each layer's activation, layer 1 first

    Returns:
    grads -- dictionary with dZ1 … dZL, dW1 … dWL, db1 … dbL, and dA0 … dA(L-1)
    """
    grads = {}
    L = len(caches)

    # YOUR CODE STARTS HERE (7 lines)
    dA = dAL
    for l in reversed(range(1, L + 1)):
        dA, dW, db, dZ = backward_step(dA, caches[l - 1], activations[l - 1])
        grads["dA" + str(l - 1)] = dA
        grads["dW" + str(l)] = dW
        grads["db" + str(l)] = db
        grads["dZ" + str(l)] = dZ
    # YOUR CODE ENDS HERE

    return grads

# %% tags=["active-ipynb"]
# chain_test(chain)

# %% [markdown]
# Expected output:
#
# <!-- expected: chain -->
#
# The last measurement: a network of four layers with four different activations, and the cost at its end. `forward` is given; every gradient of every parameter is measured.

# %% tags=["given"]
def forward(X, parameters, activations):
    """The forward pass of layers with any activations.

    Arguments:
    X -- the input, that is A0; (n_0, m)
    parameters -- dictionary with W1, b1, … up to the last layer
    activations -- list with the name of each layer's activation, layer 1 first

    Returns:
    AL -- what the last layer makes, (n_L, m)
    caches -- list with ((A_prev, W, b), Z) of each layer, layer 1 first
    """
    caches = []
    A = X
    for l, activation in enumerate(activations, start=1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = W @ A + b
        caches.append(((A, W, b), Z))
        A = activate(Z, activation)
    return A, caches

# %% tags=["active-ipynb"]
# rng = np.random.RandomState(7)
# sizes, activations = [3, 5, 4, 2, 1], ["relu", "tanh", "leaky_relu", "sigmoid"]
# X, Y = rng.randn(3, 6), np.array([[1, 0, 0, 1, 1, 0]])
# parameters = {}
# for l in range(1, 5):
#     parameters["W" + str(l)] = rng.randn(sizes[l], sizes[l - 1])
#     parameters["b" + str(l)] = rng.randn(sizes[l], 1)
#
# AL, caches = forward(X, parameters, activations)
# for name in parameters:
#     def cost(value):
#         A, _ = forward(X, {**parameters, name: value}, activations)
#         return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
#
#     agree(lambda: chain(output_gradient(AL, Y), caches, activations)["d" + name], measured(cost, parameters[name]), "d" + name)

# %% [markdown]
# That is back propagation: nothing but the chain rule, applied in the right order, each link once. Save the notebook and let the grader have the last word:
#
# `grader run chain_rule.ipynb`
