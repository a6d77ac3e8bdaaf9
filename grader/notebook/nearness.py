"""Names in a notebook that look like a missing exercise under another name."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from grader.model import Vocabulary
from grader.notebook.claims import Claims
from grader.notebook.definitions import Definition
from grader.notebook.parsing import ParsedCell

_ALIKE = 0.8
_MOST_NAMES = 200  # comparing names is slow; no learner writes more functions


def near_names(
    missing: Sequence[str],
    cells: Sequence[ParsedCell],
    found: Sequence[Definition],
    vocabulary: Vocabulary,
    claims: Claims,
) -> Mapping[str, str]:
    """For missing exercises: the function below its header, else a name that is spelt alike."""
    if not missing:
        return {}
    functions = [d for d in found if d.kind == "function"]
    near: dict[str, str] = {}
    for exercise in missing:
        name = _below_header(exercise, functions, vocabulary, claims)
        if name:
            near[exercise] = name
    near.update(_spelt_alike(missing, near, _other_names(cells, functions, vocabulary)))
    return {exercise: near[exercise] for exercise in missing if exercise in near}


def misplaced(missing: Sequence[str], found: Sequence[Definition]) -> list[str]:
    """Notes on missing exercises that are defined, but inside of something else."""
    return [
        f"`{node.name}` in cell {outer.cell.cell.number}, line {node.lineno}, stands inside of "
        f"`{outer.names[0]}`: move it to the left margin."
        for outer in (found if missing else ())
        if outer.kind in ("function", "class")
        for node in ast.walk(outer.node)
        if isinstance(node, ast.FunctionDef) and node is not outer.node and node.name in missing
    ]


def _below_header(
    exercise: str, functions: Sequence[Definition], vocabulary: Vocabulary, claims: Claims
) -> str | None:
    for claim in reversed(claims.of(exercise)):
        below = [
            d.names[0]
            for d in functions
            if d.cell is claim.cell and claim.line <= d.node.lineno < claim.end
        ]
        if not below:
            continue
        name = below[0]
        times = sum(d.names == (name,) for d in functions)
        # Another exercise's function is a misnamed copy only if that exercise has its own, too.
        if name not in vocabulary.exercises or times > 1:
            return name
    return None


def _other_names(
    cells: Sequence[ParsedCell], functions: Sequence[Definition], vocabulary: Vocabulary
) -> list[str]:
    names = [d.names[0] for d in functions]
    names += [name for cell in cells for broken in cell.broken for name in broken.names]
    known = {*vocabulary.exercises, *vocabulary.helpers}
    return [name for name in dict.fromkeys(names) if name not in known][:_MOST_NAMES]


def _spelt_alike(
    missing: Sequence[str], taken: Mapping[str, str], names: Sequence[str]
) -> dict[str, str]:
    """The closest pairs first, so that no name stands for two exercises."""
    import difflib  # late: seldom needed

    pairs = []
    for exercise in missing:
        for name in difflib.get_close_matches(exercise, names, n=3, cutoff=_ALIKE):
            ratio = difflib.SequenceMatcher(None, exercise, name).ratio()
            pairs.append((-ratio, exercise, name))
    near: dict[str, str] = {}
    for _, exercise, name in sorted(pairs):
        if exercise not in (*near, *taken) and name not in (*near.values(), *taken.values()):
            near[exercise] = name
    return near
