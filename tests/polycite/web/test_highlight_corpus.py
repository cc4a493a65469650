"""The rectangles of the sample corpus, read back by pdfium: the words under them are the words of the quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from ingest.readers.pdf import read_pdf
from polycite.model import Document, Facts, Source, Span
from polycite.web.highlight import Rectangle, highlights

CORPUS = Path(__file__).parents[3] / "corpus"
# Tables and footnotes, a guide in two columns of cells, and a text of nine pages.
PRINTED = ("nl/telewerk.pdf", "fr/conges-2024.pdf", "en/clusters.pdf")
_SENTENCE = re.compile(r"\S[^\n]+?(?:[.;:](?=\s)|$)", re.MULTILINE)
_INSET = 0.6
"""Points: pdfium also counts a character that only touches the edge."""


def document(path: str) -> Document:
    reading = read_pdf(CORPUS / path)
    source = Source(path, path, path, "application/pdf")
    return Document(path, source, Facts(path, "nl"), reading.text, reading.pages)


def letters(text: str) -> str:
    """Without white space and the hyphens that end a line."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]+", "", text)


def quotations(one: Document) -> Iterator[Span]:
    """Every sentence, item and row."""
    yield from (Span(*found.span()) for found in _SENTENCE.finditer(one.text))


def words_under(pages: pdfium.PdfDocument, found: Mapping[int, tuple[Rectangle, ...]]) -> str:
    words = ""
    for number, rectangles in found.items():
        with closing(pages[number - 1]) as page, closing(page.get_textpage()) as text:
            high = page.get_height()
            for one in rectangles:
                left, right = one.left + _INSET, one.left + one.width - _INSET
                bottom, top = high - one.top - one.height + _INSET, high - one.top - _INSET
                words += text.get_text_bounded(left, bottom, right, top)
    return words


@pytest.mark.parametrize("path", PRINTED)
def test_under_the_rectangles_of_every_sentence_stand_its_own_words(path: str) -> None:
    one = document(path)
    spans = list(quotations(one))
    assert len(spans) > 60
    with closing(pdfium.PdfDocument(CORPUS / path)) as pages:
        read = {span: words_under(pages, highlights(one, span)) for span in spans}
    assert [span.of(one.text) for span in spans if letters(read[span]) != letters(span.of(one.text))] == []
