"""Every slip of an author is a sentence with its place and what to do, and no traceback."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from grader.cli.main import cli
from grader.course.load import load_course

from .small import CASES, MEAN, write

MISTAKE = """
from grader.author import Mistake

MISTAKES = ({},)
"""
ROW = 'Mistake("mean_of_columns", "all", (("axis=1", "axis=None"),), "It is the mean of all.")'
BODY = "    centre = np.sum(X, axis=1) / X.shape[1]"


def master(old: str, new: str) -> dict[str, str]:
    assert MEAN.count(old) == 1
    return {"master": MEAN.replace(old, new)}


def in_tests(old: str, new: str) -> dict[str, str]:
    assert CASES.count(old) == 1
    return {"cases": CASES.replace(old, new)}


SLIPS = {
    "a syntax error": (
        master("/ X.shape[1]", "/ X.shape[1"),
        "solutions/means.py, line 13: loading the course ends in SyntaxError",
    ),
    "an unknown keyword": (
        master("points=10", "point=10"),
        "solutions/means.py, line 10: loading the course ends in TypeError",
    ),
    "another unknown keyword": (
        master("points=10", "points=10, weight=2"),
        "line 10: loading the course ends in ValueError (exercise has no weight; it knows points",
    ),
    "points in quotes": (master("points=10", 'points="10"'), "points must be a number above 0"),
    "no points": (master("points=10", "points=0"), "points must be a number above 0, not 0"),
    "a hint that is no tuple": (
        master("points=10", 'points=10, hints="Add up."'),
        "hints must be a tuple of texts, with a comma",
    ),
    "a tolerance that is a number": (
        master("points=10", 'points=10, tolerances={"centre": 1e-6}'),
        "tolerances must be a dictionary such as",
    ),
    "a tolerance of another output": (
        master("points=10", 'points=10, tolerances={"center": author.Tolerance()}'),
        "line 10: `mean_of_columns` has a tolerance for 'center', which it does not return",
    ),
    "too many outputs": (
        master('returns="centre"', 'returns=("centre", "width")'),
        "does not return the 2 outputs ('centre', 'width') on case 'two columns'",
    ),
    "outputs swapped": (
        {
            "master": MEAN.replace('"centre"', '("centre", "X")').replace(
                "return centre", "return X, centre"
            )
        },
        "returns X, centre and declares returns=(centre, X)",
    ),
    "an expected output of no exercise": (
        {"master": MEAN + "\n# %% [markdown]\n# <!-- expected: median -->\n"},
        "The master asks for the output of 'median', which is no exercise",
    ),
    "no exercise at all": (
        master('@exercise(points=10, returns="centre")\n', ""),
        "no function is an exercise. Put @exercise(…) above one",
    ),
    "an exercise twice": (
        {"master": MEAN + MEAN},
        "the exercise `mean_of_columns` is defined twice",
    ),
    "a reference that raises": (
        master(BODY, "    centre = X[9]"),
        "the reference `mean_of_columns` raises IndexError",
    ),
    "a reference that prints": (
        master(BODY, f"    print(X)\n{BODY}"),
        "the reference `mean_of_columns` prints on case 'two columns'",
    ),
    "a reference that warns": (
        master(BODY, "    centre = np.sum(X, axis=1) / (X.shape[1] - np.array(2))"),
        "the reference `mean_of_columns` warns (divide by zero",
    ),
    "a reference that changes its inputs": (
        master(BODY, f"    X += 1\n{BODY}"),
        "the reference `mean_of_columns` changes its input 'X'",
    ),
    "a reference that draws without a seed": (
        master(BODY, "    centre = np.random.default_rng().random(len(X))"),
        "gives another result when called again",
    ),
    "a reference whose result cannot be sent": (
        master(BODY, "    centre = {1, 2}"),
        "returns something that cannot be sent as data",
    ),
    "a stub that passes": (
        {"master": MEAN.replace("return centre", "return np.mean(X, axis=1)")},
        "the stub of `mean_of_columns` passes as handed out",
    ),
    "no check": (
        in_tests('mean_of_columns_test = check(__file__, "mean_of_columns")', ""),
        'Add: mean_of_columns_test = check(__file__, "mean_of_columns")',
    ),
    "cases of no exercise": (
        in_tests('@cases("mean_of_columns")', '@cases("mean")'),
        "line 11: there are cases for `mean`, which is no exercise",
    ),
    "a builder that raises": (
        in_tests("    yield Case", "    1 / 0\n    yield Case"),
        "public_tests/means.py, line 13: the cases of `mean_of_columns` ends in ZeroDivisionError",
    ),
    "a builder that yields nothing": (
        in_tests(
            '    yield Case("two columns"', '    if ref is None:\n        yield Case("two columns"'
        ),
        "`mean_of_columns` has no public case",
    ),
    "too many arguments": (
        in_tests("3.0]]),)", "3.0]]), 1)"),
        "has 2 arguments; the function takes X",
    ),
    "two cases of one name": (
        {"cases": CASES + CASES.splitlines()[-1] + "\n"},
        "`mean_of_columns` has 2 cases called 'two columns'",
    ),
    "a mistake of no exercise": (
        {"mistakes": MISTAKE.format(ROW.replace("mean_of_columns", "mean"))},
        "'all' is of `mean`, which is no exercise",
    ),
    "a mistake whose edit does not fit": (
        {"mistakes": MISTAKE.format(ROW.replace("axis=1", "axis=7"))},
        "the text to edit stands 0 times in the reference",
    ),
    "two mistakes of one code": (
        {"mistakes": MISTAKE.format(f"{ROW}, {ROW}")},
        "`mean_of_columns` has two mistakes with the code 'all'",
    ),
}


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(
        cli, [str(a) for a in arguments], standalone_mode=False
    )


@pytest.mark.parametrize("name", SLIPS)
@pytest.mark.parametrize("command", ["build", "verify"])
def test_a_slip_is_one_sentence_and_exit_status_1(run, tmp_path, name, command):
    changes, said = SLIPS[name]
    result = run("dev", command, "--course", write(tmp_path / "course", **changes))
    assert result.return_value == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_title_is_named(run, tmp_path):
    course = write(tmp_path / "course")
    file = course / "solutions/means.py"
    file.write_text(file.read_text().replace('TITLE = "Means"\n', ""))
    assert "the master has no TITLE" in run("dev", "build", "--course", course).stderr


def test_a_missing_module_is_named(run, tmp_path):
    course = write(tmp_path / "course")
    (course / "public_tests/means.py").unlink()
    said = run("dev", "build", "--course", course).stderr
    assert "The course has no public_tests/means.py" in said


def test_all_slips_are_listed_not_only_the_first(run, tmp_path):
    changes = master(BODY, f"    print(X)\n{BODY}") | in_tests("\n\n@cases", "\n\n@cases")
    course = write(tmp_path / "course", **changes, mistakes=MISTAKE.format(f"{ROW}, {ROW}"))
    said = run("dev", "build", "--course", course).stderr
    assert "two mistakes" in said
    assert "prints" in said


def test_what_a_reference_prints_stands_in_no_report(tmp_path, capsys):
    course = write(tmp_path / "course", **master(BODY, f"    print('hello')\n{BODY}"))
    assignment = load_course(course).assignment("means")
    (case,) = assignment.cases("mean_of_columns", 1)
    assert assignment.expected("mean_of_columns", case) == 2.0
    assert capsys.readouterr().out == ""
