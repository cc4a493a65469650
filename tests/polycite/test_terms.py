from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from polycite.model import LANGUAGES
from polycite.terms import Analyser, analysers

FIRST, MIDDLE, LAST = ("ge", "ver", "on", "be"), ("denk", "werk", "loop", "vraag"), ("", "baar", "zaam", "loos", "kund")
WORDS = [f"{first}{middle}{last}" for first in FIRST for middle in MIDDLE for last in LAST]


def test_words_of_one_stem_are_one_term() -> None:
    assert Analyser("nl").terms("subsidies subsidie") == ["subsidie", "subsidie"]
    assert len(set(Analyser("fr").terms("entreprises entreprise"))) == 1
    assert len(set(Analyser("en").terms("cluster clusters"))) == 1


def test_accents_do_not_part_terms() -> None:
    assert Analyser("fr").terms("évaluation") == Analyser("fr").terms("evaluation")


@pytest.mark.parametrize("written", ["650.000", "650 000", "650,000", "650000", "650k"])
def test_a_number_is_one_term_however_it_is_written(written: str) -> None:
    assert Analyser("nl").terms(f"{written} euro")[0] == "650000"


def test_a_year_before_an_amount_stays_apart() -> None:
    assert Analyser("nl").terms("in 2023 150 000 euro") == ["in", "2023", "150000", "euro"]


def test_a_question_weighs_each_term_by_how_often_it_is_said() -> None:
    terms = Analyser("en").question("cluster, clusters and cluster")
    assert sorted(terms.weights) == [1.0, 3.0]
    assert list(terms.indices) == sorted(terms.indices)


def test_a_passage_weight_is_bm25_without_idf() -> None:
    # k1 1.2, b .75: two of four terms, average length 8 -> 2 * 2.2 / (2 + 1.2 * (.25 + .75 * 4 / 8))
    terms = Analyser("en").passage("cluster cluster policy brief", average=8.0)
    assert max(terms.weights) == pytest.approx(2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 8)))


def test_a_longer_passage_weighs_each_term_less() -> None:
    short = Analyser("en").passage("cluster policy", 10.0)
    long = Analyser("en").passage("cluster policy " + "word " * 40, 10.0)
    shared = set(short.indices) & set(long.indices)
    weights = dict(zip(long.indices, long.weights, strict=True))
    assert all(
        weights[term] < weight for term, weight in zip(short.indices, short.weights, strict=True) if term in shared
    )


def test_what_is_said_is_what_a_question_would_ask_for() -> None:
    words = "clusters and cluster policy of 650.000 euro"
    assert Analyser("en").said(words) == set(Analyser("en").question(words).indices)


def test_an_empty_text_has_no_terms() -> None:
    assert Analyser("fr").question("?!").indices == ()


def test_threads_that_share_an_analyser_make_the_terms_one_thread_makes() -> None:
    words = [f"{stem}{ending}" for stem in WORDS for ending in ("heid", "lijke", "ingen", "baarheden", "tjes", "en")]
    alone = [Analyser("nl").terms(word) for word in words]
    shared, interval = Analyser("nl"), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            rounds = list(pool.map(lambda _: [shared.terms(word) for word in words], range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert all(made == alone for made in rounds)


def test_there_is_an_analyser_for_each_language() -> None:
    assert tuple(analysers()) == LANGUAGES
