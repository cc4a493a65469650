"""The widget's file as the service gives it out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polycite.web

FOLDER = Path(polycite.web.__file__).parent / "widget"


@cache
def widget_file() -> bytes:
    """The bytes of polycite-widget.js."""
    names = (FOLDER / "order.txt").read_text(encoding="utf-8").split()
    body = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'.encode()
