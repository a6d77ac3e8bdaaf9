"""A quick look at several notebooks: a line each, then what is wrong in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader.cli.run import PIPED, Asked, graded
from grader.cli.terminal import color, width, write
from grader.model import Grade, GraderError, NotGradable, UsageError
from grader.report.formats import render
from grader.report.words import plain, summary, total
from grader.run.executors import Executor, start_executor

PASSED, LOST, NOT_GRADED, GRADER_FAILED = 0, 1, 3, 4


def look(
    named: Sequence[Path], worker: Executor, asked: Asked, format_: str, output: Path | None
) -> int:
    """Grade each notebook and print what there is to say; returns the exit status: the worst of
    all."""
    if format_ != "text" or output is not None or PIPED in named:
        raise UsageError(
            "Of several notebooks there is a line each, and the details as text. "
            "For files and marks of a class: grader batch SUBMISSIONS -o OUT"
        )
    found = list(dict.fromkeys(notebooks(named)))
    if not found:
        raise UsageError(f"There is no notebook (.ipynb) in {named[0]}.")
    status, wrong = PASSED, []
    with Workers(worker) as workers:
        for path in found:
            try:
                result, _data = graded(workers.current(), path, asked)
            except UsageError:
                raise
            except GraderError as error:
                _line("✗", path, plain(str(error).removeprefix(f"{path}: ")))
                status = max(status, error.exit_status)
                if not isinstance(error, NotGradable):
                    workers.renew()  # it may be gone, and the next notebook has done nothing
                continue
            right = result.score >= result.max_score
            _line("✓" if right else "✗", path, f"{total(result)}  ({summary(result)})")
            status = max(status, PASSED if right else LOST)
            wrong += [] if right else [result]
    for result in wrong:
        _details(result, asked)
    return status


class Workers:
    """The worker that was started, or the one in the place of one that failed."""

    def __init__(self, first: Executor) -> None:
        self._first = first
        self._own: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._own is not None:
            self._own.close()

    def current(self) -> Executor:
        return self._own or self._first

    def renew(self) -> None:
        if self._own is not None:
            self._own.close()
        self._own = start_executor()


def notebooks(named: Sequence[Path]) -> Iterator[Path]:
    """The files named, and of a folder all notebooks below it but for Jupyter's own copies."""
    for path in named:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(one for one in folders if not one.startswith((".", "__")))
            yield from (
                Path(folder, name)
                for name in sorted(files)
                if name.endswith(".ipynb") and not name.startswith(".")
            )


def _line(sign: str, path: Path, said: str) -> None:
    click.echo(f"{sign} {plain(str(path))}  {said}")


def _details(result: Grade, asked: Asked) -> None:
    rule = "─" * width()
    text = render(result, "text", color=color(), width=width(), asked=asked.again())
    write(f"\n{rule}\n{text}")
