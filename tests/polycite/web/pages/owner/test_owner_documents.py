"""The owner sees what files need, and how the documents stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.last_ingest import Noted, write_last_ingest
from polycite.model import LANGUAGES
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.site import Site
from tests.polycite.web.journals import HOSTILE, asked
from tests.polycite.web.pages.owner.last import INGESTED
from tests.polycite.web.pages.owner.owner_page import HERE, JOURNAL, KEY, OWNER, owner_page


def test_each_file_that_failed_has_its_reason_and_what_to_do(site: TestClient, folder: Path) -> None:
    write_last_ingest(folder, INGESTED)
    page = owner_page(site)
    assert page.rows("ingest") == [
        [
            f"nl/{HOSTILE}.pdf",
            "Not indexed",
            "It has a password. Save it without one. asks for a password: save it without one",
        ],
        ["fr/note.odd", "Not indexed", "odd <b>thing</b>: mend it"],
    ]
    assert "4 documents in the index, read in 12.5 seconds from /srv/documents" in page.says("ingest")
    assert "Not indexed: 2 vanished: 1" in page.says("ingest")


def test_no_number_of_the_last_reading_tells_of_documents_for_others(site: TestClient, folder: Path) -> None:
    said = []
    for more in (0, 3):
        outcomes = {"live": 4 + more, "unchanged": more, "skipped": 1}
        write_last_ingest(folder, replace(INGESTED, documents=4 + more, passages=9 + more, outcomes=outcomes))
        said.append(owner_page(site).says("ingest"))
    assert said[0] == said[1]
    assert "Skipped: 1" in said[0]


def test_the_time_it_took_has_the_decimals_of_the_readers_language(site: TestClient, folder: Path) -> None:
    write_last_ingest(folder, INGESTED)
    said = {language: owner_page(site, language).says("ingest") for language in LANGUAGES}
    assert "in 12,5 seconden ingelezen" in said["nl"]
    assert "lus en 12,5 secondes" in said["fr"]
    assert "read in 12.5 seconds" in said["en"]


def test_without_a_report_it_says_how_to_get_one(site: TestClient) -> None:
    assert "polycite ingest FOLDER" in owner_page(site).says("ingest")


def test_a_run_without_faults_says_so(site: TestClient, folder: Path) -> None:
    write_last_ingest(folder, replace(INGESTED, faulty=()))
    assert "No file needs your attention." in owner_page(site).says("ingest")


NOTED = (
    Noted("telewerk.txt", "page 3 <b>shows</b> no text"),
    Noted("salaries.txt", "the confidential annex shows no text"),
)
"""Of a document for everyone, and of one for others."""


def test_a_note_on_a_file_that_was_read_is_shown_beside_it(site: TestClient, folder: Path) -> None:
    write_last_ingest(folder, replace(INGESTED, faulty=(), noted=NOTED))
    captions = {"nl": "met een opmerking.", "fr": "avec une remarque.", "en": "with a note."}
    for language, caption in captions.items():
        page = owner_page(site, language)
        assert page.rows("ingest") == [["telewerk.txt", "page 3 <b>shows</b> no text"]]
        assert caption in page.says("ingest")
    assert "No file needs your attention." not in owner_page(site).says("ingest")


def test_a_note_on_a_document_for_others_alone_leaves_nothing_to_do(site: TestClient, folder: Path) -> None:
    write_last_ingest(folder, replace(INGESTED, faulty=(), noted=NOTED[1:]))
    assert owner_page(site).rows("ingest") == []
    assert "No file needs your attention." in owner_page(site).says("ingest")


def test_documents_say_their_language_day_and_standing(site: TestClient) -> None:
    rows = {row[0]: row[1:] for row in owner_page(site).rows("documents")}
    assert rows["Nota <telewerk> & thuis telewerk.txt"] == ["Dutch", "–", "Yes", "–"]
    assert rows["Nota 2019 telewerk-2019.txt"] == ["Dutch", "–", "Replaced by Nota <telewerk> & thuis", "–"]
    assert rows["conges.pdf conges.pdf"] == ["French", "–", "Yes", "1"]


def test_a_document_for_others_is_nowhere_on_it(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, "What is the salary of the director in the sealed annex?")
    shown = site.get(OWNER).text + site.get(JOURNAL).text
    assert "salaries.txt" not in shown
    assert "confidential" not in shown


def test_versions_that_drifted_stand_side_by_side(shelf: Callable[..., Asker], journal: Journal) -> None:
    said = (
        ("nl.txt", "Telewerk is toegestaan op twee dagen per week."),
        ("fr.txt", "Le télétravail est permis 3 jours."),
    )
    texts_by_path = {path: f"{text} Meer staat er niet." for path, text in said}
    asker = shelf(texts_by_path, {path: {"family": "telework"} for path, _ in said}, versions=[said])
    with TestClient(create_app(asker, site=Site(owner=KEY), journal=journal), base_url=HERE) as site:
        for _ in range(2):
            page = owner_page(site)
            ((matter, one, other),) = page.rows("drift")
            assert matter == "Figures"
            assert {one, other} == {f"{text} {path}" for path, text in said}
            assert f"/view/nl.txt?start=0&end={len(said[0][1])}#quote" in page.links("drift")
