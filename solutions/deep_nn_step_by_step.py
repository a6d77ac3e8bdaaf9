# %% [markdown]
# # Deep network, step by step
#
# In this notebook you build a neural network of any depth, by hand, with nothing but numpy: ten small functions, each a few lines long. At the end they train a network.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The number in brackets says how many lines a good answer takes; more are fine. Placeholders such as `Z = None` are yours to replace.
# 3. Run the cell, then the check cell below it. It says `All tests passed.`, or which output of which example is off, and how.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run deep_nn_step_by_step.ipynb`. Stuck? `grader hint linear_forward` gives you one hint at a time.
#
# Keep the names of the functions and of their arguments. You may add cells, imports and helper functions of your own. Every function is marked by itself: where it calls an earlier one, it gets a right one, so a slip costs you once.

# %% [markdown]
# ## The words and the shapes
#
# The network has $L$ layers. Layer $l$ has $n^{[l]}$ units and turns $A^{[l-1]}$ into $A^{[l]}$. The input $X$ counts as the output of a layer 0, so $A^{[0]} = X$, and $n^{[0]}$ is the number of features. There are $m$ examples, and each is **one column**.
#
# | quantity | in code | shape | what it is |
# | --- | --- | --- | --- |
# | $A^{[0]} = X$ | `A0`, `X` | $(n^{[0]}, m)$ | the input |
# | $W^{[l]}$ | `W1`, `W2`, … | $(n^{[l]}, n^{[l-1]})$ | weights: a row for each unit of layer $l$, a column for each unit that it reads |
# | $b^{[l]}$ | `b1`, `b2`, … | $(n^{[l]}, 1)$ | a bias for each unit |
# | $Z^{[l]}$ | `Z1`, `Z2`, … | $(n^{[l]}, m)$ | the weighted sums, before the activation |
# | $A^{[l]}$ | `A1`, `A2`, … | $(n^{[l]}, m)$ | the activations: what layer $l$ hands on |
# | $A^{[L]}$ | `AL` | $(1, m)$ | the prediction: for each example, the probability of label 1 |
# | $Y$ | `Y` | $(1, m)$ | the labels, 0 or 1 |
#
# A gradient is named with a `d` in front and **has the shape of the thing it belongs to**: `dW2` has the shape of `W2`. When a product will not fit, write the shapes under it; only one order and one transpose usually work.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.deep_nn_step_by_step import *

# %% tags=["master"]
# ruff: noqa: E741, I001, RUF059 - imports in cells; layers are called l; a cache is unpacked whole
from grader.author import Keys, exercise

TITLE = "Deep network, step by step"


def print_grads(grads):
    """Older notebooks have this function from the course's helper file, and some call it."""
    print(grads)

# %% [markdown]
# ## Given: the activations
#
# These four functions are written for you; run the cell. The two forward functions return **two** things: the activation, and the `Z` that it was computed from. Nobody needs that `Z` on the way forward. The way back does: how strongly $A = g(Z)$ answers to a small change of $Z$ depends on where $Z$ was. So each forward step puts aside what its backward step will ask for. That is a **cache**.
#
# The two backward functions take `dA`, how the loss changes with this layer's output, and turn it into `dZ`, how it changes with this layer's weighted sums:
#
# $$dZ^{[l]} = dA^{[l]} * g'(Z^{[l]})$$
#
# The star multiplies element by element.

# %% tags=["given"]
def sigmoid(Z):
    """The sigmoid of each element, 1 / (1 + exp(-Z)).

    Arguments:
    Z -- array of any shape

    Returns:
    A -- the activation, shape of Z
    cache -- Z itself, kept for sigmoid_backward
    """
    A = 1 / (1 + np.exp(-Z))
    return A, Z


def relu(Z):
    """The rectified linear unit of each element: Z where it is above 0, else 0.

    Arguments:
    Z -- array of any shape

    Returns:
    A -- the activation, shape of Z
    cache -- Z itself, kept for relu_backward
    """
    A = np.maximum(0, Z)
    return A, Z


def sigmoid_backward(dA, cache):
    """From dA to dZ through a sigmoid: dZ = dA * s * (1 - s), with s the sigmoid of Z.

    Arguments:
    dA -- gradient with respect to the activation
    cache -- the Z that the forward step kept, shape of dA

    Returns:
    dZ -- gradient with respect to Z, shape of Z
    """
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    return dA * s * (1 - s)


def relu_backward(dA, cache):
    """From dA to dZ through a relu: dZ is dA where Z was above 0, else 0.

    Arguments:
    dA -- gradient with respect to the activation
    cache -- the Z that the forward step kept, shape of dA

    Returns:
    dZ -- gradient with respect to Z, shape of Z
    """
    Z = cache
    return dA * (Z > 0)

# %% [markdown]
# ## 1. Parameters of a network with two layers
#
# Before a network can learn it needs numbers to start from. Here: `n_x` inputs, one hidden layer of `n_h` units, `n_y` outputs.
#
# - **Weights: random, and small.** If all units of a layer started with equal weights, they would compute the same, get the same gradient, and stay equal for ever: a layer of many units would be worth one. Random numbers make them differ. The factor $0.01$ keeps $Z$ near 0, where the sigmoid is steep and learning is fast; large weights push it out to where it is flat and hardly any gradient comes through.
# - **Biases: zeros.** The weights already make the units differ, so the biases need not.
#
# `np.random.randn(rows, columns)` draws normally distributed numbers; `np.zeros((rows, columns))` takes its shape as one tuple.
#
# The line `np.random.seed(1)` starts numpy's random numbers at a fixed point, so that everybody's "random" weights are the same and can be checked. It also means that the **order of the draws counts**: `W1` first, then `W2`, each drawn once.

# %%
# GRADED FUNCTION: initialize_parameters
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "Which unit do the numbers in one row of W1 belong to, and what does that unit read?",
        "A weight matrix has a row for each unit of its own layer and a column for each unit of the layer before. Its random numbers are made small by a factor of 0.01; a bias is plain zeros.",
        "Shapes: W1 has n_h rows and n_x columns, W2 has n_y rows and n_h columns; b1 and b2 are columns with as many rows as their W.",
        "The seed is set once, so the order of the draws matters: W1 before W2. randn takes the two sizes as two arguments, zeros takes them as one tuple.",
    ),
)
def initialize_parameters(n_x, n_h, n_y):
    """Starting values for a network of two layers.

    Arguments:
    n_x -- number of inputs
    n_h -- number of units of the hidden layer
    n_y -- number of units of the output layer

    Returns:
    a dictionary with
    W1 -- small random weights, n_h rows and n_x columns
    b1 -- zeros, n_h rows and 1 column
    W2 -- small random weights, n_y rows and n_h columns
    b2 -- zeros, n_y rows and 1 column
    """
    np.random.seed(1)

    # YOUR CODE STARTS HERE (4 lines)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    # YOUR CODE ENDS HERE

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% tags=["active-ipynb"]
# initialize_parameters_test(initialize_parameters)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_parameters -->

# %% [markdown]
# ## 2. Parameters of a network of any depth
#
# The same for as many layers as you like. `layer_dims` lists the sizes from the input on: `[5, 4, 3]` is 5 inputs, a layer of 4 units and a layer of 3. The input has a size but no parameters, so three sizes make two layers:
#
# | layer | $W^{[l]}$ | $b^{[l]}$ |
# | --- | --- | --- |
# | 1 | (4, 5) | (4, 1) |
# | 2 | (3, 4) | (3, 1) |
#
# In general $W^{[l]}$ has shape $(n^{[l]}, n^{[l-1]})$, and $n^{[l]}$ is `layer_dims[l]`. The parameters go into one dictionary; the key of a layer is made by gluing its number to a letter: `"W" + str(l)` is `"W1"` for layer 1.

# %%
# GRADED FUNCTION: initialize_parameters_deep
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "Take layer_dims = [5, 4, 3] and l = 2. Which two numbers of the list make the shape of W2?",
        "The size of layer l stands at place l of layer_dims, the size of the layer before it one place earlier. Weights: random times 0.01. Biases: zeros.",
        "Shapes: the weights of layer l have as many rows as layer l has units and as many columns as layer l-1 has; its biases have the same rows and one column.",
        "Draw the weights once for each layer, in the order of the loop. Nothing of the sizes may be written as a number.",
    ),
)
def initialize_parameters_deep(layer_dims):
    """Starting values for a network of any depth.

    Arguments:
    layer_dims -- list of the layers' sizes, the input's first

    Returns:
    parameters -- dictionary with, for each layer l = 1, 2, … up to the last,
                  W1, W2, … -- small random weights, a row a unit, a column an input of the layer
                  b1, b2, … -- zeros, a row a unit, 1 column
    """
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)  # counts the input too, so the network has L - 1 layers

    for l in range(1, L):
        # YOUR CODE STARTS HERE (2 lines)
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
        # YOUR CODE ENDS HERE

    return parameters

# %% tags=["active-ipynb"]
# initialize_parameters_deep_test(initialize_parameters_deep)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_parameters_deep -->

# %% [markdown]
# ## 3. Forward: the linear part of a layer
#
# Every layer starts with a weighted sum of what it reads:
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$$
#
# | | shape |
# | --- | --- |
# | $W^{[l]} A^{[l-1]}$ | $(n^{[l]}, n^{[l-1]}) \cdot (n^{[l-1]}, m) = (n^{[l]}, m)$ |
# | $b^{[l]}$ | $(n^{[l]}, 1)$ |
#
# The product is a matrix product (`np.dot`, or `@`). The sum works although the shapes differ: numpy repeats the one column $b$ for all $m$ examples. This is called broadcasting, and it is why $b$ must be a column and not a flat array.
#
# The function also returns a cache, `(A, W, b)`, and that line is given. The step back through this sum will need two of them: $W^{[l]}$ to pass the gradient on to what the layer read, and $A^{[l-1]}$ to find the gradient of $W^{[l]}$. For **layer 1** what it read is $A^{[0]} = X$. That is why its cache holds the input, and it is where `dW1` will get it from: the way back is never handed `X` by itself.

# %%
# GRADED FUNCTION: linear_forward
@exercise(
    points=10,
    returns=("Z", "cache"),
    hints=(
        "Each unit weighs everything the layer reads and adds its own bias. Which operation does that for all units and all examples at once?",
        "The weighted sums are the matrix product of the weights and the input, plus the bias.",
        "Shapes: (n, n_prev) times (n_prev, m) gives (n, m). The other order does not fit, and the star, which goes element by element, is another thing. The bias (n, 1) is repeated for each column by itself.",
    ),
)
def linear_forward(A, W, b):
    """The linear part of a layer's forward step.

    Arguments:
    A -- what the layer reads: the activations of the layer before, or X; (n_prev, m)
    W -- weights of the layer, (n, n_prev)
    b -- biases of the layer, (n, 1)

    Returns:
    Z -- the weighted sums, (n, m)
    cache -- the three arguments, kept for linear_backward
    """
    # YOUR CODE STARTS HERE (1 line)
    Z = np.dot(W, A) + b
    # YOUR CODE ENDS HERE

    cache = (A, W, b)
    return Z, cache

# %% tags=["active-ipynb"]
# linear_forward_test(linear_forward)

# %% [markdown]
# Expected output:
#
# <!-- expected: linear_forward -->

# %% [markdown]
# ## 4. Forward: a whole layer
#
# A layer is the linear part followed by its activation $g$, which is the sigmoid or the relu:
#
# $$A^{[l]} = g(Z^{[l]}) = g(W^{[l]} A^{[l-1]} + b^{[l]})$$
#
# Call `linear_forward`, then `sigmoid` or `relu`, depending on the text in `activation`. Each of the two steps hands you its own cache. The cache of the layer is the pair of them:
#
# $$\big(\underbrace{(A^{[l-1]}, W^{[l]}, b^{[l]})}_{\text{linear cache}},\ \underbrace{Z^{[l]}}_{\text{activation cache}}\big)$$
#
# Note what stands first in it: what layer $l$ **read**, $A^{[l-1]}$, not what it makes. What it makes, $A^{[l]}$, will stand in the cache of the layer above, which reads it.

# %%
# GRADED FUNCTION: linear_activation_forward
@exercise(
    points=10,
    returns=("A", "cache"),
    hints=(
        "Which two functions that exist already does a layer consist of, and in which order?",
        "First the linear part, which gives Z and its cache. Then the activation that the argument names, applied to Z, which gives A and its cache.",
        "Both helper functions return two values: unpack both. sigmoid and relu return the activation first and Z second.",
        "Shapes: A_prev (n_prev, m) becomes Z (n, m), and A has the shape of Z. The activation cache is Z, not A.",
    ),
)
def linear_activation_forward(A_prev, W, b, activation):
    """The forward step of one layer: the linear part, then the activation.

    Arguments:
    A_prev -- what the layer reads, (n_prev, m)
    W -- weights of the layer, (n, n_prev)
    b -- biases of the layer, (n, 1)
    activation -- the text "sigmoid" or "relu"

    Returns:
    A -- the activations of the layer, (n, m)
    cache -- the linear part's cache and the activation's, kept for linear_activation_backward
    """
    # YOUR CODE STARTS HERE (5 lines)
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    # YOUR CODE ENDS HERE

    cache = (linear_cache, activation_cache)
    return A, cache

# %% tags=["active-ipynb"]
# linear_activation_forward_test(linear_activation_forward)

# %% [markdown]
# Expected output:
#
# <!-- expected: linear_activation_forward -->

# %% [markdown]
# ## 5. Forward: the whole network
#
# Now chain the layers: what one makes is what the next reads. Layers $1$ to $L-1$ use the relu. Layer $L$ uses the sigmoid, so that its output can be read as a probability.
#
# $$X = A^{[0]} \to A^{[1]} \to \dots \to A^{[L-1]} \to A^{[L]}$$
#
# Each layer's cache goes into the list `caches`, in order. A list starts counting at 0, the layers at 1, so **layer $l$'s cache is `caches[l - 1]`**:
#
# | place in the list | layer | holds |
# | --- | --- | --- |
# | `caches[0]` | 1 | $((A^{[0]}, W^{[1]}, b^{[1]}), Z^{[1]})$ |
# | `caches[1]` | 2 | $((A^{[1]}, W^{[2]}, b^{[2]}), Z^{[2]})$ |
# | … | … | … |
# | `caches[L - 1]` | $L$ | $((A^{[L-1]}, W^{[L]}, b^{[L]}), Z^{[L]})$ |
#
# With one layer there is no hidden one: the loop runs zero times, and the output layer reads $X$.

# %%
# GRADED FUNCTION: L_model_forward
@exercise(
    points=10,
    returns=("AL", "caches"),
    hints=(
        "What does layer 2 read, and which of your variables holds it after the first turn of the loop?",
        "For layers 1 to L-1: the layer's forward step with relu on what the layer before made; keep its cache. Then the output layer's forward step with sigmoid; keep its cache too.",
        "range leaves out its end: think about which l the loop must stop at, so that the output layer is not done twice. The parameters of layer l have the number l in their keys.",
        "At the end there are L caches, one a layer, in order. With a network of one output, AL has shape (1, m).",
    ),
)
def L_model_forward(X, parameters):
    """The forward pass: relu in every hidden layer, sigmoid in the output layer.

    Arguments:
    X -- the input, that is A0; (n_0, m)
    parameters -- dictionary with W1, b1, … up to the last layer L

    Returns:
    AL -- the output layer's activations, (1, m) for one output unit
    caches -- list of the L layers' caches as linear_activation_forward returns them, layer 1 first
    """
    caches = []
    A = X
    L = len(parameters) // 2  # each layer has a W and a b

    # YOUR CODE STARTS HERE (6 lines)
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    # YOUR CODE ENDS HERE

    return AL, caches

# %% tags=["active-ipynb"]
# L_model_forward_test(L_model_forward)

# %% [markdown]
# Expected output:
#
# <!-- expected: L_model_forward -->

# %% [markdown]
# ## 6. The cost
#
# How wrong are the predictions? For one example with label $y$ and prediction $a$ the loss is $-\log a$ if $y = 1$ and $-\log(1 - a)$ if $y = 0$: nothing for a sure and right prediction, more and more for a sure and wrong one. One formula says both, because $y$ or $1 - y$ is always 0; the cost is its average over all examples:
#
# $$J = -\frac{1}{m} \sum_{i=1}^{m} \Big( y^{(i)} \log a^{[L](i)} + (1 - y^{(i)}) \log\big(1 - a^{[L](i)}\big) \Big)$$
#
# `AL` and `Y` both have shape $(1, m)$, the logarithm is taken element by element (`np.log`), and the result is one number. It is never negative; for predictions of $0.5$ throughout it is $\log 2 \approx 0.693$.

# %%
# GRADED FUNCTION: compute_cost
@exercise(
    points=10,
    returns="cost",
    hints=(
        "What must a single example with label 1 and prediction 0.8 add to the sum? And one with label 0?",
        "For each example: the label times the log of the prediction, plus one minus the label times the log of one minus the prediction. Add up over the examples, divide by m, and turn the sign.",
        "Labels multiply, predictions stand in the logarithm; a label in a logarithm would give the log of 0.",
        "Both arrays are (1, m) and are multiplied element by element. What comes out is one number, positive.",
    ),
)
def compute_cost(AL, Y):
    """The cross-entropy cost, averaged over the examples.

    Arguments:
    AL -- predicted probabilities of label 1, (1, m)
    Y -- labels, 0 or 1, (1, m)

    Returns:
    cost -- one number, without dimensions
    """
    m = Y.shape[1]

    # YOUR CODE STARTS HERE (1 line)
    cost = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m
    # YOUR CODE ENDS HERE

    return np.squeeze(cost)  # a plain number: [[0.3]] becomes 0.3

# %% tags=["active-ipynb"]
# compute_cost_test(compute_cost)

# %% [markdown]
# Expected output:
#
# <!-- expected: compute_cost -->

# %% [markdown]
# ## 7. Backward: the linear part of a layer
#
# Now the way back. Going through a layer from its output to its input, you meet two gradients of the layer itself, and you need both:
#
# - `dA` arrives: how the loss changes with what the layer **made**. It is what the layer above can tell.
# - `dZ` is the same one step further in, behind the activation. The formulas for $W$ and $b$ start from it, because $Z$ is where $W$ and $b$ enter.
#
# In this function `dZ` is there already. From $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$ follow three gradients:
#
# $$dW^{[l]} = \frac{1}{m}\, dZ^{[l]} A^{[l-1]T} \qquad db^{[l]} = \frac{1}{m} \sum_{i=1}^{m} dZ^{[l](i)} \qquad dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$
#
# | | product of | has the shape of |
# | --- | --- | --- |
# | $dW^{[l]}$ | $(n^{[l]}, m) \cdot (m, n^{[l-1]})$ | $W^{[l]}$: $(n^{[l]}, n^{[l-1]})$ |
# | $db^{[l]}$ | sum of $(n^{[l]}, m)$ over the examples | $b^{[l]}$: $(n^{[l]}, 1)$ |
# | $dA^{[l-1]}$ | $(n^{[l-1]}, n^{[l]}) \cdot (n^{[l]}, m)$ | $A^{[l-1]}$: $(n^{[l-1]}, m)$ |
#
# **Why $\frac1m$ in two of them and not in the third.** The cost is an average over the examples. On the way back, column $i$ of `dZ` and of `dA` speaks of example $i$ alone: it is the gradient of that example's own loss, not yet averaged, and the columns never mix. $W$ and $b$ are shared by all examples, so in `dW` and `db` the columns come together, and there the average is taken, once. Dividing `dA_prev` as well would divide every layer further down once more.
#
# **Why `db` is a sum that keeps its dimensions.** $b$ is added to every column of $Z$, so every column has a say in its gradient: add up along the examples, which are axis 1. `keepdims=True` leaves $(n^{[l]}, 1)$; without it you would get a flat array $(n^{[l]},)$, which numpy later broadcasts in ways that nobody meant.

# %%
# GRADED FUNCTION: linear_backward
@exercise(
    points=10,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "Each gradient has the shape of the thing it belongs to. Which shapes do you have, and which products of them give these?",
        "dW: dZ times the transposed input of the layer, averaged. db: dZ added up over the examples, averaged. dA_prev: the transposed weights times dZ, not averaged.",
        "Shapes: dZ (n, m) and A_prev (n_prev, m) give dW (n, n_prev); W (n, n_prev) and dZ (n, m) give dA_prev (n_prev, m). For db the examples go away and a column (n, 1) stays.",
        "db as a flat array is the most common slip: np.sum has an argument that keeps the summed dimension with size 1.",
    ),
)
def linear_backward(dZ, cache):
    """Back through the linear part of a layer.

    Arguments:
    dZ -- gradient with respect to the layer's weighted sums, (n, m), a column an example
    cache -- what linear_forward kept: the layer's input (n_prev, m), W (n, n_prev), b (n, 1)

    Returns:
    dA_prev -- gradient with respect to what the layer read, (n_prev, m), a column an example
    dW -- gradient of the cost with respect to W, (n, n_prev)
    db -- gradient of the cost with respect to b, (n, 1)
    """
    A_prev, W, b = cache
    m = A_prev.shape[1]

    # YOUR CODE STARTS HERE (3 lines)
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db

# %% tags=["active-ipynb"]
# linear_backward_test(linear_backward)

# %% [markdown]
# Expected output:
#
# <!-- expected: linear_backward -->

# %% [markdown]
# ## 8. Backward: a whole layer
#
# The forward step was: linear part, then activation. The way back undoes it in the opposite order:
#
# $$dA^{[l]} \;\xrightarrow{\ g'(Z^{[l]})\ }\; dZ^{[l]} \;\xrightarrow{\ W^{[l]},\ A^{[l-1]}\ }\; dA^{[l-1]},\ dW^{[l]},\ db^{[l]}$$
#
# Both halves of the layer's cache are used here, each by the function that needs it: `sigmoid_backward` or `relu_backward` takes the activation cache ($Z^{[l]}$), and `linear_backward` takes the linear cache ($A^{[l-1]}, W^{[l]}, b^{[l]}$). A relu unit that was off ($Z \le 0$) lets nothing through; for that example it learns nothing.

# %%
# GRADED FUNCTION: linear_activation_backward
@exercise(
    points=10,
    returns=("dA_prev", "dW", "db"),
    hints=(
        "On the way forward the activation came last. What comes first on the way back?",
        "First turn dA into dZ with the backward function of the activation that the argument names; then hand dZ to linear_backward.",
        "The cache is a pair. The activation's backward function wants the second half (Z), linear_backward the first half.",
        "Shapes: dA and dZ are both (n, m). What you return has the shapes of A_prev, W and b, in this order.",
    ),
)
def linear_activation_backward(dA, cache, activation):
    """Back through one layer: the activation, then the linear part.

    Arguments:
    dA -- gradient with respect to the layer's activations, (n, m)
    cache -- what linear_activation_forward kept: the linear part's cache and the activation's
    activation -- the text "sigmoid" or "relu"

    Returns:
    dA_prev -- gradient with respect to what the layer read, (n_prev, m)
    dW -- gradient of the cost with respect to W, (n, n_prev)
    db -- gradient of the cost with respect to b, (n, 1)
    """
    linear_cache, activation_cache = cache

    # YOUR CODE STARTS HERE (5 lines)
    if activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    else:
        dZ = relu_backward(dA, activation_cache)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    # YOUR CODE ENDS HERE

    return dA_prev, dW, db

# %% tags=["active-ipynb"]
# linear_activation_backward_test(linear_activation_backward)

# %% [markdown]
# Expected output:
#
# <!-- expected: linear_activation_backward -->

# %% [markdown]
# ## 9. Backward: the whole network
#
# The way back starts at the cost. The loss of one example is $-\big(y \log a + (1 - y)\log(1 - a)\big)$; its derivative with respect to the prediction, for all examples at once, is
#
# $$dA^{[L]} = -\left(\frac{Y}{A^{[L]}} - \frac{1 - Y}{1 - A^{[L]}}\right)$$
#
# (element by element, shape $(1, m)$; no $\frac1m$ here, it comes in with `dW` and `db`). From there go down layer by layer. Layer $L$ is a sigmoid layer, the others are relu layers. What layer $l$ hands back is $dA^{[l-1]}$, and that is just what layer $l-1$ needs next:
#
# | step | takes | cache | gives |
# | --- | --- | --- | --- |
# | layer $L$ (sigmoid) | $dA^{[L]}$ | `caches[L - 1]` | $dA^{[L-1]}$, $dW^{[L]}$, $db^{[L]}$ |
# | layer $L-1$ (relu) | $dA^{[L-1]}$ | `caches[L - 2]` | $dA^{[L-2]}$, $dW^{[L-1]}$, $db^{[L-1]}$ |
# | … | … | … | … |
# | layer $1$ (relu) | $dA^{[1]}$ | `caches[0]` | $dA^{[0]}$, $dW^{[1]}$, $db^{[1]}$ |
#
# So in each row the number of `dA` is **one lower** than the number of `dW` and `db`.
#
# The last row deserves a look. $dW^{[1]}$ is made of $dZ^{[1]}$ and what layer 1 read: $A^{[0]} = X$, out of its cache. And a $dA^{[0]}$ comes out as well, because every layer hands something back. It says how the loss would change if you changed the **input**. Nobody will: $X$ is data, not a parameter, so $dA^{[0]}$ trains nothing. Keep it in `grads` all the same; it is right, it is checked, and other uses of networks want it.

# %%
# GRADED FUNCTION: L_model_backward
@exercise(
    points=10,
    returns=Keys("dA", "dW", "db", extra="harmless"),
    hints=(
        "Where does the way back begin, and what does each layer need from the layer above it?",
        "First the derivative of the loss with respect to AL. Then the output layer's backward step with sigmoid, then the layers L-1 down to 1 with relu, each on the dA that the step before handed back.",
        "The cache of layer l stands at place l-1 of the list. What layer l hands back belongs to layer l-1: for L = 3, the output layer's step fills dA2, dW3 and db3.",
        "Shapes: each dW and db has the shape of that layer's W and b; dA0 has the shape of X. If the shapes clash with three layers but not with two, some index is fixed that should follow the loop.",
    ),
)
def L_model_backward(AL, Y, caches):
    """The backward pass: sigmoid in the output layer, relu in every hidden layer.

    Arguments:
    AL -- the output layer's activations, (1, m)
    Y -- labels, 0 or 1, (1, m)
    caches -- list of the L layers' caches as L_model_forward returns it, layer 1 first

    Returns:
    grads -- dictionary with
             dA0 … dA(L-1) -- gradients with respect to A0 = X … A(L-1): layer l hands back dA(l-1)
             dW1 … dWL     -- gradients of the cost with respect to W1 … WL
             db1 … dbL     -- gradients of the cost with respect to b1 … bL
    """
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

# %% tags=["active-ipynb"]
# L_model_backward_test(L_model_backward)

# %% [markdown]
# Expected output:
#
# <!-- expected: L_model_backward -->

# %% [markdown]
# ## 10. The update
#
# The gradient points to where the cost grows fastest. So take a step the other way, of a size set by the learning rate $\alpha$, in every layer:
#
# $$W^{[l]} \leftarrow W^{[l]} - \alpha\, dW^{[l]} \qquad b^{[l]} \leftarrow b^{[l]} - \alpha\, db^{[l]}$$
#
# A gradient has the shape of its parameter, so this goes element by element. `grads` also holds the `dA`; they have done their work on the way back and are not used here.
#
# The result is a **new** dictionary. Whoever calls your function may still want the old values, to compare, or to take the step again with another learning rate. Mind that `W -= …` changes the array itself, which the caller holds as well; `W = W - …` makes a new one.

# %%
# GRADED FUNCTION: update_parameters
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "Which way must a parameter move so that the cost goes down, and by how much?",
        "New value: the old value minus the learning rate times the gradient of this parameter. Do it for the weights and the biases of every layer.",
        "Which numbers must the loop run through so that the last layer is not left out? range leaves out its end.",
        "Old values come from params, new ones go into parameters; params must look the same after the call. Shapes stay as they are.",
    ),
)
def update_parameters(params, grads, learning_rate):
    """One step of gradient descent. Returns a new dictionary and leaves params alone.

    Arguments:
    params -- dictionary with W1, b1, … up to the last layer; not changed, nor are its arrays
    grads -- dictionary with dW1, db1, … of the same shapes, as L_model_backward returns it
    learning_rate -- the size of the step, a number

    Returns:
    parameters -- new dictionary with the keys of params and the updated values
    """
    parameters = dict(params)  # a new dictionary: the caller's keeps its values
    L = len(parameters) // 2  # each layer has a W and a b

    # YOUR CODE STARTS HERE (3 lines)
    for l in range(1, L + 1):
        parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]
    # YOUR CODE ENDS HERE

    return parameters

# %% tags=["active-ipynb"]
# update_parameters_test(update_parameters)

# %% [markdown]
# Expected output:
#
# <!-- expected: update_parameters -->

# %% [markdown]
# ## All ten together
#
# You now have everything that a network needs to learn. (`initialize_parameters` is the special case of two layers; the deep one does its work too.) Training is one loop:
#
# | step | your function | in | out |
# | --- | --- | --- | --- |
# | once | `initialize_parameters_deep` | the sizes of the layers | `parameters` |
# | again and again | `L_model_forward` | `X`, `parameters` | `AL`, `caches` |
# | to watch | `compute_cost` | `AL`, `Y` | `cost` |
# | | `L_model_backward` | `AL`, `Y`, `caches` | `grads` |
# | | `update_parameters` | `parameters`, `grads`, the learning rate | new `parameters` |
#
# Follow one number through it: `X` goes into layer 1's cache on the way forward, waits there as $A^{[0]}$, meets $dZ^{[1]}$ on the way back, and so becomes `dW1`, which changes `W1`.
#
# The next cell does this with your functions, on 60 points of the plane with label 1 inside an ellipse and 0 outside. The cost starts near $\log 2$, where the network only guesses, and must go down.

# %% tags=["active-ipynb"]
# demonstrate(
#     initialize_parameters_deep,
#     L_model_forward,
#     compute_cost,
#     L_model_backward,
#     update_parameters,
# )

# %% [markdown]
# If it does, save the notebook and let the grader have the last word:
#
# `grader run deep_nn_step_by_step.ipynb`
