"""Content hashes: what a mark depends on, so that a change of it is seen.

An exercise's hash covers its declaration, its reference, the builder of its cases, its conventions
and its mistakes, each with all that its text names in the course's modules, and the functions
given to learners. It is conservative: whatever may matter is in it.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from grader.author import CASES_MARK, CONVENTION_MARK
from grader.course.load import Assignment, Course
from grader.course.mistakes import mistakes

HASHED = ("solutions", "public_tests", "datasets")
DIGITS = 16  # of a hash that people may read; 64 bits tell courses apart
ENGINE = Path(__file__).parents[1]
# the rooms of the engine that a mark, or what is said of it, does not come from
WITHOUT = ("cli", "content", "dev", "report", "classroom", "templates", "__pycache__")
Place = tuple[str, str]  # a module's name and a name in it


@lru_cache(maxsize=8)
def course_hash(course: Course) -> str:
    """Of all the course's code; line ends do not count, they are git's business."""
    found = hashlib.sha256()
    for folder in HASHED:
        files = sorted((course.folder / folder).rglob("*.py"))
        for file in files:
            name = file.relative_to(course.folder).as_posix()
            found.update(f"{name}\n".encode())
            found.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:DIGITS]


@lru_cache(maxsize=1)
def engine_hash() -> str:
    """Of the engine's own code, as far as marks and causes come from it: its version of marking,
    which cannot be forgotten to be raised."""
    found = hashlib.sha256()
    for file in sorted(ENGINE.rglob("*.py")):
        inside = file.relative_to(ENGINE)
        if not set(inside.parts) & set(WITHOUT):
            found.update(f"{inside.as_posix()}\n".encode())
            found.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:DIGITS]


@lru_cache(maxsize=512)
def exercise_hash(assignment: Assignment, name: str) -> str:
    """Of all that the mark of one exercise, and the causes that are named, depend on."""
    solutions, tests = assignment.solutions, assignment.public_tests
    start = [(solutions.__name__, one) for one in (name, *assignment.helpers)]
    start += [(tests.__name__, one) for one in _marked(tests, name)]
    texts = _texts(start, assignment)
    known = [repr(one) for one in mistakes(assignment) if one.exercise == name]
    # the stub that learners get is made of the reference as it is written, comments and all
    declared = [repr(assignment.exercise(name)), assignment.references[name]]
    whole = "\0".join([engine_hash(), *declared, *sorted(texts), *known])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _marked(module: ModuleType, exercise: str) -> Iterator[str]:
    for name, value in vars(module).items():
        if exercise in (getattr(value, mark, None) for mark in (CASES_MARK, CONVENTION_MARK)):
            yield name


def _texts(start: Iterable[Place], assignment: Assignment) -> set[str]:
    """The text of all places that are reached from those; a builder gets the references as an
    argument, so what it names may be one of them, too."""
    waiting, seen = list(start), set(start)
    texts = set()
    while waiting:
        module, name = waiting.pop()
        for text, named in _statements(module).get(name, ()):
            texts.add(text)
            reached = {place for one in named for place in _places(module, one, assignment)}
            waiting += reached - seen
            seen |= reached
    return texts


def _places(module: str, name: str, assignment: Assignment) -> Iterator[Place]:
    if name in _statements(module):
        yield module, name
    if name in assignment.functions.__dict__:
        yield assignment.solutions.__name__, name
    imported = _imports(module).get(name)
    if imported is None:
        return
    source, wanted = imported
    package = assignment.course.package
    if not f"{source}.".startswith(f"{package}."):
        return  # of a library, or of the engine, which has a hash of its own
    whole = f"{source}.{wanted}" if f"{source}.{wanted}" in sys.modules else source
    if wanted in _statements(source):
        yield source, wanted
    elif wanted in _imports(source):
        yield from _places(source, wanted, assignment)
    else:  # a module, or something that is made in a way that cannot be told: all of it
        yield from ((whole, other) for other in _statements(whole))


Statements = dict[str, list[tuple[str, frozenset[str]]]]


@lru_cache(maxsize=128)
def _statements(module: str) -> Statements:
    """By the name that a statement at top level binds: its text, and the names in it."""
    found: Statements = {}
    text = _source(module)
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            continue
        segment = ast.unparse(node)
        one = segment, frozenset(_named(node))
        for name in _bound(node):
            found.setdefault(name, []).append(one)
    return found


def _bound(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner.id
        elif isinstance(inner, ast.FunctionDef | ast.ClassDef):
            yield inner.name
        elif isinstance(inner, ast.Subscript | ast.Attribute) and isinstance(inner.ctx, ast.Store):
            yield from (n.id for n in ast.walk(inner.value) if isinstance(n, ast.Name))  # T[0] = …


def _named(node: ast.stmt) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value  # getattr(ref, "linear_forward")


@lru_cache(maxsize=128)
def _imports(module: str) -> dict[str, tuple[str, str]]:
    """By the name that an import binds: the module that it comes from, and its name there."""
    from importlib.util import resolve_name

    package = module.rpartition(".")[0]
    found = {}
    for node in ast.walk(ast.parse(_source(module))):
        if isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            source = resolve_name(source, package) if node.level else source
            for alias in node.names:
                found[alias.asname or alias.name] = (source, alias.name)
    return found


def _source(module: str) -> str:
    loaded = sys.modules.get(module)
    file = getattr(loaded, "__file__", None)
    return Path(file).read_text(encoding="utf-8") if file else ""
