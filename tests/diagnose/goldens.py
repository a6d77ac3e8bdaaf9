"""One wrong answer for each text of the rules, and what the learner reads.

Each is an edit of a reference that no known mistake describes: a rule has to find the cause.
"""
# ruff: noqa: E501 - sentences stand whole

from __future__ import annotations

from dataclasses import dataclass

Edits = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Golden:
    """``cell``: handed in as a notebook, since it cannot be read or uses what nothing defines."""

    code: str
    exercise: str
    edits: Edits
    message: str
    hint: str
    assignment: str = "deep_nn_step_by_step"
    cell: bool = False


GOLDENS = (
    Golden(
        "float32",
        "linear_activation_forward",
        (("return A, cache", "return A.astype(np.float32), cache"),),
        "Your A is right, but in float32.",
        "Leave the arrays in the type they come in, float64.",
    ),
    Golden(
        "list",
        "linear_forward",
        (("np.dot(W, A) + b", "(np.dot(W, A) + b).tolist()"),),
        "Your Z holds the right numbers, but as a Python list.",
        "Return the numpy array itself.",
    ),
    Golden(
        "subclass",
        "linear_activation_forward",
        (("return A, cache", "return np.asmatrix(A), cache"),),
        "Your A holds the right numbers, but as a numpy matrix.",
        "Use plain arrays: for a matrix, * means something else.",
    ),
    Golden(
        "flattened",
        "update_parameters",
        (
            (
                "    return parameters",
                '    return {k: v.ravel() if "b" in k else v for k, v in parameters.items()}',
            ),
        ),
        "Your b holds the right numbers in the wrong shape: (3,) where (3, 1) is asked.",
        "A sum along an axis drops that axis unless keepdims=True keeps it.",
    ),
    Golden(
        "kept_as_array",
        "compute_cost",
        (("np.squeeze(cost)", "cost.reshape(1)"),),
        "Your cost is right, but it is an array of shape (1,), not a plain number.",
        "np.squeeze takes the axes of length 1 away.",
    ),
    Golden(
        "transposed",
        "linear_activation_forward",
        (("return A, cache", "return A.T, cache"),),
        "Your A is transposed.",
        "Write the shapes of the two factors side by side: which one has to be turned?",
    ),
    Golden(
        "sign",
        "linear_activation_forward",
        (("return A, cache", "return -A, cache"),),
        "Your A has the wrong sign.",
        "Follow the minus through the formula.",
    ),
    Golden(
        "factor_m",
        "linear_activation_backward",
        (("return dA_prev, dW, db", "return dA_prev, dW, db * dA.shape[1]"),),
        "Your db is m times too large.",
        "Where an average over the examples is asked, 1/m belongs in; elsewhere no m does.",
    ),
    Golden(
        "factor_1/m",
        "linear_forward",
        (("np.dot(W, A) + b", "(np.dot(W, A) + b) / A.shape[1]"),),
        "Your Z is m times too small: it is divided by m once too often.",
        "Count where 1/m stands: once is enough, or none where nothing is averaged.",
    ),
    Golden(
        "factor_1/n",
        "linear_backward",
        (("np.sum(dZ, axis=1, keepdims=True) / m", "np.sum(dZ, axis=1, keepdims=True) / dZ.size"),),
        "Your db is divided by the number of its rows, the units of the layer, as well.",
        "What is averaged is the examples, the columns; the rows stay apart.",
    ),
    Golden(
        "factor_100",
        "compute_cost",
        (("/ m", "/ m * 100"),),
        "Your cost is 100 times too large.",
        "Is a factor of 0.01 left out, or a percentage returned?",
    ),
    Golden(
        "factor_0.01",
        "linear_forward",
        (("np.dot(W, A) + b", "(np.dot(W, A) + b) * 0.01"),),
        "Your Z is 100 times too small.",
        "Is 0.01 in it twice?",
    ),
    Golden(
        "factor_ln2",
        "compute_cost",
        (("/ m", "/ m / np.log(2)"),),
        "Your cost is taken with the logarithm to base 2.",
        "The cross-entropy is written with the natural logarithm.",
        assignment="planar_data_classification",
    ),
    Golden(
        "factor_ln10",
        "compute_cost",
        (("/ m", "/ m / np.log(10)"),),
        "Your cost is taken with the logarithm to base 10.",
        "The cross-entropy is written with the natural logarithm.",
        assignment="three_layer_backprop",
    ),
    Golden(
        "factor",
        "linear_forward",
        (("np.dot(W, A) + b", "(np.dot(W, A) + b) / 2"),),
        "Your Z is 0.5 times what is asked, in every case.",
        "Look for a constant in your formula that should not be there, or one that is missing.",
    ),
    Golden(
        "zero",
        "linear_forward",
        (("np.dot(W, A) + b", "np.zeros((W.shape[0], A.shape[1]))"),),
        "Your Z is all zeros.",
        "Is something set to zero and never filled, or filled under another name?",
    ),
    Golden(
        "constant",
        "compute_cost",
        (("np.squeeze(cost)", "0.5"),),
        "Your cost is the same whatever the inputs are.",
        "Is something written into the function that should come from its arguments?",
    ),
    Golden(
        "is_quantity",
        "linear_backward",
        (("np.dot(dZ, A_prev.T) / m", "W"),),
        "Your dW is W itself.",
        "A step is missing between W and dW, or the wrong name is returned.",
    ),
    Golden(
        "offset",
        "linear_backward",
        (("np.dot(dZ, A_prev.T) / m", "np.dot(dZ, A_prev.T) / m + W"),),
        "Your dW is off by exactly W.",
        "Is W left out of the formula, or in it with the wrong sign or once too often?",
    ),
    Golden(
        "swapped",
        "linear_backward",
        (("return dA_prev, dW, db", "return dA_prev, db, dW"),),
        "What stands where dW belongs is db.",
        "Compare your return line with the one that is asked.",
    ),
    Golden(
        "keys_shifted",
        "L_model_backward",
        (
            (
                "    return grads",
                '    return {k if k[:2] != "db" else f"db{int(k[2:]) - 1}": v for k, v in grads.items()}',
            ),
        ),
        "Your db keys are one too low: db0 holds what belongs in db1.",
        "W, b and their gradients have the number l of their layer; layer l hands back dA of l-1.",
    ),
    Golden(
        "other_seed",
        "initialize_parameters",
        (("np.random.seed(1)", "np.random.seed(2)"),),
        "Your random numbers come from another seed.",
        "Leave the line with np.random.seed as it was given.",
    ),
    Golden(
        "not_a_number",
        "linear_forward",
        (("np.dot(W, A) + b", "np.log(-np.exp(np.dot(W, A) + b))"),),
        "Your Z holds NaN, which is no number.",
        "Look for 0/0, or the logarithm of something negative.",
    ),
    Golden(
        "factor_m2",
        "linear_backward",
        (("np.dot(dZ, A_prev.T) / m", "np.dot(dZ, A_prev.T) * m"),),
        "Your dW is m * m times too large.",
        "Does m stand somewhere as a factor, where 1/m belongs?",
    ),
    Golden(
        "factor_quantity",
        "initialize_parameters_deep",
        ((" * 0.01", " * 0.01 * (L - 1)"),),
        "Your W is what is asked, times the number of layers, in every case.",
        "Should the number of layers be in that line, and once?",
    ),
    Golden(
        "kind",
        "linear_forward",
        (("np.dot(W, A) + b", "None"),),
        "Your Z is nothing (None); an array of shape (1, 2) is asked.",
        "Follow Z from your return line back to where it gets its value.",
    ),
    Golden(
        "shape",
        "linear_forward",
        (("np.dot(W, A) + b", "np.repeat(np.dot(W, A) + b, 2, axis=0)"),),
        "Your Z has the wrong shape: (2, 2) where (1, 2) is asked, for example.",
        "Write down the shapes of what it is made of, step by step.",
    ),
    Golden(
        "keys_missing",
        "update_parameters",
        (("    return parameters", '    del parameters[f"b{L}"]\n    return parameters'),),
        "There is no b for the last layer.",
        "Count how often your loop runs, and which numbers its keys get.",
    ),
    Golden(
        "return_kind",
        "linear_forward",
        (("return Z, cache", "return [Z]"),),
        "Your linear_forward returns a list of 1; Z and cache are asked.",
        "Leave the return line as it was given.",
    ),
    Golden(
        "layers",
        "update_parameters",
        (
            (
                "    return parameters",
                '    parameters["b1"] = parameters["b1"] + 1\n    return parameters',
            ),
        ),
        "Your b is right but for layer 1.",
        "What is different about that layer: its number, its activation, what it gets handed?",
    ),
    Golden(
        "branch",
        "linear_activation_forward",
        (("relu(Z)", "(np.sin(Z), Z)"),),
        "Your A is right for sigmoid and wrong for relu.",
        "Look at the lines that run only for relu.",
    ),
    Golden(
        "role",
        "linear_activation_backward",
        (
            (
                "return dA_prev, dW, db",
                "return dA_prev, np.dot(dA, linear_cache[0].T) / dA.shape[1], db",
            ),
        ),
        "Your dW is made with dA; the formula wants dZ.",
        "dZ is dA times the slope of the activation; dW, db and dA_prev are all made of it.",
    ),
    Golden(
        "elementwise",
        "linear_backward",
        (("np.dot(dZ, A_prev.T)", "dZ * A_prev.T"),),
        "Your dW multiplies dZ and A_prev element by element; a matrix product is asked.",
        "* multiplies number by number; a matrix product sums over what the factors share.",
    ),
    Golden(
        "axis",
        "backward_propagation",
        (("np.sum(dZ1, axis=1", "np.sum(dZ1, axis=0"),),
        "Your db1 is summed along the wrong axis.",
        "Columns are examples: what is summed over the examples keeps a row for each unit.",
        assignment="three_layer_backprop",
    ),
    Golden(
        "name_unknown",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(WW, A) + b"),),
        "`WW` is not defined when your line 14 runs. Is `W` meant?",
        "A function sees its own arguments, what it assigned before, and the notebook's functions.",
    ),
    Golden(
        "unbound",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + b + V\n    V = 0"),),
        "`V` is used in your line 14 before it has a value.",
        "Is it assigned only in a branch or loop that did not run here?",
    ),
    Golden(
        "still_none",
        "linear_forward",
        (("np.dot(W, A) + b", "None + b"),),
        "Something in your line 14 is still None.",
        "Fill in the lines that make it, above; or is a return missing in a function you call?",
    ),
    Golden(
        "shapes",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(b, np.dot(W, A))"),),
        "Your line 14 brings together shapes that do not fit: (2, 1), as b has, meets (2, 3).",
        "In a matrix product the columns of the first must be as many as the rows of the second.",
    ),
    Golden(
        "broadcast",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + A"),),
        "Your line 14 combines element by element what does not fit: (2, 3) meets (4, 3), as A has.",
        "Either the shapes agree, or one has length 1 where they differ.",
    ),
    Golden(
        "key",
        "update_parameters",
        (('grads["dW" + str(l)]', 'grads["dX" + str(l)]'),),
        "Your line 17 asks for the key 'dX1', which is not there. The layers of this case run from 1 to 2.",
        "Print the keys that there are, and count the layers from 1.",
    ),
    Golden(
        "key_made_of",
        "update_parameters",
        (('grads["dW" + str(l)]', 'grads["dW" + str(params)]'),),
        "Your line 17 makes a key of something large, an array or a cache perhaps.",
        "A key is a letter or two and the number of a layer; which name holds that number?",
    ),
    Golden(
        "index",
        "L_model_backward",
        (("caches[l - 1]", "caches[l + 7]"),),
        "Your line 26 asks for an entry beyond the end of a list or a shape.",
        "Python counts from 0: what is first stands at 0, what belongs to layer l at l - 1.",
    ),
    Golden(
        "tuple_operand",
        "linear_activation_backward",
        (("relu_backward(dA, activation_cache)", "relu_backward(dA, cache - 1)"),),
        "Your line 20 uses a tuple where one of its parts is wanted.",
        "A cache, or what a function with two values returns: give each part a name, left of =.",
    ),
    Golden(
        "unpack",
        "linear_backward",
        (("A_prev, W, b = cache", "A_prev, W = cache"),),
        "Your line 13 takes apart something into the wrong number of values.",
        "Count what the function on the right hands back, or what the cache holds.",
    ),
    Golden(
        "arguments",
        "linear_activation_forward",
        (("relu(Z)", "relu(Z, b)"),),
        "Your line 19 calls a function with other arguments than it takes.",
        "Compare the call with the line that defines the function.",
    ),
    Golden(
        "signature",
        "linear_forward",
        (("(A, W, b):", "(A, W, b, c):"),),
        "Your linear_forward takes other arguments than are asked: A, W, b.",
        "Leave the line with def as it was given.",
    ),
    Golden(
        "attribute",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dott(W, A) + b"),),
        "There is no `dott` on what your line 14 uses it on. Is `dot` meant?",
        "Check the spelling; and is the object what you think it is?",
    ),
    Golden(
        "not_callable",
        "linear_forward",
        (("np.dot(W, A) + b", "W(A) + b"),),
        "Your line 14 calls something that is no function.",
        "Is a name used for a value and a function, or a * missing before a parenthesis?",
    ),
    Golden(
        "mask",
        "linear_activation_backward",
        (
            (
                "dZ = relu_backward(dA, activation_cache)",
                "dZ = dA.copy()\n        dZ[linear_cache[0] <= 0] = 0",
            ),
        ),
        "Your line 21 picks entries of one array by another that has a different shape.",
        "dA, dZ, A and Z of one layer have the same shape: do both come from the same layer?",
    ),
    Golden(
        "too_many",
        "linear_backward",
        (("m = A_prev.shape[1]", "m = A_prev[:, 0, 0].size"),),
        "Your line 14 asks an array of dimension 2 for places in 3 dimensions.",
        "Print the shape just before: has an axis been lost, or was there never one?",
    ),
    Golden(
        "no_axis",
        "compute_cost",
        (
            (
                "np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))",
                "np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL), axis=2)",
            ),
        ),
        "Your line 14 goes along axis 2, which an array of dimension 2 does not have.",
        "Axes are counted from 0: of a matrix, axis 0 goes down the rows, axis 1 along the columns.",
    ),
    Golden(
        "index_kind",
        "L_model_backward",
        (
            (
                "linear_activation_backward(dAL, caches[L - 1]",
                'linear_activation_backward(dAL, caches["L"]',
            ),
        ),
        "Your line 21 looks something up in a list, a tuple or an array, and not by its place.",
        "A dictionary has keys such as 'W1'; in the others, places are counted 0, 1, 2 …",
    ),
    Golden(
        "text_and_number",
        "update_parameters",
        (('grads["dW" + str(l)]', 'grads["dW" + l]'),),
        "Your line 17 adds a number to a text.",
        "Python joins text only with text: turn the number into text first.",
    ),
    Golden(
        "fixed",
        "linear_forward",
        (("    cache = (A, W, b)", "    cache = (A, W, b)\n    cache[0] = A"),),
        "Your line 18 writes into something that cannot be changed, a tuple or a text.",
        "A cache is a tuple, made in one go; a list or a dictionary can be written into.",
    ),
    Golden(
        "sequence_times",
        "linear_backward",
        (("np.dot(W.T, dZ)", "cache * 0.5"),),
        "Your line 19 multiplies a list, a tuple or a text as if it were an array.",
        "Take out of it the array or number that you need.",
    ),
    Golden(
        "not_subscriptable",
        "linear_forward",
        (("np.dot(W, A)", "np.dot[W, A]"),),
        "Your line 14 has square brackets after something that has no entries.",
        "A function is called with round brackets; and is the name what you think it is?",
    ),
    Golden(
        "not_iterable",
        "update_parameters",
        (("for l in range(1, L + 1):", "for l in L:"),),
        "Your line 16 goes through a single number as if it were a list.",
        "To count up to a number there is range.",
    ),
    Golden(
        "not_whole",
        "L_model_forward",
        (("len(parameters) // 2", "len(parameters) / 2"),),
        "Your line 17 needs a whole number and gets one with a decimal point.",
        "/ always gives a decimal number; // gives a whole one.",
    ),
    Golden(
        "one_number",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + float(W)"),),
        "Your line 14 needs one number and gets an array.",
        "Functions of math take a single number; numpy has the same ones for arrays.",
    ),
    Golden(
        "ambiguous",
        "linear_activation_forward",
        (("A, activation_cache = relu(Z)", "A, activation_cache = (Z if Z > 0 else 0), Z"),),
        "Your line 19 asks whether a whole array is true, and it holds many numbers.",
        "if takes one decision; to decide number by number, calculate with the comparison itself.",
    ),
    Golden(
        "reshape",
        "L_model_backward",
        (("Y = Y.reshape(AL.shape)", "Y = Y.reshape(3, 7)"),),
        "Your line 17 reshapes an array into a shape with another number of entries.",
        "Reshaping moves no numbers in or out: multiply the sizes of both shapes.",
    ),
    Golden(
        "assertion",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + b\n    assert Z.shape == (7, 70)"),),
        "An assert in your function does not hold, in line 15.",
        "Print what it compares, just before that line.",
    ),
    Golden(
        "recursion",
        "linear_forward",
        (("np.dot(W, A) + b", "linear_forward(A, W, b)[0]"),),
        "Your function calls itself without end.",
        "Which function was meant to be called in line 14?",
    ),
    Golden(
        "zero_division",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + b\n    1 / (Z.ndim - 2)"),),
        "Your line 15 divides by zero.",
        "Which number is zero there, and why?",
    ),
    Golden(
        "timeout",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + b\n    while True:\n        pass"),),
        "Your function did not come to an end in time.",
        "Does the condition of your loop ever become false?",
    ),
    Golden(
        "memory",
        "linear_forward",
        (("np.dot(W, A) + b", "np.ones((40000, 400000))"),),
        "Your function asks for far more memory than its inputs need.",
        "Look at the shapes: is an outer product made where a matrix product is meant?",
    ),
    Golden(
        "name_elsewhere",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A) + b + shift"),),
        "`shift` in your line 16 is no argument of linear_forward; a variable that another cell happened to define does not count.",
        "Everything that your function needs comes in through its arguments: A, W, b.",
        cell=True,
    ),
    Golden(
        "indentation",
        "linear_forward",
        (("    cache = (A, W, b)", "cache = (A, W, b)"), ("    return Z", "      return Z")),
        "The indentation is off in line 20.",
        "Lines below a colon are indented by four spaces; an if or for needs one line at least.",
        cell=True,
    ),
    Golden(
        "syntax",
        "linear_forward",
        (("np.dot(W, A) + b", "np.dot(W, A + b"),),
        "Python cannot read line 16: '(' was never closed.",
        "Look at that line and the one above for a missing bracket, colon or quote.",
        cell=True,
    ),
)
