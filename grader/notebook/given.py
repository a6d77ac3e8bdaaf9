"""What of a function's code a template may have given: facts about its statements.

A statement is known by the names that it binds and those that it reads, ``dA2 < W3 dZ3``, an
assertion by what it asserts. So it is told whether a template's own line stands in a notebook
without holding that template's text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from grader.model import GivenAssert
from grader.notebook.filling import MARK_WIDTH, Region, leaves_of, regions
from grader.notebook.nodes import within
from grader.notebook.parsing import parse
from grader.notebook.stubs import same_tree, stub_function

Function = ast.FunctionDef | ast.AsyncFunctionDef
_MODULES = frozenset({"np", "numpy", "math"})  # say nothing of what is computed


def fact(statement: ast.stmt) -> str:
    """The names that a statement binds, and those that it reads; what it calls for is ``call``."""
    binds = " ".join(sorted(_bound(statement))) or type(statement).__name__.lower()
    reads = {n.id for n in within([statement]) if isinstance(n, ast.Name)} - _MODULES
    return f"{binds} < {' '.join(sorted(reads - _bound_names(statement)))}".rstrip()


@lru_cache(maxsize=2048)
def as_fact(text: str) -> str:
    """A fact as it is written in a course, its names in order."""
    binds, _, reads = text.partition("<")
    return f"{' '.join(sorted(binds.split()))} < {' '.join(sorted(reads.split()))}".rstrip()


def _bound(statement: ast.stmt) -> set[str]:
    """Names, and keys of dictionaries by the dictionary's name: ``grads[]``."""
    targets: list[ast.expr] = []
    match statement:
        case ast.Assign():
            targets = list(statement.targets)
        case ast.AugAssign() | ast.AnnAssign():
            targets = [statement.target]
    return {name for target in targets for name in _targets(target)}


def _targets(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name):
            yield name
        case ast.Subscript(value=ast.Name(id=name)):
            yield f"{name}[]"
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                yield from _targets(element)


def _bound_names(statement: ast.stmt) -> set[str]:
    """Names that are only bound: in ``X = X / 255`` the X is read as well."""
    nodes = [n for n in within([statement]) if isinstance(n, ast.Name)]
    read = {n.id for n in nodes if isinstance(n.ctx, ast.Load)}
    return {n.id for n in nodes} - read


def outside(function: Function, regions: Sequence[Region]) -> list[ast.stmt]:
    """The simple statements of a function that stand in none of its marked regions."""
    leaves = leaves_of(function.body)
    return [leaf for leaf in leaves if not any(r.holds(leaf.lineno) for r in regions)]


def outside_of_text(lines: Sequence[str]) -> list[ast.stmt]:
    """The same of a function that does not parse: its lines one by one, those that do."""
    marked = regions(lines, 0)
    found: list[ast.stmt] = []
    for number, line in enumerate(lines):
        if len(line) <= MARK_WIDTH and not any(r.holds(number) for r in marked):
            parsed = parse(line.strip())
            found += parsed.body if isinstance(parsed, ast.Module) else ()
    return found


def all_given(leaves: Sequence[ast.stmt], lines: Iterable[str], asserts: Iterable[str]) -> bool:
    """Whether each of these statements is a line of the template."""
    known, told = frozenset(map(as_fact, lines)), tuple(asserts)
    return bool(known) and all(
        asserted(leaf, told) if isinstance(leaf, ast.Assert) else fact(leaf) in known
        for leaf in leaves
    )


def asserted(statement: ast.stmt, texts: Iterable[str]) -> str:
    """Which of these a statement asserts; "" for none, and for another statement."""
    if not isinstance(statement, ast.Assert):
        return ""
    return next((text for text in texts if same_tree(statement.test, _expression(text))), "")


@lru_cache(maxsize=512)
def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@lru_cache(maxsize=512)
def facts_of_stub(stub: str, name: str) -> frozenset[str]:
    """The facts of today's stub: what stands there as well tells no year."""
    function = stub_function(stub, name)
    return frozenset(map(fact, leaves_of(function.body)) if function is not None else ())


def given_asserts(
    exercise: str, cell: int, statements: Iterable[ast.stmt], texts: Iterable[str]
) -> tuple[GivenAssert, ...]:
    """The assertions among these statements that a template makes, in its words."""
    known = tuple(texts)
    return tuple(
        GivenAssert(exercise, cell, one.lineno, one.end_lineno or one.lineno, text)
        for one in statements
        if (text := asserted(one, known))
    )
