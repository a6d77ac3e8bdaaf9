"""The file of names that assignments are recognised by."""

from __future__ import annotations

import shutil

import pytest

from grader.course.load import load_course
from grader.course.names import names_file

MASTER = '''\
from grader import author


@author.exercise(points=1, returns="y")
def double(x, *, times=2):
    """Twice x."""
    return times * x


def given(x):
    return x
'''


@pytest.fixture
def folder(tmp_path):
    """A course of one assignment whose file of names was never written."""
    for name in ("exercises", "solutions", "public_tests"):
        (tmp_path / name).mkdir()
    (tmp_path / "solutions" / "__init__.py").write_text("")
    (tmp_path / "solutions" / "doubling.py").write_text(MASTER)
    return tmp_path


def test_the_file_says_what_the_assignments_say(course):
    read = {one.assignment: one for one in course.vocabularies()}
    assert tuple(read) == course.assignments
    for name in course.assignments:
        loaded = course.assignment(name).vocabulary
        assert read[name].exercises == loaded.exercises
        assert read[name].parameters == loaded.parameters
        assert read[name].helpers == loaded.helpers
        assert read[name].whole() == loaded


def test_reading_it_loads_no_assignment(root):
    fresh = load_course()
    assert fresh.vocabularies()
    assert fresh._loaded == {}


def test_a_course_without_the_file_is_loaded(folder):
    (found,) = load_course(folder).vocabularies()
    assert (found.exercises, found.helpers) == (("double",), ("given",))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"doubling": 1}', '{"doubling": {}}'])
def test_a_file_that_cannot_be_read_is_passed_over(folder, content):
    names_file(folder).write_text(content)
    (found,) = load_course(folder).vocabularies()
    assert found.exercises == ("double",)


def test_a_file_of_other_solutions_is_passed_over(root, tmp_path):
    for name in ("exercises", "solutions", "public_tests", "datasets"):
        shutil.copytree(root / name, tmp_path / name)
    changed = tmp_path / "solutions" / "logistic_regression.py"
    changed.write_text(changed.read_text().replace("def propagate(", "def carry("))
    known = {one.assignment: one for one in load_course(tmp_path).vocabularies()}
    assert "carry" in known["logistic_regression"].exercises
