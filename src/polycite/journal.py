"""What is kept of an answer, and what people give back on it: records without any vendor's type.

Questions are personal data: what of them is kept, how long, and under what name is decided by the journal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from polycite.model import Language, Reason, Span, Status
from polycite.text import fold_space

Vote = Literal["up", "down"]
Questions = Literal["off", "pseudonymous", "full"]
"""How much of a question is kept: nothing; its words without personal data, by nobody known; all of it."""
QUESTIONS: tuple[Questions, ...] = get_args(Questions)
LONGEST_REASON = 500
"""Code points of a reason at most."""
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how words and pictures are written."""


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quotation stands: a span of a document's canonical text."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that was found for a question, and its score in that ranking."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: `at` is when, `reason` why it was declined, `nearest` the best passages, best first.

    `question` is as it was read, after earlier ones where it could not stand alone; None where it is not kept.
    """

    id: str
    at: datetime
    question: str | None
    language: Language
    status: Status
    reason: Reason | None
    confidence: float | None
    generation: str
    cited: tuple[Cited, ...]
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of an answer, with `reason` in their own words ("" for none)."""

    vote: Vote
    reason: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An answer as the journal has it, and what its asker gave back, if anything."""

    kept: Kept
    feedback: Feedback | None

    @property
    def helpful(self) -> bool | None:
        """The vote as yes or no; None without one."""
        return None if self.feedback is None else self.feedback.vote == "up"


def said(text: str) -> str:
    """A person's words on one line: control characters and characters that turn the direction of text are gone."""
    kinds = ((one, unicodedata.category(one)) for one in text)
    shown = (" " if kind == "Cc" else one for one, kind in kinds if kind not in ("Cf", "Cs") or one in _JOINERS)
    return fold_space("".join(shown))
