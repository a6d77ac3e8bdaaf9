"""Syntax of later Pythons, said in that of the one that the grader runs on.

A right function is not wrong for being written on a newer Python. What later versions brought can
be said in older words, line for line: quotes of the same kind inside of an f-string (3.12) become
``format`` with arguments, type parameters (3.12) are taken out, since nothing is run by them, and
``except A, B:`` (3.14) gets its brackets. Whoever calls this has found that the text does not
parse, and sees whether what is returned does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST = 20_000  # characters of a text that is looked at
DEEPEST = 5  # f-strings inside of one another

_PREFIX = re.compile(r"(?<!\w)([rRbBuUfF]{0,2})('''|\"\"\"|'|\")")
_GENERIC = re.compile(r"(?m)^([ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+[ \t]*)\[")
_ALIAS = re.compile(r"(?m)^([ \t]*)type[ \t]+(\w+)[ \t]*(?=[=\[])")
_EXCEPT = re.compile(
    r"(?m)^([ \t]*except\*?[ \t]+)((?:\w+\.)*[A-Z]\w*(?:[ \t]*,[ \t]*(?:\w+\.)*[A-Z]\w*)+)[ \t]*:"
)
_MAY_BE = re.compile(
    r"[fF][rR]?[\"']|\b(?:def|class)[ \t]+\w+[ \t]*\[|^[ \t]*type[ \t]+\w|^[ \t]*except\b[^\n]*,",
    re.MULTILINE,
)
_OPEN, _CLOSE = "([{", ")]}"


class _NoStringError(ValueError):
    """What looked like a string does not end."""


@dataclass(slots=True)
class _Literal:
    """A string literal: ``body`` without its quotes; of an f-string as a template for ``format``,
    with what is put in as ``values``."""

    start: int
    end: int
    prefix: str
    quote: str
    body: str
    values: list[str] = field(default_factory=list)

    @property
    def formatted(self) -> bool:
        return "f" in self.prefix.lower()

    def written(self) -> str:
        prefix = self.prefix.replace("f", "").replace("F", "")
        braces = self.body if self.formatted else self.body.replace("{", "{{").replace("}", "}}")
        return f"{prefix}{self.quote}{braces}{self.quote}"


def in_older_words(text: str) -> tuple[str, str] | None:
    """The text with the same lines, and the Python whose syntax was replaced; None where there is
    nothing to replace."""
    if len(text) > LONGEST or not _MAY_BE.search(text):
        return None
    version = ""
    try:
        changed = _without_nested_quotes(text)
        if changed != text:
            version = "3.12"
        plain = _without_type_parameters(changed)
        if plain != changed:
            version = "3.12"
        older = _with_brackets(plain)
    except (_NoStringError, RecursionError):
        return None
    if older != plain:
        version = "3.14"
    return (older, version) if version else None


def _without_nested_quotes(text: str, deep: int = 0) -> str:
    parts: list[str] = []
    done = 0
    for run in _runs(text, deep):
        if not any(one.formatted and one.values for one in run):
            continue
        values = [f"({value})" for one in run for value in one.values]
        for one in run:
            parts += [text[done : one.start], one.written()]
            done = one.end
        parts.append(f".format({', '.join(values)})")
    return "".join([*parts, text[done:]])


def _runs(text: str, deep: int) -> list[list[_Literal]]:
    """The string literals outside of comments; those that are joined by standing side by side are
    together."""
    runs: list[list[_Literal]] = []
    depth, at, end = 0, 0, -1
    while at < len(text):
        found = _PREFIX.match(text, at)
        if found:
            literal = _literal(text, found, deep)
            if end >= 0 and runs:
                runs[-1].append(literal)
            else:
                runs.append([literal])
            at = end = literal.end
            continue
        letter = text[at]
        if letter == "#":
            at = _end_of_line(text, at)
            continue
        if letter == "\n" and depth == 0 and text[at - 1 : at] != "\\":
            end = -1
        elif not letter.isspace() and letter != "\\":
            end = -1
            depth += (letter in _OPEN) - (letter in _CLOSE)
        at += 1
    return runs


def _literal(text: str, found: re.Match[str], deep: int) -> _Literal:
    prefix, quote = found.groups()
    if "f" in prefix.lower():
        body, values, end = _template(text, found.end(), quote, "r" in prefix.lower(), deep)
        return _Literal(found.start(), end + len(quote), prefix, quote, body, values)
    at = found.end()
    while not text.startswith(quote, at):
        at += 2 if text[at : at + 1] == "\\" else 1
        if at >= len(text) or (text[at] == "\n" and len(quote) == 1 and text[at - 1] != "\\"):
            raise _NoStringError
    return _Literal(found.start(), at + len(quote), prefix, quote, text[found.end() : at])


def _template(
    text: str, at: int, quote: str, raw: bool, deep: int, inner: bool = False
) -> tuple[str, list[str], int]:
    """The template of an f-string's body, or of a format inside of one, its values, and where it
    ends."""
    if deep > DEEPEST:
        raise _NoStringError
    parts: list[str] = []
    values: list[str] = []
    while True:
        letter = text[at : at + 1]
        if not letter or (letter == "\n" and len(quote) == 1):
            raise _NoStringError
        if (inner and letter == "}") or (not inner and text.startswith(quote, at)):
            return "".join(parts), values, at
        if text.startswith(("{{", "}}"), at) and not inner:
            parts.append(letter * 2)
            at += 2
        elif letter == "{":
            part, more, at = _replacement(text, at + 1, quote, raw, deep + 1)
            parts.append(part)
            values += more
        elif letter == "\\":
            size = 2 if raw or text[at + 1 : at + 3] != "N{" else text.find("}", at) - at + 1
            parts.append(text[at : at + max(size, 2)])
            at += max(size, 2)
        else:
            parts.append(letter)
            at += 1


def _replacement(
    text: str, at: int, quote: str, raw: bool, deep: int
) -> tuple[str, list[str], int]:
    """``{value!r:>{width}}`` from behind its bracket: what stands for it in a template."""
    end = _end_of_value(text, at, deep)
    value, shown, how = text[at:end], "", ""
    values: list[str] = []
    if re.search(r"(?<![=!<>])=\s*$", value):
        if raw or "\n" in value:
            raise _NoStringError
        shown = value.replace("\\", "\\\\").replace(quote[0], f"\\{quote[0]}")
        shown = shown.replace("{", "{{").replace("}", "}}")
        value = value.rstrip().removesuffix("=")
    if not value.strip():
        raise _NoStringError
    if text[end] == "!":
        how, end = text[end : end + 2], end + 2
    if text[end : end + 1] == ":":
        asked, values, end = _template(text, end + 1, quote, raw, deep, inner=True)
        how += f":{asked}"
    elif shown and not how:
        how = "!r"
    if text[end : end + 1] != "}":
        raise _NoStringError
    if "#" in value and not value.rstrip(" \t").endswith("\n"):
        raise _NoStringError  # a comment that would swallow the bracket
    return f"{shown}{{{how}}}", [_without_nested_quotes(value, deep), *values], end + 1


def _end_of_value(text: str, at: int, deep: int) -> int:
    """Where the value in a replacement ends: at its ``}``, ``:`` or ``!``."""
    depth = 0
    while at < len(text):
        found = _PREFIX.match(text, at)
        if found:
            at = _literal(text, found, deep).end
            continue
        letter = text[at]
        if letter == "#":
            at = _end_of_line(text, at)
            continue
        if depth == 0 and (letter in "}:" or (letter == "!" and text[at + 1 : at + 2] != "=")):
            return at
        if letter == "!":
            at += 1
        depth += (letter in _OPEN) - (letter in _CLOSE)
        at += 1
    raise _NoStringError


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _masked(text: str) -> str:
    """The text with strings and comments blackened, every place where it was."""
    parts, at = [], 0
    while at < len(text):
        found = _PREFIX.match(text, at)
        end = at + 1
        if found:
            end = _literal(text, found, 0).end
        elif text[at] == "#":
            end = _end_of_line(text, at)
        dark = found or text[at] == "#"
        parts.append(re.sub(r"[^\n]", "_", text[at:end]) if dark else text[at])
        at = end
    return "".join(parts)


def _without_type_parameters(text: str) -> str:
    """``def f[T](x: T)`` and ``type Pair[T] = …`` without what is only said to type checkers."""
    masked = _masked(text)
    edits: list[tuple[int, int, str]] = []
    for match in _GENERIC.finditer(masked):
        end = _closing(masked, match.end())
        edits.append((match.end() - 1, end, "\\\n" * text.count("\n", match.end(), end)))
    for match in _ALIAS.finditer(masked):
        equals = match.end() if masked[match.end()] == "=" else _closing(masked, match.end() + 1)
        equals = masked.find("=", equals)
        if equals < 0:
            raise _NoStringError
        lines = "\n" * text.count("\n", match.start(), equals)
        edits.append((match.start(), equals + 1, f"{match[1]}{match[2]} = lambda: {lines}"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _closing(text: str, at: int) -> int:
    """Just behind the bracket that closes the one before ``at``."""
    depth = 1
    while depth:
        if at >= len(text):
            raise _NoStringError
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        at += 1
    return at


def _with_brackets(text: str) -> str:
    masked = _masked(text)
    for match in reversed(list(_EXCEPT.finditer(masked))):
        start, end = match.span(2)
        text = f"{text[:start]}({text[start:end]}){text[end:]}"
    return text
