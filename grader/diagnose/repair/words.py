"""What is said of a repair: where it is and of what kind, never what it makes of the line.

Each text is a message and a hint; ``{where}`` is "In line 22" or "In lines 12, 16 and 20". All of
them are said of an edit after which every case was right.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.diagnose.repair.edit import Edit
from grader.model import Diagnosis

PROVEN = "Everything else is right: with this one thing changed, every case is."
REPAIRS: dict[str, tuple[str, str]] = {
    "name": (
        "{where}, `{subject}` is not what belongs there.",
        "Which quantity does the formula want in its place, and of which layer?",
    ),
    "target": (
        "{where}, what is calculated gets the wrong name: `{subject}`.",
        "Under which name is it used afterwards?",
    ),
    "function": (
        "{where}, `{subject}` is not the function that belongs there.",
        "Compare what it does with what is asked for in that step.",
    ),
    "key": (
        "{where}, the key `{subject}` is not the one that belongs there.",
        "Which entry, and of which layer, does this step need?",
    ),
    "number": (
        "{where}, the number {subject} is not the one that belongs there.",
        "Where should that number come from, and what does it count?",
    ),
    "one_more": (
        "{where}, `{subject}` counts one too far.",
        "Write down for the first and for the last layer which number comes out there.",
    ),
    "one_less": (
        "{where}, `{subject}` stops or looks one too early.",
        "Write down for the first and for the last layer which number comes out there.",
    ),
    "other_end": (
        "{where}, `{subject}` counts from the wrong end.",
        "Places are counted from 0 at the front, and from -1 at the end.",
    ),
    "truth": (
        "{where}, {subject} says the opposite of what is meant.",
        "What does that switch do?",
    ),
    "operator": (
        "{where}, `{subject}` is not the operation that belongs there.",
        "Compare that line with the formula, sign by sign.",
    ),
    "plus_minus": (
        "{where}, a sign is wrong: `{subject}` is not what belongs there.",
        "Follow the signs of that line through the formula.",
    ),
    "divided": (
        "{where}, something is divided by what it should not be divided by.",
        "Compare that line with the formula: what stands above, what below?",
    ),
    "multiplied": (
        "{where}, something is multiplied with what it should not be multiplied with.",
        "Compare that line with the formula: what stands above, what below?",
    ),
    "division": (
        "{where}, the division is not the one that is meant.",
        "/ gives a decimal number, // cuts it to a whole one.",
    ),
    "product": (
        "{where}, the product is not of the kind that is meant.",
        "* goes element by element; a matrix product sums over what the factors share.",
    ),
    "operator_assigned": (
        "{where}, what is done to the variable is not what is meant.",
        "Is it to grow, to shrink, to be scaled?",
    ),
    "equals_minus": (
        "{where}, the = comes before the sign, so that the old value is thrown away.",
        "Python reads =- as an assignment of something negative.",
    ),
    "assigned": (
        "{where}, something is added to the old value that should stand for itself.",
        "Is there an old value at all that belongs in?",
    ),
    "added": (
        "{where}, the old value is lost: it is written over.",
        "Is the variable to be replaced there, or to be changed by so much?",
    ),
    "sides": (
        "{where}, the two sides of `{subject}` stand in each other's place.",
        "The order counts there: which of the two comes first?",
    ),
    "term_too_many": (
        "{where}, there is a term too many: `{subject}`.",
        "Compare that line with the formula, term by term.",
    ),
    "factor_too_many": (
        "{where}, there is a factor too many: `{subject}`.",
        "Compare that line with the formula, factor by factor.",
    ),
    "term_missing": (
        "{where}, a term is missing.",
        "Compare that line with the formula, term by term.",
    ),
    "factor_missing": (
        "{where}, a factor is missing, or something to divide by.",
        "Compare that line with the formula, factor by factor.",
    ),
    "number_missing": (
        "{where}, a constant factor is missing.",
        "Compare that line with the formula, number by number.",
    ),
    "one_minus": (
        "{where}, `{subject}` stands where its complement to 1 belongs.",
        "Which of the two probabilities is meant there?",
    ),
    "minus": (
        "{where}, there is a minus too many or too few.",
        "Follow the signs of that line through the formula.",
    ),
    "comparison": (
        "{where}, the comparison asks for something else than is meant.",
        "Which values shall count, and on which side of the border?",
    ),
    "brackets": (
        "{where}, the brackets do not close where they should: something else is calculated.",
        "In which order does Python calculate that line, and what belongs together?",
    ),
    "arguments": (
        "{where}, two arguments of `{subject}` stand in each other's place.",
        "Compare the call with the order in which the function takes its arguments.",
    ),
    "argument_too_many": (
        "{where}, `{subject}` is handed something that does not belong there.",
        "What does each of its arguments do?",
    ),
    "tuple": (
        "{where}, the brackets around what `{subject}` is handed are not those that it takes.",
        "Some functions take a shape as one tuple, some as separate numbers.",
    ),
    "axis": (
        "{where}, `{subject}` goes along another axis than it should.",
        "Columns are examples. What is to be left: a number a row, a number a column, or one?",
    ),
    "keepdims": (
        "{where}, the shape is not kept when `{subject}` takes an axis away.",
        "keepdims decides whether the axis stays, with length 1.",
    ),
    "keyword": (
        "{where}, `{subject}` is called with a word that changes what it does.",
        "What does each word in that call do?",
    ),
    "turned": (
        "{where}, a transpose is too many: `{subject}`.",
        "Write the shapes of the factors under that line.",
    ),
    "not_turned": (
        "{where}, `{subject}` is to be transposed.",
        "Write the shapes of the factors under that line.",
    ),
    "call_too_many": (
        "{where}, the call of `{subject}` is one too many.",
        "What would happen without it?",
    ),
    "call_missing": (
        "{where}, something is still to be done to `{subject}` before it is used.",
        "Compare that line with the formula: which function is missing?",
    ),
    "entry_too_many": (
        "{where}, `{subject}` takes a part where the whole is wanted.",
        "Print its shape: what is in it?",
    ),
    "entry_missing": (
        "{where}, `{subject}` holds several things, and one of them is wanted.",
        "Print it: what is in it?",
    ),
    "copy": (
        "{where}, `{subject}` is not copied, so that changing one changes the other.",
        "Two names can stand for the same array.",
    ),
    "line_too_many": (
        "Line {line} does harm: without it, every case is right.",
        "What does that line change?",
    ),
    "line_missing": (
        "A step is missing after line {line}: there is one like it for another layer.",
        "Go through the layers one by one: does each have all its steps?",
    ),
    "order": (
        "{where}, the steps come in the wrong order.",
        "Which of the two needs what the other makes, or changes it?",
    ),
    "branches": (
        "In line {line}, the two branches stand in each other's place.",
        "For which case does each of them run?",
    ),
    "moved": (
        "Line {line} stands in the wrong block: it runs too often, or too rarely.",
        "How far is that line to be indented?",
    ),
    "targets": (
        "{where}, on the left of =, {subject} stand in each other's place.",
        "In which order does the right side hand them over?",
    ),
    "parameters": (
        "Your parameters {subject} stand in each other's place.",
        "The order of the arguments is that of the line with def, as it was given.",
    ),
}


def where(lines: Sequence[int]) -> str:
    """``In line 22``, ``In lines 12, 16 and 20``."""
    *others, last = map(str, sorted(lines))
    return f"In lines {', '.join(others)} and {last}" if others else f"In line {last}"


def told(edit: Edit, cell: int) -> Diagnosis:
    """The sentence on a repair."""
    message, hint = REPAIRS[edit.kind]
    named = {"where": where(edit.where()), "line": edit.line, "subject": edit.subject}
    if edit.kind in SUBJECTS and not edit.subject:
        message = "{where}, something is not what belongs there."
    return Diagnosis(
        f"line_{edit.kind}",
        message.format(**named),
        f"{hint} {PROVEN}" if edit.kind not in ("line_too_many",) else hint,
        cell,
        min(edit.where()),
    )


SUBJECTS = tuple(kind for kind, (message, _) in REPAIRS.items() if "{subject}" in message)
