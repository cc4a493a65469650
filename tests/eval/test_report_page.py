"""The page says the verdict first, then each part in words and figures, and a sentence where there is none."""

from __future__ import annotations

from tests.eval.gold import absent, answered
from tests.eval.pages import of, rows, words
from tests.eval.reports import QUOTE, accepted, ask, gave, judged, numbered, report_of, right, run_of, silent
from tests.eval.sample_page import page


def test_the_verdict_comes_first_in_one_sentence() -> None:
    fallen = page(report_of(run_of(*numbered(16, range(8))), before=accepted(*numbered(16))))
    sentence = words(fallen.find_class("sentence")[0])
    # The evidence of half of them now stands second: 1 / log2(3) = .631 in place of 1.
    assert sentence.startswith("Failed. “evidence early in the first ten, same language” went from 1.000 to 0.815")
    assert fallen.find_class("verdict")[0].get("class") == "verdict fail"
    assert page().find_class("verdict")[0].get("class") == "verdict warn"


def test_the_parts_stand_in_the_order_people_read() -> None:
    heads = [words(one) for one in page().iter("h2")]
    assert heads == [
        "Verdict",
        "Key figures",
        "What changed",
        "Hard rules",
        "From language to language",
        "Recall by type of question",
        "Does it know when to keep silent?",
        "Can its confidence be trusted?",
        "Time to answer",
        "What the gold questions cover",
        "Lost questions",
        "How it was made",
    ]


def test_figures_stand_beside_those_of_peers_with_interval_and_count() -> None:
    found = rows(page(), "Evidence that is quoted")
    assert found[0] == ["System", "All", "Dutch", "French", "Same language", "Across languages"]
    # Of a, b, t and f, two quote what they should; the peer was asked a and b.
    assert found[1][:2] == ["polycite", "50.0 % 0.0 to 100.0 n = 4"]
    assert found[2][:2] == ["plain pipeline", "50.0 % 0.0 to 100.0 n = 2"]


def test_silence_about_confidence_is_said_in_a_sentence_instead_of_an_empty_drawing() -> None:
    found = of(judged(ask(answered("a")), gave(QUOTE, confidence=None)))
    part = words(found.get_element_by_id("calibration"))
    assert "polycite states no confidence with its answers, so nothing can be said of it here." in part
    assert list(found.get_element_by_id("calibration").iter("svg")) == []


def test_a_confidence_that_is_no_probability_has_a_curve_and_no_reliability() -> None:
    found = of(judged(ask(answered("a")), gave(QUOTE, confidence=7.5)))
    assert len(list(found.get_element_by_id("calibration").iter("svg"))) == 1
    assert "is no probability" in words(found.get_element_by_id("calibration"))


def test_a_perfect_run_has_nothing_lost_and_no_rule_broken() -> None:
    found = of(right("a"), silent())
    assert "None: every question was handled right." in words(found.get_element_by_id("lost"))
    assert "None was broken" in words(found.get_element_by_id("faults"))
    assert "No run was accepted yet" in words(found.get_element_by_id("changed"))


def test_a_run_without_evidence_or_times_has_sentences_in_place_of_drawings() -> None:
    found = of(judged(ask(absent()), gave(found=(), milliseconds=0.0)))
    assert "No question has evidence." in words(found.get_element_by_id("recall"))
    assert "No question was timed." in words(found.get_element_by_id("time"))
    assert list(found.iter("svg")) == []


def test_a_changed_corpus_is_said_beside_the_comparison() -> None:
    before = accepted(right("a"))
    report = report_of(run_of(right("a")), before=before.model_copy(update={"corpus": "older"}))
    part = words(page(report).get_element_by_id("changed"))
    assert "Not as in the accepted run: the corpus." in part
    assert "No question changed sides." in part


def test_coverage_counts_questions_by_kind_and_language() -> None:
    found = rows(page(), "Questions asked")
    assert found[0] == ["Kind", "Dutch", "French", "English", "All", "Across languages"]
    # a, b and t ask for figures in Dutch; f asks in French what only a Dutch document says.
    assert found[1] == ["figure", "3", "0", "0", "3", "0"]
    assert found[2] == ["date", "0", "1", "0", "1", "1"]
    assert found[-1] == ["all", "4", "1", "1", "6", "1"]
