from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from polycite.adapters.index.server import QdrantLibrary
from polycite.adapters.index.server_client import connect, shown
from polycite.adapters.index.server_lease import Lease
from polycite.errors import IndexBusy, NoIndex, Unavailable
from tests.adapters.test_server import Clock
from tests.contracts.corpora import DIMENSION, corpus, published


class Replies(BaseHTTPRequestHandler):
    """Answers GET with the server's reply, and everything else with its refusal."""

    status: int
    reply: object
    refusal: int

    def do_GET(self) -> None:
        self._answer(self.status, self.reply)

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(self.refusal, {"status": {"error": "secret-detail"}})

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def _answer(self, status: int, reply: object) -> None:
        body = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(status: int, reply: object, refusal: int = 409) -> Iterator[str]:
    """A server on loopback that always says the same; gives its address."""
    said = type("Said", (Replies,), {"status": status, "reply": reply, "refusal": refusal})
    with HTTPServer(("127.0.0.1", 0), said) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def nobody_listens() -> str:
    """An address on loopback where nothing answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{taken.getsockname()[1]}"


def test_a_server_that_is_down_is_named_without_its_secrets() -> None:
    place = nobody_listens()
    with pytest.warns(UserWarning, match="insecure"):
        library = QdrantLibrary(f"http://user:s3cret@{place}", api_key="k3y", timeout=2)
    for attempt in (library.current, library.rebuild("f", DIMENSION, "r").__enter__):
        with pytest.raises(Unavailable, match=rf"http://{place} .*POLYCITE_QDRANT_URL.*'polycite doctor'") as raised:
            attempt()
        assert "s3cret" not in str(raised.value)
        assert "k3y" not in str(raised.value)
    library.close()


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_a_refusal_is_told_by_its_status_and_not_by_its_words(status: int) -> None:
    with serving(status, {"status": {"error": "secret-detail"}}) as address:
        library = QdrantLibrary(address, timeout=2)
        with pytest.raises(Unavailable, match=f"status {status}") as raised:
            library.current()
        assert "secret-detail" not in str(raised.value)
        library.close()


@pytest.mark.parametrize(
    ("version", "accepted"), [("1.18.4", False), ("0.9.0", False), ("1.19.0", True), ("2.0.0-dev", True)]
)
def test_a_server_that_cannot_scope_idf_is_refused(version: str, accepted: bool) -> None:
    reply = {"title": "qdrant", "version": version, "result": {}, "status": "ok", "time": 0.0}
    with serving(200, reply, refusal=500) as address:
        library = QdrantLibrary(address, timeout=2)
        word = "status 500" if accepted else f"is version {version}.*run Qdrant 1.19 or later"
        with pytest.raises(Unavailable, match=word):
            library.rebuild("f", DIMENSION, "r").__enter__()
        library.close()


def test_a_lock_that_exists_on_the_server_is_somebody_elses() -> None:
    with serving(200, {"result": {"exists": False}, "status": "ok", "time": 0.0}) as address:
        client = connect(address, None, 2)
        with pytest.raises(IndexBusy, match="is writing"):
            Lease(client, address, "lock", "me", Clock()).take()
        client.close()


def test_a_folder_is_local_mode(tmp_path: Path) -> None:
    library = QdrantLibrary(str(tmp_path / "local"))
    with pytest.raises(NoIndex, match="local"):
        library.current()
    published(library, corpus(1, documents=2))
    library.close()
    again = QdrantLibrary(str(tmp_path / "local"))
    assert again.current().counts == (2, 12)
    again.close()


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://me:pw@qdrant.intern:6333/tenant?token=x", "https://qdrant.intern:6333/tenant"),
        ("http://qdrant", "http://qdrant"),
        (":memory:", ":memory:"),
        ("/var/lib/qdrant", "/var/lib/qdrant"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, wanted: str) -> None:
    assert shown(address) == wanted
