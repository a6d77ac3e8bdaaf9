"""What a submission says is cleaned in one place, whatever the format, and no report is long."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import (
    CaseGrade,
    Diagnosis,
    ExerciseGrade,
    Frame,
    Grade,
    Mismatch,
    Protection,
    Raised,
)
from grader.readable import UNSEEN, one_line, readable, visible
from grader.report.formats import FORMATS, render

BAD = "\x1b[31m\x9b2J\x9d0;title\x07\x00\x85\u061c\u200b\u202e\u2066\ufeff\U000e0041\U000e007f\xad"


@pytest.mark.parametrize(
    "text",
    [
        "한국어 문장",
        "\u1112\u1161\u11ab\u1100\u1173\u11af",  # the same script in single letters
        "é ä ñ e\u0301",
        "می\u200cخواهم",
        "👩\u200d💻 ❤\ufe0f 👨\u200d👩\u200d👧",
        "क\u094d\u200dष",
        "∇ θ ≈ 1/m Σ ‖x‖² ∂J/∂W⁽ˡ⁾",
        "a\tb\nc",
    ],
)
def test_what_people_write_stays(text):
    assert readable(text) == text == visible(text)


def test_what_steers_hides_or_turns_is_taken_out():
    assert readable(f"a{BAD}b") == "ab"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_a_joiner_stays_only_between_characters_that_may_need_it(joiner):
    assert readable(f"l{joiner}inear") == "linear"
    assert readable(joiner * 50) == ""
    assert readable(f"한{joiner}") == "한"


def test_marks_are_not_piled_up():
    assert len(readable("a" + "\u0301" * 100)) == 5


def test_a_mark_stands_where_code_hid_something():
    assert visible("x = 1  # \u202egnp") == "x = 1  # \ufffdgnp"


def test_a_name_of_several_lines_becomes_one():
    assert one_line("a\nb\tc\x1b[1m.ipynb") == "a b c.ipynb"


@given(st.text())
def test_nothing_unseen_is_left(text):
    left = readable(text)
    assert UNSEEN.sub("", left) == left or UNSEEN.search(left) is None
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in left)
    assert readable(left, 20) == readable(left)[:20] or len(readable(left, 20)) == 20


def large(size: int) -> Grade:
    """A grade in which everything that can come from a submission is that long."""
    text = (BAD + "x" * 50) * (size // 70)
    frames = tuple(Frame(1, 1, text, text) for _ in range(50))
    raised = Raised(text, text, frames, text)
    mismatch = Mismatch("Z", text, "value", text, beside=(text,) * 100)
    case = CaseGrade("c", 1, True, True, "error", 0.0, 0.0, raised, text, (mismatch,) * 12, "")
    diagnosis = Diagnosis("code", text, text)
    exercise = ExerciseGrade(
        "linear_forward",
        "error",
        0.0,
        10.0,
        1,
        1,
        (),
        (text,) * 300,
        (case,) * 10,
        (diagnosis,) * 5,
    )
    every = tuple(replace(exercise, exercise=f"e{n}") for n in range(10))
    return Grade("c", "1", "a", text, "0" * 64, 7, Protection("full"), every, (text,) * 300)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_clean_and_of_bounded_length(name):
    made = render(large(20_000), name, verbose=True, staff=True)
    assert len(made) < 2_000_000
    for unseen in "\x1b\x9b\x9d\x00\x85\u061c\u200b\u202e\ufeff\U000e0041":
        assert unseen not in made


def test_first_cases_are_shown_whole_and_contract_stays_json():
    data = json.loads(render(large(20_000), "json"))
    cases = data["exercises"][0]["cases"]
    assert len(cases) == 10
    assert len(cases[0]["stdout"]) > len(cases[-1]["stdout"])
    assert len(data["notes"]) <= 21


def test_an_ordinary_grade_is_not_cut():
    case = CaseGrade("c", 1, True, True, "failed", 0.0, stdout="한국어\n" * 500)
    exercise = ExerciseGrade("e", "failed", 0.0, 10.0, 1, 1, cases=(case,) * 8)
    grade = Grade("c", "1", "a", "p.ipynb", "0" * 64, 7, Protection("full"), (exercise,))
    found = json.loads(render(grade, "json"))["exercises"][0]["cases"]
    assert all(one["stdout"] == case.stdout for one in found)
