"""The notebooks run in a real kernel, top to bottom, from any folder."""

from __future__ import annotations

import os

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.filterwarnings("default")  # Jupyter's own stack warns at will


def executed(path, folder):
    notebook = nbformat.read(path, as_version=4)
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return "".join(
        output.get("text", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def test_the_untouched_stub_runs_top_to_bottom(root, tmp_path):
    text = executed(root / "exercises/deep_nn_step_by_step.ipynb", tmp_path)
    assert text.count("is not written yet") == 10


def test_the_solved_notebook_passes_all_its_checks(root, tmp_path):
    text = executed(root / "examples/solved.ipynb", tmp_path)
    assert text.count("All tests passed.") == 10


def test_the_examples_are_what_their_script_gives(root):
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("examples_build", root / "examples/build.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, text in module.examples().items():
        assert (root / "examples" / name).read_text(encoding="utf-8") == text
