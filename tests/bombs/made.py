# ruff: noqa: E501  # a bomb a line, to be looked over
"""Notebooks that are made to cost a grader much time or memory, each of one kind.

``BOMBS`` has a function for each, which returns the bytes of its file. They are made when asked
for, as some are 30 MB. ``bench/bombs.py`` measures what each costs; the tests beside this file hold
that each is graded, or refused with a clear message.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

MB = 1_000_000
LINEAR = "def linear_forward(A, W, b):\n    Z = np.dot(W, A) + b\n    return Z, (A, W, b)\n"
BOMBS: dict[str, Callable[[], bytes]] = {}
Cell = dict[str, Any]


def code(source: str | list[str], outputs: list[Any] | None = None, **metadata: Any) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": outputs or [],
        "source": source,
    }


def prose(source: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def file_of(*cells: Cell | str, first: str = LINEAR, **top: Any) -> bytes:
    """A notebook with one right function, and these cells below it."""
    whole = [code(first), *(code(c) if isinstance(c, str) else c for c in cells)]
    found = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": whole, **top}
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


def with_raw(key: str, value: str) -> bytes:
    """The same with a piece of JSON under a key of its own."""
    return file_of()[:-1] + f', "{key}": {value}}}'.encode()


def bomb(make: Callable[[], bytes]) -> Callable[[], bytes]:
    BOMBS[make.__name__] = make
    return make


def codes(**sources: Callable[[], str]) -> None:
    """Bombs that are one code cell each."""
    for name, source in sources.items():
        BOMBS[name] = lambda source=source: file_of(source())  # type: ignore[misc]


def proses(**sources: Callable[[], str]) -> None:
    """Bombs of many cells of prose, each as long as a page that is painted."""
    for name, source in sources.items():
        BOMBS[name] = lambda source=source: file_of(*[prose(source())] * 40)  # type: ignore[misc]


# --- the document ---------------------------------------------------------------------------------


@bomb
def many_empty_dicts() -> bytes:
    return with_raw("x", "[" + "{}," * (20 * MB // 3) + "{}]")


@bomb
def many_empty_lists_in_a_cell() -> bytes:
    return file_of({**code("x = 1"), "metadata": {"x": [[]] * (2 * MB)}})


@bomb
def nested_a_million_deep() -> bytes:
    return with_raw("x", "[" * MB + "]" * MB)


@bomb
def nested_as_deep_as_json_allows_and_often() -> bytes:
    return with_raw("x", "[" + ",".join(["[" * 900 + "]" * 900] * 5000) + "]")


@bomb
def integers_of_four_thousand_digits() -> bytes:
    return with_raw("x", "[" + ",".join(["9" * 4200] * 5000) + "]")


@bomb
def a_float_of_a_million_digits() -> bytes:
    return with_raw("x", "[" + ",".join(["1." + "3" * MB + "e-300"] * 10) + "]")


@bomb
def many_keys() -> bytes:
    return with_raw("x", "{" + ",".join(f'"{n:x}":0' for n in range(2 * MB)) + "}")


@bomb
def wide_characters() -> bytes:
    return file_of(
        code("x = 1", [{"output_type": "stream", "name": "stdout", "text": "a" * 29 * MB + "😀"}])
    )


@bomb
def a_million_wide_characters_in_each_cell() -> bytes:
    return file_of(*[prose("한" * 330_000 + "😀") for _ in range(29)])


@bomb
def escapes_only() -> bytes:
    return with_raw("x", '"' + "\\ud83d\\ude00" * (29 * MB // 12) + '"')


@bomb
def blanks_only() -> bytes:
    return file_of() + b" " * 30 * MB


@bomb
def sources_of_single_letters() -> bytes:
    return file_of(code(["#"] * (5 * MB)))


@bomb
def ten_thousand_cells() -> bytes:
    return file_of(*["x = 1"] * 9990)


@bomb
def half_a_million_cells() -> bytes:
    return file_of(*[{}] * 500_000)


@bomb
def ten_thousand_odd_cells() -> bytes:
    return file_of(*[{"cell_type": "code", "source": "x", "surprise": [1]}] * 9990)


@bomb
def half_a_million_outputs() -> bytes:
    return file_of(
        code("x = 1", [{"output_type": "stream", "name": "stdout", "text": "x"}] * 400_000)
    )


@bomb
def a_large_name_of_an_assignment() -> bytes:
    return file_of(metadata={"grader": {"assignment": "x" * 5 * MB}})


@bomb
def large_metadata_of_a_cell() -> bytes:
    return file_of({**code("x = 1"), "metadata": {"grader": {"exercise": "y" * 5 * MB}, "name": 3}})


@bomb
def large_keys_beside_the_known() -> bytes:
    return file_of({**code("x = 1"), "k" * 5 * MB: "v" * 5 * MB})


@bomb
def a_format_of_five_megabytes() -> bytes:
    return file_of(nbformat="9" * 5 * MB)


@bomb
def tags_that_must_all_differ() -> bytes:
    return file_of(code("x = 1", tags=[{str(n): n} for n in range(100_000)]))


@bomb
def cells_with_one_id() -> bytes:
    return file_of(*[{**code("x = 1"), "id": "a"} for _ in range(9000)], nbformat_minor=5)


@bomb
def format_three_in_many_sheets() -> bytes:
    cell = {"cell_type": "code", "input": LINEAR, "language": "python", "outputs": []}
    sheets = [{"cells": [cell]}] * 9000
    found = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    return json.dumps(found).encode()


@bomb
def thirty_megabytes_of_pictures() -> bytes:
    data = base64.b64encode(bytes(range(256)) * 1100).decode()
    output = {"output_type": "display_data", "metadata": {}, "data": {"image/png": data}}
    return file_of(code("x = 1", [output] * 75))


def _png(width: int, height: int, colour: int = 2) -> str:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    row = 1 + width * {0: 1, 2: 3, 6: 4}[colour]
    pixels = zlib.compress(bytes(row * height), 9)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
    made = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return base64.b64encode(made).decode()


@bomb
def pictures_that_unpack_to_megabytes() -> bytes:
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": _png(2000, 2000, 6)},
    }
    return file_of(*[code("x = 1", [output] * 10) for _ in range(100)])


@bomb
def pictures_of_many_chunks() -> bytes:
    empty = b"\0\0\0\0IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    data = base64.b64encode(b"\x89PNG\r\n\x1a\n" + empty * 24_000).decode()
    output = {"output_type": "display_data", "metadata": {}, "data": {"image/png": data}}
    return file_of(*[code("x = 1", [output]) for _ in range(70)])


# --- code -----------------------------------------------------------------------------------------


def _lines(pattern: str, count: int) -> str:
    return "\n".join(pattern.format(n=n) for n in range(count))


def _read_by_one(definitions: str, count: int) -> str:
    names = ", ".join(f"C{n}" for n in range(count))
    return f"{definitions}\ndef linear_forward(A, W, b):\n    x = [{names}]\n    return x\n"


codes(
    headers_without_end=lambda: "# GRADED FUNCTION: linear_forward\n" * 80_000,
    headers_of_one_line=lambda: "# GRADED FUNCTION: " + "linear_forward " * 180_000,
    blanks_before_a_header=lambda: (" " * 2000 + "# GRADED\n") * 1000,
    constants_read_by_one=lambda: _read_by_one(_lines("C{n} = {n}", 8000), 8000),
    constants_in_blocks=lambda: _read_by_one(_lines("if 1:\n    C{n} = {n}", 8000), 8000),
    changes_of_one_constant=lambda: _read_by_one("C0 = 1\n" + "C0 *= 2\n" * 20_000, 1),
    changes_in_blocks=lambda: _read_by_one("C0 = 1\n" + "if 1:\n    C0 *= 2\n" * 8000, 1),
    constants_made_of_the_last=lambda: _read_by_one("C0 = 1\n" + "\n".join(f"C{n} = C{n-1}" for n in range(1, 8000)), 8000),
    imports_by_the_thousand=lambda: _read_by_one(_lines("import a.b{n} as C{n}", 8000), 8000),
    imports_of_one_name=lambda: _read_by_one(_lines("import C0.a{n}", 8000), 1),
    names_of_other_names=lambda: "\n".join(f"C{n} = C{n + 1}" for n in range(8000)) + "\nlinear_forward = C0\n",
    functions_that_call_the_next=lambda: _lines("def f{n}(x):\n    return f{n}0(f{n}1)", 8000) + "\ndef linear_forward(A): return f0(A)",
    functions_called_alike=lambda: _lines("def linear_forwar{n}(A):\n    return A", 20_000),
    functions_of_one_name=lambda: "def linear_forward(A, W, b):\n    return 1\n" * 10_000,
    functions_within_functions=lambda: "\n".join(" " * n + f"def compute_cost(x{n}):" for n in range(95)) + "\n" + " " * 95 + "pass",
    names_of_ten_thousand_letters=lambda: _lines("def " + "n" * 10_000 + "{n}(x): pass", 100),
    folded_texts=lambda: "x = " + " + ".join(['"😀" * 4096'] * 250),
    folded_tuples=lambda: "x = " + " + ".join(["(1, 2) * 128"] * 2500),
    folded_texts_in_many_lines=lambda: _lines("x{n} = '😀' * 4095 + '{n}'", 2500),
    folded_bytes_behind_comments=lambda: "x = (\n" + "+\n".join(["b'x' # …\n* # …\n4096"] * 1000) + ")",
    long_texts_joined=lambda: "x = (" + "+\n".join(["'" + "😀" * 30 + "'"] * 1400) + ")",
    constants_read_by_one_in_a_cell=lambda: _read_by_one(_lines("C{n} = {n}", 2900), 2900),
    constants_in_blocks_in_a_cell=lambda: _read_by_one(_lines("if 1:\n    C{n} = {n}", 1900), 1900),
    functions_called_alike_in_a_cell=lambda: _lines("def linear_forwar{n}(A): 1", 1900),
    finally_within_finally=lambda: "".join(" " * n + "try:\n" + " " * n + " x\n" + " " * n + "finally:\n" for n in range(19)) + " " * 19 + "x\n",
    returns_above_a_finally=lambda: "def f(x):\n try:\n" + "  if x: return\n" * 1500 + " finally:\n" + "  x=x.x.x.x\n" * 2000,
    withs_and_returns=lambda: "def f(x):\n" + "".join(" " * (n + 1) + f"with x{n}:\n" for n in range(19)) + (" " * 21 + "if x: return x\n") * 1000,
    integers_of_code=lambda: "x = " + "9" * 45_000,
    integers_of_code_in_hexadecimal=lambda: "x = 0x" + "f" * 45_000,
    powers=lambda: _lines("x{n} = 7 ** 100000000", 1000) + "\ny = 1 << 999999999999",
    brackets_that_never_close=lambda: "([{" * 15_000,
    brackets_that_nest=lambda: "x = " + "(" * 190 + "1" + ")" * 190,
    brackets_that_nest_and_break=lambda: "\n".join(["x = " + "{(" * 90 + "1 1" + ")}" * 90] * 80),
    calls_that_nest_and_break=lambda: "f(" * 95 + "a b" + ")" * 95,
    generators_that_break=lambda: "f(" + "a for a in b, c for c in d, " * 1500 + ")",
    minus_by_the_thousand=lambda: "x = " + "-" * 45_000 + "1",
    a_sum_of_thousands=lambda: "x = " + "+".join("1" * 20_000),
    a_sum_in_a_function=lambda: "def compute_cost(AL, Y):\n    return " + "+".join(["AL"] * 2500),
    attributes_by_the_thousand=lambda: "x = a" + ".a" * 20_000,
    calls_by_the_thousand=lambda: "x = a" + "()" * 20_000,
    lambdas_within_lambdas=lambda: "x = " + "lambda a: " * 900 + "1",
    comprehensions_within=lambda: "x = " + "[y for y in " * 90 + "z" + "]" * 90,
    conditions_in_a_row=lambda: "if x:\n    y = 1\n" + "elif x:\n    y = 1\n" * 2500,
    else_if_in_an_expression=lambda: "x = " + "a if b else " * 3500 + "c",
    decorators_by_the_thousand=lambda: "@a\n" * 12_000 + "def compute_cost(AL, Y): return 1",
    texts_within_texts=lambda: "x = " + "f'{" * 4000,
    formatted_texts=lambda: _lines("x = f'{{a:{{b:{{c}}}}}}{n}'", 2000),
    a_text_that_never_ends=lambda: ("'''\n" * 3 + '"""\n') * 6000,
    lines_that_go_on=lambda: "x = \\\n" * 10_000 + "1",
    empty_lines=lambda: "\n" * 45_000 + "def compute_cost(AL, Y): pass",
    empty_lines_and_errors=lambda: "\n\n\n(\n" * 10_000,
    indented_ever_deeper=lambda: "\n".join(" " * n + "if x:" for n in range(99)) + "\n" + " " * 99 + "x",
    many_magics=lambda: "%matplotlib inline\n!ls\n" * 1800,
    one_long_magic=lambda: "!" + "x" * 45_000 + "\n(",
    a_magic_of_many_blanks=lambda: "x = " + " " * 40_000 + "% y\n(",
    question_marks=lambda: "a" + "?" * 40_000,
    assigned_from_a_magic=lambda: "a = " * 10_000 + "%x",
    parameters_by_the_thousand=lambda: "def compute_cost(" + ", ".join(f"a{n}=1" for n in range(5000)) + "): pass",
    a_class_of_many_functions=lambda: "class C:\n" + _lines("    def compute_cost(self): pass", 1400),
    match_and_blanks=lambda: "match" + " " * 15_000 + "x\n",
    match_and_brackets=lambda: "match " + "(" * 10_000,
    soft_keywords=lambda: "\n".join(["match " * 1500 + "\ncase " * 1500]),
    operators_only=lambda: "=!<>&|^~" * 5000,
    quotes_only=lambda: "'\"" * 10_000,
    digits_and_underscores=lambda: "1_" * 20_000,
    dots_only=lambda: "." * 40_000,
    names_only=lambda: "a" * 45_000,
    control_characters=lambda: "# \x1b[" + ";" * 40_000,
    from_imports=lambda: "from " + "." * 20_000 + " import " + "\\\n" * 5000,
)  # fmt: skip


@bomb
def thirty_megabytes_of_code() -> bytes:
    return file_of("x = [1, 2]\n" * (29 * MB // 12))


@bomb
def thirty_megabytes_of_code_in_many_cells() -> bytes:
    return file_of(*["x = [1, 2]\n" * 300] * 8000)


@bomb
def match_in_many_cells() -> bytes:
    return file_of(*["match" + " " * 15_000 + "x\n"] * 25)


@bomb
def errors_in_many_cells() -> bytes:
    return file_of(*["def compute_cost(AL):\n  (\n" * 400] * 500)


@bomb
def magics_in_many_cells() -> bytes:
    return file_of(*["%%time\n!ls\nx = !ls\n(" * 300] * 500)


@bomb
def constants_over_many_cells() -> bytes:
    cells = [f"C{n} = {n}" for n in range(8000)]
    return file_of(*cells, _read_by_one("", 8000))


@bomb
def constants_in_blocks_of_many_cells() -> bytes:
    cells = ["\n".join(f"if 1:\n    C{n}_{k} = {n}" for n in range(1600)) for k in range(5)]
    names = ", ".join(f"C{n}_{k}" for n in range(1600) for k in range(4))
    return file_of(*cells, f"def linear_forward(A, W, b):\n    return {names}\n")


@bomb
def functions_that_call_the_next_in_many_cells() -> bytes:
    cells = [
        "\n".join(f"def f{n}(x): return f{n + 1}(x)" for n in range(k, k + 1000))
        for k in range(0, 7000, 1000)
    ]
    return file_of(*cells, "def linear_forward(A, W, b):\n    return f0(A)\n")


@bomb
def a_function_of_many_branches() -> bytes:
    body = "    if A:\n        Z = W\n" * 1500
    return file_of(f"def linear_forward(A, W, b):\n{body}    return Z\n")


@bomb
def headers_in_many_cells() -> bytes:
    return file_of(*["# GRADED FUNCTION: linear_forward\n" * 1000] * 500)


# --- prose ----------------------------------------------------------------------------------------

proses(
    stars=lambda: "*a **b " * 1400,
    stars_only=lambda: "*" * 9900,
    underscores=lambda: "_a __b_ " * 1200,
    brackets=lambda: "[" * 9900,
    links_that_nest=lambda: "[a](" * 2400,
    links_and_angles=lambda: "[a](<b" * 1600,
    pictures_in_links=lambda: "![" * 4900,
    names_of_links=lambda: "\n".join(f"[{n}]: x" for n in range(1200)),
    uses_of_names_of_links=lambda: "[a]: x\n\n" + "[a][a]" * 1600,
    angles=lambda: "<" * 9900,
    tags_that_never_end=lambda: "<a " * 3300,
    tags_that_nest=lambda: "<b>" * 3300,
    tags_that_reopen=lambda: "".join(f"<b a{n}><p>" for n in range(900)),
    tags_of_other_tables=lambda: "<table><tr><td>" * 650,
    comments_that_never_end=lambda: "<!--" * 2400,
    references=lambda: "&" * 9900,
    ticks=lambda: "".join("`" * n + " " for n in range(1, 138)),
    ticks_only=lambda: "`" * 9900,
    tildes=lambda: "~~a " * 2400,
    quotes_that_nest=lambda: ">" * 9900,
    lists_that_nest=lambda: "\n".join(" " * (2 * n) + "- a" for n in range(95)),
    lists_of_lists=lambda: "- " * 4900,
    numbers_of_lists=lambda: "1. " * 3300,
    columns_of_a_table=lambda: "|" * 3000 + "\n" + "|-" * 3000 + "|\n",
    rows_of_a_table=lambda: "|a|b|\n|-|-|\n" + "|a|b|\n" * 1600,
    tables_that_are_none=lambda: "|a|\n" * 2400,
    dashes=lambda: "-" * 9900,
    equals=lambda: "a\n" + "=" * 9900,
    blanks=lambda: "a" + " " * 9900 + "b",
    tabs=lambda: "\t" * 9900 + "a",
    empty=lambda: "\n" * 9900,
    backslashes=lambda: "\\" * 9900,
    dollars=lambda: "$" * 9900,
    dollars_that_never_end=lambda: "$a $$b " * 1400,
    environments_that_never_end=lambda: "\\begin{a}" * 1100,
    formulas=lambda: "$x_{i}^{2}$ " * 800,
    addresses=lambda: "http://a" * 1200,
    hashes=lambda: "#" * 9900,
    headings=lambda: "# a\n" * 2400,
    fences=lambda: "```\n~~~\n" * 1200,
    many_fractions=lambda: "$$" + "\\frac" * 390 + "$$",
    braces_of_latex=lambda: "$$" + "{" * 990 + "}" * 990 + "$$",
    powers_of_latex=lambda: "$$" + "x^" * 900 + "x$$",
    lefts_of_latex=lambda: "$$" + "\\left(" * 320 + "$$",
    matrices_of_latex=lambda: "$$" + "\\begin{matrix}" * 130 + "$$",
    cells_of_latex=lambda: "$$\\begin{matrix}" + "&" * 1900 + "\\end{matrix}$$",
    spaces_of_latex=lambda: "$$" + "\\hspace{999999em}" * 110 + "$$",
    roots_of_latex=lambda: "$$" + "\\sqrt[" * 320 + "$$",
    arrays_of_latex=lambda: "$$\\begin{array}{" + "c|" * 900 + "}\\end{array}$$",
    texts_of_latex=lambda: "$$" + "\\text{" * 320 + "$$",
    different_formulas=lambda: " ".join(f"$\\frac{{{n}}}{{x_{n}}}$" for n in range(500)),
)  # fmt: skip


@bomb
def different_formulas_in_all_cells() -> bytes:
    return file_of(
        *(prose(" ".join(f"$\\frac{{{n}}}{{{k}}}$" for n in range(600))) for k in range(40))
    )


@bomb
def thirty_megabytes_of_prose() -> bytes:
    return file_of(*[prose("**a** [b](c) $x$\n\n" * 1600)] * 1000)
