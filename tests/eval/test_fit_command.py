"""`polycite eval fit` on a small corpus, with the real model."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.commands import app
from polycite.clues import CLUES
from polycite.confidence import calibration_of, shipped
from polycite.reranking import reranker_of
from polycite.terminal import guarded
from polycite.weights import weights_of
from tests.eval.gold import absent, answered, write_gold
from tests.eval.small import PLAN, QUESTIONS, write_corpus

Fit = Callable[..., tuple[int, str]]
BOTH = PLAN.replace('families = ["telework"]\nsplit = "development"', 'families = ["telework"]\nsplit = "train"')
PAIRED = (*QUESTIONS, absent("absent-2", family="leave"))


@pytest.fixture
def fit(
    tmp_path: Path, prepared_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Fit:
    """The exit code and the complaint of a fit in this process; it writes into `fitted`."""
    for name in [one for one in os.environ if one.startswith("POLYCITE_")]:
        monkeypatch.delenv(name)
    home, corpus = tmp_path / "home", write_corpus(tmp_path / "documents")
    home.mkdir()
    to = tmp_path / "fitted"
    to.mkdir()
    (home / "models").symlink_to(prepared_model.parent)
    monkeypatch.setenv("POLYCITE_DATA_DIR", str(home))
    monkeypatch.setattr(sys, "argv", ["polycite"])

    def run(questions: tuple[dict[str, object], ...], plan: str) -> tuple[int, str]:
        gold = write_gold(tmp_path / "gold", {"x.jsonl": questions}, plan)
        words = ["fit", "--gold", gold, "--corpus", corpus, "--to", to]
        with pytest.raises(SystemExit) as left:
            guarded(lambda: app([str(one) for one in words]))
        assert isinstance(left.value.code, int)
        return left.value.code, capsys.readouterr().err

    return run


def test_a_fit_writes_a_calibration_of_this_embedder_with_its_card(fit: Fit, tmp_path: Path) -> None:
    code, said = fit(PAIRED, BOTH)
    assert code == 0, said
    text = (tmp_path / "fitted" / "confidence.json").read_text(encoding="utf-8")
    made = calibration_of(text)
    assert made.embedder == shipped().embedder
    assert set(made.answerable.signals) == set(shipped().answerable.signals)
    reranker_of((tmp_path / "fitted" / "reranker.json").read_text(encoding="utf-8"))
    first = weights_of((tmp_path / "fitted" / "choice.json").read_text(encoding="utf-8")).first
    assert set(first) == set(CLUES)
    counts = json.loads(text)["card"]["questions"]
    assert counts["train"]["answerable"] == 1
    assert counts["development"]["answerable"] == 1


def test_a_split_where_everything_is_answered_cannot_be_fitted_on(fit: Fit, tmp_path: Path) -> None:
    code, said = fit((answered("telework-1", question="Hoeveel dagen telewerk per week?"), PAIRED[1], PAIRED[-1]), BOTH)
    assert code == 2
    assert "train needs questions that can be answered and questions that cannot" in " ".join(said.split())
    assert not (tmp_path / "fitted" / "confidence.json").exists()
