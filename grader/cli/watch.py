"""``grader watch``."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from grader.model import Cell, Grade, Notebook
    from grader.session import Session

# Milliseconds. Waiting longer for more changes would only delay the answer: what is read while it
# is still being written is no complete notebook, and is read again at the next change.
STEP, DEBOUNCE = 5, 50
LOOK = 500  # between looks of our own, where the system tells nothing (a network drive)
GRACE = 1.0  # seconds for which a file that is broken or gone is taken to be on its way
EXAMPLE = "\b\nExample:\n  grader watch deep_nn_step_by_step.ipynb"
Stamp = tuple[int, int, int] | None


@click.command(epilog=EXAMPLE)
@click.argument("notebook", type=click.Path(path_type=Path))
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
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    help="The seed of the fresh cases, the same at every save; without it one is drawn.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Seconds that an exercise may take.",
)
def watch(
    notebook: Path,
    only: tuple[str, ...],
    assignment: str | None,
    course: Path | None,
    seed: int | None,
    timeout: float,
) -> int:
    """Grade NOTEBOOK at each save, and say what changed and what needs attention.

    The notebook may be missing at first, be replaced, or be deleted and come back. Ctrl-C ends it.
    """
    from grader.course.load import load_course
    from grader.lookup import assignments_with
    from grader.model import Limits, UsageError
    from grader.session import Session

    folder = notebook.parent
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} to wait in for {notebook.name}.")
    loaded = load_course(course)
    if assignment:
        loaded.assignment(assignment)
    for exercise in only:
        assignments_with(loaded, exercise, assignment or "")
    with Session(loaded, seed, Limits(seconds=timeout)) as session:
        try:
            _say(f"Watching {notebook} (seed {session.seed}). Ctrl-C ends it.")
            session.warm_up()
            saves = Saves(notebook, session, assignment or "", only)
            for told in wakes(notebook):
                saves.look(told)
        except KeyboardInterrupt:  # how this command ends
            _say("Stopped.")
    return 0


def wakes(notebook: Path) -> Iterator[bool]:
    """Wake at each change of that name in its folder (true), and now and then all the same.

    The folder is watched, not the file: editors write another file and rename it, and a name can
    be waited for that is not there yet.
    """
    import watchfiles

    yield True
    while True:
        folder = notebook.resolve().parent
        stood = _stamp(folder)
        if stood is None:  # deleted itself: there is nothing to watch until it is back
            time.sleep(LOOK / 1000)
            yield True
            continue
        mine = _Named({notebook.name, notebook.resolve().name})
        with contextlib.suppress(FileNotFoundError):
            for changed in watchfiles.watch(
                folder,
                watch_filter=mine,
                debounce=DEBOUNCE,
                step=STEP,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                recursive=False,
                ignore_permission_denied=True,
            ):
                yield bool(changed)
                now = _stamp(folder)
                if now is None or now[-1] != stood[-1]:
                    break  # another folder of that name


class _Named:
    """Lets through the changes of these names: a folder may hold much that is none of ours."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def __call__(self, _change: object, path: str) -> bool:
        return os.path.basename(path) in self._names


class Saves:
    """The last result, and what is known of the file since."""

    def __init__(
        self, notebook: Path, session: Session, assignment: str, only: tuple[str, ...]
    ) -> None:
        self._path = notebook
        self._session = session
        self._assignments = (assignment,) if assignment else ()
        self._only = only
        self._stamp: Stamp = (0, 0, 0)  # of no file
        self._last: Grade | None = None
        self._cells: tuple[Cell, ...] | None = None
        self._broken_since: float | None = None
        self._said = ""

    def look(self, told: bool) -> None:
        """Read the notebook if it may have changed, and grade it if it has."""
        from grader.model import NotGradable
        from grader.notebook import read_notebook

        stamp = _stamp(self._path)
        saved = stamp != self._stamp
        if not (told or saved or self._broken_since is not None):
            return
        self._stamp = stamp  # taken before reading: what is written meanwhile differs from it
        try:
            notebook = read_notebook(self._path)
        except NotGradable as error:
            self._wait(str(error))
            return
        self._broken_since, self._said = None, ""
        if notebook.cells == self._cells:
            if saved and self._last is not None:  # one save may be told of twice
                _show([(f"{_clock()}  saved; no code has changed", "")])
            return
        self._cells = notebook.cells
        self._report(notebook)

    def _wait(self, reason: str) -> None:
        """Keep the last result; say something only where the file stays as it is."""
        now = time.monotonic()
        if self._broken_since is None:
            self._broken_since = now
        if now - self._broken_since < GRACE:
            return
        gone = not self._path.exists()
        said = f"{self._path} is not there; waiting for it." if gone else ""
        said = said or f"Waiting for a complete file. {reason}"
        if said != self._said:
            _say(said)
        self._said = said

    def _report(self, notebook: Notebook) -> None:
        from grader.cli.changes import told
        from grader.model import NotGradable, UsageError

        try:
            grade = self._grade(notebook)
        except (NotGradable, UsageError) as error:
            _say(f"grader: {error}")
            return
        _show(told(grade, self._last, _clock(), _width()))
        self._last = grade

    def _grade(self, notebook: Notebook) -> Grade:
        from grader.cli.progress import working
        from grader.model import GraderError, NotGradable, UsageError

        with working("Grading"):
            try:
                return self._session.grade(notebook, self._assignments, self._only)
            except (NotGradable, UsageError):
                raise
            except GraderError:  # a worker may be killed in a long session; a second one tells
                return self._session.grade(notebook, self._assignments, self._only)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _clock() -> str:
    return time.strftime("%H:%M:%S")


def _width() -> int:
    if not sys.stdout.isatty():
        return 80
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def _show(lines: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    """Print a report in one write, so that a reader of a pipe never gets half of it."""
    from grader.report.text import written

    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    stream = sys.stdout.buffer
    stream.write(written([*lines, ("", "")], color).encode())
    stream.flush()


def _say(text: str) -> None:
    click.echo(text, err=True)
