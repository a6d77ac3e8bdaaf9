"""The names that code reads: two ways to tell them, and what each kind of code reads."""

from __future__ import annotations

import ast
import sysconfig
import warnings
from pathlib import Path

import pytest

from grader.notebook.scopes import Reads, reads, reads_of

LIBRARY = Path(sysconfig.get_path("stdlib"))
MODULES = ("ast", "argparse", "difflib", "doctest", "heapq", "inspect", "pickle", "random")
MODULES += ("statistics", "subprocess", "tarfile", "textwrap", "threading", "zipfile")


@pytest.mark.parametrize("module", MODULES)
def test_both_ways_tell_the_same_of_the_standard_library(module: str) -> None:
    tree = ast.parse((LIBRARY / f"{module}.py").read_text(encoding="utf-8"))
    told = 0
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        found = reads_of(node)
        if found is None:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert found == reads(ast.unparse(node)), node.name
        told += 1
    assert told > 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(a, b=c):\n    return a + b + d", Reads({"c"}, {"d"})),
        ("def f(a):\n    return f(a - 1)", Reads(set(), {"f"})),
        ("def f(x: T) -> U:\n    y: V = x\n    return y", Reads({"T", "U"}, {"V"})),
        ("@wrapped\ndef f(*args, k=z, **more):\n    del args", Reads({"wrapped", "z"}, set())),
        ("def f():\n    for i in n: s += i\n    return s", Reads(set(), {"n"})),
        (
            "def f():\n    import a.b\n    from c import d as e\n    return a, e, d",
            Reads(set(), {"d"}),
        ),
        ("def f():\n    try: g()\n    except E as e: h(e)", Reads(set(), {"g", "E", "h"})),
        ("def f(d):\n    d[k] = v\n    d.x = w", Reads(set(), {"k", "v", "w"})),
    ],
)
def test_what_a_function_reads(text: str, expected: Reads) -> None:
    (node,) = ast.parse(text).body
    assert reads_of(node) == reads(text) == expected


@pytest.mark.parametrize(
    "body",
    [
        "return [i for i in n]",
        "return lambda: n",
        "global n\n    n = 1",
        "def g(): pass",
        "class A: pass",
        "return (n := 1)",
        "match n:\n        case 1: pass",
    ],
)
def test_the_compiler_is_asked_where_scopes_are_nested(body: str) -> None:
    (node,) = ast.parse(f"def f():\n    {body}").body
    assert reads_of(node) is None
