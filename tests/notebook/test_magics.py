"""Magics and shell lines are dropped, never run, and keep line numbers right."""

import subprocess
import sys

import pytest
from learner_notebooks import LINEAR, executed, linear, submitted

from grader.model import Cell
from grader.notebook.parsing import parse_cell
from grader.notebook.patience import Patience

SAME = "def linear_forward(A, W, b):\n    return A"
FIRST = "def linear_forward(A, W, b):"


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "%autoreload 2",
        "%cd /content/drive",
        "!ls",
        "!pip install \\\n    numpy \\\n    scipy",
        "!!ls",
        "?np.dot",
        "np.dot?",
        "np.dot??",
        "files = !ls",
        "result = %time print(1)",
        "%time linear_forward(1, 2, 3)",
        ",foo a b",
        "/foo a",
        "!echo 'an open quote",
        "if True:\n    !ls\n    x = !pwd\nelse:\n    %time f()",
        "try:\n    import nothing\nexcept ImportError:\n    !pip install nothing",
    ],
)
def test_a_magic_beside_a_function_is_dropped(line):
    for cell in (f"{line}\n{SAME}", f"\n\n{line}\n\n{SAME}\n", f"{SAME}\n{line}\n"):
        function = linear(cell)
        assert function.cell_source.split("\n")[function.line - 1] == FIRST
        assert executed(function)["linear_forward"](5, 0, 0) == 5
        unit = function.units[-1].source.split("\n")
        assert unit.index(FIRST) == function.line - 1


def test_a_magic_inside_of_a_function_becomes_nothing():
    function = linear(
        "def linear_forward(A, W, b):\n    !ls\n    %matplotlib inline\n    x = %time 3\n"
        "    for i in []:\n        !pwd\n    return A"
    )
    assert executed(function)["linear_forward"](5, 0, 0) == 5
    assert "ls" not in function.units[-1].source
    assert "!ls" in function.source


def test_a_magic_in_a_line_of_its_own_block_is_dropped():
    function = linear("def linear_forward(A, W, b):\n    if A: x = !ls\n    return A")
    assert executed(function)["linear_forward"](5, 0, 0) == 5


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%timeit -n 1", "%%prun -q"])
def test_a_cell_magic_over_python_costs_only_its_line(magic):
    for head in (magic, f"\n\n{magic}", f"%%capture\n{magic}\n%matplotlib inline"):
        function = linear(f"{head}\n{SAME}")
        assert function.cell_source.split("\n")[function.line - 1] == FIRST
        assert executed(function)["linear_forward"](5, 0, 0) == 5


@pytest.mark.parametrize(
    "magic", ["%%bash", "%%html", "%%writefile linear.py", "%%javascript", "%%", "%%unheard_of"]
)
def test_a_cell_magic_over_anything_else_makes_the_cell_no_python(magic):
    cell = f"{magic}\ndef linear_forward(A, W, b): pass"
    submission = submitted(cell, "def compute_cost(AL, Y): pass")
    assert "linear_forward" not in submission.functions
    assert "Cell 1 is no Python" in submission.notes[0]


def test_what_a_magic_assigns_is_unknown():
    function = linear("files = !ls", "def linear_forward(A, W, b):\n    return files")
    assert function.unknown == ("files",)


def test_a_syntax_error_beside_a_magic_keeps_its_line():
    cell = f"!pip install \\\n    numpy\n%matplotlib inline\n\n{FIRST}\n    x = (\n"
    function = linear(cell, "def compute_cost(AL, Y): pass")
    assert (function.line, function.syntax.line) == (5, 6)


def test_signs_of_magics_in_strings_and_comments_are_left_alone():
    cell = f"%matplotlib inline\n{FIRST}\n    '''\n    !ls\n%time\n'''\n    return '?' # why?"
    function = linear(cell)
    assert "!ls" in function.docstring
    assert executed(function)["linear_forward"](0, 0, 0) == "?"


def test_an_indented_cell_is_read_as_ipython_does():
    cell = Cell(1, "\n    x = 1\n    y = 2\n")
    assert [node.lineno for node in parse_cell(cell, Patience()).statements] == [2, 3]


def test_prompts_pasted_along_are_read_as_ipython_does():
    cell = ">>> def linear_forward(A, W, b):\n...     return A"
    assert executed(linear(cell))["linear_forward"](5, 0, 0) == 5


def test_line_separators_that_python_does_not_know_keep_line_numbers():
    cell = f"%matplotlib inline\n# a \u2028 b \x0c c\n{SAME}"
    assert linear(cell).line == 3


def test_many_magics_do_not_take_long():
    parse_cell(Cell(1, "!ls -l\n" * 20_000), Patience())


def test_nothing_is_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    linear(
        f"!touch shell\nopen('top', 'w')\nx = !touch assigned\n%run -i touch.py\n{SAME}",
        "def f(x=open('default', 'w')): pass\n@open('decorator', 'w').write\ndef g(): pass",
    )
    assert not list(tmp_path.iterdir())


def test_ipython_is_loaded_only_for_what_may_be_a_magic():
    program = f"""
import sys
from grader.model import Cell
from grader.notebook.parsing import parse_cell as parse
from grader.notebook.patience import Patience
for source in ({LINEAR!r}, {LINEAR!r} + "print 'x'", "%%time\\nx = 1"):
    parse(Cell(1, source), Patience())
assert "IPython" not in sys.modules
parse(Cell(1, "%time x = 1"), Patience())
assert "IPython" in sys.modules
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
