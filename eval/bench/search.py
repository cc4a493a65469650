"""The same rankings by Qdrant Edge and by qdrant-client's local mode, as a child: `python -m eval.bench.search JOB`.

One process holds both and asks them in turn, since filling the local mode takes far longer than asking it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from uuid import UUID

from qdrant_client import QdrantClient, models

from eval.bench.jobs import Job, Report
from eval.bench.synthetic import DIMENSION, Asked, Synthesis
from eval.bench.telling import job_of, say, timed
from polycite.adapters.index.edge import EdgeLibrary
from polycite.model import ANONYMOUS, LANGUAGES, Scope, Terms
from polycite.ports import DenseQuery, Description, Index, TermsQuery

LIMIT = 50
COLLECTION = "synthetic"
EVERYONE = Scope(ANONYMOUS)


def edge(folder: Path, data: Synthesis) -> Index:
    """Our embedded index of the passages."""
    library = EdgeLibrary(folder)
    with library.rebuild("synthetic", DIMENSION, "synthetic") as draft:
        draft.describe(Description({}))
        for document, passages in data.documents():
            draft.add(document, passages)
    return library.current()


def local(data: Synthesis) -> QdrantClient:
    """The same vectors, terms and languages in local mode; in memory, which is no slower to ask than its folder."""
    client = QdrantClient(location=":memory:")
    client.create_collection(
        COLLECTION,
        vectors_config={"passage": models.VectorParams(size=DIMENSION, distance=models.Distance.COSINE)},
        sparse_vectors_config={"terms": models.SparseVectorParams(modifier=models.Modifier.IDF)},
    )
    client.upload_points(COLLECTION, (_point(data, number) for number in range(len(data.terms))))
    return client


def ask_edge(index: Index, asked: Asked) -> object:
    """Dense and term candidates of one language."""
    dense = DenseQuery("passage", asked.language, asked.vector, LIMIT)
    return index.search([dense, TermsQuery(asked.language, asked.terms, LIMIT)], EVERYONE)


def ask_edge_all(index: Index, asked: Asked) -> object:
    """What a question of ours really asks: three views of each of three languages."""
    dense = [DenseQuery(view, one, asked.vector, LIMIT) for view in ("passage", "sentence") for one in LANGUAGES]
    return index.search([*dense, *(TermsQuery(one, asked.terms, LIMIT) for one in LANGUAGES)], EVERYONE)


def ask_local(client: QdrantClient, asked: Asked) -> object:
    """The candidates `ask_edge` gives, from local mode."""
    only = models.Filter(must=[models.FieldCondition(key="language", match=models.MatchValue(value=asked.language))])
    dense = models.QueryRequest(query=asked.vector.tolist(), using="passage", filter=only, limit=LIMIT)
    terms = models.QueryRequest(query=_sparse(asked.terms), using="terms", filter=only, limit=LIMIT)
    return client.query_batch_points(COLLECTION, [dense, terms])


def search(job: Job) -> Report:
    """Median milliseconds of each engine, repeat by repeat, its questions new each time."""
    data = Synthesis(job["passages"])
    index, client = edge(Path(job["folder"]), data), local(data)
    report: dict[str, list[float]] = {"edge": [], "local": [], "edge_all": []}
    for _ in range(job["repeats"]):
        questions = data.questions(job["questions"])
        report["local"].append(median(timed(lambda one: ask_local(client, one), one) for one in questions))
        report["edge"].append(median(timed(lambda one: ask_edge(index, one), one) for one in questions))
        report["edge_all"].append(median(timed(lambda one: ask_edge_all(index, one), one) for one in questions))
    client.close()
    return report


def _point(data: Synthesis, number: int) -> models.PointStruct:
    vectors = {"passage": data.vectors[number].tolist(), "terms": _sparse(data.terms[number])}
    return models.PointStruct(id=str(UUID(int=number)), vector=vectors, payload={"language": data.language(number)})


def _sparse(terms: Terms) -> models.SparseVector:
    return models.SparseVector(indices=list(terms.indices), values=list(terms.weights))


if __name__ == "__main__":
    say(**search(job_of(sys.argv)))
