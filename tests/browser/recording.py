"""Streams as the real service wrote them, kept as files, and streams made from them.

Run as a module with the address of a service that answers from the sample corpus, it records them anew:
`python -m tests.browser.recording http://127.0.0.1:8300`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(__file__).parent / "recorded"
QUESTIONS: Mapping[str, str] = {
    "telework-nl": "Hoeveel dagen per week mag ik telewerken?",
    "telework-fr": "Combien de jours de télétravail par semaine ?",
    "telework-en": "How many days a week may I telework?",
    "laptop-nl": "Binnen hoeveel uur moet ik een verloren laptop melden?",
    "cluster-nl": "Hoeveel krijgt een speerpuntcluster per jaar en hoe lang?",
    "declined-nl": "Wat is de hoofdstad van Peru?",
}
"""What was asked, by the name of its file."""

Event = tuple[str, dict[str, Any]]
"""A name and its data."""


def recorded(name: str) -> bytes:
    """The bytes of a recorded stream."""
    return (FOLDER / f"{name}.sse").read_bytes()


def answer(name: str) -> dict[str, Any]:
    """The whole answer that a recorded stream ends with."""
    return events(recorded(name))[-1][1]


def events(stream: bytes) -> list[Event]:
    """The events of a stream as the service writes it: one line of data each."""
    blocks = [block.splitlines() for block in stream.decode("utf-8").split("\n\n") if block.startswith("event:")]
    return [
        (
            next(line[7:] for line in lines if line.startswith("event: ")),
            json.loads(next(line[6:] for line in lines if line.startswith("data: "))),
        )
        for lines in blocks
    ]


def written(told: Iterable[Event]) -> list[bytes]:
    """Events as the service writes them, one by one."""
    return [
        f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\nid: {number}\n\n".encode()
        for number, (name, data) in enumerate(told, 1)
    ]


def stream_of(whole: Mapping[str, Any], deltas: Sequence[str] | None = None) -> list[bytes]:
    """The stream of an answer; `deltas` are the pieces its text is sent in, by default its lines."""
    pieces = whole["answer"].splitlines(keepends=True) if deltas is None else deltas
    start = {"answer_id": whole["id"], "request_id": "req-1", "index_version": whole["index"]["generation"]}
    return written(
        [
            ("start", start),
            ("status", {"stage": "searching"}),
            ("sources", {"passages": list(whole["passages"])}),
            ("status", {"stage": "writing"}),
            *(("delta", {"text": piece}) for piece in pieces),
            *(("citation", citation) for citation in whole["citations"]),
            ("done", dict(whole)),
        ]
    )


def main(url: str) -> None:
    """Ask every question of a service and keep what it writes."""
    FOLDER.mkdir(exist_ok=True)
    for name, question in QUESTIONS.items():
        connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        body = json.dumps({"question": question, "stream": True}).encode()
        connection.request("POST", "/v1/ask", body, {"Content-Type": "application/json"})
        (FOLDER / f"{name}.sse").write_bytes(connection.getresponse().read())
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
