"""An author's slips: what a course declares that cannot be right, each as one sentence.

They are found in the declarations, and by calling each reference on its cases, before anything is
compiled or proven. All of them are told, not only the first.
"""

from __future__ import annotations

import ast
import contextlib
import io
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from grader.author import CASES_MARK, CONVENTION_MARK, Mistake, Variant
from grader.compare.inputs import mutated
from grader.compare.outputs import compare, output_of_key
from grader.course.load import Assignment
from grader.course.mistakes import compiled, edited, mistakes, variants
from grader.course.stub import START
from grader.dev.leaks import Slip, declared
from grader.diagnose.effects import copied
from grader.model import Case, Exercise, GraderError
from grader.worker.wire import Encoder, Opaque, Subclassed, decode_body

SEED = 1  # of the fresh cases that references are called on


def slips(assignment: Assignment) -> list[Slip]:
    """All slips of an assignment whose modules load."""
    found = [*_of_master(assignment), *_of_tests(assignment), *_of_mistakes(assignment)]
    for exercise in assignment.exercises.values():
        found += _of_exercise(assignment, exercise)
    return found


def _of_master(assignment: Assignment) -> Iterator[Slip]:
    file = f"solutions/{assignment.name}.py"
    if not hasattr(assignment.solutions, "TITLE"):
        yield Slip(file, 1, 'the master has no TITLE. Add one: TITLE = "Linear regression".')
    if not assignment.exercises:
        yield Slip(file, 1, "no function is an exercise. Put @exercise(…) above one.")
    master = Path(str(assignment.solutions.__file__)).read_text(encoding="utf-8")
    every = [(node.name, node.lineno) for node in declared(ast.parse(master))]
    count = Counter(name for name, _ in every)
    for name, line in dict(every).items():
        if count[name] > 1:
            yield Slip(file, line, f"the exercise `{name}` is defined twice. Rename one of them.")


def _of_tests(assignment: Assignment) -> Iterator[Slip]:
    """Builders and conventions of exercises that are not there; checks that are missing."""
    file = f"public_tests/{assignment.name}.py"
    for value in vars(assignment.public_tests).values():
        for mark, what in ((CASES_MARK, "cases"), (CONVENTION_MARK, "a convention")):
            name = getattr(value, mark, None)
            if isinstance(name, str) and name not in assignment.exercises:
                yield Slip(
                    file,
                    value.__code__.co_firstlineno,
                    f"there are {what} for `{name}`, which is no exercise. "
                    f"The exercises are {', '.join(assignment.exercises)}.",
                )
    for name in assignment.exercises:
        if not hasattr(assignment.public_tests, f"{name}_test"):
            yield Slip(
                file,
                1,
                f"`{name}` has no check for its notebook. "
                f'Add: {name}_test = check(__file__, "{name}")',
            )


def _of_mistakes(assignment: Assignment) -> Iterator[Slip]:
    file = f"solutions/mistakes/{assignment.name}.py"
    known: tuple[Mistake | Variant, ...] = (*mistakes(assignment), *variants(assignment))
    codes = Counter((one.exercise, one.code, type(one).__name__.lower()) for one in known)
    for exercise, code, kind in (one for one, count in codes.items() if count > 1):
        yield Slip(file, 1, f"`{exercise}` has two {kind}s with the code {code!r}. Rename one.")
    for one in known:
        if one.exercise not in assignment.exercises:
            yield Slip(
                file, 1, f"{one.code!r} is of `{one.exercise}`, which is no exercise. Correct it."
            )
            continue
        try:
            edited(assignment, one)
        except GraderError as error:
            yield Slip(file, 1, f"{error}")


def _of_exercise(assignment: Assignment, exercise: Exercise) -> list[Slip]:
    """Those of one declaration, its cases, and its reference on them."""
    function = getattr(assignment.functions, exercise.name)
    file, line = f"solutions/{assignment.name}.py", function.__code__.co_firstlineno
    said = [
        f"`{exercise.name}` has a tolerance for {output!r}, which it does not return. "
        f"Its outputs are {', '.join(exercise.returns.outputs)}."
        for output in exercise.tolerances
        if output not in exercise.returns.outputs
    ]
    said += _of_returns(exercise, assignment.references[exercise.name])
    found = [Slip(file, line, sentence) for sentence in said]
    tests = f"public_tests/{assignment.name}.py"
    try:
        cases = assignment.cases(exercise.name, SEED)
    except GraderError as error:
        return [*found, Slip(tests, 1, str(error))]
    wrong = list(_of_cases(assignment, exercise, cases))
    found += [Slip(tests, 1, sentence) for sentence in wrong]
    if not wrong:
        found += [Slip(file, line, sentence) for sentence in _of_calls(assignment, exercise, cases)]
    marked = START in assignment.references[exercise.name]
    if not found and marked and _stub_passes(assignment, exercise, cases):
        sentence = f"the stub of `{exercise.name}` passes as handed out: no case asks for its lines"
        found.append(Slip(file, line, f"{sentence}. Mark the lines that do the work."))
    return found


def _of_returns(exercise: Exercise, source: str) -> Iterator[str]:
    """A return line that names the outputs in another order than they are declared."""
    outputs = exercise.returns.outputs
    if exercise.returns.kind != "tuple":
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            names = [one.id for one in node.value.elts if isinstance(one, ast.Name)]
            if sorted(names) == sorted(outputs) and tuple(names) != outputs:
                yield (
                    f"`{exercise.name}` returns {', '.join(names)} and declares "
                    f"returns=({', '.join(outputs)}). Write them in the same order."
                )


def _of_cases(assignment: Assignment, exercise: Exercise, cases: Iterable[Case]) -> Iterator[str]:
    cases = list(cases)
    name = exercise.name
    if not any(case.public for case in cases):
        yield f"`{name}` has no public case for its check. Give one case public=True."
    if not any(case.counts for case in cases):
        yield f"no case of `{name}` counts. Yield one that does."
    for called, count in Counter(case.name for case in cases).items():
        if count > 1:
            yield f"`{name}` has {count} cases called {called!r}. Give each a name of its own."
    code = getattr(assignment.functions, name).__code__
    required = code.co_argcount - len(getattr(assignment.functions, name).__defaults__ or ())
    for case in cases:
        if not required <= len(case.args) <= code.co_argcount:
            yield (
                f"the case {case.name!r} of `{name}` has {len(case.args)} arguments; the function "
                f"takes {', '.join(exercise.parameters)}. Give it as many."
            )


def _of_calls(assignment: Assignment, exercise: Exercise, cases: Iterable[Case]) -> Iterator[str]:
    """What the reference does on its cases that a reference must not do; each thing once."""
    told: set[str] = set()
    for case in cases:
        for what, remedy in _of_call(assignment, exercise, case):
            if what not in told:
                told.add(what)
                yield f"the reference `{exercise.name}` {what} on case {case.name!r}. {remedy}"


def _of_call(assignment: Assignment, exercise: Exercise, case: Case) -> Iterator[tuple[str, str]]:
    function = getattr(assignment.functions, exercise.name)
    args = copied(tuple(case.args))
    printed = io.StringIO()
    try:
        with warnings.catch_warnings(record=True) as warned, contextlib.redirect_stdout(printed):
            warnings.simplefilter("always")
            np.random.seed(case.numpy_seed)
            value = function(*args)
            np.random.seed(case.numpy_seed)
            again = function(*copied(tuple(case.args)))
    except Exception as error:
        yield f"raises {type(error).__name__} ({error})", "Mend it, or take the case out."
        return
    if printed.getvalue() and not any(isinstance(arg, bool) and arg for arg in case.args):
        yield "prints", "Leave printing to the learner, or behind an argument."
    if warned:
        yield f"warns ({warned[0].message})", "Compute it so that nothing is left to warn of."
    for name in mutated(exercise.parameters, case.args, args):
        yield f"changes its input {name!r}", "Work on a copy."
    outputs = exercise.returns.outputs
    if exercise.returns.kind == "tuple" and (
        not isinstance(value, tuple | list) or len(value) != len(outputs)
    ):
        yield f"does not return the {len(outputs)} outputs {outputs}", "Correct returns=."
        return
    if exercise.returns.kind == "keys":
        if not isinstance(value, dict):
            yield "returns no dictionary, which Keys declares", "Correct returns=."
            return
        strange = [key for key in value if not _belongs(exercise, key)]
        if strange:
            yield f"returns the key {strange[0]!r}, which is of no output", "Name it in Keys."
    if compare(exercise, again, value):
        yield "gives another result when called again", "Seed what it draws."
    (sent,) = decode_body(Encoder().body([value]))
    if _cannot_be_sent(sent):
        yield "returns something that cannot be sent as data", "Return arrays, numbers, texts."


def _belongs(exercise: Exercise, key: Any) -> bool:
    output = output_of_key(exercise, key)
    return isinstance(key, str) and key.startswith(output)


def _cannot_be_sent(value: Any) -> bool:
    if isinstance(value, Opaque | Subclassed):
        return True
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, tuple | list) and any(map(_cannot_be_sent, value))


def _stub_passes(assignment: Assignment, exercise: Exercise, cases: Iterable[Case]) -> bool:
    stub = compiled(assignment, exercise.name, assignment.vocabulary.stubs[exercise.name])
    for case in cases:
        np.random.seed(case.numpy_seed)
        try:
            with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
                value = stub(*copied(tuple(case.args)))
            if compare(exercise, value, assignment.expected(exercise.name, case)):
                return False
        except Exception:  # an unfilled stub may raise anything
            return False
    return True
