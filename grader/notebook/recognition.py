"""Which assignment a notebook is, told by the names that it defines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.model import NotGradable, UsageError, Vocabulary

Parameters = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a notebook fits an assignment; the greatest is the best.

    Several assignments share names (``compute_cost``, ``predict``), and a notebook may be half
    done: between two that share as many names with it, signatures tell more than the share of an
    assignment's exercises does.
    """

    defined: float  # of its exercises and of the functions that it hands out
    same_parameters: float
    share: float
    graded: int  # of its exercises alone


def choose(
    vocabularies: Sequence[Vocabulary],
    named: Mapping[str, Parameters],
    path: str,
    stated: str | None,
    forced: str | None,
) -> tuple[Vocabulary, tuple[str, ...]]:
    """The assignment that a notebook defining ``named`` is graded as, and notes on the choice.

    ``stated`` is what its metadata say, ``forced`` what the command line says.
    """
    fits = {v.assignment: _fit(v, named) for v in vocabularies}
    by_name = {v.assignment: v for v in vocabularies}
    if forced is not None:
        return _forced(by_name, fits, forced, path), ()
    fitting = [name for name, fit in fits.items() if fit.defined]
    if not fitting:
        raise NotGradable(f"{path}: {nothing_found(by_name.get(stated or ''))}")
    if stated is not None and stated in fitting:
        return by_name[stated], ()
    best = max(fitting, key=lambda name: fits[name])  # of equals, the first in the course
    rivals = [name for name in fitting if name != best and _rivals(fits[best], fits[name])]
    notes = [] if stated is None else [f"The notebook's metadata name {stated!r}, which it is not."]
    if rivals:
        notes.append(
            f"Graded as {best}; it could also be {listed(rivals, 'or')}. "
            f"`--assignment ID` chooses another."
        )
    return by_name[best], tuple(notes)


def _fit(vocabulary: Vocabulary, named: Mapping[str, Parameters]) -> Fit:
    defined = [name for name in vocabulary.exercises if name in named]
    same = sum(_alike(named[name], vocabulary.parameters.get(name, ())) for name in defined)
    # What an assignment hands out stands in its notebooks, too, and tells it from others that
    # grade functions of the same names; but one assignment's answers are handed out by another,
    # so it weighs half.
    given = sum(name in named for name in vocabulary.helpers) / 2 if defined else 0.0
    share = len(defined) / max(len(vocabulary.exercises), 1)
    return Fit(len(defined) + given, round(same, 6), share, len(defined))


def _alike(one: Parameters, other: Parameters) -> float:
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return same / max(len(one), len(other), 1)


def _rivals(best: Fit, other: Fit) -> bool:
    """Names that assignments share make every notebook fit several a little: not worth a note."""
    return 2 * other.graded >= best.graded or other.share >= best.share


def _forced(
    by_name: Mapping[str, Vocabulary], fits: Mapping[str, Fit], forced: str, path: str
) -> Vocabulary:
    if forced not in by_name:
        raise UsageError(
            f"There is no assignment {forced!r} in this course. "
            f"Choose one of: {', '.join(by_name) or 'none'}."
        )
    if not fits[forced].defined:
        raise NotGradable(f"{path}: {nothing_found(by_name[forced])}")
    return by_name[forced]


def nothing_found(vocabulary: Vocabulary | None) -> str:
    """Why a notebook is not graded, where it is known to be, or forced to be, an assignment."""
    if vocabulary is not None:
        return (
            f"no graded function of {vocabulary.assignment} was found. Define one of its "
            f"exercises: {listed(vocabulary.exercises, 'or')}."
        )
    return (
        "no graded function was found: it defines no exercise of any assignment of this course. "
        "`grader list` shows what there is."
    )


def listed(names: Iterable[str], last: str = "and") -> str:
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end
