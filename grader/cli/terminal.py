"""How wide to write, and whether in colour."""

from __future__ import annotations

import os
import sys

USUAL, NARROWEST, WIDEST = 80, 40, 100


def width() -> int:
    """``COLUMNS`` where it is set; else the terminal's columns, of which longer lines than 100 are
    hard to read; 80 for a pipe or a file."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and 0 < int(stated) < 10_000:
        return max(int(stated), NARROWEST)
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, OSError, ValueError):  # no terminal, or no standard output at all
        return USUAL
    return min(max(columns or USUAL, NARROWEST), WIDEST)


def color() -> bool:
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def encoded(text: str) -> bytes:
    """The text as UTF-8; a lone surrogate, as of a file's name that is none, as JSON escapes it."""
    return text.encode("utf-8", "backslashreplace")


def write(text: str) -> None:
    """Write to standard output in one go, so that a reader of a pipe never gets half of it."""
    from grader.model import GraderError

    if sys.stdout is None:  # closed by the caller, who wants the exit status alone
        return
    stream = sys.stdout.buffer
    try:
        stream.write(encoded(text))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.close(sys.stdout.fileno())  # or Python tries once more as it ends
        raise GraderError(
            f"The report cannot be written ({error.strerror}). Make room, or name a file: -o FILE"
        ) from error
