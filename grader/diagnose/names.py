"""Names that may be meant where another stands: slips of the keyboard and words cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST_CUT = 4  # letters of a name that may be short for a longer one
ONE_SLIP, TWO_SLIPS = 3, 6  # letters of a name in which so many slips are likely


def near(name: str, known: Iterable[str]) -> str:
    """The known name that ``name`` is most likely meant to be; "" where none is likely."""
    if len(name) == 1:
        return ""  # one letter is too little to tell a slip by: n is no misspelt np
    found = [(rank, one) for one in sorted(known) if one != name and (rank := _rank(name, one))]
    return min(found)[1] if found else ""


def _rank(name: str, other: str) -> int:
    """How far two names are apart, the nearest 1; 0 where one is not likely meant by the other."""
    if name.lower() == other.lower() or _undoubled(name) == _undoubled(other):
        return 1
    slips = _slips(name.lower(), other.lower())
    shorter = min(len(name), len(other))
    if slips <= (shorter >= ONE_SLIP) + (shorter >= TWO_SLIPS) and (
        shorter > ONE_SLIP or name[0] == other[0]
    ):
        return 1 + slips
    return 4 if _cut_short(*sorted((name, other), key=len)) else 0


def _undoubled(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", name)


def _cut_short(short: str, long: str) -> bool:
    """``params`` for ``parameters``, ``learning`` for ``learning_rate``."""
    if len(short) < SHORTEST_CUT or short[:3] != long[:3] or 2 * len(short) < len(long):
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _slips(one: str, other: str) -> int:
    """Letters put in, left out, changed, or exchanged with the next, to make the other name."""
    if abs(len(one) - len(other)) > 2:
        return len(one) + len(other)  # far
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, meant in enumerate(other, start=1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != meant))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == meant:
                slips = min(slips, older[j - 2] + 1)
            row.append(slips)
    return row[-1]
