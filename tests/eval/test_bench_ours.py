"""Our side of a race on a folder of one document, with a small encoder in place of the prepared model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench import prepare
from eval.bench.processes import Child, run
from eval.bench.race import QUICK, Track
from eval.bench.texts import load
from eval.bench.turns import take_turns
from polycite.errors import BadSource

ENCODER = """
from llama_index.core.embeddings import BaseEmbedding
from polycite.adapters.encoder.hashing_embedder import HashingEmbedder

class Hashing(BaseEmbedding):
    def _get_text_embedding(self, text):
        return HashingEmbedder().embed_passages([text])[0].tolist()
    _get_query_embedding = _get_text_embedding
    async def _aget_query_embedding(self, query):
        return self._get_text_embedding(query)
"""
RULES = """# Telework

Staff may telework two days a week. The team leader decides within ten days about every request that is made.

# Allowance

The office allowance is 145 euros a month and is paid together with the salary of the month that follows.
"""
ASKED = ("How many days a week may staff telework?", "What is the office allowance?")


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Track:
    """A corpus ingested by the command itself."""
    folder = tmp_path_factory.mktemp("race")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "rules.md").write_text(RULES, encoding="utf-8")
    (folder / "small_encoder.py").write_text(ENCODER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYCITE_EMBEDDER", "llama_index:small_encoder:Hashing")
        patch.setenv("PYTHONPATH", str(folder))
        made = Track(folder / "work", folder / "corpus", ASKED, QUICK, lambda _: None)
        assert prepare.index(made) == "1 documents, 2 passages, 3 sentences"
    return made


@pytest.fixture(autouse=True)
def encoder(track: Track, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_EMBEDDER", "llama_index:small_encoder:Hashing")
    monkeypatch.setenv("PYTHONPATH", str(track.corpus.parent))


def test_the_texts_both_sides_embed_are_written_down(track: Track) -> None:
    texts = load(track.work / "texts.json")
    assert texts.files == ("rules.md",)
    assert texts.passages[1].startswith("Allowance\nThe office allowance")
    assert "Staff may telework two days a week." in texts.sentences


def test_our_side_embeds_and_stores_the_passages_it_wrote_down(track: Track) -> None:
    job = {"task": "embed", "texts": str(track.work / "texts.json"), "folder": str(track.work / "embedded")}
    report = run(Child("we embed", "eval.bench.ours", job, track.ours))
    assert report["vectors"] == 2 + 3
    assert min(report["embed"], report["store"], report["sentences"]) > 0
    (generation,) = (track.work / "embedded" / "index").glob("generation-*/generation.json")
    assert json.loads(generation.read_text())["passages"] == 2


def test_our_side_answers_in_turns_and_tells_its_steps(track: Track) -> None:
    child = Child("we answer", "eval.bench.ours", {"task": "serve", "questions": ASKED}, track.ours)
    (served,) = take_turns([child], ASKED, track.progress)
    assert len(served.milliseconds) == len(ASKED)
    assert served.megabytes > 20
    assert {"embed", "search", "evidence", "verify", "total"} <= set(served.report["steps"])


def test_a_corpus_that_cannot_be_ingested_is_named(track: Track, tmp_path: Path) -> None:
    nowhere = Track(track.work, tmp_path / "nowhere", ASKED, QUICK, track.progress)
    with pytest.raises(BadSource, match="nowhere"):
        prepare.index(nowhere)
