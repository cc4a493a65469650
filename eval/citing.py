"""Do the citations stand for the answer, and are they where they say?

Structure first: gold citations, quotations and spans are exact. Lexical support is a proxy: wrong passages reach it
for 3 to 11 % of random sentences, so read its trend, not its value, and not where answer and passage differ in
language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from eval.normalising import normalise, plain

TAU = 0.8
"""The least share of a sentence's content words its passages must hold."""
WORDS_OF_A_QUOTE = 4
"""Fewer words in quotation marks are a name or a term, not a quotation."""
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

Support = Callable[[str, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer, and the texts of the passages it cites."""

    text: str
    cited: tuple[str, ...]


def gold_precision(cited: AbstractSet[str], gold: AbstractSet[str]) -> float | None:
    """|cited ∩ gold| / |cited|. None when nothing is cited, or nothing is gold.

    >>> gold_precision({"a", "x"}, {"a", "b", "c"})
    0.5
    """
    return len(cited & gold) / len(cited) if cited and gold else None


def gold_recall(cited: AbstractSet[str], gold: AbstractSet[str]) -> float | None:
    """|cited ∩ gold| / |gold|: 0 when nothing is cited, None when nothing is gold.

    Where one of several sources suffices, use `eval.measures.evidence_recall`.

    >>> gold_recall({"a", "x"}, {"a", "b", "c", "d"})
    0.25
    """
    return len(cited & gold) / len(gold) if gold else None


def citation_validity(cited: Sequence[str], retrieved: AbstractSet[str]) -> float | None:
    """The share of cited ids, with repeats, that exist in what was retrieved; anything below 1 is a defect.

    >>> citation_validity(["a", "a", "b", "ghost"], {"a", "b", "c"})
    0.75
    """
    return sum(one in retrieved for one in cited) / len(cited) if cited else None


def span_valid(text: str, start: int, end: int, quote: str) -> bool:
    """0 <= start < end <= |text|, and text[start:end] says the quote, typesetting aside; offsets in code points.

    >>> span_valid("Na 5 dagen.", 3, 10, "« 5  dagen »"), span_valid("Na 5 dagen.", 3, 12, "5 dagen.")
    (True, False)
    """
    inside = 0 <= start < end <= len(text)
    return inside and plain(quote) != "" and plain(text[start:end]) == plain(quote)


def quote_exactness(quotes: Sequence[tuple[str, str]]) -> float | None:
    """Of the quotations of four words or more, the share found in the text cited for it, word for word.

    Pairs of a quotation and that text. None without such a quotation.

    >>> text = "Een laptop wordt binnen 24 uur gemeld."
    >>> quote_exactness([("binnen 24 uur gemeld", text), ("binnen 48 uur gemeld", text), ("24 uur", text)])
    0.5
    """
    pairs = [(plain(quote), plain(text)) for quote, text in quotes]
    long = [f" {quote} " in f" {text} " for quote, text in pairs if len(quote.split()) >= WORDS_OF_A_QUOTE]
    return sum(long) / len(long) if long else None


def supported(sentence: str, passages: Sequence[str], language: str, tau: float = TAU) -> bool:
    """|w(s) ∩ w(P)| / |w(s)| >= tau, w the content words, and every number and date of s is in P.

    Passages are read together. A sentence without content words has no support.

    Two of three words are there (2/3 < .8); then three of four, but not the number; then all:

    >>> supported("Leave lasts long", ["Leave lasts."], "en")
    False
    >>> supported("Leave lasts 5 days", ["Leave lasts days."], "en", tau=0.5)
    False
    >>> supported("The leave lasts 5 days", ["5 days:", "so long lasts leave"], "en")
    True
    """
    words, there = _content(sentence, language), set[str]().union(*(_content(one, language) for one in passages))
    figures = {word for word in words if any(sign.isdigit() for sign in word)}
    return bool(words) and figures <= there and len(words & there) >= tau * len(words)


def alce_recall(statements: Sequence[Statement], supports: Support) -> float | None:
    """Σ 1[P_s is not empty and supp(s, ∪P_s)] / |s|: citation recall (ALCE, Gao et al. 2023). None without sentences.

    `supports` is `supported` with its language, or any other judge.

    >>> cites = lambda sentence, passages: sentence in passages
    >>> alce_recall([Statement("a", ("a", "x")), Statement("b", ())], cites)
    0.5
    """
    held = [_held(one, supports) for one in statements]
    return sum(held) / len(held) if held else None


def alce_precision(statements: Sequence[Statement], supports: Support) -> float | None:
    """Σ precise / Σ |P_s|: citation precision (ALCE). A citation p is precise when its sentence is supported by all of
    P_s, and p alone supports it, or the others without p do not. None when nothing is cited.

    Of the two passages cited for "a", x is idle:

    >>> cites = lambda sentence, passages: sentence in passages
    >>> alce_precision([Statement("a", ("a", "x"))], cites)
    0.5
    """
    precise = [_precise(one, place, supports) for one in statements for place in range(len(one.cited))]
    return sum(precise) / len(precise) if precise else None


def parity(families: Sequence[AbstractSet[str]]) -> float | None:
    """1 when some family of documents is cited by every answer, else 0: one question, asked in several languages.

    `families` are those each answer cites; silence in one language beside an answer in another is 0. None when no
    answer cites any.

    >>> parity([{"leave"}, {"leave", "travel"}, {"leave"}]), parity([{"leave"}, {"travel"}, set()])
    (1.0, 0.0)
    """
    if not any(families):
        return None
    return float(bool(set(families[0]).intersection(*families[1:])))


def _content(text: str, language: str) -> set[str]:
    return set(normalise(text, language).split()) - FUNCTION_WORDS.get(language, frozenset())


def _held(statement: Statement, supports: Support) -> bool:
    return bool(statement.cited) and supports(statement.text, statement.cited)


def _precise(statement: Statement, place: int, supports: Support) -> bool:
    if not _held(statement, supports):
        return False
    alone, others = statement.cited[place], statement.cited[:place] + statement.cited[place + 1 :]
    return supports(statement.text, (alone,)) or not (others and supports(statement.text, others))
