"""Answers compared by what they say: case, punctuation, articles, and the notation of numbers and dates set aside.

The normal form of SQuAD (Rajpurkar et al. 2016), made for Dutch, French and English. A text is read once, from left to
right, as dates, numbers, words and signs of money or per cent; the normal form is these tokens with one space between
them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

_MONTHS: Mapping[int, str] = {
    1: "januari janvier january jan janv",
    2: "februari février fevrier february feb févr fevr",
    3: "maart mars march mrt mar",
    4: "april avril avr apr",
    5: "mei mai may",
    6: "juni juin june jun",
    7: "juli juillet july juil jul",
    8: "augustus août aout august aug",
    9: "september septembre sept sep",
    10: "oktober octobre october okt oct",
    11: "november novembre nov",
    12: "december décembre decembre déc dec",
}
_MONTH = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAME = "(?:" + "|".join(sorted(_MONTH, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:1[89]|20)\d{2}(?!\d)"
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))"
    rf"|(?P<d1>\d{{1,2}})(?P<mark>[/.-])(?P<m1>\d{{1,2}})(?P=mark)(?P<y1>{_YEAR})"
    rf"|(?P<d2>\d{{1,2}})(?:er|e|de|ste|st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_NAME})(?:,?\s+(?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_NAME})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>{_YEAR})"
    rf"|(?P<m4>{_NAME})\s+(?P<y4>{_YEAR})"
    r"|(?P<number>(?:[1-9]\d{0,2}(?:\ \d{3})+|\d+)(?:[.,]\d+)*)(?![^\W_])"
    r"|[^\W_]+|[%‰€$£§]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[.,]")
_ELIDED = re.compile(r"\b[ld]['’](?=\w)", re.IGNORECASE)
_CLIPPED = re.compile(r"(?<!\w)['’‘]t\b", re.IGNORECASE)
_ARTICLES: Mapping[str, frozenset[str]] = {
    "nl": frozenset({"de", "het", "een"}),
    "fr": frozenset({"le", "la", "les", "un", "une", "des", "du"}),
    "en": frozenset({"a", "an", "the"}),
}
_ARTICLE_MARKS: Mapping[str, re.Pattern[str]] = {"nl": _CLIPPED, "fr": _ELIDED}


_DUTCH = """
    aan als bij dan dat deze die dit door en er hij hun ik in is je kan kunnen maar met na naar niet of om omdat onder
    ook op over te ten ter tot uit uw van voor waar wanneer was wat we wel wie wordt worden ze zich zij zijn zo
"""
_FRENCH = """
    à au aux avec c ce ces cet cette comme dans de dont elle elles en est et être eu il ils j je leur leurs lui m mais
    n ne nous on ou où par pas peut peuvent plus pour qu que qui s sa sans se ses si son sont sur t vos votre vous y
"""
_ENGLISH = """
    and any are as at be been but by can for from had has have he her his if in into is it its may must no not of on or
    our she should so such than that their them there these they this those to was we were which who will with you your
"""
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "nl": frozenset(_DUTCH.split()),
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
"""Words that say nothing about a subject, articles aside."""


def normalise(text: str, language: str) -> str:
    """The normal form: NFKC, case folded, dates in ISO 8601, numbers with a decimal point, no punctuation, no articles.

    A text of articles alone keeps them. Articles are those of `language` ("nl", "fr", "en"; any other has none).

    >>> normalise("Het bedrag: « 1.234,50 € » vanaf 1 mei 2024.", "nl")
    'bedrag 1234.5 € vanaf 2024-05-01'
    >>> normalise("L’agence, d'ici le 1er mai", "fr")
    'agence ici 05-01'
    """
    marks = _ARTICLE_MARKS.get(language)
    bare = marks.sub(" ", text) if marks else text
    kept = [token for token in _tokens(bare, language) if token not in _ARTICLES.get(language, ())]
    return " ".join(kept) or unified(text, language)


def unified(text: str, language: str) -> str:
    """The normal form with its articles kept, for a text where `een` or `un` may count as one.

    >>> unified("Un jour, soit 1 000,00 euros", "fr")
    'un jour soit 1000 euros'
    """
    return " ".join(_tokens(text, language))


def plain(text: str) -> str:
    """NFKC, case folded, words and numerals only: what is left of a word when typesetting is set aside.

    Numbers and dates stay as they are written, so a part of a text stays a part of it.

    >>> plain("« Le délai » : 1.234,50 EUR")
    'le délai 1 234 50 eur'
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def number(written: str, language: str) -> str:
    """A number without grouping, with a decimal point, and without zeros at the end of its decimals.

    Two different marks: the last is decimal. One mark, repeated: grouping, if each group has three digits. One mark
    before three digits: grouping or decimal as `language` has it (English groups by comma, Dutch and French by point).
    Any other mark is decimal. What is no number (a version, a section 3.1.2) keeps its points; so does `3.10` in Dutch
    and French.

    >>> number("1.234,5", "nl"), number("1,234.5", "en"), number("1 234,5", "fr")
    ('1234.5', '1234.5', '1234.5')
    >>> number("1.500", "nl"), number("1.500", "en"), number("0,125", "fr"), number("3.10", "nl")
    ('1500', '1.5', '0.125', '3.10')
    """
    solid = written.replace(" ", "")
    marks = "".join(mark for mark in solid if mark in ".,")
    parts = _PARTS.split(solid)
    if len(marks) == 1:
        return _one_mark(parts, marks, language)
    if len(set(marks)) == 1:
        return "".join(parts) if _are_groups(parts) else ".".join(parts)
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:
        return _decimal("".join(parts[:-1]), parts[-1])
    return ".".join(parts)


def _one_mark(parts: list[str], mark: str, language: str) -> str:
    native = "." if language == "en" else ","
    if mark != native and _are_groups(parts):
        return "".join(parts)
    return ".".join(parts) if mark == "." and native == "," else _decimal(*parts)


def _are_groups(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])


def _decimal(whole: str, decimals: str) -> str:
    kept = decimals.rstrip("0")
    return f"{whole}.{kept}" if kept else whole


def _tokens(text: str, language: str) -> Iterator[str]:
    for found in _TOKEN.finditer(unicodedata.normalize("NFKC", text)):
        if found["number"]:
            yield number(found["number"], language)
        elif found["iso"] or found.lastgroup is None:
            yield found[0].casefold()
        else:
            yield _day(found) or plain(found[0])


def _day(found: re.Match[str]) -> str | None:
    """A written date as ISO 8601, as far as it goes: `2024-05-01`, `2024-05`, or `05-01`; None for 31 February."""
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"]
    day = found["d1"] or found["d2"] or found["d3"]
    name = found["m2"] or found["m3"] or found["m4"]
    if name == "may" and not year:  # "Article 5 may": the month is written with a capital
        return None
    month = int(found["m1"]) if found["m1"] else _MONTH[name.casefold().rstrip(".")]
    try:
        whole = date(int(year or 2000), month, int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole[0 if year else 5 : None if day else 7]
