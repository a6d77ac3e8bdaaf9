"""Known wrong versions of the ten references, and what a learner is told about each.

A row is a code, the edits (text of the reference's body: what takes its place), the sentence,
the hint. A row must differ from its reference on inputs that really occur, and from every other
row of its exercise, so that a match names one cause. Versions that are wrong in words only
(``>=`` for ``>`` in relu's derivative, ``m`` from ``Y.shape[0]`` beside no ``m`` at all) are left out.
"""

from grader.author import Mistake

from ._deep_nn_step_by_step_variants import VARIANTS

__all__ = ["MISTAKES", "VARIANTS"]


def _of(exercise: str, *rows: tuple[str, dict[str, str], str, str]) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(exercise, code, tuple(edits.items()), sentence, hint)
        for code, edits, sentence, hint in rows
    )


INITIALIZE_PARAMETERS = _of(
    "initialize_parameters",
    (
        "scale-forgotten",
        {
            "W1 = np.random.randn(n_h, n_x) * 0.01": "W1 = np.random.randn(n_h, n_x)",
            "W2 = np.random.randn(n_y, n_h) * 0.01": "W2 = np.random.randn(n_y, n_h)",
        },
        "Your W1 and W2 are 100 times too large: the factor that keeps the weights small is missing.",
        "Small weights keep Z near 0, where the sigmoid has a slope; the text above the cell names the factor.",
    ),
    (
        "scale-one-tenth",
        {
            "W1 = np.random.randn(n_h, n_x) * 0.01": "W1 = np.random.randn(n_h, n_x) * 0.1",
            "W2 = np.random.randn(n_y, n_h) * 0.01": "W2 = np.random.randn(n_y, n_h) * 0.1",
        },
        "Your W1 and W2 are 10 times too large: the weights are scaled by one tenth.",
        "The exercise asks for a smaller factor, one hundredth.",
    ),
    (
        "he-scale",
        {
            "W1 = np.random.randn(n_h, n_x) * 0.01": "W1 = np.random.randn(n_h, n_x) * np.sqrt(2 / n_x)",
            "W2 = np.random.randn(n_y, n_h) * 0.01": "W2 = np.random.randn(n_y, n_h) * np.sqrt(2 / n_h)",
        },
        "You scale the weights by the size of the layer before (He's method); a fixed factor is asked here.",
        "One small number for both weight matrices, whatever n_x and n_h are.",
    ),
    (
        "weights-transposed",
        {
            "W1 = np.random.randn(n_h, n_x)": "W1 = np.random.randn(n_x, n_h)",
            "W2 = np.random.randn(n_y, n_h)": "W2 = np.random.randn(n_h, n_y)",
        },
        "The dimensions of your W1 and W2 are in the wrong order.",
        "A weight matrix has a row for each unit of its layer and a column for each input of that layer.",
    ),
    (
        "w2-takes-the-input",
        {"W2 = np.random.randn(n_y, n_h)": "W2 = np.random.randn(n_y, n_x)"},
        "Your W2 has a column for each feature of X, but layer 2 is fed by the hidden layer.",
        "The number of columns of W2 is the number of units in the layer before it.",
    ),
    (
        "w2-drawn-first",
        {
            "    W1 = np.random.randn(n_h, n_x) * 0.01\n": "    W2 = np.random.randn(n_y, n_h) * 0.01\n",
            "    W2 = np.random.randn(n_y, n_h) * 0.01\n    b2": "    W1 = np.random.randn(n_h, n_x) * 0.01\n    b2",
        },
        "You draw W2 before W1, so both hold other random numbers than asked.",
        "The draws come in the order of the layers: W1, then W2.",
    ),
    (
        "wrong-seed",
        {"np.random.seed(1)": "np.random.seed(3)"},
        "Your W1 and W2 come from seed 3, which belongs to the deep initialiser.",
        "Leave the seed line of this cell as it was given.",
    ),
    (
        "seeded-again",
        {"    W2 = np.random.randn": "    np.random.seed(1)\n    W2 = np.random.randn"},
        "You seed again before W2, so W2 repeats the numbers of W1.",
        "Seed once, at the top; then the draws follow each other.",
    ),
    (
        "rand-for-randn",
        {
            "W1 = np.random.randn(n_h": "W1 = np.random.rand(n_h",
            "W2 = np.random.randn(n_y": "W2 = np.random.rand(n_y",
        },
        "Your weights are all positive: they are uniform draws where normal ones are asked.",
        "numpy has two functions whose names differ by one letter; the normal one has mean 0.",
    ),
    (
        "new-generator",
        {
            "W1 = np.random.randn(n_h, n_x)": "rng = np.random.default_rng(1)\n    W1 = rng.standard_normal((n_h, n_x))",
            "W2 = np.random.randn(n_y, n_h)": "W2 = rng.standard_normal((n_y, n_h))",
        },
        "Your weights come from numpy's newer generator, whose stream is another one for the same seed.",
        "Draw from np.random itself, which the seed line at the top has set.",
    ),
    (
        "shape-as-tuple",
        {"W1 = np.random.randn(n_h, n_x)": "W1 = np.random.randn((n_h, n_x))"},
        "You hand the shape of W1 over as one tuple; this drawing function takes the sizes one by one.",
        "zeros takes a shape in its own parentheses, randn takes separate numbers.",
    ),
    (
        "zeros-without-a-tuple",
        {"b1 = np.zeros((n_h, 1))": "b1 = np.zeros(n_h, 1)"},
        "You hand the shape of b1 over as two numbers, so zeros takes the second one for a dtype.",
        "The shape wants parentheses of its own.",
    ),
    (
        "weights-zero",
        {
            "W1 = np.random.randn(n_h, n_x) * 0.01": "W1 = np.zeros((n_h, n_x))",
            "W2 = np.random.randn(n_y, n_h) * 0.01": "W2 = np.zeros((n_y, n_h))",
        },
        "Your weights are all 0, so all units of a layer would stay equal for ever.",
        "Only the biases start at 0; the weights are drawn at random to break the symmetry.",
    ),
    (
        "b-ones",
        {"b1 = np.zeros": "b1 = np.ones", "b2 = np.zeros": "b2 = np.ones"},
        "Your b1 and b2 are filled with 1; they start at 0.",
        "The biases need no symmetry broken: the weights do that.",
    ),
    (
        "b-random",
        {
            "b1 = np.zeros((n_h, 1))": "b1 = np.random.randn(n_h, 1) * 0.01",
            "b2 = np.zeros((n_y, 1))": "b2 = np.random.randn(n_y, 1) * 0.01",
        },
        "You draw b1 and b2 at random; they start at 0 (and the draw for b1 shifts those of W2).",
        "Only the weights are random.",
    ),
    (
        "b-rank-1",
        {
            "b1 = np.zeros((n_h, 1))": "b1 = np.zeros(n_h)",
            "b2 = np.zeros((n_y, 1))": "b2 = np.zeros(n_y)",
        },
        "Your b1 and b2 are rank-1 arrays of shape (n,); columns of shape (n, 1) are asked.",
        "A rank-1 array is added along the wrong axis in W A + b; print b1.shape.",
    ),
    (
        "b-row",
        {
            "b1 = np.zeros((n_h, 1))": "b1 = np.zeros((1, n_h))",
            "b2 = np.zeros((n_y, 1))": "b2 = np.zeros((1, n_y))",
        },
        "Your b1 and b2 are rows; a bias is a column, with a row for each unit of the layer.",
        "b is added to every column of W A, so it has as many rows as W.",
    ),
    (
        "b2-of-the-hidden-layer",
        {"b2 = np.zeros((n_y, 1))": "b2 = np.zeros((n_h, 1))"},
        "Your b2 has a row for each hidden unit; layer 2 has n_y units.",
        "W2 and b2 have the same number of rows.",
    ),
    (
        "hard-coded-sizes",
        {"    W1 = np.random": "    n_x, n_h, n_y = 3, 2, 1\n    W1 = np.random"},
        "Your shapes don't follow n_x, n_h and n_y: the sizes of the example are written into the function.",
        "Take every size from the function's arguments.",
    ),
    (
        "float32",
        {
            "W1 = np.random.randn(n_h, n_x) * 0.01": "W1 = (np.random.randn(n_h, n_x) * 0.01).astype(np.float32)",
            "W2 = np.random.randn(n_y, n_h) * 0.01": "W2 = (np.random.randn(n_y, n_h) * 0.01).astype(np.float32)",
        },
        "Your weights are float32; numpy's usual float64 is asked.",
        "No conversion is needed: the draws have the right dtype.",
    ),
    (
        "tuple-returned",
        {'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}': "return W1, b1, W2, b2"},
        "You return a tuple; a dictionary with the keys W1, b1, W2 and b2 is asked.",
        "The line after the marked region was right as given.",
    ),
)

INITIALIZE_PARAMETERS_DEEP = _of(
    "initialize_parameters_deep",
    (
        "scale-forgotten",
        {"layer_dims[l - 1]) * 0.01": "layer_dims[l - 1])"},
        "Your weights are 100 times too large: the factor that keeps them small is missing.",
        "Each W is a normal draw times one hundredth.",
    ),
    (
        "scale-by-layer",
        {"layer_dims[l - 1]) * 0.01": "layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])"},
        "You divide W by the square root of the size of the layer before; a fixed factor is asked here.",
        "One small number for all layers, whatever layer_dims holds.",
    ),
    (
        "he-scale",
        {"layer_dims[l - 1]) * 0.01": "layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])"},
        "You scale W by He's method; a fixed factor is asked here.",
        "One small number for all layers, whatever layer_dims holds.",
    ),
    (
        "weights-transposed",
        {"randn(layer_dims[l], layer_dims[l - 1])": "randn(layer_dims[l - 1], layer_dims[l])"},
        "The dimensions of your weights are in the wrong order.",
        "W of layer l has a row for each unit of layer l and a column for each unit of layer l-1.",
    ),
    (
        "square-weights",
        {"randn(layer_dims[l], layer_dims[l - 1])": "randn(layer_dims[l], layer_dims[l])"},
        "Your weights are square: both sizes are taken from layer l.",
        "The number of columns of W comes from the layer before.",
    ),
    (
        "columns-of-the-input",
        {"randn(layer_dims[l], layer_dims[l - 1])": "randn(layer_dims[l], layer_dims[0])"},
        "All your weights have a column for each feature of X; only W1 is fed by X.",
        "The number of columns of W comes from the layer before, not from the first one.",
    ),
    (
        "wrong-seed",
        {"np.random.seed(3)": "np.random.seed(1)"},
        "Your weights come from seed 1, which belongs to the two-layer initialiser.",
        "Leave the seed line of this cell as it was given.",
    ),
    (
        "seeded-in-the-loop",
        {
            '        parameters["W" + str(l)] =': '        np.random.seed(3)\n        parameters["W" + str(l)] ='
        },
        "You seed anew for every layer, so all layers start with the same numbers.",
        "Seed once, before the loop.",
    ),
    (
        "rand-for-randn",
        {"np.random.randn(": "np.random.rand("},
        "Your weights are all positive: they are uniform draws where normal ones are asked.",
        "numpy has two functions whose names differ by one letter; the normal one has mean 0.",
    ),
    (
        "new-generator",
        {
            "    parameters = {}\n": "    parameters = {}\n    rng = np.random.default_rng(3)\n",
            "np.random.randn(layer_dims[l], layer_dims[l - 1])": "rng.standard_normal((layer_dims[l], layer_dims[l - 1]))",
        },
        "Your weights come from numpy's newer generator, whose stream is another one for the same seed.",
        "Draw from np.random itself, which the seed line at the top has set.",
    ),
    (
        "drawn-in-reverse",
        {"for l in range(1, L):": "for l in reversed(range(1, L)):"},
        "You draw the last layer's W first, so the weights hold other random numbers than asked.",
        "The draws come in the order of the layers.",
    ),
    (
        "last-layer-missing",
        {"for l in range(1, L):": "for l in range(1, L - 1):"},
        "W and b of the last layer are missing: your loop ends one layer early.",
        "L counts the input too, and range leaves out its end.",
    ),
    (
        "loop-from-0",
        {"for l in range(1, L):": "for l in range(0, L):"},
        "You make a W0 and b0: your loop starts at 0, but layer 0 is the input and has no parameters.",
        "The first layer with parameters is layer 1.",
    ),
    (
        "loop-beyond-the-end",
        {"for l in range(1, L):": "for l in range(1, L + 1):"},
        "Your loop asks layer_dims for one layer more than there is.",
        "L counts the input too: the last layer's number is L - 1.",
    ),
    (
        "keys-shifted",
        {
            'parameters["W" + str(l)]': 'parameters["W" + str(l - 1)]',
            'parameters["b" + str(l)]': 'parameters["b" + str(l - 1)]',
        },
        "Your keys are one too low: they begin with W0 and b0.",
        "The parameters of layer 1 are W1 and b1; layer 0 is the input.",
    ),
    (
        "number-in-the-key",
        {'parameters["W" + str(l)]': 'parameters["W" + l]'},
        'You add the number l to the text "W"; Python joins text only with text.',
        "Turn the number into text first.",
    ),
    (
        "key-without-number",
        {
            'parameters["W" + str(l)]': 'parameters["Wl"]',
            'parameters["b" + str(l)]': 'parameters["bl"]',
        },
        "Every layer writes to the same two keys, so only the last layer's W and b are left.",
        "The key is the letter followed by the number of the layer.",
    ),
    (
        "returned-in-the-loop",
        {"    return parameters": "        return parameters"},
        "You return inside the loop, after the first layer.",
        "Look at how far the return line is indented.",
    ),
    (
        "b-ones",
        {"np.zeros((layer_dims[l], 1))": "np.ones((layer_dims[l], 1))"},
        "Your biases are filled with 1; they start at 0.",
        "The biases need no symmetry broken: the weights do that.",
    ),
    (
        "b-random",
        {"np.zeros((layer_dims[l], 1))": "np.random.randn(layer_dims[l], 1) * 0.01"},
        "You draw the biases at random; they start at 0 (and their draws shift those of the next W).",
        "Only the weights are random.",
    ),
    (
        "b-rank-1",
        {"np.zeros((layer_dims[l], 1))": "np.zeros(layer_dims[l])"},
        "Your biases are rank-1 arrays of shape (n,); columns of shape (n, 1) are asked.",
        "A rank-1 array is added along the wrong axis in W A + b; print the shape of b1.",
    ),
    (
        "b-row",
        {"np.zeros((layer_dims[l], 1))": "np.zeros((1, layer_dims[l]))"},
        "Your biases are rows; a bias is a column, with a row for each unit of the layer.",
        "b is added to every column of W A, so it has as many rows as W.",
    ),
    (
        "b-of-the-layer-before",
        {"np.zeros((layer_dims[l], 1))": "np.zeros((layer_dims[l - 1], 1))"},
        "Your b has a row for each unit of the layer before.",
        "W and b of one layer have the same number of rows.",
    ),
    (
        "zeros-without-a-tuple",
        {"np.zeros((layer_dims[l], 1))": "np.zeros(layer_dims[l], 1)"},
        "You hand the shape of b over as two numbers, so zeros takes the second one for a dtype.",
        "The shape wants parentheses of its own.",
    ),
    (
        "hard-coded-sizes",
        {"    parameters = {}\n": "    parameters = {}\n    layer_dims = [5, 4, 3]\n"},
        "Your shapes don't follow layer_dims: the sizes of the example are written into the function.",
        "Take every size from the function's argument.",
    ),
)

LINEAR_FORWARD = _of(
    "linear_forward",
    (
        "elementwise-product",
        {"np.dot(W, A)": "W * A"},
        "You multiply W and A element by element; Z needs their matrix product.",
        "W is (n, n_prev) and A is (n_prev, m), which makes Z (n, m).",
    ),
    (
        "factors-swapped",
        {"np.dot(W, A)": "np.dot(A, W)"},
        "You multiply A by W; the order of a matrix product matters.",
        "W is (n, n_prev) and A is (n_prev, m): the sizes that meet in the middle must be equal.",
    ),
    (
        "w-transposed",
        {"np.dot(W, A)": "np.dot(W.T, A)"},
        "You transpose W, which already has the shape that the product needs.",
        "W is (n, n_prev): its columns meet the rows of A.",
    ),
    (
        "a-transposed",
        {"np.dot(W, A)": "np.dot(W, A.T)"},
        "You transpose A, which already has an example in each column.",
        "A is (n_prev, m): its rows meet the columns of W.",
    ),
    (
        "b-forgotten",
        {"np.dot(W, A) + b": "np.dot(W, A)"},
        "Your Z lacks the bias b.",
        "The linear part of a layer is W A plus b.",
    ),
    (
        "b-subtracted",
        {"np.dot(W, A) + b": "np.dot(W, A) - b"},
        "You subtract b; the bias is added.",
        "Look at the sign before b in the formula for Z.",
    ),
    (
        "b-inside-the-product",
        {"np.dot(W, A) + b": "np.dot(W, A + b)"},
        "You add b to A before the product; b belongs to what the product gives.",
        "b is (n, 1), as many rows as Z has, not as many as A has.",
    ),
    (
        "b-transposed",
        {"np.dot(W, A) + b": "np.dot(W, A) + b.T"},
        "You add b as a row, so every example gets another bias instead of every unit.",
        "b is a column (n, 1), and broadcasting repeats it over the m examples.",
    ),
    (
        "b-summed",
        {"np.dot(W, A) + b": "np.dot(W, A) + np.sum(b)"},
        "You add the sum of all biases to every unit; each unit has its own.",
        "Row i of Z gets row i of b.",
    ),
    (
        "divided-by-m",
        {"np.dot(W, A) + b": "np.dot(W, A) / A.shape[1] + b"},
        "You divide W A by m; averages over the examples come only with the cost and the gradients.",
        "Each column of Z belongs to one example and knows nothing of the others.",
    ),
    (
        "relu-applied",
        {"np.dot(W, A) + b": "np.maximum(0, np.dot(W, A) + b)"},
        "Your Z has no negative values: the activation is applied already.",
        "This function is the linear part only; the activation follows in the next exercise.",
    ),
    (
        "sigmoid-applied",
        {"np.dot(W, A) + b": "1 / (1 + np.exp(-(np.dot(W, A) + b)))"},
        "Your Z lies between 0 and 1: the sigmoid is applied already.",
        "This function is the linear part only; the activation follows in the next exercise.",
    ),
    (
        "squeezed",
        {"np.dot(W, A) + b": "np.squeeze(np.dot(W, A) + b)"},
        "You squeeze Z, which loses an axis where a layer has one unit or there is one example.",
        "Z is (n, m), also where n or m is 1.",
    ),
    (
        "float32",
        {"np.dot(W, A) + b": "(np.dot(W, A) + b).astype(np.float32)"},
        "Your Z is float32; numpy's usual float64 is asked.",
        "No conversion is needed: the product has the right dtype.",
    ),
    (
        "matrix-type",
        {"np.dot(W, A) + b": "np.matrix(W) * np.matrix(A) + b"},
        "Your Z is an np.matrix, on which * means something else; a plain array is asked.",
        "Arrays have a matrix product too.",
    ),
    (
        "notebook-globals",
        {"np.dot(W, A) + b": "np.dot(W1, X) + b1"},
        "You use W1, X and b1 of the notebook; the function's own arguments are A, W and b.",
        "The same function serves every layer, so it must not know layer 1 by name.",
    ),
    (
        "cache-with-z",
        {"cache = (A, W, b)": "cache = (Z, W, b)"},
        "Your cache holds Z first; it holds the A that came in.",
        "The gradient of W needs this layer's input, so that is what the cache keeps.",
    ),
    (
        "cache-order",
        {"cache = (A, W, b)": "cache = (W, A, b)"},
        "Your cache has W and A in swapped places.",
        "The order is that of the function's arguments.",
    ),
    (
        "cache-without-b",
        {"cache = (A, W, b)": "cache = (A, W)"},
        "Your cache lacks b.",
        "The cache keeps all three arguments.",
    ),
    (
        "cache-dictionary",
        {"cache = (A, W, b)": 'cache = {"A": A, "W": W, "b": b}'},
        "Your cache is a dictionary; a tuple of the three arguments is asked.",
        "The backward function takes it apart by position.",
    ),
    (
        "outputs-swapped",
        {"return Z, cache": "return cache, Z"},
        "You return the cache first and Z second.",
        "Z comes first.",
    ),
    (
        "cache-not-returned",
        {"return Z, cache": "return Z"},
        "You return Z alone; the cache belongs to it.",
        "Two things are returned, Z and the cache.",
    ),
)

LINEAR_ACTIVATION_FORWARD = _of(
    "linear_activation_forward",
    (
        "activations-swapped",
        {'if activation == "sigmoid":': 'if activation != "sigmoid":'},
        "Your two activations are swapped: sigmoid layers get relu and the other way round.",
        "Follow the argument activation through the two branches.",
    ),
    (
        "always-relu",
        {"A, activation_cache = sigmoid(Z)": "A, activation_cache = relu(Z)"},
        "You use relu in both branches.",
        'Look at what happens for activation "sigmoid".',
    ),
    (
        "always-sigmoid",
        {"A, activation_cache = relu(Z)": "A, activation_cache = sigmoid(Z)"},
        "You use the sigmoid in both branches.",
        'Look at what happens for activation "relu".',
    ),
    (
        "tanh-for-relu",
        {"A, activation_cache = relu(Z)": "A, activation_cache = np.tanh(Z), Z"},
        "Your relu layers use tanh, the hidden activation of another assignment.",
        "relu is given above; it also hands back what the cache stores.",
    ),
    (
        "no-activation",
        {
            "A, activation_cache = sigmoid(Z)": "A, activation_cache = Z, Z",
            "A, activation_cache = relu(Z)": "A, activation_cache = Z, Z",
        },
        "Your A is just Z: no activation is applied.",
        "A is the activation function's value at Z.",
    ),
    (
        "activation-of-the-input",
        {
            "A, activation_cache = sigmoid(Z)": "A, activation_cache = sigmoid(A_prev)",
            "A, activation_cache = relu(Z)": "A, activation_cache = relu(A_prev)",
        },
        "You apply the activation to A_prev; it belongs on Z.",
        "First the linear part, then the activation of what it gives.",
    ),
    (
        "sigmoid-sign",
        {"A, activation_cache = sigmoid(Z)": "A, activation_cache = 1 / (1 + np.exp(Z)), Z"},
        "Your sigmoid falls where Z grows: the sign in its exponent is missing.",
        "sigmoid is given above; it also hands back what the cache stores.",
    ),
    (
        "relu-mask",
        {"A, activation_cache = relu(Z)": "A, activation_cache = np.where(Z > 0, 1.0, 0.0), Z"},
        "Your relu layers give 1 where Z is positive: that is the derivative, not the activation.",
        "Where Z is positive, relu hands Z itself on.",
    ),
    (
        "z-and-a-not-unpacked",
        {
            "A, activation_cache = sigmoid(Z)": "A = sigmoid(Z)\n        activation_cache = Z",
            "A, activation_cache = relu(Z)": "A = relu(Z)\n        activation_cache = Z",
        },
        "Your A is a tuple: sigmoid and relu return two things, and both land in A.",
        "Give the two returned things a name each.",
    ),
    (
        "linear-forward-not-unpacked",
        {"Z, linear_cache = linear_forward(A_prev, W, b)": "Z = linear_forward(A_prev, W, b)"},
        "Your Z is a tuple: linear_forward returns two things, and both land in Z.",
        "Give the two returned things a name each.",
    ),
    (
        "arguments-swapped",
        {"linear_forward(A_prev, W, b)": "linear_forward(W, A_prev, b)"},
        "You hand W and A_prev to linear_forward in swapped places.",
        "The activations come first, then the weights.",
    ),
    (
        "a-for-a-prev",
        {"linear_forward(A_prev, W, b)": "linear_forward(A, W, b)"},
        "You use A before it exists: the layer's input is called A_prev here.",
        "A is what this function makes; A_prev is what it gets.",
    ),
    (
        "notebook-globals",
        {"linear_forward(A_prev, W, b)": "linear_forward(X, W1, b1)"},
        "You use X, W1 and b1 of the notebook; the function's own arguments are A_prev, W and b.",
        "The same function serves every layer, so it must not know layer 1 by name.",
    ),
    (
        "b-left-out",
        {"linear_forward(A_prev, W, b)": "linear_forward(A_prev, W, np.zeros_like(b))"},
        "Your Z lacks the bias b.",
        "Hand the b that the function gets on to the linear part.",
    ),
    (
        "misspelt-activation",
        {
            "    else:\n        A, activation_cache = relu": '    elif activation == "ReLU":\n        A, activation_cache = relu'
        },
        'For activation "relu" no branch is taken, so A never gets a value: the name is spelt otherwise.',
        "The names of the activations are written in small letters.",
    ),
    (
        "a-in-the-cache",
        {"cache = (linear_cache, activation_cache)": "cache = (linear_cache, A)"},
        "Your activation_cache holds A; it holds Z.",
        "The backward step needs the slope of the activation at Z.",
    ),
    (
        "output-in-the-linear-cache",
        {"cache = (linear_cache, activation_cache)": "cache = ((A, W, b), activation_cache)"},
        "Your linear cache holds A, this layer's output; it holds A_prev, its input.",
        "The gradient of W needs what the layer was fed with.",
    ),
    (
        "caches-swapped",
        {"cache = (linear_cache, activation_cache)": "cache = (activation_cache, linear_cache)"},
        "The two parts of your cache are in swapped places.",
        "First the linear part's cache, then the activation's.",
    ),
    (
        "flat-cache",
        {"cache = (linear_cache, activation_cache)": "cache = (A_prev, W, b, activation_cache)"},
        "Your cache has four entries side by side; it is a pair of caches.",
        "The cache that linear_forward returns stays one piece.",
    ),
    (
        "linear-cache-only",
        {"cache = (linear_cache, activation_cache)": "cache = linear_cache"},
        "Your cache lacks Z, which the activation's backward step needs.",
        "The cache is a pair: the linear part's and the activation's.",
    ),
    (
        "outputs-swapped",
        {"return A, cache": "return cache, A"},
        "You return the cache first and A second.",
        "A comes first.",
    ),
)

L_MODEL_FORWARD = _of(
    "L_model_forward",
    (
        "all-relu",
        {'+ str(L)], "sigmoid")': '+ str(L)], "relu")'},
        "Your output layer uses relu, so AL is no probability.",
        "The hidden layers use relu, the last one the sigmoid.",
    ),
    (
        "all-sigmoid",
        {'+ str(l)], "relu")': '+ str(l)], "sigmoid")'},
        "Your hidden layers use the sigmoid.",
        "The hidden layers use relu, the last one the sigmoid.",
    ),
    (
        "activations-swapped",
        {
            '+ str(L)], "sigmoid")': '+ str(L)], "relu")',
            '+ str(l)], "relu")': '+ str(l)], "sigmoid")',
        },
        "Your activations are swapped: the hidden layers use the sigmoid and the output layer relu.",
        "The hidden layers use relu, the last one the sigmoid.",
    ),
    (
        "last-cache-missing",
        {"    caches.append(cache)\n    # YOUR": "    # YOUR"},
        "Your caches lack the last layer's.",
        "There is a cache for every layer, the output layer too.",
    ),
    (
        "hidden-caches-missing",
        {"        caches.append(cache)\n    AL": "    AL"},
        "Your caches hold the last layer's only.",
        "Every pass of the loop makes a cache, and each is kept.",
    ),
    (
        "caches-backwards",
        {
            "        caches.append(cache)\n    AL": "        caches.insert(0, cache)\n    AL",
            "    caches.append(cache)\n    # YOUR": "    caches.insert(0, cache)\n    # YOUR",
        },
        "Your caches are in the order last layer to first.",
        "The cache of layer 1 comes first in the list.",
    ),
    (
        "a-in-the-caches",
        {
            "        caches.append(cache)\n    AL": "        caches.append(A)\n    AL",
            "    caches.append(cache)\n    # YOUR": "    caches.append(AL)\n    # YOUR",
        },
        "Your caches hold the activations A; they hold the cache that each layer hands back.",
        "linear_activation_forward returns two things; the list collects the second.",
    ),
    (
        "linear-caches-only",
        {
            "        caches.append(cache)\n    AL": "        caches.append(cache[0])\n    AL",
            "    caches.append(cache)\n    # YOUR": "    caches.append(cache[0])\n    # YOUR",
        },
        "Your caches hold only the linear part; the Z of each layer is lost.",
        "Keep each cache as linear_activation_forward returns it.",
    ),
    (
        "x-into-every-layer",
        {"        A_prev = A\n": "        A_prev = X\n"},
        "You feed X into every hidden layer; each layer takes what the one before made.",
        "Look at what A_prev is in the second pass of the loop.",
    ),
    (
        "last-layer-gets-a-prev",
        {
            "AL, cache = linear_activation_forward(A, ": "AL, cache = linear_activation_forward(A_prev, "
        },
        "Your output layer gets A_prev, the input of the last hidden layer, not its output.",
        "After the loop, A is what the last hidden layer made (or X, where there is none).",
    ),
    (
        "loop-one-early",
        {"for l in range(1, L):": "for l in range(1, L - 1):"},
        "Your loop leaves out the last hidden layer.",
        "range already leaves out its end: layers 1 to L-1 are the hidden ones.",
    ),
    (
        "loop-with-the-last-layer",
        {"for l in range(1, L):": "for l in range(1, L + 1):"},
        "The last layer is computed twice: in your loop, and once more after it.",
        "The loop is for the hidden layers 1 to L-1.",
    ),
    (
        "loop-from-0",
        {"for l in range(1, L):": "for l in range(0, L):"},
        "Your loop starts at 0 and looks for W0; the first layer with parameters is layer 1.",
        "Layer 0 is the input X.",
    ),
    (
        "layers-counted-twice",
        {"L = len(parameters) // 2": "L = len(parameters)"},
        "Your L is twice the number of layers: parameters holds a W and a b for each.",
        "A network with three layers has six entries in parameters.",
    ),
    (
        "always-layer-1",
        {
            'parameters["W" + str(l)], parameters["b" + str(l)], "relu")': 'parameters["W1"], parameters["b1"], "relu")'
        },
        "All your hidden layers use W1 and b1.",
        "The key follows the number of the layer in the loop.",
    ),
    (
        "b-of-the-next-layer",
        {'parameters["b" + str(l)], "relu")': 'parameters["b" + str(l + 1)], "relu")'},
        "Your hidden layers take the b of the layer after them.",
        "W and b of a layer carry the same number.",
    ),
    (
        "two-layers-only",
        {
            "for l in range(1, L):": "for l in range(1, 2):",
            'parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")': 'parameters["W2"], parameters["b2"], "sigmoid")',
        },
        "Your function is written for two layers; parameters may hold fewer or more.",
        "The number of layers is L, and the last one's keys end with it.",
    ),
    (
        "params-for-parameters",
        {
            'parameters["W" + str(l)], parameters["b" + str(l)], "relu")': 'params["W" + str(l)], params["b" + str(l)], "relu")',
            'parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")': 'params["W" + str(L)], params["b" + str(L)], "sigmoid")',
        },
        "You use params; this function's argument is called parameters.",
        "Compare the name with the one in the def line.",
    ),
    (
        "hidden-a-returned",
        {"return AL, caches": "return A, caches"},
        "You return A of the last hidden layer; AL is what the output layer makes.",
        "AL has one row, for the single output unit.",
    ),
    (
        "rounded-to-labels",
        {"return AL, caches": "return (AL > 0.5).astype(float), caches"},
        "You return 0 or 1 for each example; AL is the probability itself.",
        "Predictions are made from AL later, after training.",
    ),
    (
        "squeezed",
        {"return AL, caches": "return np.squeeze(AL), caches"},
        "You squeeze AL, which loses its row axis; its shape is (1, m).",
        "Y has two axes as well, and the cost compares the two.",
    ),
    (
        "outputs-swapped",
        {"return AL, caches": "return caches, AL"},
        "You return caches first and AL second.",
        "AL comes first.",
    ),
    (
        "caches-not-returned",
        {"return AL, caches": "return AL"},
        "You return AL alone; the caches belong to it.",
        "The backward pass needs what each layer stored.",
    ),
    (
        "parameters-filled",
        {
            "        caches.append(cache)\n    AL": '        caches.append(cache)\n        parameters["A" + str(l)] = A\n    AL'
        },
        "You write into parameters, which belongs to the caller.",
        "What a layer needs later is in its cache already.",
    ),
)

COST = "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"

COMPUTE_COST = _of(
    "compute_cost",
    (
        "sign",
        {COST: "np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"},
        "Your cost has the wrong sign.",
        "The logarithm of a probability is negative, the cost positive.",
    ),
    (
        "sign-of-one-term",
        {COST: "(-np.sum(Y * np.log(AL)) + np.sum((1 - Y) * np.log(1 - AL))) / m"},
        "The minus stands before the first term only; it belongs to both.",
        "Mind the parentheses: both logarithms are negative, and both count as cost.",
    ),
    (
        "not-averaged",
        {COST: "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))"},
        "Your cost is m times too large: it is the sum over the examples, not their mean.",
        "m is the number of examples, the columns of Y.",
    ),
    (
        "averaged-twice",
        {COST: "-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"},
        "Your cost is divided by m twice: the mean does it already.",
        "Either a sum and 1/m, or a mean.",
    ),
    (
        "one-term-averaged",
        {COST: "-(np.sum(Y * np.log(AL)) / m + np.sum((1 - Y) * np.log(1 - AL)))"},
        "Only the first term of your cost is divided by m.",
        "The 1/m stands before the whole sum.",
    ),
    (
        "halved",
        {COST: "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / (2 * m)"},
        "Your cost is half of what is asked: the 1/(2m) belongs to the squared error.",
        "The cross-entropy has 1/m.",
    ),
    (
        "hard-coded-m",
        {"m = Y.shape[1]": "m = 3"},
        "You divide by 3 whatever Y holds: the number of examples is written into the function.",
        "m is the number of columns of Y.",
    ),
    (
        "notebook-globals",
        {"m = Y.shape[1]": "m = X.shape[1]"},
        "You use X of the notebook; this function knows AL and Y only.",
        "The number of examples can be had from an argument.",
    ),
    (
        "log-of-labels",
        {COST: "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - Y)) / m"},
        "Your second logarithm is taken of 1 - Y; it is taken of 1 - AL.",
        "Y is 0 or 1 and only chooses a term; the logarithms are of probabilities.",
    ),
    (
        "roles-swapped",
        {COST: "-np.sum(AL * np.log(Y) + (1 - AL) * np.log(1 - Y)) / m"},
        "AL and Y are in swapped places: you take the logarithm of the labels.",
        "Y is 0 or 1 and only chooses a term; the logarithms are of AL and 1 - AL.",
    ),
    (
        "one-plus-al",
        {COST: "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 + AL)) / m"},
        "Your second logarithm is taken of 1 + AL; it is taken of 1 - AL.",
        "1 - AL is the probability of the label 0.",
    ),
    (
        "log2",
        {COST: "-np.sum(Y * np.log2(AL) + (1 - Y) * np.log2(1 - AL)) / m"},
        "You take logarithms to base 2; natural ones are asked.",
        "The derivative of the cost, used in the backward pass, holds for the natural logarithm.",
    ),
    (
        "log10",
        {COST: "-np.sum(Y * np.log10(AL) + (1 - Y) * np.log10(1 - AL)) / m"},
        "You take logarithms to base 10; natural ones are asked.",
        "The derivative of the cost, used in the backward pass, holds for the natural logarithm.",
    ),
    (
        "second-term-missing",
        {COST: "-np.sum(Y * np.log(AL)) / m"},
        "Your cost counts only the examples labelled 1: the term with 1 - Y is missing.",
        "An example labelled 0 costs the more, the larger its AL is.",
    ),
    (
        "first-term-missing",
        {COST: "-np.sum((1 - Y) * np.log(1 - AL)) / m"},
        "Your cost counts only the examples labelled 0: the term with Y is missing.",
        "An example labelled 1 costs the more, the smaller its AL is.",
    ),
    (
        "second-term-unweighted",
        {COST: "-np.sum(Y * np.log(AL) + np.log(1 - AL)) / m"},
        "Your second term counts for every example; its factor 1 - Y is missing.",
        "For a label 1 the second term must vanish.",
    ),
    (
        "squared-error",
        {COST: "np.sum((AL - Y) ** 2) / m"},
        "Your cost is the squared error; the cross-entropy is asked.",
        "The formula has two logarithms.",
    ),
    (
        "not-summed",
        {COST: "-(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m"},
        "Your cost is an array with an entry for each example: the sum is missing.",
        "The cost is one number.",
    ),
    (
        "labels-not-transposed",
        {COST: "-(np.dot(Y, np.log(AL)) + np.dot(1 - Y, np.log(1 - AL))) / m"},
        "Y and AL are both rows, and a matrix product of two rows does not exist.",
        "Both are (1, m): one of them must be a column for a product, or take the elementwise one.",
    ),
    (
        "outer-product",
        {COST: "-np.sum(np.dot(Y.T, np.log(AL)) + np.dot((1 - Y).T, np.log(1 - AL))) / m"},
        "You pair every label with every example's AL: the transpose stands on the wrong factor.",
        "Each label meets the AL of its own example only.",
    ),
    (
        "kept-as-array",
        {
            COST: "-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=1, keepdims=True) / m",
            "return np.squeeze(cost)": "return cost",
        },
        "Your cost is an array of shape (1, 1); a plain number is asked.",
        "Take the number out of the array before you return it.",
    ),
    (
        "epsilon-too-large",
        {COST: "-np.sum(Y * np.log(AL + 0.001) + (1 - Y) * np.log(1 - AL + 0.001)) / m"},
        "You add a number inside the logarithms that is large enough to change the cost.",
        "AL lies strictly between 0 and 1, so the logarithms need no help.",
    ),
    (
        "clipped",
        {
            COST: "-np.sum(Y * np.log(np.clip(AL, 0.1, 0.9)) + (1 - Y) * np.log(1 - np.clip(AL, 0.1, 0.9))) / m"
        },
        "You clip AL, so that confident predictions cost something else than they should.",
        "AL lies strictly between 0 and 1, so the logarithms need no help.",
    ),
    (
        "predictions-for-al",
        {COST: "np.sum(Y != (AL > 0.5)) / m"},
        "Your cost is the share of wrong predictions; the cross-entropy of AL is asked.",
        "The cost must change a little when AL changes a little.",
    ),
    (
        "float32",
        {"np.squeeze(cost)": "np.float32(np.squeeze(cost))"},
        "Your cost is float32; numpy's usual float64 is asked.",
        "No conversion is needed.",
    ),
)

DW = "dW = np.dot(dZ, A_prev.T) / m"
DB = "db = np.sum(dZ, axis=1, keepdims=True) / m"
DA = "dA_prev = np.dot(W.T, dZ)"

LINEAR_BACKWARD = _of(
    "linear_backward",
    (
        "dw-not-averaged",
        {DW: "dW = np.dot(dZ, A_prev.T)"},
        "Your dW is m times too large: the 1/m is missing.",
        "dW is an average over the examples, as the cost is.",
    ),
    (
        "db-not-averaged",
        {DB: "db = np.sum(dZ, axis=1, keepdims=True)"},
        "Your db is m times too large: the 1/m is missing.",
        "db is an average over the examples, as the cost is.",
    ),
    (
        "not-averaged",
        {DW: "dW = np.dot(dZ, A_prev.T)", DB: "db = np.sum(dZ, axis=1, keepdims=True)"},
        "Your dW and db are m times too large: the 1/m is missing in both.",
        "Both are averages over the examples, as the cost is.",
    ),
    (
        "dw-averaged-twice",
        {DW: "dW = np.dot(dZ, A_prev.T) / m / m"},
        "Your dW is divided by m twice.",
        "One 1/m, where dW is made.",
    ),
    (
        "db-averaged-twice",
        {DB: "db = np.mean(dZ, axis=1, keepdims=True) / m"},
        "Your db is divided by m twice: the mean does it already.",
        "Either a sum and 1/m, or a mean.",
    ),
    (
        "da-averaged",
        {DA: "dA_prev = np.dot(W.T, dZ) / m"},
        "Your dA_prev is m times too small: it carries no 1/m.",
        "dA_prev keeps a column for each example; only sums over the examples are averaged.",
    ),
    (
        "all-averaged",
        {DW: "dZ = dZ / m\n    dW = np.dot(dZ, A_prev.T) / m"},
        "You divide dZ by m first, so dW and db get the 1/m twice and dA_prev once too often.",
        "dZ stays as it came in.",
    ),
    (
        "dz-divided-in-place",
        {
            DW: "dZ /= m\n    dW = np.dot(dZ, A_prev.T)",
            DB: "db = np.sum(dZ, axis=1, keepdims=True)",
        },
        "You divide the caller's dZ by m in place, which also makes dA_prev m times too small.",
        "The 1/m belongs to dW and db alone; dZ stays as it came in.",
    ),
    (
        "m-from-rows",
        {"m = A_prev.shape[1]": "m = A_prev.shape[0]"},
        "Your m is the number of units in the layer before, not the number of examples.",
        "The examples are the columns of A_prev.",
    ),
    (
        "m-from-dz-rows",
        {"m = A_prev.shape[1]": "m = dZ.shape[0]"},
        "Your m is the number of units in this layer, not the number of examples.",
        "The examples are the columns of dZ.",
    ),
    (
        "notebook-globals",
        {"m = A_prev.shape[1]": "m = X.shape[1]"},
        "You use X of the notebook; this function knows dZ and its cache only.",
        "The number of examples can be had from what the cache holds.",
    ),
    (
        "m-not-defined",
        {"    m = A_prev.shape[1]\n": ""},
        "You use m, but nothing in the function gives it a value.",
        "m is the number of examples, the columns of A_prev.",
    ),
    (
        "dw-elementwise",
        {DW: "dW = dZ * A_prev / m"},
        "You multiply dZ and A_prev element by element; dW needs a matrix product.",
        "dW has the shape of W: a row for each unit here, a column for each unit before.",
    ),
    (
        "dw-transpose-missing",
        {DW: "dW = np.dot(dZ, A_prev) / m"},
        "A transpose is missing in your dW: the examples of dZ and A_prev must meet.",
        "dZ is (n, m) and A_prev is (n_prev, m); dW is (n, n_prev).",
    ),
    (
        "dw-transposed",
        {DW: "dW = np.dot(A_prev, dZ.T) / m"},
        "Your dW is transposed: the two factors are in swapped places.",
        "dW has the shape of W.",
    ),
    (
        "dw-from-da",
        {DW: "dW = np.dot(dZ, np.dot(W.T, dZ).T) / m"},
        "Your dW is made with dA_prev; the formula wants A_prev, which the cache holds first.",
        "The gradient of a product with respect to W holds the other factor, the layer's input.",
    ),
    (
        "dw-sign",
        {DW: "dW = -np.dot(dZ, A_prev.T) / m"},
        "Your dW has the wrong sign.",
        "The minus comes only with the update of the parameters.",
    ),
    (
        "db-wrong-axis",
        {DB: "db = np.sum(dZ, axis=0, keepdims=True) / m"},
        "Your db is summed over the units; it is summed over the examples.",
        "db has the shape of b, (n, 1): the columns of dZ are added up.",
    ),
    (
        "db-keepdims-missing",
        {DB: "db = np.sum(dZ, axis=1) / m"},
        "Your db is a rank-1 array of shape (n,): the summed axis is not kept.",
        "db has the shape of b, (n, 1); np.sum can keep the axis it sums over.",
    ),
    (
        "db-squeezed",
        {DB: "db = np.squeeze(np.sum(dZ, axis=1, keepdims=True)) / m"},
        "You squeeze db, which loses an axis; it has the shape of b.",
        "b is (n, 1), and so is db.",
    ),
    (
        "db-one-number",
        {DB: "db = float(np.sum(dZ)) / m"},
        "Your db is one number for the whole layer; each unit has its own.",
        "Sum over the examples only, so that a row for each unit stays.",
    ),
    (
        "db-not-summed",
        {DB: "db = dZ / m"},
        "Your db still has a column for each example: the sum over them is missing.",
        "db has the shape of b, (n, 1).",
    ),
    (
        "db-from-dw",
        {DB: "db = np.sum(dW, axis=1, keepdims=True)"},
        "You sum dW for your db; b meets no input, so db is made from dZ alone.",
        "db adds up the columns of dZ.",
    ),
    (
        "da-transpose-missing",
        {DA: "dA_prev = np.dot(W, dZ)"},
        "A transpose is missing in your dA_prev: W must be turned so that the units meet.",
        "W is (n, n_prev) and dZ is (n, m); dA_prev is (n_prev, m).",
    ),
    (
        "da-transposed",
        {DA: "dA_prev = np.dot(dZ.T, W)"},
        "Your dA_prev is transposed: an example in each row instead of each column.",
        "dA_prev has the shape of A_prev.",
    ),
    (
        "da-elementwise",
        {DA: "dA_prev = W.T * dZ"},
        "You multiply W and dZ element by element; dA_prev needs a matrix product.",
        "dA_prev has the shape of A_prev, (n_prev, m).",
    ),
    (
        "da-from-dw",
        {DA: "dA_prev = np.dot(dW.T, dZ)"},
        "Your dA_prev is made with dW; the formula wants W itself.",
        "The cache holds W second.",
    ),
    (
        "cache-order",
        {"A_prev, W, b = cache": "W, A_prev, b = cache"},
        "You take the cache apart in the wrong order: W and A_prev are swapped.",
        "linear_forward stored its three arguments in the order of its def line.",
    ),
    (
        "outputs-order",
        {"return dA_prev, dW, db": "return dW, db, dA_prev"},
        "You return dW, db and dA_prev in that order; dA_prev comes first.",
        "The order is that of the docstring.",
    ),
    (
        "float32",
        {DW: "dW = (np.dot(dZ, A_prev.T) / m).astype(np.float32)"},
        "Your dW is float32; numpy's usual float64 is asked.",
        "No conversion is needed: the product has the right dtype.",
    ),
)

SIGMOID_BRANCH = "dZ = sigmoid_backward(dA, activation_cache)"
RELU_BRANCH = "dZ = relu_backward(dA, activation_cache)"
LINEAR_STEP = "dA_prev, dW, db = linear_backward(dZ, linear_cache)"

LINEAR_ACTIVATION_BACKWARD = _of(
    "linear_activation_backward",
    (
        "activations-swapped",
        {'if activation == "sigmoid":': 'if activation != "sigmoid":'},
        "Your two backward functions are swapped: sigmoid layers get relu's and the other way round.",
        "Follow the argument activation through the two branches.",
    ),
    (
        "always-relu",
        {SIGMOID_BRANCH: "dZ = relu_backward(dA, activation_cache)"},
        "You use relu's backward function for sigmoid layers too.",
        'Look at what happens for activation "sigmoid".',
    ),
    (
        "always-sigmoid",
        {RELU_BRANCH: "dZ = sigmoid_backward(dA, activation_cache)"},
        "You use the sigmoid's backward function for relu layers too.",
        'Look at what happens for activation "relu".',
    ),
    (
        "derivative-skipped",
        {LINEAR_STEP: "dA_prev, dW, db = linear_backward(dA, linear_cache)"},
        "You hand dA to linear_backward, which wants dZ: the slope of the activation is lost.",
        "dZ is dA times the slope of the activation at Z.",
    ),
    (
        "derivative-twice",
        {
            SIGMOID_BRANCH: "dZ = sigmoid_backward(sigmoid_backward(dA, activation_cache), activation_cache)"
        },
        "For sigmoid layers the slope of the activation is multiplied in twice.",
        "One call turns dA into dZ.",
    ),
    (
        "relu-mask-only",
        {RELU_BRANCH: "dZ = np.where(activation_cache > 0, 1.0, 0.0)"},
        "For relu layers your dZ is only the slope; the factor dA is missing.",
        "dZ is dA times the slope of the activation at Z.",
    ),
    (
        "relu-mask-from-da",
        {RELU_BRANCH: "dZ = relu_backward(dA, dA)"},
        "For relu layers you cut dZ where dA is negative; Z decides.",
        "The slope of relu depends on the Z that the activation cache holds.",
    ),
    (
        "relu-value-for-slope",
        {RELU_BRANCH: "dZ = dA * relu(activation_cache)[0]"},
        "For relu layers you multiply dA by relu's value; its slope is wanted.",
        "The slope of relu is 1 where Z is positive and 0 elsewhere.",
    ),
    (
        "relu-slope-1",
        {RELU_BRANCH: "dZ = dA"},
        "For relu layers your dZ is dA everywhere, also where Z is negative.",
        "Where Z is negative, relu is flat.",
    ),
    (
        "sigmoid-da-missing",
        {SIGMOID_BRANCH: "dZ = sigmoid(activation_cache)[0] * (1 - sigmoid(activation_cache)[0])"},
        "For sigmoid layers your dZ is only the slope; the factor dA is missing.",
        "dZ is dA times the slope of the activation at Z.",
    ),
    (
        "sigmoid-slope-of-z",
        {SIGMOID_BRANCH: "dZ = dA * activation_cache * (1 - activation_cache)"},
        "For sigmoid layers you use Z where the sigmoid of Z belongs.",
        "The activation cache holds Z, not A; the slope is A times 1 - A.",
    ),
    (
        "sigmoid-half-slope",
        {SIGMOID_BRANCH: "dZ = dA * sigmoid(activation_cache)[0]"},
        "For sigmoid layers half of the slope is missing: the factor 1 - A.",
        "The slope of the sigmoid is A times 1 - A.",
    ),
    (
        "tanh-slope",
        {RELU_BRANCH: "dZ = dA * (1 - np.tanh(activation_cache) ** 2)"},
        "Your relu layers use the slope of tanh, the hidden activation of another assignment.",
        "relu_backward is given above.",
    ),
    (
        "linear-cache-for-the-activation",
        {
            SIGMOID_BRANCH: "dZ = sigmoid_backward(dA, linear_cache)",
            RELU_BRANCH: "dZ = relu_backward(dA, linear_cache)",
        },
        "The activation's backward function gets the linear cache; it wants Z.",
        "linear_activation_forward stored the linear cache first and the activation's second.",
    ),
    (
        "whole-cache-for-linear",
        {LINEAR_STEP: "dA_prev, dW, db = linear_backward(dZ, cache)"},
        "You hand the whole cache to linear_backward, which wants its linear part with three entries.",
        "The cache is a pair; one half of it belongs to the linear step.",
    ),
    (
        "gradients-misnamed",
        {LINEAR_STEP: "dW, db, dA_prev = linear_backward(dZ, linear_cache)"},
        "You name what linear_backward returns in the wrong order.",
        "It returns dA_prev first, then dW, then db.",
    ),
    (
        "dz-returned",
        {"return dA_prev, dW, db": "return dZ, dW, db"},
        "You return dZ where dA_prev belongs.",
        "dA_prev has the shape of A_prev; it is what the layer before needs.",
    ),
    (
        "averaged-again",
        {LINEAR_STEP: "dA_prev, dW, db = linear_backward(dZ / dA.shape[1], linear_cache)"},
        "You divide by m here, though linear_backward does that already.",
        "dZ goes on as it is.",
    ),
    (
        "misspelt-activation",
        {"    else:\n        dZ = relu": '    elif activation == "ReLU":\n        dZ = relu'},
        'For activation "relu" no branch is taken, so dZ never gets a value: the name is spelt otherwise.',
        "The names of the activations are written in small letters.",
    ),
    (
        "da-changed",
        {RELU_BRANCH: "dZ = dA\n        dZ[activation_cache <= 0] = 0"},
        "For relu layers you change the caller's dA: your dZ is the same array.",
        "An assignment makes no copy; dZ needs an array of its own.",
    ),
    (
        "outputs-order",
        {"return dA_prev, dW, db": "return dW, db, dA_prev"},
        "You return dW, db and dA_prev in that order; dA_prev comes first.",
        "The order is that of the docstring.",
    ),
)

DAL = "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))"
LAST_STEP = 'linear_activation_backward(dAL, caches[L - 1], "sigmoid")'
HIDDEN_STEP = 'linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "relu")'
LAST_DA = 'grads["dA" + str(L - 1)] = dA_prev'
HIDDEN_DA = 'grads["dA" + str(l - 1)] = dA_prev'
LOOP = "for l in reversed(range(1, L)):"

L_MODEL_BACKWARD = _of(
    "L_model_backward",
    (
        "keys-shifted",
        {
            LAST_DA: 'grads["dA" + str(L)] = dA_prev',
            HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l + 1)], caches[l - 1], "relu")',
            HIDDEN_DA: 'grads["dA" + str(l)] = dA_prev',
        },
        "Your dA keys are one too high: dA1 holds what belongs in dA0.",
        "What layer l hands back is the gradient of its input, A of layer l-1.",
    ),
    (
        "last-da-key-too-high",
        {LAST_DA: 'grads["dA" + str(L)] = dA_prev'},
        "You store what the output layer hands back one key too high, where the loop doesn't find it.",
        "The output layer hands back the gradient of its input, A of layer L-1.",
    ),
    (
        "incoming-key-too-high",
        {
            HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l + 1)], caches[l - 1], "relu")'
        },
        "Each hidden layer looks for its incoming gradient one key too high.",
        "Layer l starts from the gradient of its own output, A of layer l.",
    ),
    (
        "incoming-overwritten",
        {HIDDEN_DA: 'grads["dA" + str(l)] = dA_prev'},
        "Each hidden layer overwrites its incoming dA with what it hands back; dA0 is never made.",
        "What layer l hands back is the gradient of its input, one number lower.",
    ),
    (
        "incoming-from-the-output-layer",
        {
            HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(L - 1)], caches[l - 1], "relu")'
        },
        "All your hidden layers start from what the output layer hands back; that is right for two layers only.",
        "The incoming gradient of a layer comes from the layer just after it.",
    ),
    (
        "dal-into-every-layer",
        {HIDDEN_STEP: 'linear_activation_backward(dAL, caches[l - 1], "relu")'},
        "All your hidden layers start from dAL, which is the gradient of the output only.",
        "The incoming gradient of a layer comes from the layer just after it.",
    ),
    (
        "cache-of-the-next-layer",
        {HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l)], caches[l], "relu")'},
        "Each hidden layer takes the cache of the layer after it.",
        "The list counts from 0, the layers from 1.",
    ),
    (
        "cache-of-layer-1",
        {HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l)], caches[0], "relu")'},
        "All your hidden layers take the cache of layer 1; that is right for two layers only.",
        "The cache follows the number of the layer in the loop.",
    ),
    (
        "cache-beyond-the-end",
        {LAST_STEP: 'linear_activation_backward(dAL, caches[L], "sigmoid")'},
        "You ask for a cache beyond the last one.",
        "The list counts from 0: the cache of layer L stands at L - 1.",
    ),
    (
        "layer-1-missing",
        {LOOP: "for l in reversed(range(2, L)):"},
        "dA0, dW1 and db1 are missing: your loop ends before layer 1.",
        "The hidden layers are L-1 down to 1.",
    ),
    (
        "loop-to-0",
        {LOOP: "for l in reversed(range(0, L)):"},
        "Your loop goes on to a layer 0, which has no parameters: it is the input.",
        "The hidden layers are L-1 down to 1.",
    ),
    (
        "loop-with-the-last-layer",
        {LOOP: "for l in reversed(range(1, L + 1)):"},
        "Your loop begins with the output layer, which is done before it.",
        "The hidden layers are L-1 down to 1.",
    ),
    (
        "loop-forwards",
        {LOOP: "for l in range(1, L):"},
        "Your loop runs from the first layer to the last; that is right for two layers only.",
        "A layer needs the gradient from the layer after it, so the last comes first.",
    ),
    (
        "all-relu",
        {LAST_STEP: 'linear_activation_backward(dAL, caches[L - 1], "relu")'},
        "Your output layer goes back through relu; it is a sigmoid layer.",
        "Go back through the activation that each layer used forwards.",
    ),
    (
        "all-sigmoid",
        {HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "sigmoid")'},
        "Your hidden layers go back through the sigmoid; they are relu layers.",
        "Go back through the activation that each layer used forwards.",
    ),
    (
        "activations-swapped",
        {
            LAST_STEP: 'linear_activation_backward(dAL, caches[L - 1], "relu")',
            HIDDEN_STEP: 'linear_activation_backward(grads["dA" + str(l)], caches[l - 1], "sigmoid")',
        },
        "Your activations are swapped: relu for the output layer, the sigmoid for the hidden ones.",
        "Go back through the activation that each layer used forwards.",
    ),
    (
        "dal-sign",
        {DAL: "dAL = np.divide(Y, AL) - np.divide(1 - Y, 1 - AL)"},
        "Your gradients have the wrong sign: the minus of dAL is missing.",
        "The cost falls where AL grows towards a label 1.",
    ),
    (
        "dal-sign-of-one-term",
        {DAL: "dAL = -(np.divide(Y, AL) + np.divide(1 - Y, 1 - AL))"},
        "The second term of your dAL has the wrong sign.",
        "The derivative of the logarithm of 1 - AL brings a minus of its own.",
    ),
    (
        "dal-second-term-missing",
        {DAL: "dAL = -np.divide(Y, AL)"},
        "Your dAL lacks the term with 1 - Y, so examples labelled 0 give no gradient.",
        "The cost has two terms, and so has its derivative.",
    ),
    (
        "dal-upside-down",
        {DAL: "dAL = -(np.divide(AL, Y) - np.divide(1 - AL, 1 - Y))"},
        "Your dAL divides by the labels; AL and 1 - AL stand below.",
        "The derivative of a logarithm is one over its argument.",
    ),
    (
        "dz-for-dal",
        {DAL: "dAL = AL - Y"},
        "Your dAL is AL - Y, which is dZ of the output layer: the sigmoid's slope then counts twice.",
        "Either dAL goes through linear_activation_backward, or that dZ through linear_backward.",
    ),
    (
        "averaged-again",
        {DAL: "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL)) / AL.shape[1]"},
        "All your gradients are m times too small: you divide dAL by m, and linear_backward divides again.",
        "dAL is taken for each example by itself.",
    ),
    (
        "gradients-misnamed",
        {"dA_prev, dW, db = " + HIDDEN_STEP: "dW, db, dA_prev = " + HIDDEN_STEP},
        "In the hidden layers you name what linear_activation_backward returns in the wrong order.",
        "It returns dA_prev first, then dW, then db.",
    ),
    (
        "da0-left-out",
        {HIDDEN_DA: 'if l > 1:\n            grads["dA" + str(l - 1)] = dA_prev'},
        "dA0 is missing from your grads.",
        "It trains nothing, but it falls out of the last step and is asked for.",
    ),
    (
        "keys-without-d",
        {
            'grads["dW" + str(L)] = dW': 'grads["W" + str(L)] = dW',
            'grads["db" + str(L)] = db': 'grads["b" + str(L)] = db',
            'grads["dW" + str(l)] = dW': 'grads["W" + str(l)] = dW',
            'grads["db" + str(l)] = db': 'grads["b" + str(l)] = db',
        },
        "Your keys name W and b; the gradients are called dW and db.",
        "The d tells a gradient from the parameter itself.",
    ),
    (
        "parameter-keys-too-low",
        {
            'grads["dW" + str(l)] = dW': 'grads["dW" + str(l - 1)] = dW',
            'grads["db" + str(l)] = db': 'grads["db" + str(l - 1)] = db',
        },
        "In the hidden layers you store dW and db one key too low.",
        "Only dA is one number lower: dW and db belong to layer l itself.",
    ),
    (
        "two-layers-only",
        {LOOP: "for l in [1]:"},
        "Your function is written for two layers; caches may hold fewer or more.",
        "The number of layers is the length of caches.",
    ),
    (
        "returned-in-the-loop",
        {"    return grads": "        return grads"},
        "You return inside the loop, after one hidden layer (and nothing at all where there is none).",
        "Look at how far the return line is indented.",
    ),
    (
        "grads-emptied",
        {HIDDEN_DA: 'grads = {}\n        grads["dA" + str(l - 1)] = dA_prev'},
        "Your grads hold only layer 1: the dictionary is made anew in every pass of the loop.",
        "The dictionary is made once, before the loop.",
    ),
    (
        "notebook-globals",
        {"L = len(caches)": "L = len(layer_dims) - 1"},
        "You use layer_dims of the notebook; this function knows AL, Y and caches only.",
        "The number of layers can be had from an argument.",
    ),
)

NEW_W = 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]'
NEW_B = 'parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]'
EVERY_LAYER = "for l in range(1, L + 1):"

UPDATE_PARAMETERS = _of(
    "update_parameters",
    (
        "uphill",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] + learning_rate * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] + learning_rate * grads["db" + str(l)]',
        },
        "You add the gradients, which makes the cost grow; they are subtracted.",
        "The gradient points uphill, and the step goes down.",
    ),
    (
        "b-not-updated",
        {"        " + NEW_B + "\n": ""},
        "Your biases stay as they were; only W is updated.",
        "Each layer has two parameters.",
    ),
    (
        "w-not-updated",
        {"        " + NEW_W + "\n": ""},
        "Your weights stay as they were; only b is updated.",
        "Each layer has two parameters.",
    ),
    (
        "learning-rate-forgotten",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - grads["db" + str(l)]',
        },
        "You subtract the whole gradient: the factor learning_rate is missing.",
        "The step is learning_rate times the gradient.",
    ),
    (
        "learning-rate-divides",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - grads["dW" + str(l)] / learning_rate',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - grads["db" + str(l)] / learning_rate',
        },
        "You divide the gradient by learning_rate; it is a factor.",
        "A smaller learning_rate makes a smaller step.",
    ),
    (
        "learning-rate-on-all",
        {
            NEW_W: 'parameters["W" + str(l)] = (params["W" + str(l)] - grads["dW" + str(l)]) * learning_rate',
            NEW_B: 'parameters["b" + str(l)] = (params["b" + str(l)] - grads["db" + str(l)]) * learning_rate',
        },
        "You multiply the old parameter by learning_rate too: the parentheses are misplaced.",
        "learning_rate scales the gradient alone.",
    ),
    (
        "learning-rate-hard-coded",
        {"    " + EVERY_LAYER: "    learning_rate = 0.1\n    " + EVERY_LAYER},
        "Your step ignores the argument learning_rate: 0.1 is written into the function.",
        "The caller chooses the learning rate.",
    ),
    (
        "notebook-globals",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - alpha * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - alpha * grads["db" + str(l)]',
        },
        "You use alpha, which is no argument of this function; the step size is called learning_rate.",
        "Compare the name with the one in the def line.",
    ),
    (
        "last-layer-left-out",
        {EVERY_LAYER: "for l in range(1, L):"},
        "The last layer is not updated: your loop ends one layer early.",
        "range leaves out its end.",
    ),
    (
        "first-layer-left-out",
        {EVERY_LAYER: "for l in range(2, L + 1):"},
        "Layer 1 is not updated: your loop starts one layer late.",
        "The first layer with parameters is layer 1.",
    ),
    (
        "loop-from-0",
        {EVERY_LAYER: "for l in range(L):"},
        "Your loop starts at 0 and looks for W0; the first layer with parameters is layer 1.",
        "Either the loop or the keys must be one higher.",
    ),
    (
        "layers-counted-twice",
        {"L = len(parameters) // 2": "L = len(parameters)"},
        "Your L is twice the number of layers: params holds a W and a b for each.",
        "A network with three layers has six entries in params.",
    ),
    (
        "two-layers-only",
        {EVERY_LAYER: "for l in (1, 2):"},
        "Your function is written for two layers; params may hold fewer or more.",
        "The number of layers is L.",
    ),
    (
        "key-without-d",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["W" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["b" + str(l)]',
        },
        "You look for W and b in grads; the gradients are called dW and db there.",
        "For layer 2: the parameter is W2, its gradient dW2.",
    ),
    (
        "parameter-for-gradient",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * params["W" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * params["b" + str(l)]',
        },
        "You subtract a share of the parameter itself, W where dW belongs.",
        "The gradients are in grads.",
    ),
    (
        "dw-in-b",
        {
            NEW_B: 'parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["dW" + str(l)]'
        },
        "You update b with dW; its own gradient is db.",
        "A parameter and its gradient have the same shape.",
    ),
    (
        "gradient-of-the-layer-before",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(max(l - 1, 1))]'
        },
        "You update W with the gradient of the layer before.",
        "A parameter and its gradient carry the same number.",
    ),
    (
        "da-for-dw",
        {
            NEW_W: 'parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dA" + str(l - 1)]'
        },
        "You update W with dA; its own gradient is dW.",
        "dA is about the activations, which are not trained.",
    ),
    (
        "step-only",
        {
            NEW_W: 'parameters["W" + str(l)] = learning_rate * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = learning_rate * grads["db" + str(l)]',
        },
        "You return the step itself; it is to be subtracted from the old parameter.",
        "The new parameter is the old one less the step.",
    ),
    (
        "minus-after-the-sign",
        {
            NEW_W: 'parameters["W" + str(l)] =- learning_rate * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] =- learning_rate * grads["db" + str(l)]',
        },
        "Your parameters become the negative step: = and - are in the wrong order (=- assigns, -= subtracts).",
        "Write the old parameter out on the right side.",
    ),
    (
        "changed-in-place",
        {
            NEW_W: 'parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] -= learning_rate * grads["db" + str(l)]',
        },
        "Your values are right, but you change the caller's params: the new ones need arrays of their own.",
        "A new dictionary still holds the caller's arrays, and -= works inside them.",
    ),
    (
        "gradients-scaled-in-place",
        {
            NEW_W: 'grads["dW" + str(l)] *= learning_rate\n        parameters["W" + str(l)] = params["W" + str(l)] - grads["dW" + str(l)]',
        },
        "Your values are right, but you change the caller's grads.",
        "Scale the gradient on the way, not in the dictionary.",
    ),
    (
        "unchanged",
        {"return parameters": "return params"},
        "You return params as they came in; the updated values are in parameters.",
        "Compare the name in the return line with the one that you assign to.",
    ),
    (
        "grads-returned",
        {"return parameters": "return grads"},
        "You return grads; the updated parameters are asked.",
        "Compare the name in the return line with the one that you assign to.",
    ),
    (
        "list-returned",
        {"return parameters": "return [parameters[key] for key in parameters]"},
        "You return a list; a dictionary with the keys W1, b1, … is asked.",
        "The line after the marked region was right as given.",
    ),
    (
        "returned-in-the-loop",
        {"    return parameters": "        return parameters"},
        "You return inside the loop, after the first layer.",
        "Look at how far the return line is indented.",
    ),
    (
        "parameters-for-params",
        {"parameters = dict(params)": "parameters = dict(parameters)"},
        "You use parameters before it exists; this function's argument is called params.",
        "Compare the name with the one in the def line.",
    ),
    (
        "updated-twice",
        {
            "    " + EVERY_LAYER: "    for l in [*range(1, L + 1), *range(1, L + 1)]:",
            NEW_W: 'parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]',
            NEW_B: 'parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]',
        },
        "You take two steps in one call: every parameter is updated twice.",
        "One call is one step of gradient descent.",
    ),
)

MISTAKES: tuple[Mistake, ...] = (
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
