"""What can be told of an answer before it is given: how near, how alone, how agreed upon its evidence is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from polycite.confidence import Signals
from polycite.coordination import Word, words_met
from polycite.evidence import Read
from polycite.model import LANGUAGES, Document, Hit, Language
from polycite.search import Candidates, Ranking

_LEAD = 10
"""The rank a best passage is measured against."""
_TOLD = 16
"""Passages that are looked through for the question's names and figures."""
_VIEWS = 3
_NAME = re.compile(r"(?<=[\w,;)'’] )[^\W\d_a-zà-öø-ÿ][\w-]+|(?<=['’])[^\W\d_a-zà-öø-ÿ][\w-]+|\b[A-Z]{2,}\b")
"""A word with a capital that no beginning of a sentence explains."""
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?!\d)")
_NOT_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Findings:
    """A question, what was found for it, and how near it is to the subject of the documents.

    `words` are those that say what it is about, in every language.
    """

    text: str
    language: Language
    ranking: Ranking
    read: Sequence[Read]
    documents: Mapping[str, Document]
    kinship: float
    words: Sequence[Word] = ()


def signals_of(found: Findings) -> Signals:
    """All signals by name, or none where nothing was read. Counts are of things, shares in [0, 1], cosines in [-1, 1];
    length and words are natural logarithms, of characters and of words.
    """
    if not found.read:
        return {}
    hits, first = found.ranking.hits, found.read[0].evidence.passage
    families = {identifier: one.facts.family or identifier for identifier, one in found.documents.items()}
    quoted = [families[one.evidence.passage.document] == families[first.document] for one in found.read]
    met, together = words_met(found.words, found.read, quoted)
    return {
        "kinship": found.kinship,
        "best": found.ranking.fused[0].score,
        "lead": hits[0].score - hits[:_LEAD][-1].score,
        "passage_cosine": _nearest(found.ranking.candidates, "passage"),
        "sentence_cosine": _nearest(found.ranking.candidates, "sentence"),
        "subjects": float(len({families[hit.passage.document] for hit in hits[:_LEAD]})),
        "words_met": met,
        "words_together": together,
        "drawn": _drawn(found.read),
        "agreement": _agreement(found.ranking.candidates, first.id, first.language),
        "evidence": found.read[0].evidence.score,
        **_unknown(found),
        "same_language": float(first.language == found.language),
        **{f"asked_in_{language}": float(language == found.language) for language in LANGUAGES},
        "length": math.log(len(found.text)),
        "words": math.log(1 + len(found.words)),
    }


def _unknown(found: Findings) -> Signals:
    """How many names and figures of the question none of the first passages has."""
    names, figures = names_in(found.text), figures_in(found.text)
    if not names and not figures:  # as in most questions; to fold the case of sixteen passages takes long
        return {"unknown_names": 0.0, "unknown_figures": 0.0}
    said = " ".join(_said(found.ranking.hits[:_TOLD], found.documents))
    unknown = sum(name not in said for name in names), len(figures - figures_in(said))
    return {"unknown_names": float(unknown[0]), "unknown_figures": float(unknown[1])}


def names_in(question: str) -> frozenset[str]:
    """Words with a capital inside a sentence, and acronyms, case folded."""
    return frozenset(name.casefold() for name in _NAME.findall(question))


def figures_in(text: str) -> frozenset[str]:
    """Numbers without grouping marks: `650.000` and `650 000` are one."""
    return frozenset(_NOT_DIGIT.sub("", figure) for figure in _FIGURE.findall(text))


def _said(hits: Sequence[Hit], documents: Mapping[str, Document]) -> Iterator[str]:
    for hit in hits:
        document = documents[hit.passage.document]
        yield " ".join((document.facts.title, *hit.passage.heading, hit.passage.span.of(document.text))).casefold()


def _drawn(read: Sequence[Read]) -> float:
    """The share of the first sentence in the choice among all, as fitting the choice has it: a softmax of strengths."""
    first = read[0].evidence.score
    return 1 / math.fsum(math.exp(one.evidence.score - first) for one in read)


def _nearest(candidates: Sequence[Candidates], view: str) -> float:
    """The highest cosine of a view in any language."""
    return max((one.hits[0].score for one in candidates if one.view == view and one.hits), default=0.0)


def _agreement(candidates: Sequence[Candidates], passage: str, language: Language) -> float:
    """The share of a language's views that put a passage first."""
    firsts = [one.hits[0].passage.id for one in candidates if one.language == language and one.hits]
    return firsts.count(passage) / _VIEWS
