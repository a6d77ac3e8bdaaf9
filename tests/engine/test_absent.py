"""Libraries that are not there: harmless where nothing rests on them, else named."""

from __future__ import annotations

import pytest

from grader.grading import grade
from grader.model import Cell, Notebook
from grader.notebook import extract

FORWARD = "def linear_forward(A, W, b):\n{body}    return Z, (A, W, b)\n"
RIGHT = "    Z = np.dot(W, A) + b\n"
SUMMED = """    Z = np.zeros((W.shape[0], A.shape[1]))
    for {loop}:
        Z += np.outer(W[:, {i}], A[{i}])
    Z += b
"""


@pytest.fixture
def graded(step_by_step, executor):
    """The grade of linear_forward, written in cells."""

    def run(*cells):
        numbered = tuple(Cell(n, source) for n, source in enumerate(cells, 1))
        submission = extract(
            Notebook("learner.ipynb", "0" * 64, numbered), [step_by_step.vocabulary]
        )
        result = grade(submission, step_by_step.course, 5, executor, only=("linear_forward",))
        return result.exercises[0]

    return run


def function(body=RIGHT, above=""):
    return above + FORWARD.format(body=body)


@pytest.mark.parametrize(
    ("imported", "loop"),
    [
        ("from tqdm import tqdm", "i in tqdm(range(A.shape[0]))"),
        ("from tqdm.notebook import tqdm", "i in tqdm(range(A.shape[0]), desc='sum', leave=False)"),
        ("from tqdm import trange", "i in trange(A.shape[0])"),
        ("from tqdm import trange", "i in trange(0, A.shape[0], 1)"),
        ("import tqdm", "i in tqdm.tqdm(list(range(A.shape[0])))"),
        ("import tqdm", "i, _ in tqdm.tqdm(enumerate(A), total=len(A))"),
        ("from fastprogress import progress_bar", "i in progress_bar(range(A.shape[0]))"),
        ("from alive_progress import alive_it", "i, _ in enumerate(alive_it(A))"),
        ("from rich.progress import track", "i in track(range(A.shape[0]), 'sum')"),
    ],
)
def test_a_loop_behind_a_progress_bar_runs_as_often_as_without(graded, imported, loop):
    assert graded(imported, function(SUMMED.format(loop=loop, i="i"))).status == "passed"


def test_a_progress_bar_round_a_loop_without_its_variable_runs_as_often(graded):
    body = """    i, Z = 0, np.zeros((W.shape[0], A.shape[1]))
    for _ in tqdm(range(A.shape[0])):
        Z, i = Z + np.outer(W[:, i], A[i]), i + 1
    Z += b
"""
    assert graded("from tqdm import tqdm", function(body)).status == "passed"


def test_a_progress_bar_can_be_held_and_told_things(graded):
    body = """    Z = np.zeros((W.shape[0], A.shape[1]))
    with tqdm(range(A.shape[0])) as bar:
        for i in bar:
            Z += np.outer(W[:, i], A[i])
            bar.set_postfix(cost=Z.sum())
            bar.update(1)
    Z += b
"""
    assert graded("from tqdm.auto import tqdm", function(body)).status == "passed"


@pytest.mark.parametrize(
    ("imported", "decorator"),
    [
        ("from numba import njit", "@njit"),
        ("from numba import jit", "@jit"),
        ("import numba", "@numba.jit(nopython=True)"),
        ("import numba", "@numba.njit('float64(float64)', cache=True)"),
        ("from line_profiler import profile", "@profile"),
        ("from memory_profiler import profile", "@profile(precision=4)"),
        ("import jax", "@jax.jit"),
        ("import tensorflow as tf", "@tf.function"),
        ("import tensorflow as tf", "@tf.function(input_signature=[1, 2])"),
        ("from typeguard import typechecked", "@typechecked"),
        ("from beartype import beartype", "@beartype"),
        ("import pytest", "@pytest.mark.slow"),
    ],
)
def test_a_decorator_of_an_absent_library_gives_the_function_back(graded, imported, decorator):
    assert graded(imported, function(above=f"{decorator}\n")).status == "passed"


@pytest.mark.parametrize(
    ("imported", "signature"),
    [
        ("import torch", "A: torch.Tensor, W: torch.Tensor, b: 'torch.Tensor'"),
        ("from jaxtyping import Float", "A: Float['n m'], W: Float['k n'] | None, b=None"),
        ("import pandas as pd", "A: pd.DataFrame, W, b, *rest: pd.Series"),
    ],
)
def test_annotations_of_an_absent_library_do_no_harm(graded, imported, signature):
    source = function().replace("A, W, b):", f"{signature}):")
    assert graded(imported, source).status == "passed"


@pytest.mark.parametrize(
    "used",
    [
        "plt.plot(A)",
        "fig, ax = plt.subplots(); ax.set_title('Z')",
        "plt.figure(figsize=(2, 2)).add_subplot(111).imshow(W)",
        "plt.rcParams['figure.figsize'] = (5.0, 4.0)",
        "sns.heatmap(W)",
        "display(W)",
        "wandb.log({'sum': A.sum()})",
        "isinstance(A, torch.Tensor)",
        "print(torch.__version__)",
    ],
)
def test_drawing_is_passed_over_in_silence(graded, used):
    imports = "import matplotlib.pyplot as plt, seaborn as sns\nimport wandb, torch"
    result = graded(imports, function(f"    {used}\n{RIGHT}"))
    assert (result.status, result.notes, result.diagnoses) == ("passed", (), ())


def test_drawing_beside_a_mistake_is_not_named_for_it(graded):
    body = "    plt.plot(A)\n" + RIGHT.replace("+ b", "- b")
    result = graded("import matplotlib.pyplot as plt", function(body))
    assert [one.code for one in result.diagnoses] != ["absent"]


@pytest.mark.parametrize(
    ("imported", "line", "path"),
    [
        ("from torch import mm", "Z = mm(W, A) + b", "torch.mm"),
        (
            "from scipy.linalg import blas",
            "Z = blas.dgemm(1.0, W, A) + b",
            "scipy.linalg.blas.dgemm",
        ),
        ("import torch", "Z = torch.from_numpy(W).mm(A)", "torch.from_numpy.mm"),
        ("import torch", "Z = b + torch.mm(W, A)", "torch.mm"),
        ("import jax.numpy as jnp", "Z = jnp.dot(W, A) + b", "jax.numpy.dot"),
        ("import jax.numpy as np", "Z = np.dot(W, A) + b", "jax.numpy.dot"),
        ("import autograd.numpy as np", "Z = np.dot(W, A) + b", "autograd.numpy.dot"),
        ("import pandas as pd", "Z = np.dot(pd.DataFrame(W), A) + b", "pandas.DataFrame"),
        ("import pandas as pd", "Z = np.array(pd.DataFrame(W)) @ A + b", "pandas.DataFrame"),
        ("from sklearn.metrics import dot", "Z = dot(W, A)", "sklearn.metrics.dot"),
        ("import numexpr as ne", "Z = ne.evaluate('W * A')", "numexpr.evaluate"),
        ("import cupy as cp", "Z = float(cp.sum(W))", "cupy.sum"),
        ("import torch", "Z = [one for one in torch.mm(W, A)]", "torch.mm"),
    ],
)
def test_what_a_result_rests_on_is_named(graded, imported, line, path):
    (said,) = graded(imported, function(f"    {line}\n")).diagnoses
    assert said.code == "absent"
    assert path in said.message
    assert said.message.startswith(f"{path.partition('.')[0]} is not available")


def test_a_misspelt_library_gets_its_right_name(graded):
    (said,) = graded("import nunpy as np", function()).diagnoses
    assert said.message.endswith("Is `numpy` meant?")


def test_a_misspelt_given_function_gets_its_right_name(graded):
    source = function("    Z = sigmoidd(np.dot(W, A) + b) + 1\n")
    (said,) = graded("from dnn_utils import sigmoidd, relu", source).diagnoses
    assert said.message.endswith("Is `sigmoid` meant?")


def test_a_given_function_out_of_a_module_that_is_not_here_works(graded):
    body = "    Z = np.dot(W, A) + b + 0 * u.sigmoid(A[0, 0])[0]\n"
    assert graded("import lib.dnn_utils_v2 as u", function(body)).status == "passed"


def test_a_stand_in_that_changes_nothing_is_not_named(graded):
    body = "    if torch.cuda.is_available():\n        pass\n" + RIGHT
    assert graded("import torch", function(body)).diagnoses == ()


def test_a_class_that_builds_on_an_absent_one_can_be_defined(graded):
    above = "class Layer(nn.Module):\n    size = 0\n\n\n"
    body = RIGHT + "    Z = Z + Layer.size\n"
    assert graded("from torch import nn", function(body, above)).status == "passed"
