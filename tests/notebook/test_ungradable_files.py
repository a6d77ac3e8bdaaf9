"""Files that cannot be graded: a clear message that ends in what to do, and no other exception."""

import json
import os
import stat

import pytest
from learner_notebooks import LINEAR, code, document, file_of, prose

from grader.model import NotGradable
from grader.notebook import read_notebook, read_notebook_bytes
from grader.notebook.document import MAX_FILE_BYTES
from grader.notebook.reading import MAX_CELLS


def refused(data, path="learner.ipynb"):
    with pytest.raises(NotGradable) as error:
        read_notebook_bytes(data, path)
    message = str(error.value)
    assert message.startswith(path)
    assert message.endswith((".", "?", "."))
    return message


def refused_file(path):
    with pytest.raises(NotGradable) as error:
        read_notebook(path)
    return str(error.value)


def test_a_missing_file(tmp_path):
    assert "no such file" in refused_file(tmp_path / "none.ipynb")


def test_a_missing_file_whose_ending_was_left_out(tmp_path):
    (tmp_path / "week4.ipynb").write_bytes(file_of(LINEAR))
    assert "Did you mean" in refused_file(tmp_path / "week4")


def test_a_folder(tmp_path):
    message = refused_file(tmp_path)
    assert "this is a folder" in message
    assert "grader run " in message


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "locked.ipynb"
    path.write_bytes(file_of(LINEAR))

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", refuse)
    message = refused_file(path)
    monkeypatch.undo()
    assert "not permitted" in message


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert "no regular file" in refused_file(tmp_path / "pipe.ipynb")


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000, "file.ipynb/x"])
def test_a_path_that_cannot_be(path):
    assert refused_file(path)


def test_a_loop_of_links(tmp_path):
    (tmp_path / "a.ipynb").symlink_to(tmp_path / "a.ipynb")
    assert "cannot be read" in refused_file(tmp_path / "a.ipynb")


def test_a_file_that_is_too_large_to_be_a_notebook(tmp_path):
    path = tmp_path / "large.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert stat.S_ISREG(path.stat().st_mode)
    assert "Clear all outputs" in refused_file(path)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_file(data):
    assert "empty" in refused(data)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_ends_in_the_middle(share):
    data = json.dumps(document(LINEAR, LINEAR), indent=1).encode()
    assert "ends in the middle" in refused(data[: int(len(data) * share)])


def test_json_that_is_broken_names_the_line():
    data = json.dumps(document(LINEAR), indent=1).encode()
    assert "broken at line 2" in refused(data.replace(b":", b"", 1))


@pytest.mark.parametrize("data", [b"hello", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"nbformat"])
def test_a_file_that_is_no_json(data):
    assert refused(data)


def test_a_web_page_says_to_download_the_file_itself():
    assert "Raw" in refused(b"<!DOCTYPE html><html>")


def test_a_git_conflict_is_named():
    data = json.dumps(document(LINEAR), indent=1)
    assert "conflict" in refused(data.replace('\n "', '\n<<<<<<< HEAD\n "', 1).encode())
    assert "conflict" in refused(b"<<<<<<< HEAD\n{}")


def test_a_pointer_of_git_lfs_is_named():
    assert "git lfs pull" in refused(b"version https://git-lfs.github.com/spec/v1\noid sha256:0")


def test_a_python_file():
    assert "Python file" in refused(LINEAR.encode(), "solution.py")


def test_a_notebook_under_another_ending_is_graded():
    assert read_notebook_bytes(file_of(LINEAR), "notebook.py").cells


def test_text_that_is_not_utf8():
    assert "UTF-8" in refused(b'{"nbformat": 4, "x": "caf\xe9"}')


@pytest.mark.parametrize("data", [b"[]", b"3", b'"text"', b"null", b"{}", b'{"a": 1}', b"NaN"])
def test_json_that_is_no_notebook(data):
    assert "no notebook" in refused(data)


@pytest.mark.parametrize("version", [1, 2, "2", 2.0])
def test_a_format_that_is_too_old(version):
    assert "too old" in refused(file_of(LINEAR, nbformat=version))


@pytest.mark.parametrize("version", [5, 6, "5", 10**30, 1e300])
def test_a_format_that_is_newer(version):
    assert "newer than this grader" in refused(file_of(LINEAR, nbformat=version))


@pytest.mark.parametrize("version", [0, -1, "four", None, True, [], {}, float("nan")])
def test_a_format_that_is_none(version):
    data = file_of(nbformat=version)
    assert "no notebook" in refused(data)


@pytest.mark.parametrize("cells", [[], [prose("# Week 4")], None, 7, {}, "cells"])
def test_a_notebook_without_code(cells):
    assert "no code cell" in refused(json.dumps({**document(), "cells": cells}).encode())


def test_json_nested_too_deeply():
    assert "nested" in refused(b'{"nbformat": 4, "cells": ' + b"[" * 100_000)


def test_json_nested_just_deeply_enough_to_trip_nbformat_is_read():
    deep = "[" * 400 + "]" * 400
    data = file_of("x = 1").replace(b'"metadata": {}', b'"metadata": {"a": %s}' % deep.encode(), 1)
    assert read_notebook_bytes(data, "x").cells[0].source == "x = 1"


def test_a_number_of_more_digits_than_python_reads():
    assert "cannot be read as JSON" in refused(b'{"nbformat": 4, "x": ' + b"9" * 5000 + b"}")


def test_numbers_that_json_does_not_have_are_no_reason_to_refuse():
    assert read_notebook_bytes(file_of(code("x = 1", odd=float("nan"))), "x").cells


def test_a_notebook_of_more_cells_than_anyone_writes():
    assert "too many" in refused(file_of(*["x = 1"] * (MAX_CELLS + 1)))
