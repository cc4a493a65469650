"""The plain LlamaIndex pipeline, on a real but tiny and random BERT."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.indices.vector_store import VectorIndexRetriever
from llama_index.core.schema import MetadataMode
from llama_index.vector_stores.qdrant import QdrantVectorStore

from eval import plain
from eval.peers import Peer
from eval.questions import GoldQuestion
from polycite.errors import BadSettings
from tests.adapters.tiny import save_tiny_bert
from tests.eval.peers.sample import CORPUS, DAY

PAGES = 4  # of en/telework.pdf, each short enough to stay whole


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
