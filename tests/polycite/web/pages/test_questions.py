from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.model import LANGUAGES, Language
from polycite.question import LONGEST
from polycite.web.app import create_app
from polycite.web.pages.rendering import texts
from polycite.web.site import Site
from tests.polycite.web.pages.reading import BROWSER, answered, got, page, sent
from tests.polycite.web.shelves import QUESTION

HOSTILE = '<img src=x onerror=alert(1)>"><script>1</script>'


@pytest.fixture
def suggesting(asker: Asker) -> Iterator[TestClient]:
    site = Site(suggestions={"nl": (QUESTION, HOSTILE), "fr": ("Combien de jours de congé ?",)})
    with TestClient(create_app(asker, site=site)) as client:
        yield client


def test_the_first_page_has_one_labelled_field_and_a_button(site: TestClient) -> None:
    shown = got(site, "/?lang=nl")
    field = shown.one("//textarea")
    assert shown.words(f"//label[@for='{field.get('id')}']") == ["Uw vraag"]
    assert shown.words("//form[@class='question']//button") == ["Zoek het antwoord"]
    assert shown.one("//form[@class='question']").get("method") == "post"


def test_the_field_names_its_hint_and_no_error(site: TestClient) -> None:
    field = got(site, "/").one("//textarea")
    assert field.get("aria-describedby") == "question-hint"
    assert field.get("aria-invalid") is None
    assert field.get("autofocus") is None


@pytest.mark.parametrize(("language", "title"), [("nl", "Vraag het"), ("fr", "Interrogez"), ("en", "Ask the")])
def test_the_first_page_speaks_each_language(site: TestClient, language: str, title: str) -> None:
    shown = got(site, f"/?lang={language}")
    assert shown.one("//html").get("lang") == language
    assert shown.words("//h1")[0].startswith(title)
    assert shown.words("//title")[0].startswith(title)


def test_a_question_can_be_written_in_an_address_without_being_asked(site: TestClient) -> None:
    shown = got(site, "/?question=Hoe%20lang%3F")
    assert shown.one("//textarea").text.strip() == "Hoe lang?"
    assert shown.all("//blockquote") == []


def test_sending_the_form_leads_to_the_page_of_the_answer(site: TestClient) -> None:
    response = sent(site, QUESTION, "fr")
    assert response.status_code == 303
    assert response.headers["location"].startswith("/answers/ans_")
    assert response.headers["location"].endswith("?lang=fr")


def test_an_answers_address_never_repeats_the_host_that_was_sent(site: TestClient) -> None:
    told = site.post("/ask", data={"question": QUESTION}, headers={"host": "evil.example"}, follow_redirects=False)
    assert "evil" not in told.headers["location"]


@pytest.mark.parametrize("question", ["", "   ", "\r\n\t"])
def test_an_empty_question_gives_the_form_back_with_an_error_tied_to_the_field(site: TestClient, question: str) -> None:
    response = sent(site, question)
    assert response.status_code == 422
    shown = page(response.text)
    field = shown.one("//textarea")
    assert field.get("aria-invalid") == "true"
    assert field.get("autofocus") is not None
    assert "question-error" in field.get("aria-describedby").split()
    assert shown.words("//*[@id='question-error']") == ["Let op: vul een vraag in."]
    assert shown.words("//title")[0].startswith("Let op:")


def test_a_question_of_the_longest_length_is_asked(site: TestClient) -> None:
    assert sent(site, "telewerk dagen " * (LONGEST // 15)).status_code == 303


def test_a_question_that_is_too_long_is_kept_in_the_field(site: TestClient) -> None:
    long = "a" * (LONGEST + 1)
    response = sent(site, long, "en")
    assert response.status_code == 422
    shown = page(response.text)
    assert shown.one("//textarea").text.strip() == long
    assert shown.words("//*[@id='question-error']") == [
        f"Please note: the question is longer than {LONGEST} characters. Make it shorter."
    ]


def test_a_line_end_of_a_form_counts_as_one_character(site: TestClient) -> None:
    lines = "\r\n".join(["dagen telewerk per week"] * (LONGEST // 24))
    assert len(lines) > LONGEST - 24
    assert sent(site, lines).status_code == 303


def test_what_holds_no_words_is_said_to_be_unreadable(site: TestClient) -> None:
    response = sent(site, "\u202e\u200b", "fr")
    assert response.status_code == 422
    assert texts("fr")["ask_unreadable"] in " ".join(page(response.text).words("//*[@id='question-error']"))


def test_the_form_given_back_leads_to_other_languages_of_the_first_page(site: TestClient) -> None:
    shown = page(sent(site, "").text)
    assert {one.get("href") for one in shown.all("//nav[@class='tongues']/a")} == {
        "/?lang=nl",
        "/?lang=fr",
        "/?lang=en",
    }


def test_hostile_words_in_the_field_are_only_words(site: TestClient) -> None:
    response = sent(site, HOSTILE + "x" * LONGEST)
    shown = page(response.text)
    assert shown.one("//textarea").text.strip().startswith(HOSTILE)
    assert not shown.tags & {"img"}
    assert [one.get("src") for one in shown.all("//script")] == ["/assets/page.js"]


def test_suggestions_are_buttons_that_ask_them(suggesting: TestClient) -> None:
    shown = got(suggesting, "/?lang=nl")
    assert [one.get("value") for one in shown.all("//button[@name='question']")] == [QUESTION, HOSTILE]
    assert shown.words("//button[@name='question']")[0] == QUESTION
    assert got(suggesting, "/?lang=fr").words("//button[@name='question']") == ["Combien de jours de congé ?"]
    assert got(suggesting, "/?lang=en").all("//button[@name='question']") == []


def test_a_form_of_another_kind_is_refused(site: TestClient) -> None:
    for kind in ("application/json", "multipart/form-data", "text/plain"):
        told = site.post("/ask", content="question=x", headers={"content-type": kind})
        assert (told.status_code, told.headers["content-type"]) == (415, "application/problem+json")


@pytest.mark.parametrize("body", [b"question=%ff%fe", b"question=\xff", b"&".join(b"q=1" for _ in range(50))])
def test_a_form_that_cannot_be_read_is_refused(site: TestClient, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert site.post("/ask", content=body, headers=kind).status_code == 400
    assert (
        got_words(site.post("/ask", content=body, headers=kind | BROWSER).text) == "Dit verzoek kan niet gelezen worden"
    )


def got_words(text: str) -> str:
    return page(text).words("//h1")[0]


def test_a_follow_up_is_read_after_the_question_of_its_answer(site: TestClient) -> None:
    first = sent(site, "Wat is er afgesproken over telewerk?").headers["location"]
    identifier = first.removeprefix("/answers/").partition("?")[0]
    shown = answered(site, "En hoe lang?", after=identifier)
    assert shown.words("//h1") == ["En hoe lang?"]
    assert shown.words("//article//q") == ["Wat is er afgesproken over telewerk? En hoe lang?"]


def test_a_follow_up_to_a_forgotten_answer_asks_for_a_whole_sentence(site: TestClient) -> None:
    response = sent(site, "En hoe lang?", after="ans_gone")
    shown = page(response.text)
    assert response.status_code == 422
    assert texts("nl")["ask_forgotten"] in shown.words("//*[@id='question-error']")[0]
    assert shown.one("//textarea").text.strip() == "En hoe lang?"
    assert shown.all("//input[@name='after']") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_comes_at_a_bad_moment_stays_in_the_field(
    app: FastAPI, site: TestClient, language: Language
) -> None:
    first = sent(site, QUESTION).headers["location"].removeprefix("/answers/").partition("?")[0]
    app.state.turns.close()
    response = sent(site, HOSTILE, language, after=first)
    assert (response.status_code, response.headers["retry-after"]) == (503, "10")
    shown = page(response.text)
    assert shown.one("//textarea").text.strip() == HOSTILE
    assert shown.one("//input[@name='after']").get("value") == first
    assert " ".join(texts(language)["ask_busy"].split()) in shown.words("//*[@id='question-error']")[0]


def test_before_anything_was_ingested_asking_says_so(empty_site: TestClient) -> None:
    response = sent(empty_site, QUESTION)
    assert response.status_code == 503
    assert page(response.text).words("//h1") == ["Er zijn nog geen documenten"]


def test_an_answer_from_the_form_is_remembered_for_its_trace(site: TestClient, shelf: Callable[..., Asker]) -> None:
    identifier = sent(site, QUESTION).headers["location"].removeprefix("/answers/").partition("?")[0]
    assert site.get(f"/v1/answers/{identifier}/trace").json()["question"]["text"] == QUESTION


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("nl", 30, "Vragen worden 30 dagen bewaard om de documenten te verbeteren."),
        ("fr", 7, "Les questions sont conservées 7 jours pour améliorer les documents."),
        ("en", 1, "Questions are kept for 1 day to improve the documents."),
    ],
)
def test_who_asks_is_told_how_long_questions_are_kept_and_what_for(
    asker: Asker, language: str, days: int, said: str
) -> None:
    with TestClient(create_app(asker, site=Site(days=days))) as site:
        (foot,) = got(site, f"/?lang={language}").words("//footer")
    assert foot.startswith(said)


def test_where_questions_are_not_kept_nothing_is_said_of_keeping(asker: Asker) -> None:
    with TestClient(create_app(asker, site=Site(days=None))) as site:
        assert got(site, "/?lang=en").words("//footer") == ["Do not enter names or other personal data."]
