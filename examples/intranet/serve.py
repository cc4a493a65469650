"""An intranet on an origin of its own, with polycite in its pages: python examples/intranet/serve.py --help

It plays the host: it sends its pages with a strict content security policy, pins the widget by the integrity that
polycite's manifest names, and gives out demonstration tokens. Only the standard library is needed.
"""

from __future__ import annotations

import argparse
import json
import secrets
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

SITE = Path(__file__).with_name("site")
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
TOKEN_SECONDS = 300
"""How long a token would be good for; short, since it lives in a page."""
_OPENER = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Pinned:
    """Where polycite is, and the exact script that the pages take from it."""

    polycite: str
    script: str
    integrity: str


def pinned(polycite: str) -> Pinned:
    """The widget that a running polycite offers. Raises SystemExit, saying what to do, where none answers."""
    try:
        with _OPENER.open(f"{polycite}/widget/manifest.json", timeout=10) as response:
            files = json.load(response)["files"]
    except (URLError, TimeoutError) as error:
        raise SystemExit(f"polycite does not answer at {polycite} ({error}): start it with 'make serve'") from error
    fixed = next(one for one in files if one["immutable"])
    return Pinned(polycite, polycite + fixed["path"], fixed["integrity"])


def may_embed(polycite: str, origin: str) -> bool:
    """Whether polycite lets pages of an origin ask: what a browser asks before it sends a question."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    try:
        with _OPENER.open(Request(f"{polycite}/v1/ask", headers=asked, method="OPTIONS"), timeout=10) as response:
            return bool(response.headers["Access-Control-Allow-Origin"] == origin)
    except HTTPError as error:
        error.close()
        return False


def policy(polycite: str) -> str:
    """The policy of the pages: all that polycite needs of it is its own address in three places."""
    return (
        f"default-src 'none'; script-src 'self' {polycite}; connect-src 'self' {polycite}; frame-src {polycite}; "
        "style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def token() -> bytes:
    """A demonstration token: polycite ignores it until it knows single sign-on. A real one names the person who is
    signed in here, is signed, and is good for a few minutes."""
    return json.dumps({"token": f"demo.{secrets.token_urlsafe(24)}", "expires_in": TOKEN_SECONDS}).encode()


def pages(host: Pinned, origin: str) -> dict[str, tuple[str, bytes]]:
    """Every file of the site by its address, with its type; where polycite is, its script and our origin filled in."""
    told = {name: escape(value) for name, value in asdict(host).items()} | {"origin": quote(origin, safe="")}
    made = {f"/{one.name}": (TYPES[one.suffix], _filled(one, told)) for one in sorted(SITE.iterdir())}
    return {**made, "/": made["/index.html"]}


def _filled(file: Path, told: Mapping[str, str]) -> bytes:
    text = file.read_text("utf-8")
    return (Template(text).substitute(told) if file.suffix == ".html" else text).encode()


class Intranet(ThreadingHTTPServer):
    """A server of the site on the loopback; port 0 takes a free one."""

    def __init__(self, host: Pinned, port: int) -> None:
        super().__init__(("127.0.0.1", port), Answering)
        self.security = policy(host.polycite)
        self.files = pages(host, origin_of(self))


class Answering(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Intranet

    def do_GET(self) -> None:
        """A file of the site, or a token."""
        address = self.path.partition("?")[0]
        if address == "/token":
            self.answer(HTTPStatus.OK, "application/json", token())
        elif address in self.server.files:
            self.answer(HTTPStatus.OK, *self.server.files[address])
        else:
            self.answer(HTTPStatus.NOT_FOUND, "text/plain", b"not found\n")

    def answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        """Send it, under the policy."""
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), **_headers(self.server.security)}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged."""


def origin_of(server: ThreadingHTTPServer) -> str:
    """The origin of the pages it serves."""
    return f"http://127.0.0.1:{server.server_port}"


def _headers(security: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": security,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }


def announce(origin: str, allowed: bool) -> None:
    """Say where the site is, and what is still to do."""
    print(f"the intranet is at {origin} (Ctrl+C stops it)", file=sys.stderr)
    if not allowed:
        print(f"""polycite refuses its pages: start it with POLYCITE_ORIGINS='["{origin}"]'""", file=sys.stderr)


def opened(host: Pinned, port: int) -> Intranet:
    """The server of the site. Raises SystemExit(2), saying what to do, where the port cannot be had."""
    try:
        return Intranet(host, port)
    except (OSError, OverflowError) as error:
        print(
            f"cannot listen on 127.0.0.1 port {port} ({getattr(error, 'strerror', None) or error}): "
            "name another, for example: python examples/intranet/serve.py --port 8401",
            file=sys.stderr,
        )
        raise SystemExit(2) from error


def main(arguments: list[str] | None = None) -> None:
    """Serve until told to stop: SIGTERM ends it well, Ctrl+C with the code of what was interrupted."""
    parser = argparse.ArgumentParser(description="An intranet with polycite in its pages.")
    parser.add_argument("--port", type=int, default=8400, help="port of the intranet; 0 takes a free one")
    parser.add_argument("--polycite", default="http://127.0.0.1:8300", help="where polycite is served")
    asked = parser.parse_args(arguments)
    polycite = asked.polycite.rstrip("/")
    signal.signal(signal.SIGTERM, _leave)
    try:
        with opened(pinned(polycite), asked.port) as server:
            announce(origin_of(server), may_embed(polycite, origin_of(server)))
            server.serve_forever()
    except KeyboardInterrupt:
        _leave(signal.SIGINT, None)


def _leave(signum: int, frame: FrameType | None) -> None:
    print("stopped", file=sys.stderr)
    raise SystemExit(0 if signum == signal.SIGTERM else 128 + signum)


if __name__ == "__main__":
    main()
