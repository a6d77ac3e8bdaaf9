"""``grader dev``: for maintainers of a course."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def dev() -> None:
    """Maintain a course: compile what learners get from its solutions."""


@dev.command(epilog="\b\nExample:\n  grader dev build --check")
@click.option("--check", is_flag=True, help="Write nothing; show what differs, and exit 1 if so.")
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    help="The course's folder; the one of this checkout by default.",
)
def build(check: bool, course: Path | None) -> int:
    """Compile the stub notebooks and public_tests/expected from the solutions."""
    from grader.course.load import load_course
    from grader.dev.build import compile_course, write

    loaded = load_course(course)
    stale = 0
    for compiled in compile_course(loaded):
        name = compiled.path.relative_to(loaded.folder).as_posix()
        stale += compiled.differs
        if check and compiled.differs:
            click.echo(compiled.diff(loaded.folder), nl=False)
        elif not check:
            if compiled.differs:
                write(compiled)
            click.echo(f"{'written' if compiled.differs else 'unchanged'}  {name}", err=True)
    if check and stale:
        click.echo(
            f"{stale} compiled files are not what the solutions give. Run: grader dev build",
            err=True,
        )
        return 1
    return 0
