"""What peers are judged on: the sample corpus, and the day they are asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

DAY = date(2026, 11, 21)
CORPUS = Path(__file__).parents[3] / "corpus"
