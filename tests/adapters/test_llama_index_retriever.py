"""polycite inside stock LlamaIndex pipelines: nothing of ours but the retriever and the query engine."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count

import numpy as np
import pytest
from llama_index.core.base.base_selector import BaseSelector, SelectorResult, SingleSelection
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.prompts.mixin import PromptDictType
from llama_index.core.query_engine import RetrieverQueryEngine, RouterQueryEngine, SubQuestionQueryEngine
from llama_index.core.question_gen.types import BaseQuestionGenerator, SubQuestion
from llama_index.core.response_synthesizers import ResponseMode
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle, TextNode
from llama_index.core.tools import QueryEngineTool, ToolMetadata

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryLibrary
from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever, to_response
from polycite.answer import Question
from polycite.ask import Asker
from polycite.errors import BadQuestion
from polycite.fusion import moments_of
from polycite.grounding import citation
from polycite.model import (
    ANONYMOUS,
    LANGUAGES,
    Document,
    Encoded,
    Facts,
    Language,
    Page,
    Passage,
    Principal,
    Scope,
    Source,
    Span,
)
from polycite.phrases import Phrases
from polycite.ports import Description
from polycite.terms import analysers

TELEWORK = (
    "Staff may telework at most three days a week. The team leader decides within five working days.",
    "The office allowance is 138.50 euros a month. It is paid with the salary of the next month.",
)
LEAVE = ("Le personnel a droit à vingt-six jours de congé par an.",)
OLD = ("Staff may telework at most two days a week, said the scheme of 2022.",)
SALARIES = ("The director earns the salary of band nine.",)
ASKED = "How many days a week may staff telework?"
TODAY = Scope(ANONYMOUS, as_of=date(2026, 6, 1))


def read(path: str, language: Language, paragraphs: Sequence[str], **facts: object) -> Document:
    """A document of one page a paragraph, the first labelled i."""
    text = "\n".join(paragraphs)
    starts = [text.index(one) for one in paragraphs]
    pages = tuple(
        Page(number, "i" * number, Span(start, start + len(one)))
        for number, (start, one) in enumerate(zip(starts, paragraphs, strict=True), 1)
    )
    known = Facts(f"Title of {path}", language, **facts)  # type: ignore[arg-type]
    return Document(f"id of {path}", Source(f"id of {path}", path, "", "text/plain"), known, text, pages)


def passages(document: Document) -> list[Passage]:
    """A passage for each page, cut into sentences at full stops."""
    return [
        Passage(
            f"{document.id} {page.number}",
            document.id,
            page.span,
            "prose",
            ("Rules", f"Part {page.number}"),
            document.facts.language,
            tuple(sentences(document.text, page.span)),
        )
        for page in document.pages
    ]


def sentences(text: str, span: Span) -> list[Span]:
    return [
        Span(span.start + found.start(), span.start + found.end())
        for found in re.finditer(r"\S.*?\.(?!\d)", span.of(text))
    ]


def encoded(document: Document, embedder: HashingEmbedder) -> list[Encoded]:
    words = analysers()
    return [
        Encoded(
            one,
            embedder.embed_passages([one.span.of(document.text)])[0],
            embedder.embed_passages([sentence.of(document.text) for sentence in one.sentences]),
            words[one.language].passage(one.span.of(document.text), 15.0),
        )
        for one in passages(document)
    ]


@pytest.fixture(scope="module")
def asker() -> Asker:
    embedder, library, numbers = HashingEmbedder(), MemoryLibrary(), count(1)
    documents = [
        read("en/telework.pdf", "en", TELEWORK, valid_from=date(2026, 1, 1)),
        read("en/telework-2022.pdf", "en", OLD, valid_to=date(2025, 12, 31)),
        read("fr/conges.html", "fr", LEAVE),
        read("en/pay.docx", "en", SALARIES, readers=("hr",)),
    ]
    ready = {document.id: encoded(document, embedder) for document in documents}
    vectors = [row for some in ready.values() for one in some for row in (one.vector, *one.sentences)]
    moments = moments_of(np.stack(vectors))
    with library.rebuild(embedder.fingerprint, 64, "shelf") as draft:
        draft.describe(
            Description({(view, language): moments for view in ("passage", "sentence") for language in LANGUAGES})
        )
        for document in documents:
            draft.add(document, ready[document.id])
    return Asker(library, embedder, Phrases(analysers()), 50, lambda: date(2026, 6, 1), lambda: str(next(numbers)))


@pytest.fixture(scope="module")
def retriever(asker: Asker) -> PolyciteRetriever:
    return PolyciteRetriever(asker, TODAY)


@pytest.fixture(scope="module")
def engine(asker: Asker) -> PolyciteQueryEngine:
    return PolyciteQueryEngine(asker, TODAY)


def paths(found: Sequence[NodeWithScore]) -> list[str]:
    return [one.metadata["path"] for one in found]


def place_of(found: NodeWithScore) -> Span:
    assert isinstance(found.node, TextNode)
    assert found.node.start_char_idx is not None
    assert found.node.end_char_idx is not None
    return Span(found.node.start_char_idx, found.node.end_char_idx)


# The retriever


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


# The query engine


def test_a_response_is_the_answer_and_its_sources_are_the_cited_passages(engine: PolyciteQueryEngine) -> None:
    response = engine.query(ASKED)
    assert isinstance(response, Response)
    assert "three days a week. [1]" in str(response)
    assert response.source_nodes[0].node.get_content() == TELEWORK[0]
    assert response.metadata is not None
    assert response.metadata["declined"] is None


def test_every_quote_of_a_source_is_the_text_at_its_offsets(asker: Asker, engine: PolyciteQueryEngine) -> None:
    quotes = 0
    for question in (ASKED, "What is the office allowance a month?", "Combien de jours de congé par an ?"):
        for one in engine.query(question).source_nodes:
            document = asker.library.current().document(one.metadata["document_id"], ANONYMOUS)
            for said in one.metadata["citations"]:
                assert document.text[said["start"] : said["end"]] == said["quote"]
                assert said["pages"] == one.metadata["pages"]
                quotes += 1
    assert quotes >= 3


def test_two_quotes_of_one_passage_are_one_source(asker: Asker) -> None:
    answer = asker.ask(Question(ASKED, TODAY))
    passage, document = answer.citations[0].passage, answer.citations[0].document
    both = tuple(citation(marker, document, passage, span) for marker, span in enumerate(passage.sentences, 1))
    (source,) = to_response(replace(answer, citations=both)).source_nodes
    assert [(said["marker"], said["quote"]) for said in source.metadata["citations"]] == [
        (1, "Staff may telework at most three days a week."),
        (2, "The team leader decides within five working days."),
    ]


def test_a_source_that_no_search_brought_has_no_score(asker: Asker) -> None:
    answer = asker.ask(Question(ASKED, TODAY))
    unfound = replace(answer.trace, ranking=replace(answer.trace.ranking, hits=()))
    sources = to_response(replace(answer, trace=unfound)).source_nodes
    assert paths(sources) == ["en/telework.pdf"]
    assert [one.score for one in sources] == [None]


def test_a_decline_says_so_and_has_no_sources(asker: Asker) -> None:
    nothing = replace(TODAY, documents=("no document",))
    response = PolyciteQueryEngine(asker, nothing).query("Combien de jours de congé par an avons-nous ?")
    assert isinstance(response, Response)
    assert response.source_nodes == []
    assert response.metadata is not None
    assert response.metadata["declined"] in ("not_in_documents", "out_of_scope", "unsupported")
    assert response.metadata["language"] == "fr"
    assert response.response


def test_querying_asynchronously_gives_the_same_answer(engine: PolyciteQueryEngine) -> None:
    later, now = asyncio.run(engine.aquery(ASKED)), engine.query(ASKED)
    assert (str(later), later.source_nodes) == (str(now), now.source_nodes)


def test_an_engine_retrieves_what_its_retriever_does(engine: PolyciteQueryEngine, retriever: PolyciteRetriever) -> None:
    assert engine.retrieve(QueryBundle(ASKED)) == retriever.retrieve(ASKED)


# In stock pipelines


def test_a_stock_query_engine_puts_our_passages_before_its_model(retriever: PolyciteRetriever) -> None:
    stock = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    response = stock.query(ASKED)
    assert TELEWORK[0] in str(response)  # MockLLM repeats its prompt
    assert paths(response.source_nodes) == paths(retriever.retrieve(ASKED))


def test_a_stock_query_engine_works_asynchronously(retriever: PolyciteRetriever) -> None:
    stock = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    assert TELEWORK[0] in str(asyncio.run(stock.aquery(ASKED)))


def test_a_stock_postprocessor_cuts_by_our_scores(retriever: PolyciteRetriever) -> None:
    first, second = (one.get_score(raise_error=True) for one in retriever.retrieve(ASKED)[:2])
    cut = SimilarityPostprocessor(similarity_cutoff=(first + second) / 2)
    stock = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(), node_postprocessors=[cut])
    assert paths(stock.query(ASKED).source_nodes) == ["en/telework.pdf"]


def test_a_stock_fusion_retriever_takes_two_scopes_of_ours(asker: Asker) -> None:
    french = PolyciteRetriever(asker, Scope(ANONYMOUS, languages=("fr",)), k=1)
    english = PolyciteRetriever(asker, Scope(ANONYMOUS, languages=("en",)), k=1)
    fused = QueryFusionRetriever([french, english], llm=MockLLM(), num_queries=1, similarity_top_k=5, use_async=False)
    assert sorted(paths(fused.retrieve(ASKED))) == ["en/telework.pdf", "fr/conges.html"]


class ByLanguage(BaseSelector):
    """Chooses the tool whose description names the language of the question's first word."""

    def _select(self, choices: Sequence[ToolMetadata], query: QueryBundle) -> SelectorResult:
        wanted = "French" if query.query_str.startswith("Combien") else "English"
        place = [wanted in choice.description for choice in choices].index(True)
        return SelectorResult(selections=[SingleSelection(index=place, reason=wanted)])

    async def _aselect(self, choices: Sequence[ToolMetadata], query: QueryBundle) -> SelectorResult:
        return self._select(choices, query)

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts_dict: PromptDictType) -> None:
        assert not prompts_dict


def tools(asker: Asker) -> list[QueryEngineTool]:
    french, english = (PolyciteQueryEngine(asker, replace(TODAY, languages=(one,))) for one in ("fr", "en"))
    return [
        QueryEngineTool.from_defaults(french, name="regles", description="Rules in French"),
        QueryEngineTool.from_defaults(english, name="rules", description="Rules in English"),
    ]


def test_a_stock_router_chooses_between_our_engines(asker: Asker) -> None:
    router = RouterQueryEngine(ByLanguage(), tools(asker), llm=MockLLM())
    assert "vingt-six jours de congé" in str(router.query("Combien de jours de congé par an ?"))
    assert "three days a week" in str(router.query(ASKED))


class OneEach(BaseQuestionGenerator):
    """Asks every tool the whole question."""

    def generate(self, tools: Sequence[ToolMetadata], query: QueryBundle) -> list[SubQuestion]:
        return [SubQuestion(sub_question=query.query_str, tool_name=tool.get_name()) for tool in tools]

    async def agenerate(self, tools: Sequence[ToolMetadata], query: QueryBundle) -> list[SubQuestion]:
        return self.generate(tools, query)

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts_dict: PromptDictType) -> None:
        assert not prompts_dict


def test_a_stock_sub_question_engine_keeps_our_sources(asker: Asker) -> None:
    stock = RetrieverQueryEngine.from_args(PolyciteRetriever(asker, TODAY), llm=MockLLM())
    whole = SubQuestionQueryEngine(OneEach(), stock._response_synthesizer, tools(asker), use_async=False, verbose=False)
    response = whole.query(ASKED)
    assert "en/telework.pdf" in [one.metadata.get("path") for one in response.source_nodes]
    assert "three days a week" in str(response)


def test_an_engine_is_a_tool_that_an_agent_can_call(asker: Asker) -> None:
    tool = QueryEngineTool.from_defaults(PolyciteQueryEngine(asker, TODAY), name="rules", description="Rules")
    assert "three days a week" in tool.call(ASKED).content
