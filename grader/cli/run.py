"""``grader run``."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.report.formats import FORMATS

if TYPE_CHECKING:
    from grader.course.load import Assignment, Course
    from grader.model import Grade
    from grader.run.executors import Executor

EXAMPLE = (
    "\b\nExample:\n  grader run deep_nn_step_by_step.ipynb --only linear_backward\n"
    "  grader run deep_nn_step_by_step.ipynb -o report.html"
)
PIPED = Path("-")


@click.command(epilog=EXAMPLE, short_help="Say what is right in a notebook and what is not.")
@click.argument(
    "notebooks", metavar="NOTEBOOK…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file instead of standard output.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    help="The seed of the fresh cases; without it one is drawn, and reported.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="EXERCISE",
    help="Grade this exercise alone; may be given several times.",
)
@click.option("--assignment", metavar="ID", help="The assignment, where it is not recognised.")
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
    "--require-sandbox",
    is_flag=True,
    help="Refuse to run where a layer of protection is missing (exit 4).",
)
@click.option("--executor", type=click.Choice(["warm-fork", "subprocess"]), hidden=True)
@click.option("-v", "--verbose", is_flag=True, help="Show every case, also those that are right.")
@click.option("--staff", is_flag=True, help="The full report: every case, with its seed.")
def run(
    notebooks: tuple[Path, ...],
    format_: str,
    output: Path | None,
    seed: int | None,
    only: tuple[str, ...],
    assignment: str | None,
    course: Path | None,
    timeout: float,
    require_sandbox: bool,
    executor: str | None,
    verbose: bool,
    staff: bool,
) -> int:
    """Grade NOTEBOOK and say what is right in it and what is not. With -, it is read from standard
    input. Of several notebooks, or a folder of them, a line each comes first.

    Exit status: 0 full marks; 1 points lost; 2 wrong usage; 3 this file cannot be graded; 4 the
    grader failed.
    """
    from grader.cli.progress import working
    from grader.run.executors import start_executor

    _refuse_unquoted(notebooks)
    several = len(notebooks) > 1 or notebooks[0].is_dir()
    if not several:
        format_ = _checked(notebooks[0], format_, output)
    # the worker comes up while this process reads the notebook
    worker = start_executor(executor or "")
    try:
        if format_ == "html":
            from grader.report.html_apart import start

            start()  # it comes up meanwhile, too
        if require_sandbox:
            refuse_without_sandbox(worker)
        asked = Asked(course, seed, assignment, only, timeout)
        if several:
            from grader.cli.several import look

            return look(notebooks, worker, asked, format_, output)
        with working("Grading"):
            result, data = graded(worker, notebooks[0], asked)
    finally:
        worker.close()
    again = asked.again()
    _write(result, format_, output, notebook=data, verbose=verbose, staff=staff, asked=again)
    return 0 if result.score >= result.max_score else 1


@dataclass(frozen=True)
class Asked:
    """What the options ask for; a seed is drawn where none is given."""

    folder: Path | None
    stated_seed: int | None
    assignment: str | None
    only: tuple[str, ...]
    timeout: float

    @cached_property
    def course(self) -> Course:
        from grader.course.load import load_course

        return load_course(self.folder)

    @cached_property
    def seed(self) -> int:
        import secrets

        return secrets.randbelow(2**31) if self.stated_seed is None else self.stated_seed

    def again(self) -> list[str]:
        """The options without which another run would give another result."""
        asked = [word for name in self.only for word in ("--only", name)]
        asked += ["--assignment", self.assignment] if self.assignment else []
        return asked + (["--course", str(self.folder)] if self.folder else [])


def _refuse_unquoted(notebooks: tuple[Path, ...]) -> None:
    """A name with blanks comes in pieces, where it is not quoted."""
    from grader.model import UsageError
    from grader.report.words import quoted

    joined = " ".join(map(str, notebooks))
    if len(notebooks) > 1 and os.path.exists(joined):
        raise UsageError(f"A name with blanks is to be quoted: grader run {quoted(joined)}")


def _checked(notebook: Path, format_: str, output: Path | None) -> str:
    """The format, told by the file's ending where none is named; refuses what would be lost."""
    from grader.cli.files import refuse_odd
    from grader.model import UsageError

    if output is None:
        return format_
    refuse_odd(output)
    if output.exists() and notebook.exists() and output.samefile(notebook):
        raise UsageError(f"{output} is the notebook itself. Name another file for the report.")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {output.parent}. Make it, or name another file.")
    endings = {".html": "html", ".json": "json", ".md": "markdown"}
    return endings.get(output.suffix, "text") if format_ == "text" else format_


def refuse_without_sandbox(worker: Executor) -> None:
    """Raise where a layer of protection is missing, and name it."""
    from grader.model import GraderError

    missing = worker.protection.missing
    if missing:
        raise GraderError(
            f"The sandbox is not complete here; missing: {', '.join(missing)}. Grade on Linux 5.13 "
            "or newer with libseccomp, or leave out --require-sandbox."
        )


def graded(worker: Executor, notebook: Path, asked: Asked) -> tuple[Grade, bytes]:
    """The grade and the bytes that were graded, for a report that shows them."""
    from grader.grading import grade_bytes
    from grader.model import Limits, NoSuchExercise

    course = asked.course
    data = _bytes(notebook, course)
    if asked.assignment:
        _stated(course, asked.assignment, notebook)
    try:
        result = grade_bytes(
            data,
            course,
            worker,
            asked.seed,
            path=str(notebook),
            assignments=(asked.assignment,) if asked.assignment else (),
            only=asked.only,
            limits=Limits(seconds=asked.timeout),
        )
    except NoSuchExercise as error:
        _unknown(course, error.assignment, error.exercise, notebook)
        raise
    return result, data


def _stated(course: Course, assignment: str, notebook: Path) -> Assignment:
    from grader.lookup import assignment as found
    from grader.report.words import quoted

    return found(course, assignment, f"grader run {quoted(str(notebook))} --assignment {{}}")


def _unknown(course: Course, assignment: str, exercise: str, notebook: Path) -> None:
    """Raise for a name that is no exercise, with the one that may be meant."""
    from grader.lookup import assignments_with
    from grader.report.words import quoted

    command = f"grader run {quoted(str(notebook))} --only {{}}"
    assignments_with(course, exercise, assignment, command)


def _write(result: Grade, format_: str, output: Path | None, **options: Any) -> None:
    from grader.cli.files import write_whole
    from grader.cli.progress import working
    from grader.cli.terminal import color, encoded, width, write
    from grader.readable import readable
    from grader.report.formats import render

    if output is not None:
        with working("Writing the report"):
            write_whole(output, encoded(render(result, format_, **options)))
        click.echo(f"{readable(str(output))} written.", err=True)
        return
    with working("Writing the report"):
        text = render(result, format_, color=color(), width=width(), **options)
    write(text)


def _bytes(notebook: Path, course: Course) -> bytes:
    from grader.notebook.document import file_bytes

    if notebook == PIPED:
        return _piped()
    if not os.path.lexists(notebook):
        from grader.lookup import no_such_file

        raise no_such_file(notebook, course, "grader run {}")
    return file_bytes(str(notebook))


def _piped() -> bytes:
    """The notebook on standard input."""
    from grader.model import NotGradable, UsageError
    from grader.notebook.document import MAX_FILE_BYTES

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("Nothing is piped in. Name the notebook: grader run NOTEBOOK")
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise NotGradable("-: this is too much for a notebook. Clear all outputs, and save it.")
    return data
