from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest

from ingest import bridging
from ingest.bridging import NEAR, bridges
from ingest.cache import Cache
from ingest.encode import Split
from ingest.report import Progress
from ingest.vocabulary import vocabularies
from polycite.bridges import Bridges
from polycite.model import Language
from polycite.ports import WordEncoder
from polycite.terms import analysers
from tests.ingest.words import Meanings, told

LEAVE: dict[Language, str] = {"nl": "verlof", "fr": "congé", "en": "leave"}
GRANT: dict[Language, str] = {"nl": "steun", "fr": "aide", "en": "grant"}
TRAIN: dict[Language, str] = {"nl": "trein", "en": "train"}
TEXTS = [told("a", "nl", "verlof steun trein"), told("b", "fr", "congé aide"), told("c", "en", "leave grant train")]
WORDS = analysers()


def made(folder: Path, encoder: WordEncoder, splits: list[Split] = TEXTS) -> Bridges:
    with Cache(folder) as cache:
        return bridges(vocabularies(splits, WORDS), WORDS, encoder, cache, lambda _: None)


def nearest(found: Bridges, word: str, home: Language, away: Language) -> list[str]:
    """The words that a word is looked for as."""
    term = WORDS[home].terms(word)[0]
    return [one for one, _ in found.across(term, home, away)]


def test_a_word_is_bridged_to_its_likes_in_every_other_language(tmp_path: Path) -> None:
    found = made(tmp_path, Meanings([LEAVE, GRANT, TRAIN]))
    assert nearest(found, "verlof", "nl", "fr") == ["congé"]
    assert nearest(found, "verlof", "nl", "en") == ["leave"]
    assert nearest(found, "aide", "fr", "nl") == ["steun"]


def test_a_word_that_nothing_is_near_to_has_no_bridge(tmp_path: Path) -> None:
    found = made(tmp_path, Meanings([LEAVE, GRANT, TRAIN]))
    assert nearest(found, "trein", "nl", "fr") == []
    assert nearest(found, "trein", "nl", "en") == ["train"]


def test_what_a_language_shares_does_not_hide_what_its_words_mean(tmp_path: Path) -> None:
    # Without the means taken out the cosine of "verlof" and "congé" is 1 / (1 + slant ** 2) = .2, below NEAR.
    encoder = Meanings([LEAVE, GRANT, TRAIN], slant=2.0)
    one, other = encoder.embed_words(["verlof", "congé"])
    assert one @ other == pytest.approx(0.2)
    assert one @ other < NEAR
    assert nearest(made(tmp_path, encoder), "verlof", "nl", "fr") == ["congé"]


def test_a_word_that_both_languages_write_alike_leads_to_itself(tmp_path: Path) -> None:
    splits = [told("a", "nl", "plafond steun"), told("b", "fr", "plafond aide")]
    encoder = Meanings([{"nl": "plafond"}, GRANT])
    found = made(tmp_path, encoder, splits)
    assert nearest(found, "plafond", "nl", "fr")[0] == "plafond"


def test_a_rare_neighbour_weighs_no_more_than_its_nearness_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    words = vocabularies([told("a", "fr", "congé vacances"), told("b", "fr", "congé"), told("c", "fr", "mer")], WORDS)[
        "fr"
    ]
    often, rarely = words.places["cong"], words.places[WORDS["fr"].terms("vacances")[0]]
    weights = dict(bridging._weighted({often: 0.5, rarely: 0.5}, words))
    rarity = {holding: log(1 + (3 - holding + 0.5) / (holding + 0.5)) for holding in (1, 1.5, 2)}
    # Times the index's own rarity both count the same: half of the rarity of a word in 1.5 passages.
    assert weights["congé"] * rarity[2] == pytest.approx(rarity[1.5] / 2, abs=1e-3)
    assert weights["vacances"] * rarity[1] == pytest.approx(rarity[1.5] / 2, abs=1e-3)


def test_one_language_has_nothing_to_bridge_to(tmp_path: Path) -> None:
    encoder = Meanings([LEAVE])
    assert made(tmp_path, encoder, [told("a", "nl", "verlof")]) == Bridges({})
    assert encoder.asked == []


def test_a_word_is_embedded_once_ever(tmp_path: Path) -> None:
    first, second = Meanings([LEAVE, GRANT, TRAIN]), Meanings([LEAVE, GRANT, TRAIN])
    assert made(tmp_path, first) == made(tmp_path, second)
    assert sorted(first.asked) == sorted({word for meaning in (LEAVE, GRANT, TRAIN) for word in meaning.values()})
    assert second.asked == []


def test_progress_is_told(tmp_path: Path) -> None:
    seen: list[Progress] = []
    with Cache(tmp_path) as cache:
        bridges(vocabularies(TEXTS, WORDS), WORDS, Meanings([LEAVE, GRANT, TRAIN]), cache, seen.append)
    assert seen == [Progress("words", 0, 8)]


def test_neighbours_are_the_same_however_many_are_compared_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(5)
    own, others = (bridging._unit(dice.standard_normal((7, 3)).astype(np.float32)) for _ in range(2))
    whole = list(bridging._neighbours(own, others))
    monkeypatch.setattr(bridging, "_BLOCK", 2)
    assert [set(one) for one in bridging._neighbours(own, others)] == [set(one) for one in whole]
    assert all(len(one) <= bridging.MANY for one in whole)
