# %% [markdown]
# # Optimization methods
#
# Backpropagation tells which way is downhill. This notebook is about how to walk: how many examples to look at before each step (mini-batches), how to keep a direction (momentum), how to give each parameter a step size of its own (Adam), and how to slow down in time (learning rate decay). You write eight small functions; at the end they race each other on the same network.
#
# **How to work**
#
# 1. Read the text above a graded cell. It holds the formulas and the shapes.
# 2. Fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`. The number in brackets says how many lines a good answer takes; more are fine.
# 3. Run the cell, then the check cell below it. It says `All tests passed.`, or which output of which example is off, and how.
# 4. Mark the whole notebook whenever you like: save it, and in a terminal type `grader run optimization_methods.ipynb`. Stuck? `grader hint random_mini_batches` gives you one hint at a time.
#
# Keep the names of the functions and of their arguments.

# %% [markdown]
# ## Words
#
# The network is the general one with $L$ layers. Its parameters are in a dictionary `parameters` with `W1`, `b1`, … `WL`, `bL`; its gradients are in `grads`, where `dW1` is the gradient of the cost $J$ with respect to `W1`, and has its shape.
#
# | word | meaning |
# | --- | --- |
# | $\alpha$, `learning_rate` | the size of a step |
# | $m$ | the number of examples, one a column |
# | mini-batch | some of the examples; one step uses one mini-batch |
# | epoch | one pass over all examples, so as many steps as there are mini-batches |
# | $v$, `v` | for each parameter, a running average of its gradients |
# | $s$, `s` | for each parameter, a running average of its squared gradients |
#
# `v` and `s` are dictionaries like `grads`: their keys are `dW1`, `db1`, … and each entry has the shape of its parameter.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.optimization_methods import *

# %% tags=["master"]
# ruff: noqa: E402, E741, F401, I001, RET504 - imports in cells; layers are called l; what is given is only handed on
from grader.author import Keys, exercise

TITLE = "Optimization methods"

# %% [markdown]
# ## Given: the network
#
# The functions of "Deep network, step by step", for any number of layers: relu in the hidden ones, sigmoid in the last. Run the two cells; you need not read them again. First the way forward and the cost:

# %% tags=["given"]
from .deep_nn_step_by_step import (
    sigmoid,
    relu,
    linear_forward,
    linear_activation_forward,
    L_model_forward,
    compute_cost,
)

# %% [markdown]
# Then the way back:

# %% tags=["given"]
from .deep_nn_step_by_step import (
    sigmoid_backward,
    relu_backward,
    linear_backward,
    linear_activation_backward,
    L_model_backward,
)

# %% [markdown]
# And two more: starting values in the size that suits relu layers ("Initialization" tells why), and predictions.


# %% tags=["given"]
from ._shared_training import he_parameters


def predict(X, parameters):
    """What the network says about each example: 1 where its probability is above one half.

    Arguments:
    X -- examples, one a column
    parameters -- dictionary with W1, b1, … up to the last layer

    Returns:
    predictions -- 0 or 1 for each example, (1, m)
    """
    AL, _ = L_model_forward(X, parameters)
    return (AL > 0.5).astype(int)


# %% [markdown]
# ## 1. Gradient descent
#
# The plain step, to measure the others by. For every layer $l = 1, \dots, L$:
#
# $$W^{[l]} \leftarrow W^{[l]} - \alpha\, dW^{[l]} \qquad b^{[l]} \leftarrow b^{[l]} - \alpha\, db^{[l]}$$
#
# The function is handed the caller's dictionary. The given line copies the dictionary, so that the caller still has the old values after your new ones are filed under the same keys. The copy holds the same **arrays**, though: `W -= …` would change an array in place, in the caller's dictionary as well; `W = W - …` makes a new one.


# %%
# GRADED FUNCTION: update_parameters_with_gd
@exercise(
    points=10,
    returns=Keys("W", "b"),
    hints=(
        "Which way must a parameter move so that the cost goes down, and by how much?",
        "The new value is the old one minus the learning rate times the gradient of the same parameter.",
        "Two entries change in each turn of the loop: the weights and the biases of layer l. Their gradients have the same key with a d in front.",
    ),
)
def update_parameters_with_gd(parameters, grads, learning_rate):
    """One step of gradient descent.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer; left as it is
    grads -- dictionary with dW1, db1, … of the same shapes
    learning_rate -- the size of the step, a number

    Returns:
    parameters -- new dictionary with the same keys and the updated values
    """
    parameters = dict(parameters)  # a new dictionary: the caller's keeps its values
    L = len(parameters) // 2  # each layer has a W and a b

    for l in range(1, L + 1):
        # YOUR CODE STARTS HERE (2 lines)
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
        # YOUR CODE ENDS HERE

    return parameters


# %% tags=["active-ipynb"]
# update_parameters_with_gd_test(update_parameters_with_gd)

# %% [markdown]
# Expected output:
#
# <!-- expected: update_parameters_with_gd -->

# %% [markdown]
# ## 2. Mini-batches
#
# How many examples should a step look at? The gradient over **all** of them is exact, but each step costs a whole pass over the data. The gradient of **one** example costs next to nothing, but it is a poor guess, and the walk staggers. In between lie mini-batches of, say, 64: their gradient is a fair estimate, numpy handles a matrix of 64 columns about as fast as one column, and one pass makes $m / 64$ steps where batch gradient descent makes one.
#
# | name | mini-batch size | steps in one epoch |
# | --- | --- | --- |
# | batch gradient descent | $m$ | 1 |
# | mini-batch gradient descent | in between | $\lceil m / \text{size} \rceil$ |
# | stochastic gradient descent | 1 | $m$ |
#
# Making mini-batches takes two steps.
#
# **Shuffle.** Put the examples in random order, so that a mini-batch does not hold, say, the first class only. Draw **one** permutation of $0, \dots, m - 1$ with `np.random.permutation(m)` and order the columns of `X` and of `Y` by it: `M[:, order]` is $M$ with its columns in the order of the list. Two permutations would give every example someone else's label.
#
# **Cut.** Take the columns in portions of `mini_batch_size`. The last portion holds what is left over, and may be smaller. If nothing is left over, there is no further portion: an empty mini-batch has no mean.
#
# | $m$ | size | portions |
# | --- | --- | --- |
# | 10 | 4 | 4, 4, 2 |
# | 8 | 4 | 4, 4 |
# | 3 | 4 | 3 |
#
# `range(0, m, size)` gives the places where portions begin, and a slice that reaches beyond the end of an array stops at the end.
#
# The seed is an argument here: the training loop hands over another one for each epoch, so that each epoch cuts the examples differently, and still the same way for everybody.


# %%
# GRADED FUNCTION: random_mini_batches
@exercise(
    points=10,
    returns="mini_batches",
    hints=(
        "After the shuffle, how does an example still find its own label?",
        "Draw one permutation of the numbers of the columns, use it on X and on Y, then cut both at the same places.",
        "The portions begin at 0, at mini_batch_size, at twice that, and so on below m. Each ends where the next begins; the last one ends at m.",
        "Count your portions for m = 10 and size 4 (three of them), and for m = 8 and size 4 (two). The order matters: X first in each pair.",
    ),
)
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """The examples in random order, cut into mini-batches.

    Arguments:
    X -- examples, one a column, (n_x, m)
    Y -- their labels, (1, m)
    mini_batch_size -- how many examples go into one mini-batch; the last may be smaller
    seed -- where numpy's random numbers start

    Returns:
    mini_batches -- list of pairs (mini_batch_X, mini_batch_Y), in the order of the cut
    """
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    # YOUR CODE STARTS HERE (6 lines)
    permutation = np.random.permutation(m)
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation]
    for start in range(0, m, mini_batch_size):
        end = start + mini_batch_size
        mini_batches.append((shuffled_X[:, start:end], shuffled_Y[:, start:end]))
    # YOUR CODE ENDS HERE

    return mini_batches


# %% tags=["active-ipynb"]
# random_mini_batches_test(random_mini_batches)

# %% [markdown]
# The check prints no numbers, since the result is a list of matrices. Its shapes tell more: 10 examples in portions of 4 should give `(2, 4) (1, 4)`, again `(2, 4) (1, 4)`, and `(2, 2) (1, 2)`.

# %% tags=["active-ipynb"]
# for mini_batch_X, mini_batch_Y in random_mini_batches(*random_mini_batches_test_case()):
#     print(mini_batch_X.shape, mini_batch_Y.shape)

# %% [markdown]
# ## 3. Momentum: where the average starts
#
# The gradient of a mini-batch is the true gradient plus noise, and in a narrow valley even the true one points mostly across, from slope to slope, and only a little along. Averaging the last few gradients helps against both: what points one way now and the other way next cancels; what keeps its direction stays.
#
# The average is kept in `v`, an entry for each parameter. Before the first step there is nothing to average, so it starts with zeros: for each layer $l$, `v["dW" + str(l)]` is zeros in the shape of $W^{[l]}$, and `v["db" + str(l)]` zeros in the shape of $b^{[l]}$.
#
# `np.zeros` takes a shape, and every array knows its own: `W.shape`. `np.zeros_like(W)` does both at once.


# %%
# GRADED FUNCTION: initialize_velocity
@exercise(
    points=10,
    returns=Keys("dW", "db"),
    hints=(
        "What do the entries of v average, and so which keys and which shapes must they have?",
        "For every layer two entries of zeros: one under the key of the weights' gradient, one under that of the biases' gradient.",
        "Shapes: each entry is as large as the parameter itself. For the biases that is a column, not a flat array.",
    ),
)
def initialize_velocity(parameters):
    """The running average of the gradients before the first step: zeros.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer

    Returns:
    v -- dictionary with, for each layer l,
         dW1, dW2, … -- zeros in the shape of W1, W2, …
         db1, db2, … -- zeros in the shape of b1, b2, …
    """
    L = len(parameters) // 2  # each layer has a W and a b
    v = {}

    for l in range(1, L + 1):
        # YOUR CODE STARTS HERE (2 lines)
        v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        # YOUR CODE ENDS HERE

    return v


# %% tags=["active-ipynb"]
# initialize_velocity_test(initialize_velocity)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_velocity -->

# %% [markdown]
# ## 4. Momentum: the step
#
# At each step the average moves a little towards the new gradient, and the parameter moves against the **average**, no longer against the gradient itself. For each $l$:
#
# $$v_{dW^{[l]}} \leftarrow \beta\, v_{dW^{[l]}} + (1 - \beta)\, dW^{[l]} \qquad W^{[l]} \leftarrow W^{[l]} - \alpha\, v_{dW^{[l]}}$$
#
# and the same with $b^{[l]}$, $db^{[l]}$ and $v_{db^{[l]}}$.
#
# Put the first formula into itself a few times, and you see what is averaged:
#
# $$v_t = (1 - \beta)\,\big( g_t + \beta\, g_{t-1} + \beta^2 g_{t-2} + \dots \big)$$
#
# A gradient of $k$ steps ago counts $\beta^k$ as much as today's. The weights add up to (nearly) 1, so this is an average over about the last $1 / (1 - \beta)$ steps: ten for the usual $\beta = 0.9$. With $\beta = 0$ nothing is remembered, and the step is plain gradient descent; the closer $\beta$ comes to 1, the smoother and the slower to turn.
#
# The order counts: first the average, then the parameter, which uses the **new** average.


# %%
# GRADED FUNCTION: update_parameters_with_momentum
@exercise(
    points=10,
    returns=("parameters", "v"),
    hints=(
        "Which of the two is updated first, and what does the other one use of it?",
        "The new average is beta times the old average plus one minus beta times the gradient. The parameter then goes against the new average.",
        "After the average is filed, the gradient is not used again in this step: the learning rate multiplies the entry of v.",
        "Four lines in each turn: the average of the weights' gradient and of the biases' gradient, then weights and biases. No shape changes.",
    ),
)
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """One step of gradient descent with momentum.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer; left as it is
    grads -- dictionary with dW1, db1, … of the same shapes
    v -- running averages of the gradients, with the keys dW1, db1, …; left as they are
    beta -- how much of the old average stays, from 0 up to below 1
    learning_rate -- the size of the step

    Returns:
    parameters -- new dictionary with the updated parameters
    v -- new dictionary with the updated averages
    """
    parameters, v = dict(parameters), dict(v)  # new dictionaries: the caller's keep their values
    L = len(parameters) // 2  # each layer has a W and a b

    for l in range(1, L + 1):
        # YOUR CODE STARTS HERE (4 lines)
        v["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * grads["dW" + str(l)]
        v["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * grads["db" + str(l)]
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * v["db" + str(l)]
        # YOUR CODE ENDS HERE

    return parameters, v


# %% tags=["active-ipynb"]
# update_parameters_with_momentum_test(update_parameters_with_momentum)

# %% [markdown]
# Expected output:
#
# <!-- expected: update_parameters_with_momentum -->

# %% [markdown]
# ## 5. Adam: where the averages start
#
# One learning rate for all parameters is a compromise. Some parameters have gradients of size 10 and would like a small $\alpha$; others have gradients of size 0.001 and hardly move. Adam measures, for each single number in each parameter, how large its gradients usually are, and divides by that.
#
# So it keeps two averages: `v` of the gradients, as momentum does, and `s` of their **squares**. Both start with zeros and have the same keys and shapes.


# %%
# GRADED FUNCTION: initialize_adam
@exercise(
    points=10,
    returns=("v", "s"),
    hints=(
        "What does s average, and what shape does that have?",
        "Two dictionaries of the same form: zeros for the weights' gradient and for the biases' gradient of every layer.",
        "Four lines in each turn of the loop. Every entry is as large as its parameter, whether it averages gradients or squared gradients.",
    ),
)
def initialize_adam(parameters):
    """The two running averages of Adam before the first step: zeros.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer

    Returns:
    v -- dictionary with dW1, db1, …: zeros in the shapes of W1, b1, …, for the gradients
    s -- the same once more, for the squared gradients
    """
    L = len(parameters) // 2  # each layer has a W and a b
    v = {}
    s = {}

    for l in range(1, L + 1):
        # YOUR CODE STARTS HERE (4 lines)
        v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        s["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        s["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        # YOUR CODE ENDS HERE

    return v, s


# %% tags=["active-ipynb"]
# initialize_adam_test(initialize_adam)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_adam -->

# %% [markdown]
# ## 6. Adam: the step
#
# For each parameter, with $g$ its gradient (`dW1`, say) and everything element by element:
#
# $$v \leftarrow \beta_1\, v + (1 - \beta_1)\, g \qquad\qquad s \leftarrow \beta_2\, s + (1 - \beta_2)\, g^2$$
#
# $$\hat v = \frac{v}{1 - \beta_1^{\,t}} \qquad\qquad \hat s = \frac{s}{1 - \beta_2^{\,t}}$$
#
# $$W \leftarrow W - \alpha\, \frac{\hat v}{\sqrt{\hat s} + \varepsilon}$$
#
# **The second line** makes up for the zeros at the start. After the first step $v$ is only $(1 - \beta_1)\, g$, a tenth of the gradient: nine tenths of the average are still the zeros it began with. In general the weights of the gradients seen so far add up to $1 - \beta^{\,t}$, where $t$ counts the steps from 1, and dividing by that makes it a true average. For large $t$ the divisor tends to 1 and the correction fades. The corrected values serve this step only: what is kept for the next step is $v$ and $s$ themselves.
#
# **The third line** divides by the root of the mean square, the usual size of this number's gradients. In the very first step that leaves $\hat v / \sqrt{\hat s} = g / |g| = \pm 1$: every parameter moves by just $\alpha$, whether its gradient is large or small. Later the quotient lies between $-1$ and $1$ for most: near them where the gradients agree in sign, near 0 where they do not. So $\alpha$ says how far a parameter may move in one step.
#
# **$\varepsilon$** keeps the division safe where all gradients were 0, as for a relu unit that was never on. It stands outside the root and is small.
#
# | argument | usual value |
# | --- | --- |
# | `learning_rate` $\alpha$ | to be tried out; 0.001 to 0.01 is common |
# | `beta1` $\beta_1$ | 0.9 |
# | `beta2` $\beta_2$ | 0.999: a longer memory, since squares are noisier |
# | `epsilon` $\varepsilon$ | $10^{-8}$ |
#
# Fill `v_corrected` and `s_corrected` with the same keys as `v` and `s`. Python writes $\beta^{\,t}$ as `beta1**t`.


# %%
# GRADED FUNCTION: update_parameters_with_adam
@exercise(
    points=10,
    returns=("parameters", "v", "s", "v_corrected", "s_corrected"),
    hints=(
        "Which of the two averages says where to go, and which how large the gradients usually are?",
        "Update both averages, divide each by one minus its own beta to the power t, then move the parameter by the learning rate times the first over the root of the second.",
        "beta1 and the gradient belong to v, beta2 and its square to s. The corrected values go into dictionaries of their own; v and s keep the uncorrected ones.",
        "The small number is added after the root is taken. Nothing is multiplied as a matrix here: all of it goes element by element, so all shapes stay.",
    ),
)
def update_parameters_with_adam(
    parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """One step of Adam.

    Arguments:
    parameters -- dictionary with W1, b1, … up to the last layer; left as it is
    grads -- dictionary with dW1, db1, … of the same shapes
    v -- running averages of the gradients, with the keys dW1, db1, …; left as they are
    s -- running averages of the squared gradients, with the same keys; left as they are
    t -- the number of this step, counted from 1
    learning_rate -- the size of the step
    beta1 -- how much of the old v stays
    beta2 -- how much of the old s stays
    epsilon -- keeps the division away from 0

    Returns:
    parameters -- new dictionary with the updated parameters
    v -- new dictionary with the updated averages
    s -- new dictionary with the updated averages of the squares
    v_corrected -- dictionary with v as a true average, corrected for its start at 0
    s_corrected -- dictionary with s, corrected in the same way
    """
    parameters, v, s = dict(parameters), dict(v), dict(s)  # the caller's keep their values
    L = len(parameters) // 2  # each layer has a W and a b
    v_corrected = {}
    s_corrected = {}

    for l in range(1, L + 1):
        # YOUR CODE STARTS HERE (8 lines)
        for p in ("W" + str(l), "b" + str(l)):
            g, d = grads["d" + p], "d" + p
            v[d] = beta1 * v[d] + (1 - beta1) * g
            s[d] = beta2 * s[d] + (1 - beta2) * g**2
            v_corrected[d] = v[d] / (1 - beta1**t)
            s_corrected[d] = s[d] / (1 - beta2**t)
            step = v_corrected[d] / (np.sqrt(s_corrected[d]) + epsilon)
            parameters[p] = parameters[p] - learning_rate * step
        # YOUR CODE ENDS HERE

    return parameters, v, s, v_corrected, s_corrected


# %% tags=["active-ipynb"]
# update_parameters_with_adam_test(update_parameters_with_adam)

# %% [markdown]
# Expected output:
#
# <!-- expected: update_parameters_with_adam -->

# %% [markdown]
# ## The race
#
# `model` trains the network with one of the three updates; read it, it is short. In each epoch the examples are cut afresh, and each mini-batch makes one step. Note the counter `t`, which counts steps and not epochs, and that `v` and `s` live outside the loop: they are the memory. The argument `decay` is for the next section.


# %% tags=["given"]
def model(
    X,
    Y,
    layer_dims,
    optimizer="gd",
    learning_rate=0.005,
    mini_batch_size=64,
    beta=0.9,
    num_epochs=300,
    decay=None,
    decay_rate=1,
):
    """Train a network of any depth on mini-batches.

    Arguments:
    X -- examples, one a column, (n_x, m)
    Y -- their labels, 0 or 1, (1, m)
    layer_dims -- list of the layers' sizes, the input's first
    optimizer -- the text "gd", "momentum" or "adam"
    learning_rate -- the size of a step, at the start
    mini_batch_size -- how many examples make one step
    beta -- how much of the average momentum keeps
    num_epochs -- how many times to go through all examples
    decay -- a function of learning_rate, the number of the epoch and decay_rate, or None
    decay_rate -- handed on to decay

    Returns:
    parameters -- what was learnt
    costs -- the average cost of each epoch
    """
    parameters = he_parameters(layer_dims)
    v, s = (
        initialize_adam(parameters)
        if optimizer == "adam"
        else (initialize_velocity(parameters), None)
    )
    costs = []
    rate = learning_rate
    t = 0
    for epoch in range(num_epochs):
        total = 0.0
        for batch_X, batch_Y in random_mini_batches(X, Y, mini_batch_size, seed=epoch):
            AL, caches = L_model_forward(batch_X, parameters)
            AL = np.clip(AL, 1e-10, 1 - 1e-10)  # 0 itself has no logarithm
            total += compute_cost(AL, batch_Y) * batch_X.shape[1]
            grads = L_model_backward(AL, batch_Y, caches)
            t += 1
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, grads, rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, grads, v, beta, rate)
            else:
                parameters, v, s, _, _ = update_parameters_with_adam(
                    parameters, grads, v, s, t, rate
                )
        costs.append(float(total / X.shape[1]))
        if decay is not None:
            rate = decay(learning_rate, epoch + 1, decay_rate)
    return parameters, costs


# %% [markdown]
# The data: two half moons, a little blurred, so that no straight line divides them and a few points lie on the wrong side of any fair curve.

# %% tags=["active-ipynb"]
# X, Y = two_moons()
# draw_points(X, Y, "two moons")

# %% [markdown]
# Three runs from the same starting values, over the same mini-batches, at the same learning rate; only the update differs.

# %% tags=["active-ipynb"]
# three = {"gd": {"optimizer": "gd"}, "momentum": {"optimizer": "momentum"}, "adam": {"optimizer": "adam"}}
# race(model, predict, X, Y, three)

# %% [markdown]
# What to see in it:
#
# - **Gradient descent** goes down, slowly, and is still on its way at the end.
# - **Momentum** lies almost on top of it. Nothing is broken: $v$ is an *average* of gradients, so where they agree it is as long as one gradient, and the speed is the same. What it gains is a calmer direction, and that shows where steps are large and gradients noisy, not here. (Some books leave the $(1 - \beta)$ out; then the same $\alpha$ makes steps ten times as long.)
# - **Adam** is far ahead, because the gradients here are small, and Adam's steps have a size that does not depend on theirs. To be fair: gradient descent with a learning rate chosen for it would do well on so easy a set. What Adam spares you is much of the choosing.

# %% [markdown]
# ## 7. Learning rate decay
#
# With mini-batches the gradient stays noisy even at the bottom of the valley, so a walk with a fixed step never settles: it dances around at a distance that grows with $\alpha$. A small $\alpha$ from the start would take for ever to get there. So begin with large steps and shorten them in time:
#
# $$\alpha = \frac{\alpha_0}{1 + r \cdot e}$$
#
# with $\alpha_0$ the rate at the start, $r$ the decay rate and $e$ the number of the epoch. With $r = 1$: $\alpha_0$ in epoch 0, half of it in epoch 1, a third in epoch 2, … For another epoch start from $\alpha_0$ again, not from the rate of the epoch before: the formula holds the whole history already.


# %%
# GRADED FUNCTION: update_lr
@exercise(
    absent_in=("older",),
    points=10,
    returns="learning_rate",
    hints=(
        "With decay_rate 1, what should come out in the epochs 0, 1 and 2?",
        "The rate of the start, divided by one plus the product of decay rate and number of the epoch.",
        "Mind the parentheses: in Python, a division comes before a sum unless they say otherwise. Epoch 0 must give the rate of the start.",
    ),
)
def update_lr(learning_rate0, epoch_num, decay_rate):
    """The learning rate of an epoch, shrinking with every epoch.

    Arguments:
    learning_rate0 -- the learning rate of epoch 0
    epoch_num -- the number of the epoch, counted from 0
    decay_rate -- how fast it shrinks

    Returns:
    learning_rate -- the learning rate of this epoch
    """
    # YOUR CODE STARTS HERE (1 line)
    learning_rate = learning_rate0 / (1 + decay_rate * epoch_num)
    # YOUR CODE ENDS HERE

    return learning_rate


# %% tags=["active-ipynb"]
# update_lr_test(update_lr)

# %% [markdown]
# Expected output:
#
# <!-- expected: update_lr -->

# %% [markdown]
# ## 8. Decay in steps
#
# At $r = 1$ the rate is down to a hundredth after 99 epochs, and the walk stands still before it has arrived. One way out is a smaller $r$. Another is to hold the rate for a while and lower it only now and then, every `time_interval` epochs:
#
# $$\alpha = \frac{\alpha_0}{1 + r \left\lfloor \dfrac{e}{\text{time\_interval}} \right\rfloor}$$
#
# The brackets $\lfloor\ \rfloor$ round **down** to a whole number. With an interval of 100 the epochs 0 to 99 have $\alpha_0$, the epochs 100 to 199 have $\alpha_0 / (1 + r)$, and so on. In Python that is `//`, or `np.floor`.


# %%
# GRADED FUNCTION: schedule_lr_decay
@exercise(
    absent_in=("older",),
    points=10,
    returns="learning_rate",
    hints=(
        "With an interval of 100, which number should take the place of the epoch in the epochs 0, 99, 100 and 250?",
        "The same formula as before, with the number of whole intervals that have passed where the number of the epoch stood.",
        "Round the quotient down, not to the nearest whole number: epoch 99 still has the rate of the start.",
    ),
)
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    """The learning rate of an epoch, lowered once every time_interval epochs.

    Arguments:
    learning_rate0 -- the learning rate of epoch 0
    epoch_num -- the number of the epoch, counted from 0
    decay_rate -- how far it is lowered each time
    time_interval -- for how many epochs it stays the same

    Returns:
    learning_rate -- the learning rate of this epoch
    """
    # YOUR CODE STARTS HERE (1 line)
    learning_rate = learning_rate0 / (1 + decay_rate * np.floor(epoch_num / time_interval))
    # YOUR CODE ENDS HERE

    return learning_rate


# %% tags=["active-ipynb"]
# schedule_lr_decay_test(schedule_lr_decay)

# %% [markdown]
# Expected output:
#
# <!-- expected: schedule_lr_decay -->

# %% [markdown]
# ## The race with decay
#
# Now gradient descent with a large learning rate and tiny mini-batches: a fast and restless walk. Once with the rate held, once shrinking with every epoch, once in steps of 40 epochs.

# %% tags=["active-ipynb"]
# large = {"optimizer": "gd", "learning_rate": 0.3, "mini_batch_size": 16, "num_epochs": 200}
# held = dict(large)
# every_epoch = dict(large, decay=update_lr)
# in_steps = dict(large, decay=lambda rate, epoch, r: schedule_lr_decay(rate, epoch, r, 40))
# race(model, predict, X, Y, {"held": held, "every epoch": every_epoch, "in steps": in_steps})

# %% [markdown]
# Held, the curve jumps up and down to the end. Shrinking with every epoch, it is smooth but comes to rest too high: the steps became short before the way was done. In steps, it first runs and then settles.
#
# That is all eight. Save the notebook and let the grader have the last word:
#
# `grader run optimization_methods.ipynb`
