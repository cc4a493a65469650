"""A system without one part lacks that part and nothing else, on a shelf in memory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from eval.ablation import PARTS, WHOLE, FusedOrder, WholeWords, muted, variants
from eval.ours import Ours
from eval.reindexing import Remade
from eval.wrapping import WithoutView, pooled
from polycite.answer import Answer
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES, Away, Bridges
from polycite.confidence import shipped
from polycite.expansion import expanded
from polycite.fusion import moments_of
from polycite.model import PUBLIC, Language, Principal, Scope
from polycite.ports import Contender
from polycite.search import Candidates
from polycite.terms import analysers
from tests.eval.gold import answered
from tests.eval.reports import DAY, ask
from tests.polycite import conftest

shelf = conftest.shelf
WORDS = analysers()
OWN = Bridges(
    {("nl", "fr"): {"verlof": (("congé", 1.0),), "personel": (("personnel", 1.0),)}}, {("nl", "fr"): {"verlof": "own"}}
)
REMADE = Remade(without_lexicon=Bridges({("nl", "fr"): {"verlof": (("congé", 0.5),)}}), without_own=NO_BRIDGES)
QUESTION = ask(answered(question="Op hoeveel dagen per week is telewerk toegestaan?"))
LEAVE = ask(answered(question="Hoeveel dagen verlof heeft het personeel?"))
FAR = ask(answered(language="en", question="nowhere"))
VERSIONS = {
    "nl/verlof.txt": "Het personeel heeft recht op zesentwintig dagen verlof per jaar.",
    "fr/conges.txt": "Le personnel a droit à vingt-six jours de congé par an.",
    "en/pay.txt": "Passwords have at least fourteen characters.",
}
ALIGNED = ((("nl/verlof.txt", VERSIONS["nl/verlof.txt"]), ("fr/conges.txt", VERSIONS["fr/conges.txt"])),)


@pytest.fixture
def made(shelf: Callable[..., Asker]) -> dict[str, Asker]:
    """Every variant of the trilingual shelf by name."""
    return {one.name: one.asker for one in variants(shelf(None, None, OWN), REMADE)}


def answer(asker: Asker, question: object = QUESTION) -> Answer:
    assert isinstance(question, type(QUESTION))
    return Ours(asker).answer(question, DAY)


def candidates(found: Answer) -> dict[str, list[Candidates]]:
    views: dict[str, list[Candidates]] = {}
    for one in found.trace.ranking.candidates:
        views.setdefault(one.view, []).append(one)
    return views


def bridges_of(asker: Asker) -> Bridges:
    return asker.index().generation.bridges


def test_everything_on_comes_first_and_answers_as_the_system_does(
    shelf: Callable[..., Asker], made: dict[str, Asker]
) -> None:
    assert list(made) == [WHOLE, *(f"without {part}" for part in PARTS)]
    clean, whole = answer(shelf(None, None, OWN)), answer(made[WHOLE])
    assert (whole.text, whole.hits) == (clean.text, clean.hits)


@pytest.mark.parametrize("view", ["passage", "sentence", "terms"])
def test_without_a_view_that_view_alone_brings_nothing(made: dict[str, Asker], view: str) -> None:
    whole, less = candidates(answer(made[WHOLE])), candidates(answer(made[f"without {view} view"]))
    assert any(one.hits for one in whole[view])
    assert not any(one.hits for one in less[view])
    assert all(less[other] == whole[other] for other in whole if other != view)


def test_a_view_that_is_off_is_not_searched(made: dict[str, Asker]) -> None:
    index = made["without terms view"].index()
    assert isinstance(index, WithoutView)
    assert index.search([], Scope(Principal("x", frozenset({PUBLIC})), as_of=date(2026, 1, 1))) == ()


def test_without_balancing_all_languages_have_the_moments_of_all_together(made: dict[str, Asker]) -> None:
    own = made[WHOLE].index().generation.moments
    shared = made["without language balancing"].index().generation.moments
    together = pooled([own["sentence", "nl"], own["sentence", "fr"], own["sentence", "en"]])
    assert (shared["sentence", "nl"].mean == together.mean).all()
    assert (shared["sentence", "nl"].covariance == shared["sentence", "en"].covariance).all()
    assert not (own["sentence", "nl"].mean == own["sentence", "en"].mean).all()


def test_moments_together_are_those_of_all_vectors() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [0.8, 0.6]], np.float32)
    whole, apart = moments_of(vectors), pooled([moments_of(vectors[:1]), moments_of(vectors[1:])])
    assert apart.count == whole.count == 4
    assert apart.mean == pytest.approx(whole.mean)
    assert apart.covariance == pytest.approx(whole.covariance)


def test_each_system_without_bridges_has_those_that_are_left(made: dict[str, Asker]) -> None:
    assert bridges_of(made[WHOLE]) is OWN
    assert bridges_of(made["without bridges"]) is NO_BRIDGES
    assert bridges_of(made["without curated lexicon"]) is REMADE.without_lexicon
    assert bridges_of(made["without own terms"]) is REMADE.without_own


PARTED: dict[tuple[Language, Language], dict[str, Away]] = {
    ("nl", "fr"): {"thuiswerk": (("télétravail", 1.0),), "vergoed": (("indemnité", 0.8),)}
}


def crossed(text: str, bridges: Bridges) -> set[int]:
    return set(expanded(text, "nl", bridges, WORDS)["fr"].indices)


def test_whole_words_take_no_compound_apart_and_leave_the_rest_as_it_is() -> None:
    parted = Bridges(PARTED)
    whole = WholeWords(parted.tables, parted.origins, analyser=WORDS["nl"])
    itself = set(WORDS["fr"].question("thuiswerkvergoeding").indices)
    assert crossed("thuiswerkvergoeding", parted) == set(WORDS["fr"].question("télétravail indemnité").indices)
    assert len(crossed("thuiswerkvergoeding", whole)) == len(itself) == 1
    for word in ("thuiswerk", "vergoeding", "Amsterdam", "thuiswerk vergoeding"):
        assert crossed(word, whole) == crossed(word, parted)


def test_whole_words_leave_a_compound_of_compounds_whole_too() -> None:
    parted = Bridges({("nl", "fr"): {**PARTED["nl", "fr"], "kosten": (("frais", 1.0),)}})
    whole = WholeWords(parted.tables, parted.origins, analyser=WORDS["nl"])
    assert len(crossed("kostenthuiswerkvergoeding", whole)) == 1


def test_without_the_reranker_the_fused_order_stands(made: dict[str, Asker]) -> None:
    ranking = answer(made["without reranker"]).trace.ranking
    assert isinstance(made["without reranker"].reranker, FusedOrder)
    assert [hit.passage.id for hit in ranking.hits] == [hit.passage.id for hit in ranking.fused][: len(ranking.hits)]
    fused = ranking.contenders[0]
    assert FusedOrder(2.0).rerank(None, [Contender(fused.hit, 0, 0, 0)]) == [2 * fused.hit.score]  # type: ignore[arg-type]


def test_without_the_first_choice_the_closest_sentence_is_read_first(made: dict[str, Asker]) -> None:
    reading = answer(made["without fitted first choice"]).trace.reading
    close = reading.numbers[:, 0].tolist()
    assert close == sorted(close, reverse=True)
    assert reading.evidence[0].score == pytest.approx(close[0])


def test_without_a_second_sentence_one_is_quoted(made: dict[str, Asker]) -> None:
    found = answer(made["without second sentence"])
    assert found.declined is None
    assert len(found.citations) == 1


def test_without_language_versions_a_sentence_is_quoted_where_it_was_found(shelf: Callable[..., Asker]) -> None:
    found = {one.name: one.asker for one in variants(shelf(VERSIONS, None, NO_BRIDGES, ALIGNED), REMADE)}
    assert answer(found[WHOLE], LEAVE).equivalents
    assert not any(answer(found["without language versions"], LEAVE).equivalents.values())


def test_without_declining_everything_is_answered(made: dict[str, Asker]) -> None:
    assert answer(made[WHOLE], FAR).declined is not None
    assert answer(made["without declining"], FAR).declined is None


def test_a_muted_signal_counts_as_its_mean() -> None:
    known = shipped().answerable
    name = max(known.signals, key=lambda one: abs(known.signals[one].weight))
    mean = {one: signal.mean for one, signal in known.signals.items()}
    far = mean | {name: mean[name] + 2 * known.signals[name].spread}
    assert known.probability(far) != known.probability(mean)
    assert muted([name]).answerable.probability(far) == known.probability(mean)
    assert muted([]) == shipped()
