"""Where in the learner's function a cause is: by what its names held, and by what mends it."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass, replace

from grader.course.mistakes import mistakes
from grader.diagnose.evidence import CaseEvidence, Evidence
from grader.diagnose.lines import tree_of
from grader.diagnose.probe import Watched
from grader.diagnose.repair.edit import Edit
from grader.diagnose.repair.search import Repairs, repairs
from grader.diagnose.repair.words import told as told_repair
from grader.diagnose.texts import TEXTS
from grader.diagnose.trace.first import First, first_off
from grader.diagnose.trace.reference import wanted
from grader.diagnose.trace.words import told as told_first
from grader.model import Diagnosis


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of where a function goes wrong."""

    first: First
    repairs: Repairs

    @property
    def line(self) -> int:
        """The line that is wrong; 0 where it cannot be told."""
        lines = {edit.line for edit in self.repairs.found}
        return lines.pop() if len(lines) == 1 else self.first.line


def located(evidence: Evidence, found: tuple[Diagnosis, ...]) -> tuple[Diagnosis, ...]:
    """The causes that were found, with their line; else what mends the function, else the first
    value that is off."""
    probe = evidence.probe
    function = own_function(evidence)
    if probe is None or function is None:
        return found
    case = _case(evidence)
    name = case.case.name
    watched = probe.watch(name)
    if watched is None:
        return found
    first = _first(evidence, function, watched, case)
    if _written(evidence, found):  # a teacher's words need the line only
        return _told(evidence, found, Place(first, Repairs()))
    mended = repairs(evidence, probe, function, name, watched.lines, first)
    return _told(evidence, found, Place(first, mended))


def _told(evidence: Evidence, found: tuple[Diagnosis, ...], place: Place) -> tuple[Diagnosis, ...]:
    """One sentence for one cause. What a teacher wrote down comes first; of what was worked out,
    what is proven by mending it says more than an effect does."""
    cell = evidence.function.cell
    written = _written(evidence, found)
    worked_out = not written and (len(found) > 1 or all(one.code in EFFECTS for one in found))
    best = _one_place(place) if worked_out else None
    if best is not None:
        return (told_repair(best, cell),)
    first = place.first
    upstream = first.sure and (len(found) > 1 or any(one.code in VAGUE for one in found))
    upstream = upstream and not all(one.code in KINDS for one in found)
    if not found or (upstream and not written):
        return told_first(first, cell) or found
    return tuple(replace(one, cell=cell, line=place.line or None) for one in found)


def _written(evidence: Evidence, found: tuple[Diagnosis, ...]) -> bool:
    """Whether a teacher wrote what was found; some codes are a rule's and a mistake's."""
    theirs = {(one.code, one.sentence) for one in mistakes(evidence.assignment)}
    return any((one.code, one.message) in theirs or one.code not in TEXTS for one in found)


# sentences that say what an output is in place of an array: None, a list, a text
KINDS = frozenset(["kind", "list", "float32", "subclass", "seen_type"])

# sentences that say what was seen: a repair says why
EFFECTS = frozenset(
    [
        "assertion",
        "branch",
        "broadcast",
        "constant",
        "factor",
        "factor_quantity",
        "held",
        "index",
        "index_kind",
        "is_quantity",
        "key",
        "keys_missing",
        "kind",
        "layers",
        "layers_only",
        "mask",
        "not_a_number",
        "offset",
        "reshape",
        "shape",
        "shapes",
        "sizes",
        "still_none",
        "too_many",
        "tuple_operand",
        "unbound",
        "unchanged",
        "unpack",
        "zero",
        "zero_division",
    ]
)
# of these, those that say less than the name of the first value that is off
VAGUE = frozenset(
    ["assertion", "branch", "constant", "kind", "layers", "layers_only", "not_a_number"]
)


def _one_place(place: Place) -> Edit | None:
    """The repair to tell of: where several are in different lines, none of them is the one."""
    lines = {edit.where() for edit in place.repairs.found}
    if len(lines) == 1:
        return place.repairs.found[0]
    mine = [edit for edit in place.repairs.found if edit.line == place.first.line]
    return mine[0] if mine else None


def _first(
    evidence: Evidence, function: ast.FunctionDef, watched: Watched, case: CaseEvidence
) -> First:
    one = case.case
    right = wanted(evidence.assignment, evidence.exercise.name, one)
    watched = _with_outputs(evidence, watched)
    numbers = {n: float(v) for n, v in one.roles.items() if isinstance(v, int | float)}
    return first_off(function, watched, right, numbers)


def _with_outputs(evidence: Evidence, watched: Watched) -> Watched:
    """The returned values are the last that got a name, in the line that returned."""
    if watched.error or not watched.lines:
        return watched
    returns, value = evidence.exercise.returns, watched.value
    line = watched.returned_at
    outputs: list[tuple[str, object]] = []
    if returns.kind == "value":
        outputs = [(returns.outputs[0], value)]
    elif returns.kind == "tuple" and isinstance(value, tuple | list):
        if len(value) == len(returns.outputs):
            outputs = list(zip(returns.outputs, value, strict=True))
    elif isinstance(value, dict):
        outputs = [(key, one) for key, one in value.items() if isinstance(key, str)]
    return replace(watched, steps=(*watched.steps, *((line, n, v) for n, v in outputs)))


def own_function(evidence: Evidence) -> ast.FunctionDef | None:
    """The learner's function as a tree of its own, with the lines of its cell."""
    name = evidence.exercise.name
    found = [
        node
        for node in tree_of(evidence.function.cell_source).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    return copy.deepcopy(found[-1]) if found else None


def _case(evidence: Evidence) -> CaseEvidence:
    """The case to look at: one that is off, rather than one that raises, and small."""
    wrong = [one for one in evidence.cases if one.mismatches or one.raised is not None]
    return min(
        wrong or evidence.cases, key=lambda one: (one.raised is not None, _size(one.case.args))
    )


def _size(value: object) -> int:
    size = getattr(value, "size", None)
    if isinstance(size, int):
        return size
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(_size, value)) if isinstance(value, list | tuple) else 1
