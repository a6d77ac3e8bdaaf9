"""What nobody has written yet gets no points and no cause; what was written is not called so."""

import re

import pytest

from grader.dev.notebooks import stub_notebook
from grader.grading import grade
from grader.model import Cell, Notebook
from grader.notebook import extract

from .earlier import EVERY, REGION, changed, emptied, left_as_none, notebook, text_of
from .running import without_metadata


def graded(course, executor, one, assignment=None, seed=3):
    return grade(extract(one, course.vocabularies(), assignment), course, seed, executor)


def statuses(result):
    return {one.exercise: one.status for one in result.exercises}


@pytest.mark.parametrize("hand_out", [emptied, left_as_none])
@pytest.mark.parametrize(("assignment", "year"), EVERY)
def test_an_earlier_template_as_handed_out_is_not_written_yet(
    course, executor, assignment, year, hand_out
):
    result = graded(course, executor, notebook(hand_out(text_of(assignment, year))), assignment)
    assert set(statuses(result).values()) == {"not_implemented"}
    assert result.score == 0
    assert not any(one.diagnoses for one in result.exercises)


@pytest.mark.parametrize(("assignment", "year"), EVERY)
def test_the_same_template_filled_in_is_written(course, executor, assignment, year):
    result = graded(course, executor, notebook(text_of(assignment, year)), assignment)
    assert set(statuses(result).values()) == {"passed"}


@pytest.mark.parametrize("year", ["older", "newer"])
def test_given_code_is_left_out_of_an_untouched_templates_total(course, executor, year):
    text = emptied(text_of("gradient_checking", year))
    assert graded(course, executor, notebook(text)).max_score == 50


def with_none(found):
    return found[1] + re.sub(r"= None\b.*", "= ", found[2])


def with_dots(found):
    return found[1] + re.sub(r"\bpass\b", "...", re.sub(r"= None\b.*", "= ...", found[2]))


def raising(found):
    indent = re.match(r" *", found[2].lstrip("\n"))[0]
    return f"{found[1]}{indent}raise NotImplementedError\n"


@pytest.mark.parametrize("change", [lambda found: found[1], with_none, with_dots, raising])
def test_todays_stubs_with_other_placeholders_are_not_written_yet(course, executor, change):
    for assignment in course.assignments:
        one = without_metadata(stub_notebook(course.assignment(assignment)))
        cells = tuple(Cell(c.number, REGION.sub(change, c.source)) for c in one.cells)
        result = graded(course, executor, Notebook("x", "0" * 64, cells), assignment)
        assert set(statuses(result).values()) == {"not_implemented"}, assignment


# --- written after all ------------------------------------------------------------------------


def regularization(course, executor, *pairs, year="older"):
    text = changed(text_of("regularization", year), *pairs)
    return statuses(graded(course, executor, notebook(text)))


def test_one_step_of_two_written_is_written(course, executor):
    pairs = (("dA1 = dA1 * D1 ", "dA1 = None "), ("dA1 = dA1 / keep_prob", "dA1 = None"))
    name = "backward_propagation_with_dropout"
    assert regularization(course, executor, *pairs)[name] != "not_implemented"


def test_an_answer_in_the_given_line_above_is_written(course, executor):
    text = emptied(text_of("regularization", "newer"))
    for layer, line in (("2", "np.dot(W3.T, dZ3)"), ("1", "np.dot(W2.T, dZ2)")):
        text = text.replace(f"dA{layer} = {line}\n", f"dA{layer} = {line} * D{layer} / keep_prob\n")
    result = statuses(graded(course, executor, notebook(text)))
    assert result["backward_propagation_with_dropout"] != "not_implemented"


def test_planted_errors_mended_in_the_given_lines_are_written(course, executor):
    one = without_metadata(stub_notebook(course.assignment("gradient_checking")))
    mended = tuple(
        Cell(c.number, c.source.replace("A1.T) * 2", "A1.T)").replace("db1 = 4 / m", "db1 = 1 / m"))
        for c in one.cells
    )
    result = graded(course, executor, Notebook("x", "0" * 64, mended))
    assert statuses(result)["backward_propagation_n"] == "passed"


# --- emptied and cut off ----------------------------------------------------------------------

FORWARD = """# %%
import numpy as np
# %%
# GRADED FUNCTION: forward_propagation
def forward_propagation(x, theta):
    ### START CODE HERE ### (approx. 1 line)
    J = {}
    ### END CODE HERE ###
    return J
# %%
# GRADED FUNCTION: backward_propagation
def backward_propagation(x, theta):
    return x
# %%
def gradient_check(x, theta, epsilon=1e-7):
    return 0
"""


def forward(course, executor, text):
    result = graded(course, executor, notebook(text), "gradient_checking")
    return result.exercises[0]


@pytest.mark.parametrize("rest", ["", "  # Step 1", "None", "..."])
def test_an_answer_that_was_emptied_is_not_written_yet(course, executor, rest):
    one = forward(course, executor, FORWARD.format(rest))
    assert one.status == "not_implemented"
    assert not one.diagnoses


def test_an_answer_that_is_broken_in_another_way_is_an_error(course, executor):
    one = forward(course, executor, FORWARD.format("theta * (x"))
    assert one.status == "error"


ANSWER, RETURN = "    J = {}\n", "    return J\n"
CUTS = {
    "at the start": (ANSWER, "<<<<<<< local\n    J = x\n=======\n    J = 1\n>>>>>>> remote\n"),
    "further down": (RETURN, "<<<<<<< a\n    return J\n=======\n    return 1\n>>>>>>> b\n"),
    "half mended": (RETURN, ">>>>>>> theirs\n    return J\n"),
}


@pytest.mark.parametrize(("old", "new"), CUTS.values(), ids=CUTS)
def test_a_function_that_conflict_markers_cut_off_is_told_so(course, executor, old, new):
    one = forward(course, executor, FORWARD.replace(old, new).format("theta * x"))
    assert one.status == "error"
    assert [d.code for d in one.diagnoses] == ["cut_off"]
    assert "conflict marker" in one.diagnoses[0].message


@pytest.mark.parametrize(
    "line", ["    ### START CODE HERE ### (approx. 1 line)\n", "    return J\n", "    J = {}\n"]
)
def test_a_function_that_is_split_over_two_cells_is_told_so(course, executor, line):
    one = forward(course, executor, FORWARD.replace(line, f"# %%\n{line}").format("theta * x"))
    assert one.status == "error"
    assert [d.code for d in one.diagnoses] == ["cut_off"]
    assert "Put both into one cell" in one.diagnoses[0].message


def test_an_unwritten_function_above_a_cell_of_its_own_is_not_cut_off(course, executor):
    text = FORWARD.replace("    J = {}\n", "").replace("    return J\n", "")
    assert forward(course, executor, text).status == "not_implemented"
