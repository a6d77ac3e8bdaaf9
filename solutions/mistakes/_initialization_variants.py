"""The three references in other words: mathematically equal, so every one of them must pass."""

from ._tables import variants_of

LOOP = "for l in range(1, L):"
ZEROS_W = "np.zeros((layers_dims[l], layers_dims[l - 1]))"
ZEROS_B = "np.zeros((layers_dims[l], 1))"
RANDN = "np.random.randn(layers_dims[l], layers_dims[l - 1])"

OF_ALL = (
    ("counts-from-0", {LOOP: "for l in range(L - 1):\n        l = l + 1"}),
    ("zeros-in-other-words", {ZEROS_B: "np.full([layers_dims[l], 1], 0.0)"}),
    ("column-by-reshape", {ZEROS_B: "np.zeros(layers_dims[l]).reshape(-1, 1)"}),
    ("formatted-keys", {'parameters["W" + str(l)]': 'parameters[f"W{l}"]', 'parameters["b" + str(l)]': 'parameters["b{}".format(l)]'}),
    ("negative-zeros", {ZEROS_B: "-np.zeros((layers_dims[l], 1))"}),
)  # fmt: skip

INITIALIZE_PARAMETERS_ZEROS = variants_of(
    "initialize_parameters_zeros",
    *OF_ALL,
    ("random-times-0", {ZEROS_W: f"{RANDN} * 0"}),
    ("shape-as-list", {ZEROS_W: "np.zeros([layers_dims[l], layers_dims[l - 1]])"}),
)  # fmt: skip

OF_RANDOM_ONES = (
    *OF_ALL,
    ("no-seed", {"    np.random.seed(3)\n": ""}),
    ("stream-of-its-own", {"np.random.seed(3)": "rng = np.random.RandomState(3)", RANDN: "rng.randn(layers_dims[l], layers_dims[l - 1])"}),
    ("normal", {RANDN: "np.random.normal(0, 1, (layers_dims[l], layers_dims[l - 1]))"}),
    ("one-number-at-a-time", {RANDN: "np.array([[np.random.randn() for _ in range(layers_dims[l - 1])] for _ in range(layers_dims[l])])"}),
)  # fmt: skip

INITIALIZE_PARAMETERS_RANDOM = variants_of(
    "initialize_parameters_random",
    *OF_RANDOM_ONES,
    ("factor-first", {f"{RANDN} * 10": f"10.0 * {RANDN}"}),
    ("scale-argument", {f"{RANDN} * 10": "np.random.normal(scale=10, size=(layers_dims[l], layers_dims[l - 1]))"}),
)  # fmt: skip

ROOT = "np.sqrt(2 / layers_dims[l - 1])"

INITIALIZE_PARAMETERS_HE = variants_of(
    "initialize_parameters_he",
    *OF_RANDOM_ONES,
    ("roots-apart", {ROOT: "np.sqrt(2) / np.sqrt(layers_dims[l - 1])"}),
    ("power", {ROOT: "(2.0 / layers_dims[l - 1]) ** 0.5"}),
    ("math-root", {ROOT: '__import__("math").sqrt(2.0 / layers_dims[l - 1])'}),
    ("size-from-the-matrix", {RANDN + " * scale": f"{RANDN}\n        parameters[f'W{{l}}'] = parameters[f'W{{l}}'] * np.sqrt(2 / parameters[f'W{{l}}'].shape[1])"}),
    ("divided-by-the-root", {RANDN + " * scale": f"{RANDN} / np.sqrt(layers_dims[l - 1] / 2)"}),
)  # fmt: skip

VARIANTS = (
    *INITIALIZE_PARAMETERS_ZEROS,
    *INITIALIZE_PARAMETERS_RANDOM,
    *INITIALIZE_PARAMETERS_HE,
)
