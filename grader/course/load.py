"""A course and its assignments, read from a folder.

Modules of the course in this repository are imported as ``grader.content.…``; those of another
folder below a package name of their own, so that two courses can be loaded side by side.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import io
import sys
import textwrap
import traceback
import types
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from grader.author import (
    CASES_MARK,
    CONVENTION_MARK,
    EXERCISE_MARK,
    CaseBuilder,
    Convention,
    Seeds,
)
from grader.course.names import read
from grader.model import (
    Case,
    Edition,
    Exercise,
    GraderError,
    NoSuchExercise,
    UsageError,
    Vocabulary,
)

FOLDERS = ("exercises", "solutions", "public_tests", "datasets")


@dataclass(frozen=True)
class Course:
    """The folder of a course, its modules loaded one by one when they are first needed."""

    folder: Path
    package: str
    _loaded: dict[str, Assignment] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _about(self) -> ModuleType:
        return _import(f"{self.package}.solutions", self.folder)

    @property
    def name(self) -> str:
        return str(getattr(self._about, "COURSE", self.folder.name))

    @property
    def version(self) -> str:
        return str(getattr(self._about, "VERSION", "0"))

    @property
    def assignments(self) -> tuple[str, ...]:
        """The assignments' names: the public modules below ``solutions/``."""
        files = (self.folder / "solutions").glob("*.py")
        return tuple(sorted(f.stem for f in files if not f.stem.startswith("_")))

    def assignment(self, name: str) -> Assignment:
        if name not in self._loaded:
            if name not in self.assignments:
                known = ", ".join(self.assignments) or "none"
                raise UsageError(
                    f"There is no assignment {name!r} in {self.name} (known: {known})."
                )
            self._loaded[name] = Assignment(self, name)
        return self._loaded[name]

    def datasets(self) -> Mapping[str, ModuleType]:
        """The modules of ``datasets/`` that make files, by name."""
        files = sorted((self.folder / "datasets").glob("*.py"))
        names = [file.stem for file in files if not file.stem.startswith("_")]
        modules = {name: _import(f"{self.package}.datasets.{name}", self.folder) for name in names}
        return {name: module for name, module in modules.items() if hasattr(module, "make")}

    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """What to search a notebook for, of all assignments."""
        known = read(self.folder, lambda name: self.assignment(name).vocabulary)
        if known is not None and tuple(known) == self.assignments:
            return tuple(known.values())
        return tuple(self.assignment(name).vocabulary for name in self.assignments)


@dataclass(frozen=True)
class Assignment:
    """One assignment: its references, its cases, the stub that learners get."""

    course: Course
    name: str

    @cached_property
    def solutions(self) -> ModuleType:
        return _import(f"{self.course.package}.solutions.{self.name}", self.course.folder)

    @cached_property
    def public_tests(self) -> ModuleType:
        return _import(f"{self.course.package}.public_tests.{self.name}", self.course.folder)

    @property
    def title(self) -> str:
        return str(getattr(self.solutions, "TITLE", self.name))

    @property
    def notebook(self) -> Path:
        return self.course.folder / "exercises" / f"{self.name}.ipynb"

    @property
    def expected_file(self) -> Path:
        return self.course.folder / "public_tests" / "expected" / f"{self.name}.json"

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """By name, in the order in which they stand in the module.

        What the module imports from another assignment is given here, though graded there.
        """
        own = (v for v in vars(self.solutions).values() if _is_from(v, self.solutions.__name__))
        marks = (getattr(function, EXERCISE_MARK, None) for function in own)
        return {mark.name: mark for mark in marks if isinstance(mark, Exercise)}

    @cached_property
    def helpers(self) -> Mapping[str, str]:
        """Sources of the functions that are given to the learner."""
        return {n: s for n, s in self._sources.items() if n not in self.exercises}

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Sources of the reference functions, without the declarations above them."""
        return {n: s for n, s in self._sources.items() if n in self.exercises}

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """Sources of the module's functions, those included that it imports from a sibling: what
        several assignments share stands in one place."""
        home = f"{self.course.package}.solutions"
        return {
            name: function_source(value)
            for name, value in vars(self.solutions).items()
            if _is_from(value, home)
        }

    @cached_property
    def reference_calls(self) -> Mapping[str, tuple[str, ...]]:
        """For each exercise, the other exercises that its reference reaches."""
        names = set(self.references)
        direct = {
            name: {n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name)} & names
            for name, source in self.references.items()
        }
        return {name: tuple(_reach(name, direct)) for name in self.references}

    @cached_property
    def functions(self) -> SimpleNamespace:
        """The reference functions and the given ones, to call."""
        return SimpleNamespace(**{name: getattr(self.solutions, name) for name in self._sources})

    @cached_property
    def vocabulary(self) -> Vocabulary:
        from grader.course.stub import stub_function

        stubs = {name: stub_function(source) for name, source in self.references.items()}
        parameters = {name: mark.parameters for name, mark in self.exercises.items()}
        return Vocabulary(
            self.name,
            tuple(self.exercises),
            parameters,
            tuple(self.helpers),
            stubs,
            self.editions,
            self._answers,
        )

    @property
    def _answers(self) -> tuple[str, ...]:
        """Of the helpers those that an assignment asks for whose references are given here. They
        may be other versions: another seed, another scale."""
        functions = [getattr(self.solutions, name) for name in self.helpers]
        marked = {f.__module__.rpartition(".")[2] for f in functions if hasattr(f, EXERCISE_MARK)}
        asked = {name for one in marked for name in self.course.assignment(one).exercises}
        return tuple(name for name in self.helpers if name in asked)

    def exercise(self, name: str) -> Exercise:
        if name not in self.exercises:
            raise NoSuchExercise(
                f"There is no exercise {name!r} in {self.name} "
                f"(known: {', '.join(self.exercises)}).",
                self.name,
                name,
            )
        return self.exercises[name]

    def cases(self, exercise: str, seed: int) -> tuple[Case, ...]:
        """The exercise's public cases and the fresh ones of this seed."""
        builder = self._builders.get(exercise)
        if builder is None:
            raise GraderError(
                f"public_tests/{self.name}.py has no cases for {exercise!r}. "
                f'Add a builder marked @cases("{exercise}") there.'
            )
        try:
            return tuple(builder(Seeds(seed, exercise), self.functions))
        except Exception as error:
            raise broken(error, self.course.folder, f"the cases of `{exercise}`") from error

    def public_cases(self, exercise: str) -> tuple[Case, ...]:
        """The cases with fixed seeds, which learners see."""
        return tuple(case for case in self.cases(exercise, 0) if case.public)

    @cached_property
    def _builders(self) -> Mapping[str, CaseBuilder]:
        return dict(_marked(self.public_tests, CASES_MARK))

    def conventions(self, exercise: str) -> tuple[Convention, ...]:
        return tuple(one for one in self._conventions if one.exercise == exercise)

    @cached_property
    def _conventions(self) -> tuple[Convention, ...]:
        marks = (getattr(f, CONVENTION_MARK, None) for f in vars(self.public_tests).values())
        return tuple(mark for mark in marks if isinstance(mark, Convention))

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The ``EDITIONS`` of ``solutions/editions/<assignment>.py``: what earlier years gave."""
        module = f"{self.course.package}.solutions.editions.{self.name}"
        try:
            found: tuple[Edition, ...] = importlib.import_module(module).EDITIONS
        except ModuleNotFoundError as error:
            if error.name is None or not module.startswith(error.name):
                raise
            return ()
        return found

    def expected(self, exercise: str, case: Case) -> Any:
        """What the reference returns, called on copies of the case's inputs."""
        import copy

        import numpy as np

        # this process's own stream is put back: a notebook's %grade must not disturb it
        state = np.random.get_state()
        np.random.seed(case.numpy_seed)
        # nor may what a reference prints get into a report on standard output
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                return getattr(self.functions, exercise)(*copy.deepcopy(case.args))
            except Exception as error:
                what = f"the reference `{exercise}` on case {case.name!r}"
                raise broken(error, self.course.folder, what) from error
            finally:
                np.random.set_state(state)


def _is_from(value: object, module: str) -> bool:
    return inspect.isfunction(value) and f"{value.__module__}.".startswith(f"{module}.")


def function_source(function: Callable[..., Any]) -> str:
    """The text of a function from its ``def`` on, without the declarations above it."""
    text = textwrap.dedent(inspect.getsource(function))
    node = ast.parse(text).body[0]
    if not isinstance(node, ast.FunctionDef):
        raise GraderError(f"{function.__name__} is no plain function.")
    return "\n".join(text.splitlines()[node.lineno - 1 :]) + "\n"


def load_course(folder: Path | None = None) -> Course:
    """The course in ``folder``, or the one that ships with the grader."""
    if folder is None:
        from grader.content import FOLDER

        return Course(FOLDER, "grader.content")
    folder = folder.resolve()
    if not (folder / "solutions").is_dir():
        wanted = ", ".join(FOLDERS)
        raise UsageError(f"{folder} is no course: it needs the folders {wanted}.")
    package = f"grader_course_{zlib.crc32(str(folder).encode()):08x}"
    if package not in sys.modules:
        module = types.ModuleType(package)
        module.__path__ = [str(folder)]
        sys.modules[package] = module
    return Course(folder, package)


def _import(name: str, folder: Path) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not name.startswith(error.name):
            raise
        file = "/".join(name.split(".")[-2:])
        raise GraderError(f"The course has no {file}.py. Write it, or check the folder.") from error
    except GraderError:
        raise
    except Exception as error:
        raise broken(error, folder, "loading the course") from error


def broken(error: Exception, folder: Path, what: str) -> GraderError:
    """Why something of a course fails, with its file and line in the course's ``folder``."""
    place = ""
    if isinstance(error, SyntaxError):
        place = f"{_within(str(error.filename), folder)}, line {error.lineno}: "
    else:
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if Path(frame.filename).is_relative_to(folder):
                place = f"{_within(frame.filename, folder)}, line {frame.lineno}: "
                break
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return GraderError(
        f"{place}{what} ends in {type(error).__name__} ({message}). Mend it, then run: "
        "grader dev build"
    )


def _within(file: str, folder: Path) -> str:
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _marked(module: ModuleType, mark: str) -> Iterator[tuple[str, Any]]:
    for value in vars(module).values():
        name = getattr(value, mark, None)
        if isinstance(name, str):
            yield name, value


def _reach(name: str, direct: Mapping[str, set[str]]) -> list[str]:
    seen: set[str] = set()
    todo = [name]
    while todo:
        for called in direct[todo.pop()] - seen - {name}:
            seen.add(called)
            todo.append(called)
    return [other for other in direct if other in seen]
