"""Where sentences end, in Dutch, French and English administrative prose.

pysbd 0.3.4 was tried first: of the 83 texts in tests/ingest/test_sentences.py it divides 25 otherwise (names after
titles, "art. 12", dates with shortened months, list numbers, French quotes, line breaks). These rules, made on the 83,
divide them all as written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.abbreviations import BEFORE, BEFORE_NUMBER, CLOSING, OPENING
from polycite.model import Language, Span

_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)"
    # What belongs to the sentence after its stop: quotes, brackets, emphasis, closing tags and the mark of a footnote.
    r"(?P<closing>(?:[\"'”’»)\]*_]|\s»|<sup>\d{1,3}</sup>|</\w{1,9}>|\[\d{1,3}\]|[¹²³⁰-⁹]|(?<=[^\W\d_]{3}[.!?…])\d{1,3}(?!\d))*+)"
    r"(?=\s|$)"
)
_OPENERS = re.compile(r"(?:[\s\"“”‘«(\[*_#>•▪–—-]|['’](?![snt]\s)|<\w{1,9}[^<>]{0,80}>)*")
_SHORT_ARTICLE = re.compile(r"['’][snt]\s+[A-ZÀ-Þ]")
_NUMBERING = re.compile(
    r"\W*(?:(?:§|art(?:ikel|icle)?\.?|hoofdstuk|titel|titre|title|chap(?:itre|ter)?\.?|bijlage|annexe?|secti(?:e|on)|deel|part(?:ie)?)\s*)?"
    r"(?:\d+(?:\.\d+)*|[a-z]|[ivxlc]+)(?:er|°|bis|ter)?",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s(\[«“\"”‘'’/]*$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.-?)*[^\W\d_]{1,3}")
_FIGURE = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b|§")
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"(?:\b(?:de|het|la|les?|the|des|du|aux|een|une?)\s|\bl['’])$", re.IGNORECASE)
_NEAR = 80  # characters looked at on either side of a stop, so that time stays linear


def split_sentences(text: str, span: Span, language: Language) -> tuple[Span, ...]:
    """The sentences inside `span`, in order, disjoint and trimmed; every character that is not white space is in one.

    A line break is a space like any other. Notes' marks and closing quotes stay with the sentence they close.
    """
    return tuple(_trimmed(text, span, language))


def _trimmed(text: str, span: Span, language: Language) -> Iterator[Span]:
    start = span.start
    for end in (*_ends(text, span, language), span.end):
        sentence = trimmed(text, Span(start, end))
        if sentence:
            yield sentence
        start = end


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at either end; an empty span where nothing is left."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, max(start, span.start + len(inside.rstrip())))


def _ends(text: str, span: Span, language: Language) -> Iterator[int]:
    start = span.start
    for match in _STOP.finditer(text, span.start, span.end):
        if _ends_sentence(text, match, Span(start, span.end), language):
            start = match.end()
            yield start


def _ends_sentence(text: str, match: re.Match[str], within: Span, language: Language) -> bool:
    following = text[match.end() : min(match.end() + _NEAR, within.end)].strip()
    if following and not _begins(following):
        return False
    if match["stop"] != ".":
        return True
    before = text[max(within.start, match.start() - _NEAR) : match.start()].lstrip()
    if match.start() - within.start < _NEAR and _NUMBERING.fullmatch(before):
        return False
    return not _abbreviates(before, match["closing"] + following, language)


def _begins(following: str) -> bool:
    """Whether this may open a sentence: no lower-case letter, except in "eID" or "'s Avonds"."""
    if _SHORT_ARTICLE.match(following):
        return True
    first = following[_end_of_openers(following) :][:2]
    return not first[:1].islower() or first[1:].isupper()


def _end_of_openers(following: str) -> int:
    match = _OPENERS.match(following)
    return match.end() if match else 0


def _abbreviates(before: str, following: str, language: Language) -> bool:
    """Whether the stop after `before` belongs to an abbreviation that is not the sentence's last word."""
    token = before[_token_start(before) :]
    word = token.lower()
    follows = following[_end_of_openers(following) :]
    if word in CLOSING[language]:
        return False
    if word in BEFORE[language] and not _looks_like_initials(token):
        return True
    if word in BEFORE_NUMBER[language] and len(word) > 1:
        return bool(_FIGURE.match(follows))
    if _looks_like_initials(token):
        return not _opens(before[: len(before) - len(token)], token, follows, language)
    return False


def _token_start(before: str) -> int:
    match = _TOKEN.search(before)
    return match.start() if match else len(before)


def _looks_like_initials(token: str) -> bool:
    return bool(_DOTTED.fullmatch(token)) and (len(token) == 1 or "." in token)


def _opens(lead: str, token: str, follows: str, language: Language) -> bool:
    """Whether a sentence begins after initials: "plan B. De kosten", but not "J. De Smet" nor "M. Dupont"."""
    words = _WORD.findall(follows)[:2]
    if (
        not words
        or not follows.startswith(words[0])
        or words[0].lower() not in OPENING[language]
        or not words[0][0].isupper()
    ):
        return False
    acronym = len(token) > 1 and token.isupper() and _ARTICLE.search(lead)
    return bool(acronym) or len(words) < 2 or words[1].islower()
