"""What a case line says, where no cause was found: a learner is not left without a word."""

from __future__ import annotations

from grader.diagnose.evidence import Evidence
from grader.diagnose.texts import text
from grader.model import Diagnosis, Mismatch

# What a comparison found besides numbers that are off, from what tells most to what tells least.
CHECKS = ("structure", "type", "missing_key", "extra_key", "dtype", "shape", "mutation")


def seen(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """The finding that most of the wrong cases share."""
    wrong = [case.mismatches for case in evidence.cases if case.mismatches]
    for check in CHECKS:
        found = [one for mismatches in wrong if (one := _first(mismatches, check)) is not None]
        if found and len(found) * 2 > len(wrong):
            message, hint = text(f"seen_{check}", found=_sentence(found[0].message))
            return (Diagnosis(f"seen_{check}", message, hint),)
    return ()


def _first(mismatches: tuple[Mismatch, ...], check: str) -> Mismatch | None:
    return next((one for one in mismatches if one.check == check), None)


def _sentence(fact: str) -> str:
    return f"{fact[:1].upper()}{fact[1:]}."
