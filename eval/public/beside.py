"""A LlamaIndex peer over the files of a test set: made once for the whole corpus, and once for each language alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eval.plan import OUT_OF_DOMAIN
from eval.questions import GoldQuestion
from eval.subject import called, peer
from eval.systems import System
from polycite.model import Language
from polycite.question import checked


@dataclass(frozen=True, slots=True)
class PeerSearching:
    """A peer that only searches, MODULE:FUNCTION; it has as many documents as its passages are of."""

    named: str
    folder: Path
    day: date
    _made: dict[str, System] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the report calls it."""
        return called(self.named)

    def found(self, words: str, languages: Sequence[Language] | None) -> tuple[str, ...] | None:
        """The files of its passages; None for a part of the corpus that is no folder by itself.

        Raises BadSettings and Unavailable where the peer fails.
        """
        if languages is not None and len(languages) != 1:
            return None
        part = languages[0] if languages else ""
        given = self._system(part).ask(_question(words), self.day)
        return tuple(dict.fromkeys(f"{part}/{one.path}" if part else one.path for one in given.passages))

    def said(self, words: str, languages: Sequence[Language] | None) -> None:
        """Nothing: a retriever answers whatever it is asked."""
        return

    def _system(self, part: str) -> System:
        if part not in self._made:
            self._made[part] = peer(self.named, self.folder / part)
        return self._made[part]


def _question(words: str) -> GoldQuestion:
    """The words as a peer takes them, which looks at nothing else. Raises BadQuestion for what polycite refuses too."""
    question = checked(words)
    return GoldQuestion(
        id="public", question=question, language="en", family=OUT_OF_DOMAIN, unanswerable="out_of_domain"
    )
