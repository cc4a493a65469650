"""Claims about HTML pages: what a reader sees, and nothing that was hidden, run or fetched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingest.readers.html import read_html
from ingest.readers.html_page import Page
from ingest.reading import Reading
from polycite.errors import BadSource
from tests.ingest.readers.reads import headers, is_sound, rows, told

Read = Callable[[str | bytes], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a page given as text or bytes."""

    def read_page(html: str | bytes) -> Reading:
        file = tmp_path / "page.html"
        file.write_bytes(html.encode() if isinstance(html, str) else html)
        return read_html(file)

    return read_page


def test_blocks_come_in_reading_order(read: Read) -> None:
    reading = read(
        """<body><h1>Louer un <em>vélo</em></h1><p>Un vélo se prend
        le matin.<br>Il se rend le soir.<div>Sans <b>frais</b>.</div>
        <ul><li>un cadenas<ul><li><p>à clé</p></li></ul><li>un casque</ul>
        <h3>Durée</h3>Cinq jours.<blockquote>Fermé le dimanche.</blockquote></body>"""
    )
    assert told(reading) == [
        ("heading", "Louer un vélo"),
        ("prose", "Un vélo se prend le matin. Il se rend le soir."),
        ("prose", "Sans frais."),
        ("item", "un cadenas"),
        ("item", "à clé"),
        ("item", "un casque"),
        ("heading", "Durée"),
        ("prose", "Cinq jours."),
        ("prose", "Fermé le dimanche."),
    ]
    assert [block.level for block in reading.blocks] == [1, 0, 0, 1, 2, 1, 3, 0, 0]
    assert is_sound(reading)


def test_the_canonical_text_is_one_line_a_block(read: Read) -> None:
    assert read("<h1>Vélo</h1><p>a  b\n c</p>").text == "Vélo\na b c"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>secret()</script>",
        "<style>.secret{}</style>",
        "<template>secret</template>",
        "<nav>secret</nav>",
        "<noscript>secret</noscript>",
        "<iframe>secret</iframe>",
        "<svg onload=secret()><text>secret</text></svg>",
        "<del>secret</del>",
        "<s>un <b>secret</b></s>",
        "<strike>secret</strike>",
        "<span style='color: red; text-decoration: underline line-through'>secret</span>",
        "<div hidden>secret</div>",
        "<p aria-hidden='true'>secret</p>",
        "<p style='color: red; DISPLAY : none'>secret</p>",
        "<p style='visibility:hidden'>secret</p>",
        "<span style='font-size:0'>secret</span>",
        "<!-- secret -->",
        "<?php secret ?>",
        "<textarea>secret</textarea>",
        "<select><option>secret</select>",
    ],
)
def test_what_no_reader_sees_is_left_out_and_what_follows_stays(read: Read, hidden: str) -> None:
    reading = read(f"<body>avant {hidden} après</body>")
    assert " ".join(reading.text.split()) == "avant après"


def test_small_letters_are_seen(read: Read) -> None:
    assert read("<p style='font-size:0.8em'>vu</p>").text == "vu"


def test_what_a_page_refers_to_is_no_part_of_it(read: Read) -> None:
    reading = read(
        '<base href="http://ailleurs.example/"><link rel=stylesheet href="a.css"><img src="http://ailleurs.example/a.png">'
        '<meta http-equiv="refresh" content="0;url=http://ailleurs.example/"><p>vu</p><object data="http://x.example"></object>'
    )
    assert reading.text == "vu"


def test_tables_give_rows_with_their_column_names(read: Read) -> None:
    reading = read(
        """<table><caption>Vélos par bâtiment</caption><thead><tr><th>Bâtiment<th>Vélos</thead>
        <tr><td>Nord<td><p>12</p><p>en tout</p><tr><td>Sud</table>"""
    )
    assert told(reading)[0] == ("prose", "Vélos par bâtiment")
    assert rows(reading) == [["Bâtiment", "Vélos"], ["Nord", "12 en tout"], ["Sud"]]
    assert headers(reading) == ["Bâtiment Vélos"]


def test_a_row_of_th_is_a_header_and_a_first_th_is_not(read: Read) -> None:
    reading = read("<table><tr><th>A<th>B<tr><th>Nord<td>1</table>")
    assert headers(reading) == ["A B"]


def test_without_th_short_names_in_the_first_row_are_the_header(read: Read) -> None:
    assert headers(read("<table><tr><td>Lieu<td>Vélos<tr><td>Nord<td>12</table>")) == ["Lieu Vélos"]
    assert headers(read("<table><tr><td>Sud<td>9<tr><td>Nord<td>12</table>")) == []


def test_a_cell_over_several_columns_or_rows_leaves_the_others_empty(read: Read) -> None:
    reading = read(
        "<table><tr><th>Lieu<th colspan=2>Vélos<tr><td rowspan=2>Nord<td>5<td>7"
        "<tr><td>6<td>8<tr><td>Sud<td>1<td>2</table>"
    )
    assert rows(reading) == [["Lieu", "Vélos", ""], ["Nord", "5", "7"], ["", "6", "8"], ["Sud", "1", "2"]]


@pytest.mark.parametrize("span", ["0", "-3", "x", "99999", "1000"])
def test_a_senseless_colspan_does_no_harm(read: Read, span: str) -> None:
    [row] = rows(read(f"<table><tr><td colspan='{span}'>a<td>b</table>"))
    assert (row[0], row[-1]) == ("a", "b")
    assert len(row) <= 101


def test_a_table_that_only_places_paragraphs_is_no_table(read: Read) -> None:
    assert told(read("<table><tr><td><p>Un.</p><p>Deux.</p><tr><td>Trois.</table>")) == [
        ("prose", "Un."),
        ("prose", "Deux."),
        ("prose", "Trois."),
    ]
    nested = read("<table><tr><td>Menu<td><table><tr><td>a<td>b</table>fin</table>")
    assert rows(nested) == [["a", "b"]]
    assert told(nested)[0] == ("prose", "Menu")


def test_a_raised_figure_with_a_link_is_a_note_and_without_is_an_exponent(read: Read) -> None:
    html = '<p>Gratuit<sup><a href="#n1">1</a></sup> sur 5 m<sup>2</sup><a href="#n2"><sup>2</sup></a>.</p>'
    assert read(html).text == "Gratuit sur 5 m2."


def test_characters_that_are_not_drawn_are_left_out(read: Read) -> None:
    assert read("<p>sub&shy;side&nbsp;\u202e\u200bpour\U000e0041 vélo</p>").text == "subside pour vélo"


def test_facts_come_from_the_head(read: Read) -> None:
    reading = read(
        '<html lang="fr-BE"><head><title> Vélos \n de service</title>'
        '<meta name="DCTERMS.issued" content="2025-05-03T10:00">'
        '<meta property="og:site_name" content="Service Mobilité"><meta name=author content=""></head><p>Texte.'
    )
    assert (reading.title, reading.language) == ("Vélos de service", "fr")
    assert (reading.publisher, reading.published) == ("Service Mobilité", date(2025, 5, 3))


def test_without_a_title_element_the_main_heading_is_the_title(read: Read) -> None:
    assert read("<h2>Un</h2><h1>Deux</h1><h1>Trois</h1>").title == "Deux"
    assert read("<p>Rien.").title is None
    assert read("<meta name=date content=hier><p>Rien.").published is None


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="utf-8"><p>Été à 5 €'.encode(),
        '<meta charset="windows-1252"><p>Été à 5 €'.encode("cp1252"),
        "<p>Été à 5 €".encode("cp1252"),
        '<meta charset="iso-8859-15"><p>Été à 5 €'.encode("iso-8859-15"),
        '<meta charset="windows-1252"><p>Été à 5 €'.encode(),
        '<meta charset="no-such-thing"><p>Été à 5 €'.encode("cp1252"),
        b"\xff\xfe" + '<meta charset="utf-8"><p>Été à 5 €'.encode("utf-16-le"),
        '<?xml version="1.0" encoding="utf-16"?><html><p>Été à 5 €</p></html>'.encode(),
    ],
)
def test_the_right_text_comes_out_whatever_is_declared(read: Read, data: bytes) -> None:
    assert read(data).text == "Été à 5 €"


def test_zero_bytes_are_no_page(read: Read) -> None:
    with pytest.raises(BadSource) as caught:
        read("<p>a\0b")
    assert caught.value.reason == "binary"


def test_an_endless_open_tag_is_nothing_special(read: Read) -> None:
    assert read("<p>vu</p>" + '<a foo="' * 20_000).text.startswith("vu")


def test_frames_nested_without_end_become_paragraphs(read: Read) -> None:
    assert read("<div>" * 5_000 + "fond" + "</div>" * 5_000).text == "fond"


def test_other_elements_nested_without_end_are_refused(read: Read) -> None:
    with pytest.raises(BadSource, match="thousands deep") as caught:
        read("<table>" * 5_000 + "fond")
    assert caught.value.reason == "corrupt"


TAGS = "p div ul li table tr td th h1 sup span caption br nav"


@given(
    st.lists(
        st.sampled_from([f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()] + ["a", " b "])
    )
)
def test_any_page_reads_into_ordered_disjoint_blocks(pieces: list[str]) -> None:
    root = etree.fromstring("<html><body>x" + "".join(pieces), etree.HTMLParser())
    page = Page()
    page.read(root)
    assert is_sound(Reading(page.canonical.text, tuple(page.canonical.blocks)))
