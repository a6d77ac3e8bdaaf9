"""The module that is reference and notebook in one: its layout, and that it keeps its secrets."""

import ast
import inspect
import re
from pathlib import Path

import jupytext
import pytest

from grader.author import EXERCISE_MARK
from grader.course.stub import stub_function

from .material import EXERCISES, GIVEN, public_tests, solutions

SOURCE = Path(solutions.__file__).read_text(encoding="utf-8")
CELLS = jupytext.reads(SOURCE, fmt="py:percent").cells
TESTS_TREE = ast.parse(Path(public_tests.__file__).read_text(encoding="utf-8"))
each_exercise = pytest.mark.parametrize("exercise", EXERCISES)


def tagged(tag):
    return [cell for cell in CELLS if tag in cell.metadata.get("tags", [])]


def graded_cell(exercise):
    header = f"# GRADED FUNCTION: {exercise}\n"
    (place,) = [i for i, cell in enumerate(CELLS) if cell.source.startswith(header)]
    return place


def declaration(exercise):
    return getattr(EXERCISES[exercise], EXERCISE_MARK)


def source_of(exercise):
    """The function's text from its ``def`` on, without the declaration above it."""
    text = inspect.getsource(EXERCISES[exercise])
    return text[text.index("\ndef ") + 1 :]


def region_of(exercise):
    lines = source_of(exercise).splitlines()
    start = next(i for i, line in enumerate(lines) if "# YOUR CODE STARTS HERE" in line)
    end = next(i for i, line in enumerate(lines) if "# YOUR CODE ENDS HERE" in line)
    return lines[start], [line.strip() for line in lines[start + 1 : end]]


def called_names(tree):
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls}


# --- layout -----------------------------------------------------------------------------------


def test_the_ten_exercises_stand_in_their_order():
    assert list(EXERCISES) == [
        "initialize_parameters",
        "initialize_parameters_deep",
        "linear_forward",
        "linear_activation_forward",
        "L_model_forward",
        "compute_cost",
        "linear_backward",
        "linear_activation_backward",
        "L_model_backward",
        "update_parameters",
    ]
    places = [graded_cell(name) for name in EXERCISES]
    assert places == sorted(places)


@each_exercise
def test_prose_stands_before_a_graded_cell_its_check_and_expected_output_after_it(exercise):
    place = graded_cell(exercise)
    before, graded, check, expected = CELLS[place - 1 : place + 3]
    assert before.cell_type == "markdown"
    assert graded.cell_type == "code"
    assert check.source == f"{exercise}_test({exercise})"
    assert check.metadata["tags"] == ["active-ipynb"]
    assert expected.cell_type == "markdown"
    assert expected.source == f"Expected output:\n\n<!-- expected: {exercise} -->"


def test_the_given_functions_stand_in_the_given_cell():
    (given,) = tagged("given")
    assert tuple(node.name for node in ast.parse(given.source).body) == GIVEN


def test_the_title_stands_in_a_cell_that_never_reaches_the_notebook():
    (master,) = tagged("master")
    assert "TITLE" in master.source
    assert solutions.TITLE == "Deep network, step by step"


def test_the_notebook_opens_and_closes_with_prose():
    assert CELLS[0].source.startswith("# Deep network, step by step")
    assert CELLS[-1].cell_type == "markdown"


@each_exercise
def test_a_check_is_one_that_public_tests_hands_to_the_notebook(exercise):
    assert f"{exercise}_test" in public_tests.__all__


def test_every_cell_of_the_notebook_is_valid_python():
    for cell in CELLS:
        if cell.cell_type == "code":
            ast.parse(cell.source)


# --- importing --------------------------------------------------------------------------------


def test_importing_the_solutions_runs_definitions_only():
    kinds = {type(node) for node in ast.parse(SOURCE).body}
    assert kinds == {ast.Import, ast.ImportFrom, ast.Assign, ast.FunctionDef}


def test_the_public_tests_import_no_solution():
    imported = {
        name
        for node in ast.walk(TESTS_TREE)
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported == {"re", "numpy", "numpy.random", "grader.author", "grader.checks"}


def test_the_public_tests_compute_none_of_the_graded_outputs():
    products = [n for n in ast.walk(TESTS_TREE) if isinstance(n, ast.MatMult)]
    transposed = [n for n in ast.walk(TESTS_TREE) if isinstance(n, ast.Attribute) and n.attr == "T"]
    forbidden = {"dot", "matmul", "einsum", "tensordot", "exp", "log", "maximum", "sum", "mean"}
    assert not products
    assert not transposed
    assert not called_names(TESTS_TREE) & forbidden


def test_everything_that_the_notebook_may_call_is_there():
    assert sorted(public_tests.__all__) == public_tests.__all__
    assert all(callable(getattr(public_tests, name)) for name in public_tests.__all__)


@pytest.mark.parametrize("name", [n for n in public_tests.__all__ if "_test_case" in n])
def test_an_input_provider_hands_out_fresh_arrays_each_time(name):
    provider = getattr(public_tests, name)
    assert str(provider()) == str(provider())
    assert provider.__doc__


# --- texts ------------------------------------------------------------------------------------


@each_exercise
def test_the_line_count_is_that_of_the_reference(exercise):
    marker, lines = region_of(exercise)
    assert int(re.search(r"\((\d+) lines?\)", marker)[1]) == len(lines)


@each_exercise
def test_no_line_of_the_answer_stands_outside_the_marked_region(exercise):
    _, lines = region_of(exercise)
    stub = stub_function(source_of(exercise))
    prose = "\n".join(cell.source for cell in CELLS if cell.cell_type == "markdown")
    hints = "\n".join(declaration(exercise).hints)
    for line in lines:
        assert line not in prose
        assert line not in hints
        assert line not in stub


@each_exercise
def test_the_docstring_names_every_argument_and_what_comes_back(exercise):
    text = EXERCISES[exercise].__doc__
    arguments, returns = text.split("Returns:")
    assert returns.strip()
    for parameter in inspect.signature(EXERCISES[exercise]).parameters:
        assert f"{parameter} -- " in arguments


@each_exercise
def test_hints_go_in_three_or_four_steps_from_a_question_and_hold_no_code(exercise):
    hints = declaration(exercise).hints
    assert 3 <= len(hints) <= 4
    assert "?" in hints[0]
    assert not [hint for hint in hints if re.search(r"np\.(?!sum\b)|\w\(\w+, |\[\"| = np|@", hint)]


@each_exercise
def test_every_exercise_is_worth_ten_points(exercise):
    assert declaration(exercise).points == 10


# --- the demonstration ------------------------------------------------------------------------


def in_training_order(functions):
    names = (
        "initialize_parameters_deep",
        "L_model_forward",
        "compute_cost",
        "L_model_backward",
        "update_parameters",
    )
    return [functions[name] for name in names]


def test_the_demonstration_shows_the_cost_going_down(capsys):
    public_tests.demonstrate(*in_training_order(EXERCISES))
    costs = [float(line.split(":")[1]) for line in capsys.readouterr().out.splitlines()]
    assert costs[0] == pytest.approx(0.6931, abs=1e-3)
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < 0.2


def test_the_demonstration_of_the_untouched_stub_says_what_to_do_and_raises_nothing(capsys):
    names = dict(vars(solutions))
    for exercise in EXERCISES:
        exec(stub_function(source_of(exercise)), names)
    public_tests.demonstrate(*in_training_order(names))
    assert "Fill in the functions above first" in capsys.readouterr().out


@each_exercise
def test_the_demonstration_stands_each_single_stub(exercise, capsys):
    names = dict(vars(solutions))
    exec(stub_function(source_of(exercise)), names)
    public_tests.demonstrate(*in_training_order(names))
    assert capsys.readouterr().out
