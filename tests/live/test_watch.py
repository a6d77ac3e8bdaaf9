"""``grader watch`` on a real file that is saved again and again."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time

import pytest

from .notebooks import changed, save

PATIENCE = 60  # seconds: a busy machine is slow, and slowness is no failure
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


class Watching:
    """A running ``grader watch``, read line by line from both of its pipes."""

    def __init__(self, path, *options):
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-m", "grader", "watch", str(path), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.lines = queue.Queue()
        self.seen = []
        for stream in (self.process.stdout, self.process.stderr):
            threading.Thread(target=self._read, args=(stream,), daemon=True).start()

    def _read(self, stream):
        with stream:
            for line in stream:
                self.lines.put(line.rstrip("\n"))

    def until(self, words):
        """Read on to a line that holds ``words``, and return it."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0.1, end - time.monotonic()))
            except queue.Empty:
                said = "\n".join(self.seen)
                raise AssertionError(f"{words!r} was not said, but:\n{said}") from None
            self.seen.append(line)
            if words in line:
                return line

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def notebook(root, tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_bytes((root / "examples/solved.ipynb").read_bytes())
    return path


@pytest.fixture
def watching(notebook):
    started = Watching(notebook, "--seed", "7")
    yield started
    started.process.kill()
    started.process.wait()


@pytest.fixture
def right(root):
    return (root / "examples/solved.ipynb").read_text(encoding="utf-8")


@pytest.fixture
def wrong(root):
    return changed(root / "examples/solved.ipynb", "keepdims=True", "keepdims=False")


def test_each_save_says_what_broke_why_and_what_is_fixed(watching, right, wrong):
    assert "(seed 7)" in watching.until("100 of 100 points")
    save(watching.path, wrong)
    assert "−" in watching.until("points")
    watching.until("broken   linear_backward")
    watching.until("Your db is a rank-1 array")
    save(watching.path, right)
    assert "100 of 100 points, +" in watching.until("points")
    watching.until("fixed    linear_backward")


def test_a_half_written_file_is_waited_for_and_the_result_kept(watching, right, wrong):
    watching.until("100 of 100 points")
    watching.path.write_text(wrong[: len(wrong) // 2])
    watching.until("Waiting for a complete file.")
    watching.path.write_text(wrong)
    assert "−" in watching.until("points")


def test_a_half_written_file_that_is_completed_at_once_is_not_worth_a_word(watching, wrong):
    watching.until("100 of 100 points")
    with watching.path.open("w") as file:
        for start in range(0, len(wrong), len(wrong) // 3):
            file.write(wrong[start : start + len(wrong) // 3])
            file.flush()
    watching.until("broken   linear_backward")
    assert not [line for line in watching.seen if "Waiting" in line]


def test_a_deleted_notebook_may_come_back(watching, wrong):
    watching.until("100 of 100 points")
    watching.path.unlink()
    watching.until("is not there; waiting")
    watching.path.write_text(wrong)
    watching.until("broken   linear_backward")


def test_a_notebook_may_come_later_and_its_folder_go_and_come(tmp_path, right):
    folder = tmp_path / "work"
    folder.mkdir()
    started = Watching(folder / "mine.ipynb")
    started.until("is not there; waiting")
    folder.rmdir()
    folder.mkdir()
    save(started.path, right)
    started.until("100 of 100 points")
    assert started.end() == 130


@pytest.mark.parametrize("text", ["just a text", "[1, 2]", '{"no": "notebook"}', "<html></html>"])
def test_a_file_that_no_save_makes_a_notebook_of_ends_it_at_once(tmp_path, text):
    path = tmp_path / "mine.ipynb"
    path.write_text(text)
    started = Watching(path)
    assert started.process.wait(PATIENCE) == 3
    started.until("grader: ")


def test_a_folder_ends_it_at_once(tmp_path):
    started = Watching(tmp_path)
    assert started.process.wait(PATIENCE) == 3
    started.until("this is a folder")


@pytest.mark.parametrize("text", ["", "{", '{"cells": [', "<<<<<<< mine"])
def test_a_file_that_may_become_a_notebook_is_waited_for(tmp_path, right, text):
    path = tmp_path / "mine.ipynb"
    path.write_text(text)
    started = Watching(path)
    started.until("Waiting for a complete file.")
    save(path, right)
    started.until("100 of 100 points")
    assert started.end() == 130


def test_a_misspelt_notebook_is_waited_for_and_its_neighbour_named(notebook):
    started = Watching(notebook.with_name("mime.ipynb"))
    assert str(notebook) in started.until("is not there; waiting")
    assert started.end() == 130


def test_what_is_no_assignment_is_said_and_the_watch_goes_on(watching, right):
    watching.until("100 of 100 points")
    save(watching.path, '{"cells": [{"cell_type": "code", "source": "x = 1"}], "nbformat": 4}')
    watching.until("no graded function was found")
    save(watching.path, right)
    watching.until("100 of 100 points")


def test_a_function_that_was_misspelt_is_told_apart_from_one_not_written(watching, root):
    watching.until("100 of 100 points")
    old, new = "def linear_forward(", "def linear_forwrd("
    save(watching.path, changed(root / "examples/solved.ipynb", old, new))
    watching.until("broken   linear_forward")
    watching.until("is `linear_forwrd` meant")


def test_saving_without_a_change_in_the_code_grades_nothing(watching, right):
    watching.until("100 of 100 points")
    save(watching.path, right)
    watching.until("no code has changed")


def test_ctrl_c_ends_it_and_leaves_no_process(watching):
    watching.until("100 of 100 points")
    children = _children(watching.process.pid)
    assert watching.end() == 130
    watching.until("Stopped.")
    assert children
    assert not [pid for pid in children if os.path.exists(f"/proc/{pid}")]
    assert not [line for line in watching.seen if "Traceback" in line]


def test_ctrl_c_in_an_endless_loop_leaves_no_process(watching, root):
    watching.until("100 of 100 points")
    loop = changed(root / "examples/solved.ipynb", "return dA_prev, dW, db", "while True: pass")
    save(watching.path, loop)
    worker = _children(watching.process.pid)[0]
    end = time.monotonic() + PATIENCE
    while not _children(worker) and time.monotonic() < end:
        time.sleep(0.02)
    below = [worker, *_children(worker)]
    assert watching.end() == 130
    assert not [pid for pid in below if os.path.exists(f"/proc/{pid}")]


def test_a_pipe_gets_no_colour(watching, wrong):
    watching.until("100 of 100 points")
    save(watching.path, wrong)
    watching.until("Your db is a rank-1 array")
    assert not [line for line in watching.seen if "\x1b" in line or "\r" in line]


@pytest.mark.parametrize("options", [["--only", "no_such"], ["--assignment", "no_such"]])
def test_wrong_usage_exits_2_at_once(notebook, options):
    started = Watching(notebook, *options)
    assert started.process.wait(PATIENCE) == 2


def _children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []
