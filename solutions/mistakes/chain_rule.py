"""Known wrong versions of the eight references, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

CLIP = "AL = np.clip(AL, 1e-7, 1 - 1e-7)"
DAL = "dAL = -(Y / AL - (1 - Y) / (1 - AL))"

OUTPUT = mistakes_of(
    "output_gradient",
    ("not-clipped", {f"    {CLIP}\n": ""},
     "You divide by 0 where a prediction is exactly 0 or 1: the clipping is missing.",
     "The text says which range the predictions are clipped to, and when."),
    ("clipped-elsewhere", {CLIP: "AL = np.clip(AL, 1e-3, 1 - 1e-3)"},
     "You clip at another place than asked, so that small probabilities are changed.",
     "Look for the power of ten in the text."),
    ("clipped-at-the-bottom-only", {CLIP: "AL = np.maximum(AL, 1e-7)"},
     "You clip predictions near 0, but not those near 1.", "np.clip takes a lowest and a highest value."),
    ("result-clipped", {f"    {CLIP}\n": "", DAL: f"{DAL}\n    dAL = np.clip(dAL, -1e7, 1e7)"},
     "You clip the gradient; the predictions are to be clipped, before the division.",
     "0 / 0 is no number, and clipping does not make one of it."),
    ("sign", {DAL: "dAL = Y / AL - (1 - Y) / (1 - AL)"},
     "Your dAL has the wrong sign.", "Where the label is 1, a larger prediction makes the loss smaller."),
    ("fractions-added", {DAL: "dAL = -(Y / AL + (1 - Y) / (1 - AL))"},
     "You add the two fractions; one is subtracted from the other.",
     "The derivative of log(1 - a) has a minus."),
    ("second-fraction-forgotten", {DAL: "dAL = -Y / AL"},
     "Your dAL is 0 for examples with label 0.", "There are two fractions."),
    ("divided-by-m", {DAL: f"{DAL} / Y.shape[1]"},
     "You divide by m; here each column is the gradient of one example's own loss.",
     "The average comes in with dW and db."),
    ("dZ", {DAL: "dAL = AL - Y"},
     "That is dZ; the slope of the sigmoid is in it already.", "dAL ends before the sigmoid."),
    ("logarithms", {DAL: "dAL = -(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))"},
     "That is the loss itself; its derivative is asked.", "The derivative of a logarithm is a fraction."),
    ("labels-swapped", {DAL: "dAL = -((1 - Y) / AL - Y / (1 - AL))"},
     "You take the two labels for each other.", "Label 1 goes with the prediction itself."),
    ("summed", {DAL: f"{DAL}\n    dAL = np.sum(dAL)"},
     "You add up over the examples; each keeps its own derivative.", "dAL has the shape of AL."),
)  # fmt: skip

OUTPUT_EQUAL = variants_of(
    "output_gradient",
    ("divide", {DAL: "dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))"}),
    ("one-fraction", {DAL: "dAL = (AL - Y) / (AL * (1 - AL))"}),
    ("where", {DAL: "dAL = np.where(Y == 1, -1 / AL, 1 / (1 - AL))"}),
    ("minimum-and-maximum", {CLIP: "AL = np.minimum(np.maximum(AL, 1e-7), 1 - 1e-7)"}),
    ("each-denominator", {CLIP: "low = 1e-7", DAL: "dAL = (1 - Y) / np.maximum(1 - AL, low) - Y / np.maximum(AL, low)"}),
)  # fmt: skip

SIGMOID = "slope = A * (1 - A)"
TANH = "slope = 1 - np.tanh(Z) ** 2"
RELU = "slope = np.where(Z > 0, 1.0, 0.0)"
LEAKY = "slope = np.where(Z > 0, 1.0, 0.01)"
PRODUCT = "dZ = dA * slope"

ACTIVATION = mistakes_of(
    "activation_backward",
    ("sigmoid-itself", {SIGMOID: "slope = A"},
     "You multiply by the sigmoid itself; its slope is asked.", "The table has a column for the slope."),
    ("sigmoid-slope-at-dA", {'A = activate(Z, "sigmoid")': 'A = activate(dA, "sigmoid")'},
     "You take the sigmoid's slope at dA; it is taken at Z.", "Where was the layer on the way forward?"),
    ("sigmoid-of-a", {SIGMOID: "slope = activate(A, 'sigmoid') * (1 - activate(A, 'sigmoid'))"},
     "You send Z through the sigmoid twice.", "A is the sigmoid of Z already."),
    ("sigmoid-slope-of-z", {SIGMOID: "slope = Z * (1 - Z)"},
     "You put Z into the slope's formula where the sigmoid of Z belongs.",
     "Slope: the sigmoid times one minus the sigmoid."),
    ("tanh-not-squared", {TANH: "slope = 1 - np.tanh(Z)"},
     "The square is missing in the slope of tanh.", "It is largest at 0 and the same on both sides."),
    ("tanh-of-z-squared", {TANH: "slope = 1 - Z**2"},
     "You square Z; the slope of tanh has the square of tanh.", "Its slope is never negative."),
    ("relu-itself", {RELU: "slope = np.maximum(Z, 0)"},
     "You multiply by relu itself; its slope is asked.", "The slope is 1 or 0."),
    ("relu-mask-reversed", {RELU: "slope = np.where(Z > 0, 0.0, 1.0)"},
     "You let the gradient through where the relu was off.", "The slope of relu is 1 above 0."),
    ("relu-of-dA", {RELU: "slope = np.where(dA > 0, 1.0, 0.0)"},
     "You ask for the sign of dA; the relu was on where Z was above 0.", "The slope is taken at Z."),
    ("leaky-as-relu", {LEAKY: RELU},
     "Your leaky relu stops the gradient below 0; it lets a hundredth through.",
     "The table has its slope on both sides."),
    ("leaky-0.1", {LEAKY: "slope = np.where(Z > 0, 1.0, 0.1)"},
     "The slope of your leaky relu below 0 is ten times too large.", "A hundredth."),
    ("leaky-itself", {LEAKY: "slope = np.where(Z > 0, Z, 0.01 * Z)"},
     "You multiply by the leaky relu itself; its slope is asked.", "The slope is one of two numbers."),
    ("leaky-sign", {LEAKY: "slope = np.where(Z > 0, 1.0, -0.01)"},
     "Your leaky relu falls below 0; it rises there, too.", "Its slope is positive on both sides."),
    ("slope-alone", {PRODUCT: "dZ = slope"},
     "You return the slope alone; what comes in from above is missing.",
     "The chain rule multiplies the slopes on the way."),
    ("matrix-product", {PRODUCT: "dZ = dA @ slope.T"},
     "You take a matrix product; activations go element by element.", "dZ has the shape of dA."),
    ("at-dA", {PRODUCT: "dZ = Z * slope"},
     "You multiply Z by the slope; it is dA that goes back.", "What comes in from above?"),
)  # fmt: skip

ACTIVATION_EQUAL = variants_of(
    "activation_backward",
    ("sigmoid-written-out", {'A = activate(Z, "sigmoid")': "A = 1.0 / (1.0 + np.exp(-Z))", SIGMOID: "slope = A - A**2"}),
    ("sigmoid-by-exponentials", {SIGMOID: "slope = np.exp(-Z) / (1 + np.exp(-Z)) ** 2"}),
    ("sigmoid-by-tanh", {SIGMOID: "slope = 0.25 * (1 - np.tanh(Z / 2) ** 2)"}),
    ("tanh-by-cosh", {TANH: "slope = 1 / np.cosh(Z) ** 2"}),
    ("tanh-by-activate", {TANH: 'slope = 1 - np.square(activate(Z, "tanh"))'}),
    ("relu-by-comparison", {RELU: "slope = Z > 0", LEAKY: "slope = (Z > 0) + 0.01 * (Z <= 0)"}),
    ("relu-of-whole-numbers", {RELU: "slope = np.int64(Z > 0)"}),
    ("by-assignment", {PRODUCT: 'dZ = np.array(dA, copy=True)\n    if activation == "relu":\n        dZ[Z <= 0] = 0\n    else:\n        dZ = np.multiply(slope, dZ)'}),
)  # fmt: skip

DA_PREV = "dA_prev = W.T @ dZ"

LINEAR = mistakes_of(
    "linear_backward_dA",
    ("elementwise", {DA_PREV: "dA_prev = dZ * W.T"},
     "You multiply element by element; each number of A_prev acts through all units, so products are added up.",
     "A matrix product adds up; the star does not."),
    ("not-transposed", {DA_PREV: "dA_prev = W @ dZ"},
     "W is not transposed on the way back.", "The sum runs over the rows of W."),
    ("factors-swapped", {DA_PREV: "dA_prev = dZ @ W.T"},
     "Your factors are in swapped places.", "(n_prev, n) times (n, m)."),
    ("dZ-transposed", {DA_PREV: "dA_prev = W.T @ dZ.T"},
     "You transpose dZ, whose rows have to meet the columns of the turned W.", "Write the shapes under the product."),
    ("result-transposed", {DA_PREV: "dA_prev = dZ.T @ W"},
     "Your dA_prev lies on its side: an example is a column.", "dA_prev is (n_prev, m)."),
    ("divided-by-m", {DA_PREV: "dA_prev = W.T @ dZ / dZ.shape[1]"},
     "You divide by m; a column still belongs to one example.", "The average comes in with dW and db."),
    ("sign", {DA_PREV: "dA_prev = -W.T @ dZ"},
     "Your dA_prev has the wrong sign.", "A_prev enters Z with W as it is."),
    ("inverse", {DA_PREV: "dA_prev = np.linalg.pinv(W) @ dZ"},
     "You invert W; the way back turns it round.", "Slopes go back by the transpose, not by the inverse."),
    ("summed-over-examples", {DA_PREV: "dA_prev = np.sum(W.T @ dZ, axis=1, keepdims=True)"},
     "You add up over the examples; each keeps its own column.", "dA_prev is (n_prev, m)."),
)  # fmt: skip

LINEAR_EQUAL = variants_of(
    "linear_backward_dA",
    ("dot", {DA_PREV: "dA_prev = np.dot(W.T, dZ)"}),
    ("einsum", {DA_PREV: 'dA_prev = np.einsum("ik,im->km", W, dZ)'}),
    ("transposed-twice", {DA_PREV: "dA_prev = (dZ.T @ W).T"}),
    ("outer-sums", {DA_PREV: "dA_prev = np.sum(W[:, :, np.newaxis] * dZ[:, np.newaxis, :], axis=0)"}),
    ("loops", {DA_PREV: "dA_prev = np.zeros((W.shape[1], dZ.shape[1]))\n    for i in range(W.shape[0]):\n        dA_prev += np.outer(W[i], dZ[i])"}),
)  # fmt: skip

EXPONENTIALS = "np.exp(Z - np.max(Z, axis=0, keepdims=True))"
QUOTIENT = "A = exponentials / np.sum(exponentials, axis=0, keepdims=True)"

SOFTMAX = mistakes_of(
    "softmax",
    ("overflows", {EXPONENTIALS: "np.exp(Z)"},
     "Your exponentials overflow for large Z, or vanish: then the fraction is no number.",
     "Subtracting the column's maximum changes nothing in the fraction, and keeps it in reach."),
    ("global-maximum", {EXPONENTIALS: "np.exp(Z - np.max(Z))"},
     "You subtract one maximum from all columns, so a column far below it becomes 0 / 0.",
     "Each example has its own maximum."),
    ("over-the-examples", {EXPONENTIALS: "np.exp(Z - np.max(Z, axis=1, keepdims=True))", QUOTIENT: "A = exponentials / np.sum(exponentials, axis=1, keepdims=True)"},
     "Your rows add up to 1; the columns should.", "The classes are axis 0."),
    ("sum-of-all", {QUOTIENT: "A = exponentials / np.sum(exponentials)"},
     "You divide by the sum of all exponentials; each column has its own.", "Each column adds up to 1."),
    ("divided-by-the-maximum", {EXPONENTIALS: "np.exp(Z / np.max(Z, axis=0, keepdims=True))"},
     "You divide by the maximum; it is subtracted.", "Only a difference cancels in the fraction."),
    ("not-divided", {QUOTIENT: "A = exponentials"},
     "Your columns do not add up to 1: the division is missing.", "Divide by the sum of the column."),
    ("sigmoid", {QUOTIENT: "A = 1 / (1 + np.exp(-Z))"},
     "That is the sigmoid of each entry; softmax compares the classes of a column.",
     "Each column adds up to 1."),
    ("without-exponential", {EXPONENTIALS: "Z"},
     "The exponential is missing.", "Probabilities are positive, whatever sign Z has.", "exp"),
    ("logarithm", {QUOTIENT: "A = np.log(exponentials / np.sum(exponentials, axis=0, keepdims=True))"},
     "You return the logarithms of the probabilities.", "Each column adds up to 1."),
    ("sharpened", {EXPONENTIALS: "2 ** (Z - np.max(Z, axis=0, keepdims=True))"},
     "You take powers of 2; powers of e are asked.", "np.exp."),
    ("sign", {EXPONENTIALS: "np.exp(np.min(Z, axis=0, keepdims=True) - Z)"},
     "Your probabilities fall where Z grows.", "The exponent has no minus before Z."),
    ("hard-maximum", {QUOTIENT: "A = (exponentials == 1.0) * 1.0"},
     "You put all on the largest class; softmax leaves something for each.", "Soft, not hard."),
    ("clipped", {EXPONENTIALS: "np.exp(np.clip(Z, -500, 500))"},
     "You clip Z to keep the exponential small, which changes large inputs.",
     "Subtract the maximum of each column instead."),
)  # fmt: skip

SOFTMAX_EQUAL = variants_of(
    "softmax",
    ("broadcast-without-keepdims", {EXPONENTIALS: "np.exp(Z - Z.max(axis=0))", QUOTIENT: "A = exponentials / exponentials.sum(axis=0)"}),
    ("column-by-column", {QUOTIENT: "A = np.hstack([(e / e.sum()).reshape(-1, 1) for e in exponentials.T])"}),
    ("by-log-sum-exp", {QUOTIENT: "top = np.max(Z, axis=0)\n    A = np.exp(Z - top - np.log(np.sum(np.exp(Z - top), axis=0)))"}),
    ("differences", {QUOTIENT: "A = 1 / np.sum(np.exp(np.clip(Z[:, np.newaxis, :] - Z[np.newaxis, :, :], -700, 700)), axis=0)"}),
    ("transposed-twice", {EXPONENTIALS: "np.exp((Z.T - np.max(Z.T, axis=1, keepdims=True)).T)"}),
)  # fmt: skip

SHORT = "dZ = softmax(Z) - Y"

SHORT_WAY = mistakes_of(
    "softmax_cross_entropy_gradient",
    ("sign", {SHORT: "dZ = Y - softmax(Z)"},
     "Your dZ has the wrong sign.", "The prediction comes first."),
    ("z-for-a", {SHORT: "dZ = Z - Y"},
     "You subtract the labels from Z; the probabilities are meant.", "Send Z through the softmax first."),
    ("divided-by-m", {SHORT: "dZ = (softmax(Z) - Y) / Y.shape[1]"},
     "You divide by m; a column still belongs to one example.", "The average comes in with dW and db."),
    ("dA", {SHORT: "dZ = -Y / softmax(Z)"},
     "That is dA, the derivative of the cross-entropy; it still has to go back through the softmax.",
     "The two links together are simpler than either."),
    ("times-the-slope", {SHORT: "A = softmax(Z)\n    dZ = (A - Y) * A * (1 - A)"},
     "You multiply by a slope once more; A - Y holds it already.", "The formula has two letters."),
    ("sigmoid", {SHORT: "dZ = 1 / (1 + np.exp(-Z)) - Y"},
     "You use the sigmoid; several classes have a softmax.", "The probabilities of a column add up to 1."),
    ("elementwise-slope", {SHORT: "A = softmax(Z)\n    dZ = -Y / A * A * (1 - A)"},
     "You go back through the softmax element by element, but it mixes the classes.",
     "Moving one Z changes all probabilities of the column."),
    ("squared-error", {SHORT: "dZ = 2 * (softmax(Z) - Y)"},
     "Your dZ is twice too large.", "No square is differentiated here."),
    ("overflows", {SHORT: "dZ = np.exp(Z) / np.sum(np.exp(Z), axis=0) - Y"},
     "Your exponentials overflow for large Z.", "There is a safe softmax already."),
    ("right-class-only", {SHORT: "dZ = (softmax(Z) - Y) * Y"},
     "You keep the right class only; the others have a gradient, too.", "They should go down."),
)  # fmt: skip

SHORT_WAY_EQUAL = variants_of(
    "softmax_cross_entropy_gradient",
    ("subtract", {SHORT: "A = softmax(Z)\n    dZ = np.subtract(A, Y)"}),
    ("minus-turned", {SHORT: "dZ = -(Y - softmax(Z))"}),
    ("softmax-written-out", {SHORT: "E = np.exp(Z - Z.max(axis=0))\n    dZ = E / E.sum(axis=0) - Y"}),
    ("copy", {SHORT: "dZ = softmax(Z).copy()\n    dZ -= Y"}),
    ("weighted-with-the-labels", {SHORT: "dZ = softmax(Z) * np.sum(Y, axis=0) - Y"}),
)  # fmt: skip

LONG = "dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))"

LONG_WAY = mistakes_of(
    "softmax_backward",
    ("elementwise-slope", {LONG: "dZ = dA * A * (1 - A)"},
     "You go back element by element; a softmax mixes the classes of a column.",
     "Moving one Z changes all probabilities of the column."),
    ("sum-forgotten", {LONG: "dZ = dA * A"},
     "The weighted average of dA is missing.", "The same dA for all classes must give 0."),
    ("over-the-examples", {LONG: LONG.replace("axis=0", "axis=1")},
     "You add up over the examples; the sum runs over the classes.", "The classes are axis 0."),
    ("sum-of-all", {LONG: "dZ = A * (dA - np.sum(dA * A))"},
     "You subtract one sum from all columns; each has its own.", "The examples do not know of each other."),
    ("plain-mean", {LONG: "dZ = A * (dA - np.mean(dA, axis=0, keepdims=True))"},
     "You subtract the plain mean of dA; it is weighted with the probabilities.",
     "What stands beside dA in the sum?"),
    ("sign", {LONG: LONG.replace("dA - np", "dA + np")},
     "You add the weighted average; it is subtracted.", "The same dA for all classes must give 0."),
    ("unweighted-sum", {LONG: LONG.replace("dA * A, axis", "dA, axis")},
     "The sum lacks the probabilities.", "What stands beside dA in the sum?"),
    ("outer-factor-forgotten", {LONG: "dZ = dA - np.sum(dA * A, axis=0, keepdims=True)"},
     "The probability in front of the bracket is missing.", "A hopeless class should hardly move."),
    ("divided-by-m", {LONG: f"{LONG} / Z.shape[1]"},
     "You divide by m; a column still belongs to one example.", "The average comes in with dW and db."),
    ("z-for-a", {"A = softmax(Z)": "A = Z"},
     "You use Z where the probabilities belong.", "Send Z through the softmax first."),
    ("of-dA", {"A = softmax(Z)": "A = softmax(dA)"},
     "You take the softmax of dA; it was taken of Z.", "Where was the layer on the way forward?"),
    ("short-way", {LONG: "dZ = A - dA"},
     "A - Y holds for the cross-entropy with labels; here any dA comes in.",
     "Multiply dA by the derivatives and add up."),
)  # fmt: skip

LONG_WAY_EQUAL = variants_of(
    "softmax_backward",
    ("products-first", {LONG: "dZ = A * dA - A * np.sum(A * dA, axis=0)"}),
    ("jacobians", {LONG: "dZ = np.zeros(Z.shape)\n    for i in range(Z.shape[1]):\n        a = A[:, [i]]\n        dZ[:, [i]] = (np.diagflat(a) - a @ a.T) @ dA[:, [i]]"}),
    ("einsum", {LONG: 'dZ = A * dA - np.einsum("jm,im,im->jm", A, A, dA)'}),
    ("all-jacobians-at-once", {LONG: 'J = np.einsum("im,ij->mij", A, np.eye(Z.shape[0])) - np.einsum("im,jm->mij", A, A)\n    dZ = np.einsum("mij,im->jm", J, dA)'}),
    ("shifted-dA", {LONG: "dA = dA - np.mean(dA, axis=0, keepdims=True)\n    dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))"}),
)  # fmt: skip

DZ = "dZ = activation_backward(dA, Z, activation)"
PREV = "dA_prev = linear_backward_dA(W, dZ)"
DW = "dW = dZ @ A_prev.T / m"
DB = "db = np.sum(dZ, axis=1, keepdims=True) / m"

STEP = mistakes_of(
    "backward_step",
    ("dA-for-dZ", {DZ: "dZ = dA"},
     "You take dA for dZ: the slope of the activation is missing in all that follows.",
     "Which function turns one into the other?"),
    ("dW-from-dA", {DW: "dW = dA @ A_prev.T / m"},
     "Your dW begins at dA; it begins at dZ.", "W enters in Z."),
    ("db-from-dA", {DB: "db = np.sum(dA, axis=1, keepdims=True) / m"},
     "Your db begins at dA; it begins at dZ.", "b enters in Z."),
    ("dA-prev-from-dA", {PREV: "dA_prev = linear_backward_dA(W, dA)"},
     "You hand dA on through the weights; it must go through the activation first.",
     "From A to A_prev the way leads over Z."),
    ("m-forgotten", {DW: "dW = dZ @ A_prev.T", DB: "db = np.sum(dZ, axis=1, keepdims=True)"},
     "dW and db are averages over the examples; you add up.", "Both carry a factor of one over m."),
    ("dW-not-averaged", {DW: "dW = dZ @ A_prev.T"},
     "Your dW is not averaged over the examples.", "dW and db carry the same factor."),
    ("db-not-averaged", {DB: "db = np.sum(dZ, axis=1, keepdims=True)"},
     "Your db is not averaged over the examples.", "dW and db carry the same factor."),
    ("dA-prev-averaged", {PREV: "dA_prev = linear_backward_dA(W, dZ) / m"},
     "You divide dA_prev by m; a column still belongs to one example.", "Only dW and db are averages."),
    ("m-of-the-units", {"m = A_prev.shape[1]": "m = A_prev.shape[0]"},
     "Your m counts what the layer reads; it is the number of examples.", "Examples are columns."),
    ("dW-transposed", {DW: "dW = A_prev @ dZ.T / m"},
     "Your dW is transposed.", "dW has the shape of W."),
    ("dW-of-z", {DW: "dW = Z @ A_prev.T / m"},
     "You use Z where dZ belongs.", "A gradient is made of gradients."),
    ("db-flat", {DB: "db = np.sum(dZ, axis=1) / m"},
     "Your db is a flat array; a column is asked.", "np.sum can keep the summed dimension."),
    ("db-over-units", {DB: "db = np.sum(dZ, axis=0, keepdims=True) / m"},
     "You add up over the units; the sum runs over the examples.", "Examples are axis 1."),
    ("always-sigmoid", {DZ: 'dZ = activation_backward(dA, Z, "sigmoid")'},
     "You always use the sigmoid's slope; the activation comes as an argument.", "Hand its name on."),
    ("activation-of-a-prev", {DZ: "dZ = activation_backward(dA, W @ A_prev, activation)"},
     "You take the slope at W A_prev without the bias; Z is in the cache.", "Use the Z that was kept."),
    ("returned-out-of-order", {"return dA_prev, dW, db, dZ": "return dZ, dA_prev, dW, db"},
     "You return dZ first; it comes last.", "The return line was right as given."),
)  # fmt: skip

STEP_EQUAL = variants_of(
    "backward_step",
    ("written-out", {PREV: "dA_prev = np.dot(W.T, dZ)", DW: "dW = 1 / m * np.dot(dZ, A_prev.T)"}),
    ("mean", {DB: "db = np.mean(dZ, axis=1, keepdims=True)"}),
    ("reshape", {DB: "db = np.sum(dZ, axis=1).reshape(-1, 1) / m"}),
    ("einsum", {DW: 'dW = np.einsum("im,km->ik", dZ, A_prev) / m'}),
    ("outer-products", {DW: "dW = sum(np.outer(dZ[:, i], A_prev[:, i]) for i in range(m)) / m"}),
    ("product-with-ones", {DB: "db = dZ @ np.ones((m, 1)) / m"}),
    ("list", {"return dA_prev, dW, db, dZ": "return [dA_prev, dW, db, dZ]"}),
)  # fmt: skip

LOOP = "for l in reversed(range(1, L + 1)):"
TURN = "dA, dW, db, dZ = backward_step(dA, caches[l - 1], activations[l - 1])"
KEY_DA = 'grads["dA" + str(l - 1)] = dA'

CHAIN = mistakes_of(
    "chain",
    ("dAL-every-time", {TURN: TURN.replace("(dA,", "(dAL,")},
     "Every layer gets dAL; below the last one it is what the layer above handed on.",
     "What changes from one turn of the loop to the next?"),
    ("forwards", {LOOP: "for l in range(1, L + 1):"},
     "Your first step goes through layer 1 (its cache, at least); the way back begins at layer L.", "Count down."),
    ("first-layer-left-out", {LOOP: "for l in reversed(range(2, L + 1)):"},
     "Your loop ends before layer 1.", "Down to 1, and 1 included."),
    ("last-layer-left-out", {LOOP: "for l in reversed(range(1, L)):"},
     "Your loop leaves out the last layer.", "range leaves out its end."),
    ("keys-of-dA-too-high", {KEY_DA: 'grads["dA" + str(l)] = dA'},
     "Your dA keys are one too high: what layer l hands on belongs to what it read.",
     "The last one that comes out is dA0."),
    ("dZ-handed-on", {KEY_DA: f"{KEY_DA}\n        dA = dZ"},
     "You hand dZ to the layer below; it is dA_prev that links have in common.",
     "What a link takes is what the one above hands on."),
    ("activation-of-the-layer-below", {TURN: TURN.replace("activations[l - 1]", "activations[l - 2]")},
     "You use the activation of the layer below.", "Cache and activation are at the same place."),
    ("activations-reversed", {TURN: TURN.replace("activations[l - 1]", "activations[L - l]")},
     "You take the activations from the wrong end of the list.", "Layer 1 comes first in both lists."),
    ("one-activation-for-all", {TURN: TURN.replace("activations[l - 1]", "activations[-1]")},
     "All your layers use the last layer's activation.", "Each layer has its own."),
    ("sigmoid-then-relu", {TURN: TURN.replace("activations[l - 1]", '"sigmoid" if l == L else "relu"')},
     "You assume sigmoid and relu; the activations come as a list.", "Read each layer's from it."),
    ("keys-from-0", {'grads["dW" + str(l)]': 'grads["dW" + str(l - 1)]', 'grads["db" + str(l)]': 'grads["db" + str(l - 1)]'},
     "Your dW and db keys are one too low.", "Layer 1 has dW1 and db1."),
    ("dZ-left-out", {'        grads["dZ" + str(l)] = dZ\n': ""},
     "Your dictionary lacks the dZ.", "Each layer leaves four gradients."),
    ("returned-in-the-loop", {"    return grads": "        return grads"},
     "You return inside the loop, after one layer.", "Look at how far the return line is indented."),
    ("outputs-mixed-up", {TURN: TURN.replace("dA, dW, db, dZ =", "dA, db, dW, dZ =")},
     "You take dW and db for each other.", "Look at what backward_step returns, and in which order."),
)  # fmt: skip

CHAIN_EQUAL = variants_of(
    "chain",
    ("counting-down", {LOOP: "for l in range(L, 0, -1):"}),
    ("while", {LOOP: "l = L + 1\n    while l > 1:\n        l -= 1"}),
    ("zip", {LOOP: "for l, cache, name in reversed(list(zip(range(1, L + 1), caches, activations))):", TURN: "dA, dW, db, dZ = backward_step(dA, cache, name)"}),
    ("places-from-0", {LOOP: "for place in reversed(range(L)):\n        l = place + 1", TURN: TURN.replace("[l - 1]", "[place]")}),
    ("formatted-keys", {KEY_DA: 'grads[f"dA{l - 1}"] = dA'}),
    ("recursion", {f"    dA = dAL\n    {LOOP}": "    def back(l, dA):\n        if l == 0:\n            return", "        grads[\"dZ\" + str(l)] = dZ\n": "        grads[\"dZ\" + str(l)] = dZ\n        back(l - 1, dA)\n\n    back(L, dAL)\n"}),
    ("an-extra-dAL", {"    grads = {}\n": "    grads = {}\n    grads[\"dA\" + str(len(caches))] = dAL\n"}),
)  # fmt: skip

MISTAKES = (
    *OUTPUT, *ACTIVATION, *LINEAR, *SOFTMAX, *SHORT_WAY, *LONG_WAY, *STEP, *CHAIN
)  # fmt: skip
VARIANTS = (
    *OUTPUT_EQUAL, *ACTIVATION_EQUAL, *LINEAR_EQUAL, *SOFTMAX_EQUAL, *SHORT_WAY_EQUAL,
    *LONG_WAY_EQUAL, *STEP_EQUAL, *CHAIN_EQUAL,
)  # fmt: skip

# Mutants made mechanically that no case can kill, because they are right as well.
EQUIVALENT_MUTANTS = (
    (
        'softmax',
        'keepdims dropped in: exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'softmax',
        'True to False in: exponentials = np.exp(Z - np.max(Z, axis=0, keepdims=True))',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'softmax',
        'keepdims dropped in: A = exponentials / np.sum(exponentials, axis=0, keepdims=True)',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'softmax',
        'True to False in: A = exponentials / np.sum(exponentials, axis=0, keepdims=True)',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'softmax_backward',
        'keepdims dropped in: dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'softmax_backward',
        'True to False in: dZ = A * (dA - np.sum(dA * A, axis=0, keepdims=True))',
        'a sum over the rows broadcasts over them with its axis or without',
    ),
    (
        'backward_step',
        'A_prev to dA in: m = A_prev.shape[1]',
        'both have m columns',
    ),
    (
        'backward_step',
        'A_prev to Z in: m = A_prev.shape[1]',
        'both have m columns',
    ),
    (
        'chain',
        'caches to activations in: L = len(caches)',
        'there is an activation for each cache',
    ),
)  # fmt: skip
