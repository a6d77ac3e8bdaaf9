"""The table of report formats."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from grader.model import Grade
from grader.report.bounds import shown

# format: the module below grader.report whose ``render(grade, **options)`` returns the text
FORMATS = {
    "text": "text",
    "json": "json_report",
    "html": "html_apart",
    "markdown": "markdown",
}


def renderer(name: str) -> Callable[..., str]:
    """The function that renders a grade in that format; modules are loaded when asked for."""
    render: Callable[..., str] = import_module(f"grader.report.{FORMATS[name]}").render
    return render


def render(grade: Grade, name: str, **options: Any) -> str:
    """The report: what a submission says in it is cleaned and cut, whatever the format."""
    grade = shown(grade)
    return renderer(name)(grade, **options)
