"""Whether a sentence denies something, in Dutch, French or English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from polycite.model import Language

_DENIES: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens|noch|evenmin)\b", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:pas(?! à pas)|point(?= d['’e])|aucune?s?|jamais|rien|ni|non|nulle? part|personne(?= ne\b))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:not|no|never|nobody|none|nothing|nowhere|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE),
}
_LEANS = re.compile(
    r"\b(?:zonder|sans|without|tenzij|sauf|à moins|unless|behalve|except\w*|hormis|excepté\w*|buiten|hors|outside|"
    r"uitge(?:sloten|zonderd)\w*|exclu\w*|verb(?:ied|od)\w*|inter(?:dit|di)\w*|forb\w+|prohib\w*|"
    r"weiger\w*|geweigerd\w*|refus\w*|verwerp\w*|reject\w*|"
    r"on(?:mogelijk|nodig|waarschijnlijk|bereikbaar|bekend|gewijzigd|geldig|vo\w+|be\w+|ge\w+)\w*|im(?:poss|prob)\w*|in(?:connu|utile|changé|valid)\w*|"
    r"un[a-z]+|non-\w+|niet-\w+|alleen|enkel|slechts|pas(?= (?:na|als|wanneer|vanaf|met))|only|seule?s?|seulement|uniquement|ne|n['’]|"
    r"ontbre\w+|manqu\w*|lack\w*|miss\w*|verlie\w+|perd\w*|los[et]\w*|verva\w+|ceas\w*|cess\w*|stop\w*|"
    r"minder|moins|less|fewer|gratis|gratuit\w*|free|vrij\w*|dispens\w*|exempt\w*|exonér\w*|"
    r"afwijk\w*|dérog\w*|depart\w*|laat|let|évit\w*|avoid\w*|vermijd\w*|voorkom\w*|prevent\w*|"
    r"silence|stilzwijg\w*|blijft\b.*\buit|fail\w*|wegval\w*|geldt|zelfs|anders|otherwise|sinon|autrement|rather|plutôt|instead|lieu)\b",
    re.IGNORECASE,
)


def denies(words: str, language: Language) -> bool:
    """Whether a word of denial is said: `niet`, `ne ... pas`, `cannot`."""
    return _DENIES[language].search(words) is not None


def leans_to_denial(words: str) -> bool:
    """Whether a word is said that one language takes where another denies: `sans`, `verboden`, `unless`, `only`."""
    return _LEANS.search(words) is not None
