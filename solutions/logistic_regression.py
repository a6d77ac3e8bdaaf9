# %% [markdown]
# # Logistic regression: a network of one unit
#
# Is there a cat in the picture? In this notebook the smallest network that can learn an answer tries: one unit, no hidden layer. It is called logistic regression, and everything that deep networks do is here already: a prediction from weights, a cost that says how wrong it is, a gradient that says which way to change the weights, and small steps that way.
#
# **How to work**
#
# 1. Read the text above a graded cell, fill in the region between `# YOUR CODE STARTS HERE` and `# YOUR CODE ENDS HERE`, run the cell, then the check cell below it. It says `All tests passed.`, or which output of which example is off, and how.
# 2. Mark the whole notebook whenever you like: save it, and type `grader run logistic_regression.ipynb` in a terminal. `grader hint propagate` gives a hint at a time.
#
# Every function is marked by itself: where it calls an earlier one, it gets a right one. Write no loops over examples: numpy does all of them at once, and hundreds of times faster.

# %%
import numpy as np

# %% tags=["active-ipynb"]
# from grader.content.public_tests.logistic_regression import *

# %% tags=["master"]
# ruff: noqa: I001, RET504, RUF059 - imports in cells; stubs return names; a result unpacked whole
from grader.author import Keys, Tolerance, exercise

TITLE = "Logistic regression: a network of one unit"

# %% [markdown]
# ## The pictures
#
# 209 small pictures to learn from, 50 more for the test, label 1 where there is a cat's head. A picture is an array of shape (64, 64, 3): for each pixel how much red, green and blue it has, from 0 to 255.

# %% tags=["active-ipynb"]
# train_x_orig, train_y, test_x_orig, test_y, classes = load_data()
# print("train:", train_x_orig.shape, train_y.shape, "cats:", train_y.sum())
# print("test: ", test_x_orig.shape, test_y.shape, "cats:", test_y.sum())
# show_pictures(train_x_orig, train_y, classes)

# %% [markdown]
# The unit reads a plain list of numbers. So each picture is unrolled into a **column** of $n_x = 64 \cdot 64 \cdot 3 = 12288$ numbers, and the columns of all $m$ pictures stand side by side in $X$, of shape $(n_x, m)$. `reshape(m, -1).T` does it: a row of each picture first, then rows become columns. Divided by 255, all numbers lie between 0 and 1.

# %% tags=["active-ipynb"]
# train_x = train_x_orig.reshape(train_x_orig.shape[0], -1).T / 255
# test_x = test_x_orig.reshape(test_x_orig.shape[0], -1).T / 255
# print("train_x:", train_x.shape, "test_x:", test_x.shape)

# %% [markdown]
# ## The model
#
# For one example, a column $x$:
#
# $$z = w^T x + b \qquad a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# | quantity | shape | what it is |
# | --- | --- | --- |
# | $X$ | $(n_x, m)$ | all examples, a column each |
# | $w$ | $(n_x, 1)$ | a weight for each number of a picture: above 0 where it speaks for a cat |
# | $b$ | one number | how ready the unit is to say "cat" before it has looked |
# | $Z$, $A$ | $(1, m)$ | for each example the weighted sum, and the probability of label 1 |
# | $Y$ | $(1, m)$ | the labels, 0 or 1 |
#
# ## 1. The sigmoid
#
# The weighted sum $z$ can be any number; a probability lies between 0 and 1. The sigmoid turns one into the other. It is $\frac12$ at 0, comes near 1 for large $z$ and near 0 for very negative $z$.
#
# Write it with `np.exp`, not `math.exp`: then it takes a single number and an array of any shape alike, and works element by element.


# %%
# GRADED FUNCTION: sigmoid
@exercise(
    points=10,
    returns="s",
    hints=(
        "What must come out for z = 0, and on which side of one half for a positive z?",
        "One, divided by one plus the exponential of minus z.",
        "Mind the sign of z and the brackets: the whole sum stands below the line. The result has the shape of z.",
    ),
    # a probability close to 0 is looked at as closely as any other
    tolerances={"s": Tolerance(rtol=1e-6, atol=1e-14)},
)
def sigmoid(z):
    """The sigmoid of each element.

    Arguments:
    z -- a number, or an array of any shape

    Returns:
    s -- the sigmoid of z, shape of z
    """
    # YOUR CODE STARTS HERE (1 line)
    s = 1 / (1 + np.exp(-z))
    # YOUR CODE ENDS HERE

    return s


# %% tags=["active-ipynb"]
# sigmoid_test(sigmoid)

# %% [markdown]
# Expected output:
#
# <!-- expected: sigmoid -->
#
# ## 2. Where to start
#
# Both $w$ and $b$ start at zero. In a network with hidden layers that would be a mistake, because all units of a layer would stay equal for ever; here there is one unit, and nothing to be equal to.
#
# `w` is a column, shape `(dim, 1)`; a flat array `(dim,)` would make trouble in the products below. `b` is a single number, `0.0`.


# %%
# GRADED FUNCTION: initialize_with_zeros
@exercise(
    points=10,
    returns=("w", "b"),
    hints=(
        "How many weights does the unit need, and in which shape?",
        "A column of zeros for the weights, a plain zero for the bias.",
        "np.zeros takes the shape as one tuple: dim rows, 1 column. b is a number, not an array.",
    ),
)
def initialize_with_zeros(dim):
    """Starting values.

    Arguments:
    dim -- the number of inputs, n_x

    Returns:
    w -- zeros, (dim, 1)
    b -- the number 0.0
    """
    # YOUR CODE STARTS HERE (2 lines)
    w = np.zeros((dim, 1))
    b = 0.0
    # YOUR CODE ENDS HERE

    return w, b


# %% tags=["active-ipynb"]
# initialize_with_zeros_test(initialize_with_zeros)

# %% [markdown]
# Expected output:
#
# <!-- expected: initialize_with_zeros -->
#
# ## 3. Forward and backward
#
# **Forward**, for all examples at once: $A = \sigma(w^T X + b)$. The shapes: $(1, n_x) \cdot (n_x, m) = (1, m)$, and the one number $b$ is added to each.
#
# **The cost.** For one example with label $y$ and prediction $a$, the loss is $-\log a$ if $y = 1$ and $-\log(1 - a)$ if $y = 0$: nothing for a sure and right prediction, more and more for a sure and wrong one. Written as one formula and averaged over the examples:
#
# $$J = -\frac1m \sum_{i=1}^m \Big( y^{(i)} \log a^{(i)} + (1 - y^{(i)}) \log (1 - a^{(i)}) \Big)$$
#
# **Backward.** How does $J$ change with $w$ and $b$? Go through one example from the end:
#
# $$\frac{\partial \text{loss}}{\partial a} = -\frac{y}{a} + \frac{1 - y}{1 - a} \qquad \frac{\partial a}{\partial z} = a (1 - a) \qquad \Rightarrow \qquad \frac{\partial \text{loss}}{\partial z} = a - y$$
#
# The product becomes that simple: **the prediction minus the label**. And $z = w^T x + b$ changes by $x_j$ for each unit of change of $w_j$, by 1 for $b$. Averaged over the examples:
#
# $$dw = \frac1m X (A - Y)^T \qquad db = \frac1m \sum_{i=1}^m \big(a^{(i)} - y^{(i)}\big)$$
#
# $dw$ has the shape of $w$: $(n_x, m) \cdot (m, 1) = (n_x, 1)$. $db$ is one number, like $b$.


# %%
# GRADED FUNCTION: propagate
@exercise(
    points=15,
    returns=("grads", "cost"),
    hints=(
        "What is the shape of A, and which product of w and X has it?",
        "Forward: the sigmoid of the transposed weights times X plus b. Cost: minus the average over the examples of the label times the log of A, plus one minus the label times the log of one minus A.",
        "Backward: A minus Y, of shape (1, m), is what both gradients are made of. For dw it meets X, for db it is added up; both are divided by m.",
        "dw has the shape of w, (n_x, 1): X times the transposed difference. A sum without an axis makes one number, which db and the cost are.",
    ),
    # a guard of 1e-8 inside the logarithms changes the cost of a sure and wrong prediction by 4e-6
    tolerances={"cost": Tolerance(rtol=5e-6, atol=2e-8)},
)
def propagate(w, b, X, Y):
    """The cost and its gradient.

    Arguments:
    w -- weights, (n_x, 1)
    b -- bias, a number
    X -- the examples, a column each, (n_x, m)
    Y -- their labels, 0 or 1, (1, m)

    Returns:
    grads -- dictionary with
             dw -- gradient of the cost with respect to w, (n_x, 1)
             db -- gradient of the cost with respect to b, a number
    cost -- the cross-entropy cost, a number
    """
    m = X.shape[1]

    # YOUR CODE STARTS HERE (4 lines)
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    # YOUR CODE ENDS HERE

    cost = np.squeeze(cost)  # a plain number: [[0.3]] becomes 0.3
    return {"dw": dw, "db": db}, cost


# %% tags=["active-ipynb"]
# propagate_test(propagate)

# %% [markdown]
# Expected output:
#
# <!-- expected: propagate -->
#
# ## 4. Gradient descent
#
# The gradient points to where the cost grows fastest. So step the other way, again and again:
#
# $$w \leftarrow w - \alpha\, dw \qquad b \leftarrow b - \alpha\, db$$
#
# The learning rate $\alpha$ sets the length of a step: too small, and it takes for ever; too large, and you jump across the valley and up the other side.
#
# In each turn: `propagate` gives `grads` and `cost` at the present `w` and `b`; then both take their step. The loop keeps the cost of every 100th turn. Mind that `w -= …` changes the array in place, which the caller holds as well; `w = w - …` makes a new one.


# %%
# GRADED FUNCTION: optimize
@exercise(
    points=15,
    returns=("params", "grads", "costs"),
    hints=(
        "What does propagate return, and what is missing for a step once you have it?",
        "Take dw and db out of grads; the new value is the old one minus the learning rate times its gradient.",
        "Both are updated in every turn, and both gradients belong to the same, present w and b: first propagate, then the two steps.",
        "w = w - something makes a new array of shape (n_x, 1) and leaves the caller's alone.",
    ),
)
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """Gradient descent on w and b.

    Arguments:
    w -- weights to start from, (n_x, 1); not changed
    b -- bias to start from, a number
    X -- the examples, a column each, (n_x, m)
    Y -- their labels, 0 or 1, (1, m)
    num_iterations -- the number of steps
    learning_rate -- the length of a step
    print_cost -- whether to print the cost at every 100th iteration

    Returns:
    params -- dictionary with the new w and b
    grads -- dictionary with dw and db of the last iteration
    costs -- list of the costs at iterations 0, 100, 200, …
    """
    costs = []

    for i in range(num_iterations):
        # YOUR CODE STARTS HERE (3 lines)
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        # YOUR CODE ENDS HERE

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost}")

    return {"w": w, "b": b}, grads, costs


# %% tags=["active-ipynb"]
# optimize_test(optimize)

# %% [markdown]
# Expected output:
#
# <!-- expected: optimize -->
#
# ## 5. Predictions
#
# With $w$ and $b$ learned, the unit gives each new example a probability $A = \sigma(w^T X + b)$. Its answer is 1 where that is above $0.5$, else 0. A comparison such as `A > 0.5` makes an array of truth values; `.astype(int)` makes 0 and 1 of them. (A loop over the examples with an `if` is right, too, only slow.)


# %%
# GRADED FUNCTION: predict
@exercise(
    points=10,
    returns="Y_prediction",
    hints=(
        "How does a probability become an answer of 0 or 1?",
        "First the probabilities, as on the way forward in propagate; then compare each with one half.",
        "The result has a column for each example, (1, m). 1 where the probability is above 0.5, 0 elsewhere.",
    ),
)
def predict(w, b, X):
    """The labels that the unit gives to new examples.

    Arguments:
    w -- weights, (n_x, 1)
    b -- bias, a number
    X -- the examples, a column each, (n_x, m)

    Returns:
    Y_prediction -- for each example 1 where its probability is above 0.5, else 0; (1, m)
    """
    # YOUR CODE STARTS HERE (2 lines)
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = (A > 0.5).astype(int)
    # YOUR CODE ENDS HERE

    return Y_prediction


# %% tags=["active-ipynb"]
# predict_test(predict)

# %% [markdown]
# Expected output:
#
# <!-- expected: predict -->
#
# ## 6. All together
#
# | step | function | on |
# | --- | --- | --- |
# | start | `initialize_with_zeros` | the number of inputs, `X_train.shape[0]` |
# | learn | `optimize` | the **training** set, with the caller's `num_iterations` and `learning_rate` |
# | answer | `predict`, twice | the training set and the test set |
#
# The test set is for looking only. If anything is learned from it, it tells nothing about new pictures any more.


# %%
# GRADED FUNCTION: model
@exercise(
    points=15,
    returns=Keys(
        "costs",
        "Y_prediction_test",
        "Y_prediction_train",
        "w",
        "b",
        "learning_rate",
        "num_iterations",
        extra="harmless",
    ),
    hints=(
        "Which three of your functions does a whole run need, and in which order?",
        "Zeros of the right number; gradient descent on the training set; predictions for both sets.",
        "optimize returns three things; the learned w and b are in the first, under their names.",
        "Hand num_iterations and learning_rate on to optimize: a call that leaves them out runs with the numbers in optimize's own first line.",
    ),
)
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Learn from the training set, answer on both sets.

    Arguments:
    X_train -- examples to learn from, a column each, (n_x, m_train)
    Y_train -- their labels, 0 or 1, (1, m_train)
    X_test -- examples that nothing is learned from, (n_x, m_test)
    Y_test -- their labels, (1, m_test)
    num_iterations -- the number of steps of gradient descent
    learning_rate -- the length of a step
    print_cost -- whether to print the cost at every 100th iteration, and the accuracies

    Returns:
    a dictionary with the costs, both sets' predictions, the learned w and b, and the two settings
    """
    # YOUR CODE STARTS HERE (6 lines)
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    w = params["w"]
    b = params["b"]
    Y_prediction_train = predict(w, b, X_train)
    Y_prediction_test = predict(w, b, X_test)
    # YOUR CODE ENDS HERE

    if print_cost:
        print(f"right on the training set: {np.mean(Y_prediction_train == Y_train):.1%}")
        print(f"right on the test set: {np.mean(Y_prediction_test == Y_test):.1%}")
    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% tags=["active-ipynb"]
# model_test(model)

# %% [markdown]
# Expected output:
#
# <!-- expected: model -->
#
# ## Is there a cat?
#
# Now with the pictures. The accuracy on the training set comes close to perfect: 12,288 weights can learn 209 pictures by heart. On the test set it is far lower.

# %% tags=["active-ipynb"]
# ITERATIONS = 1500
# run = attempt(model, train_x, train_y, test_x, test_y, ITERATIONS, 0.005, True)

# %% [markdown]
# The weights can be looked at, since there is one for each colour of each pixel: bright where light speaks for a cat, dark where it speaks against. A sharp picture of a cat it is not. The unit adds up evidence pixel by pixel; it cannot know that an ear is light *or* dark *against what is behind it*, because that is a matter of two pixels together. For that one needs layers in between: see "Deep network, at work".

# %% tags=["active-ipynb"]
# if run is not None:
#     show_one_picture(run["w"].reshape(64, 64, 3), "weights")
#     show_wrong(run["Y_prediction_test"], test_y, test_x_orig, classes)

# %% [markdown]
# ### The learning rate
#
# The same run with three learning rates. The smallest crawls. The largest jumps about; with luck it comes down in the end, and a larger one yet would not.

# %% tags=["active-ipynb"]
# if run is not None:
#     rates = (0.02, 0.002, 0.0002)
#     runs = [model(train_x, train_y, test_x, test_y, ITERATIONS // 2, rate) for rate in rates]
#     draw_costs({f"rate {one['learning_rate']}": one["costs"] for one in runs}, every=100)

# %% [markdown]
# If the checks above have passed, save the notebook and let the grader have the last word:
#
# `grader run logistic_regression.ipynb`
