"""LlamaIndex on both sides: its embeddings can be our embedder, our answers can be its retriever and query engine."""

from polycite.adapters.llama_index.retriever import PolyciteQueryEngine, PolyciteRetriever

__all__ = ["PolyciteQueryEngine", "PolyciteRetriever"]
