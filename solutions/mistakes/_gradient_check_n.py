"""Known wrong and equal versions of ``gradient_check_n``, which two assignments grade.

The edits touch what both references have in common; how they get a cost differs.
"""

from ._tables import mistakes_of, variants_of

COPY_PLUS = "theta_plus = np.copy(theta)"
COPY_MINUS = "theta_minus = np.copy(theta)"
PLUS = "theta_plus[i] = theta_plus[i] + epsilon"
MINUS = "theta_minus[i] = theta_minus[i] - epsilon"
SLOPE = "(J_plus - J_minus) / (2 * epsilon)"
DISTANCE = "np.linalg.norm(grad - gradapprox)"
SIZES = "np.linalg.norm(grad) + np.linalg.norm(gradapprox)"
QUOTIENT = "difference = numerator / denominator"
LOOP = "    for i in range(number_of_parameters):\n"

ROWS = (
    ("copy-forgotten", {COPY_PLUS: "theta_plus = theta", COPY_MINUS: "theta_minus = theta"},
     "Your theta_plus and theta_minus are theta itself under other names, so one step undoes the other.",
     "An assignment copies nothing: both names stand for one array."),
    ("changes-pile-up", {f"        {COPY_PLUS}\n": "", f"        {COPY_MINUS}\n": "",
      LOOP: f"    {COPY_PLUS}\n    {COPY_MINUS}\n{LOOP}"},
     "You copy theta once, before the loop, so the steps of all earlier parameters are still in it.",
     "For each i exactly one number may differ from theta."),
    ("all-at-once", {PLUS: "theta_plus = theta_plus + epsilon", MINUS: "theta_minus = theta_minus - epsilon"},
     "You move all parameters at once; each component needs one parameter moved alone.",
     "Which index tells the parameter that this turn of the loop is about?"),
    ("brackets-of-the-run", {SLOPE: "(J_plus - J_minus) / 2 * epsilon"},
     "You divide by 2 and multiply by epsilon: brackets are missing around the run.",
     "Python works from left to right through divisions and products."),
    ("half-the-run", {SLOPE: "(J_plus - J_minus) / epsilon"},
     "Your measured slopes are twice too steep: from one neighbour to the other it is more than one epsilon.",
     "How long is the run from the left neighbour to the right one?"),
    ("run-of-2", {SLOPE: "(J_plus - J_minus) / 2"},
     "You divide the rise by 2 alone; the run depends on epsilon.",
     "A slope is rise by run."),
    ("rise-reversed", {SLOPE: "(J_minus - J_plus) / (2 * epsilon)"},
     "Your measured slopes have the wrong sign: you take the left cost minus the right one.",
     "Where J grows, its slope is positive."),
    ("costs-added", {SLOPE: "(J_plus + J_minus) / (2 * epsilon)"},
     "You add the two costs; a slope comes from their difference.",
     "If J does not change at all, the slope must be 0."),
    ("both-to-the-right", {MINUS: "theta_minus[i] = theta_minus[i] + epsilon"},
     "All your measured slopes are 0: both forward passes get the same parameters.",
     "One neighbour lies to the right of theta and one to the left; each has a dictionary of its own."),
    ("one-sided", {MINUS: "pass", SLOPE: "(J_plus - J_minus) / epsilon"},
     "You measure from theta to its right neighbour only; with both sides the error is far smaller.",
     "The left end of the run lies one epsilon below theta."),
    ("step-in-proportion", {PLUS: "theta_plus[i] = theta_plus[i] * (1 + epsilon)",
      MINUS: "theta_minus[i] = theta_minus[i] * (1 - epsilon)"},
     "Your steps are in proportion to the parameters; the same epsilon is asked for all of them.",
     "A parameter of 0 would not move at all."),
    ("epsilon-fixed", {LOOP: f"    epsilon = 1e-7\n{LOOP}"},
     "You overwrite epsilon with a number of your own, so the function's argument has no effect.",
     "Use epsilon as it comes in."),
    ("last-one-left-out", {"range(number_of_parameters)": "range(number_of_parameters - 1)"},
     "Your loop ends one parameter early: the last slope stays 0.",
     "range leaves out its end already."),
    ("first-one-left-out", {"range(number_of_parameters)": "range(1, number_of_parameters)"},
     "Your loop leaves out the first parameter: its slope stays 0.",
     "The first index is 0."),
    ("sum-of-the-numbers", {DISTANCE: "np.sum(grad - gradapprox)"},
     "You add up the components of the distance, where errors of opposite sign cancel; take its length.",
     "The double bars in the formula are a norm."),
    ("squared-norms", {DISTANCE: "np.sum((grad - gradapprox) ** 2)", SIZES: "np.sum(grad**2) + np.sum(gradapprox**2)"},
     "You take the squares of the lengths; the root is missing.",
     "A norm has the unit of what it measures."),
    ("norm-of-the-sum", {SIZES: "np.linalg.norm(grad + gradapprox)"},
     "Your denominator is the length of a sum; the sum of two lengths is asked.",
     "For two gradients of opposite sign yours would divide by 0."),
    ("product-of-norms", {SIZES: "np.linalg.norm(grad) * np.linalg.norm(gradapprox)"},
     "You multiply the two lengths in the denominator; they are added.",
     "Numerator and denominator must have the same unit."),
    ("norm-of-one", {SIZES: "np.linalg.norm(grad)"},
     "Your denominator holds the length of grad alone; that of gradapprox is missing.",
     "There are two lengths below the line."),
    ("denominator-forgotten", {QUOTIENT: "difference = numerator"},
     "You return the plain distance; it still has to be divided by the sizes of the gradients.",
     "What is small depends on how large the gradients are."),
    ("upside-down", {QUOTIENT: "difference = denominator / numerator"},
     "Your quotient is upside down.",
     "Equal gradients have a difference near 0."),
    ("last-component-only", {DISTANCE: "np.linalg.norm(grad[i] - gradapprox[i])", SIZES: "np.linalg.norm(grad[i]) + np.linalg.norm(gradapprox[i])"},
     "You compare the last component only; the norms run over the whole columns.",
     "After the loop, i still has its last value."),
    ("flat-gradapprox", {"gradapprox = np.zeros((number_of_parameters, 1))": "gradapprox = np.zeros(number_of_parameters)"},
     "Your gradapprox is flat, so subtracting it from the column grad makes a square matrix.",
     "Print the shapes of grad and gradapprox."),
)  # fmt: skip

VARIANT_ROWS = (
    ("plus-equals", {PLUS: "theta_plus[i] += epsilon", MINUS: "theta_minus[i] -= epsilon"}),
    ("two-indices", {PLUS: "theta_plus[i][0] = theta_plus[i][0] + epsilon", MINUS: "theta_minus[i, 0] = theta_minus[i, 0] - epsilon"}),
    ("copy-method", {COPY_PLUS: "theta_plus = theta.copy()", COPY_MINUS: "theta_minus = np.array(theta)"}),
    ("unit-vector", {COPY_PLUS: "step = epsilon * np.eye(number_of_parameters)[:, [i]]", PLUS: "theta_plus = theta + step", COPY_MINUS: "pass", MINUS: "theta_minus = theta - step"}),
    ("there-and-back", {COPY_MINUS: "theta_minus = theta_plus", MINUS: "theta_minus[i] = theta_minus[i] - 2 * epsilon"}),
    ("slopes-after-the-loop", {LOOP: f"    rises = []\n{LOOP}", f"gradapprox[i] = {SLOPE}": "rises.append(J_plus - J_minus)", "    numerator =": "    gradapprox = np.array(rises).reshape(-1, 1) / (2 * epsilon)\n    numerator ="}),
    ("half-epsilons", {SLOPE: "0.5 * (J_plus - J_minus) / epsilon"}),
    ("norm-written-out", {DISTANCE: "np.sqrt(np.sum(np.square(gradapprox - grad)))", SIZES: "np.sqrt(np.sum(gradapprox**2)) + np.sqrt(np.sum(grad**2))"}),
    ("all-flat", {DISTANCE: "np.linalg.norm(grad.ravel() - gradapprox.ravel())"}),
    ("plain-float", {"return difference": "return float(difference)"}),
    ("prints", {QUOTIENT: f"{QUOTIENT}\n    print('difference', difference)"}),
    ("while", {LOOP: "    i = -1\n    while i + 1 < number_of_parameters:\n        i += 1\n"}),
)  # fmt: skip

MISTAKES = mistakes_of("gradient_check_n", *ROWS)
VARIANTS = variants_of("gradient_check_n", *VARIANT_ROWS)
