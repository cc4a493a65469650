"""Headings, items, prose, and what is no block: whole documents set with typst and read back."""

from __future__ import annotations

from tests.ingest.readers.pdf.whole.readings import Read, said
from tests.ingest.readers.pdf.whole.sources import PAGE, POLICY


def test_headings_have_the_depth_of_the_outline(read: Read) -> None:
    reading = read(POLICY)
    headings = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.kind == "heading"]
    assert headings == [(1, "1 Dienstreizen"), (2, "1.1 Toestemming"), (2, "1.2 Bedragen"), (2, "1.3 Lijsten")]


def test_running_heads_feet_and_page_numbers_are_no_text(read: Read) -> None:
    reading = read(POLICY)
    assert len(reading.pages) > 3
    assert "Dienst voor proeven" not in reading.text
    assert "versie 2" not in reading.text
    assert not any(text.isdigit() for text in said(reading))


def test_list_items_keep_bullet_and_depth(read: Read) -> None:
    reading = read(POLICY)
    items = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.kind == "item"]
    assert items == [
        (1, "• de bestemming;"),
        (1, "• het doel, met een toelichting die zo lang is dat ze niet op een enkele regel past;"),
        (2, "‣ eerste onderdeel;"),
        (2, "‣ tweede onderdeel;"),
        (1, "• de kosten."),
        (1, "1. vragen"),
        (1, "2. wachten"),
        (1, "3. reizen"),
    ]


def test_blocks_are_in_order_and_leave_nothing_out(read: Read) -> None:
    reading = read(POLICY)
    for before, after in zip(reading.blocks, reading.blocks[1:], strict=False):
        assert before.span.end < after.span.start
    assert "\n".join(said(reading)) == reading.text


def test_contents_with_leader_dots_are_text_but_no_block(read: Read) -> None:
    reading = read(PAGE + "#outline()\n#pagebreak()\n= Eerste deel\nHier staat tekst.\n= Tweede deel\nHier ook.")
    assert "....." in reading.text.replace(" ", "")
    assert not any("..." in text.replace(" ", "") for text in said(reading))
    assert said(reading, "prose") == ["Hier staat tekst.", "Hier ook."]


FACTS = """
#stack(spacing: 0.6em,
  [*Uitgever:* Agentschap voor Slimme Streken in Gent.],
  [*Bekendgemaakt:* 4 september 2023.],
  [*Geldig :* tot 2025.])
"""


def test_each_fact_on_a_front_page_is_a_line_of_its_own(read: Read) -> None:
    assert said(read(PAGE + FACTS)) == [
        "Uitgever: Agentschap voor Slimme Streken in Gent.",
        "Bekendgemaakt: 4 september 2023.",
        "Geldig : tot 2025.",
    ]
