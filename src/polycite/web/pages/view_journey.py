"""From citation to citation of one answer: it is made again from its question, where that is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from polycite.ask import Asker, Heard
from polycite.errors import FingerprintMismatch, GenerationGone, UnknownAnswer
from polycite.model import Citation, Principal, Span
from polycite.web.again import given_again
from polycite.web.pages.view_links import Look
from polycite.web.traces import Recent


@dataclass(frozen=True, slots=True)
class Journey:
    """Where one is among the citations of an answer (from 1), and the addresses beside it; "" at an end."""

    at: int
    of: int
    answer_url: str
    previous: str
    following: str


def journey(
    asker: Asker, recent: Recent, look: Look, quote: Span | None, principal: Principal, found: Heard
) -> Journey | None:
    """None where no citation of a remembered answer is what is shown. Raises what `found` raises, which is told the
    passages of the answer."""
    if look.answer is None or quote is None:
        return None
    try:
        cited = given_again(asker, recent.of(look.answer, principal), principal, found).citations
    except (UnknownAnswer, GenerationGone, FingerprintMismatch):
        # The page shows its quotation all the same, only without its neighbours.
        return None
    here = [at for at, one in enumerate(cited) if (one.document.id, one.span) == (look.document, quote)]
    return _between(cited, min(here, key=lambda at: cited[at].marker != look.n), look) if here else None


def _between(cited: tuple[Citation, ...], at: int, look: Look) -> Journey:
    def url(place: int) -> str:
        if not 0 <= place < len(cited):
            return ""
        one = cited[place]
        return look.cited(one.document.id, one.span, one.marker).url

    back = f"/answers/{quote(look.answer or '', safe='')}?{urlencode({'lang': look.language})}"
    return Journey(at + 1, len(cited), back, url(at - 1), url(at + 1))
