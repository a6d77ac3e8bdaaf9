"""Marking: each exercise by itself, blame where it belongs, the same report every time."""

from __future__ import annotations

import json

import jsonschema
import pytest

from grader.grading import grade
from grader.model import Cell, Limits, Notebook
from grader.notebook import extract
from grader.report.formats import render

QUICK = Limits(seconds=1.0)
LOOP = "def linear_backward(dZ, cache):\n    while True:\n        pass\n"


@pytest.fixture(scope="module")
def graded(step_by_step, executor):
    """Grades the references with some functions replaced."""

    def run(changed=None, seed=3, **options):
        sources = {**step_by_step.references, **(changed or {})}
        helpers = "import numpy as np\n" + "\n".join(step_by_step.helpers.values())
        cells = [Cell(1, helpers), *(Cell(n, s) for n, s in enumerate(sources.values(), 2))]
        notebook = Notebook("learner.ipynb", "0" * 64, tuple(cells))
        submission = extract(notebook, [step_by_step.vocabulary])
        return grade(submission, step_by_step.course, seed, executor, **options)

    return run


def status(result, exercise):
    return next(e for e in result.exercises if e.exercise == exercise)


def test_the_references_get_full_marks(graded):
    result = graded()
    assert (result.score, result.max_score) == (100, 100)


def test_a_wrong_function_costs_its_callers_nothing_and_is_blamed(graded, step_by_step):
    wrong = step_by_step.references["linear_forward"].replace("+ b", "- b")
    result = graded({"linear_forward": wrong})
    assert result.score == 95  # half of linear_forward: the cache is right
    caller = status(result, "L_model_forward")
    assert caller.status == "passed"
    assert caller.blamed_on == ("linear_forward",)
    assert any("Right by itself" in note for note in caller.notes)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (LOOP, "timeout"),
        ("def linear_backward(dZ, cache):\n    import os\n    os._exit(0)\n", "crashed"),
        ("def linear_backward(dZ, cache):\n    raise SystemExit\n", "error"),
        ("def linear_backward(dZ, cache):\n    return np.zeros((10**6, 10**6))\n", "memory"),
        ("def linear_backward(dZ, cache):\n    return open('/etc/passwd').read()\n", "blocked"),
        ("def linear_backward(dZ, cache):\n    return linear_backward(dZ, cache)\n", "error"),
        ("def linear_backward(dZ, cache:\n    return\n", "error"),
        ("", "missing"),
    ],
)
def test_a_fault_costs_only_its_own_points(graded, source, expected):
    result = graded({"linear_backward": source}, limits=QUICK)
    assert status(result, "linear_backward").status == expected
    assert result.score == 90


def test_prints_are_kept_up_to_a_length(graded, step_by_step):
    noisy = step_by_step.references["linear_forward"].replace(
        "    cache = (A, W, b)", "    print('x' * 10**7)\n    cache = (A, W, b)"
    )
    case = status(graded({"linear_forward": noisy}), "linear_forward").cases[0]
    assert case.status == "passed"
    assert case.stdout.startswith("xxx")
    assert "10,000,001 characters" in case.stdout
    assert len(case.stdout) < 5000


def test_an_exception_names_the_learners_own_cell_and_line(graded, step_by_step):
    broken = step_by_step.references["compute_cost"].replace("np.log(AL)", "np.log(Al)", 1)
    result = status(graded({"compute_cost": broken}), "compute_cost")
    raised = result.cases[0].raised
    assert raised.type == "NameError"
    assert raised.frames[-1].cell == result.cell
    line = broken.splitlines().index(next(x for x in broken.splitlines() if "Al)" in x)) + 1
    assert raised.frames[-1].line == result.line == line


def test_the_example_of_independent_draws_costs_nothing_where_it_alone_fails(graded, step_by_step):
    other = step_by_step.references["L_model_backward"].replace(
        'linear_activation_backward(dAL, caches[L - 1], "sigmoid")',
        "linear_backward(AL - Y, caches[L - 1][0])",
    )
    result = status(graded({"L_model_backward": other}), "L_model_backward")
    assert result.status == "passed"
    assert any("source_example" in note for note in result.notes)
    assert result.cases[0].status != "passed"


def test_the_same_seed_gives_the_same_report_but_for_the_times(graded, step_by_step):
    wrong = {"compute_cost": step_by_step.references["compute_cost"].replace("/ m", "")}
    one, other = (json.loads(render(graded(wrong), "json")) for _ in range(2))
    for report in (one, other):
        for exercise in report["exercises"]:
            for case in exercise["cases"]:
                case.pop("seconds")
    assert one == other


def test_another_seed_gives_other_fresh_cases(graded):
    seeds = [
        [case.seed for case in status(graded(seed=s), "linear_forward").cases if not case.public]
        for s in (1, 2)
    ]
    assert seeds[0] != seeds[1]


def test_the_json_report_keeps_its_contract(graded, root):
    schema = json.loads((root / "grader/report/schema.json").read_text())
    report = json.loads(
        render(graded({"linear_backward": LOOP, "compute_cost": ""}, limits=QUICK), "json")
    )
    jsonschema.Draft202012Validator(schema).validate(report)


def test_the_text_report_fits_80_columns(graded, step_by_step):
    wrong = step_by_step.references["linear_backward"].replace("/ m", "")
    text = render(graded({"linear_backward": wrong}), "text")
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_terminal_escapes_of_a_learner_never_reach_the_report(graded):
    hostile = "def compute_cost(AL, Y):\n    raise ValueError('\\x1b[2J\\u202e')\n"
    text = render(graded({"compute_cost": hostile}), "text")
    assert "\x1b" not in text
    assert "\u202e" not in text
