"""Every format says the same sentences, and says them in a learner's words."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import numpy as np
import pytest

from grader.jupyter import shown
from grader.model import CaseGrade, Diagnosis, ExerciseGrade
from grader.report.feedback import Line, as_text, exercise_lines
from grader.report.markdown import JOINER
from grader.report.words import case_title, from_top, is_shown, notes, quoted

from .pages import Page

SAID = ("cause", "hint", "note", "case", "fact", "printed")
UNREAD = "The function cannot be read (SyntaxError: '(' was never closed, in line 3 of cell 7)."


def bare(text):
    """The text without what formats add to it: markup, line breaks, joiners."""
    return "".join(c for c in text if c not in "`\\*" + JOINER and not c.isspace())


def as_read(graded, format_):
    if format_ == "html":
        return " ".join(Page(graded.report()).texts["body"])
    if format_ in ("text/plain", "text/html"):
        return html.unescape(shown(graded.grade, "")[format_])
    return graded.report(format_)


@pytest.mark.parametrize("format_", ["text", "html", "markdown", "text/plain", "text/html"])
@pytest.mark.parametrize("name", ["solved", "typical", "untouched", "half_wrong"])
def test_every_format_says_every_sentence(graded, name, format_):
    one = graded(name)
    read = bare(as_read(one, format_)).replace("In[", "")
    for exercise in one.grade.exercises:
        for line in exercise_lines(exercise) if is_shown(exercise) else []:
            if line.kind in SAID and not line.text.startswith("Also off"):
                # the place of a cell is named as it is found there
                sentence = line.text.split(" (")[0] if "th cell" in line.text else line.text
                assert bare(sentence) in read


def test_cells_are_counted_as_one_counts():
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 22, 28, 101, 111, 112)
    assert [from_top(n).removesuffix(" cell") for n in numbers] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "28th"),
        *("101st", "111th", "112th"),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("source_example", "public case “example in the notebook”: passed"),
        ("source_example_relu", "public case “example in the notebook, relu”: passed"),
        ("three layers", "public case “three layers”: passed"),
    ],
)
def test_a_cases_id_is_said_in_words(name, said):
    assert case_title(CaseGrade(name, 1, True, True, "passed", 1.0)) == said


def test_json_keeps_the_id(graded):
    assert '"case": "source_example"' in graded("solved").report("json")


def test_a_syntax_error_is_said_once():
    exercise = ExerciseGrade("linear_forward", "error", 0, 10, notes=(UNREAD, "Another note."))
    message = "Python cannot read line 3: '(' was never closed."
    told = replace(exercise, diagnoses=(Diagnosis("syntax", message),))
    assert notes(told) == ["Another note."]
    assert notes(exercise) == [UNREAD, "Another note."]


def test_letters_of_two_columns_fit_the_width():
    lines = as_text([Line("printed", "한국어 " * 40)], 60)
    assert max(2 * sum(c != " " for c in line) + line.count(" ") for line in lines) <= 60
    assert "".join("".join(lines).split()) == "한국어" * 40


def test_a_command_stays_on_one_line():
    assert as_text([Line("command", "grader run " + "x" * 90)]) == ["  grader run " + "x" * 90]


@pytest.mark.parametrize("path", ["a.ipynb", "über/größe_1.ipynb", "x-y/a.ipynb"])
def test_an_easy_path_is_shown_as_it_is(path):
    assert quoted(path) == path


@pytest.mark.parametrize("path", ["meine übung.ipynb", "a'b.ipynb", "$(x).ipynb"])
def test_a_path_with_blanks_can_be_copied_into_a_shell(path):
    shlex = pytest.importorskip("shlex")
    assert shlex.split(quoted(path)) == [path]


@pytest.mark.parametrize("format_", ["text", "json", "html", "markdown"])
@pytest.mark.parametrize("name", ["typical", "half_wrong"])
def test_no_expected_value_of_a_fresh_case_is_in_a_learners_copy(
    graded, step_by_step, name, format_
):
    one = graded(name)
    fresh, public = set(), set()
    for exercise in step_by_step.exercises:
        for case in step_by_step.cases(exercise, one.grade.seed):
            values = numbers(step_by_step.expected(exercise, case))
            (public if case.public else fresh).update(f"{abs(value):.7f}"[:-1] for value in values)
    secret = {digits for digits in fresh - public if not digits.endswith("00")}
    assert len(secret) > 500
    # how long a case took is no answer, though it can have the same digits
    report = re.sub(r'"seconds": [^,}\s]+', "", one.report(format_, verbose=True))
    shown = re.findall(r"\d+\.\d{6}", report)
    assert not secret & set(shown)


def numbers(value):
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers(one)]
    if isinstance(value, tuple | list):
        return [number for one in value for number in numbers(one)]
    return np.asarray(value, dtype=float).ravel().tolist() if not isinstance(value, str) else []
