"""The peer that stands beside us: the pipeline of the LlamaIndex tutorials, on the same weights and the same files.

Its defaults: `SimpleDirectoryReader`, `SentenceSplitter`, Qdrant in local mode, cosine of passages (`dense`) or that
and sparse vectors fused (`hybrid`); ten passages, since measures look at ten. It knows neither who may read a document
nor when it held. Like any peer it is named MODULE:FUNCTION, and the function is given the corpus and a work folder.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import Document
from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from eval.bench.peer import model
from eval.bench.peer_index import MODES, keep, vector_store
from eval.bench.peer_readers import READERS
from eval.ours import SEEN
from polycite.bootstrap import load
from polycite.errors import BadSettings
from polycite.model import LANGUAGES

TORCH = "torch"
"""Folder of the encoder's weights in torch, below the work folder."""


def dense(corpus: Path, work: Path) -> BaseRetriever:
    """Its retriever with the defaults of the tutorials."""
    return _index(corpus, work, "dense").as_retriever(similarity_top_k=SEEN)


def hybrid(corpus: Path, work: Path) -> BaseRetriever:
    """Its retriever with the options of LlamaIndex's page on hybrid search."""
    index = _index(corpus, work, "hybrid")
    return index.as_retriever(similarity_top_k=SEEN, sparse_top_k=12, vector_store_query_mode="hybrid")


def _index(corpus: Path, work: Path, mode: str) -> VectorStoreIndex:
    encoder, files = _encoder(work), _files(corpus)
    place = work / f"tutorial-{_digest(corpus, files)}"
    if not (place / "whole").exists():
        _build(_read(corpus, files), encoder, place)
    return VectorStoreIndex.from_vector_store(vector_store(place / mode, mode), embed_model=encoder)


def _encoder(work: Path) -> HuggingFaceEmbedding:
    if not (work / TORCH).exists():
        load("prepare:default")(work / "models", lambda _what, _share: None, work / TORCH)
    return model(str(work / TORCH))


def _read(corpus: Path, files: list[Path]) -> list[Document]:
    """Its documents, with their paths as they are in the corpus: it embeds them, so that the folder a checkout lies in
    would move its figures."""
    documents = SimpleDirectoryReader(input_files=files, file_extractor=READERS).load_data()
    for one in documents:
        one.metadata["file_path"] = Path(one.metadata["file_path"]).relative_to(corpus.resolve()).as_posix()
    return documents


def _build(documents: list[Document], encoder: HuggingFaceEmbedding, place: Path) -> None:
    """Split and embed once, keep in a store for each mode, and mark as whole at the end: this may be killed."""
    nodes = encoder(SentenceSplitter().get_nodes_from_documents(documents))
    for mode in MODES:
        keep(nodes, encoder, place / mode, mode)
    (place / "whole").touch()


def _files(corpus: Path) -> list[Path]:
    """What stands in a folder named for a language: the rest of a corpus folder are sources and notes."""
    found = [file for language in LANGUAGES for file in (corpus / language).rglob("*") if file.is_file()]
    if not found:
        raise BadSettings(f"{corpus}: has no files in {', '.join(LANGUAGES)}, where this peer looks: name another peer")
    return sorted(file.resolve() for file in found)


def _digest(corpus: Path, files: list[Path]) -> str:
    digest = blake2b(digest_size=8)
    for file in files:
        digest.update(str(file.relative_to(corpus.resolve())).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
