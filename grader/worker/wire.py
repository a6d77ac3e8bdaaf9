"""The wire format between the trusted process and the one that runs learner code. Version 1.

A stream of frames each way. A frame is::

    b"GRD" | version: 1 byte | header length: u32 | blob length: u64 | header | blob

(little endian). The header is a JSON object, the message. The blob holds *bodies*, one after the
other; a body is a list of values::

    nodes length: u32 | JSON list of nodes | bytes of the arrays

A *node* stands for a value:

======================================  =====================================================
``null``, ``true``, number, string      the same Python value
``{"t": [node…]}``, ``{"l": [node…]}``  tuple, list
``{"d": [[node, node]…]}``              dict
``{"c": [re, im]}``                     complex
``{"a": [dtype, shape, offset, tag]}``  array in C order; tag is "" or the subclass's name
``{"s": [dtype, offset]}``              numpy scalar
``{"o": [kind, type, shape]}``          something that is not sent: an object, an array of
                                        objects, a value too large or nested too deeply
======================================  =====================================================

Nothing executes on reading, and ``decode`` raises ``WireError`` and nothing else, whatever the
bytes. Encoding learner values must not be fooled by them: types are read off ``type(x).__mro__``
and contents through the base classes' own methods, never through what a subclass overrides.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

MAGIC = b"GRD"
VERSION = 1
PREFIX = struct.Struct("<3sBIQ")
BODY = struct.Struct("<I")
MAX_HEADER = 8 * 1024**2
MAX_REPLY_HEADER = 2 * 1024**2  # what replies of a full frame say beside their bodies
GATHERED = 1 << 20  # bytes of replies that exercises in one process send at once
MAX_NODES = 50_000  # a hostile value of so many takes a tenth of a second to write
MAX_PARTS = 10 * MAX_NODES  # lists, objects and their entries: a node has at most eight
MAX_DEPTH = 40
MAX_PAIRS = 1000  # entries of a dictionary: numbers as keys can all have the same hash
DTYPE = re.compile(r"[<>|=]?[biufc]\d{1,2}")  # numpy evaluates anything else as an expression
SENDABLE_KINDS = "biufc"
TEXT = 400  # characters kept of a type's name

# one encoder for all: making one for each body costs as much as using it
_dumps = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_quoted = json.encoder.encode_basestring_ascii
_real, _whole = float.__repr__, int.__repr__
_tobytes = np.ndarray.tobytes
# how the node of an array of this dtype and shape begins, and its bytes: a few dozen each case
_heads: dict[tuple[Any, tuple[int, ...]], tuple[str, int]] = {}
MAX_HEADS = 1000
_dtypes: dict[str, np.dtype[Any]] = {}
_shape = np.ndarray.shape.__get__
_dtype = np.ndarray.dtype.__get__


class WireError(Exception):
    """These bytes are no frame of this version, or exceed a limit."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that was not sent. ``kind``: object, objects, dtype, too_large, too_deep."""

    kind: str
    type_name: str
    shape: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Subclassed:
    """An array whose type is a subclass of ndarray (``matrix``, ``MaskedArray`` …)."""

    type_name: str
    array: np.ndarray[Any, Any]


class Encoder:
    """Turns values into nodes, gathering array bytes; one a body.

    The nodes are written as JSON text at once: hundreds of bodies are made for each notebook, and
    trees of dictionaries that only get turned into text took most of their time.
    """

    def __init__(self, max_bytes: int = 2**62) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._nodes = 0
        self._max_bytes = max_bytes

    def node(self, value: Any, depth: int = 0) -> str:
        """The JSON text of a value's node."""
        kind = type(value)
        if kind is np.ndarray:
            return self._array(value, kind, "")
        if kind is float:
            return _real(value) if value - value == 0.0 else _dumps(value)
        if kind is str:
            # a lone surrogate cannot be written as UTF-8
            return (
                _quoted(value.encode("utf-8", "replace").decode())
                if len(value) <= 10_000
                else (_opaque("too_large", kind))
            )
        if value is None or kind is bool:
            return "null" if value is None else "true" if value else "false"
        if kind is int:
            return _whole(value) if value.bit_length() <= 1024 else _opaque("too_large", kind)
        return self._other(value, kind, depth)

    def _other(self, value: Any, kind: type, depth: int) -> str:
        bases = type.__dict__["__mro__"].__get__(kind)
        if depth >= MAX_DEPTH:
            return _opaque("too_deep", kind)
        if str in bases:  # an enum, or numpy's own text, which would not be sendable
            return self.node(str.__str__(value), depth + 1)
        if np.generic in bases:
            return self._scalar(value, kind)
        for sequence, tag in ((tuple, "t"), (list, "l")):
            if sequence in bases:
                if not self._room(sequence.__len__(value)):
                    return _opaque("too_large", kind)
                items = [self.node(item, depth + 1) for item in sequence.__iter__(value)]
                return f'{{"{tag}":[{",".join(items)}]}}'
        if dict in bases:
            if dict.__len__(value) > MAX_PAIRS or not self._room(2 * dict.__len__(value)):
                return _opaque("too_large", kind)
            pairs = [
                f"[{self.node(k, depth + 1)},{self.node(v, depth + 1)}]"
                for k, v in dict.items(value)
            ]
            return f'{{"d":[{",".join(pairs)}]}}'
        if np.ndarray in bases:
            return self._array(value, kind, _name(kind))
        if kind is complex:
            return _dumps({"c": [value.real, value.imag]})
        for base, plain in ((int, int.__int__), (float, float.__float__)):
            if base in bases:  # e.g. an enum or another package's number
                return self.node(plain(value), depth + 1)
        return _opaque("object", kind)

    def _room(self, count: int) -> bool:
        """Whether so many more nodes may be sent: counted before the first, as each may be wide."""
        if self._nodes + count > MAX_NODES:
            return False
        self._nodes += count
        return True

    def _array(self, value: Any, kind: type, tag: str) -> str:
        dtype, shape = _dtype(value), _shape(value)
        known = _heads.get((dtype, shape))
        if known is None:
            if dtype.kind == "O":
                return _opaque("objects", kind, shape)
            if dtype.kind not in SENDABLE_KINDS or dtype.itemsize > 16:
                return _dumps({"o": ["dtype", str(dtype)[:TEXT], list(shape)]})
            head = f'{{"a":["{dtype.str}",[{",".join(map(_whole, shape))}],'
            known = head, math.prod(shape) * dtype.itemsize
            if len(_heads) < MAX_HEADS:
                _heads[dtype, shape] = known
        head, size = known
        # asked before the bytes are made: a broadcast view may be huge
        if size + self._size > self._max_bytes:
            return _opaque("too_large", kind, shape)
        offset = self._size
        self._parts.append(_tobytes(value))
        self._size += size
        return f"{head}{offset},{_quoted(tag[:TEXT])}]}}" if tag else f'{head}{offset},""]}}'

    def _scalar(self, value: Any, kind: type) -> str:
        array = np.array(value)
        if array.dtype.kind not in SENDABLE_KINDS or array.dtype.itemsize > 16:
            return _opaque("object", kind)
        offset = self._size
        self._parts.append(_tobytes(array))
        self._size += array.itemsize
        return f'{{"s":["{array.dtype.str}",{offset}]}}'

    def body(self, values: Any) -> bytes:
        """The bytes of a body that holds these values. What is left of the room is the first's:
        that is the value of a function, the others are its inputs after the call."""
        return self._joined([self.node(value) for value in reversed(values)])

    def outline(self, values: Any, told: int) -> bytes:
        """As ``body``, where only what kind of thing it is is said of the first ``told`` values."""
        nodes = [self.node(value) for value in reversed(values[told:])]
        kinds = [_opaque("too_large", type(value)) for value in reversed(values[:told])]
        return self._joined([*nodes, *kinds])

    def _joined(self, last_first: list[str]) -> bytes:
        nodes = f"[{','.join(last_first[::-1])}]".encode()
        return b"".join((BODY.pack(len(nodes)), nodes, *self._parts))


def parts(body: bytes) -> int:
    """How many values the nodes of a body have at most, told without reading them."""
    end = BODY.size + BODY.unpack(body[: BODY.size])[0]
    return sum(body.count(mark, BODY.size, end) for mark in (b",", b"{", b"["))


def fits(body: bytes, room: int, most: int) -> bool:
    """Whether a body has so many bytes and so many values at most: whoever wrote it, reading it
    takes no more than that. That of an exception is empty."""
    return not body or (BODY.size <= len(body) <= room and parts(body) <= most)


def bounded_body(values: Sequence[Any], room: int, most: int) -> bytes:
    """A body within these bounds: of what takes more, the first value before all, only the kind is
    said."""
    body = Encoder(room).body(values)
    for told in (1, len(values)):
        if not fits(body, room, most):
            body = Encoder(room).outline(values, told)
    return body


def frame(message: dict[str, Any], blob: bytes = b"") -> bytes:
    """The bytes of a frame."""
    header = _dumps(message).encode()
    return b"".join((PREFIX.pack(MAGIC, VERSION, len(header), len(blob)), header, blob))


def _opaque(kind: str, of: type, shape: tuple[int, ...] | None = None) -> str:
    return _dumps({"o": [kind, _name(of), None if shape is None else list(shape)]})


def _name(of: type) -> str:
    """A type's own name, whatever its metaclass says."""
    name: str = type.__dict__["__name__"].__get__(of)
    return clean(name)[:TEXT]


def frame_length(prefix: bytes, max_bytes: int, max_header: int = MAX_HEADER) -> tuple[int, int]:
    """Lengths of header and blob of the frame that starts with ``prefix``."""
    try:
        magic, version, header, blob = PREFIX.unpack(prefix)
    except struct.error as error:
        raise WireError("truncated frame") from error
    if magic != MAGIC or version != VERSION:
        raise WireError("not a frame of this version")
    if header > max_header or blob > max_bytes:
        raise WireError("frame over the size limit")
    return header, blob


def decode_message(header: bytes) -> dict[str, Any]:
    """The message of a frame. Values are in the bodies: see ``decode_body``."""
    try:
        message = _loads(header)
    except (ValueError, RecursionError) as error:
        raise WireError("the header is no JSON") from error
    if type(message) is not dict:
        raise WireError("the message is no object")
    return message


def _loads(text: bytes) -> Any:
    """JSON's value, where that is not many times as large as its text: ``{}`` takes 64 bytes."""
    if text.count(b"{") + text.count(b"[") > MAX_PARTS:
        raise WireError("too many parts")
    return json.loads(text)


def decode_body(data: bytes | memoryview, trusted: bool = False) -> list[Any]:
    """The values of a body; one of ours (``trusted``) need not be counted first."""
    view = memoryview(data)
    if len(view) < BODY.size:
        raise WireError("truncated body")
    (length,) = BODY.unpack(view[: BODY.size])
    arrays = view[BODY.size + length :]
    if length > MAX_HEADER or length > len(view) - BODY.size:
        raise WireError("truncated body")
    try:
        nodes = _loads(bytes(view[BODY.size : BODY.size + length]))
    except (ValueError, RecursionError) as error:
        raise WireError("the nodes are no JSON") from error
    if type(nodes) is not list:
        raise WireError("the nodes are no list")
    if not trusted and _count(nodes) > MAX_PARTS:
        raise WireError("too many nodes")
    return [decode_value(node, arrays) for node in nodes]


def _count(nodes: list[Any]) -> int:
    """How many parts a JSON value has, read without recursion; the sender's word is not taken."""
    total = 0
    waiting: list[Any] = [nodes]
    while waiting and total <= MAX_PARTS:
        part = waiting.pop()
        if type(part) is list:
            total += len(part)
            waiting += [item for item in part if type(item) in (list, dict)]
        else:
            total += len(part)
            waiting += [item for item in part.values() if type(item) in (list, dict)]
    return total


def decode_value(node: Any, blob: bytes | memoryview, depth: int = 0) -> Any:
    """The value that a node stands for; array data must lie inside ``blob``."""
    kind = type(node)
    if kind is str:
        return clean(node)
    if node is None or kind in (bool, int, float):
        return node
    if kind is not dict or len(node) != 1 or depth > MAX_DEPTH + 1:
        raise WireError("malformed value")
    ((tag, body),) = node.items()
    if type(body) is not list:
        raise WireError("malformed value")
    try:
        return _decode_tagged(tag, body, blob, depth)
    except (TypeError, ValueError, OverflowError) as error:
        raise WireError("malformed value") from error


def _decode_tagged(tag: str, body: list[Any], blob: bytes | memoryview, depth: int) -> Any:
    if tag == "a":
        dtype, shape, offset, subclass = body
        array = _decode_array(dtype, shape, offset, blob)
        return Subclassed(_text(subclass), array) if subclass else array
    if tag == "t":
        return tuple(decode_value(item, blob, depth + 1) for item in body)
    if tag == "l":
        return [decode_value(item, blob, depth + 1) for item in body]
    if tag == "d":
        if len(body) > MAX_PAIRS:
            raise WireError("too large a dictionary")
        pairs = (
            (decode_value(key, blob, depth + 1), decode_value(value, blob, depth + 1))
            for key, value in body
        )
        return {_key(key): value for key, value in pairs}
    if tag == "s":
        dtype, offset = body
        return _decode_array(dtype, [], offset, blob)[()]
    if tag == "c":
        real, imaginary = body
        return complex(float(real), float(imaginary))
    if tag == "o":
        what, type_name, shape = body
        return Opaque(
            _text(what), _text(type_name), None if shape is None else _checked_shape(shape)
        )
    raise WireError("unknown kind of value")


def _decode_array(
    dtype: Any, shape: Any, offset: Any, blob: bytes | memoryview
) -> np.ndarray[Any, Any]:
    if type(dtype) is not str or type(offset) is not int or offset < 0:
        raise WireError("malformed array")
    real = _dtypes.get(dtype) or _decode_dtype(dtype)
    sizes = _checked_shape(shape)
    count = math.prod(sizes)
    if offset + count * real.itemsize > len(blob):
        raise WireError("malformed array")
    if count == 0:
        return np.empty(sizes, real)
    return np.frombuffer(blob, real, count, offset).reshape(sizes)


def _decode_dtype(text: str) -> np.dtype[Any]:
    if len(text) > 8 or not DTYPE.fullmatch(text):
        raise WireError("malformed dtype")
    real = np.dtype(text)
    if real.kind not in SENDABLE_KINDS:
        raise WireError("malformed dtype")
    _dtypes[text] = real  # no more than the pattern has room for
    return real


def _checked_shape(shape: Any) -> tuple[int, ...]:
    if type(shape) is not list or len(shape) > 32:
        raise WireError("malformed shape")
    for n in shape:
        if type(n) is not int or not 0 <= n < 2**40:
            raise WireError("malformed shape")
    return tuple(shape)


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > TEXT:
        raise WireError("malformed text")
    return clean(value)


def clean(text: str) -> str:
    """A text that can be written: JSON can spell lone surrogates, UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode()


def _key(value: Any) -> Any:
    # a dict or an array as key cannot be hashed; it is wrong whatever it is
    if type(value) is int and abs(value) >= 2**31:
        return f"{value:.6g}" if abs(value) < 2**1000 else "a huge number"
    return value if type(value) in (str, int, float, bool, type(None)) else "a key of another type"
