"""Markup inside text that is read as it stands: what search and display leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from polycite.model import Span

_RAISED = "[¹²³⁰⁴-⁹]+"
_TAGS = (
    "a|abbr|b|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|q|s|small|span|strike|strong|sub|sup|"
    "table|tbody|td|tfoot|th|thead|tr|u|ul"
)
# A group named "kept" is what stays of a match.
_MARKS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"<sup>\s*\[?\d{1,3}\]?\s*</sup>", re.IGNORECASE),  # a reference to a note, figure included
        # Struck out, words included: what was withdrawn is no rule.
        (r"<(del|s|strike)(?:\s[^<>]{0,400})?>(?:(?!</?(?:del|s|strike)[\s>]).)*+</\1\s*>", re.IGNORECASE | re.DOTALL),
        (rf"</?(?:{_TAGS})(?:\s[^<>]{{0,400}})?/?>", re.IGNORECASE),
        (r"<!--.{0,2000}?-->", re.DOTALL),
        (r"<(?P<kept>(?:https?://|mailto:)[^<>\s]{1,2000}|[\w.+-]{1,80}@[\w.-]{1,80})>", re.IGNORECASE),
        (r"!?\[(?P<kept>[^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s\"[^\"\n]{0,500}\")?\)", 0),
        (r"&(?:nbsp|shy|zwnj|zwj|#160|#xa0);|(?<=&)amp;", re.IGNORECASE),
        (r"^[ \t]*#{1,6}(?=[ \t])|(?<=\S)[ \t]+#+[ \t]*$", re.MULTILINE),
        (r"^[ \t]*>[ \t>]*", re.MULTILINE),
        (r"^[ \t]*[•▪■◦‣●○*+–—-](?=\s)", re.MULTILINE),
        (
            r"^(?=[-:| \t]*-{3}|[*_=]{3}|[ \t]*[-_*][ \t])[-_*=:| \t]++$",
            re.MULTILINE,
        ),  # rules, and the line under a head
        (r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|\*\*", 0),
        (r"(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|``?", 0),
        (r"\.{4,}|(?:\. ){4,}\.?|…{2,}", 0),  # leaders of a table of contents
        (rf"(?<=[^\W\d_])(?<!\bm)(?<!\b[ckmd]m){_RAISED}|(?<=[.,;:!?)\]»”\"'’]){_RAISED}|^{_RAISED}", re.MULTILINE),
        # Not drawn: soft hyphens, zero width, direction controls and tag characters, which hide orders from readers.
        ("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]+", 0),
    )
)
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]+)(?P<hyphen>-)(?P<break>[ \t]*(?:\r\n|\n|\r|\f)\s*)(?P<right>[^\W\d_]+)"
)


def marks_of(text: str) -> Iterator[Span]:
    """Spans of markup in any order, perhaps overlapping: emphasis, heads, rules, link targets, tags, notes' marks."""
    for pattern in _MARKS:
        for match in pattern.finditer(text):
            yield from _left_out(match)


def _left_out(match: re.Match[str]) -> Iterator[Span]:
    if "kept" in match.re.groupindex:
        yield Span(match.start(), match.start("kept"))
        yield Span(match.end("kept"), match.end())
    else:
        yield Span(match.start(), match.end())


def broken_words(text: str) -> Iterator[Span]:
    """What to leave out so that a word divided at a line's end reads whole.

    The hyphen goes with the break, unless the words of the same text say that it belongs to the word ("top-down").
    """
    known = {word.lower() for word in _WORDS.findall(_BROKEN.sub(" ", text))}
    for match in _BROKEN.finditer(text):
        left, right = match["left"].lower(), match["right"].lower()
        if match["right"][0].islower():
            kept = left + right not in known and (f"{left}-{right}" in known or {left, right} <= known)
            yield Span(match.start("break" if kept else "hyphen"), match.end("break"))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans sorted and made disjoint: overlapping ones become one, touching ones stay two, empty ones vanish."""
    disjoint: list[Span] = []
    for span in sorted(span for span in spans if span):
        if disjoint and span.start < disjoint[-1].end:
            disjoint[-1] = Span(disjoint[-1].start, max(span.end, disjoint[-1].end))
        else:
            disjoint.append(span)
    return tuple(disjoint)
