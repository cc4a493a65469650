"""JSON read strictly: UTF-8, no name twice in an object, no NaN or Infinity, no bottomless nesting."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_READABLE = "application/json"


class BadJson(HTTPException):
    """A body that is not JSON as RFC 8259 and RFC 7493 want it."""

    def __init__(self, why: str) -> None:
        super().__init__(400, f"the body is not JSON that can be read: {why}")


def parse(body: bytes) -> object:
    """The value of a JSON text. Raises BadJson, which never repeats the text."""
    try:
        return json.loads(body.decode(), object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadJson(f"error at character {error.pos}") from error
    except UnicodeDecodeError as error:
        raise BadJson(f"byte {error.start} is not UTF-8") from error
    except RecursionError as error:
        raise BadJson("it is nested too deeply") from error
    except ValueError as error:
        # Python refuses to read integers of more than 4300 digits.
        raise BadJson("a number has too many digits") from error


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) < len(pairs):
        raise BadJson("an object has one name twice")
    return named


def _no_constant(name: str) -> object:
    raise BadJson("NaN and Infinity are no numbers")


class StrictRequest(Request):
    """A request whose JSON is parsed strictly."""

    async def json(self) -> object:
        """The body's value. Raises BadJson."""
        return parse(await self.body())


class StrictRoute(APIRoute):
    """A route for a JSON body: another media type is 415, an empty body 400."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, given a StrictRequest."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if _media_type(strict) != _READABLE:
                raise HTTPException(415)
            if not await strict.body():
                raise BadJson("it is empty")
            return await handle(strict)

        return strictly


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
