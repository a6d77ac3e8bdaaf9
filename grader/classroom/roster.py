"""Who is in the class: a CSV file with a line a learner."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.model import UsageError
from grader.report.words import plain

IDS = ("id", "learner", "student_id", "student id", "sis user id", "sid", "user_id", "username")
NAMES = ("name", "full name", "full_name", "student", "student name")
EMAILS = ("email", "email address", "e-mail", "mail")


@dataclass(frozen=True, slots=True)
class Person:
    learner: str
    name: str = ""
    email: str = ""


class Roster:
    """The people of a class, found by their id, e-mail address or name."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = {person.learner: person for person in people}
        self._by_email = {p.email.casefold(): p for p in self.people.values() if p.email}
        self._by_name: dict[str, Person | None] = {}
        for person in self.people.values():
            for form in set(_forms(person.name)):
                # of two people with one name, neither is found by it
                self._by_name[form] = None if form in self._by_name else person

    def find(self, learner: str, name: str = "", email: str = "") -> Person | None:
        if learner in self.people:
            return self.people[learner]
        for text in (email, learner):
            if text and text.casefold() in self._by_email:
                return self._by_email[text.casefold()]
        for text in (name, learner):
            found = self._by_name.get(_letters(text)) if text else None
            if found is not None:
                return found
        return None


def read_roster(path: Path) -> Roster:
    """Raises :class:`UsageError` where no column says who is who."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8"
        raise UsageError(f"The roster {path} cannot be read ({reason}).") from None
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    column = next((columns[name] for name in IDS if name in columns), None)
    if column is None:
        raise UsageError(
            f"The roster {path} has no column with ids. Call it id; there may be name and email, "
            f"too. Its columns are: {', '.join(filter(None, columns)) or 'none'}."
        )
    name, email = (
        next((columns[one] for one in known if one in columns), None) for known in (NAMES, EMAILS)
    )
    people = []
    try:
        for row in rows:
            fields = (_text(row, one) for one in (column, name, email))
            person = Person(*fields)
            if person.learner:
                people.append(person)
    except csv.Error as error:
        raise UsageError(f"The roster {path} is no CSV file ({error}).") from None
    return Roster(people)


def _text(row: dict[str, str | None], column: str | None) -> str:
    value = row.get(column) if column is not None else None
    return " ".join(plain(value).split()) if isinstance(value, str) else ""


def _forms(name: str) -> Iterable[str]:
    """``Ada Lovelace`` and ``Lovelace, Ada`` in any order, as systems write them into names."""
    if not name:
        return
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.rpartition(" ")
    yield _letters(first + last)
    yield _letters(last + first)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
