"""Claims about the sample corpus: that it is whole, that it can be rebuilt, and that its versions agree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import cache
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from ingest.catalog import Listing, load_catalog
from ingest.walk import Found, walk
from polycite.language import language_of

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CATALOG = load_catalog(CORPUS)
LISTED = sorted(CATALOG.listings)
PDFS = [path for path in LISTED if path.endswith(".pdf")]
NOTICE = {"nl": "VOORBEELDDOCUMENT", "fr": "DOCUMENT D’EXEMPLE", "en": "SAMPLE DOCUMENT"}
GROUPED = {
    language: rf"(?<!\d)[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?!\d)"
    for language, mark in zip(("nl", "fr", "en"), (r"\.", r"\s", ","), strict=True)
}


@cache
def pages_of(path: str) -> tuple[str, ...]:
    """The text of each page of a PDF."""
    with closing(pypdfium2.PdfDocument(CORPUS / path)) as pdf:
        return tuple(words_of(page) for page in pdf)


def words_of(page: pypdfium2.PdfPage) -> str:
    """The text of a page, its lines ended by a line feed."""
    with closing(page), closing(page.get_textpage()) as words:
        return str(words.get_text_range()).replace("\r\n", "\n")


def text_of(path: str) -> str:
    """The words of any document of the corpus, roughly."""
    if path.endswith(".pdf"):
        return "\n".join(pages_of(path))
    if path.endswith(".docx"):
        with ZipFile(CORPUS / path) as archive:
            return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    return unescape(re.sub(r"<[^>]+>", "", (CORPUS / path).read_text(encoding="utf-8")))


def figures(text: str, language: str) -> Counter[str]:
    """How often each number is named, thousands ungrouped and decimals after a point."""
    whole = re.sub(GROUPED[language], lambda found: re.sub(r"\D", "", found.group()), text)
    return Counter(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", whole))


def family(name: str) -> dict[str, str]:
    """The text of each language version of a family."""
    return {str(known.language): text_of(known.path) for known in listings() if known.family == name}


def bare(text: str) -> str:
    """A policy without its running heads and page numbers, which fall where the pages happen to turn."""
    return re.sub(r"^(?:.*(?:HR|RH)-2025-14|(?:Pagina|Page)\s\d.*)$", "", text, flags=re.MULTILINE)


def listings() -> Iterator[Listing]:
    return iter(CATALOG.listings.values())


def typeset(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a copy's own typesetting script."""
    command = [sys.executable, str(folder / "typeset.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_catalogue_lists_every_document_and_no_other() -> None:
    found = [one.path for one in walk(CORPUS, CATALOG.ignored) if isinstance(one, Found)]
    assert found == LISTED


def test_every_listing_is_complete() -> None:
    for known in listings():
        assert known.title
        assert known.language == known.path[:2]
        assert known.publisher
        assert known.published
        assert known.valid_from
        assert known.valid_from >= known.published
        assert known.family
        assert known.readers


def test_each_language_has_three_documents_and_more() -> None:
    assert all(number >= 3 for number in Counter(known.language for known in listings()).values())


def test_the_formats_are_those_an_organisation_has() -> None:
    assert Counter(Path(path).suffix for path in LISTED) == {".pdf": 9, ".docx": 2, ".html": 1, ".md": 1, ".txt": 1}


@pytest.mark.parametrize("path", LISTED)
def test_a_document_says_early_that_it_is_a_sample(path: str) -> None:
    assert NOTICE[path[:2]] in text_of(path)[:1500]


@pytest.mark.parametrize("path", LISTED)
def test_a_document_bears_the_date_its_listing_gives(path: str) -> None:
    known = CATALOG.listings[path]
    assert known.published
    assert re.search(rf"\b{known.published.day}\s\w+\s{known.published.year}\b", text_of(path))


@pytest.mark.parametrize("path", PDFS)
def test_a_pdf_has_three_to_six_numbered_pages(path: str) -> None:
    pages = pages_of(path)
    assert 3 <= len(pages) <= 6
    last = pages[-1].replace("\xa0", " ")
    assert re.search(rf"(Pagina|Page) {len(pages)} (van|sur|of) {len(pages)}\b", last)


@pytest.mark.parametrize("path", PDFS)
def test_a_pdf_runs_to_a_realistic_length(path: str) -> None:
    assert 800 <= len(text_of(path).split()) <= 2000


def test_the_long_table_repeats_its_header_on_the_next_page() -> None:
    pages = pages_of("fr/marches-publics.pdf")
    assert [bool(re.search(r"Valeur\sestimée\s+Procédure", page)) for page in pages] == [True, True, False, False]


def test_the_annex_of_a_dutch_document_is_in_english() -> None:
    assert [language_of(page) for page in pages_of("nl/datadeling.pdf")] == ["nl", "nl", "nl", "en"]


def test_the_old_scheme_ends_the_day_before_the_new_one_starts() -> None:
    old = CATALOG.listings["nl/telewerk-2022.pdf"]
    assert old.valid_to
    after = [known for known in listings() if old.path in known.supersedes]
    assert sorted(str(known.language) for known in after) == ["en", "fr", "nl"]
    assert {known.valid_from for known in after} == {old.valid_to + timedelta(days=1)}


def test_only_the_pay_bands_are_kept_from_the_public() -> None:
    assert [(known.path, known.readers) for known in listings() if known.readers != ("public",)] == [
        ("en/pay-bands.docx", ("hr",))
    ]


def test_grouped_and_decimal_numbers_are_the_same_number_in_each_language() -> None:
    same = Counter({"1750": 1, "47.7": 1, "2": 1})
    assert figures("1.750 en 47,7 en 2", "nl") == same
    assert figures("1\u00a0750 et 47,7 et 2", "fr") == same
    assert figures("1,750 and 47.7 and 2", "en") == same


def test_the_cluster_guides_name_the_same_figures_in_each_language() -> None:
    versions = family("clusters")
    nl, fr, en = (figures(versions[language], language) for language in ("nl", "fr", "en"))
    assert nl == en
    assert fr == en
    for number in ("650000", "150000", "500000", "370000", "160000", "24000", "300000", "4205", "821", "54.8"):
        assert en[number] == 1


def test_the_telework_policies_name_the_same_figures_in_each_language() -> None:
    # Section 4 tells times of day, which each language writes its own way.
    clock = re.compile(r"^4 (?:Werktijd|Temps|Working).*?^(?=5 )", re.MULTILINE | re.DOTALL)
    versions = {language: clock.subn("", bare(text)) for language, text in family("telework").items()}
    assert {removed for _, removed in versions.values()} == {1}
    nl, fr, en = (figures(versions[language][0], language) for language in ("nl", "fr", "en"))
    assert nl == en
    assert fr == en
    for number in ("138.50", "320", "6.50", "19.50", "48"):
        assert en[number] == 1


def test_the_old_scheme_gives_other_figures_than_the_new_one() -> None:
    old, new = text_of("nl/telewerk-2022.pdf"), text_of("nl/telewerk.pdf")
    assert "hoogstens 2 dagen per week" in re.sub(r"\s+", " ", old)
    assert "hoogstens 3 dagen per week" in re.sub(r"\s+", " ", new)
    assert "110 euro per maand" in old
    assert "138,50 euro per maand" in new


def test_the_built_files_are_what_their_sources_give() -> None:
    checked = typeset(CORPUS, "--check")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_a_stale_and_a_missing_file_are_named_and_rebuilt(tmp_path: Path) -> None:
    copy = tmp_path / "corpus"
    for wanted in ("typeset.py", "sources/house.typ", "sources/nl/telewerk-2022.typ", "sources/nl/reiskosten.docx.md"):
        (copy / wanted).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CORPUS / wanted, copy / wanted)
    (copy / "nl").mkdir()
    (copy / "nl/reiskosten.docx").write_bytes(b"damaged")
    checked = typeset(copy, "--check")
    assert (checked.returncode, checked.stdout) == (1, "stale: nl/reiskosten.docx\nstale: nl/telewerk-2022.pdf\n")
    assert checked.stderr == "run 'python corpus/typeset.py' and commit what it builds\n"
    built = typeset(copy)
    assert (built.returncode, built.stdout) == (0, "built: nl/reiskosten.docx\nbuilt: nl/telewerk-2022.pdf\n")
    assert (copy / "nl/telewerk-2022.pdf").read_bytes() == (CORPUS / "nl/telewerk-2022.pdf").read_bytes()
    assert typeset(copy, "--check").returncode == 0


def test_an_unknown_option_is_refused(tmp_path: Path) -> None:
    shutil.copy(CORPUS / "typeset.py", tmp_path)
    refused = typeset(tmp_path, "--clean")
    assert (refused.returncode, refused.stderr) == (2, "usage: python corpus/typeset.py [--check]\n")
