"""Where a report is written, and what of a file's name reaches the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.files import refuse_odd, write_whole
from grader.model import UsageError


def test_a_report_takes_the_place_of_the_last_one(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["report.html"]


def test_another_name_of_the_file_keeps_the_old_content(tmp_path):
    path, other = tmp_path / "report", tmp_path / "other"
    path.write_bytes(b"old")
    os.link(path, other)
    write_whole(path, b"new")
    assert other.read_bytes() == b"old"


def test_nothing_is_written_through_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "target").write_bytes(b"precious")
    with pytest.raises(UsageError, match="symbolic link"):
        write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"precious"


@pytest.mark.parametrize("target", ["fifo", "/dev/null"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path, target):
    path = Path(target)
    if target == "fifo":
        path = tmp_path / target
        os.mkfifo(path)
    with pytest.raises(UsageError, match="no regular file"):
        refuse_odd(path)


def test_a_write_that_fails_leaves_the_old_report_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "report"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["report"]


@pytest.mark.parametrize("arguments", [["run"], []])
def test_a_files_name_does_not_steer_the_terminal(tmp_path, arguments):
    name = tmp_path / "x\x1b[2J\x9b31m\u202e.ipynb"
    name.write_text("{")
    done = subprocess.run(
        [sys.executable, "-m", "grader", *arguments, str(name.with_suffix(".txt"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    if arguments == ["run"]:
        assert done.returncode != 0
    assert not any(unseen in done.stderr for unseen in "\x1b\x9b\u202e")
