"""A small corpus, and a question that one of its documents answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.questions import GoldQuestion
from tests.eval.gold import answered
from tests.eval.small import write_corpus


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("documents"))


@pytest.fixture
def asked() -> GoldQuestion:
    return GoldQuestion.model_validate(answered(question="Hoeveel dagen telewerk per week?"))
