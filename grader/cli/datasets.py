"""``grader datasets``: the data that notebooks train on."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import click


@click.group(
    short_help="Make the data that notebooks train on.",
    epilog="\b\nExample:\n  grader datasets make",
)
def datasets() -> None:
    """Make the data of the notebooks, or put your own files in their place."""


@datasets.command(
    short_help="Draw the data sets, and check them.",
    epilog="\b\nExample:\n  grader datasets make\n"
    "  grader datasets make cats --from train.h5 --from test.h5",
)
@click.argument("name", required=False)
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take this file in place of a drawn one, after checking keys, shapes and dtypes.",
)
@click.option(
    "--course", type=click.Path(path_type=Path, file_okay=False), help="A course's folder."
)
def make(name: str | None, files: tuple[Path, ...], course: Path | None) -> int:
    """Draw the data sets (all, or NAME), where they are not there yet, and check them."""
    from grader.course.load import load_course
    from grader.lookup import meant
    from grader.model import UsageError

    sets = load_course(course).datasets()
    if name is not None and name not in sets:
        near = meant(name, tuple(sets), "grader datasets make {}")
        raise UsageError(f"There is no data set {name!r} to make. {near}")
    if files and name is None and len(sets) != 1:
        raise UsageError(f"Say which set the files are for: {', '.join(sets)}.")
    for one in [name] if name else sets:
        for path in _make(sets[one], files):
            click.echo(str(path))
    return 0


def _make(module: ModuleType, files: tuple[Path, ...]) -> list[Path]:
    from grader.model import UsageError

    try:
        paths: list[Path] = module.use_files(*files) if files else module.make()
        module.check()
    except (ValueError, OSError) as error:
        raise UsageError(str(error)) from error
    return paths
