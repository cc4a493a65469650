from __future__ import annotations

from dataclasses import replace

import pytest

from polycite.errors import QuoteMismatch
from polycite.grounding import cite, with_headers
from polycite.model import Document, Evidence, Facts, Passage, Source, Span

TEXT = (
    "Naam\tBedrag\n"
    "Cluster\t650.000 euro\n"
    "Netwerk\t150.000 euro\n"
    "Een toelichting die in één cel staat en een hele zin is.\n"
    "| Geheim | kluis |\n"
)


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


HEADER = place("Naam\tBedrag")
ROWS = place("Cluster\t650.000 euro"), place("Netwerk\t150.000 euro"), place("| Geheim | kluis |")
SENTENCE = place("Een toelichting die in één cel staat en een hele zin is.")
DOCUMENT = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("A", "nl"), TEXT)
TABLE = Passage("t", "d", Span(0, len(TEXT)), "table", (), "nl", (HEADER, *ROWS, SENTENCE), HEADER)


def quoted(*spans: Span, passage: Passage = TABLE) -> list[Span]:
    return [one.sentence for one in with_headers([Evidence(passage, span, 5.0) for span in spans], {"d": DOCUMENT})]


def test_a_table_row_brings_its_column_names_once() -> None:
    assert quoted(ROWS[0]) == [HEADER, ROWS[0]]
    assert quoted(ROWS[0], ROWS[1]) == [HEADER, ROWS[0], ROWS[1]]
    assert quoted(ROWS[2]) == [HEADER, ROWS[2]]


def test_a_sentence_inside_a_cell_stands_alone() -> None:
    assert quoted(SENTENCE) == [SENTENCE]


def test_a_table_without_column_names_has_none_to_bring() -> None:
    assert quoted(ROWS[0], passage=replace(TABLE, header=None)) == [ROWS[0]]


def test_citations_are_numbered_and_quote_their_document_to_the_letter() -> None:
    made = cite(with_headers([Evidence(TABLE, ROWS[0], 5.0)], {"d": DOCUMENT}), {"d": DOCUMENT})
    assert [(one.marker, one.quote) for one in made] == [(1, "Naam\tBedrag"), (2, "Cluster\t650.000 euro")]


def test_a_sentence_beyond_its_document_cannot_be_cited() -> None:
    beyond = Span(len(TEXT) - 3, len(TEXT) + 3)
    with pytest.raises(QuoteMismatch):
        cite([Evidence(TABLE, beyond, 5.0)], {"d": DOCUMENT})


LIST = (
    "Op een telewerkdag gelden dezelfde regels. Het personeelslid:\n"
    "• werkt via de beveiligde verbinding;\n"
    "• meldt verlies binnen 4 uur.\n"
    "1. Vul het formulier in.\n"
    "Daarna beslist de dienst."
)


def listed(*words: str, of: str) -> list[str]:
    """What is quoted for one sentence of a passage of these sentences."""
    spans = tuple(Span(LIST.index(one), LIST.index(one) + len(one)) for one in words)
    passage = Passage("l", "d", Span(0, len(LIST)), "list", (), "nl", spans)
    chosen = [Evidence(passage, spans[words.index(of)], 5.0)]
    return [one.sentence.of(LIST) for one in with_headers(chosen, {"d": replace(DOCUMENT, text=LIST)})]


RULE, LEAD = "Op een telewerkdag gelden dezelfde regels.", "Het personeelslid:"
FIRST, SECOND = "werkt via de beveiligde verbinding;", "meldt verlies binnen 4 uur."
STEP, AFTER = "1. Vul het formulier in.", "Daarna beslist de dienst."
ALL = (RULE, LEAD, FIRST, SECOND, STEP, AFTER)


@pytest.mark.parametrize("item", [FIRST, SECOND, STEP])
def test_a_list_item_is_quoted_after_what_leads_the_list(item: str) -> None:
    assert listed(*ALL, of=item) == [LEAD, item]


@pytest.mark.parametrize("sentence", [RULE, LEAD, AFTER])
def test_a_sentence_that_is_no_item_stands_alone(sentence: str) -> None:
    assert listed(*ALL, of=sentence) == [sentence]


def test_a_list_that_nothing_leads_brings_nothing() -> None:
    assert listed(RULE, FIRST, SECOND, of=SECOND) == [SECOND]
    assert listed(FIRST, SECOND, of=SECOND) == [SECOND]
