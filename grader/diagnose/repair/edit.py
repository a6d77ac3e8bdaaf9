"""A small edit of a syntax tree, that can be made and taken back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

N = TypeVar("N", bound=ast.AST)
Change = tuple[ast.AST, str, Any]  # a node, a field of it, and what the field is to hold
DIGITS = re.compile(r"\d+")
SHOWN = 40  # characters of the learner's own text in a sentence


@dataclass(frozen=True)
class Edit:
    """``kind`` names the sentence, ``subject`` is what stands there now, ``line`` where.

    ``group`` is the same for edits that do the same elsewhere in the function, numbers aside.
    """

    kind: str
    line: int
    changes: tuple[Change, ...]
    subject: str = ""
    group: tuple[str, ...] = ()
    cost: int = 0  # the less likely, the more
    lines: tuple[int, ...] = field(default=())  # of all its parts, where there are several

    def where(self) -> tuple[int, ...]:
        return self.lines or (self.line,)


def compiled(module: ast.Module, edit: Edit) -> Any:
    """The code of a function with an edit made; None where that is no Python."""
    undo = []
    try:
        for node, name, value in edit.changes:
            undo.append((node, name, getattr(node, name)))
            setattr(node, name, value)
        return compile(module, "<cell 0>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, TypeError, RecursionError):
        return None
    finally:
        for node, name, value in reversed(undo):
            setattr(node, name, value)


def at(old: ast.AST, new: N) -> N:
    """A new node in an old one's place."""
    return ast.copy_location(new, old)


def replaced(items: list[Any], place: int, *new: Any) -> list[Any]:
    """A list with one entry replaced by any number of them."""
    return [*items[:place], *new, *items[place + 1 :]]


def text(node: ast.AST) -> str:
    """The learner's own text, as Python spells it, for a sentence."""
    try:
        found = ast.unparse(node)
    except (ValueError, RecursionError, AttributeError):
        return ""
    return found if len(found) <= SHOWN and "\n" not in found else ""


def alike(spelt: str) -> str:
    """A text without its numbers, by which ``W1`` and ``W2`` are the same."""
    return DIGITS.sub("#", spelt)


@dataclass(frozen=True, slots=True)
class Spot:
    """An expression and where it hangs: ``parent.name``, or ``parent.name[index]``."""

    node: ast.expr
    parent: ast.AST
    name: str
    index: int | None
    statement: ast.stmt

    def put(self, new: Any) -> Change:
        if self.index is None:
            return (self.parent, self.name, new)
        return (self.parent, self.name, replaced(getattr(self.parent, self.name), self.index, new))


def spots(statement: ast.stmt) -> Iterator[Spot]:
    """All expressions of a statement itself, not of the block below it; outer ones first."""
    yield from _below(statement, statement)


BLOCKS = ("body", "orelse", "finalbody", "handlers", "decorator_list", "returns", "annotation")


def _below(parent: ast.AST, statement: ast.stmt) -> Iterator[Spot]:
    for name, value in ast.iter_fields(parent):
        if name in BLOCKS and isinstance(parent, ast.stmt):
            continue
        several = isinstance(value, list)
        for index, child in enumerate(value if several else [value]):
            if isinstance(child, ast.expr):
                yield Spot(child, parent, name, index if several else None, statement)
            if isinstance(child, ast.AST) and not isinstance(child, ast.stmt):
                yield from _below(child, statement)
