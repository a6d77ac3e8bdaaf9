"""A course's own stubs, to tell what of a learner's function was handed out."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Sequence
from functools import lru_cache

from grader.notebook.filling import leaves_of, placeholder
from grader.notebook.parsing import parse

Function = ast.FunctionDef | ast.AsyncFunctionDef

_TRIPLE_QUOTED = re.compile(r'[ruRU]{0,2}("""|\'\'\')(.*?)\1', re.DOTALL)


@lru_cache(maxsize=512)
def stub_function(text: str, name: str) -> Function | None:
    """The stub's syntax tree; None for a stub whose empty blocks do not parse."""
    tree = parse(text)
    for node in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(node, Function) and node.name == name:
            return node
    return None


@lru_cache(maxsize=512)
def stub_docstring(text: str, name: str) -> str:
    function = stub_function(text, name)
    return docstring_in(text) if function is None else ast.get_docstring(function) or ""


def docstring_in(text: str) -> str:
    """The docstring of a function that does not parse: the first string in triple quotes."""
    found = _TRIPLE_QUOTED.search(text)
    return inspect.cleandoc(found.group(2)) if found else ""


def same_as_stub(function: Function, text: str) -> bool:
    """Whether a function is its stub as handed out, docstring and comments aside."""
    stub = stub_function(text, function.name)
    return stub is not None and same_tree(_parts(function), _parts(stub))


def nothing_added(leaves: Sequence[ast.stmt], text: str, name: str) -> bool:
    """Whether these statements, of a function without its placeholders, are its stub's."""
    stub = stub_function(text, name)
    return stub is not None and same_tree(leaves, written_leaves(stub))


def written_leaves(function: Function) -> list[ast.stmt]:
    """The simple statements of a function that are no placeholders."""
    return [leaf for leaf in leaves_of(function.body) if not placeholder(leaf)]


def same_text_as_stub(source: str, text: str) -> bool:
    """The same for a stub and a function that both do not parse: line by line."""
    return _code_lines(source) == _code_lines(text)


def _code_lines(text: str) -> list[str]:
    lines = _TRIPLE_QUOTED.sub("", text).split("\n")
    start = next((i for i, line in enumerate(lines) if re.match(r"\s*(async\s+)?def\b", line)), 0)
    return [line.rstrip() for line in lines[start:] if line.strip() and line.strip()[0] != "#"]


def _parts(function: Function) -> list[object]:
    documented = ast.get_docstring(function, clean=False) is not None
    body = function.body[1:] if documented else function.body
    return [function.args, body, function.decorator_list, function.returns]


def same_tree(left: object, right: object) -> bool:
    """Whether two syntax trees are equal, positions aside. Stops at the first difference."""
    waiting: list[tuple[object, object]] = [(left, right)]
    while waiting:
        one, other = waiting.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, ast.AST):
            waiting += [
                (getattr(one, field, None), getattr(other, field, None)) for field in one._fields
            ]
        elif isinstance(one, Sequence) and not isinstance(one, str | bytes):
            if not isinstance(other, Sequence) or len(one) != len(other):
                return False
            waiting += zip(one, other, strict=True)
        elif one != other:
            return False
    return True
