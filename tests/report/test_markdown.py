"""Markdown: short, and nothing of a learner's becomes markup, a link or a call."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from grader.model import CaseGrade, Raised
from grader.report.markdown import JOINER, code, escaped

from .pages import Page

FORGED = [
    "# heading", "- item", "1. item", "> quote", "---", "| a | b |", "**bold** _i_ ~~s~~",
    "[x](https://evil.test)", "![x](https://evil.test/p.png)", "<img src=//evil.test>",
    "<https://evil.test>", "```\nfence", "`` ` ``", "a\n\n# b", "&lt;b&gt; &#64;", "\\[x\\](y)",
    "[x]: https://evil.test", "$x$", "=====", "+ item", "</details><script>1</script>",
]  # fmt: skip


def rendered(text: str) -> Page:
    mistune = pytest.importorskip("mistune")
    return Page(mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(text))


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("wrap", ["{}\n", "- {}\n", "**{}**  \nnext\n"])
def test_a_text_stays_a_text(text, wrap):
    page = rendered(wrap.format(escaped(text)))
    assert {tag for tag, _ in page.tags} <= {"p", "ul", "li", "strong", "br"}
    page = rendered(f"- {code(text)}\n\n| a |\n| --- |\n| {code(text)} |\n")
    allowed = {"ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in page.tags} <= allowed
    assert len(page.named("td")) == 1


@pytest.mark.parametrize("live", [
    "@everyone", "@here", "<!channel>", "<@U123>", "#12", "GH-12", "www.evil.test",
    "https://evil.test", "mailto:a@evil.test", "a1b2c3d4e5f6a7b8", "owner/repo#1",
])  # fmt: skip
@pytest.mark.parametrize("shown", [escaped, code])
def test_nobody_is_called_and_nothing_linked(live, shown):
    made = shown(f"x {live} y").replace("\\", "")
    assert live not in made
    assert live in made.replace(JOINER, "")


def test_names_in_our_sentences_stay_code():
    assert escaped("`dW` is off, `['dW1']` too") == "`dW` is off, `['dW1']` too"


def test_one_table_then_what_needs_attention(graded):
    text = graded("typical").report("markdown")
    assert text.count("| :-: |") == 1
    assert re.findall("^#### `(.*?)`", text, re.MULTILINE) == [
        "compute_cost",
        "linear_backward",
        "linear_activation_backward",
        "L_model_backward",
    ]
    assert "**Your cost has the wrong sign.**" in text
    assert len(text) < 4000


def test_a_hostile_notebook_makes_no_markup(graded):
    page = rendered(graded("hostile").report("markdown"))
    assert not {"a", "img", "script", "svg"} & {tag for tag, _ in page.tags}


def test_messages_of_exceptions_are_code(graded):
    one = graded("typical").grade
    raised = Raised("ValueError", "@everyone [x](https://evil.test) `<img>`\n# x")
    case = CaseGrade("c", 1, False, True, "error", 0.0, raised=raised)
    exercise = replace(one.exercises[5], cases=(case,), diagnoses=(), notes=())
    text = replace(graded("typical"), grade=replace(one, exercises=(exercise,))).report("markdown")
    assert "@everyone" not in text
    page = rendered(text)
    assert not page.named("a")
    assert not page.named("img")


def test_staff_see_every_case_with_its_seed(graded):
    one = graded("typical")
    seeds = [str(c.seed) for e in one.grade.exercises if e.diagnoses for c in e.cases]
    assert all(f"seed {seed}" in one.report("markdown", staff=True) for seed in seeds)
