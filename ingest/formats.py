"""Which files are documents: by their extension, and by what their first bytes say. Reads no document itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from polycite.errors import BadSource

LARGEST = 50_000_000
"""Bytes of a file at most."""

_HEAD = 4_096
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What the first bytes of a file say it is. A name that is a key of FORMATS could have been read under that extension.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"MZ\x90\x00", "program"),
    (b"\x7fELF", "program"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"{\\rtf", "rtf"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document; `signature` is what its first bytes must say, None for text, which must not say anything."""

    name: str
    media_type: str
    signature: str | None = None


PDF = Format("PDF", "application/pdf", ".pdf")
DOCX = Format("Word document (.docx)", _WORD, "zip")
HTML = Format("HTML page", "text/html")
MARKDOWN = Format("Markdown text", "text/markdown")
PLAIN = Format("plain text", "text/plain")

FORMATS: Mapping[str, Format] = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": PLAIN,
    ".text": PLAIN,
}


def media_type_of(path: str | Path) -> str:
    """The media type an extension stands for; `application/octet-stream` for one that is not read."""
    known = FORMATS.get(Path(path).suffix.lower())
    return known.media_type if known else "application/octet-stream"


def format_of(path: Path) -> Format:
    """The format of a file, by extension and content.

    Raises BadSource with the reason unknown_type, unreadable, empty, too_large, encrypted, type_mismatch or binary.
    """
    known = FORMATS.get(path.suffix.lower())
    if known is None:
        raise BadSource(
            "unknown_type",
            f"no reader for {path.suffix or 'a name without extension'}: save it as one of {', '.join(FORMATS)}, "
            "or leave it out in catalog.toml",
        )
    _check(known, _head(path))
    return known


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise BadSource("unreadable", f"cannot be opened ({error.strerror}): check its permissions") from error
    if size > LARGEST:
        raise BadSource("too_large", f"is {size:,} bytes, of {LARGEST:,} at most: divide the document")
    if not head or (size <= _HEAD and not head.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe")):
        raise BadSource("empty", "holds nothing: replace the file, or remove it")
    return head


def _check(known: Format, head: bytes) -> None:
    found = _signature(head)
    if found == known.signature:
        return
    if known is DOCX and found == "ole":
        raise BadSource("encrypted", "is protected by a password, or is an old .doc: save it as .docx without password")
    if known.signature is None and found not in (".pdf", "zip"):
        raise BadSource("binary", f"is named as {known.name} but holds no text: give it its own extension")
    raise BadSource("type_mismatch", f"is named as {known.name} but its content is not: give it its own extension")


def _signature(head: bytes) -> str | None:
    return next((name for magic, name in _SIGNATURES if head.startswith(magic)), None)
