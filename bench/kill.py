"""Kill a batch again and again: nothing is lost, nothing doubled, nothing half-written.

    python bench/kill.py [TIMES]

Fifty times by default, each at a random moment; then the same command once more, and what came out
beside that of a batch that nobody disturbed: marks, answers, tables, byte for byte.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[1]
NOTEBOOKS, SEED = 80, 7
MARKS = (
    "SELECT s.path, s.status, s.score, s.counts, m.exercise, m.status, m.score, m.notes, m.current "
    "FROM submissions s LEFT JOIN marks m ON m.submission_id = s.id ORDER BY 1, 5, m.id"
)
DOUBLED = "SELECT count(*) FROM (SELECT path FROM submissions GROUP BY path HAVING count(*) > 1)"


def main(times: int) -> int:
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        a_class(folder / "class", rng)
        started = time.monotonic()
        batch(folder, "undisturbed").wait()
        whole = time.monotonic() - started
        kills = sum(killed(folder, rng.uniform(0, whole)) for _ in range(times))
        batch(folder, "killed").wait()
        problems = list(differences(folder))
        print(f"killed {kills} of {times} times within {whole:.1f} s; ", end="")
        print("; ".join(problems) or "all as undisturbed")
        return 1 if problems else 0


def a_class(folder: Path, rng: random.Random) -> None:
    """Notebooks with answers of their own, some that repeat, some that are broken."""
    folder.mkdir()
    document = json.loads((HERE / "examples/solved.ipynb").read_text(encoding="utf-8"))
    for number in range(NOTEBOOKS):
        mine = json.loads(json.dumps(document))
        for cell in mine["cells"]:
            text = "".join(cell["source"])
            own = f"    mine_{rng.randrange(NOTEBOOKS)} = 1\n    # YOUR CODE ENDS HERE"
            cell["source"] = text.replace("    # YOUR CODE ENDS HERE", own, 1)
        data = json.dumps(mine)
        (folder / f"learner{number}.ipynb").write_text(data[:999] if number % 20 == 7 else data)


def batch(folder: Path, out: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "grader", "batch", folder / "class", "-o", folder / out]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*command, "--seed", str(SEED)], **quiet)  # type: ignore[call-overload]


def killed(folder: Path, after: float) -> bool:
    """Begin, or go on, and kill after so many seconds; false where it was done before."""
    process = batch(folder, "killed")
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        halves(folder / "killed")
        return True
    # done already: from the beginning again, so that every kill hits something
    shutil.rmtree(folder / "killed")
    return False


def halves(out: Path) -> None:
    """Raise where a table that is there is not a whole one."""
    if (out / "grades.csv").exists():
        with open(out / "grades.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        if any(len(row) != len(rows[0]) for row in rows):
            raise SystemExit("grades.csv is half-written")


def differences(folder: Path) -> list[str]:
    found = []
    one, other = (rows(folder / out, MARKS) for out in ("undisturbed", "killed"))
    if one != other:
        found.append(f"marks differ: {len(one)} and {len(other)} rows")
    if rows(folder / "killed", DOUBLED) != [(0,)]:
        found.append("a file was graded twice")
    tables = [(folder / out / "grades.csv").read_bytes() for out in ("undisturbed", "killed")]
    if tables[0] != tables[1]:
        found.append("grades.csv differs")
    if rows(folder / "killed", "PRAGMA integrity_check") != [("ok",)]:
        found.append("the gradebook is damaged")
    left = [path.name for path in (folder / "killed").iterdir() if path.name.endswith(".new")]
    return found + [f"{name} was left" for name in left]


def rows(out: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(out / "gradebook.sqlite") as connection:
        return connection.execute(query).fetchall()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 50))
