"""Sentences as they are compared with a question, worked out once and remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from polycite.model import Document, Language, Span
from polycite.question import Want, held
from polycite.terms import Analyser
from polycite.text import cells, display

_LABEL = 24
"""Characters: anything shorter is a label."""
_URL = re.compile(r"https?://|www\.")
_CAPTION = re.compile(r"(?:tabel|tableau|table|figuur|figure) \d+ ?[:.]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence's words as people read them, its terms, what it could answer, and whether it only looks like one.

    `label` are the terms of a row's first cell, which says what the row is about.
    """

    words: str
    terms: frozenset[int]
    holds: frozenset[Want]
    has_figure: bool
    empty: bool
    label: frozenset[int] = frozenset()


class Phrases:
    """Phrases worked out once and remembered, as far as there is room. Safe to share between threads."""

    def __init__(self, analysers: Mapping[Language, Analyser], room: int = 20_000) -> None:
        self.analysers, self._room = analysers, room
        self._known: dict[tuple[str, str, Span], Phrase] = {}
        self._said: dict[tuple[str, Language], frozenset[int]] = {}

    def of(self, generation: str, document: Document, language: Language, span: Span) -> Phrase:
        """The phrase of a span; one generation never changes its text."""
        key = generation, document.id, span
        phrase = self._known.get(key)
        if phrase is None:
            if len(self._known) >= self._room:
                self._known = {}
            row = cells(document, span)
            label = row[0] if len(row) > 1 else ""
            phrase = self._known[key] = phrase_of(display(document, span), self.analysers[language], label)
        return phrase

    def said(self, text: str, language: Language) -> frozenset[int]:
        """The terms of a short text that is said again and again, such as a title."""
        terms = self._said.get((text, language))
        if terms is None:
            if len(self._said) >= self._room:
                self._said = {}
            terms = self._said[text, language] = self.analysers[language].said(text)
        return terms


def phrase_of(words: str, analyser: Analyser, label: str = "") -> Phrase:
    """The phrase of words as people read them; `label` is a row's first cell."""
    terms, figured = analyser.said(words), bool(_DIGIT.search(words))
    return Phrase(words, terms, held(words), figured, _empty(words), analyser.said(label))


def _empty(words: str) -> bool:
    """Whether they look like an answer and are none: a question, a lead-in, an address, a label, a caption."""
    if len(words) < _LABEL or words[-1] in "?:" or _CAPTION.match(words):
        return True
    return len(words) < 6 * _LABEL and bool(_URL.search(words))
