"""How much is spent on reading one notebook: bounds what a hostile one can cost."""

from __future__ import annotations

from dataclasses import dataclass

# Characters of one cell. All that a learner wrote stands in 30,000, in one cell at times.
LONGEST_CELL = 60_000


@dataclass(slots=True)
class Patience:
    """Characters still to be read, counted down over the cells of one notebook.

    A learner's notebook has some 30,000 characters of code. When patience ends, what is left
    unread costs only its own functions.

    ``for_code``: parsed at all; a syntax tree takes up to 500 bytes a character.
    ``for_names``: looked through for the names of functions in cells that are not parsed.
    ``for_pieces``: parsed again, piece by piece, in cells that do not parse (1 µs a character).
    ``for_magics``: read by IPython, which reads a cell anew for each magic (3 µs a character).
    ``for_constants``: bytes that the compiler takes for them.
    """

    for_code: int = 300_000
    for_names: int = 3_000_000
    for_pieces: int = 1_500_000
    for_magics: int = 300_000
    for_constants: int = 60_000_000
