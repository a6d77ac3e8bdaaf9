"""An exercise's grade as JSON data and back, whatever fields it has."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from grader.model import ExerciseGrade

Reader = Callable[[Any], Any]


def encoded(grade: ExerciseGrade) -> str:
    """Compact JSON; fields that are as usual are left out."""
    return json.dumps(_plain(grade), ensure_ascii=False, separators=(",", ":"))


def decoded(text: str) -> ExerciseGrade:
    grade: ExerciseGrade = _reader(ExerciseGrade)(json.loads(text))
    return grade


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(found)
            for field in dataclasses.fields(value)
            if (found := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


@lru_cache(maxsize=256)
def _reader(kind: Any) -> Reader:
    """What turns JSON data into a value of that type."""
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        read = _reader(inner)
        return lambda data: None if data is None else read(data)
    if origin is tuple:
        items = get_args(kind)
        if len(items) == 2 and items[1] is Ellipsis:
            read = _reader(items[0])
            return lambda data: tuple(map(read, data))
        readers = [_reader(one) for one in items]
        return lambda data: tuple(r(one) for r, one in zip(readers, data, strict=True))
    if origin is Literal or kind in (str, int, float, bool):
        return lambda data: data
    raise TypeError(f"no way to read {kind}")


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda data: kind(**{name: readers[name](value) for name, value in data.items()})
