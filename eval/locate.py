"""Where a quotation stands in a text, however the two were typeset.

Only letters, digits and the signs of money and per cent count (Unicode NFKD without its marks, case folded): spaces,
hyphens at line ends, quotation marks and markup differ between readers of one file, its words do not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from polycite.model import Span

_SIGNS = "%‰€$£"
"""What a number is a number of; it often ends a quotation, which would else be found without it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What counts of a text, and for each the code point of the text it came from."""

    letters: str
    offsets: tuple[int, ...]


def letters_of(text: str) -> str:
    """Only the letters, digits and signs.

    >>> letters_of("« Le délai » : 650.000 eu\\u00adro")
    'ledelai650000euro'
    """
    return "".join(one for one in unicodedata.normalize("NFKD", text).casefold() if one.isalnum() or one in _SIGNS)


def fold(text: str) -> Folded:
    """What counts of a text, with its offsets.

    >>> fold("Œ: ½ €")
    Folded(letters='œ12€', offsets=(0, 3, 3, 5))
    """
    kept = [(letter, place) for place, one in enumerate(text) for letter in letters_of(one)]
    return Folded("".join(letter for letter, _ in kept), tuple(place for _, place in kept))


def locate(folded: Folded, quote: str) -> tuple[Span, ...]:
    """Every place a quotation stands, in order; () where it does not, or has no letter.

    >>> locate(fold("Na 5 werk-\\ndagen. Na 5 weken."), "5 werkdagen")
    (Span(start=3, end=16),)
    """
    wanted, found = letters_of(quote), []
    at = folded.letters.find(wanted) if wanted else -1
    while at >= 0:
        found.append(Span(folded.offsets[at], folded.offsets[at + len(wanted) - 1] + 1))
        at = folded.letters.find(wanted, at + 1)
    return tuple(found)
