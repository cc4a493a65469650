"""Does it lean to the question's own language, in what it finds and in what it quotes?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.judging import Judged
from eval.measures import cross_lingual_ratio, language_bias, language_gap, language_share
from eval.ranking import DEEP
from eval.report.plots import HEATED
from eval.report.told import Measured
from eval.run import Run
from eval.significance import Mean, mean_of
from eval.summary import Row
from polycite.model import LANGUAGES

REACHES = ("same language", "across languages")
Cells = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Leaning:
    """Shares of the question's own language: among the passages and quotations that are evidence (`due`), among the
    first ten found, and among the quotations; the biases are these less what is due, question by question.

    Each quotation of evidence counts, those that say the same in another language too. What a question found or quoted
    nothing for is skipped.
    """

    reach: str
    language: str | None
    due: Mean
    found: Mean
    quoted: Mean
    found_bias: Mean
    quoted_bias: Mean


def leanings(run: Run) -> tuple[Leaning, ...]:
    """By reach: over all languages (`language` is None), then for each language asked in."""
    return tuple(_leanings(run))


def _leanings(run: Run) -> Iterator[Leaning]:
    for reach in REACHES:
        for language in (None, *LANGUAGES):
            members = [one for one in run.judged if one.reach == reach and language in (None, one.question.language)]
            if members:
                yield _leaning(reach, language, members)


def _leaning(reach: str, language: str | None, members: Sequence[Judged]) -> Leaning:
    def over(value: Callable[[Judged], float | None]) -> Mean:
        groups = [one.question.triple or one.question.id for one in members]
        return mean_of([value(one) for one in members], groups)

    return Leaning(
        reach,
        language,
        over(lambda one: language_share(_due(one), one.question.language)),
        over(lambda one: language_share(_found(one)[:DEEP], one.question.language)),
        over(lambda one: language_share(_quoted(one), one.question.language)),
        over(lambda one: language_bias(_found(one), _due(one), one.question.language, DEEP)),
        over(lambda one: language_bias(_quoted(one), _due(one), one.question.language, max(len(_quoted(one)), 1))),
    )


def kept(one: Measured) -> Cells:
    """X(ql, dl) of nDCG@10 by language of the question and of the evidence, where both cells it needs are known."""
    known = _cells(one)
    ratios = {
        (asked, held): cross_lingual_ratio(known.get((asked, held)), known.get((held, held)))
        for asked in LANGUAGES
        for held in LANGUAGES
        if asked != held
    }
    return {cell: ratio for cell, ratio in ratios.items() if ratio is not None}


def gap(one: Measured) -> float | None:
    """How far the languages lie apart in nDCG@10, each asked and answered within itself."""
    return language_gap(_cells(one))


def row_of(asked: str, held: str) -> Row:
    """The slice of a language of the question and one of the evidence."""
    return "cell", f"{asked} → {held}"


def _cells(one: Measured) -> dict[tuple[str, str], float]:
    means = {(asked, held): one.mean(row_of(asked, held), HEATED) for asked in LANGUAGES for held in LANGUAGES}
    return {cell: mean.value for cell, mean in means.items() if mean is not None and mean.value is not None}


def _due(one: Judged) -> list[str]:
    return [quotation.language for need in one.question.evidence for quotation in need]


def _found(one: Judged) -> list[str]:
    return [_folder(passage.path) for passage in one.given.passages]


def _quoted(one: Judged) -> list[str]:
    return [_folder(quote.path) for quote in one.given.evidence]


def _folder(path: str) -> str:
    """The language of the folder a document is in, as gold has it."""
    return path.partition("/")[0]
