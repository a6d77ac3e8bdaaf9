"""What is no notebook is called what it is, with advice that can be followed."""

import json
import os

import pytest
from learner_notebooks import LINEAR, code, document, file_of

from grader.model import NotGradable
from grader.notebook import read_notebook, read_notebook_bytes
from grader.notebook.cells import SHORT
from grader.notebook.document import MAX_FILE_BYTES, MAX_MEMORY, memory_needed


def refused(data, path="learner.ipynb"):
    with pytest.raises(NotGradable) as error:
        read_notebook_bytes(data, path)
    assert error.value.exit_status == 3
    return str(error.value)


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\xef\xbb\xbf%PDF-1.4", "a PDF"),
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (b"\x1f\x8b\x08\0", "packed by gzip"),
        (b"BZh91AY", "packed by bzip2"),
        (b"\xfd7zXZ\0\0", "packed by xz"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"Rar!\x1a\x07\x01", "RAR"),
        (b"x" * 257 + b"ustar\0", "tar archive"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture (JPEG)"),
        (b"GIF89a\1\0", "picture (GIF)"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture (WebP)"),
        (b"\0\0\0\x18ftypheic", "picture (HEIC)"),
        (b"BM\x36\0\0\0\0\0", "picture (BMP)"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(start, name):
    message = refused(start)
    assert name in message
    assert "UTF-8" not in message


@pytest.mark.parametrize("data", [b"{" * 9, b"{'a': 1}", b"\xff{", b"[" * 100_000, b"9" * 5000])
def test_nobody_is_told_to_open_in_jupyter_what_jupyter_refuses(data):
    assert "Open it in Jupyter" not in refused(data)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_a_conflict_that_is_half_resolved_is_told_with_its_line(mark):
    lines = json.dumps(document(LINEAR), indent=1).split("\n")
    message = refused("\n".join([*lines[:4], mark, *lines[4:]]).encode())
    assert "git conflict" in message
    assert f"{mark[:7]} in line 5" in message


def test_a_link_is_followed_where_the_user_typed_it_and_refused_in_a_batch(tmp_path):
    (tmp_path / "real.ipynb").write_bytes(file_of(LINEAR))
    link = tmp_path / "link.ipynb"
    link.symlink_to(tmp_path / "real.ipynb")
    assert read_notebook(link).cells
    with pytest.raises(NotGradable, match="symbolic link"):
        read_notebook(link, follow=False)
    link.unlink()
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(NotGradable, match="symbolic link"):
        read_notebook(link, follow=False)


def test_a_file_that_becomes_a_pipe_or_a_link_once_it_was_looked_at_is_refused(
    tmp_path, monkeypatch
):
    path = tmp_path / "a.ipynb"
    path.write_bytes(file_of(LINEAR))
    looked = os.stat(path)
    path.unlink()
    monkeypatch.setattr("grader.notebook.document.os.stat", lambda *_a, **_k: looked)
    os.mkfifo(path)
    with pytest.raises(NotGradable, match="no regular file"):
        read_notebook(path)
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(NotGradable, match="symbolic link"):
        read_notebook(path, follow=False)


def test_a_document_of_too_many_objects_is_refused_before_it_is_read(monkeypatch):
    data = file_of(LINEAR)[:-1] + b', "x": [' + b"{}," * 3_000_000 + b"{}]}"
    monkeypatch.setattr(
        "grader.notebook.document.json.loads", lambda *_a, **_k: pytest.fail("read")
    )
    assert "Clear all outputs" in refused(data)


def test_thirty_megabytes_of_pictures_are_not_too_much():
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "A" * 30_000_000},
    }
    data = file_of({**code(LINEAR), "outputs": [picture]})
    assert memory_needed(data) < MAX_MEMORY
    assert read_notebook_bytes(data, "x").cells


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"{}")
    small = os.stat(path)
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    monkeypatch.setattr("grader.notebook.document.os.stat", lambda *_a, **_k: small)
    monkeypatch.setattr("grader.notebook.document.os.fstat", lambda *_a, **_k: small)
    with pytest.raises(NotGradable, match="too much"):
        read_notebook(path)


def test_metadata_are_kept_in_short():
    notebook = read_notebook_bytes(
        file_of(code(LINEAR, grader={"exercise": "y" * 9999}), metadata={"grader": "x" * 9999}), "x"
    )
    assert len(notebook.metadata["grader"]) == SHORT
    assert len(notebook.cells[0].metadata["grader"]["exercise"]) == SHORT


def test_what_nbformat_checks_is_cut(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "grader.notebook.reading._by_nbformat", lambda light: seen.append(json.dumps(light)) or ""
    )
    tags = [{str(n): n} for n in range(50_000)]
    cells = [{**code("x = 1", tags=tags), "k" * 99_999: "v" * 99_999}, *[code("y")] * 5000]
    read_notebook_bytes(file_of(*cells, nbformat_minor=9), "x")
    assert len(seen) == 1
    assert len(seen[0]) < 200_000
