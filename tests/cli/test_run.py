"""``grader run`` as a user types it: what it prints where, and its exit status."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time

import pytest

GRADER = [sys.executable, "-m", "grader"]


def grader(*arguments, **options):
    return subprocess.run(
        [*GRADER, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


@pytest.mark.parametrize(
    ("example", "exit_status", "says"),
    [
        ("solved", 0, "100 of 100 points"),
        ("typical_mistakes", 1, "`db` has shape (3,), a rank-1 array; (3, 1) is asked"),
        ("untouched", 1, "0 of 100 points"),
    ],
)
def test_the_examples_are_graded(root, example, exit_status, says):
    done = grader("run", root / "examples" / f"{example}.ipynb", "--seed", 7)
    assert done.returncode == exit_status, done.stderr
    assert says in done.stdout
    assert done.stderr == ""


def test_every_exercise_of_the_untouched_stub_is_not_implemented(root):
    done = grader("run", root / "examples" / "untouched.ipynb", "--format", "json")
    assert {e["status"] for e in json.loads(done.stdout)["exercises"]} == {"not_implemented"}


def test_the_report_goes_to_a_file_when_asked(root, tmp_path):
    target = tmp_path / "report.json"
    done = grader("run", root / "examples/solved.ipynb", "--format", "json", "-o", target)
    assert done.returncode == 0
    assert done.stdout == ""
    assert json.loads(target.read_text())["score"] == 100


def test_only_grades_what_is_asked(root):
    done = grader("run", root / "examples/typical_mistakes.ipynb", "--only", "linear_forward")
    assert done.returncode == 0
    assert "10 of 10 points" in done.stdout


def test_both_executors_give_the_same_report(root):
    reports = []
    for executor in ("warm-fork", "subprocess"):
        done = grader(
            "run",
            root / "examples/typical_mistakes.ipynb",
            "--seed",
            5,
            "--format",
            "json",
            "--executor",
            executor,
        )
        report = json.loads(done.stdout)
        report.pop("protection")
        for exercise in report["exercises"]:
            for case in exercise["cases"]:
                case.pop("seconds")
        reports.append(report)
    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b'{"cells": [', "ends in the middle"),
        (b"import numpy as np\n", "notebook"),
        (b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}', "cell"),
        (b"[" * 100_000, ""),
        (bytes(range(256)), ""),
    ],
)
def test_a_file_that_cannot_be_graded_exits_3_with_a_reason(tmp_path, content, says):
    path = tmp_path / "broken.ipynb"
    path.write_bytes(content)
    done = grader("run", path)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_exits_3(tmp_path):
    assert grader("run", tmp_path / "none.ipynb").returncode == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["--only", "no_such_exercise"],
        ["--assignment", "no_such_assignment"],
        ["--course", "/no/such/folder"],
        ["--format", "no_such_format"],
        ["--seed", "-1"],
    ],
)
def test_wrong_usage_exits_2(root, arguments):
    done = grader("run", root / "examples/solved.ipynb", *arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr


def test_help_shows_an_example():
    assert "Example:" in grader("run", "--help").stdout


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_leaves_nothing_running(root, tmp_path):
    notebook = json.loads((root / "examples/solved.ipynb").read_text())
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if "def compute_cost" in source:
            cell["source"] = "def compute_cost(AL, Y):\n    while True: pass\n"
    path = tmp_path / "loop.ipynb"
    path.write_text(json.dumps(notebook))
    with subprocess.Popen(
        [*GRADER, "run", path], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        time.sleep(1.5)
        children = _children(process.pid)
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert children
    assert not [pid for pid in children if _alive(pid)]


def _children(pid):
    """The processes below ``pid``, at any depth, from /proc."""
    found = []
    for task in os.listdir("/proc"):
        if task.isdecimal():
            try:
                with open(f"/proc/{task}/stat") as file:
                    parent = int(file.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == pid:
                found += [int(task), *_children(int(task))]
    return found


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_readme_shows_what_the_first_command_prints(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = readme.split("<!-- output of: grader run examples/typical_mistakes.ipynb --seed 7 -->")[
        1
    ]
    shown = shown.split("```text\n")[1].split("```")[0]
    printed = grader("run", "examples/typical_mistakes.ipynb", "--seed", 7, cwd=root).stdout
    without = [line for line in printed.splitlines() if not line.startswith("Protection:")]
    assert shown.splitlines() == without


def test_the_notebook_itself_is_never_overwritten(root, tmp_path):
    notebook = tmp_path / "mine.ipynb"
    notebook.write_bytes((root / "examples/solved.ipynb").read_bytes())
    done = grader("run", notebook, "-o", notebook)
    assert done.returncode == 2
    assert notebook.read_bytes() == (root / "examples/solved.ipynb").read_bytes()


def test_a_report_for_a_folder_that_is_not_there_is_wrong_usage(root, tmp_path):
    done = grader("run", root / "examples/solved.ipynb", "-o", tmp_path / "none" / "report.html")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_reports_ending_tells_its_format(root, tmp_path):
    target = tmp_path / "report.json"
    grader("run", root / "examples/solved.ipynb", "-o", target)
    assert json.loads(target.read_text())["score"] == 100


def test_a_notebook_may_come_from_standard_input(root):
    path = root / "examples/typical_mistakes.ipynb"
    with path.open() as file:
        piped = grader("run", "-", "--seed", 7, stdin=file)
    named = grader("run", path, "--seed", 7)
    assert piped.returncode == named.returncode == 1
    assert piped.stdout.splitlines()[2:-1] == named.stdout.splitlines()[2:-1]


def test_nothing_on_standard_input_is_no_notebook():
    done = grader("run", "-", stdin=subprocess.DEVNULL)
    assert done.returncode == 3
    assert "empty" in done.stderr


@pytest.mark.parametrize(
    ("columns", "widest"), [("", 80), ("50", 50), ("20", 40), ("x", 80), ("200", 200)]
)
def test_a_pipe_gets_as_many_columns_as_are_asked_for(root, columns, widest):
    notebook = root / "examples/typical_mistakes.ipynb"
    environment = {**os.environ, "COLUMNS": columns}
    done = grader("run", notebook, "--only", "L_model_backward", env=environment)
    said = done.stdout.split("\n\n")[2].splitlines()[1:]
    assert max(map(len, said)) <= widest
    assert max(map(len, said)) > min(widest - 20, 80)


def test_a_name_with_blanks_and_umlauts_can_be_copied_from_the_report(root, tmp_path):
    shutil.copy(root / "examples/typical_mistakes.ipynb", tmp_path / "meine Übung (1).ipynb")
    done = grader("run", "meine Übung (1).ipynb", cwd=tmp_path)
    again = shlex.split(done.stdout.splitlines()[-1].removeprefix("Same cases again: "))
    repeated = grader(*again[1:], cwd=tmp_path)
    assert repeated.stdout == done.stdout


def test_the_same_again_names_the_options_that_matter(root):
    notebook = root / "examples/typical_mistakes.ipynb"
    options = ["--only", "compute_cost", "--assignment", "deep_nn_step_by_step"]
    done = grader("run", notebook, *options, "--course", root)
    again = shlex.split(done.stdout.splitlines()[-1].removeprefix("Same cases again: "))
    assert again[3:-2] == [*options, "--course", str(root)]
    assert grader(*again[1:]).stdout == done.stdout


def test_a_reader_that_leaves_gets_no_traceback(root):
    line = f"{shlex.join(GRADER)} run {shlex.quote(str(root / 'examples/solved.ipynb'))}"
    for options in ("", "--staff --format html", "--staff --format json"):
        done = subprocess.run(
            f"{line} {options} | head -1", shell=True, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a full disk of Linux")
def test_a_full_disk_is_said_and_is_not_the_learners_fault(root):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*GRADER, "run", root / "examples/solved.ipynb"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_same_notebook_twice_at_once_is_graded_twice(root):
    line = [*GRADER, "run", root / "examples/typical_mistakes.ipynb", "--seed", "7"]
    running = [subprocess.Popen(line, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    one, other = (process.communicate(timeout=60)[0] for process in running)
    assert one == other
    assert "80.42 of 100" in one


@pytest.mark.parametrize("format_", ["text", "json", "html", "markdown"])
def test_a_name_that_is_no_utf8_here_stops_no_report(root, tmp_path, format_):
    shutil.copy(root / "examples/solved.ipynb", tmp_path / "Übung.ipynb")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    line = ["run", "Übung.ipynb", "--only", "linear_forward", "--format", format_]
    done = grader(*line, "-o", "report", cwd=tmp_path, env=plain)
    assert done.returncode == 0, done.stderr
    assert "linear_forward" in (tmp_path / "report").read_text(encoding="utf-8").replace(
        "<wbr>", ""
    )


def test_several_notebooks_get_a_line_each_and_the_details_of_what_is_wrong(root):
    names = [root / f"examples/{one}.ipynb" for one in ("solved", "typical_mistakes")]
    done = grader("run", *names)
    assert done.returncode == 1
    first, second, *rest = done.stdout.splitlines()
    assert first.startswith("✓")
    assert "100 of 100" in first
    assert second.startswith("✗")
    assert any("wrong sign" in line for line in rest)


def test_a_folder_is_looked_through_and_what_cannot_be_graded_stops_nothing(root, tmp_path):
    (tmp_path / ".ipynb_checkpoints").mkdir()
    shutil.copy(root / "examples/solved.ipynb", tmp_path / ".ipynb_checkpoints/copy.ipynb")
    (tmp_path / "a.ipynb").write_bytes(b"")
    shutil.copy(root / "examples/solved.ipynb", tmp_path / "b.ipynb")
    done = grader("run", tmp_path)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert "the file is empty" in lines[0]
    assert "100 of 100" in lines[1]


def test_more_names_than_fit_into_one_are_no_problem(root, tmp_path):
    names = [tmp_path / f"learner_{number:03}.ipynb" for number in range(110)]
    for name in names:
        name.write_bytes(b"")
    done = grader("run", *names)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == len(names)


def test_several_notebooks_make_no_file(root, tmp_path):
    names = [root / f"examples/{one}.ipynb" for one in ("solved", "untouched")]
    done = grader("run", *names, "-o", tmp_path / "report.html")
    assert done.returncode == 2
    assert "grader batch" in done.stderr
