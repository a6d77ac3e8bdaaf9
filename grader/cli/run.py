"""``grader run``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.report.formats import FORMATS

if TYPE_CHECKING:
    from grader.model import Grade, Vocabulary
    from grader.run.executors import Executor

EXAMPLE = "\b\nExample:\n  grader run deep_nn_step_by_step.ipynb --only linear_backward"


@click.command(epilog=EXAMPLE)
@click.argument("notebook", type=click.Path(path_type=Path))
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
    notebook: Path,
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
    """Grade NOTEBOOK and say what is right in it and what is not.

    Exit status: 0 full marks; 1 points lost; 2 wrong usage; 3 this file cannot be graded; 4 the
    grader failed.
    """
    from grader.cli.progress import working
    from grader.run.executors import start_executor

    format_ = _checked(notebook, format_, output)
    # the worker comes up while this process reads the notebook
    worker = start_executor(executor or "")
    try:
        if require_sandbox:
            _refuse_without_sandbox(worker)
        with working("Grading"):
            result = _grade(worker, notebook, seed, only, assignment, course, timeout)
    finally:
        worker.close()
    _write(result, format_, output, notebook, verbose=verbose or staff, staff=staff)
    return 0 if result.score >= result.max_score else 1


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
) -> Grade:
    from grader.course.load import load_course
    from grader.grading import grade
    from grader.model import Limits
    from grader.notebook import extract, read_notebook

    if seed is None:
        import secrets

        seed = secrets.randbelow(2**31)
    loaded = load_course(course)
    read = read_notebook(notebook)
    if assignment:
        vocabularies: tuple[Vocabulary, ...] = (loaded.assignment(assignment).vocabulary,)
    else:
        vocabularies = loaded.vocabularies("\n".join(cell.source for cell in read.cells))
    submission = extract(read, vocabularies, assignment)
    return grade(submission, loaded, seed, worker, Limits(seconds=timeout), only)


def _write(
    result: Grade, format_: str, output: Path | None, notebook: Path, **options: Any
) -> None:
    import os
    import shutil

    from grader.report.formats import render

    if format_ == "html":
        options["notebook"] = _bytes(notebook)
    if output is not None:
        output.write_text(render(result, format_, **options), encoding="utf-8")
        click.echo(f"{output} written.", err=True)
        return
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80
    text = render(result, format_, color=color, width=width, **options)
    stream = sys.stdout.buffer
    stream.write(text.encode("utf-8"))
    stream.flush()


def _bytes(notebook: Path) -> bytes | None:
    """The file once more, for a report that shows it; None where it is gone by now."""
    from grader.model import NotGradable
    from grader.notebook.document import file_bytes

    try:
        return file_bytes(str(notebook))
    except NotGradable:
        return None
