"""What every request passes: a request id, a bound on its body, and the headers of every response."""

from __future__ import annotations

import re
from collections import deque
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polycite.web.problems import TOO_LARGE, answer_with, problem

LARGEST = 256 * 1024
"""Bytes of a body at most."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def stamp(headers: MutableHeaders, request_id: str) -> None:
    """Add the headers of every response, leaving stricter or wider ones a route has set."""
    headers["X-Request-ID"] = request_id
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)


class Doorway:
    """ASGI middleware: reads the body, at most LARGEST bytes of it however it is sent, before anybody parses it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = request_id

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamp(MutableHeaders(scope=message), request_id)
            await send(message)

        body = await _body(receive)
        if body is None:
            await answer_with(problem(Request(scope), TOO_LARGE))(scope, receive, stamped)
            return

        async def replayed() -> Message:
            return body.popleft() if body else await receive()

        await self._app(scope, replayed, stamped)


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid4().hex


async def _body(receive: Receive) -> deque[Message] | None:
    """The messages of a body, or None as soon as it is known to be too large."""
    messages: deque[Message] = deque()
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST:
            return None
        messages.append(message)
        more = message.get("more_body", False)
    return messages
