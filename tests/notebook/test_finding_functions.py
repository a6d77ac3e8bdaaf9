"""How a graded function is found: by its def, whatever stands above it."""

import textwrap

import pytest
from learner_notebooks import (
    LINEAR,
    LINEAR_STUB,
    code,
    executed,
    linear,
    prose,
    submitted,
    text,
)

BODY = "    Z = W @ A + b\n    return Z, (A, W, b)"
PLAIN = f"def linear_forward(A, W, b):\n{BODY}"


@pytest.mark.parametrize(
    "header",
    [
        "# GRADED FUNCTION: linear_forward",
        "# GRADED FUNCTION:linear_forward",
        "#GRADED FUNCTION linear_forward",
        "# graded function - linear_forward()",
        "# UNQ_C3 (UNIQUE CELL IDENTIFIER, DO NOT EDIT)\n# GRADED FUNCTION: linear_forward",
        "import copy\n\n# GRADED FUNCTION: linear_forward",
        "# GRADED FUNCTION: compute_cost",
        "",
    ],
)
def test_a_function_is_found_under_every_form_of_header(header):
    function = linear(f"{header}\n{PLAIN}" if header else PLAIN)
    assert function.line == len(header.splitlines()) + 1
    assert function.source == PLAIN


def test_cell_and_line_are_the_learners_own():
    function = linear(prose("# Week 4"), "import numpy as np", LINEAR)
    assert (function.cell, function.line) == (3, 3)
    assert function.source == "\n".join(LINEAR.strip().split("\n")[2:])
    assert function.cell_source == LINEAR.strip()


def test_the_answer_above_an_empty_region_belongs_to_the_function():
    function = linear(
        """
        def linear_forward(A, W, b):
            Z = np.dot(W, A) + b
            # YOUR CODE STARTS HERE


            # YOUR CODE ENDS HERE
            cache = (A, W, b)
            return Z, cache
        """
    )
    assert "np.dot" in function.units[-1].source
    assert not function.unfilled


def test_the_last_definition_counts_and_a_note_names_the_cells():
    function = linear(LINEAR, "x = 1", f"# mine\n{PLAIN}")
    assert (function.cell, function.line) == (3, 2)
    assert "cells 1 and 3" in function.notes[0]
    assert "in cell 3, counts" in function.notes[0]


def test_a_later_definition_counts_even_where_metadata_mark_an_earlier_cell():
    function = linear(code(LINEAR, grader={"exercise": "linear_forward"}), PLAIN)
    assert function.cell == 2


def test_two_definitions_in_one_cell_are_noted():
    assert "2 times in cell 1" in linear(f"{PLAIN}\n\n{PLAIN}").notes[0]


def test_two_functions_in_one_cell_are_told_apart():
    cell = (
        f"{PLAIN}\n\ndef plot_costs(costs):\n    plt.plot(costs)\n\ndef compute_cost(AL, Y): pass"
    )
    functions = submitted(cell).functions
    assert functions["linear_forward"].source == PLAIN
    assert functions["compute_cost"].line == 8
    assert "plot" not in functions["linear_forward"].units[-1].source


def test_all_functions_may_stand_in_one_cell():
    names = ("initialize_parameters", "linear_forward", "compute_cost")
    cell = "\n".join(f"def {name}(*args):\n    return {name!r}" for name in names)
    functions = submitted(cell).functions
    assert {executed(f)[f.exercise]() for f in functions.values()} == set(names)


def test_definitions_in_markdown_are_prose():
    assert (
        "linear_forward" not in submitted(prose(PLAIN), "def compute_cost(AL, Y): pass").functions
    )


@pytest.mark.parametrize(
    "cell",
    [
        f"if True:\n{text(PLAIN)}".replace("\n", "\n    "),
        f"try:\n{PLAIN}\nexcept Exception:\n    pass".replace("\n", "\n    ").replace(
            "\n    except", "\nexcept"
        ),
        f"def same(f):\n    return f\n\n@same\n{PLAIN}",
        "linear_forward = lambda A, W, b: (W @ A + b, (A, W, b))",
        "linear_forward: object = lambda A, W, b: (W @ A + b, (A, W, b))",
        f"{PLAIN.replace('linear_forward', 'mine')}\nlinear_forward = mine",
        f"{PLAIN.replace('linear_forward', 'mine')}\nother = mine\nlinear_forward = other",
        PLAIN.replace("def", "import numpy as np\ndef"),
    ],
)
def test_every_way_to_define_a_function_at_top_level_counts(cell):
    space = executed(linear(cell))
    assert callable(space["linear_forward"])
    import numpy as np

    Z, _ = space["linear_forward"](np.ones((2, 1)), np.ones((1, 2)), 0.5)
    assert Z.tolist() == [[2.5]]


@pytest.mark.parametrize(
    "block",
    [
        "for attempt in range(1):",
        "while True:",
        "if True:",
        "with open('log') as file:",
        "try:\n    0\nfinally:",
        "for a in b:\n    0\nelse:",
        "match 1:\n  case 1:",
        "async with lock:",
    ],
)
def test_a_function_in_a_block_at_top_level_is_found_with_a_note(block):
    function = linear(f"{block}\n{textwrap.indent(PLAIN, '    ')}")
    assert callable(executed(function)["linear_forward"])
    assert "stands inside of a" in function.notes[-1]


def test_what_a_loop_assigns_is_not_brought_along():
    cell = "for scale in (1, 2):\n    shift = 3"
    function = linear(cell, PLAIN.replace("+ b", "+ b * shift"))
    assert function.unknown == ("shift",)
    assert function.elsewhere == {"shift": 1}


def test_a_function_in_a_cell_of_text_is_said_to_be_text():
    raw = {"cell_type": "raw", "metadata": {}, "source": PLAIN}
    for cell, kind in ((prose(PLAIN), "markdown"), (raw, "raw")):
        submission = submitted(cell, "def compute_cost(AL, Y): pass")
        (note,) = [n for n in submission.notes if "linear_forward" in n]
        assert note.startswith(f"Cell 1 is a {kind} cell")


def test_a_text_that_shows_what_the_notebook_defines_gets_no_note():
    assert submitted(prose(PLAIN), PLAIN).notes == ()


def test_another_name_shows_the_function_that_it_stands_for():
    function = linear("def mine(A, W, b):\n    return 1", "linear_forward = mine")
    assert (function.cell, function.source[:8]) == (1, "def mine")
    assert "another name of `mine`" in function.notes[0]


@pytest.mark.parametrize(
    "value", ["None", "3", "[]", "nothing", "f(3)", "linear_forward", "len([])"]
)
def test_a_name_that_holds_no_function_is_no_definition(value):
    cells = (f"linear_forward = {value}", "def compute_cost(AL, Y): pass")
    assert "linear_forward" not in submitted(*cells).functions


def test_a_branch_that_never_runs_does_not_count():
    function = linear("if False:\n    def linear_forward(A, W, b): pass\nelse:\n    x = 1", PLAIN)
    assert function.cell == 2
    assert not function.notes


def test_a_name_imported_instead_of_written_is_missing():
    submission = submitted("from utils import linear_forward", "def compute_cost(AL, Y): pass")
    assert list(submission.functions) == ["compute_cost"]


def test_functions_come_in_the_order_of_the_assignment():
    submission = submitted("def compute_cost(AL, Y): pass", PLAIN)
    assert list(submission.functions) == ["linear_forward", "compute_cost"]


def test_a_header_over_another_name_does_not_make_it_the_exercise():
    submission = submitted(
        "# GRADED FUNCTION: compute_cost\ndef my_own(AL, Y):\n    return 1", LINEAR
    )
    assert "compute_cost" not in submission.functions
    assert submission.near == {"compute_cost": "my_own"}


def test_metadata_over_another_name_does_not_make_it_the_exercise():
    cell = code("def quite_other(AL, Y):\n    return 1", grader={"exercise": "compute_cost"})
    assert submitted(cell, LINEAR).near == {"compute_cost": "quite_other"}


def test_the_defs_own_name_decides_over_its_header():
    submission = submitted(
        "# GRADED FUNCTION: compute_cost\ndef linear_forward(A, W, b): pass",
        "# GRADED FUNCTION: compute_cost\ndef compute_cost(AL, Y): pass",
    )
    assert submission.functions["linear_forward"].cell == 1
    assert submission.functions["compute_cost"].cell == 2
    assert not submission.near


def test_the_other_exercises_function_is_near_only_if_it_is_a_misnamed_copy():
    header = "# GRADED FUNCTION: compute_cost\n"
    assert submitted(header + PLAIN).near == {}
    assert submitted(PLAIN, header + PLAIN).near == {"compute_cost": "linear_forward"}


@pytest.mark.parametrize(
    ("exercise", "written"),
    [
        ("initialize_parameters_deep", "initialise_parameters_deep"),
        ("L_model_forward", "l_model_forward"),
        ("linear_activation_forward", "linear_activation_foward"),
    ],
)
def test_a_misspelling_of_a_missing_exercise_is_named(exercise, written):
    submission = submitted(LINEAR, f"def {written}(x):\n    return x")
    assert submission.near == {exercise: written}


def test_one_misspelling_stands_for_one_exercise_only():
    submission = submitted(LINEAR, "def initialize_parameters_dep(x): pass")
    assert submission.near == {"initialize_parameters_deep": "initialize_parameters_dep"}


@pytest.mark.parametrize("outer", ["def compute_cost(AL, Y):", "class Layer:"])
def test_a_function_that_slipped_into_another_is_missing_with_a_note(outer):
    cell = f"{outer}\n    x = 1\n\n    def linear_forward(A): pass"
    submission = submitted(cell, "def update_parameters(): pass")
    assert "linear_forward" not in submission.functions
    assert "cell 1, line 4, stands inside of" in submission.notes[0]


def test_helpers_and_other_exercises_are_no_misspellings():
    assert not submitted("def sigmoid_backward(dA, cache): pass", LINEAR).near


def test_the_docstring_is_kept():
    assert linear('def linear_forward(A, W, b):\n    """Z = W A\n    + b"""').docstring == (
        "Z = W A\n+ b"
    )


def test_our_own_stub_is_told_by_metadata_or_by_its_docstring():
    filled = LINEAR_STUB.replace("(1 line)\n", "\n    Z = W @ A + b")
    assert linear(filled).own_stub
    assert linear(code(PLAIN, grader={"exercise": "linear_forward"})).own_stub
    assert not linear(PLAIN).own_stub
    assert not linear(code(PLAIN, grader={"exercise": "compute_cost"})).own_stub


def test_two_functions_without_docstrings_do_not_make_a_stub():
    function = submitted("def compute_cost(AL, Y):\n    return 1").functions["compute_cost"]
    assert not function.own_stub


@pytest.mark.parametrize("metadata", [{"grader": 7}, {"grader": {"exercise": 3}}, {"grader": None}])
def test_odd_metadata_are_no_claim(metadata):
    assert not linear(code(PLAIN, **metadata)).own_stub
