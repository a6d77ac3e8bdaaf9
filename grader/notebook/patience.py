"""How much is spent on reading one notebook: bounds what a hostile one can cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Patience:
    """Characters still to be read, counted down over the cells of one notebook.

    A learner's notebook has some 30,000 characters of code. When patience ends, what is left
    unread costs only its own functions.

    ``for_code``: parsed at all; a syntax tree takes up to 500 bytes a character.
    ``for_pieces``: parsed again, piece by piece, in cells that do not parse (0.1 µs a character).
    ``for_magics``: read by IPython, which reads a cell anew for each magic (3 µs a character).
    """

    for_code: int = 2_000_000
    for_pieces: int = 20_000_000
    for_magics: int = 300_000
