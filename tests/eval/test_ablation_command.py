"""`polycite eval ablation` on a small corpus, with the real model and an index made anew for each glossary."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from eval.ablation import PARTS
from eval.ablation_table import MARKS, MEASURES
from eval.commands import app
from eval.indexing import ingested, own
from eval.reindexing import remade
from polycite.bootstrap import library
from polycite.bridges import Bridges
from polycite.settings import Settings
from polycite.terminal import guarded
from tests.eval.gold import write_gold
from tests.eval.small import PLAN, QUESTIONS, write_corpus

TERMS = '[[term]]\nnl = ["bureaustoel"]\nfr = ["congé"]\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The small corpus with a term of its own."""
    folder = write_corpus(tmp_path / "documents")
    (folder / "terms.toml").write_text(TERMS, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, prepared_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [one for one in os.environ if one.startswith("POLYCITE_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "models").symlink_to(prepared_model.parent)
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(folder))
    monkeypatch.setattr(sys, "argv", ["polycite"])
    return folder


def origins(bridges: Bridges) -> set[str]:
    return {bridges.origin(term, *pair) for pair, table in bridges.tables.items() for term in table}


def test_indexes_made_anew_lack_the_lexicon_or_the_own_terms_and_keep_the_rest(corpus: Path, home: Path) -> None:
    operator = Settings(data_dir=home)
    ingested(corpus, operator, lambda _what: None)
    whole = library(own(operator)).current().generation.bridges
    found = remade(corpus, operator, lambda _what: None)
    assert origins(whole) >= {"own", "lexicon"}
    assert origins(found.without_lexicon) == origins(whole) - {"lexicon"}
    assert origins(found.without_own) == origins(whole) - {"own"}
    assert found.without_lexicon.across("bureaustoel", "nl", "fr") == whole.across("bureaustoel", "nl", "fr") != ()
    assert library(own(operator)).current().generation.bridges == whole, "the evaluation's own index is as it was"


def test_the_table_is_printed_and_written(
    corpus: Path, home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"{MARKS.begin}\n{MARKS.end}\n", encoding="utf-8")
    gold = write_gold(tmp_path / "gold", {"x.jsonl": QUESTIONS}, PLAN)
    words = ["ablation", "--gold", gold, "--corpus", corpus, "--write", "--readme", readme]
    with pytest.raises(SystemExit) as left:
        guarded(lambda: app([str(one) for one in words]))
    told = capfd.readouterr()
    assert left.value.code == 0, told.err
    written = readme.read_text(encoding="utf-8").splitlines()[1:-1]
    assert told.out.splitlines() == [*written, f"{readme}: updated"]
    assert written[0].endswith("questions, development:")
    assert written[2] == f"| parts | {' | '.join(MEASURES)} | ms | ms more |"
    assert len(written) == 4 + 1 + len(PARTS)
    assert "asking without terms view" in told.err
