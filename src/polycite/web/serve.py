"""Serving over HTTP until told to stop."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from math import ceil
from time import monotonic
from types import FrameType

import uvicorn
from fastapi import FastAPI

from polycite.ask import Asker
from polycite.errors import BadSettings
from polycite.ports import Journal, PageDrawer
from polycite.web.app import create_app
from polycite.web.forgetting import forgetting
from polycite.web.loopback import need_loopback, owner_url
from polycite.web.site import Site
from polycite.web.turns import Turns

GRACE = 20
"""Seconds that open answers get after a request to stop."""
OWN = Site()
"""A service nobody else may embed."""


def announce(url: str, site: Site = OWN) -> None:
    """Say where the service and the owner's page are and whose pages may embed it, to stderr."""
    print(f"polycite serves {url} (Ctrl+C stops it)", file=sys.stderr)
    print(embedding(site.origins), file=sys.stderr, flush=True)
    if site.owner:
        print(f"owner's page: {url}{owner_url(site.owner)} (tell nobody)", file=sys.stderr, flush=True)


def embedding(origins: Sequence[str]) -> str:
    """Which other origins may embed the service, or how to allow one."""
    if origins:
        return f"pages of {', '.join(origins)} may embed it"
    return """no other site may embed it: POLYCITE_ORIGINS='["https://intranet.example.org"]' allows one"""


def serve(
    asker: Asker,
    host: str,
    port: int,
    notice: Callable[[str], None] | None = None,
    site: Site = OWN,
    journal: Journal | None = None,
    drawer: PageDrawer | None = None,
) -> None:
    """Serve one asker; port 0 takes a free one, which `notice` is told in a URL once connections are taken.

    Without `notice` people are told on stderr, also when it has stopped.

    SIGTERM lets open answers finish and leaves by SystemExit(0); Ctrl+C by KeyboardInterrupt.
    Raises BadSettings where the address cannot be listened on. Requests are not logged: paths may name documents.
    """
    listening = listen(host, port)
    if site.owner:
        need_loopback(listening)
    app = create_app(asker, site=site, journal=journal, drawer=drawer)
    # uvicorn sends itself the signal once more when it is done, to the handler that was there before.
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        (notice or partial(announce, site=site))(url_of(listening))
        with closing(app.state.journal), forgetting(app.state.journal):
            Draining(_configured(app), app.state.turns).run(sockets=[listening])
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()
        if notice is None:
            print("stopped", file=sys.stderr, flush=True)


def _configured(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
    )


class Draining(uvicorn.Server):
    """A server that finishes open answers after SIGTERM before it closes its door.

    Meanwhile /readyz and new questions get 503, so whoever routes to it goes elsewhere. A second signal does not wait.
    """

    def __init__(self, config: uvicorn.Config, turns: Turns) -> None:
        super().__init__(config)
        self._turns = turns
        self._until: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, or stop."""
        if sig == signal.SIGTERM and self._until is None:
            self._turns.close()
            self._until = monotonic() + GRACE
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Whether to close the door: ten times a second."""
        if self._until is not None and not self.should_exit:
            left = self._until - monotonic()
            if self._turns.idle or left <= 0:
                self.config.timeout_graceful_shutdown = max(1, ceil(left))
                super().handle_exit(signal.SIGTERM, None)
        return await super().on_tick(counter)


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections. Raises BadSettings."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadSettings(
            f"cannot listen on {host} port {port} ({error.strerror}): name another with --host and --port"
        ) from error
    # asyncio does so only for sockets that name TCP as their protocol; without it each answer waits 40 ms for an
    # acknowledgement (Nagle's algorithm against delayed ones). Connections inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def url_of(listening: socket.socket) -> str:
    """The address of a listening socket, as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _leave(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
