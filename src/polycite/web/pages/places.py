"""Where a quotation or a passage stands, as a page names it: title, pages, day, validity, link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from polycite.model import Citation, Document, Language, Page, Passage, Span
from polycite.succession import Successors
from polycite.web.contract import QUOTE, view_url
from polycite.wording import in_words, standing, validity


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document: `url` shows it on the way from an answer, `permanent` by itself.

    `about` says what a reader must know before relying on it.
    """

    document: str
    title: str
    language: Language
    publisher: str
    published: str
    validity: str
    about: str
    heading: tuple[str, ...]
    pages: tuple[Page, ...]
    url: str
    permanent: str

    @property
    def label(self) -> str:
        """The printed labels of its pages: `3`, `3, 4`, or nothing."""
        return ", ".join(dict.fromkeys(page.label for page in self.pages))


@dataclass(frozen=True, slots=True)
class Places:
    """Names places in one language, on one day, for one answer."""

    language: Language
    today: date
    successors: Successors
    answer_id: str | None = None

    def of(self, document: Document, span: Span, heading: Sequence[str] = (), number: int | None = None) -> Place:
        """A span of a document; `number` is the marker of the quotation there."""
        facts, pages = document.facts, document.pages_of(span)
        newer = self.successors.facts_of(document)
        return Place(
            document=document.id,
            title=facts.title,
            language=facts.language,
            publisher=facts.publisher or "",
            published=in_words(facts.published, self.language) if facts.published else "",
            validity=validity(facts, self.language),
            about=standing(facts, newer, self.language, self.today),
            heading=tuple(heading),
            pages=pages,
            url=self.url(document.id, span, pages, number),
            permanent=view_url(document.id, span),
        )

    def of_citation(self, one: Citation) -> Place:
        """Where a quotation stands."""
        return self.of(one.document, one.span, one.passage.heading, one.marker)

    def of_passage(self, passage: Passage, document: Document) -> Place:
        """Where a passage stands."""
        return self.of(document, passage.span, passage.heading)

    def url(self, document: str, span: Span, pages: Sequence[Page], number: int | None) -> str:
        """The page that shows the span, which leads back to the answer it came from."""
        known = {"page": pages[0].number if pages else None, "answer": self.answer_id if number else None, "n": number}
        said = {name: value for name, value in known.items() if value is not None} | {"lang": self.language}
        return view_url(document, span).replace(f"#{QUOTE}", f"&{urlencode(said)}#{QUOTE}")
