from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.bench import sparse
from eval.bench.texts import QUESTIONS, load, questions, texts_of
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder
from polycite.adapters.index.memory import MemoryIndex, MemoryLibrary
from polycite.fusion import moments_of
from polycite.language import language_of
from polycite.model import LANGUAGES, Document, Encoded, Facts, Passage, Source, Span, Terms
from polycite.ports import Description

NL, HIDDEN = "Eerste zin. Tweede\nzin.", "Niet voor iedereen."


def encoded(document: Document, sentences: tuple[Span, ...], heading: tuple[str, ...]) -> Encoded:
    span = Span(0, len(document.text))
    passage = Passage(f"p-{document.id}", document.id, span, "prose", heading, "nl", sentences)
    embedder = HashingEmbedder()
    rows = embedder.embed_passages([one.of(document.text) for one in sentences])
    return Encoded(passage, embedder.embed_passages([document.text])[0], rows, Terms((1,), (1.0,)))


@pytest.fixture
def index() -> MemoryIndex:
    library = MemoryLibrary()
    with library.rebuild("hashing", 64, "shelf") as draft:
        moments = moments_of(HashingEmbedder().embed_passages([NL, HIDDEN]))
        draft.describe(Description({(view, one): moments for view in ("passage", "sentence") for one in LANGUAGES}))
        for path, text, readers in (("a.txt", NL, ("public",)), ("b.txt", HIDDEN, ("hr",))):
            document = Document(path, Source(path, path, path, "text/plain"), Facts(path, "nl", readers=readers), text)
            sentences = (Span(0, 11), Span(12, 23)) if path == "a.txt" else (Span(0, len(text)),)
            draft.add(document, [encoded(document, sentences, ("Deel 1", "Begin"))])
    return library.current()


def test_a_passage_is_embedded_with_its_headings(index: MemoryIndex) -> None:
    assert texts_of(index).passages == ("Deel 1 > Begin\nEerste zin. Tweede zin.",)


def test_sentences_are_embedded_as_they_are_read(index: MemoryIndex) -> None:
    assert texts_of(index).sentences == ("Eerste zin.", "Tweede zin.")


def test_what_not_everybody_may_read_stays_out_of_the_race(index: MemoryIndex) -> None:
    assert texts_of(index).files == ("a.txt",)


def test_texts_survive_being_written_down(index: MemoryIndex, tmp_path: Path) -> None:
    before = texts_of(index)
    before.save(tmp_path / "texts.json")
    assert load(tmp_path / "texts.json") == before


def test_there_are_sixty_questions_or_more_a_third_in_each_language() -> None:
    asked = questions(QUESTIONS)
    assert len(asked) >= 60
    assert len(set(asked)) == len(asked)
    told = [language_of(one) for one in asked]
    assert all(told.count(one) >= 20 for one in LANGUAGES)


def test_remarks_and_empty_lines_are_no_questions(tmp_path: Path) -> None:
    (tmp_path / "q.txt").write_text("# remark\n\nWat?\n  Qui ?  \n", encoding="utf-8")
    assert questions(tmp_path / "q.txt") == ("Wat?", "Qui ?")


def test_the_peers_sparse_vectors_match_on_the_same_words_in_any_case() -> None:
    (question,), (ones,) = sparse.of_questions(["Telewerk"])
    (passage,), (weights,) = sparse.of_passages(["TELEWERK is werk, telewerk"])
    assert question[0] in passage
    assert ones == [1.0]
    assert len(passage) == 3
    # Two of a word weigh 2 * 2.2 / 3.2, one of a word 1.
    assert np.allclose(sorted(weights), [1.0, 1.0, 1.375])


def test_texts_stay_apart_in_a_batch() -> None:
    indices, weights = sparse.of_passages(["een", "twee drie", ""])
    assert [len(one) for one in indices] == [len(one) for one in weights] == [1, 2, 0]
