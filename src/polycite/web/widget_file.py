"""The widget as one file: its sources in a fixed order, in one function, so a classic script and a module alike.

Lines that only comment are left out: browsers need none, and the sources are here to read.
"""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256, sha384
from importlib.resources import files
from importlib.resources.abc import Traversable

NAME = "polycite-widget.js"
MAJOR = "v1"
"""The moving address: what it serves keeps the widget's contract of attributes, methods and events."""
ORDER = "order.txt"
_COMMENT = re.compile(r"`(?:[^`\\]|\\.)*`|^[ ]*(?://[^\n]*|/\*.*?\*/[ ]*)\n", re.DOTALL | re.MULTILINE)
"""A template literal, whose lines are its own, or whole lines of comment."""
_OPENING, _CLOSING = '(() => {\n"use strict";\n', "})();\n"


@dataclass(frozen=True, slots=True)
class WidgetFile:
    """The bytes of the widget and what identifies them; the same sources give the same bytes on every machine."""

    body: bytes

    @property
    def integrity(self) -> str:
        """The value of a script tag's `integrity` (Subresource Integrity)."""
        return f"sha384-{b64encode(sha384(self.body).digest()).decode()}"

    @property
    def tag(self) -> str:
        """A name for an ETag."""
        return sha256(self.body).hexdigest()

    @property
    def packed(self) -> bytes:
        """The bytes compressed, without the time of day."""
        return gzip.compress(self.body, 9, mtime=0)


def widget_file(folder: Traversable | None = None) -> WidgetFile:
    """The widget of this package, or of another folder. Raises ValueError where ORDER and the scripts there differ."""
    folder = folder or files(__package__).joinpath("widget")
    order = folder.joinpath(ORDER).read_text("utf-8").split()
    there = {one.name for one in folder.iterdir() if one.name.endswith(".js")}
    if sorted(order) != sorted(there):
        raise ValueError(f"{ORDER} and the scripts beside it differ: {', '.join(sorted(set(order) ^ there)) or order}")
    sources = (_uncommented(_line_ended(folder.joinpath(name).read_text("utf-8"))) for name in order)
    return WidgetFile((_OPENING + "".join(sources) + _CLOSING).encode())


def _uncommented(source: str) -> str:
    return _COMMENT.sub(lambda found: found[0] if found[0].startswith("`") else "", source)


def _line_ended(source: str) -> str:
    return source if source.endswith("\n") else source + "\n"
