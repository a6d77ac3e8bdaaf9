"""What grading costs, beside the floor that no grader of this kind can go below.

    python bench/grade.py [NOTEBOOK …]

Everything is measured in one run, alternating, and printed as medians and ratios: the machine's own
speed cancels out. CPU seconds include the worker's, so they hold on a busy machine, too.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from grader.course.load import Course, load_course
from grader.grading import grade_bytes
from grader.run.executors import Executor, start_executor

HERE = Path(__file__).parents[1]
RIGHT = HERE / "examples" / "solved.ipynb"
WRONG = HERE / "examples" / "typical_mistakes.ipynb"
FLOOR = [sys.executable, "-c", "import numpy, nbformat"]
COLD = [sys.executable, "-m", "grader", "run", "--format", "json", "--seed", "7"]
SEED, COLD_RUNS, WARM_RUNS = 7, 15, 200
CLASS = 500  # submissions a process


def cold() -> None:
    """A whole command, against importing numpy and nbformat."""
    floor, run = [], []
    for _ in range(COLD_RUNS):
        floor.append(_seconds(lambda: subprocess.run(FLOOR, check=True)))
        run.append(
            _seconds(lambda: subprocess.run([*COLD, RIGHT], check=True, stdout=subprocess.DEVNULL))
        )
    ratios = [one / other for one, other in zip(run, floor, strict=True)]
    _row("floor: import numpy, nbformat", f"{statistics.median(floor) * 1e3:.0f} ms", "1.00")
    _row(
        "cold grader run",
        f"{statistics.median(run) * 1e3:.0f} ms",
        f"{statistics.median(ratios):.2f}",
    )


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def of_a_class(notebook: Path, count: int) -> list[bytes]:
    """So many learners' files: what they wrote differs, the rest of their notebooks does not."""
    document = json.loads(notebook.read_text(encoding="utf-8"))
    files = []
    for number in range(count):
        cells = []
        for cell in document["cells"]:
            source = "".join(cell["source"])
            end = "# YOUR CODE ENDS HERE"
            cells.append(cell | {"source": source.replace(end, f"# by {number}\n    {end}")})
        files.append(json.dumps(document | {"cells": cells}).encode())
    return files


def warm(notebook: Path) -> float:
    """CPU seconds of one grading with the worker up, reading the notebook included."""
    course = load_course()
    executor = start_executor()
    first, *rest = of_a_class(notebook, WARM_RUNS + 1)
    try:
        for _ in range(5):
            _grade(first, course, executor)
        before, wall = time.process_time(), time.perf_counter()
        for data in rest:
            _grade(data, course, executor)
        ours = (time.process_time() - before) / WARM_RUNS
        wall = (time.perf_counter() - wall) / WARM_RUNS
    finally:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        executor.close()
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = (ended.ru_utime + ended.ru_stime - usage.ru_utime - usage.ru_stime) / (WARM_RUNS + 5)
    _row(
        f"warm, {notebook.stem}",
        f"{(ours + worker) * 1e3:.1f} ms CPU",
        f"{ours * 1e3:.1f} here + {worker * 1e3:.1f} worker, wall {wall * 1e3:.1f}",
    )
    _row(
        "  memory of this process",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB",
        "",
    )
    return ours + worker


def _grade(data: bytes, course: Course, executor: Executor) -> None:
    grade_bytes(data, course, executor, SEED, assignments=("deep_nn_step_by_step",))


def _class(count: int) -> float:
    """Notebooks a second in one process, the start of its worker included."""
    course = load_course()
    files = of_a_class(RIGHT, count)
    started = time.perf_counter()
    executor = start_executor(jobs=1)
    try:
        for data in files:
            _grade(data, course, executor)
    finally:
        executor.close()
    return count / (time.perf_counter() - started)


def throughput() -> None:
    """Right notebooks a second, a process a core."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        list(pool.map(_class, [5] * cores))  # everything imported
        rate = sum(pool.map(_class, [CLASS] * cores))
    _row(f"throughput on {cores} cores", f"{rate:.0f} notebooks/s", "")


def _row(what: str, value: str, ratio: str) -> None:
    print(f"| {what:<34} | {value:>18} | {ratio:<40} |", flush=True)


if __name__ == "__main__":
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    cold()
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else (RIGHT, WRONG):
        warm(path)
    throughput()
