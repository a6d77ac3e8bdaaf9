"""``grader batch``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.classroom.gradebook import Gradebook
    from grader.model import Protection

EXAMPLE = (
    "\b\nExample:\n  grader batch submissions.zip -o graded\n"
    "  grader batch submitted --roster class.csv -o graded"
)
ALL_GRADED, SOME_NOT, GRADER_FAILED = 0, 1, 4


@click.command(epilog=EXAMPLE, short_help="Grade a class: folders, zip files, notebooks.")
@click.argument("submissions", metavar="SUBMISSIONS…", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="OUT",
    help="The folder for gradebook.sqlite and grades.csv; the same again goes on there.",
)
@click.option(
    "--roster",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Who is in the class: columns id, and name and email if there are.",
)
@click.option(
    "--learner-from",
    default="",
    metavar="PATTERN",
    help="Where a learner's name stands in a file's: '{learner}/*.ipynb', 'hw1-{learner}.ipynb'.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    help="The seed of all fresh cases; without it one is drawn, and kept in the gradebook.",
)
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="A course's folder, in place of the one that ships with the grader.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Seconds that an exercise may take.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 1024), help="Submissions at the same time; one a core."
)
@click.option(
    "--require-sandbox/--allow-missing-sandbox",
    default=True,
    help="Refuse to run where a layer of protection is missing (the default), or say which.",
)
@click.option("--executor", type=click.Choice(["warm-fork", "subprocess"]), hidden=True)
def batch(
    submissions: tuple[str, ...],
    out: Path,
    roster: Path | None,
    learner_from: str,
    seed: int | None,
    course: Path | None,
    timeout: float,
    jobs: int | None,
    require_sandbox: bool,
    executor: str | None,
) -> int:
    """Grade all SUBMISSIONS (folders, zip files, notebooks) and keep the marks in OUT.

    Whose a file is, is told by its name, as nbgrader, Canvas, Moodle and Gradescope write them,
    by its folder, or by --learner-from. Stopped at any moment, the same command goes on; later, it
    grades what is new, and after a change of the course what that concerns.

    Exit status: 0 all graded; 1 some could not be; 2 wrong usage; 4 the grader failed.
    """
    import os

    from grader.classroom.batch import Batch, begin, checked_protection
    from grader.classroom.gradebook import Gradebook
    from grader.classroom.layouts import tell
    from grader.classroom.roster import read_roster
    from grader.classroom.sources import Source
    from grader.classroom.summary import summary
    from grader.classroom.work import Settings
    from grader.cli.batch_progress import showing
    from grader.cli.terminal import write
    from grader.course.load import load_course

    loaded = load_course(course)
    people = read_roster(roster) if roster is not None else None
    tell(Source(Path()), (), learner_from)  # a wrong pattern is said before anything is done
    protection = _protection(executor or "")
    checked_protection(protection, not require_sandbox)
    if protection.missing:
        click.echo(f"Missing of the sandbox: {', '.join(protection.missing)}.", err=True)
    _make(out)
    with Gradebook(out) as gradebook:
        settings = Settings(course, begin(gradebook, loaded, seed), timeout, executor or "")
        running = Batch(
            gradebook,
            loaded,
            settings,
            protection,
            roster=people,
            learner_from=learner_from,
            jobs=jobs or os.cpu_count() or 1,
        )
        with showing() as progress:
            running.run(submissions, out, progress)
        write(summary(running, out))
        return _status(gradebook)


def _protection(executor: str) -> Protection:
    from grader.run.executors import start_executor

    worker = start_executor(executor, jobs=1)
    try:
        return worker.protection
    finally:
        worker.close()


def _make(out: Path) -> None:
    from grader.model import UsageError

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be made ({error.strerror}). Name another folder.") from None


def _status(gradebook: Gradebook) -> int:
    rows = gradebook.rows("SELECT DISTINCT status FROM submissions WHERE counts")
    statuses = {row[0] for row in rows}
    if "grader failed" in statuses:
        return GRADER_FAILED
    return SOME_NOT if statuses - {"graded"} else ALL_GRADED
