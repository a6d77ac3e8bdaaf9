"""``grader list`` and ``grader start``."""

from __future__ import annotations

from pathlib import Path

import click

COURSE = click.option(
    "--course", type=click.Path(path_type=Path, file_okay=False), help="A course's folder."
)


@click.command("list", epilog="\b\nExample:\n  grader list")
@COURSE
def list_(course: Path | None) -> int:
    """Show the assignments, their exercises and points."""
    from grader.course.load import load_course
    from grader.report.words import points

    loaded = load_course(course)
    for name in loaded.assignments:
        assignment = loaded.assignment(name)
        total = sum(exercise.points for exercise in assignment.exercises.values())
        click.echo(f"{name}  {assignment.title} ({points(total)} points)")
        for exercise in assignment.exercises.values():
            click.echo(f"  {exercise.name:<32} {points(exercise.points):>5}")
    click.echo(f"Begin with: grader start {loaded.assignments[0]}", err=True)
    return 0


@click.command(epilog="\b\nExample:\n  grader start deep_nn_step_by_step")
@click.argument("assignment")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@COURSE
def start(assignment: str, folder: Path, course: Path | None) -> int:
    """Put a working copy of ASSIGNMENT's notebook into FOLDER (here by default)."""
    from grader.course.load import load_course
    from grader.model import UsageError

    source = load_course(course).assignment(assignment).notebook
    target = folder / source.name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as file:
            file.write(source.read_bytes())
    except FileExistsError as error:
        message = f"{target} is there already and is left alone. Name another folder, or grade it"
        raise UsageError(f"{message}: grader run {target}") from error
    click.echo(f"{target} is ready. Fill it in, then: grader run {target}")
    return 0
