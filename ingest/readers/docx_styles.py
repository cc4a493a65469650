"""What the styles of a Word document say of a paragraph: heading level, list, hidden, table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

_MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # the strict variant of ISO 29500
)
_NAMED = re.compile(r"heading (\d)|(title)|(toc) \d", re.IGNORECASE)
_BODY_LEVEL = 9  # an outline level that means running text (ECMA-376, 17.3.1.20)
_DEEPEST = 20  # styles based on styles; Word itself stops at 11


def name_of(element: etree._Element) -> str:
    """An element's name where it is WordprocessingML, else an empty string."""
    return _name(str(element.tag))


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    return name if namespace[1:] in _MAIN else ""


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML, or an empty string."""
    if element is None:
        return ""
    return next((found for space in _MAIN if (found := element.get(f"{{{space}}}{name}")) is not None), "")


def child_of(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child by these names, one below the other, or None."""
    for name in path:
        element = next((child for child in element if name_of(child) == name), None) if element is not None else None
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and not switched off."""
    return element is not None and value_of(element) not in ("0", "false", "off")


UNREAD = ("vanish", "strike", "dstrike")
"""Switches of words that are no part of the text: hidden, or struck out and so withdrawn."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it inherits. `level` 1..6 for a heading, 0 for text."""

    level: int = 0
    title: bool = False
    contents: bool = False
    listed: bool = False
    vanishes: bool = False


class Styles:
    """The styles of a document, by their identifiers; an unknown one is plain text."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = (
            {value_of(style, "styleId"): style for style in root if name_of(style) == "style"}
            if root is not None
            else {}
        )
        self.language = value_of(child_of(root, "docDefaults", "rPrDefault", "rPr", "lang"))[:2].lower() or None

    def __getitem__(self, identifier: str) -> Style:
        line = list(self._line(identifier))
        names = [match for style in line if (match := _NAMED.fullmatch(value_of(child_of(style, "name"))))]
        outline = next((level for style in line if (level := outline_of(child_of(style, "pPr"))) is not None), None)
        title = any(match[2] for match in names)
        named = next((int(match[1]) for match in names if match[1]), 0)
        return Style(
            level=1 if title else min(named or (outline or 0), 6),
            title=title,
            contents=any(match[3] for match in names),
            listed=any(child_of(style, "pPr", "numPr") is not None for style in line),
            vanishes=any(is_on(child_of(style, "rPr", name)) for style in line for name in UNREAD),
        )

    def _line(self, identifier: str) -> Iterator[etree._Element]:
        """The style and those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self._elements.get(identifier)
            if style is None:
                return
            yield style
            identifier = value_of(child_of(style, "basedOn"))


def outline_of(properties: etree._Element | None) -> int | None:
    """A paragraph's outline level from 1, 0 for running text, None where nothing is said."""
    level = value_of(child_of(properties, "outlineLvl"))
    if not level.isdecimal():
        return None
    return 0 if int(level) >= _BODY_LEVEL else int(level) + 1
