"""Write the example notebooks: solved, typical mistakes, untouched.

    python examples/build.py

They are compiled from the solutions, as the learner's notebook is; a test holds them fresh.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from grader.course.load import Assignment, load_course
from grader.dev.notebooks import solved_notebook, stub_notebook

HERE = Path(__file__).parent
ASSIGNMENT = "deep_nn_step_by_step"
# What learners get wrong most: a forgotten mean, a forgotten axis, the wrong layer's gradient.
TYPICAL = {
    "compute_cost": "sign",
    "linear_backward": "db-keepdims-missing",
    "L_model_backward": "incoming-from-the-output-layer",
}


def examples() -> dict[str, str]:
    """The text of each example notebook, by file name."""
    assignment = load_course(HERE.parent).assignment(ASSIGNMENT)
    return {
        "solved.ipynb": solved_notebook(assignment),
        "typical_mistakes.ipynb": solved_notebook(assignment, typical(assignment)),
        "untouched.ipynb": stub_notebook(assignment),
    }


def typical(assignment: Assignment) -> dict[str, str]:
    """The references of some exercises, each with a known mistake in it."""
    package = f"{assignment.course.package}.solutions.mistakes.{assignment.name}"
    known = {(m.exercise, m.code): m for m in importlib.import_module(package).MISTAKES}
    changed = {}
    for exercise, code in TYPICAL.items():
        source = assignment.references[exercise]
        for old, new in known[exercise, code].edits:
            source = source.replace(old, new)
        changed[exercise] = source
    return changed


if __name__ == "__main__":
    for name, text in examples().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
