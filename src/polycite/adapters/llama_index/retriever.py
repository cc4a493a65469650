"""polycite as parts of LlamaIndex: its ranking as a retriever, its verified answers as a query engine.

Only the words of a query bundle are used. An embedding that comes with it was made by another model than the index's,
so the question is embedded anew. Errors are polycite's own (see `polycite.errors`); nothing is caught.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.model import Citation, Document, Passage, Scope

_UNSEEN_BY_MODELS = ["document_id", "path", "language", "kind", "citations"]
"""Facts a language model or an embedder would only be distracted by; they still travel with the node."""


class PolyciteRetriever(BaseRetriever):
    """The k best passages for a question, as far as `scope` may see.

    A node's id is the passage's, its text the canonical text of the passage, its character indices the offsets of
    that text in the document (code points). Scores compare within one retrieval only, and may be negative.
    """

    def __init__(
        self, asker: Asker, scope: Scope, *, k: int = 8, callback_manager: CallbackManager | None = None
    ) -> None:
        super().__init__(callback_manager)
        self._asker, self._scope, self._k = asker, scope, k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._asker.search(Question(query_bundle.query_str, self._scope, k=self._k))
        return [
            NodeWithScore(node=to_node(hit.passage, found.documents[hit.passage.document]), score=hit.score)
            for hit in found.hits
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


class PolyciteQueryEngine(BaseQueryEngine):
    """Answers with verified quotations, as far as `scope` may see; it needs no language model and no synthesizer.

    The response is the answer as a person reads it. Its source nodes are the cited passages, each with its
    `citations`: marker, quote, start, end and pages. A decline is a response with its reason under `declined` in
    `metadata` and no source nodes; else `declined` is None.
    """

    def __init__(
        self, asker: Asker, scope: Scope, *, k: int = 8, callback_manager: CallbackManager | None = None
    ) -> None:
        super().__init__(callback_manager)
        self._asker, self._scope, self._k = asker, scope, k
        self._retriever = PolyciteRetriever(asker, scope, k=k, callback_manager=callback_manager)

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages an answer would be drawn from, cited or not."""
        return self._retriever.retrieve(query_bundle)

    def _query(self, query_bundle: QueryBundle) -> Response:
        return to_response(self._asker.ask(Question(query_bundle.query_str, self._scope, k=self._k)))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def to_response(answer: Answer) -> Response:
    """An answer as LlamaIndex's Response."""
    facts = {
        "answer_id": answer.id,
        "language": answer.language,
        "declined": answer.declined.reason if answer.declined else None,
        "generation": answer.generation.id,
    }
    return Response(answer.text, source_nodes=_cited(answer), metadata=facts)


def to_node(passage: Passage, document: Document, citations: Sequence[Citation] = ()) -> TextNode:
    """A passage as a node; `citations` are the quotes taken from it."""
    return TextNode(
        id_=passage.id,
        text=passage.span.of(document.text),
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
        metadata=_facts(passage, document) | _quotes(citations),
        excluded_llm_metadata_keys=_UNSEEN_BY_MODELS,
        excluded_embed_metadata_keys=_UNSEEN_BY_MODELS,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id)},
    )


def _facts(passage: Passage, document: Document) -> dict[str, object]:
    return {
        "document_id": document.id,
        "path": document.source.path,
        "title": document.facts.title,
        "pages": [page.label for page in document.pages_of(passage.span)],
        "language": passage.language,
        "heading": list(passage.heading),
        "kind": passage.kind,
    }


def _quotes(citations: Sequence[Citation]) -> dict[str, object]:
    return {"citations": [_quote(one) for one in citations]} if citations else {}


def _quote(citation: Citation) -> dict[str, object]:
    return {
        "marker": citation.marker,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "pages": [page.label for page in citation.pages],
    }


def _cited(answer: Answer) -> list[NodeWithScore]:
    """One node for each passage cited, in the order of its first marker.

    One that no search brought, the version in the question's language, has no score.
    """
    scores = {hit.passage.id: hit.score for hit in answer.trace.ranking.hits}
    return [
        NodeWithScore(node=to_node(quotes[0].passage, quotes[0].document, quotes), score=scores.get(identifier))
        for identifier, quotes in _by_passage(answer.citations).items()
    ]


def _by_passage(citations: Sequence[Citation]) -> Mapping[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for one in citations:
        found.setdefault(one.passage.id, []).append(one)
    return found
