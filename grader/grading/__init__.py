"""Grading a submission: ``grade`` is the one entry that every command and test uses."""

from grader.grading.grade import grade

__all__ = ["grade"]
