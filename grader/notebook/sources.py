"""Cuts statements out of a cell, keeping its line numbers, into units that can be executed."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Sequence

from grader.model import Unit
from grader.notebook.definitions import Definition

_COMMENT_INSIDE = re.compile(r"[ \t]+#")
_COMPOUND = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def first_line(node: ast.stmt) -> int:
    """The line where a statement starts, its decorators included, from 1."""
    decorators = node.decorator_list if isinstance(node, _COMPOUND) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def text_of(definition: Definition) -> str:
    """A definition's own text, comments included, as the learner wrote it.

    Indented comments below the last statement belong to a function, too: they may mark a region.
    """
    cell = definition.cell
    lines = list(cell.lines) if cell.newer else cell.cell.source.split("\n")
    end = last_line(definition.node)
    for number in range(end, len(lines) if definition.kind == "function" else end):
        if _COMMENT_INSIDE.match(lines[number]):
            end = number + 1
        elif lines[number].strip():
            break
    return "\n".join(lines[first_line(definition.node) - 1 : end])


def units(ordered: Sequence[Definition]) -> tuple[Unit, ...]:
    """Units for definitions in the order in which they are to be executed.

    Neighbours from one cell that stand in its order share a unit. A nested one has its own.
    """
    return tuple(_unit(group) for group in _groups(ordered))


def lines_of(ordered: Sequence[Definition]) -> int:
    """How many lines the units for these definitions have."""
    return sum(max(map(_end, group)) for group in _groups(ordered))


def _end(definition: Definition) -> int:
    return last_line(definition.node)


def _groups(ordered: Sequence[Definition]) -> list[list[Definition]]:
    groups: list[list[Definition]] = []
    for definition in ordered:
        if groups and _goes_with(groups[-1][-1], definition):
            groups[-1].append(definition)
        else:
            groups.append([definition])
    return groups


def _goes_with(above: Definition, below: Definition) -> bool:
    if above.cell is not below.cell or above.nested or below.nested:
        return False
    return above.order < below.order


def _unit(group: Sequence[Definition]) -> Unit:
    cell = group[0].cell
    number = cell.cell.number
    names = tuple(dict.fromkeys(name for definition in group for name in definition.names))
    body: tuple[ast.stmt, ...] = ()
    if all(map(_whole_statement, group)):
        body = tuple(definition.node for definition in group)
    code = cell.code if body and body == _that_do_something(cell.statements) else None
    if code is not None and code.co_flags & inspect.CO_COROUTINE:
        code = None  # an `await` outside of functions, which only Jupyter can execute
    return Unit(f"cell {number}", number, source_of(group), names, body, code)


def _whole_statement(definition: Definition) -> bool:
    node = definition.node
    return not isinstance(node, ast.Import | ast.ImportFrom) or len(node.names) == 1


def _that_do_something(statements: Sequence[ast.stmt]) -> tuple[ast.stmt, ...]:
    """Without texts that stand in a cell as comments."""
    return tuple(
        s for s in statements if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))
    )


def source_of(group: Sequence[Definition]) -> str:
    """The cell's text with every line blank that belongs to none of these definitions."""
    blank = [""] * max(last_line(definition.node) for definition in group)
    for definition in group:
        _put(blank, definition)
    return "\n".join(blank) + "\n"


def snippet(definition: Definition) -> str:
    """One definition's statement, with no care for line numbers."""
    first, last = first_line(definition.node) - 1, last_line(definition.node)
    above = max(first - 1, 0)  # the place of the block that a nested one stands in
    blank = [""] * (last - above)
    _put(blank, definition, above)
    return "\n".join(blank) + "\n"


def _put(blank: list[str], definition: Definition, above: int = 0) -> None:
    """Write a definition into lines that stand for those of its cell below ``above``."""
    node = definition.node
    first, last = first_line(node) - 1, last_line(node) - 1
    if definition.kind == "import":
        _add(blank, first - above, definition.text)
        return
    lines = definition.cell.lines
    if definition.nested and node.col_offset and isinstance(node, _COMPOUND) and first > 0:
        # Its indentation stays, so that strings of several lines do: hence a block to stand in.
        blank[first - 1 - above] = "if True:"
        blank[first - above] = lines[first]
    else:
        head = lines[first].encode()
        end = node.end_col_offset if first == last else len(head)
        _add(blank, first - above, head[node.col_offset : end].decode())
    if last > first:
        blank[first + 1 - above : last - above] = lines[first + 1 : last]
        blank[last - above] = lines[last].encode()[: node.end_col_offset].decode()


def _add(blank: list[str], line: int, text: str) -> None:
    """Statements that shared a line share it again."""
    blank[line] = f"{blank[line]}; {text}" if blank[line] else text
