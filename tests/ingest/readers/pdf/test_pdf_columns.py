"""Lines are compared in length only with those set to the same measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ingest.readers.pdf_columns import zones_of
from ingest.readers.pdf_lines import Line
from ingest.reading import Reading

MakeLine = Callable[..., Line]
MakeLines = Callable[..., tuple[Line, ...]]
Read = Callable[[str], Reading]

WIDE = "x" * 80  # 400 points
NARROW = "x" * 30  # 150 points


def zones(lines: Sequence[Line]) -> list[list[int]]:
    """The places of the lines of each zone."""
    of = zones_of(lines)
    return sorted([i for i, line in enumerate(lines) if of[id(line)] == zone] for zone in set(of.values()))


def test_a_page_of_one_width_is_one_zone(lines: MakeLines) -> None:
    assert zones(lines(WIDE, WIDE, "kort", WIDE)) == [[0, 1, 2, 3]]


def test_no_lines_have_no_zone() -> None:
    assert zones_of(()) == {}


def test_a_column_is_a_zone_apart_from_wider_text_above_it(lines: MakeLines) -> None:
    left = lines(WIDE, WIDE, NARROW, NARROW + "xx")
    right = lines(NARROW, NARROW, left=250.0, top=124.0)
    assert zones((*left, *right)) == [[0, 1], [2, 3], [4, 5]]


def test_what_is_wider_below_the_next_column_is_that_columns(lines: MakeLines) -> None:
    """A page set right to left, or a table read as lines: what follows stands further left, so nothing is parted."""
    assert zones((*lines(WIDE, NARROW), *lines(WIDE, left=40.0))) == [[0, 1], [2]]


def test_a_half_column_above_wider_text_is_known_by_its_even_lines(lines: MakeLines) -> None:
    assert zones(lines(*[NARROW] * 4, "kort", WIDE, WIDE)) == [[0, 1, 2, 3, 4], [5, 6]]


def test_short_lines_that_end_anywhere_are_no_column(lines: MakeLines) -> None:
    ragged = [NARROW, NARROW + "xxx", NARROW[:-4], NARROW, NARROW + "xx"]
    assert zones(lines(*ragged, WIDE)) == [[0, 1, 2, 3, 4, 5]]


def test_turned_text_is_a_zone_of_its_own(lines: MakeLines) -> None:
    assert zones((*lines(WIDE), *lines(WIDE, top=112.0, turn=1))) == [[0], [1]]


MIXED = """
#set page(width: 148mm, height: 105mm, margin: 12mm, columns: 2)
#set text(size: 9pt, lang: "nl", hyphenate: false)
#set par(justify: true)
#place(top, scope: "parent", float: true)[
  Deze aanhef loopt over de volle breedte van de bladzijde en is lang genoeg om meer dan één regel te vullen. Ze staat
  boven de kolommen, en de regels eronder zijn daarmee vergeleken kort, al vullen zij hun eigen kolom geheel en al.]
Links staat een alinea die haar kolom vult, met regels die allemaal even ver reiken, zodat niemand ze voor losse regels
mag houden.
#colbreak()
Rechts staat een andere alinea die ook haar kolom vult, zonder dat er iets aan de hand is met de lengte van haar regels.
"""

AFTERWARDS = """
#set page(width: 148mm, height: 105mm, margin: 12mm)
#set text(size: 9pt, lang: "nl", hyphenate: false)
#set par(justify: true)
#block(width: 50%)[Bovenaan staat de rest van een smalle kolom uit een vorige bladzijde, waarvan de rechterhelft leeg
bleef, zodat alleen de gelijke regels nog zeggen dat het er een was en geen rij losse regels.]
Daaronder loopt de tekst weer over de volle breedte van de bladzijde, met regels die twee keer zo lang zijn als die van
de smalle kolom erboven, en dat nog een hele regel verder dan u zou denken.
"""


@pytest.mark.parametrize(
    ("source", "openings"),
    [(MIXED, ["Deze aanhef", "Links staat", "Rechts staat"]), (AFTERWARDS, ["Bovenaan staat", "Daaronder loopt"])],
)
def test_each_paragraph_beside_or_above_another_width_is_one(read: Read, source: str, openings: list[str]) -> None:
    reading = read(source)
    said = [block.span.of(reading.text) for block in reading.blocks]
    assert [" ".join(text.split()[:2]) for text in said] == openings
    assert all(text.endswith(".") for text in said)
