"""Figures and dates as Dutch, French and English write them, brought to one form.

`1.000`, `1 000` and `1,000` are one number, and so are `26`, `zesentwintig` and `vingt-six`; a date gives its day, its
month and its year. Two versions of one text state the same set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from polycite.model import Language
from polycite.spelled import CARDINALS, HINTS, PARTS, SCALES

_MONTHS = (
    "januari janvier january",
    "februari février february",
    "maart mars march",
    "april avril",
    "mei mai may",
    "juni juin june",
    "juli juillet july",
    "augustus août august",
    "september septembre",
    "oktober octobre october",
    "november novembre",
    "december décembre",
)
MONTHS: Mapping[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Months by their names in all languages."""
_DECIMAL: Mapping[Language, str] = MappingProxyType({"nl": ",", "fr": ",", "en": "."})
SPACES = " \u00a0\u202f\u2009"
"""Spaces that part thousands."""
_TOKEN = re.compile(
    r"(?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)"
    r"|(?P<slashed>\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b)"
    r"|(?P<clock>\b\d{1,2}(?:\s?[uh]\s?|:)\d\d\b"
    r"|\b\d{1,2}\.\d\d(?=\s?(?:(?:tot|en|to|and|-|–)\s?\d{1,2}(?:\.\d\d)?\s?)?(?:uur|u\b|noon|[ap]\.?m\b))"
    r"|\b\d{1,2}\s(?:uur|uren|heures?|hours?)\s(?:en\s|et\s|and\s)?\d{1,2}(?=\s?min))(?:\s?(?P<half>[ap])\.?m\b)?"
    r"|(?P<hour>\b\d{1,2})\s?(?P<noon>[ap])\.?m\b"
    r"|(?P<from>\b\d{1,2})(?=\s?(?:to|and|-|–)\s?(?P<till>\d{1,2})(?:[.:]\d\d)?\s?p\.?m\b)"
    rf"|(?P<number>(?<![\d.,])\d{{1,3}}(?:[{SPACES}.,']\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(rf"[{SPACES}.,'](?=\d{{3}}(?!\d))")
_LISTED = re.compile(r"\s*(?:\d{1,2}[.)]|[(]\d{1,2}[)])\s+(?=\S)")
_AFTERNOON = 12


@dataclass(frozen=True, slots=True)
class Stated:
    """The figures and parts of dates a text states; `hinted` are words that may mean a figure."""

    figures: frozenset[str]
    dates: frozenset[str]
    hinted: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Figures and dates together."""
        return self.figures | self.dates

    def without(self, other: Stated) -> frozenset[str]:
        """What this text states and the other neither states nor hints at."""
        return self.all - other.all - other.hinted


def unnumbered(text: str) -> str:
    """A list's sentence without its number, which one format prints and another does not."""
    return _LISTED.sub("", text, count=1) if _LISTED.match(text) else text


def stated(text: str, language: Language) -> Stated:
    """What a text of that language states."""
    said = list(_said(text, language))
    by_kind = {kind: frozenset(value for what, value in said if what == kind) for kind in ("figure", "date", "hint")}
    years = frozenset(one for one in by_kind["figure"] if _is_year(one))
    # `1 month` and `the month` are the same, and where it is not one the other version states another figure.
    return Stated(by_kind["figure"], by_kind["date"] | years, by_kind["hint"] | {"1"})


def _said(text: str, language: Language) -> Iterator[tuple[str, str]]:
    """Each figure, part of a date or hint, as its kind and its one form."""
    found = _TOKEN.finditer(text)
    upcoming = next(found, None)
    while one := upcoming:
        upcoming = next(found, None)
        number = _number(one, text, language)
        if number is None:
            yield from _otherwise(one, language)
            continue
        scale = SCALES[language].get(upcoming[0].casefold()) if upcoming else None
        if scale is not None:
            upcoming = next(found, None)
        yield "figure", _shown(number * (scale or 1))


def _number(one: re.Match[str], text: str, language: Language) -> Decimal | None:
    if one["number"]:
        return parsed(one[0], language)
    word = one[0].casefold()
    cardinal = CARDINALS[language].get(word) or PARTS[language].get(word)
    return None if cardinal is None or _is_idiom(word, text[: one.start()]) else Decimal(cardinal)


def _otherwise(one: re.Match[str], language: Language) -> Iterator[tuple[str, str]]:
    word = one[0].casefold()
    if one["iso"] or one["slashed"]:
        yield from (("date", part) for part in _date(one[0]))
    elif one["clock"] or one["hour"] or one["from"]:
        yield "figure", _clock(one)
    elif word in MONTHS and not (language == "en" and one[0] == "may"):
        yield "date", f"month {MONTHS[word]}"
    elif word in HINTS:
        yield "hint", HINTS[word]


def _is_idiom(word: str, before: str) -> bool:
    """`in acht nemen` counts to nothing, and `pour cent` is a sign."""
    said = before.casefold().rstrip()
    return (word == "acht" and said.endswith("in")) or (word in ("cent", "cents") and said.endswith("pour"))


def _date(written: str) -> Iterator[str]:
    numbers = [int(one) for one in _NUMBER.findall(written)]
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    yield from (str(day), f"month {month}", str(year))


def _clock(one: re.Match[str]) -> str:
    """Hours and minutes as `17:30`; a whole hour is a number like any other, as `17 uur` and `17 h` do not tell."""
    numbers = [int(number) for number in _NUMBER.findall(one[0])]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if hour < _AFTERNOON and (_half(one) == "p" or hour < int(one["till"] or 0) < _AFTERNOON):
        hour += _AFTERNOON
    return f"{hour}:{minute:02d}" if minute else str(hour)


def _half(one: re.Match[str]) -> str:
    return (one["half"] or one["noon"] or "").lower()


def parsed(written: str, language: Language) -> Decimal:
    """A number in digits: a mark before three last digits parts thousands, unless the language's own decimal mark."""
    point = _DECIMAL[language]
    whole, mark, rest = written.rpartition(point)
    if mark and not (len(rest) == 3 and len(whole) <= 3 and whole != "0" and language != "en"):
        return Decimal(f"{_digits(whole)}.{rest}") if rest.isdigit() else Decimal(_digits(written))
    if not mark and len(written) > 1:
        body = _GROUPED.sub("", written)
        return Decimal(body.replace(",", ".")) if re.fullmatch(r"\d+(?:[.,]\d+)?", body) else Decimal(_digits(body))
    return Decimal(_digits(written))


def _digits(written: str) -> str:
    return "".join(_NUMBER.findall(written)) or "0"


def _shown(value: Decimal) -> str:
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _is_year(figure: str) -> bool:
    return figure.isdigit() and len(figure) == 4 and figure[:2] in ("19", "20")
