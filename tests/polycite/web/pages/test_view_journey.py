from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from polycite.ask import Asker
from polycite.model import ANONYMOUS
from polycite.web.app import create_app
from tests.polycite.web.pages.selecting import select

TEXTS = {
    "telewerk.txt": "Telewerk is toegestaan op twee dagen per week, na akkoord van de leidinggevende.",
    "opzegging.txt": "Telewerk kan worden opgezegd met een termijn van een maand, schriftelijk en gemotiveerd.",
    "verlof.txt": "De aanvraag voor verlof gebeurt drie weken vooraf bij de dienst personeel.",
}
QUESTION = "Hoeveel dagen telewerk per week en hoe wordt telewerk opgezegd?"


@pytest.fixture
def asker(shelf: Callable[..., Asker]) -> Asker:
    return shelf(TEXTS)


@pytest.fixture
def site(asker: Asker) -> Iterator[TestClient]:
    with TestClient(create_app(asker)) as client:
        yield client


@pytest.fixture
def answer(site: TestClient) -> tuple[str, list[str]]:
    """An answer's id, and the addresses of its citations in it."""
    told = site.post("/v1/ask", json={"question": QUESTION}).json()
    assert len(told["citations"]) > 1
    return told["id"], [
        one["view_url"].partition("#")[0] + f"&answer={told['id']}&n={one['marker']}&lang=nl"
        for one in told["citations"]
    ]


def seen(site: TestClient, url: str) -> html.HtmlElement:
    response = site.get(url)
    assert response.status_code == 200
    return html.document_fromstring(response.content)


def step(page: html.HtmlElement, way: str) -> str | None:
    found = select(page, f'.view-journey a[rel="{way}"]')
    return found[0].get("href") if found else None


def test_one_walks_from_citation_to_citation_and_back(site: TestClient, answer: tuple[str, list[str]]) -> None:
    _, addresses = answer
    marks, url = [], addresses[0]
    for at in range(1, len(addresses) + 1):
        page = seen(site, url)
        marks.append(select(page, "#quote")[0].text_content())
        assert select(page, ".view-at")[0].text.strip() == f"Citaat {at} van {len(addresses)}"
        url = step(page, "next") or ""
    assert url == ""
    assert marks == [select(seen(site, one), "#quote")[0].text_content() for one in addresses]
    before = step(seen(site, addresses[1]), "prev")
    assert before is not None
    assert select(seen(site, before), "#quote")[0].text_content() == marks[0]


def test_the_way_back_leads_to_the_answer(site: TestClient, answer: tuple[str, list[str]]) -> None:
    identifier, (first, *_) = answer
    assert select(seen(site, first), ".view-back")[0].get("href") == f"/answers/{identifier}?lang=nl"


def test_pages_and_zooms_stay_on_the_journey(site: TestClient, answer: tuple[str, list[str]]) -> None:
    _, (first, *_) = answer
    onward = step(seen(site, f"{first}&zoom=150"), "next") or ""
    assert "zoom=150" in onward


@pytest.mark.parametrize("change", [("answer=ans_", "answer=ans_x"), ("start=0", "start=1")])
def test_of_another_answer_or_another_place_there_is_no_journey(
    site: TestClient, answer: tuple[str, list[str]], change: tuple[str, str]
) -> None:
    _, addresses = answer
    first = next(one for one in addresses if "start=0" in one)
    page = seen(site, first.replace(*change))
    assert not select(page, ".view-journey")
    assert len(select(page, "#quote")) == 1


def test_after_the_documents_were_ingested_again_the_quotation_stays_and_the_journey_ends(
    site: TestClient, asker: Asker, answer: tuple[str, list[str]]
) -> None:
    _, (first, *_) = answer
    index = asker.library.current()
    documents = [index.document(one, ANONYMOUS) for one in TEXTS]
    with asker.library.rebuild(asker.embedder.fingerprint, 64, "shelf") as draft:
        for one in documents:
            draft.add(one, [])
    page = seen(site, first)
    assert not select(page, ".view-journey")
    assert len(select(page, "#quote")) == 1


def test_another_order_of_numbers_changes_nothing(site: TestClient, answer: tuple[str, list[str]]) -> None:
    _, (first, *_) = answer
    assert select(seen(site, first.replace("&n=1", "&n=99")), ".view-at")[0].text.startswith("Citaat 1 ")
