"""No master compiles to a notebook that shows a solution."""

from __future__ import annotations

import json

import pytest

from grader.course.load import load_course
from grader.dev.build import compile_course
from grader.dev.leaks import Slip

from .small import MEAN, write


@pytest.fixture
def slips(tmp_path):
    """The slips of a course whose master is given."""

    def found(master, mistakes=""):
        course = load_course(write(tmp_path, master, mistakes=mistakes))
        return [str(one) for one in compile_course(course) if isinstance(one, Slip)]

    return found


def test_a_master_whose_answers_stand_in_regions_has_no_slip(slips):
    assert slips(MEAN) == []


def test_a_region_outside_of_an_exercise_is_refused(slips):
    (said,) = slips(
        MEAN
        + MEAN.replace('@exercise(points=10, returns="centre")\n', "")
        .replace("mean_of_columns", "helper")
        .replace("np.sum(X, axis=1)", "X.sum(1)")
    )
    assert said.startswith("solutions/means.py, line 19: this marked region is in no exercise")


def test_an_exercise_on_a_class_is_refused(slips):
    master = (
        MEAN
        + """
# %%
@author.exercise(points=5, returns="model")
class Model:
    def fit(self, X):
        # YOUR CODE STARTS HERE
        self.centre = X.mean()
        # YOUR CODE ENDS HERE
"""
    )
    said = slips(master)
    assert "@exercise stands on a class, `Model`" in said[0]
    assert "is in no exercise" in said[1]


def test_an_exercise_without_a_region_is_refused(slips):
    marks = ("    # YOUR CODE STARTS HERE (1 line)\n", "    # YOUR CODE ENDS HERE\n")
    master = MEAN
    for mark in marks:
        master = master.replace(mark, "")
    (said, *_) = slips(master)
    assert "the exercise `mean_of_columns` has no marked region" in said


@pytest.mark.parametrize("magic", ["", "%matplotlib inline\n"])
def test_a_line_of_the_solution_in_another_cell_is_refused(slips, magic):
    given = f"""
# %% tags=["active-ipynb"]
# {magic}# c = 1
# centre  =  np.sum( X, axis = 1 )/X.shape[1]
""".replace("# \n", "")
    (said,) = slips(MEAN + given)
    assert said.startswith("solutions/means.py, line 13: this line of the solution of")
    assert "stands in cell 2 of the notebook" in said


def test_a_line_of_the_solution_in_prose_a_hint_or_a_sentence_is_refused(slips):
    answer = "centre = np.sum(X, axis=1) / X.shape[1]"
    prose = f"\n# %% [markdown]\n# Write `{answer}`.\n"
    hinted = MEAN.replace('returns="centre"', f'returns="centre", hints=("Try {answer}",)')
    mistakes = f"""
from grader.author import Mistake
MISTAKES = (Mistake("mean_of_columns", "x", (("axis=1", "axis=0"),), "Write {answer}."),)
"""
    said = slips(hinted + prose, mistakes)
    assert [one.split(" stands ")[1] for one in said] == [
        "in cell 2 of the notebook. Say it in words.",
        "in a hint of `mean_of_columns`. Say it in words.",
        "in what is said of the mistake `x`. Say it in words.",
    ]


def test_what_is_shown_on_purpose_is_named_with_its_reason(slips):
    given = (
        "\n# %%\ndef given(X):\n    centre = np.sum(X, axis=1) / X.shape[1]\n    return centre\n"
    )
    shown = 'SHOWN = (("mean_of_columns", "compared afterwards"),)\n'
    assert slips(shown + MEAN + given) == []


def test_the_shipped_notebooks_hold_no_region_of_a_solution(course):
    for name in course.assignments:
        assignment = course.assignment(name)
        cells = json.loads(assignment.notebook.read_text(encoding="utf-8"))["cells"]
        assert not any("@exercise" in "".join(cell["source"]) for cell in cells)
