"""Exceptions that beginners meet, explained in terms of the exercise.

Only what the exception itself establishes is said: it is stated where it was raised and with
which shapes or names; causes are guessed at in no text.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable

import numpy as np

from grader.diagnose.deflines import other_arguments
from grader.diagnose.evidence import CaseEvidence, Evidence, quantities
from grader.diagnose.formulas import NUMBERED
from grader.diagnose.met import shapes_of
from grader.diagnose.names import near
from grader.diagnose.texts import NOT_YET, say
from grader.model import Diagnosis, Frame, LearnerFunction, Raised

# those that an answer may well call; among all of them some are like any name: format like math
CALLED = (enumerate, float, int, len, list, max, min, print, range, reversed, str, sum, zip)
BUILTINS = tuple(function.__name__ for function in CALLED)

LONGEST_KEY = 24
LIBRARIES = {"numpy", *sys.stdlib_module_names}  # a name of theirs may be misspelt

Rule = Callable[[Evidence, CaseEvidence, Raised, int], Diagnosis | None]


def exceptions(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """What the first exception says, if the exercise raises."""
    for case in evidence.cases:
        if case.raised is not None:
            line = _line(evidence.function, case.raised)
            for rule in RULES:
                diagnosis = rule(evidence, case, case.raised, line)
                if diagnosis is not None:
                    return (diagnosis,)
            return ()
    return ()


def unavailable(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """A library that is not there, or a name that a given module does not have."""
    path = evidence.absent[0]
    library, _, name = path.partition(".")
    close = _near(name.rpartition(".")[2], evidence.assignment.helpers) or _near(library, LIBRARIES)
    exercise = evidence.exercise.name
    return (say("absent", library=library, path=path, exercise=exercise, near=close),)


def _line(function: LearnerFunction, raised: Raised) -> int:
    """The innermost line of the learner's own function; its def where none is known."""
    own: list[Frame] = [frame for frame in raised.frames if frame.cell == function.cell]
    return own[-1].line if own else function.line


def _near(name: str, known: Iterable[str]) -> str:
    close = near(name, known)
    return f" Is `{close}` meant?" if close else ""


def _known_names(evidence: Evidence) -> set[str]:
    assigned = set(re.findall(r"\b([A-Za-z_]\w*)\s*(?:,[\w\s,]*)?=(?!=)", evidence.function.source))
    return {
        *evidence.exercise.parameters,
        *evidence.assignment.exercises,
        *evidence.assignment.helpers,
        *assigned,
        *BUILTINS,
        "np",
    }


def _names_of_the_exercise(evidence: Evidence) -> set[str]:
    source = evidence.assignment.references[evidence.exercise.name]
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def _name_error(
    evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    found = re.search(r"name '(\w+)'", raised.message)
    if raised.type != "NameError" or found is None:
        return None
    name, function = found[1], evidence.function
    if name in function.elsewhere:
        return say(
            "name_elsewhere",
            name=name,
            line=line,
            exercise=evidence.exercise.name,
            cell=function.elsewhere[name],
            parameters=", ".join(evidence.exercise.parameters),
        )
    if name in LIBRARIES and re.search(rf"\b{name}\.", function.source):
        return say("name_import", name=name, line=line)
    # spelt right: the line that makes it is not there
    own = name in _names_of_the_exercise(evidence)
    close = "" if own else _near(name, _known_names(evidence))
    if function.starred and not close:
        return say("name_starred", name=name, line=line, module=" or ".join(function.starred))
    return say("name_unknown", name=name, line=line, near=close)


def _unbound(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    found = re.search(r"variable '(\w+)'", raised.message)
    if raised.type != "UnboundLocalError" or found is None:
        return None
    return say("unbound", name=found[1], line=line)


def _none(_evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int) -> Diagnosis | None:
    if raised.type in ("TypeError", "AttributeError") and "NoneType" in raised.message:
        return say("still_none", line=line)
    return None


def _shapes(_evidence: Evidence, case: CaseEvidence, raised: Raised, line: int) -> Diagnosis | None:
    """The shapes of a message, with the names of what has them in this case."""
    shapes = shapes_of(case)
    if len(shapes) == 2:
        code = "broadcast" if "broadcast" in raised.message else "shapes"
        told = " meets ".join(f"{shape}{_owner(case, shape)}" for shape in shapes)
        return say(code, line=line, shapes=told.rstrip(","))
    sizes = re.search(r"size (\d+) is different from (\d+)", raised.message)
    if "matmul" in raised.message and sizes is not None:
        return say("shapes", line=line, shapes=f"{sizes[2]} columns meet {sizes[1]} rows")
    return None


def _owner(case: CaseEvidence, shape: tuple[int, ...]) -> str:
    """The one quantity of the case that has this shape, or has it when transposed; else the one
    layer whose quantities have it."""
    known = quantities(case.case)
    names = [name for name, value in known.items() if value.shape == shape]
    turned = [f"{name}.T" for name, value in known.items() if value.shape[::-1] == shape]
    either = [*names, *(t for t in turned if t.removesuffix(".T") not in names)]
    if len(either) == 1:
        return f", as {either[0]} has,"
    layers = {found[3] for name in names if (found := NUMBERED.fullmatch(name))}
    return f", as layer {layers.pop()} has," if len(layers) == 1 and min(shape) > 1 else ""


def _key(evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int) -> Diagnosis | None:
    if raised.type != "KeyError":
        return None
    key = raised.message
    if len(key) > LONGEST_KEY:  # an array or a cache has got into it, with all its numbers
        return say("key_made_of", line=line)
    more = ""
    if re.fullmatch(r"'[A-Za-z_]+\d+\.\d+'", key):
        return say("key_decimal", line=line, key=key)
    found = re.fullmatch(r"'([A-Za-z_]+?)(\d+)'", key)
    if _is_made(_case, key.strip("'")):
        more = NOT_YET
    elif found:
        more = f" The layers of this case run from 1 to {_layers(_case)}." if _layers(_case) else ""
    return say("key", line=line, key=key, near=more)


def _is_made(case: CaseEvidence, key: str) -> bool:
    """Whether the function makes the key, and gets it from nowhere."""
    asked = isinstance(case.expected, dict) and key in case.expected
    return asked and not any(isinstance(arg, dict) and key in arg for arg in case.case.args)


def _layers(case: CaseEvidence) -> int:
    layers = case.case.roles.get("L", 0)
    return layers if isinstance(layers, int) else 0


def _unpack(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    if "values to unpack" in raised.message or "cannot unpack" in raised.message:
        return say("unpack", line=line)
    return None


def _arguments(
    evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    if raised.type != "TypeError" or "argument" not in raised.message:
        return None
    own = not any(frame.cell for frame in raised.frames)
    if own and raised.message.startswith(f"{evidence.exercise.name}()"):
        return other_arguments(evidence)
    return say("arguments", line=line)


def _attribute(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    found = re.search(r"'([\w.]+)'(?: object)? has no attribute '(\w+)'", raised.message)
    if raised.type != "AttributeError" or found is None:
        return None
    owner, attribute = found[1], found[2]
    public = {name for name in dir(OWNERS.get(owner)) if not name.startswith("_")}
    close = _near(attribute, public) if owner in OWNERS else ""
    return say("attribute", attribute=attribute, line=line, near=close)


# whose attributes may be misspelt
OWNERS = {
    "numpy": np,
    "numpy.ndarray": np.ndarray,
    "numpy.random": np.random,
    "numpy.linalg": np.linalg,
    "dict": dict,
    "list": list,
    "str": str,
}

# What Python and numpy say, and the text that says it in a learner's words; groups are its names.
MESSAGES = tuple(
    (kind, re.compile(pattern), code)
    for kind, pattern, code in (
        ("IndexError", r"boolean index did not match", "mask"),
        ("IndexError", r"array is (?P<axes>\d)-dimensional, but (?P<asked>\d) ", "too_many"),
        ("IndexError", r"only integers, slices", "index_kind"),
        ("IndexError", r"out of (range|bounds)", "index"),
        ("AxisError", r"axis (?P<axis>-?\d+) .* dimension (?P<axes>\d+)", "no_axis"),
        (
            "TypeError",
            r"can only concatenate str|'str' and 'int'|'int' and 'str'",
            "text_and_number",
        ),
        ("TypeError", r"(list|tuple) indices must be integers|string indices must", "index_kind"),
        ("TypeError", r"unsupported operand .*'tuple'", "tuple_operand"),
        ("AttributeError", r"'tuple' object has no attribute", "tuple_operand"),
        ("TypeError", r"does not support item assignment", "fixed"),
        ("TypeError", r"can't multiply sequence by non-int", "sequence_times"),
        ("TypeError", r"unhashable type", "key_made_of"),
        ("TypeError", r"not subscriptable", "not_subscriptable"),
        ("TypeError", r"'(int|float|numpy\.\w+)' object is not iterable", "not_iterable"),
        ("TypeError", r"'float' object cannot be interpreted as an integer", "not_whole"),
        ("TypeError", r"can be converted to Python scalars", "one_number"),
        ("TypeError", r"not callable", "not_callable"),
        ("ValueError", r"truth value of an array", "ambiguous"),
        ("ValueError", r"cannot reshape array", "reshape"),
        ("AssertionError", r"", "assertion"),
        ("RecursionError", r"", "recursion"),
        ("ZeroDivisionError", r"", "zero_division"),
    )
)


def _worded(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    for kind, pattern, code in MESSAGES:
        found = pattern.search(raised.message)
        if raised.type == kind and found:
            return say(code, line=line, **found.groupdict())
    return None


RULES: tuple[Rule, ...] = (
    _unbound,
    _name_error,
    _none,
    _shapes,
    _key,
    _worded,
    _unpack,
    _arguments,
    _attribute,
)
