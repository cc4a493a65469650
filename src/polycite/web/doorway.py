"""What every request passes: a request id, the origins allowed, a bound on its body, the headers of every response."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polycite.web.origins import Origins
from polycite.web.pages.failures import to_be_read
from polycite.web.problems import FOREIGN, TOO_LARGE, Sort, answer_with, problem

LARGEST = 256 * 1024
"""Bytes of a body at most."""
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# With no-referrer a browser hides the origin of our own forms too, and they would be refused.
_PAGE_HEADERS = {"Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}


def stamp(headers: MutableHeaders, told: Mapping[str, str]) -> None:
    """Add what the doorway tells of this request and the headers of every response, leaving those a route has set."""
    page = headers.get("content-type", "").startswith("text/html")
    for name, value in {**_HEADERS, **(_PAGE_HEADERS if page else {})}.items():
        headers.setdefault(name, value)
    for name, value in told.items():
        if name == "Vary":
            headers.add_vary_header(value)
        else:
            headers[name] = value


class Doorway:
    """ASGI middleware: turns away pages of origins that are not listed, and reads the body, at most LARGEST bytes of it
    however it is sent, before anybody parses it."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...] = ()) -> None:
        self._app = app
        self._origins = Origins(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        told = {"X-Request-ID": request_id, **self._origins.told(scope["path"], headers)}
        scope.setdefault("state", {}).update(request_id=request_id, told=told)

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                stamp(MutableHeaders(scope=message), told)
            await send(message)

        await self._let_in(scope, receive, stamped)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        at_the_door = self._answered(scope)
        body = await _body(receive) if at_the_door is None else deque()
        if body is None:
            at_the_door = _refusal(scope, TOO_LARGE)
        if at_the_door is not None:
            await at_the_door(scope, receive, send)
            return

        async def replayed() -> Message:
            return body.popleft() if body else await receive()

        await self._app(scope, replayed, send)

    def _answered(self, scope: Scope) -> Response | None:
        """What is said without a look at the body: no to a foreign page, or what a listed one may send."""
        method, path, headers = scope["method"], scope["path"], Headers(scope=scope)
        if self._origins.refuses(method, path, headers):
            return _refusal(scope, FOREIGN)
        allowed = self._origins.preflight(method, headers)
        return None if allowed is None else Response(status_code=204, headers=allowed)


def _refusal(scope: Scope, sort: Sort) -> Response:
    request = Request(scope)
    return to_be_read(request, answer_with(problem(request, sort)))


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
