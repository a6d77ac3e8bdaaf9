"""Texts of a submission as a person may be shown them: the one place where they are cleaned.

Names of files, notes, messages of exceptions, what was printed, cells' texts: each may hold what
steers a terminal, turns the order of what stands around it, or is not seen at all. What remains
are characters that show, in any script, with line ends and tabs. Of the joiners, which Persian and
families of emoji are written with, one stays between two characters that may need it.
"""

from __future__ import annotations

import re

_BEYOND_ASCII = r"[^\x00-\x7f\u200b-\u200f\u2028-\u202f\u2060-\u206f]"
UNSEEN = re.compile(
    r"(?:\x1b\[|\x9b)[0-9;:?<=>]*[ -/]*[@-~]?"  # steering a terminal: colours, the cursor
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])"  # titles and links of its window
    r"[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # other controls, but for tab and line feed
    r"|[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f]"
    r"|[\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb]"
    r"|[\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # tags, selectors
    rf"|(?<!{_BEYOND_ASCII})[\u200c\u200d]|[\u200c\u200d](?!{_BEYOND_ASCII})"
)
_MARKS = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAP = re.compile(f"({_MARKS}{{4}}){_MARKS}+")  # marks piled up over the lines around


def readable(text: str, longest: int = 0) -> str:
    """The text without what is not seen, cut where it is longer than ``longest``, if that is
    given."""
    if longest and len(text) > 2 * longest:
        text = text[: 2 * longest]  # before it is looked through
    if not text.isascii() or not text.isprintable():
        text = _HEAP.sub(r"\1", UNSEEN.sub("", text))
    return text if not longest or len(text) <= longest else text[: longest - 1] + "…"


def one_line(text: str, longest: int = 0) -> str:
    """The same with blanks for line ends and tabs: a file's name may hold these, too."""
    return " ".join(readable(text, longest).split())


def visible(text: str) -> str:
    """The text with a mark where each of these stood: one that turns the order of what is read
    around it must not hide what code does."""
    if (
        text.isascii()
        and "\x1b" not in text
        and text.replace("\n", "").replace("\t", "").isprintable()
    ):
        return text
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
