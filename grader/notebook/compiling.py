"""What compiling a cell would cost, told from its text and its syntax tree before it is compiled.

The compiler computes what is constant: ``"😀" * 4096`` is 16 kB of its memory, and a sum of a
thousand such texts leaves every sum on the way there, too. And what stands in a ``finally`` is
compiled once for each way into it: twenty within one another become a million. Both fit into a
line or two, so the length of a cell bounds neither.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from grader.notebook.nodes import within

MOST_BYTES = 32_000_000  # of constants, those on the way included, in one cell
MOST_COPIES = 200_000  # nodes that are compiled because of a `finally`
SURE_BYTES = 1_000_000  # so little by the first estimate that no closer look is worth its time

_LONGEST = 4096  # characters of a text that the compiler makes by `*`; of a tuple 256 entries
_WIDTH = 4  # bytes of a character
_ENTRY = 2  # an entry of a tuple, in characters
# A `*` beside a name is no constant; neither is one of `**`, of which none makes a text.
_NO_CONSTANT = re.compile(
    r"\*\*|(?<![\w.])[^\W\d]\w*[ \t]*\*|\*[ \t]*(?![bBuUrRfF]{1,2}[\"'])[^\W\d]"
)


def constants(text: str, tree: ast.Module) -> int:
    """Bytes that the compiler may take for constants of a cell, at most."""
    stars = text.count("*")
    if stars:
        stars -= sum(found.count("*") for found in _NO_CONSTANT.findall(text))
    bound = _bytes(text.count("+"), stars, len(text))
    return bound if bound <= SURE_BYTES else _closer(tree)


def _bytes(sums: int, products: int, literal: int) -> int:
    """Each sum makes anew all that was summed up before."""
    return (sums + 1) * (products * _LONGEST + literal) * _WIDTH


def _closer(tree: ast.Module) -> int:
    """The same from the tree: all that is computed, each piece once for every operator above."""
    lengths: dict[int, int] = {}  # of what is constant, by the node's id; 0 for a number
    total = 0
    for node in reversed(list(within([tree]))):  # what stands in another one comes first
        if isinstance(node, ast.Constant):
            lengths[id(node)] = len(node.value) if isinstance(node.value, str | bytes) else 0
        elif isinstance(node, ast.Tuple):
            if all(id(one) in lengths for one in node.elts):
                lengths[id(node)] = _ENTRY * len(node.elts)
        elif isinstance(node, ast.BinOp) and {id(node.left), id(node.right)} <= lengths.keys():
            both = lengths[id(node.left)] + lengths[id(node.right)]
            lengths[id(node)] = _LONGEST if both and isinstance(node.op, ast.Mult) else both
            total += lengths[id(node)]
    return total * _WIDTH


def copies(text: str, tree: ast.Module) -> int:
    """Nodes that are compiled for what stands in a ``finally``, each as often as it is."""
    return _copies(tree.body) if "finally" in text else 0


def _copies(body: Sequence[ast.stmt]) -> int:
    """Below a hundred levels of indentation, which is as many as Python reads."""
    count = 0
    for node in body:
        blocks = [getattr(node, name, []) for name in ("body", "orelse")]
        blocks += [
            one.body for one in (*getattr(node, "handlers", []), *getattr(node, "cases", []))
        ]
        if not any(blocks):
            count += sum(1 for _ in within([node]))
            continue
        inner = sum(_copies(block) for block in blocks)
        count += inner
        final = getattr(node, "finalbody", [])
        if final:
            # for what falls through, for an exception, and for each way out in between
            ways = 2 + sum(isinstance(n, _EXITS) for block in blocks for n in within(block))
            count += ways * _copies(final)
    return count


_EXITS = (ast.Return, ast.Break, ast.Continue)
