"""Questions that lean on an earlier one: `And for part-timers?` is read together with what it leaves out.

Nothing is invented: only words the asker wrote in an earlier question are added, as Voskarides et al. do with the terms
of earlier turns (Query Resolution for Conversational Search with Limited Supervision, SIGIR 2020), and only to a
question that by its wording cannot stand alone. Answers that were given are never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polycite.function_words import FUNCTION_WORDS
from polycite.language import language_of
from polycite.model import Language, Terms
from polycite.question import Want, asked
from polycite.terms import words_of
from polycite.text import fold_accents, fold_space

TURNS = 3
"""Earlier questions looked at, the latest ones."""
CARRIED = 400
"""Characters of an earlier question at most: its last ones, since people ask at the end."""
EARLIER_WEIGHT = 0.7
"""What a word of an earlier question weighs beside one of the question itself."""
_LONGEST = 10
"""Words of a question that may lean on another."""
_ADDED, _POINTING, _LOOSE = 3, 2, 1
"""Words of its own that a question has at most which begins with `and`, which points back, or with a word (it, er, y)
that often points at nothing."""

_CONJUNCTION: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(r"(?:en|of|maar|dus|hoe zit (?:het|dat)|wat (?:met|betreft))\b"),
    "fr": re.compile(r"(?:et|ou|mais|donc|qu'en est-il|quid)\b(?!-)"),
    "en": re.compile(r"(?:and|or|but|so|(?:what|how) about)\b"),
}
_POINTER: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:dat|die|dit|deze|zij|(?:daar|hier)(?:aan|bij|door|in|mee|na|om|op|over|tegen|toe|van|voor)?)\b"
    ),
    "fr": re.compile(r"\b(?:ca|cela|ceci|celui|celle|ceux|celles)\b"),
    "en": re.compile(r"\b(?:that|this|those|these|they|them|there)\b"),
}
_LOOSELY: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(r"\b(?:ze|er\w{0,5}|hem|hun)\b"),
    "fr": re.compile(r"\b(?:il|elle|ils|elles|y|en|lui|leur|(?:je|on|tu|il) l(?:e|a|es))\b"),
    "en": re.compile(r"\b(?:it|its|their|he|she|him|her)\b"),
}
_PLACED = re.compile(
    r"(?:voor|in|bij|met|zonder|na|tijdens|binnen|pour|a|au|aux|dans|chez|avec|sans|pendant|apres|"
    r"for|at|with|without|during|after)\b"
)
_ASKING = re.compile(
    r"\b(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|qui|que|quoi|quel\w*|combien|quand|comment|pourquoi|"
    r"who|what|which|when|where|how|why)\b|"
    r"^(?:(?:en|of|maar|et|ou|mais|and|or|but) )?(?:mag|mogen|kan|kunnen|moet\w*|geldt|is|zijn|krijg\w*|wordt|telt|"
    r"est|sont|faut|peut|puis|doit|dois|ai|a|y a|may|can|must|do|does|are|will|should|has|have)\b"
)
_DUTCH = """
    lang lange snel vaak groot hoog veel dag dagen werkdagen week weken maand maanden jaar uur uren keer
    maximaal minimaal ook dan nu precies beslist beslissen betaalt tellen telt duurt duren geldig
    sinds vanaf binnen tijdens voortaan meer minder
"""
_FRENCH = """
    long longtemps temps vite souvent jour jours ouvrables semaine semaines mois an ans heure heures fois maximum
    minimum alors aussi decide paie paye dure valable valables
    jusqu jusque depuis partir avant apres pendant moins
"""
_ENGLISH = """
    soon quickly often large high day days working weeks month months year years hour hours times also then
    decides pays pay last apply applies about
    until since before after during more less
"""
_ABOUT_NOTHING = frozenset(f"{_DUTCH} {_FRENCH} {_ENGLISH}".split())
"""Words that say what is wanted of a subject and name none: units, measures, the verbs of rules; without accents."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier question, or its end, and the language it is in."""

    words: str
    language: Language


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it is read: its own words, and the earlier questions it leans on, oldest first, if any."""

    text: str
    language: Language
    wants: frozenset[Want]
    earlier: tuple[Earlier, ...] = ()

    @property
    def words(self) -> str:
        """All that is looked for, in the asker's own words, as sentences of their own."""
        # Without an end before it, the capital that begins the question would look like that of a name.
        return " ".join(
            [*(f"{one.words}." if one.words[-1].isalnum() else one.words for one in self.earlier), self.text]
        )


def resolved(text: str, language: Language | None = None, history: Sequence[str] = ()) -> Resolved:
    """The question as it is to be read after earlier ones of the same asker, oldest first; most stand alone.

    One that leans on others is read with the latest that stands alone; one that names no subject at all (`And how
    long?`) also with those between. Where nothing earlier stands alone, it is read by itself.
    """
    earlier = [_carried(one) for one in history[-TURNS:] if any(map(str.isalnum, one))]
    leaning = [leans(one.words, one.language) for one in earlier]
    if not all(leaning):
        anchor = max(place for place, one in enumerate(leaning) if not one)
        # What says little of a language is in that of the question before it.
        told = language or language_of(text, earlier[anchor].language)
        if leans(text, told):
            between = earlier[anchor + 1 :] if not _subjects(text) else []
            return _together(text, told, (earlier[anchor], *between))
    told = language or language_of(text)
    return Resolved(text, told, asked(text))


def leans(question: str, language: Language) -> bool:
    """Whether a question by its wording cannot stand alone.

    >>> leans("And for part-timers?", "en"), leans("How many days do part-timers get?", "en")
    (True, False)
    """
    words, folded = words_of(question), _folded(question)
    if len(words) > _LONGEST:
        return False
    own = len(_subjects(question))
    placed = bool(_PLACED.match(folded)) and not _ASKING.search(folded)
    return (
        own == 0
        or (own <= _ADDED and (placed or bool(_CONJUNCTION[language].match(folded))))
        or (own <= _POINTING and bool(_POINTER[language].search(folded)))
        or (own <= _LOOSE and bool(_LOOSELY[language].search(folded)))
    )


def with_earlier(own: Mapping[Language, Terms], earlier: Sequence[Mapping[Language, Terms]]) -> dict[Language, Terms]:
    """The terms of a question together with those of earlier ones, which weigh EARLIER_WEIGHT each.

    A term that the question says itself weighs what it weighs there.
    """
    return {language: _sum(terms, [one[language] for one in earlier]) for language, terms in own.items()}


def _sum(own: Terms, earlier: Sequence[Terms]) -> Terms:
    weights: dict[int, float] = {}
    for terms in earlier:
        for term, weight in zip(terms.indices, terms.weights, strict=True):
            weights[term] = max(weights.get(term, 0.0), EARLIER_WEIGHT * weight)
    weights |= dict(zip(own.indices, own.weights, strict=True))
    ordered = sorted(weights.items())
    return Terms(tuple(term for term, _ in ordered), tuple(weight for _, weight in ordered))


def _together(text: str, language: Language, earlier: tuple[Earlier, ...]) -> Resolved:
    wants = asked(text)
    # `And in Brussels?` asks what was asked before; `And is it taxed?` asks something of its own.
    if not wants and not _ASKING.search(_folded(text)):
        wants = asked(earlier[-1].words) or asked(earlier[0].words)
    return Resolved(text, language, wants, earlier)


def _carried(question: str) -> Earlier:
    words = fold_space(question)
    if len(words) > CARRIED:
        words = words[-CARRIED:].partition(" ")[2] or words[-CARRIED:]
    return Earlier(words, language_of(words))


def _subjects(question: str) -> list[str]:
    """The words that could name what a question is about."""
    return [word for word in words_of(question) if not {word, fold_accents(word)} & (FUNCTION_WORDS | _ABOUT_NOTHING)]


def _folded(question: str) -> str:
    return fold_accents(fold_space(question)).replace("’", "'").lstrip("¿¡\"'«-–… ")
