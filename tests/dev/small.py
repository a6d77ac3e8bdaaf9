"""A course of one assignment with one exercise, to be spoilt."""

from __future__ import annotations

from pathlib import Path

HEAD = """
# %% tags=["master"]
import numpy as np

from grader import author
from grader.author import exercise

TITLE = "Means"
"""

MEAN = """
# %%
@exercise(points=10, returns="centre")
def mean_of_columns(X):
    # YOUR CODE STARTS HERE (1 line)
    centre = np.sum(X, axis=1) / X.shape[1]
    # YOUR CODE ENDS HERE
    return centre
"""

CASES = """
import numpy as np

from grader.author import cases
from grader.checks import check
from grader.model import Case

mean_of_columns_test = check(__file__, "mean_of_columns")


@cases("mean_of_columns")
def mean_cases(seeds, ref):
    yield Case("two columns", (np.array([[1.0, 3.0]]),), seed=1, public=True)
"""


def write(folder: Path, master: str = MEAN, cases: str = CASES, mistakes: str = "") -> Path:
    """The course, its master's head written in front."""
    for name in ("solutions/mistakes", "public_tests/expected", "exercises", "datasets"):
        (folder / name).mkdir(parents=True)
    for package in ("solutions", "solutions/mistakes", "public_tests"):
        (folder / package / "__init__.py").write_text("")
    (folder / "solutions/means.py").write_text(HEAD.lstrip() + master)
    (folder / "solutions/mistakes/means.py").write_text(mistakes)
    (folder / "public_tests/means.py").write_text(cases)
    return folder
