"""Claims about Markdown: blocks with offsets into the file as it is, and facts from its front matter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.front_matter import FrontMatter, front_matter_of
from ingest.readers.markdown import markdown_reading, read_markdown
from tests.ingest.readers.reads import headers, is_sound, rows, told

PAGE = """---
title: "Fietsen lenen: de regels"
date: 2025-05-03
lang: nl-BE
publisher: Dienst Vervoer # van de stad
tags: [fiets, werk]
---

# Fietsen lenen

Een fiets **lenen** kan elke
werkdag, zie [de lijst](lijst.md).[^1]

## Voorwaarden

Wie leent, brengt mee:

- een slot;
- een helm,
  ook in de zomer;
  - of een muts.

    Een muts is van wol.

1. Vraag aan.
2. Haal af.

> Let op: zondag gesloten.

| Gebouw | Fietsen |
|:-------|--------:|
| Noord | 12 |
| Zuid \\| Oost | |

```
code blijft leesbaar
```

<div>Ook <b>HTML</b> telt.</div>

***

[^1]: Op het onthaal.

[bron]: https://voorbeeld.be
"""


def test_every_kind_of_block_is_found_in_order() -> None:
    assert told(markdown_reading(PAGE)) == [
        ("heading", "Fietsen lenen"),
        ("prose", "Een fiets lenen kan elke werkdag, zie de lijst."),
        ("heading", "Voorwaarden"),
        ("prose", "Wie leent, brengt mee:"),
        ("item", "een slot;"),
        ("item", "een helm, ook in de zomer;"),
        ("item", "of een muts."),
        ("item", "Een muts is van wol."),
        ("item", "1. Vraag aan."),
        ("item", "2. Haal af."),
        ("prose", "Let op: zondag gesloten."),
        ("row", "Gebouw Fietsen"),
        ("row", "Noord 12"),
        ("row", "Zuid | Oost"),
        ("prose", "code blijft leesbaar"),
        ("prose", "Ook HTML telt."),
        ("prose", "Op het onthaal."),
    ]


def test_levels_count_hashes_and_nested_lists() -> None:
    blocks = markdown_reading(PAGE).blocks
    assert [block.level for block in blocks if block.kind == "heading"] == [1, 2]
    assert [block.level for block in blocks if block.kind == "item"] == [1, 1, 2, 2, 1, 1]


def test_cells_are_what_stands_between_bars_that_are_not_escaped() -> None:
    reading = markdown_reading(PAGE)
    assert rows(reading) == [["Gebouw", "Fietsen"], ["Noord", "12"], ["Zuid | Oost", ""]]
    assert headers(reading) == ["Gebouw Fietsen"]


def test_two_tables_have_two_numbers() -> None:
    table = "|a|b|\n|-|-|\n|1|2|\n"
    assert [block.table for block in markdown_reading(f"{table}\ntekst\n\n{table}").blocks] == [1, 1, 0, 2, 2]


def test_rows_without_outer_bars_have_the_same_cells() -> None:
    assert rows(markdown_reading("a | b\n---|---\n1 | 2\n")) == [["a", "b"], ["1", "2"]]


def test_an_underlined_title_is_a_heading_without_its_line() -> None:
    reading = markdown_reading("Fietsen\n=======\n\nEen zin.\n")
    assert told(reading) == [("heading", "Fietsen"), ("prose", "Een zin.")]
    assert reading.title == "Fietsen"


def test_facts_come_from_the_front_matter() -> None:
    reading = markdown_reading(PAGE)
    assert reading.title == "Fietsen lenen: de regels"
    assert (reading.language, reading.publisher, reading.published) == ("nl", "Dienst Vervoer", date(2025, 5, 3))


def test_without_front_matter_the_first_main_heading_is_the_title() -> None:
    assert markdown_reading("## Deel\n\n# De *echte* titel\n\nZin.\n").title == "De echte titel"
    assert markdown_reading("Alleen een zin.\n").title is None


def test_offsets_point_into_the_file_whatever_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("# Één\r\n\r\nEen zin.\r\nNog een.\r\n".encode())
    reading = read_markdown(file)
    assert reading.text == "# Één\r\n\r\nEen zin.\r\nNog een.\r\n"
    assert [block.span.of(reading.text) for block in reading.blocks] == ["# Één", "Een zin.\r\nNog een."]


@pytest.mark.parametrize(
    "lines",
    [
        "title: !!python/object/apply:os.system [ls]",
        "title: &a [x, x]\nb: *a",
        "title: {a: b}",
        "title: >\n  gevouwen",
        'title: "niet gesloten',
    ],
)
def test_values_that_are_no_plain_words_are_passed_over(lines: str) -> None:
    found = front_matter_of(f"---\n{lines}\n---\nTekst.\n")
    assert found == FrontMatter(end=len(lines) + 9)


def test_a_date_that_is_none_is_no_date() -> None:
    assert front_matter_of("---\ndate: 31 februari\n---\n").published is None
    assert front_matter_of("---\ndate: '2024-02-29T10:00'\n---\n").published == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["Tekst.\n---\ntitle: a\n---\n", "---\ntitle: a\n", "", "--- \n"])
def test_dashes_elsewhere_or_left_open_are_no_front_matter(text: str) -> None:
    assert front_matter_of(text) == FrontMatter()


def test_nesting_without_end_is_cut_and_the_rest_is_read() -> None:
    assert told(markdown_reading(">" * 5_000 + " diep\n\nEen zin.\n"))[-1] == ("prose", "Een zin.")


@pytest.mark.parametrize(
    "flood", ["[" * 3_000, "*a " * 3_000, "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n", "[a](b " * 3_000]
)
def test_floods_of_signs_come_back(flood: str) -> None:
    reading = markdown_reading(f"{flood}\n\nEen zin.\n")
    assert is_sound(reading)
    assert told(reading)[-1] == ("prose", "Een zin.")


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# a",
            "- b",
            "  - c",
            "1. d",
            "> e",
            "",
            "```",
            "|f|g|",
            "|-|-|",
            "tekst",
            "---",
            "<p>",
            "    code",
            "\tx",
            "==",
        ]
    ),
    max_size=25,
)


@given(MARKDOWN.map("\n".join) | MARKDOWN.map("\r\n".join) | st.text(max_size=150))
def test_any_markdown_reads_into_ordered_disjoint_blocks(text: str) -> None:
    assert is_sound(markdown_reading(text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Twee ~~drie~~ dagen.", "Twee dagen."),
        ("Twee ~~drie\nof vier~~ dagen.", "Twee dagen."),
        ("Twee ~~drie **volle**~~ dagen, ~~vijf~~ zes.", "Twee dagen, zes."),
        ("Twee <del>drie</del> dagen.", "Twee dagen."),
        ("Van ~~ 3 tot ~~ 4 dagen.", "Van 3 tot 4 dagen."),
        (r"Twee \~~drie~~ dagen.", "Twee drie dagen."),
    ],
)
def test_what_is_struck_out_is_neither_searched_nor_shown(written: str, read: str) -> None:
    assert told(markdown_reading(written)) == [("prose", read)]


def test_a_strike_ends_with_its_paragraph() -> None:
    assert told(markdown_reading("Een ~~zin.\n\nNog~~ een zin.")) == [("prose", "Een zin."), ("prose", "Nog een zin.")]


def test_code_between_tildes_is_not_struck_out() -> None:
    assert told(markdown_reading("~~~\ncode\n~~~\n")) == [("prose", "code")]


def test_a_flood_of_strikes_is_looked_through_in_one_pass() -> None:
    assert told(markdown_reading("~~a " * 50_000)) == [("prose", "a " * 49_999 + "a")]
