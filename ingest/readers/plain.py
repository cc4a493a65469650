"""Plain text: paragraphs, headings, lists, tables and notes told by how lines look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ingest.readers.decoding import read_text
from ingest.readers.lines import Layout, Line, layout_of, lines_of
from ingest.readers.marks import broken_words, marks_of, merged
from ingest.readers.roles import Part, Role, roles_of, scattered
from ingest.readers.tabular import bars, rows
from ingest.reading import Block, BlockKind, Reading
from polycite.model import Page, Span

_KINDS: dict[Part, BlockKind] = {"heading": "heading", "number": "heading", "item": "item", "bullet": "item"}
_PARAGRAPH = 60  # characters: a shorter line that ends without a stop was not broken in a sentence
_LONGEST_HEADING = 150
_FARTHEST = 3  # blank lines over which a sentence may run on (a page break)


def read_plain(path: Path) -> Reading:
    """A text file; the canonical text is the decoded file. Raises BadSource(binary, too_large)."""
    text, warnings = read_text(path)
    return plain_reading(text, warnings)


def plain_reading(text: str, warnings: tuple[str, ...] = ()) -> Reading:
    """What plain text reads as; form feeds divide pages."""
    lines = lines_of(text)
    layout = layout_of(lines)
    roles = list(roles_of(lines, layout))
    blocks = tuple(_blocks(text, roles, layout))
    furniture = (role.line.span for role in roles if role.part == "page number")
    return Reading(
        text=text,
        blocks=blocks,
        pages=tuple(pages_of(text)),
        marks=merged((*marks_of(text), *broken_words(text), *furniture, *bars(text, blocks))),
        title=_title(roles),
        warnings=warnings,
    )


def pages_of(text: str) -> Iterator[Page]:
    """Pages between form feeds, numbered from 1; none where there is no form feed."""
    if "\f" not in text:
        return
    start = 0
    for number, part in enumerate(text.split("\f"), start=1):
        end = min(start + len(part) + 1, len(text))
        if end > start:
            yield Page(number, str(number), Span(start, end))
        start = end


def _title(roles: Sequence[Role]) -> str | None:
    first = next((role for role in roles[:8] if role.part == "heading"), None)
    return first.line.words if first is not None and first.level < 2 and not first.line.numbering else None


@dataclass(slots=True)
class _Paragraph:
    """A block while its lines are still being found."""

    kind: BlockKind
    first: Line
    last: Line
    level: int = 0
    open: bool = True

    def block(self) -> Block:
        return Block(self.kind, Span(self.first.span.start, self.last.span.end), self.level)


def _blocks(text: str, roles: Sequence[Role], layout: Layout) -> Iterator[Block]:
    table = 0
    for is_row, run in groupby(roles, key=lambda role: role.part == "row"):
        if is_row:
            lines = [role.line for role in run]
            for block in rows(text, lines, table + 1):
                table = max(table, block.table)
                yield block
        else:
            blocks = (paragraph.block() for paragraph in _paragraphs(list(run), layout))
            yield from (block for block in blocks if _says_something(text, block))


def _says_something(text: str, block: Block) -> bool:
    return sum(map(str.isalnum, block.span.of(text))) > 1


def _paragraphs(roles: Sequence[Role], layout: Layout) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for role in scattered(roles):
        if role.part in ("rule", "contents"):
            _close(found)
        elif role.part != "page number" and not _extend(found, role, layout):
            found.append(_begun(role))
    return found


def _close(found: list[_Paragraph]) -> None:
    if found:
        found[-1].open = False


def _begun(role: Role) -> _Paragraph:
    kind = _KINDS.get(role.part, "prose")
    level = 1 + role.line.indent // 2 if kind == "item" else role.level
    return _Paragraph(kind, role.line, role.line, level)


def _extend(found: list[_Paragraph], role: Role, layout: Layout) -> bool:
    """Whether the line goes on with the last paragraph, which then holds it."""
    if not found or not found[-1].open:
        return False
    paragraph, line = found[-1], role.line
    if paragraph.kind == "heading":
        goes_on = (role.part == "text" or role.titled) and _goes_on_as_heading(paragraph, line)
    else:
        goes_on = role.part == "text" and _goes_on(paragraph, line, layout)
    if goes_on:
        paragraph.last = line
    return goes_on


def _goes_on_as_heading(heading: _Paragraph, line: Line) -> bool:
    """Whether a heading broken over two lines goes on: after its number alone, or in small letters."""
    if len(line.text) + len(heading.first.text) > _LONGEST_HEADING or line.ends_sentence:
        return False
    if heading.first.text == heading.first.numbering:
        return heading.last is heading.first or line.blanks == 0
    return line.blanks == 0 and line.starts_low and len(line.text) < _PARAGRAPH and not heading.first.hashes


def _goes_on(paragraph: _Paragraph, line: Line, layout: Layout) -> bool:
    last = paragraph.last
    if last.text == last.bullet:
        return True
    if (last.ends_sentence and line.text[0].isdigit()) or (paragraph.first.is_labelled and line.is_labelled):
        return False  # more often a note than a sentence; and each entry of a form stands for itself
    runs_on = not last.ends_sentence and (line.starts_low or last.dangles)
    if (line.blanks == 0 and layout.wrapped) or (line.blanks == 1 and layout.doubled):
        return runs_on or layout.is_full(last) or (paragraph.kind == "item" and not last.ends_sentence)
    if line.blanks == 0:
        return runs_on
    return runs_on and line.blanks <= _FARTHEST and len(last.span) >= _PARAGRAPH
