from __future__ import annotations

from dataclasses import replace

import pytest

from polycite.errors import QuoteMismatch
from polycite.model import Citation, Document, Facts, Page, Passage, Source, Span

TEXT = "Eerste zin. Tweede zin."
DOCUMENT = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("A", "nl"), TEXT)
PASSAGE = Passage("p", "d", Span(0, len(TEXT)), "prose", (), "nl", (Span(0, 11), Span(12, 23)))


def test_a_citation_holds_the_text_at_its_span() -> None:
    assert Citation(1, DOCUMENT, PASSAGE, "Tweede zin.", Span(12, 23)).quote == TEXT[12:23]


@pytest.mark.parametrize("quote", ["Tweede zin", "tweede zin.", "Tweede  zin.", ""])
def test_a_citation_with_a_wrong_quote_cannot_exist(quote: str) -> None:
    with pytest.raises(QuoteMismatch, match=r"a\.txt"):
        Citation(1, DOCUMENT, PASSAGE, quote, Span(12, 23))


def test_an_empty_quote_cites_nothing() -> None:
    with pytest.raises(QuoteMismatch):
        Citation(1, DOCUMENT, PASSAGE, "", Span(12, 12))


def test_a_citation_needs_a_passage_of_its_document() -> None:
    stranger = Passage("p", "other", Span(0, 23), "prose", (), "nl", ())
    with pytest.raises(QuoteMismatch, match="another document"):
        Citation(1, DOCUMENT, stranger, "Tweede zin.", Span(12, 23))


@pytest.mark.parametrize("span", [Span(12, 24), Span(0, 99)])
def test_a_citation_does_not_run_past_the_end_of_its_text(span: Span) -> None:
    past = replace(PASSAGE, span=span)
    with pytest.raises(QuoteMismatch, match=f"{span.start}:{span.end}"):
        Citation(1, DOCUMENT, past, span.of(TEXT), span)


@pytest.mark.parametrize("span", [Span(0, 11), Span(11, 23), Span(0, 23)])
def test_a_citation_quotes_what_is_in_its_passage(span: Span) -> None:
    second = replace(PASSAGE, span=Span(12, 23), sentences=(Span(12, 23),))
    with pytest.raises(QuoteMismatch, match="not in its passage 'p'"):
        Citation(1, DOCUMENT, second, span.of(TEXT), span)


def test_a_citation_may_quote_the_column_names_above_its_passage() -> None:
    row = replace(PASSAGE, span=Span(12, 23), kind="table", sentences=(Span(12, 23),), header=Span(0, 11))
    assert Citation(1, DOCUMENT, row, "Eerste zin.", Span(0, 11)).quote == "Eerste zin."
    with pytest.raises(QuoteMismatch, match="not in its passage"):
        Citation(1, DOCUMENT, row, "Eerste", Span(0, 6))


def test_a_sentence_over_a_page_break_stands_on_both_pages() -> None:
    pages = (Page(1, "i", Span(0, 15)), Page(2, "ii", Span(15, 23)))
    document = Document("d", DOCUMENT.source, DOCUMENT.facts, TEXT, pages)
    assert [page.label for page in document.pages_of(Span(12, 23))] == ["i", "ii"]
    assert [page.label for page in document.pages_of(Span(0, 11))] == ["i"]
    assert [page.label for page in document.pages_of(Span(15, 23))] == ["ii"]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_runs_forward_from_zero(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}:{end}"):
        Span(start, end)


def test_an_empty_span_meets_nothing_wherever_it_stands() -> None:
    assert not Span(2, 2).meets(Span(0, 5))
    assert not Span(0, 5).meets(Span(2, 2))


def test_a_quotation_that_runs_over_a_blank_page_does_not_stand_on_it() -> None:
    pages = (Page(1, "1", Span(0, 4)), Page(2, "2", Span(4, 4)), Page(3, "3", Span(4, 9)))
    document = Document("d", Source("d", "a.pdf", "d", "application/pdf"), Facts("T", "nl"), "Abc, defg", pages)
    assert document.pages_of(Span(0, 9)) == (pages[0], pages[2])


def test_spans_that_touch_do_not_meet() -> None:
    assert not Span(0, 3).meets(Span(3, 5))
    assert Span(0, 4).meets(Span(3, 5))
    assert Span(0, 5).holds(Span(3, 5))
    assert not Span(0, 4).holds(Span(3, 5))
