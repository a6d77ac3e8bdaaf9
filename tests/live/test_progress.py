"""The progress line: on a terminal only, and wiped."""

from __future__ import annotations

import io
import sys
import time

import pytest

from grader.cli import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(progress, "AFTER", 0.01)
    monkeypatch.setattr(progress, "TICK", 0.01)
    monkeypatch.setenv("TERM", "xterm")


def worked(stream, monkeypatch, until=lambda: True):
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.working("Grading"):
        end = time.monotonic() + 10
        while not until() and time.monotonic() < end:
            time.sleep(0.01)
    return stream.getvalue()


def test_a_terminal_gets_a_line_that_is_wiped(monkeypatch):
    terminal = Terminal()
    said = worked(terminal, monkeypatch, lambda: "Grading" in terminal.getvalue())
    assert "Grading" in said
    assert said.endswith(progress.CLEAR)


def test_short_work_gets_none(monkeypatch):
    monkeypatch.setattr(progress, "AFTER", 60)
    assert worked(Terminal(), monkeypatch) == ""


def test_a_pipe_or_a_file_gets_none(monkeypatch):
    pipe = io.StringIO()
    assert worked(pipe, monkeypatch, lambda: time.sleep(0.1) or True) == ""
