"""Bytes to text: which encoding a text file is written in."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from polycite.errors import BadSource
from polycite.text import counted

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SOUND = 0.999
_CONTROL_SHARE = 0.01
LONGEST_LINE = 1 << 20
"""Characters in one line at most; no document has longer ones, and layout is guessed from lines."""


def read_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The decoded file and warnings about it, line ends kept as they are. Raises BadSource(binary, too_large)."""
    text, warnings = decode(path.read_bytes())
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise BadSource("binary", "holds bytes that are no text: save it as UTF-8 text, or give it its own extension")
    if max(map(len, text.split("\n")), default=0) > LONGEST_LINE:
        raise BadSource("too_large", "has a line of more than a million characters: break its lines")
    return text, warnings


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text by byte order mark (dropped), else UTF-8, else Windows-1252; and a warning where bytes were replaced."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data.removeprefix(mark), encoding)
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        return _replacing(data, "utf-8" if _mostly_utf8(data) else "cp1252")


def _mostly_utf8(data: bytes) -> bool:
    """Whether there are multi-byte letters of UTF-8, and hardly a byte that is none."""
    decoded = data.decode(errors="replace")
    wrong = decoded.count("\ufffd")
    right = sum(1 for character in decoded if character > "\x7f") - wrong
    return right > wrong and wrong < (1 - _SOUND) * len(data) + 2


def _replacing(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    count = text.count("\ufffd")
    return text, (f"{counted(count, 'character')} could not be read as {encoding}",) if count else ()
