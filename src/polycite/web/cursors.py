"""Opaque marks of a place in a list: signed, so that only what this process gave is taken back."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest

from starlette.exceptions import HTTPException

from polycite.model import Principal

_SEAL = 12

Place = tuple[str, str]
"""Path and id of a document: unique, and in the order of the list."""


class BadCursor(HTTPException):
    """A cursor that was forged, given to somebody else, or given before a restart."""

    def __init__(self) -> None:
        super().__init__(400, "the cursor is not valid here: start again without it")


@dataclass(frozen=True, slots=True)
class Cursors:
    """Writes and reads cursors with one key of 32 bytes."""

    key: bytes

    def write(self, place: Place, principal: Principal) -> str:
        """The cursor of what comes after a place."""
        body = json.dumps(place).encode()
        return base64.urlsafe_b64encode(self._seal(body, principal) + body).decode().rstrip("=")

    def read(self, cursor: str, principal: Principal) -> Place:
        """The place of a cursor. Raises BadCursor."""
        try:
            sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except ValueError as error:
            raise BadCursor from error
        seal, body = sealed[:_SEAL], sealed[_SEAL:]
        if not compare_digest(seal, self._seal(body, principal)):
            raise BadCursor
        path, identifier = json.loads(body)
        return path, identifier

    def _seal(self, body: bytes, principal: Principal) -> bytes:
        return blake2b(principal.id.encode() + b"\0" + body, key=self.key, digest_size=_SEAL).digest()
