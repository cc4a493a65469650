from __future__ import annotations

from math import log, sqrt

import pytest

from ingest.curating import Glossary, curated
from ingest.lexicon import Concept, lexicon
from ingest.vocabulary import vocabularies
from polycite.bridges import NO_BRIDGES, Bridges, Origin
from polycite.expansion import expanded
from polycite.model import Language
from polycite.terms import analysers
from tests.ingest.words import told

WORDS = analysers()
LEAVE: Concept = {"nl": ("verlof",), "fr": ("congé", "vacances"), "en": ("leave",)}
ANNUAL: Concept = {"nl": ("jaarlijks verlof",), "fr": ("congé annuel",), "en": ("annual leave",)}
FRENCH: dict[Language, str] = {"fr": "congé annuel vacances personnel"}


def bridged(
    concepts: list[Concept], texts: dict[Language, str], made: Bridges = NO_BRIDGES, own: list[Concept] | None = None
) -> Bridges:
    """The concepts as the lexicon, over bridges of a corpus with a passage in each language."""
    words = vocabularies([told(language, language, text) for language, text in texts.items()], WORDS)
    return curated(made, [Glossary("own", own or []), Glossary("lexicon", concepts)], words, WORDS)


def looked_for(found: Bridges, phrase: str, home: Language, away: Language) -> list[str]:
    """The words that a phrase is looked for as, heaviest first."""
    return [word for word, _ in found.across(" ".join(WORDS[home].terms(phrase)), home, away)]


def origin(found: Bridges, word: str) -> Origin:
    return found.origin(WORDS["nl"].terms(word)[0], "nl", "fr")


def test_a_word_leads_to_its_translations_that_the_corpus_says() -> None:
    found = bridged([LEAVE], {"fr": "congé personnel"})
    assert looked_for(found, "verlof", "nl", "fr") == ["congé"]
    assert looked_for(found, "leave", "en", "fr") == ["congé"]


def test_only_what_the_corpus_can_be_searched_with_is_kept() -> None:
    assert bridged([LEAVE], {"fr": "personnel"}) == Bridges({})
    assert set(bridged([LEAVE], {"fr": "congé"}).tables) == {("nl", "fr"), ("en", "fr")}


def test_a_word_that_its_own_language_lacks_is_bridged_all_the_same() -> None:
    assert looked_for(bridged([LEAVE], {"fr": "congé"}), "verlof", "nl", "fr") == ["congé"]


def test_a_curated_translation_goes_before_a_neighbour_and_a_neighbour_stays_where_there_is_none() -> None:
    made = Bridges({("nl", "fr"): {"verlof": (("personnel", 0.9),), "trein": (("personnel", 0.4),)}})
    found = bridged([LEAVE], FRENCH, made)
    assert looked_for(found, "verlof", "nl", "fr") == ["congé", "vacances"]
    assert looked_for(found, "trein", "nl", "fr") == ["personnel"]
    assert (origin(found, "verlof"), origin(found, "trein")) == ("lexicon", "corpus")


def test_a_translation_that_the_corpus_does_not_say_leaves_the_neighbour() -> None:
    made = Bridges({("nl", "fr"): {"verlof": (("repos", 0.5),)}})
    found = bridged([LEAVE], {"fr": "repos"}, made)
    assert looked_for(found, "verlof", "nl", "fr") == ["repos"]
    assert origin(found, "verlof") == "corpus"


def test_own_terms_go_before_the_lexicon() -> None:
    own: list[Concept] = [{"nl": ("verlof",), "fr": ("personnel",)}]
    found = bridged([LEAVE], FRENCH, own=own)
    assert looked_for(found, "verlof", "nl", "fr") == ["personnel"]
    assert origin(found, "verlof") == "own"


def test_own_terms_that_the_corpus_does_not_say_leave_the_lexicon() -> None:
    found = bridged([LEAVE], FRENCH, own=[{"nl": ("verlof",), "fr": ("absence",)}])
    assert looked_for(found, "verlof", "nl", "fr") == ["congé", "vacances"]
    assert origin(found, "verlof") == "lexicon"


def test_the_second_way_to_say_it_weighs_four_fifths_of_the_first() -> None:
    # Both are in the only passage, so that rarity cancels.
    (_, first), (_, second) = bridged([LEAVE], FRENCH).across("verlof", "nl", "fr")
    assert second / first == pytest.approx(1 / (1 + 1 / 4), abs=0.01)


def test_the_words_of_a_phrase_share_its_weight() -> None:
    found = bridged([{"nl": ("verlof",), "fr": ("congé annuel",)}], FRENCH).across("verlof", "nl", "fr")
    one, both = log(1 + 0.5 / 1.5), 2 / sqrt(2)
    assert dict(found) == {word: pytest.approx(one / one / sqrt(2) / both, abs=1e-3) for word in ("congé", "annuel")}


def test_a_phrase_has_a_bridge_of_its_own_under_its_terms() -> None:
    found = bridged([ANNUAL, LEAVE], FRENCH)
    assert set(looked_for(found, "annual leave", "en", "fr")) == {"congé", "annuel"}
    assert looked_for(found, "leave", "en", "fr") == ["congé", "vacances"]
    assert looked_for(found, "annual", "en", "fr") == []


def test_function_words_are_no_part_of_a_phrase_and_alone_they_lead_nowhere() -> None:
    concepts: list[Concept] = [
        {"nl": ("hoofd van de dienst",), "fr": ("chef de service",)},
        {"nl": ("de",), "fr": ("service",)},
    ]
    found = bridged(concepts, {"fr": "chef de service"})
    assert dict(found.tables["nl", "fr"]).keys() == {"hoofd dienst"}
    assert sorted(looked_for(found, "hoofd dienst", "nl", "fr")) == ["chef", "service"]


def test_a_phrase_of_which_one_word_tells_is_not_meant_by_that_word() -> None:
    found = bridged([{"nl": ("bijgewerkt",), "fr": ("à jour",)}], {"nl": "bijgewerkt", "fr": "jour"})
    assert looked_for(found, "jour", "fr", "nl") == []
    assert looked_for(found, "bijgewerkt", "nl", "fr") == ["jour"]


def test_a_name_gives_way_to_a_word_that_is_written_alike() -> None:
    towns: Concept = {"nl": ("Namen",), "fr": ("Namur",)}
    names: Concept = {"nl": ("naam",), "fr": ("nom",)}
    assert looked_for(bridged([towns, names], {"fr": "nom Namur"}), "namen", "nl", "fr") == ["nom"]
    assert looked_for(bridged([towns], {"fr": "nom Namur"}), "namen", "nl", "fr") == ["namur"]


def test_a_word_of_two_concepts_leads_to_both() -> None:
    grants: list[Concept] = [{"nl": ("steun",), "fr": ("aide",)}, {"nl": ("steun",), "fr": ("soutien",)}]
    assert sorted(looked_for(bridged(grants, {"fr": "aide soutien"}), "steun", "nl", "fr")) == ["aide", "soutien"]


def test_acronyms_and_figures_are_found_though_neighbours_are_not_sought_for_them() -> None:
    concepts: list[Concept] = [{"nl": ("pv",), "fr": ("PV",)}, {"nl": ("twaalf", "12"), "fr": ("douze", "12")}]
    found = bridged(concepts, {"fr": "le PV du 12 mai"})
    assert looked_for(found, "pv", "nl", "fr") == ["pv"]
    assert looked_for(found, "twaalf", "nl", "fr") == ["12"]


def test_a_term_of_two_languages_leads_nowhere_in_the_third() -> None:
    found = bridged([{"nl": ("verlof",), "fr": ("congé",)}], {"fr": "congé", "en": "leave"})
    assert set(found.tables) == {("nl", "fr")}


def test_a_dutch_question_reaches_a_french_corpus_by_the_lexicon_alone() -> None:
    words = vocabularies([told("a", "fr", "Le personnel a droit à un congé annuel.")], WORDS)
    found = curated(NO_BRIDGES, [Glossary("lexicon", lexicon())], words, WORDS)
    asked = expanded("Hoeveel jaarlijks verlof?", "nl", found, WORDS)["fr"]
    assert {*WORDS["fr"].question("congé annuel").indices} <= {*asked.indices}
