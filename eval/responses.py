"""From the API's own response to what is judged: the same for an answer of this process and one that came over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from eval.systems import Given, GivenPassage, GivenQuote
from polycite.web.schema import AskResponse, CitationOut, PageOut, PassageOut


def given_of(response: AskResponse, texts: Mapping[str, str], views: frozenset[str] | None) -> Given:
    """What a response gives; `texts` are the canonical texts of its documents by id."""
    passages = {one.passage_id: one for one in response.passages}
    followed = zip_longest(response.citations, response.citations[1:])
    return Given(
        is_declined=response.declined is not None,
        said=_said(response),
        text=response.answer,
        quotes=tuple(_quote(one, passages, after) for one, after in followed),
        passages=tuple(_passage(one, texts) for one in response.passages),
        reason=response.declined.reason if response.declined else None,
        confidence=response.confidence,
        views=views,
        beside=tuple(dict.fromkeys(_beside(response))),
        milliseconds=response.timings_ms.get("total", 0.0),
    )


def _said(response: AskResponse) -> str:
    """The refusal, or the lead of the answer without the title and heading it names: "Volgens , p. 7"."""
    if response.declined is not None:
        return response.declined.message
    led = response.answer
    replacing = [one.document.superseded_by.title for one in response.citations if one.document.superseded_by]
    named = {words for one in response.citations for words in _named(one)} | {*replacing}
    for words in sorted(named, key=len, reverse=True):
        led = led.replace(words, "")
    return led.partition(":")[0].strip()


def _beside(response: AskResponse) -> Iterator[str]:
    for citation in response.citations:
        yield from _named(citation)
        yield from (one.quote for one in citation.equivalents)
        if citation.document.superseded_by is not None:
            yield citation.document.superseded_by.title
    for passage in response.passages:
        yield from passage.heading
    for one in response.disagreements:
        yield from (one.about, *(side.value for side in one.sides))
    for change in response.changes:
        for new in change.citations:
            yield from (*_named(new), new.quote)


def _named(citation: CitationOut) -> tuple[str, ...]:
    """What a lead calls the place by: the document's own words, in the document's own language."""
    return (citation.document.title, *citation.heading)


def _quote(citation: CitationOut, passages: Mapping[str, PassageOut], after: CitationOut | None) -> GivenQuote:
    passage = passages.get(citation.passage_id)
    outside = passage is not None and not (passage.start <= citation.start and citation.end <= passage.end)
    leads = after is not None and after.passage_id == citation.passage_id and citation.quote.endswith(":")
    pages = _numbers(citation.pages)
    return GivenQuote(citation.document.path, citation.quote, pages, citation.start, citation.end, outside or leads)


def _passage(passage: PassageOut, texts: Mapping[str, str]) -> GivenPassage:
    """The passage as its document has it, since the response's own text leaves markup out."""
    text = texts.get(passage.document_id)
    whole = text[passage.start : passage.end] if text is not None else passage.text
    return GivenPassage(passage.path, whole, _numbers(passage.pages))


def _numbers(pages: tuple[PageOut, ...]) -> tuple[int, ...]:
    return tuple(page.number for page in pages)
