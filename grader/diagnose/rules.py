"""The order in which causes are sought, and when one may be given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from grader.diagnose.deflines import exchanged, inserted
from grader.diagnose.evidence import Evidence
from grader.diagnose.exceptions import exceptions, unavailable
from grader.diagnose.keys import misspelt_keys
from grader.diagnose.known import by_output, known_mistakes
from grader.diagnose.locate import located
from grader.diagnose.met import met
from grader.diagnose.relations import patterns, relations, whole
from grader.diagnose.roles import roles, traced
from grader.diagnose.seen import seen
from grader.diagnose.texts import say
from grader.diagnose.unread import unreadable
from grader.model import Diagnosis, LearnerFunction, Status

Whole = Callable[[Evidence], tuple[Diagnosis, ...]]
PerOutput = Callable[[Evidence], Mapping[str, tuple[Diagnosis, ...]]]

# Rules that explain all that was observed at once, and rules that explain an output each. The
# first that does is believed: a cause that a teacher wrote down says more than one worked out.
WHOLE: tuple[Whole, ...] = (exchanged, known_mistakes, misspelt_keys, whole)
PER_OUTPUT: tuple[PerOutput, ...] = (by_output, relations, roles, patterns)
STOPPED: tuple[Status, ...] = ("timeout", "memory")


def diagnose(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The cause and its line, where it explains every mismatch on every case; else what mends
    the function, the first value that is off, or what a case line says."""
    if evidence.absent:
        return unavailable(evidence)  # no other cause can be told beside it
    return located(evidence, _explained(evidence)) or seen(evidence)


def _explained(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The cause, where it explains every mismatch on every case; else nothing."""
    for rule in WHOLE:
        found = rule(evidence)
        if found:
            return found
    if evidence.raises:
        return _where_it_returns(evidence) or met(evidence) or exceptions(evidence)
    return _together(evidence)


def _where_it_returns(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The cause of what is off in the cases that return, where these are most and none is right.

    An exception in one odd case (a single example, one layer) is then often a consequence, and to
    name it alone would hide what is off everywhere.
    """
    returning = [case for case in evidence.cases if case.raised is None]
    wrong = [case for case in returning if case.mismatches]
    if len(returning) * 2 <= len(evidence.cases) or len(wrong) < len(returning):
        return ()
    others = replace(evidence, cases=returning)
    for rule in WHOLE:
        found = rule(others)
        if found:
            return found
    return _together(others)


def diagnose_unreadable(function: LearnerFunction, asked: Sequence[str]) -> tuple[Diagnosis, ...]:
    """For a function that does not parse, or cannot be called with what is ``asked`` for."""
    return unreadable(function) or inserted(function, asked)


def diagnose_stopped(status: Status) -> tuple[Diagnosis, ...]:
    """For a function that was stopped."""
    if status not in STOPPED:
        return ()
    return (say(status),)


def _together(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """A cause for each wrong output, or none at all: half an explanation misleads.

    What is off only since what it is made of is off needs no cause of its own.
    """
    evidence = traced(evidence)
    found: dict[str, tuple[Diagnosis, ...]] = {}
    outputs = evidence.wrong_outputs
    for rule in PER_OUTPUT:
        if len(found) < len(outputs):
            told = {output: told for output, told in rule(evidence).items() if told}
            found = told | found
    if not found.keys() >= set(outputs):
        return ()
    return tuple(dict.fromkeys(one for output in outputs for one in found[output]))
