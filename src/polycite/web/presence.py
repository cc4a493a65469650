"""Whether the one who asked is still there: nobody makes an answer that nobody will read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from polycite.answer import Found
from polycite.web.turns import Turns

Made = TypeVar("Made")
GONE = 499
"""The status nobody receives; some proxies log the same one."""


class Abandoned(Exception):
    """The one who asked has left; raised where the answer is made, to make no more of it."""


class Presence:
    """Told by the connection, looked at by the thread that answers."""

    def __init__(self) -> None:
        self._gone = Event()

    def leave(self) -> None:
        """Nobody listens any more."""
        self._gone.set()

    def check(self, found: Found | None = None) -> None:
        """Raises Abandoned where nobody listens."""
        if self._gone.is_set():
            raise Abandoned


async def unless_gone(request: Request, turns: Turns, work: Callable[[Presence], Made]) -> Made:
    """What the work makes in its turn. Raises ClientDisconnect as soon as the client leaves; what waits is never begun.

    Raises Stopping and Overloaded too.
    """
    presence = Presence()
    made = asyncio.wrap_future(turns.take(partial(work, presence)))
    left = asyncio.ensure_future(_left(request))
    try:
        both: set[asyncio.Future[Any]] = {made, left}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if made.done():
            return made.result()
        raise ClientDisconnect
    finally:
        presence.leave()
        made.cancel()
        left.cancel()


def on_left(request: Request, error: Exception) -> Response:
    """Handler of ClientDisconnect, which is nobody's fault."""
    return Response(status_code=GONE)


async def _left(request: Request) -> None:
    """Ends when the client is gone; its body has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
