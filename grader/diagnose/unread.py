"""Why Python cannot read a function, in words that name what is to be changed."""

from __future__ import annotations

import re
import unicodedata

from grader.diagnose.texts import say
from grader.model import Diagnosis, LearnerFunction, SyntaxProblem

# of what a bracket, a colon or a quote may be missing; all other messages say more than this
VAGUE = re.compile(r"^invalid syntax$|never closed|^expected|unmatched|does not match|EOF|forgot a")
CHARACTER = re.compile(r"invalid (?:non-printable )?character.*?U\+([0-9A-Fa-f]{4,6})")
# what an editor or a web page puts in the place of plain signs, beside those of full width
MEANT = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "×": "*", "÷": "/"}


def unreadable(function: LearnerFunction) -> tuple[Diagnosis, ...]:
    """A function that does not parse."""
    problem = function.syntax
    return () if problem is None else (_said(problem),)


def _said(problem: SyntaxProblem) -> Diagnosis:
    line, message = problem.line, problem.message
    strange = CHARACTER.search(message)
    if strange is not None:
        return _character(line, chr(int(strange[1], 16)))
    if message.endswith("outside function"):
        return say("outside", line=line, word=message.split("'")[1] if "'" in message else "return")
    if message.startswith("Missing parentheses in call to"):
        return say("python_2", line=line, word=message.split("'")[1])
    if message.startswith("unterminated") and "string" in message:
        return say("quote", line=line)
    if problem.kind in ("IndentationError", "TabError"):
        return say("indentation", line=line)
    return say("syntax" if VAGUE.search(message) else "unread", line=line, message=message)


def _character(line: int, character: str) -> Diagnosis:
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "no name").lower()
    if unicodedata.category(character)[0] in "ZC":
        return say("invisible", line=line, point=point, name=name)
    plain = MEANT.get(character) or unicodedata.normalize("NFKC", character)
    meant = f" Is {plain} meant?" if plain != character and plain.isascii() else ""
    return say("character", line=line, character=character, point=point, name=name, meant=meant)
