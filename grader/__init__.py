"""An auto-grader for notebooks that build deep networks by hand in numpy."""

from grader.version import VERSION as __version__

__all__ = ["__version__"]
