"""A service that plays what a test tells it to: recorded streams at a given pace, broken ones, and refusals.

It stands on an origin of its own beside the host page, answers CORS as the real service does for an origin it allows,
serves the widget's file and suggestions, and remembers every question and vote.
"""

from __future__ import annotations

import json
import select
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.browser.loopback import Quiet, running
from tests.browser.recording import recorded

_TURN = 0.02
"""Seconds between two looks at whether a held stream may go on."""


class Hold:
    """A place in a stream where it waits until the test lets it go on, or the browser leaves."""

    def __init__(self) -> None:
        self._released = threading.Event()

    def release(self) -> None:
        """Go on."""
        self._released.set()

    @property
    def released(self) -> bool:
        """Whether it may go on."""
        return self._released.is_set()


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer to a question: pieces of bytes, `pause` seconds apart; without `whole` the connection breaks off."""

    pieces: Sequence[bytes | Hold]
    pause: float = 0.0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem instead of an answer."""

    status: int
    detail: str = "no"
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "test"

    def body(self) -> bytes:
        """The problem details."""
        said = {"type": f"urn:polycite:problem:{self.kind}", "title": "Problem", "status": self.status}
        return json.dumps({**said, "detail": self.detail, "request_id": "req-42", "errors": []}).encode()


class Silence:
    """Closes the connection without a word."""


Reply = Stream | Refusal | Silence


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that came: its headers by lower-case name, its body, and whether the browser left before the end."""

    path: str
    headers: Mapping[str, str]
    body: Any
    gone: threading.Event = field(default_factory=threading.Event)


class Script:
    """What the service says next, and what it was told; one for each test."""

    def __init__(self, widget: Callable[[], bytes]) -> None:
        self.widget = widget
        self.suggestions: Sequence[str] = ()
        self.asked: list[Asked] = []
        self.voted: list[Asked] = []
        self.fetched: list[str] = []
        self.votes: deque[Reply] = deque()
        self._replies: deque[Reply] = deque()
        self.play(Stream([recorded("telework-nl")]))

    def play(self, *replies: Reply) -> None:
        """Answer the following questions so, in this order; the last one as often as it is asked."""
        self._replies = deque(replies)

    def next(self) -> Reply:
        """What the next question gets."""
        return self._replies.popleft() if len(self._replies) > 1 else self._replies[0]

    def next_vote(self) -> Reply | None:
        """What the next vote gets instead of thanks."""
        return self.votes.popleft() if self.votes else None


class Scripted:
    """The running service: its address, and the script of the test that is running."""

    def __init__(self, url: str, script: Callable[[], Script], begin: Callable[[], Script]) -> None:
        self.url = url
        self._script = script
        self.begin = begin

    @property
    def script(self) -> Script:
        """The script of this test."""
        return self._script()


@contextmanager
def scripted(widget: Callable[[], bytes]) -> Iterator[Scripted]:
    """A scripted service until the block ends."""
    scripts = [Script(widget)]

    def begin() -> Script:
        scripts.append(Script(widget))
        return scripts[-1]

    answering = type("Answering", (_Answering,), {"script": lambda _self: scripts[-1]})
    with running(answering) as server:
        yield Scripted(server.url, lambda: scripts[-1], begin)


class _Answering(Quiet):
    script: Callable[[], Script]

    def do_OPTIONS(self) -> None:  # noqa: N802 (the name http.server calls)
        allowed = {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": self.headers.get("Access-Control-Request-Headers", ""),
        }
        self.reply(204, self._open() | allowed)

    def do_GET(self) -> None:  # noqa: N802 (the name http.server calls)
        script, path = self.script(), self.path.partition("?")[0]
        script.fetched.append(self.path)
        if path.endswith("/polycite-widget.js"):
            self.reply(200, self._open() | {"Content-Type": "text/javascript"}, script.widget())
        elif path == "/v1/suggestions":
            said = json.dumps({"suggestions": list(script.suggestions)}).encode()
            self.reply(200, self._open() | {"Content-Type": "application/json"}, said)
        else:
            self._refuse(Refusal(404, "nothing is here"))

    def do_POST(self) -> None:  # noqa: N802 (the name http.server calls)
        script = self.script()
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, self.sent())
        if self.path == "/v1/feedback":
            script.voted.append(asked)
            self._answer(script.next_vote() or Stream([]), asked)
        else:
            script.asked.append(asked)
            self._answer(script.next(), asked)

    def _answer(self, reply: Reply, asked: Asked) -> None:
        if isinstance(reply, Refusal):
            self._refuse(reply)
        elif isinstance(reply, Stream):
            self._stream(reply, asked)
        else:
            self.close_connection = True

    def _refuse(self, refusal: Refusal) -> None:
        kind = {"Content-Type": "application/problem+json", "X-Request-ID": "req-42"}
        self.reply(refusal.status, {**self._open(), **kind, **refusal.headers}, refusal.body())

    def _stream(self, stream: Stream, asked: Asked) -> None:
        kind = {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked", "Cache-Control": "no-store"}
        self.begin(200, self._open() | kind)
        for piece in stream.pieces:
            if self._left(piece if isinstance(piece, Hold) else None, stream.pause):
                asked.gone.set()
                return
            if isinstance(piece, bytes) and piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if stream.whole:
            self.wfile.write(b"0\r\n\r\n")

    def _left(self, hold: Hold | None, pause: float) -> bool:
        """Wait; whether the browser closed the connection meanwhile."""
        if hold is None:
            return _closed(self.connection, pause)
        while not hold.released:
            if _closed(self.connection, _TURN):
                return True
        return False

    def _open(self) -> dict[str, str]:
        return {
            "Access-Control-Allow-Origin": self.headers.get("Origin", "*"),
            "Access-Control-Expose-Headers": "X-Request-ID, Retry-After",
            "Vary": "Origin",
        }


def _closed(connection: socket.socket, seconds: float) -> bool:
    """Whether the other side closes within so many seconds; it sends nothing more, so anything to read is the end."""
    return bool(select.select([connection], [], [], seconds)[0])
