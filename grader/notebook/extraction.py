"""A notebook's graded functions, as a :class:`~grader.model.Submission`."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from grader.model import (
    Cell,
    LearnerFunction,
    Notebook,
    NotGradable,
    Submission,
    SyntaxProblem,
    Unit,
    Vocabulary,
)
from grader.notebook.claims import Claims, grader_entry
from grader.notebook.closure import Closure, Namespace, defined_in
from grader.notebook.definitions import Definition, definitions
from grader.notebook.editions import Editions, Given
from grader.notebook.elsewhere import bound_in_cells, starred
from grader.notebook.filling import regions
from grader.notebook.given import outside, outside_of_text
from grader.notebook.nearness import misplaced, near_names
from grader.notebook.parsing import Broken, ParsedCell, def_names, parse_cell
from grader.notebook.patience import Patience
from grader.notebook.recognition import Named, choose, listed, nothing_found
from grader.notebook.sources import first_line, text_of
from grader.notebook.stubs import docstring_in, stub_docstring
from grader.notebook.written import state, state_of_text

Function = ast.FunctionDef | ast.AsyncFunctionDef
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
ALWAYS_STARRED = ("numpy", "math")  # what their star imports bring is there


def extract(
    notebook: Notebook, vocabularies: Sequence[Vocabulary], assignment: str | None = None
) -> Submission:
    """Recognise the assignment and find its functions; nothing of the notebook is executed.

    ``assignment`` forces one. Raises :class:`~grader.model.NotGradable` where no graded function
    is found, and :class:`~grader.model.UsageError` for an assignment that does not exist.
    """
    with warnings.catch_warnings():
        # A learner's "\d" is their interpreter's concern; here it is neither shown nor an error.
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        patience = Patience()
        cells = tuple(parse_cell(cell, patience) for cell in notebook.cells)
        found = definitions(cells)
        stated = grader_entry(notebook.metadata, "assignment")
        named = _parameters(cells, found)
        vocabulary, notes = choose(vocabularies, named, notebook.path, stated, assignment)
        vocabulary = vocabulary.whole() if vocabulary.whole else vocabulary
        search = _Search(cells, found, vocabulary)
        functions = {
            name: function
            for name in vocabulary.exercises
            if (function := search.function(name)) is not None
        }
        of_years = Editions(notebook, cells, vocabulary, search.given)
        editions = () if _ours(functions, stated, vocabulary) else of_years.shown(functions)
    if not functions:  # only other names of what the notebook does not define
        raise NotGradable(f"{notebook.path}: {nothing_found(vocabulary)}")
    missing = [name for name in vocabulary.exercises if name not in functions]
    return Submission(
        notebook=notebook,
        assignment=vocabulary.assignment,
        functions=of_years.told(functions, editions),
        near=near_names(missing, cells, found, vocabulary, search.claims),
        notes=(
            *notes,
            *misplaced(missing, found),
            *_not_python(cells, missing),
            *_no_code(notebook.prose, missing),
            *_newer(cells),
            *_written_elsewhere(notebook.metadata, functions),
        ),
        editions=editions,
    )


def _ours(
    functions: Mapping[str, LearnerFunction], stated: str | None, vocabulary: Vocabulary
) -> bool:
    """Whether this is today's notebook, some of whose marks may have got lost."""
    own = sum(function.own_stub for function in functions.values())
    return stated == vocabulary.assignment or (own > 0 and 2 * own >= len(functions))


def _parameters(cells: Sequence[ParsedCell], found: Sequence[Definition]) -> Named:
    """The names of all functions and their parameters; None for those that do not parse, and
    where no ``def`` tells them."""
    parameters: dict[str, tuple[str, ...] | None] = {
        name: None for cell in cells for broken in cell.broken for name in broken.names
    }
    for definition in found:
        if isinstance(definition.node, Function):
            arguments = definition.node.args
            names = tuple(a.arg for a in (*arguments.posonlyargs, *arguments.args))
            parameters[definition.node.name] = names
        elif definition.function_like:
            for name in definition.names:
                parameters.setdefault(name, None)
    return parameters


def _not_python(cells: Sequence[ParsedCell], missing: Sequence[str]) -> list[str]:
    return [
        f"Cell {cell.cell.number} is no Python, as it begins with {cell.not_python}: "
        f"`{name}` in it was not read."
        for cell in cells
        if cell.not_python
        for name in missing
        if f"def {name}(" in cell.cell.source
    ]


def _newer(cells: Sequence[ParsedCell]) -> list[str]:
    return [
        f"Cell {cell.cell.number} has syntax of Python {cell.newer}; the grader, on Python {HERE}, "
        f"reads it all the same."
        for cell in cells
        if cell.newer
    ]


def _written_elsewhere(
    metadata: Mapping[str, Any], functions: Mapping[str, LearnerFunction]
) -> list[str]:
    """What cannot be read may be syntax that only the notebook's own Python knows."""
    about = metadata.get("language_info")
    version = str(about.get("version", "")) if isinstance(about, Mapping) else ""
    found = re.match(r"3\.(\d{1,3})(?!\d)", version)
    if found is None or int(found[1]) <= sys.version_info[1]:
        return []
    unread = [f"`{name}`" for name, one in functions.items() if one.syntax is not None]
    if not unread:
        return []
    return [
        f"The notebook was written on Python {found[0]}; the grader, on Python {HERE}, cannot read "
        f"{listed(unread)}. If it runs in the notebook, grade with Python {found[0]} or newer."
    ]


def _no_code(prose: Sequence[Cell], missing: Sequence[str]) -> list[str]:
    return [
        f"Cell {cell.number} is a {cell.kind} cell: `{name}` in it is text, and no code. Make it a "
        f"code cell again (in Jupyter: Esc, then Y)."
        for cell in prose
        for name in def_names(cell.source)
        if name in missing
    ]


class _Search:
    """Finds the functions of one assignment in the parsed cells of a notebook."""

    def __init__(
        self, cells: Sequence[ParsedCell], found: Sequence[Definition], vocabulary: Vocabulary
    ) -> None:
        self.cells = cells
        self.vocabulary = vocabulary
        self.by_name = defined_in(found)
        self.broken: dict[str, list[tuple[ParsedCell, Broken]]] = {}
        for cell in cells:
            for broken in cell.broken:
                for name in broken.names:
                    self.broken.setdefault(name, []).append((cell, broken))
        self.claims = Claims(cells, vocabulary.exercises)
        self.namespace = Namespace(found, vocabulary.exercises, vocabulary.helpers)
        self.given: dict[str, Given] = {}  # of each function that parses, what may be given

    @cached_property
    def _bound(self) -> dict[str, int]:
        return bound_in_cells(self.cells)

    @cached_property
    def _starred(self) -> tuple[str, ...]:
        return tuple(m for m in starred(self.cells) if m.partition(".")[0] not in ALWAYS_STARRED)

    @cached_property
    def _with_given(self) -> Namespace:
        known = self.vocabulary
        return Namespace(self.namespace.found, known.exercises, known.helpers, known.answers)

    def _given_units(self, closure: Closure, chosen: Definition) -> tuple[Unit, ...]:
        answers = set(self.vocabulary.answers)
        if any(name in answers for unit in closure.units for name in unit.defines):
            return self._with_given.closure(chosen).units
        return ()

    def function(self, exercise: str) -> LearnerFunction | None:
        """The last definition that parses; else the last that does not; else none."""
        parsing = [d for d in self.by_name.get(exercise, ()) if self._written(d) is not None]
        if parsing:
            return self._parsed(exercise, parsing)
        broken = self.broken.get(exercise) or self.claims.nameless(exercise)
        return self._broken(exercise, *broken[-1]) if broken else None

    def _written(self, definition: Definition) -> Definition | None:
        """The definition that a function-like one stands for: of another name, the function."""
        for _ in range(10):  # another name of another name of …
            if definition.kind != "alias":
                return definition if definition.function_like else None
            (name,) = definition.needs
            others = [d for d in self.by_name.get(name, ()) if d is not definition]
            if not others:
                return None
            definition = others[-1]
        return None

    def _parsed(self, exercise: str, parsing: Sequence[Definition]) -> LearnerFunction:
        chosen = parsing[-1]
        written = self._written(chosen) or chosen
        closure = self.namespace.closure(chosen)
        source = text_of(written)
        node = written.node
        docstring = ast.get_docstring(node) or "" if isinstance(node, Function) else ""
        marked = regions(source.split("\n"), first_line(node))
        if isinstance(node, Function):
            self.given[exercise] = Given(written.cell.cell.number, outside(node, marked))
        far = state(exercise, written, self.cells, marked, closure.unknown, self.vocabulary)
        return LearnerFunction(
            exercise=exercise,
            cell=written.cell.cell.number,
            line=node.lineno,
            source=source,
            cell_source=written.cell.cell.source,
            docstring=docstring,
            own_stub=self._own_stub(exercise, written.cell, docstring),
            untouched=far.untouched,
            unfilled=far.unfilled,
            syntax=_too_much(written) if closure.too_much else far.syntax,
            cut=far.cut,
            inserted=_inserted(node, self.vocabulary.parameters.get(exercise, ())),
            units=closure.units,
            given_units=self._given_units(closure, chosen),
            calls=tuple(name for name in self.vocabulary.exercises if name in closure.calls),
            unknown=closure.unknown,
            elsewhere={n: self._bound[n] for n in closure.unknown if n in self._bound},
            starred=self._starred if closure.unknown else (),
            notes=(
                *self._several(exercise, parsing, written),
                *self._broken_names((exercise, *closure.unknown)),
            ),
        )

    def _broken(self, exercise: str, cell: ParsedCell, broken: Broken) -> LearnerFunction:
        lines = cell.cell.source.split("\n")[broken.first - 1 : broken.last]
        named = re.compile(rf"\s*(?:async\s+)?def\s+{re.escape(exercise)}\b")
        start = next((i for i, line in enumerate(lines) if named.match(line)), 0)
        while lines and not lines[-1].strip():
            lines.pop()
        source = "\n".join(lines)
        docstring = docstring_in(source)
        stub = self.vocabulary.stubs.get(exercise, "")
        self.given[exercise] = Given(cell.cell.number, outside_of_text(lines[start:]))
        far = state_of_text(self.cells, cell, broken, lines, start, stub)
        return LearnerFunction(
            exercise=exercise,
            cell=cell.cell.number,
            line=broken.first + start,
            source=source,
            cell_source=cell.cell.source,
            docstring=docstring,
            own_stub=self._own_stub(exercise, cell, docstring),
            untouched=far.untouched,
            unfilled=far.unfilled,
            syntax=far.syntax,
            cut=far.cut,
        )

    def _own_stub(self, exercise: str, cell: ParsedCell, docstring: str) -> bool:
        if grader_entry(cell.cell.metadata, "exercise") == exercise:
            return True
        stub = self.vocabulary.stubs.get(exercise, "")
        return bool(docstring) and docstring == stub_docstring(stub, exercise)

    def _several(
        self, exercise: str, parsing: Sequence[Definition], written: Definition
    ) -> list[str]:
        notes = []
        if len(parsing) > 1:
            numbers = [d.cell.cell.number for d in parsing]
            notes.append(
                f"Defined more than once ({_in_cells(numbers)}): the last definition, in cell "
                f"{numbers[-1]}, counts."
            )
        if written.block:
            notes.append(
                f"`{exercise}` stands inside of a `{written.block}`, and is graded as if it stood "
                f"at the left margin."
            )
        if parsing[-1].kind == "alias":
            notes.append(f"`{exercise}` is another name of `{written.names[0]}`.")
        return notes

    def _broken_names(self, names: Sequence[str]) -> list[str]:
        return [
            f"A definition of `{name}` in cell {cell.cell.number} does not parse and was left "
            f"out ({_said(broken.problem)})."
            for name in names
            for cell, broken in self.broken.get(name, ())
        ]


def _too_much(written: Definition) -> SyntaxProblem:
    message = "it needs more constants and functions of the notebook than are brought along"
    return SyntaxProblem("SyntaxError", message, written.node.lineno, "")


def _inserted(node: ast.stmt, asked: Sequence[str]) -> tuple[str, ...]:
    """Parameters between those that are asked for, which are all there and in their order."""
    if not isinstance(node, Function):
        return ()
    own = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
    if [name for name in own if name in asked] != list(asked) or own[: len(asked)] == list(asked):
        return ()
    last = own.index(asked[-1])
    return tuple(name for name in own[:last] if name not in asked)


def _in_cells(numbers: Sequence[int]) -> str:
    different = list(dict.fromkeys(numbers))
    if len(different) == 1:
        return f"{len(numbers)} times in cell {different[0]}"
    return f"cells {listed(map(str, different))}"


def _said(problem: SyntaxProblem) -> str:
    return f"line {problem.line}: {problem.message}"
