"""What a question asks for, told from its wording: a figure of some kind, a reason, somebody, or several of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from polycite.errors import BadQuestion
from polycite.model import LANGUAGES, Language
from polycite.text import fold_accents, fold_space

LONGEST = 2000
"""Characters in a question at most."""

Want = Literal["duration", "amount", "figure", "date", "reason", "person", "rule"]
COUNTED: frozenset[Want] = frozenset(("duration", "amount", "figure", "date"))
"""What is told in figures."""

_UNIT = (
    r"(?:(?:kalender|werk|verlof)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|jaar|jaren|uur|uren|minuten|"
    r"jours?|semaines?|mois|ans?|annees?|heures?|(?:working |calendar )?days?|weeks?|months?|years?|hours?|minutes?)"
)
_NUMBER = (
    r"(?:\d[\d.,\u00a0 ]*|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|"
    r"une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt[\w-]*|"
    r"one|two|three|four|five|seven|eight|nine|ten|twelve)"
)
_ASKS: Mapping[Want, re.Pattern[str]] = {
    "duration": re.compile(
        rf"\b(?:hoe ?lang|hoe (?:snel|gauw)|duur|termijn|hoeveel {_UNIT}|"
        rf"combien (?:de temps|de {_UNIT}|d'{_UNIT})|duree|delai|"
        rf"how (?:long|soon|quickly|many {_UNIT})|duration|notice period)\b"
    ),
    "amount": re.compile(
        r"\b(?:hoeveel(?= (?:per|krijg\w*|kost\w*|betaal\w*|bedraagt|bedroeg|steun|geld|euro|subsidie)\b)|"
        r"bedrag|\w*vergoeding|\w*plafond|"
        r"prijs|budget|combien(?! de\b| d')|montant|indemnite|prix|how much|amount|allowance|ceiling|price|cost|fee)\b"
    ),
    "figure": re.compile(
        r"\b(?:hoeveel|hoe (?:groot|hoog|vaak|veel|oud|ver)|welk (?:percentage|aantal|aandeel)|combien|"
        r"quel(?:le)? (?:pourcentage|nombre|part|taux)|how (?:many|much|often|large|high|big|old|far)|"
        r"(?:what|which) (?:percentage|number|share|rate))\b"
    ),
    "date": re.compile(
        r"\b(?:wanneer|welke (?:datum|dag)|welk jaar|sinds|uiterlijk|quand|quelle (?:date|annee)|depuis|when|"
        r"(?:what|which) (?:date|day|year)|since|deadline)\b"
    ),
    "reason": re.compile(r"\b(?:waarom|pourquoi|why|reden|raison|reason|motif|hoe komt)\b"),
    "person": re.compile(r"\b(?:wie|qui|who|whom)\b"),
}
_HOLDS: Mapping[Want, re.Pattern[str]] = {
    "duration": re.compile(rf"\b{_NUMBER}\s*(?:[a-z]+ )?{_UNIT}\b"),
    "amount": re.compile(
        r"€|\beuros?\b|\beur\b|\d\s?(?:%|k\b|m€)|"
        r"\b(?:percent|procent|pour cent|miljoen|millions?|miljard|milliards?|billion)\b"
    ),
    "figure": re.compile(rf"\d|\b{_NUMBER}\s*{_UNIT}\b"),
    "date": re.compile(r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"),
    "reason": re.compile(
        r"\b(?:omdat|want|zodat|aangezien|daarom|reden|om\b.*\bte|"
        r"parce qu['’e]|car|afin|puisque|raison|pour eviter|"
        r"because|since|so that|reason|in order|to avoid)\b"
    ),
    "person": re.compile(
        r"\b(?:director|hoofd|leidinggevende|dienst|adviseur|minister|comite|auditeur|administrateur|persoon|"
        r"directeur|directrice|chef|responsable|service|conseiller|ministre|coordinateur|coordinatrice|personne|"
        r"manager|coordinator|adviser|officer|committee|auditor|administrator|team leader|person|ombuds\w*)\b"
    ),
    "rule": re.compile(
        r"\b(?:mag|mogen|kan|kunnen|moet|moeten|niet|geen|verboden|verplicht|toegelaten|alleen|slechts|"
        r"peut|peuvent|doit|doivent|ne|pas|aucun|interdit|obligatoire|permis|uniquement|seul|seulement|"
        r"may|must|can|cannot|not|no|only|allowed|forbidden|required)\b"
    ),
}


def asked(question: str) -> frozenset[Want]:
    """What an answer must hold, in any of the three languages; empty where the wording does not tell, never a rule.

    A figure is only asked for where nothing narrower is: `how much` is an amount, not any number.
    """
    words = fold_accents(fold_space(question)).replace("’", "'")
    wants: set[Want] = {want for want, pattern in _ASKS.items() if pattern.search(words)}
    return frozenset(wants - {"figure"} if wants & {"duration", "amount"} else wants)


def held(words: str) -> frozenset[Want]:
    """What a sentence could be the answer to."""
    folded = fold_accents(words)
    return frozenset(want for want, pattern in _HOLDS.items() if pattern.search(folded))


def language_named(name: str) -> Language | None:
    """A language by its code, None for `auto`. Raises BadQuestion."""
    if name == "auto":
        return None
    for language in LANGUAGES:
        if name == language:
            return language
    raise BadQuestion(f"unknown language {name!r}: use auto, {', '.join(LANGUAGES)}")


def checked(question: str) -> str:
    """The question without surrounding white space. Raises BadQuestion when empty or too long."""
    words = question.strip()
    if not words or not any(character.isalnum() for character in words):
        raise BadQuestion("the question is empty: ask something in Dutch, French or English")
    if len(words) > LONGEST:
        raise BadQuestion(f"the question has {len(words)} characters, {LONGEST} at most: ask for one thing at a time")
    return words
