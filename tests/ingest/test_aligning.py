from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from ingest import aligning
from ingest.aligning import Line, alignments, beads
from ingest.encode import Split
from polycite.alignment import Place
from polycite.model import Document, Facts, Language, Passage, Source, Span, Vectors


def axis(*axes: int) -> Vectors:
    """The unit vector between some of twelve axes."""
    vector = np.zeros(12, dtype=np.float32)
    vector[list(axes)] = 1
    return vector / np.float32(np.sqrt(len(axes)))


def line(
    name: str,
    number: int,
    vector: Vectors,
    figures: frozenset[str] = frozenset(),
    heading: float = 0.0,
    table: bool = False,
) -> Line:
    return Line(Place(name, Span(10 * number, 10 * number + 9)), vector, figures, 40, heading, table)


def text(name: str, *axes: int | tuple[int, ...]) -> list[Line]:
    """A sentence for each axis or group of axes."""
    return [line(name, place, axis(*([at] if isinstance(at, int) else at))) for place, at in enumerate(axes)]


def pairs(one: list[Line], other: list[Line]) -> list[tuple[Span | None, Span | None]]:
    return [
        (bead.one.span if bead.one else None, bead.other.span if bead.other else None) for bead in beads(one, other)
    ]


def at(number: int, last: int | None = None) -> Span:
    return Span(10 * number, 10 * (number if last is None else last) + 9)


def test_sentences_that_mean_the_same_stand_beside_each_other() -> None:
    assert pairs(text("a", 0, 1, 2), text("b", 0, 1, 2)) == [(at(n), at(n)) for n in range(3)]


def test_a_sentence_more_stands_alone_and_shifts_nothing() -> None:
    found = pairs(text("a", 0, 1, 2, 3), text("b", 0, 2, 3))
    assert found == [(at(0), at(0)), (at(1), None), (at(2), at(1)), (at(3), at(2))]
    assert (None, at(1)) in pairs(text("a", 0, 2, 3), text("b", 0, 1, 2, 3))


def test_two_sentences_that_are_one_elsewhere_are_taken_together() -> None:
    assert pairs(text("a", 0, 1, 2, 3), text("b", 0, (1, 2), 3))[1] == (at(1, 2), at(1))
    assert pairs(text("a", 0, (1, 2), 3), text("b", 0, 1, 2, 3))[1] == (at(1), at(1, 2))


def test_rows_of_a_table_and_sentences_of_two_passages_are_never_taken_together() -> None:
    short = text("b", 0, (1, 2), 3)
    rows = [replace(one, table=True) for one in text("a", 0, 1, 2, 3)]
    apart = [line("a" if place < 2 else "c", place, axis(place)) for place in range(4)]
    for long in (rows, apart):
        assert all(span is None or len(span) == 9 for pair in pairs(long, short) for span in pair)


def test_sentences_in_another_order_are_still_found() -> None:
    assert sorted(pairs(text("a", 0, 1, 2, 3, 4, 5), text("b", 5, 0, 1, 2, 3, 4)), key=str) == sorted(
        [(at(n), at(n + 1)) for n in range(5)] + [(at(5), at(0))], key=str
    )


def test_equal_figures_decide_between_sentences_that_are_alike() -> None:
    alike = axis(0, 1)
    one = [line("a", 0, alike, frozenset({"650000"}), table=True), line("a", 1, axis(5))]
    other = [
        line("b", 0, alike, frozenset({"150000"}), table=True),
        line("b", 1, alike, frozenset({"650000"}), table=True),
        line("b", 2, axis(5)),
    ]
    assert (at(0), at(1)) in pairs(one, other)


def test_the_place_of_the_heading_decides_between_sentences_that_are_equal() -> None:
    one = [line("a", 0, axis(1), heading=0.9)]
    other = [line("b", 0, axis(1), heading=0.0), line("b", 1, axis(1), heading=0.9)]
    assert (at(0), at(1)) in pairs(one, other)


def test_texts_that_have_nothing_in_common_stand_alone() -> None:
    found = pairs(text("a", *[0] * 4), text("b", *[1] * 4))
    assert [pair for pair in found if None not in pair] == []
    assert len(found) == 8


def test_every_sentence_is_in_exactly_one_bead() -> None:
    dice = np.random.default_rng(7)
    one, other = (
        [line(name, place, axis(*dice.choice(12, 3, replace=False).tolist())) for place in range(count)]
        for name, count in (("a", 23), ("b", 19))
    )
    found = beads(one, other)
    for side, lines in (([bead.one for bead in found], one), ([bead.other for bead in found], other)):
        spans = [place.span for place in side if place]
        assert [sum(span.holds(line.place.span) for span in spans) for line in lines] == [1] * len(lines)
    assert found == beads(one, other)


def test_too_many_sentences_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligning, "CELLS", 8)
    assert all(None in pair for pair in pairs(text("a", 0, 1, 2), text("b", 0, 1, 2)))
    assert pairs(text("a", 0), text("b", 0)) == [(at(0), at(0))]


def split_of(path: str, language: Language, family: str | None = "f", **facts: object) -> Split:
    words = f"{path} zin"
    known = Facts(path, language, family=family, **facts)  # type: ignore[arg-type]
    span = Span(0, len(words))
    document = Document(path, Source(path, path, path, "text/plain"), known, words)
    return Split(document, (Passage(f"p-{path}", path, span, "prose", (), language, (span,)),))


def aligned(*splits: Split) -> list[tuple[str, str]]:
    vectors = {f"{split.document.id} zin": axis(0) for split in splits}
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
    (bitext,) = alignments([split_of("a", "nl"), split_of("b", "fr")], {"a zin": axis(0), "b zin": axis(0)}).bitexts
    (bead,) = bitext.beads
    assert (bead.one, bead.other) == (Place("p-a", Span(0, 5)), Place("p-b", Span(0, 5)))
