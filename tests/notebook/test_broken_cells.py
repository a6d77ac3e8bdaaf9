"""One syntax error costs only its own function, and is told with the cell's own line."""

import ast
import time
import warnings

import pytest
from learner_notebooks import LINEAR, STEP, code, executed, linear, submitted, text

from grader.model import Cell, Notebook, NotGradable
from grader.notebook import extract
from grader.notebook.parsing import parse_cell
from grader.notebook.patience import Patience

COST = "def compute_cost(AL, Y):\n    return 1"
MISSING_BRACKET = "def linear_forward(A, W, b):\n    Z = np.dot(W, A + b\n    return Z, (A, W, b)"


def test_a_missing_bracket_is_told_with_its_line():
    function = linear(f"# GRADED FUNCTION: linear_forward\n\n{MISSING_BRACKET}", COST)
    assert function.syntax.kind == "SyntaxError"
    assert function.syntax.line == 4
    assert function.syntax.text == "Z = np.dot(W, A + b"
    assert (function.line, function.source) == (3, MISSING_BRACKET)
    assert not function.units
    assert not function.unfilled


@pytest.mark.parametrize(
    "cell",
    [
        f"{COST}\n\n{MISSING_BRACKET}",
        f"{MISSING_BRACKET}\n\n{COST}",
        f"{MISSING_BRACKET}\n\n# next\n@same\n{COST}\n\ndef same(f): return f",
    ],
)
def test_other_functions_of_the_same_cell_stay_whole(cell):
    functions = submitted(cell).functions
    assert functions["linear_forward"].syntax
    assert functions["compute_cost"].syntax is None
    assert executed(functions["compute_cost"])["compute_cost"](0, 0) == 1


def test_lines_are_the_cells_own_below_a_broken_function():
    function = submitted(f"{MISSING_BRACKET}\n\n{COST}").functions["compute_cost"]
    assert function.line == 5
    assert function.units[-1].source.split("\n")[4] == "def compute_cost(AL, Y):"


def test_strings_at_the_left_margin_do_not_cut_a_function_in_two():
    cost = 'def compute_cost(AL, Y):\n    """Costs.\n\nAL -- output\nY -- labels\n"""\n    return 1'
    cell = f"{MISSING_BRACKET}\n\n{cost}"
    assert submitted(cell).functions["compute_cost"].docstring.startswith("Costs.")


def test_brackets_at_the_left_margin_do_not_cut_a_function_in_two():
    cell = f"{MISSING_BRACKET}\n\ndef compute_cost(AL, Y):\n    return sum((\n1,\n2,\n))"
    function = submitted(cell).functions["compute_cost"]
    assert executed(function)["compute_cost"](0, 0) == 3


def test_an_unclosed_docstring_costs_only_its_own_function():
    cell = 'def linear_forward(A, W, b):\n    """open\n    return 1\n\n' + COST.replace(
        ":\n", ':\n    """closed"""\n'
    )
    functions = submitted(cell).functions
    assert functions["linear_forward"].syntax
    assert functions["compute_cost"].syntax is None


def test_a_broken_test_cell_costs_nothing():
    assert linear(LINEAR, "print 'done'").syntax is None
    assert linear(f"{LINEAR}\nprint 'done'\n").syntax is None


def test_the_last_definition_that_parses_counts_and_the_broken_one_is_noted():
    function = linear(LINEAR, MISSING_BRACKET)
    assert (function.cell, function.syntax) == (1, None)
    assert "in cell 2 does not parse" in function.notes[0]


def test_the_last_of_several_broken_ones_is_shown():
    assert linear(MISSING_BRACKET, "x = 1", MISSING_BRACKET).cell == 3


@pytest.mark.parametrize(
    "line", ["def linear_forward(A, W, b)", "def linear_forward A, W, b:", "def linear_forward("]
)
def test_a_broken_def_line_still_names_its_function(line):
    assert linear(f"{line}\n    return 1", COST).syntax.line in (1, 2)


def test_a_def_line_beyond_recognition_is_told_by_its_header_or_metadata():
    broken = "deff linear_forward(A, W, b):\n    return 1"
    assert linear(f"# GRADED FUNCTION: linear_forward\n{broken}", COST).syntax.line == 2
    assert linear(code(broken, grader={"exercise": "linear_forward"}), COST).syntax.line == 1


def test_a_body_that_slipped_to_the_left_is_an_error_of_its_function():
    function = linear("def linear_forward(A, W, b):\n    Z = 1\nreturn Z", COST)
    assert function.syntax.line == 3
    assert "outside function" in function.syntax.message
    function = linear("def linear_forward(A, W, b):\n    Z = 1\nY = 2\n    return Z", COST)
    assert function.syntax.kind == "IndentationError"


def test_a_slip_below_a_finished_function_is_not_its_error():
    functions = submitted(f"{LINEAR}\nx = 1\n    y = 2", COST).functions
    assert functions["linear_forward"].syntax is None


def test_what_only_compiling_finds_is_a_syntax_error_too():
    assert "duplicate" in linear("def linear_forward(A, A, b): pass", COST).syntax.message
    assert linear("def linear_forward(A):\n    break", COST).syntax


def test_a_stub_whose_loop_is_empty_is_an_unfilled_indentation_error():
    function = submitted(
        """
        # GRADED FUNCTION: initialize_parameters_deep
        def initialize_parameters_deep(layer_dims):
            \"\"\"Parameters of every layer.\"\"\"
            parameters = {}
            L = len(layer_dims)
            for l in range(1, L):
                #(≈ 2 lines of code)
                # parameters['W' + str(l)] = ...
                # YOUR CODE STARTS HERE


                # YOUR CODE ENDS HERE
                # shapes are checked below
            return parameters
        """
    ).functions["initialize_parameters_deep"]
    assert function.syntax.kind == "IndentationError"
    assert function.unfilled
    assert not function.untouched
    assert function.docstring == "Parameters of every layer."


def test_nul_bytes_are_a_syntax_error_of_their_line():
    cell = {
        **code(""),
        "source": "# GRADED FUNCTION: linear_forward\ndef linear_forward(A):\n    x = '\0'",
    }
    function = linear(cell, COST)
    assert function.syntax.line == 3


def test_code_nested_too_deeply_is_a_syntax_error():
    deep = "def linear_forward(A):\n    return " + "-" * 100_000 + "1"
    assert linear(deep, COST).syntax
    deep = "def linear_forward(A):\n    return " + "(" * 500 + "1" + ")" * 500
    assert linear(deep, COST).syntax
    sums = "def linear_forward(A):\n    return " + "+".join("1" * 20_000)
    assert linear(sums, COST)


def test_a_cell_too_long_to_be_read_costs_only_its_functions():
    cell = "x = 1\n" * (Patience().for_code // 6 + 1) + "def linear_forward(A): pass\n"
    functions = submitted(cell, COST).functions
    assert "too long" in functions["linear_forward"].syntax.message
    assert functions["compute_cost"].syntax is None


def test_many_errors_in_a_cell_do_not_take_long():
    assert parse_cell(Cell(1, "(\n" * 100_000), Patience()).broken
    assert parse_cell(Cell(1, "def f(\n" * 100_000), Patience()).broken


def test_an_invalid_escape_is_neither_an_error_nor_shown(capfd):
    cell = 'def linear_forward(A):\n    """\\d and \\sigma"""\n    return A is 3'
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert linear(cell).syntax is None
        assert linear(cell, f"{cell}\n(").syntax is None
    assert capfd.readouterr() == ("", "")


def test_python_2_prints_are_told_apart_from_the_rest():
    cell = "def linear_forward(A):\n    print 'A'\n    return A"
    assert "print" in linear(cell, COST).syntax.message


def test_a_helper_that_does_not_parse_is_named_by_what_uses_it():
    function = linear(
        "def my_dot(W, A)\n    return W @ A",
        "def linear_forward(A, W, b):\n    return my_dot(W, A)",
    )
    assert function.unknown == ("my_dot",)
    assert "`my_dot` in cell 1 does not parse" in function.notes[0]


def test_tabs_and_spaces_mixed_are_told():
    cell = "def linear_forward(A):\n    x = 1\n\ty = 2\n    return x"
    assert linear(cell, COST).syntax.kind in ("TabError", "IndentationError")


def test_await_at_top_level_is_no_error():
    assert linear(f"await something()\n{LINEAR}").syntax is None


@pytest.mark.parametrize("cut", range(0, len(LINEAR), 7))
def test_a_cell_cut_anywhere_yields_a_function_or_nothing(cut):
    cells = (Cell(1, LINEAR[:cut]), Cell(2, COST))
    submission = extract(Notebook("x", "", cells), [STEP])
    assert submission.functions["compute_cost"].syntax is None


def test_a_notebook_of_which_only_a_broken_function_is_left_is_graded():
    assert linear(MISSING_BRACKET).syntax


def test_no_graded_function_at_all_is_refused():
    with pytest.raises(NotGradable, match="no graded function"):
        submitted("x = 1", "def helper(): pass", "(((")
    with pytest.raises(NotGradable, match="no graded function of step_by_step"):
        submitted("linear_forward = nothing")


def test_positions_of_pieces_are_those_of_the_cell():
    parsed = parse_cell(Cell(1, text("a = 1\n(\nb = 2\n\ndef f():\n    return 3")), Patience())
    assert [node.lineno for node in parsed.statements] == [1, 3, 5]
    assert isinstance(parsed.statements[-1], ast.FunctionDef)


@pytest.mark.parametrize(
    "nasty",
    ["(\n" * 400, "!ls\n" * 300, "def f():\n" + "    !ls\n" * 100, "'''\n'\n" * 201],
)
def test_a_hostile_notebook_takes_seconds_and_not_minutes(nasty):
    cells = tuple(Cell(number, nasty) for number in range(1, 1000))
    start = time.process_time()
    submission = extract(Notebook("x", "", (Cell(0, COST), *cells)), [STEP])
    assert submission.functions["compute_cost"].syntax is None
    assert time.process_time() - start < 10
