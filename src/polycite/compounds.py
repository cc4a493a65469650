"""Dutch words written as one: a compound that has no bridge takes those of its two parts.

Splitting where both parts are known words is Koehn and Knight's simplest method (EACL 2003).
"""

from __future__ import annotations

from polycite.bridges import Away, Bridges
from polycite.model import Language
from polycite.terms import Analyser

SHORTEST = 4
"""Letters in a part at least: shorter ones are found in any word."""
_LINKS = ("", "s", "e", "en")
_SHARE = 0.5


def halves(word: str, home: Language, away: Language, bridges: Bridges, analyser: Analyser) -> Away:
    """What the parts of a Dutch compound lead to, at half weight each; empty where it is none.

    The longest last part is taken, as it says what the thing is.
    """
    if home != "nl" or not word.isalpha():
        return ()
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        last = bridges.across(analyser.terms(word[cut:])[0], home, away)
        first = _first(word[:cut], home, away, bridges, analyser) if last else ()
        if first:
            return tuple((one, weight * _SHARE) for one, weight in (*first, *last))
    return ()


def _first(part: str, home: Language, away: Language, bridges: Bridges, analyser: Analyser) -> Away:
    for link in _LINKS:
        bare = part.removesuffix(link)
        if part.endswith(link) and len(bare) >= SHORTEST:
            found = bridges.across(analyser.terms(bare)[0], home, away)
            if found:
                return found
    return ()
