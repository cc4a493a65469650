"""What a question asks for, told from its wording: a figure, a date, or several things at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polycite.errors import BadQuestion
from polycite.model import LANGUAGES, Language
from polycite.text import fold_accents, fold_space

LONGEST = 2000
"""Characters in a question at most."""

_FIGURE = re.compile(
    r"\b(?:hoeveel|hoe (?:lang|groot|hoog|vaak|veel|oud|ver)|welk (?:bedrag|percentage|aantal)|bedrag|maximum|plafond|"
    r"combien|quel(?:le)? (?:montant|pourcentage|duree|nombre|delai|plafond)|montant|"
    r"how (?:much|many|long|often|large|high|big|old|far)|(?:what|which) (?:amount|percentage|number|share)|ceiling)\b"
)
_DATE = re.compile(
    r"\b(?:wanneer|welke (?:datum|dag|jaar)|sinds|tegen wanneer|uiterlijk|quand|quelle (?:date|annee)|depuis|when|"
    r"(?:what|which) (?:date|day|year)|since|deadline)\b"
)
_SEVERAL = re.compile(
    r"\b(?:en|et|and)\s+(?:hoe\w*|wat|welke?|wie|waar\w*|wanneer|combien|quel\w*|qui|ou|quand|comment|"
    r"how|what|which|who|where|when|at what|a quel\w*)\b|\?.+\?"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer must hold: `figure` and `date` want digits, `several` wants more than one fact."""

    figure: bool
    date: bool
    several: bool


def asked(question: str) -> Asked:
    """Read the wording of a question in any of the three languages."""
    words = fold_accents(fold_space(question))
    return Asked(bool(_FIGURE.search(words)), bool(_DATE.search(words)), bool(_SEVERAL.search(words)))


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
