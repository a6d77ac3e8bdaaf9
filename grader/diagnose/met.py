"""Roles where shapes do not fit: which quantities met, and which should have.

Two things together establish it: the shapes that numpy names, and the learner's own line, which
says what is being made of what. A name counts where the quantity of that name has that shape.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.diagnose.evidence import Array, CaseEvidence, Evidence
from grader.diagnose.formulas import NUMBERED, Formula, absolute, bare
from grader.diagnose.lines import own_number, statement
from grader.diagnose.quantities import SLOPE, Asked, asked
from grader.diagnose.roles import Confusion, described
from grader.diagnose.texts import say
from grader.model import Diagnosis

PRODUCTS = ("dot", "matmul")
KINDS = dict.fromkeys(("product", "product plus", "average plus"), "product")
KINDS["elementwise"] = "elementwise"
Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """``first`` and ``second`` are what a line combines, each the names that it is made of."""

    target: str
    form: str
    first: frozenset[str]
    second: frozenset[str]


def met(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The wrong quantity in the line that raised, if all shapes that did not fit tell the same."""
    raising = [case for case in evidence.cases if case.raised is not None]
    if not raising or len(shapes_of(raising[0])) != 2:
        return ()
    wanted = asked(evidence)
    shapes = [(case, shapes_of(case)) for case in raising]
    found = {_told(evidence, case, pair, wanted) for case, pair in shapes if len(pair) == 2}
    found.discard(None)
    (one,) = found if len(found) == 1 else (None,)
    return (one,) if one is not None else ()


def shapes_of(case: CaseEvidence) -> list[Shape]:
    """The two shapes in the message of an exception."""
    raised = case.raised
    if raised is None or raised.type != "ValueError":
        return []
    if not re.search("not aligned|broadcast", raised.message):
        return []
    read = [_shape(found) for found in re.findall(r"\(([\d, ]*)\)", raised.message)]
    return [shape for shape in read if shape is not None][:2]


def _shape(text: str) -> Shape | None:
    numbers = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(map(int, numbers)) if numbers and all(map(str.isdecimal, numbers)) else None


def _told(
    evidence: Evidence, case: CaseEvidence, shapes: Sequence[Shape], wanted: Asked
) -> Diagnosis | None:
    known = wanted.known[case.case.name]
    line = own_number(evidence.function, case.raised) if case.raised else 0
    meetings = [_by_role(case, one, known) for one in _meetings(statement(evidence.function, line))]
    for meeting in meetings:
        if _has(known, meeting.first, shapes[0]) and _has(known, meeting.second, shapes[1]):
            return _of_names(evidence, case, meeting, wanted)
    # what a line calls A2 and has another shape is not A2, and who knows what it is
    return None if meetings else _of_shapes(evidence, case, shapes, wanted)


def _by_role(case: CaseEvidence, meeting: Meeting, known: Mapping[str, Array]) -> Meeting:
    """Of two names of one quantity, the one that it goes by here: A0 for X."""

    def renamed(name: str) -> str:
        mine = case.case.roles.get(name)
        if name in known or not isinstance(mine, np.ndarray):
            return name
        return next((n for n, array in known.items() if np.array_equal(array, mine)), name)

    first, second = (frozenset(map(renamed, names)) for names in (meeting.first, meeting.second))
    return Meeting(meeting.target, meeting.form, first, second)


def _has(known: Mapping[str, Array], names: frozenset[str], shape: Shape) -> bool:
    return len(names) == 1 and any(
        name in known and shape in (known[name].shape, known[name].shape[::-1]) for name in names
    )


def _meetings(node: ast.stmt | None) -> Iterator[Meeting]:
    """All products in an assignment to a name or a key."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return
    target = node.targets[0]
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        name = str(target.slice.value)
    elif isinstance(target, ast.Name):
        name = target.id
    else:
        return
    for part in ast.walk(node.value):
        for form, one, other in _product(part):
            yield Meeting(name, form, _names(one), _names(other))


def _product(node: ast.AST) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield "product", node.left, node.right
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield "elementwise", node.left, node.right
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        arguments = node.args
        if node.func.attr in PRODUCTS and len(arguments) == 2:
            yield "product", arguments[0], arguments[1]
        elif node.func.attr == "dot" and len(arguments) == 1:
            yield "product", node.func.value, arguments[0]
        elif node.func.attr == "multiply" and len(arguments) == 2:
            yield "elementwise", arguments[0], arguments[1]


def _names(node: ast.expr) -> frozenset[str]:
    """The quantities in an expression; keys of a dictionary count as names."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id != "np":
            found.add(part.id)
        elif isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant):
            found.add(str(part.slice.value))
            found.discard(getattr(part.value, "id", ""))
    used_as_containers = {
        part.value.id
        for part in ast.walk(node)
        if isinstance(part, ast.Subscript) and isinstance(part.value, ast.Name)
    }
    return frozenset(found - used_as_containers)


def _of_names(
    evidence: Evidence, case: CaseEvidence, meeting: Meeting, wanted: Asked
) -> Diagnosis | None:
    """What the line makes is known by its name, and so is what it should be made of."""
    ((first,), (second,)) = (meeting.first, meeting.second)
    found = NUMBERED.fullmatch(meeting.target)
    layer = int(found[3]) if found else None
    for formula in _formulas_of(wanted, case.case.name, meeting.target):
        right = [absolute(name, layer) for name in formula.names[:2]]
        if len(right) < 2:
            continue
        if {first, second} == set(right):
            if meeting.form == "elementwise" and KINDS.get(formula.form) == "product":
                return say("elementwise", path=meeting.target, first=first, second=second)
            return None
        if meeting.form != KINDS.get(formula.form):
            continue
        confusion = _one_wrong(meeting.target, (first, second), right, layer)
        if confusion is not None:
            return described(evidence, confusion)
    return None


def _formulas_of(wanted: Asked, case: str, name: str) -> Sequence[Formula]:
    return wanted.formulas.get((case, name)) or wanted.hidden[case].get(name, ())


def _one_wrong(
    target: str, made: tuple[str, str], right: Sequence[str], layer: int | None
) -> Confusion | None:
    """The one name of two that is not asked for, beside one that is."""
    slopes = {name.removeprefix(SLOPE): name for name in right if name.startswith(SLOPE)}
    for mine, other in (made, made[::-1]):
        plain = [name.removeprefix(SLOPE) for name in right]
        if other not in plain or mine in plain:
            continue
        (missing,) = [name for name in plain if name != other] or [""]
        if missing in slopes and re.fullmatch(r"[AZ]\d+", mine):
            # the slope may be told from Z or from A; the layer is what is wrong
            missing = re.sub(r"\d+$", "", mine) + missing[1:]
        return Confusion((target,), mine, missing, layer) if missing else None
    return None


def _of_shapes(
    evidence: Evidence, case: CaseEvidence, shapes: Sequence[Shape], wanted: Asked
) -> Diagnosis | None:
    """In a loop no line names its quantities; where widths differ, shapes do."""
    known = wanted.known[case.case.name]
    left, right = (_owners(known, shape) for shape in shapes)
    if len(left) != 1 or len(right) != 1:
        return None
    (mine,), (other,) = left, right
    for (name, path), formulas in wanted.formulas.items():
        found = NUMBERED.fullmatch(path)
        if name != case.case.name or not found or not formulas:
            continue
        layer = int(found[3])
        for formula in formulas:
            names = [absolute(part, layer) for part in formula.names]
            if formula.form.startswith("product") and names[0] == mine and names[1] != other:
                if bare(formula.names[0]) != formula.names[0]:
                    continue
                return described(evidence, Confusion((path,), other, names[1], layer))
    return None


def _owners(known: Mapping[str, Array], shape: Shape) -> list[str]:
    return [name for name, array in known.items() if array.shape == shape and SLOPE not in name]
