"""The walk over a Word document's body: paragraphs, list items and tables as the last reader of it sees them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx_styles import UNREAD, Style, Styles, child_of, is_on, name_of, outline_of, value_of
from ingest.readers.grid import Grid
from ingest.readers.writing import Canonical, seen

# Deleted or moved away, shown only by older programs, or read for itself.
_LEFT_OUT = frozenset(("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "tbl", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_PLAIN = Style()


class Body:
    """A body being read into canonical text; `title` is the first paragraph that is a title or a main heading."""

    def __init__(self, styles: Styles) -> None:
        self.canonical = Canonical()
        self.title: str | None = None
        self._styles = styles
        self._known: dict[str, Style] = {}
        self._tables = 0

    def read(self, container: etree._Element) -> None:
        """Read the paragraphs and tables of a body, a cell or a note, in order."""
        for element in _stories(container):
            if name_of(element) == "tbl":
                self._table(element)
            else:
                self._paragraph(element)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = child_of(paragraph, "pPr")
        style = self._style(properties, "pStyle")
        text = "" if style.vanishes else self._text(paragraph)
        outline = outline_of(properties)
        level = min(style.level if outline is None else outline, 6)
        if style.contents:
            self.canonical.unsearched(text)
        elif level:
            self._heading(text, level)
        elif depth := _list_depth(properties, style):
            self.canonical.paragraph("item", text, depth)
        else:
            self.canonical.paragraph("prose", text)
        for box in _boxes(paragraph):
            self.read(box)

    def _heading(self, text: str, level: int) -> None:
        self.canonical.paragraph("heading", text, level)
        if level == 1 and self.title is None:
            self.title = seen(text) or None

    def _style(self, properties: etree._Element | None, kind: str) -> Style:
        identifier = value_of(child_of(properties, kind))
        if not identifier:
            return _PLAIN
        if identifier not in self._known:
            self._known[identifier] = self._styles[identifier]
        return self._known[identifier]

    def _text(self, container: etree._Element) -> str:
        """The words of a paragraph or of all paragraphs in a cell: kept runs only, notes' references left out."""
        return "".join(self._pieces(container))

    def _pieces(self, container: etree._Element) -> Iterator[str]:
        stack = [container]
        while stack:
            element = stack.pop()
            name = name_of(element)
            if name == "t":
                yield element.text or ""
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif element is container or not self._is_left_out(element, name):
                stack.extend(reversed(element))

    def _is_left_out(self, element: etree._Element, name: str) -> bool:
        if name in _LEFT_OUT or element.tag == _FALLBACK:
            return True
        properties = child_of(element, "rPr") if name == "r" else None
        return properties is not None and (
            any(is_on(child_of(properties, name)) for name in UNREAD) or self._style(properties, "rStyle").vanishes
        )

    def _table(self, table: etree._Element) -> None:
        """A table of one column is a frame around paragraphs; any other gives rows."""
        rows = [row for row in _below(table, "tr") if child_of(row, "trPr", "del") is None]
        if all(sum(1 for _ in _below(row, "tc")) < 2 for row in rows):
            for row in rows:
                for cell in _below(row, "tc"):
                    self.read(cell)
            return
        grid = Grid(table)
        for row in rows:
            grid.begin_row(in_head=is_on(child_of(row, "trPr", "tblHeader")))
            for cell in _below(row, "tc"):
                self._cell(grid, cell)
        self._tables += grid.write(self.canonical, self._tables + 1)

    def _cell(self, grid: Grid, cell: etree._Element) -> None:
        properties = child_of(cell, "tcPr")
        width = value_of(child_of(properties, "gridSpan"))
        words = " ".join(self._text(story) for story in _deep_stories(cell))
        grid.cell(words, columns=min(int(width), 100) if width.isdecimal() and len(width) < 5 else 1)


def _stories(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables directly in a container, through content controls and tracked insertions."""
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name not in _LEFT_OUT and element.tag != _FALLBACK:
            stack.extend(reversed(element))


def _deep_stories(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, those of tables inside it among them."""
    for story in _stories(container):
        if name_of(story) == "p":
            yield story
        else:
            for row in _below(story, "tr"):
                for cell in _below(row, "tc"):
                    yield from _deep_stories(cell)


def _below(container: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions, none of an inner table."""
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        if name_of(element) == name:
            yield element
        elif name_of(element) not in ("tbl", "del", "moveFrom", "tc"):
            stack.extend(reversed(element))


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, each once."""
    for element in paragraph.iter():
        fallback = any(above.tag == _FALLBACK for above in element.iterancestors())
        if name_of(element) == "txbxContent" and not fallback:
            yield element


def _list_depth(properties: etree._Element | None, style: Style) -> int:
    """1 for an item of an outermost list, 0 for none."""
    numbering = child_of(properties, "numPr")
    if numbering is None:
        return int(style.listed)
    if value_of(child_of(numbering, "numId")) == "0":
        return 0
    depth = value_of(child_of(numbering, "ilvl"))
    return min(int(depth), 8) + 1 if depth.isdecimal() and len(depth) < 3 else 1
