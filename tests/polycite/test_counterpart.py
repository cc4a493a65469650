from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.alignment import in_force_together
from polycite.ask import Asker
from polycite.bridges import NO_BRIDGES
from polycite.counterpart import Counterparts
from polycite.likeness import Place, Wording
from polycite.model import ANONYMOUS, Document, Facts, Scope
from polycite.ports import DenseQuery, Index
from polycite.terms import analysers
from polycite.text import display

Shelf = Callable[..., Asker]

RULES = "Wie ziek wordt op een telewerkdag, meldt dat uiterlijk om 9.15 uur aan de leidinggevende."
NEAR = "Wie ziek wordt op een telewerkdag, meldt dat vroeg aan de leidinggevende."
FAR = "De bibliotheek sluit in de zomer."
OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)
FACTS: dict[str, dict[str, object]] = {
    "rules.txt": {"family": "rules", "language": "nl", "valid_from": NEW},
    "other.txt": {"family": "rules", "language": "nl"},
    "hidden.txt": {"family": "rules", "language": "nl", "readers": ("hr",)},
    "expired.txt": {"family": "rules", "language": "nl", "valid_to": OLD},
    "alone.txt": {"language": "nl"},
}
TEXTS = {"rules.txt": RULES, "other.txt": f"{NEAR} {FAR}", "hidden.txt": FAR, "expired.txt": FAR, "alone.txt": FAR}


@pytest.fixture
def index(shelf: Shelf) -> Index:
    return shelf(TEXTS, FACTS).library.current()


def counterparts(index: Index) -> Counterparts:
    return Counterparts(index, ANONYMOUS, Wording(NO_BRIDGES, analysers()))


def document(index: Index, path: str) -> Document:
    (entry,) = (one for one in index.documents(ANONYMOUS) if one.source.path == path)
    return index.document(entry.id, ANONYMOUS)


def best(
    index: Index, among: list[str], alike: float = 0.1, fits: Callable[[Place], bool] = lambda _: True
) -> str | None:
    """What answers best to the rule in these documents."""
    home = document(index, "rules.txt")
    vector = HashingEmbedder().embed_passages([RULES])[0]
    hits = index.search([DenseQuery("sentence", "nl", vector, 1)], Scope(ANONYMOUS, documents=(home.id,)))[0]
    place = home, hits[0].passage, hits[0].passage.sentences[0]
    found = counterparts(index).best(place, vector, [document(index, path) for path in among], 0.5, alike, fits)
    return display(found[0], found[2]) if found else None


def test_versions_are_those_of_the_family_that_hold_too_and_may_be_read(index: Index) -> None:
    found = counterparts(index).versions(document(index, "rules.txt"))
    assert [one.source.path for one in found] == ["rules.txt", "other.txt"]


def test_without_a_family_a_document_is_its_only_version(index: Index) -> None:
    alone = document(index, "alone.txt")
    assert counterparts(index).versions(alone) == (alone,)


def test_the_nearest_sentence_of_the_documents_named_answers_best(index: Index) -> None:
    assert best(index, ["other.txt"]) == NEAR
    assert best(index, ["rules.txt", "other.txt"]) == RULES


def test_what_is_far_or_does_not_fit_or_is_said_otherwise_answers_nothing(index: Index) -> None:
    assert best(index, ["alone.txt"]) is None
    assert best(index, ["other.txt"], fits=lambda place: "uur" in display(place[0], place[2])) is None
    assert best(index, ["other.txt"], alike=1.0) is None


def test_documents_hold_together_unless_one_ends_before_the_other_begins() -> None:
    before, after = Facts("A", "nl", valid_to=OLD), Facts("B", "nl", valid_from=NEW)
    assert not in_force_together(before, after)
    assert not in_force_together(after, before)
    assert in_force_together(before, Facts("C", "nl"))
    assert in_force_together(after, after)
