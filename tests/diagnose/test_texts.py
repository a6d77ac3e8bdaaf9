"""Every text of the rules has a wrong answer that gets just this text."""

from __future__ import annotations

import string

import pytest

from grader.diagnose.texts import TEXTS

from .asking import changed, graded, graded_cell
from .goldens import GOLDENS

# Texts for which no wrong answer was found, and what stands in their way.
UNREACHED = {
    "sizes": "in some case of each exercise two sizes are equal or 1 and so have no single name",
}


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.code)
def test_a_wrong_answer_gets_its_message_and_hint(golden, course, executor, tmp_path):
    assignment = course.assignment(golden.assignment)
    source = changed(assignment, golden.exercise, *golden.edits)
    if golden.cell:
        result = graded_cell(assignment, golden.exercise, source, executor, tmp_path)
    else:
        result = graded(assignment, golden.exercise, source, executor)
    said = [(one.code, one.message, one.hint) for one in result.diagnoses]
    assert said[0] == (golden.code, golden.message, golden.hint)
    assert {code for code, _message, _hint in said} == {golden.code}


def test_every_text_has_a_golden_or_a_reason():
    assert {golden.code for golden in GOLDENS} | UNREACHED.keys() == TEXTS.keys()
    assert not {golden.code for golden in GOLDENS} & UNREACHED.keys()


def test_each_golden_speaks_in_the_words_of_its_text():
    for golden in GOLDENS:
        for said, text in zip((golden.message, golden.hint), TEXTS[golden.code], strict=True):
            fixed = [part for part, *_rest in string.Formatter().parse(text)]
            assert all(part in said for part in fixed), golden.code
