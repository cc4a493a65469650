"""Claims about the sample corpus as a whole: how much there is of what, and that its catalogue is complete."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingest.catalog import Listing
from ingest.walk import Found, walk
from tests.corpus.papers import (
    CATALOG,
    CORPUS,
    LANGUAGES,
    LISTED,
    LISTINGS,
    PDFS,
    body_of,
    families,
    figures,
    flat,
    pages_of,
    text_of,
    versions,
)

NOTICE = {"nl": "VOORBEELDDOCUMENT", "fr": "DOCUMENT D’EXEMPLE", "en": "SAMPLE DOCUMENT"}
REPLACED = sorted({old for known in LISTINGS for old in known.supersedes})


def test_the_catalogue_lists_every_document_and_no_other() -> None:
    found = [one.path for one in walk(CORPUS, CATALOG.ignored) if isinstance(one, Found)]
    assert found == LISTED


@pytest.mark.parametrize("path", LISTED)
def test_every_listing_is_complete(path: str) -> None:
    known = CATALOG.listings[path]
    assert known.language == path[:2]
    assert known.valid_from
    assert known.published
    assert known.valid_from >= known.published
    assert all((known.title, known.publisher, known.family, known.readers))


def test_titles_and_addresses_tell_documents_apart() -> None:
    assert len({known.title for known in LISTINGS}) == len(LISTINGS)
    addresses = [known.url for known in LISTINGS if known.url]
    assert len(set(addresses)) == len(addresses)


def test_the_corpus_is_large_enough_to_measure_on() -> None:
    assert len(LISTED) >= 36
    assert sum(len(text_of(path).split()) for path in LISTED) >= 60_000
    assert sum(len(pages_of(path)) for path in PDFS) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_about_a_third_of_documents_and_words(language: str) -> None:
    documents = Counter(path[:2] for path in LISTED)
    words = Counter(path[:2] for path in LISTED for _ in text_of(path).split())
    for counted in (documents, words):
        assert 0.29 <= counted[language] / counted.total() <= 0.38


def test_the_formats_are_those_an_organisation_has() -> None:
    assert Counter(Path(path).suffix for path in LISTED) == {".pdf": 49, ".docx": 5, ".html": 2, ".md": 2, ".txt": 2}


def test_forty_families_of_which_eight_in_three_languages() -> None:
    languages = {name: sorted(str(known.language) for known in known_as) for name, known_as in families().items()}
    assert len(languages) == 40
    assert sum(spoken == ["en", "fr", "nl"] for spoken in languages.values()) >= 8
    assert all(len(set(spoken)) == len(spoken) for spoken in languages.values())


def test_the_versions_of_a_family_are_in_force_together() -> None:
    for known_as in families().values():
        assert len({(known.published, known.valid_from, known.valid_to, known.readers) for known in known_as}) == 1


@pytest.mark.parametrize("path", LISTED)
def test_a_document_says_early_that_it_is_a_sample(path: str) -> None:
    assert NOTICE[path[:2]] in text_of(path)[:1500]


@pytest.mark.parametrize("path", LISTED)
def test_a_document_bears_the_date_its_listing_gives(path: str) -> None:
    known = CATALOG.listings[path]
    assert known.published
    assert re.search(rf"\b{known.published.day}(?:er)?\s\w+\s{known.published.year}\b", text_of(path))


@pytest.mark.parametrize("path", PDFS)
def test_a_pdf_has_three_to_ten_numbered_pages(path: str) -> None:
    pages = pages_of(path)
    assert 3 <= len(pages) <= 10
    assert re.search(rf"(Pagina|Page) {len(pages)} (van|sur|of) {len(pages)}\b", pages[-1].replace("\xa0", " "))


@pytest.mark.parametrize("path", PDFS)
def test_a_pdf_page_holds_a_realistic_number_of_words(path: str) -> None:
    assert 200 <= len(text_of(path).split()) / len(pages_of(path)) <= 450


def test_at_least_four_documents_are_replaced_by_newer_ones() -> None:
    assert REPLACED == [
        "en/information-security-2023.pdf",
        "fr/conges-2024.pdf",
        "fr/domicile-travail-2023.pdf",
        "nl/opleiding-2023.pdf",
        "nl/reiskosten-2023.pdf",
        "nl/telewerk-2022.pdf",
    ]


def successors(path: str) -> list[Listing]:
    """The documents that replace one."""
    return [known for known in LISTINGS if path in known.supersedes]


@pytest.mark.parametrize("path", REPLACED)
def test_a_replaced_document_ends_the_day_before_its_successor_starts(path: str) -> None:
    old = CATALOG.listings[path]
    assert old.valid_to
    assert {new.valid_from for new in successors(path)} == {old.valid_to + timedelta(days=1)}


@pytest.mark.parametrize("path", REPLACED)
def test_a_replaced_document_is_a_family_named_after_its_successor_and_its_year(path: str) -> None:
    old = CATALOG.listings[path]
    assert old.valid_from
    (name,) = {new.family for new in successors(path)}
    assert old.family == f"{name}-{old.valid_from.year}"
    assert sorted(new.path for new in successors(path)) == sorted(versions(str(name)).values())


@pytest.mark.parametrize("path", REPLACED)
def test_a_replaced_document_gives_other_figures_than_its_successor(path: str) -> None:
    old = set(figures(body_of(path), path[:2]))
    for new in successors(path):
        assert len(old - set(figures(body_of(new.path), new.path[:2]))) >= 10


def test_all_but_the_replaced_documents_are_in_force_at_the_end_of_2026() -> None:
    day = date(2026, 11, 21)
    in_force = [known.path for known in LISTINGS if (known.valid_from or day) <= day <= (known.valid_to or day)]
    assert sorted(set(LISTED) - set(in_force)) == REPLACED


def test_four_documents_are_kept_from_the_public() -> None:
    assert {known.path: known.readers for known in LISTINGS if known.readers != ("public",)} == {
        "en/pay-bands.docx": ("hr",),
        "en/board-minutes.pdf": ("board",),
        "en/incident-response.pdf": ("security",),
        "fr/enquetes-internes.pdf": ("hr",),
    }


def test_only_what_everyone_may_read_has_an_address_on_the_site() -> None:
    assert all(bool(known.url) == (known.readers == ("public",)) for known in LISTINGS)


def test_the_telephone_number_of_the_records_desk_is_its_own() -> None:
    holders = {known.family for known in LISTINGS if "02 555 01 78" in flat(known.path)}
    assert holders == {"records"}
    assert "data-protection" in {known.family for known in LISTINGS if "02 555 01 62" in flat(known.path)}


README = (CORPUS / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_family_with_its_documents() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \|", README, re.MULTILINE)
    told = {name: sorted(re.findall(r"`([^`]+)`", documents)) for name, documents in rows}
    assert told == {name: sorted(known.path for known in known_as) for name, known_as in families().items()}


def test_the_readme_counts_what_there_is() -> None:
    words = sum(len(text_of(path).split()) for path in LISTED)
    told = (
        f"{round(words, -3):,} words, {sum(len(pages_of(path)) for path in PDFS)} PDF pages, {len(families())} families"
    )
    assert told in " ".join(README.split())
    for language, number in Counter(path[:2] for path in LISTED).items():
        assert re.search(rf"`{language}` \({number}(?: documents)?\)", README)
