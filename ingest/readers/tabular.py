"""Tables in plain text: rows of cells divided by tabs or by upright bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.readers.lines import Line
from ingest.reading import Block
from ingest.sentences import trimmed
from polycite.model import Span

_CONTENTS = re.compile(
    r"(?:table of contents?|contents?|inhoud(?:sopgave|stafel)?|table des mati[eè]res|sommaire)\W*", re.IGNORECASE
)
_LEADER = re.compile(r"(?:\.{3,}|…|(?:\. ){3,})\s*\t?\s*\d{0,4}$")
_ENTRY = re.compile(r"\S.*\t\s*\d{1,4}$")
_TAGS = re.compile(r"</?\w{1,9}(?:\s[^<>]{0,200})?/?>")
_FIGURES = re.compile(r"[\d\s.,%€$/()+–-]+")
_YEAR = re.compile(r"(?:19|20)\d\d\W?")
_TAIL = 120  # characters at a line's end that tell; a whole line of dots would take forever
_LABEL = 60  # characters: a column's name is rarely longer
_PROSE = 150  # characters: a cell this long holds sentences


def is_contents_title(line: Line) -> bool:
    """Whether a table of contents follows."""
    return bool(_CONTENTS.fullmatch(line.words))


def is_contents_entry(line: Line, after_title: bool) -> bool:
    """Whether the line is a title with leaders, or, in a table of contents, a title and its page."""
    plain = _TAGS.sub("", line.text[-_TAIL:])
    return bool(_LEADER.search(plain)) or (after_title and bool(_ENTRY.fullmatch(plain)))


def is_row(line: Line) -> bool:
    """Whether the line is cut into cells."""
    return line.tabs > 0 or (line.text.startswith("|") and line.text.count("|") > 2)


def rows(text: str, lines: Sequence[Line], table: int) -> tuple[Block, ...]:
    """The blocks of a run of rows, numbered from `table`: titles over all columns as prose, then rows, heads marked."""
    blocks: list[Block] = []
    ruled = {before.span for before, line in pairwise(lines) if line.is_rule}
    lines = [line for line in lines if not line.is_rule]
    begins = True
    for at, line in enumerate(lines):
        cells = _cells(text, line)
        if begins and len(_filled(cells)) == 1 and len(cells) > 1 and at + 1 < len(lines):
            blocks.append(Block("prose", trimmed(text, _filled(cells)[0])))
            continue
        begins = begins or _begins_anew(text, lines, at)
        table += begins and bool(blocks) and blocks[-1].kind == "row"
        header = line.span in ruled or (begins and at + 1 < len(lines) and _names(text, cells))
        blocks.append(Block("row", line.span, cells=cells, header=header, table=table))
        begins = False
    return tuple(blocks)


def bars(text: str, blocks: Iterable[Block]) -> Iterator[Span]:
    """The upright bars around cells, to be left out; one with no space beside it stays, to keep two words apart."""
    for block in blocks:
        edges = [block.span.start, *(edge for cell in block.cells for edge in (cell.start, cell.end)), block.span.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            for at in range(start, end):
                if text[at] == "|" and (end - start > 1 or at == block.span.start or end == block.span.end):
                    yield Span(at, at + 1)


def _begins_anew(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether short labels stand between two rows of prose: the head of another table directly below the first."""
    if not 0 < at < len(lines) - 1 or not _names(text, _cells(text, lines[at])):
        return False
    return all(max(map(len, _cells(text, near))) > _PROSE for near in (lines[at - 1], lines[at + 1]))


def _cells(text: str, line: Line) -> tuple[Span, ...]:
    mark = "\t" if line.tabs else "|"
    inner = Span(line.span.start + (mark == "|"), line.span.end - (mark == "|" and line.text.endswith("|")))
    return tuple(trimmed(text, span) for span in _between(text, inner, mark))


def _between(text: str, span: Span, mark: str) -> Iterator[Span]:
    start = span.start
    for match in re.finditer(re.escape(mark), span.of(text)):
        yield Span(start, span.start + match.start())
        start = span.start + match.end()
    yield Span(start, span.end)


def _filled(cells: Sequence[Span]) -> list[Span]:
    return [cell for cell in cells if cell]


def _names(text: str, cells: Sequence[Span]) -> bool:
    return are_names([_TAGS.sub("", cell.of(text)).strip() for cell in cells])


def are_names(cells: Sequence[str]) -> bool:
    """Whether a row looks like column names: short, no sentence, no figures other than years."""
    words = [word for word in cells if word]
    figures = [word for word in words if _FIGURES.fullmatch(word) and not _YEAR.fullmatch(word)]
    longest = max(map(len, words), default=_LABEL + 1)
    return len(words) > 1 and longest <= _LABEL and not figures and not any(word.endswith(".") for word in words)
