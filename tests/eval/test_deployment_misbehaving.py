"""A service that behaves badly is told from one that answers badly, and what it leaks is seen wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from eval.deployment import Deployment
from eval.files import Files
from eval.questions import SPLITS
from eval.run import Run, run
from eval.subject import deployed
from eval.suite import Suite, load_suite
from polycite.errors import BadGold, Unavailable
from tests.eval.gold import absent, answered, canary, write_gold
from tests.eval.small import PLAN

Shape = dict[str, object]
RULE = "Telewerk mag twee dagen per week."
SECRET = "A director earns 4 321 euros a month."
INDEX: Shape = {"generation": "g", "fingerprint": "f"}
DOCUMENT: Shape = {
    "id": "d1",
    "path": "nl/telewerk.txt",
    "title": "Telewerk",
    "language": "nl",
    "publisher": None,
    "published": None,
    "url": None,
    "valid_from": None,
    "valid_to": None,
    "in_force": True,
    "superseded_by": None,
}
LISTED: Shape = {**DOCUMENT, "pages": 0, "characters": len(RULE), "passages": 1}
LIST: Shape = {"documents": [LISTED], "index": INDEX, "next_cursor": None}


def passage(path: str = "nl/telewerk.txt", id: str = "d1", text: str = RULE, **changes: object) -> Shape:
    place = {"passage_id": f"p-{id}", "document_id": id, "path": path, "start": 0, "end": len(text)}
    how = {"rank": 1, "score": 1.0, "pages": [], "heading": [], "language": "nl", "kind": "prose"}
    return {**place, **how, "text": text, **changes}


def citation(**changes: object) -> Shape:
    quoted = {"marker": 1, "quote": RULE, "start": 0, "end": len(RULE), "document": DOCUMENT, "pages": []}
    how = {"heading": [], "passage_id": "p-d1", "language": "nl", "view_url": "", "equivalents": []}
    return {**quoted, **how, **changes}


def response(**changes: object) -> Shape:
    said = {"id": "a", "question": "q", "question_language": "nl", "status": "answered", "answer": "Volgens Telewerk:"}
    given = {"citations": [citation()], "passages": [passage()], "sentences": [], "disagreements": []}
    how = {"confidence": 0.5, "declined": None, "answer_language": "nl", "index": INDEX, "trace_id": "t"}
    return {**said, **given, **how, "timings_ms": {}, **changes}


def ok(said: object) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _request: httpx.Response(200, text=said if isinstance(said, str) else json.dumps(said))


def failing(code: int, **more: Mapping[str, str]) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _request: httpx.Response(code, headers=more.get("headers"))


@dataclass(slots=True)
class Service:
    """Answers as written, whatever is asked; `texts` by document id, 404 for others. `asked` are the paths asked."""

    ask: Callable[[httpx.Request], httpx.Response] = field(default_factory=lambda: ok(response()))
    documents: Callable[[httpx.Request], httpx.Response] = field(default_factory=lambda: ok(LIST))
    texts: Mapping[str, str] = field(default_factory=lambda: {"d1": RULE})
    asked: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        self.asked.append(path)
        if path == "/v1/ask":
            return self.ask(request)
        if path == "/v1/documents":
            return self.documents(request)
        text = self.texts.get(path.split("/")[3])
        return httpx.Response(404) if text is None else httpx.Response(200, text=text)


@contextmanager
def reached(service: Service) -> Iterator[Deployment]:
    with httpx.Client(base_url="http://there", transport=httpx.MockTransport(service)) as client:
        yield Deployment(client)


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    return load_suite(write_gold(tmp_path_factory.mktemp("gold"), {"x.jsonl": [answered(), canary()]}, PLAN))


def judged(service: Service, suite: Suite, tmp_path: Path) -> Run:
    with reached(service) as deployment:
        secrets = deployed(suite, deployment, tmp_path).secrets
        return run(deployment, suite.questions, SPLITS, suite.day, Files(tmp_path), lambda _done, _of: None, secrets)


def leaks(service: Service, suite: Suite, tmp_path: Path) -> list[str]:
    """The canaries that came to light."""
    faults = judged(service, suite, tmp_path).all_faults
    return [str(one.question) for one in faults if one.kind == "leak"]


def test_a_service_that_keeps_the_contract_is_judged(suite: Suite, tmp_path: Path) -> None:
    service = Service()
    done = judged(service, suite, tmp_path)
    assert done.all_faults == ()
    assert [one.is_right for one in done.judged] == [True, True]
    assert service.asked.count("/v1/documents/d1/text") == 1, "a text is asked for once"


def test_a_leaked_passage_is_a_leak_though_its_document_has_no_text_to_serve(suite: Suite, tmp_path: Path) -> None:
    shown = ok(response(passages=[passage(), passage("en/pay.txt", "d9", SECRET)]))
    assert leaks(Service(shown), suite, tmp_path) == ["canary-1"]


@pytest.mark.parametrize(
    "said",
    [
        {"citations": [citation(heading=[SECRET])]},
        {"citations": [citation(document={**DOCUMENT, "title": SECRET})]},
        {"citations": [citation(document={**DOCUMENT, "superseded_by": {"document_id": "d9", "title": SECRET}})]},
        {"citations": [citation(equivalents=[{"document_id": "d9", "language": "en", "quote": SECRET, "pages": []}])]},
        {"passages": [passage(heading=["Pay", SECRET])]},
        {"disagreements": [{"about": SECRET, "sides": []}]},
        {"disagreements": [{"about": "pay", "sides": [{"value": SECRET, "published": None, "citations": []}]}]},
    ],
    ids=["heading", "title", "successor", "other version", "heading of a passage", "matter", "side"],
)
def test_restricted_words_are_a_leak_wherever_they_stand(suite: Suite, tmp_path: Path, said: Shape) -> None:
    assert leaks(Service(ok(response(**said))), suite, tmp_path) == ["canary-1"]
    assert leaks(Service(), suite, tmp_path) == []


def test_whoever_asks_what_may_not_be_shown_what_the_catalogue_here_keeps(suite: Suite, tmp_path: Path) -> None:
    """The service itself takes the document for everybody's: it lists it."""
    opened = {**LISTED, "id": "d9", "path": "en/pay.txt", "title": "Pay"}
    service = Service(
        ok(response(passages=[passage(), passage("en/pay.txt", "d9", "Bonuses come late.")])),
        documents=ok({**LIST, "documents": [LISTED, opened]}),
        texts={"d1": RULE, "d9": "Bonuses come late."},
    )
    (tmp_path / "catalog.toml").write_text('[[document]]\npath = "en/pay.txt"\nreaders = ["board"]\n', encoding="utf-8")
    assert leaks(service, suite, tmp_path) == ["telework-1", "canary-1"]
    (tmp_path / "catalog.toml").write_text('[[document]]\npath = "en/pay.txt"\n', encoding="utf-8")
    assert leaks(service, suite, tmp_path) == ["canary-1"]


def test_what_gold_is_about_has_to_be_there(suite: Suite, tmp_path: Path) -> None:
    elsewhere = {**LIST, "documents": [{**LISTED, "path": "nl/verlof.txt"}]}
    with reached(Service(documents=ok(elsewhere))) as deployment, pytest.raises(BadGold) as caught:
        deployed(suite, deployment, tmp_path)
    where = suite.placed[0].where
    assert caught.value.problems == (
        f"{where}: http://there has no document nl/telewerk.txt: serve the corpus that the gold is about",
    )


def test_what_gold_quotes_has_to_stand_there(tmp_path: Path) -> None:
    premise = {"document": "nl/telewerk.txt", "quote": RULE}
    lines = [answered(), absent("wrong-1", "false_premise", correction=[premise])]
    suite = load_suite(write_gold(tmp_path, {"x.jsonl": lines}, PLAN))
    with reached(Service(texts={"d1": "Telewerk mag nooit."})) as deployment, pytest.raises(BadGold) as caught:
        deployed(suite, deployment, tmp_path)
    stale = f"stale: nl/telewerk.txt at http://there does not say {RULE!r}"
    assert caught.value.problems == tuple(f"{one.where}: {stale}" for one in suite.placed)


def test_what_only_a_group_may_ask_is_not_looked_for(tmp_path: Path) -> None:
    board = answered("pay-1", groups=["board"], evidence=[[{"document": "en/pay.txt", "quote": SECRET}]])
    suite = load_suite(write_gold(tmp_path, {"x.jsonl": [board, answered()]}, PLAN))
    with reached(Service()) as deployment:
        assert deployed(suite, deployment, tmp_path).titles == {"nl/telewerk.txt": "Telewerk"}


def test_a_list_without_end_is_not_read_for_ever(suite: Suite, tmp_path: Path) -> None:
    service = Service(documents=ok({**LIST, "next_cursor": "again"}))
    with reached(service) as deployment, pytest.raises(Unavailable, match=r"the cursor 'again' comes again"):
        deployed(suite, deployment, tmp_path)
    assert service.asked == ["/v1/documents"] * 2


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (failing(500), r"does not answer POST /v1/ask \(Server error '500"),
        (failing(302, headers={"location": "/login"}), r"does not answer POST /v1/ask \(Redirect response '302"),
        (ok("<!doctype html><title>Log in</title>"), r"another shape than polycite's contract \(Invalid JSON"),
        (ok({"answer": "Ja."}), r"another shape than polycite's contract \('id' is missing"),
        (
            ok(response(confidence=float("nan"))),
            r"another shape than polycite's contract \(confidence: nan is no number",
        ),
    ],
    ids=["error", "redirect", "page", "fields", "not a number"],
)
def test_what_is_no_answer_is_one_line(
    suite: Suite, tmp_path: Path, ask: Callable[[httpx.Request], httpx.Response], told: str
) -> None:
    with pytest.raises(Unavailable, match=told) as caught:
        judged(Service(ask), suite, tmp_path)
    assert len(str(caught.value).splitlines()) == 1
