"""From a file to a submission: reads a notebook and finds the graded functions in it.

Nothing of the notebook is ever executed here. Importing this package loads neither nbformat nor
IPython: the first read loads nbformat, and only a cell that is no plain Python loads IPython.
"""

from grader.notebook.extraction import extract
from grader.notebook.reading import read_notebook, read_notebook_bytes

__all__ = ["extract", "read_notebook", "read_notebook_bytes"]
