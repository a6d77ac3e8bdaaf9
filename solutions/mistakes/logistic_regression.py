"""Known wrong versions of the six references, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

S = "s = 1 / (1 + np.exp(-z))"

SIGMOID = mistakes_of(
    "sigmoid",
    ("sign-of-z", {S: "s = 1 / (1 + np.exp(z))"},
     "The sign of z is missing in your exponential, so s falls where it should rise.", "For a large z the result is near 1."),
    ("bracket-missing", {S: "s = 1 / 1 + np.exp(-z)"},
     "Only the 1 stands below your line: the sum needs brackets.", "Division comes before addition in Python."),
    ("exponential-alone", {S: "s = np.exp(-z)"},
     "You return the exponential alone.", "The exponential is only a part of what stands below the line."),
    ("minus-below", {S: "s = 1 / (1 - np.exp(-z))"},
     "You subtract the exponential; below the line stands a sum.", "At z = 0 the result is one half."),
    ("tanh", {S: "s = np.tanh(z)"},
     "That is the hyperbolic tangent, which runs from -1 to 1.", "The sigmoid runs from 0 to 1."),
    ("math-exp", {S: "import math\n\n    s = 1 / (1 + math.exp(-z))"},
     "math.exp takes single numbers only; z may be an array.", "numpy has an exponential of its own."),
    ("derivative", {S: "s = np.exp(-z) / (1 + np.exp(-z)) ** 2"},
     "That is the derivative of the sigmoid.", "At z = 0 the result is one half, not one quarter."),
    ("rounded", {S: "s = np.round(1 / (1 + np.exp(-z)))"},
     "You round the result to 0 or 1.", "Any number between 0 and 1 may come out."),
    ("base-10", {S: "s = 1 / (1 + 10.0 ** (-z))"},
     "Your exponential is a power of 10; its base is e.", "numpy has the exponential function ready."),
    ("limited", {S: "s = 1 / (1 + np.exp(-np.clip(z, -30, 30)))"},
     "Far from zero your sigmoid stays at one value.", "It goes on falling and rising; nothing has to be cut off."),
    ("flattened", {S: "s = 1 / (1 + np.exp(-np.ravel(z)))"},
     "You flatten z; the result must have its shape.", "numpy works element by element in any shape."),
)  # fmt: skip

W, B = "w = np.zeros((dim, 1))", "b = 0.0"

INITIALIZE = mistakes_of(
    "initialize_with_zeros",
    ("flat-weights", {W: "w = np.zeros(dim)"},
     "Your w is a flat array of shape (dim,); a column is asked.", "The shape is a tuple of two numbers."),
    ("row", {W: "w = np.zeros((1, dim))"},
     "Your w is a row; a column is asked.", "Rows come first in a shape."),
    ("shape-without-a-tuple", {W: "w = np.zeros(dim, 1)"},
     "You hand the shape over as two numbers, so zeros takes the second one for a dtype.", "The shape wants brackets of its own."),
    ("ones", {W: "w = np.ones((dim, 1))"},
     "Your w is filled with 1.", "Everything starts at 0 here."),
    ("random", {W: "w = np.random.randn(dim, 1) * 0.01"},
     "Your w is random; with a single unit there is nothing to break.", "Everything starts at 0 here."),
    ("bias-array", {B: "b = np.zeros((1, 1))"},
     "Your b is an array; a single number is asked.", "b needs no numpy."),
    ("bias-one", {B: "b = 1.0"},
     "Your b starts at 1.", "Everything starts at 0 here."),
    ("bias-of-every-input", {B: "b = np.zeros((dim, 1))"},
     "Your b has a number for each input; the one unit has one bias.", "b needs no numpy."),
    ("list", {W: "w = [[0.0]] * dim"},
     "Your w is a Python list; an array is asked.", "numpy makes arrays of zeros."),
    ("fixed-size", {W: "w = np.zeros((2, 1))"},
     "The number of weights is written into the function.", "Take it from the argument."),
)  # fmt: skip

A = "A = sigmoid(np.dot(w.T, X) + b)"
COST = "cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m"
DW = "dw = np.dot(X, (A - Y).T) / m"
DB = "db = np.sum(A - Y) / m"

PROPAGATE = mistakes_of(
    "propagate",
    ("bias-forgotten", {A: "A = sigmoid(np.dot(w.T, X))"},
     "Your weighted sum lacks b.", "z is w.T x plus b."),
    ("no-sigmoid", {A: "A = np.dot(w.T, X) + b"},
     "Your A is the weighted sum itself: the sigmoid is missing.", "A probability lies between 0 and 1.", "sigmoid"),
    ("weights-not-transposed", {A: "A = sigmoid(np.dot(w, X) + b)"},
     "The shapes (n_x, 1) and (n_x, m) don't meet: w has to be transposed.", "Write the shapes under the product."),
    ("elementwise", {A: "A = sigmoid(w * X + b)"},
     "You multiply w and X element by element, and never add up over the inputs.", "The weighted sum is a matrix product."),
    ("cost-sign", {COST: COST.replace("-np.sum", "np.sum")},
     "Your cost is negative: the minus in front is missing.", "Logarithms of numbers below 1 are negative."),
    ("cost-not-averaged", {COST: COST.replace(" / m", "")},
     "You add the losses up and don't divide by m.", "The cost is an average."),
    ("second-term-missing", {COST: "cost = -np.sum(Y * np.log(A)) / m"},
     "Your cost ignores the examples with label 0.", "The formula has two terms."),
    ("log-of-labels", {COST: "cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - Y)) / m"},
     "You take the logarithm of labels, which is that of 0 somewhere.", "Labels multiply; predictions stand in the logarithm."),
    ("log-10", {COST: COST.replace("np.log(A)", "np.log10(A)").replace("np.log(1", "np.log10(1")},
     "You use the logarithm of base 10.", "The formula means the natural one."),
    ("probabilities-clipped", {COST: "P = np.clip(A, 0.01, 0.99)\n    " + COST.replace("np.log(A)", "np.log(P)").replace("np.log(1 - A)", "np.log(1 - P)")},
     "For sure and wrong predictions your cost is too small, as if a logarithm were cut off.", "Nothing has to be limited: a sure and wrong prediction is meant to cost much."),
    ("epsilon-in-the-logarithms", {COST: COST.replace("np.log(A)", "np.log(A + 1e-5)").replace("np.log(1 - A)", "np.log(1 - A + 1e-5)")},
     "Something is added inside your logarithms, which changes the cost.", "The formula takes the logarithm of the prediction itself."),
    ("logarithms-not-elementwise", {COST: "cost = -np.sum(Y * np.log(A).T + (1 - Y) * np.log(1 - A).T) / m"},
     "Your labels meet the logarithms of all examples, not just their own: (1, m) times (m, 1) makes (m, m).", "Element by element, both have shape (1, m); a transpose belongs to a matrix product."),
    ("dw-in-the-kind-of-x", {DW: f"{DW}\n    dw = dw.astype(X.dtype)"},
     "Your dw has the kind of numbers that X has: for pictures of whole numbers it is cut to whole numbers.", "A gradient is made of broken numbers, whatever X is."),
    ("dw-sign", {DW: "dw = np.dot(X, (Y - A).T) / m", DB: "db = np.sum(Y - A) / m"},
     "Your gradients have the wrong sign: label minus prediction.", "Which of the two comes first in the formula?"),
    ("dw-not-averaged", {DW: "dw = np.dot(X, (A - Y).T)", DB: "db = np.sum(A - Y)"},
     "Your gradients are sums; they are averages over the examples.", "The cost has a factor, and so has its gradient."),
    ("dw-averaged-over-inputs", {"m = X.shape[1]": "m = X.shape[0]"},
     "You divide by the number of inputs; m is the number of examples.", "The line above the marked region was right as given."),
    ("dw-elementwise", {DW: "dw = np.mean(X * (A - Y))"},
     "Your dw is one number; each weight has a gradient of its own.", "dw has the shape of w."),
    ("dw-row", {DW: "dw = np.dot(A - Y, X.T) / m"},
     "Your dw is a row; it has the shape of w, a column.", "Which factor comes first, and which is transposed?"),
    ("sigmoid-slope-twice", {DW: "dw = np.dot(X, ((A - Y) * A * (1 - A)).T) / m"},
     "Your dw has the slope of the sigmoid as a factor; in A - Y it has already cancelled out.",
     "Multiply the two derivatives in the text and see what is left."),
    ("db-keeps-dimensions", {DB: "db = np.sum(A - Y, axis=1, keepdims=True) / m"},
     "Your db is an array of shape (1, 1); a single number is asked.", "b is a number, so db is one."),
    ("db-of-the-first-example", {DB: "db = (A - Y)[0, 0] / m"},
     "Your db looks at the first example alone.", "It is added up over all examples."),
    ("db-of-absolute-errors", {DB: "db = np.sum(np.abs(A - Y)) / m"},
     "You add up sizes of errors; their signs matter.", "Look at the formula of db."),
    ("names-swapped", {'{"dw": dw, "db": db}': '{"dw": db, "db": dw}'},
     "dw and db stand under each other's key.", "The line after the marked region was right as given."),
)  # fmt: skip

STEP_W = 'w = w - learning_rate * grads["dw"]'
STEP_B = 'b = b - learning_rate * grads["db"]'
CALL = "grads, cost = propagate(w, b, X, Y)"

OPTIMIZE = mistakes_of(
    "optimize",
    ("uphill", {STEP_W: STEP_W.replace("w - ", "w + "), STEP_B: STEP_B.replace("b - ", "b + ")},
     "You add the gradient: these steps go uphill.", "The gradient points to where the cost grows."),
    ("bias-not-updated", {f"        {STEP_B}\n": ""},
     "Your b stays as it was.", "Both w and b take a step."),
    ("weights-not-updated", {f"        {STEP_W}\n": ""},
     "Your w stays as it was.", "Both w and b take a step."),
    ("gradients-swapped", {STEP_W: 'w = w - learning_rate * grads["db"]'},
     "You change w by db.", "Each gradient belongs to the parameter that it is named for."),
    ("no-learning-rate", {STEP_W: 'w = w - grads["dw"]', STEP_B: 'b = b - grads["db"]'},
     "Your steps have no learning rate.", "The step is the rate times the gradient."),
    ("fixed-learning-rate", {STEP_W: STEP_W.replace("learning_rate", "0.009"), STEP_B: STEP_B.replace("learning_rate", "0.009")},
     "Your learning rate is a number in the code, whatever the caller asks for.", "Take it from the argument."),
    ("in-place", {STEP_W: 'w -= learning_rate * grads["dw"]'},
     "You change the caller's w in place.", "Make a new array in each step."),
    ("gradient-of-the-start", {"    for i in range(num_iterations):\n": f"    {CALL}\n    for i in range(num_iterations):\n", f"        {CALL}\n": ""},
     "You compute the gradient once, before the loop.", "It belongs to the present w and b, so it belongs into the loop."),
    ("two-gradients-a-step", {STEP_B: f"{CALL}\n        {STEP_B}"},
     "You compute the gradient again between the two steps.", "Both steps use one gradient, that of the present w and b."),
    ("divided-by-the-turn", {STEP_W: 'w = w - learning_rate / (i + 1) * grads["dw"]'},
     "Your learning rate shrinks from turn to turn.", "It stays the same here."),
    ("every-cost", {"        if i % 100 == 0:\n            costs": "        if True:\n            costs"},
     "You keep the cost of every iteration; every 100th is asked.", "The lines after the marked region were right as given."),
    ("two-costs-only", {"if i % 100 == 0:": "if i == 0 or i == 100:"},
     "From iteration 200 on you keep no cost; every 100th is asked.", "Is the line that keeps costs as it was given?"),
    ("step-alone", {STEP_W: 'w = -learning_rate * grads["dw"]', STEP_B: 'b = -learning_rate * grads["db"]'},
     "Your new w and b are the negative step alone: the old value is missing.", "A step starts from where one stands; -= subtracts, =- assigns."),
    ("step-alone-uphill", {STEP_W: 'w = learning_rate * grads["dw"]', STEP_B: 'b = learning_rate * grads["db"]'},
     "Your new w and b are the step alone; it is to be subtracted from the old value.", "A step starts from where one stands."),
    ("other-defaults", {"num_iterations=100, learning_rate=0.009": "num_iterations=1000, learning_rate=0.09"},
     "Called without a number of steps and a learning rate, your function takes other ones than the first line gave.", "The first line was right as given."),
    ("fixed-iterations", {"range(num_iterations)": "range(100)"},
     "The number of steps is written into the function.", "Take it from the argument."),
    ("returned-in-the-loop", {'    return {"w"': '        return {"w"'},
     "You return inside the loop, after the first step.", "Look at how far the return line is indented."),
    ("costs-not-returned", {", grads, costs\n": ", grads\n"},
     "You return two values; three are asked.", "The last line was right as given."),
)  # fmt: skip

YP = "Y_prediction = (A > 0.5).astype(int)"

PREDICT = mistakes_of(
    "predict",
    ("probabilities", {YP: "Y_prediction = A"},
     "You return probabilities; answers of 0 or 1 are asked.", "Compare each with one half."),
    ("other-way-round", {YP: "Y_prediction = (A < 0.5).astype(int)"},
     "You answer 1 where the probability is below one half.", "A is the probability of label 1."),
    ("no-bias", {A: "A = sigmoid(np.dot(w.T, X))"},
     "Your weighted sum lacks b.", "It is the same sum as on the way forward."),
    ("no-sigmoid", {A: "A = np.dot(w.T, X) + b"},
     "Your answers are those of a weighted sum above one half; the probability is to be compared.", "The weighted sum is no probability yet: it is one half where the sum is 0."),
    ("no-sigmoid-no-bias", {A: "A = np.dot(w.T, X)"},
     "Your answers are those of the weights times X above one half: bias and sigmoid are missing.", "It is the same probability as on the way forward."),
    ("bias-and-sigmoid-exchanged", {A: "A = sigmoid(np.dot(w.T, X)) + b"},
     "You add b to the probabilities; it belongs into the weighted sum.", "The sigmoid takes the whole sum."),
    ("one-half-is-1", {YP: "Y_prediction = (A >= 0.5).astype(int)"},
     "You answer 1 for a probability of exactly one half; it has to be above.", "With weights of zero, every probability is one half."),
    ("rounded-first", {YP: "Y_prediction = (np.round(A, 1) > 0.5).astype(int)"},
     "Probabilities closely above one half get 0 from you.", "The line is drawn at one half itself."),
    ("flat", {YP: "Y_prediction = (A > 0.5).astype(int)[0]"},
     "Your answers are a flat array; a row of shape (1, m) is asked.", "Keep the shape of A."),
    ("list", {YP: "Y_prediction = [int(a > 0.5) for a in A[0]]"},
     "You return a Python list; an array of shape (1, m) is asked.", "A comparison of an array gives an array."),
    ("threshold-zero", {YP: "Y_prediction = (A > 0).astype(int)"},
     "You answer 1 for every probability above 0, which is every one.", "The line is drawn at one half."),
    ("minus-one", {YP: "Y_prediction = np.where(A > 0.5, 1, -1)"},
     "You answer -1 in place of 0.", "Labels are 0 and 1."),
    ("any-cat", {YP: "Y_prediction = np.full(A.shape, int((A > 0.5).any()))"},
     "All examples get the same answer.", "Each example has its own probability."),
    ("only-the-first", {YP: "Y_prediction = np.zeros((1, X.shape[1]))\n    Y_prediction[0, 0] = A[0, 0] > 0.5"},
     "Only the first example gets an answer.", "Every column of X is an example."),
)  # fmt: skip

ZEROS = "w, b = initialize_with_zeros(X_train.shape[0])"
RUN = "params, grads, costs = optimize("
RUN_ARGS = "w, b, X_train, Y_train, num_iterations, learning_rate, print_cost"
TRAIN = "Y_prediction_train = predict(w, b, X_train)"
TEST = "Y_prediction_test = predict(w, b, X_test)"

MODEL = mistakes_of(
    "model",
    ("learns-from-the-test", {RUN_ARGS: "w, b, X_test, Y_test, num_iterations, learning_rate, print_cost"},
     "You learn from the test set.", "Nothing may be learned from the examples that test it."),
    ("settings-not-handed-on", {RUN_ARGS: "w, b, X_train, Y_train"},
     "Your run takes optimize's own number of steps and learning rate, 100 and 0.009, whatever your caller asks for.", "Hand on what your caller asked for."),
    ("rate-not-handed-on", {RUN_ARGS: "w, b, X_train, Y_train, num_iterations, 0.009, print_cost"},
     "The learning rate is a number in the code, whatever the caller asks for.", "Hand on what your caller asked for."),
    ("iterations-not-handed-on", {RUN_ARGS: "w, b, X_train, Y_train, 100, learning_rate, print_cost"},
     "The number of steps is written into the function.", "Hand on what your caller asked for."),
    ("start-values-used", {'    w = params["w"]\n    b = params["b"]\n': ""},
     "You predict with the zeros that you started from.", "What was learned is in params."),
    ("old-bias", {'    b = params["b"]\n': ""},
     "You predict with the bias that you started from.", "Both w and b were learned."),
    ("predictions-swapped", {TRAIN: TRAIN.replace("X_train", "X_test"), TEST: TEST.replace("X_test", "X_train")},
     "The predictions of the two sets stand under each other's name.", "Each set has its own number of examples."),
    ("train-predicted-twice", {TEST: TEST.replace("X_test", "X_train")},
     "You predict the training set twice.", "The test set wants an answer, too."),
    ("examples-counted", {ZEROS: "w, b = initialize_with_zeros(X_train.shape[1])"},
     "You make a weight for each example; each input has one.", "Rows are inputs, columns are examples."),
    ("gradients-for-parameters", {'w = params["w"]': 'w = grads["dw"]', 'b = params["b"]': 'b = grads["db"]'},
     "You predict with the gradients.", "The learned values are in the first thing that optimize returns."),
    ("labels-for-predictions", {TEST: "Y_prediction_test = Y_test"},
     "You return the test labels as predictions.", "The labels are for comparing only."),
    ("picture-size", {ZEROS: "w, b = initialize_with_zeros(12288)"},
     "The number of inputs is written into the function.", "Take it from X_train."),
)  # fmt: skip

MISTAKES = (*SIGMOID, *INITIALIZE, *PROPAGATE, *OPTIMIZE, *PREDICT, *MODEL)

VARIANTS = (
    *variants_of(
        "sigmoid",
        ("tanh", {S: "s = 0.5 * (1 + np.tanh(z / 2))"}),
        ("quotient", {S: "s = np.exp(z) / (1 + np.exp(z))"}),
        ("power", {S: "s = (1.0 + np.exp(-1 * np.array(z))) ** -1"}),
        ("e", {S: "s = 1 / (1 + np.e ** (-z))"}),
        ("divide", {S: "s = np.divide(1, np.add(1, np.exp(np.negative(z))))"}),
        ("two-sided", {S: "s = np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))"}),
    ),
    *variants_of(
        "initialize_with_zeros",
        ("whole-zero", {B: "b = 0"}),
        ("reshaped", {W: "w = np.zeros(dim).reshape(-1, 1)"}),
        ("shape-as-list", {W: "w = np.zeros(shape=[dim, 1], dtype=float)"}),
        ("full", {W: "w = np.full((dim, 1), 0.0)"}),
        ("numpy-zero", {B: "b = np.float64(0)"}),
    ),
    *variants_of(
        "propagate",
        ("at-operator", {A: "A = sigmoid(w.T @ X + b)", DW: "dw = 1 / m * X @ (A - Y).T"}),
        ("mean", {COST: "cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))", DB: "db = np.mean(A - Y)"}),
        ("dot-cost", {COST: "cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m"}),
        ("sigmoid-written-out", {A: "A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))"}),
        ("chain-rule", {DW: "dA = -Y / A + (1 - Y) / (1 - A)\n    dZ = dA * A * (1 - A)\n    dw = np.dot(X, dZ.T) / m"}),
        ("transposed-result", {DW: "dw = (np.dot(A - Y, X.T) / m).T"}),
        ("loop", {DW: "dw = np.zeros(w.shape)\n    for i in range(m):\n        dw += X[:, i : i + 1] * (A[0, i] - Y[0, i]) / m"}),
        ("loss-by-label", {COST: "cost = -np.sum(np.log(np.where(Y == 1, A, 1 - A))) / m"}),
    ),
    *variants_of(
        "optimize",
        ("unpacked", {STEP_W: 'dw, db = grads["dw"], grads["db"]\n        w = w - learning_rate * dw', STEP_B: "b = b - learning_rate * db"}),
        ("bias-first", {f"{STEP_W}\n        {STEP_B}": f"{STEP_B}\n        {STEP_W}"}),
        ("on-copies", {"    costs = []\n": "    import copy\n\n    costs = []\n    w, b = copy.deepcopy(w), copy.deepcopy(b)\n", STEP_W: 'w -= learning_rate * grads["dw"]', STEP_B: 'b -= learning_rate * grads["db"]'}),
        ("plus-minus", {STEP_W: 'w = np.add(w, -learning_rate * grads["dw"])'}),
        ("written-out", {CALL: 'A = sigmoid(np.dot(w.T, X) + b)\n        cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))\n        grads = {"dw": X @ (A - Y).T / X.shape[1], "db": float(np.mean(A - Y))}'}),
    ),
    *variants_of(
        "predict",
        ("loop", {YP: "Y_prediction = np.zeros((1, X.shape[1]))\n    for i in range(A.shape[1]):\n        if A[0, i] > 0.5:\n            Y_prediction[0, i] = 1\n        else:\n            Y_prediction[0, i] = 0"}),
        ("truth-values", {YP: "Y_prediction = A > 0.5"}),
        ("rounded", {YP: "Y_prediction = np.round(A)"}),
        ("where", {YP: "Y_prediction = np.where(A > 0.5, 1.0, 0.0)"}),
        ("sign-of-z", {f"{A}\n    {YP}": "Y_prediction = (np.dot(w.T, X) + b > 0) * 1"}),
        ("reshaped-weights", {A: "w = w.reshape(X.shape[0], 1)\n    A = sigmoid(np.dot(w.T, X) + b)"}),
        ("float-labels", {YP: "Y_prediction = (A > 0.5).astype(float)"}),
    ),
    *variants_of(
        "model",
        ("by-name", {RUN_ARGS: "w, b, X_train, Y_train, learning_rate=learning_rate, num_iterations=num_iterations"}),
        ("written-out-start", {ZEROS: "w, b = np.zeros((len(X_train), 1)), 0.0"}),
        ("params-at-once", {'    w = params["w"]\n    b = params["b"]\n': "    w, b = params.values()\n"}),
        ("predictions-written-out", {TEST: "Y_prediction_test = (w.T @ X_test + b > 0).astype(float)"}),
        ("extra-entry", {'        "costs": costs,\n': '        "costs": costs,\n        "grads": grads,\n'}),
    ),
)  # fmt: skip

_DEFAULT = "older notebooks give no numbers here, so every case hands them over"
_PRINTS = "what is printed is not marked"
_OPT = "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):"
_MODEL = "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):"
_RUN = "params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)"

# mutants that no case can kill: exercise, code, reason
EQUIVALENT_MUTANTS = (
    ("propagate", "line removed (cost = np.squeeze(cost)) in: def propagate(w, b, X, Y):", "the cost is a number already"),
    ("propagate", "X to Y in: m = X.shape[1]", "both have m columns"),
    ("optimize", f"100 to 101 in: {_OPT}", _DEFAULT),
    ("optimize", f"100 to 99 in: {_OPT}", _DEFAULT),
    ("optimize", f"0.009 to 0.09 in: {_OPT}", _DEFAULT),
    ("optimize", f"False to True in: {_OPT}", _PRINTS),
    ("model", f"2000 to 2001 in: {_MODEL}", _DEFAULT),
    ("model", f"2000 to 1999 in: {_MODEL}", _DEFAULT),
    ("model", f"0.5 to 5.0 in: {_MODEL}", _DEFAULT),
    ("model", f"False to True in: {_MODEL}", _PRINTS),
    ("model", "X_train to X_test in: w, b = initialize_with_zeros(X_train.shape[0])", "both have a row for each input"),
    ("model", f"b to print_cost in: {_RUN}", "the start is 0, and False counts as 0"),
    ("model", f"print_cost to num_iterations in: {_RUN}", _PRINTS),
    ("model", f"print_cost to learning_rate in: {_RUN}", _PRINTS),
    ("model", f"print_cost to b in: {_RUN}", _PRINTS),
)  # fmt: skip
