"""The same answer is marked once: what is remembered is what running it again would have given."""

from __future__ import annotations

import io
import json
import random
import tokenize
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.course.mistakes import edited, mistakes, variants
from grader.grading import grade_notebook
from grader.grading.memory import Memory
from grader.model import Cell, Limits, Notebook
from grader.notebook import read_notebook
from grader.report.json_report import as_data

LIMITS = Limits(seconds=5.0)
SEED = 7
GOLDEN = Path(__file__).parents[1] / "golden"
FOLDERS = [
    "callees_wrong_callers_right",
    "earliest_dA_keys_one_too_high",
    "extra_argument_between_own_functions",
    "newer_dA_keys_shifted",
    "older_all_right",
    "prints_inside",
    "wrong_callees_called_in_odd_ways",
    "wrong_returns",
]


def without_times(grade):
    report = as_data(grade)
    for exercise in report["exercises"]:
        for case in exercise["cases"]:
            case.pop("seconds")
    return report


def laid_out_anew(source, rng):
    """The same code with other comments and blank lines."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return source
    lines = source.split("\n")
    for end in sorted({t.end[0] for t in tokens if t.type == tokenize.NEWLINE}, reverse=True):
        if end > len(lines):
            continue
        line = lines[end - 1]
        choice = rng.choice(["comment", "blank", "above", "nothing", "nothing"])
        if choice == "comment" and "#" not in line and not line.endswith("\\"):
            lines[end - 1] = f"{line}  # as x = {rng.random()}"
        elif choice == "blank":
            lines.insert(end, "")
        elif choice == "above" and not line.rstrip().endswith(":"):
            indent = line[: len(line) - len(line.lstrip())]
            lines.insert(end, f"{indent}# think {rng.random()}")
    return "\n".join(lines)


def moved(notebook, seed):
    """Another learner's notebook with the same answers."""
    rng = random.Random(seed)
    cells = [
        Cell(cell.number + 5, laid_out_anew(cell.source, rng), cell.metadata)
        for cell in notebook.cells
    ]
    return replace(notebook, cells=(Cell(1, "# mine"), *cells))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_remembered_answer_is_told_with_this_notebooks_own_places(name, course, executor):
    one = read_notebook(GOLDEN / name / "submission.ipynb")
    other = moved(one, 1)
    memory = Memory(LIMITS)
    first = grade_notebook(one, course, executor, SEED, limits=LIMITS, memory=memory)
    remembered = grade_notebook(other, course, executor, SEED, limits=LIMITS, memory=memory)
    assert len(memory.last.used) > len(memory.last.learned)  # not all of it was run
    assert without_times(first) == without_times(
        grade_notebook(one, course, executor, SEED, limits=LIMITS)
    )
    assert without_times(remembered) == without_times(
        grade_notebook(other, course, executor, SEED, limits=LIMITS)
    )


@pytest.fixture(scope="module")
def versions(step_by_step):
    """Of each exercise the reference, equal versions, and some known mistakes."""
    found = {}
    for name, source in step_by_step.references.items():
        equal = [edited(step_by_step, v) for v in variants(step_by_step) if v.exercise == name]
        wrong = [edited(step_by_step, m) for m in mistakes(step_by_step) if m.exercise == name]
        found[name] = [source, *equal[:2], *wrong[:4]]
    return found


@pytest.fixture(scope="module")
def memory():
    return Memory(LIMITS)


def composed(step_by_step, versions, choices, seed):
    rng = random.Random(seed)
    pairs = zip(versions.values(), choices, strict=True)
    chosen = [some[choice % len(some)] for some, choice in pairs]
    helpers = "import numpy as np\n" + "\n".join(step_by_step.helpers.values())
    sources = [helpers, *(laid_out_anew(source, rng) for source in chosen)]
    cells = tuple(Cell(n, source) for n, source in enumerate(sources, rng.randrange(1, 9)))
    return Notebook("learner.ipynb", "0" * 64, cells)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(choices=st.lists(st.integers(0, 6), min_size=10, max_size=10), seed=st.integers(0, 999))
def test_a_class_is_told_the_same_with_and_without_memory(
    choices, seed, step_by_step, versions, memory, course, executor
):
    notebook = composed(step_by_step, versions, choices, seed)
    remembered = grade_notebook(notebook, course, executor, SEED, limits=LIMITS, memory=memory)
    run = grade_notebook(notebook, course, executor, SEED, limits=LIMITS)
    assert without_times(remembered) == without_times(run)


def graded_twice(sources, course, executor):
    memory = Memory(LIMITS)
    found = []
    for one in sources:
        notebook = Notebook("x", "0" * 64, (Cell(3, one),))
        grade_notebook(notebook, course, executor, SEED, limits=LIMITS, memory=memory)
        found.append(memory.last)
    return found


HEAD = "import numpy as np\n\ndef linear_forward(A, W, b):\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "    Z = W @ A + b\n    return Z, (A, W, b)\n",
            "    Z = W @ A - b\n    return Z, (A, W, b)\n",
        ),
        ("    return 1\n", "    return 1.0\n"),
        ("    return 0.0\n", "    return -0.0\n"),
        ("    return W @ A + b\n", "    return (W @ A +\n        b)\n"),
        ("    return 'a'\n", "    return 'b'\n"),
    ],
)
def test_what_differs_in_a_way_that_may_matter_is_another_answer(one, other, course, executor):
    first, second = graded_twice([HEAD + one, HEAD + other], course, executor)
    assert first.used["linear_forward"] != second.used["linear_forward"]


def test_comments_docstrings_and_blank_lines_make_no_other_answer(course, executor):
    one = HEAD + "    Z = W @ A + b\n    return Z, (A, W, b)\n"
    other = (
        HEAD
        + '    """Mine."""\n\n    # think\n    Z = W @ A + b  # so\n\n    return Z, (A, W, b)\n'
    )
    first, second = graded_twice([one, other], course, executor)
    assert first.learned
    assert not second.learned
    assert first.used == second.used


@pytest.mark.parametrize(
    "body",
    [
        "    import time\n    print(time.time())\n    return W @ A + b\n",
        "    while True: pass\n",
        "    return open('/etc/passwd').read()\n",
        "    return np.zeros((10**6, 10**6))\n",
    ],
)
def test_what_does_more_than_compute_or_was_stopped_is_run_each_time(body, course, executor):
    _, second = graded_twice([HEAD + body, HEAD + body], course, executor)
    assert "linear_forward" not in second.used


def test_a_name_with_two_meanings_is_nothing_to_be_remembered(course, executor):
    cells = (
        Cell(1, "import numpy as np\ndef f(x):\n    return x\n"),
        Cell(2, "def linear_forward(A, W, b):\n    return f(W @ A + b), (A, W, b)\n"),
    )
    notebook = Notebook("x", "0" * 64, cells)
    memory = Memory(LIMITS)
    grade_notebook(notebook, course, executor, SEED, limits=LIMITS, memory=memory)
    assert "linear_forward" in memory.last.used
    again = (
        *cells,
        Cell(3, "def f(x):\n    return 0\ndef compute_cost(AL, Y):\n    return f(1)\n"),
    )
    memory = Memory(LIMITS)
    notebook = replace(notebook, cells=again)
    result = grade_notebook(notebook, course, executor, SEED, limits=LIMITS, memory=memory)
    fresh = grade_notebook(notebook, course, executor, SEED, limits=LIMITS)
    assert without_times(result) == without_times(fresh)


def test_a_record_survives_the_gradebook(root, course, executor):
    from grader.classroom.records import decoded, encoded

    data = root / "examples/typical_mistakes.ipynb"
    memory = Memory(LIMITS)
    grade_notebook(read_notebook(data), course, executor, SEED, limits=LIMITS, memory=memory)
    assert memory.last.learned
    for one in memory.last.learned:
        assert decoded(encoded(one.record)) == one.record
        json.loads(encoded(one.record))
