"""The data that flows through the grader. Frozen records, no behaviour beyond derived values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import ast
    from types import CodeType

Status = Literal[
    "passed",
    "partial",
    "failed",
    "error",
    "timeout",
    "memory",
    "crashed",
    "blocked",
    "not_implemented",
    "missing",
]


class GraderError(Exception):
    """Something that is not the learner's answer is broken. The message ends with what to do."""

    exit_status = 4


class NotGradable(GraderError):
    """This file cannot be graded: no notebook, or no exercise of this course in it."""

    exit_status = 3


class UsageError(GraderError):
    """The command was asked for something that does not exist (an exercise, a course)."""

    exit_status = 2


class NoSuchExercise(UsageError):
    """An exercise was asked for that the assignment does not have."""

    def __init__(self, message: str, assignment: str, exercise: str) -> None:
        super().__init__(message)
        self.assignment = assignment
        self.exercise = exercise


# --- a course ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Two values are equal where ``|observed - expected| <= atol + rtol * |expected|``."""

    rtol: float = 1e-6
    atol: float = 1e-9


@dataclass(frozen=True, slots=True)
class Returns:
    """What an exercise's function returns, and the outputs that its points are split over.

    ``kind`` is ``"value"`` (one output), ``"tuple"`` (an output a position) or ``"keys"``
    (a dictionary; output ``dW`` stands for all keys ``dW1``, ``dW2``, …).
    """

    kind: Literal["value", "tuple", "keys"]
    outputs: tuple[str, ...]
    extra_keys: Literal["wrong", "harmless"] = "wrong"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One graded function, as declared where its reference stands."""

    name: str
    parameters: tuple[str, ...]
    points: float
    returns: Returns
    hints: tuple[str, ...] = ()
    tolerances: Mapping[str, Tolerance] = field(default_factory=dict)
    absent_in: tuple[str, ...] = ()  # editions whose notebooks do not have it

    def tolerance(self, output: str) -> Tolerance:
        return self.tolerances.get(output, Tolerance())


@dataclass(frozen=True, slots=True)
class Case:
    """Seeded inputs by name.

    ``args`` are passed by position. ``numpy_seed`` is the state of numpy's global stream before
    the call. ``counts`` is false for a case that costs nothing where it alone fails. ``roles``
    names the quantities of the mathematics that the inputs hold (``A0``, ``Z1``, ``W2`` …).
    ``spare`` are further arguments, passed only as far as a function of another year asks for them.
    """

    name: str
    args: tuple[Any, ...]
    seed: int
    public: bool = False
    counts: bool = True
    numpy_seed: int = 0
    roles: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    spare: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """What an earlier year's notebook of an assignment gave to its learners: facts to know it by.

    Each field is evidence of a kind of its own. A given line is written as the names that it
    binds and the names that it reads, ``"dA2 < W3 dZ3"``, without regard to the order; what a
    template asserts, as an expression. Those that stand in today's stub as well are no evidence.
    """

    name: str
    modules: tuple[str, ...] = ()  # helper modules that it imports; `*` is a version or nothing
    marks: tuple[str, ...] = ()  # what stands in a comment of every graded cell, as patterns
    asserts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by exercise
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by exercise
    cells: tuple[str, ...] = ()  # what its other cells call at top level, or look up (g['dA1'])
    metadata: tuple[str, ...] = ()  # keys in the metadata of the file or of its graded cells
    part_of: str = ""  # an edition of which this one is a variety: one further kind is enough
    unless: tuple[str, ...] = ()  # entries like those of `cells` that speak against it


@dataclass(frozen=True, slots=True)
class GivenAssert:
    """An assertion of the template for ``exercise``, in these lines of a cell."""

    exercise: str
    cell: int
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one assignment looks like from a notebook: the names to search for."""

    assignment: str
    exercises: tuple[str, ...]  # in order
    parameters: Mapping[str, tuple[str, ...]]  # parameter names of each exercise's function
    helpers: tuple[str, ...]  # functions given to the learner
    stubs: Mapping[str, str]  # the source text of each exercise's stub function, as handed out
    editions: tuple[Edition, ...] = ()  # earlier years' notebooks
    answers: tuple[str, ...] = ()  # of the helpers, those that another assignment asks for
    whole: Callable[[], Vocabulary] | None = None  # where this holds names and parameters alone


# --- a submission -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell, unless ``kind`` says otherwise. ``number`` counts all cells of the notebook
    from 1."""

    number: int
    source: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "code"  # or markdown, raw


@dataclass(frozen=True, slots=True)
class Notebook:
    path: str
    sha256: str
    cells: tuple[Cell, ...]  # code cells only
    metadata: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    prose: tuple[Cell, ...] = ()  # cells of text that define functions


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of one cell to execute: ``source`` has the cell's own line numbers, the lines
    that are not needed being blank. ``defines`` are the names it binds.

    ``body`` has the same as syntax trees and ``code`` compiled, where that was at hand.
    """

    label: str  # "cell 7"
    cell: int
    source: str
    defines: tuple[str, ...]
    body: tuple[ast.stmt, ...] = field(default=(), compare=False, repr=False)
    code: CodeType | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a function does not parse. ``line`` counts in its cell from 1."""

    kind: str  # "SyntaxError", "IndentationError" …
    message: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class LearnerFunction:
    """A graded function as found in a notebook.

    ``source`` is the text of its ``def`` with comments, ``cell_source`` that of the whole cell.
    ``own_stub`` says that it was written into this course's own stub; ``editions`` are the earlier
    years of which its notebook shows evidence, ``asserts`` the assertions of such a year's
    template that stand in it or in what it calls. ``untouched`` says that
    its text is that stub as handed out; ``unfilled`` that every marked region (or, without
    markers, the whole body) holds nothing but placeholders, so that a failure means "not yet
    written". ``calls`` are the other exercises that it reaches, directly or through helper
    functions of the notebook; ``units`` is what must be executed, in order, to have it,
    definitions of other exercises left out; ``unknown`` are names it uses that nothing defines,
    ``elsewhere`` those among them that a cell makes by running, with that cell's number, and
    ``starred`` the modules of star imports that such a name may come from. ``given_units`` are
    ``units`` without the notebook's own versions of given functions that another assignment asks
    for, where it has some. ``inserted`` are parameters that stand between
    those that are asked for, which then arrive in the wrong places.
    """

    exercise: str
    cell: int
    line: int
    source: str
    cell_source: str
    docstring: str = ""
    own_stub: bool = False
    editions: tuple[str, ...] = ()
    asserts: tuple[GivenAssert, ...] = ()
    untouched: bool = False
    unfilled: bool = False
    syntax: SyntaxProblem | None = None
    cut: str = ""  # what cuts it off before its end, for the learner
    units: tuple[Unit, ...] = ()
    calls: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    given_units: tuple[Unit, ...] = ()
    starred: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """What a notebook holds of one assignment. ``near`` maps a missing exercise to a name
    defined in the notebook that looks like a misspelling of it."""

    notebook: Notebook
    assignment: str
    functions: Mapping[str, LearnerFunction]
    near: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()  # the earlier years that it shows evidence of


# --- running ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of a learner's traceback. ``cell`` is 0 for code that is not theirs."""

    cell: int
    line: int
    function: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of learner code."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    missing_name: str = ""  # for a NameError


@dataclass(frozen=True, slots=True)
class Observation:
    """What a submitted function did on one case. ``status`` is ``returned`` or why it did not."""

    status: Literal["returned", "raised", "timeout", "memory", "crashed", "blocked"]
    body: bytes = b""  # the returned value and the inputs after the call, as they were sent
    raised: Raised | None = None
    seconds: float = 0.0
    stdout: str = ""
    detail: str = ""
    absent: tuple[str, ...] = ()  # of libraries that are not there, what this needed: scipy.special


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls to make, each the inputs of one case: ``body`` holds their arguments as they are
    sent, spare ones included, ``counts`` how many of them are not spare, ``seeds`` the state of
    numpy's global stream before each. ``room`` are the bytes that are read of what one returns,
    ``parts`` the values in it: where far less is expected, more is wrong whatever it is."""

    body: bytes
    seeds: tuple[int, ...]
    counts: tuple[int, ...]
    room: int = 32 * 1024**2
    parts: int = 500_000

    def __len__(self) -> int:
        return len(self.seeds)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """What one process does: build a namespace, call one function on each case.

    ``stand_ins`` are source texts of reference functions that the learner's code calls;
    ``helpers`` those of given functions; ``units`` the learner's code. ``signatures`` has the
    parameter names of the learner's own version where they differ from a stand-in's. ``plain``
    code only computes (see ``grading.plain``): it may share a process, and writes no files.
    """

    exercise: str
    function: str
    units: tuple[Unit, ...]
    calls: Calls
    helpers: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    signatures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 10.0  # wall time of one work item
    memory: int = 2 * 1024**3  # bytes of address space beyond what the warm worker holds
    reply: int = 32 * 1024**2  # bytes of one reply
    output: int = 4000  # characters kept of what a case prints


@dataclass(frozen=True, slots=True)
class Protection:
    """What stood between the learner's code and the machine."""

    level: Literal["full", "partial", "none"]
    missing: tuple[str, ...] = ()


# --- marking ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErrorMap:
    """Which entries of an array are off, and how far; of no entry the value.

    ``rows`` are texts of digits, one an entry: 0 right; then the size of the error beside the
    expected value: 1 up to a hundredth, 2 up to a half, 3 more; 4 not a number, or infinite.
    Of an array with more than 400 entries a digit is the largest of a block; ``shape`` is the
    array's own, as a matrix.
    """

    rows: tuple[str, ...]
    shape: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between observed and expected. ``path`` is e.g. ``dW`` or ``grads['dW1']``.

    ``beside`` are the paths of all values that are asked for in this case, this one included.
    """

    output: str
    path: str
    check: str
    message: str
    max_abs_error: float | None = None
    max_rel_error: float | None = None
    first_index: tuple[int, ...] | None = None
    errors: ErrorMap | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The cause named for a learner."""

    code: str
    message: str
    hint: str = ""
    cell: int | None = None  # where it is, if that is known: the cell's number, and
    line: int | None = None  # the line in it


@dataclass(frozen=True, slots=True)
class CaseGrade:
    case: str
    seed: int
    public: bool
    counts: bool
    status: Status
    score: float  # share of the case's points, 0 to 1
    seconds: float = 0.0
    raised: Raised | None = None
    stdout: str = ""
    mismatches: tuple[Mismatch, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseGrade:
    exercise: str
    status: Status
    score: float
    max_score: float
    cell: int | None = None
    line: int | None = None
    blamed_on: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cases: tuple[CaseGrade, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """The one result record that every report is rendered from."""

    course: str
    course_version: str
    assignment: str
    path: str
    sha256: str
    seed: int
    protection: Protection
    exercises: Sequence[ExerciseGrade]
    notes: tuple[str, ...] = ()
    course_hash: str = ""

    @property
    def score(self) -> float:
        return round(sum(e.score for e in self.exercises), 2)

    @property
    def max_score(self) -> float:
        return round(sum(e.max_score for e in self.exercises), 2)
