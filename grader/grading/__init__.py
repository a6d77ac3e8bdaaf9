"""Grading: ``grade_bytes`` is the one way in, from the bytes of a notebook to its grade."""

from grader.grading.entry import find_submission, grade_bytes, grade_notebook
from grader.grading.grade import grade

__all__ = ["find_submission", "grade", "grade_bytes", "grade_notebook"]
