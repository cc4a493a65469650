"""What the owner of the documents is shown: questions nobody could answer, what people said, files, drift."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from polycite.journal import Feedback, Line
from polycite.model import Document, Language, Principal, Reason, Span
from polycite.ports import Index
from polycite.text import fold_accents, fold_space
from polycite.web.contract import view_url
from polycite.web.export import cited_again, found_again
from polycite.wording import in_words

SHOWN = 100
"""Lines of each table at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document, by its title and the labels of its pages."""

    title: str
    language: Language
    pages: str
    url: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was declined, as it was put last, how often it came, and the command that makes gold of it."""

    question: str
    language: Language
    times: int
    last: datetime
    reason: Reason
    nearest: Spot | None
    command: str


@dataclass(frozen=True, slots=True)
class Voted:
    """What somebody said of an answer; `question` is None where questions are not kept.

    The page of the answer is not named: it shows the question as it was put, with personal data and all.
    """

    question: str | None
    language: Language
    at: datetime
    feedback: Feedback
    cited: tuple[Spot, ...]


def unanswered(lines: Sequence[Line], index: Index | None, principal: Principal) -> tuple[Unanswered, ...]:
    """Declined questions, the same ones together, those asked most first; `lines` are newest first."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.kept.reason and line.kept.question:
            groups.setdefault((line.kept.language, _letters(line.kept.question)), []).append(line)
    often = sorted(groups.values(), key=lambda group: -len(group))
    return tuple(_unanswered(group, index, principal) for group in often[:SHOWN])


def voted(lines: Sequence[Line], index: Index | None, principal: Principal) -> tuple[Voted, ...]:
    """Answers somebody voted on, those that did not help first, newest first."""
    told = sorted((line for line in lines if line.feedback), key=lambda line: line.helpful is True)
    return tuple(_voted(line, index, principal) for line in told[:SHOWN])


def counts(lines: Sequence[Line]) -> Mapping[str, int]:
    """How many answers there are, and how many of each sort."""
    return {
        "asked": len(lines),
        "answered": sum(line.kept.reason is None for line in lines),
        "declined": sum(line.kept.reason is not None for line in lines),
        "helped": sum(line.helpful is True for line in lines),
        "wanting": sum(line.helpful is False for line in lines),
        "wordless": sum(line.kept.question is None for line in lines),
    }


def moment(at: datetime, language: Language) -> str:
    """A moment as people write it, by the clock of this machine: `1 januari 2026, 14:05`."""
    here = at.astimezone()
    return f"{day(here.date(), language)}, {here:%H:%M}"


def day(on: date | None, language: Language) -> str:
    """A day as people write it, "" for none."""
    return in_words(on, language) if on else ""


def _unanswered(group: Sequence[Line], index: Index | None, principal: Principal) -> Unanswered:
    newest = group[0].kept
    question = fold_space(newest.question or "")
    command = f"polycite gold add --language {newest.language} --question {shlex.quote(question)}"
    nearest = _nearest(group[0], index, principal)
    assert newest.reason is not None
    return Unanswered(question, newest.language, len(group), newest.at, newest.reason, nearest, command)


def _nearest(line: Line, index: Index | None, principal: Principal) -> Spot | None:
    hits = found_again(line.kept, index, principal).hits if index else ()
    if index is None or not hits:
        return None
    passage = hits[0].passage
    return _spot(index.document(passage.document, principal), passage.span)


def _voted(line: Line, index: Index | None, principal: Principal) -> Voted:
    kept = line.kept
    assert line.feedback is not None
    # Several sentences of one page are one place to look.
    spots = [_spot(*one) for one in cited_again(kept, index, principal)] if index else []
    cited = {(one.title, one.pages): one for one in reversed(spots)}
    question = fold_space(kept.question) if kept.question else None
    return Voted(question, kept.language, kept.at, line.feedback, tuple(reversed(cited.values())))


def _spot(document: Document, span: Span) -> Spot:
    labels = list(dict.fromkeys(page.label for page in document.pages_of(span)))
    pages = labels[0] if len(labels) == 1 else f"{labels[0]}-{labels[-1]}" if labels else ""
    return Spot(document.facts.title, document.facts.language, pages, view_url(document.id, span))


def _letters(question: str) -> str:
    """What two writings of one question share."""
    return "".join(filter(str.isalnum, fold_accents(question)))
