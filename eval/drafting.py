"""From a question and a few words of its answer to a line of gold: the whole sentence, a free id, the right file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from eval.plan import OUT_OF_DOMAIN, Plan
from eval.problems import explained
from eval.questions import GoldQuestion, Quotation
from eval.shelf import Shelf, Shelved
from eval.suite import Placed, contradictions
from eval.validation import of_question
from polycite.errors import BadGold, BadQuestion
from polycite.model import Span
from polycite.text import display, fold_space

_NEW = "the new question"
_SHOWN = 5  # places of repeated words that a message lists


@dataclass(frozen=True, slots=True)
class Sentences:
    """Whole sentences or rows that hold some words: their quotation, fit to be found again, and where they stand."""

    quotation: Quotation
    span: Span

    def __str__(self) -> str:
        page = f", p. {self.quotation.page}" if self.quotation.page else ""
        return f"{self.quotation.document}{page}: {self.quotation.quote}"


def sentences_with(words: str, document: Shelved, page: int | None = None) -> tuple[Sentences, ...]:
    """Every stretch of whole sentences (or table rows) of a document that holds some words, in order."""
    found = [span for span in document.places(words) if page is None or page in document.numbers(span)]
    wholes = dict.fromkeys(whole for span in found for whole in [_whole(span, document)] if whole)
    return tuple(quoted(whole, document) for whole in wholes)


def sentences_in(span: Span, document: Shelved) -> tuple[Sentences, ...]:
    """The sentences and rows of the passages that a span meets."""
    spans = dict.fromkeys(one for passage in document.passages for one in passage.sentences if one.meets(span))
    return tuple(quoted(one, document) for one in sorted(spans))


def the_sentence(words: str, document: Shelved, page: int | None = None) -> Sentences:
    """The only stretch of sentences that holds some words. Raises BadQuestion where there is none, or more."""
    found = sentences_with(words, document, page)
    if not found:
        on = f"page {page} of " if page else ""
        raise BadQuestion(
            f"{on}{document.path} does not say {words!r}: give words as they stand in one paragraph there"
        )
    if len(found) > 1:
        places = "; ".join(str(one) for one in found[:_SHOWN])
        raise BadQuestion(f"{words!r} stands in {len(found)} places, give more words or --page: {places}")
    return found[0]


def quoted(span: Span, document: Shelved) -> Sentences:
    """A span as gold quotes it: on one line, without markup where it is found so, with its page where there is one."""
    shown = display(document.document, span)
    quote = shown if document.places(shown) else fold_space(span.of(document.document.text))
    page = next(iter(document.numbers(span)), None)
    return Sentences(Quotation(document=document.path, quote=quote, page=page), span)


def _whole(span: Span, document: Shelved) -> Span | None:
    """The sentences of one passage that a span meets, from the first one's start to the last one's end."""
    for passage in document.passages:
        met = [one for one in passage.sentences if one.meets(span)]
        if met and passage.span.holds(span):
            return Span(min(one.start for one in met), max(one.end for one in met))
    return None


def proposed_id(family: str, language: str, taken: Collection[str]) -> str:
    """The first free name of a family's questions in a language.

    >>> proposed_id("leave", "fr", {"leave-fr-01", "leave-fr-02"})
    'leave-fr-03'
    """
    numbers = (f"{family}-{language}-{number:02}" for number in range(1, len(taken) + 2))
    return next(one for one in numbers if one not in taken)


def file_for(family: str, placed: Sequence[Placed], folder: Path) -> Path:
    """Where a family's questions are: the file of its last one, or a new one of its name."""
    files = [one.file for one in placed if one.question.family == family]
    return Path(files[-1]) if files else folder / f"{family}.jsonl"


def made(fields: dict[str, object]) -> GoldQuestion:
    """A question of fields as JSON has them, those left out that say nothing. Raises BadGold."""
    try:
        return GoldQuestion.model_validate({name: value for name, value in fields.items() if value not in (None, "")})
    except ValidationError as error:
        raise BadGold([f"{_NEW}: {one}" for one in explained(error)]) from error


def problems_of(question: GoldQuestion, placed: Sequence[Placed], shelf: Shelf, day: date) -> Iterator[str]:
    """What keeps a question from joining the others: a repetition, or documents that say otherwise."""
    new = Placed(question, _NEW, 1)
    for said in contradictions([*placed, new]):
        # A triple may be written one wording at a time; `gold check` tells in the end.
        if said.startswith(new.where) and "triple" not in said:
            yield said.replace(new.where, _NEW, 1)
    yield from (f"{_NEW}: {said}" for said in of_question(question, shelf, day))


def line_of(question: GoldQuestion) -> str:
    """A question as its file has it: one line of JSON, without what is only a default."""
    fields = question.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(fields, ensure_ascii=False)


def append(question: GoldQuestion, placed: Sequence[Placed], folder: Path) -> Placed:
    """Add a question as the last line of its family's file."""
    file = file_for(question.family, placed, folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_bytes() if file.exists() else b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    file.write_bytes(before + gap + line_of(question).encode() + b"\n")
    return Placed(question, str(file), (before + gap).count(b"\n") + 1)


def is_planned(question: GoldQuestion, plan: Plan) -> bool:
    """Whether a question has a split already."""
    return question.family == OUT_OF_DOMAIN or question.family in plan.splits
