"""Which assignment a notebook is, told by the functions that its cells define.

This is the one place where that is decided, and what it is told by are syntax trees: a ``def`` in
a comment, a text or a file that a cell writes is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.model import NotGradable, UsageError, Vocabulary

Parameters = tuple[str, ...]
Named = Mapping[str, Parameters | None]  # functions; None where the parameters cannot be told

ALIKE = 0.5  # of a function's parameters; more than this is the same signature
FEW = 0.75  # a notebook of ours has the signatures of ours, but for a function or two


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a notebook fits an assignment.

    Several assignments share names (``compute_cost``, ``predict``), and a notebook may be half
    done: between two that share as many names with it, signatures tell more than the share of an
    assignment's exercises does.
    """

    defined: float  # of its exercises and of the functions that it hands out
    same_parameters: float
    share: float
    graded: frozenset[str]  # its exercises that are defined
    explained: frozenset[str]  # these, and what it hands out


def choose(
    vocabularies: Sequence[Vocabulary],
    named: Named,
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
    fitting = [name for name, fit in fits.items() if fit.graded]
    if not fitting:
        raise NotGradable(f"{path}: {nothing_found(by_name.get(stated or ''))}")
    if stated is not None and stated in fitting:
        return by_name[stated], ()
    best = _best({name: fits[name] for name in fitting}, by_name)
    notes = [] if stated is None else [_not_as_stated(stated, by_name)]
    notes += _foreign(by_name[best], fits[best], named, vocabularies, path)
    rivals = [name for name in fitting if name != best and _rivals(fits[best], fits[name])]
    if rivals:
        notes.append(
            f"Graded as {best}; it could also be {listed(rivals, 'or')}. "
            f"`--assignment ID` chooses another."
        )
    return by_name[best], tuple(notes)


def _fit(vocabulary: Vocabulary, named: Named) -> Fit:
    defined = [name for name in vocabulary.exercises if name in named]
    same = sum(_alike(named[name] or (), _parameters(vocabulary, name)) for name in defined)
    # What an assignment hands out stands in its notebooks, too, and tells it from others that
    # grade functions of the same names; but one assignment's answers are handed out by another,
    # so it weighs half.
    given = [name for name in vocabulary.helpers if name in named] if defined else []
    share = len(defined) / max(len(vocabulary.exercises), 1)
    return Fit(
        len(defined) + len(given) / 2,
        round(same, 6),
        share,
        frozenset(defined),
        frozenset((*defined, *given)),
    )


def _best(fits: Mapping[str, Fit], by_name: Mapping[str, Vocabulary]) -> str:
    best = max(fits, key=lambda name: _order(fits[name]))  # of equals, the first in the course
    for name, fit in fits.items():
        # One that hands out all that the best grades, and whose own exercises are all there as
        # well: such a notebook has its helper file pasted in.
        if fits[best].graded <= set(by_name[name].helpers) and fit.share >= 1:
            return name
    return best


def _order(fit: Fit) -> tuple[float, float, float, int]:
    return fit.defined, fit.same_parameters, fit.share, len(fit.graded)


def _parameters(vocabulary: Vocabulary, name: str) -> Parameters:
    return vocabulary.parameters.get(name, ())


def _alike(one: Parameters, other: Parameters) -> float:
    if one == other:
        return 1.0
    return sum(a == b for a, b in zip(one, other, strict=False)) / max(len(one), len(other))


def _rivals(best: Fit, other: Fit) -> bool:
    """Whether a person could doubt which of the two it is. Names that assignments share make every
    notebook fit several a little: there must be one that the best has no use for, or none that
    the other has no use for, and no signature that speaks against it."""
    if 2 * len(other.graded) < len(best.graded) and other.share < best.share:
        return False
    if other.graded - best.explained:
        return True
    if other.share >= 1 and len(other.graded) >= len(best.graded):
        return True  # the whole of it stands there
    return best.graded <= other.explained and other.same_parameters >= best.same_parameters


def _foreign(
    vocabulary: Vocabulary,
    fit: Fit,
    named: Named,
    vocabularies: Sequence[Vocabulary],
    path: str,
) -> list[str]:
    """A note where most signatures are not ours; raises where none is, and all names are such as
    other courses have, too."""
    alike = {
        name: _alike(parameters, _parameters(vocabulary, name))
        for name in fit.graded
        if (parameters := named[name]) is not None
    }
    if len(alike) < len(fit.graded) or any(not _common(name, vocabularies) for name in fit.graded):
        return []
    others = [name for name in vocabulary.exercises if alike.get(name, 1.0) < 1.0]
    names = listed(f"`{name}`" for name in others) if others else ""
    what = "takes other arguments" if len(others) == 1 else "take other arguments"
    if max(alike.values()) <= ALIKE:
        raise NotGradable(
            f"{path}: no graded function of this course was found. {names} {what} than here; other "
            f"courses have functions of that name, too. `--assignment {vocabulary.assignment}` "
            f"grades the notebook all the same."
        )
    if sum(alike.values()) < FEW * len(alike):
        return [
            f"Graded as {vocabulary.assignment}, but it may be a notebook of another course: "
            f"{names} {what} than here."
        ]
    return []


def _common(name: str, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a name tells little: several assignments know it, or it is one plain word."""
    known = sum(name in (*one.exercises, *one.helpers) for one in vocabularies)
    return known > 1 or (name.isalpha() and name.islower())


def _not_as_stated(stated: str, by_name: Mapping[str, Vocabulary]) -> str:
    if stated in by_name:
        return f"The notebook's metadata name {stated!r}, but it defines no exercise of that."
    return f"The notebook's metadata name {stated!r}, which this course does not have."


def _forced(
    by_name: Mapping[str, Vocabulary], fits: Mapping[str, Fit], forced: str, path: str
) -> Vocabulary:
    if forced not in by_name:
        raise UsageError(
            f"There is no assignment {forced!r} in this course. "
            f"Choose one of: {', '.join(by_name) or 'none'}."
        )
    if not fits[forced].graded:
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
