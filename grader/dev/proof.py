"""``grader dev verify``: the table that it prints."""

from __future__ import annotations

from collections import Counter

import click

from grader.course.load import Assignment
from grader.dev.verify import Fate, Outcome, kill_mutants, stubs_not_implemented, verify
from grader.run.executors import Executor


def prove(
    assignment: Assignment, executor: Executor, seed: int, mutants: bool, matrix: bool
) -> int:
    """Print how an assignment's tests stand; returns how much is not as it should be."""
    outcomes = list(verify(assignment, executor, seed))
    fates = list(kill_mutants(assignment, executor, seed)) if mutants else []
    unseen = stubs_not_implemented(assignment, executor, seed)
    click.echo(f"{assignment.name}")
    click.echo(
        f"  {'exercise':<34} {'cases':>5} {'mistakes':>8} {'told':>5} {'equal':>5} "
        f"{'mutants':>7} {'killed':>6} {'equiv.':>6}"
    )
    for name in assignment.exercises:
        _row(assignment, name, seed, outcomes, fates)
    wrong = [*_wrong(outcomes), *(f"stub of {n} is not seen as untouched" for n in unseen)]
    wrong += [f"{f.mutant.exercise}: survives: {f.mutant.code}" for f in fates if f.survives]
    for line in wrong:
        click.echo(f"  ✗ {line}")
    if matrix:
        for fate in fates:
            end = fate.killed_by or f"equivalent: {fate.equivalent}"
            click.echo(f"  {fate.mutant.exercise} | {fate.mutant.code} | {end}")
    return len(wrong)


def _row(
    assignment: Assignment, name: str, seed: int, outcomes: list[Outcome], fates: list[Fate]
) -> None:
    mine = [one for one in outcomes if one.version.exercise == name]
    mistakes = [one for one in mine if not one.version.right]
    found = Counter(
        "killed" if f.killed_by else "equivalent" for f in fates if f.mutant.exercise == name
    )
    told = sum(one.diagnosed for one in mistakes)
    cases = len(assignment.cases(name, seed))
    equal = len(mine) - len(mistakes) - 1
    click.echo(
        f"  {name:<34} {cases:>5} {len(mistakes):>8} {told:>5} {equal:>5} "
        f"{found.total():>7} {found['killed']:>6} {found['equivalent']:>6}"
    )


def _wrong(outcomes: list[Outcome]) -> list[str]:
    found = []
    for one in outcomes:
        version, codes = one.version, [d.code for d in one.grade.diagnoses]
        if not one.as_it_should_be:
            found.append(f"{version.exercise}: {version.code} is {one.grade.status}")
        elif not one.diagnosed:
            found.append(f"{version.exercise}: {version.code} is diagnosed as {codes}")
    return found
