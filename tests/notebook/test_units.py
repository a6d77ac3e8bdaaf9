"""What a function needs from other cells: brought along, and nothing else executed."""

import numpy as np
import pytest
from learner_notebooks import executed, found, linear, submitted


def using(*lines, signature="A, W, b"):
    return f"def linear_forward({signature}):\n" + "\n".join(f"    {line}" for line in lines)


def call(function, *args):
    return executed(function)[function.exercise](*args)


def test_an_import_is_brought_along_only_if_it_is_used():
    function = linear(
        "import numpy as np\nimport copy\nimport matplotlib.pyplot as plt",
        using("return np.ones(1)"),
    )
    assert [unit.defines for unit in function.units] == [("np",), ("linear_forward",)]
    assert function.units[0].source == "import numpy as np\n"


@pytest.mark.parametrize(
    ("line", "use", "expected"),
    [
        ("import copy", "copy.copy(3)", "import copy"),
        ("import math, os", "math.sqrt(9)", "import math"),
        ("import os.path as p, math as m", "m.sqrt(9)", "import math as m"),
        (
            "from math import (\n    sin,\n    sqrt as root,\n)",
            "root(9)",
            "from math import sqrt as root",
        ),
        ("x = 1; from math import sqrt; y = 2", "sqrt(9)", "from math import sqrt"),
    ],
)
def test_of_an_import_only_the_name_needed_is_taken(line, use, expected):
    function = linear(line, using(f"return {use}"))
    assert function.units[0].source.strip() == expected
    assert call(function, 0, 0, 0) == 3


def test_submodules_of_one_package_are_imported_together():
    cell = "import os\nimport os.path\nimport xml.dom\nimport xml.sax"
    function = linear(cell, using("return xml.dom, xml.sax"))
    assert function.units[0].source == "\n\nimport xml.dom\nimport xml.sax\n"


def test_imports_of_course_files_are_kept_under_another_name_only():
    cell = "from dnn_utils_v2 import sigmoid as sg, relu\nfrom testCases_v4 import *"
    function = linear(cell, using("return sg(A), relu(A), sigmoid(A)"))
    assert function.units[0].source == "from dnn_utils_v2 import sigmoid as sg\n"
    assert function.unknown == ()


def test_a_given_function_that_the_notebook_writes_itself_is_brought_along():
    function = linear(
        "def sigmoid(Z):\n    return Z, relu(Z)",
        "relu = lambda Z: 2 * Z",
        using("return sigmoid(A)"),
    )
    assert call(function, 3, 0, 0) == (3, 6)


def test_helper_functions_of_other_cells_are_brought_along_with_what_they_need():
    function = linear(
        "import math\nSCALE = 2",
        "def twice(x):\n    return SCALE * x\n\ndef unused(x):\n    return x",
        "def root(x):\n    return math.sqrt(twice(x))",
        using("return root(A)"),
    )
    assert call(function, 8, 0, 0) == 4
    assert "unused" not in str(function.units)


def test_a_helper_in_the_graded_cell_is_brought_along():
    function = linear("def dot(a, b):\n    return a * b\n\n" + using("return dot(A, W)"))
    assert [unit.label for unit in function.units] == ["cell 1"]
    assert function.units[0].defines == ("dot", "linear_forward")
    assert call(function, 2, 3, 0) == 6


def test_line_numbers_of_units_are_those_of_the_cell():
    function = linear("x = [1,\n     2]\nprint(x)\n\n# more\n" + using("return 1 / A"))
    with pytest.raises(ZeroDivisionError) as error:
        call(function, 0, 0, 0)
    assert error.tb.tb_next.tb_next.tb_lineno == 7


def test_cells_that_plot_train_print_or_read_are_not_executed():
    function = linear(
        "print('hello')\nimport os; os.remove('x')\nfor i in range(3): x = 1",
        "parameters = model(X, Y)\nplt.plot(parameters)",
        "data = open('data.h5')",
        "with open('f') as f: text = f.read()",
        using("return parameters, data, text"),
    )
    assert function.unknown == ("data", "parameters", "text")
    assert len(function.units) == 1


@pytest.mark.parametrize(
    "value",
    [
        "3",
        "-1e-7",
        "(12288, 7, 1)",
        "[1, [2, 3]]",
        "{'W1': 1, 'b1': [0]}",
        "'relu' + str(1)",
        "2 ** 3 if 1 < 2 else 0",
        "np.array([[1, 2]])",
        "np.zeros((2, 1)) + np.pi",
        "np.linspace(0, 1, 5).reshape(5, 1)",
        "[i * 2 for i in range(3)]",
        "{k: v for k, v in zip('ab', (1, 2))}",
        "sum(x for x in (1, 2))",
        "float('inf')",
        "f'{1}:{2}'",
        "[1, 2, 3][0:2]",
        "lambda x: open(x)",
        "np.ones(3).T.shape",
    ],
)
def test_a_constant_is_brought_along(value):
    function = linear("import numpy as np", f"c = {value}", using("return c"))
    assert function.unknown == ()
    call(function, 0, 0, 0)


@pytest.mark.parametrize(
    "value",
    [
        "np.random.randn(3)",
        "np.random.rand(3) + 1",
        "np.load('x.npy')",
        "np.loadtxt('x')",
        "model(3)",
        "open('x').read()",
        "input()",
        "print(3)",
        "eval('3')",
        "__import__('os')",
        "[print(i) for i in range(3)]",
        "unheard_of",
        "unheard_of + 1",
        "h5py.File('x', 'r')",
        "(c := 3)",
        "(lambda: open('x'))()",
        "c + 1",
    ],
)
def test_what_is_no_constant_is_unknown(value):
    function = linear("import numpy as np", f"c = {value}", using("return c"))
    assert function.unknown == ("c",)
    assert "c =" not in str(function.units)


def test_a_constant_of_constants_comes_after_them():
    function = linear(
        "n = 3\nk: int = n + 1\na, (b0, *c) = n, (k, 2, 3)\nd = e = a", using("return a, b0, c, e")
    )
    assert call(function, 0, 0, 0) == (3, 4, [2, 3], 3)


def test_augmented_assignments_make_more_of_a_constant():
    function = linear("n = 3\nn += 1", using("return n"))
    assert call(function, 0, 0, 0) == 4


def test_the_last_binding_of_a_name_wins():
    function = linear(
        "n = 3", "def h(): return 1", "n = 4", "def h(): return 2", using("return n, h()")
    )
    assert call(function, 0, 0, 0) == (4, 2)


def test_a_binding_that_is_no_constant_does_not_hide_one_that_is():
    assert call(linear("n = 3", "n = model()", using("return n")), 0, 0, 0) == 3


def test_what_is_read_at_definition_comes_first_even_from_later_cells():
    function = linear(
        "@decorate\n" + using("return A, W, scale, T", signature="A, W=default, *, scale=SCALE"),
        "SCALE = BASE * 2",
        "BASE = 5\ndef decorate(f):\n    return f\ndefault = 7\nT = int",
    )
    assert call(function, 1) == (1, 7, 10, int)


def test_classes_and_nested_scopes_are_searched_for_names():
    function = linear(
        "BASE = 1\nLIMIT = 2\nLONG = 3",
        "class Layer:\n    size = BASE\n    def limit(self):\n        return LIMIT",
        using(
            "def inner(x):",
            "    return [LONG * y + x for y in range(A) if (lambda: LIMIT)()]",
            "return Layer.size, Layer().limit(), inner(1)",
        ),
    )
    assert function.unknown == ()
    assert call(function, 2, 0, 0) == (1, 2, [1, 4])


def test_local_names_are_not_taken_for_globals():
    function = linear(
        "Z = 1\nk = 2\ne = 3",
        using(
            "Z = A",
            "for k in (): pass",
            "try: pass",
            "except ValueError as e: pass",
            "import os as system",
            "with A as f: g = f",
            "if (h := A): pass",
            "return [j for j in A], Z, k, system, h, g, e",
        ),
    )
    assert function.unknown == ()
    assert len(function.units) == 1


def test_annotations_are_names_like_others():
    function = linear(
        "from typing import Tuple", using("return A", signature="A: Tuple, W: Nothing")
    )
    assert function.unknown == ("Nothing",)
    assert "from typing import Tuple" in function.units[0].source


def test_a_name_that_the_function_makes_global_is_known():
    assert linear(using("global cache", "cache = A", "return cache")).unknown == ()


def test_builtins_numpy_and_given_functions_are_known():
    assert linear(using("return np.sum(len(A)), sigmoid(A), __name__")).unknown == ()


def test_calls_of_other_exercises_are_told_and_not_brought_along():
    function = found(
        "L_model_forward",
        "def linear_forward(A): return 0",
        "def linear_activation_forward(A): return linear_forward(A)",
        "def through(X): return linear_activation_forward(X)",
        "def L_model_forward(X, parameters):\n    return through(X), compute_cost, L_model_forward",
    )
    assert function.calls == ("linear_activation_forward", "compute_cost")
    assert [unit.label for unit in function.units] == ["cell 3", "cell 4"]


@pytest.mark.parametrize(
    "line", ["from utils import linear_forward", "from utils import linear_forward as lf, relu"]
)
def test_an_imported_exercise_is_called_by_its_own_name(line):
    name = "lf" if " lf" in line else "linear_forward"
    function = found("compute_cost", line, f"def compute_cost(AL, Y):\n    return {name}(AL)")
    assert function.calls == (() if name == "lf" else ("linear_forward",))
    assert function.unknown == ()


def test_recursion_ends():
    function = linear(
        "def even(n): return n == 0 or odd(n - 1)\ndef odd(n): return n != 0 and even(n - 1)",
        using("return even(A) if A < 9 else linear_forward(A - 1, W, b)"),
    )
    assert call(function, 10, 0, 0) is True
    assert function.calls == ()


def test_constants_that_need_each_other_end():
    function = linear("a = [b]\nb = [a]\nx = y\ny = x", using("return a, x"))
    assert function.unknown == ("a", "x")


def test_functions_made_by_calls_are_brought_along():
    function = linear(
        "from functools import partial\nimport numpy as np",
        "def f(a, b): return a - b",
        "g = partial(f, 3)\nsigmoid = np.vectorize(f)",
        using("return g(A), sigmoid(A, [1, 2]).tolist()"),
    )
    assert call(function, 1, 0, 0) == (2, [0, -1])


def test_a_long_chain_of_constants_ends():
    count = 3000
    chain = "c0 = 0\n" + "\n".join(f"c{i} = c{i - 1}" for i in range(1, count))
    assert call(linear(chain, using(f"return c{count - 1}")), 0, 0, 0) == 0


def test_a_long_chain_of_functions_ends():
    chain = "\n".join(f"def f{i}(): return f{i + 1}" for i in range(2000))
    assert linear(chain, using("return f0()")).unknown == ("f2000",)


def test_statements_on_one_line_are_told_apart():
    function = linear("print('no'); n = 3; é = 'ü'; k = n; print('no')", using("return k, é"))
    assert function.units[0].source == "n = 3; é = 'ü'; k = n\n"
    assert call(function, 0, 0, 0) == (3, "ü")


def test_a_statement_of_several_lines_beside_others_is_cut_out():
    function = linear("print(1); d = {\n  'a': '''x\n  y'''}; print(2)", using("return d"))
    assert call(function, 0, 0, 0) == {"a": "x\n  y"}


@pytest.mark.parametrize(
    "block",
    [
        "if nothing():\n    N = 3\n    def h():\n        '''two\nlines'''\n        return N",
        "try: pass\nexcept ImportError:\n    @same\n    def h(): return 3\ndef same(f): return f",
        "try:\n    from nothing import h\nexcept ImportError:\n    def h(): return 3",
        "if a:\n  if b: N = 3\n  else:\n        M = 4\n        h = (lambda:\n   N)",
        "with nothing():\n    h = lambda: 3",
        "if a: h = lambda: 3",
    ],
)
def test_definitions_in_blocks_are_cut_out_of_them(block):
    function = linear(block, using("return h()"))
    assert call(function, 0, 0, 0) == 3
    assert "nothing()" not in str(function.units)


def test_a_name_used_by_accident_that_a_test_cell_assigns_from_a_call_is_unknown():
    function = linear("Z, cache = linear_forward(1, 2, 3)", using("return Z"))
    assert function.unknown == ("Z",)


def test_a_test_cells_constants_used_by_accident_work_as_in_the_notebook():
    function = linear("X = np.array([[1, 2]])", using("return X"), "import numpy as np")
    assert np.array_equal(call(function, 0, 0, 0), [[1, 2]])


def test_units_name_their_cell():
    function = linear("n = 1", "import math", using("return n, math"))
    assert [(unit.label, unit.cell) for unit in function.units] == [
        ("cell 2", 2),
        ("cell 1", 1),
        ("cell 3", 3),
    ]


def test_the_same_notebook_gives_the_same_submission():
    cells = ("b1 = 1; a1 = 2", using("return z9, a1, b1, y8, sigmoid(A)"))
    assert submitted(*cells) == submitted(*cells)
