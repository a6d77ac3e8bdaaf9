"""Which expressions may be evaluated without doing anything but giving a value.

A constant of the notebook is brought along to the function that uses it only if its right-hand
side is one of these: numbers, containers, arithmetic, arrays made of them. What trains, reads,
draws at random or prints is not.
"""

from __future__ import annotations

import ast

_NUMPY = frozenset(
    str.split(
        "abs finfo iinfo "
        "arange array asarray bool_ ceil column_stack concatenate copy cos diag empty exp eye "
        "float32 float64 floor full full_like hstack identity int32 int64 linspace log log10 log2 "
        "matrix max maximum meshgrid min minimum ones ones_like power reshape round sin sqrt "
        "square stack sum tan tanh tile transpose vectorize vstack zeros zeros_like"
    )
)
_BUILTINS = frozenset(
    str.split(
        "abs bool complex dict divmod enumerate float frozenset int len list max min pow range "
        "reversed round set slice sorted str sum tuple zip"
    )
)
_FUNCTION_MAKERS = frozenset({"partial", "namedtuple", "vectorize"})
_METHODS = frozenset(
    str.split(
        "astype copy flatten format items join keys lower ravel replace reshape split strip tolist "
        "transpose upper values"
    )
)
_NUMPY_NAMES = ("np", "numpy")
_MODULES = ("math", "functools", "collections", "copy")

_PURE = (
    ast.Attribute,
    ast.BinOp,
    ast.BoolOp,
    ast.Call,
    ast.Compare,
    ast.Constant,
    ast.Dict,
    ast.DictComp,
    ast.FormattedValue,
    ast.GeneratorExp,
    ast.IfExp,
    ast.JoinedStr,
    ast.List,
    ast.ListComp,
    ast.Name,
    ast.Set,
    ast.SetComp,
    ast.Slice,
    ast.Starred,
    ast.Subscript,
    ast.Tuple,
    ast.UnaryOp,
)


def pure_names(value: ast.expr) -> set[str] | None:
    """The names that a pure expression reads when it is evaluated; None if it is not pure.

    A lambda is pure whatever its body: the body is not evaluated here.
    """
    read: set[str] = set()
    bound: set[str] = set()
    waiting: list[ast.AST] = [value]
    while waiting:  # no recursion: a sum of a thousand terms is a thousand deep
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            waiting += [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
            continue
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
            continue
        if isinstance(node, ast.expr) and not isinstance(node, _PURE):
            return None
        if isinstance(node, ast.Call) and not _pure_call(node.func):
            return None
        waiting += ast.iter_child_nodes(node)
    return read - bound


def makes_function(value: ast.expr | None) -> bool:
    """Whether the value can be called: a lambda, ``np.vectorize(f)``, ``partial(f, 1)``."""
    if not isinstance(value, ast.Call):
        return isinstance(value, ast.Lambda | ast.Attribute)  # Costs.cross_entropy may be one
    match value.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _FUNCTION_MAKERS
    return False


def _pure_call(function: ast.expr) -> bool:
    match function:
        case ast.Name(id=name):
            # a capital stands for a class of the notebook's own: it runs in the sandbox, and only
            # where a graded function needs it
            return name in _BUILTINS or name in _FUNCTION_MAKERS or name[:1].isupper()
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _NUMPY_NAMES:
            return name in _NUMPY
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _MODULES:
            return module == "math" or name in _FUNCTION_MAKERS or module == "copy"
        case ast.Attribute(value=ast.Name(id="logging"), attr="getLogger"):
            return True  # a name for messages; what would write them anywhere is not
        case ast.Attribute(attr=name):
            return name in _METHODS
    return False
