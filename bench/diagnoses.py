"""How often the cause that a report names is the true one.

    python bench/diagnoses.py [--list]

Known mistakes have a code that they must get; a composition of two is told rightly where both or
either is named and nothing else. "seen" is a sentence on what was observed, the shapes that met
say, beside or instead of a cause; "other" names a cause that nobody put in, unless the composition
does all that this cause does. Of a mutant nobody wrote down the cause: it is given or not.
``--list`` prints each answer that got another cause than its own. Exit status 1: a search broke.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from random import Random

from grader.compare.outputs import differing
from grader.course.load import Assignment, Course, load_course
from grader.course.mistakes import edited, mistakes
from grader.dev.mutants import mutants
from grader.dev.verify import submission
from grader.diagnose.effects import Known
from grader.diagnose.texts import TEXTS
from grader.grading import grade
from grader.model import GraderError, Limits
from grader.run.executors import start_executor

MUTANTS_OF = "deep_nn_step_by_step"
COMPOSITIONS, SEED = 300, 7
LIMITS = Limits(seconds=1.0)
COLUMNS = ("right", "seen", "none", "other", "given", "passed")


@dataclass(frozen=True)
class Answer:
    """A wrong answer; ``codes`` are the causes that are true of it, where they are known."""

    kind: str
    assignment: str
    exercise: str
    name: str
    source: str
    codes: tuple[str, ...] = ()


def known(course: Course) -> Iterator[Answer]:
    for name in course.assignments:
        assignment = course.assignment(name)
        for one in mistakes(assignment):
            source = edited(assignment, one)
            yield Answer("known mistakes", name, one.exercise, one.code, source, (one.code,))


def mechanical(course: Course) -> Iterator[Answer]:
    for exercise, source in course.assignment(MUTANTS_OF).references.items():
        for one in mutants(exercise, source):
            yield Answer(f"mutants of {MUTANTS_OF}", MUTANTS_OF, exercise, one.code, one.source)


def composed(course: Course) -> Iterator[Answer]:
    """Two mistakes of one exercise, where the edits of the second still find their text."""
    for name in course.assignments:
        assignment = course.assignment(name)
        for two in combinations(mistakes(assignment), 2):
            if two[0].exercise != two[1].exercise:
                continue
            try:
                source = edited(assignment, *two)
                compile(source, "<composition>", "exec")
            except (GraderError, SyntaxError):
                continue
            codes = (two[0].code, two[1].code)
            title = f"two of {MUTANTS_OF}" if name == MUTANTS_OF else "two of the other assignments"
            yield Answer(title, name, two[0].exercise, " + ".join(codes), source, codes)


def told(answers: Sequence[Answer]) -> list[tuple[Answer, str, str]]:
    """Each answer, what its diagnosis is worth, and the codes that it got."""
    warnings.simplefilter("ignore")  # wrong answers take logarithms of 0
    course, executor = load_course(), start_executor(jobs=1)
    found = []
    try:
        for one in answers:
            assignment = course.assignment(one.assignment)
            handed_in = submission(assignment, one.exercise, one.source)
            only = (one.exercise,)
            result = grade(handed_in, course, 1, executor, LIMITS, only).exercises[0]
            codes = [diagnosis.code for diagnosis in result.diagnoses]
            value = worth(one, result.status, codes)
            if value == "other" and alike(assignment, one, codes):
                value = "right"
            found.append((one, value, " + ".join(codes)))
    finally:
        executor.close()
    return found


def worth(answer: Answer, status: str, codes: Sequence[str]) -> str:
    if status == "passed":
        return "passed"
    if not codes:
        return "none"
    if not answer.codes:
        return "given"
    if set(codes) <= set(answer.codes):
        return "right"
    return "seen" if TEXTS.keys() >= set(codes) - set(answer.codes) else "other"


def alike(assignment: Assignment, answer: Answer, codes: Sequence[str]) -> bool:
    """Whether what was named does all that the composition does: then it is true of it as well."""
    mine = [m for m in mistakes(assignment) if m.exercise == answer.exercise]
    exercise = assignment.exercise(answer.exercise)
    made = tuple(m for m in mine if m.code in answer.codes)
    named = tuple(m for m in mine if m.code in codes)
    if not named:
        return False
    both = [Known(assignment, several) for several in (made, named)]
    for case in assignment.cases(answer.exercise, 1):
        expected = assignment.expected(answer.exercise, case)
        one, other = (known.on(case, expected) for known in both)
        if one.error != other.error or differing(exercise, one.value, other.value):
            return False
    return True


def grouped(answers: Iterable[Answer]) -> list[list[Answer]]:
    """By exercise, longest first: what a worker learns of an exercise serves all its answers."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for one in answers:
        groups.setdefault((one.assignment, one.exercise), []).append(one)
    return sorted(groups.values(), key=len, reverse=True)


def table(rows: Sequence[tuple[Answer, str, str]]) -> None:
    counts: dict[str, Counter[str]] = {}
    for answer, value, _codes in rows:
        counts.setdefault(answer.kind, Counter())[value] += 1
    print(f"| {'':<32} |" + "".join(f" {name:>6} |" for name in ("all", *COLUMNS)))
    print(f"| {'-' * 32} |" + " -----: |" * (1 + len(COLUMNS)))
    for kind, count in counts.items():
        cells = (count.total(), *(count[name] or "" for name in COLUMNS))
        print(f"| {kind:<32} |" + "".join(f" {cell:>6} |" for cell in cells))


def main() -> int:
    warnings.simplefilter("ignore")  # some compositions look odd to the compiler
    course = load_course()
    pairs = list(composed(course))
    pairs = Random(SEED).sample(pairs, min(COMPOSITIONS, len(pairs)))
    answers = [*known(course), *mechanical(course), *pairs]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        rows = [row for rows in pool.map(told, grouped(answers)) for row in rows]
    order = {one: place for place, one in enumerate(answers)}
    rows.sort(key=lambda row: order[row[0]])
    table(rows)
    broken = [row for row in rows if "grader_bug" in row[2]]
    listed = [row for row in rows if row[1] == "other"] if "--list" in sys.argv else broken
    for answer, _value, codes in listed:
        print(f"{answer.assignment} {answer.exercise}: {answer.name} -> {codes}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
