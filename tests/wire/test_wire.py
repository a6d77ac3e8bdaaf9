"""The wire format: whatever the bytes, what comes out is a value, an observation or a WireError."""

from __future__ import annotations

import json
import time
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.model import Calls, Limits, Observation, WorkItem
from grader.run.messages import Ending, Replies, returned
from grader.worker import wire

KINDS = ["<f8", ">f8", "<f4", "<f2", "<c8", "<c16", "<i8", "<i2", "|i1", "<u4", "|u1", "|b1", "<g"]
LIMITS = Limits(reply=2**16)
CASES = 3
KEYS = st.text(max_size=5) | st.integers(-(2**31) + 1, 2**31 - 1)  # larger ones become text

shapes = arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
any_array = st.sampled_from(KINDS).flatmap(lambda kind: arrays.arrays(np.dtype(kind), shapes))
plain = (
    st.none()
    | st.booleans()
    | st.integers(-(2**1000), 2**1000)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
values = st.recursive(
    plain | any_array,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
# what looks like a node and seldom is one
odd_dtypes = st.text("fiubcgOSV<>|[]{}18a ", max_size=5) | st.sampled_from(KINDS)
odd_nodes = st.recursive(
    json_values
    | st.builds(
        lambda kind, shape, at: {"a": [kind, shape, at, ""]},
        odd_dtypes,
        st.lists(st.integers(-1, 2**41), max_size=4),
        st.integers(-2, 20),
    )
    | st.builds(lambda kind, at: {"s": [kind, at]}, odd_dtypes, st.integers(-1, 20)),
    lambda inner: st.builds(
        lambda tag, body: {tag: body}, st.sampled_from("atldsco"), st.lists(inner, max_size=4)
    ),
    max_leaves=8,
)
replies_of_cases = st.fixed_dictionaries(
    {},
    optional={
        "program": st.integers(-1, 1),
        "case": st.integers(-1, CASES),
        "size": st.integers(-1, 80) | json_values,
        "status": st.sampled_from(["raised", "returned"]) | json_values,
        "tries": st.lists(st.text(max_size=5), max_size=2) | json_values,
        "stdout": st.text(max_size=5) | json_values,
        "seconds": json_values,
        "raised": json_values
        | st.fixed_dictionaries(
            {
                name: json_values | st.text(max_size=5)
                for name in ("type", "message", "frames", "name", "memory")
            }
        ),
    },
)
messages = st.fixed_dictionaries(
    {"kind": st.sampled_from(["cases", "done", "begin"]) | json_values},
    optional={"replies": st.lists(replies_of_cases, max_size=CASES + 1) | json_values},
)


@pytest.fixture(autouse=True)
def _odd_dtypes_may_be_deprecated() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def started(data: bytes) -> Replies:
    calls = Calls(wire.Encoder().body([[]] * CASES), (0,) * CASES, (0,) * CASES)
    replies = Replies([WorkItem("f", "f", (), calls)], LIMITS)
    replies.feed(wire.frame({"kind": "begin"}) + data)
    return replies


def check_observations(replies: Replies, ending: Ending) -> None:
    (observations,) = replies.finish(ending)
    assert len(observations) == CASES
    for one in observations:
        assert isinstance(one, Observation)
        one.stdout.encode()
        if one.status == "returned":
            returned(one)


def right_replies() -> bytes:
    body = wire.Encoder().body([{"W": np.arange(6.0).reshape(2, 3)}, 1.5, "a", (None, 2j)])
    head = {"program": 0, "status": "returned", "stdout": "x", "tries": [], "size": len(body)}
    two, one = (
        wire.frame(
            {"kind": "cases", "replies": [head | {"case": n, "seconds": 0.1} for n in cases]},
            body * len(cases),
        )
        for cases in ([0, 1], [2])
    )
    return b"".join([two, one, wire.frame({"kind": "done"})])


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, repr(one.tolist())) == (
            other.dtype,
            other.shape,
            repr(other.tolist()),
        )
    if isinstance(one, np.generic):
        return one.dtype == other.dtype and repr(one) == repr(other)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return repr(one) == repr(other)  # NaN is not equal to itself


def round_trip(value: Any) -> Any:
    (back,) = wire.decode_body(wire.Encoder().body([value]))
    return back


@given(values)
def test_what_is_sent_is_what_arrives(value: Any) -> None:
    assert same(round_trip(value), value)


@given(any_array)
def test_the_layout_in_memory_does_not_count(array: Any) -> None:
    for odd in (np.asfortranarray(array), array.T, array[..., ::2] if array.ndim else array):
        assert same(round_trip(odd), np.array(odd, order="C").reshape(odd.shape))


@given(any_array)
def test_numbers_of_numpy_keep_their_type(array: Any) -> None:
    for number in array.reshape(-1)[:3]:
        assert same(round_trip(number), number)


@given(values, st.data())
def test_the_bytes_of_an_equal_value_are_equal(value: Any, data: Any) -> None:
    assert wire.Encoder().body([value]) == wire.Encoder().body([value])


@given(st.binary(max_size=200))
def test_any_bytes_as_a_body_are_values_or_a_wire_error(data: bytes) -> None:
    decode_or_wire_error(data)


def decode_or_wire_error(data: bytes) -> None:
    try:
        assert isinstance(wire.decode_body(data), list)
    except wire.WireError:
        return


def body_of(nodes: Any, blob: bytes = bytes(24)) -> bytes:
    text = json.dumps(nodes).encode()
    return wire.BODY.pack(len(text)) + text + blob


@given(st.lists(odd_nodes, max_size=3))
@settings(max_examples=400)
def test_any_json_as_nodes_is_values_or_a_wire_error(nodes: list[Any]) -> None:
    decode_or_wire_error(body_of(nodes))


@pytest.mark.parametrize("kind", [",", "(,", "),", ",f"])
def test_a_dtype_that_numpy_reads_as_source_text_is_a_wire_error(kind: str) -> None:
    with pytest.raises(wire.WireError):
        wire.decode_body(body_of([{"a": [kind, [1], 0, ""]}]))


@pytest.mark.parametrize("kind", ["(f8", "a", "O", "V8", "S", "{}", "f16,"])
def test_a_dtype_that_is_no_number_is_a_wire_error(kind: str) -> None:
    with pytest.raises(wire.WireError):
        wire.decode_body(body_of([{"a": [kind, [1], 0, ""]}]))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_are_a_message_or_a_wire_error(header: bytes, prefix: bytes) -> None:
    for read in (lambda: wire.decode_message(header), lambda: wire.frame_length(prefix, 100)):
        try:
            read()
        except wire.WireError:
            continue


@given(st.binary(max_size=300), st.integers(-31, 255))
def test_any_bytes_that_a_process_sends_are_observations(data: bytes, code: int) -> None:
    check_observations(started(data), Ending(code))


@given(st.lists(st.tuples(messages, st.lists(odd_nodes, max_size=3)), max_size=4))
def test_any_frames_that_a_process_sends_are_observations(
    frames: list[tuple[dict[str, Any], list[Any]]],
) -> None:
    data = b"".join(wire.frame(message, body_of(nodes)) for message, nodes in frames)
    check_observations(started(data), Ending(0))


@given(st.integers(0, len(right_replies()) - 1), st.integers(1, 255))
@settings(max_examples=300)
def test_a_flipped_byte_gives_observations(place: int, flip: int) -> None:
    data = bytearray(right_replies())
    data[place] ^= flip
    check_observations(started(bytes(data)), Ending(0))


@given(st.integers(0, len(right_replies()) - 1), st.integers(0, 40))
def test_cut_and_repeated_bytes_give_observations(place: int, length: int) -> None:
    data = right_replies()
    check_observations(started(data[:place] + data[place + length :]), Ending(0))
    check_observations(started(data[: place + length] + data[place:]), Ending(0))


@given(st.lists(st.integers(1, 60), min_size=1))
def test_how_the_bytes_are_cut_does_not_count(lengths: list[int]) -> None:
    replies, data = started(b""), right_replies()
    for index in range(len(data)):
        length = lengths[index % len(lengths)]
        replies.feed(data[:length])
        data = data[length:]
    assert replies.done
    assert replies.finish(Ending(0)) == whole().finish(Ending(0))


def whole() -> Replies:
    return started(right_replies())


def test_right_replies_are_done_and_returned() -> None:
    (observations,) = whole().finish(Ending(0))
    assert [one.status for one in observations] == ["returned"] * CASES
    value, inputs = returned(observations[0])
    assert same(value, {"W": np.arange(6.0).reshape(2, 3)})
    assert inputs == (1.5, "a", (None, 2j))


def test_a_truncated_frame_is_no_reply() -> None:
    (observations,) = started(right_replies()[:-30]).finish(Ending(0, timed_out=True))
    assert [one.status for one in observations][:2] == ["returned"] * 2


def test_more_bytes_than_the_limit_end_the_reading() -> None:
    replies = started(bytes(LIMITS.reply * 3))
    assert replies.malformed


@pytest.mark.parametrize("node", ["{}", '{"l":[]}', "1"])
def test_more_parts_than_may_be_sent_are_not_read(node: str) -> None:
    text = '[{"l":[' + ",".join([node] * (wire.MAX_PARTS + 1)) + "]}]"
    text = text.replace("{}", '{"t":[]}')
    with pytest.raises(wire.WireError):
        wire.decode_body(wire.BODY.pack(len(text)) + text.encode())


def test_keys_that_share_a_hash_are_read_in_linear_time() -> None:
    assert seconds_to_read(2**61 - 1) < 20 * seconds_to_read(1)


def seconds_to_read(step: int) -> float:
    """Of the processor, whatever else it does; the least of several."""
    data = body_of([{"d": [[i * step, 0] for i in range(4000)]}])
    taken = []
    for _ in range(5):
        started = time.process_time()
        decode_or_wire_error(data)
        taken.append(time.process_time() - started)
    return min(taken)


@pytest.mark.parametrize("depth", [50, 5_000, 30_000])
def test_deep_json_is_a_wire_error(depth: int) -> None:
    text = b"[" * depth + b"]" * depth
    with pytest.raises(wire.WireError):
        wire.decode_body(wire.BODY.pack(len(text)) + text)
    check_observations(started(wire.PREFIX.pack(b"GRD", 1, len(text), 0) + text), Ending(0))


@pytest.mark.parametrize("text", ["\ud800", "\x00", "é" * 5000, "\u202e"])
def test_what_is_sent_can_be_written_as_utf_8(text: str) -> None:
    back = round_trip([text, type("T", (), {"__name__": text})()])
    str(back).encode()


def test_a_type_name_that_cannot_be_written_does_not_arrive() -> None:
    back = decode_surrogate()
    assert isinstance(back, str) or back.type_name.encode()


def decode_surrogate() -> Any:
    try:
        return wire.decode_body(body_of([{"o": ["object", "\ud800", None]}]))[0]
    except wire.WireError as error:
        return str(error)
