"""What a reader makes of a file: canonical text, where its pages are, and what each stretch of it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from polycite.model import Page, Span

BlockKind = Literal["heading", "prose", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of canonical text of one kind; blocks are in reading order and do not overlap.

    heading: `level` 1..6.  prose: one paragraph (a line break inside is only a space).
    item: one list item, `level` its depth from 1; its lead-in is the prose before it.
    row: one table row, `cells` the span of each cell in column order (possibly empty spans), `header` for a row
    of column names, `table` a number that joins the rows of one table. Text in no block is not searched.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False
    table: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read. Facts are None where the file itself does not say; `warnings` are sentences for the report.

    `pages` cover the text without gaps, or are empty for formats without pages. `marks` are sorted and disjoint.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    marks: tuple[Span, ...] = ()
    title: str | None = None
    language: str | None = None
    publisher: str | None = None
    published: date | None = None
    warnings: tuple[str, ...] = ()
