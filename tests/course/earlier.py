"""Notebooks of earlier years, solved, as their learners have them: see ``years/``.

Their given code is structured as such templates are; words and answers are our own.
"""

import re
from pathlib import Path

from grader.model import Cell, Notebook

YEARS = Path(__file__).parent / "years"
ASSIGNMENTS = (
    "deep_nn_application",
    "gradient_checking",
    "logistic_regression",
    "optimization_methods",
    "planar_data_classification",
)
EVERY = tuple(sorted(tuple(p.stem.rsplit("_", 1)) for p in YEARS.glob("*.txt")))
BOTH = [(name, year) for name in ASSIGNMENTS for year in ("older", "newer")]

REGION = re.compile(
    r"([ \t]*#+ *(?:YOUR )?(?:START CODE HERE|CODE STARTS HERE)[^\n]*\n)(.*?)"
    r"(?=[ \t]*#+ *(?:YOUR )?(?:END CODER? HERE|CODE ENDS HERE))",
    re.DOTALL,
)


def text_of(assignment, year):
    return (YEARS / f"{assignment}_{year}.txt").read_text(encoding="utf-8")


def notebook(text, metadata=()):
    """The notebook whose cells these are, each below a line ``# %%``."""
    sources = text.split("# %%\n")[1:]
    cells = tuple(Cell(n, source.rstrip("\n")) for n, source in enumerate(sources, start=1))
    return Notebook("learner.ipynb", "0" * 64, cells, dict(metadata))


def emptied(text):
    """With empty regions, as the newer templates are handed out."""
    return REGION.sub(lambda found: f"{found[1]}\n", text)


def left_as_none(text):
    """With ``None`` for every answer, as the older templates are handed out."""
    return REGION.sub(lambda found: f"{found[1]}{_nones(found[2])}", text)


def _nones(region):
    lines = []
    for line in region.splitlines(keepends=True):
        assigned = re.match(r"( *)([\w\[\], +'\"()]*?)\s*=[^=]", line)
        if assigned:
            lines.append(f"{assigned[1]}{assigned[2]} = None\n")
        elif re.match(r"\s*(#|return|$)", line):
            lines.append(line)
    return "".join(lines)


def changed(text, *pairs):
    """With texts replaced, each of which must stand there once."""
    for old, new in pairs:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def without_cells(text, *words):
    """Without the cells that hold one of these words."""
    first, *cells = text.split("# %%\n")
    return first + "".join(f"# %%\n{c}" for c in cells if not any(word in c for word in words))
