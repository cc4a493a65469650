"""Figures and dates of a sentence in one form for all languages, so that two sentences can be compared by them.

`138,50 euro`, `€ 138.50` and `138,50 EUR` are one amount; `9.15 uur`, `9 h 15` and `9.15 a.m.` one time of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from polycite.figures import MONTHS, SPACES, parsed
from polycite.model import Document, Language, Passage, Span
from polycite.spelled import CARDINALS, SCALES
from polycite.text import cells, display, fold_accents

QuantityKind = Literal["amount", "share", "duration", "time", "date", "year", "count"]
Measure = tuple[QuantityKind, str]
"""What a figure is of, and its unit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: what it is of, its value in `unit` (never converted), and its words."""

    kind: QuantityKind
    unit: str
    value: float
    words: str

    @property
    def measure(self) -> Measure:
        """Only quantities of one measure can contradict each other."""
        return self.kind, self.unit


_MONTH = {fold_accents(name): number for name, number in MONTHS.items()}
_WORDS: Mapping[Language, Mapping[str, int]] = {
    language: {fold_accents(word): number for word, number in words.items()} for language, words in CARDINALS.items()
}
_UNITS: Mapping[str, str] = {
    "minute": r"minut(?:en|es|e|uten|uut)|minuut",
    "hour": r"ur(?:en)|uur|heures?|hours?",
    "working day": r"werkdag(?:en)?|jours? ouvrables?|working days?",
    "day": r"(?:kalender|verlof)?dag(?:en)?|jours?(?: calendrier)?|(?:calendar )?days?",
    "week": r"we(?:ek|ken)|semaines?|weeks?",
    "month": r"maand(?:en)?|mois|months?",
    "year": r"jaar|jaren|ans?|annees?|years?",
}
_NUMBER = rf"\d{{1,3}}(?:[.,'{SPACES}]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)|\d+(?:[.,]\d+)?"
_JOIN = r"(?:(?<=\d)\s*[-–]\s*(?=\d)|\s+(?:tot(?: en met)?|to|and|en|et|a|of|or|ou)\s+)"
_MONEY = r"(?:€|\beur\b|\beuros?\b)"
_CLOCK = r"\d{1,2}(?:[.:]\d{2})?"
_AT = r"\b(?:tot|om|voor|vanaf|na|rond|avant|apres|jusqu'a|vers|des|a)\s+"
_FROM = r"\b(?:tussen|van|entre|de)\s+"


_Pattern = tuple[QuantityKind, str, re.Pattern[str]]


@cache
def _looked_for(language: Language, *, in_words: bool) -> Sequence[_Pattern]:
    """By language, and by whether there is a number in words: looking for one takes long, and so does compiling."""
    return tuple(_patterns(language, in_words=in_words))


def _patterns(language: Language, *, in_words: bool) -> Iterator[_Pattern]:
    """What is looked for, in this order: what one pattern takes is gone for the next."""
    scales = "|".join(sorted(SCALES[language], key=len, reverse=True))
    spelled = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    spelled = rf"(?:{spelled})(?:\s(?:{scales}))?" if in_words else r"(?!)"
    scale = rf"(?:\s*(?P<scale>{scales})\b)?"
    number = rf"(?P<low>{_NUMBER}|\b(?:{spelled})\b)"
    either = rf"(?:{number}{_JOIN})?(?P<high>{_NUMBER}|\b(?:{spelled})\b)"
    figures = rf"(?:(?P<low>{_NUMBER}){_JOIN}(?:€\s*)?)?(?P<high>{_NUMBER})"
    month = "|".join(sorted(_MONTH, key=len, reverse=True))
    yield (
        "date",
        "",
        re.compile(rf"\b(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{month})\b(?:\s+(?P<year>\d{{4}})\b)?"),
    )
    yield "date", "", re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>\d{4})\b")
    yield from (("time", "", pattern) for pattern in _TIMES)
    yield "amount", "", re.compile(rf"€\s*{figures}{scale}")
    yield "amount", "", re.compile(rf"{figures}{scale}\s*(?:d')?{_MONEY}")
    yield "share", "", re.compile(rf"{figures}\s*(?:%|\b(?:procent|percent|per cent|pour ?cent)\b)")
    for unit, names in _UNITS.items():
        yield "duration", unit, re.compile(rf"{either}\s*-?\s*(?:{names})\b")
    yield "year", "", re.compile(r"(?<![\w-])(?P<high>(?:19|20)\d\d)\b(?![.,]\d)")
    yield "count", "", re.compile(rf"(?<![\w.,/-])(?P<high>{_NUMBER}|(?:{spelled})\b)(?![\w/-]|[.,]\d)")


_TIMES = (
    re.compile(rf"(?P<from>{_CLOCK}){_JOIN}(?P<till>{_CLOCK})\s*(?P<half>[ap])\.?m\b"),
    re.compile(rf"(?P<till>{_CLOCK})\s*(?P<half>[ap])\.?m\b"),
    re.compile(r"(?P<till>\d{1,2}\s?[hu]\s?\d{2})\b"),
    re.compile(rf"{_FROM}(?P<from>{_CLOCK})(?:\s*(?:uur|heures|h))?{_JOIN}(?P<till>{_CLOCK})\s*(?:uur|heures|h)\b"),
    re.compile(rf"{_AT}(?P<till>{_CLOCK})\s*(?:uur|heures|h)\b"),
    re.compile(r"(?P<till>\d{1,2}[.:]\d{2})\s*(?:uur|h)\b"),
)
_IN_WORDS: Mapping[Language, re.Pattern[str]] = {
    language: re.compile(rf"\b(?:{'|'.join(words)})\b") for language, words in _WORDS.items()
}
_HOUR = re.compile(r"(\d{1,2})\D*(\d{2})?")
_NO_FIGURE = re.compile(
    rf"^\d{{1,2}}[.)]\s|\b0\d{{1,3}}(?:[{SPACES}./]\d{{2,3}}){{2,4}}\b|"
    r"\bin acht\b|"
    r"\b(?:tabel|tableau|table|figuur|figure|bijlage|annexe?|artikel|article|art\.|punt|point|p\.|pagina|page)\s?\d+\b"
)
"""Numbers that count nothing: of an item in a list, of a telephone, of a table or an article, in an idiom."""
_ORDINAL = re.compile(r"^(?:n[°ro]\.?|no\.?|nr\.?|nummer|#)$")


@lru_cache(maxsize=8192)
def quantities(words: str, language: Language) -> tuple[Quantity, ...]:
    """The figures and dates of words as people read them, in order of kind.

    >>> [(one.kind, one.value) for one in quantities("Uiterlijk om 9.15 uur, tot 1.200 euro.", "nl")]
    [('time', 555.0), ('amount', 1200.0)]
    """
    left = _NO_FIGURE.sub(_masked, fold_accents(words).replace("’", "'"))
    if len(left) != len(words):  # a character that folds to several: the words are then given as they were folded
        words = left
    found: list[Quantity] = []
    for kind, unit, pattern in _looked_for(language, in_words=_IN_WORDS[language].search(left) is not None):
        for match in pattern.finditer(left):
            said = words[match.start() : match.end()].strip()
            found += [Quantity(kind, unit, value, said) for value in _values(kind, match, language)]
            left = left[: match.start()] + _masked(match) + left[match.end() :]
    return tuple(found)


def of_sentence(document: Document, passage: Passage, span: Span) -> tuple[Quantity, ...]:
    """Those of a sentence, or of a table's row, where it stands."""
    if passage.kind == "table" and passage.header is not None:
        return row_quantities(cells(document, passage.header), cells(document, span), passage.language)
    return quantities(display(document, span), passage.language)


def by_measure(said: Sequence[Quantity]) -> dict[Measure, frozenset[float]]:
    """The values of each measure."""
    return {measure: frozenset(one.value for one in said if one.measure == measure) for measure in map(_measure, said)}


def differing(said: Sequence[Quantity], others: Sequence[Quantity]) -> tuple[Measure, ...]:
    """The measures that both name with other values, in order."""
    here, there = by_measure(said), by_measure(others)
    return tuple(measure for measure in here if measure in there and here[measure] != there[measure])


def row_quantities(names: Sequence[str], cells: Sequence[str], language: Language) -> tuple[Quantity, ...]:
    """Those of a table's row, cell by cell: `names` are the column names, which may hold the unit or say `N°`."""
    matching = names if len(names) == len(cells) else [""] * len(cells)
    pairs = [(fold_accents(name).strip(), cell) for name, cell in zip(matching, cells, strict=True)]
    said = ((name, one) for name, cell in pairs if not _ORDINAL.match(name) for one in quantities(cell, language))
    return tuple(_of_column(name, one) for name, one in said)


def _masked(match: re.Match[str]) -> str:
    return "·" * (match.end() - match.start())


def _measure(one: Quantity) -> Measure:
    return one.measure


def _of_column(name: str, one: Quantity) -> Quantity:
    """A bare number takes the unit its column names."""
    if one.kind != "count":
        return one
    if re.search(_MONEY, name):
        return Quantity("amount", "", one.value, one.words)
    if "%" in name:
        return Quantity("share", "", one.value, one.words)
    unit = next((unit for unit, names in _UNITS.items() if re.search(rf"\b(?:{names})\b", name)), None)
    return Quantity("duration", unit, one.value, one.words) if unit else one


def _values(kind: QuantityKind, match: re.Match[str], language: Language) -> Iterator[float]:
    said = match.groupdict()
    if kind == "date":
        month = _MONTH[said["month"]] if said.get("month") else int(said["number"])
        yield int(said["year"] or 0) * 10_000 + month * 100 + int(said["day"])
    elif kind == "time":
        for clock in (said.get("from"), said["till"]):
            if clock:
                yield _minutes(clock, said.get("half"))
    else:
        scale = SCALES[language].get(said.get("scale") or "", 1)
        for number in (said.get("low"), said["high"]):
            if number:
                yield _number(number, language) * scale


def _minutes(clock: str, half: str | None) -> float:
    """Minutes since midnight."""
    hour, minute = _HOUR.fullmatch(clock.strip()).groups()  # type: ignore[union-attr]
    return (int(hour) % 12 + 12 if half == "p" else int(hour)) * 60 + int(minute or 0)


def _number(said: str, language: Language) -> float:
    """A number in digits or words."""
    word, _, scale = said.partition(" ")
    known = _WORDS[language].get(word)
    return float(parsed(said, language) if known is None else known * SCALES[language].get(scale, 1))
