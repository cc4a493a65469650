from __future__ import annotations

import pytest

from polycite.alignment import NO_ALIGNMENTS, Alignments, Bead, Bitext, Counterpart, Place
from polycite.model import Span

FIRST, SECOND, BOTH = Span(0, 10), Span(11, 20), Span(0, 20)
DUTCH = Place("n", BOTH)
FRENCH = (Place("f", Span(5, 15)), Place("f", Span(16, 30)))
BITEXT = Bitext("nl", "fr", (Bead(DUTCH, FRENCH[0], 0.2), Bead(None, FRENCH[1], 1.0)))
ENGLISH = Place("e", Span(3, 9))
ALIGNED = Alignments((BITEXT, Bitext("en", "nl", (Bead(ENGLISH, DUTCH, 0.3),))))


def test_a_sentence_has_one_counterpart_in_each_other_version() -> None:
    assert ALIGNED.of("nl", BOTH) == (Counterpart("fr", FRENCH[0]), Counterpart("en", ENGLISH))
    assert ALIGNED.of("fr", FRENCH[0].span) == (Counterpart("nl", DUTCH),)


@pytest.mark.parametrize("sentence", [FIRST, SECOND])
def test_each_of_two_sentences_that_are_one_elsewhere_has_it_as_its_counterpart(sentence: Span) -> None:
    assert Counterpart("fr", FRENCH[0]) in ALIGNED.of("nl", sentence)


def test_a_sentence_that_stands_alone_has_none() -> None:
    assert ALIGNED.of("fr", FRENCH[1].span) == ()


@pytest.mark.parametrize(("document", "span"), [("nl", Span(15, 25)), ("nl", Span(40, 50)), ("de", BOTH)])
def test_what_is_no_aligned_sentence_has_none(document: str, span: Span) -> None:
    assert ALIGNED.of(document, span) == ()
    assert NO_ALIGNMENTS.of(document, span) == ()


def test_a_bitext_turned_twice_is_itself() -> None:
    assert BITEXT.turned().turned() == BITEXT
    assert BITEXT.turned().beads[1] == Bead(FRENCH[1], None, 1.0)
