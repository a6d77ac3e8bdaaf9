"""The one place that names the version of the grader."""

VERSION = "0.1.0"
