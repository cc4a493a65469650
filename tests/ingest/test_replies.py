"""Claims about what the reading process says, and about the process itself, run here without one."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from ingest import child
from ingest.child import reply_to, serve
from ingest.reading import Block, Reading
from ingest.replies import FAULT, LARGEST, READ, fault
from ingest.wire import packed, unpacked
from polycite.child_process import receive, send
from polycite.errors import BadSource
from polycite.model import Page, Span

READING = Reading(
    text="Eén\nzin \U0001f6b2\ufffd",
    blocks=(
        Block("row", Span(0, 7), cells=(Span(0, 3), Span(4, 7)), header=True, table=2),
        Block("heading", Span(4, 7), 3),
    ),
    pages=(Page(1, "iv", Span(0, 4), 595.3, 841.9, bytes(range(256))), Page(2, "1", Span(4, 9))),
    marks=(Span(3, 4),),
    title="Titel",
    language="nl",
    publisher="Dienst",
    published=date(2025, 5, 3),
    warnings=("let op",),
)


def test_a_reading_survives_the_way() -> None:
    stream = io.BytesIO()
    send(stream, READ, packed(READING))
    send(stream, FAULT, fault("empty", "niets"))
    stream.seek(0)
    tag, body = receive(stream, LARGEST)
    assert (tag, unpacked(body)) == (READ, READING)
    assert receive(stream, LARGEST) == (FAULT, b'["empty", "niets"]')


@pytest.mark.parametrize("body", [b"[]", b"{}", b"[{}]", b'[{"text": 3, "blocks": []}]', b"\x80\x04pickle", b"[[]]"])
def test_what_is_no_reading_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="validation error"):
        unpacked(body)


def test_the_child_reads_and_refuses_by_turns(tmp_path: Path) -> None:
    good, bad = tmp_path / "goed.txt", tmp_path / "leeg.txt"
    good.write_text("Een zin.")
    bad.touch()
    requests = io.BytesIO(b"".join(json.dumps(str(path)).encode() + b"\n" for path in (bad, good)))
    answers = io.BytesIO()
    serve(requests, answers)
    answers.seek(0)
    tag, body = receive(answers, LARGEST)
    assert (tag, json.loads(body)[0]) == (FAULT, "empty")
    tag, body = receive(answers, LARGEST)
    assert (tag, unpacked(body).text) == (READ, "Een zin.")


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (BadSource("corrupt", "stuk"), "corrupt"),
        (MemoryError(), "too_large"),
        (RecursionError(), "too_large"),
        (KeyError("x"), "crash"),
    ],
)
def test_whatever_a_reader_raises_becomes_a_reason(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, reason: str
) -> None:
    def fail(path: Path) -> Reading:
        raise raised

    monkeypatch.setattr(child, "read", fail)
    tag, body = reply_to(Path("a.txt"))
    assert (tag, json.loads(body)[0]) == (FAULT, reason)
