"""What the retriever finds, as nodes that LlamaIndex takes."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle, TextNode

from polycite.adapters.llama_index.retriever import PolyciteRetriever
from polycite.ask import Asker
from polycite.errors import BadQuestion
from polycite.model import ANONYMOUS, Principal, Scope, Span
from tests.adapters.llama_index.shelf import ASKED, TELEWORK, TODAY, paths


def place_of(found: NodeWithScore) -> Span:
    assert isinstance(found.node, TextNode)
    assert found.node.start_char_idx is not None
    assert found.node.end_char_idx is not None
    return Span(found.node.start_char_idx, found.node.end_char_idx)


def test_a_node_is_the_passage_with_its_place_in_the_document(asker: Asker, retriever: PolyciteRetriever) -> None:
    best = retriever.retrieve(ASKED)[0]
    document = asker.library.current().document("id of en/telework.pdf", ANONYMOUS)
    assert best.node.node_id == "id of en/telework.pdf 1"
    assert best.node.ref_doc_id == document.id
    assert best.node.get_content() == TELEWORK[0]
    assert place_of(best).of(document.text) == TELEWORK[0]


def test_a_second_passages_offsets_count_from_the_start_of_the_document(retriever: PolyciteRetriever) -> None:
    best = retriever.retrieve("What is the office allowance a month?")[0]
    assert best.node.get_content() == TELEWORK[1]
    assert place_of(best) == Span(len(TELEWORK[0]) + 1, len("\n".join(TELEWORK)))


def test_a_node_says_where_it_stands_in_words(retriever: PolyciteRetriever) -> None:
    assert retriever.retrieve("What is the office allowance a month?")[0].metadata == {
        "document_id": "id of en/telework.pdf",
        "path": "en/telework.pdf",
        "title": "Title of en/telework.pdf",
        "pages": ["ii"],
        "language": "en",
        "heading": ["Rules", "Part 2"],
        "kind": "prose",
    }


def test_a_language_model_reads_title_pages_and_heading_but_no_ids(retriever: PolyciteRetriever) -> None:
    seen = retriever.retrieve(ASKED)[0].node.get_content(MetadataMode.LLM)
    assert "title: Title of en/telework.pdf" in seen
    assert "pages: ['i']" in seen
    assert "document_id" not in seen


def test_the_order_and_the_scores_are_those_of_polycites_own_search(asker: Asker) -> None:
    found = PolyciteRetriever(asker, TODAY, k=3).retrieve(ASKED)
    scores = [one.get_score(raise_error=True) for one in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_only_k_passages_come(asker: Asker) -> None:
    assert len(PolyciteRetriever(asker, TODAY, k=1).retrieve(ASKED)) == 1


def test_nobody_retrieves_what_they_may_not_read(asker: Asker, retriever: PolyciteRetriever) -> None:
    question = "What does the director earn?"
    hr = PolyciteRetriever(asker, Scope(Principal("ann", frozenset({"public", "hr"}))))
    assert "en/pay.docx" not in paths(retriever.retrieve(question))
    assert paths(hr.retrieve(question))[0] == "en/pay.docx"


def test_a_scope_of_languages_and_a_day_holds_in_every_retrieval(asker: Asker) -> None:
    french = PolyciteRetriever(asker, Scope(ANONYMOUS, languages=("fr",)))
    today = PolyciteRetriever(asker, TODAY)
    before = PolyciteRetriever(asker, Scope(ANONYMOUS, as_of=date(2025, 6, 1)))
    assert set(paths(french.retrieve(ASKED))) == {"fr/conges.html"}
    assert set(paths(today.retrieve(ASKED))) == {"en/telework.pdf", "fr/conges.html"}
    assert set(paths(before.retrieve(ASKED))) == {"en/telework-2022.pdf", "fr/conges.html"}


def test_retrieving_asynchronously_gives_the_same(retriever: PolyciteRetriever) -> None:
    assert asyncio.run(retriever.aretrieve(ASKED)) == retriever.retrieve(ASKED)


def test_an_embedding_in_the_bundle_is_another_models_and_is_not_used(retriever: PolyciteRetriever) -> None:
    bundle = QueryBundle(ASKED, embedding=[1.0, 0.0, 0.0])
    assert retriever.retrieve(bundle) == retriever.retrieve(ASKED)


def test_an_empty_question_is_polycites_own_error(retriever: PolyciteRetriever) -> None:
    with pytest.raises(BadQuestion, match="empty"):
        retriever.retrieve("  ")


def test_callbacks_see_the_retrieval(asker: Asker) -> None:
    debug = LlamaDebugHandler(print_trace_on_end=False)
    PolyciteRetriever(asker, TODAY, callback_manager=CallbackManager([debug])).retrieve(ASKED)
    assert len(debug.get_event_pairs(CBEventType.RETRIEVE)) == 1
