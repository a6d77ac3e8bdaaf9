"""A parsed page, and what must hold for every one, whatever was submitted."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "wbr"}
OURS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "main", "section", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "bdi", "code", "pre", "ul", "ol"),
    *("li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "b", "i", "u", "s", "del"),
    *("sub", "sup", "kbd", "blockquote", "br", "hr", "wbr", "details", "summary", "img"),
    *("figure", "figcaption", "svg", "rect", "text", "path"),
}
MATHML = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msup", "msub", "msubsup"),
    *("mover", "munder", "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle"),
}
ATTRIBUTES = {
    *("lang", "charset", "content", "name", "http-equiv", "class", "href", "id", "tabindex"),
    *("aria-labelledby", "aria-label", "aria-hidden", "role", "scope", "open", "src", "alt"),
    *("width", "height", "viewbox", "x", "y", "rx", "d"),
}
OF_MATHML = {
    *("display", "stretchy", "fence", "separator", "accent", "accentunder", "displaystyle", "form"),
    *("largeop", "movablelimits", "symmetric", "width", "lspace", "rspace", "minsize", "maxsize"),
    *("linethickness", "mathvariant", "scriptlevel", "columnalign"),
}


class Page(HTMLParser):
    """The tags of a page in order, with their attributes, and the text of each kind of element."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        for tag in {*self._open}:
            self.texts[tag][-1] += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def not_ours(page: Page) -> list[str]:
    """Tags, attributes and addresses that a report never writes."""
    found = [tag for tag, _ in page.tags if tag not in OURS | MATHML]
    for tag, attributes in page.tags:
        allowed = OF_MATHML if tag in MATHML else ATTRIBUTES
        found += [f"{tag} {name}" for name in attributes if name not in allowed]
        found += [
            attributes["href"] for _ in range("href" in attributes) if not _anchor(attributes)
        ]
        if "src" in attributes and not re.fullmatch(
            r"data:image/png;base64,[A-Za-z0-9+/=]+", attributes["src"]
        ):
            found.append(attributes["src"][:40])
    return found


def _anchor(attributes: dict[str, str]) -> bool:
    return re.fullmatch(r"#[A-Za-z_][\w-]*", attributes["href"]) is not None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as ``#1b1f24``, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
