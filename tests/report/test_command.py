"""``grader run --format html`` and ``--format markdown`` as a user types them."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(root, *arguments):
    notebook = root / "examples" / "typical_mistakes.ipynb"
    return subprocess.run(
        [sys.executable, "-m", "grader", "run", str(notebook), "--seed", "7", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_page_with_the_notebook_goes_to_a_file(root, tmp_path):
    target = tmp_path / "report.html"
    done = run(root, "--format", "html", "-o", str(target))
    assert done.returncode == 1
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "compute_cost_test" in page
    assert len(page) < 200_000


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_the_copy_for_staff_shows_every_case(root, format_):
    learners, staff = (run(root, "--format", format_, *more) for more in ((), ("--staff",)))
    assert learners.returncode == staff.returncode == 1
    assert learners.stderr == staff.stderr == ""
    assert len(staff.stdout) > len(learners.stdout)
    assert "m = 1, labelled 0" in staff.stdout
