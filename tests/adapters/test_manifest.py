from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from polycite.adapters.index.manifest import NOBODY, PROBES, Manifest
from polycite.adapters.index.memory import MemoryIndex, Row
from polycite.errors import IndexDamaged
from polycite.model import Document, Facts
from tests.contracts.corpora import DIMENSION, Corpus, corpus, plain_document
from tests.contracts.plain import axis, one

READABLE: Corpus = [(document, passages) for document, passages in corpus(4) if document.facts.readers]


def manifest(content: Corpus) -> Manifest:
    """What was added."""
    added = Manifest("embedder-1", DIMENSION, "corpus")
    for document, passages in content:
        added.add(document, passages)
    return added


def index(content: Corpus) -> MemoryIndex:
    """What was written."""
    rows = [Row(document, encoded) for document, passages in content for encoded in passages]
    generation = manifest(content).generation("1", "2026-01-01")
    return MemoryIndex(generation, [document for document, _ in content], rows)


def verify(added: Corpus, written: Corpus) -> None:
    """Compare the two."""
    found = index(written)
    manifest(added).verify(found, *found.counts)


def with_facts(document: Document, **facts: object) -> Document:
    """The document with other facts."""
    return replace(document, facts=replace(document.facts, **facts))  # type: ignore[arg-type]


def test_what_was_added_verifies() -> None:
    verify(corpus(4), corpus(4))
    verify([], [])


def test_a_missing_document_or_passage_is_found() -> None:
    with pytest.raises(IndexDamaged, match=r"holds \(9, 54\) .* not \(10, 60\)"):
        verify(corpus(4), corpus(4)[1:])
    document, passages = corpus(4)[0]
    with pytest.raises(IndexDamaged, match=r"\(10, 59\)"):
        verify(corpus(4), [(document, passages[1:]), *corpus(4)[1:]])


def test_a_passage_that_does_not_find_itself_is_found() -> None:
    document, (first, *rest) = READABLE[-1]
    moved = replace(first, passage=replace(first.passage, id="elsewhere"))
    with pytest.raises(IndexDamaged, match=f"'{first.passage.id}' .* does not find itself"):
        verify(READABLE, [*READABLE[:-1], (document, [moved, *rest])])


def test_a_passage_that_lost_its_readers_is_found() -> None:
    document, passages = READABLE[0]
    with pytest.raises(IndexDamaged, match="does not find itself"):
        verify(READABLE, [(with_facts(document, readers=()), passages), *READABLE[1:]])


def test_a_passage_shown_to_another_group_of_the_corpus_is_found() -> None:
    public, locked = plain_document("a"), with_facts(plain_document("b"), readers=())
    honest: Corpus = [(public, [one(public, 0)]), (locked, [one(locked, 0)])]
    verify(honest, honest)
    with pytest.raises(IndexDamaged, match="'b/00' is shown to a stranger"):
        verify(honest, [honest[0], (plain_document("b"), honest[1][1])])


def test_a_passage_shown_to_everybody_is_found() -> None:
    document, passages = READABLE[0]
    open_to_all = with_facts(document, readers=(*document.facts.readers, NOBODY))
    with pytest.raises(IndexDamaged, match="shown to a stranger"):
        verify(READABLE, [(open_to_all, passages), *READABLE[1:]])


def test_sixty_copies_of_one_text_are_no_damage() -> None:
    document = plain_document("a")
    copies = [replace(one(document, 0), passage=replace(one(document, 0).passage, id=f"a/{n:03d}")) for n in range(60)]
    crowd = [copies[59], *copies[:59]]
    verify([(document, crowd)], [(document, crowd)])


def test_probes_are_taken_from_both_ends_of_a_long_run() -> None:
    documents = [plain_document(f"d{number:03d}") for number in range(5 * PROBES)]
    content: Corpus = [(document, [one(document, 0)]) for document in documents]
    for place in (0, PROBES - 1, len(content) - 1):
        document, _ = content[place]
        blind = Facts(document.facts.title, "nl", readers=("other",))
        flawed = [*content]
        flawed[place] = (replace(document, facts=blind), content[place][1])
        with pytest.raises(IndexDamaged, match=document.id):
            verify(content, flawed)


def test_vectors_of_another_width_number_or_kind_are_refused() -> None:
    document = plain_document("a")
    good = one(document, 0)
    short = replace(good, sentences=good.sentences[:0])
    infinite = replace(good, sentences=np.full_like(good.sentences, np.inf))
    wide = replace(good, vector=np.append(axis(0), np.float32(0)))
    for flawed in (short, infinite, wide):
        with pytest.raises(ValueError, match="'a/00'"):
            manifest([(document, [flawed])])


def test_a_passage_given_twice_is_refused() -> None:
    document = plain_document("a")
    with pytest.raises(ValueError, match="added twice"):
        manifest([(document, [one(document, 0), one(document, 0)])])
