"""The peer's index: LlamaIndex's Qdrant store on a folder in local mode, dense as in the tutorial, or hybrid."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path

from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import BaseNode
from llama_index.vector_stores.qdrant import QdrantVectorStore
from qdrant_client import QdrantClient, models

from eval.bench import sparse

COLLECTION = "tutorial"
MODES = ("dense", "hybrid")


def vector_store(folder: Path, mode: str) -> QdrantVectorStore:
    """The store of a folder; hybrid with explicit sparse functions and the IDF modifier they need."""
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


def retriever(store: QdrantVectorStore, encoder: BaseEmbedding, mode: str) -> BaseRetriever:
    """The tutorial's retriever; hybrid takes the options that LlamaIndex's page on Qdrant gives."""
    index = VectorStoreIndex.from_vector_store(store, embed_model=encoder)
    if mode == "dense":
        return index.as_retriever()
    return index.as_retriever(similarity_top_k=2, sparse_top_k=12, vector_store_query_mode="hybrid")


def keep(nodes: Sequence[BaseNode], encoder: BaseEmbedding, folder: Path, mode: str) -> None:
    """A new store of these nodes in place of the one before; those that have their vector keep it."""
    shutil.rmtree(folder, ignore_errors=True)
    kept = vector_store(folder, mode)
    storage = StorageContext.from_defaults(vector_store=kept)
    with warnings.catch_warnings():
        # The store always asks for an index on document ids, which local mode has no use for and says so.
        warnings.filterwarnings("ignore", "Payload indexes have no effect in the local Qdrant", UserWarning)
        VectorStoreIndex(list(nodes), storage_context=storage, embed_model=encoder)
    kept.client.close()
