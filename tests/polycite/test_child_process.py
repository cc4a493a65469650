"""A child that dies, hangs, babbles or says too much costs its asker one answer and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.child_process import ChildProcess, receive, send

LARGEST = 100
TAGS = st.sampled_from([b"r", b"f", b"\0"])
Started = Callable[[str], ChildProcess]


@given(st.lists(st.tuples(TAGS, st.binary(max_size=LARGEST))))
def test_what_is_sent_is_received_in_order(replies: list[tuple[bytes, bytes]]) -> None:
    wire = BytesIO()
    for tag, body in replies:
        send(wire, tag, body)
    wire.seek(0)
    assert [receive(wire, LARGEST) for _ in replies] == replies


@given(TAGS, st.binary(max_size=20), st.data())
def test_a_reply_that_breaks_off_is_told_from_one_that_is_short(tag: bytes, body: bytes, data: st.DataObject) -> None:
    wire = BytesIO()
    send(wire, tag, body)
    whole = wire.getvalue()
    with pytest.raises(EOFError):
        receive(BytesIO(whole[: data.draw(st.integers(0, len(whole) - 1))]), LARGEST)


def test_a_reply_over_the_limit_is_refused_by_its_length_alone() -> None:
    with pytest.raises(OverflowError, match="101 bytes"):
        receive(BytesIO(b"r" + (101).to_bytes(8, "big")), LARGEST)
    full = b"r" + LARGEST.to_bytes(8, "big") + bytes(LARGEST)
    assert receive(BytesIO(full), LARGEST) == (b"r", bytes(LARGEST))


@pytest.fixture
def started() -> Iterator[Started]:
    """Starts a child that runs some lines after its imports; all are ended with the test."""
    with ExitStack() as stack:

        def start(lines: str) -> ChildProcess:
            imports = "import os, sys, time; from polycite.child_process import send, standard_streams\n"
            child = ChildProcess((sys.executable, "-c", imports + lines), LARGEST)
            stack.callback(child.end)
            return child

        yield start


ECHO = """
print("said by a library", flush=True)
with standard_streams() as (requests, replies):
    for line in requests:
        print("said by a library")
        send(replies, b"r", line.strip() + repr(sorted(os.environ)).encode())
"""


def test_a_child_is_asked_by_lines_and_counted_and_has_no_environment(started: Started) -> None:
    child = started(ECHO.replace('print("said by a library", flush=True)\n', "", 1))
    tag, body = child.ask(b"one", 30)
    assert (tag, body[:4]) == (b"r", b"one[")
    assert b"PATH" not in body
    assert b"HOME" not in body
    assert child.ask(b"two", 30)[1].startswith(b"two")
    assert (child.answered, child.timed_out) == (2, False)


def test_what_a_library_prints_before_is_no_reply(started: Started) -> None:
    with pytest.raises((EOFError, OverflowError)):
        started(ECHO).ask(b"one", 30)


def test_a_child_that_dies_says_how(started: Started) -> None:
    child = started("sys.stdin.readline(); os._exit(7)")
    with pytest.raises(EOFError):
        child.ask(b"one", 30)
    assert (child.end(), child.timed_out, child.answered) == (7, False, 0)


def test_a_child_that_hangs_is_ended_by_the_clock(started: Started) -> None:
    child = started("time.sleep(600)")
    with pytest.raises(EOFError):
        child.ask(b"one", 0.2)
    assert (child.end(), child.timed_out) == (-9, True)


@pytest.mark.parametrize("_", range(4))
def test_a_child_that_the_clock_ends_has_not_answered(started: Started, _: int) -> None:
    child = started('sys.stdin.readline(); os.write(1, 2 * (b"r" + bytes(8))); time.sleep(600)')
    child.ask(b"one", 30)
    with suppress(EOFError):
        child.ask(b"two", 0)  # the answer is there already, and so is the end of its time
    assert (child.answered == 2) is not child.timed_out


def test_a_child_that_says_too_much_is_not_listened_to(started: Started) -> None:
    child = started('sys.stdin.readline(); send(sys.stdout.buffer, b"r", b"x" * 101); time.sleep(600)')
    with pytest.raises(OverflowError, match="101 bytes"):
        child.ask(b"one", 30)


def test_ending_twice_is_ending_once(started: Started) -> None:
    child = started("time.sleep(600)")
    assert child.end() == child.end() == -9
