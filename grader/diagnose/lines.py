"""What stands in a line of the learner's, and in which words.

Two functions may raise the same and for different reasons; their text tells them apart.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from grader.model import LearnerFunction, Raised


def line_of(source: str, number: int) -> str:
    lines = source.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def own_line(function: LearnerFunction, raised: Raised) -> str:
    """The innermost line of the learner's own function that an exception went through."""
    return line_of(function.cell_source, own_number(function, raised))


def own_number(function: LearnerFunction, raised: Raised) -> int:
    """The number of that line in its cell; that of the def where none is known."""
    own = [frame.line for frame in raised.frames if frame.cell == function.cell]
    return own[-1] if own else function.line


def gives_it(line: str, message: str) -> bool:
    """Whether a line assigns the name that it misses: ``dZ = relu_backward(dZ, …)``.

    Python words this just like a name that got no value in a branch, which is another cause.
    """
    found = re.search(r"variable '(\w+)'", message)
    return bool(found and re.match(rf"[^=(]*\b{found[1]}\b[^=(]*=[^=]", line))


def same_kind(own: str, reference: str, wrong: str) -> bool:
    """Whether a text has something that tells a wrong version from the reference; where the
    wrong version only leaves something out, whether the text leaves it out as well."""
    mine, right, other = _parts(own), _parts(reference), _parts(wrong)
    if other - right:
        return bool(mine & (other - right))
    return bool(right - other) and not mine & (right - other)


@lru_cache(maxsize=512)
def _parts(source: str) -> frozenset[str]:
    """All statements and calculations, in Python's own spelling; heads of loops and branches."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return frozenset()
    return frozenset(_spelt(tree))


def _spelt(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.For):
            yield f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
        elif isinstance(node, ast.If | ast.While):
            yield f"if {ast.unparse(node.test)}"
        elif isinstance(node, ast.FunctionDef | ast.Name | ast.Constant | ast.With | ast.Try):
            continue
        elif isinstance(node, ast.expr | ast.stmt):
            yield ast.unparse(node)


@lru_cache(maxsize=512)
def called(source: str) -> frozenset[str]:
    """The names of the functions that a text calls: ``log`` of ``np.log(A)``."""
    functions = (node.func for node in ast.walk(tree_of(source)) if isinstance(node, ast.Call))
    names = (getattr(one, "attr", getattr(one, "id", "")) for one in functions)
    return frozenset(name for name in names if name)


def statement(function: LearnerFunction, line: int) -> ast.stmt | None:
    """The smallest statement of the learner's cell that a line belongs to."""
    found = [
        node
        for node in ast.walk(tree_of(function.cell_source))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(found, key=lambda node: node.lineno, default=None)


@lru_cache(maxsize=64)
def tree_of(source: str) -> ast.Module:
    """A cell as a tree; lines that only a notebook can read leave it empty."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])
