"""Which language a page speaks: the one its address names, else the first the browser asks for, else Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request

from polycite.model import LANGUAGES, Language

# Never two runs of spaces side by side: trying every way to part them would take quadratic time.
_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?(?:\s*;\s*q=([01](?:\.\d{0,3})?))?\s*")
_LONGEST = 1000
"""Characters of Accept-Language that are read."""


def language_of_page(request: Request) -> Language:
    """`?lang=` or Accept-Language (RFC 9110, 12.5.4)."""
    named = request.query_params.get("lang")
    wanted = [named] if named else _accepted(request.headers.get("accept-language", "")[:_LONGEST])
    return next((one for name in wanted for one in LANGUAGES if name == one), LANGUAGES[0])


def elsewhere(request: Request) -> Mapping[Language, str]:
    """The address of this same page in each language, relative to the service; of the first page after a form."""
    here = request.url if request.method in ("GET", "HEAD") else request.url.replace(path="/", query="")
    urls = ((one, here.include_query_params(lang=one)) for one in LANGUAGES)
    # Two slashes at the beginning would name another site.
    return {language: "/" + url.path.lstrip("/") + f"?{url.query}" for language, url in urls}


def _accepted(header: str) -> list[str]:
    """Primary subtags, most wanted first; what cannot be read is left out."""
    ranges = [found for part in header.split(",") if (found := _RANGE.fullmatch(part))]
    ranked = sorted(ranges, key=lambda one: -float(one[2] or 1))
    return [one[1].lower() for one in ranked if float(one[2] or 1) > 0]
