"""The page as text: what is in it, and that nothing in it can run, load or be clicked."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from grader.readable import UNSEEN
from grader.report.html import style

from .conftest import NOTEBOOKS
from .pages import Page, contrast, not_ours

EVERY = list(NOTEBOOKS)
TEXT = ("text", "quiet", "link", "keyword", "string", "digit", "function", "good", "bad", "open")


@pytest.fixture(params=EVERY)
def markup(request, graded):
    return graded(request.param).report()


def test_only_tags_attributes_and_addresses_of_ours(markup):
    page = Page(markup)
    assert not_ours(page) == []
    assert page.unbalanced == []


def test_the_policy_allows_no_script_and_this_style_alone(markup):
    page = Page(markup)
    policy = next(m["content"] for m in page.named("meta") if m.get("http-equiv"))
    digest = base64.b64encode(hashlib.sha256(page.texts["style"][0].encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy
    assert len(page.named("style")) == 1
    # what stands before a policy is not bound by it
    assert [tag for tag, _ in page.tags[:4]] == ["html", "head", "meta", "meta"]


def test_controls_and_turned_text_do_not_reach_the_page(markup):
    assert UNSEEN.search(markup) is None


def test_headings_follow_on_and_landmarks_are_there(markup):
    page = Page(markup)
    levels = page.levels
    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(page.named(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert page.named("a")[0] == {"class": "skip", "href": "#report"}
    assert page.named("html") == [{"lang": "en"}]


def test_ids_are_unique_and_every_reference_leads_somewhere(markup):
    page = Page(markup)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    referred = [a["href"].removeprefix("#") for a in page.named("a")]
    referred += [a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a]
    assert set(referred) <= set(ids)


def test_pictures_have_a_text(markup):
    page = Page(markup)
    assert all("aria-labelledby" in svg and svg["role"] == "img" for svg in page.named("svg"))
    assert all(img["alt"] for img in page.named("img"))


@pytest.mark.parametrize("name", EVERY)
def test_the_same_sentences_as_the_text_report(graded, name):
    page = Page(graded(name).report())
    seen = " ".join(" ".join(page.texts["body"]).split())
    for exercise in graded(name).grade.exercises:
        for diagnosis in exercise.diagnoses:
            for sentence in (diagnosis.message, diagnosis.hint):
                assert " ".join(sentence.replace("`", "").split()) in seen.replace("`", "")


def test_a_heat_map_and_the_chain_show_what_is_off(graded):
    markup = graded("half_wrong").report()
    assert "[&#39;dW1&#39;], 6 × 4: off in rows 0, 1, 2, 4, 5 (counted from 0)." in markup
    assert "Off: dW1. Right: dA0, dA1, dW2, db1, db2." in markup
    assert 'class="off"' in markup


def test_the_line_that_gives_a_wrong_output_its_value_is_marked(graded):
    page = Page(graded("half_wrong").report())
    assert "dW, which is off, gets its value here" in " ".join(page.texts["span"])


def test_formulas_are_mathml_and_none_is_left_as_latex(graded):
    page = Page(graded("solved").report())
    assert len(page.named("math")) > 100
    assert not any(a.get("class") == "latex" for a in page.named("code"))


def test_a_solved_notebook_shows_no_marks_of_errors(graded):
    markup = graded("solved").report()
    assert "100 of 100 points" in markup
    assert 'class="line marked"' not in markup


def test_another_file_than_the_one_graded_is_not_shown(graded):
    one = graded("solved")
    other = replace(one, data=one.data + b" ")
    assert "The notebook itself is not shown" in other.report()
    assert "compute_cost_test" not in other.report()


def test_the_same_grade_gives_the_same_page(graded):
    assert graded("half_wrong").report() == graded("half_wrong").report()


def test_seeds_of_cases_are_in_the_copy_for_staff_only(graded):
    one = graded("typical")
    seeds = [str(c.seed) for e in one.grade.exercises for c in e.cases if not c.public]
    learners, staff = one.report(), one.report(staff=True)
    assert not any(seed in learners for seed in seeds)
    assert all(seed in staff for seed in seeds)


@pytest.mark.parametrize("name", ["typical", "untouched", "half_wrong"])
@pytest.mark.parametrize("format_", ["text", "json", "html", "markdown"])
def test_no_line_of_a_reference_that_the_learner_has_not_written(
    graded, step_by_step, name, format_
):
    one = graded(name)
    report = one.report(format_)
    shown = " ".join(Page(report).texts["body"]) if format_ == "html" else report
    written = one.data.decode().replace('\\"', '"')
    lines = {
        line.strip()
        for source in step_by_step.references.values()
        for line in source.splitlines()
        if "=" in line and len(line.strip()) > 12
    }
    assert not [line for line in lines if line in shown and line not in written]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_of_text_stand_out_from_what_is_behind_them(scheme):
    root = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root))
    backgrounds = ("page", "soft", "bad-soft")
    poor = [
        (text, behind)
        for text in TEXT
        for behind in backgrounds
        if contrast(colours[text], colours[behind]) < 4.5
    ]
    poor += [
        (tone, f"{tone}-soft")
        for tone in ("good", "bad", "open")
        if contrast(colours[tone], colours[f"{tone}-soft"]) < 4.5
    ]
    assert poor == []
    assert contrast(colours["e4"], colours["e4-text"]) >= 4.5


def test_a_name_breaks_after_an_underscore_and_nowhere_else(graded):
    markup = graded("solved").report()
    assert ">linear_<wbr>activation_<wbr>backward</a>" in markup
    assert ".name { overflow-wrap: break-word; }" in style()
