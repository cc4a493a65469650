"""Our own parts of LlamaIndex under judgement, as anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.indexing import ingested
from eval.peers import Peer
from eval.questions import GoldQuestion
from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.model import ANONYMOUS, Scope
from polycite.settings import Settings
from tests.eval.peers.sample import DAY
from tests.eval.small import RULE


@pytest.fixture(scope="module")
def ready(corpus: Path, prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    return asker(ingested(corpus, Settings(data_dir=home), lambda _what: None), lambda _what, _share: None)


def test_a_query_engine_quotes_its_source_nodes_and_says_its_response(
    ready: Asker, corpus: Path, asked: GoldQuestion
) -> None:
    given = Peer("engine", PolyciteQueryEngine(ready, Scope(ANONYMOUS)), corpus).ask(asked, DAY)
    assert not given.is_declined
    assert RULE in given.text
    quoted = given.quotes[0]
    assert quoted.path == "nl/telewerk.txt"
    assert quoted.quote.startswith(RULE)
    assert [(one.path, one.text) for one in given.passages] == [(one.path, one.quote) for one in given.quotes]
    assert given.milliseconds > 0


def test_a_query_engine_without_sources_declines(ready: Asker, corpus: Path, asked: GoldQuestion) -> None:
    away = asked.model_copy(update={"question": "Wie wint het wereldkampioenschap voetbal?"})
    given = Peer("engine", PolyciteQueryEngine(ready, Scope(ANONYMOUS)), corpus).ask(away, DAY)
    assert (given.is_declined, given.quotes) == (True, ())
    assert given.said.startswith("Deze vraag valt buiten het onderwerp van de documenten.")


def test_our_retriever_is_a_peer_like_any_other(ready: Asker, corpus: Path, asked: GoldQuestion) -> None:
    given = Peer("retriever", PolyciteRetriever(ready, Scope(ANONYMOUS)), corpus).ask(asked, DAY)
    assert given.passages[0].path == "nl/telewerk.txt"
    assert given.quotes[0].quote == given.passages[0].text
