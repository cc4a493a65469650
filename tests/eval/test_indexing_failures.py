"""What keeps a corpus from being ingested whole is said with the file it is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.indexing import ingested
from polycite.errors import BadSource, Unavailable
from polycite.settings import Settings
from tests.eval.small import write_corpus


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, prepared_model: Path) -> None:
    corpus, home = write_corpus(tmp_path / "corpus"), tmp_path / "home"
    (corpus / "en" / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    home.mkdir()
    (home / "models").symlink_to(prepared_model.parent)
    with pytest.raises(BadSource, match=r"cannot be ingested whole: quarantined en/torn\.pdf: corrupt"):
        ingested(corpus, Settings(data_dir=home), lambda _what: None)


def test_a_model_that_is_not_there_is_no_fault_of_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLYCITE_EMBEDDER", str(tmp_path / "nowhere"))
    with pytest.raises(Unavailable, match=r"corpus cannot be ingested whole: .*nowhere"):
        ingested(write_corpus(tmp_path / "corpus"), Settings(data_dir=tmp_path / "home"), lambda _what: None)
