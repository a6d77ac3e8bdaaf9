"""Proving the tests of a course: what is right passes, what is wrong fails and is told why.

Versions of a function (the reference, known mistakes, equal variants) are graded through the same
entry as a learner's notebook. Mutants, of which there are thousands, go the shorter way of the
same steps: plan, run, mark.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.author import Mistake, Variant
from grader.course.load import Assignment
from grader.course.mistakes import edited, equivalent_mutants, mistakes, variants
from grader.dev.holes import holes
from grader.dev.mutants import Mutant, mutants
from grader.grading import grade
from grader.grading.answers import answers
from grader.grading.mark import mark
from grader.grading.plan import by_itself
from grader.model import ExerciseGrade, LearnerFunction, Limits, Notebook, Submission, Unit
from grader.run.executors import Executor

MUTANT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Version:
    """A version of one function, and whether it is right."""

    exercise: str
    code: str
    source: str
    right: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the grader made of a version."""

    version: Version
    grade: ExerciseGrade

    @property
    def as_it_should_be(self) -> bool:
        return (self.grade.status == "passed") == self.version.right

    @property
    def diagnosed(self) -> bool:
        """Whether a mistake got its own diagnosis and no other."""
        codes = [diagnosis.code for diagnosis in self.grade.diagnoses]
        return self.version.right or codes == [self.version.code]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the first case that kills it, or why it need not be killed."""

    mutant: Mutant
    killed_by: str
    equivalent: str

    @property
    def survives(self) -> bool:
        return not self.killed_by and not self.equivalent


def versions(assignment: Assignment) -> Iterator[Version]:
    """The references, the known mistakes and the equal variants."""
    for name, source in assignment.references.items():
        yield Version(name, "reference", source, right=True)
    known: tuple[Mistake | Variant, ...] = (*mistakes(assignment), *variants(assignment))
    for one in known:
        source = edited(assignment, one)
        yield Version(one.exercise, one.code, source, right=isinstance(one, Variant))


def submission(assignment: Assignment, exercise: str, source: str) -> Submission:
    """A submission that holds this one function, as if written into the course's own stub."""
    used = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    function = LearnerFunction(
        exercise=exercise,
        cell=1,
        line=1,
        source=source,
        cell_source=source,
        own_stub=True,
        units=(Unit("cell 1", 1, source, (exercise,)),),
        calls=tuple(n for n in assignment.exercises if n in used and n != exercise),
    )
    notebook = Notebook(path=f"{exercise}.ipynb", sha256="0" * 64, cells=())
    return Submission(notebook, assignment.name, {exercise: function})


def verify(
    assignment: Assignment, executor: Executor, seed: int, limits: Limits | None = None
) -> Iterator[Outcome]:
    """Grade every version; an outcome each, as they come."""
    for version in versions(assignment):
        one = submission(assignment, version.exercise, version.source)
        only = (version.exercise,)
        result = grade(one, assignment.course, seed, executor, limits, only)
        yield Outcome(version, result.exercises[0])


def stubs_not_implemented(assignment: Assignment, executor: Executor, seed: int) -> list[str]:
    """The exercises whose untouched stub is not recognised as such."""
    from grader.notebook import extract, read_notebook

    stub = extract(read_notebook(assignment.notebook), [assignment.vocabulary])
    result = grade(stub, assignment.course, seed, executor)
    return [one.exercise for one in result.exercises if one.status != "not_implemented"]


def mutants_of(
    assignment: Assignment, seed: int, small: bool = True, unusual: bool = True
) -> dict[str, list[Mutant]]:
    """By exercise, the mutants of its reference: ``small`` changes of it, and those that are wrong
    on ``unusual`` inputs only."""
    found: dict[str, list[Mutant]] = {}
    for name, asked in answers(assignment, seed).items():
        source = assignment.references[name]
        found[name] = list(mutants(name, source)) if small else []
        found[name] += holes(name, source, asked.answers) if unusual else []
    return found


def kill_mutants(
    assignment: Assignment, executor: Executor, seed: int, found: Mapping[str, Sequence[Mutant]]
) -> Iterator[Fate]:
    """Run every mutant on its exercise's cases."""
    reasons = equivalent_mutants(assignment)
    for name, several in found.items():
        yield from _fates(assignment, executor, seed, name, several, reasons)


def _fates(
    assignment: Assignment,
    executor: Executor,
    seed: int,
    name: str,
    found: Sequence[Mutant],
    reasons: Mapping[tuple[str, str], str],
) -> Iterator[Fate]:
    asked = answers(assignment, seed)[name]
    several = [submission(assignment, name, mutant.source) for mutant in found]
    items = [by_itself(assignment, one, name, asked) for one in several]
    limits = Limits(seconds=MUTANT_SECONDS)
    replies = executor.run([[item] for item in items], limits)
    for mutant, one, observations in zip(found, several, replies, strict=True):
        marked = mark(
            assignment.exercise(name),
            one.functions[name],
            assignment.conventions(name),
            asked.answers,
            observations[0],
        )
        killers = [case.case for case in marked.cases if case.counts and case.status != "passed"]
        line = "* in: " + mutant.code.split(" in: ", 1)[-1]
        reason = reasons.get((name, mutant.code)) or reasons.get((name, line), "")
        yield Fate(mutant, killers[0] if killers else "", reason)
