"""The page: one file with all it needs in it, for a reader without a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.locate import letters_of
from eval.questions import GoldQuestion, Need, Quotation
from eval.report import language_tables, plots, tables, trust_tables
from eval.report.confidence import confidence_of
from eval.report.declining import declining_of
from eval.report.losses import STAGE, Loss, losses
from eval.report.notes import apart_said, asked_said
from eval.report.svg import Plot
from eval.report.told import Report
from eval.report.verdict import verdict_of
from eval.report.words import FAULT, LANGUAGE, between, kind_said, many, number
from eval.significance import Mean
from eval.summary import EVERYTHING
from polycite.language import language_of
from polycite.model import LANGUAGES

_CARDS: Mapping[str, str] = {
    "right": "handled right: the evidence quoted and its facts named, or rightly declined",
    "recall@5": "of the evidence is in the first five passages found",
    "hallucination": "of what no document answers was answered all the same",
    "over_refusal": "of what can be answered was declined",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A figure to read first, and what peers make of it."""

    value: str
    says: str
    between: str
    peers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lost questions of one kind, by language; `count` of them, `before` of these right in the accepted run."""

    kind: str
    count: int
    before: int
    languages: tuple[tuple[str, tuple[Loss, ...]], ...]


def to_html(report: Report) -> str:
    """The page's text."""
    told = _told(report) | _of_languages(report) | _of_trust(report) | _words(report)
    return _templates().get_template("report.html.jinja").render(**told)


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("eval.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _told(report: Report) -> dict[str, object]:
    found = losses(report)
    shown = [one for one in found if report.shows(one.id)]
    return {
        "report": report,
        "verdict": verdict_of(report),
        "cards": tuple(_cards(report)),
        "figures": tables.key_figures(report),
        "asked": tuple(asked_said(report)),
        "apart": tuple(apart_said(report)),
        "gated": tables.gated(report),
        "changes": tuple(tables.changes(report)),
        "drawn": {one.told.name: one for one in _plots(report) if one},
        "types": tables.types(report),
        "times": tables.times(report),
        "coverage": tables.coverage(report),
        "stages": tables.stages(found),
        "lost": found,
        "shelves": tuple(_shelves(shown)),
        "hidden": [one for one in found if not report.shows(one.id)],
    }


def _of_languages(report: Report) -> dict[str, object]:
    return {
        "heat": language_tables.heat(report.ours),
        "ratios": language_tables.ratios(report.ours),
        "gap": language_tables.gap_said(report.ours),
        "leaning": language_tables.leaning(report.ours),
    }


def _of_trust(report: Report) -> dict[str, object]:
    stated = [(one.run.system, sure) for one in report.systems if (sure := confidence_of(one.run))]
    kept = [(one.run.system, found) for one in report.systems if (found := declining_of(one.run))]
    ours = confidence_of(report.ours.run)
    return {
        "trust": trust_tables.trust(stated),
        "bins": trust_tables.bins(ours) if ours else None,
        "silent": [one.run.system for one in report.systems if confidence_of(one.run) is None],
        "declining": trust_tables.declining(kept) if kept else None,
    }


def _words(report: Report) -> dict[str, object]:
    return {
        "FAULT": FAULT,
        "LANGUAGE": LANGUAGE,
        "STAGE": STAGE,
        "headlines": len(tables.HEADLINES),
        "kind_said": kind_said,
        "many": many,
        "language_of": language_of,
        "alternative": alternative,
        "others": others,
        "spoken": spoken,
        "place": lambda path, pages: place(report.titles, path, pages),
    }


def _cards(report: Report) -> Iterator[Card]:
    for name, says in _CARDS.items():
        mean = report.ours.mean(EVERYTHING, name)
        if mean is not None:
            peers = tuple((one.run.system, _figure(one.mean(EVERYTHING, name), name)) for one in report.peers)
            yield Card(number(name, mean.value), says, between(name, mean), peers)


def _figure(mean: Mean | None, name: str) -> str:
    return number(name, mean.value if mean else None)


def _plots(report: Report) -> Iterator[Plot | None]:
    stated = [(one.run.system, sure) for one in report.systems if (sure := confidence_of(one.run))]
    middle, slow, _ = tables.percentiles(report.ours)
    yield plots.heat_map(report.ours)
    yield plots.recall_by_type(report.systems, tables.kinds_found(report))
    yield plots.risk_coverage(stated)
    yield plots.reliability(confidence_of(report.ours.run))
    yield plots.latency([one.given.milliseconds for one in report.ours.run.judged], middle, slow)


def _shelves(found: Sequence[Loss]) -> Iterator[Shelf]:
    for kind, members in groupby(found, lambda one: one.kind):
        kept = list(members)
        languages = [(name, tuple(one for one in kept if one.language == name)) for name in LANGUAGES]
        before = sum(one.was_right for one in kept)
        yield Shelf(kind, len(kept), before, tuple((name, of) for name, of in languages if of))


def alternative(need: Need, language: str) -> Quotation:
    """The quotation to show of what does: one in the question's language where there is any."""
    return next((one for one in need if one.language == language), need[0])


def spoken(question: GoldQuestion, fact: str) -> str:
    """The language a spelling of a key fact is in: of the evidence that holds it, the question's own where it does."""
    said = letters_of(fact)
    quotations = [one for need in question.evidence for one in need if said in letters_of(one.quote)]
    languages = [one.language for one in quotations]
    return question.language if question.language in languages else next(iter(languages), question.language)


def others(need: Need, shown: Quotation) -> tuple[Quotation, ...]:
    """The quotations that would have done as well."""
    return tuple(one for one in need if one is not shown)


def place(titles: Mapping[str, str], path: str, pages: Sequence[int | None]) -> str:
    """A document and its pages, as people name them.

    >>> place({"en/telework.pdf": "Telework policy"}, "en/telework.pdf", (3,))
    'Telework policy (en/telework.pdf), page 3'
    >>> place({}, "en/travel.txt", ())
    'travel.txt (en/travel.txt)'
    """
    known = [str(one) for one in pages if one is not None]
    where = f", page{'s' if len(known) > 1 else ''} {', '.join(known)}" if known else ""
    return f"{titles.get(path, PurePosixPath(path).name)} ({path}){where}"
