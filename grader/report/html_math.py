"""LaTeX formulas as MathML, which browsers draw by themselves: no script, no font, no network.

latex2mathml reads the LaTeX. What it makes of a stranger's formula is not trusted (``\\href``,
``\\style`` and colours are LaTeX, too): its tree is copied element by element through the lists
below, into markup that can show mathematics and nothing else.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from grader.report.words import plain

LONGEST = 2000  # characters; the longest formula of the course has 250
DEEPEST = 60
WIDE = 60  # from so many symbols on a formula may be wider than a telephone
# Definitions can grow without bound (\newcommand\a{\b\b} …); a report's formulas need none.
DEFINES = re.compile(r"\\(?:re)?newcommand|\\providecommand|\\[egx]?def\b|\\let\b|\\Declare|\\rule")
ELEMENTS = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msup", "msub", "msubsup"),
    *("mover", "munder", "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle"),
}
LENGTH = r"(?:0|-?0\.\d{1,4}|\d(?:\.\d{1,4})?)(?:em|ex|pt|px)?"  # never far from its place
BOOLEAN = r"true|false"
ATTRIBUTES = {
    **dict.fromkeys(("stretchy", "fence", "separator", "accent", "accentunder"), BOOLEAN),
    **dict.fromkeys(("displaystyle", "largeop", "movablelimits", "symmetric"), BOOLEAN),
    **dict.fromkeys(("width", "lspace", "rspace", "minsize", "maxsize", "linethickness"), LENGTH),
    "display": r"block|inline",
    "form": r"prefix|infix|postfix",
    "mathvariant": r"normal",
    "scriptlevel": r"[+-]?\d",
    "columnalign": r"(?:left|right|center)(?: (?:left|right|center))*",
}


@lru_cache(maxsize=2000)  # the same formulas stand in every notebook of a class
def formula(latex: str, display: bool) -> Markup:
    """The formula as MathML; its LaTeX as code where it cannot be read."""
    made = _convert(latex, display) if len(latex) <= LONGEST else None
    if made is None:
        return Markup('<code class="latex">{}</code>').format(plain(latex))
    wide = made.count("</m") >= WIDE
    if not display and not wide:
        return made
    if not wide:
        return Markup('<span class="formula">{}</span>').format(made)
    # what scrolls must be reachable by the keyboard
    start = Markup('<span class="formula" tabindex="0" role="group" aria-label="formula">')
    return start + made + Markup("</span>")


def _convert(latex: str, display: bool) -> Markup | None:
    from latex2mathml.converter import Converter  # late: 100 ms, with its table of symbols

    if DEFINES.search(latex):
        return None
    try:
        element = Converter(display="block" if display else "inline").convert_to_element(latex)
        return _copied(element, 0)
    except Exception:
        # Whatever its code runs into on odd LaTeX (RecursionError, StopIteration, its own errors)
        # means the same here: this is shown as it was typed.
        return None


def _copied(element: Element, depth: int) -> Markup:
    if depth > DEEPEST:
        raise RecursionError
    name = element.tag if element.tag in ELEMENTS else "mrow"
    # latex2mathml keeps some symbols as character references; they become the character itself
    inside = escape(plain(html.unescape(element.text or "")))
    inside += Markup("").join(_copied(child, depth + 1) for child in element)
    return Markup("<{0}{1}>{2}</{0}>").format(name, _attributes(element.attrib), inside)


def _attributes(given: dict[str, Any]) -> Markup:
    kept = [
        (name, value)
        for name, value in given.items()
        if name in ATTRIBUTES and re.fullmatch(ATTRIBUTES[name], value)
    ]
    return Markup("").join(Markup(' {}="{}"').format(*pair) for pair in kept)
