from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from polycite.adapters.pages.child import PIXELS, Desk, serve
from polycite.adapters.pages.replies import CHANGED, DRAWN, FLAWED, LARGEST
from polycite.child_process import receive
from tests.adapters.small_pdfs import RED_SQUARE, pdf


@pytest.fixture
def desk() -> Iterator[Desk]:
    one = Desk()
    yield one
    one.close()


def drawn(desk: Desk, path: Path, data: bytes, number: int = 1, width: int = 100) -> tuple[bytes, bytes]:
    path.write_bytes(data)
    return desk.draw(path, sha256(data).hexdigest(), number, width)


def test_a_page_is_drawn_as_wide_as_asked_and_the_right_way_up(desk: Desk, tmp_path: Path) -> None:
    tag, body = drawn(desk, tmp_path / "a.pdf", RED_SQUARE)
    assert tag == DRAWN
    with Image.open(BytesIO(body)) as image:
        pixels = np.asarray(image.convert("RGB"))
    assert pixels.shape == (50, 100, 3)
    assert pixels[10, 10].tolist() == [255, 0, 0]
    assert [pixels[40, 10].tolist(), pixels[10, 90].tolist()] == [[255, 255, 255]] * 2


def test_a_file_that_is_not_the_one_indexed_is_not_drawn(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(RED_SQUARE)
    assert desk.draw(path, sha256(b"another").hexdigest(), 1, 100) == (CHANGED, b"")
    assert desk.draw(tmp_path / "gone.pdf", sha256(RED_SQUARE).hexdigest(), 1, 100) == (CHANGED, b"")


def test_the_document_that_lies_open_is_not_read_again(desk: Desk, tmp_path: Path) -> None:
    path, digest = tmp_path / "a.pdf", sha256(RED_SQUARE).hexdigest()
    first = drawn(desk, path, RED_SQUARE)
    path.unlink()
    assert desk.draw(path, digest, 1, 100) == first


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"", RED_SQUARE.replace(b"/Kids[3 0 R]", b"/Kids[9 0 R]")])
def test_what_is_no_pdf_or_has_no_page_is_said_to_be_flawed(desk: Desk, tmp_path: Path, data: bytes) -> None:
    assert drawn(desk, tmp_path / "a.pdf", data) == (FLAWED, b"")


def test_a_page_that_is_not_there_is_flawed(desk: Desk, tmp_path: Path) -> None:
    assert drawn(desk, tmp_path / "a.pdf", RED_SQUARE, number=2) == (FLAWED, b"")


def test_after_a_flawed_document_the_next_is_drawn(desk: Desk, tmp_path: Path) -> None:
    drawn(desk, tmp_path / "a.pdf", b"%PDF-1.7\nnothing")
    assert drawn(desk, tmp_path / "b.pdf", RED_SQUARE)[0] == DRAWN


def test_a_page_as_thin_as_a_thread_has_no_more_pixels_than_allowed(desk: Desk, tmp_path: Path) -> None:
    tag, body = drawn(desk, tmp_path / "a.pdf", pdf(b"", width=10, height=14_000), width=2400)
    assert tag == DRAWN
    with Image.open(BytesIO(body)) as image:
        assert 0.9 * PIXELS < image.width * image.height <= 1.01 * PIXELS


def test_requests_are_answered_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(RED_SQUARE)
    digest, replies = sha256(RED_SQUARE).hexdigest(), BytesIO()
    lines = [json.dumps([str(path), one, 1, 50]).encode() + b"\n" for one in (digest, "another")]
    serve(BytesIO(b"".join(lines)), replies)
    replies.seek(0)
    assert [receive(replies, LARGEST)[0], receive(replies, LARGEST)[0]] == [DRAWN, CHANGED]
