"""A code cell, line by line: coloured, with remarks below the lines that they speak of."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from grader.model import CaseGrade, ExerciseGrade
from grader.notebook.document import clipped
from grader.notebook.parsing import parse
from grader.readable import visible
from grader.report.html_time import piece
from grader.report.words import raised

LONGEST = 20_000  # characters of one cell that are shown
COLOURS = (  # of pygments' token types, by the start of their name: the class of a span
    ("Token.Comment", "c"),
    ("Token.Literal.String", "s"),
    ("Token.Literal.Number", "n"),
    ("Token.Keyword", "k"),
    ("Token.Operator.Word", "k"),
    ("Token.Name.Function", "f"),
)
Remarks = Mapping[int, Sequence[str]]


def listing(source: str, remarks: Remarks, label: str, coloured: bool = True) -> Markup:
    """The lines of a cell, numbered, as HTML."""
    text = visible(source[:LONGEST])
    lines = piece(lambda: _coloured(text), lambda: _bare(text)) if coloured else _bare(text)
    rows = [_row(line, remarks.get(number, ())) for number, line in enumerate(lines, start=1)]
    if len(source) > LONGEST:
        rows.append(Markup('<span class="remark">The rest of this cell is not shown.</span>'))
    return Markup('<pre class="code" role="group" aria-label="{}"><code>{}</code></pre>').format(
        label, Markup("").join(rows)
    )


def _bare(text: str) -> list[Markup]:
    return [Markup("{}").format(line) for line in text.split("\n")]


def _row(line: Markup, remarks: Sequence[str]) -> Markup:
    if not remarks:
        return Markup('<span class="line">{}\n</span>').format(line)
    said = Markup("").join(
        Markup('<span class="remark">\N{UPWARDS ARROW} {}\n</span>').format(r) for r in remarks
    )
    return Markup('<span class="line marked">{}\n</span>{}').format(line, said)


def _coloured(text: str) -> list[Markup]:
    from pygments.lexers.python import PythonLexer
    from pygments.token import Token

    lines: list[list[Markup]] = [[]]
    lexer = PythonLexer(stripnl=False, ensurenl=False)
    for kind, value in lexer.get_tokens(text):
        name = "" if kind in (Token.Text, Token.Name) else str(kind)
        colour = next((c for start, c in COLOURS if name.startswith(start)), "")
        first, *others = value.split("\n")
        lines[-1].append(_span(first, colour))
        lines += [[_span(part, colour)] for part in others]
    return [Markup("").join(line) for line in lines]


def _span(text: str, colour: str) -> Markup:
    if not text or not colour:
        return Markup("{}").format(text)
    return Markup('<span class="{}">{}</span>').format(colour, text)


def remarks(exercise: ExerciseGrade, source: str) -> dict[int, list[str]]:
    """What to say below which line of an exercise's cell: where it raised, or, where outputs are
    off, where those get their values."""
    found: dict[int, list[str]] = {}
    off = [case for case in exercise.cases if case.status != "passed"]
    for case in off:
        line = _raised_at(case, exercise.cell)
        if line:
            found.setdefault(line, [clipped(raised(case), 200)])
    outputs = [m.output for case in off for m in case.mismatches if m.check != "missing_key"]
    for name in dict.fromkeys(outputs):
        for line in _assigned(source, exercise.exercise, name)[-2:]:
            found.setdefault(line, []).append(f"{name}, which is off, gets its value here")
    if exercise.status == "error" and not exercise.cases and exercise.line:
        found.setdefault(exercise.line, ["Python stops reading here"])
    return found


def _raised_at(case: CaseGrade, cell: int | None) -> int:
    """The line of the cell that an exception went through last; 0 where there is none."""
    frames = case.raised.frames if case.raised is not None else ()
    return next((f.line for f in reversed(frames) if f.cell and f.cell == cell), 0)


def _assigned(source: str, function: str, output: str) -> list[int]:
    """The lines of a function at which an output is assigned: ``dW = …``, ``grads["dW1"] = …``."""
    if len(source) > LONGEST:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd escapes in a stranger's texts
        tree = parse(source)
    if not isinstance(tree, ast.Module):
        return []
    return sorted(
        {
            target.lineno
            for defined in tree.body
            if isinstance(defined, ast.FunctionDef) and defined.name == function
            for target in _targets(defined)
            if _names(target, output)
        }
    )


def _targets(defined: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(defined):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from target.elts if isinstance(target, ast.Tuple) else [target]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            yield node.target


def _names(target: ast.expr, output: str) -> bool:
    if isinstance(target, ast.Name):
        return target.id == output
    if not isinstance(target, ast.Subscript):
        return False
    texts = [n.value for n in ast.walk(target.slice) if isinstance(n, ast.Constant)]
    return any(isinstance(t, str) and re.fullmatch(re.escape(output) + r"\d*", t) for t in texts)
