"""A system whose answers are written down, and a corpus of PDF pages, for tests that judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import typst

from eval.questions import GoldQuestion
from eval.systems import Given
from polycite.model import PUBLIC
from tests.eval.reports import gave


@dataclass(frozen=True, slots=True)
class Scripted:
    """Gives what is written for a question, else declines; `asked` are the days it was asked on, by question."""

    answers: Mapping[str, Given] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = "scripted"
    is_verbatim: bool = True
    groups: frozenset[str] = frozenset({PUBLIC})
    asked: dict[str, date] = field(default_factory=dict)

    def can_ask(self, question: GoldQuestion) -> bool:
        return self.groups.issuperset(question.groups)

    def ask(self, question: GoldQuestion, day: date) -> Given:
        self.asked[question.id] = day
        return self.answers.get(question.id, gave(found=()))

    def text(self, path: str, question: GoldQuestion) -> str | None:
        return self.texts.get(path)


def write_pdf(path: Path, pages: Sequence[str]) -> Path:
    """A PDF with these words, each page by itself; "" is an empty page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = "#set page(width: 12cm, height: 8cm)\n" + "\n#pagebreak()\n".join(words or "#v(1pt)" for words in pages)
    path.write_bytes(typst.compile(source.encode(), ignore_system_fonts=True))
    return path
