"""PDFs for these tests: typst sources set once a session, and some written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typst

from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_ink import NOT_DRAWN, Ink, pack
from ingest.readers.pdf_lines import Line
from ingest.reading import Reading

Typeset = Callable[[str], Path]
Read = Callable[[str], Reading]
Drawn = Callable[..., Path]
MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]

SET_ON = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Typeset:
    """The PDF of a typst source, set once."""
    folder = tmp_path_factory.mktemp("typeset")

    @cache
    def path_of(source: str) -> Path:
        path = folder / f"{len(list(folder.iterdir()))}.pdf"
        path.write_bytes(typst.compile(source.encode(), timestamp=SET_ON, ignore_system_fonts=True))
        return path

    return path_of


@pytest.fixture(scope="session")
def read(typeset: Typeset) -> Read:
    """A typst source as read back from its PDF."""
    return cache(lambda source: read_pdf(typeset(source)))


@pytest.fixture
def drawn(tmp_path: Path) -> Drawn:
    """A one-page PDF of given drawing operators, with Helvetica as /F1; further page entries as PDF syntax."""

    def path_of(operators: str, entries: str = "", box: str = "0 0 600 800") -> Path:
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
            f"/Resources << /Font << /F1 {font} >> >> {entries} >>"
        )
        stream = f"<< /Length {len(operators)} >>\nstream\n{operators}\nendstream"
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream]
        path = tmp_path / "drawn.pdf"
        path.write_bytes(_file(objects))
        return path

    return path_of


def _file(objects: list[str]) -> bytes:
    """A PDF file of these objects, numbered from 1, the first being its root (ISO 32000-1, 7.5)."""
    body, offsets = b"%PDF-1.7\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + (head + tail).encode()


@pytest.fixture(scope="session")
def line() -> MakeLine:
    """A line of ten-point text whose glyphs are five points wide, `at` the left and baseline given."""

    def of(text: str, at: tuple[float, float] = (50.0, 100.0), **looks: Any) -> Line:
        left, baseline = at
        size = looks.pop("size", 10.0)
        step = size / 2
        boxes = b"".join(
            NOT_DRAWN if character == " " else pack((left + i * step, baseline - size, left + (i + 1) * step, baseline))
            for i, character in enumerate(text)
        )
        right = left + step * len(text)
        return Line(
            Ink(text, boxes), looks.pop("page", 1), left, right, baseline, size, looks.pop("bold", False), **looks
        )

    return of


@pytest.fixture(scope="session")
def lines(line: MakeLine) -> MakeLines:
    """Lines below each other, 12 points apart, from a baseline of 100."""

    def of(*texts: str, left: float = 50.0, top: float = 100.0, **looks: Any) -> tuple[Line, ...]:
        return tuple(line(text, (left, top + 12.0 * index), **looks) for index, text in enumerate(texts))

    return of
