"""An auto-grader for notebooks that build deep networks by hand in numpy."""

from typing import Any

from grader import version

__version__ = version.VERSION


def load_ipython_extension(ipython: Any) -> None:
    """``%load_ext grader``: what a notebook needs is imported only when it asks for it."""
    from grader.jupyter import load

    load(ipython)


def unload_ipython_extension(ipython: Any) -> None:
    """``%unload_ext grader``."""
    from grader.jupyter import unload

    unload(ipython)
