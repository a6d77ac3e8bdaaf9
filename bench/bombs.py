"""What notebooks that are made to cost much do cost the processes that are trusted.

    python bench/bombs.py [NAME …]      # all, or those whose names hold one of these words

Each is read, searched for functions, and rendered as text and as a page, in a new process each.
A stand-in takes the worker's place: what learner code costs is the worker's, which has limits of
its own. Printed are processor seconds and the peak of memory, of that process and of the one that
paints pages.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
MOST_SECONDS, MOST_MB = 5.0, 400
MOST_WAIT = 30  # seconds of the clock
FORMATS = ("text", "html")  # what the others do is a part of one of these


class Nobody:
    """An executor that runs nothing: every call ends in an exception."""

    def __init__(self) -> None:
        from grader.model import Protection

        self.protection = Protection("full")

    def each(self, jobs: Sequence[Any], limits: Any, take: Any) -> None:
        from grader.model import Frame, Observation, Raised

        raised = Raised("ValueError", "nothing runs here", (Frame(1, 1, "f"),))
        seen = Observation("raised", raised=raised)
        for place, job in enumerate(jobs):
            for index, item in enumerate(job):
                take(place, index, [seen] * len(item.calls))

    def close(self) -> None:
        """Nothing runs."""


def one(path: str, format_: str) -> dict[str, Any]:
    """Grade and render one, in this process."""
    sys.path.insert(0, str(HERE))
    from grader.course.load import load_course
    from grader.grading import grade
    from grader.model import GraderError
    from grader.notebook import extract, read_notebook_bytes
    from grader.notebook.document import file_bytes
    from grader.report.formats import render

    start = _seconds()
    try:
        course = load_course()
        data = file_bytes(path)
        read = read_notebook_bytes(data, "bomb.ipynb")
        submission = extract(read, course.vocabularies())
        result = grade(submission, course, 7, Nobody())
        text = render(result, format_, notebook=data)
        said = f"{result.score:g} points, {len(text) / 1e6:.2f} MB"
    except GraderError as error:
        said = f"exit {error.exit_status}: {error}"
    return {
        "seconds": _seconds() - start,
        "memory": max(_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1000,
        "said": said,
    }


_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _seconds() -> float:
    used = [resource.getrusage(which) for which in _PROCESSES]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _peak() -> int:
    """Kilobytes; what getrusage says is that of the process that started this one, if more."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main(words: Sequence[str]) -> None:
    sys.path.insert(0, str(HERE))
    from tests.bombs.made import BOMBS

    names = [n for n in BOMBS if not words or any(word in n for word in words)]
    print(f"{'bomb':<44} {'format':<9} {'s':>6} {'MB':>5}  what is said")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bomb.ipynb"
        for name in names:
            path.write_bytes(BOMBS[name]())
            for format_ in FORMATS:
                print(_row(name, path, format_), flush=True)


def _row(name: str, path: Path, format_: str) -> str:
    command = [sys.executable, __file__, "--one", str(path), format_]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=MOST_WAIT
        )
    except subprocess.TimeoutExpired:
        return f"{name:<44} {format_:<9} more than {MOST_WAIT} s  !"
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        return f"{name:<44} {format_:<9} FAILED {last[:120]}  !"
    found = json.loads(done.stdout)
    over = found["seconds"] > MOST_SECONDS or found["memory"] > MOST_MB
    numbers = f"{found['seconds']:>6.2f} {found['memory']:>5.0f}"
    return f"{name:<44} {format_:<9} {numbers}  {found['said'][:90]}{'  !' if over else ''}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one(*sys.argv[2:])))
    else:
        main(sys.argv[1:])
