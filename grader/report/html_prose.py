"""Markdown cells as HTML that can show text and nothing else.

nbconvert's Markdown knows where formulas begin and end; nh3 (an HTML5 parser with an allow-list)
takes out of its result whatever is not plain text markup. Formulas are put in afterwards, so that
the allow-list needs no MathML. No attribute passes: nothing can be loaded, styled, named or
clicked. Links and pictures become text, with their address.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from grader.report.html_math import formula
from grader.report.html_time import piece
from grader.report.words import plain

LONGEST = 10_000  # characters of one cell; parsing takes time with the square of it
TAGS = {
    *("p", "br", "hr", "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "kbd"),
}
# what these hold is no text for a reader
DROPPED = {
    *("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"),
    *("title", "textarea", "select", "option", "button", "audio", "video", "canvas", "noembed"),
}
# Private characters hold a formula's place; `plain` text and parsed LaTeX have none of them.
FIRST, LAST = "\ue000", "\ue001"
PRIVATE = re.compile(f"[{FIRST}{LAST}]")
PLACE = re.compile(f"{FIRST}(\\d+){LAST}")
# HTML carries an open <b> on into every block below it: some of each are many of both
OPEN = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE)
MOST_OPEN = 100
GROWN = 20  # times what was typed that a cell may grow to
TABLE = re.compile("<table>(?:(?!<table>).)*?</table>", re.DOTALL)  # with no other in it
TAG = re.compile("<[^>]*>")
WIDE = 45  # characters in a row from which a table may be wider than a telephone
HEADING = re.compile(r"<(/?)h([1-6])>")
TOP = 3  # the page has h1 and h2 for itself


class Outline:
    """Levels of headings, so that none is skipped whatever the notebook's own levels are."""

    def __init__(self) -> None:
        self.level = TOP - 1

    def within(self, markup: str) -> str:
        """The markup with its headings at levels that follow on from those before."""
        return HEADING.sub(self._heading, markup)

    def _heading(self, found: re.Match[str]) -> str:
        if not found[1]:
            self.level = min(TOP - 1 + int(found[2]), self.level + 1, 6)
        return f"<{found[1]}h{self.level}>"

    @property
    def below(self) -> int:
        """The level of a heading below the last one."""
        return min(self.level + 1, 6)


def prose(source: str, outline: Outline) -> Markup:
    """A Markdown cell as harmless HTML; as typed where it is too long or cannot be parsed."""
    text = PRIVATE.sub("", plain(source))
    if len(text) > LONGEST or len(OPEN.findall(text)) > MOST_OPEN:
        return as_typed(text)
    return piece(lambda: _prose(text, outline), lambda: as_typed(text))


def _prose(text: str, outline: Outline) -> Markup:
    renderer = _renderer()
    try:
        made = _markdown(renderer)(text)
    except (RecursionError, ValueError, TypeError, KeyError, IndexError):
        return as_typed(text)  # odd nesting that the parser does not take
    made = _cleaned(made)
    if len(made) > GROWN * (len(text) + 1000):
        return as_typed(text)
    made = outline.within(made)
    made = TABLE.sub(_scrolling, made.replace("<th></th>", "<td></td>"))  # an empty corner
    return Markup(PLACE.sub(lambda m: renderer.formulas.get(m[1], ""), made))


def _scrolling(found: re.Match[str]) -> str:
    """A table within what scrolls where it is wide; what scrolls is reachable by the keyboard."""
    longest = max(len(TAG.sub("", row)) for row in found[0].split("</tr>"))
    focus = ' tabindex="0" role="group" aria-label="table"' if longest > WIDE else ""
    return f'<div class="wide"{focus}>{found[0]}</div>'


def as_typed(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text)


def _cleaned(markup: str) -> str:
    import nh3

    return nh3.clean(
        markup,
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes={},
        strip_comments=True,
        link_rel=None,
        generic_attribute_prefixes=set(),
        url_schemes=set(),
    )


@cache
def _renderer_class() -> Any:
    """The renderer's class, made when first asked for: nbconvert takes half a second to load."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    class Renderer(IPythonRenderer):
        """Markup for nh3, with numbered places where formulas go."""

        def __init__(self) -> None:
            super().__init__(escape=False, allow_harmful_protocols=False)
            self.formulas: dict[str, Markup] = {}
            self._numbers = count()

        def _place(self, latex: str, display: bool) -> str:
            number = str(next(self._numbers))
            self.formulas[number] = formula(latex.strip(), display)
            return f"{FIRST}{number}{LAST}"

        def block_math(self, body: str) -> str:
            return self._place(body, True)

        def inline_math(self, body: str) -> str:
            return self._place(body, False)

        def latex_environment(self, name: str, body: str) -> str:
            return self._place(f"\\begin{{{name}}}{body}\\end{{{name}}}", True)

        def heading(self, text: str, level: int, **_attrs: Any) -> str:
            return f"<h{level}>{text}</h{level}>"

        def block_code(self, code: str, info: str | None = None) -> str:
            return f"<pre>{escape(code)}</pre>"

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return f"{text}{_address(url)}"

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f"[picture{': ' + text if text else ''}]"

    return Renderer


def _address(url: str) -> str:
    """A link's address, to read: what a submission says is nothing to click on."""
    shown = url.startswith(("https://", "http://"))
    return f" (<code>{escape(url[:300])}</code>)" if shown else ""


def _renderer() -> Any:
    return _renderer_class()()


def _markdown(renderer: Any) -> Any:
    from mistune.plugins import import_plugin
    from nbconvert.filters.markdown_mistune import MarkdownWithMath

    plugins = [import_plugin(name) for name in ("strikethrough", "table")]
    return MarkdownWithMath(renderer=renderer, plugins=plugins)
