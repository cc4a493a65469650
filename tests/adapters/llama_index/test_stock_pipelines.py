"""polycite inside stock LlamaIndex pipelines: nothing of ours but the retriever and the query engine."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from llama_index.core.base.base_selector import BaseSelector, SelectorResult, SingleSelection
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.prompts.mixin import PromptDictType
from llama_index.core.query_engine import RetrieverQueryEngine, RouterQueryEngine, SubQuestionQueryEngine
from llama_index.core.question_gen.types import BaseQuestionGenerator, SubQuestion
from llama_index.core.response_synthesizers import ResponseMode
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import QueryBundle
from llama_index.core.tools import QueryEngineTool, ToolMetadata

from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever
from polycite.ask import Asker
from polycite.model import ANONYMOUS, Scope
from tests.adapters.llama_index.shelf import ASKED, TELEWORK, TODAY, paths


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
