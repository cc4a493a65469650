"""Other systems under judgement: any LlamaIndex retriever or query engine.

A node becomes a passage by its `path` or `file_path` and its `pages` or `page_label`. An engine's quotations are its
source nodes, whole, since that is all a node says of where an answer comes from; a retriever quotes its first node.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore

from eval.foreign import foreign
from eval.questions import GoldQuestion
from eval.systems import Given, GivenPassage, GivenQuote
from polycite.errors import Unavailable
from polycite.model import PUBLIC

JUDGED = (BaseRetriever, BaseQueryEngine)


@dataclass(frozen=True, slots=True)
class Peer:
    """A retriever or a query engine over the files of `corpus`; it knows neither groups nor days, and no offsets."""

    name: str
    engine: BaseRetriever | BaseQueryEngine
    corpus: Path
    is_verbatim: bool = False

    def can_ask(self, question: GoldQuestion) -> bool:
        """Only what everybody may ask."""
        return question.groups == (PUBLIC,)

    def text(self, path: str, question: GoldQuestion) -> str | None:
        """A peer has no canonical text."""
        return None

    def ask(self, question: GoldQuestion, day: date) -> Given:
        """What it gives for the words of a question. Raises PolyciteError: Unavailable where its own code fails."""
        started = time.perf_counter()
        with foreign(lambda why: Unavailable(f"it stops at {question.id} ({why})")):
            said, nodes, quoted = self._asked(question.question)
        spent = (time.perf_counter() - started) * 1000
        return Given(
            is_declined=not quoted,
            said=said,
            text=said,
            quotes=tuple(GivenQuote(self._path(one), one.node.get_content(), _pages(one)) for one in quoted),
            passages=tuple(GivenPassage(self._path(one), one.node.get_content(), _pages(one)) for one in nodes),
            milliseconds=spent,
        )

    def _asked(self, words: str) -> tuple[str, Sequence[NodeWithScore], Sequence[NodeWithScore]]:
        if isinstance(self.engine, BaseRetriever):
            nodes = self.engine.retrieve(words)
            return "", nodes, nodes[:1]
        response = self.engine.query(words)
        return str(response), response.source_nodes, response.source_nodes

    def _path(self, node: NodeWithScore) -> str:
        facts: Mapping[str, object] = node.node.metadata
        named = Path(str(facts.get("path") or facts.get("file_path") or ""))
        return (named.relative_to(self.corpus) if named.is_relative_to(self.corpus) else named).as_posix()


def _pages(node: NodeWithScore) -> tuple[int, ...]:
    facts = node.node.metadata
    pages = facts.get("pages")
    labels = pages if isinstance(pages, Sequence) and not isinstance(pages, str) else [pages]
    named = [str(label) for label in labels if label not in (None, "")] or [str(facts.get("page_label", ""))]
    return tuple(int(label) for label in named if label.isdecimal())
