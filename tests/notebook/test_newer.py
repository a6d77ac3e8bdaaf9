"""Syntax of newer Pythons, in the words of the one that runs the tests, meaning the same."""

from __future__ import annotations

import ast

import pytest
from learner_notebooks import submitted

from grader.notebook.newer import in_older_words

D = {"a": 1.5, "W": [2]}

# what a newer Python reads, and what it gives there
STRINGS = [
    ('f"{D["a"]}"', "1.5"),
    ("f'{D['a']}'", "1.5"),
    ('f"{D["a"]:.3f}!"', "1.500!"),
    ('f"{D["a"]!r:>6}|"', "   1.5|"),
    ('f"{{{D["a"]}}}"', "{1.5}"),
    ('f"{f"{D["a"]}"}"', "1.5"),
    ('f"{f"{f"{1 + 1}"}"}"', "2"),
    ('f"{", ".join(["x", "y"])}"', "x, y"),
    ('f"{D["a"]=}"', 'D["a"]=1.5'),
    ('f"{D["a"] = :.2f}"', 'D["a"] = 1.50'),
    ('f"{"\\n".join(["x"])}"', "x"),
    ('f"{D["a"]:{8}.{2}f}"', "    1.50"),
    ('f"{D["a"] != 2}"', "True"),
    ('f"{(lambda x: x["a"])(D)}"', "1.5"),
    ('f"{D["W"], 1}"', "([2], 1)"),
    ('f"{D["a"]:{"".join([">", "6"])}}"', "   1.5"),
    ('"cost {" f" {D["a"]} " "}"', "cost { 1.5 }"),
    ('(f"cost {D["a"]} "\n  # and\n  f"{1}"\n  "!")', "cost 1.5 1!"),
    ('f"{D[\n  "a"\n]}"', "1.5"),
    ('f"{D["a"]  # the first\n}"', "1.5"),
    ('f"""{D["a"]}\n{D["W"]}"""', "1.5\n[2]"),
    ('rf"\\d{D["a"]}"', "\\d1.5"),
    ('f"\\N{BULLET}{D["a"]}"', "•1.5"),
    ('"f\'{no}\'" + f"{D["a"]}" + \'"\'', "f'{no}'1.5\""),
]


@pytest.mark.parametrize(("source", "value"), STRINGS)
def test_an_f_string_of_today_gives_what_it_gives_there(source, value):
    older, version = in_older_words(source)
    assert version == "3.12"
    assert older.count("\n") == source.count("\n")
    assert eval(older, {"D": D}) == value


@pytest.mark.parametrize(
    "source",
    [
        "def f[T](x: T) -> T:\n    return x\n\n\ny = f(3)",
        "def f[T: (int, str), *Ts, **P](x):\n    return x\n\n\ny = f(3)",
        "def f[\n    T\n](x):\n    return x\n\n\ny = f(3)",
        "class A[T]:\n    value = 3\n\n\ny = A.value",
        "class A[T = int](dict):\n    value = 3\n\n\ny = A.value",
        "type Pair[T] = tuple[T, T]\ny = 3",
        "type Array = np.ndarray[int]\n\n\ndef f(x: Array):\n    return x\n\n\ny = f(3)",
        "try:\n    y = {}['x']\nexcept KeyError, IndexError:\n    y = 3",
        'def f[T](x):\n    return f"{x["y"]}"\n\n\ny = int(f({"y": 3}))',
    ],
)
def test_statements_of_today_do_what_they_do_there(source):
    older, _version = in_older_words(source)
    space = {}
    assert older.count("\n") == source.count("\n")
    exec(compile(ast.parse(older), "<older>", "exec"), space)
    assert space["y"] == 3


@pytest.mark.parametrize(
    "source",
    [
        "def f(x:\n    return f'{x}'",
        "f'{x'",
        'f"{"',
        'f"{}"',
        "f'{x!}'",
        "print 'cost'",
        "except Exception, e:\n    pass",
        '"def f[T](x)"; y = (',
        "# type Pair = 1\nx = [",
        "x = types[",
        "f'''{x",
        "f'" + "{f'" * 50,
    ],
)
def test_what_no_python_reads_is_not_made_readable(source):
    found = in_older_words(source)
    if found is not None:
        with pytest.raises(SyntaxError):
            ast.parse(found[0])


def test_a_function_is_read_with_a_note_and_keeps_its_lines():
    source = (
        "# GRADED FUNCTION: linear_forward\n"
        "def linear_forward[T](A: T, W, b):\n"
        '    print(f"{A["x"]}")\n'
        "    return W @ A + b, (A, W, b)"
    )
    submission = submitted("import numpy as np", source)
    function = submission.functions["linear_forward"]
    assert function.syntax is None
    assert (function.cell, function.line) == (2, 2)
    assert function.cell_source == source
    assert ast.parse(function.source)
    (note,) = submission.notes
    assert note.startswith("Cell 2 has syntax of Python 3.12;")


def test_a_slip_beside_it_is_still_told_as_it_stands():
    source = 'def linear_forward[T](A, W, b):\n    print(f"{A["x"]}"\n    return A'
    function = submitted(source).functions["linear_forward"]
    assert function.syntax is not None
    assert function.source == source


@pytest.mark.parametrize(
    ("version", "noted"),
    [
        ("3.99.1", True),
        ("3.99", True),
        ("3.2.1", False),
        ("2.7.18", False),
        (3, False),
        ("", False),
    ],
)
def test_what_cannot_be_read_may_be_of_the_notebooks_own_python(version, noted):
    submission = submitted(
        "def linear_forward(A, W, b) -> {:\n    return A",
        metadata={"language_info": {"name": "python", "version": version}},
    )
    assert [("Python 3.99" in note) for note in submission.notes] == [True] * noted


def test_what_can_be_read_is_read_whatever_the_notebook_was_written_on():
    metadata = {"language_info": {"name": "python", "version": "3.99.0"}}
    assert submitted("def linear_forward(A, W, b): return A", metadata=metadata).notes == ()
