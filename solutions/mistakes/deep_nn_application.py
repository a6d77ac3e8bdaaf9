"""Known wrong versions of the two models, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

LAYER_1 = 'A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")'
LAYER_2 = (
    'A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")'
)
D_A2 = "dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))"
BACK_2 = 'dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")'
BACK_1 = 'dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")'
UPDATE = "parameters = update_parameters(parameters, grads, learning_rate)"
KEEP = "        if i % 100 == 0:\n            costs.append(cost)\n"

TWO_LAYER_MODEL = mistakes_of(
    "two_layer_model",
    ("sigmoid-in-the-hidden-layer", {LAYER_1: LAYER_1.replace("relu", "sigmoid"), BACK_1: BACK_1.replace("relu", "sigmoid")},
     "Your hidden layer uses the sigmoid; it is a relu layer.", "The picture above the cell names the activation of each layer."),
    ("relu-at-the-output", {LAYER_2: LAYER_2.replace("sigmoid", "relu"), BACK_2: BACK_2.replace("sigmoid", "relu")},
     "Your output layer uses the relu, whose values are no probabilities.", "The last activation must give numbers between 0 and 1."),
    ("second-layer-reads-x", {LAYER_2: LAYER_2.replace("(A1,", "(X,")},
     "Your second layer reads X; it reads what the first layer made.", "Which variable holds the hidden layer's activations?"),
    ("cost-arguments-swapped", {"cost = compute_cost(A2, Y)": "cost = compute_cost(Y, A2)"},
     "You hand compute_cost the labels first, so it takes logarithms of 0 and 1.", "It takes the predictions first, then the labels."),
    ("cost-of-the-hidden-layer", {"cost = compute_cost(A2, Y)": "cost = compute_cost(A1[:1], Y)"},
     "You compute the cost of the hidden layer's activations.", "The cost compares the output with the labels."),
    ("sign-of-da2", {D_A2: "dA2 = np.divide(Y, A2) - np.divide(1 - Y, 1 - A2)"},
     "Your dA2 has the wrong sign, so every step goes uphill.", "Look at the minus before the bracket in the formula."),
    ("da2-is-dz2", {D_A2: "dA2 = A2 - Y"},
     "A2 - Y is the gradient at Z2, behind the sigmoid; linear_activation_backward wants the one at A2.",
     "The sigmoid's own backward step follows; it must not be taken twice."),
    ("da2-divided-by-m", {D_A2: D_A2.replace("-(", "-1 / Y.shape[1] * (")},
     "You divide dA2 by m; the average is taken later, in dW and db.", "The given functions contain the factor already."),
    ("caches-swapped", {BACK_2: BACK_2.replace("cache2", "cache1"), BACK_1: BACK_1.replace("cache1", "cache2")},
     "You go back through each layer with the other layer's cache.", "Layer 2's step wants what layer 2 kept on the way forward."),
    ("back-from-da2-twice", {BACK_1: BACK_1.replace("(dA1,", "(dA2,")},
     "Your step back through layer 1 starts from dA2; it starts from what layer 2 handed back.",
     "Which of the three values that came back belongs to the layer below?"),
    ("activations-swapped-backward", {BACK_2: BACK_2.replace("sigmoid", "relu"), BACK_1: BACK_1.replace("relu", "sigmoid")},
     "You go back through each layer with the other layer's activation.", "Each layer goes back with the activation that it went forward with."),
    ("values-in-another-order", {BACK_2: BACK_2.replace("dA1, dW2, db2 =", "dW2, db2, dA1 =")},
     "You unpack what comes back from layer 2 in another order than it is returned.", "Look at the table of given functions: which value comes first?"),
    ("gradients-of-layers-swapped", {'grads["dW1"] = dW1': 'grads["dW1"] = dW2', 'grads["dW2"] = dW2': 'grads["dW2"] = dW1'},
     "You store each layer's dW under the other layer's key.", "dW1 has the shape of W1."),
    ("db-not-stored", {'        grads["db1"] = db1\n': ""},
     "The gradient of b1 is missing in grads, so the update can't find it.", "update_parameters looks for four keys."),
    ("first-layer-not-trained", {'grads["dW1"] = dW1': 'grads["dW1"] = 0 * dW1'},
     "Your first layer's weights stay as they were.", "All four parameters have a gradient of their own."),
    ("never-updated", {UPDATE: "update_parameters(parameters, grads, learning_rate)"},
     "You drop what update_parameters returns, so nothing is learned.", "It makes new parameters and leaves the old ones alone."),
    ("fixed-learning-rate", {UPDATE: UPDATE.replace("learning_rate)", "0.0075)")},
     "Your learning rate is a number in the code, whatever the caller asks for.", "Take the step's size from the function's argument."),
    ("updated-from-the-start-values", {"    for i in range(num_iterations):": "    start = parameters\n\n    for i in range(num_iterations):", UPDATE: UPDATE.replace("(parameters,", "(start,")},
     "Every update starts from the first parameters again.", "Each step goes on from where the step before ended."),
    ("initialised-in-the-loop", {"        # YOUR CODE STARTS HERE (11 lines)\n": "        parameters = initialize_parameters(n_x, n_h, n_y)\n        # YOUR CODE STARTS HERE (11 lines)\n"},
     "You draw new parameters in each iteration, so nothing is learned.", "The starting values are made once, before the loop."),
    ("scaled-like-the-deep-one", {"parameters = initialize_parameters(n_x, n_h, n_y)": "parameters = initialize_parameters_deep(layers_dims)"},
     "You start from the deep network's weights; this function has its own initialiser.", "The line before the loop was right as given."),
    ("cost-after-the-update", {"        cost = compute_cost(A2, Y)\n": "", UPDATE: UPDATE + '\n        cost = compute_cost(L_model_forward(X, parameters)[0], Y)'},
     "Your cost is that of the parameters after the update.", "The cost belongs to the predictions that this iteration made."),
    ("every-cost-kept", {KEEP: "        if True:\n            costs.append(cost)\n"},
     "You keep the cost of every iteration; every 100th is asked.", "The lines after the marked region were right as given."),
    ("one-iteration-short", {"range(num_iterations)": "range(num_iterations - 1)"},
     "Your loop ends one iteration early.", "The loop's line was right as given."),
    ("fixed-dimensions", {"n_x, n_h, n_y = layers_dims": "n_x, n_h, n_y = 12288, 7, 1"},
     "The sizes of the layers are numbers in the code, whatever the caller asks for.", "Take the sizes from the function's argument."),
    ("costs-not-returned", {"return parameters, costs": "return parameters"},
     "You return the parameters alone; the costs are asked, too.", "The last line was right as given."),
)  # fmt: skip

FORWARD = "AL, caches = L_model_forward(X, parameters)"
COST = "cost = compute_cost(AL, Y)"
BACK = "grads = L_model_backward(AL, Y, caches)"

L_LAYER_MODEL = mistakes_of(
    "L_layer_model",
    ("cost-arguments-swapped", {COST: "cost = compute_cost(Y, AL)"},
     "You hand compute_cost the labels first, so it takes logarithms of 0 and 1.", "It takes the predictions first, then the labels."),
    ("backward-arguments-swapped", {BACK: "grads = L_model_backward(Y, AL, caches)"},
     "You hand L_model_backward the labels first.", "It takes the predictions first, then the labels, then the caches."),
    ("caches-reversed", {BACK: "grads = L_model_backward(AL, Y, caches[::-1])"},
     "You reverse the caches; L_model_backward counts them from layer 1 itself.", "Hand the list on as it came."),
    ("caches-without-the-last", {BACK: "grads = L_model_backward(AL, Y, caches[:-1])"},
     "You leave out the last layer's cache.", "Hand the list on as it came."),
    ("uphill", {UPDATE: UPDATE.replace("learning_rate)", "-learning_rate)")},
     "Your steps go uphill: the learning rate has lost its sign.", "update_parameters subtracts already."),
    ("never-updated", {UPDATE: "update_parameters(parameters, grads, learning_rate)"},
     "You drop what update_parameters returns, so nothing is learned.", "It makes new parameters and leaves the old ones alone."),
    ("fixed-learning-rate", {UPDATE: UPDATE.replace("learning_rate)", "0.0075)")},
     "Your learning rate is a number in the code, whatever the caller asks for.", "Take the step's size from the function's argument."),
    ("updated-twice", {UPDATE: UPDATE + "\n        " + UPDATE},
     "You update twice in each iteration.", "One gradient, one step."),
    ("updated-from-the-start-values", {"    for i in range(num_iterations):": "    start = parameters\n\n    for i in range(num_iterations):", UPDATE: UPDATE.replace("(parameters,", "(start,")},
     "Every update starts from the first parameters again.", "Each step goes on from where the step before ended."),
    ("initialised-in-the-loop", {"        # YOUR CODE STARTS HERE (4 lines)\n": "        parameters = initialize_parameters_deep(layers_dims)\n        # YOUR CODE STARTS HERE (4 lines)\n"},
     "You draw new parameters in each iteration, so nothing is learned.", "The starting values are made once, before the loop."),
    ("gradient-of-the-start", {"    for i in range(num_iterations):": "    AL, caches = L_model_forward(X, parameters)\n\n    for i in range(num_iterations):", f"        {FORWARD}\n        {COST}": f"        {COST}"},
     "You go forward only once, before the loop, so the gradients never change.", "New parameters make new predictions: forward belongs into the loop."),
    ("cost-after-the-update", {f"        {COST}\n": "", UPDATE: UPDATE + "\n        cost = compute_cost(L_model_forward(X, parameters)[0], Y)"},
     "Your cost is that of the parameters after the update.", "The cost belongs to the predictions that this iteration made."),
    ("small-weights", {"initialize_parameters_deep(layers_dims)": "initialize_parameters_deep(layers_dims)\n    for l in range(1, len(layers_dims)):\n        parameters[\"W\" + str(l)] = parameters[\"W\" + str(l)] * np.sqrt(layers_dims[l - 1]) * 0.01"},
     "Your weights start 0.01 times a random draw; here they are divided by the root of the inputs' number.", "The text above the given initialiser says why."),
    ("two-layer-initialiser", {"initialize_parameters_deep(layers_dims)": "initialize_parameters(layers_dims[0], layers_dims[1], layers_dims[-1])"},
     "You start with the initialiser for two layers, whatever the number of layers is.", "One of the given initialisers takes the whole list of sizes."),
    ("another-seed", {"initialize_parameters_deep(layers_dims)": "initialize_parameters_deep(layers_dims)\n    np.random.seed(3)\n    for l in range(1, len(layers_dims)):\n        parameters[\"W\" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1])"},
     "Your weights come from another seed than 1.", "Use the initialiser that is given in this notebook."),
    ("every-cost-kept", {KEEP: "        if True:\n            costs.append(cost)\n"},
     "You keep the cost of every iteration; every 100th is asked.", "The lines after the marked region were right as given."),
    ("one-iteration-short", {"range(num_iterations)": "range(num_iterations - 1)"},
     "Your loop ends one iteration early.", "The loop's line was right as given."),
    ("fixed-dimensions", {"initialize_parameters_deep(layers_dims)": "initialize_parameters_deep([12288, 20, 7, 5, 1])"},
     "The sizes of the layers are numbers in the code, whatever the caller asks for.", "Take the sizes from the function's argument."),
    ("returned-in-the-loop", {"    return parameters, costs": "        return parameters, costs"},
     "You return inside the loop, after the first iteration.", "Look at how far the return line is indented."),
    ("costs-not-returned", {"return parameters, costs": "return parameters"},
     "You return the parameters alone; the costs are asked, too.", "The last line was right as given."),
)  # fmt: skip

MISTAKES = (*TWO_LAYER_MODEL, *L_LAYER_MODEL)

STORED = '        grads["dW1"] = dW1\n        grads["db1"] = db1\n        grads["dW2"] = dW2\n        grads["db2"] = db2\n'
HAND = "parameters = {key: value - learning_rate * grads['d' + key] for key, value in parameters.items()}"

VARIANTS = (
    *variants_of(
        "two_layer_model",
        ("formatted-differently", {D_A2: "dA2 = (1 - Y) / (1 - A2) - Y / A2"}),
        ("one-fraction", {D_A2: "dA2 = (A2 - Y) / (A2 * (1 - A2))"}),
        ("new-dictionary", {STORED: "        grads = dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2)\n"}),
        ("by-the-general-functions", {f"{LAYER_1}\n        {LAYER_2}": "A2, (cache1, cache2) = L_model_forward(X, parameters)"}),
        ("general-backward", {BACK_2 + "\n        " + BACK_1 + "\n" + STORED: "grads = L_model_backward(A2, Y, [cache1, cache2])\n"}),
        ("written-out", {LAYER_1: 'Z1 = parameters["W1"] @ X + parameters["b1"]\n        A1 = np.maximum(Z1, 0)\n        cache1 = ((X, parameters["W1"], parameters["b1"]), Z1)'}),
        ("dz2-by-hand", {BACK_2: 'dZ2 = A2 - Y\n        dW2 = dZ2 @ A1.T / X.shape[1]\n        db2 = np.mean(dZ2, axis=1, keepdims=True)\n        dA1 = parameters["W2"].T @ dZ2'}),
        ("update-by-hand", {UPDATE: HAND}),
        ("no-seed", {"    np.random.seed(1)\n": ""}),
        ("while", {"    for i in range(num_iterations):": "    i = -1\n    while i + 1 < num_iterations:\n        i += 1"}),
        ("costs-as-floats", {"costs.append(cost)": "costs.append(float(cost))"}),
        ("weights-unpacked", {LAYER_2: 'W2, b2 = parameters["W2"], parameters["b2"]\n        A2, cache2 = linear_activation_forward(A1, W2, b2, activation="sigmoid")'}),
    ),
    *variants_of(
        "L_layer_model",
        ("update-by-hand", {UPDATE: HAND.replace("parameters.items()", "parameters.items()")}),
        ("layer-by-layer", {FORWARD: 'AL, caches = X, []\n        for l in range(1, len(layers_dims)):\n            kind = "sigmoid" if l == len(layers_dims) - 1 else "relu"\n            AL, cache = linear_activation_forward(AL, parameters[f"W{l}"], parameters[f"b{l}"], kind)\n            caches.append(cache)'}),
        ("cost-last", {f"        {COST}\n": "", UPDATE: UPDATE + f"\n        {COST}"}),
        ("cost-only-when-kept", {f"        {COST}\n": "", "            costs.append(cost)\n": f"            {COST}\n            costs.append(cost)\n"}),
        ("no-seed", {"    np.random.seed(1)\n": ""}),
        ("weights-drawn-here", {"initialize_parameters_deep(layers_dims)": '{}\n    for l in range(1, len(layers_dims)):\n        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * layers_dims[l - 1] ** -0.5\n        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))'}),
        ("labels-as-floats", {"    costs = []\n": "    costs = []\n    Y = Y.astype(float)\n"}),
        ("while", {"    for i in range(num_iterations):": "    i = -1\n    while i + 1 < num_iterations:\n        i += 1"}),
        ("returns-a-list", {"return parameters, costs": "return [parameters, costs]"}),
    ),
)  # fmt: skip

_SEED = "the cases set numpy's own stream to this seed, for notebooks that leave the line out"
_DEFAULT = "the cases hand the numbers over: 3,000 iterations would take too long"
_PRINTS = "what is printed is not marked"
_TWO = "def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):"
_DEEP = "def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):"
_RELU = "the reference that stands in takes all but sigmoid for relu"
_INSIDE = "the initialiser seeds by itself"

# mutants that no case can kill: exercise, code (a star stands for all mutants of a line), reason
EQUIVALENT_MUTANTS = (
    *(
        (exercise, f"{change} in: {line}", reason)
        for exercise, line in (("two_layer_model", _TWO), ("L_layer_model", _DEEP))
        for change, reason in (
            ("line removed (np.random.seed(1))", _SEED),
            ("0.0075 to 0.075", _DEFAULT),
            ("3000 to 3001", _DEFAULT),
            ("3000 to 2999", _DEFAULT),
            ("False to True", _PRINTS),
        )
    ),
    *(
        (exercise, code, reason)
        for exercise in ("two_layer_model", "L_layer_model")
        for code, reason in (
            ("* in: np.random.seed(1)", _INSIDE),
            ("* in: if print_cost:", _PRINTS),
            ("line removed (if print_cost:) in: if i % 100 == 0:", _PRINTS),
        )
    ),
    ("two_layer_model", "'relu' to another text in: A1, cache1 = linear_activation_forward(X, parameters['W1'], parameters['b1'], 'relu')", _RELU),
    ("two_layer_model", "'relu' to another text in: dA0, dW1, db1 = linear_activation_backward(dA1, cache1, 'relu')", _RELU),
)  # fmt: skip
