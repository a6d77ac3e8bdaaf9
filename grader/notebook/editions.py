"""Of which earlier year a notebook shows evidence.

What other years' notebooks asked for is right in those notebooks alone, so a learner could wish to
seem to have one. That something of ours is missing tells nothing, then: it can be deleted. A year
shows by what its template gave, of several independent kinds: modules, marks in comments, lines
and assertions around the marked regions, calls in the cells between, metadata. No kind is enough
by itself, comments, imports and metadata are not enough together, and within a kind a single
line is not: so it takes most of a template to pass for one, and a notebook that lost some of it
still does.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.model import Edition, GivenAssert, LearnerFunction, Notebook, Vocabulary
from grader.notebook.given import as_fact, asserted, fact, facts_of_stub, given_asserts
from grader.notebook.nodes import within
from grader.notebook.parsing import ParsedCell

NEEDED = 3  # kinds of evidence
FEW = 2  # lines of a kind


@dataclass(frozen=True, slots=True)
class Given:
    """The statements of a function that stand outside of its marked regions."""

    cell: int
    statements: Sequence[ast.stmt]

    @property
    def lines(self) -> frozenset[str]:
        return frozenset(fact(s) for s in self.statements if not isinstance(s, ast.Assert))


@dataclass(frozen=True, slots=True)
class Traces:
    """What a notebook holds that could tell its year: names, comments and facts of lines."""

    modules: frozenset[str]
    cells: frozenset[str]  # what its cells call or look up at top level
    metadata: frozenset[str]
    texts: tuple[str, ...]  # the cells of graded functions
    asserts: Mapping[str, frozenset[str]]  # by exercise
    lines: Mapping[str, frozenset[str]]
    today: Mapping[str, frozenset[str]]  # what today's stubs hold, which tells no year


@dataclass(frozen=True, slots=True)
class Editions:
    """The earlier years of an assignment, held against one notebook."""

    notebook: Notebook
    cells: Sequence[ParsedCell]
    vocabulary: Vocabulary
    given: Mapping[str, Given]

    def shown(self, functions: Mapping[str, LearnerFunction]) -> tuple[str, ...]:
        """The years that the notebook shows enough evidence of."""
        if not self.vocabulary.editions:
            return ()
        traces = self._traces(functions)
        kinds = {edition.name: _kinds(edition, traces) for edition in self.vocabulary.editions}
        whole = [e for e in self.vocabulary.editions if not e.part_of and _shows(kinds[e.name])]
        most = max((len(kinds[edition.name]) for edition in whole), default=0)
        shown = [edition.name for edition in whole if len(kinds[edition.name]) == most]
        shown += [
            edition.name
            for edition in self.vocabulary.editions
            if edition.part_of in shown
            and kinds[edition.name]
            and traces.cells.isdisjoint(edition.unless)
        ]
        return tuple(shown)

    def _traces(self, functions: Mapping[str, LearnerFunction]) -> Traces:
        stubs = self.vocabulary.stubs
        today = {name: facts_of_stub(stubs.get(name, ""), name) for name in self.given}
        return Traces(
            *cell_facts(self.cells),
            metadata_keys(self.notebook),
            tuple({f.cell: f.cell_source for f in functions.values()}.values()),
            {name: self._asserted(name) for name in self._telling("asserts")},
            {name: self.given[name].lines for name in self._telling("lines")},
            today,
        )

    def _asserted(self, name: str) -> frozenset[str]:
        texts = {text for y in self.vocabulary.editions for text in y.asserts.get(name, ())}
        return frozenset(asserted(one, texts) for one in self.given[name].statements) - {""}

    def _telling(self, kind: str) -> list[str]:
        """The functions that are there and in which some year has lines of this kind."""
        years = self.vocabulary.editions
        return [name for name in self.given if any(name in getattr(y, kind) for y in years)]

    def told(
        self, functions: Mapping[str, LearnerFunction], shown: tuple[str, ...]
    ) -> dict[str, LearnerFunction]:
        """The functions with what the years that are ``shown`` mean for them."""
        if not shown:
            return dict(functions)
        asserts = {name: self._asserts(name, shown) for name in functions}
        return {
            name: replace(
                function,
                editions=shown,
                asserts=tuple(
                    one for reached in (name, *function.calls) for one in asserts.get(reached, ())
                ),
            )
            for name, function in functions.items()
        }

    def _asserts(self, name: str, shown: tuple[str, ...]) -> tuple[GivenAssert, ...]:
        given = self.given.get(name)
        if given is None:
            return ()
        texts = {
            text
            for edition in self.vocabulary.editions
            if edition.name in shown
            for text in edition.asserts.get(name, ())
        }
        return given_asserts(name, given.cell, given.statements, texts)


def _shows(kinds: set[str]) -> bool:
    """Enough kinds, one of them lines of code in the functions themselves."""
    return len(kinds) >= NEEDED and not kinds.isdisjoint(("asserts", "lines"))


def _kinds(edition: Edition, traces: Traces) -> set[str]:
    """The kinds of evidence of this year that a notebook shows."""
    lines = {name: tuple(map(as_fact, facts)) for name, facts in edition.lines.items()}
    marked = sum(any(re.search(m, text) for m in edition.marks) for text in traces.texts)
    there = {
        "asserts": _enough(*_found(edition.asserts, traces.asserts, traces.today)),
        "lines": _enough(*_found(lines, traces.lines, traces.today)),
        "cells": _enough(len(traces.cells.intersection(edition.cells)), len(edition.cells)),
        "marks": bool(edition.marks) and _enough(marked, len(traces.texts)),
        "modules": any(_named(module, edition.modules) for module in traces.modules),
        "metadata": not traces.metadata.isdisjoint(edition.metadata),
    }
    return {kind for kind, found in there.items() if found}


def _found(
    declared: Mapping[str, Iterable[str]],
    there: Mapping[str, frozenset[str]],
    today: Mapping[str, frozenset[str]],
) -> tuple[int, int]:
    """How many of the declared lines stand there, and how many of them could."""
    asked = {name: set(facts) - today[name] for name, facts in declared.items() if name in there}
    found = sum(len(facts & there[name]) for name, facts in asked.items())
    return found, sum(map(len, asked.values()))


def _enough(found: int, declared: int) -> bool:
    """A third, and no single one unless there is only one to be had."""
    return found >= max(min(FEW, declared), declared / 3, 1)


def _named(module: str, patterns: Iterable[str]) -> bool:
    """Whether a module is one of these, ``*`` standing for a version: ``testCases_v4a``."""
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*", r"(?:_?v?\d\w{0,2})?"), module, re.I)
        for pattern in patterns
    )


def cell_facts(cells: Sequence[ParsedCell]) -> tuple[frozenset[str], frozenset[str]]:
    """The modules that a notebook imports, and what its cells call or look up at top level."""
    modules: set[str] = set()
    used: set[str] = set()
    for cell in cells:
        for statement in cell.statements:
            modules.update(_modules(statement))
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                used.update(_used(statement))
    return frozenset(modules), frozenset(used)


def _modules(statement: ast.stmt) -> Iterable[str]:
    match statement:
        case ast.ImportFrom(module=str(module)):
            return [module.rpartition(".")[2]]
        case ast.Import(names=names):
            return [alias.name.rpartition(".")[2] for alias in names]
    return []


def _used(statement: ast.stmt) -> Iterable[str]:
    for node in within([statement]):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield name
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                yield f"{name}[{key!r}]"


def metadata_keys(notebook: Notebook) -> frozenset[str]:
    """Keys of the file's metadata, and of its code cells'."""
    keys = {str(key) for key in notebook.metadata}
    return frozenset(keys.union(*(map(str, cell.metadata) for cell in notebook.cells)))
