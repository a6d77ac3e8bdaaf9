"""A wheel carries the course, and makes nothing importable at top level but ``grader``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

SCRIPTS = "Scripts" if os.name == "nt" else "bin"


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # built from what git would ship, not in the checkout itself
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    for name in filter(None, files):
        if (root / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / name).read_bytes())
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_has_one_top_level_name(wheel):
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"grader"}


def test_the_wheel_carries_the_course(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "exercises/deep_nn_step_by_step.ipynb",
        "solutions/deep_nn_step_by_step.py",
        "public_tests/expected/deep_nn_step_by_step.json",
        "datasets/__init__.py",
    ):
        assert f"grader/content/{part}" in names


def test_installed_beside_a_package_called_datasets_both_work(wheel, tmp_path, root):
    """The other package is a stand-in of the same top-level name, installed first."""
    environment = tmp_path / "env"
    # the dependencies are those of this environment; grader itself must come from the wheel
    venv.create(environment, with_pip=True)
    python = environment / SCRIPTS / "python"
    site = Path(
        subprocess.run(
            [python, "-c", "import site; print(site.getsitepackages()[0])"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    (site / "datasets").mkdir()
    (site / "datasets" / "__init__.py").write_text("WHO = 'someone else'\n")
    subprocess.run(
        [python, "-m", "pip", "install", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    ours = next(p for p in map(Path, sys.path) if (p / "numpy").is_dir())
    (site / "zz_dependencies.pth").write_text(f"{ours}\n")
    check = (
        "import datasets, grader, grader.content\n"
        "from grader.content.public_tests import deep_nn_step_by_step as t\n"
        "assert datasets.WHO == 'someone else'\n"
        f"assert grader.__file__.startswith({str(site)!r}), grader.__file__\n"
        f"assert t.__file__.startswith({str(site)!r}), t.__file__\n"
    )
    subprocess.run([python, "-c", check], check=True, cwd=tmp_path)
    done = subprocess.run(
        [
            environment / SCRIPTS / "grader",
            "run",
            root / "examples/solved.ipynb",
            "--format",
            "json",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["score"] == 100
