"""``%load_ext grader``: grade a function right below the cell that defines it.

What is graded is what was executed: the cells of this kernel's history in their order, saved or
not. It runs in a worker process as with ``grader run``, so that a mark in the notebook and one on
the command line are the same.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from grader.model import Cell, Grade, GraderError, Notebook, UsageError

HERE = "the cells executed so far"
# readable on light and on dark
GREEN, AMBER, RED, GREY = "#2e7d32", "#b26a00", "#d32f2f", "#757575"
USAGE = "%grade [EXERCISE …] [--assignment ID] [--course DIR] [--seed N]"


def load(ipython: Any) -> None:
    """Register ``%grade``; the worker starts at once, to be warm when it is needed."""
    magic = Grading(ipython)
    ipython.register_magic_function(magic.grade, "line", "grade")
    ipython.push({"_grader_magic": magic}, interactive=False)
    atexit.register(magic.close)


def unload(ipython: Any) -> None:
    """End the worker and forget the magic."""
    magic = ipython.user_ns.pop("_grader_magic", None)
    ipython.magics_manager.magics["line"].pop("grade", None)
    if magic is not None:
        magic.close()
        atexit.unregister(magic.close)


class Grading:
    """The magic of one kernel, with a session for each course that it was asked for."""

    def __init__(self, ipython: Any) -> None:
        self._ipython = ipython
        self._sessions: dict[str, Any] = {}
        self._process = os.getpid()
        self._session("")

    def grade(self, line: str) -> None:
        """%grade [EXERCISE …] [--assignment ID] [--course DIR] [--seed N]

        Grade the exercise that was defined last, or those that are named, as executed."""
        try:
            asked = _asked(line)
            result, again = self._graded(asked)
        except GraderError as error:
            # said without a traceback, which would be ours and tells a learner nothing
            from IPython.core.error import UsageError as WithoutTraceback

            raise WithoutTraceback(str(error)) from None
        self._ipython.display_pub.publish(shown(result, again))

    def close(self) -> None:
        """End the workers; in a process forked off the kernel they are not ours to end."""
        if os.getpid() == self._process:
            for session in self._sessions.values():
                session.close()
        self._sessions.clear()

    def _session(self, course: str) -> Any:
        from grader.course.load import load_course
        from grader.session import Session

        if course not in self._sessions:
            self._sessions[course] = Session(load_course(Path(course) if course else None))
        return self._sessions[course]

    def _graded(self, asked: Any) -> tuple[Grade, str]:
        """The grade of what was asked for, and how to get the same again."""
        from grader.lookup import assignment as known

        session = self._session(asked.course)
        notebook = executed(self._ipython.history_manager.input_hist_raw)
        stated = _imported(self._ipython.user_ns.values(), session.course.package)
        if asked.assignment:
            known(session.course, asked.assignment, "%grade --assignment {}")
        names = tuple(asked.exercise) or (_last_defined(session.course, notebook),)
        found = _assignment(session.course, names, asked.assignment, stated, notebook)
        result = session.grade(notebook, (found,), names, asked.seed)
        options = [("--assignment", asked.assignment), ("--course", asked.course)]
        words = [word for option in options if option[1] for word in option]
        return result, " ".join(["%grade", *names, *words, "--seed", str(result.seed)])


def executed(history: Sequence[str]) -> Notebook:
    """The executed cells as a notebook; cell n is ``In [n]``.

    A cell that was executed again, mended, takes the place of what it was before: all that it
    defined is defined anew.
    """
    from grader.notebook.definitions import definitions
    from grader.notebook.parsing import parse_cell
    from grader.notebook.patience import Patience

    patience = Patience()
    cells = [Cell(n, text) for n, text in enumerate(history) if n and text.strip()]
    kept: list[Cell] = []
    later: set[str] = set()
    for cell in reversed(cells):
        parsed = parse_cell(cell, patience)
        defined = {name for one in definitions([parsed]) for name in one.names}
        broken = {name for one in parsed.broken for name in one.names}
        if not (defined or broken) or not (defined | broken) <= later:
            kept.append(cell)
        later |= defined
    if not kept:
        raise UsageError("No cell was executed yet. Run the one with your function, then %grade.")
    return Notebook(HERE, "", tuple(reversed(kept)))


def _last_defined(course: Any, notebook: Notebook) -> str:
    """The exercise that was defined last, of whichever assignment."""
    from grader.grading import find_submission

    best = (0, 0, "")
    for name in course.assignments:
        try:
            functions = find_submission(notebook, course, (name,)).functions
        except GraderError:
            continue  # nothing of that assignment was executed
        best = max([best, *((f.cell, f.line, f.exercise) for f in functions.values())])
    if not best[2]:
        raise UsageError(
            "No exercise of this course was defined in the cells executed so far. Run the cell "
            "with your function, then %grade."
        )
    return best[2]


def _assignment(
    course: Any, names: Sequence[str], asked: str, stated: Sequence[str], notebook: Notebook
) -> str:
    """The assignment that has these exercises: the one asked for, else the one whose tests the
    notebook imports, else the one that the executed cells look most like."""
    from grader.grading import find_submission
    from grader.lookup import assignments_with

    found = assignments_with(course, names[0], asked, "%grade {}")
    for name in names[1:]:
        others = assignments_with(course, name, asked, "%grade {}")
        found = tuple(one for one in found if one in others)
    if not found:
        raise UsageError(f"No one assignment has all of {', '.join(names)}. Name one at a time.")
    for name in stated:
        if name in found:
            return name
    if len(found) == 1:
        return found[0]
    return find_submission(notebook, course, found).assignment


def _imported(values: Iterable[Any], package: str) -> list[str]:
    """The assignments whose public tests the notebook has imported, the latest first.

    Their functions are told by the module that they come from: a notebook's metadata, which name
    the assignment, do not reach its kernel.
    """
    start = f"{package}.public_tests."
    modules = [getattr(value, "__module__", None) for value in values]
    names = [m.removeprefix(start) for m in modules if isinstance(m, str) and m.startswith(start)]
    return list(dict.fromkeys(reversed(names)))


def _asked(line: str) -> Any:
    import argparse
    import shlex

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> Any:
            raise UsageError(f"{message}. Usage: {USAGE}")

    parser = Parser(prog="%grade", add_help=False)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--assignment", default="")
    parser.add_argument("--course", default="")
    parser.add_argument("--seed", type=int)
    try:
        words = shlex.split(line, posix=sys.platform != "win32")
    except ValueError as error:
        raise UsageError(f"{error}. Usage: {USAGE}") from None
    asked = parser.parse_args(words)
    if asked.seed is not None and not 0 <= asked.seed < 2**31:
        raise UsageError("--seed takes a whole number from 0 to 2147483647.")
    return asked


def shown(grade: Grade, again: str) -> dict[str, str]:
    """The result as plain text and as HTML."""
    from grader.report.feedback import Line, Manner, as_html, as_text, exercise_lines
    from grader.report.words import plain, protection

    foot = [Line("note", f"{grade.assignment}, from the cells as executed: cell n is In [n].")]
    foot.append(Line("command", f"Same cases again: {again}"))
    if protection(grade):
        foot.append(Line("note", protection(grade)))
    notes = [Line("note", plain(note)) for note in grade.notes]
    manner = Manner(cell_name="In\N{NO-BREAK SPACE}[{}]".format)
    parts = [(exercise_lines(e, manner), _color(e.status)) for e in grade.exercises]
    text = [line for lines, _ in parts for line in as_text(lines)]
    below = [*notes, *foot]
    return {
        "text/plain": "\n".join([*text, *as_text(below)]),
        "text/html": "".join(as_html(*part) for part in [*parts, (below, GREY)]),
    }


def _color(status: str) -> str:
    if status == "passed":
        return GREEN
    return AMBER if status in ("partial", "not_implemented") else RED
