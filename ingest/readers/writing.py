"""Canonical text under construction, for formats whose files are not text themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.reading import Block, BlockKind
from polycite.errors import BadSource
from polycite.model import Span

LONGEST = 20_000_000
"""Characters in one document at most."""

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]+")


def seen(text: str) -> str:
    """What of a text is drawn, on one line: no soft hyphens or direction controls, any white space a single space."""
    return " ".join(_UNSEEN.sub("", text).split())


@dataclass(slots=True)
class Canonical:
    """Paragraphs and rows written one a line; each call appends text and the block that covers it."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """Everything written, without a line break at the end."""
        return "\n".join(self._parts)

    def paragraph(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """A heading, a paragraph or a list item; nothing where no character of it is drawn."""
        if line := seen(text):
            self.blocks.append(Block(kind, self._write(line), level))

    def unsearched(self, text: str) -> None:
        """A line that belongs to the text but to no block, such as one of a table of contents."""
        if line := seen(text):
            self._write(line)

    def row(self, cells: Sequence[str], table: int, header: bool = False) -> None:
        """A table row: its cells divided by tabs; nothing where all are empty."""
        words = [seen(cell) for cell in cells]
        if any(words):
            span = self._write("\t".join(words))
            ends = accumulate((len(word) + 1 for word in words), initial=span.start)
            spans = tuple(Span(start, start + len(word)) for start, word in zip(ends, words, strict=False))
            self.blocks.append(Block("row", span, cells=spans, header=header, table=table))

    def _write(self, line: str) -> Span:
        start = self._length
        self._parts.append(line)
        self._length += len(line) + 1
        if self._length > LONGEST:
            raise BadSource("too_large", f"holds more than {LONGEST:,} characters: divide the document")
        return Span(start, start + len(line))
