"""``grader dev``: for maintainers of a course."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(
    short_help="For maintainers: compile a course, prove its tests.",
    epilog="\b\nExample:\n  grader dev build --check\n  grader dev verify",
)
def dev() -> None:
    """Maintain a course: compile what learners get from its solutions."""


@dev.command(
    short_help="Compile notebooks and expected outputs.",
    epilog="\b\nExample:\n  grader dev build --check",
)
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
    from grader.dev.leaks import Slip

    loaded = load_course(course)
    stale = slips = 0
    for compiled in compile_course(loaded):
        if isinstance(compiled, Slip):
            slips += 1
            click.echo(compiled, err=True)
            continue
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
    if slips:
        click.echo("Nothing of an assignment with such a slip was written.", err=True)
    return 1 if slips or (check and stale) else 0


@dev.command(
    short_help="Prove the tests: what is wrong fails, what is right passes.",
    epilog="\b\nExample:\n  grader dev verify --assignment deep_nn_step_by_step --matrix",
)
@click.option("--assignment", metavar="ID", help="Only this one.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the fresh cases.")
@click.option(
    "--seeds",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Mark each version on so many seeds, and say where the mark varies.",
)
@click.option(
    "--mutants/--no-mutants",
    default=True,
    show_default=True,
    help="Make mutants of the references, too.",
)
@click.option(
    "--unusual/--no-unusual",
    default=False,
    show_default=True,
    help="Make those, too, that are wrong on unusual inputs only.",
)
@click.option("--all-mutants", is_flag=True, help="Mark all mutants, too, on as many --seeds.")
@click.option("--matrix", is_flag=True, help="Print each mutant and the case that kills it.")
@click.option(
    "--course", type=click.Path(path_type=Path, file_okay=False), help="A course's folder."
)
def verify(
    assignment: str | None,
    seed: int,
    seeds: int,
    mutants: bool,
    unusual: bool,
    all_mutants: bool,
    matrix: bool,
    course: Path | None,
) -> int:
    """Prove the tests: references, variants, stubs, mistakes and their diagnoses, mutants."""
    from grader.course.load import load_course
    from grader.dev.build import checked
    from grader.dev.proof import Asked, prove
    from grader.lookup import assignment as found
    from grader.run.executors import start_executor

    asked = Asked(seed, mutants, unusual, seeds, all_mutants, matrix)
    loaded = load_course(course)
    names = (assignment,) if assignment else loaded.assignments
    chosen = [found(loaded, name, "grader dev verify --assignment {}") for name in names]
    executor = start_executor()
    wrong = 0
    try:
        for one in chosen:
            slips, _files = checked(one)
            for slip in slips:
                click.echo(slip, err=True)
            # what is declared wrongly proves nothing; the other assignments are proven all the same
            wrong += len(slips) or prove(one, executor, asked)
    finally:
        executor.close()
    click.echo("All proven." if not wrong else f"{wrong} are not as they should be.", err=True)
    return 1 if wrong else 0
