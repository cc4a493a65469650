"""The peer's store and readers, with LlamaIndex's own fake encoder in place of torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from llama_index.core import SimpleDirectoryReader
from llama_index.core.embeddings import MockEmbedding
from llama_index.core.schema import BaseNode, TextNode

from eval.bench.peer_index import MODES, keep, retriever, vector_store
from eval.bench.peer_readers import READERS

TEXTS = ("Telework takes two days a week.", "The office allowance is paid monthly.", "Passwords have fourteen signs.")
ENCODER = MockEmbedding(embed_dim=4)


@pytest.fixture
def nodes() -> list[BaseNode]:
    return [TextNode(text=one) for one in TEXTS]


def found(folder: Path, mode: str, question: str) -> list[str]:
    store = vector_store(folder, mode)
    contents = [one.node.get_content() for one in retriever(store, ENCODER, mode).retrieve(question)]
    store.client.close()
    return contents


def test_the_store_survives_its_process_and_gives_two_passages_by_default(
    nodes: Sequence[BaseNode], tmp_path: Path
) -> None:
    keep(nodes, ENCODER, tmp_path / "dense", "dense")
    contents = found(tmp_path / "dense", "dense", "anything")
    assert len(contents) == 2
    assert set(contents) <= set(TEXTS)


@pytest.mark.parametrize(("word", "place"), [("telework", 0), ("ALLOWANCE", 1)])
def test_hybrid_puts_the_passage_that_says_the_word_first(
    nodes: Sequence[BaseNode], tmp_path: Path, word: str, place: int
) -> None:
    # MockEmbedding gives every text one vector, so only the sparse side can tell two apart.
    keep(nodes[:2], ENCODER, tmp_path / "hybrid", "hybrid")
    assert found(tmp_path / "hybrid", "hybrid", word)[0] == TEXTS[place]


@pytest.mark.parametrize("mode", MODES)
def test_storing_again_replaces_what_was_there(nodes: Sequence[BaseNode], tmp_path: Path, mode: str) -> None:
    keep(nodes, ENCODER, tmp_path / mode, mode)
    keep([TextNode(text="Alone.")], ENCODER, tmp_path / mode, mode)
    assert found(tmp_path / mode, mode, "telework alone") == ["Alone."]


def test_a_word_file_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    written = docx.Document()
    for line in TEXTS:
        written.add_paragraph(line)
    written.save(str(tmp_path / "rules.docx"))
    (read,) = SimpleDirectoryReader(input_files=[tmp_path / "rules.docx"], file_extractor=READERS).load_data()
    assert read.text == "\n".join(TEXTS)
    assert read.metadata["file_name"] == "rules.docx"


def test_a_pdf_is_a_document_for_each_page() -> None:
    telework = Path(__file__).parents[2] / "corpus" / "en" / "telework.pdf"
    pages = SimpleDirectoryReader(input_files=[telework], file_extractor=READERS).load_data()
    assert len(pages) > 2
    assert [one.metadata["page_label"] for one in pages] == [str(number) for number in range(1, len(pages) + 1)]
    assert "Telework" in pages[0].text
