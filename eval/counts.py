"""What a set of gold questions is made of, in numbers, and where it is thin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from eval.normalising import FUNCTION_WORDS, normalise
from eval.plan import OUT_OF_DOMAIN
from eval.questions import ABSENCES, SPLITS, TYPES, GoldQuestion
from eval.shelf import Shelf
from eval.suite import Suite
from polycite.model import LANGUAGES, Language
from polycite.terms import Analyser, analysers

FEWEST = 12
"""Questions every family of documents should have."""
MOST_SHARED = 0.3
"""The median share of a question's content words that stand in its evidence: above it, gold copies the text."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for people (`lines`), and what deserves a look (`warnings`)."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def counts(suite: Suite, shelf: Shelf) -> Counts:
    """What a suite is made of."""
    questions = suite.questions
    shared = median_overlap(questions)
    said = f"{shared:.2f}" if shared is not None else "undefined, no question has evidence in its own language"
    lines = (
        *_numbers(questions),
        f"words of a question that stand in its evidence, median: {said}",
        "splits: " + _listed(map(suite.split_of, questions), SPLITS),
    )
    return Counts(lines, tuple(_warnings(suite, shelf, shared)))


def _numbers(questions: Sequence[GoldQuestion]) -> Iterator[str]:
    answerable = [one for one in questions if one.evidence]
    absent = [one.unanswerable for one in questions if one.unanswerable]
    across = sum(one.is_cross_lingual for one in answerable)
    yield f"{len(questions)} questions, {len(answerable)} with evidence"
    yield "languages: " + _listed((one.language for one in questions), LANGUAGES)
    yield "types: " + _listed((one.type for one in answerable if one.type), TYPES)
    yield "styles: " + _listed(one.style for one in questions)
    yield f"unanswerable: {len(absent)} (" + _listed(absent, ABSENCES) + ")"
    if answerable:
        yield f"evidence in another language: {across} of {len(answerable)}, {across / len(answerable):.0%}"
    yield f"triples: {len({one.triple for one in questions if one.triple})}"
    yield f"canaries: {sum(one.canary is not None for one in questions)}"


def _listed(found: Iterable[str], names: Sequence[str] = ()) -> str:
    numbers = Counter(found)
    return ", ".join(f"{name} {numbers[name]}" for name in names or sorted(numbers))


def _warnings(suite: Suite, shelf: Shelf, shared: float | None) -> Iterator[str]:
    if shared is not None and shared > MOST_SHARED:
        yield f"the median question shares {shared:.2f} of its words with its evidence, more than {MOST_SHARED}"
    asked = Counter(one.family for one in suite.questions)
    for family in sorted({*shelf.families, *asked} - {OUT_OF_DOMAIN}):
        if asked[family] < FEWEST:
            yield f"family {family!r} has {asked[family]} questions, fewer than {FEWEST}"


def median_overlap(questions: Sequence[GoldQuestion]) -> float | None:
    """The median of `overlap` where it is defined."""
    known = [value for value in map(overlap, questions) if value is not None]
    return median(known) if known else None


def overlap(question: GoldQuestion) -> float | None:
    """|w(q) ∩ w(e)| / |w(q)|, w the stems of content words, e all evidence in the question's own language.

    None where there is none.
    """
    language = question.language
    quotes = [one.quote for need in question.evidence for one in need if one.language == language]
    asked = _content(question.question, language)
    return len(asked & _content(" ".join(quotes), language)) / len(asked) if quotes and asked else None


def _content(text: str, language: Language) -> set[str]:
    words = [word for word in normalise(text, language).split() if word not in FUNCTION_WORDS[language]]
    return set(_analysers()[language].terms(" ".join(words)))


@cache
def _analysers() -> dict[Language, Analyser]:
    return analysers()
