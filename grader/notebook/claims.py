"""Cells that say which exercise they hold: in their metadata, or in a header comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.notebook.parsing import Broken, ParsedCell

# Seen: with and without the colon, the space after it, on any line, below a `# UNQ_C1 …` line.
_HEADER = re.compile(r"^[ \t]*#.*?\bGRADED[ _]?FUNCTIONS?\b(.*)$", re.MULTILINE | re.IGNORECASE)


def grader_entry(metadata: Mapping[str, Any], key: str) -> str | None:
    """``metadata["grader"][key]``, if there is such a text in there."""
    entries = metadata.get("grader")
    value = entries.get(key) if isinstance(entries, Mapping) else None
    return value if isinstance(value, str) else None


MOST = 20


@dataclass(frozen=True, slots=True)
class Claim:
    """A cell says that ``exercise`` stands in it below ``line`` and above ``end``."""

    exercise: str
    cell: ParsedCell
    line: int
    end: int


class Claims:
    """All claims of a notebook. They matter where no definition bears an exercise's name."""

    def __init__(self, cells: Sequence[ParsedCell], exercises: Iterable[str]) -> None:
        names = frozenset(exercises)
        self.all = [claim for cell in cells for claim in _claims(cell, names)]

    def of(self, exercise: str) -> list[Claim]:
        """The last of them: a notebook that claims a function more often does not mean it."""
        return [claim for claim in self.all if claim.exercise == exercise][-MOST:]

    def nameless(self, exercise: str) -> list[tuple[ParsedCell, Broken]]:
        """Broken code in a claimed place whose ``def`` line itself cannot be made out."""
        return [
            (claim.cell, broken)
            for claim in self.of(exercise)
            for broken in claim.cell.broken
            if not broken.names and claim.line <= broken.last and broken.first < claim.end
        ]


def _claims(cell: ParsedCell, exercises: frozenset[str]) -> list[Claim]:
    source = cell.cell.source
    headers = []
    line, counted = 1, 0
    for match in _HEADER.finditer(source):
        line += source.count("\n", counted, match.start())
        counted = match.start()
        names = set(re.findall(r"\w+", match.group(1))) & exercises
        headers += [(line, name) for name in sorted(names)]
    below = source.count("\n") + 2
    stated = grader_entry(cell.cell.metadata, "exercise")
    if not headers:
        return [Claim(stated, cell, 0, below)] if stated in exercises else []
    ends = [line for line, _ in headers[1:]] + [below]
    return [Claim(name, cell, line, end) for (line, name), end in zip(headers, ends, strict=True)]
