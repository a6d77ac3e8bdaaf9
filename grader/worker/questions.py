"""Harmless questions about the machine: they get an answer that will do.

Whether a library is here that graded code may not use: it is not. Which version a library has, what
the processor is called: the standard library looks that up in places that the sandbox closes, or by
starting a program. None of it is a reason to stop a learner.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any

import numpy as np


def _metadata(module: Any) -> None:
    """``importlib.metadata.version`` of what a learner may use."""

    def version(name: str) -> str:
        if name.lower() == "numpy":
            return np.__version__
        if name.lower() == "scipy" and "scipy" in sys.modules:
            return str(sys.modules["scipy"].__version__)
        raise module.PackageNotFoundError(name)

    module.version = version


def _platform(module: Any) -> None:
    """The name of the processor is asked of a program."""
    module._Processor.from_subprocess = staticmethod(lambda: "")


def _uuid(module: Any) -> None:
    """The number of the network card is asked of several."""
    module.getnode = lambda: 1
    module._generate_time_safe = None  # would ask a service of the machine


AFTER_IMPORT: dict[str, Callable[[Any], None]] = {
    "importlib.metadata": _metadata,
    "platform": _platform,
    "uuid": _uuid,
}


class Finder:
    """Stands in for the import system's own: finds the standard library and the libraries that are
    allowed, and mends a few modules once they are executed (importing them beforehand would take
    longer than a grading)."""

    libraries: frozenset[str] = frozenset()

    @classmethod
    def find_spec(cls, name: str, path: Any = None, _target: object = None) -> ModuleSpec | None:
        top = name.partition(".")[0]
        if top not in cls.libraries and not top.startswith("_sysconfigdata"):
            return None
        spec, mend = PathFinder.find_spec(name, path), AFTER_IMPORT.get(name)
        if mend is None or spec is None or spec.loader is None:
            return spec
        execute = spec.loader.exec_module

        def execute_and_mend(module: Any) -> None:
            execute(module)
            _mend(mend, module)

        spec.loader.exec_module = execute_and_mend  # type: ignore[method-assign]
        return spec


def _mend(mend: Callable[[Any], None], module: Any) -> None:
    with contextlib.suppress(AttributeError):  # another version of Python: it asks as it does
        mend(module)


def answer(libraries: tuple[str, ...]) -> None:
    """From now on, in this process and all that it forks."""
    Finder.libraries = sys.stdlib_module_names.union(libraries)
    for name, mend in AFTER_IMPORT.items():
        if name in sys.modules:
            _mend(mend, sys.modules[name])
    sys.meta_path[sys.meta_path.index(PathFinder)] = Finder
