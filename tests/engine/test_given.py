"""Answers to another assignment, pasted into a notebook that is given others of that name."""

from __future__ import annotations

import pytest

from grader.grading import grade
from grader.model import Cell, Notebook
from grader.notebook import extract


@pytest.fixture
def graded(course, executor):
    def run(changed):
        step = course.assignment("deep_nn_step_by_step")
        application = course.assignment("deep_nn_application")
        sources = {**step.helpers, **step.references, **application.references, **changed}
        cells = tuple(Cell(n, source) for n, source in enumerate(sources.values(), 1))
        submission = extract(Notebook("learner.ipynb", "0" * 64, cells), course.vocabularies())
        return grade(submission, course, 4, executor)

    return run


def test_the_application_is_right_with_the_functions_that_it_is_given(graded):
    result = graded({})
    assert (result.assignment, result.score, result.max_score) == ("deep_nn_application", 30, 30)
    (note,) = result.exercises[1].notes
    assert note.startswith("Right with the given functions")


def test_a_model_that_is_wrong_is_wrong_with_the_given_functions_too(graded, course):
    source = course.assignment("deep_nn_application").references["L_layer_model"]
    wrong = source.replace("update_parameters(parameters, grads", "update_parameters(grads, grads")
    assert wrong != source
    result = graded({"L_layer_model": wrong})
    assert [one.status for one in result.exercises][1] != "passed"
