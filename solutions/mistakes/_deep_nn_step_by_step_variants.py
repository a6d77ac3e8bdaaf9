"""The ten references in other words: mathematically equal, so every one of them must pass.

A row is a code and the edits (text of the reference's body: what takes its place).
"""

from grader.author import Variant


def _of(exercise: str, *rows: tuple[str, dict[str, str]]) -> tuple[Variant, ...]:
    return tuple(Variant(exercise, code, tuple(edits.items())) for code, edits in rows)


W1 = "W1 = np.random.randn(n_h, n_x) * 0.01"
W2 = "W2 = np.random.randn(n_y, n_h) * 0.01"
B1 = "b1 = np.zeros((n_h, 1))"
B2 = "b2 = np.zeros((n_y, 1))"

INITIALIZE_PARAMETERS = _of(
    "initialize_parameters",
    ("no-seed", {"    np.random.seed(1)\n": ""}),
    ("normal", {W1: "W1 = np.random.normal(size=(n_h, n_x)) * 0.01", W2: "W2 = np.random.normal(0, 0.01, (n_y, n_h))"}),
    ("standard-normal", {W1: "W1 = 0.01 * np.random.standard_normal((n_h, n_x))", W2: "W2 = 0.01 * np.random.standard_normal((n_y, n_h))"}),
    ("random-state", {W1: "rng = np.random.RandomState(1)\n    W1 = rng.randn(n_h, n_x) / 100", W2: "W2 = rng.randn(n_y, n_h) / 100"}),
    ("one-draw-for-both", {W1: "draws = np.random.randn(n_h * n_x + n_y * n_h) * 0.01\n    W1 = draws[: n_h * n_x].reshape(n_h, n_x)", W2: "W2 = draws[n_h * n_x :].reshape((n_y, n_h))"}),
    ("loops", {W1: "W1 = np.zeros((n_h, n_x))\n    for i in range(n_h):\n        for j in range(n_x):\n            W1[i, j] = np.random.randn() * 0.01"}),
    ("biases-first", {f"    {W1}\n    {B1}\n    {W2}\n    {B2}\n": f"    {B2}\n    {B1}\n    {W1}\n    {W2}\n"}),
    ("zeros-in-other-words", {B1: "b1 = np.zeros(n_h).reshape(-1, 1)", B2: "b2 = np.full([n_y, 1], 0.0)"}),
    ("negative-zeros", {B1: "b1 = -np.zeros((n_h, 1))", B2: "b2 = np.random.RandomState(0).randn(n_y, 1) * -0.0"}),
    ("multiply", {W1: "W1 = np.multiply(np.random.randn(n_h, n_x), 0.01)"}),
    ("fortran-order", {W1: "W1 = np.asfortranarray(np.random.randn(n_h, n_x) * 0.01)"}),
    ("ordered-dictionary", {'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}': "from collections import OrderedDict\n\n    return OrderedDict(b2=b2, W2=W2, b1=b1, W1=W1)"}),
    ("prints", {W2: W2 + '\n    print("W2 is", W2.shape)'}),
)  # fmt: skip

DEEP_W = 'parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01'
DEEP_B = 'parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))'

INITIALIZE_PARAMETERS_DEEP = _of(
    "initialize_parameters_deep",
    ("no-seed", {"    np.random.seed(3)\n": ""}),
    ("normal", {DEEP_W: 'parameters["W" + str(l)] = np.random.normal(size=(layer_dims[l], layer_dims[l - 1])) * 0.01'}),
    ("standard-normal", {DEEP_W: 'parameters["W" + str(l)] = 0.01 * np.random.standard_normal((layer_dims[l], layer_dims[l - 1]))'}),
    ("random-state", {"    parameters = {}\n": "    parameters = {}\n    rng = np.random.RandomState(3)\n", DEEP_W: 'parameters["W" + str(l)] = rng.randn(layer_dims[l], layer_dims[l - 1]) / 100'}),
    ("counts-from-0", {"for l in range(1, L):": "for l in range(L - 1):", DEEP_W: 'parameters["W" + str(l + 1)] = np.random.randn(layer_dims[l + 1], layer_dims[l]) * 0.01', DEEP_B: 'parameters["b" + str(l + 1)] = np.zeros((layer_dims[l + 1], 1))'}),
    ("while", {"    for l in range(1, L):": "    l = 0\n    while l < L - 1:\n        l += 1"}),
    ("zip", {"for l in range(1, L):": "for l, (n_prev, n) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):", DEEP_W: "parameters[f\"W{l}\"] = np.random.randn(n, n_prev) * 0.01", DEEP_B: "parameters[f\"b{l}\"] = np.zeros(shape=(n, 1))"}),
    ("biases-in-a-second-loop", {DEEP_B: "pass", "    return parameters": f"    for l in reversed(range(1, L)):\n        {DEEP_B}\n    return parameters"}),
    ("helper", {"    parameters = {}\n": "    parameters = {}\n\n    def layer(n, n_prev):\n        return np.random.randn(n, n_prev) * 1e-2, np.zeros((n, 1), dtype=float)\n", DEEP_W: 'parameters["W" + str(l)], parameters["b" + str(l)] = layer(layer_dims[l], layer_dims[l - 1])', f"        {DEEP_B}\n": ""}),
    ("ordered-dictionary", {"    parameters = {}\n": "    from collections import OrderedDict\n\n    parameters = OrderedDict()\n"}),
    ("fortran-order", {DEEP_W: 'parameters["W" + str(l)] = np.array(np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01, order="F")'}),
    ("prints-and-asserts", {DEEP_B: f'{DEEP_B}\n        print(l)\n        assert parameters["W" + str(l)].shape == (layer_dims[l], layer_dims[l - 1])'}),
)  # fmt: skip

LINEAR_FORWARD = _of(
    "linear_forward",
    ("at-operator", {"np.dot(W, A) + b": "W @ A + b"}),
    ("matmul", {"np.dot(W, A) + b": "np.add(np.matmul(W, A), b)"}),
    ("dot-method", {"np.dot(W, A) + b": "b + W.dot(A)"}),
    ("einsum", {"np.dot(W, A) + b": 'np.einsum("ij,jm->im", W, A) + b'}),
    ("tensordot", {"np.dot(W, A) + b": "np.tensordot(W, A, axes=1) + b"}),
    ("transposed-twice", {"np.dot(W, A) + b": "(np.dot(A.T, W.T) + b.T).T"}),
    ("loops", {"Z = np.dot(W, A) + b": "Z = np.zeros((W.shape[0], A.shape[1]))\n    for i in range(W.shape[0]):\n        for j in range(A.shape[1]):\n            for k in range(W.shape[1]):\n                Z[i, j] += W[i, k] * A[k, j]\n            Z[i, j] += b[i, 0]"}),
    ("column-by-column", {"Z = np.dot(W, A) + b": "Z = np.hstack([np.dot(W, A[:, j : j + 1]) + b for j in range(A.shape[1])])"}),
    ("broadcast-written-out", {"np.dot(W, A) + b": "np.sum(W[:, :, np.newaxis] * A[np.newaxis, :, :], axis=1) + np.tile(b, (1, A.shape[1]))"}),
    ("bias-as-a-weight", {"np.dot(W, A) + b": "np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))])"}),
    ("fortran-order", {"np.dot(W, A) + b": "np.asfortranarray(np.dot(W, A) + b)"}),
    ("cache-of-copies", {"cache = (A, W, b)": "cache = (A.copy(), W.copy(), b.copy())"}),
    ("cache-list", {"cache = (A, W, b)": "cache = [A, W, b]"}),
    ("returns-a-list", {"return Z, cache": "return [Z, cache]"}),
    ("helper-and-print", {"Z = np.dot(W, A) + b": "def linear(a):\n        print(a.shape)\n        return np.dot(W, a) + b\n\n    Z = linear(A)"}),
)  # fmt: skip

SIGMOID_FORWARD = "A, activation_cache = sigmoid(Z)"
RELU_FORWARD = "A, activation_cache = relu(Z)"
LINEAR_PART = "Z, linear_cache = linear_forward(A_prev, W, b)"

LINEAR_ACTIVATION_FORWARD = _of(
    "linear_activation_forward",
    ("elif", {"    else:\n        A, act": '    elif activation == "relu":\n        A, act'}),
    ("relu-first", {'if activation == "sigmoid":\n        ' + SIGMOID_FORWARD: 'if activation == "relu":\n        ' + RELU_FORWARD, "    else:\n        " + RELU_FORWARD: "    else:\n        " + SIGMOID_FORWARD}),
    ("linear-part-written-out", {LINEAR_PART: "Z = W @ A_prev + b\n    linear_cache = (A_prev, W, b)"}),
    ("activations-written-out", {SIGMOID_FORWARD: "A, activation_cache = 1.0 / (1.0 + np.exp(-Z)), Z", RELU_FORWARD: "A, activation_cache = np.where(Z > 0, Z, 0.0), Z"}),
    ("sigmoid-by-tanh", {SIGMOID_FORWARD: "A, activation_cache = 0.5 * (1 + np.tanh(Z / 2)), Z"}),
    ("sigmoid-by-quotient", {SIGMOID_FORWARD: "A, activation_cache = np.exp(Z) / (np.exp(Z) + 1), Z"}),
    ("relu-with-negative-zeros", {RELU_FORWARD: "A, activation_cache = Z * (Z > 0), Z"}),
    ("relu-by-absolute-value", {RELU_FORWARD: "A, activation_cache = (Z + np.abs(Z)) / 2, Z"}),
    ("relu-on-a-copy", {RELU_FORWARD: "A, activation_cache = Z.copy(), Z\n        A[A < 0] = 0"}),
    ("loops", {RELU_FORWARD: "A, activation_cache = np.zeros(Z.shape), Z\n        for i in range(Z.shape[0]):\n            for j in range(Z.shape[1]):\n                A[i, j] = max(0.0, Z[i, j])"}),
    ("table-of-activations", {'if activation == "sigmoid":\n        ' + SIGMOID_FORWARD: 'A, activation_cache = {"sigmoid": sigmoid, "relu": relu}[activation](Z)', "    else:\n        " + RELU_FORWARD + "\n": ""}),
    ("caches-by-index", {LINEAR_PART: "result = linear_forward(A_prev, W, b)\n    Z = result[0]\n    linear_cache = result[1]"}),
    ("cache-list", {"cache = (linear_cache, activation_cache)": "cache = [list(linear_cache), activation_cache.copy()]"}),
    ("fortran-order", {"return A, cache": "return np.asfortranarray(A), cache"}),
)  # fmt: skip

HIDDEN_FORWARD = 'A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")'
OUTPUT_FORWARD = 'AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")'

L_MODEL_FORWARD = _of(
    "L_model_forward",
    ("tuple-of-caches", {"return AL, caches": "return AL, tuple(caches)"}),
    ("one-loop", {"for l in range(1, L):": "for l in range(1, L + 1):", HIDDEN_FORWARD: HIDDEN_FORWARD.replace('"relu")', '"sigmoid" if l == L else "relu")'), "    " + OUTPUT_FORWARD + "\n    caches.append(cache)": "    AL = A"}),
    ("while", {"    for l in range(1, L):": "    l = 0\n    while l + 1 < L:\n        l = l + 1"}),
    ("recursion", {"    for l in range(1, L):\n        A_prev = A\n        " + HIDDEN_FORWARD + "\n        caches.append(cache)\n": '    def layer(l, a):\n        if l == L:\n            return a\n        a, cache = linear_activation_forward(a, parameters["W" + str(l)], parameters["b" + str(l)], "relu")\n        caches.append(cache)\n        return layer(l + 1, a)\n\n    A = layer(1, X)\n'}),
    ("formatted-keys", {HIDDEN_FORWARD: 'A, cache = linear_activation_forward(A_prev, parameters[f"W{l}"], parameters[f"b{l}"], activation="relu")'}),
    ("counts-from-0", {"for l in range(1, L):": "for l in range(L - 1):", HIDDEN_FORWARD: HIDDEN_FORWARD.replace("str(l)", "str(l + 1)")}),
    ("without-a-prev", {"        A_prev = A\n": "", HIDDEN_FORWARD: HIDDEN_FORWARD.replace("(A_prev,", "(A,")}),
    ("written-out", {HIDDEN_FORWARD: 'W, b = parameters["W" + str(l)], parameters["b" + str(l)]\n        Z = W @ A_prev + b\n        A, cache = np.maximum(Z, 0), ((A_prev, W, b), Z)'}),
    ("caches-added", {"        caches.append(cache)\n    AL": "        caches = caches + [cache]\n    AL", "    caches.append(cache)\n    # YOUR": "    caches += [cache]\n    # YOUR"}),
    ("parameters-copied", {"    A = X\n": "    import copy\n\n    parameters = copy.deepcopy(parameters)\n    A = X.copy()\n"}),
    ("layers-counted-by-name", {"L = len(parameters) // 2": 'L = sum(key.startswith("W") for key in parameters)'}),
    ("prints", {"        A_prev = A\n": '        A_prev = A\n        print("layer", l, A.shape)\n'}),
)  # fmt: skip

COST = "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"

COMPUTE_COST = _of(
    "compute_cost",
    ("mean", {COST: "-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))"}),
    ("average-of-two-terms", {COST: "np.average(-Y * np.log(AL)) - np.average((1 - Y) * np.log(1 - AL))"}),
    ("dot", {COST: "-1 / m * (np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T))"}),
    ("multiply", {COST: "(-1 / m) * np.sum(np.multiply(np.log(AL), Y) + np.multiply(np.log(1 - AL), 1 - Y))"}),
    ("einsum", {COST: '-(np.einsum("ij,ij->", Y, np.log(AL)) + np.einsum("ij,ij->", 1 - Y, np.log(1 - AL))) / m'}),
    ("loop", {"cost = " + COST: "cost = 0.0\n    for i in range(m):\n        cost -= (Y[0, i] * np.log(AL[0, i]) + (1 - Y[0, i]) * np.log(1 - AL[0, i])) / m"}),
    ("chosen-by-label", {COST: "-np.log(np.where(Y == 1, AL, 1 - AL)).mean()"}),
    ("log-of-the-product", {COST: "-np.sum(np.log(AL**Y * (1 - AL) ** (1 - Y))) / m"}),
    ("base-2-converted", {COST: "-np.log(2) * np.sum(Y * np.log2(AL) + (1 - Y) * np.log2(1 - AL)) / m"}),
    ("tiny-clip", {COST: "-np.sum(Y * np.log(np.clip(AL, 1e-300, None)) + (1 - Y) * np.log(np.clip(1 - AL, 1e-300, None))) / m"}),
    ("python-float", {"return np.squeeze(cost)": "return float(cost)"}),
    ("zero-dimensional-array", {"return np.squeeze(cost)": "return np.array(cost)"}),
    ("numpy-scalar", {"return np.squeeze(cost)": "return cost"}),
    ("labels-as-floats", {COST: "-(Y.astype(float) @ np.log(AL.T) + (1.0 - Y) @ np.log(1.0 - AL.T)).item() / float(m)"}),
)  # fmt: skip

DW = "dW = np.dot(dZ, A_prev.T) / m"
DB = "db = np.sum(dZ, axis=1, keepdims=True) / m"
DA = "dA_prev = np.dot(W.T, dZ)"

LINEAR_BACKWARD = _of(
    "linear_backward",
    ("at-operator", {DW: "dW = 1 / m * dZ @ A_prev.T", DA: "dA_prev = W.T @ dZ"}),
    ("matmul", {DW: "dW = np.matmul(dZ, A_prev.T) / m", DA: "dA_prev = np.matmul(np.transpose(W), dZ)"}),
    ("einsum", {DW: 'dW = np.einsum("im,jm->ij", dZ, A_prev) / m', DB: 'db = np.einsum("im->i", dZ)[:, None] / m', DA: 'dA_prev = np.einsum("ij,im->jm", W, dZ)'}),
    ("mean", {DB: "db = np.mean(dZ, axis=1, keepdims=True)"}),
    ("reshaped-sum", {DB: "db = np.sum(dZ, axis=1).reshape(-1, 1) / m"}),
    ("reshaped-like-b", {DB: "db = (1.0 / m) * np.reshape(dZ.sum(1), b.shape)"}),
    ("db-by-dot", {DB: "db = np.dot(dZ, np.ones((m, 1))) / m"}),
    ("transposed-twice", {DW: "dW = np.dot(A_prev, dZ.T).T / m", DA: "dA_prev = np.dot(dZ.T, W).T"}),
    ("loops", {DW: "dW = np.zeros(W.shape)\n    for k in range(m):\n        for i in range(W.shape[0]):\n            for j in range(W.shape[1]):\n                dW[i, j] += dZ[i, k] * A_prev[j, k] / m", DB: "db = np.zeros(b.shape)\n    for k in reversed(range(m)):\n        db += dZ[:, k : k + 1] / m"}),
    ("sum-of-outer-products", {DW: "dW = sum(np.outer(dZ[:, k], A_prev[:, k]) for k in range(m)) / m"}),
    ("averaged-dz-of-its-own", {DW: "mean_dZ = dZ / m\n    dW = np.dot(mean_dZ, A_prev.T)", DB: "db = np.sum(mean_dZ, axis=1, keepdims=True)"}),
    ("m-from-dz", {"m = A_prev.shape[1]": "m = dZ.shape[-1]"}),
    ("inputs-copied", {"A_prev, W, b = cache": "A_prev, W, b = (np.array(x, order=\"F\") for x in cache)"}),
    ("cache-by-index", {"A_prev, W, b = cache": "A_prev = cache[0]\n    W = cache[1]"}),
    ("negative-zeros", {DA: "dA_prev = np.dot(W.T, dZ)\n    dA_prev[dA_prev == 0] = -0.0"}),
    ("returns-a-list", {"return dA_prev, dW, db": "return [dA_prev, dW, db]"}),
)  # fmt: skip

SIGMOID_BRANCH = "dZ = sigmoid_backward(dA, activation_cache)"
RELU_BRANCH = "dZ = relu_backward(dA, activation_cache)"
LINEAR_STEP = "dA_prev, dW, db = linear_backward(dZ, linear_cache)"

LINEAR_ACTIVATION_BACKWARD = _of(
    "linear_activation_backward",
    ("elif", {"    else:\n        dZ =": '    elif activation == "relu":\n        dZ ='}),
    ("linear-step-in-each-branch", {SIGMOID_BRANCH: SIGMOID_BRANCH + "\n        dA_prev, dW, db = linear_backward(dZ, linear_cache)", RELU_BRANCH + "\n    " + LINEAR_STEP: RELU_BRANCH + "\n        " + LINEAR_STEP}),
    ("linear-step-written-out", {LINEAR_STEP: "A_prev, W, b = linear_cache\n    dW = dZ @ A_prev.T / dZ.shape[1]\n    db = np.mean(dZ, axis=1, keepdims=True)\n    dA_prev = W.T @ dZ"}),
    ("slopes-written-out", {SIGMOID_BRANCH: "A = sigmoid(activation_cache)[0]\n        dZ = np.multiply(dA, A * (1 - A))", RELU_BRANCH: "dZ = np.multiply(dA, np.int64(activation_cache > 0))"}),
    ("where", {RELU_BRANCH: "dZ = np.where(activation_cache <= 0, 0.0, dA)"}),
    ("mask-on-a-copy", {RELU_BRANCH: "dZ = np.array(dA, copy=True)\n        dZ[activation_cache <= 0] = 0"}),
    ("slope-1-at-ties", {RELU_BRANCH: "dZ = dA * (activation_cache >= 0)"}),
    ("negative-zeros", {RELU_BRANCH: "dZ = dA * np.where(activation_cache > 0, 1.0, -0.0)"}),
    ("loops", {RELU_BRANCH: "dZ = np.zeros(dA.shape)\n        for i in range(dA.shape[0]):\n            for j in range(dA.shape[1]):\n                if activation_cache[i, j] > 0:\n                    dZ[i, j] = dA[i, j]"}),
    ("slope-by-cosh", {SIGMOID_BRANCH: "dZ = dA / (4 * np.cosh(activation_cache / 2) ** 2)"}),
    ("slope-by-quotient", {SIGMOID_BRANCH: "e = np.exp(-activation_cache)\n        dZ = dA * e / (1 + e) ** 2"}),
    ("table-of-slopes", {'if activation == "sigmoid":\n        ' + SIGMOID_BRANCH: 'backward = {"sigmoid": sigmoid_backward, "relu": relu_backward}[activation]\n    dZ = backward(dA, activation_cache)', "    else:\n        " + RELU_BRANCH + "\n": ""}),
    ("cache-by-index", {"linear_cache, activation_cache = cache": "linear_cache = cache[0]\n    activation_cache = cache[1].copy()"}),
    ("returns-the-call", {LINEAR_STEP: "return linear_backward(dZ, tuple(linear_cache))"}),
)  # fmt: skip

DAL = "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))"
LAST_STEP = 'dA_prev, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")'
HIDDEN_STEP = 'linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "relu")'
LOOP = "for l in reversed(range(1, L)):"

L_MODEL_BACKWARD = _of(
    "L_model_backward",
    ("dz-of-the-output-layer", {DAL: "dZ = AL - Y", LAST_STEP: "dA_prev, dW, db = linear_backward(dZ, caches[L - 1][0])"}),
    ("dal-by-one-quotient", {DAL: "dAL = (AL - Y) / (AL * (1 - AL))"}),
    ("dal-by-operators", {DAL: "dAL = (1 - Y) / (1 - AL) - Y / AL"}),
    ("dal-chosen-by-label", {DAL: "dAL = np.where(Y == 1, -1 / AL, 1 / (1 - AL))"}),
    ("extra-dal", {DAL: f'{DAL}\n    grads["dA" + str(L)] = dAL'}),
    ("counts-from-0", {LOOP: "for l in reversed(range(L - 1)):", HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")', 'grads["dA" + str(l - 1)] = dA_prev': 'grads["dA" + str(l)] = dA_prev', 'grads["dW" + str(l)] = dW': 'grads["dW" + str(l + 1)] = dW', 'grads["db" + str(l)] = db': 'grads["db" + str(l + 1)] = db'}),
    ("range-downwards", {LOOP: "for l in range(L - 1, 0, -1):"}),
    ("while", {"    " + LOOP: "    l = L\n    while l > 1:\n        l -= 1"}),
    ("carried-in-a-variable", {HIDDEN_STEP: 'linear_activation_backward(dA_prev, caches[l - 1], "relu")'}),
    ("caches-from-the-end", {LAST_STEP: 'dA_prev, dW, db = linear_activation_backward(dAL, caches[-1], "sigmoid")', HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l)], caches[l - L - 1], "relu")'}),
    ("hidden-layers-written-out", {"dA_prev, dW, db = " + HIDDEN_STEP: '(A_prev, W, b), Z = caches[l - 1]\n        dZ = grads["dA" + str(l)] * (Z > 0)\n        dW = np.dot(dZ, A_prev.T) / AL.shape[1]\n        db = np.mean(dZ, axis=1, keepdims=True)\n        dA_prev = np.dot(W.T, dZ)'}),
    ("recursion", {"    " + LOOP: "    def order(l):\n        return [l, *order(l - 1)] if l > 0 else []\n\n    for l in order(L - 1):"}),
    ("dictionary-subclass", {"    grads = {}\n": "    class Grads(dict):\n        pass\n\n    grads = Grads()\n"}),
    ("caches-copied", {"    L = len(caches)\n": "    import copy\n\n    caches = tuple(copy.deepcopy(caches))\n    L = len(caches)\n"}),
    ("labels-not-reshaped", {"    Y = Y.reshape(AL.shape)  # so that Y - AL is taken element by element\n": ""}),
    ("prints", {HIDDEN_STEP: HIDDEN_STEP + '\n        print("dA" + str(l - 1), dA_prev.shape)'}),
)  # fmt: skip

NEW_W = 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]'
NEW_B = 'parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]'
EVERY_LAYER = "for l in range(1, L + 1):"
COPY = "parameters = dict(params)"

UPDATE_PARAMETERS = _of(
    "update_parameters",
    ("deep-copy", {COPY: "import copy\n\n    parameters = copy.deepcopy(params)"}),
    ("in-place-on-a-deep-copy", {COPY: "import copy\n\n    parameters = copy.deepcopy(params)", NEW_W: 'parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]', NEW_B: 'parameters["b" + str(l)] -= learning_rate * grads["db" + str(l)]'}),
    ("from-parameters", {NEW_W: NEW_W.replace("params[", "parameters["), NEW_B: NEW_B.replace("params[", "parameters[")}),
    ("subtract", {NEW_W: 'parameters["W" + str(l)] = np.subtract(params["W" + str(l)], np.multiply(grads["dW" + str(l)], learning_rate))'}),
    ("add-the-negative", {NEW_W: 'parameters["W" + str(l)] = np.add(params["W" + str(l)], -learning_rate * grads["dW" + str(l)])'}),
    ("counts-from-0", {EVERY_LAYER: "for l in range(L):", NEW_W: NEW_W.replace("str(l)", "str(l + 1)"), NEW_B: NEW_B.replace("str(l)", "str(l + 1)")}),
    ("reversed", {EVERY_LAYER: "for l in reversed(range(1, L + 1)):"}),
    ("while", {"    " + EVERY_LAYER: "    l = 0\n    while l < L:\n        l += 1"}),
    ("every-key", {EVERY_LAYER: "for key in params:", NEW_W: 'parameters[key] = params[key] - learning_rate * grads["d" + key]', f"        {NEW_B}\n": ""}),
    ("comprehension", {"return parameters": 'return {key: value - learning_rate * grads["d" + key] for key, value in params.items()}'}),
    ("formatted-keys", {NEW_W: 'parameters[f"W{l}"] = params[f"W{l}"] - learning_rate * grads[f"dW{l}"]'}),
    ("ordered-dictionary", {COPY: "from collections import OrderedDict\n\n    parameters = OrderedDict(params)"}),
    ("loops", {NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)].copy()\n        for i in range(params["b" + str(l)].shape[0]):\n            parameters["b" + str(l)][i, 0] -= learning_rate * grads["db" + str(l)][i, 0]'}),
    ("helper", {"    " + EVERY_LAYER: "    def step(value, gradient):\n        return value - learning_rate * gradient\n\n    " + EVERY_LAYER, NEW_W: 'parameters["W" + str(l)] = step(params["W" + str(l)], grads["dW" + str(l)])'}),
    ("fortran-order", {NEW_W: 'parameters["W" + str(l)] = np.asfortranarray(params["W" + str(l)] - learning_rate * grads["dW" + str(l)])'}),
)  # fmt: skip

VARIANTS: tuple[Variant, ...] = (
    *INITIALIZE_PARAMETERS,
    *INITIALIZE_PARAMETERS_DEEP,
    *LINEAR_FORWARD,
    *LINEAR_ACTIVATION_FORWARD,
    *L_MODEL_FORWARD,
    *COMPUTE_COST,
    *LINEAR_BACKWARD,
    *LINEAR_ACTIVATION_BACKWARD,
    *L_MODEL_BACKWARD,
    *UPDATE_PARAMETERS,
)
