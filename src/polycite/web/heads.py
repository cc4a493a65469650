"""HEAD wherever GET is: what monitors ask, and no route has to know of."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """ASGI middleware: answers HEAD as GET is answered, headers and all, without the body. No GET here is a stream."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bare = scope["method"] == "HEAD"

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                _allow(MutableHeaders(scope=message))
            elif bare and "body" in message:
                message = {**message, "body": b""}
            await send(message)

        # A copy, for the server's log says what was asked.
        await self._app({**scope, "method": "GET"} if bare else scope, receive, told)


def _allow(headers: MutableHeaders) -> None:
    """Where it is said which methods an address takes, HEAD is one of them beside GET."""
    if headers.get("allow") == "GET":
        headers["allow"] = "GET, HEAD"
