"""No bytes and no notebook whatever raise anything but NotGradable."""

import json
from contextlib import suppress

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from learner_notebooks import LINEAR, NEW_CELLS, PLANAR, STEP, document, file_of

from grader.model import Cell, Notebook, NotGradable, Submission
from grader.notebook import extract, read_notebook_bytes

quick = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

WHOLE = file_of(LINEAR, *NEW_CELLS)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cell_type", "source", "metadata", "outputs", "input", "cells", "grader"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)

FRAGMENTS = [
    *"()[]{}:;,.\\'\"#=@%!?\n\t \0\x0c\u2028\ud800é",
    "\n    ",
    '"""',
    "'''",
    "def linear_forward(A, W, b):\n    ",
    "def ",
    "class C:\n    ",
    "return Z",
    "linear_forward",
    " = ",
    "None",
    "lambda x: ",
    "import numpy as np\n",
    "from utils import *\n",
    "if x:\n    ",
    "else:\n    ",
    "try:\n    ",
    "except:\n    ",
    "@f\n",
    "%time ",
    "!ls ",
    "%%time\n",
    "%%bash\n",
    "x = !ls\n",
    "np.dot?",
    ">>> ",
    "# GRADED FUNCTION: linear_forward\n",
    "# YOUR CODE STARTS HERE\n",
    "# YOUR CODE ENDS HERE\n",
    "global x\n",
    "await ",
    "async ",
    "yield ",
    "match x:\n    case ",
    "type X = int\n",
    "f'{x}'",
]


def graded_or_refused(data):
    with suppress(NotGradable):
        notebook = read_notebook_bytes(data, "any.ipynb")
        assert isinstance(extract(notebook, (STEP, PLANAR)), Submission)


@quick
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"\x00")
@example(b"\xef\xbb\xbf")
@example(b'"\\ud800"')
@example(b"\x00{\x00}")
def test_any_bytes(data):
    graded_or_refused(data)


@quick
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=8))
def test_a_notebook_damaged_anywhere(place, cut, junk):
    graded_or_refused(WHOLE[:place] + junk + WHOLE[place + cut :])


@quick
@given(json_values)
def test_any_json(value):
    graded_or_refused(json.dumps(value).encode())


@quick
@given(st.lists(json_values, max_size=4), json_values, st.sampled_from([3, 4, "4", 4.0, None]))
def test_any_cells(cells, metadata, version):
    graded_or_refused(file_of(nbformat=version, cells=cells, metadata=metadata))
    sheets = {"nbformat": version, "worksheets": [{"cells": cells}], "metadata": metadata}
    graded_or_refused(json.dumps(sheets).encode())


@quick
@given(
    st.dictionaries(
        st.sampled_from(["cell_type", "source", "metadata", "outputs", "attachments", "id"]),
        json_values,
    ),
    st.sampled_from(["code", "markdown", "raw", 3]),
)
def test_any_cell_beside_a_good_one(cell, kind):
    data = file_of(LINEAR, cells=[*document(LINEAR)["cells"], {**cell, "cell_type": kind}])
    submission = extract(read_notebook_bytes(data, "x"), (STEP,))
    assert "linear_forward" in submission.functions


@settings(quick, max_examples=400)
@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join), max_size=3))
def test_any_source(sources):
    cells = tuple(Cell(number, source) for number, source in enumerate(sources, start=2))
    submission = extract(Notebook("x", "", (Cell(1, LINEAR), *cells)), (STEP, PLANAR))
    function = submission.functions["linear_forward"]
    assert function.syntax is None
    for found in submission.functions.values():
        for unit in found.units:
            compile(unit.source, unit.label, "exec")


@settings(quick, max_examples=200)
@given(
    st.integers(0, len(LINEAR)),
    st.integers(0, 10),
    st.lists(st.sampled_from(FRAGMENTS), max_size=4),
)
def test_a_function_damaged_anywhere(place, cut, junk):
    cell = LINEAR[:place] + "".join(junk) + LINEAR[place + cut :]
    notebook = Notebook("x", "", (Cell(1, "def compute_cost(AL, Y): pass"), Cell(2, cell)))
    function = extract(notebook, (STEP,)).functions.get("linear_forward")
    if function is not None and function.syntax is not None:
        assert 1 <= function.syntax.line <= cell.count("\n") + 1
        assert 1 <= function.line <= cell.count("\n") + 1
