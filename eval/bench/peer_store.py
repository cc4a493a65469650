"""The peer's own ingest, as a child process: `python -m eval.bench.peer_store JOB`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from llama_index.core import SimpleDirectoryReader
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, TextNode

from eval.bench.jobs import Job, Report
from eval.bench.peer import model
from eval.bench.peer_index import MODES, keep
from eval.bench.peer_readers import READERS
from eval.bench.telling import job_of, say
from eval.bench.texts import load


def store(job: Job) -> Report:
    """Read the same files, split and embed them once, and keep them in a store for each mode."""
    files = [Path(job["corpus"]) / one for one in load(Path(job["texts"])).files]
    documents = SimpleDirectoryReader(input_files=files, file_extractor=READERS).load_data()
    encoder = model(job["torch"])
    nodes = encoder(SentenceSplitter().get_nodes_from_documents(documents))
    for mode in MODES:
        keep(nodes, encoder, Path(job["folder"]) / mode, mode)
    return {"nodes": len(nodes)}


def embed(job: Job) -> Report:
    """Our passages the tutorial's way, in batches of LlamaIndex's default size and in order: seconds of each step."""
    encoder = model(job["torch"])
    encoder.get_text_embedding_batch(["one", "two"])
    nodes: list[BaseNode] = [TextNode(text=one) for one in load(Path(job["texts"])).passages]
    started = time.perf_counter()
    encoder(nodes)
    embedded = time.perf_counter()
    keep(nodes, encoder, Path(job["folder"]), "dense")
    return {"embed": embedded - started, "store": time.perf_counter() - embedded}


TASKS: Mapping[str, Callable[[Job], Report]] = {"store": store, "embed": embed}

if __name__ == "__main__":
    given = job_of(sys.argv)
    say(**TASKS[given["task"]](given))
