"""Whether the line that a report names is the line that is wrong, and what finding it costs.

    python bench/places.py [--sample N] [--pairs N] [--held-out] [--list] [--assignment NAME]

Wrong answers are mutants of the references and of their equal variants, one change each, or two in
one function; where the change is made is known. "right": the line of the first cause named is that
line (of two changes, either); of a statement that was taken away, the one before or after it.
"name": the sentence names something that stands in that line. "line" another line was named;
"cause" a cause without a line; "none" nothing. What a mistake that a teacher wrote down covers
counts by itself. ``--held-out`` takes a third of the search's kinds of edits away, and shows the
kinds of mutants that they would mend: what is said where nobody foresaw the change.
"""

from __future__ import annotations

import ast
import difflib
import os
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import Random
from statistics import median

from grader.course.load import Assignment, Course, load_course
from grader.course.mistakes import edited, variants
from grader.dev.mutants import mutants
from grader.dev.verify import submission
from grader.diagnose.repair import calls, candidates, operators
from grader.diagnose.texts import TEXTS
from grader.grading import grade
from grader.model import Limits
from grader.run.executors import start_executor

SEED = 7
LIMITS = Limits(seconds=2.0)
COLUMNS = ("right", "name", "line", "cause", "none")
WORKED_OUT = ("line_", "first_", "step_")
NAMED = re.compile(r"`([^`]+)`")
# kinds of mutants, by how their codes begin
KINDS = (
    (r"line removed", "a statement taken away"),
    (r"(left|right) term dropped", "a term dropped"),
    (r"comparison turned", "a comparison turned"),
    (r"minus dropped", "a minus dropped"),
    (r"transpose dropped", "a transpose dropped"),
    (r"arguments swapped", "arguments exchanged"),
    (r"\w+ dropped", "a keyword dropped"),
    (r"(True|False) to", "True for False"),
    (r"-?\d+ to", "a whole number"),
    (r"-?[\d.e-]+ to", "a decimal number"),
    (r"'.*' to another", "another text"),
    (r"\S+ to \S+ in", "an operator or a name"),
)
OPERATOR = re.compile(r"[-+*/@]+ to ")
HELD_OUT = ("a term dropped", "a comparison turned", "arguments exchanged", "a keyword dropped")
FAMILIES_OUT = (
    operators.missing_terms,
    operators.comparisons,
    calls.arguments,
    calls.keywords,
)


@dataclass(frozen=True)
class Answer:
    assignment: str
    exercise: str
    code: str
    kind: str
    source: str
    lines: frozenset[int]  # that are wrong


@dataclass(frozen=True)
class Result:
    answer: Answer
    value: str  # one of COLUMNS, or passed, listed right, listed line …
    seconds: float
    said: str


def kind_of(code: str) -> str:
    if OPERATOR.match(code):
        return "another operator"
    for pattern, kind in KINDS:
        if re.match(pattern, code):
            return "another name" if kind.startswith("an operator") else kind
    return "other"


def changed(before: str, after: str) -> frozenset[int]:
    """The lines of the second text that differ, or that stand where some were taken away."""
    one, other = before.splitlines(), after.splitlines()
    found: set[int] = set()
    for tag, _i, _j, start, end in difflib.SequenceMatcher(None, one, other, False).get_opcodes():
        if tag != "equal":
            found |= set(range(start + 1, end + 1)) or {start, start + 1}
    return frozenset(found)


def without_passes(source: str, lines: frozenset[int]) -> tuple[str, frozenset[int]]:
    """A statement that was taken away leaves nothing behind, where Python allows that."""
    rows = source.splitlines()
    for number in sorted(lines):
        if 0 < number <= len(rows) and rows[number - 1].strip() == "pass":
            rest = "\n".join(rows[: number - 1] + rows[number:]) + "\n"
            try:
                compile(rest, "<mutant>", "exec")
            except SyntaxError:
                return source, lines | {number - 1, number + 1}
            return rest, frozenset({number - 1, number})
    return source, lines


def sources(assignment: Assignment) -> Iterator[tuple[str, str]]:
    yield from assignment.references.items()
    for one in variants(assignment):
        yield one.exercise, edited(assignment, one)


def singles(course: Course, names: Sequence[str]) -> Iterator[Answer]:
    for name in names:
        for exercise, source in sources(course.assignment(name)):
            before = ast.unparse(ast.parse(source))
            for one in mutants(exercise, source):
                text, lines = without_passes(one.source, changed(before, one.source))
                yield Answer(name, exercise, one.code, kind_of(one.code), text, lines)


def pairs(course: Course, names: Sequence[str], count: int) -> Iterator[Answer]:
    """Two changes in one function: a mutant of a mutant, drawn by a seed."""
    random = Random(SEED)
    every = [(n, e, s) for n in names for e, s in sources(course.assignment(n))]
    weights = [len(list(mutants(e, s))) for _, e, s in every]
    made = 0
    while made < count:
        name, exercise, source = random.choices(every, weights)[0]
        before = ast.unparse(ast.parse(source))
        first = random.choice(list(mutants(exercise, source)))
        second = random.choice(list(mutants(exercise, first.source)))
        lines = changed(before, second.source)
        if len(lines) < 2:
            continue
        made += 1
        yield Answer(name, exercise, f"{first.code} + {second.code}", "two", second.source, lines)


def told(task: tuple[Sequence[Answer], bool]) -> list[Result]:
    """What the report says of each answer."""
    answers, held_out = task
    warnings.simplefilter("ignore")
    if held_out:
        kept = tuple(one for one in candidates.FAMILIES if one not in FAMILIES_OUT)
        candidates.FAMILIES = kept
    course, executor = load_course(), start_executor(jobs=1)
    found = []
    try:
        for one in answers:
            handed_in = submission(course.assignment(one.assignment), one.exercise, one.source)
            started = time.process_time()
            result = grade(handed_in, course, 1, executor, LIMITS, (one.exercise,)).exercises[0]
            seconds = time.process_time() - started
            causes = result.diagnoses
            said = causes[0] if causes else None
            value = "none"
            if result.status == "passed":
                value = "passed"
            elif said is not None:
                value = worth(one, said.line, " ".join(c.message for c in causes))
                if said.code not in TEXTS and not said.code.startswith(WORKED_OUT):
                    value = f"listed {value}"
            words = "; ".join(f"{c.code} ({c.line}): {c.message}" for c in causes)
            found.append(Result(one, value, seconds, words))
    finally:
        executor.close()
    return found


def worth(answer: Answer, line: int | None, message: str) -> str:
    rows = answer.source.splitlines()
    wrong = " ".join(rows[n - 1] for n in answer.lines if 0 < n <= len(rows))
    if line in answer.lines:
        return "right"
    if line is not None:
        return "line"
    return "name" if any(name in wrong for name in NAMED.findall(message)) else "cause"


def table(results: Sequence[Result]) -> None:
    """Of each kind of edit, how many answers were told what."""
    counts: dict[str, Counter[str]] = {}
    for one in results:
        if one.value.startswith("listed"):
            counts.setdefault("covered by a listed mistake", Counter())[one.value[7:]] += 1
        elif one.value != "passed":
            rows = ("two",) if one.answer.kind == "two" else (one.answer.kind, "all single")
            for row in rows:
                counts.setdefault(row, Counter())[one.value] += 1
    print(f"| {'':<28} |    all |" + "".join(f" {name:>7} |" for name in COLUMNS))
    print(f"| {'-' * 28} | -----: |" + " ------: |" * len(COLUMNS))
    for kind, count in sorted(counts.items(), key=lambda item: item[0] in ("all single", "two")):
        share = (f"{100 * count[name] / count.total():.1f} %" for name in COLUMNS)
        print(f"| {kind:<28} | {count.total():>6} |" + "".join(f" {one:>7} |" for one in share))


def named(answer: Answer) -> str:
    return f"{answer.assignment} {answer.exercise}: {answer.code}"


def main() -> int:
    options = dict(zip(sys.argv[1:], sys.argv[2:], strict=False))
    course = load_course()
    names = [options["--assignment"]] if "--assignment" in options else list(course.assignments)
    held_out = "--held-out" in sys.argv
    answers = list(singles(course, names))
    if held_out:
        answers = [one for one in answers if one.kind in HELD_OUT]
    size = int(options.get("--sample", len(answers)))
    answers = Random(SEED).sample(answers, min(size, len(answers)))
    if not held_out:
        answers += pairs(course, names, int(options.get("--pairs", 0)))
    groups: dict[tuple[str, str], list[Answer]] = {}
    for one in answers:
        groups.setdefault((one.assignment, one.exercise), []).append(one)
    tasks = [(group, held_out) for group in sorted(groups.values(), key=len, reverse=True)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = [one for found in pool.map(told, tasks) for one in found]
    table(results)
    off = [one for one in results if one.value != "passed"]
    middle = median(one.seconds for one in off) * 1e3
    print(f"\ngrading and search, CPU of the trusted process, median {middle:.0f} ms")
    for one in sorted(off, key=lambda one: -one.seconds)[:10]:
        print(f"{one.seconds * 1e3:6.0f} ms  {named(one.answer)}")
    for one in results if "--list" in sys.argv else ():
        if one.value in ("line", "none", "cause", "name"):
            print(f"[{one.value}] {sorted(one.answer.lines)} {named(one.answer)}\n    {one.said}")
    broken = [one for one in results if "grader_bug" in one.said]
    for one in broken:
        print(f"BROKEN {one.answer.exercise}: {one.answer.code}: {one.said}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
