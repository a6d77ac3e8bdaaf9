"""A small heat map of a mismatch: which entries of a matrix are off, and how far."""

from __future__ import annotations

from markupsafe import Markup

from grader.model import ErrorMap, Mismatch

SIDE, GAP = 18, 2
LEGEND = ("right", "off by up to 1 %", "off by up to 50 %", "off by more", "not a number")
SIGNS = ("", "", "", "", "!")  # a shape beside the colour, for eyes and printers without colours


def heat_map(mismatch: Mismatch, id_: str) -> Markup:
    """The map as a picture with a legend; nothing where the mismatch has none."""
    errors = mismatch.errors
    if errors is None:
        return Markup("")
    columns = len(errors.rows[0])
    width, height = columns * (SIDE + GAP), len(errors.rows) * (SIDE + GAP)
    return Markup(
        '<figure class="heat"><svg viewBox="0 0 {width} {height}" width="{width}" '
        'height="{height}" role="img" aria-labelledby="{id}-t"><title id="{id}-t">{said}</title>'
        "{squares}</svg><figcaption>{said} {legend}</figcaption></figure>"
    ).format(
        width=width,
        height=height,
        id=id_,
        said=sentence(mismatch.path, errors),
        squares=Markup("").join(
            _square(row, column, int(size))
            for row, sizes in enumerate(errors.rows)
            for column, size in enumerate(sizes)
        ),
        legend=_legend(errors),
    )


def sentence(path: str, errors: ErrorMap) -> str:
    """Where an array is off, in words: whole rows or columns where it is these."""
    rows = [any(size != "0" for size in row) for row in errors.rows]
    columns = [any(size != "0" for size in column) for column in zip(*errors.rows, strict=True)]
    shape = f"{errors.shape[0]} × {errors.shape[1]}"
    blocks = (len(rows), len(columns)) != errors.shape
    said = f"{path}, {shape}" + (", each square a block of entries" if blocks else "")
    off = sum(size != "0" for row in errors.rows for size in row)
    if off == len(rows) * len(columns):
        return f"{said}: off everywhere."
    if off == sum(rows) * len(columns):
        return f"{said}: off in {_listed('row', rows)}."
    if off == sum(columns) * len(rows):
        return f"{said}: off in {_listed('column', columns)}."
    return f"{said}: off in {off} of {len(rows) * len(columns)} squares."


def _listed(word: str, which: list[bool]) -> str:
    """Counted from 0, as indices are."""
    numbers = [str(number) for number, off in enumerate(which) if off]
    plural = "s" if len(numbers) > 1 else ""
    return f"{word}{plural} {', '.join(numbers)} (counted from 0)"


def _square(row: int, column: int, size: int) -> Markup:
    x, y = column * (SIDE + GAP) + 1, row * (SIDE + GAP) + 1
    square = Markup('<rect class="e{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>').format(
        size, x, y, SIDE, SIDE
    )
    if not SIGNS[size]:
        return square
    sign = Markup('<text class="e{}" x="{}" y="{}">{}</text>')
    return square + sign.format(size, x + SIDE // 2, y + SIDE // 2 + 5, SIGNS[size])


def _legend(errors: ErrorMap) -> Markup:
    used = sorted({int(size) for row in errors.rows for size in row})
    return Markup(" ").join(
        Markup('<span class="key"><span class="swatch e{}"></span>{}</span>').format(n, LEGEND[n])
        for n in used
    )
