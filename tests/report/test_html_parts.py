"""The parts of the page one by one: prose, formulas, pictures, limits."""

from __future__ import annotations

import json
import time
import zlib

import numpy as np
import pytest

from grader.compare.errors import error_map
from grader.model import CaseGrade, ExerciseGrade, Frame, Mismatch, Raised
from grader.report.html_chain import chain, drawing
from grader.report.html_code import remarks
from grader.report.html_heat import sentence
from grader.report.html_math import formula
from grader.report.html_notebook import Picture, cells
from grader.report.html_png import Room, picture
from grader.report.html_prose import Outline, prose

from .notebooks import HTML, MARKDOWN, base64_of, chunk, outputs, png
from .pages import Page, not_ours


@pytest.mark.parametrize("source", [*HTML, *MARKDOWN, "\n\n".join([*HTML, *MARKDOWN])])
def test_prose_holds_text_markup_only(source):
    page = Page(prose(source, Outline()))
    assert not_ours(page) == []
    assert page.unbalanced == []
    assert not page.named("a")
    assert not page.named("img")


@pytest.mark.parametrize("latex", [
    r"\href{javascript:alert(1)}{x}", r"\style{position:fixed}{y}", r"\class{badge}{z}",
    r"\text{<script>}", r"\mathrm{<b>}", r"\color{red}{c}", r"\hspace{-99em}x", r"\unicode{x3c}",
])  # fmt: skip
def test_formulas_hold_mathml_only(latex):
    assert not_ours(Page(formula(latex, True))) == []


def test_a_formula_that_defines_commands_is_shown_as_typed():
    growing = r"\newcommand\a{xx}\newcommand\b{\a\a}\b"
    assert formula(growing, False) == f'<code class="latex">{growing}</code>'


def test_a_formula_is_not_moved_out_of_its_place():
    page = Page(formula(r"a \hspace{50em} b \kern-80pt c \! d", False))
    widths = [a["width"] for _, a in page.tags if "width" in a]
    assert all(len(width.split(".")[0].lstrip("-0")) <= 1 for width in widths)


def test_headings_skip_no_level():
    outline = Outline()
    made = prose("###### deep\n\n# top\n\n#### four\n\n<h6>raw</h6>", outline)
    assert Page(made).levels == [3, 3, 4, 5]


def test_links_become_text_with_their_address():
    made = prose("[here](https://example.org/a) [bad](javascript:x)", Outline())
    assert made.strip() == "<p>here (<code>https://example.org/a</code>) bad</p>"


def test_nobody_can_write_the_place_of_a_formula():
    made = prose("$x$ \ue0000\ue001 &#xe000;0&#xe001;", Outline())
    assert made.count("<math") <= 2  # another copy of the same formula does no harm
    assert not_ours(Page(made)) == []


@pytest.mark.parametrize("piece", [
    "[", "![", "<", "<b>", "<div>", "$", "$$ ", "`", "*", "_a", "> ", "- ", "| ", "\\begin{a}",
    "[a](", "<!--", "&#", "~~", "#", "    ", "1. ", "[a]: b ", "\\(", "<a b=",
])  # fmt: skip
def test_prose_takes_no_long_time(piece):
    source = (piece * 10_000)[:10_000]
    start = time.process_time()
    prose(source, Outline())
    assert time.process_time() - start < 3


def test_a_small_picture_is_kept_without_what_is_not_its_pixels():
    data = png(extra=chunk(b"tEXt", b"Comment\0<script>") + chunk(b"acTL", b"\0" * 8))
    found = picture(base64_of(data + b"<script>behind the end</script>"), Room())
    assert found == (base64_of(png()), 4, 4)


BAD_PNGS = {
    "no picture": b"<svg onload=alert(1)>",
    "too many pixels": png(3000, 2000),
    "a broken checksum": png()[:-1] + b"x",
    "cut off": png()[:-20],
    "fewer pixels than it says": png().replace(
        chunk(b"IDAT", zlib.compress((b"\0" + b"\x80\x20\x20" * 4) * 4)),
        chunk(b"IDAT", zlib.compress(b"\0" * 7)),
    ),
    "a bomb": png().replace(
        chunk(b"IDAT", zlib.compress((b"\0" + b"\x80\x20\x20" * 4) * 4)),
        chunk(b"IDAT", zlib.compress(bytes(30_000_000))),
    ),
    "no header": b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
}


@pytest.mark.parametrize("data", BAD_PNGS.values(), ids=BAD_PNGS)
def test_what_is_no_small_picture_is_dropped(data):
    assert picture(base64_of(data), Room()) is None


def test_of_outputs_texts_and_pictures_are_kept():
    notebook = {
        "nbformat": 4,
        "cells": [{"cell_type": "code", "source": "x", "outputs": outputs()}],
    }
    data = json.dumps(notebook).encode()
    (cell,) = cells(data, _sha256(data))
    assert [type(output) for output in cell.outputs].count(Picture) == 1
    assert all("\x1b" not in o and "\u202e" not in o for o in cell.outputs if isinstance(o, str))
    assert cell.left_out == 11


@pytest.mark.parametrize("notebook", [
    {"nbformat": 4, "cells": [None, 1, {"cell_type": "code"}, {"cell_type": [], "source": "x"}]},
    {"nbformat": 4, "cells": [{"cell_type": "code", "source": "x", "outputs": {"a": [1]}}]},
    {"nbformat": 4, "cells": [{"cell_type": "code", "source": "\ud800", "outputs": [{"data": 1}]}]},
    {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "input": "", "level": 9}]}]},
    {"nbformat": 3, "worksheets": 3}, {"nbformat": 2}, [],
])  # fmt: skip
def test_odd_files_are_read_or_left_out(notebook):
    data = json.dumps(notebook).encode()
    for cell in cells(data, _sha256(data)):
        cell.source.encode("utf-8")


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_the_map_of_errors_tells_sizes_in_classes_and_no_value():
    wrong = np.array([[False, True, True], [True, True, False]])
    relative = np.array([[0.0, 0.001, 0.2], [3.0, np.nan, 0.0]])
    errors = error_map(wrong, relative)
    assert errors is not None
    assert errors.rows == ("012", "340")
    assert sentence("dW", errors) == "dW, 2 × 3: off in 4 of 6 squares."


def test_lines_are_found_in_code_with_odd_escapes():
    source = "def f(x):\n    '\\d'\n    a, dW = x\n    g['dW' + str(1)] = dW\n    return g\n"
    mismatch = Mismatch("dW", "dW", "value", "`dW` is off")
    case = CaseGrade("c", 1, True, True, "failed", 0.0, mismatches=(mismatch,))
    said = remarks(ExerciseGrade("f", "failed", 0, 10, 3, 1, cases=(case,)), source)
    assert sorted(said) == [3, 4]


def test_a_remark_stands_at_the_line_that_raised():
    frames = (Frame(3, 2, "f"), Frame(0, 900, "dot", "a line of numpy"))
    case = CaseGrade("c", 1, True, True, "error", 0.0, raised=Raised("TypeError", "no", frames))
    said = remarks(ExerciseGrade("f", "error", 0, 10, 3, 1, cases=(case,)), "def f():\n  x()")
    assert said == {2: ["TypeError: no"]}


@pytest.mark.parametrize(("asked", "off", "said"), [
    (("[dA1]", "['dA0']", "['dW2']", "['dW1']"), "['dA0']", "Off: dA0. Right: dW1, dW2."),
    (("AL", "caches[0][0][0]", "caches[0][1]", "caches[1][1]"), "caches[1][1]",
     "Off: Z2. Right: A0, AL, Z1."),
    (("dA_prev", "dW", "db"), "dA_prev", "Off: dA_prev. Right: dW, db."),
    (("Z", "cache[0]"), "Z", "Off: Z."),
])  # fmt: skip
def test_the_chain_names_what_is_off(asked, off, said):
    mismatch = Mismatch("o", off, "value", "is off", beside=asked)
    found = chain(CaseGrade("c", 1, True, True, "failed", 0.0, mismatches=(mismatch,)))
    assert found is not None
    assert said in drawing(found, "x")


def test_what_has_no_place_in_a_network_gets_no_chain():
    mismatch = Mismatch("cost", "cost", "value", "is off", beside=("cost",))
    case = CaseGrade("c", 1, True, True, "failed", 0.0, mismatches=(mismatch,))
    assert chain(case) is None


def test_a_large_array_is_shown_in_blocks():
    wrong = np.zeros((50, 1000), dtype=bool)
    wrong[49, 999] = True
    errors = error_map(wrong, wrong * 5.0)
    assert errors is not None
    assert (len(errors.rows), len(errors.rows[0])) == (17, 20)
    assert errors.rows[-1].endswith("3")
    assert errors.shape == (50, 1000)
