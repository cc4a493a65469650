from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ingest import beads as aligned_by
from ingest.beads import beads
from ingest.likeness import Line
from polycite.alignment import Place
from polycite.model import Span, Vectors


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
    assert pairs(text("a", 0), text("b", 0)) == [(at(0), at(0))]
    monkeypatch.setattr(aligned_by, "CELLS", 0)
    assert all(None in pair for pair in pairs(text("a", 0, 1, 2), text("b", 0, 1, 2)))


def long_text(name: str, *axes: int) -> list[Line]:
    """Passages of three sentences, each passage on axes of its own."""
    dice = np.random.default_rng(11)
    noise = {at: dice.normal(0, 0.5, (3, 12)) for at in range(12)}
    lines = []
    for place, at in enumerate(axes):
        for number in range(3):
            vector = axis(at) + noise[at][number].astype(np.float32)
            unit = (vector / np.linalg.norm(vector)).astype(np.float32)
            lines.append(replace(line(f"{name}{place}", 3 * place + number, unit), heading=place / len(axes)))
    return lines


def test_long_texts_are_cut_where_passages_agree_and_aligned_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = long_text("a", *range(12)), long_text("b", *(at for at in range(12) if at != 4))
    whole = beads(one, other)
    monkeypatch.setattr(aligned_by, "CELLS", 12 * 11)
    cut = beads(one, other)
    assert {(bead.one, bead.other) for bead in cut} == {(bead.one, bead.other) for bead in whole}
    assert sum(bead.one is not None and bead.other is not None for bead in cut) == 33
