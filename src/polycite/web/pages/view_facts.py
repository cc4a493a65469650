"""What stands over a document: who published it and when, whether it still holds, and what replaced it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote as url_quote

from polycite.model import Entry, Language
from polycite.web.pages.view_links import Look
from polycite.wording import in_words, standing, validity

_HERE = "\0"
_FORMATS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "TXT",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader must know before relying on a document, around the title and address of what replaced it."""

    before: str
    title: str = ""
    language: Language | None = None
    url: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document, in the words of the page; "" where nothing is known."""

    title: str
    language: Language
    publisher: str
    published: str
    validity: str
    standing: Standing | None
    format: str
    original: str
    source: str


def about(entry: Entry, successor: Entry | None, look: Look, today: date, original: bool) -> About:
    """For the language of the page; `original` says whether the file can be had."""
    facts, language = entry.facts, look.language
    place = f"/v1/documents/{url_quote(entry.id, safe='')}/content"
    return About(
        title=facts.title,
        language=facts.language,
        publisher=facts.publisher or "",
        published=in_words(facts.published, language) if facts.published else "",
        validity=validity(facts, language),
        standing=_standing(entry, successor, look, today),
        format=_FORMATS.get(entry.source.media_type, ""),
        original=place if original else "",
        source=facts.url if facts.url and facts.url.startswith(("https://", "http://")) else "",
    )


def _standing(entry: Entry, successor: Entry | None, look: Look, today: date) -> Standing | None:
    if successor is None:
        told = standing(entry.facts, None, look.language, today)
        return Standing(_capital(told)) if told else None
    # When it held stands in a line of its own.
    facts = replace(entry.facts, valid_from=None, valid_to=None)
    told = standing(facts, replace(successor.facts, title=_HERE), look.language, today)
    before, _, after = told.partition(_HERE)
    url = look.to(successor.id).url
    return Standing(_capital(before), successor.facts.title, successor.facts.language, url, after)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
