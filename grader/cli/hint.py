"""``grader hint``."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.course.load import Course
    from grader.model import Exercise


@click.command(
    short_help="Show the next hint for an exercise, one at a time.",
    epilog="\b\nExample:\n  grader hint linear_backward",
)
@click.argument("exercise")
@click.option("--assignment", metavar="ID", help="Whose exercise, where several have that name.")
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="A course's folder, in place of the one that ships with the grader.",
)
@click.option("--all-so-far", is_flag=True, help="Show the hints given so far, and no new one.")
@click.option("--reset", is_flag=True, help="Begin again with the first hint.")
def hint(
    exercise: str, assignment: str | None, course: Path | None, all_so_far: bool, reset: bool
) -> int:
    """Show the next hint for EXERCISE, one at a time: a question first, then formulas and shapes.

    How many you have had is remembered, for you alone.
    """
    from grader.course.load import load_course
    from grader.hints import data_file, key, read_given, so_far

    loaded = load_course(course)
    where = _assignment(loaded, exercise, assignment)
    found = loaded.assignment(where).exercise(exercise)
    # what to type to come back here: the same name and the same options
    command = f"grader hint {exercise}" + (f" --assignment {assignment}" if assignment else "")
    command += f" --course {course}" if course else ""
    given, name = read_given(data_file()), key(loaded.name, where, exercise)
    had = len(so_far(found, given.get(name, 0)))
    if all_so_far:
        _show(found, range(had))
        if not had:
            click.echo(f"No hint was given yet. The first: {command}", err=True)
        return 0
    if reset:
        given.pop(name, None)
        _remember(given)
        click.echo(f"The next hint for {exercise} is the first again: {command}", err=True)
        return 0
    if had == len(found.hints):
        click.echo(_no_more(found, command))
        return 0
    _show(found, range(had, had + 1))
    _remember({**given, name: had + 1})
    more = f"Another: {command}" if had + 1 < len(found.hints) else "That was the last one."
    click.echo(more, err=True)
    return 0


def _assignment(course: Course, exercise: str, stated: str | None) -> str:
    """The assignment that is meant: the one named, else the only one, else the one at hand."""
    from grader.lookup import assignment as known
    from grader.lookup import assignments_with, choose_one

    if stated:
        known(course, stated, f"grader hint {exercise} --assignment {{}}")
    found = assignments_with(course, exercise, stated or "", "grader hint {}")
    here = [name for name in found if Path(f"{name}.ipynb").is_file()]
    if len(found) > 1 and len(here) == 1:
        click.echo(f"Taken to be that of {here[0]}, whose notebook is here.", err=True)
        return here[0]
    return choose_one(exercise, found, f"grader hint {exercise}")


def _show(exercise: Exercise, numbers: range) -> None:
    from grader.cli.terminal import width

    columns = width()
    for number in numbers:
        click.echo(f"{exercise.name}, hint {number + 1} of {len(exercise.hints)}")
        for paragraph in exercise.hints[number].split("\n"):
            click.echo(textwrap.indent(textwrap.fill(paragraph, columns - 2), "  "))


def _no_more(exercise: Exercise, command: str) -> str:
    if not exercise.hints:
        first = f"There are no hints for {exercise.name}."
    else:
        first = f"You have had all {len(exercise.hints)} hints for {exercise.name}."
        first += f"\nRead them again:        {command} --all-so-far"
    return f"{first}\nWhat is off right now:  grader run NOTEBOOK --only {exercise.name}"


def _remember(given: dict[str, int]) -> None:
    from grader.hints import data_file, write_given

    try:
        write_given(data_file(), given)
    except OSError as error:  # a hint is worth showing also where nothing can be kept
        reason = error.strerror or error
        click.echo(f"{data_file()} cannot be written ({reason}): not remembered.", err=True)
