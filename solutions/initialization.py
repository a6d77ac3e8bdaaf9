# %% [markdown]
# # Initialization
#
# A network learns by improving the numbers it has. Which numbers should it start with? All zeros look innocent, and stop it from learning at all. Large random numbers let it learn, badly. In between there is a right size, and it follows from a short calculation. You write the three of them and watch what each does to the same network.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`.
# 3. Run the cell, then the check cell below it. It says `All tests passed.`, or which output of which example is off, and how.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run initialization.ipynb`. Stuck? `grader hint initialize_parameters_he` gives you one hint at a time.
#
# Keep the names of the functions and of their arguments.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.initialization import *

# %% tags=["master"]
# ruff: noqa: E402, E741, F401, I001 - imports in cells; layers are called l; what is given is only handed on
from grader.author import Keys, exercise

TITLE = "Initialization"

# %% [markdown]
# ## The task, and what is given
#
# A disc inside a ring: label 1 near the centre, 0 further out.

# %% tags=["active-ipynb"]
# X, Y = two_rings()
# draw_points(X, Y, "a disc inside a ring")

# %% [markdown]
# The network has three layers: relu, relu, sigmoid. The cells below hold everything that it needs but the start; run them.

# %% tags=["given"]
from ._shared_three_layers import relu, sigmoid

# %% tags=["given"]
from ._shared_training import (
    forward_propagation,
    compute_cost,
    backward_propagation,
    update_parameters,
    predict,
)

# %% [markdown]
# `model` takes the starting values from the function that you hand over, and trains by gradient descent.


# %% tags=["given"]
def model(X, Y, initialize, layers_dims=(2, 10, 5, 1), learning_rate=0.1, num_iterations=3000):
    """Train a network of three layers from the starting values that a function gives.

    Arguments:
    X -- examples, one a column, (n_0, m)
    Y -- their labels, 0 or 1, (1, m)
    initialize -- a function of layers_dims that returns W1, b1, W2, b2, W3, b3 in a dictionary
    layers_dims -- the sizes of the input and of the three layers
    learning_rate -- the size of a step
    num_iterations -- the number of steps

    Returns:
    parameters -- what was learnt
    costs -- the cost before every 100th step
    """
    parameters = initialize(list(layers_dims))
    costs = []
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        if i % 100 == 0:
            costs.append(float(compute_cost(A3, Y)))
        gradients = backward_propagation(X, Y, cache)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, costs


# %% [markdown]
# All three initialisers have the same form. `layers_dims` lists the sizes from the input on; $n^{[l]}$ is `layers_dims[l]`. For each layer $l = 1, 2, \dots$ they fill two entries:
#
# | key | shape |
# | --- | --- |
# | `"W" + str(l)` | $(n^{[l]}, n^{[l-1]})$: a row for each unit of the layer, a column for each unit that it reads |
# | `"b" + str(l)` | $(n^{[l]}, 1)$ |
#
# The biases start at 0 in all three. What differs are the weights.

# %% [markdown]
# ## 1. Zeros
#
# First the start that does not work, to see why. `np.zeros((rows, columns))` takes its shape as one tuple.


# %%
# GRADED FUNCTION: initialize_parameters_zeros
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "Take layers_dims = [3, 2, 1] and l = 1. Which two numbers of the list make the shape of W1?",
        "Both entries of a layer are zeros: the weights with a row for each unit and a column for each unit of the layer before, the biases with one column.",
        "The size of layer l stands at place l of the list, that of the layer before one place earlier. The shape is one tuple, in parentheses of its own.",
    ),
)
def initialize_parameters_zeros(layers_dims):
    """All weights and biases zero.

    Arguments:
    layers_dims -- list of the layers' sizes, the input's first

    Returns:
    parameters -- dictionary with, for each layer l,
                  W1, W2, … -- zeros, a row a unit, a column a unit of the layer before
                  b1, b2, … -- zeros, a row a unit, 1 column
    """
    parameters = {}
    L = len(layers_dims)  # counts the input too, so the network has L - 1 layers

    for l in range(1, L):
        # YOUR CODE STARTS HERE (2 lines)
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        # YOUR CODE ENDS HERE

    return parameters


# %% tags=["active-ipynb"]
# initialize_parameters_zeros_test(initialize_parameters_zeros)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_parameters_zeros -->

# %% tags=["active-ipynb"]
# show(model, predict, X, Y, {"zeros": initialize_parameters_zeros})

# %% [markdown]
# The cost is $\log 2 = 0.693$ at the start and stays there for ever: the network says "one half" to every point.
#
# Follow it through the formulas. With $W = 0$ all $Z$ are 0, so all hidden $A$ are 0. Then $dW^{[3]} = \frac1m dZ^{[3]} A^{[2]T} = 0$ because $A^{[2]}$ is, and $dA^{[2]} = W^{[3]T} dZ^{[3]} = 0$ because $W^{[3]}$ is, and so on down. No weight ever gets a gradient.
#
# The trouble goes deeper than the zeros. Take any **one number** for all weights: then all units of a layer compute the same, get the same gradient, and are still the same after the step. A layer of ten such units is worth one. Units have to *start* different to become different; that is called breaking the symmetry, and it is why weights are random.

# %% [markdown]
# ## 2. Random, and large
#
# So random numbers. Here deliberately too large: normal draws (mean 0, variance 1) times 10. `np.random.randn(rows, columns)` takes its sizes as two numbers.
#
# The seed line makes everybody's random numbers the same, so that they can be checked; draw the weights once for each layer, in the order of the layers.


# %%
# GRADED FUNCTION: initialize_parameters_random
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "What changes against the zeros, and what stays?",
        "The weights are normal draws of the same shape as before, times 10. The biases stay zeros.",
        "randn takes rows and columns as two arguments, zeros takes them as one tuple. One draw a layer: each further one would shift all that follow.",
    ),
)
def initialize_parameters_random(layers_dims):
    """Large random weights, zero biases.

    Arguments:
    layers_dims -- list of the layers' sizes, the input's first

    Returns:
    parameters -- dictionary with, for each layer l,
                  W1, W2, … -- normal draws times 10, a row a unit, a column a unit of the layer before
                  b1, b2, … -- zeros, a row a unit, 1 column
    """
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims)  # counts the input too, so the network has L - 1 layers

    for l in range(1, L):
        # YOUR CODE STARTS HERE (2 lines)
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        # YOUR CODE ENDS HERE

    return parameters


# %% tags=["active-ipynb"]
# initialize_parameters_random_test(initialize_parameters_random)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_parameters_random -->

# %% tags=["active-ipynb"]
# show(model, predict, X, Y, {"large": initialize_parameters_random})

# %% [markdown]
# It learns now, and the symmetry is gone. But look where the cost begins: far above the 0.693 of pure guessing. Weights of size 10 make each layer's output several times as large as its input, and after three layers $Z^{[3]}$ is in the hundreds or thousands. The sigmoid of that is 0 or 1 to all digits: from the first step on the network is utterly sure of itself, often wrongly, and being sure and wrong is what the cross-entropy punishes most. At such $Z$ the sigmoid is also flat, and the first gradients are so large that steps overshoot. After that many units are off for every point and learn no more, and the border that is left misses much of the ring. (numpy may warn of an overflow in `exp`: that is a $Z^{[3]}$ below $-700$.)

# %% [markdown]
# ## 3. The right size
#
# How large should the weights be, then? A unit of layer $l$ adds up $n = n^{[l-1]}$ products, $z = w_1 a_1 + \dots + w_n a_n$. With independent weights of mean 0 and variance $\sigma^2$ the variances add up:
#
# $$\operatorname{Var}(z) = n\, \sigma^2 \cdot \overline{a^2}$$
#
# where $\overline{a^2}$ is the mean square of what the unit reads. The more inputs, the larger $z$; so weights should be smaller where there are more of them. To hand on a signal of the same size it received, a layer needs $n \sigma^2 = 1$. But a relu throws away the negative half of $z$, and with it half of the mean square; to make up for that, twice as much is needed, $n \sigma^2 = 2$:
#
# $$\sigma = \sqrt{\frac{2}{n^{[l-1]}}}$$
#
# This is **He initialization**, after the first author of the paper that proposed it. (Without the 2 it is Xavier's, made for tanh.) So: normal draws of variance 1, times this root. `np.sqrt` takes the root, and $n^{[l-1]}$ is the number of columns of $W^{[l]}$.


# %%
# GRADED FUNCTION: initialize_parameters_he
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "How many numbers does a unit of layer l add up?",
        "The same draws as before, with another factor: the square root of 2 over the size of the layer before. It is another number in every layer.",
        "The root goes around the whole fraction. The size is that of the layer that is read, not of the layer itself.",
    ),
)
def initialize_parameters_he(layers_dims):
    """Random weights of variance 2 over the number of inputs of their unit, zero biases.

    Arguments:
    layers_dims -- list of the layers' sizes, the input's first

    Returns:
    parameters -- dictionary with, for each layer l,
                  W1, W2, … -- scaled normal draws, a row a unit, a column a unit of the layer before
                  b1, b2, … -- zeros, a row a unit, 1 column
    """
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims)  # counts the input too, so the network has L - 1 layers

    for l in range(1, L):
        # YOUR CODE STARTS HERE (3 lines)
        scale = np.sqrt(2 / layers_dims[l - 1])
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        # YOUR CODE ENDS HERE

    return parameters


# %% tags=["active-ipynb"]
# initialize_parameters_he_test(initialize_parameters_he)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_parameters_he -->

# %% [markdown]
# ## All three
#
# The same network, the same data, the same number of steps; only the start differs.

# %% tags=["active-ipynb"]
# starts = {"zeros": initialize_parameters_zeros, "large": initialize_parameters_random, "he": initialize_parameters_he}
# show(model, predict, X, Y, starts)

# %% [markdown]
# | start | what happens |
# | --- | --- |
# | zeros | nothing: all units of a layer are one, and no gradient comes through |
# | random, times 10 | starts at a very high cost, and ends with a border that misses much of the ring |
# | He | starts near guessing, goes down smoothly, draws a clean border |
#
# To see the size of the signal itself, the next cell sends random numbers through a network of 20 relu layers of 100 units, and prints how large (root of the mean square) they are after every fifth.

# %% tags=["active-ipynb"]
# follow_signal({"large": initialize_parameters_random, "he": initialize_parameters_he})

# %% [markdown]
# With weights of size 10 the signal grows about seventyfold in every layer. With He's it keeps its size, give or take a factor of two, however deep the network is; that is what made very deep networks trainable.
#
# Save the notebook and let the grader have the last word:
#
# `grader run initialization.ipynb`
