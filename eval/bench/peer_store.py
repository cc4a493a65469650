"""The peer's own ingest, as a child process: `python -m eval.bench.peer_store JOB`."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from llama_index.core import Document, SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import BaseNode, TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from pypdf import PdfReader

from eval.bench.jobs import Job, Report
from eval.bench.peer import model, vector_store
from eval.bench.telling import job_of, say
from eval.bench.texts import load

MODES = ("dense", "hybrid")


class PlainPdf(BaseReader):
    """One document a page, as LlamaIndex's own PDF reader makes them with pypdf (its package pins an older pypdf)."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        """The pages of a file."""
        return [
            Document(text=page.extract_text(), metadata={**(extra_info or {}), "page_label": str(number)})
            for number, page in enumerate(PdfReader(file).pages, 1)
        ]


class PlainDocx(BaseReader):
    """The paragraphs of a Word file as one document."""

    def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Document]:
        """The one document of a file."""
        return [Document(text="\n".join(one.text for one in docx.Document(str(file)).paragraphs), metadata=extra_info)]


READERS: dict[str, BaseReader] = {".pdf": PlainPdf(), ".docx": PlainDocx()}


def store(job: Job) -> Report:
    """Read the same files, split and embed them once, and keep them in a store for each mode."""
    files = [Path(job["corpus"]) / one for one in load(Path(job["texts"])).files]
    documents = SimpleDirectoryReader(input_files=files, file_extractor=READERS).load_data()
    nodes = SentenceSplitter().get_nodes_from_documents(documents)
    encoder = model(job["torch"])
    started = time.perf_counter()
    embed(nodes, encoder)
    seconds = time.perf_counter() - started
    for mode in MODES:
        keep(nodes, encoder, Path(job["folder"]) / mode, mode)
    return {"nodes": len(nodes), "embed": seconds}


def same_passages(job: Job) -> Report:
    """Embed and store our passages the tutorial's way: seconds of each."""
    encoder = model(job["torch"])
    encoder.get_text_embedding_batch(["one", "two"])
    nodes: list[BaseNode] = [TextNode(text=one) for one in load(Path(job["texts"])).passages]
    started = time.perf_counter()
    embed(nodes, encoder)
    embedded = time.perf_counter()
    keep(nodes, encoder, Path(job["folder"]), "dense")
    return {"embed": embedded - started, "store": time.perf_counter() - embedded}


def embed(nodes: Sequence[BaseNode], encoder: HuggingFaceEmbedding) -> None:
    """Give every node its vector, in batches of LlamaIndex's default size and in document order."""
    encoder(list(nodes))


def keep(nodes: Sequence[BaseNode], encoder: HuggingFaceEmbedding, folder: Path, mode: str) -> None:
    """A new store of these nodes, which have their vectors, in place of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    kept = vector_store(folder, mode)
    VectorStoreIndex(list(nodes), storage_context=StorageContext.from_defaults(vector_store=kept), embed_model=encoder)
    kept.client.close()


TASKS: Mapping[str, Any] = {"store": store, "embed": same_passages}

if __name__ == "__main__":
    given = job_of(sys.argv)
    say(**TASKS[given["task"]](given))
