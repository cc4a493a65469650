"""The process that draws pages for `polycite.adapters.pages.draughtsman`.

It takes one JSON line a page ([path, digest, number, width]) and sends one reply. A hostile PDF can end it, hang it or
swell it up to its limits, and nothing else.
"""

from __future__ import annotations

import json
import resource
from hashlib import sha256
from pathlib import Path
from typing import IO

import numpy as np
import pypdfium2 as pdfium

from polycite.adapters.pages.png import png
from polycite.adapters.pages.replies import CHANGED, DRAWN, FLAWED
from polycite.child_process import send, standard_streams

MEMORY = 1 << 30
"""Bytes of address space above what the process starts with."""
FILE = 200_000_000
"""Bytes of a document at most."""
PIXELS = 16_000_000
"""Of one picture; a page of odd shape is drawn smaller."""
_SECONDS = 600
_OPEN_FILES = 32


class Desk:
    """The document that lies open: pages are leafed through, and reading the file takes longer than drawing one."""

    def __init__(self) -> None:
        self._digest = ""
        self._document: pdfium.PdfDocument | None = None

    def draw(self, path: Path, digest: str, number: int, width: int) -> tuple[bytes, bytes]:
        """Tag and body of the reply."""
        try:
            document = self._opened(path, digest)
            if document is None:
                return CHANGED, b""
            return DRAWN, _picture(document, number, width)
        except (pdfium.PdfiumError, MemoryError, IndexError):
            return FLAWED, b""

    def _opened(self, path: Path, digest: str) -> pdfium.PdfDocument | None:
        if self._document is None or self._digest != digest:
            self.close()
            data = _data(path)
            if sha256(data).hexdigest() != digest:
                return None
            self._document, self._digest = pdfium.PdfDocument(data), digest
        return self._document

    def close(self) -> None:
        """Put the document away."""
        if self._document is not None:
            self._document.close()
            self._document = None


def _data(path: Path) -> bytes:
    """The file; nothing where it is gone or too large."""
    try:
        return path.read_bytes() if path.stat().st_size <= FILE else b""
    except OSError:
        return b""


def _picture(document: pdfium.PdfDocument, number: int, width: int) -> bytes:
    page = document[number - 1]
    try:
        across, along = page.get_size()
        if across <= 0 or along <= 0:
            raise pdfium.PdfiumError("a page without a size")
        scale = min(width / across, (PIXELS / (across * along)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        try:
            return png(np.ascontiguousarray(bitmap.to_numpy()[:, :, :3]))
        finally:
            bitmap.close()
    finally:
        page.close()


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Draw until the other side closes."""
    desk = Desk()
    for line in requests:
        path, digest, number, width = json.loads(line)
        send(replies, *desk.draw(Path(path), digest, number, width))
    desk.close()


def confine() -> None:
    """Take away what drawing does not need."""
    started = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (started + MEMORY, started + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve on standard input and output."""
    with standard_streams() as (requests, replies):
        confine()
        serve(requests, replies)
