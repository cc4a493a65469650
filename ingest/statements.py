"""What is said inside a block, one thing at a time: sentences, bullets on one line, clauses of an endless sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ingest.sentences import split_sentences, trimmed
from polycite.model import Document, Language, Span

_LONGEST = 900
"""Characters; a longer sentence is divided at a clause, so that a passage can always end."""
_BULLET = re.compile(r"(?:(?<=[\s>])|\A)[•‣▪■◦●](?=\s)")
_BLOCK_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|h[1-6])\b", re.IGNORECASE)


def statements(document: Document, span: Span, language: Language) -> Iterator[Span]:
    """The statements of a span, in order, disjoint and trimmed; tags that open or close a block are in none."""
    for part in _between_bullets(document.text, span):
        for sentence in split_sentences(document.text, part, language):
            for clause in _divided(document, sentence):
                words = _without_tags(document, clause)
                if words:
                    yield words


def _between_bullets(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for bullet in _BULLET.finditer(text, span.start, span.end):
        yield Span(start, bullet.start())
        start = bullet.end()
    yield Span(start, span.end)


def _divided(document: Document, sentence: Span) -> Iterator[Span]:
    at = sentence.start
    while sentence.end - at > _LONGEST:
        stop = _clause_end(document, at)
        yield trimmed(document.text, Span(at, stop))
        at = stop
    rest = trimmed(document.text, Span(at, sentence.end))
    if rest:
        yield rest


def _clause_end(document: Document, start: int) -> int:
    """Where a clause ends in the last two thirds of what may be taken; never inside a mark, as a tag is one."""
    limit = start + _LONGEST
    for stops in (";", ":", ",", " \n\t"):
        found = (at for at in range(limit - 1, start + _LONGEST // 3, -1) if document.text[at] in stops)
        best = next((at for at in found if not _is_marked(document, at)), None)
        if best is not None:
            return best + 1
    return limit


def _is_marked(document: Document, at: int) -> bool:
    place = bisect_right(document.marks, at, key=lambda mark: mark.start) - 1
    return place >= 0 and at < document.marks[place].end


def _without_tags(document: Document, span: Span) -> Span:
    """The span without tags of blocks at either end; those of words, such as emphasis, come in pairs and stay."""
    text, tags = document.text, [one for one in _marks_in(document, span) if _BLOCK_TAG.match(document.text, one.start)]
    for tag in tags:
        if tag.start <= span.start < tag.end:
            span = trimmed(text, Span(min(tag.end, span.end), span.end))
    for tag in reversed(tags):
        if tag.start < span.end <= tag.end:
            span = trimmed(text, Span(span.start, max(tag.start, span.start)))
    return span


def _marks_in(document: Document, span: Span) -> list[Span]:
    first = max(bisect_right(document.marks, span.start, key=lambda mark: mark.start) - 1, 0)
    found = []
    for mark in document.marks[first:]:
        if mark.start >= span.end:
            break
        if mark.meets(span):
            found.append(mark)
    return found
