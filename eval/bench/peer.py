"""The peer, as a child process: the pipeline of the LlamaIndex tutorials on the same weights, with their defaults.

`python -m eval.bench.peer JOB` opens a stored index and retrieves; `peer_store` builds one. Retrieval alone is timed:
the peer neither chooses evidence nor verifies a quote.
"""

from __future__ import annotations

import sys
from pathlib import Path

from llama_index.core import VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.qdrant import QdrantVectorStore
from qdrant_client import QdrantClient, models

from eval.bench import sparse, telling
from eval.bench.jobs import Job, Report
from eval.bench.telling import job_of, say

COLLECTION = "tutorial"


def model(folder: str) -> HuggingFaceEmbedding:
    """The encoder in torch, on the weights our own model was made from, with the prefixes its authors ask for."""
    return HuggingFaceEmbedding(
        model_name=folder, query_instruction="query: ", text_instruction="passage: ", device="cpu"
    )


def vector_store(folder: Path, mode: str) -> QdrantVectorStore:
    """Qdrant's local mode on a folder: dense as the tutorial has it, or hybrid with explicit sparse functions."""
    client = QdrantClient(path=str(folder))
    if mode == "dense":
        return QdrantVectorStore(COLLECTION, client=client)
    return QdrantVectorStore(
        COLLECTION,
        client=client,
        enable_hybrid=True,
        sparse_doc_fn=sparse.of_passages,
        sparse_query_fn=sparse.of_questions,
        sparse_config=models.SparseVectorParams(index=models.SparseIndexParams(), modifier=models.Modifier.IDF),
    )


def retriever(store: QdrantVectorStore, encoder: HuggingFaceEmbedding, mode: str) -> BaseRetriever:
    """The tutorial's retriever; hybrid takes the options its page on Qdrant gives."""
    index = VectorStoreIndex.from_vector_store(store, embed_model=encoder)
    if mode == "dense":
        return index.as_retriever()
    return index.as_retriever(similarity_top_k=2, sparse_top_k=12, vector_store_query_mode="hybrid")


def serve(job: Job) -> Report:
    """Retrieve for questions until there are no more."""
    ready = retriever(vector_store(Path(job["folder"]), job["mode"]), model(job["torch"]), job["mode"])
    telling.serve(ready.retrieve, job["questions"])
    return {"mode": job["mode"]}


if __name__ == "__main__":
    say(**serve(job_of(sys.argv)))
