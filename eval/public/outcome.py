"""What a system makes of a test set: means by slice of the corpus and by language of the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.calibration import auroc
from eval.public.asking import ALL, Asked, Said, Values
from eval.public.sets import PublicSet, Query
from eval.significance import Mean, mean_of
from polycite.model import Language

RETRIEVAL = ("success@1", "recall@5", "rr@10", "ndcg@10", "judged@10")
ANSWERS = ("over_refusal", "hallucination", "answer_quoted")
ORDER = ("auroc", "auroc_before_declining")

Table = Mapping[str, Mapping[str, Mean]]
"""Means by slice, then by measure."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A system asked some questions of a set; `refused` are those it cannot be asked, `cross_only` how many were asked
    without the documents of their own language, `unread` how many documents ingest left out."""

    of: PublicSet
    languages: Mapping[Language, int]
    system: str
    queries: tuple[Query, ...]
    asked: tuple[Asked, ...]
    refused: tuple[str, ...]
    cross_only: int
    unread: int = 0

    def retrieval(self) -> Table:
        """The whole corpus first, then each cell."""
        names = sorted({name for one in self.asked for name in one.retrieval}, key=lambda name: (name != ALL, name))
        return {name: _means(RETRIEVAL, [(one, one.retrieval.get(name, {})) for one in self.asked]) for name in names}

    def answers(self) -> Table:
        """All questions that somebody calls answerable or not, then those of each language."""
        rows = {name: _means(ANSWERS, [(one, one.answer) for one in members]) for name, members in self._by_language()}
        return {name: means for name, means in rows.items() if means}

    def order(self) -> Mapping[str, Mapping[str, float | None]]:
        """By the same slices, how well what it is sure of parts the answerable from the others."""
        return {name: _order(self.of, members) for name, members in self._by_language()}

    def _by_language(self) -> Iterator[tuple[str, list[Asked]]]:
        yield ALL, list(self.asked)
        for language in sorted({one.query.lang for one in self.asked}):
            yield language, [one for one in self.asked if one.query.lang == language]


def _means(measures: Sequence[str], found: Sequence[tuple[Asked, Values]]) -> dict[str, Mean]:
    means = {}
    for measure in measures:
        values = [(values[measure], one.group) for one, values in found if measure in values]
        if values:
            means[measure] = mean_of([value for value, _ in values], [group for _, group in values])
    return means


def _order(of: PublicSet, members: Sequence[Asked]) -> Mapping[str, float | None]:
    told = [(of.keys[one.query.id].answerable, one.said) for one in members if one.said and one.query.id in of.keys]
    return {
        "auroc": _auroc([(is_answerable, said.confidence) for is_answerable, said in told]),
        "auroc_before_declining": _auroc([(is_answerable, said.answerable) for is_answerable, said in told]),
    }


def _auroc(told: Sequence[tuple[bool, float | None]]) -> float | None:
    """None where anything is not told: the rest is no fair part."""
    sure = [(is_answerable, value) for is_answerable, value in told if value is not None]
    if len(sure) < len(told):
        return None
    return auroc([value for positive, value in sure if positive], [value for positive, value in sure if not positive])


def said_of(said: Said | None) -> Mapping[str, object]:
    """What was said to one question, for a file."""
    if said is None:
        return {}
    return {"declined": said.is_declined, "confidence": said.confidence, "answerable": said.answerable}
