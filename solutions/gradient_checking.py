# %% [markdown]
# # Gradient checking
#
# You have written the backward pass of a network. The cost goes down, more or less. Is the backward pass **right**? A factor 2 too much in one gradient, a sum over the wrong axis: the network still learns, only worse, and nothing complains. This notebook builds the instrument that tells: it measures the gradient in another way, with nothing but the forward pass, and compares.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The number in brackets says how many lines a good answer takes; more are fine.
# 3. Run the cell, then the check cell below it.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run gradient_checking.ipynb`. Stuck? `grader hint gradient_check` gives you one hint at a time.
#
# Every function is marked by itself: where it calls an earlier one, it gets a right one.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.gradient_checking import *

# %% tags=["master"]
# ruff: noqa: E402, I001, RET504, RUF059 - imports in cells; results are named; a cache is unpacked whole
from grader.author import Keys, Tolerance, exercise

TITLE = "Gradient checking"

# %% [markdown]
# ## The idea
#
# A derivative is a slope. Take a function $J$ of one number $\theta$. The slope at $\theta$ is what
#
# $$\frac{J(\theta + \varepsilon) - J(\theta - \varepsilon)}{2 \varepsilon}$$
#
# tends to as $\varepsilon$ becomes small. So a derivative can be **measured**: go a little to the right, a little to the left, divide the rise by the run. The run is $2\varepsilon$, from $\theta - \varepsilon$ to $\theta + \varepsilon$. It takes two evaluations of $J$ for every parameter, which is far too slow to train with: a million parameters, two million forward passes for one step. But it takes no calculus, so it cannot share the slips of your formulas. Backward propagation is fast and easy to get wrong; measuring is slow and hard to get wrong. Hold one against the other, once, on a small network.
#
# **Why both sides?** The one-sided slope $(J(\theta + \varepsilon) - J(\theta)) / \varepsilon$ is off by about $\frac{\varepsilon}{2} J''(\theta)$. With both sides this part cancels, and what is left is about $\frac{\varepsilon^2}{6} J'''(\theta)$: with $\varepsilon = 10^{-4}$, eight digits in place of four.
#
# **Why not the smallest $\varepsilon$ there is?** A float holds 16 digits. Where two numbers that are nearly equal are subtracted, the leading digits cancel and the rounding of the last ones is left; dividing by a tiny $2\varepsilon$ blows it up. So there is a best $\varepsilon$ in between. The next cell shows it, for $J(\theta) = e^\theta$ at $\theta = 1$, whose derivative is known: $e$.

# %% tags=["active-ipynb"]
# print("epsilon   error, one side   error, both sides")
# for power in range(1, 16, 2):
#     epsilon = 10.0**-power
#     one_side = (np.exp(1 + epsilon) - np.exp(1)) / epsilon
#     both_sides = (np.exp(1 + epsilon) - np.exp(1 - epsilon)) / (2 * epsilon)
#     print(f"1e-{power:02d}     {abs(one_side - np.e):.1e}           {abs(both_sides - np.e):.1e}")

# %% [markdown]
# Read the columns downwards: both errors shrink, the right one faster; then rounding takes over and they grow again. $10^{-7}$, which the functions below take by default, is a fair choice: small, and still far above the rounding.
#
# ## 1. One parameter: forward
#
# Start with the smallest model there is, one parameter and no bias:
#
# $$J(\theta) = \theta x$$
#
# The forward pass computes $J$.


# %%
# GRADED FUNCTION: forward_propagation
@exercise(
    points=10,
    returns="J",
    hints=(
        "What does the formula for J(theta) say to do with the two arguments?",
        "A product of two numbers, nothing else: no bias, no activation.",
    ),
)
def forward_propagation(x, theta):
    """The forward pass of the model with one parameter.

    Arguments:
    x -- the input, a number
    theta -- the parameter, a number

    Returns:
    J -- the value of the model, a number
    """
    # YOUR CODE STARTS HERE (1 line)
    J = theta * x
    # YOUR CODE ENDS HERE

    return J


# %% tags=["active-ipynb"]
# forward_propagation_test(forward_propagation)

# %% [markdown]
# Expected output:
#
# <!-- expected: forward_propagation -->

# %% [markdown]
# ## 2. One parameter: backward
#
# The backward pass computes the derivative of $J(\theta) = \theta x$ **with respect to $\theta$**. Ask yourself how much $J$ grows when $\theta$ grows by 1 and $x$ stays.


# %%
# GRADED FUNCTION: backward_propagation
@exercise(
    points=10,
    returns="dtheta",
    hints=(
        "J is a straight line as a function of theta. What is its slope?",
        "Take theta = 4 and x = 2, then theta = 5 and x = 2: by how much does J grow?",
        "x plays the part of a constant here; theta is what moves.",
    ),
)
def backward_propagation(x, theta):
    """The derivative of J = theta x with respect to theta.

    Arguments:
    x -- the input, a number
    theta -- the parameter, a number

    Returns:
    dtheta -- the derivative, a number
    """
    # YOUR CODE STARTS HERE (1 line)
    dtheta = x
    # YOUR CODE ENDS HERE

    return dtheta


# %% tags=["active-ipynb"]
# backward_propagation_test(backward_propagation)

# %% [markdown]
# Expected output:
#
# <!-- expected: backward_propagation -->

# %% [markdown]
# ## 3. One parameter: the check
#
# Now hold the two against each other. `grad` is what `backward_propagation` claims, `gradapprox` is what is measured with two calls of `forward_propagation`, at $\theta^+ = \theta + \varepsilon$ and $\theta^- = \theta - \varepsilon$:
#
# $$\text{gradapprox} = \frac{J^+ - J^-}{2\varepsilon}, \qquad J^+ = J(\theta^+),\quad J^- = J(\theta^-)$$
#
# How near is near enough? A distance of $0.001$ is nothing between gradients of size $1000$ and everything between gradients of size $0.001$. So divide the distance by the sizes:
#
# $$\text{difference} = \frac{\lVert \text{grad} - \text{gradapprox} \rVert}{\lVert \text{grad} \rVert + \lVert \text{gradapprox} \rVert}$$
#
# $\lVert\cdot\rVert$ is the length of a vector, `np.linalg.norm`; of a single number it is the absolute value. The result lies between 0 and 1 whatever the gradients are:
#
# | difference | what it says |
# | --- | --- |
# | below $10^{-7}$ | the same, up to rounding |
# | about $10^{-5}$ | look again: a slip in a small part, or a kink of relu between $\theta^-$ and $\theta^+$ |
# | above $10^{-3}$ | the backward pass is wrong somewhere |
# | 1 | the two have nothing in common: opposite sign, or one of them is zero |
#
# The difference of a right gradient is rounding noise and hardly ever exactly 0. Mind the bracket in the denominator $2\varepsilon$: Python reads `a / 2 * epsilon` as `(a / 2) * epsilon`.


# %%
# GRADED FUNCTION: gradient_check
@exercise(
    points=10,
    returns="difference",
    hints=(
        "Which five numbers does the formula for the difference need, one after the other?",
        "Two neighbours of theta, J at each of them, the rise divided by the run; then the claimed gradient; then the quotient of the two norms.",
        "The run from the left neighbour to the right one is two epsilons; put brackets around it.",
        "The numerator is the norm of a difference, the denominator is a sum of two norms, not the norm of a sum and not a product.",
    ),
    tolerances={"difference": Tolerance(rtol=1e-5, atol=1e-7)},
)
def gradient_check(x, theta, epsilon=1e-7):
    """Compare the derivative of J = theta x with its measured slope.

    Arguments:
    x -- the input, a number
    theta -- the parameter, a number
    epsilon -- how far to go to each side of theta

    Returns:
    difference -- the distance of the two slopes in relation to their sizes, between 0 and 1
    """
    # YOUR CODE STARTS HERE (9 lines)
    theta_plus = theta + epsilon
    theta_minus = theta - epsilon
    J_plus = forward_propagation(x, theta_plus)
    J_minus = forward_propagation(x, theta_minus)
    gradapprox = (J_plus - J_minus) / (2 * epsilon)
    grad = backward_propagation(x, theta)
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)
    difference = numerator / denominator
    # YOUR CODE ENDS HERE

    return difference


# %% tags=["active-ipynb"]
# gradient_check_test(gradient_check)

# %% [markdown]
# Expected output (your last digits may differ, as they are rounding noise; what counts is that the number is tiny):
#
# <!-- expected: gradient_check -->

# %% [markdown]
# ## A network with three layers
#
# Now a real cost function with many parameters. The network is
#
# $$X \to \text{linear} \to \text{relu} \to \text{linear} \to \text{relu} \to \text{linear} \to \text{sigmoid} \to A^{[3]}$$
#
# and its cost is the cross-entropy, averaged over the $m$ examples. Its forward pass is given, and so are five helper functions:
#
# | given | does |
# | --- | --- |
# | `sigmoid(z)`, `relu(z)` | the activations |
# | `forward_propagation_n(X, Y, parameters)` | returns the cost, and a flat cache with $Z$, $A$, $W$, $b$ of each layer |
# | `dictionary_to_vector(parameters)` | all parameters in one column $\theta$, and for each number the name of its parameter |
# | `gradients_to_vector(gradients)` | `dW1`, `db1`, … in one column, in the same order |
# | `vector_to_dictionary(theta, parameters)` | the way back; the second argument tells the shapes |
#
# The cache holds no $A^{[0]}$. What layer 1 reads is $X$ itself, which the backward pass therefore gets as an argument.

# %% tags=["given"]
from ._shared_three_layers import (
    dictionary_to_vector,
    gradients_to_vector,
    relu,
    sigmoid,
    vector_to_dictionary,
)


# %% tags=["given"]
def forward_propagation_n(X, Y, parameters):
    """The forward pass of the three layers, and the cost.

    Arguments:
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    parameters -- dictionary with W1, b1, W2, b2, W3, b3

    Returns:
    cost -- the cross-entropy, averaged over the examples, one number
    cache -- (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    """
    m = X.shape[1]
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = np.dot(W1, X) + b1
    A1 = relu(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = relu(Z2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)

    cost = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m
    cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    return cost, cache


# %% [markdown]
# ## 4. Its backward pass, by somebody in a hurry
#
# The next cell holds a complete backward pass, layer by layer from the cost down to $X$. In short, for $l = 3, 2, 1$ with $A^{[0]} = X$:
#
# $$dW^{[l]} = \frac1m\, dZ^{[l]} A^{[l-1]T}, \qquad db^{[l]} = \frac1m \sum_{i} dZ^{[l](i)}, \qquad dA^{[l-1]} = W^{[l]T} dZ^{[l]}, \qquad dZ^{[l]} = dA^{[l]} * [Z^{[l]} > 0]$$
#
# and $dZ^{[3]} = A^{[3]} - Y$ for the sigmoid with the cross-entropy. In `dZ` and `dA` each column speaks of one example alone; the average over the examples, $\frac1m$, is taken where the examples come together: in `dW` and `db`. (Some write the $\frac1m$ into $dZ^{[3]}$ and leave it out below. That gives the same `dW` and `db`; it is accepted, but the first way is asked.)
#
# Whoever wrote the cell was in a hurry: **there are errors in it.** Do not look for them yet. Run the cell, and go on to write the instrument that finds out; then come back. Its check does not pass before the errors are mended; that can wait.
#
# To mend it, change the lines themselves, or write the right ones into the marked region, whichever you like.


# %%
# GRADED FUNCTION: backward_propagation_n
@exercise(
    points=10,
    returns=Keys("dZ", "dA", "dW", "db", extra="harmless"),
    hints=(
        "Let gradient_check_n tell you first whether anything is wrong. Which of the numbers in grad and gradapprox disagree, and which parameters do they belong to?",
        "dictionary_to_vector also returns, for each number of the vector, the name of its parameter: print it beside grad and gradapprox.",
        "The three layers should look alike. Compare the lines of one layer with those of the other two, and with the formulas above the cell.",
    ),
)
def backward_propagation_n(X, Y, cache):
    """The backward pass of the three layers.

    Arguments:
    X -- the input, (n_0, m)
    Y -- labels, 0 or 1, (1, m)
    cache -- what forward_propagation_n returns

    Returns:
    gradients -- dictionary with dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1
    """
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache

    dZ3 = A3 - Y
    dW3 = 1 / m * np.dot(dZ3, A2.T)
    db3 = 1 / m * np.sum(dZ3, axis=1, keepdims=True)

    dA2 = np.dot(W3.T, dZ3)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = 1 / m * np.dot(dZ2, A1.T) * 2
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)

    dA1 = np.dot(W2.T, dZ2)
    dZ1 = dA1 * (Z1 > 0)
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 4 / m * np.sum(dZ1, axis=1, keepdims=True)

    # YOUR CODE STARTS HERE (2 lines, once you know what is wrong)
    # the lines of dW2 and db1 above carry a factor too many
    dW2 = dW2 / 2
    db1 = db1 / 4
    # YOUR CODE ENDS HERE

    gradients = {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }  # fmt: skip
    return gradients


# %% tags=["active-ipynb"]
# backward_propagation_n_test(backward_propagation_n)

# %% [markdown]
# ## 5. Many parameters: the check
#
# $J$ now depends on many numbers: all entries of $W^{[1]}, b^{[1]}, \dots, b^{[3]}$. Put them into one column $\theta$ with `dictionary_to_vector`. The gradient has a component for each of them,
#
# $$\text{gradapprox}_i = \frac{J(\theta_1, \dots, \theta_i + \varepsilon, \dots, \theta_n) - J(\theta_1, \dots, \theta_i - \varepsilon, \dots, \theta_n)}{2\varepsilon}$$
#
# **One number moves, all others stay.** So for each $i$ start again from an unchanged copy of $\theta$ (`np.copy`; a plain `theta_plus = theta` is only a second name for the same array, and the changes would pile up). Turn the moved column back into a dictionary, send it through `forward_propagation_n`, keep the cost.
#
# When all components are there, compare the two columns with the same formula as before. The norms are those of the whole columns: one difference for the whole network.
#
# | | shape |
# | --- | --- |
# | `theta`, `grad`, `gradapprox` | (number of parameters, 1) |
# | `J_plus`, `J_minus` | one number for each parameter |


# %%
# GRADED FUNCTION: gradient_check_n
@exercise(
    points=20,
    returns="difference",
    hints=(
        "For one i it is what gradient_check does. What must be the same again before the next i begins?",
        "For each i: copy theta, add epsilon to number i of the copy, make a dictionary of it, take the cost of the forward pass. The same with epsilon subtracted. Rise by run.",
        "forward_propagation_n returns two values; the cost is the first of them.",
        "Shapes: grad from gradients_to_vector is (n, 1). A gradapprox of shape (n,) minus that would broadcast to (n, n).",
        "The quotient is taken once, after the loop: the norm of grad - gradapprox over the sum of the two norms.",
    ),
    tolerances={"difference": Tolerance(rtol=1e-5, atol=1e-6)},
)
def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7):
    """Compare a network's gradients with their measured slopes.

    Arguments:
    parameters -- dictionary with W1, b1, W2, b2, W3, b3
    gradients -- dictionary with dW1, db1, …, db3, as a backward pass returns it
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

    # YOUR CODE STARTS HERE (11 lines)
    for i in range(number_of_parameters):
        theta_plus = np.copy(theta)
        theta_plus[i] = theta_plus[i] + epsilon
        J_plus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_plus, parameters))
        theta_minus = np.copy(theta)
        theta_minus[i] = theta_minus[i] - epsilon
        J_minus, _ = forward_propagation_n(X, Y, vector_to_dictionary(theta_minus, parameters))
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
# ## The instrument at work
#
# The next cell takes a small network, asks your `backward_propagation_n` for its gradients and your `gradient_check_n` for the difference.

# %% tags=["active-ipynb"]
# look_for_errors(forward_propagation_n, backward_propagation_n, gradient_check_n)

# %% [markdown]
# With the cell as it was handed to you, the difference is far above $10^{-3}$: the backward pass is wrong. One number says **that**, not **where**. To find the place:
#
# - Inside `gradient_check_n`, print `keys[i]`, `grad[i]` and `gradapprox[i]` for each $i$. Numbers of some parameters agree to many digits, those of others do not. The quotient of the two is often telling: a plain factor, a sign.
# - Go back to `backward_propagation_n`, look at the lines of those parameters, and mend them. Run its check, then the cell above once more. The difference should fall to about $10^{-7}$.
#
# Remember for your own networks:
#
# - Check on a small network and few examples, once, then switch the check off: it is slow.
# - Dropout draws other units at each forward pass, so $J^+$ and $J^-$ would belong to two different networks. Check without it.
# - Check at random parameters. Where all weights are zero, many wrong formulas give zero as well.
# - A relu has a kink at 0. Where some $Z$ lies within $\varepsilon$ of it, the slope measured across the kink is neither of the two; a single parameter that is slightly off may be that, and nothing worse.
#
# Then save the notebook and let the grader have the last word: `grader run gradient_checking.ipynb`
