"""The page says what silence, languages and confidence are worth, and leaves out what is undefined."""

from __future__ import annotations

from lxml import html

from eval.report.html import spoken, to_html
from tests.eval.gold import answered
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
    passage,
    report_of,
    right,
    run_of,
    silent,
    wrong,
)


def sample() -> html.HtmlElement:
    return of(right("a"), wrong("b"), wrong("t"), right("f", language="fr", type="date"))


def test_each_spelling_of_a_key_fact_is_in_the_language_of_the_evidence_that_has_it() -> None:
    evidence = [
        {"document": "fr/teletravail.txt", "quote": "Deux jours par semaine, soit 40 %."},
        {"document": "en/telework.txt", "quote": "On two days a week, that is 40 %."},
    ]
    asked = ask(answered("a", evidence=[evidence], must_contain=[["two days", "deux jours"], ["40"], ["geen"]]))
    article = of(judged(asked, gave(OTHER))).get_element_by_id("q-a")
    (named,) = [one for one in article.iter("p") if words(one).startswith("Has to name")]
    assert words(named) == "Has to name: two days / deux jours; 40; geen"
    # A figure is read in the first language that has it, what no evidence has in that of the question.
    assert [one.get("lang") for one in named.iter("span")] == ["en", "fr", "fr", "nl"]


def test_a_fact_both_languages_name_is_in_the_questions_own() -> None:
    evidence = [
        {"document": "en/telework.txt", "quote": "Up to 40 %."},
        {"document": "nl/telewerk.txt", "quote": "Tot 40 %."},
    ]
    asked = ask(answered("a", evidence=[evidence], must_contain=[["40"]]))
    assert spoken(asked, "40") == "nl"


def test_what_answering_and_declining_are_worth_has_a_row_for_each_figure_there_is() -> None:
    found = dict(rows(of(right("a"), wrong("b"), silent()), "What answering and declining are worth"))
    assert found["Answerable, answered"] == "2"
    assert found["Unanswerable, declined"] == "1"
    assert found["Declined that nothing answers (precision)"] == "100.0 %"
    # One right, one wrong, one declined: (1 - 1) / 3 and (1 - 4) / 3.
    assert found["Right less wrong (truthfulness)"].startswith("+0.000 ")
    assert found["Right less 4 times wrong (reliability)"].startswith("−1.000 −")
    assert "Declined that nothing answers (precision)" not in dict(
        rows(of(right("a")), "What answering and declining are worth")
    )
    assert "Only questions about restricted documents were asked." in words(of(kept()).get_element_by_id("declining"))


def test_what_is_found_and_quoted_in_the_own_language_stands_beside_the_evidence() -> None:
    asked = judged(ask(answered("a", language="fr")), gave(OTHER))
    found = rows(of(asked, right("b")), "Share of the question's own language")
    assert found[0] == ["Questions", "In the evidence", "In the first ten found", "In the quotations"]
    # A Dutch question finds, quotes and needs Dutch, a French one finds and quotes no French as none is due.
    assert found[2] == ["Dutch same language", "100.0 % n = 1", "100.0 % +0.0", "100.0 % +0.0"]
    assert found[4] == ["French across languages", "0.0 % n = 1", "0.0 % +0.0", "0.0 % +0.0"]


def test_what_is_kept_across_languages_stands_beside_the_heat_map() -> None:
    found = rows(sample(), "nDCG@10 beside that of questions in the language of the evidence, which is 100 %")
    # a has its evidence first, b and t second (1 / log2(3) = .631), so .754 in Dutch; f, asked in French, first: 1.
    assert found[1] == ["French", "132.6 %", "–", "–"]
    assert "On the diagonal" not in words(sample().get_element_by_id("languages"))


def test_the_gap_between_languages_is_said_where_two_were_asked_within_themselves() -> None:
    evidence = [[{"document": "fr/teletravail.txt", "quote": QUOTE}]]
    above, hit = passage(OTHER), passage(QUOTE, "fr/teletravail.txt")
    second = judged(ask(answered("e", language="fr", evidence=evidence)), gave(passages=(above, hit)))
    # Dutch stands first, French second: 1 - 1 / log2(3).
    said = words(of(right("a"), second, right("f", language="fr")).get_element_by_id("languages"))
    assert "On the diagonal, 0.369 lies between the best and the worst language on it." in said


def test_the_comparison_says_what_it_would_have_noticed() -> None:
    fallen = html.document_fromstring(
        to_html(report_of(run_of(*numbered(16, range(4))), before=accepted(*numbered(16))))
    )
    caption = "Measures beside the accepted run; a positive gain is better, whichever way it counts"
    head, *found = rows(fallen, caption)
    assert head[-1] == "Would notice"
    # 2.49 × √.2 / √16, and nothing where nobody was declined in either run.
    noticed = {row[0]: row[-1] for row in found}
    assert (noticed["evidence that is quoted"], noticed["answerable questions declined"]) == ("27.8 %", "–")


def test_confidence_that_parts_right_from_wrong_has_an_area() -> None:
    found = dict(rows(of(right("a"), wrong("b")), "What the confidence stated is worth"))
    assert found["A right answer surer than a wrong one (AUROC)"] == "1.000"
    assert "An answerable question surer than another (AUROC)" not in found
