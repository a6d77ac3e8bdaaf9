"""Whether learner code is plain enough that its functions may share a process.

Functions that only compute cannot reach one another: they bind their own names, call numpy's
functions and each other, and change nothing that outlives a call. All that is known to be so is on
the lists below; code with anything else in it gets a process for each exercise. Saying no to
harmless code costs milliseconds, so the lists are short.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable

from grader.model import Unit
from grader.notebook.nodes import within


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


BUILTINS = _names(
    "abs all any bool dict divmod enumerate filter float int isinstance len list map max",
    "min pow print range reversed round set sorted str sum tuple zip True False None",
    "ArithmeticError AssertionError Exception FloatingPointError IndexError KeyError",
    "TypeError ValueError ZeroDivisionError",
)
# of numpy and of the modules below, the names that change nothing and hand out nothing shared
# (not ndarray: called with a buffer and dtype "O", it takes numbers for the addresses of objects;
# not empty, which hands out memory that others have left something in)
FUNCTIONS = _names(
    "abs absolute add all allclose amax amin any append arange argmax argmin array",
    "array_equal asarray atleast_2d average bool_ ceil clip column_stack concatenate copy",
    "cos cosh deepcopy diag diagonal divide dot einsum equal exp",
    "expand_dims expm1 eye flip float64 floor full full_like greater greater_equal",
    "heaviside hstack identity inf inner int64 isfinite isinf isnan isscalar kron less",
    "less_equal linspace log log10 log1p log2 logical_and logical_not logical_or matmul max",
    "maximum mean median min minimum mod multiply nan nan_to_num ndim negative",
    "newaxis norm not_equal ones ones_like outer pi power prod product rand randn random",
    "ravel reciprocal repeat reshape roll round seed shape sign sin sinh size sqrt square",
    "squeeze stack standard_normal std subtract sum swapaxes take tan tanh tensordot tile",
    "trace transpose uniform unique vdot vstack where zeros zeros_like linalg normal",
    "permutation ceil floor isclose fabs e",
)
METHODS = _names(
    "T all any append argmax argmin astype clip copy count dot dtype extend flatten format",
    "get index insert item items join keys max mean min ndim pop prod ravel repeat reshape",
    "reverse round shape size sort split squeeze std strip sum tolist transpose update",
    "values var setdefault startswith",
)
# What a name means that is bound somewhere and read elsewhere, this does not follow: it may be the
# builtin. So what of those is not on the list is refused by name, and so is what `site` adds.
OTHERS = (frozenset(dir(builtins)) | {"exit", "quit", "help", "display"}) - BUILTINS
# `"{0.name}".format(f)` reads attributes, `"{0[name]}"` items
REACHES_IN = re.compile(r"\{[^}:!]*[.\[]")
MODULES = frozenset({"numpy", "copy", "math"})
IMPORTED = frozenset({"deepcopy", "dot", "exp", "log", "sqrt"})

REFUSED = frozenset(
    {
        ast.AsyncFor,
        ast.AsyncFunctionDef,
        ast.AsyncWith,
        ast.Await,
        ast.ClassDef,
        ast.Delete,
        ast.Global,
        ast.Match,
        ast.Nonlocal,
        ast.With,
        ast.Yield,
        ast.YieldFrom,
    }
)
BINDING = frozenset({ast.FunctionDef, ast.arg, ast.ExceptHandler, ast.Import, ast.ImportFrom})
# what a default value may be made of: made once, it must not be a thing that a call can change
UNCHANGING = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.Tuple,
    ast.UnaryOp,
    ast.BinOp,
    ast.unaryop,
    ast.operator,
    ast.expr_context,
)


def plain(units: Iterable[Unit], known: Iterable[str]) -> bool:
    """Whether all of ``units`` only compute; ``known`` are the names of functions that are."""
    try:
        bodies = [unit.body or ast.parse(unit.source).body for unit in units]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    statements = [statement for body in bodies for statement in body]
    reader = _Reader(known)
    return all(map(reader.top_level, statements)) and reader.read(statements)


def _unchanging(arguments: ast.arguments) -> bool:
    """Whether no default value is a thing that one call can change for the next."""
    defaults = [one for one in (*arguments.defaults, *arguments.kw_defaults) if one is not None]
    return all(isinstance(node, UNCHANGING) for one in defaults for node in ast.walk(one))


def _annotates(annotation: ast.expr | None) -> bool:
    """Whether an annotation binds no name: it is evaluated where the function is defined."""
    return annotation is None or not any(
        isinstance(node, ast.NamedExpr) for node in ast.walk(annotation)
    )


class _Reader:
    """Reads one submission: which names are modules, which are bound by the code itself."""

    def __init__(self, known: Iterable[str]) -> None:
        self._modules = {"np", "numpy"}
        self._bound = set(BUILTINS) | set(known)
        self._read: set[str] = set()

    def top_level(self, statement: ast.stmt) -> bool:
        """Whether a statement of a cell only defines."""
        if isinstance(statement, ast.FunctionDef):
            return True
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return self._import(statement)
        # a number or a text: nothing that could be changed in place
        number = ast.Constant | ast.UnaryOp | ast.BinOp | ast.unaryop | ast.operator
        return isinstance(statement, ast.Assign) and all(
            isinstance(node, number) for node in ast.walk(statement.value)
        )

    def read(self, statements: Iterable[ast.stmt]) -> bool:
        """One pass over all nodes; a millisecond counts here, this is done for each notebook."""
        attributes: list[ast.Attribute] = []
        for node in within(statements):
            kind = type(node)
            if kind is ast.Name:
                name: str = node.id  # type: ignore[attr-defined]
                (self._read if type(node.ctx) is ast.Load else self._bound).add(name)  # type: ignore[attr-defined]
            elif kind is ast.Attribute:
                attributes.append(node)  # type: ignore[arg-type]
            elif kind is ast.arguments:
                if not _unchanging(node):  # type: ignore[arg-type]
                    return False
            elif kind is ast.keyword:
                # a ufunc leaves what lies in new memory where its mask is false
                if node.arg in {"where", None}:  # type: ignore[attr-defined]
                    return False
            elif kind in REFUSED or (kind in BINDING and not self._bind(node)):
                return False
        return (
            not self._bound & self._modules  # a module's name that is bound to something else
            and self._read <= self._bound | self._modules
            and not (self._read | self._modules) & OTHERS
            and not any(name.startswith("__") for name in self._read)
            and all(map(self._attribute, attributes))
        )

    def _bind(self, node: ast.AST) -> bool:
        if isinstance(node, ast.FunctionDef):
            self._bound.add(node.name)
            named = node.name.startswith("__")
            return not node.decorator_list and not named and _annotates(node.returns)
        if isinstance(node, ast.arg):
            self._bound.add(node.arg)
            return _annotates(node.annotation)
        if isinstance(node, ast.ExceptHandler) and node.name:
            self._bound.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            return self._import(node)
        return True

    def _import(self, node: ast.Import | ast.ImportFrom) -> bool:
        if isinstance(node, ast.Import):
            self._modules |= {name.asname or name.name for name in node.names}
            return all(name.name in MODULES for name in node.names)
        self._bound |= {name.asname or name.name for name in node.names}
        return node.module in MODULES and all(n.name in IMPORTED for n in node.names)

    def _attribute(self, node: ast.Attribute) -> bool:
        base = node.value
        while isinstance(base, ast.Attribute):
            base = base.value
        if not isinstance(node.ctx, ast.Load):
            return False
        if node.attr == "format":
            text = base.value if isinstance(base, ast.Constant) else None
            return isinstance(text, str) and not REACHES_IN.search(text)
        if isinstance(base, ast.Name) and base.id in self._modules:
            return node.attr in FUNCTIONS
        return node.attr in METHODS
