"""Reading a PDF: pdfium gives characters and places, pypdf structure, pdfplumber ruled tables; the text is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from ingest.clean import Vocabulary
from ingest.readers.pdf_flow import Paragraph, flow
from ingest.readers.pdf_headings import heading_levels
from ingest.readers.pdf_margins import Margins, running_lines
from ingest.readers.pdf_pages import AGAIN, Flaw, Printed, check_kind, read_pages
from ingest.readers.pdf_paragraphs import body_of
from ingest.readers.pdf_script import Leaf, Script
from ingest.readers.pdf_structure import Structure, disagreement, structure_of
from ingest.reading import Reading
from polycite.errors import BadSource

_MOST_NAMED = 12
_SAID: dict[Flaw, str] = {
    "drawn": "no text on {}: scanned or drawn, so nothing there can be found.",
    "garbled": "the fonts on {} do not say which characters they draw: left out.",
    "broken": "{} cannot be read: left out.",
    "untabled": "tables on {} could not be taken apart: read as plain lines.",
}


def read_pdf(path: Path) -> Reading:
    """A PDF as canonical text with pages, boxes, blocks, and what the file declares of itself.

    Raises BadSource: unreadable, empty, type_mismatch, encrypted, corrupt, too_large, and no_text for a scan and for
    fonts that do not say which characters they draw.
    """
    whole = check_kind(path)
    pages = read_pages(path)
    _require_text(path, pages, whole)
    structure = structure_of(path)
    return _reading(pages, structure, (*structure.warnings, *_warnings(path, pages, whole)))


def _require_text(path: Path, pages: Sequence[Printed], whole: bool) -> None:
    if any(page.pieces for page in pages):
        return
    if not whole or any(page.flaw == "broken" for page in pages):
        raise BadSource("corrupt", f"{path.name} is damaged or cut off: get the whole file, {AGAIN}")
    if any(page.flaw == "garbled" for page in pages):
        reason = "draws text with fonts that do not say which characters they draw"
        raise BadSource("no_text", f"{path.name} {reason}: export it anew or run OCR on it, {AGAIN}")
    raise BadSource("no_text", f"{path.name} has no text on any page, like a scan: run OCR on it, {AGAIN}")


def _warnings(path: Path, pages: Sequence[Printed], whole: bool) -> Iterator[str]:
    if not whole:
        yield "the file does not end as a PDF should: pages may be missing."
    for flaw, said in _SAID.items():
        numbers = [number for number, page in enumerate(pages, 1) if page.flaw == flaw]
        if numbers:
            yield said.format(_named(numbers))
    if second := disagreement(path, [" ".join(page.words) for page in pages]):
        yield second


def _named(numbers: Sequence[int]) -> str:
    """'page 3', or 'pages 3, 4, 9 and 20 more'."""
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {named}{more}"


def _reading(pages: Sequence[Printed], structure: Structure, warnings: tuple[str, ...]) -> Reading:
    leaves = tuple(_leaves(pages, structure.labels))
    body = body_of(tuple(chain.from_iterable(page.lines for page in pages)))
    margins = [(_margins(leaf, page), page.lines) for leaf, page in zip(leaves, pages, strict=True)]
    running = running_lines(margins, body.size)
    pieces = flow([[piece for piece in page.pieces if id(piece) not in running] for page in pages], body)
    levels = heading_levels(pieces, body, structure.outline)
    script = Script(Vocabulary(chain.from_iterable(page.words for page in pages)))
    for index, piece in enumerate(pieces):
        if isinstance(piece, Paragraph) and index in levels:
            script.heading(piece, levels[index])
        else:
            script.piece(piece)
    text, spans, blocks = script.closed(leaves)
    return Reading(
        text=text,
        blocks=blocks,
        pages=spans,
        title=structure.title,
        language=structure.language,
        published=structure.published,
        warnings=warnings,
    )


def _leaves(pages: Sequence[Printed], labels: Sequence[str]) -> Iterator[Leaf]:
    for index, page in enumerate(pages):
        yield Leaf(index + 1, labels[index] if labels else str(index + 1), page.width, page.height)


def _margins(leaf: Leaf, page: Printed) -> Margins:
    return Margins(leaf.number, leaf.label, page.width if page.turn % 2 else page.height, page.turn)
