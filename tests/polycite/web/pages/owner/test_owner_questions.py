"""The owner sees what nobody could answer and what people said."""

from __future__ import annotations

import shlex
from dataclasses import replace

from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.journal import Feedback
from polycite.model import ANONYMOUS, Scope
from polycite.ports import Journal
from tests.polycite.web.journals import DECLINED, asked
from tests.polycite.web.pages.owner.owner_page import owner_page, words
from tests.polycite.web.shelves import QUESTION, TEXTS


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
