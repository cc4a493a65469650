"""Word documents built part by part, read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.docx import read_docx
from ingest.reading import Reading
from tests.ingest.readers.docx.styles import Read
from tests.ingest.readers.office import parts, write


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a document with this body and these other parts."""

    def read_body(inner: str, **more: str) -> Reading:
        return read_docx(write(tmp_path / "d.docx", parts(inner, **more)))

    return read_body
