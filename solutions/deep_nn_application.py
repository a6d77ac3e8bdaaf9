# %% [markdown]
# # Deep network, at work: is there a cat?
#
# In the notebook "Deep network, step by step" you built the parts of a network. Here you put them to work: a network looks at a small picture and says whether there is a cat in it. You write two training functions, one for a network with two layers and one for a network of any depth, train both on the same pictures, and see what depth is good for.
#
# **How to work**
#
# 1. Read the text above a graded cell, fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`, run the cell, then the check cell below it.
# 2. Mark the whole notebook whenever you like: save it, and type `grader run deep_nn_application.ipynb` in a terminal. `grader hint two_layer_model` gives a hint at a time.
#
# The functions of the earlier notebook are given here, so what you wrote there does not matter: the next cell imports them, and the table below says what each takes and returns.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.deep_nn_application import *

# %% tags=["master"]
# ruff: noqa: E741, F401, I001, RUF059 - imports in cells; layers are called l; given functions; a step unpacked whole
from grader.author import exercise

from .deep_nn_step_by_step import (
    L_model_backward,
    L_model_forward,
    compute_cost,
    initialize_parameters,
    linear_activation_backward,
    linear_activation_forward,
    linear_backward,
    linear_forward,
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    update_parameters,
)

TITLE = "Deep network, at work: is there a cat?"

# %% [markdown]
# | given function | takes | returns |
# | --- | --- | --- |
# | `initialize_parameters` | `n_x, n_h, n_y` | `parameters` of two layers |
# | `linear_activation_forward` | `A_prev, W, b, activation` | `A, cache` |
# | `L_model_forward` | `X, parameters` | `AL, caches` |
# | `compute_cost` | `AL, Y` | `cost` |
# | `linear_activation_backward` | `dA, cache, activation` | `dA_prev, dW, db` |
# | `L_model_backward` | `AL, Y, caches` | `grads` |
# | `update_parameters` | `parameters, grads, learning_rate` | new `parameters` |
#
# ## The pictures
#
# A picture of 64 by 64 pixels is an array of shape (64, 64, 3): for each pixel how much red, green and blue it has, whole numbers from 0 to 255. There are 209 pictures to learn from and 50 more for the test. The label is 1 where there is a cat's head.
#
# The pictures that come with this course are drawn by a program: cats of every coat, in front of walls, meadows and tiles, beside dogs, rabbits, bears, flowers, cars and empty rooms. (If you have the photographs that this exercise is known for, `grader datasets make --from train_catvnoncat.h5 test_catvnoncat.h5` puts them in their place; the notebook stays the same.)

# %% tags=["active-ipynb"]
# train_x_orig, train_y, test_x_orig, test_y, classes = load_data()
# print("train:", train_x_orig.shape, train_y.shape, "cats:", train_y.sum())
# print("test: ", test_x_orig.shape, test_y.shape, "cats:", test_y.sum())
# show_pictures(train_x_orig, train_y, classes)

# %% [markdown]
# ### From pictures to columns
#
# Our functions want one example a **column**. So each picture is unrolled into one long column of $64 \cdot 64 \cdot 3 = 12288$ numbers. `reshape(m, -1)` makes a row of each picture (the $-1$ stands for "whatever is left"), and `.T` turns the rows into columns. Note the order: `reshape(-1, m)` would have the right shape, too, and mix the pixels of different pictures.
#
# Then all numbers are divided by 255, so that they lie between 0 and 1. The gradient of a weight is proportional to the number that it multiplies; numbers of a few hundred would make the steps of gradient descent far too large for the learning rate below.

# %% tags=["active-ipynb"]
# train_x = train_x_orig.reshape(train_x_orig.shape[0], -1).T / 255
# test_x = test_x_orig.reshape(test_x_orig.shape[0], -1).T / 255
# print("train_x:", train_x.shape, "test_x:", test_x.shape)

# %% [markdown]
# ## 1. A network with two layers
#
# $$X \;\to\; \text{linear} \to \text{relu} \;\to\; A^{[1]} \;\to\; \text{linear} \to \text{sigmoid} \;\to\; A^{[2]}$$
#
# With 7 hidden units, $W^{[1]}$ has shape $(7, 12288)$: each hidden unit holds a weight for every colour of every pixel, and is on when the picture resembles that pattern. $W^{[2]}$, of shape $(1, 7)$, weighs the seven answers.
#
# Training repeats four steps, `num_iterations` times:
#
# | step | function | gives |
# | --- | --- | --- |
# | forward | `linear_activation_forward`, twice | `A1, cache1` and `A2, cache2` |
# | cost | `compute_cost` | `cost`, of this iteration's predictions |
# | backward | `linear_activation_backward`, twice | `dA1, dW2, db2` and `dA0, dW1, db1` |
# | update | `update_parameters` | the next `parameters` |
#
# The way back starts with the derivative of the loss with respect to the prediction, $dA^{[2]} = -\Big(\dfrac{Y}{A^{[2]}} - \dfrac{1 - Y}{1 - A^{[2]}}\Big)$. The second layer's step hands back $dA^{[1]}$, and the first layer's step starts from that. `update_parameters` looks for the gradients under the keys `dW1`, `db1`, `dW2`, `db2` of one dictionary. Each layer's backward step wants that layer's own cache and its own activation.
#
# What the function returns besides the parameters is `costs`: the cost at iteration 0, 100, 200 and so on. These lines are given.


# %%
# GRADED FUNCTION: two_layer_model
@exercise(
    points=15,
    returns=("parameters", "costs"),
    hints=(
        "Which four things happen in each turn of the loop, and what does each need from the one before?",
        "Forward: the first layer reads X with relu, the second reads what the first made with sigmoid. Keep both caches under different names.",
        "Backward goes in the opposite order: first layer 2 with sigmoid and its cache, starting from dA2; then layer 1 with relu and its own cache, starting from the dA1 that came back.",
        "Fill the dictionary with dW1, db1, dW2 and db2 (the shapes are those of W1, b1, W2, b2), then let update_parameters make the new parameters, with the learning rate that the caller asked for.",
    ),
)
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Train a network with one hidden layer: linear, relu, linear, sigmoid.

    Arguments:
    X -- the examples, a column each, (n_x, m)
    Y -- their labels, 0 or 1, (1, m)
    layers_dims -- the sizes n_x, n_h, n_y
    learning_rate -- the size of a step of gradient descent
    num_iterations -- the number of steps
    print_cost -- whether to print the cost at every 100th iteration

    Returns:
    parameters -- dictionary with the trained W1, b1, W2, b2
    costs -- list of the costs at iterations 0, 100, 200, …
    """
    np.random.seed(1)
    grads = {}
    costs = []
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)

    for i in range(num_iterations):
        # YOUR CODE STARTS HERE (11 lines)
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        cost = compute_cost(A2, Y)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads["dW1"] = dW1
        grads["db1"] = db1
        grads["dW2"] = dW2
        grads["db2"] = db2
        parameters = update_parameters(parameters, grads, learning_rate)
        # YOUR CODE ENDS HERE

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost}")

    return parameters, costs


# %% tags=["active-ipynb"]
# two_layer_model_test(two_layer_model)

# %% [markdown]
# Expected output:
#
# <!-- expected: two_layer_model -->
#
# ### Train it on the pictures
#
# 2,500 iterations take some seconds. Nearly all of that time goes into three matrix products of each iteration, those with the 12288-row `X`: the rest of your code costs next to nothing, whatever it looks like.

# %% tags=["active-ipynb"]
# ITERATIONS = 2500
# two_layers = train(two_layer_model, train_x, train_y, [12288, 7, 1], ITERATIONS)

# %% [markdown]
# ## 2. A network of any depth
#
# The same loop with the functions that work for any number of layers: relu in all layers but the last, sigmoid in the last.
#
# $$X \;\to\; \big[\text{linear} \to \text{relu}\big] \times (L - 1) \;\to\; \text{linear} \to \text{sigmoid} \;\to\; A^{[L]}$$
#
# `layers_dims = [12288, 20, 7, 5, 1]` is a network of four layers. Nothing else in the code knows how many there are.
#
# **One thing must change: where the weights start.** With the factor $0.01$ of the small network, a hidden layer of 20 units makes numbers of about $0.01 \cdot \sqrt{20} \approx 0.04$ times what it reads. After three such layers hardly anything of the picture arrives at the output, and hardly any gradient arrives at the bottom on the way back: the network would sit at a cost of about $0.64$, where it only knows that cats are rarer than the rest. Dividing the random weights by $\sqrt{n^{[l-1]}}$ instead keeps the size of the numbers about the same from layer to layer, because the sum of $n$ independent terms grows like $\sqrt n$. The given initialiser does that.


# %% tags=["given"]
def initialize_parameters_deep(layer_dims):
    """Starting values for a network of any depth, scaled to the layer that each layer reads.

    Arguments:
    layer_dims -- list of the layers' sizes, the input's first

    Returns:
    parameters -- dictionary with W1, b1, W2, b2, …: random weights divided by the square root of
                  the number of units that they read, and zeros
    """
    np.random.seed(1)
    parameters = {}
    for l in range(1, len(layer_dims)):
        W = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# %%
# GRADED FUNCTION: L_layer_model
@exercise(
    points=15,
    returns=("parameters", "costs"),
    hints=(
        "What do the two functions for whole networks, forward and backward, spare you compared with two_layer_model?",
        "Each turn: the whole forward pass, the cost of its predictions, the whole backward pass, the update.",
        "Nothing here needs a loop over the layers: the functions for whole networks have theirs inside, and grads comes ready for update_parameters.",
        "The predictions are (1, m) like Y. The cost takes predictions first and labels second; the backward pass wants both and the caches.",
    ),
)
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Train a network of any depth: relu in the hidden layers, sigmoid in the output layer.

    Arguments:
    X -- the examples, a column each, (n_x, m)
    Y -- their labels, 0 or 1, (1, m)
    layers_dims -- list of the layers' sizes, the input's first
    learning_rate -- the size of a step of gradient descent
    num_iterations -- the number of steps
    print_cost -- whether to print the cost at every 100th iteration

    Returns:
    parameters -- dictionary with the trained W1, b1, … up to the last layer
    costs -- list of the costs at iterations 0, 100, 200, …
    """
    np.random.seed(1)
    costs = []
    parameters = initialize_parameters_deep(layers_dims)

    for i in range(num_iterations):
        # YOUR CODE STARTS HERE (4 lines)
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        # YOUR CODE ENDS HERE

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost}")

    return parameters, costs


# %% tags=["active-ipynb"]
# L_layer_model_test(L_layer_model)

# %% [markdown]
# Expected output:
#
# <!-- expected: L_layer_model -->
#
# ### Train it on the same pictures

# %% tags=["active-ipynb"]
# four_layers = train(L_layer_model, train_x, train_y, [12288, 20, 7, 5, 1], ITERATIONS)

# %% [markdown]
# ## 3. What they learned
#
# A network says "cat" where its output is above one half. The **accuracy** is the share of pictures that it is right about. On the pictures that it was trained on a network with 86,000 weights and more can be right about nearly all: it has far more numbers to choose than there are pictures, and may know them by heart. What counts is the **test** set, which it has never seen.

# %% tags=["active-ipynb"]
# compare_networks(
#     {"two layers": two_layers, "four layers": four_layers}, train_x, train_y, test_x, test_y
# )
# show_costs({"two layers": two_layers, "four layers": four_layers})

# %% [markdown]
# Things to see here:
#
# - Both are nearly perfect on what they have seen, and far from it on what they have not. The gap is called overfitting; 209 pictures are few. Later notebooks (regularization) are about making it smaller.
# - The deeper network does better on new pictures. Its first layer has more units to find patterns with, and the layers above combine patterns of patterns. With weights that only start in a good place, that costs nothing in the training.
# - A test set with 50 pictures is small: one picture is 2 per cent. Do not read much into a difference of one or two pictures. On a thousand more pictures by the same program, the deeper network is right about some 80 per cent, the other about some 78: better still, by less.
# - The curve of the deep network is not smooth. Now and then a step is too long for the steep place where the network stands, and the cost jumps up before it goes on down.
#
# ### Where it is wrong
#
# Look at the test pictures that the deep network takes for something else. What do they have in common? Each first-layer unit compares *pixels at fixed places* with its pattern. A head that stands further left, is turned, or is small falls out of the pattern, and a light cat on dark ground is the opposite of a dark cat on light ground. Networks that look for a pattern everywhere in a picture (convolutional ones) exist for this reason.

# %% tags=["active-ipynb"]
# show_mislabelled(four_layers, test_x, test_y, test_x_orig, classes)

# %% [markdown]
# If the checks above have passed, save the notebook and let the grader have the last word:
#
# `grader run deep_nn_application.ipynb`
