"""``grader run``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.report.formats import FORMATS

if TYPE_CHECKING:
    from grader.course.load import Assignment, Course
    from grader.model import Grade, Vocabulary
    from grader.run.executors import Executor

EXAMPLE = (
    "\b\nExample:\n  grader run deep_nn_step_by_step.ipynb --only linear_backward\n"
    "  grader run deep_nn_step_by_step.ipynb -o report.html"
)
PIPED = Path("-")


@click.command(epilog=EXAMPLE, short_help="Say what is right in a notebook and what is not.")
@click.argument(
    "notebooks", metavar="NOTEBOOK", nargs=-1, required=True, type=click.Path(path_type=Path)
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
    input.

    Exit status: 0 full marks; 1 points lost; 2 wrong usage; 3 this file cannot be graded; 4 the
    grader failed.
    """
    from grader.cli.progress import working
    from grader.run.executors import start_executor

    notebook = _the_only(notebooks)
    format_ = _checked(notebook, format_, output)
    # the worker comes up while this process reads the notebook
    worker = start_executor(executor or "")
    try:
        if require_sandbox:
            _refuse_without_sandbox(worker)
        with working("Grading"):
            result, data = _grade(worker, notebook, seed, only, assignment, course, timeout)
    finally:
        worker.close()
    asked = _asked(only, assignment, course)
    _write(result, format_, output, notebook=data, verbose=verbose, staff=staff, asked=asked)
    return 0 if result.score >= result.max_score else 1


def _the_only(notebooks: tuple[Path, ...]) -> Path:
    from grader.model import UsageError
    from grader.report.words import quoted

    if len(notebooks) == 1:
        return notebooks[0]
    joined = " ".join(map(str, notebooks))
    if Path(joined).exists():
        raise UsageError(f"A name with blanks is to be quoted: grader run {quoted(joined)}")
    raise UsageError(
        f"One notebook at a time, please; these are {len(notebooks)}. "
        f"The first: grader run {quoted(str(notebooks[0]))}"
    )


def _checked(notebook: Path, format_: str, output: Path | None) -> str:
    """The format, told by the file's ending where none is named; refuses what would be lost."""
    from grader.model import UsageError

    if output is None:
        return format_
    if output.exists() and notebook.exists() and output.samefile(notebook):
        raise UsageError(f"{output} is the notebook itself. Name another file for the report.")
    if not output.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {output.parent}. Make it, or name another file.")
    endings = {".html": "html", ".json": "json", ".md": "markdown"}
    return endings.get(output.suffix, "text") if format_ == "text" else format_


def _refuse_without_sandbox(worker: Executor) -> None:
    from grader.model import GraderError

    missing = worker.protection.missing
    if missing:
        raise GraderError(
            f"The sandbox is not complete here; missing: {', '.join(missing)}. Grade on Linux 5.13 "
            "or newer with libseccomp, or leave out --require-sandbox."
        )


def _grade(
    worker: Executor,
    notebook: Path,
    seed: int | None,
    only: tuple[str, ...],
    assignment: str | None,
    course: Path | None,
    timeout: float,
) -> tuple[Grade, bytes]:
    """The grade and the bytes that were graded, for a report that shows them."""
    from grader.course.load import load_course
    from grader.grading import grade
    from grader.model import Limits
    from grader.notebook import extract, read_notebook_bytes

    if seed is None:
        import secrets

        seed = secrets.randbelow(2**31)
    loaded = load_course(course)
    data = _bytes(notebook, loaded)
    read = read_notebook_bytes(data, str(notebook))
    if assignment:
        vocabularies: tuple[Vocabulary, ...] = (_stated(loaded, assignment, notebook).vocabulary,)
    else:
        vocabularies = loaded.vocabularies("\n".join(cell.source for cell in read.cells))
    submission = extract(read, vocabularies, assignment)
    for exercise in only:
        _known(loaded, submission.assignment, exercise, notebook)
    return grade(submission, loaded, seed, worker, Limits(seconds=timeout), only), data


def _stated(course: Course, assignment: str, notebook: Path) -> Assignment:
    from grader.lookup import assignment as found
    from grader.report.words import quoted

    return found(course, assignment, f"grader run {quoted(str(notebook))} --assignment {{}}")


def _known(course: Course, assignment: str, exercise: str, notebook: Path) -> None:
    """Refuse a name that is no exercise, with the one that may be meant."""
    if exercise in course.assignment(assignment).exercises:
        return
    from grader.lookup import assignments_with
    from grader.report.words import quoted

    command = f"grader run {quoted(str(notebook))} --only {{}}"
    assignments_with(course, exercise, assignment, command)


def _asked(only: tuple[str, ...], assignment: str | None, course: Path | None) -> list[str]:
    """The options without which another run would give another result."""
    asked = [word for name in only for word in ("--only", name)]
    asked += ["--assignment", assignment] if assignment else []
    return asked + (["--course", str(course)] if course else [])


def _write(result: Grade, format_: str, output: Path | None, **options: Any) -> None:
    from grader.cli.progress import working
    from grader.cli.terminal import color, encoded, width, write
    from grader.model import UsageError
    from grader.report.formats import render

    if output is not None:
        try:
            with working("Writing the report"):
                output.write_bytes(encoded(render(result, format_, **options)))
        except OSError as error:
            raise UsageError(
                f"{output} cannot be written ({error.strerror}). Name another file."
            ) from error
        click.echo(f"{output} written.", err=True)
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
