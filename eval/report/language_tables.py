"""The tables of the page about languages: ranking from one to another, and leaning to the question's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.report.leaning import Leaning, gap, kept, leanings, row_of
from eval.report.plots import HEATED
from eval.report.tables import Cell, Table, mean_cell, table
from eval.report.told import Measured
from eval.report.words import LANGUAGE, NOTHING, between, change, number
from eval.significance import Mean
from polycite.model import LANGUAGES

_HELD = tuple(f"Evidence in {LANGUAGE[one]}" for one in LANGUAGES)


def heat(ours: Measured) -> Table:
    """The heat map in numbers."""
    rows: list[Sequence[str | Cell]] = [
        (LANGUAGE[asked], *(mean_cell(ours.mean(row_of(asked, held), HEATED), HEATED) for held in LANGUAGES))
        for asked in LANGUAGES
    ]
    return table("nDCG@10 by language of the question and of the evidence", ("Question in", *_HELD), rows)


def ratios(ours: Measured) -> Table | None:
    """What is kept of nDCG@10 from one language to another; None where no cell can be compared."""
    known = kept(ours)
    rows = [
        (LANGUAGE[asked], *(number("", known.get((asked, held))) for held in LANGUAGES))
        for asked in LANGUAGES
        if any((asked, held) in known for held in LANGUAGES)
    ]
    caption = "nDCG@10 beside that of questions in the language of the evidence, which is 100 %"
    return table(caption, ("Question in", *_HELD), rows) if rows else None


def gap_said(ours: Measured) -> str:
    """How far the languages lie apart within themselves; nothing with fewer than two."""
    apart = gap(ours)
    return "" if apart is None else f"{number(HEATED, apart)} lies between the best and the worst language on it"


def leaning(ours: Measured) -> Table | None:
    """The question's own language in the evidence, in what is found and in what is quoted; None without evidence."""
    rows = list(_leanings(leanings(ours.run)))
    head = ("Questions", "In the evidence", "In the first ten found", "In the quotations")
    return table("Share of the question's own language", head, rows) if rows else None


def _leanings(found: tuple[Leaning, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        name = LANGUAGE[one.language] if one.language else "All"
        yield (
            Cell(name, one.reach),
            mean_cell(one.due, ""),
            _leant(one.found, one.found_bias),
            _leant(one.quoted, one.quoted_bias),
        )


def _leant(share: Mean, bias: Mean) -> Cell:
    """A share, and below it how far it is from what is due with its interval."""
    if share.value is None or bias.value is None:
        return Cell(NOTHING)
    said = between("", bias).replace("-", "−")
    return Cell(number("", share.value), change("", bias.value) + (f" ({said})" if said else ""))
