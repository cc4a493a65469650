"""Which lines of plain text are headings, how deep, and which is the title."""

from __future__ import annotations

import pytest

from ingest.readers.plain import plain_reading
from tests.ingest.readers.reads import told
from tests.ingest.readers.wrapped import WRAPPED


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("# Reglement", 1),
        ("### Duur van de uitlening", 3),
        ("2.4 Duur van de uitlening", 2),
        ("2.3.1\tDuur van de uitlening", 3),
        ("3. Duur van de uitlening", 1),
        ("IV. Duur van de uitlening", 1),
        ("1. HOE LANG DUURT HET?", 1),
        ("4.1.\n\nDuur van de uitlening", 2),
    ],
)
def test_headings_are_told_by_number_or_hash(line: str, level: int) -> None:
    text = f"Vooraf staat hier een zin.\n\n{line}\n\nDaarna volgt de tekst van het artikel zelf.\n"
    blocks = plain_reading(text).blocks
    assert [(block.kind, block.level) for block in blocks] == [("prose", 0), ("heading", level), ("prose", 0)]
    assert blocks[1].span.of(text) == line


def test_a_heading_without_a_number_stands_below_the_last_one_with_a_number() -> None:
    text = (
        "2.1 Fietsen\n\nOver fietsen is alles gezegd in deze zin.\n\nElektrische fietsen\n\n"
        "Een elektrische fiets wordt geladen in de kelder, nooit op kantoor, en staat daar ook 's nachts.\n"
    )
    assert [(block.kind, block.level) for block in plain_reading(text).blocks] == [
        ("heading", 2),
        ("prose", 0),
        ("heading", 3),
        ("prose", 0),
    ]


@pytest.mark.parametrize(
    "line", ["Contact: Jan Peeters", "Tabel 3 Fietsen per gebouw", "Bron: eigen telling", "de rest"]
)
def test_labels_captions_and_half_sentences_are_no_headings(line: str) -> None:
    text = f"Een zin.\n\n{line}\n\nDaarna volgt een alinea die lang genoeg is om onder een kop te staan, ja, ook zo\n"
    assert all(kind == "prose" for kind, _ in told(plain_reading(text)))


def test_a_short_first_line_is_the_title() -> None:
    reading = plain_reading("Reglement fietsen\n\nDit reglement geldt voor iedereen.\n")
    assert reading.title == "Reglement fietsen"
    assert reading.blocks[0].kind == "heading"
    assert plain_reading("Dit reglement geldt voor iedereen.\n").title is None


def test_a_heading_broken_over_two_lines_is_one() -> None:
    text = WRAPPED + "\n3.2 Aanvragen van fietsen voor\ngroepen\n\nEen groep vraagt fietsen schriftelijk aan.\n"
    assert ("heading", "3.2 Aanvragen van fietsen voor groepen") in told(plain_reading(text))
