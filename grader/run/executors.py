"""The executors, and which of them this platform gets."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from grader.model import Limits, Observation, Protection

if TYPE_CHECKING:  # it needs numpy, and the worker is to be started before that is imported
    from grader.run.messages import Job
    from grader.run.talk import Conversation

# gets the number of a job, that of an item in it, and what was observed on that
Take = Callable[[int, int, list[Observation]], None]
WORKER = Path(__file__).parents[1] / "worker"


class Executor(Protocol):
    """Runs jobs, each in a process of its own, and returns an observation for every call."""

    @property
    def protection(self) -> Protection:
        """What stands between learner code and the machine."""
        ...

    def each(self, jobs: Sequence[Job], limits: Limits, take: Take) -> None:
        """Hand an observation for each call of an item to ``take`` as soon as they are there, and
        keep none: what functions return may be large."""
        ...

    def run(self, jobs: Sequence[Job], limits: Limits) -> list[list[list[Observation]]]:
        """For each job, for each of its items, an observation for each of its calls."""
        ...

    def talk(self, limits: Limits) -> Conversation | None:
        """A process to ask one thing after another, to seek causes, never for marks; None where
        this platform has none."""
        ...

    def close(self) -> None:
        """End the worker; nothing of it stays running."""
        ...


def start_executor(kind: str = "", jobs: int = 0) -> Executor:
    """Start the executor of that kind, or the best that this platform has.

    ``jobs`` processes run at the same time; 0 stands for one a core.
    """
    jobs = jobs or os.cpu_count() or 1
    kind = kind or ("warm-fork" if hasattr(os, "fork") else "subprocess")
    if kind == "warm-fork":
        from grader.run.warm_fork import WarmFork

        return WarmFork(jobs)
    from grader.run.subprocesses import Subprocesses

    return Subprocesses(jobs)


def gathered(executor: Executor, jobs: Sequence[Job], limits: Limits) -> list[list[Any]]:
    """What ``Executor.run`` returns, from what it hands out one after the other."""
    results: list[list[Any]] = [[None for _ in job] for job in jobs]

    def take(place: int, index: int, seen: list[Observation]) -> None:
        results[place][index] = seen

    executor.each(jobs, limits, take)
    return results


def worker_command(*arguments: str) -> list[str]:
    """How a worker is started: isolated from the user's settings and from the working folder.

    Without ``site``, which costs as much as starting the interpreter; instead, it is told where
    the libraries lie that it needs or that a learner may use. ``-P`` and ``-s`` are what ``-I``
    does, but for reading the environment, which is ours (``worker_environment``).
    """
    found = map(PathFinder.find_spec, ("numpy", "landlock", "pyseccomp"))
    origins = (spec.origin for spec in found if spec is not None and spec.origin is not None)
    folders = dict.fromkeys(str(Path(origin).parents[1]) for origin in origins)
    return [sys.executable, "-P", "-s", "-S", str(WORKER), os.pathsep.join(folders), *arguments]


def worker_environment() -> dict[str, str]:
    """The little of the environment that a worker needs, so that it inherits no secret.

    The order of a set of texts hangs on the hash seed: it is to be the same in each run.
    """
    keep = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "OPENBLAS_CORETYPE")
    kept = {name: os.environ[name] for name in keep if name in os.environ}
    own = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "USER": "learner", "HOME": "."}
    return kept | own
