"""The check functions that learners call in their notebook, made for ``public_tests``.

They run on the learner's own machine, in the learner's own kernel, on the public cases only.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.model import Case, ExerciseGrade, LearnerFunction

if TYPE_CHECKING:
    from grader.course.load import Assignment
    from grader.trial import Trial

Target = Callable[..., Any]
Expected = Mapping[str, list[tuple[Case, Any]]]


class CheckFailed(AssertionError):
    """A public case is off; the message says why, if that is known, which output, and how."""

    def _render_traceback_(self) -> list[str]:
        """What Jupyter shows: the learner's own traceback, if there is one, and the message. The
        lines of the grader would bury both."""
        return [*self._learner_traceback(), f"{type(self).__name__}: {self}"]

    def _learner_traceback(self) -> list[str]:
        import traceback

        error = self.__cause__
        if error is None:
            return []
        here = str(Path(__file__).parent)
        shown = traceback.TracebackException.from_exception(error)
        shown.stack = traceback.StackSummary.from_list(
            [frame for frame in shown.stack if not frame.filename.startswith(here)]
        )
        return [*"".join(shown.format(chain=False)).splitlines(), ""]


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
    from grader.trial import try_case

    if not callable(target):
        raise CheckFailed(f"this takes the function itself, as in {name}_test({name}).")
    course = load_course(module_file.resolve().parents[1])
    assignment = course.assignment(module_file.stem)
    stub = assignment.vocabulary.stubs[name]
    function = _learner_function(name, target, stub)
    if _same_code(function.source, stub):
        print(f"{name} is not written yet: fill in the marked lines, run its cell, then this one.")
        return
    expected = read_expected(assignment)
    tried = [try_case(assignment, function, target, *one) for one in expected[name]]
    if tried[0].error is None:
        _print(tried[0].value, assignment.exercise(name).returns.outputs)
    notes = dict.fromkeys(note for one in tried for note in one.notes)
    if notes:
        from grader.report.words import in_words

        print("\n".join(f"Note: {in_words(note)}" for note in notes))
    if all(one.right for one in tried):
        print("All tests passed.")
        return
    off = _callees_off(assignment, target, expected)
    error = next((one.error for one in tried if one.error is not None), None)
    raise CheckFailed(_told(assignment, function, target, tried, off)) from error


def _callees_off(assignment: Assignment, target: Target, expected: Expected) -> list[str]:
    """Which of the learner's functions that ``target`` calls are off themselves: what is seen of
    ``target`` is then no evidence on its own lines."""
    from grader.trial import own_callees, try_case

    found = []
    for name, callee in own_callees(target, tuple(assignment.exercises)).items():
        function = _learner_function(name, callee, assignment.vocabulary.stubs[name])
        tried = (try_case(assignment, function, callee, *one) for one in expected[name])
        if not all(one.right for one in tried):
            found.append(name)
    return found


def _told(
    assignment: Assignment,
    function: LearnerFunction,
    target: Target,
    tried: Sequence[Trial],
    off: Sequence[str],
) -> str:
    """The message: the cause where one is established, then what is off in which case."""
    from grader.report.feedback import as_text, case_lines, cause_lines
    from grader.trial import causes, quick, without_place

    name = function.exercise
    diagnoses = () if off else causes(assignment, function, target, tried)
    notes: tuple[str, ...] = ()
    if off:
        names = " and ".join(f"`{one}`" for one in off)
        notes = (f"It calls your {names}, not right either: look there first.",)
    elif not diagnoses and not quick(assignment, name, tried):
        notes = (f"Seeking the cause takes longer: grader run NOTEBOOK --only {name}",)
    lines = cause_lines(ExerciseGrade(name, "failed", 0, 0, notes=notes, diagnoses=diagnoses))
    for one in tried:
        if not one.right:
            lines += case_lines(without_place(one).grade)
    return "\n".join([name, *as_text(lines)])


def show_first_case(assignment: Assignment, name: str, target: Target) -> None:
    """Print what ``target`` returns on the first public case, output by output."""
    from grader.trial import call

    case = assignment.public_cases(name)[0]
    value, _inputs = call(target, case)
    _print(value, assignment.exercise(name).returns.outputs)


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
            print(f"{name} = {_shown(one)}")


def _shown(value: Any) -> str:
    """A value as text: of a single number eight digits, about what numpy shows of an array. The
    last digits of a sum are not the same on every processor."""
    if type(value) is float or type(value).__name__ == "float64":
        return str(float(f"{value:.8g}"))
    return str(value)


def _learner_function(name: str, target: Target, stub: str) -> LearnerFunction:
    try:
        source = textwrap.dedent(inspect.getsource(target))
    except (OSError, TypeError):  # typed in a plain shell, or not a Python function
        source = ""
    docstring = inspect.getdoc(target) or ""
    own = docstring != "" and docstring == ast.get_docstring(_function(stub))
    return LearnerFunction(name, 1, 1, source, source, docstring, own_stub=own)


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
