"""The wrong versions are wrong, each in a way of its own, and the equal ones are equal."""

import ast
import inspect
import itertools
from functools import cache

import pytest
from grader.content.solutions import deep_nn_step_by_step as reference
from grader.content.solutions.mistakes.deep_nn_step_by_step import MISTAKES, VARIANTS

from grader.author import EXERCISE_MARK

from .networks import inputs
from .versions import build, edited, outcomes, same, source

EXERCISES = [name for name, f in vars(reference).items() if hasattr(f, EXERCISE_MARK)]
VERSIONS = [*MISTAKES, *VARIANTS]


def name_of(version):
    return f"{version.exercise}:{version.code}"


each_version = pytest.mark.parametrize("version", VERSIONS, ids=name_of)
each_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=name_of)
each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=name_of)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES)


@cache
def calls(exercise):
    return inputs(exercise)


@cache
def expected(exercise):
    return outcomes(exercise, source(exercise), calls(exercise))


@cache
def observed(version):
    return outcomes(version.exercise, edited(version), calls(version.exercise))


def agreements(some, others):
    return [same(one, other) for one, other in zip(some, others, strict=True)]


@each_exercise
def test_the_references_return_and_leave_their_inputs_alone(exercise):
    for args, outcome in zip(calls(exercise), expected(exercise), strict=True):
        assert outcome.raised == ""
        assert same(outcome, type(outcome)(outcome.value, "", args), rtol=0)


@each_version
def test_every_edit_finds_its_text_exactly_once(version):
    with_declaration = inspect.getsource(getattr(reference, version.exercise))
    text = source(version.exercise)
    for old, new in version.edits:
        assert with_declaration.count(old) == 1, old
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert callable(build(version.exercise, text))


@each_version
def test_no_edit_touches_the_docstring(version):
    before, after = (ast.parse(t).body[0] for t in (source(version.exercise), edited(version)))
    assert ast.get_docstring(before) == ast.get_docstring(after)


@each_variant
def test_an_equal_version_agrees_on_every_input(variant):
    assert all(agreements(observed(variant), expected(variant.exercise)))


@each_mistake
def test_a_mistake_differs_on_some_input(mistake):
    assert not all(agreements(observed(mistake), expected(mistake.exercise)))


@each_exercise
def test_no_two_mistakes_behave_the_same(exercise):
    of_exercise = [m for m in MISTAKES if m.exercise == exercise]
    alike = [
        (one.code, other.code)
        for one, other in itertools.combinations(of_exercise, 2)
        if all(agreements(observed(one), observed(other)))
    ]
    assert alike == []


@each_exercise
def test_every_exercise_has_enough_of_both(exercise):
    assert sum(m.exercise == exercise for m in MISTAKES) >= 10
    assert sum(v.exercise == exercise for v in VARIANTS) >= 6


def test_codes_are_unique_within_an_exercise():
    for versions in (MISTAKES, VARIANTS):
        names = [name_of(v) for v in versions]
        assert len(set(names)) == len(names)
        assert all(v.code == v.code.lower() and " " not in v.code for v in versions)


def solution_texts(exercise):
    """The statements of the reference, and what stands right of each assignment."""
    body = ast.parse(source(exercise)).body[0].body
    for statement in (node for top in body for node in ast.walk(top)):
        if isinstance(statement, ast.Assign):
            yield ast.unparse(statement)
            yield ast.unparse(statement.value)
        elif isinstance(statement, ast.Return | ast.Call):
            yield ast.unparse(statement)


@each_mistake
def test_the_feedback_is_short_and_kind_and_gives_no_line_away(mistake):
    assert 0 < len(mistake.sentence) <= 160
    assert 0 < len(mistake.hint) <= 160
    for text in (mistake.sentence, mistake.hint):
        assert text.endswith(".")
        tight = text.replace(" ", "")
        for line in solution_texts(mistake.exercise):
            # a bare name or number on the right side is no line of the solution
            short = line.isidentifier() or line.replace(".", "").isdigit()
            assert short or line.replace(" ", "") not in tight, line
