"""Known wrong versions of the five references, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from . import _gradient_check_n as check_n
from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

Z1 = "Z1 = np.dot(W1, X) + b1"
Z2 = "Z2 = np.dot(W2, A1) + b2"
Z3 = "Z3 = np.dot(W3, A2) + b3"
A1 = "A1 = relu(Z1)"
A2 = "A2 = relu(Z2)"
A3 = "A3 = sigmoid(Z3)"
CACHE = "cache = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)"

FORWARD = mistakes_of(
    "forward_propagation",
    ("layer-2-reads-x", {Z2: "Z2 = np.dot(W2, X) + b2"},
     "Your layer 2 reads X; it reads what layer 1 makes.", "Each layer reads the one before it."),
    ("layer-2-reads-z1", {Z2: "Z2 = np.dot(W2, Z1) + b2"},
     "Your layer 2 reads Z1, so the relu of layer 1 has no effect.",
     "What a layer hands on comes after its activation."),
    ("layer-3-reads-z2", {Z3: "Z3 = np.dot(W3, Z2) + b3"},
     "Your layer 3 reads Z2, so the relu of layer 2 has no effect.",
     "What a layer hands on comes after its activation."),
    ("b1-forgotten", {Z1: "Z1 = np.dot(W1, X)"},
     "Your Z1 lacks its bias.", "The weighted sums of a layer include b."),
    ("b3-forgotten", {Z3: "Z3 = np.dot(W3, A2)"},
     "Your Z3 lacks its bias.", "The weighted sums of a layer include b."),
    ("b2-of-another-layer", {Z2: "Z2 = np.dot(W2, A1) + b1"},
     "You add the bias of layer 1 in layer 2.", "The numbers of W and b in one line are the same."),
    ("b1-multiplied", {Z1: "Z1 = np.dot(W1, X) * b1"},
     "You multiply by the bias of layer 1; it is added.", "Look at the formula for Z."),
    ("elementwise", {Z1: "Z1 = W1 * X + b1"},
     "You multiply W1 and X element by element; their matrix product is asked.",
     "W1 is (n1, n0) and X is (n0, m)."),
    ("w-transposed", {Z2: "Z2 = np.dot(W2.T, A1) + b2"},
     "You transpose W2, which already has the shape that the product needs.",
     "The columns of W2 meet the rows of A1."),
    ("sigmoid-in-layer-1", {A1: "A1 = sigmoid(Z1)"},
     "Your layer 1 has a sigmoid; hidden layers have a relu here.", "Only the last layer differs."),
    ("relu-in-layer-3", {A3: "A3 = relu(Z3)"},
     "Your output layer has a relu, so a3 is no probability.", "The last activation is the sigmoid."),
    ("no-activation-in-layer-2", {A2: "A2 = Z2"},
     "Your layer 2 has no activation.", "relu, relu, sigmoid."),
    ("relu-mask", {A2: "A2 = (Z2 > 0) * 1.0"},
     "Your A2 is 1 where Z2 is positive: that is the derivative of relu.",
     "Where Z2 is positive, relu hands Z2 itself on."),
    ("x-in-the-cache", {CACHE: "cache = (Z1, X, W1, b1, Z2, A1, W2, b2, Z3, A2, W3, b3)"},
     "Your cache holds what each layer reads; the flat cache holds what each layer makes.",
     "The cache line was right as given."),
    ("cache-out-of-order", {CACHE: "cache = (A1, Z1, W1, b1, A2, Z2, W2, b2, A3, Z3, W3, b3)"},
     "Z and A stand in swapped places in your cache.", "The cache line was right as given."),
    ("z-returned", {"return A3, cache": "return Z3, cache"},
     "You return the weighted sums of layer 3; its activations are asked.",
     "The return line was right as given."),
)  # fmt: skip

FORWARD_EQUAL = variants_of(
    "forward_propagation",
    ("at-operator", {Z1: "Z1 = W1 @ X + b1", Z2: "Z2 = b2 + W2 @ A1", Z3: "Z3 = W3.dot(A2) + b3"}),
    ("activations-written-out", {A1: "A1 = np.maximum(Z1, 0)", A2: "A2 = np.where(Z2 > 0, Z2, 0.0)", A3: "A3 = 1.0 / (1.0 + np.exp(-Z3))"}),
    ("relu-by-mask", {A1: "A1 = Z1 * (Z1 > 0)", A2: "A2 = (np.abs(Z2) + Z2) / 2"}),
    ("sigmoid-by-tanh", {A3: "A3 = (1 + np.tanh(Z3 / 2)) / 2"}),
    ("einsum", {Z2: 'Z2 = np.einsum("ij,jm->im", W2, A1) + b2'}),
    ("cache-list", {CACHE: "cache = [Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3]"}),
    ("copies-and-prints", {CACHE: CACHE.replace("A1", "A1.copy()") + "\n    print(A3.shape)"}),
)  # fmt: skip

COST = "-np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m"

COMPUTE_COST = mistakes_of(
    "compute_cost",
    ("sign", {COST: COST[1:]},
     "Your cost is negative: the sign is the other way round.", "The log of a probability is below 0."),
    ("m-forgotten", {COST: COST.removesuffix(" / m")},
     "You add the losses up without averaging.", "The formula begins with one over m."),
    ("second-half-forgotten", {COST: "-np.sum(Y * np.log(a3)) / m"},
     "Your cost leaves out the examples with label 0.", "There are two terms in the sum."),
    ("first-half-forgotten", {COST: "-np.sum((1 - Y) * np.log(1 - a3)) / m"},
     "Your cost leaves out the examples with label 1.", "There are two terms in the sum."),
    ("minus-between", {COST: "-np.sum(Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / m"},
     "You subtract the second term; both are added.", "Look at the sign between the two terms."),
    ("labels-swapped", {COST: "-np.sum((1 - Y) * np.log(a3) + Y * np.log(1 - a3)) / m"},
     "You take the two labels for each other.", "For label 1 the log of the prediction itself counts."),
    ("squared-error", {COST: "np.sum((a3 - Y) ** 2) / m"},
     "You compute a squared error; the cross-entropy is asked.", "There is a logarithm in the formula."),
    ("half", {COST: COST.replace("/ m", "/ (2 * m)")},
     "Your cost is half of what is asked.", "The factor is one over m."),
    ("log-2", {COST: COST.replace("np.log(a3)", "np.log2(a3)").replace("np.log(1", "np.log2(1")},
     "You take logarithms to base 2; natural ones are asked.", "np.log is the natural logarithm."),
    ("matrix", {COST: "-(np.dot(Y, np.log(a3).T) + np.dot(1 - Y, np.log(1 - a3).T)) / m",
      "return np.squeeze(cost)": "return cost"},
     "You return a matrix of one number; the number itself is asked.", "The last line was right as given."),
    ("not-added-up", {COST: "-(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m"},
     "You return a loss for each example; one number for all of them is asked.",
     "Add up over the examples."),
)  # fmt: skip

COMPUTE_COST_EQUAL = variants_of(
    "compute_cost",
    ("mean", {COST: "-np.mean(Y * np.log(a3) + (1 - Y) * np.log(1 - a3))"}),
    ("dot", {COST: "-(np.dot(Y, np.log(a3).T) + np.dot(1 - Y, np.log(1 - a3).T)) / m"}),
    ("logprobs", {COST: "np.sum(np.multiply(-np.log(a3), Y) + np.multiply(-np.log(1 - a3), 1 - Y)) * (1.0 / m)"}),
    ("nansum", {COST: "np.nansum(-np.log(np.where(Y == 1, a3, 1 - a3))) / m"}),
    ("plain-float", {"return np.squeeze(cost)": "return float(cost)"}),
)  # fmt: skip

DZ3 = "dZ3 = A3 - Y"
DW3 = "dW3 = np.dot(dZ3, A2.T) / m"
DB3 = "db3 = np.sum(dZ3, axis=1, keepdims=True) / m"
DA2 = "dA2 = np.dot(W3.T, dZ3)"
DZ2 = "dZ2 = dA2 * (Z2 > 0)"
DW2 = "dW2 = np.dot(dZ2, A1.T) / m"
DB2 = "db2 = np.sum(dZ2, axis=1, keepdims=True) / m"
DA1 = "dA1 = np.dot(W2.T, dZ2)"
DZ1 = "dZ1 = dA1 * (Z1 > 0)"
DW1 = "dW1 = np.dot(dZ1, X.T) / m"
DB1 = "db1 = np.sum(dZ1, axis=1, keepdims=True) / m"
EARLY = {
    DZ3: "dZ3 = (A3 - Y) / m",
    DW3: DW3.removesuffix(" / m"), DB3: DB3.removesuffix(" / m"),
    DW2: DW2.removesuffix(" / m"), DB2: DB2.removesuffix(" / m"),
    DW1: DW1.removesuffix(" / m"), DB1: DB1.removesuffix(" / m"),
}  # fmt: skip

BACKWARD = mistakes_of(
    "backward_propagation",
    ("sign-of-dZ3", {DZ3: "dZ3 = Y - A3"},
     "Your dZ3 has the wrong sign, so all gradients point uphill.",
     "Where the prediction is too large, Z3 should fall."),
    ("m-twice", {DZ3: "dZ3 = (A3 - Y) / m"},
     "You divide by m in dZ3 and again in dW and db.", "The average is taken once."),
    ("m-nowhere", {DW3: EARLY[DW3], DB3: EARLY[DB3], DW2: EARLY[DW2], DB2: EARLY[DB2], DW1: EARLY[DW1], DB1: EARLY[DB1]},
     "You divide by m nowhere; the cost is an average.", "dW and db carry a factor of one over m."),
    ("m-forgotten-in-db", {DB3: EARLY[DB3], DB2: EARLY[DB2], DB1: EARLY[DB1]},
     "Your db are sums; averages over the examples are asked.", "dW and db carry the same factor."),
    ("m-forgotten-in-dW1", {DW1: EARLY[DW1]},
     "Your dW1 is not averaged over the examples.", "The three layers should look alike."),
    ("m-in-dA", {DA2: "dA2 = np.dot(W3.T, dZ3) / m"},
     "You divide dA2 by m, so all layers below are divided once more.",
     "In dA each column speaks of one example alone."),
    ("early-average-not-throughout", {**EARLY, DW1: DW1},
     "You divide by m in dZ3, and in dW1 once more.", "The average is taken once."),
    ("dA3-for-dZ3", {DZ3: "dZ3 = -(Y / A3 - (1 - Y) / (1 - A3))"},
     "That is dA3; the slope of the sigmoid is missing.", "The text gives the short form of dZ3."),
    ("relu-forgotten-in-layer-2", {DZ2: "dZ2 = dA2"},
     "Your dZ2 ignores the relu of layer 2.", "Where a unit was off, nothing comes through."),
    ("relu-forgotten-in-layer-1", {DZ1: "dZ1 = dA1"},
     "Your dZ1 ignores the relu of layer 1; if you do ask a condition, it always holds.", "Where a unit was off, nothing comes through."),
    ("mask-of-the-wrong-sign", {DZ1: "dZ1 = dA1 * (Z1 < 0)"},
     "You let the gradient through where layer 1 was off.", "The slope of relu is 1 above 0."),
    ("relu-in-place-of-slope", {DZ2: "dZ2 = dA2 * relu(Z2)"},
     "You multiply by relu itself; its slope is asked.", "The slope is 1 or 0."),
    ("sigmoid-slope-in-layer-1", {DZ1: "dZ1 = dA1 * A1 * (1 - A1)"},
     "You use the slope of the sigmoid in layer 1, which has a relu.", "relu, relu, sigmoid."),
    ("dW1-reads-a1", {DW1: "dW1 = np.dot(dZ1, A1.T) / m"},
     "Your dW1 is made of A1; layer 1 reads X.", "dW has the shape of W."),
    ("dW2-reads-a2", {DW2: "dW2 = np.dot(dZ2, A2.T) / m"},
     "Your dW2 is made of A2, which layer 2 makes; take what it reads.", "dW has the shape of W."),
    ("dW3-reads-z2", {DW3: "dW3 = np.dot(dZ3, Z2.T) / m"},
     "Your dW3 is made of Z2; layer 3 reads A2.", "What a layer hands on comes after its activation."),
    ("dW2-transposed", {DW2: "dW2 = np.dot(A1, dZ2.T) / m"},
     "Your dW2 is transposed.", "dW has the shape of W."),
    ("dA2-not-transposed", {DA2: "dA2 = np.dot(W3, dZ3)"},
     "W3 is not transposed on the way back.", "dA2 has the shape of A2."),
    ("dA1-from-dA2", {DA1: "dA1 = np.dot(W2.T, dA2)"},
     "You hand dA2 down; it must go through the relu of layer 2 first.",
     "From A2 to A1 the way leads over Z2."),
    ("db-flat", {DB3: "db3 = np.sum(dZ3, axis=1) / m", DB2: "db2 = np.sum(dZ2, axis=1) / m", DB1: "db1 = np.sum(dZ1, axis=1) / m"},
     "Your db are flat arrays; columns are asked.", "np.sum has an argument that keeps the summed dimension."),
    ("db-over-units", {DB2: "db2 = np.sum(dZ2, axis=0, keepdims=True) / m"},
     "You add up dZ2 over the units; the sum is over the examples.", "Examples are axis 1."),
    ("db-of-all", {DB1: "db1 = np.sum(dZ1, keepdims=True) / m"},
     "You add up all of dZ1; each unit has a bias of its own.", "Examples are axis 1."),
    ("features-for-m", {DW3: "dW3 = np.dot(dZ3, A2.T) / X.shape[0]"},
     "You divide dW3 by the number of features; m counts the examples.", "Examples are columns."),
)  # fmt: skip

BACKWARD_EQUAL = variants_of(
    "backward_propagation",
    ("average-taken-in-dZ3", EARLY),
    ("average-taken-in-dZ3-by-m-1", {DZ3: "dZ3 = 1.0 / m * (A3 - Y)\n    m = 1"}),
    ("mask-of-whole-numbers", {DZ2: "dZ2 = np.multiply(dA2, np.int64(A2 > 0))", DZ1: "dZ1 = np.multiply(dA1, np.int64(A1 > 0))"}),
    ("mask-by-where", {DZ1: "dZ1 = np.where(Z1 > 0, dA1, 0)"}),
    ("mask-by-assignment", {DZ2: "dZ2 = np.array(dA2, copy=True)\n    dZ2[Z2 <= 0] = 0"}),
    ("through-the-sigmoid", {DZ3: "dA3 = -(Y / A3 - (1 - Y) / (1 - A3))\n    dZ3 = dA3 * A3 * (1 - A3)"}),
    ("factor-in-front", {DW1: "dW1 = 1.0 / m * dZ1 @ X.T", DB1: "db1 = 1.0 / m * np.sum(dZ1, axis=1).reshape(-1, 1)"}),
    ("mean", {DB2: "db2 = np.mean(dZ2, axis=1, keepdims=True)"}),
    ("a1-from-z1", {DW2: "dW2 = np.dot(dZ2, relu(Z1).T) / m"}),
    ("an-extra-key", {"    return gradients": '    gradients["dA0"] = np.dot(W1.T, dZ1)\n    return gradients'}),
)  # fmt: skip

CACHES = "caches = [((X, W1, b1), Z1), ((A1, W2, b2), Z2), ((A2, W3, b3), Z3)]"

TO_CACHES = mistakes_of(
    "to_general_caches",
    ("outputs-for-inputs", {CACHES: "caches = [((A1, W1, b1), Z1), ((A2, W2, b2), Z2), ((A3, W3, b3), Z3)]"},
     "Your pieces hold what each layer makes; what each layer reads belongs there.",
     "dW is made of what the layer read."),
    ("x-everywhere", {CACHES: "caches = [((X, W1, b1), Z1), ((X, W2, b2), Z2), ((X, W3, b3), Z3)]"},
     "All your pieces hold X; only layer 1 reads it.", "Layer 2 reads what layer 1 makes."),
    ("z-for-a", {CACHES: "caches = [((X, W1, b1), Z1), ((Z1, W2, b2), Z2), ((Z2, W3, b3), Z3)]"},
     "Layers 2 and 3 read activations; your pieces hold the Z before them.",
     "What a layer hands on comes after its activation."),
    ("a-for-z", {CACHES: "caches = [((X, W1, b1), A1), ((A1, W2, b2), A2), ((A2, W3, b3), A3)]"},
     "The second half of a piece is Z; yours is the activation.",
     "The slope of the activation is taken at Z."),
    ("z-of-the-layer-below", {CACHES: "caches = [((A1, W2, b2), Z1), ((A2, W3, b3), Z2)]"},
     "You pair the Z of one layer with the weights of the next, and one layer is lost.",
     "All letters of a piece but A_prev have the same number."),
    ("reversed", {CACHES: "caches = [((A2, W3, b3), Z3), ((A1, W2, b2), Z2), ((X, W1, b1), Z1)]"},
     "Your list begins with the last layer.", "Layer 1 comes first."),
    ("halves-swapped", {CACHES: "caches = [(Z1, (X, W1, b1)), (Z2, (A1, W2, b2)), (Z3, (A2, W3, b3))]"},
     "The two halves of each piece are in swapped places.", "First the triple, then Z."),
    ("flat-pieces", {CACHES: "caches = [(X, W1, b1, Z1), (A1, W2, b2, Z2), (A2, W3, b3, Z3)]"},
     "Your pieces have four entries side by side; a piece is a pair of a triple and Z.",
     "Count the brackets in the formula."),
    ("z-left-out", {CACHES: "caches = [(X, W1, b1), (A1, W2, b2), (A2, W3, b3)]"},
     "Your pieces lack Z.", "The way back through the activation needs Z."),
    ("b-left-out", {CACHES: "caches = [((X, W1), Z1), ((A1, W2), Z2), ((A2, W3), Z3)]"},
     "Your triples lack b.", "Input, weights, bias."),
    ("order-in-the-triple", {CACHES: "caches = [((W1, X, b1), Z1), ((W2, A1, b2), Z2), ((W3, A2, b3), Z3)]"},
     "In your triples the weights stand first; the input does.", "A_prev, W, b."),
    ("a-layer-missing", {CACHES: "caches = [((X, W1, b1), Z1), ((A1, W2, b2), Z2)]"},
     "Your list has two pieces; there are three layers.", "One piece a layer."),
    ("x-transposed", {CACHES: CACHES.replace("X,", "X.T,")},
     "You transpose X, which already has an example in each column.", "Hand X on as it is."),
    ("dictionary", {CACHES: "caches = {1: ((X, W1, b1), Z1), 2: ((A1, W2, b2), Z2), 3: ((A2, W3, b3), Z3)}"},
     "You return a dictionary; a list is asked.", "The general network counts the pieces from 0."),
)  # fmt: skip

TO_CACHES_EQUAL = variants_of(
    "to_general_caches",
    ("tuple", {CACHES: "caches = (((X, W1, b1), Z1), ((A1, W2, b2), Z2), ((A2, W3, b3), Z3))"}),
    ("append", {CACHES: "caches = []\n    caches.append(((X, W1, b1), Z1))\n    caches.append(((A1, W2, b2), Z2))\n    caches.append(((A2, W3, b3), Z3))"}),
    ("loop", {CACHES: "caches = []\n    A_prev = X\n    for start in (0, 4, 8):\n        Z, A, W, b = cache[start : start + 4]\n        caches.append(((A_prev, W, b), Z))\n        A_prev = A"}),
    ("lists-inside", {CACHES: "caches = [[[X, W1, b1], Z1], [[A1, W2, b2], Z2], [[A2, W3, b3], Z3]]"}),
    ("copies", {CACHES: "caches = [((X.copy(), W1, b1), Z1.copy()), ((A1, W2.copy(), b2), Z2), ((A2, W3, b3), Z3)]"}),
)  # fmt: skip

MISTAKES = (*FORWARD, *COMPUTE_COST, *BACKWARD, *TO_CACHES, *check_n.MISTAKES)
VARIANTS = (
    *FORWARD_EQUAL,
    *COMPUTE_COST_EQUAL,
    *BACKWARD_EQUAL,
    *TO_CACHES_EQUAL,
    *check_n.VARIANTS,
)

# Mutants made mechanically that no case can kill, because they are right as well.
EQUIVALENT_MUTANTS = (
    (
        'compute_cost',
        'Y to a3 in: m = Y.shape[1]',
        'both have m columns',
    ),
    (
        'backward_propagation',
        'X to Y in: m = X.shape[1]',
        'both have m columns',
    ),
    (
        'backward_propagation',
        'axis dropped in: db3 = np.sum(dZ3, axis=1, keepdims=True) / m',
        'the output layer has one unit',
    ),
    (
        'backward_propagation',
        'Z2 to A2 in: dZ2 = dA2 * (Z2 > 0)',
        'relu leaves the sign of what is above 0',
    ),
    (
        'backward_propagation',
        'Z1 to A1 in: dZ1 = dA1 * (Z1 > 0)',
        'relu leaves the sign of what is above 0',
    ),
    (
        'gradient_check_n',
        '1e-07 to 1e-06 in: def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-07):',
        'a default: every case gives the step, and older notebooks have none',
    ),
    (
        'gradient_check_n',
        'theta to grad in: number_of_parameters = theta.shape[0]',
        'there is a gradient for each parameter',
    ),
    (
        'gradient_check_n',
        'theta_plus to theta in: theta_plus[i] = theta_plus[i] + epsilon',
        'theta_plus is a fresh copy of theta',
    ),
    (
        'gradient_check_n',
        'theta_minus to theta in: theta_minus[i] = theta_minus[i] - epsilon',
        'theta_minus is a fresh copy of theta',
    ),
)  # fmt: skip
