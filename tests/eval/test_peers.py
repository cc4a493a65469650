"""LlamaIndex retrievers and query engines under judgement, with nothing of theirs faked but what they find."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.indices.vector_store import VectorIndexRetriever
from llama_index.core.schema import MetadataMode, TextNode
from llama_index.vector_stores.qdrant import QdrantVectorStore

from eval import plain
from eval.files import Files
from eval.indexing import ingested
from eval.peers import Peer
from eval.questions import SPLITS, GoldQuestion
from eval.run import run
from eval.subject import known, peer
from eval.suite import load_suite
from eval.systems import GivenPassage, GivenQuote
from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever
from polycite.ask import Asker
from polycite.bootstrap import asker
from polycite.errors import BadSettings, NoIndex, Unavailable
from polycite.model import ANONYMOUS, Scope
from polycite.settings import Settings
from tests.adapters.tiny import save_tiny_bert
from tests.eval.gold import answered, write_gold
from tests.eval.made_peers import Listed, Stopping
from tests.eval.small import PLAN, QUESTIONS, RULE, write_corpus

DAY = date(2026, 11, 21)
CORPUS = Path(__file__).parents[2] / "corpus"
PAGES = 4  # of en/telework.pdf, each short enough to stay whole
TELEWORK = TextNode(text=RULE, metadata={"path": "nl/telewerk.txt", "pages": ["1", "2"]})
LEAVE = TextNode(text="Vingt-six jours.", metadata={"path": "fr/conges.md", "page_label": "3"})


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def ready(corpus: Path, prepared_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    home = tmp_path_factory.mktemp("home")
    (home / "models").symlink_to(prepared_model.parent)
    return asker(ingested(corpus, Settings(data_dir=home), lambda _what: None), lambda _what, _share: None)


@pytest.fixture
def asked() -> GoldQuestion:
    return GoldQuestion.model_validate(answered(question="Hoeveel dagen telewerk per week?"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(tmp_path / "home"))
    return tmp_path / "home"


def given_pages(**facts: object) -> tuple[int, ...]:
    """The pages of a passage that a node with these facts becomes."""
    found = Peer("listed", Listed(TextNode(text=RULE, metadata=facts)), CORPUS)
    (passage,) = found.ask(GoldQuestion.model_validate(answered()), DAY).passages
    return passage.pages


# What nodes become


def test_a_retriever_shows_all_it_finds_and_quotes_the_first(asked: GoldQuestion) -> None:
    given = Peer("listed", Listed(TELEWORK, LEAVE), CORPUS).ask(asked, DAY)
    assert given.passages == (
        GivenPassage("nl/telewerk.txt", RULE, (1, 2)),
        GivenPassage("fr/conges.md", "Vingt-six jours.", (3,)),
    )
    assert given.quotes == (GivenQuote("nl/telewerk.txt", RULE, (1, 2)),)
    assert (given.is_declined, given.said, given.views, given.confidence) == (False, "", None, None)


def test_a_retriever_that_finds_nothing_declines(asked: GoldQuestion) -> None:
    given = Peer("listed", Listed(), CORPUS).ask(asked, DAY)
    assert (given.is_declined, given.quotes, given.passages) == (True, (), ())


def test_a_file_below_the_corpus_is_called_by_its_path_in_it(asked: GoldQuestion) -> None:
    inside, outside = str(CORPUS / "en" / "pay.pdf"), "/elsewhere/pay.pdf"
    nodes = [TextNode(text="x", metadata={"file_path": one}) for one in (inside, outside)]
    given = Peer("listed", Listed(*nodes, TextNode(text="x")), CORPUS).ask(asked, DAY)
    assert [one.path for one in given.passages] == ["en/pay.pdf", "/elsewhere/pay.pdf", "."]


def test_only_pages_that_are_numbers_are_pages() -> None:
    assert given_pages(pages=["4", "v"]) == (4,)
    assert given_pages(pages=[6, 7]) == (6, 7)
    assert given_pages(pages="12") == given_pages(pages=12) == given_pages(page_label="12") == (12,)
    assert given_pages(pages=[], page_label="5") == (5,)
    assert given_pages(page_label="²") == ()
    assert given_pages(page_label="iv") == ()
    assert given_pages() == ()


def test_a_peer_is_asked_only_what_everybody_may_ask(asked: GoldQuestion) -> None:
    listed = Peer("listed", Listed(TELEWORK), CORPUS)
    assert listed.can_ask(asked)
    assert not listed.can_ask(asked.model_copy(update={"groups": ("board",)}))
    assert listed.text("nl/telewerk.txt", asked) is None


def test_a_peer_without_offsets_is_not_called_untrue(corpus: Path, tmp_path: Path) -> None:
    suite = load_suite(write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN))
    done = run(
        Peer("listed", Listed(TELEWORK), corpus), suite.questions, SPLITS, DAY, Files(corpus), lambda _done, _of: None
    )
    assert done.all_faults == ()
    assert done.skipped == ("pay-1",)
    (telework,) = [one for one in done.judged if one.question.id == "telework-1"]
    assert telework.is_right
    (stranger,) = [one for one in done.judged if one.question.id == "absent-1"]
    assert stranger.values["hallucination"] == 1


# Our own parts of LlamaIndex, as anybody else's


def test_a_query_engine_quotes_its_source_nodes_and_says_its_response(
    ready: Asker, corpus: Path, asked: GoldQuestion
) -> None:
    given = Peer("engine", PolyciteQueryEngine(ready, Scope(ANONYMOUS)), corpus).ask(asked, DAY)
    assert not given.is_declined
    assert RULE in given.text
    (quoted,) = given.quotes
    assert quoted.path == "nl/telewerk.txt"
    assert quoted.quote.startswith(RULE)
    assert [(one.path, one.text) for one in given.passages] == [(quoted.path, quoted.quote)]
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


# MODULE:FUNCTION


def test_a_peer_is_made_for_the_corpus_in_a_folder_of_its_own(home: Path, corpus: Path, asked: GoldQuestion) -> None:
    named = known("tests.eval.made_peers:first_lines")
    made = peer(named, corpus)
    assert made.name == named
    assert (home / "eval" / "peers" / "files").read_text(encoding="utf-8") == "3"
    paths = [one.path for one in made.ask(asked, DAY).passages]
    assert paths == ["en/leave.txt", "en/pay.txt", "nl/telewerk.txt"]


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("tests.eval.made_peers:nothing", "has no attribute 'nothing'"),
        ("tests.eval.made_peers:a_number", "it gives int, no LlamaIndex retriever or query engine"),
        ("tests.eval.made_peers:breaking", "KeyError: 'no store'"),
        ("tests.eval.reports:right", "too many positional arguments"),
        ("tests.eval.reports:DAY", "is not a callable object"),
    ],
)
@pytest.mark.usefixtures("home")
def test_what_gives_no_peer_is_named(named: str, why: str, corpus: Path) -> None:
    with pytest.raises(BadSettings, match=f"--peer '{named}' cannot be loaded .*{why}"):
        peer(known(named), corpus)


@pytest.mark.usefixtures("home")
def test_a_peer_may_say_itself_what_it_lacks(corpus: Path) -> None:
    with pytest.raises(Unavailable, match=r"^no licence$"):
        peer(known("tests.eval.made_peers:unlicensed"), corpus)


@pytest.mark.usefixtures("home")
def test_a_peer_in_the_folder_one_stands_in_is_found(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "peer_at_hand.py").write_text("from tests.eval.made_peers import first_lines as lines\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [one for one in sys.path if one not in ("", str(tmp_path))])
    assert peer(known("peer_at_hand:lines"), corpus).name == "peer_at_hand:lines"
    assert sys.path[-1] == str(tmp_path), "nothing in it hides what is installed"


def test_what_breaks_while_it_is_asked_is_told_with_the_question(asked: GoldQuestion) -> None:
    stopping = Peer("stopping", Stopping(KeyError("no store")), CORPUS)
    with pytest.raises(Unavailable, match=r"^it stops at telework-1 \(KeyError: 'no store'\)$"):
        stopping.ask(asked, DAY)
    ours = Peer("ours", Stopping(NoIndex("publish first")), CORPUS)
    with pytest.raises(NoIndex, match="publish first"):
        ours.ask(asked, DAY)


# The plain pipeline, on a real but tiny and random BERT


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A work folder in which the encoder's weights stand already."""
    save_tiny_bert(tmp_path / "work" / plain.TORCH)
    return tmp_path / "work"


@pytest.fixture
def two_files(tmp_path: Path) -> Path:
    """A document without pages and one with, and notes that are neither's."""
    root = tmp_path / "two"
    for language in ("nl", "en"):
        (root / language).mkdir(parents=True)
    (root / "nl" / "telewerk.txt").write_text("parking permits: desk 12", encoding="utf-8")
    (root / "en" / "telework.pdf").write_bytes((CORPUS / "en" / "telework.pdf").read_bytes())
    (root / "README.md").write_text("parking", encoding="utf-8")
    return root


@contextmanager
def opened(make: Callable[[Path, Path], BaseRetriever], corpus: Path, work: Path) -> Iterator[BaseRetriever]:
    """A retriever of the plain pipeline, whose store no second one can open meanwhile."""
    retriever = make(corpus, work)
    assert isinstance(retriever, VectorIndexRetriever)
    store = retriever._vector_store
    assert isinstance(store, QdrantVectorStore)
    yield retriever
    store.client.close()


@pytest.mark.parametrize("make", [plain.dense, plain.hybrid])
def test_the_plain_pipeline_finds_whole_pages_with_path_and_number(
    make: Callable[[Path, Path], BaseRetriever], two_files: Path, work: Path, asked: GoldQuestion
) -> None:
    with opened(make, two_files, work) as retriever:
        given = Peer("plain", retriever, two_files.resolve()).ask(asked, DAY)
    pages = {("en/telework.pdf", (number,)) for number in range(1, PAGES + 1)}
    assert {(one.path, one.pages) for one in given.passages} == pages | {("nl/telewerk.txt", ())}
    assert len(given.passages) == PAGES + 1


def test_the_plain_pipeline_embeds_again_only_what_changed(two_files: Path, work: Path) -> None:
    with opened(plain.dense, two_files, work):
        (made,) = work.glob("tutorial-*")
    when = (made / "whole").stat().st_mtime_ns
    with opened(plain.dense, two_files, work):
        assert (made / "whole").stat().st_mtime_ns == when
    (two_files / "nl" / "telewerk.txt").write_text("parking permits: desk 13", encoding="utf-8")
    with opened(plain.dense, two_files, work):
        assert len(list(work.glob("tutorial-*"))) == 2


def test_where_a_checkout_lies_does_not_move_the_plain_pipeline(two_files: Path, work: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "quite" / "another" / "long folder"
    shutil.copytree(two_files, elsewhere)
    embedded = []
    for number, corpus in enumerate((two_files, elsewhere)):
        shutil.copytree(work / plain.TORCH, tmp_path / str(number) / plain.TORCH)
        with opened(plain.dense, corpus, tmp_path / str(number)) as retriever:
            found = retriever.retrieve("parking permits")
        embedded.append({one.node.get_content(MetadataMode.EMBED) for one in found})
    assert len(embedded[0]) == PAGES + 1
    assert embedded[0] == embedded[1]


def test_the_plain_pipeline_names_a_corpus_it_finds_no_file_in(work: Path, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"has no files in nl, fr, en, where this peer looks"):
        plain.dense(tmp_path, work)
