"""``grader watch``."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.readable import readable

if TYPE_CHECKING:
    from grader.model import Cell, Grade, Notebook
    from grader.session import Session

# Milliseconds. Waiting longer for more changes would only delay the answer: what is read while it
# is still being written is no complete notebook, and is read again at the next change.
STEP, DEBOUNCE = 5, 50
LOOK = 500  # between looks of our own, where the system tells nothing (a network drive)
GRACE = 1.0  # seconds for which a file that is broken or gone is taken to be on its way
STOPPED = 130  # the exit status of what Ctrl-C ends
EXAMPLE = "\b\nExample:\n  grader watch deep_nn_step_by_step.ipynb"
Stamp = tuple[int, int, int] | None


@click.command(epilog=EXAMPLE, short_help="Grade at each save, and say what changed.")
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
    from grader.lookup import assignment as known
    from grader.lookup import assignments_with
    from grader.model import Limits, UsageError
    from grader.report.words import quoted
    from grader.session import Session

    folder = notebook.parent
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} to wait in for {notebook.name}.")
    refuse_for_good(notebook)
    loaded = load_course(course)
    command = f"grader watch {quoted(str(notebook))}"
    if assignment:
        known(loaded, assignment, f"{command} --assignment {{}}")
    for exercise in only:
        assignments_with(loaded, exercise, assignment or "", f"{command} --only {{}}")
    with Session(loaded, seed, Limits(seconds=timeout)) as session:
        try:
            _say(f"Watching {notebook} (seed {session.seed}). Ctrl-C ends it.")
            session.warm_up()
            saves = Saves(notebook, session, assignment or "", only)
            for told in wakes(notebook):
                saves.look(told)
        except KeyboardInterrupt:  # how this command ends
            _say("Stopped.")
    return STOPPED


def refuse_for_good(notebook: Path) -> None:
    """Raise what ``grader run`` says of a folder, or of a file of another kind: no save makes a
    notebook of it. What is missing may come, and what is half-written be completed."""
    from grader.model import NotGradable
    from grader.notebook.document import document, file_bytes, notebook_format

    name = str(notebook)
    if not notebook.exists():
        return
    data = file_bytes(name)
    try:
        notebook_format(document(data, name), name)
    except NotGradable:
        if not _in_the_making(data):
            raise


def _in_the_making(data: bytes) -> bool:
    """Whether a file that is no notebook looks like the beginning of one, or like one that a
    merge has left in two versions."""
    import json

    text = data.decode(json.detect_encoding(data), "replace").strip("\ufeff \t\r\n\0")
    if not text or text.startswith("<<<<<<<"):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text.startswith("{")
    return False


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
        said = f"{self._path} is not there; waiting for it.{self._near()}" if gone else ""
        said = said or f"Waiting for a complete file. {reason}"
        if said != self._said:
            _say(said)
        self._said = said

    def _near(self) -> str:
        """The notebook beside it that may be meant, before the one that was named ever came."""
        from difflib import get_close_matches

        from grader.report.words import quoted

        if self._cells is not None or not self._path.parent.is_dir():
            return ""
        names = [one.name for one in self._path.parent.glob("*.ipynb")]
        close = get_close_matches(self._path.name, names, n=1)
        if not close:
            return ""
        near = quoted(str(self._path.with_name(close[0])))
        return f" If {near} is meant: Ctrl-C, then grader watch {near}"

    def _report(self, notebook: Notebook) -> None:
        from grader.cli.changes import told
        from grader.cli.terminal import width
        from grader.model import NotGradable, UsageError

        try:
            grade = self._grade(notebook)
        except (NotGradable, UsageError) as error:
            _say(f"grader: {error}")
            return
        _show(told(grade, self._last, _clock(), width()))
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


def _show(lines: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    from grader.cli.terminal import color, write
    from grader.report.text import written

    write(written([*lines, ("", "")], color()))


def _say(text: str) -> None:
    click.echo(readable(text), err=True)
