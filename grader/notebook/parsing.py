"""A cell's text as statements, piece by piece where it does not parse as a whole."""

from __future__ import annotations
import __future__

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from types import CodeType

from grader.model import Cell, SyntaxProblem
from grader.notebook import compiling
from grader.notebook.magics import plain
from grader.notebook.newer import in_older_words
from grader.notebook.patience import LONGEST_CELL, Patience

# Lines that go on with a statement that began above: indented, a comment, a closing bracket.
_GOES_ON = re.compile(r"[\s#)\]}]|$|(?:else|elif|except|finally)\b")
_DEF = re.compile(r"^([ \t]*)(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
_UNFINISHED = re.compile(r"never closed|unterminated triple|unexpected EOF|EOF in multi-line")
_OF_THE_DEF_ABOVE = re.compile(r"unexpected indent|outside function")

# What annotations say is not evaluated: they may name what only the notebook imports.
FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | __future__.annotations.compiler_flag

# Syntax trees that are kept: at most this many, of texts of at most so many characters.
KEPT = 128
LONGEST_KEPT = 5000

# A string or bracket whose lines stand at the left margin looks like several pieces.
_MOST_PIECES_JOINED = 40
_COST_OF_A_CALL = 200  # in characters: the shortest piece takes 20 µs
_CLOSING = {True: ('"""', "'''"), False: (")", "]", "}")}
Function = ast.FunctionDef | ast.AsyncFunctionDef
_BLOCK = re.compile(r"@|(?:async|class|def|for|if|import|from|while|with|try)\b")


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines of a cell that do not parse, and the functions that are (or would be) defined there.

    ``first`` and ``last`` count from 1, ``last`` included."""

    first: int
    last: int
    names: tuple[str, ...]
    problem: SyntaxProblem


@dataclass(frozen=True, slots=True)
class ParsedCell:
    """``lines`` is Python, magics dropped, with the line numbers of ``cell.source``."""

    cell: Cell
    lines: tuple[str, ...]
    statements: tuple[ast.stmt, ...] = ()
    broken: tuple[Broken, ...] = ()
    not_python: str = ""
    code: CodeType | None = None  # all statements, compiled
    newer: str = ""  # the Python whose syntax was said in older words, in ``lines``


def parse_cell(cell: Cell, patience: Patience) -> ParsedCell:
    """Parse one cell, whatever it holds. Emits SyntaxWarnings, which callers silence."""
    if len(cell.source) > min(patience.for_code, LONGEST_CELL):
        return _too_long(cell, patience)
    patience.for_code -= len(cell.source)
    # Most cells of a class's notebooks are the same in all of them.
    compiled_ = _kept if len(cell.source) <= LONGEST_KEPT else compiled
    found = compiled_(cell.source, f"<cell {cell.number}>")
    if isinstance(found, Compiled):
        patience.for_constants -= found.constants
        if patience.for_constants < 0:
            return _unread(cell, patience, _TOO_COSTLY)
        lines = tuple(cell.source.split("\n"))
        return ParsedCell(cell, lines, tuple(found.tree.body), code=found.code)
    python = plain(cell.source, patience)
    if python.not_python:
        return ParsedCell(cell, (), not_python=python.not_python)
    lines = tuple(python.text.split("\n"))
    if python.text != cell.source:
        parsed = parse(python.text)
        if isinstance(parsed, ast.Module):
            return ParsedCell(cell, lines, tuple(parsed.body))
    pieces = _Pieces(lines, patience)
    statements, broken = pieces.parsed()
    lines = tuple(pieces.lines)
    return ParsedCell(cell, lines, tuple(statements), tuple(broken), newer=pieces.newer)


@dataclass(frozen=True, slots=True)
class Compiled:
    """``constants`` is how many bytes the compiler took for those, at most."""

    tree: ast.Module
    code: CodeType
    constants: int = 0


def parse(text: str) -> ast.Module | SyntaxProblem:
    """The syntax tree of ``text``, or the first thing wrong with it."""
    found = compiled(text, "<cell>")
    return found.tree if isinstance(found, Compiled) else found


def compiled(text: str, filename: str) -> Compiled | SyntaxProblem:
    """The syntax tree and the code of ``text``, or the first thing wrong with it."""
    try:
        tree = ast.parse(text)
        constants = compiling.constants(text, tree)
        costly = constants > compiling.MOST_BYTES
        if costly or compiling.copies(text, tree) > compiling.MOST_COPIES:
            return _problem(text, "SyntaxError", _TOO_COSTLY, 1)
        # Finds what parsing alone lets pass: a `return` outside a function, a doubled argument.
        code = compile(tree, filename, "exec", FLAGS, dont_inherit=True)
    except SyntaxError as error:
        line = error.lineno or text[: max(text.find("\0"), 0)].count("\n") + 1
        return _problem(text, type(error).__name__, error.msg, line)
    except (RecursionError, MemoryError, OverflowError):
        return _problem(text, "SyntaxError", "too deeply nested to be parsed", 1)
    except ValueError as error:  # other Pythons' word for a NUL
        line = text[: max(text.find("\0"), 0)].count("\n") + 1
        return _problem(text, "SyntaxError", str(error), line)
    return Compiled(tree, code, constants)


_TOO_COSTLY = "compiling it would take more memory than a notebook's code may take"
_kept = lru_cache(maxsize=KEPT)(compiled)


def def_names(text: str) -> tuple[str, ...]:
    """Names in the ``def`` lines of ``text``: of one function with all that is nested in it, only
    its own name."""
    found = _DEF.findall(text)
    margin = [name for indent, name in found if not indent]
    return tuple(margin or (name for _, name in found))


def _problem(text: str, kind: str, message: str, line: int) -> SyntaxProblem:
    lines = text.split("\n")
    line = min(max(line, 1), len(lines))
    return SyntaxProblem(kind, message, line, lines[line - 1].strip()[:200])


def _too_long(cell: Cell, patience: Patience) -> ParsedCell:
    if len(cell.source) > LONGEST_CELL:
        return _unread(
            cell, patience, f"the cell is too long to be read (more than {LONGEST_CELL} characters)"
        )
    return _unread(cell, patience, "the notebook's code is too long to be read to its end")


def _unread(cell: Cell, patience: Patience, message: str) -> ParsedCell:
    """A cell of which no more is known than the names of its functions, and how it begins."""
    looked_at = cell.source[: max(patience.for_names, 0)]
    patience.for_names -= len(looked_at)
    start = cell.source[:LONGEST_CELL]
    problem = SyntaxProblem("SyntaxError", message, 1, "")
    broken = Broken(1, start.count("\n") + 1, def_names(looked_at), problem)
    return ParsedCell(replace(cell, source=start), (), broken=(broken,))


class _Pieces:
    """Parses a cell piece by piece: a piece starts at each line that begins at the left margin."""

    def __init__(self, lines: tuple[str, ...], patience: Patience) -> None:
        self.lines = list(lines)
        self.newer = ""
        self.patience = patience
        self.statements: list[ast.stmt] = []
        self.broken: list[Broken] = []
        self._def_above: Function | None = None

    def parsed(self) -> tuple[list[ast.stmt], list[Broken]]:
        starts = [*self._starts(), len(self.lines)]
        index = 0
        while index < len(starts) - 1 and self.patience.for_pieces > 0:
            index = self._parse_piece(starts, index)
        if index < len(starts) - 1:
            first = starts[index]
            problem = SyntaxProblem("SyntaxError", "the cell holds too many errors", first + 1, "")
            self._note(first, len(self.lines), problem)
        return self.statements, self.broken

    def _starts(self) -> list[int]:
        starts = [0]
        decorated = False
        for number, line in enumerate(self.lines):
            if _GOES_ON.match(line):
                continue
            if number and not decorated:
                starts.append(number)
            decorated = line.startswith("@")
        return starts

    def _parse_piece(self, starts: list[int], index: int) -> int:
        """Parse the piece that begins at ``starts[index]``; returns the index of the next one."""
        first = starts[index]
        parsed = self._parse(first, starts[index + 1])
        if isinstance(parsed, ast.Module):
            self._add(parsed.body)
            return index + 1
        if _UNFINISHED.search(parsed.message):
            for end in self._ends(starts, index, parsed.message):
                joined = self._parse(first, starts[end])
                if isinstance(joined, ast.Module):
                    self._add(joined.body)
                    return end
        self._note(first, starts[index + 1], parsed)
        return index + 1

    def _ends(self, starts: list[int], index: int, message: str) -> Iterator[int]:
        """Where a string or bracket that a piece leaves open may be closed: pieces to join."""
        in_string = "triple" in message
        for end in range(index + 2, min(index + _MOST_PIECES_JOINED, len(starts))):
            if self.patience.for_pieces < 0:
                return
            lines = self.lines[starts[end - 1] : starts[end]]
            if not in_string and _BLOCK.match(lines[0]):
                return  # no bracket goes on there
            if any(mark in line for line in lines for mark in _CLOSING[in_string]):
                yield end

    def _parse(self, first: int, end: int) -> ast.Module | SyntaxProblem:
        # Empty lines above give the statements the cell's own line numbers, in messages, too.
        text = "\n" * first + "\n".join(self.lines[first:end])
        self.patience.for_pieces -= len(text) + _COST_OF_A_CALL
        parsed = parse(text)
        return parsed if isinstance(parsed, ast.Module) else self._older(first, end, parsed)

    def _older(self, first: int, end: int, problem: SyntaxProblem) -> ast.Module | SyntaxProblem:
        """Lines that do not parse, in this Python's words where a newer one would read them."""
        text = "\n".join(self.lines[first:end])
        older = in_older_words(text)
        if older is None:
            return problem
        self.patience.for_pieces -= len(text)
        changed, version = older
        parsed = parse("\n" * first + changed)
        if isinstance(parsed, ast.Module):
            self.lines[first:end] = changed.split("\n")
            self.newer = max(self.newer, version)
            return parsed
        return problem

    def _add(self, body: list[ast.stmt]) -> None:
        self.statements += body
        self._def_above = next(
            (s for s in reversed(body) if isinstance(s, Function)), self._def_above
        )

    def _note(self, first: int, end: int, problem: SyntaxProblem) -> None:
        text = "\n".join(self.lines[first:end])
        names = def_names(text)
        if not names and _OF_THE_DEF_ABOVE.search(problem.message):
            above = self._cut_short()
            if above is not None:
                self.statements.remove(above)
                names = (above.name,)
                first = above.lineno - 1
        self.broken.append(Broken(first + 1, end, names, problem))

    def _cut_short(self) -> Function | None:
        """The function above whose body has slipped to the left: it ends before its return."""
        above, self._def_above = self._def_above, None  # of two such lines the first tells
        if above is None or (self.broken and self.broken[-1].first > above.lineno):
            return None
        return None if any(isinstance(s, ast.Return) for s in above.body) else above
