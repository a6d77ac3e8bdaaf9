"""The four references in other words: mathematically equal, so every one of them must pass."""

from ._tables import variants_of

SQUARES = "np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))"

COMPUTE_COST_WITH_REGULARIZATION = variants_of(
    "compute_cost_with_regularization",
    ("powers", {SQUARES: "(W1**2).sum() + (W2**2).sum() + (W3**2).sum()"}),
    ("norms", {SQUARES: "sum(np.linalg.norm(W) ** 2 for W in (W1, W2, W3))"}),
    ("traces", {SQUARES: "np.trace(np.dot(W1, W1.T)) + np.trace(W2.T @ W2) + np.vdot(W3, W3)"}),
    ("loop-over-layers", {SQUARES: 'sum(np.sum(np.multiply(parameters["W" + str(l)], parameters["W" + str(l)])) for l in range(1, 4))'}),
    ("factors-in-another-order", {"lambd / (2 * m) * squares": "squares * lambd * (1 / m) / 2"}),
    ("cost-written-out", {"compute_cost(A3, Y)": "-np.mean(np.log(np.where(Y == 1, A3, 1 - A3)))"}),
    ("python-float", {"return cost": "return float(cost)"}),
)  # fmt: skip

DZ3 = "dZ3 = A3 - Y"
W_GRADIENTS = {3: "dW3 = np.dot(dZ3, A2.T) / m", 2: "dW2 = np.dot(dZ2, A1.T) / m", 1: "dW1 = np.dot(dZ1, X.T) / m"}  # fmt: skip
B_GRADIENTS = {n: f"db{n} = np.sum(dZ{n}, axis=1, keepdims=True) / m" for n in (1, 2, 3)}
TERMS = {n: f" + lambd / m * W{n}" for n in (1, 2, 3)}
EARLY = {
    DZ3: "dZ3 = (A3 - Y) / m",
    **{line: line.removesuffix(" / m") for line in (*W_GRADIENTS.values(), *B_GRADIENTS.values())},
}
BY_Z = {"(A2 > 0)": "(Z2 > 0)", "(A1 > 0)": "np.int64(Z1 > 0)"}

BACKWARD_PROPAGATION_WITH_REGULARIZATION = variants_of(
    "backward_propagation_with_regularization",
    ("one-fraction", {W_GRADIENTS[n] + TERMS[n]: W_GRADIENTS[n].replace("= ", "= (").replace(" / m", f" + lambd * W{n}) / m") for n in (1, 2, 3)}),
    ("factor-first", {W_GRADIENTS[3] + TERMS[3]: "dW3 = 1.0 / m * np.dot(dZ3, A2.T) + (lambd * W3) / m"}),
    ("average-taken-in-dz", EARLY),
    ("slopes-by-z", BY_Z),
    ("output-by-the-chain-rule", {DZ3: "dA3 = (1 - Y) / (1 - A3) - Y / A3\n    dZ3 = dA3 * A3 * (1 - A3)"}),
    ("term-added-at-the-end", {TERMS[3]: "", TERMS[2]: "", TERMS[1]: "", "    gradients = {": "    dW1, dW2, dW3 = (dW + lambd * W / m for dW, W in ((dW1, W1), (dW2, W2), (dW3, W3)))\n    gradients = {"}),
    ("einsum", {"np.dot(dZ3, A2.T) / m": 'np.einsum("im,jm->ij", dZ3, A2) / m'}),
    ("means", {B_GRADIENTS[2]: "db2 = np.mean(dZ2, axis=1, keepdims=True)"}),
)  # fmt: skip

MASK_1 = "D1 = np.random.rand(A1.shape[0], A1.shape[1]) < keep_prob"
MASK_2 = "D2 = np.random.rand(A2.shape[0], A2.shape[1]) < keep_prob"
DROP_1 = "A1 = A1 * D1 / keep_prob"
DROP_2 = "A2 = A2 * D2 / keep_prob"

FORWARD_PROPAGATION_WITH_DROPOUT = variants_of(
    "forward_propagation_with_dropout",
    ("in-three-steps", {DROP_1: "A1 = np.multiply(A1, D1)\n    A1 = A1 / keep_prob", DROP_2: "A2 = A2 * D2\n    A2 /= keep_prob"}),
    ("whole-number-masks", {MASK_1: f"D1 = ({MASK_1[5:]}).astype(int)", MASK_2: f"D2 = ({MASK_2[5:]}) * 1"}),
    ("floating-point-masks", {MASK_1: f"D1 = ({MASK_1[5:]}).astype(float)", MASK_2: f"D2 = np.where({MASK_2[5:]}, 1.0, 0.0)"}),
    ("less-or-equal", {"A1.shape[1]) < keep_prob": "A1.shape[1]) <= keep_prob"}),
    ("shape-unpacked", {MASK_1: "D1 = np.random.rand(*A1.shape) < keep_prob", MASK_2: "D2 = np.random.random(Z2.shape) < keep_prob"}),
    ("stream-of-its-own", {"np.random.seed(1)": "rng = np.random.RandomState(1)", MASK_1: MASK_1.replace("np.random", "rng"), MASK_2: MASK_2.replace("np.random", "rng")}),
    ("no-seed", {"    np.random.seed(1)\n": ""}),
    ("scale-in-the-mask", {DROP_1: "A1 = A1 * (D1 / keep_prob)", DROP_2: "A2 = np.where(D2, A2 / keep_prob, 0)"}),
    ("switched-off-by-index", {DROP_1: "A1[~D1] = 0\n    A1 = A1 / keep_prob"}),
    ("drawn-together", {MASK_1: "draws = np.random.rand(A1.size + W2.shape[0] * X.shape[1])\n    D1 = draws[: A1.size].reshape(A1.shape) < keep_prob", MASK_2: "D2 = draws[A1.size :].reshape(A2.shape) < keep_prob"}),
    ("cache-list", {"cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)": "cache = [Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3]"}),
)  # fmt: skip

BACK_1 = "dA1 = dA1 * D1 / keep_prob"
BACK_2 = "dA2 = dA2 * D2 / keep_prob"

BACKWARD_PROPAGATION_WITH_DROPOUT = variants_of(
    "backward_propagation_with_dropout",
    ("in-two-steps", {BACK_1: "dA1 = np.multiply(D1, dA1)\n    dA1 /= keep_prob", BACK_2: "dA2 *= D2\n    dA2 = dA2 / keep_prob"}),
    ("where", {BACK_1: "dA1 = np.where(D1, dA1, 0) / keep_prob", BACK_2: "dA2[D2 == 0] = 0\n    dA2 = dA2 / keep_prob"}),
    ("scale-in-the-mask", {BACK_1: "dA1 = dA1 * (D1 / keep_prob)"}),
    ("in-the-line-before", {f"    {BACK_2}\n": "", "dA2 = np.dot(W3.T, dZ3)": "dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob"}),
    ("slopes-by-z", BY_Z),
    ("average-taken-in-dz", EARLY),
    ("output-by-the-chain-rule", {DZ3: "dA3 = (A3 - Y) / (A3 * (1 - A3))\n    dZ3 = dA3 * A3 * (1 - A3)"}),
    ("scale-first", {BACK_2: "dA2 = 1 / keep_prob * dA2 * D2.astype(float)"}),
)  # fmt: skip

VARIANTS = (
    *COMPUTE_COST_WITH_REGULARIZATION,
    *BACKWARD_PROPAGATION_WITH_REGULARIZATION,
    *FORWARD_PROPAGATION_WITH_DROPOUT,
    *BACKWARD_PROPAGATION_WITH_DROPOUT,
)
