"""The check functions that learners call in their notebook, made for ``public_tests``.

They run on the learner's own machine, in the learner's own kernel, on the public cases only.
"""

from __future__ import annotations

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.model import Case, LearnerFunction, Observation

if TYPE_CHECKING:
    from grader.course.load import Assignment

Target = Callable[..., Any]


class CheckFailed(AssertionError):
    """A public case is off; the message says which output, and how."""


def check(module_file: str, exercise: str) -> Callable[[Target], None]:
    """The check function of an exercise; ``module_file`` is the public_tests module's own.

    It prints ``All tests passed.``, or raises ``CheckFailed``. A stub that is not filled in yet
    is said to be so, and raises nothing, so that the notebook runs on.
    """

    def check_function(target: Target) -> None:
        run_check(Path(module_file), exercise, target)

    check_function.__name__ = check_function.__qualname__ = f"{exercise}_test"
    check_function.__doc__ = f"Try your {exercise} on the public cases."
    return check_function


def run_check(module_file: Path, name: str, target: Target) -> None:
    """Call ``target`` once on each public case and say what came out."""
    from grader.course.expected import read_expected
    from grader.course.load import load_course
    from grader.grading.answers import answer
    from grader.grading.mark import mark_case
    from grader.report.words import what_happened
    from grader.worker.wire import Encoder

    course = load_course(module_file.resolve().parents[1])
    assignment = course.assignment(module_file.stem)
    exercise = assignment.exercise(name)
    stub = assignment.vocabulary.stubs[name]
    function = _learner_function(name, target, stub)
    if _same_code(function.source, stub):
        print(f"{name} is not written yet: fill in the marked lines, run its cell, then this one.")
        return
    show_first_case(assignment, name, target)
    problems: list[str] = []
    notes: list[str] = []
    for case, expected in read_expected(assignment)[name]:
        value, args = _call(target, case)
        seen = Observation("returned", Encoder().body([value, *args]))
        marked = mark_case(
            exercise, function, assignment.conventions(name), answer(case, expected), seen
        )
        notes += marked.notes
        if marked.grade.status != "passed" and case.counts:
            problems.append(f"case “{case.name}”: " + "; ".join(what_happened(marked.grade)))
        elif marked.grade.status != "passed":
            notes.append(f"case “{case.name}” is off, which costs nothing: {case.note}")
    for note in dict.fromkeys(notes):
        print(f"Note: {note}")
    if problems:
        raise CheckFailed(f"{name}\n  " + "\n  ".join(problems))
    print("All tests passed.")


def show_first_case(assignment: Assignment, name: str, target: Target) -> None:
    """Print what ``target`` returns on the first public case, output by output."""
    case = assignment.public_cases(name)[0]
    value, _inputs = _call(target, case)
    _print(value, assignment.exercise(name).returns.outputs)


def _call(target: Target, case: Case) -> tuple[Any, tuple[Any, ...]]:
    """One call on copies of the inputs, which are returned as it leaves them; numpy's global
    stream is put back afterwards."""
    import numpy as np

    args = copy.deepcopy(case.args)
    state = np.random.get_state()
    np.random.seed(case.numpy_seed)
    try:
        return target(*args), args
    finally:
        np.random.set_state(state)


def _print(value: Any, outputs: tuple[str, ...]) -> None:
    """Show what the first case gave, to be held against the notebook's expected output."""
    if isinstance(value, dict):
        named = value.items()
    elif isinstance(value, tuple) and len(value) == len(outputs):
        named = zip(outputs, value, strict=True)  # type: ignore[assignment]
    else:
        named = zip(outputs, (value,), strict=False)  # type: ignore[assignment]
    for name, one in named:
        if not isinstance(one, tuple | list):
            print(f"{name} = {one}")


def _learner_function(name: str, target: Target, stub: str) -> LearnerFunction:
    try:
        source = textwrap.dedent(inspect.getsource(target))
    except (OSError, TypeError):  # typed in a plain shell, or not a Python function
        source = ""
    docstring = inspect.getdoc(target) or ""
    own = docstring != "" and docstring == ast.get_docstring(_function(stub))
    return LearnerFunction(name, 0, 1, source, source, docstring, own_stub=own)


def _same_code(source: str, stub: str) -> bool:
    try:
        return _code(source) == _code(stub)
    except SyntaxError:
        return False


def _code(source: str) -> str:
    """The code of a function without its comments and its docstring."""
    function = _function(source)
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    return ast.dump(function)


def _function(source: str) -> ast.FunctionDef:
    function = ast.parse(source).body[:1]
    if not function or not isinstance(function[0], ast.FunctionDef):
        raise SyntaxError("no function")
    return function[0]
