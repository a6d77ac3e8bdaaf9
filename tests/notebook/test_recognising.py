"""Which assignment a notebook is."""

import pytest
from learner_notebooks import APPLICATION, LINEAR, PLANAR, STEP, submitted

from grader.model import NotGradable, UsageError

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
