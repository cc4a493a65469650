"""How the tests of the readers look at a reading."""

from __future__ import annotations

from itertools import pairwise

from ingest.reading import Block, Reading
from polycite.model import Document, Facts, Source, Span
from polycite.text import display


def shown(reading: Reading, span: Span) -> str:
    """The words of a span as search and display see them."""
    source = Source("d", "d.txt", "0", "text/plain")
    return display(Document("d", source, Facts("t", "nl"), reading.text, marks=reading.marks), span)


def told(reading: Reading) -> list[tuple[str, str]]:
    """Each block's kind and words."""
    return [(block.kind, shown(reading, block.span)) for block in reading.blocks]


def rows(reading: Reading) -> list[list[str]]:
    """The words of every cell, row by row."""
    return [[shown(reading, cell) for cell in block.cells] for block in reading.blocks if block.kind == "row"]


def headers(reading: Reading) -> list[str]:
    """The words of the rows that hold column names."""
    return [shown(reading, block.span) for block in reading.blocks if block.header]


def is_sound(reading: Reading) -> bool:
    """Whether blocks are ordered and disjoint, cells lie inside their row, and marks are sorted and disjoint."""
    ordered = all(left.span.end <= right.span.start for left, right in pairwise(reading.blocks))
    marked = all(left.end <= right.start for left, right in pairwise(reading.marks))
    return ordered and marked and all(_holds_its_cells(block) for block in reading.blocks) and _fits(reading)


def _holds_its_cells(block: Block) -> bool:
    edges = [edge for cell in block.cells for edge in (cell.start, cell.end)]
    return edges == sorted(edges) and all(block.span.start <= edge <= block.span.end for edge in edges)


def _fits(reading: Reading) -> bool:
    return all(span.end <= len(reading.text) for span in (*(block.span for block in reading.blocks), *reading.marks))
