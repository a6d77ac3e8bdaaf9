"""What is said of a class at the end, in 80 columns: counts first, then who needs a person."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.classroom.batch import UNTOLD, Batch
from grader.classroom.gradebook import Gradebook
from grader.classroom.tables import NOTHING
from grader.report.words import plain, points, quoted

WIDTH = 80
SHOWN = 5
CURRENT = "FROM marks m JOIN submissions s ON s.id = m.submission_id WHERE s.counts AND m.current"


def summary(batch: Batch, out: Path) -> str:
    lines = [
        *_sources(batch),
        "",
        *_graded(batch.gradebook),
        *_roster(batch.gradebook),
        *_attempts(batch.gradebook),
        *_needs_a_person(batch.gradebook),
        *_hardest(batch.gradebook),
        *_causes(batch.gradebook),
        *_alike(batch.gradebook),
        "",
        *_files(batch, out),
    ]
    return "".join(f"{line}\n" for line in lines)


def _sources(batch: Batch) -> Iterator[str]:
    for told in batch.told:
        ignored = [f"{count} {kind}" for kind, count in told.ignored.most_common()]
        text = f"{plain(str(told.path))}: {told.layout}, {_count(told.notebooks, 'notebook')}"
        yield from _wrapped(text + (f"; ignored: {', '.join(ignored)}" if ignored else ""))


def _graded(gradebook: Gradebook) -> Iterator[str]:
    for (assignment,) in gradebook.rows(
        "SELECT DISTINCT assignment FROM submissions WHERE counts AND status = 'graded' ORDER BY 1"
    ):
        rows = gradebook.rows(
            "SELECT score, max_score FROM submissions WHERE counts AND status = 'graded' "
            "AND assignment = ?",
            assignment,
        )
        scores = [score for score, _ in rows]
        most = max(maximum for _, maximum in rows)
        median = points(statistics.median(scores))
        full = sum(score >= maximum for score, maximum in rows)
        yield from _wrapped(
            f"{assignment}: {len(rows):,} graded, median {median} of {points(most)}, "
            f"{full:,} with all points"
        )


def _roster(gradebook: Gradebook) -> Iterator[str]:
    missing = gradebook.rows(
        "SELECT learner FROM learners l WHERE enrolled AND NOT EXISTS "
        "(SELECT 1 FROM submissions s WHERE s.learner_id = l.id) ORDER BY learner"
    )
    strange = gradebook.rows(
        "SELECT DISTINCT l.learner FROM learners l JOIN submissions s ON s.learner_id = l.id "
        "WHERE enrolled = 0 ORDER BY 1"
    )
    if missing:
        yield from _named(f"{len(missing):,} of the roster: {NOTHING}", missing)
    if strange:
        yield from _named(f"{len(strange):,} not in the roster", strange)


def _attempts(gradebook: Gradebook) -> Iterator[str]:
    several = gradebook.rows(
        "SELECT l.learner, count(*) FROM submissions s JOIN learners l ON l.id = s.learner_id "
        "WHERE status = 'graded' GROUP BY learner_id, assignment HAVING count(*) > 1 ORDER BY 1"
    )
    if several:
        files = sum(count for _, count in several)
        text = f"{len(several):,} handed in several times ({files:,} files); the last counts"
        yield from _named(text, several)
    instead = gradebook.rows(
        "SELECT DISTINCT l.learner FROM submissions s JOIN learners l ON l.id = s.learner_id "
        "JOIN submissions c ON c.learner_id = s.learner_id AND c.assignment = s.assignment "
        "AND c.counts AND c.status = 'graded' WHERE s.status != 'graded' ORDER BY 1"
    )
    if instead:
        yield from _named("A file of theirs cannot be graded, another one counts", instead)


def _needs_a_person(gradebook: Gradebook) -> Iterator[str]:
    rows = gradebook.rows(
        "SELECT s.path, s.status, s.reason, l.learner FROM submissions s JOIN learners l "
        "ON l.id = s.learner_id WHERE s.counts AND s.status != 'graded' ORDER BY s.status, s.path"
    )
    stopped = gradebook.rows(
        f"SELECT m.status, m.exercise, count(*), min(s.path) {CURRENT} AND m.status IN "
        "('timeout', 'memory', 'crashed', 'blocked') GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    )
    owed = gradebook.rows(
        f"SELECT m.exercise, count(*) {CURRENT} AND EXISTS (SELECT 1 FROM causes c WHERE "
        "c.answer_id = m.answer_id AND c.code = 'grader_bug') GROUP BY 1"
    )
    if not rows and not stopped and not owed:
        return
    yield ""
    yield "A person should look at"
    for path, status, reason, learner in rows[:SHOWN]:
        who = "" if learner == UNTOLD else f"{learner}, "
        yield from _item(f"{who}{Path(path).name}: {status}: {reason}")
    if len(rows) > SHOWN:
        yield from _item(f"and {len(rows) - SHOWN:,} more files that were not graded (grades.csv)")
    words = {
        "timeout": "takes too long, or never ends",
        "memory": "asks for too much memory",
        "crashed": "ends its process",
        "blocked": "tries what graded code may not do",
    }
    for status, exercise, count, path in stopped[:SHOWN]:
        times = f"{count:,} times, first in " if count > 1 else ""
        yield from _item(f"{exercise} {words[status]}: {times}{Path(path).name}")
    for exercise, count in owed:
        yield from _item(f"{exercise}: the grader failed to name a cause, {count:,} times")


def _hardest(gradebook: Gradebook) -> Iterator[str]:
    rows = gradebook.rows(
        "SELECT m.exercise, s.assignment, avg(m.status = 'passed') AS share, "
        "sum(m.status IN ('not_implemented', 'missing')) AS unwritten "
        f"{CURRENT} GROUP BY s.assignment, m.exercise HAVING share < 1 ORDER BY share LIMIT {SHOWN}"
    )
    if rows:
        yield ""
        yield "Hardest exercises"
    for exercise, _assignment, share, unwritten in rows:
        none = f", {unwritten:,} not written" if unwritten else ""
        yield from _item(f"{exercise}: {share:.0%} right{none}")


def _causes(gradebook: Gradebook) -> Iterator[str]:
    rows = gradebook.rows(
        "SELECT m.exercise, c.message, count(DISTINCT s.id) AS told FROM causes c "
        "JOIN marks m ON m.answer_id = c.answer_id JOIN submissions s ON s.id = m.submission_id "
        "WHERE s.counts AND m.current AND c.code != 'grader_bug' GROUP BY m.exercise, c.code "
        f"ORDER BY told DESC, m.exercise LIMIT {SHOWN}"
    )
    if rows:
        yield ""
        yield "Told most often"
    for exercise, message, count in rows:
        yield from _item(f"{count:,} × {exercise}: {plain(message)}")


def _alike(gradebook: Gradebook) -> Iterator[str]:
    ((answers, marks),) = gradebook.rows(
        f"SELECT count(DISTINCT m.answer_id), count(*) {CURRENT} "
        "AND m.status NOT IN ('missing', 'not_implemented')"
    )
    if marks:
        yield ""
        yield f"{marks:,} answers, {answers:,} of them different"


def _files(batch: Batch, out: Path) -> Iterator[str]:
    names = ["gradebook.sqlite", "grades.csv"]
    names += ["changes.csv"] if (out / "changes.csv").exists() else []
    yield from _wrapped(f"Written in {plain(str(out))}: {', '.join(names)}")
    again = [one for one, count in batch.tally.outcomes.items() if one == "grader failed" and count]
    if again:
        yield "Where the grader failed, the same command tries again."
    first = batch.gradebook.rows(
        "SELECT path FROM submissions WHERE counts AND status = 'graded' AND score < max_score "
        "ORDER BY score, path LIMIT 1"
    )
    if first and Path(first[0][0]).is_file():
        name = _relative(first[0][0])
        yield "One of them in full:"
        yield f"  grader run {quoted(name)} --seed {batch.settings.seed}"


def _relative(path: str) -> str:
    here = Path.cwd()
    found = Path(path)
    return str(found.relative_to(here)) if found.is_relative_to(here) else path


def _named(text: str, rows: Sequence[Sequence[object]]) -> Iterator[str]:
    names = ", ".join(str(row[0]) for row in rows[:SHOWN])
    yield from _wrapped(f"{text}: {names}{', …' if len(rows) > SHOWN else ''}")


def _item(text: str) -> Iterator[str]:
    return _wrapped(text, "  ", "    ")


def _wrapped(text: str, first: str = "", rest: str = "  ") -> Iterator[str]:
    yield from textwrap.wrap(
        plain(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
