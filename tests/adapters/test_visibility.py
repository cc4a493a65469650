from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from polycite.adapters.index.memory import MemoryIndex, MemoryLibrary
from polycite.adapters.index.point_schema import from_payload, to_payload
from polycite.adapters.index.visibility import Conditions, allows, may_read, readable_by, within
from polycite.model import Facts, Passage, Principal, Scope, Span
from tests.contracts.corpora import Corpus, corpus, published, queries

AN = Principal("an", frozenset({"staff", "hr"}))
DAY = date(2024, 2, 29)
PASSAGE = Passage("a/1", "a", Span(0, 1), "prose", (), "nl", (Span(0, 1),))
groups = st.frozensets(st.sampled_from(("public", "staff", "hr", "none")))


def seen(scope: Scope, **facts: object) -> bool:
    """Whether the scope allows the passage under these facts."""
    return allows(scope, from_payload(1, to_payload(PASSAGE, Facts("t", "nl", **facts))))  # type: ignore[arg-type]


def test_a_principal_without_groups_makes_conditions_that_nothing_meets() -> None:
    assert readable_by(Principal("x", frozenset())).impossible
    assert not readable_by(AN).impossible


def test_a_language_outside_the_scope_makes_conditions_that_nothing_meets() -> None:
    assert within(Scope(AN, languages=("fr",)), "nl").impossible
    assert within(Scope(AN, documents=()), "nl").impossible
    assert not within(Scope(AN, languages=("fr", "nl"), documents=("a",)), "nl").impossible


def test_a_scope_becomes_conditions_in_a_fixed_order() -> None:
    scope = Scope(AN, None, ("b", "a"), date(1, 1, 5))
    assert within(scope, "nl") == Conditions(
        (("readers", ("hr", "staff")), ("language", ("nl",)), ("document", ("a", "b"))),
        not_above=(("valid_from", 5),),
        not_below=(("valid_to", 5),),
    )
    assert within(Scope(AN), "nl").not_above == ()


def test_one_common_group_is_enough_and_no_readers_are_nobody() -> None:
    assert may_read(("hr", "board"), AN)
    assert not may_read(("board",), AN)
    assert not may_read((), AN)


def test_what_was_fetched_is_judged_again() -> None:
    assert seen(Scope(AN), readers=("hr",))
    assert not seen(Scope(AN), readers=("public",))
    assert not seen(Scope(AN, languages=("fr",)), readers=("hr",))
    assert not seen(Scope(AN, documents=("b",)), readers=("hr",))


def test_both_ends_of_a_validity_count() -> None:
    day, after = Scope(AN, as_of=DAY), Scope(AN, as_of=DAY + timedelta(days=1))
    assert seen(day, readers=("hr",), valid_from=DAY, valid_to=DAY)
    assert not seen(after, readers=("hr",), valid_to=DAY)
    assert not seen(day, readers=("hr",), valid_from=DAY + timedelta(days=1))
    assert seen(after, readers=("hr",))


@given(st.integers(0, 10**6), groups)
def test_nothing_depends_on_a_document_the_asker_may_not_read(seed: int, mine: frozenset[str]) -> None:
    reader = Principal("p", mine)
    whole = corpus(seed, documents=6, passages=4)
    visible = [(document, passages) for document, passages in whole if mine & set(document.facts.readers)]
    with_hidden, without = _index(whole), _index(visible)
    scope = Scope(reader)
    assert with_hidden.search(queries(seed), scope) == without.search(queries(seed), scope)
    assert with_hidden.documents(reader) == without.documents(reader)


def _index(content: Corpus) -> MemoryIndex:
    library = MemoryLibrary()
    published(library, content)
    return library.current()
