"""Seeking a small edit of the learner's function after which every case is right.

What is tried is bounded by its number, not by a clock: the same function gets the same answer.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import CodeType

from grader.diagnose.evidence import Evidence
from grader.diagnose.probe import Probe
from grader.diagnose.repair.candidates import candidates
from grader.diagnose.repair.edit import Edit, compiled
from grader.diagnose.repair.scope import scope
from grader.diagnose.trace.first import First

BATCHES = (60, 120, 240, 480)
WORK = 60_000  # lines of the learner's that all tries together may run
CONFIRMED = 6  # of one batch
EXTRA_LINES, TIMES = 2_000, 20  # what an edited function may run, beside what it ran before
SUSPECT, OTHER, CLEARED = 2, 5, 12


@dataclass(frozen=True, slots=True)
class Repairs:
    """Edits after each of which every case is right, likeliest first; and how many were tried."""

    found: tuple[Edit, ...] = ()
    tried: int = 0


def repairs(
    evidence: Evidence,
    probe: Probe,
    function: ast.FunctionDef,
    case: str,
    ran: Mapping[int, int],
    first: First,
) -> Repairs:
    """The repairs of the first batch that has any. ``ran`` are the lines that ran on ``case``."""
    module = ast.Module([function], [])
    known = [*evidence.assignment.helpers, *evidence.function.calls]
    weights = _weights(function, ran, first)
    worked = max(1, sum(ran.values()))
    lines = TIMES * worked + EXTRA_LINES
    most = min(sum(BATCHES), max(40, WORK // worked))
    (every,) = candidates(function, scope(function, known), weights)
    tried = 0
    for size in BATCHES:
        edits = every[tried : min(tried + size, most)]
        if not edits:
            break
        tried += len(edits)
        found = _right(evidence, probe, module, edits, case, lines)
        if found:
            return Repairs(found, tried)
    return Repairs((), tried)


def _right(
    evidence: Evidence,
    probe: Probe,
    module: ast.Module,
    edits: Sequence[Edit],
    case: str,
    lines: int,
) -> tuple[Edit, ...]:
    """Of some edits those after which every case is right."""
    pairs = [(edit, code) for edit in edits if (code := compiled(module, edit)) is not None]
    codes: list[CodeType] = [code for _, code in pairs]
    right = probe.right(codes, case, lines)
    found: list[Edit] = []
    for (edit, code), good in zip(pairs, right, strict=True):
        if good and len(found) < CONFIRMED:
            grades = probe.cases(code, lines * 10)
            if grades and all(one.status == "passed" for one in grades if one.counts):
                found.append(edit)
    return tuple(found)


def _weights(function: ast.FunctionDef, ran: Mapping[int, int], first: First) -> dict[int, int]:
    """How unlikely each line is to be to blame."""
    weights = dict.fromkeys(ran, OTHER)
    weights |= dict.fromkeys(first.cleared, CLEARED)
    for place, line in enumerate(first.suspects):
        weights[line] = SUSPECT if place else 0
    if not weights or first.kind == "stopped":
        weights.setdefault(function.lineno, OTHER)
    if first.kind in ("off", "stale"):
        weights = {line: weight for line, weight in weights.items() if weight < CLEARED}
    return weights
