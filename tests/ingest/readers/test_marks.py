"""Claims about the markup that search and display leave out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.marks import broken_words, marks_of, merged
from polycite.model import Span


def without(text: str, spans: tuple[Span, ...]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("een **vet** woord", "een vet woord"),
        ("een *schuin* woord", "een schuin woord"),
        ("een _schuin_ woord", "een schuin woord"),
        ("de `code` zelf", "de code zelf"),
        ("## Kop", " Kop"),
        ("> citaat", "citaat"),
        ("- punt", " punt"),
        ("[tekst](https://voorbeeld.be/a_(b))", "tekst"),
        ('[tekst](pad.md "uitleg")', "tekst"),
        ("![beeld](a.png)", "beeld"),
        ("zie <https://voorbeeld.be>", "zie https://voorbeeld.be"),
        ("<p>een <u>regel</u></p>", "een regel"),
        ('<ul style="list-style: none"><li>punt</li></ul>', "punt"),
        ("regel<sup>1</sup> hier", "regel hier"),
        ("19<sup>de</sup> eeuw", "19de eeuw"),
        ("regel¹² hier.³", "regel hier."),
        ("¹ Een noot", " Een noot"),
        ("geheim<!-- niet tonen -->", "geheim"),
        ("twee <del>een <b>vorige</b>\nregel</del> dagen", "twee  dagen"),
        ('<s class="oud">drie</s> of <STRIKE>vier</STRIKE> dagen', " of  dagen"),
        ("<s>nooit gesloten", "nooit gesloten"),
        ("<del>een</del> en <s>twee</s>", " en "),
        ("A&nbsp;B &amp; C", "AB & C"),
        ("Doel ........ 3", "Doel  3"),
        ("Doel . . . . . 3", "Doel 3"),
        ("sub\u00adsidie", "subsidie"),
        ("steun\u200b\u202e\U000e0041", "steun"),
        ("a\n---\nb", "a\n\nb"),
        ("a | b\n---|---\n", "a | b\n\n"),
    ],
)
def test_markup_is_left_out(written: str, read: str) -> None:
    assert without(written, merged(marks_of(written))) == read


@pytest.mark.parametrize(
    "text",
    [
        "bedrijven met <250 werknemers en >50 projecten",
        "2 * 3 = 6",
        "een_naam_met_strepen",
        "12 m² en 5 km²",
        "[1] is een bron",
        "f(x) [niet] (wel)",
        "top-down",
        "van 9 - 12 uur",
        "Wacht... even",
        "een # in de zin",
        "10⁶ euro",
        "R&D & cie",
    ],
)
def test_what_only_resembles_markup_stays(text: str) -> None:
    assert merged(marks_of(text)) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("de subsi-\ndie komt", "de subsidie komt"),
        ("de sub-\r\n\r\nsidie komt", "de subsidie komt"),
        ("een top-\ndown plan, dus top-down", "een top-down plan, dus top-down"),
        ("cross-\nsector: cross en sector", "cross-sector: cross en sector"),
        ("de over-\nheid; de overheid, over heid", "de overheid; de overheid, over heid"),
        ("NL-\nFR en de rest-\nVlaanderen", "NL-\nFR en de rest-\nVlaanderen"),
        ("van 2020-\n2022", "van 2020-\n2022"),
    ],
)
def test_a_word_divided_at_the_end_of_a_line_reads_whole(written: str, read: str) -> None:
    assert without(written, merged(broken_words(written))) == read


def test_touching_marks_stay_two_and_overlapping_ones_become_one() -> None:
    assert merged([Span(4, 6), Span(0, 2), Span(2, 3), Span(5, 9), Span(7, 7)]) == (Span(0, 2), Span(2, 3), Span(4, 9))


@given(st.text(alphabet="ab*_`<>[]()#-|.¹& \n/p", max_size=60))
def test_marks_of_any_text_are_sorted_disjoint_and_inside_it(text: str) -> None:
    spans = merged([*marks_of(text), *broken_words(text)])
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span and span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "flood",
    ["[" * 50_000, "*" * 50_000, "<p " * 20_000, "<!--" * 20_000, "<s>" * 20_000, ". " * 50_000, "-" * 100_000 + "x"],
)
def test_floods_of_signs_are_looked_through(flood: str) -> None:
    text = flood + " een woord"
    assert without(text, merged([*marks_of(text), *broken_words(text)])).endswith("een woord")
