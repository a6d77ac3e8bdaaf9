"""What earlier years' notebooks asked for is granted to those notebooks, and to no other.

The attacks are today's notebooks, solved, with all that says so taken out: metadata, docstrings,
the line that imports our checks. Each keeps a convention of an earlier year, and none of them
must get a point for it, however it is dressed up. The controls are notebooks of those years.
"""

import ast
import re

import pytest

from grader.course.load import load_course
from grader.dev.notebooks import solved_notebook
from grader.grading import grade
from grader.model import Cell, Notebook
from grader.notebook import extract

from .earlier import ASSIGNMENTS, BOTH, changed, notebook, text_of, without_cells
from .running import without_metadata

COURSE = load_course()
STEP_BY_STEP = "deep_nn_step_by_step"
OURS = (*ASSIGNMENTS, STEP_BY_STEP)
EARLIEST = """    # Inputs: "AL, Y, caches". Outputs: "grads["dAL"], grads["dWL"], grads["dbL"]
"""


def graded(course, executor, one, seed=3):
    return grade(extract(one, course.vocabularies()), course, seed, executor)


def bare(assignment, *pairs):
    """Today's notebook, solved and bare, with these texts replaced; each must be there."""
    cells = []
    missing = {old for old, _ in pairs}
    for cell in without_metadata(solved_notebook(COURSE.assignment(assignment))).cells:
        source = re.sub(r'^ +""".*?"""\n', "", cell.source, flags=re.MULTILINE | re.DOTALL)
        source = re.sub(r"^from grader\..*\n?", "", source, flags=re.MULTILINE)
        for old, new in pairs:
            if old in source:
                missing.discard(old)
                source = source.replace(old, new)
        cells.append(Cell(cell.number, source))
    assert not missing
    return Notebook("learner.ipynb", "0" * 64, tuple(cells))


def without_functions(one, *names):
    kept = (c for c in one.cells if not any(f"def {name}(" in c.source for name in names))
    return Notebook(one.path, one.sha256, tuple(kept))


# --- attacks ----------------------------------------------------------------------------------

OF_100 = "        if i % 100 == 0:\n            costs"
SILENT = (OF_100, "        if print_cost:\n            costs")
ATTACKS = [
    pytest.param(STEP_BY_STEP, "update_parameters", ("dict(params)", "params"), id="filled"),
    pytest.param(
        STEP_BY_STEP,
        "L_model_backward",
        ('grads["dA" + str(L - 1)]', EARLIEST.strip() + '\n    grads["dA" + str(L)]'),
        ('grads["dA" + str(l)], caches', 'grads["dA" + str(l + 1)], caches'),
        ('grads["dA" + str(l - 1)] =', 'grads["dA" + str(l)] ='),
        id="dA keys",
    ),
    pytest.param(
        "optimization_methods",
        "update_parameters_with_gd",
        ("parameters = dict(parameters)  # a new dictionary: the caller's keeps its values", ""),
        id="gd",
    ),
    pytest.param(
        "optimization_methods",
        "update_parameters_with_momentum",
        ("parameters, v = dict(parameters), dict(v)", ""),
        id="momentum",
    ),
    pytest.param(
        "optimization_methods",
        "update_parameters_with_adam",
        ("parameters, v, s = dict(parameters), dict(v), dict(s)", ""),
        id="adam",
    ),
    pytest.param(
        "optimization_methods",
        "update_parameters_with_adam",
        ("return parameters, v, s, v_corrected, s_corrected", "return parameters, v, s"),
        id="three values",
    ),
    pytest.param(
        "logistic_regression",
        "optimize",
        ("w = w - learning_rate", "w -= learning_rate"),
        id="w in place",
    ),
    pytest.param(
        "logistic_regression",
        "optimize",
        (
            "        if i % 100 == 0:\n            costs",
            "        if print_cost:\n            costs",
        ),
        id="costs only when printing",
    ),
    pytest.param(
        "planar_data_classification",
        "update_parameters",
        ('    W1 = parameters["W1"] - ', '    W1 = parameters["W1"]\n    W1 -= '),
        id="W1 in place",
    ),
    pytest.param(
        "gradient_checking",
        "backward_propagation_n",
        ("    dW2 = dW2 / 2", "    dW1 = dW1 * 1.0"),
        ("    db1 = db1 / 4\n", ""),
        id="planted",
    ),
    *(
        pytest.param(
            "deep_nn_application",
            model,
            ("return parameters, costs", "return parameters"),
            id=f"{model} alone",
        )
        for model in ("two_layer_model", "L_layer_model")
    ),
    *(
        pytest.param(
            "deep_nn_application",
            model,
            (
                "        if i % 100 == 0:\n            costs",
                "        if print_cost:\n            costs",
            ),
            id=f"{model} silent",
        )
        for model in ("two_layer_model", "L_layer_model")
    ),
    *(
        pytest.param(
            "deep_nn_application",
            model,
            ("if i % 100 == 0:", "if i % 100 == 0 or i == num_iterations - 1:"),
            id=f"{model} last cost",
        )
        for model in ("two_layer_model", "L_layer_model")
    ),
]


def as_attack(param):
    assignment, exercise, *pairs = param.values
    return pytest.param(assignment, exercise, tuple(pairs), id=param.id)


@pytest.mark.parametrize(("assignment", "exercise", "pairs"), [as_attack(p) for p in ATTACKS])
def test_a_convention_of_another_year_costs_points_in_todays_notebook(
    course, executor, assignment, exercise, pairs
):
    attack = bare(assignment, *pairs)
    result = graded(course, executor, attack)
    assert result.assignment == assignment
    marks = {one.exercise: one for one in result.exercises}
    assert set(marks) == set(course.assignment(assignment).exercises)
    assert marks[exercise].score < marks[exercise].max_score
    assert any(
        "asked for" in note or "are to" in note or "is to" in note for note in marks[exercise].notes
    ), marks[exercise].notes
    assert all(
        one.status == "passed"
        for one in result.exercises
        if one.exercise != exercise and "model" not in one.exercise
    )


def test_the_known_conventions_are_all_attacked(course):
    attacked = {(p.values[0], p.values[1]) for p in ATTACKS}
    declared = {
        (name, one.exercise)
        for name in course.assignments
        for exercise in course.assignment(name).exercises
        for one in course.assignment(name).conventions(exercise)
        if one.editions
    }
    assert declared == attacked


def test_exercises_left_out_of_todays_notebook_stay_in_the_total(course, executor):
    left_out = ("update_lr", "schedule_lr_decay")
    result = graded(course, executor, without_functions(bare("optimization_methods"), *left_out))
    assert result.max_score == 80
    assert [e.exercise for e in result.exercises if e.status == "missing"] == list(left_out)


# --- disguises --------------------------------------------------------------------------------

CELLS = {
    "imports": "from testCases_v4 import *\nfrom dnn_utils_v2 import *\nfrom lr_utils import *\n"
    "from opt_utils import *\nfrom gc_utils import *\nfrom planar_utils import *\n"
    "from dnn_app_utils_v3 import *\nfrom public_tests import *\n",
    "a test cell": "parameters, grads = update_parameters_test_case()\n"
    "parameters = update_parameters(parameters, grads, 0.1)\n",
}
COMMENTS = {
    "older marks": "    ### START CODE HERE ###\n    ### END CODE HERE ###\n",
    "newer marks": "# UNQ_C1 (UNIQUE CELL IDENTIFIER, DO NOT EDIT)\n",
    "headers": "# GRADED FUNCTION: of another year\n",
}


def disguised(one, kind):
    if kind in CELLS:
        return Notebook(one.path, one.sha256, (Cell(900, CELLS[kind]), *one.cells))
    if kind == "metadata":
        cells = tuple(Cell(c.number, c.source, {"nbgrader": {"grade": True}}) for c in one.cells)
        return Notebook(one.path, one.sha256, cells, {"coursera": {"course_slug": "x"}})
    cells = tuple(
        Cell(c.number, c.source + "\n" + COMMENTS[kind] if "def " in c.source else c.source)
        for c in one.cells
    )
    return Notebook(one.path, one.sha256, cells)


@pytest.mark.parametrize("kind", [*CELLS, *COMMENTS, "metadata"])
@pytest.mark.parametrize("assignment", OURS)
def test_no_single_disguise_makes_todays_notebook_one_of_another_year(course, assignment, kind):
    found = extract(disguised(bare(assignment), kind), course.vocabularies())
    assert found.assignment == assignment
    assert found.editions == ()


@pytest.mark.parametrize("marks", ["older marks", "newer marks"])
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_comments_imports_and_metadata_together_are_no_evidence(course, assignment, marks):
    one = bare(assignment)
    for kind in (marks, "headers", "imports", "metadata"):
        one = disguised(one, kind)
    assert extract(one, course.vocabularies()).editions == ()


@pytest.mark.parametrize("assignment", OURS)
def test_todays_notebook_is_todays_as_long_as_something_says_so(course, assignment):
    one = without_metadata(solved_notebook(COURSE.assignment(assignment)))
    for kind in ("older marks", "newer marks", "imports", "a test cell", "metadata"):
        one = disguised(one, kind)
    assert extract(one, course.vocabularies()).editions == ()


# --- controls ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("assignment", "year"), BOTH)
def test_an_earlier_notebook_gets_full_marks_as_it_is(course, executor, assignment, year):
    result = graded(course, executor, notebook(text_of(assignment, year)))
    assert result.assignment == assignment
    assert [(e.exercise, e.status) for e in result.exercises if e.status != "passed"] == []
    assert result.score == result.max_score


@pytest.mark.parametrize(
    "lost", [("import",), ("_test_case()",), ("metadata",), ("%matplotlib", "_test(", "load_")]
)
@pytest.mark.parametrize(("assignment", "year"), BOTH)
def test_an_earlier_notebook_that_lost_some_cells_is_still_one(course, assignment, year, lost):
    kept = without_cells(text_of(assignment, year), *lost)
    assert year in extract(notebook(kept), course.vocabularies()).editions


@pytest.mark.parametrize(("assignment", "year"), BOTH)
def test_an_earlier_notebook_without_its_marks_is_still_one(course, assignment, year):
    lines = text_of(assignment, year).splitlines(keepends=True)
    kept = "".join(line for line in lines if not re.search(r"CODE (HERE|STARTS|ENDS)|UNQ_C", line))
    assert year in extract(notebook(kept), course.vocabularies()).editions


def exercise_of(result, name):
    (one,) = [e for e in result.exercises if e.exercise == name]
    return one


IN_EARLIER_YEARS = [
    ("logistic_regression", "older", "optimize", ("w = w - learning_rate", "w -= learning_rate")),
    (
        "logistic_regression",
        "older",
        "optimize",
        ("        if i % 100 == 0:\n", "        if print_cost and i % 100 == 0:\n"),
    ),
    (
        "planar_data_classification",
        "older",
        "update_parameters",
        ("W1 = W1 - learning_rate * dW1", "W1 -= learning_rate * dW1"),
    ),
    (
        "planar_data_classification",
        "newer",
        "update_parameters",
        ("W1 = W1 - learning_rate * dW1", "W1 -= learning_rate * dW1"),
    ),
]


@pytest.mark.parametrize(("assignment", "year", "exercise", "edit"), IN_EARLIER_YEARS)
def test_what_a_year_asked_for_is_right_in_its_notebooks(
    course, executor, assignment, year, exercise, edit
):
    result = graded(course, executor, notebook(changed(text_of(assignment, year), edit)))
    one = exercise_of(result, exercise)
    assert one.status == "passed"
    assert one.notes


@pytest.mark.parametrize(
    ("year", "missing", "total"), [("older", [], 60), ("newer", ["update_lr"], 80)]
)
def test_only_years_that_do_not_have_an_exercise_are_not_asked_for_it(
    course, executor, year, missing, total
):
    kept = without_cells(text_of("optimization_methods", year), "def update_lr")
    result = graded(course, executor, notebook(kept))
    assert [e.exercise for e in result.exercises if e.status == "missing"] == missing
    assert result.max_score == total


def test_points_are_split_over_the_values_that_a_year_returns(course, executor):
    wrong = changed(
        text_of("optimization_methods", "older"),
        ("+ epsilon)\n        parameters", ")\n        parameters"),
    )
    wrong = wrong.replace("learning_rate * v_corrected", "2 * learning_rate * v_corrected")
    one = exercise_of(graded(course, executor, notebook(wrong)), "update_parameters_with_adam")
    assert one.score == pytest.approx(one.max_score * 2 / 3, abs=0.01)  # v and s are right


@pytest.mark.parametrize("year", ["older", "newer"])
def test_given_code_that_is_still_as_given_is_left_out_of_the_total(course, executor, year):
    result = graded(course, executor, notebook(text_of("gradient_checking", year)))
    assert "backward_propagation_n" not in [e.exercise for e in result.exercises]
    assert result.score == result.max_score == 50
    assert any("still as planted" in note for note in result.notes)


PLANTED = (("np.dot(dZ2, A1.T) * 2", "np.dot(dZ2, A1.T)"), ("db1 = 4./m", "db1 = 1./m"))


def test_given_code_that_was_mended_counts(course, executor):
    mended = changed(text_of("gradient_checking", "older"), *PLANTED)
    result = graded(course, executor, notebook(mended))
    assert result.score == result.max_score == 60


def test_given_code_that_was_made_worse_counts(course, executor):
    worse = changed(
        text_of("gradient_checking", "older"), ("np.dot(dZ1, X.T)", "np.dot(dZ1, X.T) * 3")
    )
    result = graded(course, executor, notebook(worse))
    assert result.max_score == 60
    assert exercise_of(result, "backward_propagation_n").score < 10


# --- given lines ------------------------------------------------------------------------------

ONE_OUTPUT = "    assert(A2.shape == (1, X.shape[1]))\n"
FORWARD = "forward_propagation"


def planar(course, executor, *pairs, year="older"):
    text = changed(text_of("planar_data_classification", year), *pairs)
    return graded(course, executor, notebook(text))


@pytest.mark.parametrize("year", ["older", "newer"])
def test_a_case_that_a_given_line_refuses_costs_nothing_and_is_noted(course, executor, year):
    result = planar(course, executor, year=year)
    one = exercise_of(result, FORWARD)
    assert one.score == one.max_score
    assert any("refuses this case" in note for note in one.notes)
    assert [case.case for case in one.cases if not case.counts] == ["two outputs"]
    assert all(not e.blamed_on for e in result.exercises)


@pytest.mark.parametrize(
    "own",
    [
        "    assert(A2.shape == (1, X.shape[1])), 'changed'\n    assert X.shape[1] != 1\n",
        "    assert A2.shape[0] == 1\n",
        "    if A2.shape[0] != 1:\n        raise AssertionError\n",
    ],
    ids=["one more", "another", "raised"],
)
def test_an_assertion_of_the_learners_own_excuses_nothing(course, executor, own):
    one = exercise_of(planar(course, executor, (ONE_OUTPUT, own)), FORWARD)
    assert one.score < one.max_score


def test_a_given_assertion_inside_a_marked_region_excuses_nothing(course, executor):
    inside = ("    A2 = sigmoid(Z2)\n", "    A2 = sigmoid(Z2)\n" + ONE_OUTPUT)
    one = exercise_of(planar(course, executor, (ONE_OUTPUT, ""), inside), FORWARD)
    assert one.score < one.max_score


def test_a_given_assertion_that_a_wrong_value_fails_excuses_nothing(course, executor):
    wrong = ("A2 = sigmoid(Z2)", "A2 = sigmoid(Z2).T")
    one = exercise_of(planar(course, executor, wrong), FORWARD)
    assert one.score < 3
    assert len([case for case in one.cases if not case.counts]) == 1  # two outputs


def test_in_todays_notebook_another_years_assertion_excuses_nothing(course, executor):
    edit = ("    return A2, {", ONE_OUTPUT + "    return A2, {")
    one = exercise_of(graded(course, executor, bare("planar_data_classification", edit)), FORWARD)
    assert one.score < one.max_score


@pytest.mark.parametrize("assignment", [*ASSIGNMENTS, STEP_BY_STEP])
def test_what_templates_assert_is_python(course, assignment):
    for edition in course.assignment(assignment).editions:
        for texts in edition.asserts.values():
            assert all(ast.unparse(ast.parse(text, mode="eval")) == text for text in texts)


def test_a_logger_at_top_level_is_brought_along(course, executor):
    logger = ("import numpy as np", "import logging\nimport numpy as np\nlog = logging.getLogger()")
    used = ("    Y_prediction = (A", "    log.info('A')\n    Y_prediction = (A")
    one = bare("logistic_regression", logger, used)
    assert exercise_of(graded(course, executor, one), "predict").status == "passed"


def test_an_assertion_of_any_depth_is_read(course):
    deep = "assert(A2.shape == " + "-" * 900 + "1)\n    " + ONE_OUTPUT.lstrip()
    text = changed(text_of("planar_data_classification", "older"), (ONE_OUTPUT, f"    {deep}"))
    found = extract(notebook(text), course.vocabularies())
    assert found.editions == ("older",)
