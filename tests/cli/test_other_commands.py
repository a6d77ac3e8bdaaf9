"""``grader list``, ``grader start`` and ``grader dev build``."""

from __future__ import annotations

import shutil

import nbformat
import pytest
from click.testing import CliRunner

from grader.cli.main import cli
from grader.course.load import FOLDERS


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(
        cli, [str(a) for a in arguments], standalone_mode=False
    )


def test_list_names_every_exercise(run, step_by_step):
    output = run("list").stdout
    assert all(name in output for name in step_by_step.exercises)


def test_list_says_what_a_working_copy_has_more_of_than_the_stub(run, root, tmp_path):
    shutil.copy(root / "examples/typical_mistakes.ipynb", tmp_path / "deep_nn_step_by_step.ipynb")
    filled = run("list", "deep_nn_step_by_step", "--notebooks", tmp_path).stdout
    untouched = run("list", "deep_nn_step_by_step", "--notebooks", root / "exercises").stdout
    assert filled.count(" written") == 10
    assert untouched.count(" open") == 10


def test_data_sets_are_made_in_the_cache_and_checked(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_DATA", str(tmp_path))
    made = run("datasets", "make", "cats").stdout.split()
    assert all(str(tmp_path) in path for path in made)
    assert len(made) == 2


def test_files_of_another_form_do_not_take_a_data_sets_place(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_DATA", str(tmp_path))
    wrong = tmp_path / "train.h5"
    wrong.write_bytes(b"no HDF5")
    result = run("datasets", "make", "cats", "--from", wrong, "--from", wrong)
    assert result.exception is not None


def test_start_gives_a_copy_and_never_overwrites_one(run, tmp_path):
    assert run("start", "deep_nn_step_by_step", tmp_path).exit_code == 0
    copy = tmp_path / "deep_nn_step_by_step.ipynb"
    nbformat.read(copy, as_version=4)
    copy.write_text("mine")
    again = run("start", "deep_nn_step_by_step", tmp_path)
    assert again.exception is not None
    assert copy.read_text() == "mine"


@pytest.fixture
def copied(root, tmp_path):
    for folder in FOLDERS:
        shutil.copytree(root / folder, tmp_path / "course" / folder)
    return tmp_path / "course"


def test_check_finds_nothing_to_do_in_the_course_as_committed(run, copied):
    assert run("dev", "build", "--course", copied, "--check").return_value == 0


def test_build_gives_the_same_each_time_and_the_committed_notebook(run, copied):
    notebook = copied / "exercises/deep_nn_step_by_step.ipynb"
    expected = copied / "public_tests/expected/deep_nn_step_by_step.json"
    committed = notebook.read_bytes()
    built = []
    for _ in range(2):
        notebook.unlink()
        expected.unlink()
        assert run("dev", "build", "--course", copied).exit_code == 0
        assert notebook.read_bytes() == committed
        built.append(expected.read_bytes())  # its last digits depend on the processor
    assert built[0] == built[1]


def test_check_shows_what_differs_and_writes_nothing(run, copied):
    file = copied / "public_tests/expected/deep_nn_step_by_step.json"
    changed = file.read_text().replace("0.2797765635793422", "0.28")
    changed = changed if changed != file.read_text() else changed.replace("0.27977", "0.28977")
    file.write_text(changed)
    result = run("dev", "build", "--course", copied, "--check")
    assert result.return_value == 1
    assert "(from the solutions)" in result.stdout
    assert file.read_text() == changed


def test_expected_outputs_have_no_time_stamp_and_exact_floats(root):
    text = (root / "public_tests/expected/deep_nn_step_by_step.json").read_text()
    assert "202" not in text.split('"exercises"')[0]
    assert "0.01624345363663242" in text
