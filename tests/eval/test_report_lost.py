"""Each lost question shows what was cited beside what should have been, and keeps what is not to be shown."""

from __future__ import annotations

from dataclasses import replace

from eval.judging import Fault
from eval.systems import Given
from tests.eval.gold import absent, answered
from tests.eval.pages import of, words
from tests.eval.reports import OTHER, QUOTE, accepted, ask, gave, judged, kept, quote, report_of, right, run_of, wrong
from tests.eval.sample_page import page


def test_a_lost_question_shows_what_was_cited_beside_what_should_have_been() -> None:
    article = page().get_element_by_id("q-b")
    cited, expected = article.find_class("two")[0]
    assert OTHER in words(cited)
    assert "Telewerkbeleid (nl/telewerk.txt), page 3" in words(cited)
    assert QUOTE in words(expected)
    assert "right before" in words(article)
    assert "something else was quoted" in words(article)


def test_a_lost_question_stands_folded_under_its_type_and_language_and_quotes_name_theirs() -> None:
    article = page().get_element_by_id("q-b")
    folds = [words(one.find("summary")) for one in article.iterancestors("details")]
    assert folds == ["Dutch 1", "Figure 1, 1 right before"]
    assert {one.get("lang") for one in article.iter("blockquote")} == {"nl"}


def test_a_question_of_the_test_is_named_and_never_shown() -> None:
    asked = replace(wrong("t"), faults=(Fault("wrong_page", "t", "holds 'the secret sentence'"),))
    before = accepted(right("t"))
    report = report_of(run_of(asked), before=before, splits={"t": "test"})
    said = words(page(report))
    assert [words(one) for one in page(report).find_class("hidden")[0]] == ["t figure right before"]
    assert "Hoeveel dagen thuis werken (t)?" not in said
    assert "the secret sentence" not in said
    assert QUOTE not in said


def test_a_question_without_a_split_is_not_shown_either() -> None:
    report = replace(report_of(run_of(wrong("lost"))), splits={})
    assert "Hoeveel dagen" not in words(page(report))


def test_a_leak_is_told_without_repeating_the_text() -> None:
    shown = gave(quotes=(quote("De directeur verdient 4 321 euros.", "en/pay.txt"),))
    leaked = judged(kept().question, shown)
    article = of(leaked).get_element_by_id("q-canary-1")
    assert "verdient" not in words(article)
    assert "Text kept from this page: pay.txt (en/pay.txt), page 3" in words(article)


def test_a_declined_question_shows_the_refusal_and_what_was_found_first() -> None:
    refused = judged(ask(answered("a")), gave(found=(OTHER,)))
    cited = words(of(refused).get_element_by_id("q-a").find_class("two")[0][0])
    assert cited == "Cited Declined: Dit staat er niet in. Found first: Telewerkbeleid (nl/telewerk.txt), page 3"


def test_what_nothing_answers_should_have_no_citation() -> None:
    made_up = judged(ask(absent("x")), gave(QUOTE))
    expected = words(of(made_up).get_element_by_id("q-x").find_class("two")[0][1])
    assert expected == "Should have been cited Nothing: no document answers this (near the documents, but not in them)."


def test_a_given_without_quotes_that_is_no_refusal_says_so() -> None:
    empty = Given(False, "", "", (), ())
    assert "Nothing was quoted." in words(of(judged(ask(answered("a")), empty)).get_element_by_id("q-a"))
