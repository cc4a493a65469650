from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.statements import statements
from polycite.model import Document, Facts, Source, Span
from polycite.text import display

TAG = re.compile(r"</?(?:p|ul|li|b)\b[^<>]*>")


def document(text: str) -> Document:
    """A text whose tags are its marks, as the reader of text files finds them."""
    marks = tuple(Span(*tag.span()) for tag in TAG.finditer(text))
    return Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("A", "nl"), text, marks=marks)


def said(text: str) -> list[str]:
    made = document(text)
    return [one.of(text) for one in statements(made, Span(0, len(text)), "nl")]


def test_bullets_on_one_line_are_statements_of_their_own() -> None:
    assert said("• Sturing door bedrijven • Samenwerking • Een plan op maat") == [
        "Sturing door bedrijven",
        "Samenwerking",
        "Een plan op maat",
    ]


def test_a_bullet_inside_a_word_or_a_formula_parts_nothing() -> None:
    assert said("De som a•b blijft één zin.") == ["De som a•b blijft één zin."]


def test_tags_of_blocks_at_either_end_are_not_quoted() -> None:
    assert said("<p>De steun loopt tien jaar.</p> <p>Het plafond is 650.000 euro.</p>") == [
        "De steun loopt tien jaar.",
        "Het plafond is 650.000 euro.",
    ]


def test_emphasis_comes_in_pairs_and_stays() -> None:
    assert said("<p><b>Het plafond</b> is 650.000 euro.</p>") == ["<b>Het plafond</b> is 650.000 euro."]


def test_an_endless_sentence_is_never_cut_inside_a_tag() -> None:
    tag = '<ul style="list-style-type: none; margin: 0, auto">'
    # The only colon and semicolon stand in a tag, within reach of the cut; there are no commas, but there are spaces.
    text = "woord " * 120 + tag + " woord" * 200
    found = said(text)
    assert len(found) == 3
    assert all(one.count("<") == one.count(">") for one in found)
    assert "none" not in " ".join(display(document(text), one) for one in statements(document(text), whole(text), "nl"))


def test_nothing_but_tags_says_nothing() -> None:
    assert said("<p></p> <ul> </ul>") == []


@given(st.text(alphabet=st.sampled_from("ab .•<>/pulib;:,\n"), max_size=400))
def test_statements_are_ordered_disjoint_and_leave_out_no_word(text: str) -> None:
    made = document(text)
    found = list(statements(made, whole(text), "nl"))
    ends = [0, *(one.end for one in found)]
    assert all(before <= one.start < one.end for before, one in zip(ends, found, strict=False))
    words = re.sub(r"[^a-z]", "", display(made, whole(text)))
    assert re.sub(r"[^a-z]", "", "".join(display(made, one) for one in found)) == words


@pytest.mark.parametrize("length", [899, 900, 901, 2000])
def test_no_statement_is_longer_than_a_passage_can_bear(length: int) -> None:
    assert max(map(len, said("woord " * (length // 6)))) <= 900


def whole(text: str) -> Span:
    return Span(0, len(text))
