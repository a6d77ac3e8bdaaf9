"""What makes two pieces of code the same answer: a fingerprint without comments, layout and place.

It is made of the code as it is compiled, so that nothing that runs differs, and of its text without
comments, docstrings and blanks, since causes are told from the text as well. Lines are counted by
rank: the third line that does something is the third wherever it stands in the cell.
"""

from __future__ import annotations

import ast
import dis
import hashlib
import inspect
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType

from grader.model import LearnerFunction, Unit
from grader.notebook.parsing import FLAGS

RAISES = dis.opmap["RAISE_VARARGS"]
HAS_DOCSTRING = 0x4000000  # the flag that says so since Python 3.13
STRING = (
    r"[rRbBuUfF]{0,2}(?:"
    r'"""(?:\\.|[^\\])*?"""|' + r"'''(?:\\.|[^\\])*?'''|"
    r'"(?:\\.|[^"\\\n])*"|' + r"'(?:\\.|[^'\\\n])*')"
)
SQUEEZED = re.compile(rf"({STRING})|#[^\n]*|[ \t\n\f\\]+", re.DOTALL)
COMMENT = re.compile(rf"({STRING})|#[^\n]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprint of a unit, the lines of its cell that do something, in order, and whether
    it may raise what it words itself."""

    digest: bytes
    lines: tuple[int, ...]
    raises: bool


def print_of(unit: Unit) -> Print | None:
    """None where the unit cannot be compiled by itself."""
    if unit.code is not None and unit.body:  # compiled already, with these very flags
        return _made(unit.source, unit.body, unit.code)
    return _print(unit.source)


@lru_cache(maxsize=512)
def _print(source: str) -> Print | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a learner's "\\d" is their interpreter's concern
            tree = ast.parse(source)
            code = compile(tree, "<unit>", "exec", FLAGS, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return _made(source, tree.body, code)


def _made(source: str, body: Sequence[ast.stmt], code: CodeType) -> Print:
    text = SQUEEZED.sub(r"\1", "\n".join(_without_docstrings(source, body)))
    codes = list(_codes(code))
    lines = sorted({line for one in codes for _, _, line in one.co_lines() if line})
    rank = {line: number for number, line in enumerate(lines)}
    found = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    for one in codes:
        found.update(repr(_described(one, rank)).encode("utf-8", "surrogatepass"))
    raises = any(RAISES in one.co_code[::2] for one in codes)
    return Print(found.digest(), tuple(lines), raises)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _described(code: CodeType, rank: dict[int, int]) -> tuple[object, ...]:
    constants = code.co_consts
    if _has_docstring(code):
        constants = (None, *constants[1:])
    places = tuple((start, rank.get(line or 0)) for start, _, line in code.co_lines())
    return (
        code.co_code,
        tuple(map(_constant, constants)),
        code.co_names,
        code.co_varnames,
        code.co_freevars,
        code.co_cellvars,
        (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount),
        code.co_flags & ~HAS_DOCSTRING,
        code.co_name,
        getattr(code, "co_exceptiontable", b""),
        places,
    )


def _has_docstring(code: CodeType) -> bool:
    function = code.co_flags & (inspect.CO_OPTIMIZED | inspect.CO_NEWLOCALS)
    if not function or not code.co_consts or not isinstance(code.co_consts[0], str):
        return False
    return sys.version_info < (3, 13) or bool(code.co_flags & HAS_DOCSTRING)


def _constant(value: object) -> object:
    """Told apart by type as well: 1, 1.0 and True are equal, and so are 0.0 and -0.0."""
    if isinstance(value, tuple | frozenset):
        items = value if isinstance(value, tuple) else sorted(value, key=repr)
        return type(value).__name__, tuple(map(_constant, items))
    return "code" if isinstance(value, CodeType) else (type(value).__name__, repr(value))


def _without_docstrings(source: str, body: Sequence[ast.stmt]) -> list[str]:
    lines = source.split("\n")
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            if _is_text(first) and first.lineno > node.lineno:
                end = first.end_lineno or first.lineno
                lines[first.lineno - 1 : end] = [""] * (end - first.lineno + 1)
    return lines


def _is_text(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def bare(function: LearnerFunction) -> LearnerFunction:
    """The function as causes are sought in it: what its cell has beside it, its comments and its
    docstring are gone, and all lines stay where they are.

    So what is said of an answer is the same whatever a learner writes around it.
    """
    from dataclasses import replace

    own = [unit.source for unit in function.units if unit.cell == function.cell]
    if not own:
        return function
    cell = _merged(own)
    try:
        lines = _without_docstrings(cell, ast.parse(cell).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return function
    text = _without_comments("\n".join(lines))
    own_text = _without_comments(_without_own_docstring(function.source))
    return replace(function, source=own_text, cell_source=text, docstring="")


def _merged(sources: Sequence[str]) -> str:
    """Pieces of one cell, each with the lines of the others blank."""
    lines: list[str] = []
    for source in sources:
        for number, line in enumerate(source.split("\n")):
            if number >= len(lines):
                lines.append(line)
            elif line.strip():
                lines[number] = line
    return "\n".join(lines)


def _without_comments(text: str) -> str:
    return COMMENT.sub(r"\1", text)


def _without_own_docstring(source: str) -> str:
    import textwrap

    try:
        body = ast.parse(textwrap.dedent(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source
    return "\n".join(_without_docstrings(source, body))
