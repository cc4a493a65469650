"""polycite under judgement, in this process, wired as the command line wires it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from eval.questions import GoldQuestion
from eval.responses import given_of
from eval.systems import Given
from polycite.answer import Answer, Question
from polycite.ask import Asker
from polycite.model import Principal, Scope
from polycite.web.contract import answer_out

SEEN = 10
"""Passages asked for: measures look at the first ten."""


@dataclass(frozen=True, slots=True)
class Ours:
    """An asker, judged on the generation that is live when the run begins: nothing may be published meanwhile."""

    asker: Asker
    name: str = "polycite"
    is_verbatim: bool = True
    _ids: dict[frozenset[str], dict[str, str]] = field(default_factory=dict)

    def can_ask(self, question: GoldQuestion) -> bool:
        """Any group can ask in this process."""
        return True

    def ask(self, question: GoldQuestion, day: date) -> Given:
        """The answer of the public contract, with what its trace says of views."""
        return given(self.answer(question, day), day)

    def answer(self, question: GoldQuestion, day: date) -> Answer:
        """The answer itself, with its whole trace."""
        scope = Scope(_principal(question), as_of=question.as_of or day)
        return self.asker.ask(Question(question.question, scope, k=SEEN))

    def text(self, path: str, question: GoldQuestion) -> str | None:
        """A document's text, if this asker may read it."""
        principal = _principal(question)
        identifier = self._readable(principal).get(path)
        return None if identifier is None else self.asker.index().document(identifier, principal).text

    def _readable(self, principal: Principal) -> dict[str, str]:
        """Ids by path of what somebody may read, listed once for each set of groups."""
        if principal.groups not in self._ids:
            entries = self.asker.index().documents(principal)
            self._ids[principal.groups] = {entry.source.path: entry.id for entry in entries}
        return self._ids[principal.groups]


def given(answer: Answer, day: date) -> Given:
    """What an answer gives to be judged, as it is told on a day."""
    views = frozenset(f"{one.view} {one.language}" for one in answer.trace.ranking.candidates if one.hits)
    texts = {document.id: document.text for document in answer.documents.values()}
    return given_of(answer_out(answer, day), texts, views)


def _principal(question: GoldQuestion) -> Principal:
    return Principal("evaluation", frozenset(question.groups))
