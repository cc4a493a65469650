"""What the query engine answers, and its sources."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever, to_response
from polycite.answer import Question
from polycite.ask import Asker
from polycite.grounding import citation
from polycite.model import ANONYMOUS
from tests.adapters.llama_index.shelf import ASKED, TELEWORK, TODAY, paths


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
