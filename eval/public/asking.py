"""Asking a system the questions of a test set: which documents it finds, and whether and with what it answers.

In a cell the corpus is cut down to the documents of one language, and a question without a relevant one there is left
out. Over the whole corpus, a question whose relevant documents are all in other languages than its own is asked without
the documents of its own: the very text it was taken from may be among them and counts as no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval import measures
from eval.answering import key_facts
from eval.public.documents import Files
from eval.public.sets import Key, PublicSet, Query
from eval.ranking import DEEP, FIRST
from polycite.errors import BadQuestion
from polycite.language import language_of
from polycite.model import Language

ALL = "all"
Progress = Callable[[int, int], None]
"""Told how many questions are done, of how many."""
Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Said:
    """Whether a system declined, what it quoted, and how sure it was; None where it does not say.

    `confidence` is that of the answer, 0 for a decline; `answerable` is how likely it holds that the documents answer
    the question at all, also where it declines.
    """

    is_declined: bool
    quotes: tuple[str, ...] = ()
    confidence: float | None = None
    answerable: float | None = None


class Searching(Protocol):
    """A system over the files of a set. None for the languages is all of them."""

    @property
    def name(self) -> str: ...

    def found(self, words: str, languages: Sequence[Language] | None) -> tuple[str, ...] | None:
        """Paths of files, best first and each once, of these languages alone; None where it cannot keep to them."""

    def said(self, words: str, languages: Sequence[Language] | None) -> Said | None:
        """What it answers; None for a system that only searches."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its measures of retrieval by slice ("all", "nl → fr") and those of its answer."""

    query: Query
    retrieval: Mapping[str, Values]
    answer: Values
    said: Said | None

    @property
    def group(self) -> str:
        """What it is not independent of."""
        return self.query.group or self.query.id


@dataclass(frozen=True, slots=True)
class Asking:
    """A set over the files of its corpus, which is another set's where it has none of its own."""

    of: PublicSet
    files: Files
    languages: tuple[Language, ...]

    def ask(
        self, system: Searching, queries: Sequence[Query], progress: Progress
    ) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
        """Each question asked, and the ids of those that the system refuses to be asked, such as one too long."""
        done, refused = [], []
        for number, query in enumerate(queries, 1):
            try:
                done.append(self._asked(system, query))
            except BadQuestion:
                refused.append(query.id)
            progress(number, len(queries))
        return tuple(done), tuple(refused)

    def _asked(self, system: Searching, query: Query) -> Asked:
        said = system.said(query.text, self.searched(query))
        retrieval = {name: values for name, values in self._retrieval(system, query) if values}
        return Asked(query, retrieval, answer_values(self.of.keys.get(query.id), said), said)

    def searched(self, query: Query) -> tuple[Language, ...] | None:
        """The languages of the documents a question is asked over, None for all."""
        meant = {self.files.language(one) for one in self._relevant(query)}
        others = tuple(one for one in self.languages if one != query.lang)
        return others if meant and query.lang not in meant and len(others) < len(self.languages) else None

    def _retrieval(self, system: Searching, query: Query) -> Iterator[tuple[str, Values | None]]:
        relevant = self._relevant(query)
        if not relevant:
            return
        whole = self.searched(query)
        yield ALL, self._values(system, query, whole, relevant)
        for language in self.languages:
            gold = {one for one in relevant if self.files.language(one) == language}
            if gold:
                yield f"{query.lang} → {language}", self._values(system, query, (language,), gold)

    def _values(
        self, system: Searching, query: Query, languages: Sequence[Language] | None, gold: set[str]
    ) -> Values | None:
        only = None if languages is not None and set(languages) == set(self.languages) else languages
        found = system.found(query.text, only)
        return None if found is None else retrieval_values(found, gold, self._known(query))

    def _relevant(self, query: Query) -> set[str]:
        judged = self.of.judged.get(query.id, {})
        return {self.files.path_of(one) for one, score in judged.items() if score > 0}

    def _known(self, query: Query) -> set[str]:
        return {self.files.path_of(one) for one in self.of.judged.get(query.id, {})}


def retrieval_values(found: Sequence[str], gold: set[str], known: set[str]) -> Values:
    """The measures of a ranking of documents.

    >>> retrieval_values(["x", "g"], {"g", "h"}, {"g", "h"})["recall@5"]
    0.5
    """
    return {
        "success@1": measures.success(found, gold, 1),
        f"recall@{FIRST}": measures.recall(found, gold, FIRST),
        f"rr@{DEEP}": measures.reciprocal_rank(found, gold, DEEP),
        f"ndcg@{DEEP}": measures.ndcg(found, gold, DEEP),
        f"judged@{DEEP}": measures.judged(found, known, DEEP),
    }


def answer_values(key: Key | None, said: Said | None) -> Values:
    """The measures of an answer, those that apply; {} where nobody says whether there is one.

    >>> key = Key(id="q", answerable=True, answers=["26 days"])
    >>> answer_values(key, Said(False, ("Staff have 26 days.",)))
    {'over_refusal': 0.0, 'answer_quoted': 1.0}
    """
    if key is None or said is None:
        return {}
    if not key.answerable:
        return {"hallucination": float(not said.is_declined)}
    strings = [one for one in key.answers if any(map(str.isalnum, one))]
    quoted = {"answer_quoted": float(_holds(said, strings))} if strings else {}
    return {"over_refusal": float(said.is_declined), **quoted}


def _holds(said: Said, strings: Sequence[str]) -> bool:
    (held,) = key_facts([(one, language_of(one)) for one in said.quotes], [strings])
    return held
