"""What every Index must do, whatever is below; each adapter's test class inherits it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from polycite.errors import UnknownDocument
from polycite.model import ANONYMOUS, Document, Facts, Principal, Scope, Terms
from polycite.ports import DenseQuery, Index, Library, TermsQuery
from tests.contracts.corpora import DIMENSION, corpus, encoded, plain_document, published, queries
from tests.contracts.plain import NOBODY, OPEN, STAFF, axis, dense, ids, one, rows
from tests.contracts.publishing_contract import Contract


class LibraryContract(Contract):
    """Everybody finds what they may read, and nothing else."""

    def test_the_nearest_passage_comes_first_with_its_cosine(self, index: Index) -> None:
        ((first, second),) = index.search([DenseQuery("passage", "nl", axis(0), 10)], OPEN)
        assert (first.passage.id, first.rank, second.rank) == ("a/00", 1, 2)
        assert [first.score, second.score] == pytest.approx([1.0, 0.0])

    def test_a_passage_is_scored_by_its_best_sentence(self, library: Library) -> None:
        document = plain_document("a")
        both = encoded(document, 0, axis(0), rows(axis(1), axis(2, 3)), Terms((), ()))
        published(library, [(document, [both])])
        ((hit,),) = library.current().search([DenseQuery("sentence", "nl", axis(3), 5)], OPEN)
        assert hit.score == pytest.approx(np.sqrt(0.5))

    def test_terms_are_weighted_by_their_rarity_among_what_the_asker_may_read(self, index: Index) -> None:
        ((first, second),) = index.search([TermsQuery("nl", Terms((1, 2), (1.0, 1.0)), 10)], OPEN)
        common, rare = np.log(1 + (2 - 2 + 0.5) / (2 + 0.5)), np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
        assert [first.passage.id, second.passage.id] == ["a/00", "a/01"]
        assert [first.score, second.score] == pytest.approx([common + rare, common], abs=1e-4)

    def test_a_passage_without_the_terms_is_not_a_hit(self, index: Index) -> None:
        asked = [TermsQuery("nl", Terms((999,), (1.0,)), 10), TermsQuery("nl", Terms((), ()), 10)]
        assert index.search(asked, OPEN) == ((), ())

    def test_a_passage_without_sentences_or_terms_is_found_by_its_vector_only(self, library: Library) -> None:
        document = plain_document("a")
        bare = encoded(document, 0, axis(0), rows(), Terms((), ()))
        published(library, [(document, [bare])])
        index = library.current()
        assert dense(index, axis(0)) == ["a/00"]
        assert dense(index, axis(0), view="sentence") == []
        ((passage, vectors),) = index.passages(["a/00"], OPEN)
        assert (passage, len(vectors)) == (bare.passage, 0)

    def test_each_query_keeps_to_its_language(self, index: Index) -> None:
        nl, fr = index.search([DenseQuery("passage", it, axis(0), 10) for it in ("nl", "fr")], OPEN)
        assert (ids(nl), ids(fr)) == (["a/00", "a/01"], ["b/00"])

    def test_ties_are_broken_by_passage_id_even_at_the_limit(self, library: Library) -> None:
        document = plain_document("a")
        twins = [one(document, number, 7) for number in (9, 3, 7, 1, 5, 0, 8, 2, 6, 4)]
        published(library, [(document, twins)])
        index = library.current()
        lists = index.search([DenseQuery("passage", "nl", axis(0), 3), TermsQuery("nl", Terms((7,), (1.0,)), 3)], OPEN)
        assert [ids(hits) for hits in lists] == [["a/00", "a/01", "a/02"]] * 2

    def test_more_ties_than_any_margin_are_still_sorted(self, library: Library) -> None:
        documents = [plain_document(f"d{number:02d}") for number in range(8, -1, -1)]
        published(library, [(document, [one(document, number) for number in range(10)]) for document in documents])
        assert dense(library.current(), axis(0), limit=2) == ["d00/00", "d00/01"]

    def test_a_limit_of_none_gives_nothing(self, index: Index) -> None:
        assert dense(index, axis(0), limit=0) == []
        assert index.search([], OPEN) == ()

    def test_a_passage_comes_back_exactly_as_it_went_in(self, library: Library) -> None:
        given = corpus(3)
        published(library, given)
        everyone = Scope(Principal("all", frozenset({"public", "staff", "hr"})))
        index = library.current()
        for document, passages in given:
            readable = passages if document.facts.readers else []
            found = index.passages([one.passage.id for one in passages], everyone)
            assert [passage for passage, _ in found] == [one.passage for one in readable]
            for (_, vectors), original in zip(found, readable, strict=True):
                np.testing.assert_allclose(vectors.reshape(-1, DIMENSION), original.sentences, atol=1e-6)

    def test_passages_keep_the_order_asked_and_leave_unknown_ones_out(self, index: Index) -> None:
        found = index.passages(["b/00", "zzz", "a/01", "c/00", "a/00"], OPEN)
        assert [passage.id for passage, _ in found] == ["b/00", "a/01", "a/00"]
        assert index.passages([], OPEN) == ()

    def test_a_document_comes_back_exactly_as_it_went_in(self, library: Library) -> None:
        given = corpus(5)
        published(library, given)
        for document, _ in given:
            if document.facts.readers:
                reader = Principal("x", frozenset(document.facts.readers))
                assert library.current().document(document.id, reader) == document

    def test_a_lone_surrogate_survives(self, library: Library) -> None:
        plain = plain_document("a")
        odd = Document(plain.id, plain.source, plain.facts, "\ud800" + plain.text[1:])
        published(library, [(odd, [one(odd, 0)])])
        assert library.current().document("a", ANONYMOUS) == odd

    def test_hidden_and_absent_documents_look_alike(self, index: Index) -> None:
        with pytest.raises(UnknownDocument) as hidden:
            index.document("c", ANONYMOUS)
        with pytest.raises(UnknownDocument) as absent:
            index.document("zz", ANONYMOUS)
        assert str(hidden.value).replace("'c'", "X") == str(absent.value).replace("'zz'", "X")
        assert index.document("c", STAFF).id == "c"

    def test_the_table_of_contents_is_by_path_and_shows_what_may_be_read(self, index: Index) -> None:
        assert [entry.source.path for entry in index.documents(ANONYMOUS)] == ["fr/b.pdf", "nl/a.pdf"]
        assert [entry.source.path for entry in index.documents(STAFF)] == ["fr/b.pdf", "nl/a.pdf", "nl/c.pdf"]
        assert index.documents(NOBODY) == ()
        _, entry = index.documents(ANONYMOUS)
        assert (entry.pages, entry.passages, entry.characters) == (2, 2, len(plain_document("a").text))

    def test_a_search_shows_only_what_the_asker_may_read(self, index: Index) -> None:
        assert "c/00" not in dense(index, axis(4))
        assert dense(index, axis(4), Scope(STAFF))[0] == "c/00"
        assert dense(index, axis(4), Scope(NOBODY)) == []
        assert index.passages(["c/00"], OPEN) == ()

    def test_no_readers_means_nobody(self, library: Library) -> None:
        locked = plain_document("a", readers=())
        published(library, [(locked, [one(locked, 0, 1)])])
        index, curious = library.current(), Scope(Principal("x", frozenset({"public", "", "staff"})))
        assert index.search(queries(1), curious) == ((),) * 9
        assert index.documents(curious.principal) == ()

    def test_a_scope_narrows_by_language_and_document(self, index: Index) -> None:
        assert dense(index, axis(0), Scope(ANONYMOUS, languages=("fr",))) == []
        assert dense(index, axis(0), Scope(ANONYMOUS, languages=())) == []
        assert dense(index, axis(0), Scope(STAFF, documents=("c", "b"))) == ["c/00"]
        assert dense(index, axis(0), Scope(ANONYMOUS, documents=("c",))) == []
        assert dense(index, axis(0), Scope(ANONYMOUS, documents=())) == []
        assert index.passages(["a/00"], Scope(ANONYMOUS, documents=("b",))) == ()

    def test_a_day_keeps_what_was_in_force_on_it_ends_included(self, library: Library) -> None:
        first, last = date(2024, 1, 1), date(2024, 12, 31)
        bounds = {"open": (None, None), "from": (first, None), "till": (None, last), "both": (first, last)}
        documents = [self.dated(name, *days) for name, days in bounds.items()]
        published(library, [(document, [one(document, 0)]) for document in documents])
        index = library.current()

        def seen(day: date | None) -> set[str]:
            return set(dense(index, axis(0), Scope(ANONYMOUS, as_of=day)))

        assert seen(None) == seen(first) == seen(last) == {"open/00", "from/00", "till/00", "both/00"}
        assert seen(date(2023, 12, 31)) == {"open/00", "till/00"}
        assert seen(date(2025, 1, 1)) == {"open/00", "from/00"}

    def dated(self, name: str, start: date | None, end: date | None) -> Document:
        """A document in force between two days."""
        return replace(plain_document(name), facts=Facts(name, "nl", valid_from=start, valid_to=end))
