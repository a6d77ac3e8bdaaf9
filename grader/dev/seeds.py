"""Whether a version's mark hangs on the seed that a run happens to draw: it must not.

A wrong answer that loses its points on one seed and not on the next is a hole in the cases. The
fresh cases of all seeds are run in one process, one after the other, and marked seed by seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.course.load import Assignment
from grader.dev.verify import submission
from grader.grading.answers import Answer, Answers, of_cases
from grader.grading.mark import mark
from grader.grading.plan import by_itself
from grader.model import CaseGrade, Limits, Observation
from grader.run.executors import Executor

SECONDS = 5.0  # for all seeds together


@dataclass(frozen=True, slots=True)
class Varying:
    """A version that is not marked the same on every seed, and the cases through which."""

    exercise: str
    code: str
    marks: tuple[str, ...]  # status and points on each seed
    cases: tuple[str, ...]

    def __str__(self) -> str:
        counted = Counter(self.marks).most_common()
        told = ", ".join(f"{mark} on {count}" for mark, count in counted)
        names = ", ".join(f"“{name}”" for name in self.cases)
        return f"{self.exercise}: {self.code} is marked by luck: {told} seeds; through {names}"


def varying(
    assignment: Assignment,
    executor: Executor,
    exercise: str,
    several: Sequence[tuple[str, str]],
    seeds: Sequence[int],
) -> Iterator[Varying]:
    """Those of ``several`` versions of an exercise (code and source) whose mark varies."""
    drawn = Drawn(assignment, exercise, seeds)
    submissions = [submission(assignment, exercise, source) for _, source in several]
    jobs = [[by_itself(assignment, one, exercise, drawn.answers)] for one in submissions]
    replies = executor.run(jobs, Limits(seconds=SECONDS)) if jobs else []
    for (code, _), one, (observations,) in zip(several, submissions, replies, strict=True):
        marks, grades = [], []
        for answers, seen in drawn.by_seed(observations):
            conventions = assignment.conventions(exercise)
            rule = assignment.exercise(exercise)
            result = mark(rule, one.functions[exercise], conventions, answers, seen)
            marks.append(f"{result.status} {rule.points * result.share:.4g}")
            grades.append([case for case in result.cases if case.counts])
        if len(set(marks)) > 1:
            yield Varying(exercise, code, tuple(marks), _through(grades))


class Drawn:
    """The cases of one exercise on several seeds: those with a fixed seed once."""

    def __init__(self, assignment: Assignment, exercise: str, seeds: Sequence[int]) -> None:
        of_seed = [assignment.cases(exercise, seed) for seed in seeds]
        fixed = [case for case in of_seed[0] if case.public]
        fresh = [case for cases in of_seed for case in cases if not case.public]
        self._fixed, self._each = len(fixed), len(fresh) // len(seeds)
        self.answers: Answers = of_cases(assignment, exercise, [*fixed, *fresh])

    def by_seed(
        self, observations: Sequence[Observation]
    ) -> Iterator[tuple[Sequence[Answer], Sequence[Observation]]]:
        """The answers and observations of each seed."""
        answers = self.answers.answers
        for start in range(self._fixed, len(answers), self._each or 1):
            of_seed = slice(start, start + self._each)
            yield (
                (*answers[: self._fixed], *answers[of_seed]),
                (*observations[: self._fixed], *observations[of_seed]),
            )


def _through(grades: Sequence[Sequence[CaseGrade]]) -> tuple[str, ...]:
    """The names of the cases that are not marked the same on every seed."""
    return tuple(
        cases[0].case
        for cases in zip(*grades, strict=True)
        if len({(case.status, case.score) for case in cases}) > 1
    )
