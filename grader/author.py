"""What the author of a course writes with: declarations that hang on the functions themselves.

``solutions/<assignment>.py`` declares each exercise where its reference stands::

    @exercise(points=10, returns=("Z", "cache"), hints=("…",))
    def linear_forward(A, W, b): ...

``public_tests/<assignment>.py`` declares cases, and the conventions of other years' notebooks::

    @cases("linear_forward")
    def linear_forward_cases(seeds, ref):
        yield Case("source_example", linear_forward_test_case(), seed=1, public=True)
        seed, rng = seeds.draw()
        yield Case("one example", (rng.randn(4, 1), rng.randn(3, 4), rng.randn(3, 1)), seed)

``ref`` holds the reference functions by name, so that inputs can be made that really occur (caches
come from a reference forward pass). Nothing is registered globally: the loader reads the marks
off the module's functions.
"""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from grader.model import Case, Edition, Exercise, LearnerFunction, Returns, Tolerance

if TYPE_CHECKING:
    from numpy.random import RandomState

__all__ = [
    "NOT_ASKED",
    "Case",
    "Edition",
    "Keys",
    "Mistake",
    "Seeds",
    "Seen",
    "Tolerance",
    "Variant",
    "cases",
    "convention",
    "exercise",
]

F = TypeVar("F", bound=Callable[..., Any])
# A convention puts this in place of an output that other years' notebooks do not ask for.
NOT_ASKED = object()
EXERCISE_MARK = "__grader_exercise__"
CASES_MARK = "__grader_cases__"
CONVENTION_MARK = "__grader_convention__"


class Keys(tuple[str, ...]):
    """``Keys("dA", "dW", "db")``: the function returns a dictionary with ``dA0``, ``dW1``, …

    With ``extra="harmless"`` further keys are noted, not marked wrong.
    """

    extra: Literal["wrong", "harmless"]

    def __new__(cls, *prefixes: str, extra: Literal["wrong", "harmless"] = "wrong") -> Keys:
        self = super().__new__(cls, prefixes)
        self.extra = extra
        return self


def exercise(
    points: float,
    returns: str | tuple[str, ...] | Keys,
    hints: tuple[str, ...] = (),
    tolerances: Mapping[str, Tolerance] | None = None,
    absent_in: tuple[str, ...] = (),
    **unknown: object,
) -> Callable[[F], F]:
    """Declare the function below as a graded exercise.

    ``returns`` names the outputs that the points are split over: one name for a single value,
    a tuple of names for a returned tuple, ``Keys`` for a dictionary. ``absent_in`` names
    editions whose notebooks do not have it: where one of them leaves it out, it does not count.
    Raises :class:`ValueError` where a keyword is unknown or cannot be what it says.
    """
    _check(points, returns, hints, tolerances, unknown)
    if isinstance(returns, Keys):
        spec = Returns(
            "keys", tuple(returns), "harmless" if returns.extra == "harmless" else "wrong"
        )
    elif isinstance(returns, str):
        spec = Returns("value", (returns,))
    else:
        spec = Returns("tuple", returns)

    def mark(function: F) -> F:
        parameters = tuple(inspect.signature(function).parameters)
        declared = Exercise(
            function.__name__,
            parameters,
            points,
            spec,
            hints,
            dict(tolerances or {}),
            absent_in,
        )
        setattr(function, EXERCISE_MARK, declared)
        return function

    return mark


def _check(
    points: object,
    returns: object,
    hints: object,
    tolerances: object,
    unknown: Mapping[str, object],
) -> None:
    """Refuse what an author cannot mean; the message says what is wanted."""
    if unknown:
        known = "points, returns, hints, tolerances, absent_in"
        raise ValueError(f"exercise has no {', '.join(unknown)}; it knows {known}")
    number = isinstance(points, int | float) and not isinstance(points, bool)
    if not number or not points > 0:  # type: ignore[operator]
        raise ValueError(f"points must be a number above 0, not {points!r}")
    names = (returns,) if isinstance(returns, str) else returns
    if not isinstance(names, tuple) or not names or not all(map(_is_name, names)):
        raise ValueError(f"returns must be a name, a tuple of names or Keys(…), not {returns!r}")
    if not isinstance(hints, tuple) or not all(isinstance(hint, str) for hint in hints):
        raise ValueError(f"hints must be a tuple of texts, with a comma: (…,), not {hints!r}")
    tolerant = tolerances is None or (
        isinstance(tolerances, Mapping)
        and all(isinstance(one, Tolerance) for one in tolerances.values())
    )
    if not tolerant:
        raise ValueError('tolerances must be a dictionary such as {"dW": Tolerance(rtol=1e-6)}')


def _is_name(one: object) -> bool:
    return isinstance(one, str) and one.isidentifier()


class Seeds:
    """Where an exercise's fresh cases take their seeds from: the run's seed, spread out.

    Each exercise has a sequence of its own, so that a new case in one changes no other.
    """

    def __init__(self, run_seed: int, exercise: str) -> None:
        self._next = (run_seed * 1_000_003 + zlib.crc32(exercise.encode())) % 2**32

    def draw(self) -> tuple[int, RandomState]:
        """A seed, and a ``RandomState`` (whose stream numpy has frozen) started on it."""
        from numpy.random import RandomState

        seed = self._next
        self._next = (self._next + 7919) % 2**32
        return seed, RandomState(seed)


CaseBuilder = Callable[[Seeds, SimpleNamespace], Iterator[Case]]


def cases(exercise: str) -> Callable[[CaseBuilder], CaseBuilder]:
    """Declare the generator below as the builder of an exercise's cases."""

    def mark(builder: CaseBuilder) -> CaseBuilder:
        setattr(builder, CASES_MARK, exercise)
        return builder

    return mark


@dataclass(frozen=True, slots=True)
class Seen:
    """What a convention may look at and rewrite: the returned value, and the names of the
    parameters whose values the call changed in place. ``args`` are the inputs as given.

    A convention sets ``given`` where what it sees is the template's own code at work: an exercise
    that is so in every case was not asked of the learner, and is left out of the total.
    """

    value: Any
    mutated: tuple[str, ...]
    args: tuple[Any, ...]
    given: bool = False


Read = Callable[[LearnerFunction, Seen], tuple[Seen, str] | None]


@dataclass(frozen=True, slots=True)
class Convention:
    """Another way to hand in an exercise, and the notebooks in which it is right.

    ``editions`` are the earlier years whose notebooks ask for it; with none, it is right in every
    notebook. ``asks`` says what today's notebook asks for in its place.
    """

    exercise: str
    read: Read
    editions: tuple[str, ...] = ()
    asks: str = ""

    def granted(self, function: LearnerFunction) -> bool:
        """Whether the learner's notebook shows that it is of a year that asks for this."""
        if not self.editions:
            return True
        return not function.own_stub and not set(self.editions).isdisjoint(function.editions)


def convention(exercise: str, editions: tuple[str, ...] = (), asks: str = "") -> Callable[[F], F]:
    """Declare that something else than the reference returns is right, too.

    The function below gets the learner's function and what was seen; where the other convention
    applies it returns the value as today's convention has it, and a note for the report. What
    only earlier years' notebooks asked for names those ``editions`` (see
    :class:`~grader.model.Edition`): it is granted on evidence that the notebook is of such a year,
    never on the absence of evidence that it is of this one. Elsewhere the report says what
    today's notebook ``asks`` for.
    """

    def mark(function: F) -> F:
        setattr(function, CONVENTION_MARK, Convention(exercise, function, editions, asks))
        return function

    return mark


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong version of a reference, as a small edit of its source.

    Each pair of ``edits`` replaces the first text, which must occur in the reference exactly once,
    by the second. ``sentence`` tells the learner what is wrong; ``hint`` what to look at.
    ``missing`` names the function that the sentence says is missing, if it says so: it is then not
    said of a text that calls that function.
    """

    exercise: str
    code: str
    edits: tuple[tuple[str, str], ...]
    sentence: str
    hint: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A version of a reference in other words, mathematically equal: it must pass."""

    exercise: str
    code: str
    edits: tuple[tuple[str, str], ...]
