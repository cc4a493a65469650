"""The owner sees what nobody could answer, what people said and what files need; nobody else sees anything."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from polycite.adapters.index.memory import MemoryLibrary
from polycite.adapters.journal.sqlite import journal_in_memory
from polycite.ask import Asker
from polycite.journal import Feedback
from polycite.last_ingest import Faulty, LastIngest, write_last_ingest
from polycite.model import ANONYMOUS, LANGUAGES, Scope
from polycite.ports import Journal
from polycite.web.app import create_app
from polycite.web.pages.rendering import CONTENT_SECURITY, texts
from polycite.web.site import Site
from tests.polycite.web.journals import DECLINED, HOSTILE, BrokenJournal, asked
from tests.polycite.web.pages.owner_page import HERE, JOURNAL, KEY, OWNER, owner_page, words
from tests.polycite.web.shelves import QUESTION, TEXTS

INGESTED = LastIngest(
    at=datetime(2026, 6, 1, 9, 30, tzinfo=UTC),
    root="/srv/documents",
    generation="1",
    published=True,
    documents=4,
    passages=9,
    seconds=12.5,
    outcomes={"live": 4, "quarantined": 2, "vanished": 1},
    faulty=(
        Faulty(f"nl/{HOSTILE}.pdf", "quarantined", "encrypted", "asks for a password: save it without one"),
        Faulty("fr/note.odd", "quarantined", "odd_reason", "odd <b>thing</b>: mend it"),
    ),
)


@pytest.fixture
def journal() -> Journal:
    return journal_in_memory()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def site(asker: Asker, journal: Journal, folder: Path) -> Iterator[TestClient]:
    shown = Site(owner=KEY, folder=folder)
    with TestClient(create_app(asker, site=shown, journal=journal), base_url=HERE) as client:
        yield client


# Who sees it


@pytest.mark.parametrize("address", [OWNER, JOURNAL])
def test_it_is_not_there_unless_the_operator_shows_it(asker: Asker, address: str) -> None:
    with TestClient(create_app(asker), base_url=HERE) as site:
        shut, nowhere = site.get(address), site.get("/nowhere")
    assert shut.status_code == 404
    assert shut.json()["type"] == nowhere.json()["type"]


@pytest.mark.parametrize("address", [OWNER, JOURNAL])
@pytest.mark.parametrize(
    "headers",
    [{"Host": "polycite.example"}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"Via": "1.1 p"}],
)
def test_it_is_not_there_for_who_comes_from_elsewhere(site: TestClient, address: str, headers: dict[str, str]) -> None:
    assert site.get(address).status_code == 200
    assert site.get(address, headers=headers).status_code == 404


@pytest.mark.parametrize("path", ["/owner", "/owner/journal.jsonl"])
@pytest.mark.parametrize("query", ["", "?key=", f"?key={KEY[:-1]}", "?key=%C3", f"?lang=nl&Key={KEY}"])
def test_it_is_not_there_without_the_key_for_who_seems_to_be_here(site: TestClient, path: str, query: str) -> None:
    """As through a reverse proxy that passes on neither the name it was asked by nor a header of its own."""
    refused = site.get(path + query)
    assert refused.status_code == 404
    assert refused.json()["type"] == site.get("/nowhere").json()["type"]


def test_its_own_links_keep_the_key(site: TestClient) -> None:
    tree = owner_page(site).tree
    own = [*tree.xpath("//a[@download]/@href"), *tree.xpath("//a[@hreflang]/@href")]
    assert len(own) == 1 + len(LANGUAGES)
    assert {site.get(one).status_code for one in own} == {200}
    others = set(tree.xpath("//@href|//@src|//@action")) - set(own)
    assert not any("key=" in one for one in others)


def test_a_page_of_it_is_kept_by_no_cache_and_framed_by_nobody(site: TestClient) -> None:
    headers = site.get(OWNER).headers
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"] == CONTENT_SECURITY


# Questions


def test_unanswered_questions_stand_together_and_most_asked_first(
    asker: Asker, site: TestClient, journal: Journal
) -> None:
    asked(asker, journal, QUESTION, "Wie won de koers?", DECLINED, DECLINED.upper(), f"{DECLINED[:-1]} ?")
    rows = owner_page(site).rows("unanswered")
    assert [(row[0].split("?")[0].strip().casefold(), row[1]) for row in rows] == [
        ("wie won de ronde van vlaanderen", "3"),
        ("wie won de koers", "1"),
    ]


def test_the_command_that_makes_gold_of_a_question_survives_a_shell(
    asker: Asker, site: TestClient, journal: Journal
) -> None:
    question = "Wie won 'de' \"ronde\" van $HOME; en `wanneer`?"
    asked(asker, journal, question)
    (command,) = owner_page(site).tree.xpath('//section[@aria-labelledby="unanswered"]//code')
    assert shlex.split(words(command)) == ["polycite", "gold", "add", "--language", "nl", "--question", question]


def test_the_nearest_document_leads_to_its_passage(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, DECLINED)
    (line,) = journal.lines()
    (passage, _), *_ = asker.library.current().passages([line.kept.nearest[0].passage], Scope(ANONYMOUS))
    (link,) = owner_page(site).links("unanswered")
    assert link.startswith(f"/view/{passage.document}?start={passage.span.start}&end={passage.span.end}")


def test_questions_that_were_not_kept_are_counted(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, DECLINED)
    (line,) = journal.lines()
    journal.keep(replace(line.kept, id="ans_x", question=None), ANONYMOUS)
    page = owner_page(site)
    assert len(page.rows("unanswered")) == 1
    assert "not kept, because of the settings: 1." in page.says("unanswered")


def test_what_was_asked_is_counted(asker: Asker, site: TestClient, journal: Journal) -> None:
    well, bad, *_ = asked(asker, journal, QUESTION, "Quel congé ai-je par an ?", DECLINED, QUESTION)
    journal.give(well, ANONYMOUS, Feedback("up"))
    journal.give(bad, ANONYMOUS, Feedback("down"))
    declined = sum(line.kept.reason is not None for line in journal.lines())
    told = owner_page(site).tree.xpath('//dl[@class="owner-counts"]/div')
    assert [words(one) for one in told] == [
        "Questions4",
        f"Answered{4 - declined}",
        f"Not answered{declined}",
        "Found helpful1",
        "Found unhelpful1",
    ]


# Feedback


def test_what_did_not_help_stands_first_with_its_reason_and_its_places(
    asker: Asker, site: TestClient, journal: Journal
) -> None:
    well, bad = asked(asker, journal, "Hoeveel euro vergoeding krijgt wie thuis werkt?", QUESTION)
    journal.give(well, ANONYMOUS, Feedback("up"))
    journal.give(bad, ANONYMOUS, Feedback("down", "Dit is oud.", ("outdated",)))
    page = owner_page(site)
    assert [(row[0], row[1], row[2]) for row in page.rows("feedback")] == [
        (QUESTION, "Not helpful", "Dit is oud. outdated"),
        ("Hoeveel euro vergoeding krijgt wie thuis werkt?", "Helpful", "–"),
    ]
    start = TEXTS["telewerk.txt"].index("Telewerk is")
    assert page.links("feedback")[0].startswith(f"/view/telewerk.txt?start={start}&end=")


def test_a_place_in_a_document_that_is_gone_is_no_link(asker: Asker, site: TestClient, journal: Journal) -> None:
    (identifier,) = asked(asker, journal, QUESTION)
    journal.give(identifier, ANONYMOUS, Feedback("down"))
    with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf"):
        pass
    page = owner_page(site)
    assert page.rows("feedback")[0][4] == "–"
    assert page.links("feedback") == []


def test_a_question_is_shown_without_personal_data_and_leads_to_no_page_that_has_it(site: TestClient) -> None:
    answer = site.post("/v1/ask", json={"question": f"{QUESTION} Ik ben jan@kantoor.be"}).json()
    site.post("/v1/feedback", json={"answer_id": answer["id"], "vote": "down"})
    page = owner_page(site)
    assert page.rows("feedback")[0][0] == f"{QUESTION} Ik ben [e-mail]"
    assert page.links("feedback")
    assert not any("jan@" in site.get(link).text for link in page.links("feedback"))


# The last reading of the folder


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


# Documents


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


# Before anything is there, and when something fails


def test_an_empty_service_says_what_to_do(asker: Asker, folder: Path) -> None:
    empty = replace(asker, library=MemoryLibrary())
    with TestClient(create_app(empty, site=Site(owner=KEY, folder=folder)), base_url=HERE) as site:
        page = owner_page(site)
    assert "polycite ingest FOLDER" in page.says("documents")
    assert "Every question so far was answered." in page.says("unanswered")
    assert "Nobody has said anything" in page.says("feedback")
    assert "No differences" in page.says("drift")


def test_a_journal_that_fails_is_a_problem_and_no_empty_page(asker: Asker) -> None:
    with TestClient(create_app(asker, site=Site(owner=KEY), journal=BrokenJournal()), base_url=HERE) as site:
        assert site.get(OWNER).status_code == 503


# Words


def test_what_people_wrote_is_text_and_nothing_else(
    asker: Asker, site: TestClient, journal: Journal, folder: Path
) -> None:
    (bad, _) = asked(asker, journal, f"{QUESTION} {HOSTILE}", f"{DECLINED} {HOSTILE}")
    journal.give(bad, ANONYMOUS, Feedback("down", HOSTILE))
    write_last_ingest(folder, INGESTED)
    page = owner_page(site)
    assert page.tree.xpath("//script|//img|//*[@onerror]|//*[@style]|//style") == []
    assert [row[2] for row in page.rows("feedback")] == [HOSTILE]
    assert all(HOSTILE in page.says(section) for section in ("feedback", "unanswered", "ingest"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_caption_and_headings_in_the_language_of_the_page(
    asker: Asker, site: TestClient, journal: Journal, folder: Path, language: str
) -> None:
    (bad, _) = asked(asker, journal, QUESTION, DECLINED)
    journal.give(bad, ANONYMOUS, Feedback("down", "nee"))
    write_last_ingest(folder, INGESTED)
    page = owner_page(site, language)
    assert page.tree.get("lang") == language
    for table in page.tree.xpath("//table"):
        assert words(table.xpath("./caption")[0])
        assert {one.get("scope") for one in table.xpath("./thead//th")} == {"col"}
        assert {one.get("scope") for one in table.xpath("./tbody//th")} == {"row"}
        for row in table.xpath("./tbody/tr"):
            assert [one.get("data-name") for one in row] == [words(one) for one in table.xpath("./thead//th")]
    assert len(page.tree.xpath("//table")) == 4


def test_the_words_of_the_page_are_there_in_every_language() -> None:
    keys = {language: {key for key in texts(language) if key.startswith("owner_")} for language in LANGUAGES}
    assert keys["nl"] == keys["fr"] == keys["en"]
    for key in keys["nl"]:
        holes = {tuple(sorted(part.split("}")[0] for part in texts(one)[key].split("{")[1:])) for one in LANGUAGES}
        assert len(holes) == 1, key


# The journal as a file


def test_the_journal_can_be_taken_as_a_file(asker: Asker, site: TestClient, journal: Journal) -> None:
    asked(asker, journal, QUESTION, DECLINED)
    response = site.get(JOURNAL)
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.headers["content-disposition"] == 'attachment; filename="journal.jsonl"'
    assert sorted(json.loads(line)["question"] for line in response.text.splitlines()) == sorted([QUESTION, DECLINED])
