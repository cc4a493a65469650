"""Which pages of other sites may use the service: the origins an operator lists, compared character by character.

A browser names the origin of the page that asks (RFC 6454, the Fetch standard). Nobody else does, so a request without
one passes: this guards people at a browser against pages they happen to visit, not the service against programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers

SHARED = frozenset({"/v1/ask", "/v1/search", "/v1/suggestions", "/v1/feedback", "/v1/documents"})
"""Addresses a listed origin may use, besides those below SHARED_BELOW; the rest is for the service's own pages."""
SHARED_BELOW = ("/v1/answers/", "/v1/documents/")
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Request-ID, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}


@dataclass(frozen=True, slots=True)
class Origins:
    """The listed origins, each a scheme, a host and a port as browsers send them; none is the service's own only."""

    listed: tuple[str, ...] = ()

    def told(self, path: str, headers: Headers) -> dict[str, str]:
        """Headers of the response: that a listed origin may read it, and that it differs by origin."""
        if not _shared(path):
            return {}
        varies = {"Vary": "Origin"}
        if headers.get("origin") not in self.listed:
            return varies
        allowed = {"Access-Control-Allow-Origin": headers["origin"]}
        return {**varies, **allowed, "Access-Control-Expose-Headers": "X-Request-ID, Retry-After"}

    def refuses(self, method: str, path: str, headers: Headers) -> bool:
        """Whether a page elsewhere, or one that hides where it is, would change or ask something unlisted."""
        if "origin" not in headers or _own(headers):
            return False
        listed = _shared(path) and headers["origin"] in self.listed
        return not listed and (method not in _READS or _preflight(method, headers))

    def preflight(self, method: str, headers: Headers) -> Mapping[str, str] | None:
        """What a browser is told that asks beforehand what it may send, or None where this is no such question."""
        return _PREFLIGHT if _preflight(method, headers) else None


def _shared(path: str) -> bool:
    return path in SHARED or path.startswith(SHARED_BELOW)


def _preflight(method: str, headers: Headers) -> bool:
    return method == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers


def _own(headers: Headers) -> bool:
    """Whether the page is the service's own.

    Where the browser says so itself that holds, though a proxy changed the Host header; over plain HTTP to another
    machine it does not say, and the hosts are compared.
    """
    told = headers.get("sec-fetch-site")
    if told is not None:
        return told in ("same-origin", "none")
    host = headers["origin"].partition("://")[2]
    return host != "" and host == headers.get("host")
