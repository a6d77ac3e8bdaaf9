"""Milliseconds from a save to the report of ``grader watch``, as a reader of its pipe sees them.

    python bench/watch.py [SAVES]

A save is a rename, as Jupyter's; each changes the code, so that every one is graded. "right" is
the solved notebook, "wrong" the one with typical mistakes, whose causes are sought. The first save
of a state pays for what is computed once a session and is told apart.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notebook.ipynb"
        _save(path, "solved", 0)
        command = [sys.executable, "-m", "grader", "watch", str(path), "--seed", "7"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as watching:
            _report(watching)
            time.sleep(1)  # the watch itself begins after the first report
            for name, example in (("right", "solved"), ("wrong", "typical_mistakes")):
                _print(name, [_cycle(watching, path, example, n) for n in range(1, saves + 1)])
            watching.send_signal(signal.SIGINT)


def _cycle(watching: subprocess.Popen[str], path: Path, example: str, number: int) -> float:
    text = _text(example, number)
    time.sleep(0.2)
    start = time.perf_counter()
    _rename(path, text)
    _report(watching)
    return (time.perf_counter() - start) * 1000


def _report(watching: subprocess.Popen[str]) -> None:
    """Read on to the line with the points; a report comes in one piece."""
    assert watching.stdout is not None
    for line in watching.stdout:
        if " points" in line:
            return
    raise SystemExit("grader watch ended")


def _save(path: Path, example: str, number: int) -> None:
    _rename(path, _text(example, number))


def _rename(path: Path, text: str) -> None:
    other = path.with_name(".~save")
    other.write_text(text, encoding="utf-8")
    os.replace(other, path)


def _text(example: str, number: int) -> str:
    """The notebook with a comment in its last code cell that no other save has."""
    notebook = json.loads((ROOT / "examples" / f"{example}.ipynb").read_text(encoding="utf-8"))
    cell = next(c for c in reversed(notebook["cells"]) if c["cell_type"] == "code")
    cell["source"] = "".join(cell["source"]) + f"\n# save {number} of {example}\n"
    return json.dumps(notebook)


def _print(name: str, taken: list[float]) -> None:
    first, rest = taken[0], sorted(taken[1:]) or taken
    print(
        f"{name:<6} first {first:5.0f} ms, then median {statistics.median(rest):4.0f} ms, "
        f"fastest {rest[0]:4.0f} ms, slowest {rest[-1]:4.0f} ms ({len(rest)} saves)"
    )


if __name__ == "__main__":
    main()
