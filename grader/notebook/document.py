"""The JSON document in a notebook file, or the reason why there is none."""

from __future__ import annotations

import errno
import json
import math
import os
import re
import stat
from typing import Any

from grader.model import NotGradable
from grader.notebook.kinds import other_kind

# Notebooks of this kind are 20 kB to 5 MB.
MAX_FILE_BYTES = 64 * 1024**2
# Bytes that the document may take as objects, by an estimate made before it is read. Of a large
# file nearly all is pictures, which take little more than their own length.
MAX_MEMORY = 300_000_000
SURE = 1_000_000  # a file of so many bytes cannot take that
_COSTS = {b"{": 64, b"[": 72, b":": 120, b",": 40, b'"': 32}  # bytes of memory, and rounded up
MOST_DIGITS = 400  # of a whole number: reading one takes the square of its digits

OLDEST, NEWEST = 3, 4  # notebook formats that can be read

_COPY_AGAIN = "Copy or download the notebook again."
_CLEAR = "Clear all outputs in Jupyter, save it, and grade the saved file."
# Jupyter refuses what is no JSON, so it cannot mend it
_EARLIER = (
    "Jupyter cannot open it either: take an earlier version (its folder .ipynb_checkpoints may "
    "hold one), or copy or download the notebook again."
)
_WIDE = re.compile(rb"[\xf0-\xff]")  # in UTF-8 the start of a character beyond 16 bits
_CONFLICT = re.compile(r"^[ \t]*(<{7}|>{7}|\|{7})(?:[ \t].*)?$|^[ \t]*={7}[ \t]*$", re.MULTILINE)


def file_bytes(path: str, follow: bool = True) -> bytes:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end.

    Without ``follow`` a symbolic link is refused, too: where the file is one of many that others
    handed in, the link's target would be graded, and shown, under their name.
    """
    try:
        found = os.stat(path, follow_symlinks=follow)
        _refuse_odd(path, found)
        with open(path, "rb", opener=_following if follow else _not_following) as file:
            _refuse_odd(path, os.fstat(file.fileno()))  # it may be another one by now
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise NotGradable(_too_large(path, len(data)))
        return data
    except FileNotFoundError:
        raise NotGradable(f"{path}: there is no such file. {_other_name(path)}") from None
    except PermissionError:
        raise NotGradable(
            f"{path}: reading it is not permitted. Ask its owner, or change its permissions."
        ) from None
    except (OSError, ValueError) as error:  # a name too long, a loop of links, a NUL in the name
        if not follow and getattr(error, "errno", None) == errno.ELOOP:
            raise NotGradable(f"{path}: {_LINK}") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise NotGradable(f"{path!r}: cannot be read ({reason}). Check the path.") from None


_LINK = "this is a symbolic link, which is not followed here. Put the notebook itself in its place."
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # a pipe that took the file's place is not waited for


def _following(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _not_following(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE | getattr(os, "O_NOFOLLOW", 0))


def _refuse_odd(path: str, found: os.stat_result) -> None:
    """Refuse whatever is no regular file of a notebook's size."""
    if stat.S_ISDIR(found.st_mode):
        raise NotGradable(
            f"{path}: this is a folder. Name one notebook in it, "
            f"for example: grader run {path}/NOTEBOOK.ipynb"
        )
    if stat.S_ISLNK(found.st_mode):
        raise NotGradable(f"{path}: {_LINK}")
    if not stat.S_ISREG(found.st_mode):
        raise NotGradable(f"{path}: this is no regular file. Name an .ipynb file.")
    if found.st_size > MAX_FILE_BYTES:
        raise NotGradable(_too_large(path, found.st_size))


def _too_large(path: str, size: int) -> str:
    return f"{path}: {size / 1e6:.0f} MB are too much for a notebook. {_CLEAR}"


def _other_name(path: str) -> str:
    return (
        f"Did you mean {path}.ipynb?" if os.path.isfile(path + ".ipynb") else "Check its spelling."
    )


def document(data: bytes, path: str) -> dict[str, Any]:
    """The JSON object in ``data``: UTF-8 with or without BOM, or UTF-16 (PowerShell's ``>``)."""
    if not data.strip():
        raise NotGradable(f"{path}: the file is empty. {_COPY_AGAIN}")
    other = other_kind(data)
    if other:
        raise NotGradable(f"{path}: {other}")
    if len(data) > SURE:
        needed = memory_needed(data)
        if needed > MAX_MEMORY:
            raise NotGradable(
                f"{path}: reading it would take some {needed / 1e6:.0f} MB of memory, which is too "
                f"much for a notebook. {_CLEAR}"
            )
    try:
        # The encoding is told by the BOM or by where the NULs are, as RFC 4627 describes.
        text = data.decode(json.detect_encoding(data), "surrogatepass")
    except UnicodeDecodeError as error:
        raise NotGradable(
            f"{path}: the text is not UTF-8, as a notebook's must be (byte {error.start}). Jupyter "
            "cannot open it either: save it as UTF-8 in a text editor, or copy or download the "
            "notebook again."
        ) from None
    try:
        found = json.loads(text, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise NotGradable(f"{path}: {_why_no_json(text, path, error)}") from None
    except RecursionError:
        raise NotGradable(
            f"{path}: its JSON is nested too deeply for a notebook. {_EARLIER}"
        ) from None
    except ValueError as error:  # an integer of more digits than are read
        raise NotGradable(f"{path}: it cannot be read as JSON ({error}). {_EARLIER}") from None
    if not isinstance(found, dict):
        raise NotGradable(f"{path}: this is JSON, but no notebook. Name an .ipynb file.")
    return found


def memory_needed(data: bytes) -> int:
    """At most how much memory it takes to read a document, all its objects and texts included.

    Told from how often the characters stand in it that make JSON's structure: those within texts
    are counted, too, so that nothing has to be read for it.
    """
    wide = 4 if _WIDE.search(data) else 1 if data.isascii() else 2
    texts = len(data) * 2 * wide  # the whole, and the pieces that are cut out of it
    return texts + sum(data.count(mark) * cost for mark, cost in _COSTS.items())


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _why_no_json(text: str, path: str, error: json.JSONDecodeError) -> str:
    start = text.lstrip()[:40].lower()
    if path.lower().endswith(".py"):
        return "this is a Python file. Name the notebook (.ipynb) that holds the functions."
    mark = _CONFLICT.search(text)
    if mark is not None:
        line = text.count("\n", 0, mark.start()) + 1
        return (
            f"it holds marks of a git conflict ({mark.group().strip()[:7]} in line {line}). Take "
            f"one side (git checkout --ours FILE, or --theirs), or take out these lines and the "
            f"side that you do not want."
        )
    if start.startswith("<"):
        return "this is a web page. Download the notebook itself (the button «Raw» on GitHub)."
    if start.startswith("version https://git-lfs"):
        return "this is a pointer of Git LFS. Fetch the file itself with `git lfs pull`."
    if start.startswith("{") and _ends_early(text, error):
        return f"the file ends in the middle (line {error.lineno}). {_COPY_AGAIN}"
    if start.startswith("{"):
        return (
            f"its JSON is broken at line {error.lineno}, column {error.colno} ({error.msg}). "
            f"{_EARLIER}"
        )
    return "this is not a notebook (it holds no JSON). Name an .ipynb file."


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    return error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")


def notebook_format(found: dict[str, Any], path: str) -> tuple[int, bool]:
    """The notebook's major format, 3 or 4, and whether the document states it properly.

    A version written as ``"4"`` or left out is no reason to refuse a file whose cells are there.
    """
    stated = found.get("nbformat")
    major = _whole(stated)
    if major is None:
        major = _guess(found)
    if major is None or major < 1:
        raise NotGradable(f"{path}: this is JSON, but no notebook. Name an .ipynb file.")
    if major < OLDEST:
        raise NotGradable(
            f"{path}: notebook format {major} is too old to be read. "
            "Open it in Jupyter, save it, and grade the saved file."
        )
    if major > NEWEST:
        raise NotGradable(
            f"{path}: notebook format {clipped(str(major), 20)} is newer than this grader. "
            f"Save it as format 4, or update the grader."
        )
    return major, type(stated) is int


def _whole(stated: object) -> int | None:
    if isinstance(stated, str) and stated.strip()[:3].isdecimal():
        return int(stated.strip()[:3])
    if isinstance(stated, bool) or not isinstance(stated, int | float) or not math.isfinite(stated):
        return None
    return min(int(stated), 1000)


def _guess(found: dict[str, Any]) -> int | None:
    if _holds_cells(found.get("cells")):
        return 4
    return 3 if _holds_cells(found.get("worksheets"), "cells") else None


def _holds_cells(items: object, key: str = "cell_type") -> bool:
    return isinstance(items, list) and any(isinstance(i, dict) and key in i for i in items)


def clipped(text: str, length: int) -> str:
    """The first line of ``text``, cut at ``length`` characters."""
    line = text.partition("\n")[0]
    return line if len(line) <= length else line[: length - 1] + "…"
