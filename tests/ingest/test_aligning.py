from __future__ import annotations

from datetime import date

import numpy as np

from ingest.aligning import alignments
from ingest.encode import Split
from polycite.alignment import Place
from polycite.model import Document, Facts, Language, Passage, Source, Span

HERE = np.array([1.0, 0.0], dtype=np.float32)


def split_of(path: str, language: Language, family: str | None = "f", **facts: object) -> Split:
    words = f"{path} zin"
    known = Facts(path, language, family=family, **facts)  # type: ignore[arg-type]
    span = Span(0, len(words))
    document = Document(path, Source(path, path, path, "text/plain"), known, words)
    return Split(document, (Passage(f"p-{path}", path, span, "prose", (), language, (span,)),))


def aligned(*splits: Split) -> list[tuple[str, str]]:
    vectors = {f"{split.document.id} zin": HERE for split in splits}
    return [(bitext.one, bitext.other) for bitext in alignments(splits, vectors).bitexts]


def test_only_versions_of_one_family_in_two_languages_are_aligned() -> None:
    a, b, c = split_of("a", "nl"), split_of("b", "fr"), split_of("c", "en")
    assert aligned(a, b, c) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert aligned(a, split_of("d", "nl")) == []
    assert aligned(a, split_of("d", "fr", "other")) == []
    assert aligned(split_of("d", "nl", None), split_of("e", "fr", None)) == []


def test_a_text_and_its_successor_are_no_versions_of_each_other() -> None:
    old = split_of("old", "nl", valid_to=date(2025, 12, 31))
    assert aligned(old, split_of("new", "fr", valid_from=date(2026, 1, 1))) == []
    assert aligned(split_of("old", "nl"), split_of("new", "fr", supersedes=("old",))) == []
    assert aligned(old, split_of("new", "fr", valid_from=date(2025, 12, 31))) == [("old", "new")]


def test_what_stands_beside_is_told_by_passage_and_span() -> None:
    (bitext,) = alignments([split_of("a", "nl"), split_of("b", "fr")], {"a zin": HERE, "b zin": HERE}).bitexts
    (bead,) = bitext.beads
    assert (bead.one, bead.other) == (Place("p-a", Span(0, 5)), Place("p-b", Span(0, 5)))
