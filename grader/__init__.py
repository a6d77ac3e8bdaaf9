"""An auto-grader for notebooks that build deep networks by hand in numpy."""

from grader import version

__version__ = version.VERSION
