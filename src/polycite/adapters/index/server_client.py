"""Reaching Qdrant through qdrant-client: which engine an address means, how it fails, and its words for ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from qdrant_client import QdrantClient, models
from qdrant_client.common.client_exceptions import QdrantException
from qdrant_client.http.exceptions import ApiException

from polycite.adapters.index.point_schema import PASSAGE, SENTENCES, TERMS
from polycite.adapters.index.visibility import Conditions
from polycite.errors import Unavailable
from polycite.model import Encoded, Terms

MEMORY = ":memory:"
SCOPED_IDF = (1, 19)


def connect(address: str, api_key: str | None, timeout: int) -> QdrantClient:
    """A client of a server (`http://`, `https://`), or of the local mode in a folder or in `:memory:`.

    Nothing is sent yet. `timeout` is in seconds and bounds every call.
    """
    if address == MEMORY:
        return QdrantClient(location=MEMORY, force_disable_check_same_thread=True)
    if urlsplit(address).scheme in ("http", "https"):
        return QdrantClient(url=address, api_key=api_key, timeout=timeout, check_compatibility=False)
    return QdrantClient(path=address, force_disable_check_same_thread=True)


def shown(address: str) -> str:
    """An address fit for a message: without a user, a password or a query."""
    parts = urlsplit(address)
    if not parts.hostname:
        return address
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


@contextmanager
def answering(address: str) -> Iterator[None]:
    """Turn a failed call into Unavailable, naming the address and never the key."""
    try:
        yield
    except (ApiException, QdrantException) as failure:
        raise Unavailable(
            f"Qdrant at {shown(address)} does not answer as it should ({_reason(failure)}): "
            "check POLYCITE_QDRANT_URL and POLYCITE_QDRANT_API_KEY, then run 'polycite doctor'"
        ) from failure


def demand_scoped_idf(client: QdrantClient, address: str) -> None:
    """Raises Unavailable for a server that would silently ignore `params.idf`, and so count hidden documents."""
    with answering(address):
        version = client.info().version
    if tuple(int(number) for number in version.split("-")[0].split(".")[:2]) < SCOPED_IDF:
        raise Unavailable(
            f"Qdrant at {shown(address)} is version {version}, which cannot keep term statistics to what a reader "
            "may see: run Qdrant 1.19 or later, or unset POLYCITE_QDRANT_URL"
        )


def passage_vectors(dimension: int) -> dict[str, models.VectorParams]:
    """The dense vectors of the point schema."""
    maximum = models.MultiVectorConfig(comparator=models.MultiVectorComparator.MAX_SIM)
    flat = models.HnswConfigDiff(m=0)
    return {
        PASSAGE: models.VectorParams(size=dimension, distance=models.Distance.COSINE),
        SENTENCES: models.VectorParams(
            size=dimension, distance=models.Distance.COSINE, multivector_config=maximum, hnsw_config=flat
        ),
    }


def terms_vectors() -> dict[str, models.SparseVectorParams]:
    """The sparse vectors of the point schema."""
    return {name: models.SparseVectorParams(modifier=models.Modifier.IDF) for name in TERMS.values()}


def to_vectors(encoded: Encoded) -> models.VectorStruct:
    """A passage's vectors; without sentences or terms it has no such vector, and is not found by it."""
    vectors: dict[str, models.Vector] = {PASSAGE: encoded.vector.tolist()}
    if len(encoded.sentences):
        vectors[SENTENCES] = encoded.sentences.tolist()
    if encoded.terms.indices:
        vectors[TERMS[encoded.passage.language]] = to_sparse(encoded.terms)
    return vectors


def to_sparse(terms: Terms) -> models.SparseVector:
    """Terms in the client's words."""
    return models.SparseVector(indices=list(terms.indices), values=list(terms.weights))


def to_filter(conditions: Conditions) -> models.Filter:
    """Conditions in the client's words."""
    passed = [(field, models.Range(gt=bound)) for field, bound in conditions.not_above]
    passed += [(field, models.Range(lt=bound)) for field, bound in conditions.not_below]
    return models.Filter(
        must=[
            models.FieldCondition(key=field, match=models.MatchAny(any=list(values)))
            for field, values in conditions.any_of
        ],
        must_not=[models.FieldCondition(key=field, range=bounds) for field, bounds in passed],
    )


def _reason(failure: Exception) -> str:
    status = getattr(failure, "status_code", None)
    return type(failure).__name__ if status is None else f"status {status}"
