"""What every Library and Draft must do, whatever is below."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from polycite.alignment import NO_ALIGNMENTS
from polycite.bridges import NO_BRIDGES
from polycite.errors import IndexBusy, NoIndex
from polycite.model import ANONYMOUS
from polycite.ports import Description, Index, Library
from tests.contracts.corpora import DIMENSION, alignments, bridges, moments, plain_document, published, queries
from tests.contracts.plain import OPEN, axis, content, dense, one


class Contract(ABC):
    """Inherit one of the contracts and say how to open a library that starts empty."""

    @classmethod
    @abstractmethod
    def opened(cls, folder: Path) -> AbstractContextManager[Library]:
        """A library of its own, in that folder where it needs one."""

    @pytest.fixture
    def library(self, tmp_path: Path) -> Iterator[Library]:
        """A library without a generation."""
        with self.opened(tmp_path) as library:
            yield library

    @pytest.fixture(scope="class")
    @classmethod
    def index(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
        """An index of the three documents of `content`, shared by the tests that only read."""
        with cls.opened(tmp_path_factory.mktemp("index")) as library:
            published(library, content())
            yield library.current()


class PublishingContract(Contract):
    """Generations appear at once, whole, or not at all."""

    def test_an_empty_library_says_what_to_run(self, library: Library) -> None:
        with pytest.raises(NoIndex, match="run 'polycite ingest PATH'"):
            library.current()

    def test_a_generation_says_what_it_is(self, library: Library) -> None:
        published(library, content(), root="/data/corpus")
        generation = library.current().generation
        assert (generation.fingerprint, generation.root) == ("embedder-1", "/data/corpus")
        assert (generation.documents, generation.passages) == (3, 4)
        assert generation.created.endswith("+00:00")

    def test_a_draft_knows_the_id_it_is_published_under(self, library: Library) -> None:
        drafted = []
        for _ in range(2):
            with library.rebuild("f", DIMENSION, "r") as draft:
                drafted.append(draft.generation)
            assert library.current().generation.id == drafted[-1]
        assert drafted[0] != drafted[1]

    def test_moments_come_back_as_they_were_described(self, index: Index) -> None:
        wanted, found = moments(), index.generation.moments
        assert set(found) == set(wanted)
        for key, moment in wanted.items():
            np.testing.assert_array_equal(found[key].mean, moment.mean)
            np.testing.assert_array_equal(found[key].covariance, moment.covariance)
            assert found[key].count == moment.count

    def test_bridges_come_back_as_they_were_described(self, index: Index) -> None:
        assert index.generation.bridges == bridges()

    def test_alignments_come_back_as_they_were_described(self, index: Index) -> None:
        assert index.generation.alignments == alignments()

    def test_a_draft_that_is_told_of_no_bridges_or_alignments_has_none(self, library: Library) -> None:
        with library.rebuild("f", DIMENSION, "r") as draft:
            draft.describe(Description(moments()))
        assert library.current().generation.bridges == NO_BRIDGES
        assert library.current().generation.alignments == NO_ALIGNMENTS

    def test_a_new_generation_replaces_the_old_whole_and_readers_keep_theirs(self, library: Library) -> None:
        old, new = plain_document("a"), plain_document("z")
        published(library, [(old, [one(old, 0)])])
        before = library.current()
        published(library, [(new, [one(new, 0)])])
        after = library.current()
        assert (dense(before, axis(0)), dense(after, axis(0))) == (["a/00"], ["z/00"])
        assert before.document("a", ANONYMOUS).text == old.text
        assert before.generation.id != after.generation.id
        assert library.current() is after

    def test_a_draft_that_fails_changes_nothing(self, library: Library) -> None:
        published(library, content())
        before = library.current()
        document = plain_document("z")
        with pytest.raises(ValueError, match="twice"), library.rebuild("f", DIMENSION, "r") as draft:
            draft.add(document, [one(document, 0), one(document, 0)])
        assert library.current().generation.id == before.generation.id
        published(library, [(document, [one(document, 0)])])
        assert [entry.id for entry in library.current().documents(ANONYMOUS)] == ["z"]

    def test_only_one_may_write(self, library: Library) -> None:
        second = library.rebuild("f", DIMENSION, "r")
        with library.rebuild("f", DIMENSION, "r"), pytest.raises(IndexBusy, match="run it again"):
            second.__enter__()
        assert library.current().documents(ANONYMOUS) == ()

    def test_an_index_may_be_empty(self, library: Library) -> None:
        published(library, [])
        index = library.current()
        assert index.generation.passages == 0
        assert index.search(queries(1), OPEN) == ((),) * 9

    def test_what_no_index_should_hold_is_refused(self, library: Library) -> None:
        document, other = plain_document("a"), plain_document("b")
        wide = replace(one(document, 0), vector=np.ones(DIMENSION + 1, dtype=np.float32))
        blank = replace(one(document, 0), vector=np.full(DIMENSION, np.nan, dtype=np.float32))
        with library.rebuild("f", DIMENSION, "r") as draft:
            for flawed, word in ((wide, "shapes"), (blank, "not finite"), (one(other, 0), "another document")):
                with pytest.raises(ValueError, match=word):
                    draft.add(document, [flawed])
        with library.rebuild("f", DIMENSION, "r") as draft:
            draft.add(document, [one(document, 0)])
            draft.describe(Description({}))
            with pytest.raises(ValueError, match="twice"):
                draft.add(document, [])
            with pytest.raises(ValueError, match="once"):
                draft.describe(Description({}))
        assert [entry.id for entry in library.current().documents(ANONYMOUS)] == ["a"]
