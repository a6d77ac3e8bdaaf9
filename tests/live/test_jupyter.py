"""``%grade`` and the check functions in a real kernel."""

from __future__ import annotations

import os

import nbformat
import pytest
from nbclient import NotebookClient

from grader.grading import grade
from grader.notebook import extract, read_notebook
from grader.report.feedback import as_text, cause_lines

from .notebooks import source_of

pytestmark = pytest.mark.filterwarnings("default")  # Jupyter's own stack warns at will
IMPORTS = "import numpy as np\nfrom grader.content.public_tests.deep_nn_step_by_step import *"
LOAD = "%load_ext grader"


@pytest.fixture
def run_cells(tmp_path):
    """Runs cells in a kernel that starts in an empty folder; returns their outputs."""

    def run(*sources):
        os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        place = {"metadata": {"path": str(tmp_path)}}
        NotebookClient(notebook, timeout=120, allow_errors=True, resources=place).execute()
        return [cell.outputs for cell in notebook.cells]

    return run


def text(outputs):
    parts = []
    for one in outputs:
        if one.output_type == "stream":
            parts.append(one.text)
        elif one.output_type == "error":
            parts.append("\n".join(one.traceback))
        else:
            parts.append(one.data["text/plain"])
    return "\n".join(parts)


@pytest.fixture
def wrong(root):
    return source_of(root / "examples/typical_mistakes.ipynb", "linear_backward")


@pytest.fixture
def right(root):
    return source_of(root / "examples/solved.ipynb", "linear_backward")


@pytest.fixture
def verdict(root, course, executor):
    """What ``grader run`` says of the exercise in the example."""
    path = root / "examples/typical_mistakes.ipynb"
    submission = extract(read_notebook(path), course.vocabularies())
    (found,) = grade(submission, course, 7, executor, only=["linear_backward"]).exercises
    return found


def test_grade_says_what_grader_run_says_below_the_cell(run_cells, wrong, verdict):
    *_, shown = run_cells(LOAD, IMPORTS, f"{wrong}\n%grade")
    assert f"{verdict.score:.2f} of 10" in text(shown)
    for line in as_text(cause_lines(verdict)):
        assert line in text(shown)


def test_the_html_is_escaped_and_loads_nothing(run_cells, wrong):
    odd = 'def linear_backward(dZ, cache):\n    raise ValueError("<script>alert(1)</script>")'
    *_, shown = run_cells(LOAD, IMPORTS, f"{odd}\n%grade")
    page = shown[0].data["text/html"]
    assert "&lt;script&gt;" in page
    assert not [word for word in ("<script", "http", "<img", "url(") if word in page]


def test_the_exercise_defined_last_is_graded_and_mending_it_leaves_no_note(run_cells, wrong, right):
    *_, shown = run_cells(IMPORTS, LOAD, wrong, right, "%grade")
    assert "✓ linear_backward  10 of 10" in text(shown)
    assert "more than once" not in text(shown)


def test_grade_takes_a_name_an_assignment_and_a_seed(run_cells, right, root):
    other = source_of(root / "examples/solved.ipynb", "linear_forward")
    words = "linear_backward --assignment deep_nn_step_by_step --seed 7"
    *_, shown = run_cells("import numpy as np", right, other, LOAD, f"%grade {words}")
    assert "✓ linear_backward" in text(shown)
    assert f"%grade {words}" in " ".join(text(shown).split())


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("%grade", "No exercise of this course was defined"),
        ("%grade linear_bakward", "Is linear_backward meant"),
        ("%grade --no-such", "Usage: %grade"),
        ("%grade linear_backward", "linear_backward"),
    ],
)
def test_a_mistyped_line_gets_one_sentence_and_no_traceback(run_cells, line, says):
    *_, shown = run_cells(IMPORTS, LOAD, line)
    assert says in text(shown)
    assert "Traceback" not in text(shown)


def test_a_check_leads_with_the_cause_that_grader_run_names(run_cells, wrong, verdict):
    *_, shown = run_cells(IMPORTS, wrong, "linear_backward_test(linear_backward)")
    said = text(shown).split("CheckFailed: linear_backward\n")[1]
    assert said.startswith("\n".join(as_text(cause_lines(verdict))))
    assert "`db` has shape (3,), a rank-1 array; (3, 1) is asked" in said
    assert "checks.py" not in said


def test_a_check_of_what_raises_shows_the_learners_lines_and_then_the_cause(run_cells, right):
    raises = right.replace("np.dot(W.T, dZ)", "np.dot(W, dZ)")
    assert raises != right
    *_, shown = run_cells(IMPORTS, raises, "linear_backward_test(linear_backward)")
    said = text(shown)
    assert "np.dot(W, dZ)" in said
    assert said.index("np.dot(W, dZ)") < said.index("CheckFailed: linear_backward")
    assert "checks.py" not in said


def test_a_check_of_what_calls_a_wrong_function_points_at_that(run_cells, wrong, root):
    caller = source_of(root / "examples/solved.ipynb", "linear_activation_backward")
    check = "linear_activation_backward_test(linear_activation_backward)"
    helpers = source_of(root / "examples/solved.ipynb", "relu_backward")
    *_, shown = run_cells(IMPORTS, helpers, wrong, caller, check)
    assert "It calls your `linear_backward`, not right either: look there first." in text(shown)


def test_a_check_that_gets_a_value_asks_for_the_function(run_cells):
    *_, shown = run_cells(IMPORTS, "linear_backward_test((1, 2, 3))")
    assert "as in linear_backward_test(linear_backward)" in text(shown)


def test_a_right_function_passes_its_check_after_its_outputs(run_cells, right):
    *_, shown = run_cells(IMPORTS, right, "linear_backward_test(linear_backward)")
    assert "dW = " in text(shown)
    assert text(shown).rstrip().endswith("All tests passed.")


def test_the_worker_ends_with_the_kernel(run_cells, right):
    pid = "get_ipython().user_ns['_grader_magic']._session('')._worker._worker.pid"
    *_, shown = run_cells(IMPORTS, LOAD, f"{right}\n%grade", f"print({pid})")
    assert not os.path.exists(f"/proc/{int(text(shown))}")
