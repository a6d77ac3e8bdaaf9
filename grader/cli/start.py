"""``grader list`` and ``grader start``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.course.load import Assignment

COURSE = click.option(
    "--course", type=click.Path(path_type=Path, file_okay=False), help="A course's folder."
)


@click.command(
    "list",
    short_help="Show the assignments, and what is written so far.",
    epilog="\b\nExample:\n  grader list\n  grader list deep_nn_step_by_step",
)
@click.argument("assignment", required=False)
@click.option(
    "--notebooks",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Where your notebooks are, to see what is done so far.",
)
@COURSE
def list_(assignment: str | None, notebooks: Path, course: Path | None) -> int:
    """Show the assignments, their exercises and points, and what is written so far.

    An exercise counts as written where your notebook has more than the stub; `grader run` says
    whether it is right.
    """
    from grader.course.load import load_course
    from grader.lookup import assignment as found
    from grader.report.words import points

    loaded = load_course(course)
    names = (assignment,) if assignment else loaded.assignments
    for name in names:
        one = found(loaded, name, "grader list {}")
        total = sum(exercise.points for exercise in one.exercises.values())
        click.echo(f"{name}  {one.title} ({points(total)} points)")
        written = _written(one, notebooks / f"{name}.ipynb")
        for exercise in one.exercises.values():
            mark = "" if written is None else "written" if exercise.name in written else "open"
            needs = ", ".join(one.reference_calls[exercise.name])
            line = f"  {exercise.name:<42} {points(exercise.points):>3}  {mark:<8}"
            click.echo(f"{line}{'after ' + needs if needs else ''}".rstrip())
    first = next((n for n in names if not (notebooks / f"{n}.ipynb").is_file()), None)
    if first is not None and len(names) == 1:
        click.echo(f"Begin with: grader start {first}", err=True)
    elif len(names) > 1:
        click.echo("Begin one with: grader start ASSIGNMENT", err=True)
    return 0


def _written(assignment: Assignment, path: Path) -> set[str] | None:
    """The exercises that a working copy has more of than the stub; None without one."""
    from grader.model import NotGradable
    from grader.notebook import extract, read_notebook

    if not path.is_file():
        return None
    try:
        found = extract(read_notebook(path), [assignment.vocabulary], assignment.name)
    except NotGradable:
        return None
    return {n for n, f in found.functions.items() if not f.untouched and not f.unfilled}


@click.command(
    short_help="Get an assignment's notebook to fill in.",
    epilog="\b\nExample:\n  grader start deep_nn_step_by_step",
)
@click.argument("assignment")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@COURSE
def start(assignment: str, folder: Path, course: Path | None) -> int:
    """Put a working copy of ASSIGNMENT's notebook into FOLDER (here by default)."""
    from grader.course.load import load_course
    from grader.lookup import assignment as found
    from grader.model import UsageError
    from grader.report.words import quoted

    source = found(load_course(course), assignment, "grader start {}").notebook
    target = folder / source.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made ({error.strerror or error}). Name another folder."
        ) from error
    try:
        with target.open("xb") as file:
            file.write(source.read_bytes())
    except FileExistsError as error:
        message = f"{target} is there already and is left alone. Name another folder, or grade it"
        raise UsageError(f"{message}: grader run {quoted(str(target))}") from error
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written ({error.strerror or error}). Name another folder."
        ) from error
    click.echo(f"{target} is ready. Fill it in, then: grader run {quoted(str(target))}")
    return 0
