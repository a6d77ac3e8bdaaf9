"""Every sentence is short, kind, and gives nothing away; seeking one never breaks.

All known mistakes are diagnosed by ``grader dev verify``, which asks each for its own code, and by
bench/diagnoses.py; here it is a sample of them, the same at each run.
"""

from __future__ import annotations

from random import Random

import pytest

from grader.course.load import load_course
from grader.course.mistakes import edited, mistakes
from grader.dev.mutants import mutants

from .asking import graded
from .goldens import GOLDENS
from .sentences import complaints

ASSIGNMENTS = load_course().assignments
MUTANTS = 150
MISTAKES = 60


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_what_is_said_of_a_known_mistake_gives_nothing_away(name, course):
    assignment = course.assignment(name)
    wrong = {
        f"{one.exercise}: {one.code}": found
        for one in mistakes(assignment)
        if (found := complaints(assignment, one.exercise, one.sentence, one.hint))
    }
    assert wrong == {}


def test_what_is_said_of_a_golden_gives_nothing_away(course):
    wrong = {
        golden.code: found
        for golden in GOLDENS
        if (
            found := complaints(
                course.assignment(golden.assignment), golden.exercise, golden.message, golden.hint
            )
        )
    }
    assert wrong == {}


def sample(assignment):
    """(exercise, name, source) of mutants and mistakes of an exercise, the same at each run.

    Of one, since the pairs of its known mistakes are worked out when the first mutant is diagnosed.
    """
    random = Random(assignment.name)
    name = random.choice(list(assignment.references))
    every = list(mutants(name, assignment.references[name]))
    for one in random.sample(every, MUTANTS // len(ASSIGNMENTS)):
        yield one.exercise, one.code, one.source
    known = [m for m in mistakes(assignment) if m.exercise == name]
    for other in random.sample(known, min(len(known), MISTAKES // len(ASSIGNMENTS))):
        yield other.exercise, other.code, edited(assignment, other)


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_no_search_breaks_and_no_sentence_gives_anything_away(name, course, executor):
    assignment = course.assignment(name)
    wrong = {}
    for exercise, code, source in sample(assignment):
        for said in graded(assignment, exercise, source, executor).diagnoses:
            found = complaints(assignment, exercise, said.message, said.hint)
            if found or said.code == "grader_bug":
                wrong[f"{exercise}: {code}"] = (said.code, said.message, found)
    assert wrong == {}
