"""Peers as MODULE:FUNCTION names them: each is made for a corpus, with a folder to work in."""

from __future__ import annotations

from pathlib import Path

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from polycite.errors import Unavailable


class Listed(BaseRetriever):
    """Gives these nodes, in this order, for every question."""

    def __init__(self, *nodes: TextNode) -> None:
        super().__init__()
        self._nodes = nodes

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [NodeWithScore(node=node, score=1.0) for node in self._nodes]


class Stopping(BaseRetriever):
    """Fails at every question."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        raise self._error


def stopping(corpus: Path, work: Path) -> BaseRetriever:
    """Can be made, and then answers nothing."""
    return Stopping(ConnectionError(f"lost {corpus.name} and {work.name}"))


def breaking(corpus: Path, work: Path) -> BaseRetriever:
    """Cannot be made, and says nothing of why."""
    raise KeyError("no store")


def unlicensed(corpus: Path, work: Path) -> BaseRetriever:
    """Cannot be made, and says why."""
    raise Unavailable("no licence")


def first_lines(corpus: Path, work: Path) -> BaseRetriever:
    """The first line of every file, and a note in the work folder of how many there are."""
    files = sorted(corpus.rglob("*.txt"))
    (work / "files").write_text(str(len(files)), encoding="utf-8")
    lines = [(file, file.read_text(encoding="utf-8").splitlines()[0]) for file in files]
    return Listed(*(TextNode(text=line, metadata={"file_path": str(file)}) for file, line in lines))


def a_number(corpus: Path, work: Path) -> int:
    """No peer at all."""
    return len(str(corpus)) + len(str(work))
