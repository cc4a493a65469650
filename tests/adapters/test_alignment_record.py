from __future__ import annotations

import zlib

import pytest

from polycite.adapters.index.alignment_record import alignments_bytes, alignments_from
from polycite.alignment import NO_ALIGNMENTS
from tests.contracts.corpora import alignments


def test_alignments_survive_as_bytes() -> None:
    assert alignments_from(alignments_bytes(alignments())) == alignments()
    assert alignments_from(alignments_bytes(NO_ALIGNMENTS)) == NO_ALIGNMENTS


def test_where_nothing_was_stored_there_are_none() -> None:
    assert alignments_from(b"") == NO_ALIGNMENTS


def test_a_passage_is_named_once() -> None:
    assert zlib.decompress(alignments_bytes(alignments())).count(b"b/00") == 1


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises((ValueError, TypeError)):
        alignments_from(zlib.compress(b"[1]"))
