"""Keys of a returned dictionary that are spelt otherwise than is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from grader.diagnose.evidence import Evidence
from grader.diagnose.names import near
from grader.diagnose.texts import say
from grader.model import Diagnosis

SHOWN = 40  # characters of a key


def misspelt_keys(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """For each key that is missing, the one that was returned in its place; where every case tells
    the same of all that are missing."""
    found = [
        pair
        for case in evidence.cases
        if case.raised is None and case.mismatches
        for pair in _pairs(case.value, case.expected)
    ]
    if not found or not all(observed for observed, _expected in found):
        return ()
    different = list(dict.fromkeys(found))
    # W1 and W2 are one slip: the first tells it
    slips = {(_letters(one), _letters(other)): (one, other) for one, other in reversed(different)}
    return tuple(
        say("key_misspelt", exercise=evidence.exercise.name, observed=one, expected=other)
        for one, other in reversed(slips.values())
    )


def _pairs(observed: Any, expected: Any) -> Iterator[tuple[str, str]]:
    """The key in its place, or "", and the key that is missing."""
    if isinstance(expected, tuple) and isinstance(observed, tuple):
        for one, other in zip(observed, expected, strict=False):
            yield from _pairs(one, other)
    elif isinstance(expected, dict) and isinstance(observed, dict):
        more = {key for key in observed if type(key) is str and key not in expected}
        for key in (key for key in expected if key not in observed):
            # another number is another layer's key, and no slip
            alike = {one for one in more if _number(one) == _number(str(key))}
            yield near(str(key), alike)[:SHOWN], str(key)


def _number(key: str) -> str:
    return re.sub(r"\D", "", key)


def _letters(key: str) -> str:
    return re.sub(r"\d", "", key)
