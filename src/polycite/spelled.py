"""Small numbers written out in Dutch, French and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from polycite.model import Language

_UNITS: Mapping[Language, str] = {
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
}
_TENS: Mapping[Language, str] = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}


def _units(language: Language) -> dict[str, int]:
    return {word: number for number, word in enumerate(_UNITS[language].split(), 2)}


def _tens(language: Language) -> dict[str, int]:
    return {word: 10 * number for number, word in enumerate(_TENS[language].split(), 2)}


def _dutch() -> Iterator[tuple[str, int]]:
    small = {"een": 1, "één": 1, **{word: number for word, number in _units("nl").items() if number < 10}}
    for ten, value in _tens("nl").items():
        for unit, number in small.items():
            yield f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}", value + number
    for unit, number in small.items():
        yield from ((f"{unit}honderd", 100 * number), (f"{unit}duizend", 1000 * number)) if number > 1 else ()
    yield from (("honderd", 100), ("duizend", 1000), ("tweemaal", 2), ("driemaal", 3), ("viermaal", 4))


def _french() -> Iterator[tuple[str, int]]:
    units = {"un": 1, "et-un": 1, **_units("fr")}
    for ten, value in _tens("fr").items():
        yield from ((f"{ten}-{unit}", value + number) for unit, number in units.items() if number < 10)
    for unit, number in units.items():
        yield f"soixante-{unit}", 60 + number
        yield f"quatre-vingt-{unit}", 80 + number
    yield from (("quatre-vingts", 80), ("quatre-vingt", 80), ("cent", 100), ("cents", 100), ("mille", 1000))


def _english() -> Iterator[tuple[str, int]]:
    for ten, value in _tens("en").items():
        yield from ((f"{ten}-{unit}", value + number) for unit, number in _units("en").items() if number < 10)
        yield f"{ten}-one", value + 1
    yield from (("twice", 2), ("hundred", 100), ("thousand", 1000))


CARDINALS: Mapping[Language, Mapping[str, int]] = {
    "nl": {**_units("nl"), **_tens("nl"), **dict(_dutch())},
    "fr": {**_units("fr"), **_tens("fr"), **dict(_french())},
    "en": {**_units("en"), **_tens("en"), **dict(_english())},
}
"""Number words from two on: the words for one are articles as well."""
PARTS: Mapping[Language, Mapping[str, int]] = {
    "nl": {"tweederde": 2, "driekwart": 3, "drievierde": 3, "tweevijfde": 2, "drievijfde": 3, "viervijfde": 4},
    "fr": {},
    "en": {},
}
"""Fractions in one word, by what they have above the line."""
SCALES: Mapping[Language, Mapping[str, int]] = {
    "nl": {"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9},
    "fr": {"cents": 100, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    "en": {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9},
}
"""Words that multiply the number before them."""
_HINTED: Mapping[str, str] = {
    "0": "nul zéro zero",
    "0.5": "half halve helft demi demie moitié halves",
    "1": "een één eens eenmaal eerste un une premier première one once first a an enige seul seule single",
    "1.5": "anderhalf anderhalve",
    "2": "beide beiden both tweede deuxième second seconde twice dubbel dubbele double",
    "3": "derde troisième third tiers",
    "4": "vierde quatrième fourth kwart quart quarter kwartaal trimestre",
    "5": "vijfde cinquième fifth",
    "6": "zesde sixième sixth",
    "7": "zevende septième seventh",
    "8": "achtste huitième eighth",
    "9": "negende neuvième ninth",
    "10": "tiende dixième tenth",
    "12": "dozijn douzaine dozen middag midi noon",
}
HINTS: Mapping[str, str] = {word: number for number, words in _HINTED.items() for word in words.split()}
"""Articles, ordinals and fractions: they match a figure of the other version and never miss one."""
