"""Every known mistake fails, every equal variant and every reference passes, through the engine."""

from __future__ import annotations

from grader.dev.verify import verify, versions

SEEDS = (1, 20_261_123)


def test_each_function_has_five_mistakes_and_three_variants_at_least(step_by_step):
    for exercise in step_by_step.exercises:
        mine = [version for version in versions(step_by_step) if version.exercise == exercise]
        assert sum(not version.right for version in mine) >= 5, exercise
        assert sum(version.right for version in mine) >= 1 + 3, exercise


def test_every_mistake_fails_and_every_variant_passes_on_several_seeds(step_by_step, executor):
    wrong = [
        (seed, outcome.version.exercise, outcome.version.code, outcome.grade.status)
        for seed in SEEDS
        for outcome in verify(step_by_step, executor, seed)
        if not outcome.as_it_should_be
    ]
    assert wrong == []
