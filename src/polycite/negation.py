"""Whether a sentence denies something, in Dutch, French or English.

Translators turn a denial round (`niet gebruikt`, `inutilisé`; `no later than`, `uiterlijk`). So a bound is no denial,
and words that deny by their meaning are told apart from words of denial: against those no difference is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from polycite.model import Language

_DENIES: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens|noch|evenmin|nee|neen)\b", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:pas|aucune?s?|jamais|rien|ni(?=\b.*\bn['’e])|non|nulle? part|nul(?= n)|personne(?= ne\b))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:not|(?!^no \|)no(?! \d)|never|nobody|none|nothing|nowhere|cannot|neither|nor)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_BOUNDS = re.compile(
    r"\b(?:(?:no|not) (?:more|less|fewer|\w+er) than|not exceed\w*|not only|"
    r"niet (?:meer|minder|\w+er) dan|niet alleen|(?:pas|non) (?:plus|moins) d\w*|(?:pas|non) seulement|"
    r"no longer|niet meer|ne plus|plus aucun\w*)\b",
    re.IGNORECASE,
)
_LEANING: Mapping[Language, str] = {
    "nl": r"zonder|tenzij|behalve|(?:er)?buiten|alleen|enkel|slechts|anders|minder|gratis|los(?:s?ta?a?t|staan)|"
    r"uitge(?:sloten|zonderd)\w*|verb(?:ied|od)\w*|ge?weiger\w*|verwerp\w*|ontbre\w+|verlie\w+|vermijd\w*|voorkom\w*|"
    r"afwijk\w*|wegval\w*|stilzwijg\w*|uitblij\w+|verval\w*|blij\w+\b.*\buit|pas|"
    r"on(?:mogelijk|nodig|waarschijnlijk|bereikbaar|bekend|gewijzigd|geldig|evenredig|vol|be|ge|bruik)\w*",
    "fr": r"sans|sauf|à moins|hormis|hors|seule?s?|seulement|uniquement|ne|n|moins|sinon|autrement|lieu|silence|"
    r"faute de|"
    r"excep\w+|exclu\w*|interdi\w*|refus\w*|rejet\w*|manqu\w*|perd\w*|cess\w*|gratuit\w*|dispens\w*|exempt\w*|"
    r"exonér\w*|dérog\w*|évit\w*|échapp\w*|ignor\w*|défaut|absen\w*|incapa\w*|étrang\w*|faux|disproportionn\w*|im(?:poss|prob)\w*|"
    r"in(?:connu|utili?|changé|valid|exact|access)\w*",
    "en": r"without|unless|except\w*|outside|only|less|fewer|free|otherwise|rather|instead|silence|wrong|out of|"
    r"exclu\w*|forb\w+|prohib\w*|refus\w*|reject\w*|lack\w*|miss\w*|los[et]\w*|ceas\w*|laps\w*|stop\w*|exempt\w*|waiv\w*|"
    r"depart(?!ment)\w*|avoid\w*|prevent\w*|fail\w*|disproportion\w*|im(?:poss|prob)\w*|in(?:valid|access)\w*|"
    r"un(?!der|til|i[tv]|ion)\w{3,}|non-\w+",
}
_LEANS = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _LEANING.items()}


_PARTICLE = re.compile(r"\bne\b|\bn['’]", re.IGNORECASE)
"""Half of a French denial, and all of some."""


def denials_differ(one: str, here: Language, other: str, there: Language) -> bool:
    """Whether one of two versions denies and the other neither does nor can be seen to say so in another way.

    That takes a leaning word more than the one that denies has: `not ... without` is not `sans`.
    """
    if denies(one, here) == denies(other, there):
        return False
    said, silent = (leanings(_PARTICLE.sub("", one), here), leanings(other, there))
    if denies(other, there):
        said, silent = (leanings(_PARTICLE.sub("", other), there), leanings(one, here))
    return silent <= said


def denies(words: str, language: Language) -> bool:
    """Whether a word of denial is said that does not merely set a bound: `niet`, `ne ... pas`, `cannot`."""
    return _DENIES[language].search(_BOUNDS.sub("", words)) is not None


def leanings(words: str, language: Language) -> int:
    """How many words are said that one language takes where another denies: `sans`, `verboden`, `unless`, `only`."""
    return sum(1 for _ in _LEANS[language].finditer(words))
