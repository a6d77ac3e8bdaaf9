"""Known wrong versions of the five references, equal ones, and what a learner is told.

A row is a code, the edits (text of the reference: what takes its place), the sentence, the hint.
"""

from . import _gradient_check_n as check_n
from ._tables import mistakes_of, variants_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

J = "J = theta * x"

FORWARD = mistakes_of(
    "forward_propagation",
    ("added", {J: "J = theta + x"},
     "You add theta and x; the model multiplies them.", "Look at the formula for J."),
    ("divided", {J: "J = x / theta"},
     "You divide; the model multiplies theta and x.", "Look at the formula for J."),
    ("power", {J: "J = x**theta"},
     "You raise x to the power of theta; two stars are a power in Python.", "One star multiplies."),
    ("theta-alone", {J: "J = theta"},
     "Your J does not depend on x.", "Both arguments stand in the formula."),
    ("sign", {J: "J = -theta * x"},
     "Your J has the wrong sign.", "There is no minus in the model."),
    ("rounded", {J: "J = int(theta * x)"},
     "You cut J to a whole number.", "J is any real number."),
    ("matrix", {J: "J = np.array([[theta * x]])"},
     "You return a matrix; J is one number.", "The product of two numbers is a number already."),
    ("absolute-value", {J: "J = abs(theta * x)"},
     "Your J is never negative; the model has no absolute value.", "Try a negative x."),
    ("printed", {"return J": "print(J)"},
     "You print J instead of returning it, so whoever calls the function gets nothing.",
     "The last line was right as given."),
)  # fmt: skip

FORWARD_EQUAL = variants_of(
    "forward_propagation",
    ("order", {J: "J = x * theta"}),
    ("dot", {J: "J = np.dot(theta, x)"}),
    ("multiply", {J: "J = np.multiply(theta, x)"}),
    ("float", {J: "J = float(theta * x)"}),
    ("prints", {J: "J = theta * x\n    print(J)"}),
)

DTHETA = "dtheta = x"

BACKWARD = mistakes_of(
    "backward_propagation",
    ("theta", {DTHETA: "dtheta = theta"},
     "That is the derivative with respect to x; theta is what moves.",
     "By how much does J grow when theta grows by 1?"),
    ("j-itself", {DTHETA: "dtheta = theta * x"},
     "You return J itself, not its slope.", "The slope of a straight line is the same everywhere."),
    ("one", {DTHETA: "dtheta = 1"},
     "1 is the derivative of theta alone; it is multiplied by something in J.",
     "Constant factors stay when a derivative is taken."),
    ("zero", {DTHETA: "dtheta = 0"},
     "Your derivative is 0, as if J did not depend on theta.", "Does J change when theta does?"),
    ("sign", {DTHETA: "dtheta = -x"},
     "Your derivative has the wrong sign.", "For a positive x, J grows with theta."),
    ("absolute-value", {DTHETA: "dtheta = abs(x)"},
     "Your derivative is never negative.", "For a negative x, J falls while theta grows."),
    ("square", {DTHETA: "dtheta = x**2"},
     "You square x; it stands in J only once.", "The derivative of c times theta is c."),
    ("half-a-square", {DTHETA: "dtheta = theta**2 / 2"},
     "That is an integral; the derivative is asked.", "Derivatives take powers down, not up."),
)  # fmt: skip

BACKWARD_EQUAL = variants_of(
    "backward_propagation",
    ("copy", {DTHETA: "dtheta = np.copy(x)"}),
    ("float", {DTHETA: "dtheta = float(x)"}),
    ("quotient", {DTHETA: "dtheta = theta * x / theta"}),
    ("j-at-1", {DTHETA: "dtheta = forward_propagation(x, 1)"}),
)

PLUS = "theta_plus = theta + epsilon"
MINUS = "theta_minus = theta - epsilon"
SLOPE = "(J_plus - J_minus) / (2 * epsilon)"
GRAD = "grad = backward_propagation(x, theta)"
DISTANCE = "np.linalg.norm(grad - gradapprox)"
SIZES = "np.linalg.norm(grad) + np.linalg.norm(gradapprox)"
QUOTIENT = "difference = numerator / denominator"

CHECK = mistakes_of(
    "gradient_check",
    ("brackets-of-the-run", {SLOPE: "(J_plus - J_minus) / 2 * epsilon"},
     "You divide by 2 and multiply by epsilon: brackets are missing around the run.",
     "Python works from left to right through divisions and products."),
    ("half-the-run", {SLOPE: "(J_plus - J_minus) / epsilon"},
     "Your measured slope is twice too steep: from one neighbour to the other it is more than one epsilon.",
     "How long is the run from the left neighbour to the right one?"),
    ("rise-reversed", {SLOPE: "(J_minus - J_plus) / (2 * epsilon)"},
     "Your measured slope has the wrong sign or is 0, so your difference is always 1.",
     "One neighbour lies on each side; the value at the right one comes first."),
    ("values-added", {SLOPE: "(J_plus + J_minus) / (2 * epsilon)"},
     "You add the two values of J; a slope comes from their difference.",
     "If J does not change at all, the slope must be 0."),
    ("one-sided", {MINUS: "theta_minus = theta", SLOPE: "(J_plus - J_minus) / epsilon"},
     "You measure from theta to its right neighbour only; the text asks for both sides.",
     "The left end of the run lies one epsilon below theta."),
    ("step-in-proportion", {PLUS: "theta_plus = theta * (1 + epsilon)", MINUS: "theta_minus = theta * (1 - epsilon)"},
     "Your step is in proportion to theta; epsilon itself is added and subtracted.",
     "Look at how the two neighbours of theta are defined."),
    ("epsilon-fixed", {PLUS: f"epsilon = 1e-7\n    {PLUS}"},
     "You overwrite epsilon with a number of your own, so the function's argument has no effect.",
     "Use epsilon as it comes in."),
    ("x-moved", {"J_plus = forward_propagation(x, theta_plus)": "J_plus = forward_propagation(x + epsilon, theta)",
      "J_minus = forward_propagation(x, theta_minus)": "J_minus = forward_propagation(x - epsilon, theta)"},
     "You move x; the derivative is with respect to theta.",
     "x stays the same in both forward passes."),
    ("arguments-swapped", {GRAD: "grad = backward_propagation(theta, x)"},
     "You hand x and theta to backward_propagation in swapped places.",
     "Look at the first line of that function."),
    ("no-norm", {DISTANCE: "grad - gradapprox", SIZES: "grad + gradapprox"},
     "Your difference can be negative: the norm is to be taken of the distance of the two slopes.",
     "The double bars in the formula make everything positive."),
    ("squared-norms", {DISTANCE: "(grad - gradapprox) ** 2", SIZES: "grad**2 + gradapprox**2"},
     "You take squares in place of lengths; the root is missing.",
     "Of a single number the norm is its absolute value."),
    ("product-of-norms", {SIZES: "np.linalg.norm(grad) * np.linalg.norm(gradapprox)"},
     "You multiply the two lengths in the denominator; they are added.",
     "Numerator and denominator must have the same unit."),
    ("norm-of-one", {SIZES: "np.linalg.norm(grad)"},
     "Your denominator holds the length of grad alone; that of gradapprox is missing.",
     "There are two lengths below the line."),
    ("denominator-forgotten", {QUOTIENT: "difference = numerator"},
     "You return the plain distance; it still has to be divided by the sizes of the slopes.",
     "What is small depends on how large the slopes are."),
    ("upside-down", {QUOTIENT: "difference = denominator / numerator"},
     "Your quotient is upside down.", "Equal slopes have a difference near 0."),
    ("verdict", {"return difference": "return difference < 1e-7"},
     "You return a verdict; the difference itself is asked.",
     "The last line was right as given."),
)  # fmt: skip

CHECK_EQUAL = variants_of(
    "gradient_check",
    ("absolute-values", {DISTANCE: "abs(grad - gradapprox)", SIZES: "abs(grad) + abs(gradapprox)"}),
    ("roots-of-squares", {DISTANCE: "np.sqrt(np.square(grad - gradapprox))", SIZES: "np.sqrt(grad**2) + np.sqrt(gradapprox**2)"}),
    ("two-quotients", {SLOPE: "J_plus / (2 * epsilon) - J_minus / (2 * epsilon)"}),
    ("half-epsilons", {SLOPE: "0.5 * (J_plus - J_minus) / epsilon"}),
    ("in-one-line", {SLOPE: "(forward_propagation(x, theta + epsilon) - forward_propagation(x, theta - epsilon)) / 2 / epsilon"}),
    ("written-out", {"J_plus = forward_propagation(x, theta_plus)": "J_plus = theta_plus * x", GRAD: "grad = x"}),
    ("gradapprox-minus-grad", {DISTANCE: "np.linalg.norm(gradapprox - grad)"}),
    ("plain-float", {"return difference": "print(difference)\n    return float(difference)"}),
)  # fmt: skip

DW2 = "dW2 = dW2 / 2"
DB1 = "db1 = db1 / 4"
PLANTED_DW2 = "dW2 = 1 / m * np.dot(dZ2, A1.T) * 2"
PLANTED_DB1 = "db1 = 4 / m * np.sum(dZ1, axis=1, keepdims=True)"
DZ3 = "dZ3 = A3 - Y"
DZ2 = "dZ2 = dA2 * (Z2 > 0)"
DZ1 = "dZ1 = dA1 * (Z1 > 0)"
DA1 = "dA1 = np.dot(W2.T, dZ2)"
DW1 = "dW1 = 1 / m * np.dot(dZ1, X.T)"
DB2 = "db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)"

BACKWARD_N = mistakes_of(
    "backward_propagation_n",
    ("nothing-mended", {f"    {DW2}\n": "", f"    {DB1}\n": "    pass\n"},
     "The planted errors are all still there.",
     "Let gradient_check_n tell which parameters have a wrong gradient."),
    ("one-error-left", {f"    {DW2}\n": ""},
     "One gradient of layer 1 is mended; layer 2 still has an error.",
     "Compare the lines of layer 2 with those of layer 3."),
    ("other-error-left", {f"    {DB1}\n": ""},
     "One gradient of layer 2 is mended; layer 1 still has an error.",
     "Compare the lines of layer 1 with those of the layers above."),
    ("mended-without-m", {DW2: "dW2 = np.dot(dZ2, A1.T)"},
     "The factor in dW2 is gone, but so is the average over the examples.",
     "Each dW and db carries a factor of one over m."),
    ("db1-without-m", {DB1: "db1 = np.sum(dZ1, axis=1, keepdims=True)"},
     "The factor in db1 is gone, but so is the average over the examples.",
     "Each dW and db carries a factor of one over m."),
    ("db1-flat", {DB1: "db1 = np.sum(dZ1, axis=1) / m"},
     "Your db1 is a flat array; a column is asked, as b1 is one.",
     "np.sum has an argument that keeps the summed dimension."),
    ("db1-all-summed", {DB1: "db1 = np.sum(dZ1) / m"},
     "You add up all of dZ1; each unit has a bias of its own.",
     "Sum over the examples only, which are axis 1."),
    ("dW2-reads-a2", {DW2: "dW2 = np.dot(dZ2, A2.T) / m"},
     "You use what layer 2 makes, A2; its weights meet what it reads.",
     "Which activations did W2 multiply on the way forward?"),
    ("dW2-halved-twice", {DW2: "dW2 = np.dot(dZ2, A1.T) / m / 2"},
     "Your dW2 is now too small by the factor that was planted.",
     "Take the factor out once."),
    ("dW2-transposed", {DW2: "dW2 = np.dot(A1, dZ2.T) / m"},
     "Your dW2 is transposed: it must have the shape of W2.",
     "A row for each unit of layer 2, a column for each unit of layer 1."),
    ("sign-of-dZ3", {DZ3: "dZ3 = Y - A3"},
     "You turned the sign of dZ3, so that all gradients point uphill.",
     "This line was right as given."),
    ("m-twice", {DZ3: "dZ3 = (A3 - Y) / m"},
     "You divide by m in dZ3 and again in dW and db.",
     "The average is taken once."),
    ("relu-by-sigmoid", {DZ1: "dZ1 = dA1 * A1 * (1 - A1)"},
     "You use the sigmoid's derivative for layer 1, which has a relu.",
     "This line was right as given."),
    ("relu-forgotten", {DZ2: "dZ2 = dA2"},
     "dA2 goes through to dZ2 even where the relu was off.",
     "This line was right as given."),
    ("mask-of-the-wrong-sign", {DZ2: "dZ2 = dA2 * (Z2 < 0)"},
     "You let the gradient through where the relu was off.",
     "This line was right as given."),
    ("dA1-not-transposed", {DA1: "dA1 = np.dot(W2, dZ2)"},
     "W2 is not transposed on the way back.",
     "This line was right as given."),
)  # fmt: skip

BACKWARD_N_EQUAL = variants_of(
    "backward_propagation_n",
    ("mended-in-place", {f"    {DW2}\n": "", f"    {DB1}\n": "", PLANTED_DW2: "dW2 = 1 / m * np.dot(dZ2, A1.T)", PLANTED_DB1: "db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)"}),
    ("written-again", {DW2: "dW2 = np.dot(dZ2, A1.T) / m", DB1: "db1 = np.sum(dZ1, axis=1, keepdims=True) / m"}),
    ("average-taken-in-dZ3", {DZ3: "dZ3 = (A3 - Y) / m\n    m = 1"}),
    ("mask-of-whole-numbers", {DZ2: "dZ2 = np.multiply(dA2, np.int64(A2 > 0))"}),
    ("mask-by-where", {DZ1: "dZ1 = np.where(Z1 > 0, dA1, 0)"}),
    ("mask-by-assignment", {DZ2: "dZ2 = np.array(dA2, copy=True)\n    dZ2[Z2 <= 0] = 0"}),
    ("mean", {DB1: "db1 = np.mean(dZ1, axis=1, keepdims=True)"}),
    ("einsum", {DW2: 'dW2 = np.einsum("im,jm->ij", dZ2, A1) / m'}),
    ("product-with-ones", {DB2: "db2 = dZ2 @ np.ones((m, 1)) / m"}),
    ("through-the-sigmoid", {DZ3: "dA3 = -(Y / A3 - (1 - Y) / (1 - A3))\n    dZ3 = dA3 * A3 * (1 - A3)"}),
    ("an-extra-key", {"    return gradients": '    gradients["dA0"] = np.dot(W1.T, dZ1)\n    return gradients'}),
)  # fmt: skip

MISTAKES = (*FORWARD, *BACKWARD, *CHECK, *BACKWARD_N, *check_n.MISTAKES)
VARIANTS = (
    *FORWARD_EQUAL,
    *BACKWARD_EQUAL,
    *CHECK_EQUAL,
    *BACKWARD_N_EQUAL,
    *check_n.VARIANTS,
    *variants_of(
        "gradient_check_n",
        (
            "theta-alone",
            {
                "vector_to_dictionary(theta_plus, parameters)": "vector_to_dictionary(theta_plus)",
                "vector_to_dictionary(theta_minus, parameters)": "vector_to_dictionary(theta_minus)",
            },
        ),
    ),
)

# Mutants made mechanically that no case can kill, because they are right as well.
EQUIVALENT_MUTANTS = (
    (
        'backward_propagation',
        'dtheta to x in: return dtheta',
        'dtheta is x',
    ),
    (
        'gradient_check',
        '1e-07 to 1e-06 in: def gradient_check(x, theta, epsilon=1e-07):',
        'a default: every case gives the step, and older notebooks have none',
    ),
    (
        'gradient_check',
        'arguments swapped in: J_plus = forward_propagation(x, theta_plus)',
        'a product of two numbers',
    ),
    (
        'gradient_check',
        'arguments swapped in: J_minus = forward_propagation(x, theta_minus)',
        'a product of two numbers',
    ),
    (
        'gradient_check',
        '* in: grad = backward_propagation(x, theta)',
        'the slope of theta x does not depend on theta',
    ),
    (
        'gradient_check',
        'grad to x in: numerator = np.linalg.norm(grad - gradapprox)',
        'the gradient is x',
    ),
    (
        'gradient_check',
        'grad to x in: denominator = np.linalg.norm(grad) + np.linalg.norm(gradapprox)',
        'the gradient is x',
    ),
    (
        'backward_propagation_n',
        'X to Y in: m = X.shape[1]',
        'both have m columns',
    ),
    (
        'backward_propagation_n',
        'axis dropped in: db3 = 1 / m * np.sum(dZ3, axis=1, keepdims=True)',
        'the output layer has one unit',
    ),
    (
        'backward_propagation_n',
        'Z2 to A2 in: dZ2 = dA2 * (Z2 > 0)',
        'relu leaves the sign of what is above 0',
    ),
    (
        'backward_propagation_n',
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
