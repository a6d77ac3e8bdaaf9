"""What a reply may hold at most: a forged one makes no report large, and breaks no contract."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Calls, Limits, Observation, Unit, WorkItem
from grader.run.executors import Executor
from grader.run.messages import Ending, Replies, returned
from grader.worker import wire

ROOM, PARTS = 10_000, 100


def item(cases: int = 1) -> WorkItem:
    return WorkItem("f", "f", (), Calls(b"", (0,) * cases, (0,) * cases, ROOM, PARTS))


def observed(data: bytes) -> Observation:
    replies = Replies([item()], Limits())
    replies.feed(wire.frame({"kind": "begin"}) + data)
    return replies.finish(Ending(0))[0][0]


def reply(**changes: Any) -> dict[str, Any]:
    plain = {"program": 0, "case": 0, "status": "returned", "seconds": 0.1, "stdout": ""}
    return {**plain, "tries": [], "size": 0, **changes}


def raised(**changes: Any) -> bytes:
    said = {"type": "E", "message": "m", "frames": [], "name": "", "memory": False, **changes}
    return wire.frame({"kind": "cases", "replies": [reply(status="raised", raised=said)]})


@pytest.mark.parametrize(
    "seconds", [-5.0, float("nan"), float("inf"), -1e-300, 1e300, 10**400, True, "1", None]
)
def test_a_forged_time_is_no_time(seconds: Any) -> None:
    seen = observed(wire.frame({"kind": "cases", "replies": [reply(seconds=seconds)]}))
    assert seen.seconds == 0.0


def test_a_time_that_may_be_true_is_kept() -> None:
    assert observed(wire.frame({"kind": "cases", "replies": [reply(seconds=2.5)]})).seconds == 2.5


@pytest.mark.parametrize("line", [-1, 10**7, 10**4000, True, 1.0, "1"])
def test_a_forged_line_is_no_reply(line: Any) -> None:
    assert observed(raised(frames=[["<cell 3>", line, "f"]])).status == "crashed"


def test_a_cell_of_many_digits_is_no_cell() -> None:
    seen = observed(raised(frames=[[f"<cell {'9' * 60}>", 1, "f"], ["<cell 3>", 2, "f"]])).raised
    assert seen is not None
    assert [frame.cell for frame in seen.frames] == [0, 3]


@given(st.integers(0, 30_000), st.integers(0, 200))
@settings(deadline=None, max_examples=20)
def test_a_traceback_is_no_longer_than_a_true_one(length: int, frames: int) -> None:
    text = "x" * length
    data = raised(
        type=text, message=text, name=text, frames=[["<cell 1>" + text, 1, text]] * frames
    )
    seen = observed(data).raised
    assert seen is None or len(str(seen)) < 20_000


def test_a_true_traceback_is_not_cut(executor: Executor) -> None:
    name = "f" * 80
    deep = f"def {name}(n):\n    if n:\n        {name}(n - 1)\n    raise ValueError('x' * 3000)\n"
    source = f"{deep}\ndef f():\n    {name}(50)\n"
    calls = Calls(wire.Encoder().body([[]]), (0,), (0,))
    one = WorkItem("f", "f", (Unit("cell 3", 3, source, ("f", name)),), calls)
    seen = executor.run([[one]], Limits())[0][0][0].raised
    assert seen is not None
    assert (seen.type, seen.message, len(seen.frames)) == ("ValueError", "x" * 1000, 30)
    assert {(frame.cell, frame.function) for frame in seen.frames} == {(3, name)}


def test_what_was_printed_and_tried_is_cut() -> None:
    data = wire.frame({"kind": "cases", "replies": [reply(stdout="x" * 10**6)]})
    assert len(observed(data).stdout) < 5_000
    data = wire.frame({"kind": "cases", "replies": [reply(tries=["x" * 10**5] * 9)]})
    assert len(observed(data).detail) < 1_000


@pytest.mark.parametrize("text", ["<function f at 0x7f1e9a0b2c40>", "<o at 0x55e1>", "at 0x7f"])
def test_places_in_memory_are_left_out(text: str) -> None:
    """They are others in each run, where the same notebook is to get the same report."""
    seen = observed(raised(message=text)).raised
    assert seen is not None
    assert "0x7" not in seen.message
    assert "0x55e1a" not in seen.message


def test_a_number_in_hexadecimal_digits_stays() -> None:
    data = wire.frame({"kind": "cases", "replies": [reply(stdout="0xff 0x1234")]})
    assert observed(data).stdout == "0xff 0x1234"


def test_a_body_far_larger_than_what_is_expected_is_no_reply() -> None:
    size = ROOM + 1
    data = wire.frame({"kind": "cases", "replies": [reply(size=size)]}, bytes(size))
    assert observed(data).status == "crashed"


def test_a_value_far_larger_than_what_is_expected_is_described_only() -> None:
    data = wire.Encoder(ROOM).body([np.zeros((100, 100))])
    value, _ = returned(Observation("returned", data))
    assert value == wire.Opaque("too_large", "ndarray", (100, 100))


def test_a_body_of_far_more_values_than_are_expected_is_no_reply() -> None:
    body = wire.Encoder().body([[0] * (PARTS + 1)])
    data = wire.frame({"kind": "cases", "replies": [reply(size=len(body))]}, body)
    assert observed(data).status == "crashed"


MADE = ["[0] * 101", "'é' * 9999", "np.zeros(5000)", "[np.zeros(500)] * 9", "{1: [2]}"]


@pytest.mark.parametrize("made", MADE)
def test_what_is_returned_is_told_in_so_much_room_and_the_inputs_are(
    made: str, executor: Executor
) -> None:
    source = f"import numpy as np\ndef f(a, b):\n    return {made}\n"
    given = [np.arange(300.0), {"W": np.ones((2, 3))}]
    calls = Calls(wire.Encoder().body([given]), (0,), (2,), ROOM, PARTS)
    one = WorkItem("f", "f", (Unit("cell 3", 3, source, ("f",)),), calls)
    seen = executor.run([[one]], Limits())[0][0][0]
    assert seen.status == "returned"
    _value, (a, b) = returned(seen)
    assert np.array_equal(a, given[0])
    assert np.array_equal(b["W"], given[1]["W"])
    assert ("too_large" in repr(_value)) == (made != "{1: [2]}")


def test_replies_that_were_handed_out_are_not_kept() -> None:
    replies = Replies([item(), item()], Limits())
    replies.feed(wire.frame({"kind": "begin"}))
    for program in (0, 1):
        one = wire.frame(
            {"kind": "cases", "replies": [reply(program=program, size=9)]}, b"123456789"
        )
        replies.feed(one)
        ((index, (seen,)),) = replies.ready()
        assert (index, seen.body) == (program, b"123456789")
        assert not any(replies._observations)
    assert replies.finish(Ending(0)) == []


@pytest.mark.parametrize("part", [b"{}", b"[]", b'{"a":{}}'])
def test_text_that_would_take_many_times_its_size_is_not_read(part: bytes) -> None:
    many = b"[" + b",".join([part] * (wire.MAX_PARTS + 1)) + b"]"
    with pytest.raises(wire.WireError, match="parts"):
        wire.decode_message(b'{"replies":' + many + b"}")
    with pytest.raises(wire.WireError, match="parts"):
        wire.decode_body(wire.BODY.pack(len(many)) + many)
