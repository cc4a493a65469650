from __future__ import annotations

from dataclasses import replace

from starlette.testclient import TestClient

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.ask import Asker
from polycite.web.app import create_app
from tests.polycite.web.shelves import TEXTS


def test_a_service_with_an_index_is_ready_and_says_which(site: TestClient) -> None:
    response = site.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "index": {"generation": "1", "fingerprint": "hashing-64"},
        "documents": 4,
    }


def test_a_document_the_asker_may_not_read_is_not_counted(site: TestClient) -> None:
    listed = {one["path"] for one in site.get("/v1/documents").json()["documents"]}
    assert set(TEXTS) - listed == {"salaries.txt"}
    assert site.get("/readyz").json()["documents"] == len(listed)


def test_a_service_without_an_index_is_alive_but_not_ready(empty_site: TestClient) -> None:
    assert (empty_site.get("/livez").status_code, empty_site.get("/livez").json()) == (200, {"status": "alive"})
    assert empty_site.get("/readyz").status_code == 503


def test_an_index_of_another_embedder_is_not_ready(asker: Asker) -> None:
    with TestClient(create_app(replace(asker, embedder=HashingEmbedder(32)))) as site:
        assert site.get("/readyz").json()["type"] == "urn:polycite:problem:fingerprint-mismatch"


def test_a_service_becomes_ready_when_something_is_ingested(asker: Asker, empty_site: TestClient) -> None:
    late = replace(asker, embedder=HashingEmbedder(32))
    with TestClient(create_app(late)) as site:
        assert site.get("/readyz").status_code == 503
        with late.library.rebuild("hashing-32", 32, "shelf"):
            pass
        assert site.get("/readyz").status_code == 200
