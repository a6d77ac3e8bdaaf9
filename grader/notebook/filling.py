"""Whether a learner has written anything into a function yet."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.model import SyntaxProblem

# Two generations of the course's own marks, mixed at times in one function, and a teacher's own.
_START = re.compile(
    r"^\s*#.*?(?:\bCODE[\s_]*(?:STARTS?|BEGINS?)|\b(?:START|BEGIN)\b.*?\bCODE)", re.I
)
_END = re.compile(r"^\s*#.*?(?:\bCODE[\s_]*(?:ENDS?|STOPS?)\b|\b(?:END|STOP)\b.*?\bCODE)", re.I)

# For text that does not parse: what an unfilled function holds beside comments.
_LEFT_OPEN = re.compile(
    r"\s*(?:#.*|pass|\.\.\.|raise NotImplementedError.*"
    r"|[^=#]+=\s*(?:None|\.\.\.|\(?\s*None(?:\s*,\s*None)*\s*\)?)?\s*;?)?\s*(?:#.*)?$"
)
_EMPTIED = re.compile(r"[\w\[\]'\"+(), .-]+=\s*(?:#.*)?$")
_HEADER = re.compile(r"\s*(?:for|while|if|elif|else|with|try)\b.*:\s*(?:#.*)?$")
_GIVEN = re.compile(
    r"\s*(?:return [\w, ()]*|assert\b.*|np\.random\.seed\(\w+\)"
    r"|[\w, ]+=\s*(?:\{\}|\[\]|\w+|len\(\w+\)(?:\s*//\s*\d)?|\w+\.shape\[\d\]))\s*(?:#.*)?$"
)

# Calls that templates make around a region; any other outside of it may be the answer.
_GIVEN_CALLS = frozenset(
    str.split(
        "append copy deepcopy dict float int isinstance len list print range reshape seed "
        "squeeze str tuple"
    )
)
_BLOCKS = (ast.For, ast.While, ast.If, ast.With, ast.Try)

# Marks are short; a pattern may take the square of a line's length to look for one.
MARK_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Region:
    """Between two marks, in these lines of the cell. One whose end is not marked goes to the end
    of its function, given code included."""

    start: int
    end: int
    ended: bool = True

    def holds(self, line: int) -> bool:
        return self.start < line < self.end


def regions(lines: Sequence[str], first: int) -> list[Region]:
    """The marked regions of a function; ``lines`` are its own, ``first`` is where it starts."""
    found: list[Region] = []
    start = None
    for number, whole in enumerate(lines, start=first):
        line = whole[:MARK_WIDTH]
        if _END.match(line):
            if start is not None:
                found.append(Region(start, number))
            start = None
        elif start is None and _START.match(line):
            start = number
    if start is not None:
        found.append(Region(start, first + len(lines), ended=False))
    return found


def unfilled(
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    marked: Sequence[Region],
    unknown: Collection[str],
) -> bool:
    """Whether every marked region holds placeholders only, and the answer stands nowhere else.

    Without marks the whole body is looked at. ``unknown`` are names that nothing defines: where
    a given statement reads one, what computes it is still to be written.
    """
    leaves = list(leaves_of(function.body))
    asked = (leaf for leaf in leaves if not marked or any(r.holds(leaf.lineno) for r in marked))
    if any(not placeholder(leaf) and _computes(leaf) for leaf in asked):
        return False
    left_open = [leaf for leaf in leaves if placeholder(leaf)]
    computing = [leaf for leaf in leaves if leaf not in left_open and _computes(leaf)]
    given = [leaf for leaf in leaves if leaf not in left_open and leaf not in computing]
    unbound = not _names(given, ast.Load).isdisjoint(unknown)
    if not marked:
        return not computing and (unbound or not leaves or bool(left_open))
    if any(r.holds(leaf.lineno) for leaf in given for r in marked if r.ended):
        return False
    if not computing:
        return True
    if any(isinstance(leaf, ast.Return) for leaf in computing):
        return False  # no template computes in its return line
    if left_open:  # given code around it may compute, too, but not what the region leaves open
        names = _names(left_open, ast.Store)
        return not (names and names <= _names(computing, ast.Store))
    return unbound


def left_empty(problem: SyntaxProblem) -> bool:
    """Whether a function does not parse because something in it is not written: a block, or what
    stands behind an equals sign."""
    if problem.message.startswith("expected an indented block"):
        return True
    return _EMPTIED.match(problem.text[:MARK_WIDTH]) is not None


def unfilled_text(lines: Sequence[str]) -> bool:
    """The same for a function that does not parse, because a block in it has no statement yet."""
    marked = regions(lines, 0)
    body = [(n, line[:MARK_WIDTH]) for n, line in enumerate(_without_strings(lines))][1:]
    if marked:
        body = [(n, line) for n, line in body if any(r.holds(n) for r in marked)]
        return all(_LEFT_OPEN.match(line) or _HEADER.match(line) for _, line in body)
    return all(
        _LEFT_OPEN.match(line) or _HEADER.match(line) or _GIVEN.match(line) for _, line in body
    )


def _without_strings(lines: Sequence[str]) -> list[str]:
    def empty(match: re.Match[str]) -> str:
        return "\n" * match.group().count("\n")

    text = re.sub(r'[ruRU]{0,2}("""|\'\'\').*?\1', empty, "\n".join(lines), flags=re.DOTALL)
    return text.split("\n")


def leaves_of(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The simple statements of a function, without its docstring; nested functions count as one."""
    has_docstring = bool(body) and _is_string(body[0])
    waiting = list(reversed(body[1:] if has_docstring else body))
    while waiting:
        node = waiting.pop()
        if not isinstance(node, _BLOCKS):
            yield node
            continue
        handlers = node.handlers if isinstance(node, ast.Try) else []
        final = node.finalbody if isinstance(node, ast.Try) else []
        other = [] if isinstance(node, ast.With) else node.orelse
        inner = [*node.body, *(s for h in handlers for s in h.body), *other, *final]
        waiting += reversed(inner)


def _is_string(node: ast.stmt) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def placeholder(leaf: ast.stmt) -> bool:
    match leaf:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None):
            return True
        case ast.Raise(exc=ast.Name(id=name) | ast.Call(func=ast.Name(id=name))):
            return name == "NotImplementedError"
        case (
            ast.Assign(value=value)
            | ast.AugAssign(value=value)
            | ast.Return(value=ast.expr() as value)
        ):
            return _left_open(value)
    return False


def _left_open(value: ast.expr) -> bool:
    """``None``, ``...``, ``(None, None)``, and templates' ``1./m * np.dot(dZ3, A2.T) + None``."""
    match value:
        case ast.Constant(value=constant):
            return constant is None or constant is ...
        case ast.Tuple(elts=elements):
            return bool(elements) and all(_left_open(element) for element in elements)
        case ast.BinOp(left=left, right=right):
            return any(
                isinstance(s, ast.Constant) and s.value in (None, ...) for s in (left, right)
            )
    return False


def _computes(leaf: ast.stmt) -> bool:
    """Whether a statement outside of the regions goes beyond what templates give: names packed
    into a cache, lengths, shapes, a seed, an assertion."""
    if isinstance(leaf, ast.Assert | ast.Import | ast.ImportFrom | ast.Global):
        return False
    if isinstance(leaf, ast.AugAssign | ast.Raise):
        return True
    waiting: list[ast.AST] = [leaf]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Subscript):
            waiting.append(node.value)  # "W" + str(l) in a key is no computation
            continue
        if isinstance(node, ast.Call) and _name_called(node) not in _GIVEN_CALLS:
            return True
        if isinstance(node, ast.Call) and _name_called(node) == "print":
            continue
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.FloorDiv):
            return True
        waiting += ast.iter_child_nodes(node)
    return False


def _name_called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _names(leaves: Sequence[ast.stmt], used: type[ast.expr_context]) -> set[str]:
    return {
        node.id
        for leaf in leaves
        for node in ast.walk(leaf)
        if isinstance(node, ast.Name) and isinstance(node.ctx, used)
    }
