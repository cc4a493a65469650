"""The walk over a parsed HTML page: which element begins a paragraph, a list item or a cell, and which is not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from ingest.readers.grid import Grid
from ingest.readers.writing import Canonical, seen
from ingest.reading import BlockKind

Event = Literal["start", "text", "end"]

_UNSEEN_TAGS = (
    "head script style template noscript nav svg math iframe object embed canvas audio video select textarea button "
    "map dialog noframes del s strike"
)
_BLOCK_TAGS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table caption tbody td tfoot th thead "
    "tr ul"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|text-decoration(?:-line)?\s*:[^;]{0,100}line-through",  # struck out: what was withdrawn is no rule
    re.IGNORECASE,
)
_HEADING = re.compile(r"h([1-6])")


class Page:
    """A page being read into canonical text; `title` is its title element, or else its first main heading."""

    def __init__(self) -> None:
        self.canonical = Canonical()
        self.title: str | None = None
        self._buffer: list[str] = []
        self._heading = 0
        self._depth = 0
        self._items = 0
        self._grids: list[Grid] = []
        self._tables = 0

    def read(self, root: etree._Element) -> None:
        """Read the whole page."""
        title = root.find(".//head/title")
        self.title = (seen("".join(title.itertext())) if title is not None else "") or None
        for event, element, text in _walk(root):
            if event == "text":
                self._buffer.append(text)
            elif element.tag in _BLOCKS:
                self._divide(element, event)
            elif element.tag == "br":
                self._buffer.append("\n")

    def _divide(self, element: etree._Element, event: Event) -> None:
        tag, step = str(element.tag), 1 if event == "start" else -1
        if self._grids and tag != "table":
            self._divide_table(element, tag, event)
            return
        self._flush()
        self._depth += step * (tag in _LISTS)
        self._items += step * (tag == "li")
        if heading := _HEADING.fullmatch(tag):
            self._heading = int(heading[1]) if event == "start" else 0
        if tag == "table":
            self._divide_tables(element, event)

    def _divide_tables(self, element: etree._Element, event: Event) -> None:
        """Enter or leave a table of data; one that holds a table, or has one column, only places paragraphs."""
        if event == "end":
            if self._grids and self._grids[-1].element is element:
                self._tables += self._grids.pop().write(self.canonical, self._tables + 1)
        elif next(element.iterdescendants("table"), None) is None and _has_columns(element):
            self._grids.append(Grid(element))

    def _divide_table(self, element: etree._Element, tag: str, event: Event) -> None:
        grid = self._grids[-1]
        if tag in ("td", "th") and event == "end":
            grid.cell("".join(self._buffer), tag == "th", _span(element, "colspan"), _span(element, "rowspan"))
            self._buffer.clear()
        elif tag == "tr" and event == "start":
            grid.begin_row(in_head=element.getparent() is not None and element.getparent().tag == "thead")
        elif tag == "caption" and event == "end":
            self._flush()
        else:
            self._buffer.append(" ")

    def _flush(self) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        kind: BlockKind = "heading" if self._heading else "item" if self._items else "prose"
        self.canonical.paragraph(kind, text, self._heading or (max(self._depth, 1) if self._items else 0))
        if self._heading == 1 and self.title is None:
            self.title = seen(text) or None


def _walk(root: etree._Element) -> Iterator[tuple[Event, etree._Element, str]]:
    """Elements and texts in reading order, without recursion: pages may nest thousands deep."""
    stack: list[tuple[Event, etree._Element]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "start" and _is_seen(element):
            yield "start", element, ""
            yield "text", element, element.text or ""
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))
        else:
            if event == "end":
                yield "end", element, ""
            yield "text", element, element.tail or ""


def _is_seen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_note_mark(element):
        return False
    hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
    return not hidden and not _HIDING.search(element.get("style") or "")


def _is_note_mark(element: etree._Element) -> bool:
    """Whether this is a raised figure that leads to a footnote; another raised figure is an exponent."""
    if element.tag != "sup":
        return False
    link = element.find(".//a")
    return link is not None or (element.getparent() is not None and element.getparent().tag == "a")


def _has_columns(table: etree._Element) -> bool:
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _span(element: etree._Element, name: str) -> int:
    """How many columns or rows a cell covers, within reason."""
    digits = (element.get(name) or "1").strip()
    return min(max(int(digits), 1), 100) if digits.isdecimal() and len(digits) < 5 else 1
