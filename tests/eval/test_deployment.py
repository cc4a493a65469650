"""A real service on the loopback, judged over HTTP."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from eval import deployment as judged_deployment
from eval.baseline import recorded
from eval.deployment import Deployment
from eval.files import Files
from eval.gate import moved
from eval.indexing import ingested
from eval.ours import Ours
from eval.questions import SPLITS, GoldQuestion
from eval.run import Run, run
from eval.subject import deployed, embedded, subject_of
from eval.suite import Suite, load_suite
from eval.systems import Given, System
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.errors import Unavailable
from polycite.settings import Settings
from polycite.web.app import create_app
from polycite.web.serve import listen, url_of
from tests.eval.gold import write_gold
from tests.eval.planted import Requoted, cut
from tests.eval.reports import accepted, right
from tests.eval.small import PLAN, QUESTIONS, write_corpus

PAGED = Path(__file__).parents[2] / "corpus" / "en" / "telework.pdf"


class Service:
    """An application on a free port, in a thread, until it is told to stop."""

    def __init__(self, app: FastAPI) -> None:
        listening = listen("127.0.0.1", 0)
        self.url = url_of(listening)
        self._server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None))
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [listening]})
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()


@contextmanager
def service(app: FastAPI) -> Iterator[Service]:
    running = Service(app)
    try:
        yield running
    finally:
        running.stop()


@contextmanager
def reached(url: str) -> Iterator[Deployment]:
    with httpx.Client(base_url=url, timeout=30) as client:
        yield Deployment(client)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small corpus, and one document that has pages."""
    root = write_corpus(tmp_path_factory.mktemp("documents"))
    shutil.copy(PAGED, root / "en" / "telework.pdf")
    return root


@pytest.fixture(scope="module")
def ready(corpus: Path, prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    return asker(ingested(corpus, Settings(data_dir=home), lambda _what: None), lambda _what, _share: None)


@pytest.fixture(scope="module")
def url(ready: Asker) -> Iterator[str]:
    with service(create_app(ready)) as running:
        yield running.url


@pytest.fixture
def over_http(url: str) -> Iterator[Deployment]:
    with reached(url) as deployment:
        yield deployment


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    return load_suite(write_gold(tmp_path_factory.mktemp("gold"), {"x.jsonl": QUESTIONS}, PLAN))


def judged(system: System, suite: Suite, corpus: Path) -> Run:
    return run(system, suite.questions, SPLITS, suite.day, Files(corpus), lambda _done, _of: None)


def untimed(given: Given) -> Given:
    """Without what a client cannot know or that differs from one time to the next."""
    return replace(given, views=None, milliseconds=0.0)


def question(suite: Suite, name: str) -> GoldQuestion:
    return next(one for one in suite.questions if one.id == name)


def test_over_http_is_given_and_judged_what_is_in_process(
    over_http: Deployment, ready: Asker, suite: Suite, corpus: Path
) -> None:
    there, here = judged(over_http, suite, corpus), judged(Ours(ready), suite, corpus)
    given = {one.question.id: untimed(one.given) for one in here.judged}
    assert [untimed(one.given) for one in there.judged] == [given[one.question.id] for one in there.judged]
    values = recorded(here)
    assert recorded(there) == {name: values[name] for name in recorded(there)}
    assert recorded(there)["telework-1"].right
    assert there.all_faults == here.all_faults == ()
    assert any(passage.pages for one in there.judged for passage in one.given.passages)


def test_what_only_a_group_may_ask_is_skipped_and_counted(over_http: Deployment, suite: Suite, corpus: Path) -> None:
    done = judged(over_http, suite, corpus)
    assert done.skipped == ("pay-1",)
    assert len(done.judged) == len(suite.questions) - 1


def test_it_is_called_by_its_address_and_timed_by_the_round_trip(over_http: Deployment, url: str, suite: Suite) -> None:
    given = over_http.ask(question(suite, "telework-1"), suite.day)
    assert over_http.name == url
    assert given.milliseconds > 0
    assert given.views is None, "a response says nothing of the searches behind it"


def test_its_quotations_are_held_against_the_texts_it_serves(over_http: Deployment, suite: Suite, corpus: Path) -> None:
    done = judged(Requoted(over_http, cut), suite, corpus)
    assert {fault.kind for fault in done.all_faults} == {"not_verbatim"}


def test_it_serves_no_text_of_what_nobody_may_read(over_http: Deployment, suite: Suite) -> None:
    asked = question(suite, "telework-1")
    assert over_http.text("en/pay.txt", asked) is None
    assert "Telewerk mag twee dagen" in (over_http.text("nl/telewerk.txt", asked) or "")


def test_its_list_is_read_to_the_end(over_http: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged_deployment, "_PAGE", 1)
    paths = [entry.path for entry in over_http.documents()]
    assert paths == ["en/leave.txt", "en/telework.pdf", "fr/conges.md", "nl/telewerk.txt"]


def test_what_has_to_be_known_to_judge_it_again_is_told(
    url: str, over_http: Deployment, ready: Asker, suite: Suite, corpus: Path
) -> None:
    subject = deployed(suite, over_http, corpus)
    assert subject.titles["nl/telewerk.txt"] == "Telewerk"
    assert subject.environment.fingerprint == ready.embedder.fingerprint
    assert subject.environment.gold == suite.digest
    with subject_of(suite, corpus, f"{url}/", lambda _what: None) as named:
        assert named.environment == subject.environment


def test_the_corpus_is_the_same_in_both_as_far_as_everybody_may_read_it(
    over_http: Deployment,
    suite: Suite,
    corpus: Path,
    prepared_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "models").symlink_to(prepared_model.parent)
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path))
    there = deployed(suite, over_http, corpus).environment
    here = embedded(suite, corpus, lambda _what: None).environment
    assert here.corpus.partition("+")[0] == there.corpus
    before = accepted(right()).model_copy(update={"corpus": here.corpus, "fingerprint": here.fingerprint})
    assert moved(before, replace(there, gold="g0")) == ()
    other = replace(here, corpus=here.corpus.replace("+", "+0"), gold="g0")
    assert moved(before, other) == ("corpus",)


def test_the_command_judges_a_deployment(url: str, suite: Suite, corpus: Path, tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN)
    command = [sys.executable, "-m", "eval", "--gold", gold, "--corpus", corpus, "--report", tmp_path / "report"]
    done = subprocess.run(
        [*map(str, command), "--url", url, "--no-compare"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert f"4 questions of train, development, test, asked of {url}" in done.stdout
    assert "1 question not asked, being asked by groups it does not know" in done.stdout
    assert "ingesting" not in done.stderr


def test_a_service_that_dies_midway_is_unavailable(ready: Asker, suite: Suite, corpus: Path) -> None:
    with service(create_app(ready)) as running, reached(running.url) as deployment:

        def dies(done: int, _of: int) -> None:
            if done == 1:
                running.stop()

        with pytest.raises(Unavailable, match=r"does not answer POST /v1/ask .*start it with 'polycite serve'"):
            run(deployment, suite.questions, SPLITS, suite.day, Files(corpus), dies)


def test_a_service_that_speaks_otherwise_is_unavailable(suite: Suite, corpus: Path) -> None:
    stranger = FastAPI()
    stranger.add_api_route("/v1/documents", lambda: {"documents": "none"})
    with service(stranger) as running, reached(running.url) as deployment:
        with pytest.raises(Unavailable, match=r"answers /v1/documents in another shape .*\(documents: Input should be"):
            deployed(suite, deployment, corpus)
        with pytest.raises(Unavailable, match=r"does not answer POST /v1/ask \(.*404 Not Found"):
            deployment.ask(suite.questions[0], suite.day)
