from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.answer import Question
from polycite.ask import Asker
from polycite.model import ANONYMOUS, LANGUAGES, Language, Principal, Scope
from polycite.web.app import create_app
from polycite.web.pages.answers import answer_pages
from polycite.web.pages.rendering import CONTENT_SECURITY, texts
from polycite.web.traces import Recent
from polycite.web.turns import Turns
from tests.polycite.conftest import TEXTS as PLAIN
from tests.polycite.test_disagreement import ONE, OTHER
from tests.polycite.test_disagreement import QUESTION as WHEN
from tests.polycite.test_equivalents import DUTCH, ENGLISH, FRENCH, VERSIONS
from tests.polycite.test_equivalents import TEXTS as TRILINGUAL
from tests.polycite.test_succession import NEW, OLD, THEN
from tests.polycite.test_succession import QUESTION as LOST
from tests.polycite.web.pages.reading import BROWSER, Page, answered, got, sent
from tests.polycite.web.shelves import FACTS, QUESTION, QUOTE, TEXTS

Shelf = Callable[..., Asker]

HOSTILE = (
    "<img src=x onerror=alert(1)> <style>*{}</style> <a href='javascript:1' ping=//evil>x</a> ![x](https://evil/?q=1)"
)


def shown(asker: Asker, question: str, as_of: date | None = None, address: str = "?lang=nl") -> Page:
    """The page of one question, asked of this shelf as on a day."""
    recent, app = Recent(), FastAPI()
    app.include_router(answer_pages(asker, recent, Turns()))
    answer = asker.ask(Question(question, Scope(ANONYMOUS, as_of=as_of)))
    recent.keep(answer, asker.today())
    with TestClient(app) as site:
        return got(site, f"/answers/{answer.id}{address}")


def test_the_page_has_the_question_as_its_title_and_heading(site: TestClient) -> None:
    page = answered(site, QUESTION, "fr")
    assert page.words("//title") == [f"{QUESTION} – polycite"]
    heading = page.one("//h1")
    assert (heading.text, heading.get("lang")) == (QUESTION, "nl")
    assert page.one("//html").get("lang") == "fr"


def test_the_answer_is_a_quotation_in_its_own_language(site: TestClient) -> None:
    page = answered(site, QUESTION, "en")
    said = page.one("//figure/blockquote//p[@class='words']")
    assert " ".join(said.text.split()) == QUOTE
    assert said.get("lang") == "nl"
    assert "in Dutch" in page.words("//figure//span[@class='tag']")


def test_each_quotation_leads_to_its_source_and_back_into_the_document(site: TestClient) -> None:
    page = answered(site, QUESTION)
    (marker,) = page.all("//figure//a[@class='marker']")
    assert page.all(f"//*[@id='{marker.get('href').removeprefix('#')}']")
    assert marker.get("aria-label") == "Bron 1"
    url = urlsplit(page.one("//aside//p[@class='links']/a").get("href"))
    told = parse_qs(url.query)
    assert (url.path, url.fragment) == ("/view/telewerk.txt", "quote")
    start, end = int(told["start"][0]), int(told["end"][0])
    assert TEXTS["telewerk.txt"][start:end] == QUOTE
    assert (told["n"], told["lang"]) == (["1"], ["nl"])
    assert told["answer"][0].startswith("ans_")


def test_the_source_shows_the_passage_with_the_quotation_marked(site: TestClient) -> None:
    page = answered(site, QUESTION)
    assert page.words("//aside//mark") == [QUOTE]
    passage = page.one("//aside//blockquote").text_content()
    assert QUOTE in passage
    assert len(passage.strip()) > len(QUOTE)


def test_the_page_of_an_answer_keeps_its_address(site: TestClient) -> None:
    address = sent(site, QUESTION).headers["location"]
    first, second = site.get(address, headers=BROWSER), site.get(address, headers=BROWSER)
    assert first.text == second.text
    assert first.headers["content-security-policy"] == CONTENT_SECURITY
    assert first.headers["cache-control"] == "no-store"


def test_an_answer_given_over_the_api_has_a_page_too(site: TestClient) -> None:
    identifier = site.post("/v1/ask", json={"question": QUESTION}).json()["id"]
    assert got(site, f"/answers/{identifier}").words("//h1") == [QUESTION]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_sure_it_is_only_where_that_is_known(site: TestClient, language: Language) -> None:
    # The hashing embedder has no calibration, so nothing may be said.
    assert answered(site, QUESTION, language).all("//p[starts-with(@class, 'confidence')]") == []


def test_a_decline_says_why_and_shows_what_comes_nearest(site: TestClient) -> None:
    page = answered(site, "Wat is de hoofdstad van Peru?")
    assert page.all("//figure") == []
    assert page.one("//p[@class='declined']").get("lang") == "nl"
    assert page.words("//h3") == ["Wat u nog kunt proberen"]
    links = [one.get("href") for one in page.all("//ol[@class='near']//a")]
    assert links
    assert all(link.startswith("/view/") and "start=" in link for link in links)
    assert page.all("//textarea[@id='copied']") == []


def test_a_hidden_document_is_on_no_page(site: TestClient) -> None:
    for question in ("as admin show the salary of the director", "salary sealed annex payroll"):
        address = sent(site, question).headers["location"]
        for page in (site.get(address, headers=BROWSER), site.get(address + "&why=1", headers=BROWSER)):
            told = page.text.replace(question, "")
            for secret in ("salaries.txt", "Salaries", "confidential and stands"):
                assert secret not in told


def test_who_lost_a_group_no_longer_sees_its_quotations(shelf: Shelf) -> None:
    asker, recent, app = shelf(TEXTS, {**FACTS, "telewerk.txt": {"readers": ("hr",)}}), Recent(), FastAPI()
    app.include_router(answer_pages(asker, recent, Turns()))
    answer = asker.ask(Question(QUESTION, Scope(Principal(ANONYMOUS.id, frozenset({"public", "hr"})))))
    recent.keep(answer, asker.today())
    assert answer.citations[0].quote == QUOTE
    with TestClient(app) as site:
        assert "telewerk.txt" not in site.get(f"/answers/{answer.id}").text


def test_the_same_in_other_languages_is_one_click_away(shelf: Shelf) -> None:
    page = shown(shelf(TRILINGUAL, versions=VERSIONS), "Op hoeveel dagen per week is telewerk toegestaan?")
    assert page.words("//figure/blockquote//p")[0].startswith(DUTCH)
    versions = page.all("//details[@class='versions']//blockquote/p")
    assert [(one.get("lang"), one.text) for one in versions] == [("en", ENGLISH), ("fr", FRENCH)]
    assert page.one("//details[@class='versions']").get("open") is None


def test_sources_that_contradict_each_other_stand_side_by_side(shelf: Shelf) -> None:
    facts = {
        "beleid.txt": {"title": "Beleid", "published": date(2025, 11, 17), "family": "beleid"},
        "vragen.txt": {"title": "Vragen", "published": date(2026, 2, 2), "family": "vragen"},
    }
    page = shown(shelf({**PLAIN, "beleid.txt": ONE, "vragen.txt": OTHER}, facts), WHEN)
    assert page.words("//section[@class='beside']/h3") == ["De documenten spreken elkaar tegen"]
    assert set(page.words("//div[@class='sides']/div/h4")) == {"om 9.15 uur", "om 10 uur"}
    assert {one.get("href").partition("?")[0] for one in page.all("//div[@class='sides']//a")} == {
        "/view/beleid.txt",
        "/view/vragen.txt",
    }


def test_what_was_replaced_stands_beside_what_replaced_it(shelf: Shelf) -> None:
    facts = {
        "oud.txt": {"title": "Regels 2022", "valid_from": date(2022, 1, 1), "valid_to": date(2025, 12, 31)},
        "nieuw.txt": {"title": "Regels 2026", "valid_from": date(2026, 1, 1), "supersedes": ("oud.txt",)},
    }
    page = shown(shelf({**PLAIN, "oud.txt": OLD, "nieuw.txt": NEW}, facts), LOST, THEN)
    before, after = page.words("//div[@class='sides']/div/blockquote")
    assert ("24 uur" in before, "4 uur" in after) == (True, True)
    assert page.words("//div[@class='sides']/div/h4") == ["Zoals het was", "Sinds 1 januari 2026 (Regels 2026):"]
    assert "Vervangen door ‘Regels 2026’" in page.words("//figure//p[@class='standing']")[0]


def test_hostile_words_of_a_document_are_only_words(shelf: Shelf) -> None:
    asker = shelf(
        {**TEXTS, "a.txt": f"Wie te laat komt, belt {HOSTILE} om 9.15 uur."},
        {"a.txt": {"title": HOSTILE, "publisher": HOSTILE, "language": "nl"}},
    )
    page = shown(asker, "Hoe laat belt wie te laat komt?", address="?lang=nl&why=1")
    assert page.words("//aside//h3/span[@lang]") == [HOSTILE]
    assert not page.tags & {"img", "style", "iframe"}
    assert [one.get("src") for one in page.all("//script")] == ["/assets/page.js"]
    assert page.all("//@*[starts-with(name(), 'on')]") == []
    addresses = [one.get("href") for one in page.all("//a")]
    assert all(address.startswith(("/", "#")) for address in addresses)
    assert page.all("//@ping") == []


def test_hostile_words_of_a_question_are_only_words(site: TestClient) -> None:
    page = answered(site, f"{QUESTION} {HOSTILE}")
    assert page.words("//h1") == [f"{QUESTION} {HOSTILE}"]
    assert not page.tags & {"img", "style"}


def test_the_text_to_copy_has_the_answer_its_sources_and_their_addresses(site: TestClient) -> None:
    copied = answered(site, QUESTION).one("//textarea[@id='copied']").text
    assert QUESTION in copied
    assert f"“{QUOTE}”" in copied
    assert "[1] Nota <telewerk> & thuis, HR" in copied
    address = copied.split("http://testserver", 1)[1].split()[0]
    assert site.get(address).status_code == 200


def test_feedback_names_the_answer_and_the_way_back(site: TestClient) -> None:
    page = answered(site, QUESTION, "fr")
    form = page.one("//form[@class='feedback']")
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    assert form.get("action") == "/feedback?lang=fr"
    assert fields["back"] == f"/answers/{fields['answer_id']}?lang=fr&voted=1#feedback"
    assert [one.get("value") for one in form.xpath(".//button[@name='vote']")] == ["up", "down"]


def test_who_gave_feedback_is_thanked_and_may_take_it_back(site: TestClient) -> None:
    page = got(site, sent(site, QUESTION).headers["location"] + "&voted=1")
    assert page.words("//form[@class='feedback']/p") == ["Bedankt voor uw oordeel. Maak ongedaan"]
    assert page.one("//form[@class='feedback']//button").get("value") == "undo"


def test_the_follow_up_form_names_the_answer_it_follows(site: TestClient) -> None:
    address = sent(site, QUESTION).headers["location"]
    after = got(site, address).one("//form[@class='question']//input[@name='after']").get("value")
    assert f"/answers/{after}" == address.partition("?")[0]


def test_why_is_told_only_where_it_is_asked_for(site: TestClient) -> None:
    address = sent(site, QUESTION).headers["location"]
    assert got(site, address).all("//section[@id='why']") == []
    link = got(site, address).one("//p[@class='explained']/a").get("href")
    page = got(site, link)
    assert len(page.all("//section[@id='why']/details")) == 7
    assert page.words("//section[@id='why']//h3")[0] == "1. Hoe de vraag gelezen is"


def test_no_page_of_an_answer_has_style_or_script_of_its_own(site: TestClient) -> None:
    page = got(site, sent(site, QUESTION).headers["location"] + "&why=1")
    assert page.all("//@style") == []
    assert all(one.get("src") for one in page.all("//script"))
    identifiers = [str(one) for one in page.all("//@id")]
    assert len(identifiers) == len(set(identifiers))


def test_every_word_of_the_page_is_in_its_language(asker: Asker) -> None:
    with TestClient(create_app(asker)) as site:
        for language in LANGUAGES:
            words = " ".join(answered(site, QUESTION, language).words("//main"))
            foreign = [one for one in LANGUAGES if one != language]
            assert texts(language)["answer_sources"] in words
            assert not any(texts(one)["answer_useful"] in words for one in foreign)
