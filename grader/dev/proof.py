"""``grader dev verify``: the table that it prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from grader.course.load import Assignment
from grader.dev.mutants import Mutant
from grader.dev.seeds import Varying, varying
from grader.dev.verify import (
    Fate,
    Outcome,
    kill_mutants,
    mutants_of,
    stubs_not_implemented,
    verify,
    versions,
)
from grader.run.executors import Executor


@dataclass(frozen=True, slots=True)
class Asked:
    """What to prove: on the cases of one ``seed``, with small ``mutants``, with those that are
    wrong on ``unusual`` inputs only, and, for the listed versions (or ``all_mutants`` too), that
    the mark is the same on so many ``seeds``."""

    seed: int = 1
    mutants: bool = True
    unusual: bool = True
    seeds: int = 1
    all_mutants: bool = False
    matrix: bool = False


def prove(assignment: Assignment, executor: Executor, asked: Asked) -> int:
    """Print how an assignment's tests stand; returns how much is not as it should be."""
    seed = asked.seed
    outcomes = list(verify(assignment, executor, seed))
    mutants = mutants_of(assignment, seed, asked.mutants, asked.unusual)
    fates = list(kill_mutants(assignment, executor, seed, mutants))
    unseen = stubs_not_implemented(assignment, executor, seed)
    by_luck = list(_by_luck(assignment, executor, asked, mutants)) if asked.seeds > 1 else []
    click.echo(f"{assignment.name}")
    click.echo(
        f"  {'exercise':<34} {'cases':>5} {'mistakes':>8} {'told':>5} {'equal':>5} "
        f"{'mutants':>7} {'killed':>6} {'equiv.':>6}"
    )
    for name in assignment.exercises:
        _row(assignment, name, seed, outcomes, fates)
    wrong = [*_wrong(outcomes), *(f"stub of {n} is not seen as untouched" for n in unseen)]
    wrong += [f"{f.mutant.exercise}: survives: {f.mutant.code}" for f in fates if f.survives]
    wrong += map(str, by_luck)
    for line in wrong:
        click.echo(f"  ✗ {line}")
    if asked.matrix:
        for fate in fates:
            end = fate.killed_by or f"equivalent: {fate.equivalent}"
            click.echo(f"  {fate.mutant.exercise} | {fate.mutant.code} | {end}")
    return len(wrong)


def _by_luck(
    assignment: Assignment,
    executor: Executor,
    asked: Asked,
    mutants: Mapping[str, Sequence[Mutant]],
) -> Iterator[Varying]:
    """The versions that are not marked the same on every seed."""
    seeds = range(asked.seed, asked.seed + asked.seeds)
    listed = list(versions(assignment))
    for name in assignment.exercises:
        several = [(one.code, one.source) for one in listed if one.exercise == name]
        if asked.all_mutants:
            several += [(one.code, one.source) for one in mutants[name]]
        yield from varying(assignment, executor, name, several, seeds)


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
