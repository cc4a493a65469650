from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from polycite.answer import Question
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES, Bridges
from polycite.model import ANONYMOUS, Principal, Scope
from polycite.search import TERMS_HALF, TERMS_WEIGHT

Shelf = Callable[..., Asker]
EVERYTHING = Scope(ANONYMOUS)


def paths(asker: Asker, question: str, scope: Scope = EVERYTHING, k: int = 8) -> list[str]:
    found = asker.search(Question(question, scope, k=k))
    return [found.documents[hit.passage.document].source.path for hit in found.hits]


def test_the_passage_that_says_it_comes_first(shelf: Shelf) -> None:
    assert paths(shelf(), "telewerk dagen per week")[0] == "nl/telewerk.txt"
    assert paths(shelf(), "jours de congé par an")[0] == "fr/conges.txt"
    assert paths(shelf(), "passwords fourteen characters")[0] == "en/security.txt"


def test_ranks_count_from_one_without_gaps(shelf: Shelf) -> None:
    hits = shelf().search(Question("telewerk", EVERYTHING)).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_more_than_k_passages_come_back(shelf: Shelf) -> None:
    assert len(paths(shelf(), "telewerk", k=2)) == 2


def test_only_the_languages_asked_for_are_searched(shelf: Shelf) -> None:
    assert set(paths(shelf(), "telewerk", Scope(ANONYMOUS, languages=("fr", "en")))) == {
        "fr/conges.txt",
        "en/security.txt",
    }


def test_only_the_documents_asked_for_are_searched(shelf: Shelf) -> None:
    assert set(paths(shelf(), "telewerk", Scope(ANONYMOUS, documents=("fr/conges.txt",)))) == {"fr/conges.txt"}


def test_a_document_for_a_group_is_found_by_that_group_alone(shelf: Shelf) -> None:
    asker = shelf(facts={"nl/telewerk.txt": {"readers": ("hr",)}})
    assert "nl/telewerk.txt" not in paths(asker, "telewerk")
    assert "nl/telewerk.txt" in paths(asker, "telewerk", Scope(Principal("an", frozenset({"public", "hr"}))))


def test_a_document_with_no_readers_is_found_by_nobody(shelf: Shelf) -> None:
    asker = shelf(facts={"nl/telewerk.txt": {"readers": ()}})
    assert "nl/telewerk.txt" not in paths(asker, "telewerk", Scope(Principal("root", frozenset({"public", "hr", ""}))))


@pytest.mark.parametrize(("day", "seen"), [(date(2023, 12, 31), True), (date(2024, 1, 1), False)])
def test_a_document_is_found_until_its_last_day(shelf: Shelf, day: date, seen: bool) -> None:
    asker = shelf(facts={"nl/telewerk.txt": {"valid_to": date(2023, 12, 31)}})
    assert ("nl/telewerk.txt" in paths(asker, "telewerk", Scope(ANONYMOUS, as_of=day))) is seen


def test_candidates_are_kept_for_every_language_and_view(shelf: Shelf) -> None:
    trace = shelf().ask(Question("telewerk dagen", EVERYTHING)).trace
    assert {(one.view, one.language) for one in trace.ranking.candidates} == {
        (view, language) for view in ("passage", "sentence", "terms") for language in ("nl", "fr", "en")
    }


def test_a_bridge_lifts_what_another_language_says_and_nothing_else(shelf: Shelf) -> None:
    def scores(bridges: Bridges) -> dict[str, float]:
        ranking = shelf(bridges=bridges).ask(Question("leave staff", EVERYTHING)).trace.ranking
        return {hit.passage.document: hit.score for hit in ranking.fused}

    plain = scores(NO_BRIDGES)
    bridged = scores(Bridges({("en", "fr"): {"leav": (("congé", 1.0),), "staff": (("personnel", 1.0),)}}))
    assert {path for path, score in bridged.items() if score > plain[path]} == {"fr/conges.txt"}
    assert {path for path, score in bridged.items() if score < plain[path]} == set()


def test_bridged_terms_are_candidates_of_their_language(shelf: Shelf) -> None:
    def found(bridges: Bridges) -> set[str]:
        candidates = shelf(bridges=bridges).ask(Question("leave", EVERYTHING)).trace.ranking.candidates
        return {one.language for one in candidates if one.view == "terms" and one.hits}

    assert found(NO_BRIDGES) == set()
    assert found(Bridges({("en", "fr"): {"leav": (("congé", 0.5),)}})) == {"fr"}


def test_terms_are_scaled_by_the_best_match_of_their_own_language(shelf: Shelf) -> None:
    weak = Bridges({("nl", "fr"): {"telewerk": (("congé", 0.1),)}})
    candidates = shelf(bridges=weak).ask(Question("telewerk", EVERYTHING)).trace.ranking.candidates
    best = {one.language: one.hits[0].score for one in candidates if one.view == "terms" and one.hits}
    spread = {one.language: one.spread for one in candidates if one.view == "terms"}
    assert set(best) == {"nl", "fr"}
    for language, score in best.items():
        assert spread[language] == pytest.approx((score + TERMS_HALF) / TERMS_WEIGHT)


def test_the_same_question_gives_the_same_ranking(shelf: Shelf) -> None:
    asker = shelf()
    assert asker.search(Question("verlof", EVERYTHING)) == asker.search(Question("verlof", EVERYTHING))
