"""The body of a form as a browser without script sends it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

MEDIA_TYPE = "application/x-www-form-urlencoded"
_FIELDS = 20
"""Fields of a form at most."""


async def form_of(request: Request) -> Mapping[str, str]:
    """The first value of each field. Raises HTTPException: 415 for another media type, 400 for what cannot be read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != MEDIA_TYPE:
        raise HTTPException(415, f"send a form, with Content-Type: {MEDIA_TYPE}")
    body = await request.body()
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "the form cannot be read: send percent-encoded UTF-8") from error
    return {name: values[0] for name, values in fields.items()}
