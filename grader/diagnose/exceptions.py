"""Exceptions that beginners meet, explained in terms of the exercise.

Only what the exception itself establishes is said: it is stated where it was raised and with
which shapes or names; causes are guessed at in no text.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable

from grader.diagnose.evidence import CaseEvidence, Evidence, quantities
from grader.diagnose.formulas import NUMBERED
from grader.diagnose.met import shapes_of
from grader.diagnose.texts import say
from grader.model import Diagnosis, Frame, LearnerFunction, Raised

# those that an answer may well call; among all of them some are like any name: format like math
CALLED = (enumerate, float, int, len, list, max, min, print, range, reversed, str, sum, zip)
BUILTINS = tuple(function.__name__ for function in CALLED)

LONGEST_KEY = 24

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


def unreadable(function: LearnerFunction) -> tuple[Diagnosis, ...]:
    """A function that does not parse."""
    problem = function.syntax
    if problem is None:
        return ()
    code = "indentation" if problem.kind in ("IndentationError", "TabError") else "syntax"
    return (say(code, line=problem.line, message=problem.message),)


def _line(function: LearnerFunction, raised: Raised) -> int:
    """The innermost line of the learner's own function; its def where none is known."""
    own: list[Frame] = [frame for frame in raised.frames if frame.cell == function.cell]
    return own[-1].line if own else function.line


def _near(name: str, known: set[str]) -> str:
    if len(name) == 1:
        return ""  # one letter is too little to tell a slip by: n is no misspelt np
    close = difflib.get_close_matches(name, sorted(known - {name}), n=1, cutoff=0.6)
    return f" Is `{close[0]}` meant?" if close else ""


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
    name = found[1]
    own = name in _names_of_the_exercise(
        evidence
    )  # spelt right: the line that makes it is not there
    near = "" if own else _near(name, _known_names(evidence))
    if name in evidence.function.unknown and not near:
        parameters = ", ".join(evidence.exercise.parameters)
        return say(
            "name_elsewhere",
            name=name,
            line=line,
            near="",
            exercise=evidence.exercise.name,
            parameters=parameters,
        )
    return say("name_unknown", name=name, line=line, near=near)


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
    near = ""
    found = re.fullmatch(r"'([A-Za-z_]+?)(\d+)'", key)
    if found:
        near = f" The layers of this case run from 1 to {_layers(_case)}." if _layers(_case) else ""
    return say("key", line=line, key=key, near=near)


def _layers(case: CaseEvidence) -> int:
    layers = case.case.roles.get("L", 0)
    return layers if isinstance(layers, int) else 0


def _index(_evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int) -> Diagnosis | None:
    if raised.type == "IndexError" and "out of range" in raised.message:
        return say("index", line=line)
    return None


def _tuple(_evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int) -> Diagnosis | None:
    operand = "unsupported operand" in raised.message and "'tuple'" in raised.message
    attribute = "'tuple' object has no attribute" in raised.message
    if raised.type in ("TypeError", "AttributeError") and (operand or attribute):
        return say("tuple_operand", line=line)
    return None


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
        parameters = ", ".join(evidence.exercise.parameters)
        return say("signature", exercise=evidence.exercise.name, parameters=parameters)
    return say("arguments", line=line)


def _attribute(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    found = re.search(r"has no attribute '(\w+)'", raised.message)
    if raised.type != "AttributeError" or found is None:
        return None
    near = re.search(r"[Dd]id you mean:? '(\w+)'", raised.message)
    more = f" Is `{near[1]}` meant?" if near else ""
    return say("attribute", attribute=found[1], line=line, near=more)


def _not_callable(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    if raised.type == "TypeError" and "not callable" in raised.message:
        return say("not_callable", line=line)
    return None


SIMPLE = {
    "AssertionError": "assertion",
    "RecursionError": "recursion",
    "ZeroDivisionError": "zero_division",
}


def _simple(
    _evidence: Evidence, _case: CaseEvidence, raised: Raised, line: int
) -> Diagnosis | None:
    return say(SIMPLE[raised.type], line=line) if raised.type in SIMPLE else None


RULES: tuple[Rule, ...] = (
    _unbound,
    _name_error,
    _none,
    _shapes,
    _key,
    _index,
    _tuple,
    _unpack,
    _arguments,
    _attribute,
    _not_callable,
    _simple,
)
