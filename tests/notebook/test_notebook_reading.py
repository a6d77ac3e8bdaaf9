"""Which files can be read, and what of them is kept."""

import codecs
import hashlib
import json
import subprocess
import sys
import time

import pytest
from learner_notebooks import LINEAR, code, document, file_of, prose, read

from grader.notebook import read_notebook, read_notebook_bytes


def test_cells_are_numbered_from_one_counting_those_that_hold_no_code():
    notebook = read(prose("# Week 4"), "import numpy as np", prose("…"), LINEAR)
    assert [cell.number for cell in notebook.cells] == [2, 4]


def test_the_digest_is_of_the_bytes_of_the_file():
    data = file_of(LINEAR)
    assert read_notebook_bytes(data, "x").sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_is_read_by_its_path(tmp_path):
    path = tmp_path / "Übung 1.ipynb"
    path.write_bytes(file_of(LINEAR))
    assert read_notebook(path) == read_notebook(str(path))
    assert read_notebook(path).path == str(path)


@pytest.mark.parametrize("minor", [0, 1, 2, 4, 5, 99])
def test_every_minor_format_is_read_without_cell_ids(minor):
    notebook = read(LINEAR, nbformat_minor=minor)
    assert notebook.cells[0].source == LINEAR.rstrip()


def test_cell_ids_that_an_older_format_does_not_have_cost_nothing():
    cell = {**code(LINEAR), "id": "abc"}
    assert read(cell, dict(cell)).cells[1].number == 2


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_utf8_is_read_with_and_without_a_byte_order_mark(bom):
    data = json.dumps(document("x = '≈ 한국어'"), ensure_ascii=False).encode()
    assert read_notebook_bytes(bom + data, "x").cells[0].source == "x = '≈ 한국어'"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_as_powershell_writes_it_is_read(encoding):
    data = file_of("x = 1").decode().encode(encoding)
    assert read_notebook_bytes(data, "x").cells[0].source == "x = 1"


def test_line_ends_of_windows_become_plain_ones_in_the_file_and_in_sources():
    data = json.dumps(document({**code(""), "source": "a = 1\r\nb = 2\rc = 3"}), indent=1)
    notebook = read_notebook_bytes(data.replace("\n", "\r\n").encode(), "x")
    assert notebook.cells[0].source == "a = 1\nb = 2\nc = 3"


def test_source_may_be_one_text_or_a_list_of_lines():
    cells = [{**code(""), "source": s} for s in ("a = 1\nb = 2", ["a = 1\n", "b = 2"])]
    assert {cell.source for cell in read(*cells).cells} == {"a = 1\nb = 2"}


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        {"colab": {"provenance": []}, "accelerator": "GPU", "widgets": {"big": "x" * 1000}},
        {"vscode": {"interpreter": {"hash": "0"}}, "language_info": {"name": "python"}},
        {"coursera": {"course_slug": "neural-networks-deep-learning"}},
    ],
)
def test_metadata_of_any_editor_is_read(metadata):
    notebook = read(code("x = 1", colab={"id": "x"}, scrolled=True), metadata=metadata)
    assert not notebook.notes


def test_metadata_may_be_missing():
    found = document("x = 1")
    del found["metadata"], found["cells"][0]["metadata"]
    notebook = read_notebook_bytes(json.dumps(found).encode(), "x")
    assert notebook.cells[0].metadata == {}
    assert notebook.metadata == {}


def test_metadata_of_a_cell_is_kept():
    cell = read(code("x = 1", grader={"exercise": "linear_forward"})).cells[0]
    assert cell.metadata["grader"]["exercise"] == "linear_forward"


def test_stored_outputs_and_tracebacks_are_ignored_even_broken_ones():
    outputs = [{"output_type": "error", "traceback": ["…"]}, {"data": {"image/png": 7}}, 3]
    assert not read({**code("x = 1"), "outputs": outputs}).notes


def test_megabytes_of_stored_outputs_cost_little():
    image = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 100_000}}
    cells = [{**code(LINEAR), "outputs": [image] * 3} for _ in range(10)]
    data = file_of(*cells)
    read_notebook_bytes(data, "x")  # loads nbformat
    start = time.process_time()
    read_notebook_bytes(data, "x")
    assert time.process_time() - start < 0.3


def test_cells_never_executed_and_executed_out_of_order_are_read_alike():
    cells = [{**code("x = 1"), "execution_count": count} for count in (None, 9, 2)]
    assert len(read(*cells).cells) == 3


def test_an_old_notebook_of_format_three_is_upgraded_with_a_note():
    cell = {"cell_type": "code", "input": ["x = 1"], "language": "python", "outputs": []}
    sheet = {"cells": [{"cell_type": "heading", "level": 1, "source": "Week 4"}, cell]}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [sheet]}
    notebook = read_notebook_bytes(json.dumps(old).encode(), "x")
    assert [(cell.number, cell.source) for cell in notebook.cells] == [(2, "x = 1")]
    assert "format 3" in notebook.notes[0]


def test_an_old_notebook_that_nbformat_cannot_upgrade_is_read_all_the_same():
    cell = {"cell_type": "code", "input": ["x = 1"]}  # no outputs, no metadata
    old = {"nbformat": 3, "worksheets": [{"cells": [cell, 7]}, 5]}
    notebook = read_notebook_bytes(json.dumps(old).encode(), "x")
    assert notebook.cells[0].source == "x = 1"


def test_a_notebook_that_is_not_quite_valid_is_read_with_a_note():
    notebook = read({"cell_type": "code", "source": "x = 1", "surprise": True})
    assert notebook.cells[0].source == "x = 1"
    assert "not quite a valid notebook" in notebook.notes[0]


@pytest.mark.parametrize("odd", [None, 7, [], {}, {**code(""), "source": 3}])
def test_cells_without_text_are_left_out_with_a_note(odd):
    notebook = read(odd, "x = 1")
    assert [cell.number for cell in notebook.cells] == [2]
    assert "cells 1" in notebook.notes[-1]


@pytest.mark.parametrize("stated", ["4", 4.0, "4.5", 4.5])
def test_a_format_that_is_stated_oddly_is_read_with_a_note(stated):
    notebook = read("x = 1", nbformat=stated)
    assert "does not state its notebook format" in notebook.notes[0]


def test_a_format_that_is_not_stated_is_told_by_the_cells():
    found = document("x = 1")
    del found["nbformat"]
    assert read_notebook_bytes(json.dumps(found).encode(), "x").cells


def test_half_a_surrogate_pair_becomes_a_character_that_can_be_written():
    source = read({**code(""), "source": "x = '\ud800 😀'"}).cells[0].source
    assert source == "x = '\ufffd 😀'"


def test_nothing_is_printed_and_no_warning_escapes(capfd):
    read({**code("x = 1"), "id": "a"}, {**code("x = 1"), "id": "a"}, nbformat_minor=5)
    read("x = 1", nbformat_minor=5)
    read({"cell_type": "code", "source": 3}, "x = 1")
    assert capfd.readouterr() == ("", "")


def test_importing_the_package_loads_neither_nbformat_nor_ipython():
    program = (
        "import sys, grader.notebook; "
        "sys.exit(bool({'nbformat', 'IPython', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
