"""Content hashes: what a mark depends on changes an exercise's hash, and nothing else does."""

from __future__ import annotations

import shutil

import pytest

from grader.course.content import course_hash, exercise_hash
from grader.course.load import FOLDERS, load_course

ASSIGNMENT = "deep_nn_step_by_step"


def hashes(folder):
    assignment = load_course(folder).assignment(ASSIGNMENT)
    return {name: exercise_hash(assignment, name) for name in assignment.exercises}


@pytest.fixture
def copy(root, tmp_path):
    """Makes a copy of the course with one text in one file replaced."""

    def make(number, file="", old="", new=""):
        target = tmp_path / f"course{number}"
        for folder in FOLDERS:
            shutil.copytree(root / folder, target / folder)
        if file:
            path = target / file
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1
            path.write_text(text.replace(old, new), encoding="utf-8")
        return target

    return make


CASES = f"public_tests/{ASSIGNMENT}.py"
REFERENCE = f"solutions/{ASSIGNMENT}.py"


def test_the_same_course_elsewhere_has_the_same_hashes(copy, root, course):
    folder = copy(1)
    assert course_hash(load_course(folder)) == course_hash(course)
    own = course.assignment(ASSIGNMENT)
    assert hashes(folder) == {name: exercise_hash(own, name) for name in own.exercises}


def test_a_change_of_one_exercises_cases_changes_its_hash_alone(copy):
    before = copy(2)
    after = copy(
        3,
        CASES,
        "def linear_forward_cases(seeds, ref):\n",
        "def linear_forward_cases(seeds, ref):\n    seeds.draw()\n",
    )
    one, other = hashes(before), hashes(after)
    assert {name for name in one if one[name] != other[name]} == {"linear_forward"}
    assert course_hash(load_course(before)) != course_hash(load_course(after))


def test_a_change_of_a_reference_reaches_all_that_call_it(copy):
    before = copy(4)
    text = (before / REFERENCE).read_text(encoding="utf-8")
    line = next(x for x in text.splitlines() if "np.dot(W, A) + b" in x)
    after = copy(5, REFERENCE, line, line.replace("np.dot(W, A) + b", "W @ A + b"))
    one, other = hashes(before), hashes(after)
    changed = {name for name in one if one[name] != other[name]}
    assert {"linear_forward", "linear_activation_forward", "L_model_forward"} <= changed
    assert "compute_cost" not in changed  # whose cases need no forward pass


def test_what_a_builder_imports_from_the_course_is_part_of_it(copy):
    """Cases of one assignment may be made by a module that several share."""
    folder = copy(6)
    name = "gradient_checking"
    before = load_course(folder).assignment(name)
    after_folder = copy(7)
    shared = after_folder / "public_tests/_three_layers.py"
    text = shared.read_text(encoding="utf-8")
    shared.write_text(text.replace("def network(", "def network_(", 1), encoding="utf-8")
    text = shared.read_text(encoding="utf-8") + "\n\ndef network(*args, **options):\n"
    shared.write_text(text + "    return network_(*args, **options)\n", encoding="utf-8")
    after = load_course(after_folder).assignment(name)
    changed = {
        one for one in before.exercises if exercise_hash(before, one) != exercise_hash(after, one)
    }
    assert "gradient_check_n" in changed


def test_line_ends_do_not_count(copy):
    folder = copy(8)
    other = copy(9)
    for file in other.rglob("*.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert course_hash(load_course(folder)) == course_hash(load_course(other))
