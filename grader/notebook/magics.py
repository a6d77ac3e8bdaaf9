"""Turns a cell with magics and shell lines into plain Python with the same line numbers.

IPython's own transformer decides what is a magic; the statement it becomes is replaced by
``pass``. Nothing is run: a ``%time f()`` is dropped whole, and so is ``x = !ls``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grader.notebook.patience import Patience

# IPython looks through a cell with patterns that take long for what nobody writes.
LONGEST, WIDEST = 30_000, 2_000  # characters of a cell, and of a line

Transform = Callable[[list[str]], list[str]]

# Cell magics whose body is Python of the notebook's own namespace. All others (%%bash, %%html,
# %%writefile …) hold something else, or Python that the notebook never sees.
_PYTHON_BODIES = frozenset(
    str.split(
        "capture debug heat lprun memit mprun notify prun pyinstrument scalene snakeviz time "
        "timeit wandb"
    )
)

# What IPython's transformers can start from: escapes, prompts, assignments from a magic, help at
# a line's end, a wholly indented cell. Spares a plain syntax error the import of IPython (50 ms).
_MAY_BE_MAGIC = re.compile(
    r"^[ \t]*(?:[!?%,;/]|>>>|In \[|\.\.\.)|=[ \t]*[%!]|\?[ \t]*(?:#.*)?$", re.MULTILINE
)

_CELL_MAGIC = re.compile(r"\s*%%(\w*)")
_ASSIGNED = re.compile(r"(\s*)((?:if|elif|else|for|while|with|try|except|finally)\b.*?:\s+)?")

# str.splitlines, which IPython uses, splits at these; Python's parser does not.
_ODD_LINE_ENDS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Plain:
    """A cell's text without magics. ``not_python`` is the cell magic (``%%bash``) over a cell
    that holds no Python of the notebook."""

    text: str
    not_python: str = ""


def plain(text: str, patience: Patience) -> Plain:
    """``text``, which does not parse as Python, with its magics replaced by nothing."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        magic = _CELL_MAGIC.match(line)
        if magic and magic.group(1) in _PYTHON_BODIES:
            lines[index] = ""  # another one may follow: %%capture over %%time
        elif magic:
            return Plain("", not_python=f"%%{magic.group(1)}")
        elif line.strip():
            break
    text = "\n".join(lines)
    if patience.for_magics <= 0 or len(text) > LONGEST or max(map(len, lines)) > WIDEST:
        return Plain(text)
    indented = text.lstrip("\n")[:1] in (" ", "\t")
    may_be = indented or _MAY_BE_MAGIC.search(text)
    return Plain(_transformed(text, patience) if may_be else text)


def _transformed(text: str, patience: Patience) -> str:
    from IPython.core.inputtransformer2 import TransformerManager  # late: 50 ms

    manager: Any = TransformerManager()  # type: ignore[no-untyped-call]
    lines = [line + "\n" for line in text.translate(_ODD_LINE_ENDS).split("\n")]
    patience.for_magics -= len(text)
    try:
        lines = _cleaned(manager.cleanup_transforms, lines)
        while patience.for_magics > 0:
            patience.for_magics -= len(text)
            before = list(lines)
            changed, lines = manager.do_one_token_transform(lines)
            if not changed:
                break
            lines = _dropped(before, lines)
    except Exception:  # IPython trips over odd cells in many ways; then the text stays as it is
        return text
    return "".join(lines).removesuffix("\n")


def _cleaned(transforms: Sequence[Transform], lines: list[str]) -> list[str]:
    """Dedented, without prompts. Empty lines at the start, which IPython drops, are kept."""
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    rest = lines[start:]
    for transform in transforms:
        rest = transform(rest)
    return lines[:start] + rest if len(rest) == len(lines) - start else lines


def _dropped(before: list[str], after: list[str]) -> list[str]:
    """``after`` with ``pass`` for the one statement that a transformer made, and with empty lines
    for those it joined, so that all lines below keep their numbers."""
    made = next(i for i, line in enumerate(after) if i >= len(before) or line != before[i])
    blank = ["\n"] * (len(before) - len(after))
    indent = _ASSIGNED.match(after[made])
    start = indent.group(0) if indent else ""
    return [*after[:made], f"{start}pass\n", *blank, *after[made + 1 :]]
