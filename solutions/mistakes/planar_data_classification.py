"""Known wrong versions of the eight references, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

NX, NH, NY = "n_x = X.shape[0]", "n_h = 4", "n_y = Y.shape[0]"

LAYER_SIZES = mistakes_of(
    "layer_sizes",
    ("examples-for-inputs", {NX: "n_x = X.shape[1]"},
     "Your n_x counts the examples.", "Rows are inputs, columns are examples."),
    ("examples-for-outputs", {NY: "n_y = Y.shape[1]"},
     "Your n_y counts the examples.", "Rows are outputs, columns are examples."),
    ("whole-shape", {NX: "n_x = X.shape"},
     "Your n_x is the whole shape, two numbers.", "Take the first of them."),
    ("all-entries", {NX: "n_x = X.size"},
     "Your n_x counts all numbers of X.", "Only one example's are wanted."),
    ("hidden-as-inputs", {NH: "n_h = X.shape[0]"},
     "Your n_h follows the inputs; 4 hidden units are asked.", "The text above the cell names the number."),
    ("outputs-of-x", {NY: "n_y = X.shape[0]"},
     "Your n_y is read off X.", "Labels stand in Y."),
    ("fixed-inputs", {NX: "n_x = 2"},
     "The number of inputs is written into the function.", "Read it off X."),
    ("fixed-outputs", {NY: "n_y = 1"},
     "The number of outputs is written into the function.", "Read it off Y."),
    ("order", {"return n_x, n_h, n_y": "return n_x, n_y, n_h"},
     "You return the sizes in another order than asked.", "The last line was right as given."),
)  # fmt: skip

W1, W2 = "W1 = np.random.randn(n_h, n_x) * 0.01", "W2 = np.random.randn(n_y, n_h) * 0.01"
B1, B2 = "b1 = np.zeros((n_h, 1))", "b2 = np.zeros((n_y, 1))"

INITIALIZE = mistakes_of(
    "initialize_parameters",
    ("scale-forgotten", {W1: "W1 = np.random.randn(n_h, n_x)", W2: "W2 = np.random.randn(n_y, n_h)"},
     "Your weights are 100 times too large: the small factor is missing.", "The text above the cell names it."),
    ("scale-one-tenth", {W1: W1.replace("0.01", "0.1"), W2: W2.replace("0.01", "0.1")},
     "Your weights are 10 times too large.", "The factor is one hundredth."),
    ("transposed", {W1: "W1 = np.random.randn(n_x, n_h) * 0.01", W2: "W2 = np.random.randn(n_h, n_y) * 0.01"},
     "Your weights' dimensions are in the wrong order.", "A row for each unit of the layer, a column for each that it reads."),
    ("w2-reads-the-input", {W2: "W2 = np.random.randn(n_y, n_x) * 0.01"},
     "Your W2 has a column for each input; layer 2 reads the hidden units.", "How many numbers does layer 1 hand on?"),
    ("w2-first", {f"    {W1}\n    {B1}\n    {W2}\n": f"    {W2}\n    {B1}\n    {W1}\n"},
     "You draw W2 before W1, so both hold other numbers than asked.", "The order of the layers is the order of the draws."),
    ("rand", {W1: W1.replace("randn", "rand"), W2: W2.replace("randn", "rand")},
     "Your weights are all positive: uniform draws where normal ones are asked.", "The two functions' names differ by a letter."),
    ("zeros", {W1: "W1 = np.zeros((n_h, n_x))", W2: "W2 = np.zeros((n_y, n_h))"},
     "Your weights are all 0, so all hidden units would stay equal for ever.", "Only the biases start at 0."),
    ("flat-biases", {B1: "b1 = np.zeros(n_h)", B2: "b2 = np.zeros(n_y)"},
     "Your biases are flat arrays; columns are asked.", "Their shapes have a 1 in them."),
    ("rows", {B1: "b1 = np.zeros((1, n_h))", B2: "b2 = np.zeros((1, n_y))"},
     "Your biases are rows; columns are asked.", "A bias has a row for each unit."),
    ("b2-of-hidden", {B2: "b2 = np.zeros((n_h, 1))"},
     "Your b2 has a row for each hidden unit; layer 2 has n_y units.", "W2 and b2 have the same number of rows."),
    ("random-biases", {B1: "b1 = np.random.randn(n_h, 1) * 0.01", B2: "b2 = np.random.randn(n_y, 1) * 0.01"},
     "Your biases are random; they start at 0.", "The weights already make the units differ."),
    ("another-seed", {W1: f"np.random.seed(1)\n    {W1}"},
     "You set a seed of your own, so the numbers are others than asked.", "Whoever calls this function sets the seed."),
    ("fixed-sizes", {W1: f"n_x, n_h, n_y = 2, 4, 1\n    {W1}"},
     "The sizes are written into the function.", "Take them from the arguments."),
)  # fmt: skip

Z1, A1 = 'Z1 = np.dot(parameters["W1"], X) + parameters["b1"]', "A1 = np.tanh(Z1)"
Z2, A2 = 'Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]', "A2 = sigmoid(Z2)"
CACHE = '{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}'

FORWARD = mistakes_of(
    "forward_propagation",
    ("sigmoid-in-the-hidden-layer", {A1: "A1 = sigmoid(Z1)"},
     "Your hidden layer uses the sigmoid; it is a tanh layer.", "The formulas name each layer's function."),
    ("tanh-at-the-output", {A2: "A2 = np.tanh(Z2)"},
     "Your output layer uses tanh, whose values are no probabilities.", "The formulas name each layer's function."),
    ("no-sigmoid", {A2: "A2 = Z2"},
     "Your output is the weighted sum itself.", "A probability lies between 0 and 1."),
    ("no-tanh", {A1: "A1 = Z1"},
     "Your hidden layer has no activation, so the whole network is one line.", "What lies between Z1 and A1?"),
    ("relu", {A1: "A1 = np.maximum(0, Z1)"},
     "Your hidden layer uses the relu; it is a tanh layer.", "The formulas name each layer's function."),
    ("layer-2-reads-x", {Z2: Z2.replace("A1)", "X)")},
     "Your second layer reads X.", "It reads what the hidden layer made."),
    ("layer-2-reads-z1", {Z2: Z2.replace("A1)", "Z1)")},
     "Your second layer reads Z1, before the tanh.", "It reads what the hidden layer made."),
    ("b1-forgotten", {Z1: Z1.replace(' + parameters["b1"]', "")},
     "Your Z1 lacks its bias.", "Each weighted sum has a bias."),
    ("b2-forgotten", {Z2: Z2.replace(' + parameters["b2"]', "")},
     "Your Z2 lacks its bias.", "Each weighted sum has a bias."),
    ("factors-swapped", {Z1: 'Z1 = np.dot(X, parameters["W1"]) + parameters["b1"]'},
     "You multiply X by W1; the order matters.", "Write the shapes under the product."),
    ("elementwise", {Z2: 'Z2 = parameters["W2"] * A1 + parameters["b2"]'},
     "You multiply W2 and A1 element by element.", "A weighted sum is a matrix product."),
    ("cache-tuple", {CACHE: "(Z1, A1, Z2, A2)"},
     "Your cache is a tuple; a dictionary is asked.", "The last line was right as given."),
    ("cache-mixed-up", {CACHE: '{"Z1": A1, "A1": Z1, "Z2": Z2, "A2": A2}'},
     "Z1 and A1 stand under each other's key in your cache.", "The last line was right as given."),
)  # fmt: skip

COST = "cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m"

COMPUTE_COST = mistakes_of(
    "compute_cost",
    ("sign", {COST: COST.replace("-np.sum", "np.sum")},
     "Your cost is negative: the minus in front is missing.", "Logarithms of numbers below 1 are negative."),
    ("not-averaged", {COST: COST.replace(" / m", "")},
     "You add up and don't divide by m.", "The cost is an average."),
    ("one-term", {COST: "cost = -np.sum(Y * np.log(A2)) / m"},
     "Your cost ignores the examples with label 0.", "The formula has two terms."),
    ("swapped", {COST: "cost = -np.sum(A2 * np.log(Y + 1e-300) + (1 - A2) * np.log(1 - Y + 1e-300)) / m"},
     "Labels stand in your logarithms.", "Labels multiply; predictions stand in the logarithm."),
    ("minus-between", {COST: COST.replace("+ (1 - Y)", "- (1 - Y)")},
     "There is a minus between your two terms.", "Both terms are logarithms of the chance of what was seen."),
    ("log-10", {COST: COST.replace("np.log(A2)", "np.log10(A2)").replace("np.log(1", "np.log10(1")},
     "You use the logarithm of base 10.", "The formula means the natural one."),
    ("squared-error", {COST: "cost = np.sum((A2 - Y) ** 2) / m"},
     "That is the squared error; the cross-entropy is asked.", "The formula has logarithms."),
    ("twice", {COST: COST.replace("/ m", "/ (2 * m)")},
     "You divide by 2 m.", "The average has m alone."),
    ("fixed-m", {COST: COST.replace("/ m", "/ 3")},
     "The number of examples is written into the function.", "m is read off Y."),
)  # fmt: skip

DZ2, DW2, DB2 = (
    "dZ2 = A2 - Y",
    "dW2 = np.dot(dZ2, A1.T) / m",
    "db2 = np.sum(dZ2, axis=1, keepdims=True) / m",
)
DZ1 = "dZ1 = np.dot(W2.T, dZ2) * (1 - A1**2)"
DW1, DB1 = "dW1 = np.dot(dZ1, X.T) / m", "db1 = np.sum(dZ1, axis=1, keepdims=True) / m"

BACKWARD = mistakes_of(
    "backward_propagation",
    ("sign", {DZ2: "dZ2 = Y - A2"},
     "All your gradients have the wrong sign: label minus prediction.", "Which of the two comes first?"),
    ("slope-of-the-output-twice", {DZ2: "dZ2 = (A2 - Y) * A2 * (1 - A2)"},
     "Your dZ2 has the slope of the sigmoid as a factor, which has cancelled out of it already.", "The formula of dZ2 is short."),
    ("no-slope", {DZ1: "dZ1 = np.dot(W2.T, dZ2)"},
     "Your dZ1 lacks the slope of the tanh.", "The way back passes the activation, too."),
    ("slope-of-a-sigmoid", {DZ1: "dZ1 = np.dot(W2.T, dZ2) * A1 * (1 - A1)"},
     "You use the slope of a sigmoid; the hidden layer is a tanh layer.", "The text gives the slope of tanh."),
    ("slope-not-squared", {DZ1: "dZ1 = np.dot(W2.T, dZ2) * (1 - A1)"},
     "The square is missing in your slope of the tanh.", "The text gives the slope of tanh."),
    ("slope-of-z1", {DZ1: 'dZ1 = np.dot(W2.T, dZ2) * (1 - cache["Z1"] ** 2)'},
     "Your slope squares Z1; it is one minus the square of A1.", "Which of the two is the value of the tanh?"),
    ("slope-as-product", {DZ1: "dZ1 = np.dot(np.dot(W2.T, dZ2), (1 - A1**2).T)"},
     "You make a matrix product with the slope; it goes element by element.", "dZ1 has the shape of Z1."),
    ("w2-not-transposed", {DZ1: "dZ1 = np.dot(W2, dZ2) * (1 - A1**2)"},
     "You go back through W2 without transposing it.", "Write the shapes under the product."),
    ("through-w1", {DZ1: 'dZ1 = np.dot(parameters["W1"], X) * (1 - A1**2)'},
     "Your dZ1 does not depend on the error at all.", "It starts from dZ2."),
    ("dw2-from-x", {DW2: "dW2 = np.dot(dZ2, X.T) / m"},
     "Your dW2 is made with X; layer 2 reads A1.", "dW2 has the shape of W2."),
    ("dw1-from-a1", {DW1: "dW1 = np.dot(dZ1, A1.T) / m"},
     "Your dW1 is made with A1; layer 1 reads X.", "dW1 has the shape of W1."),
    ("not-averaged", {DW2: "dW2 = np.dot(dZ2, A1.T)", DW1: "dW1 = np.dot(dZ1, X.T)"},
     "Your dW are sums; they are averages over the examples.", "Each of the four has the factor."),
    ("db-not-averaged", {DB2: DB2.replace(" / m", ""), DB1: DB1.replace(" / m", "")},
     "Your db are sums; they are averages over the examples.", "Each of the four has the factor."),
    ("averaged-twice", {DZ2: "dZ2 = (A2 - Y) / m"},
     "You average in dZ2 and again in dW and db.", "Once is enough."),
    ("db-flat", {DB2: DB2.replace(", keepdims=True", ""), DB1: DB1.replace(", keepdims=True", "")},
     "Your db are flat arrays; columns are asked.", "np.sum can keep the dimension that it sums over."),
    ("db-over-units", {DB1: "db1 = np.sum(dZ1, axis=0, keepdims=True) / m"},
     "You add up over the units; b1 has a number for each unit.", "Examples are the columns, axis 1."),
    ("db-one-number", {DB1: "db1 = np.sum(dZ1) / m"},
     "Your db1 is one number for all units.", "Add up over the examples only."),
    ("db1-from-dz2", {DB1: DB1.replace("dZ1", "dZ2")},
     "Your db1 is made of dZ2.", "Each layer's gradients are made of its own dZ."),
    ("m-from-the-rows", {"m = X.shape[1]": "m = X.shape[0]"},
     "You divide by the number of inputs.", "Columns are examples."),
    ("dw-transposed", {DW1: "dW1 = np.dot(X, dZ1.T) / m"},
     "Your dW1 is transposed.", "It has the shape of W1."),
)  # fmt: skip

U_W1 = 'W1 = parameters["W1"] - learning_rate * grads["dW1"]'
U_B1 = 'b1 = parameters["b1"] - learning_rate * grads["db1"]'
U_W2 = 'W2 = parameters["W2"] - learning_rate * grads["dW2"]'
U_B2 = 'b2 = parameters["b2"] - learning_rate * grads["db2"]'

UPDATE = mistakes_of(
    "update_parameters",
    ("uphill", {u: u.replace(" - ", " + ") for u in (U_W1, U_B1, U_W2, U_B2)},
     "You add the gradients: this step goes uphill.", "The gradient points to where the cost grows."),
    ("no-rate", {u: u.replace("learning_rate * ", "") for u in (U_W1, U_B1, U_W2, U_B2)},
     "Your step has no learning rate.", "The step is the rate times the gradient."),
    ("fixed-rate", {u: u.replace("learning_rate", "1.2") for u in (U_W1, U_B1, U_W2, U_B2)},
     "The learning rate is written into your formulas, whatever the caller asks for.", "Use the argument."),
    ("other-default", {"learning_rate=1.2": "learning_rate=0.01"},
     "Without a rate from the caller your step is of another size than 1.2.", "The first line was right as given."),
    ("parameter-for-gradient", {U_W2: U_W2.replace('grads["dW2"]', 'parameters["W2"]')},
     "You take W2 in place of its gradient.", "Gradients stand in grads."),
    ("gradients-mixed-up", {U_B1: U_B1.replace("db1", "db2")},
     "Your b1 is changed by db2.", "Each parameter has a gradient of its own."),
    ("biases-forgotten", {U_B1: 'b1 = parameters["b1"]', U_B2: 'b2 = parameters["b2"]'},
     "Your biases stay as they were.", "All four take a step."),
    ("layer-1-forgotten", {U_W1: 'W1 = parameters["W1"]'},
     "Your W1 stays as it was.", "All four take a step."),
    ("in-place", {U_W1: 'W1 = parameters["W1"]\n    W1 -= learning_rate * grads["dW1"]'},
     "You change the caller's array in place.", "Make a new array."),
    ("gradient-only", {U_W1: 'W1 = -learning_rate * grads["dW1"]'},
     "Your W1 is the step alone.", "The step is added to where you stand."),
    ("swapped-in-the-result", {'"W1": W1, "b1": b1, "W2": W2': '"W1": W1, "b1": b2, "W2": W2'},
     "Your result has b2 in place of b1.", "The last line was right as given."),
)  # fmt: skip

START = "parameters = initialize_parameters(n_x, n_h, n_y)"
M_FORWARD = "A2, cache = forward_propagation(X, parameters)"
M_BACK = "grads = backward_propagation(parameters, cache, X, Y)"
M_UPDATE = "parameters = update_parameters(parameters, grads)"

NN_MODEL = mistakes_of(
    "nn_model",
    ("never-updated", {M_UPDATE: "update_parameters(parameters, grads)"},
     "You drop what update_parameters returns, so nothing is learned.", "It makes new parameters."),
    ("another-rate", {M_UPDATE: "parameters = update_parameters(parameters, grads, 0.01)"},
     "You ask for another learning rate than update_parameters takes by itself.", "Leave the rate to its default."),
    ("four-hidden-units", {START: "parameters = initialize_parameters(n_x, 4, n_y)"},
     "The number of hidden units is written into the function.", "It is an argument here."),
    ("sizes-swapped", {START: "parameters = initialize_parameters(n_h, n_x, n_y)"},
     "The sizes stand in another order than initialize_parameters takes them.", "Inputs first, then hidden units, then outputs."),
    ("another-seed", {"np.random.seed(3)": "np.random.seed(2)"},
     "Your starting values come from another seed than 3.", "The first line was right as given."),
    ("initialised-in-the-loop", {"        # YOUR CODE STARTS HERE (4 lines)\n": f"        {START}\n        # YOUR CODE STARTS HERE (4 lines)\n"},
     "You draw new parameters in each turn, so nothing is learned.", "The starting values are made once."),
    ("updated-from-the-start", {"    for i in range": "    start = parameters\n    for i in range", M_UPDATE: "parameters = update_parameters(start, grads)"},
     "Every step starts from the first parameters again.", "Go on from where the last step ended."),
    ("one-step-short", {"range(num_iterations)": "range(num_iterations - 1)"},
     "Your loop ends one step early.", "The loop's line was right as given."),
    ("updated-twice", {M_UPDATE: f"{M_UPDATE}\n        {M_UPDATE}"},
     "You step twice with one gradient.", "One gradient, one step."),
    ("fixed-iterations", {"range(num_iterations)": "range(10)"},
     "The number of steps is written into the function.", "Take it from the argument."),
    ("arguments-swapped", {M_BACK: "grads = backward_propagation(parameters, cache, Y, X)"},
     "You hand X and Y over in the wrong order.", "Look at the first line of backward_propagation."),
    ("gradients-returned", {"    return parameters": "    return grads"},
     "You return the gradients; the parameters are asked.", "The last line was right as given."),
    ("returned-in-the-loop", {"    return parameters": "        return parameters"},
     "You return inside the loop, after the first step.", "Look at how far the return line is indented."),
)  # fmt: skip

P = "predictions = A2 > 0.5"

PREDICT = mistakes_of(
    "predict",
    ("probabilities", {P: "predictions = A2"},
     "You return probabilities; answers are asked.", "Compare each with one half."),
    ("other-way-round", {P: "predictions = A2 < 0.5"},
     "You answer yes where the probability is below one half.", "A2 is the probability of label 1."),
    ("threshold-zero", {P: "predictions = A2 > 0"},
     "You answer yes for every probability above 0, which is every one.", "The line is drawn at one half."),
    ("cache-compared", {P: 'predictions = cache["Z2"] > 0.5'},
     "You compare the weighted sum with one half; it is no probability.", "The probabilities are what the forward pass returns first."),
    ("flat", {P: "predictions = (A2 > 0.5)[0]"},
     "Your answers are a flat array; shape (1, m) is asked.", "Keep the shape of A2."),
    ("list", {P: "predictions = [a > 0.5 for a in A2[0]]"},
     "You return a Python list; an array of shape (1, m) is asked.", "A comparison of an array gives an array."),
    ("any", {P: "predictions = np.full(A2.shape, (A2 > 0.5).any())"},
     "All examples get the same answer.", "Each has its own probability."),
    ("mean-as-threshold", {P: "predictions = A2 > np.mean(A2)"},
     "You compare with the mean prediction.", "The line is drawn at one half."),
    ("minus-one", {P: "predictions = np.where(A2 > 0.5, 1, -1)"},
     "You answer -1 in place of 0.", "Labels are 0 and 1."),
    ("text", {P: 'predictions = np.where(A2 > 0.5, "red", "blue")'},
     "You return words; numbers or truth values are asked.", "A comparison is all that it takes."),
)  # fmt: skip

MISTAKES = (
    *LAYER_SIZES,
    *INITIALIZE,
    *FORWARD,
    *COMPUTE_COST,
    *BACKWARD,
    *UPDATE,
    *NN_MODEL,
    *PREDICT,
)

VARIANTS = (
    *variants_of(
        "layer_sizes",
        ("len", {NX: "n_x = len(X)", NY: "n_y = len(Y)"}),
        ("unpacked", {NX: "n_x, m = X.shape", NY: "n_y, m = Y.shape"}),
        ("numpy-shape", {NX: "n_x = np.shape(X)[0]", NH: "n_h = int(2 + 2)"}),
        ("first-column", {NX: "n_x = X[:, 0].size"}),
    ),
    *variants_of(
        "initialize_parameters",
        ("seeded", {W1: f"np.random.seed(2)\n    {W1}"}),
        ("normal", {W1: "W1 = np.random.normal(0, 0.01, (n_h, n_x))", W2: "W2 = np.random.normal(size=(n_y, n_h)) / 100"}),
        ("random-state", {W1: "rng = np.random.RandomState(2)\n    W1 = rng.randn(n_h, n_x) * 0.01", W2: "W2 = rng.randn(n_y, n_h) * 0.01"}),
        ("biases-first", {f"    {W1}\n    {B1}\n": f"    {B1}\n    {W1}\n"}),
        ("zeros-in-other-words", {B1: "b1 = np.zeros(shape=(n_h, 1))", B2: "b2 = np.full((n_y, 1), 0.0)"}),
        ("multiply", {W2: "W2 = np.multiply(np.random.randn(n_y, n_h), 0.01)"}),
    ),
    *variants_of(
        "forward_propagation",
        ("at-operator", {Z1: 'Z1 = parameters["W1"] @ X + parameters["b1"]', Z2: 'Z2 = parameters["W2"] @ A1 + parameters["b2"]'}),
        ("unpacked", {Z1: 'W1, b1 = parameters["W1"], parameters["b1"]\n    Z1 = np.matmul(W1, X) + b1'}),
        ("tanh-by-exponentials", {A1: "A1 = (np.exp(Z1) - np.exp(-Z1)) / (np.exp(Z1) + np.exp(-Z1))"}),
        ("tanh-by-sigmoid", {A1: "A1 = 2 * sigmoid(2 * Z1) - 1"}),
        ("sigmoid-written-out", {A2: "A2 = 1 / (1 + np.exp(-Z2))"}),
        ("ordered", {CACHE: "dict(A2=A2, Z2=Z2, A1=A1, Z1=Z1)"}),
    ),
    *variants_of(
        "compute_cost",
        ("mean", {COST: "cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))"}),
        ("dot", {COST: "cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m"}),
        ("logprobs", {COST: "logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)\n    cost = -1 / m * np.sum(logprobs)"}),
        ("by-label", {COST: "cost = -np.sum(np.log(np.where(Y == 1, A2, 1 - A2))) / m"}),
        ("one-more-argument", {"def compute_cost(A2, Y):": "def compute_cost(A2, Y, parameters=None):"}),
        ("array", {"return float(np.squeeze(cost))": "return np.squeeze(cost)"}),
    ),
    *variants_of(
        "backward_propagation",
        ("at-operator", {DW2: "dW2 = dZ2 @ A1.T / m", DW1: "dW1 = 1 / m * dZ1 @ X.T"}),
        ("mean", {DB2: "db2 = np.mean(dZ2, axis=1, keepdims=True)", DB1: "db1 = dZ1.mean(axis=1).reshape(-1, 1)"}),
        ("power", {DZ1: "dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))"}),
        ("slope-of-z", {DZ1: 'dZ1 = np.dot(W2.T, dZ2) / np.cosh(cache["Z1"]) ** 2'}),
        ("chain-rule", {DZ2: "dZ2 = (-Y / A2 + (1 - Y) / (1 - A2)) * A2 * (1 - A2)"}),
        ("averaged-at-once", {DZ2: "dZ2 = (A2 - Y) / m", DW2: "dW2 = np.dot(dZ2, A1.T)", DB2: "db2 = np.sum(dZ2, axis=1, keepdims=True)", DW1: "dW1 = np.dot(dZ1, X.T)", DB1: "db1 = np.sum(dZ1, axis=1, keepdims=True)"}),
        ("ones", {DB1: "db1 = dZ1 @ np.ones((m, 1)) / m"}),
    ),
    *variants_of(
        "update_parameters",
        ("loop", {f"{U_W1}\n    {U_B1}\n    {U_W2}\n    {U_B2}": 'W1, b1, W2, b2 = (parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2"))'}),
        ("on-copies", {U_W1: 'import copy\n\n    W1 = copy.deepcopy(parameters["W1"])\n    W1 -= learning_rate * grads["dW1"]'}),
        ("subtract", {U_B1: 'b1 = np.subtract(parameters["b1"], grads["db1"] * learning_rate)'}),
        ("unpacked", {U_W2: 'dW2 = grads["dW2"]\n    W2 = parameters["W2"]\n    W2 = W2 - dW2 * learning_rate'}),
    ),
    *variants_of(
        "nn_model",
        ("no-seed", {"    np.random.seed(3)\n": ""}),
        ("rate-named", {M_UPDATE: "parameters = update_parameters(parameters, grads, learning_rate=1.2)"}),
        ("no-cost", {"        cost = compute_cost(A2, Y)\n": "", "{cost}": "{compute_cost(A2, Y)}"}),
        ("sizes-by-index", {"n_x, _, n_y = layer_sizes(X, Y)": "n_x = layer_sizes(X, Y)[0]\n    n_y = layer_sizes(X, Y)[2]"}),
        ("while", {"    for i in range(num_iterations):": "    i = -1\n    while i + 1 < num_iterations:\n        i += 1"}),
        ("start-written-out", {START: 'parameters = {"W1": np.random.randn(n_h, n_x) / 100, "b1": np.zeros((n_h, 1)), "W2": np.random.randn(n_y, n_h) / 100, "b2": np.zeros((n_y, 1))}'}),
    ),
    *variants_of(
        "predict",
        ("numbers", {P: "predictions = (A2 > 0.5).astype(int)"}),
        ("rounded", {P: "predictions = np.round(A2)"}),
        ("where", {P: "predictions = np.where(A2 > 0.5, 1.0, 0.0)"}),
        ("loop", {P: "predictions = np.zeros(A2.shape)\n    for i in range(A2.shape[1]):\n        predictions[0, i] = 1 if A2[0, i] > 0.5 else 0"}),
        ("by-z2", {P: 'predictions = cache["Z2"] > 0'}),
    ),
)  # fmt: skip

_MODEL = "def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):"
_DEFAULT = "every case hands the number over: 10,000 iterations would take too long"
_PRINTS = "what is printed is not marked"

# mutants that no case can kill: exercise, code (a star stands for all mutants of a line), reason
EQUIVALENT_MUTANTS = (
    ("compute_cost", "Y to A2 in: m = Y.shape[1]", "both have m columns"),
    ("backward_propagation", "X to Y in: m = X.shape[1]", "both have m columns"),
    ("backward_propagation", "axis dropped in: db2 = np.sum(dZ2, axis=1, keepdims=True) / m", "there is one output"),
    ("nn_model", f"line removed (np.random.seed(3)) in: {_MODEL}", "the cases set numpy's own stream to this seed"),
    ("nn_model", f"10000 to 10001 in: {_MODEL}", _DEFAULT),
    ("nn_model", f"10000 to 9999 in: {_MODEL}", _DEFAULT),
    ("nn_model", f"False to True in: {_MODEL}", _PRINTS),
    ("nn_model", "line removed (cost = compute_cost(A2, Y)) in: for i in range(num_iterations):", _PRINTS),
    ("nn_model", "* in: cost = compute_cost(A2, Y)", _PRINTS),
)  # fmt: skip
