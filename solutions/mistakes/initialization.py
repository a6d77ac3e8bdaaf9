"""Known wrong versions of the three references, and what a learner is told about each."""

from ._initialization_variants import VARIANTS
from ._tables import mistakes_of

__all__ = ["EQUIVALENT_MUTANTS", "MISTAKES", "VARIANTS"]

LOOP = "for l in range(1, L):"
KEY_W = 'parameters["W" + str(l)]'
KEY_B = 'parameters["b" + str(l)]'
ZEROS_W = "np.zeros((layers_dims[l], layers_dims[l - 1]))"
ZEROS_B = "np.zeros((layers_dims[l], 1))"
RANDN = "np.random.randn(layers_dims[l], layers_dims[l - 1])"

OF_ALL = (
    ("last-layer-left-out", {LOOP: "for l in range(1, L - 1):"},
     "The last layer has no parameters: your loop ends one layer early.",
     "L counts the input too, and range leaves out its end."),
    ("loop-from-0", {LOOP: "for l in range(0, L):"},
     "You make a W0 and b0: layer 0 is the input and has no parameters.",
     "The first layer with parameters is layer 1."),
    ("loop-beyond-the-end", {LOOP: "for l in range(1, L + 1):"},
     "Your loop asks layers_dims for one layer more than there is.",
     "L counts the input too."),
    ("keys-shifted", {KEY_W: KEY_W.replace("l)", "l - 1)"), KEY_B: KEY_B.replace("l)", "l - 1)")},
     "Your keys are one too low: they begin with W0 and b0.",
     "The parameters of layer 1 are W1 and b1."),
    ("b-rank-1", {ZEROS_B: "np.zeros(layers_dims[l])"},
     "Your biases are flat arrays of shape (n,); columns (n, 1) are asked.",
     "The shape has two numbers."),
    ("b-row", {ZEROS_B: "np.zeros((1, layers_dims[l]))"},
     "Your biases are rows; a bias is a column, with a row for each unit.",
     "b is added to every column of Z."),
    ("b-of-the-layer-before", {ZEROS_B: "np.zeros((layers_dims[l - 1], 1))"},
     "Your biases have a row for each unit of the layer before.",
     "W and b of a layer have the same number of rows."),
    ("b-ones", {ZEROS_B: "np.ones((layers_dims[l], 1))"},
     "Your biases are filled with 1; they start at 0.",
     "What differs between the three initialisers are the weights only."),
    ("returned-in-the-loop", {"    return parameters": "        return parameters"},
     "You return inside the loop, after the first layer.",
     "Look at how far the return line is indented."),
)  # fmt: skip

INITIALIZE_PARAMETERS_ZEROS = mistakes_of(
    "initialize_parameters_zeros",
    *OF_ALL,
    ("weights-transposed", {ZEROS_W: "np.zeros((layers_dims[l - 1], layers_dims[l]))"},
     "Your weights have rows and columns exchanged.",
     "A row for each unit of the layer, a column for each unit that it reads."),
    ("square-weights", {ZEROS_W: "np.zeros((layers_dims[l], layers_dims[l]))"},
     "Your weights are square: both sizes are those of layer l.",
     "The columns belong to the layer before."),
    ("columns-of-the-input", {ZEROS_W: "np.zeros((layers_dims[l], layers_dims[0]))"},
     "All your weights have a column for each input of the network.",
     "Only layer 1 reads the input."),
    ("shape-without-tuple", {ZEROS_W: "np.zeros(layers_dims[l], layers_dims[l - 1])"},
     "You hand the shape over as two numbers, so zeros takes the second one for a dtype.",
     "The shape wants parentheses of its own."),
    ("weights-ones", {ZEROS_W: "np.ones((layers_dims[l], layers_dims[l - 1]))"},
     "Your weights are filled with 1; zeros are asked.",
     "The name of the function says it."),
    ("weights-random", {ZEROS_W: f"{RANDN} * 0.01"},
     "Your weights are random; zeros are asked here, to see what they do.",
     "The name of the function says it."),
)  # fmt: skip

OF_RANDOM_ONES = (
    *OF_ALL,
    ("weights-transposed", {RANDN: "np.random.randn(layers_dims[l - 1], layers_dims[l])"},
     "Your weights have rows and columns exchanged.",
     "A row for each unit of the layer, a column for each unit that it reads."),
    ("square-weights", {RANDN: "np.random.randn(layers_dims[l], layers_dims[l])"},
     "Your weights are square: both sizes are those of layer l.",
     "The columns belong to the layer before."),
    ("rand-for-randn", {RANDN: "np.random.rand(layers_dims[l], layers_dims[l - 1])"},
     "Your weights are all positive: they are uniform draws where normal ones are asked.",
     "Two functions of numpy differ by one letter."),
    ("shape-as-tuple", {RANDN: "np.random.randn((layers_dims[l], layers_dims[l - 1]))"},
     "You hand the shape over as one tuple; this drawing function takes the sizes one by one.",
     "zeros takes a tuple, randn takes separate numbers."),
    ("other-seed", {"np.random.seed(3)": "np.random.seed(1)"},
     "Your weights come from another seed.",
     "Leave the seed line of this cell as it was given."),
    ("seeded-in-the-loop", {f"        {KEY_W} =": f"        np.random.seed(3)\n        {KEY_W} ="},
     "You seed anew for every layer, so all layers start with the same numbers.",
     "Seed once, before the loop."),
    ("b-random", {ZEROS_B: "np.random.randn(layers_dims[l], 1)"},
     "You draw the biases at random; they start at 0 (and their draws shift those of the next W).",
     "Only the weights are random."),
    ("drawn-in-reverse", {LOOP: "for l in reversed(range(1, L)):"},
     "You draw the last layer first, so the weights hold other random numbers than asked.",
     "The draws come in the order of the layers."),
)  # fmt: skip

INITIALIZE_PARAMETERS_RANDOM = mistakes_of(
    "initialize_parameters_random",
    *OF_RANDOM_ONES,
    ("scale-forgotten", {f"{RANDN} * 10": RANDN},
     "Your weights are not scaled: the factor 10 is missing.",
     "Large weights are wanted here, to see what they do."),
    ("divided", {f"{RANDN} * 10": f"{RANDN} / 10"},
     "Your weights are divided by 10; they should be large.",
     "Large weights are wanted here, to see what they do."),
    ("small", {f"{RANDN} * 10": f"{RANDN} * 0.01"},
     "Your weights are small; they should be large.",
     "Large weights are wanted here, to see what they do."),
    ("added", {f"{RANDN} * 10": f"{RANDN} + 10"},
     "You add 10 to the draws; they are multiplied.",
     "The draws keep their mean of 0."),
)  # fmt: skip

ROOT = "np.sqrt(2 / layers_dims[l - 1])"

INITIALIZE_PARAMETERS_HE = mistakes_of(
    "initialize_parameters_he",
    *OF_RANDOM_ONES,
    ("root-forgotten", {ROOT: "2 / layers_dims[l - 1]"},
     "Your weights are scaled by the variance; its square root is asked.",
     "The formula gives sigma, not its square.", "sqrt"),
    ("root-of-the-numerator", {ROOT: "np.sqrt(2) / layers_dims[l - 1]"},
     "Your root reaches over the 2 only.",
     "The root goes around the whole fraction."),
    ("xavier", {ROOT: "np.sqrt(1 / layers_dims[l - 1])"},
     "Your scale is Xavier's: the 2 that makes up for the relu is missing.",
     "A relu throws away half of the mean square."),
    ("own-layer", {ROOT: "np.sqrt(2 / layers_dims[l])"},
     "You take the size of the layer itself; that of the layer before is asked.",
     "How many numbers does a unit add up?"),
    ("both-layers", {ROOT: "np.sqrt(2 / (layers_dims[l] + layers_dims[l - 1]))"},
     "You take the sizes of both layers (Glorot's scale).",
     "He's scale knows only what a unit reads."),
    ("input-layer", {ROOT: "np.sqrt(2 / layers_dims[0])"},
     "You take the size of the input in every layer.",
     "How many numbers does a unit of layer l add up?"),
    ("upside-down", {ROOT: "np.sqrt(layers_dims[l - 1] / 2)"},
     "Your fraction is upside down: more inputs should give smaller weights.",
     "The variances of the products add up."),
    ("large-as-before", {ROOT: "10"},
     "Your weights are as large as in the exercise before.",
     "The scale depends on the layer."),
    ("scale-forgotten", {"* scale": ""},
     "Your weights are not scaled.",
     "The scale is computed and not used."),
    ("added", {"* scale": "+ scale"},
     "You add the scale to the draws; they are multiplied.",
     "The draws keep their mean of 0."),
    ("biases-scaled-too", {ZEROS_B: "np.zeros((layers_dims[l], 1)) + scale"},
     "Your biases hold the scale; they start at 0.",
     "Only the weights are scaled."),
)  # fmt: skip

MISTAKES = (
    *INITIALIZE_PARAMETERS_ZEROS,
    *INITIALIZE_PARAMETERS_RANDOM,
    *INITIALIZE_PARAMETERS_HE,
)

# Mutants made mechanically that no case can kill, because they are right as well.
EQUIVALENT_MUTANTS = (
    (
        'initialize_parameters_random',
        'line removed (np.random.seed(3)) in: def initialize_parameters_random(layers_dims):',
        'the caller has seeded: a notebook without the line is right, too',
    ),
    (
        'initialize_parameters_he',
        'line removed (np.random.seed(3)) in: def initialize_parameters_he(layers_dims):',
        'the caller has seeded: a notebook without the line is right, too',
    ),
)  # fmt: skip
