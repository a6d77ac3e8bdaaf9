"""What is shown is what ran: grading and reports read a document's cells in one way."""

import hashlib
import json

import pytest
from learner_notebooks import LINEAR, code, document, prose

from grader.notebook import read_notebook_bytes
from grader.report.html_notebook import cells as shown_cells

SHEET_CELL = {"cell_type": "code", "input": "x = 'ran'", "language": "python", "outputs": []}


def graded_and_shown(found):
    data = json.dumps(found).encode()
    graded = [(c.number, c.source) for c in read_notebook_bytes(data, "x").cells]
    shown = shown_cells(data, hashlib.sha256(data).hexdigest())
    return graded, [(c.number, c.source) for c in shown if c.kind == "code"]


def test_format_three_runs_and_shows_input_whatever_source_says():
    cell = {**SHEET_CELL, "source": "x = 'shown'"}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    graded, shown = graded_and_shown(old)
    assert graded == shown == [(1, "x = 'ran'")]


def test_a_list_of_cells_beside_the_sheets_of_format_three_shifts_no_number():
    decoy = [prose("decoy")] * 20
    old = {"nbformat": 3, "metadata": {}, "cells": decoy, "worksheets": [{"cells": [SHEET_CELL]}]}
    graded, shown = graded_and_shown(old)
    assert graded == shown == [(1, "x = 'ran'")]


def test_sheets_beside_the_cells_of_format_four_are_not_read():
    found = {
        **document(prose("# Week 4"), "x = 'ran'"),
        "worksheets": [{"cells": [SHEET_CELL] * 9}],
    }
    graded, shown = graded_and_shown(found)
    assert graded == shown == [(2, "x = 'ran'")]


@pytest.mark.parametrize("odd", [{}, 7, None, {"cell_type": "code", "source": 3}, {"x": 1}])
def test_odd_cells_count_in_both(odd):
    found = document("x = 1")
    found["cells"].insert(0, odd)
    graded, shown = graded_and_shown(found)
    assert graded == shown == [(2, "x = 1")]


def test_input_beside_source_in_format_four_is_not_what_runs():
    graded, shown = graded_and_shown(document({**code(LINEAR), "input": "x = 2"}))
    assert graded == shown == [(1, LINEAR.rstrip())]
