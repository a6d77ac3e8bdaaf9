"""A name that is not quite right gets the one that may be meant, and what to type then."""

from __future__ import annotations

import shutil

import click
import pytest
from click.testing import CliRunner

from grader.cli.main import COMMANDS, cli
from grader.model import GraderError


@pytest.fixture
def said(root, tmp_path, monkeypatch):
    """What a command that is refused says, in a folder with two notebooks, and its status."""
    for name in ("solved", "untouched"):
        shutil.copy(root / f"examples/{name}.ipynb", tmp_path)
    (tmp_path / "notes.txt").write_text("no notebook")
    monkeypatch.chdir(tmp_path)

    def run(line):
        result = CliRunner().invoke(cli, line.split(), standalone_mode=False)
        assert isinstance(result.exception, GraderError)
        return str(result.exception), result.exception.exit_status

    return run


@pytest.mark.parametrize(
    ("line", "then", "status"),
    [
        ("run solvd.ipynb", "grader run solved.ipynb", 3),
        ("run solved", "grader run solved.ipynb", 3),
        ("run deep_nn_step_by_stp", "grader start deep_nn_step_by_step", 3),
        ("run linear_backwrd", "grader run NOTEBOOK --only linear_backward", 3),
        ("run qqqqqqq", "grader list", 3),
        (
            "run solved.ipynb --only linear_bakward",
            "grader run solved.ipynb --only linear_backward",
            2,
        ),
        (
            "run solved.ipynb --only l_model_forward",
            "grader run solved.ipynb --only L_model_forward",
            2,
        ),
        ("run solved.ipynb --only qqqqqqq", "It has: initialize_parameters,", 2),
        (
            "run solved.ipynb --assignment deep_nn_step_by_stp",
            "grader run solved.ipynb --assignment deep_nn_step_by_step",
            2,
        ),
        ("run solved.ipynb --assignment qqqqqqq", "It has: chain_rule,", 2),
        (
            "watch solved.ipynb --only linear_bakward",
            "grader watch solved.ipynb --only linear_backward",
            2,
        ),
        ("watch .", "NOTEBOOK.ipynb", 3),
        ("watch notes.txt", "Name an .ipynb file", 3),
        ("start deep_nn_step_by_stp", "grader start deep_nn_step_by_step", 2),
        ("list regularisation", "grader list regularization", 2),
        ("hint linear_bakward", "grader hint linear_backward", 2),
        (
            "hint compute_cost --assignment deep_nn_step_by_stp",
            "grader hint compute_cost --assignment deep_nn_step_by_step",
            2,
        ),
        ("dev verify --assignment regularisation", "--assignment regularization", 2),
        ("datasets make catz", "grader datasets make cats", 2),
        ("rnu solved.ipynb", "grader run", 2),
        ("solved.ipynb", "grader run solved.ipynb", 2),
    ],
)
def test_the_next_command_is_in_the_message(said, line, then, status):
    message, exit_status = said(line)
    assert then in message
    assert exit_status == status


def test_an_exercise_of_another_assignment_is_said_to_be_one(said, course):
    (other, *_) = course.assignment("optimization_methods").exercises
    message, _ = said(f"run solved.ipynb --only {other}")
    assert f"{other} is an exercise of optimization_methods, not of deep_nn_step_by_step" in message


def test_a_name_with_blanks_is_to_be_quoted(said, tmp_path):
    (tmp_path / "my own.ipynb").write_text("{}")
    message, _ = said("run my own.ipynb")
    assert "grader run 'my own.ipynb'" in message


def commands(group=cli, path=""):
    yield path, group
    for name in getattr(group, "list_commands", lambda _: ())(click.Context(group)):
        yield from commands(group.get_command(click.Context(group), name), f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), [pytest.param(*c, id=c[0]) for c in commands()])
def test_every_help_has_an_example_and_cuts_nothing_off(path, command):
    text = CliRunner().invoke(cli, [*path.split(), "--help"]).stdout
    assert "Example:" in text
    assert "..." not in text.split("Commands:")[-1]
    assert max(map(len, text.splitlines())) <= 80


def test_help_names_every_command():
    text = CliRunner().invoke(cli, ["--help"]).stdout
    assert all(f"\n  {name} " in text for name in COMMANDS)
