"""The page is one file that everybody can read, and shows what people wrote as what it is: text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import pytest
from lxml import html

from eval.judging import Fault, Judged
from eval.report.html import to_html
from eval.report.told import Report
from eval.systems import Given
from tests.eval.gold import absent, answered
from tests.eval.pages import of, rows, words
from tests.eval.reports import (
    OTHER,
    QUOTE,
    accepted,
    ask,
    gave,
    judged,
    kept,
    numbered,
    quote,
    report_of,
    right,
    run_of,
    silent,
    wrong,
)

EVIL = '<script>alert(1)</script> & "co"'


def sample() -> Report:
    asked = [right("a"), wrong("b"), wrong("t"), silent(), kept(), right("f", language="fr", type="date")]
    before = accepted(right("a"), right("b"), right("t"), silent(), kept())
    peers = [run_of(wrong("a"), right("b"), system="plain pipeline")]
    return report_of(run_of(*asked), before=before, peers=peers, splits={"t": "test"})


PAGE = to_html(sample())


def page(report: Report | None = None) -> html.HtmlElement:
    return html.document_fromstring(PAGE if report is None else to_html(report))


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


def test_headings_never_skip_a_level() -> None:
    levels = [int(one.tag[1]) for one in page().iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert Counter(levels)[1] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headings_with_a_scope() -> None:
    tables = list(page().iter("table"))
    assert tables
    for table in tables:
        assert words(table.find("caption"))
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
        assert {len(row) for row in table.iter("tr")} == {len(next(table.iter("tr")))}


def test_ids_are_unique_and_every_link_within_the_page_finds_one() -> None:
    ids = Counter(one.get("id") for one in page().iter() if one.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert {link.get("href").removeprefix("#") for link in page().iter("a")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", PAGE)) <= set(ids)


def test_it_needs_no_network_and_nothing_beside_it() -> None:
    assert "http" not in PAGE
    assert list(page().iter("link", "img", "iframe", "object")) == []
    assert all(one.get("src") is None for one in page().iter("script"))
    assert "@import" not in PAGE


def test_it_is_the_same_twice() -> None:
    assert to_html(sample()) == PAGE


def test_it_has_landmarks_a_language_and_a_way_past_the_header() -> None:
    found = page()
    assert found.get("lang") == "en"
    assert [len(list(found.iter(name))) for name in ("main", "nav")] == [1, 1]
    skip = next(found.iter("a"))
    assert (skip.get("class"), skip.get("href")) == ("skip", "#verdict")


def test_each_drawing_is_named_for_those_who_cannot_see_it() -> None:
    drawings = list(page().iter("svg"))
    assert len(drawings) == 5
    for one in drawings:
        assert one.get("role") == "img"
        named = [page().get_element_by_id(name) for name in one.get("aria-labelledby").split()]
        assert [element.tag for element in named] == ["title", "desc"]
        assert all(words(element) for element in named)


@pytest.mark.parametrize(
    "asked",
    [
        wrong("a", question=EVIL),
        judged(ask(answered("a")), gave(EVIL)),
        judged(ask(answered("a", must_contain=[[EVIL]])), gave(OTHER)),
        judged(ask(answered("a", evidence=[[{"document": "nl/<script>.txt", "quote": EVIL}]])), gave(OTHER)),
        judged(ask(answered("a")), gave(said=EVIL)),
        replace(right("a"), faults=(Fault("wrong_page", "a", EVIL),)),
    ],
)
def test_what_people_wrote_is_text_and_never_markup(asked: Judged) -> None:
    found = of(asked)
    assert len(list(found.iter("script"))) == 1
    assert EVIL in words(found)


def test_a_system_may_have_any_name() -> None:
    report = report_of(run_of(right("a")), peers=[run_of(wrong("a"), system="</svg><script>x</script> $m_1$")])
    found = page(report)
    assert len(list(found.iter("script"))) == 1
    assert "</svg><script>x</script> $m_1$" in [words(one) for one in found.iter("text")]


def test_figures_stand_beside_those_of_peers_with_interval_and_count() -> None:
    found = rows(page(), "Evidence that is quoted")
    assert found[0] == ["System", "All", "Dutch", "French", "Same language", "Across languages"]
    # Of a, b, t and f, two quote what they should; the peer was asked a and b.
    assert found[1][:2] == ["polycite", "50.0 % 0.0 to 100.0 n = 4"]
    assert found[2][:2] == ["plain pipeline", "50.0 % 0.0 to 100.0 n = 2"]


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


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def colours() -> list[dict[str, str]]:
    """The colours of the light theme, then of the dark one."""
    sheet = files("eval.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{([^}]+)\}", sheet)[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("theme", colours(), ids=["light", "dark"])
def test_words_can_be_read_on_what_they_stand_on(theme: dict[str, str]) -> None:
    pairs = [(word, ground) for word in ("ink", "muted", "link", "good", "bad", "care") for ground in ("paper", "soft")]
    pairs += [("ink", "heat-from"), ("ink", "heat-to")]
    assert [pair for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", colours(), ids=["light", "dark"])
def test_marks_stand_out_from_the_paper(theme: dict[str, str]) -> None:
    assert all(contrast(theme[f"system-{place}"], theme["paper"]) >= 3 for place in range(4))


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21


def test_a_given_without_quotes_that_is_no_refusal_says_so() -> None:
    empty = Given(False, "", "", (), ())
    assert "Nothing was quoted." in words(of(judged(ask(answered("a")), empty)).get_element_by_id("q-a"))
