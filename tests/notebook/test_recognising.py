"""Which assignment a notebook is."""

import pytest
from learner_notebooks import APPLICATION, LINEAR, PLANAR, STEP, submitted

from grader.model import NotGradable, UsageError, Vocabulary

ALL = (PLANAR, STEP, APPLICATION)
SHARED = "def initialize_parameters(n_x, n_h, n_y): pass"


def recognised(*cells, **other):
    return submitted(*cells, vocabularies=ALL, **other)


def test_the_assignment_with_most_names_defined_is_chosen():
    submission = recognised(SHARED, LINEAR, "def compute_cost(AL, Y): pass")
    assert submission.assignment == "step_by_step"
    assert next(iter(submission.functions)) == "initialize_parameters"


def test_no_note_where_others_fit_only_by_names_they_share():
    cells = [f"def {name}(x): pass" for name in STEP.exercises]
    assert recognised(*cells).notes == ()


def test_names_in_cells_that_do_not_parse_count():
    submission = recognised(SHARED, "def linear_forward(A, W, b):\n    Z = (\n    return Z")
    assert submission.assignment == "step_by_step"


def test_between_equals_the_parameters_tell():
    assert recognised("def compute_cost(A2, Y): pass").assignment == "planar"
    assert recognised("def compute_cost(AL, Y): pass").assignment == "step_by_step"


def test_between_equals_of_the_same_signature_the_larger_share_tells_with_a_note():
    submission = recognised(SHARED)
    assert submission.assignment == "planar"
    assert "could also be step_by_step" in submission.notes[0]
    assert "--assignment" in submission.notes[0]


def test_a_notebook_that_holds_a_whole_other_assignment_gets_a_note():
    cells = [f"def {name}(x): pass" for name in (*STEP.exercises, *APPLICATION.exercises)]
    submission = recognised(*cells)
    assert submission.assignment == "step_by_step"
    assert "application" in submission.notes[0]


def test_metadata_of_the_notebook_decide():
    submission = recognised(SHARED, metadata={"grader": {"assignment": "step_by_step"}})
    assert submission.assignment == "step_by_step"
    assert submission.notes == ()


@pytest.mark.parametrize("stated", ["application", "of another course", "\x1b[31m"])
def test_metadata_that_name_what_the_notebook_is_not_are_noted(stated):
    submission = recognised(SHARED, metadata={"grader": {"assignment": stated}})
    assert submission.assignment == "planar"
    assert repr(stated) in submission.notes[0]


@pytest.mark.parametrize("metadata", [{"grader": 3}, {"grader": {"assignment": []}}, {}])
def test_odd_metadata_are_passed_over(metadata):
    assert recognised(LINEAR, metadata=metadata).assignment == "step_by_step"


def test_an_assignment_can_be_forced():
    submission = recognised(SHARED, assignment="step_by_step")
    assert submission.assignment == "step_by_step"
    assert submission.notes == ()


def test_a_forced_assignment_that_does_not_exist_is_wrong_usage():
    with pytest.raises(UsageError, match="planar, step_by_step, application"):
        recognised(SHARED, assignment="no_such")


def test_a_forced_assignment_of_which_nothing_is_there_is_refused():
    with pytest.raises(NotGradable, match="two_layer_model or L_layer_model"):
        recognised(LINEAR, assignment="application")


def test_a_notebook_of_another_course_is_refused():
    with pytest.raises(NotGradable, match="grader list"):
        recognised("x = 1")


def test_a_notebook_of_ours_with_every_function_gone_says_what_to_define():
    with pytest.raises(NotGradable, match="two_layer_model"):
        recognised("x = 1", metadata={"grader": {"assignment": "application"}})


def test_a_course_without_assignments_refuses_every_notebook():
    with pytest.raises(NotGradable):
        submitted(LINEAR, vocabularies=())


def test_header_over_another_function_of_the_application_is_near():
    submission = recognised(
        "# GRADED FUNCTION: n_layer_model\ndef L_layer_model(X, Y): pass\ndef plot_costs(c): pass",
        "# GRADED FUNCTION: two_layer_model\ndef two_layers(X, Y): pass",
    )
    assert list(submission.functions) == ["L_layer_model"]
    assert submission.near == {"two_layer_model": "two_layers"}


def test_defs_in_comments_texts_and_written_files_are_none():
    submission = recognised(
        "# def linear_forward(A, W, b):\n# def compute_cost(AL, Y):\nx = 1",
        '"""\ndef linear_backward(dZ, cache):\n    pass\n"""',
        "%%writefile helpers.py\ndef L_model_forward(X, parameters):\n    pass",
        "def two_layer_model(X, Y): pass",
    )
    assert submission.assignment == "application"
    assert submission.notes == ()


def test_an_assignment_that_explains_no_more_than_the_chosen_one_is_no_rival():
    small = Vocabulary("small", ("compute_cost",), {"compute_cost": ("AL", "Y")}, (), {})
    submission = submitted(LINEAR, "def compute_cost(AL, Y): pass", vocabularies=(STEP, small))
    assert submission.assignment == "step_by_step"
    assert submission.notes == ()


def test_a_notebook_with_its_helper_file_pasted_in_is_what_it_uses_them_for():
    uses = Vocabulary("uses", ("train",), {"train": ("X",)}, tuple(STEP.exercises), {})
    cells = [f"def {name}(x): pass" for name in STEP.exercises]
    submission = submitted(*cells, "def train(X): pass", vocabularies=(STEP, uses))
    assert submission.assignment == "uses"
    assert "could also be step_by_step" in submission.notes[0]


TENSORS = (
    "def initialize_parameters(): pass",
    "def compute_cost(Z3, Y): pass",
)


def test_a_notebook_of_another_course_with_names_that_all_courses_have_is_refused():
    with pytest.raises(NotGradable, match=r"takes? other arguments than here.*--assignment"):
        recognised(*TENSORS)


def test_it_is_graded_where_the_assignment_is_stated():
    assert recognised(*TENSORS, assignment="planar").assignment == "planar"
    stated = recognised(*TENSORS, metadata={"grader": {"assignment": "planar"}})
    assert (stated.assignment, stated.notes) == ("planar", ())


def test_where_one_signature_of_several_is_ours_the_others_are_named():
    submission = recognised(TENSORS[0], "def compute_cost(A2, Y): pass")
    assert submission.assignment == "planar"
    assert "may be a notebook of another course: `initialize_parameters`" in submission.notes[0]


def test_a_function_that_does_not_parse_speaks_for_no_other_course():
    assert recognised("def compute_cost(Z3, Y):\n    return (").assignment in (
        "planar",
        "step_by_step",
    )
