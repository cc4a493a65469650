"""polycite over the files of a test set, in this process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.ours import SEEN
from eval.public.asking import Said
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.confidence import shipped
from polycite.model import ANONYMOUS, Language, Scope

_PASSAGES = 50
"""Asked for, so that ten documents are among them: one may have several."""


@dataclass(frozen=True, slots=True)
class OursSearching:
    """An asker, with the ids of its documents by language. Nothing may be published meanwhile."""

    asker: Asker
    documents: Mapping[Language, tuple[str, ...]]
    name: str = "polycite"

    def found(self, words: str, languages: Sequence[Language] | None) -> tuple[str, ...]:
        """The files that hold the first passages."""
        found = self.asker.search(Question(words, self._scope(languages), k=_PASSAGES))
        return tuple(dict.fromkeys(found.documents[hit.passage.document].source.path for hit in found.hits))

    def said(self, words: str, languages: Sequence[Language] | None) -> Said:
        """The answer as anybody would get it."""
        answer = self.asker.ask(Question(words, self._scope(languages), k=SEEN))
        declined = answer.declined is not None
        quotes = tuple(one.quote for one in answer.citations)
        return Said(declined, quotes, 0.0 if declined else answer.confidence, answerable(answer))

    @property
    def size(self) -> int:
        """How many documents its index holds."""
        return sum(map(len, self.documents.values()))

    def _scope(self, languages: Sequence[Language] | None) -> Scope:
        if languages is None:
            return Scope(ANONYMOUS)
        return Scope(
            ANONYMOUS, documents=tuple(one for language in languages for one in self.documents.get(language, ()))
        )


def searching(asker: Asker) -> OursSearching:
    """An asker with what its index holds."""
    documents: dict[Language, list[str]] = {}
    for entry in asker.index().documents(ANONYMOUS):
        documents.setdefault(entry.facts.language, []).append(entry.id)
    return OursSearching(asker, {language: tuple(ids) for language, ids in documents.items()})


def answerable(answer: Answer) -> float | None:
    """How likely the documents answer the question, by which it is declined or not; None where that is not known."""
    known = shipped()
    if answer.generation.fingerprint != known.embedder:
        return None
    return known.answerable.probability(answer.trace.signals) if answer.trace.signals else 0.0
