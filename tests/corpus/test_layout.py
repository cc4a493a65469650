"""Claims about how the documents are laid out: what makes reading them hard is there, page by page."""

from __future__ import annotations

import re
from contextlib import closing
from zipfile import ZipFile

import pypdfium2
import pytest

from polycite.language import language_of
from tests.corpus.papers import CORPUS, LISTED, PDFS, halves_of, outline_of, pages_of, sizes_of, text_of

SCANNED = ("nl/gebouw-veiligheid.pdf", 2)


@pytest.mark.parametrize(
    ("path", "header", "pages"),
    [
        ("fr/marches-publics.pdf", r"Valeur\sestimée\s+Procédure", [1, 2]),
        ("fr/paie-onss.pdf", r"Code Libellé ONSS Quand", [2, 3]),
        ("nl/loon-rsz.pdf", r"Code Omschrijving RSZ Wanneer", [2, 3]),
        ("nl/archief.pdf", r"Nr\. Soort stukken Termijn", [3, 4]),
        ("fr/archives.pdf", r"N° Sorte de documents Délai", [3, 4]),
        ("en/records.pdf", r"No Kind of record Period", [3, 4]),
    ],
)
def test_a_table_over_a_page_break_repeats_its_header(path: str, header: str, pages: list[int]) -> None:
    assert [number for number, page in enumerate(pages_of(path), 1) if re.search(header, page)] == pages


@pytest.mark.parametrize("path", ["nl/archief.pdf", "fr/archives.pdf", "en/records.pdf"])
def test_the_retention_schedule_is_long(path: str) -> None:
    rows = re.findall(r"^(\d+) [^\W\d]|^(\d+)$", "\n".join(pages_of(path)[2:4]), re.MULTILINE)
    assert {int(one or other) for one, other in rows} >= set(range(1, 23))


@pytest.mark.parametrize(
    ("path", "landscape"),
    [
        ("nl/archief.pdf", [3, 4]),
        ("fr/archives.pdf", [3, 4]),
        ("en/records.pdf", [3, 4]),
        ("nl/subsidiehandleiding.pdf", [3]),
        ("nl/telewerk.pdf", []),
    ],
)
def test_some_pages_lie_on_their_side(path: str, landscape: list[int]) -> None:
    assert [number for number, (width, height) in enumerate(sizes_of(path), 1) if width > height] == landscape


def test_all_pages_are_a4() -> None:
    sizes = {tuple(sorted(round(side) for side in size)) for path in PDFS for size in sizes_of(path)}
    assert sizes == {(595, 842)}


def in_columns(path: str) -> list[int]:
    """The pages of a PDF set in two columns: many lines keep left of the middle and as many right of it."""
    return [number for number, halves in enumerate(halves_of(path), 1) if min(halves) >= 14]


def test_some_pages_are_set_in_two_columns_and_most_are_not() -> None:
    assert {path: pages for path in PDFS if (pages := in_columns(path))} == {
        "en/industrial-transition.pdf": [7],
        "fr/politique-wallonne-clusters.pdf": [6],
        "fr/securite-batiment.pdf": [3],
        "nl/datadeling.pdf": [3],
        "nl/gebouw-veiligheid.pdf": [4],
        "nl/vlaams-clusterbeleid.pdf": [7],
    }


def noted(path: str) -> bool:
    """Whether a PDF has a footnote: a line that starts with its mark, without a space."""
    return any(re.search(r"^\d[^\W\d_]", page, re.MULTILINE) for page in pages_of(path))


def test_half_of_the_pdfs_and_more_have_footnotes() -> None:
    assert sum(noted(path) for path in PDFS) >= len(PDFS) / 2
    assert noted("nl/vlaams-clusterbeleid.pdf")
    assert not noted("nl/loon-rsz.pdf")


def test_the_annex_of_a_dutch_document_is_in_english() -> None:
    assert [language_of(page) for page in pages_of("nl/datadeling.pdf")] == ["nl", "nl", "nl", "en"]


def test_headings_are_numbered_but_in_the_accessibility_policies() -> None:
    bare = {path for path in PDFS if not any(re.match(r"\d", heading) for _, heading in outline_of(path))}
    assert bare == {"nl/toegankelijkheid.pdf", "fr/accessibilite.pdf", "en/accessibility.pdf"}
    assert all(len(outline_of(path)) >= 5 for path in PDFS)


def test_the_flemish_brief_is_numbered_three_deep() -> None:
    outline = outline_of("nl/vlaams-clusterbeleid.pdf")
    assert (2, "2.3.1 Bedrijfsnetwerken") in outline
    assert {depth for depth, _ in outline} == {0, 1, 2}


def test_words_are_hyphenated_at_the_end_of_lines_in_each_language() -> None:
    broken = {path[:2] for path in PDFS if "\ufffe" in text_of(path)}
    assert broken == {"nl", "fr", "en"}


def test_each_language_has_lists_and_numbered_steps() -> None:
    for mark in (r"^• ", r"^1\. "):
        assert {path[:2] for path in PDFS if re.search(mark, text_of(path), re.MULTILINE)} == {"nl", "fr", "en"}


def test_one_page_among_text_pages_is_a_scan_and_nothing_else() -> None:
    wordless = [(path, number) for path in PDFS for number, page in enumerate(pages_of(path)) if not page.strip()]
    assert wordless == [SCANNED]
    path, number = SCANNED
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        assert [type(thing) for thing in pdf[number].get_objects()] == [pypdfium2.PdfImage]
    assert 0 < number < len(pages_of(path)) - 1


def test_every_word_document_has_a_table_whose_header_is_repeated() -> None:
    for path in (path for path in LISTED if path.endswith(".docx")):
        with ZipFile(CORPUS / path) as archive:
            assert b"<w:tblHeader/>" in archive.read("word/document.xml")


def test_the_allowances_abroad_are_a_table_of_tabs() -> None:
    rows = [line.split("\t") for line in text_of("en/travel-abroad.txt").splitlines() if "\t" in line]
    assert len(rows) >= 8
    assert len({len(row) for row in rows}) == 1
