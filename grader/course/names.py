"""The names that every assignment of a course is recognised by, compiled into one file.

A notebook is held against all assignments of a course before one is chosen. Loading them all takes
as long as grading does, so ``grader dev build`` writes what is needed of them into
``exercises/names.json``, with fingerprints of the modules that it was made from. Where the file is
missing or a module is another by now, the assignments are loaded: slower, and never wrong.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from grader.model import Vocabulary

FILE = "names.json"
CRLF, LF = b"\r\n", b"\n"  # a checkout on Windows is of the same modules


def names_file(folder: Path) -> Path:
    return folder / "exercises" / FILE


def fingerprints(folder: Path) -> dict[str, str]:
    """Of all that the names depend on: the modules of ``solutions/``, shared ones included."""
    files = sorted((folder / "solutions").glob("*.py"))
    return {file.stem: f"{zlib.crc32(file.read_bytes().replace(CRLF, LF)):08x}" for file in files}


def written(folder: Path, vocabularies: Mapping[str, Vocabulary]) -> str:
    """The text of the file, each fingerprint beside what it is of: so two changes stay apart."""
    modules: dict[str, dict[str, Any]] = {}
    for name, fingerprint in fingerprints(folder).items():
        modules[name] = {"fingerprint": fingerprint}
        if name in vocabularies:
            known = vocabularies[name]
            modules[name] |= {
                "exercises": {one: list(known.parameters[one]) for one in known.exercises},
                "helpers": list(known.helpers),
            }
    return json.dumps(modules, indent=1) + "\n"


def read(folder: Path, whole: Callable[[str], Vocabulary]) -> Mapping[str, Vocabulary] | None:
    """What the file says, where it is of these very modules; else None."""
    try:
        found = json.loads(names_file(folder).read_bytes())
        if {name: one["fingerprint"] for name, one in found.items()} != fingerprints(folder):
            return None
        return {
            name: _vocabulary(name, one, whole) for name, one in found.items() if "exercises" in one
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _vocabulary(
    name: str, found: Mapping[str, Any], whole: Callable[[str], Vocabulary]
) -> Vocabulary:
    parameters = {one: tuple(names) for one, names in found["exercises"].items()}
    helpers = tuple(found["helpers"])
    return Vocabulary(name, tuple(parameters), parameters, helpers, {}, whole=lambda: whole(name))
