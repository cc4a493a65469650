from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, wait
from threading import Event

import pytest

from polycite.errors import Overloaded, Stopping
from polycite.web.turns import Turns


class Desk:
    """One at a time, two may wait; the first is held until it is let go."""

    def __init__(self) -> None:
        self.turns, self.released, self.begun = Turns(1, 2), Event(), Event()
        self.done: list[str] = []
        self.first = self.turns.take(self._held)

    def _held(self) -> None:
        self.begun.set()
        assert self.released.wait(30)
        self.done.append("first")

    def put(self, name: str) -> Future[None]:
        """One more to do."""
        return self.turns.take(lambda: self.done.append(name))

    def let_go(self, *others: Future[None]) -> None:
        """Until these are done too."""
        self.released.set()
        wait([self.first, *others], timeout=30)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    assert made.begun.wait(30)
    yield made
    made.released.set()


def test_work_is_done_in_the_order_it_came(desk: Desk) -> None:
    second, third = desk.put("second"), desk.put("third")
    assert (second.running(), third.running()) == (False, False)
    desk.let_go(second, third)
    assert desk.done == ["first", "second", "third"]


def test_one_more_than_may_wait_is_refused_and_never_done(desk: Desk) -> None:
    waiting = [desk.put("second"), desk.put("third")]
    with pytest.raises(Overloaded):
        desk.put("fourth")
    with pytest.raises(Overloaded):
        desk.turns.admit()
    desk.let_go(*waiting)
    assert desk.done == ["first", "second", "third"]


def test_there_is_room_again_once_one_is_done(desk: Desk) -> None:
    waiting = [desk.put("second"), desk.put("third")]
    desk.let_go(*waiting)
    desk.turns.admit()
    assert desk.put("fourth").exception(30) is None


def test_one_who_leaves_the_queue_makes_room_and_is_never_served(desk: Desk) -> None:
    second, third = desk.put("second"), desk.put("third")
    assert second.cancel()
    fourth = desk.put("fourth")
    desk.let_go(third, fourth)
    assert desk.done == ["first", "third", "fourth"]


def test_one_who_fails_makes_room_too(desk: Desk) -> None:
    def fail() -> None:
        raise ValueError("no")

    failing = desk.turns.take(fail)
    desk.let_go(failing)
    assert isinstance(failing.exception(30), ValueError)
    for name in ("second", "third"):
        desk.put(name).result(30)
    assert desk.done == ["first", "second", "third"]


def test_after_closing_nothing_more_is_taken_and_what_was_taken_is_done(desk: Desk) -> None:
    desk.turns.serving()
    second = desk.put("second")
    desk.turns.close()
    for refused in (desk.turns.serving, desk.turns.admit, lambda: desk.put("third")):
        with pytest.raises(Stopping):
            refused()
    desk.let_go(second)
    assert desk.done == ["first", "second"]


def test_it_is_idle_when_nothing_is_done_and_nobody_waits(desk: Desk) -> None:
    second = desk.put("second")
    assert not desk.turns.idle
    second.cancel()
    assert not desk.turns.idle
    desk.let_go()
    # The one thread tells of the first before it takes another, so after this one the first is counted out.
    desk.put("third").result(30)
    ended = Event()
    desk.put("fourth").add_done_callback(lambda _: ended.set())
    assert ended.wait(30)
    assert desk.turns.idle
