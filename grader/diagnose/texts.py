"""All that the rules say, in one place for a teacher to edit or translate.

Each text is a message and a hint. Kind, short, in the second person; it names quantities as the
notebook does, and prints no expected number and no line of a solution.
"""

from __future__ import annotations

from grader.model import Diagnosis

TEXTS: dict[str, tuple[str, str]] = {
    # relations between observed and expected
    "float32": (
        "Your {output} is right, but in float32.",
        "Leave the arrays in the type they come in, float64.",
    ),
    "list": (
        "Your {output} holds the right numbers, but as a Python list.",
        "Return the numpy array itself.",
    ),
    "subclass": (
        "Your {output} holds the right numbers, but as a numpy {kind}.",
        "Use plain arrays: for a matrix, * means something else.",
    ),
    "flattened": (
        "Your {output} holds the right numbers in the wrong shape: {observed} where {expected} is "
        "asked.",
        "A sum along an axis drops that axis unless keepdims=True keeps it.",
    ),
    "axis_added": (
        "Your {output} holds the right numbers with an axis too many: shape {observed} where "
        "{expected} is asked.",
        "Print the shapes on the way: where does the extra axis come in?",
    ),
    "kept_as_array": (
        "Your {output} is right, but it is an array of shape {observed}, not a plain number.",
        "np.squeeze takes the axes of length 1 away.",
    ),
    "transposed": (
        "Your {output} is transposed.",
        "Write the shapes of the two factors side by side: which one has to be turned?",
    ),
    "sign": ("Your {output} has the wrong sign.", "Follow the minus through the formula."),
    "factor_m": (
        "Your {output} is m times too large.",
        "Where an average over the examples is asked, 1/m belongs in; elsewhere no m does.",
    ),
    "factor_1/m": (
        "Your {output} is m times too small: it is divided by m once too often.",
        "Count where 1/m stands: once is enough, or none where nothing is averaged.",
    ),
    "factor_100": (
        "Your {output} is 100 times too large.",
        "Is a factor of 0.01 left out, or a percentage returned?",
    ),
    "factor_0.01": ("Your {output} is 100 times too small.", "Is 0.01 in it twice?"),
    "factor_ln2": (
        "Your {output} is taken with the logarithm to base 2.",
        "The cross-entropy is written with the natural logarithm.",
    ),
    "factor_ln10": (
        "Your {output} is taken with the logarithm to base 10.",
        "The cross-entropy is written with the natural logarithm.",
    ),
    "factor": (
        "Your {output} is {factor} times what is asked, in every case.",
        "Look for a constant in your formula that should not be there, or one that is missing.",
    ),
    "zero": (
        "Your {output} is all zeros.",
        "Is something set to zero and never filled, or filled under another name?",
    ),
    "constant": (
        "Your {output} is the same whatever the inputs are.",
        "Is something written into the function that should come from its arguments?",
    ),
    "is_quantity": (
        "Your {output} is {quantity} itself.",
        "A step is missing between {quantity} and {output}, or the wrong name is returned.",
    ),
    "unchanged": (
        "Your {output} comes back as it came in.",
        "Is it changed at all, and is what is changed the same thing that is returned?",
    ),
    "held": (
        "Your {output} holds {observed} where {expected} belongs.",
        "Compare what is put into {output} with what is asked, name by name.",
    ),
    "offset": (
        "Your {output} is off by exactly {quantity}.",
        "Is {quantity} left out of the formula, or in it with the wrong sign or once too often?",
    ),
    "swapped": (
        "What stands where {output} belongs is {quantity}.",
        "Compare your return line with the one that is asked.",
    ),
    "keys_shifted": (
        "Your {output} keys are one too {direction}: {observed} holds what belongs in {expected}.",
        "W, b and their gradients have the number l of their layer; layer l hands back dA of l-1.",
    ),
    "other_seed": (
        "Your random numbers come from another seed.",
        "Leave the line with np.random.seed as it was given.",
    ),
    "not_a_number": (
        "Your {output} holds NaN, which is no number.",
        "Look for 0/0, or the logarithm of something negative.",
    ),
    "factor_m2": (
        "Your {output} is m * m times too large.",
        "Does m stand somewhere as a factor, where 1/m belongs?",
    ),
    "fixed_m": (
        "Your {output} is divided by {number}, always; m is the number of examples of each call.",
        "Take m from the shape of something that the function gets.",
    ),
    "factor_1/n": (
        "Your {output} is divided by the number of its rows, the units of the layer, as well.",
        "What is averaged is the examples, the columns; the rows stay apart.",
    ),
    "factor_quantity": (
        "Your {output} is what is asked, times {quantity}, in every case.",
        "Should {quantity} be in that line, and once?",
    ),
    "kind": (
        "Your {output} is {observed}; {expected} is asked.",
        "Follow {output} from your return line back to where it gets its value.",
    ),
    "sizes": (
        "Your {output} has shape {observed} where {expected} is asked.",
        "Which layer's size belongs in which place?",
    ),
    "shape": (
        "Your {output} has the wrong shape: {observed} where {expected} is asked, for example.",
        "Write down the shapes of what it is made of, step by step.",
    ),
    "keys_missing": (
        "{output} is missing for {layers}.",
        "Count how often your loop runs, and which numbers its keys get.",
    ),
    "return_kind": (
        "Your {exercise} returns {observed}; {outputs} are asked.",
        "Leave the return line as it was given.",
    ),
    "layers": (
        "Your {output} is right but for {layers}.",
        "What is different about that layer: its number, its activation, what it gets handed?",
    ),
    "layers_only": (
        "Your {output} is right for {layers} only.",
        "What is different about the others: their number, their activation, what they get handed?",
    ),
    "branch": (
        "Your {output} is right for {right} and wrong for {wrong}.",
        "Follow line by line, to the end, what runs for {wrong}.",
    ),
    # what a case line says, where no cause was found
    "seen_structure": ("{found}", "Compare what your return line hands back with what is asked."),
    "seen_type": ("{found}", "Follow it from your return line back to where it gets its value."),
    "seen_missing_key": ("{found}", "Print the keys of what you return, just before returning it."),
    "seen_extra_key": ("{found}", "Print the keys of what you return, just before returning it."),
    "seen_dtype": ("{found}", "Which of your lines makes numbers of another type?"),
    "seen_shape": ("{found}", "Write down the shapes of what it is made of, step by step."),
    "seen_mutation": (
        "{found}",
        "+=, -= and [...] = write into an array; a calculation makes a new one.",
    ),
    # roles
    "role": (
        "Your {path} {verb} made with {observed}{made}; the formula wants {expected}{asked}.",
        "{why}",
    ),
    "elementwise": (
        "Your {path} multiplies {first} and {second} element by element; a matrix product is "
        "asked.",
        "* multiplies number by number; a matrix product sums over what the factors share.",
    ),
    "axis": (
        "Your {path} is summed along the wrong axis.",
        "Columns are examples: what is summed over the examples keeps a row for each unit.",
    ),
    # exceptions
    "name_unknown": (
        "`{name}` is not defined when your line {line} runs.{near}",
        "A function sees its own arguments, what it assigned before, and the notebook's functions.",
    ),
    "name_elsewhere": (
        "`{name}` in your line {line} is no argument of {exercise}; a variable that another cell "
        "happened to define (cell {cell}) does not count.",
        "Everything that your function needs comes in through its arguments: {parameters}.",
    ),
    "name_import": (
        "`{name}` is not defined when your line {line} runs: the notebook does not import it.",
        "A module is there below the line that imports it, in every cell.",
    ),
    "name_starred": (
        "`{name}` is not defined when your line {line} runs. If it comes from {module}, that is "
        "not available when this is graded.",
        "Python's own modules and numpy are there: write that step with them.",
    ),
    "absent": (
        "{library} is not available when this is graded; your {exercise} uses {path}.{near}",
        "Python's own modules and numpy are there: write that step with them.",
    ),
    "unbound": (
        "`{name}` is used in your line {line} before it has a value.",
        "Is it assigned only in a branch or loop that did not run here?",
    ),
    "still_none": (
        "Something in your line {line} is still None.",
        "Fill in the lines that make it, above; or is a return missing in a function you call?",
    ),
    "shapes": (
        "Your line {line} brings together shapes that do not fit: {shapes}.",
        "In a matrix product the columns of the first must be as many as the rows of the second.",
    ),
    "broadcast": (
        "Your line {line} combines element by element what does not fit: {shapes}.",
        "Either the shapes agree, or one has length 1 where they differ.",
    ),
    "key": (
        "Your line {line} asks for the key {key}, which is not there.{near}",
        "Print the keys that there are, and count the layers from 1.",
    ),
    "key_decimal": (
        "Your line {line} asks for the key {key}: the number in it has a decimal point.",
        "/ always gives a decimal number; // gives a whole one.",
    ),
    "key_made_of": (
        "Your line {line} makes a key of something large, an array or a cache perhaps.",
        "A key is a letter or two and the number of a layer; which name holds that number?",
    ),
    "index": (
        "Your line {line} asks for an entry beyond the end of a list or a shape.",
        "Python counts from 0: what is first stands at 0, what belongs to layer l at l - 1.",
    ),
    "tuple_operand": (
        "Your line {line} uses a tuple where one of its parts is wanted.",
        "A cache, or what a function with two values returns: give each part a name, left of =.",
    ),
    "unpack": (
        "Your line {line} takes apart something into the wrong number of values.",
        "Count what the function on the right hands back, or what the cache holds.",
    ),
    "arguments": (
        "Your line {line} calls a function with other arguments than it takes.",
        "Compare the call with the line that defines the function.",
    ),
    "key_misspelt": (
        "Your {exercise} returns the key {observed!r} where {expected!r} is asked.",
        "Keys are compared letter by letter, capitals included.",
    ),
    "inserted": (
        "Your {exercise} has a parameter {name}, which is not asked for, before {after}: what a "
        "caller hands over for {after} arrives in {name}.",
        "Leave the line with def as it was given; what is yours alone gets its value inside.",
    ),
    "exchanged": (
        "Your {exercise} takes its arguments in another order, {own}, than is asked: {asked}.",
        "Callers hand them over by their places. Leave the line with def as it was given.",
    ),
    "no_default": (
        "Your {exercise} has no default for {names}, which callers may leave out.",
        "Leave the line with def as it was given, defaults included.",
    ),
    "one_more": (
        "Your {exercise} cannot be called without {names}, which is not asked for.",
        "Leave the line with def as it was given; what is yours alone gets its value inside.",
    ),
    "one_less": (
        "Your {exercise} does not take {names}, which is handed over to it.",
        "Leave the line with def as it was given.",
    ),
    "signature": (
        "Your {exercise} takes other arguments than are asked: {parameters}.",
        "Leave the line with def as it was given.",
    ),
    "attribute": (
        "There is no `{attribute}` on what your line {line} uses it on.{near}",
        "Check the spelling; and is the object what you think it is?",
    ),
    "not_callable": (
        "Your line {line} calls something that is no function.",
        "Is a name used for a value and a function, or a * missing before a parenthesis?",
    ),
    "mask": (
        "Your line {line} picks entries of one array by another that has a different shape.",
        "dA, dZ, A and Z of one layer have the same shape: do both come from the same layer?",
    ),
    "too_many": (
        "Your line {line} asks an array of dimension {axes} for places in {asked} dimensions.",
        "Print the shape just before: has an axis been lost, or was there never one?",
    ),
    "no_axis": (
        "Your line {line} goes along axis {axis}, which an array of dimension {axes} does not "
        "have.",
        "Axes are counted from 0: of a matrix, axis 0 goes down the rows, axis 1 along the "
        "columns.",
    ),
    "index_kind": (
        "Your line {line} looks something up in a list, a tuple or an array, and not by its place.",
        "A dictionary has keys such as 'W1'; in the others, places are counted 0, 1, 2 …",
    ),
    "text_and_number": (
        "Your line {line} adds a number to a text.",
        "Python joins text only with text: turn the number into text first.",
    ),
    "fixed": (
        "Your line {line} writes into something that cannot be changed, a tuple or a text.",
        "A cache is a tuple, made in one go; a list or a dictionary can be written into.",
    ),
    "sequence_times": (
        "Your line {line} multiplies a list, a tuple or a text as if it were an array.",
        "Take out of it the array or number that you need.",
    ),
    "not_subscriptable": (
        "Your line {line} has square brackets after something that has no entries.",
        "A function is called with round brackets; and is the name what you think it is?",
    ),
    "not_iterable": (
        "Your line {line} goes through a single number as if it were a list.",
        "To count up to a number there is range.",
    ),
    "not_whole": (
        "Your line {line} needs a whole number and gets one with a decimal point.",
        "/ always gives a decimal number; // gives a whole one.",
    ),
    "one_number": (
        "Your line {line} needs one number and gets an array.",
        "Functions of math take a single number; numpy has the same ones for arrays.",
    ),
    "ambiguous": (
        "Your line {line} asks whether a whole array is true, and it holds many numbers.",
        "if takes one decision; to decide number by number, calculate with the comparison itself.",
    ),
    "reshape": (
        "Your line {line} reshapes an array into a shape with another number of entries.",
        "Reshaping moves no numbers in or out: multiply the sizes of both shapes.",
    ),
    "assertion": (
        "An assert in your function does not hold, in line {line}.",
        "Print what it compares, just before that line.",
    ),
    "recursion": (
        "Your function calls itself without end.",
        "Which function was meant to be called in line {line}?",
    ),
    "zero_division": ("Your line {line} divides by zero.", "Which number is zero there, and why?"),
    "indentation": (
        "The indentation is off in line {line}.",
        "Lines below a colon are indented by four spaces; an if or for needs one line at least.",
    ),
    "syntax": (
        "Python cannot read line {line}: {message}.",
        "Look at that line and the one above for a missing bracket, colon or quote.",
    ),
    "unread": (
        "Python cannot read line {line}: {message}.",
        "These are Python's own words; what they name is in that line or just above.",
    ),
    "outside": (
        "The `{word}` in line {line} stands outside of your function.",
        "All lines of a function are indented below its def: is this one at the left margin?",
    ),
    "character": (
        "Line {line} holds {character}, {name} ({point}), which is no sign of Python.{meant}",
        "Such signs come with copied text or another keyboard: type it anew.",
    ),
    "invisible": (
        "Line {line} holds a character that is not seen, {name} ({point}).",
        "Such characters come with copied text: type the blanks of that line anew.",
    ),
    "python_2": (
        "Line {line} uses {word} as Python 2 did, without parentheses.",
        "{word} is a function now: what it gets stands in round brackets.",
    ),
    "quote": (
        "A text in line {line} has no end.",
        "It ends with the quotes that it begins with, in the same line.",
    ),
    "timeout": (
        "Your function did not come to an end in time.",
        "Does the condition of your loop ever become false?",
    ),
    "memory": (
        "Your function asks for far more memory than its inputs need.",
        "Look at the shapes: is an outer product made where a matrix product is meant?",
    ),
}
NOT_YET = " It is one that your function is to make: is it made before?"
ELSEWHERE = " It is the same in your other layers."
# why a quantity is wanted, or where it is to be had; by its kind
WHERE: dict[str, str] = {
    "nested A0": "A0 is X, and layer 1's cache holds it first: ((A0, W1, b1), Z1).",
    "A0": "A0 is X: layer 1 reads the input itself.",
    "nested A_prev": "A layer's cache holds first what the layer reads: ((A_prev, W, b), Z).",
    "A_prev": "What a layer reads is what the layer before makes, after its activation.",
    "A of the layer": "A is what the activation makes of Z; which of the two is asked here?",
    "nested z": "The cache of a layer is ((A_prev, W, b), Z): Z stands last.",
    "z": "Z is what a layer has before its activation, A what it has after.",
    "dz": "dZ is dA times the slope of the activation; dW, db and dA_prev are all made of it.",
    "da": "dA is what the layer after hands back.",
    "": "Look at the formula again: which quantities meet in it, and of which layer?",
}

# course texts speak of the exercise; these are only used where no course text fits


def text(code: str, **names: object) -> tuple[str, str]:
    """Message and hint of a code, with names filled in."""
    message, hint = TEXTS[code]
    return message.format(**names), hint.format(**names)


def say(code: str, **names: object) -> Diagnosis:
    """The diagnosis of a code."""
    return Diagnosis(code, *text(code, **names))
