from __future__ import annotations

import json

import numpy as np

from polycite.adapters.index.records import (
    bridges_bytes,
    bridges_from,
    document_from,
    entry_from,
    entry_of,
    entry_record,
    generation_from,
    generation_record,
    moments_bytes,
    moments_from,
    page_from,
    page_record,
)
from polycite.bridges import NO_BRIDGES
from polycite.ports import Description, Generation
from tests.contracts.corpora import bridges, corpus, moments


def test_entries_survive_json() -> None:
    for document, passages in corpus(8, documents=30):
        entry = entry_of(document, len(passages))
        assert entry_from(json.loads(json.dumps(entry_record(entry)))) == entry
        assert (entry.pages, entry.characters, entry.passages) == (2, len(document.text), 6)


def test_a_document_is_put_together_from_its_records() -> None:
    ((document, _),) = corpus(8, documents=1)
    pages = [page_from(json.loads(json.dumps(page_record(page))), page.boxes) for page in document.pages]
    marks = [[mark.start, mark.end] for mark in document.marks]
    assert document_from(entry_of(document, 6), document.text, pages, marks) == document


def test_a_generation_survives_json() -> None:
    generation = Generation("id", "fingerprint", "2026-01-01T00:00:00+00:00", "/data", 3, 4, moments(), bridges())
    record = json.loads(json.dumps(generation_record(generation)))
    assert generation_from(record, Description(generation.moments, generation.bridges)) == generation


def test_moments_survive_as_bytes_without_pickle() -> None:
    found = moments_from(moments_bytes(moments()))
    assert list(found) == list(moments())
    for key, moment in moments().items():
        np.testing.assert_array_equal(found[key].covariance, moment.covariance)
        assert (found[key].mean.dtype, found[key].count) == (moment.mean.dtype, moment.count)


def test_bridges_survive_as_bytes() -> None:
    assert bridges_from(bridges_bytes(bridges())) == bridges()
    assert bridges_from(bridges_bytes(NO_BRIDGES)) == NO_BRIDGES


def test_no_moments_are_no_moments() -> None:
    assert moments_from(moments_bytes({})) == {}
