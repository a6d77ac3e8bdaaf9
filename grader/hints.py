"""Which hints a learner has had: a small file in their data folder, and nothing that fails."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

import click

from grader.model import Exercise

VERSION = 1


def data_file() -> Path:
    """``hints.json`` in the learner's own data folder (``XDG_DATA_HOME`` where it is set)."""
    stated = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(stated):  # as the XDG specification has it: a relative one is ignored
        folder = Path(stated) / "grader"
    elif sys.platform in ("win32", "darwin"):
        folder = Path(click.get_app_dir("grader", roaming=False))
    else:
        folder = Path.home() / ".local" / "share" / "grader"
    return folder / "hints.json"


def key(course: str, assignment: str, exercise: str) -> str:
    """What an exercise is called in the file: its name alone may stand in several assignments."""
    return f"{course}/{assignment}/{exercise}"


def read_given(file: Path) -> dict[str, int]:
    """How many hints were given, by exercise. A file that cannot be read counts as none."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    given = data.get("given") if isinstance(data, dict) else None
    if not isinstance(given, dict):
        return {}
    return {k: n for k, n in given.items() if type(n) is int and n > 0}


def write_given(file: Path, given: dict[str, int]) -> None:
    """Replace the file in one step, so that it is never half-written. Raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"version": VERSION, "given": given}, indent=1, sort_keys=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".hints-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text + "\n")
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def so_far(exercise: Exercise, given: int) -> tuple[str, ...]:
    """The hints that were given; a course may have fewer now than when they were."""
    return exercise.hints[: max(given, 0)]
