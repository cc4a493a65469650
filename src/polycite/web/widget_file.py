"""The widget as one file: its sources in a fixed order, in one function, so a classic script and a module alike."""

from __future__ import annotations

import gzip
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256, sha384
from importlib.resources import files
from importlib.resources.abc import Traversable

NAME = "polycite-widget.js"
MAJOR = "v1"
"""The moving address: what it serves keeps the widget's contract of attributes, methods and events."""
ORDER = "order.txt"
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
    sources = (folder.joinpath(name).read_text("utf-8") for name in order)
    return WidgetFile((_OPENING + "".join(map(_line_ended, sources)) + _CLOSING).encode())


def _line_ended(source: str) -> str:
    return source if source.endswith("\n") else source + "\n"
