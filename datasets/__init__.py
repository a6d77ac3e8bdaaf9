"""Data for the notebooks: every set is drawn by a seeded generator, none is kept in git.

A public module of this folder that has a function ``make`` writes files:

* ``make(folder) -> list[Path]``: write the set's files into ``folder``, return their paths;
* ``check(folder) -> None``: raise ``DataError`` unless the files there are what they should be;
* ``use_files(*files, folder)``, where files from elsewhere can take the set's place.

``folder`` may be left out everywhere. Sets of a few numbers are functions that draw them anew.

What is made lies in ``cache_folder()``, outside of the checkout; ``GRADER_DATA`` names another.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

__all__ = ["DataError", "cache_folder", "generators"]


class DataError(ValueError):
    """A data file is missing, or is not what it should be. The message ends with what to do."""


def generators() -> tuple[str, ...]:
    """The names of the sets that are made as files: the modules with a function ``make``."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    names = [file.stem for file in files if not file.stem.startswith("_")]
    return tuple(n for n in names if hasattr(import_module(f"{__name__}.{n}"), "make"))


def cache_folder() -> Path:
    """Where made files are kept: ``GRADER_DATA``, else below the user's cache folder."""
    chosen = os.environ.get("GRADER_DATA")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "deepnet-grader"
