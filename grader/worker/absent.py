"""Stands in for libraries that are not here, and remembers where that mattered.

Drawing, progress bars, compilers and type checkers leave no trace in a result, so their absence
is passed over in silence. A value that an absent library should have made cannot be: it is nothing
that could be calculated with, and using it so raises what names the library.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

import numpy as np

# Libraries that draw or show: what they make is looked at, and never calculated with.
QUIET = frozenset(
    str.split(
        "IPython altair bokeh colorama display google graphviz help ipywidgets matplotlib "
        "mpl_toolkits plotly pylab rich seaborn tabulate tensorboardX termcolor wandb"
    )
)
MOST_NAMED = 5
LONGEST_NAME = 80
DEEPEST = 500  # values that are looked through for one that stands in

_FUNCTIONS = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    np.ufunc,
    type,
)
_met: list[str] = []


def take_met() -> list[str]:
    """What was missed since the last call, as dotted names: ``scipy.special.expit``."""
    taken = list(_met)
    _met.clear()
    return taken


class Absent(types.ModuleType):
    """Stands in for a module that is not here (the course's helper files, matplotlib …)."""

    def __init__(self, name: str, known: Mapping[str, Any], inner: Sequence[str] = ()) -> None:
        super().__init__(name)
        self.__dict__["__path__"] = []
        self.__dict__["_inner"] = inner
        self.__dict__["_known"] = known

    def __getattr__(self, name: str) -> Any:
        if name == "__version__":
            return "0"
        if name.startswith("__"):
            raise AttributeError(name)
        if name in self.__dict__["_known"]:
            return self.__dict__["_known"][name]
        if name in self.__dict__["_inner"]:  # import utils.dnn_utils as u
            return Absent(f"{self.__name__}.{name}", self.__dict__["_known"])
        return AbsentLibrary(f"{self.__name__}.{name}")


class AbsentLibrary:
    """What an absent module holds: ``plt.figure().add_subplot(…)`` draws nothing.

    Called with one function (``@njit``) it gives that back; called with something to go through
    (``tqdm(range(n))``), it can be gone through in its place.
    """

    def __init__(self, path: str, through: Any = None) -> None:
        self.__dict__["_path"] = path
        self.__dict__["_through"] = through

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return AbsentLibrary(f"{_path(self)}.{name}"[:LONGEST_NAME])

    def __setattr__(self, name: str, value: Any) -> None: ...

    def __call__(self, *args: Any, **options: Any) -> Any:
        path = _path(self)
        if len(args) == 1 and isinstance(args[0], _FUNCTIONS):
            _note(path)  # harmless in a decorator, before any call; a gradient is something else
            return args[0]
        if path.endswith("trange") and args and all(type(arg) is int for arg in args):
            return AbsentLibrary(path, range(*args))
        given = [value for value in (args or options.values()) if _can_be_gone_through(value)]
        return AbsentLibrary(path, given[0] if len(given) == 1 else None)

    def __getitem__(self, key: Any) -> Any:
        return AbsentLibrary(_path(self))

    def __setitem__(self, key: Any, value: Any) -> None: ...

    def __iter__(self) -> Iterator[Any]:
        through = self.__dict__["_through"]
        if through is not None:
            if isinstance(through, np.ndarray):  # a progress bar's rows, or expit(Z)'s numbers
                _note(_path(self))
            return iter(through)
        if not _quiet(_path(self)):
            _missed(self)
        return iter((self, self))  # plt.subplots() is unpacked into two

    def __len__(self) -> int:
        through = self.__dict__["_through"]
        if through is None:
            _missed(self)
        return len(through)

    def __bool__(self) -> bool:
        _note(_path(self))
        return True

    def __eq__(self, other: object) -> bool:
        _note(_path(self))
        return self is other

    def __hash__(self) -> int:
        return hash(_path(self))

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *exception: object) -> None: ...

    def __instancecheck__(self, value: object) -> bool:
        return False

    def __mro_entries__(self, bases: object) -> tuple[type, ...]:
        return ()  # class Net(nn.Module)

    def __repr__(self) -> str:
        _note(_path(self))
        return f"<{_path(self)}, not available>"

    def __format__(self, spec: str) -> str:
        return repr(self)


def _missing(name: str) -> Callable[..., NoReturn]:
    def operate(self: AbsentLibrary, *args: Any, **options: Any) -> NoReturn:
        _missed(self)

    operate.__name__ = name
    return operate


_OPERATORS = (
    "add and divmod floordiv lshift matmul mod mul or pow rshift sub truediv xor",
    "abs ceil complex contains float floor ge gt index int invert le lt neg next pos reversed",
    "round trunc array array_function array_ufunc",
)
for _line in _OPERATORS:
    for _name in _line.split():
        for _prefix in ("", "r", "i") if _line is _OPERATORS[0] else ("",):
            _method = f"__{_prefix}{_name}__"
            setattr(AbsentLibrary, _method, _missing(_method))


def within(value: Any) -> None:
    """Note the stand-ins that a returned value holds."""
    waiting = [value]
    for one in waiting:  # grows while it is read
        kind = type(one)
        if kind is AbsentLibrary:
            _note(_path(one), even_quiet=True)
        elif kind in (tuple, list) and len(waiting) < DEEPEST:
            waiting += one
        elif kind is dict and len(waiting) < DEEPEST:
            waiting += one.values()


def _path(one: AbsentLibrary) -> str:
    path: str = object.__getattribute__(one, "__dict__")["_path"]
    return path


def _quiet(path: str) -> bool:
    return path.partition(".")[0] in QUIET


def _note(path: str, even_quiet: bool = False) -> None:
    if (even_quiet or not _quiet(path)) and path not in _met and len(_met) < MOST_NAMED:
        _met.append(path)


def _missed(one: AbsentLibrary) -> NoReturn:
    path = _path(one)
    _note(path, even_quiet=True)
    top = path.partition(".")[0]
    said = f"{top} is not available when this is graded ({path})"
    raise ModuleNotFoundError(said, name=top)


def _can_be_gone_through(value: Any) -> bool:
    kind = type(value)
    return kind is not str and kind is not bytes and hasattr(kind, "__iter__")


def learner_import(
    known: Mapping[str, Any], libraries: Sequence[str], closed: Sequence[str]
) -> Callable[..., Any]:
    """``__import__`` for learner code: the standard library and ``libraries`` for real, where they
    are here, an ``Absent`` module for all else.
    """
    real_import = __import__
    own = frozenset(sys.stdlib_module_names)

    def load(
        name: str,
        globals_: Any = None,
        locals_: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        top = name.partition(".")[0]
        if top in closed:
            sys.audit("import", top, None, None, None, None)
        if level == 0 and (top in own or top in libraries):
            try:
                return real_import(name, globals_, locals_, fromlist, level)
            except ModuleNotFoundError as error:
                if top in own or error.name != top:
                    raise
        first, *inner = name.split(".")
        return Absent(name, known) if fromlist else Absent(first, known, inner)

    return load
