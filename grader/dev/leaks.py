"""What in a master would hand out a solution, found before a notebook is written.

A learner's notebook is its master with the marked regions emptied, so whatever is not in a marked
region of an exercise's function is handed out as it stands.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course.load import Assignment
from grader.course.mistakes import mistakes
from grader.course.stub import END, START

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
# What a statement must hold to be somebody's work: to hand on a name or a shape is none.
WORK = (ast.BinOp, ast.Call, ast.Compare)
TELLING = 12  # characters from which on a statement in prose is no coincidence
BLOCKS = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.With, ast.Try)


@dataclass(frozen=True, slots=True)
class Slip:
    """An author's slip: where, and in one sentence what it is and what to do."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}" if self.file else self.sentence


def leaks(assignment: Assignment, notebook: str) -> list[Slip]:
    """All that would hand out a solution; ``notebook`` is the text of the compiled notebook."""
    file = Path(str(assignment.solutions.__file__))
    source = file.read_text(encoding="utf-8")
    name = f"solutions/{file.name}"
    tree = ast.parse(source)
    return [
        *_declarations(tree, source, name),
        *_regions_elsewhere(tree, source, name),
        *_lines_shown(assignment, notebook, tree, name),
        *_lines_told(assignment, notebook, tree, name),
    ]


def declared(tree: ast.Module) -> list[Definition]:
    """All that ``@exercise`` stands on, wherever it stands."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, Definition) and any(map(_is_declaration, node.decorator_list))
    ]


def _is_declaration(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return getattr(called, "attr", getattr(called, "id", "")) == "exercise"


def _declarations(tree: ast.Module, source: str, file: str) -> Iterator[Slip]:
    """Declarations whose function would not be emptied."""
    lines = source.splitlines()
    for node in declared(tree):
        if not isinstance(node, ast.FunctionDef):
            kind = "a class" if isinstance(node, ast.ClassDef) else "an async function"
            yield Slip(
                file,
                node.lineno,
                f"@exercise stands on {kind}, `{node.name}`, which the notebook would show whole. "
                "Declare a plain function.",
            )
        elif node not in tree.body:
            yield Slip(
                file,
                node.lineno,
                f"the exercise `{node.name}` is defined inside something else, and the notebook "
                "would show it whole. Define it at the top level.",
            )
        elif not any(line.strip().startswith(START) for line in _of(node, lines)):
            yield Slip(
                file,
                node.lineno,
                f"the exercise `{node.name}` has no marked region, so the notebook would show its "
                f"answer. Put `{START}` above the answer and `{END}` below it.",
            )


def _of(node: ast.stmt, lines: list[str]) -> list[str]:
    return lines[node.lineno - 1 : node.end_lineno]


def _regions_elsewhere(tree: ast.Module, source: str, file: str) -> Iterator[Slip]:
    """Marked regions that nobody empties: they stand in no exercise."""
    within = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in declared(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    for number, line in enumerate(source.splitlines(), 1):
        if line.strip().startswith(START) and not any(number in lines for lines in within):
            yield Slip(
                file,
                number,
                "this marked region is in no exercise, so it is not emptied. Declare its function "
                "with @exercise, or take the marks away if it is given.",
            )


def _lines_shown(
    assignment: Assignment, notebook: str, tree: ast.Module, file: str
) -> Iterator[Slip]:
    """Statements of a region that the notebook's code shows somewhere.

    ``SHOWN`` of a master names the exercises of which that is meant, with the reason.
    """
    meant = {exercise for exercise, _reason in getattr(assignment.solutions, "SHOWN", ())}
    shown = _shown(notebook)
    for exercise, line, text in _answers(assignment, tree):
        if text in shown and exercise not in meant:
            yield Slip(
                file,
                line,
                f"this line of the solution of `{exercise}` stands in cell {shown[text]} of the "
                f"notebook, too. Take it out there, or name `{exercise}` and the reason in SHOWN.",
            )


def _lines_told(
    assignment: Assignment, notebook: str, tree: ast.Module, file: str
) -> Iterator[Slip]:
    """Statements of a region that stand in prose, in a hint, or in what is said of a mistake."""
    told = [
        (f"in cell {number} of the notebook", "".join(cell["source"]))
        for number, cell in enumerate(json.loads(notebook)["cells"], 1)
        if cell["cell_type"] == "markdown"
    ]
    for name, one in assignment.exercises.items():
        told += [(f"in a hint of `{name}`", hint) for hint in one.hints]
    told += [
        (f"in what is said of the mistake `{one.code}`", f"{one.sentence}\n{one.hint}")
        for one in mistakes(assignment)
    ]
    texts = [(where, _squeezed(text)) for where, text in told]
    for exercise, line, answer in _answers(assignment, tree):
        for where, text in texts:
            if len(answer) >= TELLING and _squeezed(answer) in text:
                yield Slip(
                    file,
                    line,
                    f"this line of the solution of `{exercise}` stands {where}. Say it in words.",
                )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _shown(notebook: str) -> dict[str, int]:
    """The statements of a notebook's code cells, and the cell that each stands in."""
    found: dict[str, int] = {}
    for number, cell in enumerate(json.loads(notebook)["cells"], 1):
        if cell["cell_type"] == "code":
            for _line, text in _statements(_without_magics("".join(cell["source"]))):
                found.setdefault(text, number)
    return found


def _without_magics(source: str) -> str:
    lines = source.splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines)


def _answers(assignment: Assignment, tree: ast.Module) -> Iterator[tuple[str, int, str]]:
    """The statements that stand in a region: exercise, line in the master, and text."""
    for node in declared(tree):
        source = assignment.references.get(node.name, "")
        within: set[int] = set()
        inside = False
        for number, line in enumerate(source.splitlines(), 1):
            if line.strip().startswith((START, END)):
                inside = line.strip().startswith(START)
            elif inside:
                within.add(number)
        for number, text in _statements(source):
            if number in within:
                yield node.name, node.lineno + number - 1, text


def _statements(source: str) -> Iterator[tuple[int, str]]:
    """The simple statements that do some work: line, and text in Python's own spelling."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a cell that is meant to be broken
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, BLOCKS):
            continue
        if any(isinstance(part, WORK) for part in ast.walk(node)):
            yield node.lineno, ast.unparse(node)
