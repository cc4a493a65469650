"""The peer, as a child process: the pipeline of the LlamaIndex tutorials on the same weights, with their defaults.

`python -m eval.bench.peer JOB` opens a stored index and retrieves; `peer_store` builds one. Retrieval alone is timed:
the peer neither chooses evidence nor verifies a quote.
"""

from __future__ import annotations

import sys
from pathlib import Path

from llama_index.embeddings.huggingface import HuggingFaceEmbedding

from eval.bench import telling
from eval.bench.jobs import Job, Report
from eval.bench.peer_index import retriever, vector_store
from eval.bench.telling import job_of, say


def model(folder: str) -> HuggingFaceEmbedding:
    """The encoder in torch, on the weights our own model was made from, with the prefixes its authors ask for."""
    return HuggingFaceEmbedding(
        model_name=folder, query_instruction="query: ", text_instruction="passage: ", device="cpu"
    )


def serve(job: Job) -> Report:
    """Retrieve for questions until there are no more."""
    ready = retriever(vector_store(Path(job["folder"]), job["mode"]), model(job["torch"]), job["mode"])
    telling.serve(ready.retrieve, job["questions"])
    return {"mode": job["mode"]}


if __name__ == "__main__":
    say(**serve(job_of(sys.argv)))
