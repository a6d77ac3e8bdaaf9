"""Code that is made to cost much is bounded before it is parsed, compiled or brought along."""

from __future__ import annotations

import ast

import pytest

from grader.model import Cell, Vocabulary
from grader.notebook import closure, compiling, extract, parsing, read_notebook_bytes
from grader.notebook.parsing import parse_cell
from grader.notebook.patience import LONGEST_CELL, Patience

from .made import BOMBS, file_of

WORDS = Vocabulary("a", ("linear_forward",), {"linear_forward": ("A", "W", "b")}, (), {})


def found(data: bytes):
    return extract(read_notebook_bytes(data, "x"), [WORDS]).functions["linear_forward"]


def compiled_of(source: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that reach the compiler when a cell is parsed."""
    seen = []

    def compile_(tree, *_rest, **_options):
        seen.append(ast.unparse(tree))
        return compile("", "", "exec")

    monkeypatch.setattr(parsing, "compile", compile_, raising=False)
    parse_cell(Cell(1, source), Patience())
    return seen


@pytest.mark.parametrize(
    "source",
    [
        "x = " + " + ".join(['"a" * 4096'] * 250),
        "x = " + " + ".join(["b'a' * 4096"] * 250),
        "x = " + " + ".join(["4096 * 'a'"] * 250),
        "x = (" + "+\n".join(["'a' # …\n* # …\n4096"] * 250) + ")",
        "x = " + " + ".join(["(1, 2) * 128"] * 250),
        "x = (" + "+\n".join(["'" + "a" * 30 + "'"] * 1400) + ")",
        "".join(" " * n + "try:\n" + " " * n + " x\n" + " " * n + "finally:\n" for n in range(18))
        + " " * 18
        + "x",
        "def f(x):\n try:\n" + "  if x: return\n" * 900 + " finally:\n" + "  x=x.x\n" * 900,
    ],
)
def test_what_the_compiler_would_blow_up_never_reaches_it(source, monkeypatch):
    compile(source, "", "exec", ast.PyCF_ONLY_AST)  # it parses
    assert source not in compiled_of(source, monkeypatch)
    assert not any(
        ast.unparse(ast.parse(source)) == text for text in compiled_of(source, monkeypatch)
    )


@pytest.mark.parametrize(
    "source",
    [
        "x = '-' * 80 + '\\n' + 'a' * 20",
        "cost = -1/m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) ** 2\n" * 300,
        "print('W' + str(l) + ' ' + 'b' * 3)\n" * 300,
        "try:\n    import scipy\nexcept ImportError:\n    pass\nfinally:\n    x = 1\n",
        "def f(x):\n    try:\n        return x\n    finally:\n        print('end' * 3)\n" * 50,
    ],
)
def test_what_learners_write_is_compiled(source):
    parsed = parse_cell(Cell(1, source), Patience())
    assert parsed.code is not None


def test_the_first_estimate_of_constants_is_never_below_the_second():
    for source in (
        "x = 'a' * 9",
        "x = 9 * 'a' + 'b'",
        "x = (1,) * 9",
        "f = y*'a'*9",
        "x = (\n'a'\n*9)",
    ):
        tree = ast.parse(source)
        assert compiling.constants(source, tree) >= compiling._closer(tree)


def test_ordinary_stars_count_as_no_constants():
    source = "Z = W * A + b.T * 2 + m * (1 - Y) ** 2\n" * 40
    assert compiling.constants(source, ast.parse(source)) <= 4 * 81 * (4096 * 40 + len(source))


def test_a_cell_that_is_too_long_is_not_parsed(monkeypatch):
    monkeypatch.setattr(parsing, "compiled", lambda *_: pytest.fail("parsed"))
    parsed = parse_cell(Cell(1, "x = 1\n" * LONGEST_CELL + "def f(): pass"), Patience())
    assert "too long" in parsed.broken[0].problem.message
    assert parsed.broken[0].names == ("f",)
    assert len(parsed.cell.source) == LONGEST_CELL


def test_code_beyond_the_notebooks_patience_is_not_parsed(monkeypatch):
    read = []
    whole = parsing.compiled
    monkeypatch.setattr(parsing, "compiled", lambda *a: read.append(len(a[0])) or whole(*a))
    found(file_of(*["x = [1, 2]\n" * 4000] * 40))
    assert sum(read) <= Patience().for_code


def test_texts_of_constants_in_many_cells_are_bounded_together(monkeypatch):
    patience = Patience()
    cells = [parse_cell(Cell(n, f"x{n} = '😀' * 4096"), patience) for n in range(5000)]
    assert sum(cell.code is not None for cell in cells) * 4 * 4096 <= Patience().for_constants


def test_headers_are_counted_in_one_pass():
    class Counting(str):
        counted = 0

        def count(self, sub, start=0, end=None):
            end = len(self) if end is None else end
            Counting.counted += end - start
            return str.count(self, sub, start, end)

    from grader.notebook.claims import _claims

    source = Counting("# GRADED FUNCTION: linear_forward\n" * 1000)
    claims = _claims(parsing.ParsedCell(Cell(1, source), ()), frozenset({"linear_forward"}))
    assert [claim.line for claim in claims] == list(range(1, 1001))
    assert Counting.counted <= 3 * len(source)


def test_constants_that_one_function_reads_are_looked_up_by_name(monkeypatch):
    """Each definition is compared with the name that is sought a few times, not once a name."""
    looked = 0
    names = closure.Definition.names

    class Counted:
        def __get__(self, instance, owner=None):
            nonlocal looked
            looked += 1
            return names.__get__(instance, owner)

        def __set__(self, instance, value):
            names.__set__(instance, value)

    monkeypatch.setattr(closure.Definition, "names", Counted())
    count = 1000
    lines = "\n".join(f"C{n} = {n}" for n in range(count))
    read = ", ".join(f"C{n}" for n in range(count))
    source = f"{lines}\ndef linear_forward(A, W, b):\n    return {read}\n"
    assert len(found(file_of(first=source)).units[0].defines) == count + 1
    assert looked < 60 * count


def test_more_than_is_brought_along_costs_only_the_function_that_needs_it():
    function = found(BOMBS["constants_in_blocks_of_many_cells"]())
    assert function.units == ()
    assert "more constants" in function.syntax.message


def test_errors_below_no_function_do_not_look_back_each_time():
    source = "x = 1\nreturn x\n" * 3000

    class Once(list):
        def __reversed__(self):
            pytest.fail("looked back over all statements")

    pieces = parsing._Pieces(tuple(source.split("\n")), Patience())
    pieces.statements = Once()
    assert len(pieces.parsed()[1]) > 100


def test_ipython_reads_no_cell_once_patience_ends(monkeypatch):
    monkeypatch.setattr("grader.notebook.magics._transformed", lambda *_: pytest.fail("read"))
    parse_cell(Cell(1, "!ls\n("), Patience(for_magics=0))
    parse_cell(Cell(1, "!" + "x" * 5000), Patience())
