"""A document as a page of plain HTML with one quotation marked: no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote as url_quote

from polycite.model import Document, Entry, Language, Page, Span
from polycite.text import visible
from polycite.web.contract import QUOTE
from polycite.wording import standing, validity

CONTENT_SECURITY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of the page: its own style sheet and nothing else."""
STYLE = files(__package__).joinpath("view.css").read_text("utf-8")
_PAGE = Template(files(__package__).joinpath("view.html").read_text("utf-8"))
_HERE = "\0"
_SHEET: Mapping[Language, str] = {"nl": "Pagina {label}", "fr": "Page {label}", "en": "Page {label}"}


def quoted(document: Document, start: int | None, end: int | None) -> Span | None:
    """The span to mark, or None where the two are not a place in this text: better no mark than a wrong one."""
    if start is None or end is None or not start < end <= len(document.text):
        return None
    return Span(start, end)


def view(document: Document, quote: Span | None, today: date, successor: Entry | None = None) -> str:
    """The page: title, publisher and day, whether it still holds and what replaced it, then the text page by page
    with the quotation marked."""
    facts = document.facts
    published = facts.published.isoformat() if facts.published else None
    said = [facts.publisher, published, validity(facts, facts.language)]
    about = " · ".join(escape(one) for one in said if one)
    return _PAGE.substitute(
        language=facts.language,
        title=escape(facts.title),
        about=(f"<p>{about}</p>" if about else "") + _standing(document, successor, today),
        text="\n".join(_sections(document, quote)),
    )


def _standing(document: Document, successor: Entry | None, today: date) -> str:
    """What a reader must know before relying on the page, with a link to what replaced it."""
    facts = document.facts
    if successor is not None:
        # When it held stands in the line above; the mark keeps the place of the link until all else is escaped.
        facts = replace(facts, valid_from=None, valid_to=None)
        told = standing(facts, replace(successor.facts, title=_HERE), facts.language, today)
    else:
        told = standing(facts, None, facts.language, today)
    if not told:
        return ""
    return f'<p class="standing"><strong>{escape(told[0].upper() + told[1:])}</strong></p>'.replace(
        _HERE, _link(successor) if successor else ""
    )


def _link(successor: Entry) -> str:
    return f'<a href="../view/{escape(url_quote(successor.id, safe=""))}">{escape(successor.facts.title)}</a>'


def _sections(document: Document, quote: Span | None) -> Iterator[str]:
    """The text of each page under its label, or the whole where the format has no pages."""
    first = True
    for page in document.pages or (None,):
        span = page.span if page else Span(0, len(document.text))
        meets = quote is not None and span.meets(quote)
        marked = _marked(document, span, quote, first) if quote and meets else escape(visible(document, span))
        yield f'{_heading(document, page)}<div class="text">{marked}</div>'
        first = first and not meets


def _heading(document: Document, page: Page | None) -> str:
    return f"<h2>{escape(_SHEET[document.facts.language].format(label=page.label))}</h2>\n" if page else ""


def _marked(document: Document, span: Span, quote: Span, first: bool) -> str:
    """A page that holds the quotation or a part of it; the first part carries the name a link can jump to."""
    start, end = max(span.start, quote.start), min(span.end, quote.end)
    pieces = (Span(span.start, start), Span(start, end), Span(end, span.end))
    before, inside, after = (escape(visible(document, piece)) for piece in pieces)
    name = f' id="{QUOTE}"' if first else ""
    return f"{before}<mark{name}>{inside}</mark>{after}"
