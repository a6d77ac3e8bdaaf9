"""The eight references in other words: mathematically equal, so every one of them must pass."""

from ._tables import variants_of

STEP_W = (
    'parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]'
)
STEP_B = (
    'parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]'
)
LOOP = "for l in range(1, L + 1):"

UPDATE_PARAMETERS_WITH_GD = variants_of(
    "update_parameters_with_gd",
    ("counts-from-0", {LOOP: "for l in range(L):", STEP_W: STEP_W.replace("str(l)", "str(l + 1)"), STEP_B: STEP_B.replace("str(l)", "str(l + 1)")}),
    ("every-key", {LOOP: "for key in list(parameters):", STEP_W: 'parameters[key] = parameters[key] - grads["d" + key] * learning_rate', f"        {STEP_B}\n": ""}),
    ("deep-copy", {"parameters = dict(parameters)": "import copy\n\n    parameters = copy.deepcopy(parameters)", STEP_W: 'parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]', STEP_B: 'parameters[f"b{l}"] -= learning_rate * grads[f"db{l}"]'}),
    ("comprehension", {"return parameters": 'return {k: w - learning_rate * grads["d" + k] for k, w in parameters.items()}', f"    {LOOP}": "    for l in []:"}),
    ("subtract", {STEP_W: 'parameters["W" + str(l)] = np.subtract(parameters["W" + str(l)], np.multiply(grads["dW" + str(l)], learning_rate))'}),
    ("add-the-negative", {STEP_W: 'parameters["W" + str(l)] = -learning_rate * grads["dW" + str(l)] + parameters["W" + str(l)]'}),
    ("reversed", {LOOP: "for l in reversed(range(1, L + 1)):"}),
)  # fmt: skip

PERMUTATION = "permutation = np.random.permutation(m)"
CUT = """    for start in range(0, m, mini_batch_size):
        end = start + mini_batch_size
        mini_batches.append((shuffled_X[:, start:end], shuffled_Y[:, start:end]))"""
FULL_THEN_REST = """    full = m // mini_batch_size
    for k in range(full):
        batch_X = shuffled_X[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        batch_Y = shuffled_Y[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batches.append((batch_X, batch_Y))
    if m % mini_batch_size != 0:
        mini_batches.append((shuffled_X[:, full * mini_batch_size :], shuffled_Y[:, full * mini_batch_size :]))"""

RANDOM_MINI_BATCHES = variants_of(
    "random_mini_batches",
    ("full-ones-then-the-rest", {CUT: FULL_THEN_REST}),
    ("rest-from-the-end", {CUT: FULL_THEN_REST.replace("full * mini_batch_size :]", "-(m % mini_batch_size) :]")}),
    ("list-of-the-permutation", {PERMUTATION: "permutation = list(np.random.permutation(m))", "Y[:, permutation]": "Y[:, permutation].reshape((1, m))"}),
    ("shuffled-numbers", {PERMUTATION: "permutation = np.arange(m)\n    np.random.shuffle(permutation)"}),
    ("stream-of-its-own", {PERMUTATION: "permutation = np.random.RandomState(seed).permutation(m)", "    np.random.seed(seed)\n": ""}),
    ("take", {"shuffled_X = X[:, permutation]": "shuffled_X = np.take(X, permutation, axis=1)"}),
    ("cut-before-the-columns-are-taken", {"shuffled_X[:, start:end]": "X[:, permutation[start:end]]", "shuffled_Y[:, start:end]": "Y[:, permutation[start:end]]"}),
    ("stacked-and-shuffled-together", {"    shuffled_X = X[:, permutation]\n    shuffled_Y = Y[:, permutation]": "    both = np.vstack([X, Y])[:, permutation]\n    shuffled_X = both[:-1]\n    shuffled_Y = both[-1:]"}),
    ("pairs-as-lists", {"(shuffled_X[:, start:end], shuffled_Y[:, start:end])": "[shuffled_X[:, start:end].copy(), shuffled_Y[:, start:end].copy()]"}),
    ("tuple-of-pairs", {"return mini_batches": "return tuple(mini_batches)"}),
    ("array-split", {CUT: "    places = list(range(mini_batch_size, m, mini_batch_size))\n    mini_batches = list(zip(np.split(shuffled_X, places, axis=1), np.split(shuffled_Y, places, axis=1)))"}),
    ("while", {CUT: "    start = 0\n    while start < m:\n        end = min(start + mini_batch_size, m)\n        mini_batches.append((shuffled_X[:, start:end], shuffled_Y[:, start:end]))\n        start = end"}),
)  # fmt: skip

ZEROS_W = 'v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)'
ZEROS_B = 'v["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)'
SQUARES_W = 's["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)'
SQUARES_B = 's["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)'

INITIALIZE_VELOCITY = variants_of(
    "initialize_velocity",
    ("zeros-like", {ZEROS_W: 'v["dW" + str(l)] = np.zeros_like(parameters["W" + str(l)])', ZEROS_B: 'v["db" + str(l)] = np.zeros_like(parameters["b" + str(l)])'}),
    ("shape-by-shape", {ZEROS_W: 'W = parameters["W" + str(l)]\n        v["dW" + str(l)] = np.zeros((W.shape[0], W.shape[1]))'}),
    ("column-by-hand", {ZEROS_B: 'v["db" + str(l)] = np.zeros((parameters["W" + str(l)].shape[0], 1))'}),
    ("counts-from-0", {LOOP: "for l in range(L):", ZEROS_W: ZEROS_W.replace("str(l)", "str(l + 1)"), ZEROS_B: ZEROS_B.replace("str(l)", "str(l + 1)")}),
    ("times-0", {ZEROS_W: 'v["dW" + str(l)] = parameters["W" + str(l)] * 0'}),
    ("comprehension", {"return v": 'return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}'}),
    ("full", {ZEROS_W: 'v["dW" + str(l)] = np.full(parameters["W" + str(l)].shape, 0.0)'}),
)  # fmt: skip

INITIALIZE_ADAM = variants_of(
    "initialize_adam",
    ("zeros-like", {SQUARES_W: 's["dW" + str(l)] = np.zeros_like(parameters["W" + str(l)])', SQUARES_B: 's["db" + str(l)] = np.zeros_like(parameters["b" + str(l)])'}),
    ("by-initialize-velocity", {"    v = {}\n    s = {}\n": "    v, s = initialize_velocity(parameters), initialize_velocity(parameters)\n"}),
    ("copied", {"return v, s": "return v, {key: value.copy() for key, value in v.items()}"}),
    ("all-in-one-line", {ZEROS_W: 'v["dW" + str(l)], v["db" + str(l)] = (np.zeros(parameters[k + str(l)].shape) for k in "Wb")', f"        {ZEROS_B}\n": ""}),
    ("returns-a-list", {"return v, s": "return [v, s]"}),
)  # fmt: skip

AVERAGE_W = 'v["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * grads["dW" + str(l)]'
AVERAGE_B = 'v["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * grads["db" + str(l)]'
MOVED_W = 'parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v["dW" + str(l)]'
MOVED_B = 'parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * v["db" + str(l)]'

UPDATE_PARAMETERS_WITH_MOMENTUM = variants_of(
    "update_parameters_with_momentum",
    ("move-towards-the-gradient", {AVERAGE_W: 'v["dW" + str(l)] = v["dW" + str(l)] + (1 - beta) * (grads["dW" + str(l)] - v["dW" + str(l)])'}),
    ("numpy-average", {AVERAGE_W: 'v["dW" + str(l)] = np.average([v["dW" + str(l)], grads["dW" + str(l)]], axis=0, weights=[beta, 1 - beta])'}),
    ("deep-copies", {"parameters, v = dict(parameters), dict(v)": "import copy\n\n    parameters, v = copy.deepcopy(parameters), copy.deepcopy(v)", AVERAGE_W: 'v["dW" + str(l)] *= beta\n        v["dW" + str(l)] += (1 - beta) * grads["dW" + str(l)]', MOVED_W: 'parameters["W" + str(l)] -= learning_rate * v["dW" + str(l)]'}),
    ("both-in-a-loop", {AVERAGE_W: 'for p in ("W" + str(l), "b" + str(l)):\n            v["d" + p] = beta * v["d" + p] + (1 - beta) * grads["d" + p]\n            parameters[p] = parameters[p] - learning_rate * v["d" + p]', f"        {AVERAGE_B}\n        {MOVED_W}\n        {MOVED_B}\n": ""}),
    ("biases-first", {f"        {AVERAGE_W}\n        {AVERAGE_B}\n": f"        {AVERAGE_B}\n        {AVERAGE_W}\n"}),
    ("rate-multiplied-in", {MOVED_W: 'parameters["W" + str(l)] = parameters["W" + str(l)] - np.multiply(v["dW" + str(l)], learning_rate)'}),
    ("counts-from-0", {LOOP: "for l in range(L):\n        l = l + 1"}),
)  # fmt: skip

QUOTIENT = "v_corrected[d] / (np.sqrt(s_corrected[d]) + epsilon)"
MOVED = "parameters[p] = parameters[p] - learning_rate * step"
SQUARE = "(1 - beta2) * g**2"

UPDATE_PARAMETERS_WITH_ADAM = variants_of(
    "update_parameters_with_adam",
    ("power-by-function", {"(1 - beta1**t)": "(1 - np.power(beta1, t))", "(1 - beta2**t)": "(1 - pow(beta2, t))"}),
    ("square-by-function", {SQUARE: "(1 - beta2) * np.square(g)"}),
    ("square-by-product", {SQUARE: "(1 - beta2) * (g * g)"}),
    ("root-by-power", {'np.sqrt(s_corrected[d])': 's_corrected[d] ** 0.5'}),
    ("one-step-size", {MOVED: "rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)\n            parameters[p] = parameters[p] - rate * v[d] / (np.sqrt(s[d]) + epsilon * np.sqrt(1 - beta2**t))"}),
    ("move-towards", {SQUARE: "g * g - beta2 * g * g"}),
    ("divide", {QUOTIENT: "np.divide(v_corrected[d], epsilon + np.sqrt(s_corrected[d]))"}),
    ("deep-copies", {"parameters, v, s = dict(parameters), dict(v), dict(s)": "import copy\n\n    parameters, v, s = copy.deepcopy((parameters, v, s))", MOVED: "parameters[p] -= learning_rate * step"}),
    ("every-key", {'for p in ("W" + str(l), "b" + str(l)):': "for p in ([*parameters] if l == 1 else []):"}),
    ("biases-first", {'("W" + str(l), "b" + str(l))': '(f"b{l}", f"W{l}")'}),
    ("returns-a-list", {"return parameters, v, s, v_corrected, s_corrected": "return [parameters, v, s, v_corrected, s_corrected]"}),
)  # fmt: skip

RATE = "learning_rate0 / (1 + decay_rate * epoch_num)"

UPDATE_LR = variants_of(
    "update_lr",
    ("factor", {RATE: "1 / (1 + decay_rate * epoch_num) * learning_rate0"}),
    ("divide", {RATE: "np.divide(learning_rate0, 1 + epoch_num * decay_rate)"}),
    ("power", {RATE: "learning_rate0 * (1 + decay_rate * epoch_num) ** -1"}),
    ("in-two-steps", {RATE: "learning_rate0\n    learning_rate /= decay_rate * epoch_num + 1.0"}),
    ("zero-dimensional-array", {"return learning_rate": "return np.array(learning_rate)"}),
)  # fmt: skip

STEPS = "np.floor(epoch_num / time_interval)"

SCHEDULE_LR_DECAY = variants_of(
    "schedule_lr_decay",
    ("floor-division", {STEPS: "(epoch_num // time_interval)"}),
    ("int", {STEPS: "int(epoch_num / time_interval)"}),
    ("math-floor", {STEPS: "__import__('math').floor(epoch_num / time_interval)"}),
    ("factor", {f"learning_rate0 / (1 + decay_rate * {STEPS})": f"1 / (1 + decay_rate * {STEPS}) * learning_rate0"}),
    ("by-update-lr", {f"learning_rate0 / (1 + decay_rate * {STEPS})": "update_lr(learning_rate0, epoch_num // time_interval, decay_rate)"}),
    ("remainder-taken-off", {STEPS: "((epoch_num - epoch_num % time_interval) / time_interval)"}),
    ("numpy-scalar", {"return learning_rate": "return np.float64(learning_rate)"}),
)  # fmt: skip

VARIANTS = (
    *UPDATE_PARAMETERS_WITH_GD,
    *RANDOM_MINI_BATCHES,
    *INITIALIZE_VELOCITY,
    *UPDATE_PARAMETERS_WITH_MOMENTUM,
    *INITIALIZE_ADAM,
    *UPDATE_PARAMETERS_WITH_ADAM,
    *UPDATE_LR,
    *SCHEDULE_LR_DECAY,
)
