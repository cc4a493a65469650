"""From a few words to the whole sentences they stand in."""

from __future__ import annotations

import pytest

from eval.drafting import quoted, sentences_in, sentences_with, the_sentence
from eval.locate import fold
from eval.shelf import Shelved
from polycite.errors import BadQuestion
from polycite.model import Document, Facts, Source, Span
from tests.eval.shelves import document, shelf


def test_a_few_words_give_the_whole_sentence() -> None:
    found = the_sentence("dagen per WEEK", shelf().at("nl/telewerk.txt"))
    assert found.quotation.quote == "Telewerk mag twee dagen per week."
    assert str(found) == "nl/telewerk.txt: Telewerk mag twee dagen per week."


def test_words_over_two_sentences_give_both() -> None:
    found = the_sentence("per week. De leidinggevende", shelf().at("nl/telewerk.txt"))
    assert found.quotation.quote == "Telewerk mag twee dagen per week. De leidinggevende beslist."


def test_a_page_is_told_and_tells_places_apart() -> None:
    paged = document("nl/a.pdf", "Een dag.\n\nEen dag, meer niet.\n", Facts("A", "nl"), pages=2)
    assert [str(one) for one in sentences_with("een dag", paged)] == [
        "nl/a.pdf, p. 1: Een dag.",
        "nl/a.pdf, p. 2: Een dag, meer niet.",
    ]
    assert the_sentence("een dag", paged, page=2).quotation.page == 2


def test_words_in_several_places_are_shown_with_each() -> None:
    with pytest.raises(BadQuestion) as caught:
        the_sentence("leidinggevende", shelf().at("nl/telewerk.txt"))
    assert str(caught.value) == (
        "'leidinggevende' stands in 2 places, give more words or --page: nl/telewerk.txt: De leidinggevende beslist.; "
        "nl/telewerk.txt: Wie twijfelt, vraagt het de leidinggevende."
    )


def test_words_that_stand_nowhere_are_named() -> None:
    with pytest.raises(BadQuestion, match=r"nl/telewerk\.txt does not say 'drie dagen'"):
        the_sentence("drie dagen", shelf().at("nl/telewerk.txt"))
    with pytest.raises(BadQuestion, match=r"page 3 of nl/telewerk\.txt does not say"):
        the_sentence("twee dagen", shelf().at("nl/telewerk.txt"), page=3)


def test_words_over_two_passages_are_in_none() -> None:
    assert sentences_with("beslist. Wie twijfelt", shelf().at("nl/telewerk.txt")) == ()


def test_a_quotation_keeps_markup_only_where_it_would_not_be_found_without() -> None:
    text = "Een <b>dag</b> verlof.\nTwee dagen."
    marks = (Span(4, 7), Span(10, 14))
    source = Source("doc_a", "nl/a.html", "0", "text/html")
    marked = Shelved(Document("doc_a", source, Facts("A", "nl"), text, (), marks), (), fold(text))
    assert quoted(Span(0, 22), marked).quotation.quote == "Een <b>dag</b> verlof."
    assert quoted(Span(23, 34), marked).quotation.quote == "Twee dagen."


def test_the_sentences_of_a_span_are_listed() -> None:
    found = sentences_in(Span(0, 40), shelf().at("nl/telewerk.txt"))
    assert [one.quotation.quote for one in found] == ["Telewerk mag twee dagen per week.", "De leidinggevende beslist."]
