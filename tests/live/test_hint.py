"""``grader hint``: one at a time, remembered."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from grader.cli.main import cli
from grader.hints import data_file, read_given
from grader.model import UsageError


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """A learner who has had no hint, in a folder without notebooks."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def hint(*arguments):
    result = CliRunner().invoke(cli, ["hint", *arguments], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def test_each_call_gives_the_next_hint_until_there_is_none(step_by_step):
    hints = step_by_step.exercise("linear_backward").hints
    for number, text in enumerate(hints, 1):
        said = hint("linear_backward").stdout
        assert f"hint {number} of {len(hints)}" in said
        assert text.split()[:4] == said.split("\n", 1)[1].split()[:4]
    assert "grader run NOTEBOOK --only linear_backward" in hint("linear_backward").stdout


def test_those_given_are_shown_again_and_no_new_one():
    hint("linear_backward")
    for _ in range(2):
        assert "hint 1 of" in hint("linear_backward", "--all-so-far").stdout
        assert "hint 2 of" not in hint("linear_backward", "--all-so-far").stdout


def test_reset_begins_again_for_that_exercise_alone():
    hint("linear_backward")
    hint("linear_forward")
    hint("linear_backward", "--reset")
    assert "hint 1 of" in hint("linear_backward").stdout
    assert "hint 2 of" in hint("linear_forward").stdout


def test_a_misspelt_exercise_gets_the_near_name():
    with pytest.raises(UsageError, match="Is linear_backward meant"):
        hint("linear_bakward")


def test_an_assignment_for_an_exercise_gets_its_exercises():
    with pytest.raises(UsageError, match="linear_forward"):
        hint("deep_nn_step_by_step")


def test_a_name_of_several_assignments_asks_which():
    with pytest.raises(UsageError, match="--assignment deep_nn_step_by_step"):
        hint("compute_cost")
    assert "hint 1 of" in hint("compute_cost", "--assignment", "deep_nn_step_by_step").stdout


def test_the_notebook_in_the_folder_tells_which_is_meant(tmp_path):
    (tmp_path / "three_layer_backprop.ipynb").write_text("{}")
    assert "three_layer_backprop" in hint("compute_cost").stderr


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"given": 3}', '{"given": {"a": "b"}}', "\x00", "[" * 100_000]
)
def test_a_corrupted_file_counts_as_no_hint_given(content):
    data_file().parent.mkdir(parents=True)
    data_file().write_text(content)
    assert "hint 1 of" in hint("linear_backward").stdout
    assert len(json.loads(data_file().read_text())["given"]) == 1


def test_a_data_folder_that_cannot_be_written_costs_no_hint(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    result = hint("linear_backward")
    assert "hint 1 of" in result.stdout
    assert "not remembered" in result.stderr


def test_writing_leaves_no_other_file_behind():
    hint("linear_backward")
    assert [path.name for path in data_file().parent.iterdir()] == ["hints.json"]
    assert list(read_given(data_file()).values()) == [1]


def test_no_hint_is_code(course):
    for name in course.assignments:
        for exercise in course.assignment(name).exercises.values():
            for text in exercise.hints:
                assert "np.dot(" not in text
                assert "def " not in text
                assert "\n    " not in text
