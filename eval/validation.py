"""Gold questions held against the documents as polycite has them indexed: stale or loose gold is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from eval.answering import key_facts
from eval.locate import letters_of
from eval.normalising import unified
from eval.plan import PLAN
from eval.questions import Canary, GoldQuestion, KeyFact, Need, Quotation
from eval.shelf import Shelf, Shelved
from eval.splitting import parted
from eval.suite import Suite
from polycite.language import language_of
from polycite.model import Span
from polycite.succession import in_force

_SHOWN = 60  # characters of a quotation that a problem repeats


@dataclass(frozen=True, slots=True)
class Spot:
    """The one place a quotation stands, or why there is not exactly one."""

    span: Span | None
    problem: str = ""


def validate(suite: Suite, shelf: Shelf) -> tuple[str, ...]:
    """Everything wrong with a suite on these documents, one line each; () when it can be measured with."""
    problems = [f"{one.where}: {said}" for one in suite.placed for said in of_question(one.question, shelf, suite.day)]
    strangers = sorted({name for names in suite.plan.joined for name in names} - set(shelf.families))
    problems += [f"{PLAN}: joined names {name!r}, a family no document has" for name in strangers]
    return (*problems, *(f"{PLAN}: {said}" for said in parted(shelf, suite.placed, suite.plan)))


def of_question(question: GoldQuestion, shelf: Shelf, day: date) -> Iterator[str]:
    """What is wrong with one question asked on a day."""
    for need in question.evidence:
        for quotation in need:
            yield from _of_quotation(quotation, question, shelf, question.as_of or day)
    for quotation in question.correction:
        yield from _of_quotation(quotation, question, shelf, question.as_of or day)
    if question.evidence:
        yield from _of_key_facts(question, shelf)
        yield from _of_family(question, [one.document for need in question.evidence for one in need], shelf)
    if question.canary:
        yield from _of_canary(question.canary, question, shelf)
        yield from _of_family(question, [question.canary.document], shelf)


def spot(quotation: Quotation, document: Shelved) -> Spot:
    """Where a quotation stands in its document, on its page where it names one."""
    found, page, quote = document.places(quotation.quote), quotation.page, _short(quotation.quote)
    if not found:
        return Spot(None, f"stale: {document.path} does not say {quote}")
    if page is not None and not document.document.pages:
        return Spot(None, f"{document.path} has no pages: leave page {page} out")
    on_page = [span for span in found if page is None or page in document.numbers(span)]
    if not on_page:
        pages = ", ".join(str(number) for span in found for number in document.numbers(span))
        return Spot(None, f"{document.path}: page {pages}, not {page}, holds {quote}")
    if len(on_page) > 1:
        more = "quote more of it" if page is not None or not document.document.pages else "name the page"
        where = f" on page {page}" if page is not None else ""
        return Spot(None, f"{document.path} says {quote} {len(on_page)} times{where}: {more}")
    return Spot(on_page[0])


def _of_quotation(quotation: Quotation, question: GoldQuestion, shelf: Shelf, day: date) -> Iterator[str]:
    document = shelf.documents.get(quotation.document)
    if document is None:
        yield _missing(quotation.document)
        return
    found = spot(quotation, document)
    if found.span is None:
        yield found.problem
    elif not any(passage.span.holds(found.span) for passage in document.passages):
        yield f"{document.path}: no one passage holds {_short(quotation.quote)}: quote less of it"
    if not in_force(document.facts, day):
        yield f"{document.path} was not in force on {day}: {_term(document)}"
    if not document.is_read_by(question.groups):
        yield f"{document.path} is not for {', '.join(question.groups)}: only for {', '.join(document.facts.readers)}"


def _of_key_facts(question: GoldQuestion, shelf: Shelf) -> Iterator[str]:
    """Each key fact must be in every alternative of at least one need, or an answer could quote one and miss it."""
    for group in question.must_contain:
        wordless = [one for one in group if not unified(one, "")]
        if wordless:
            yield f"key fact {wordless[0]!r} has neither a word nor a number"
            continue
        lacking = [_lacking(need, group, shelf) for need in question.evidence]
        if all(lacking):
            without = min(lacking, key=len)
            yield f"key fact {' | '.join(group)} is not in the quotation of {', '.join(without)}"


def _lacking(need: Need, group: KeyFact, shelf: Shelf) -> list[str]:
    """The documents of a need whose quotation does not name a key fact, read in the document's own letters."""
    texts = [(one.document, _own_words(one, shelf)) for one in need]
    return [path for path, text in texts if not key_facts([(text, language_of(text))], [group])[0]]


def _own_words(quotation: Quotation, shelf: Shelf) -> str:
    document = shelf.documents.get(quotation.document)
    span = spot(quotation, document).span if document else None
    return span.of(document.document.text) if document and span else quotation.quote


def _of_family(question: GoldQuestion, paths: Sequence[str], shelf: Shelf) -> Iterator[str]:
    families = sorted({str(shelf.documents[path].facts.family) for path in paths if path in shelf.documents})
    if families and question.family not in families:
        yield f"family {question.family!r} is not that of its documents: {', '.join(families)}"


def _of_canary(canary: Canary, question: GoldQuestion, shelf: Shelf) -> Iterator[str]:
    document = shelf.documents.get(canary.document)
    if document is None:
        yield _missing(canary.document)
        return
    if document.is_read_by(question.groups):
        yield f"{canary.document} may be read by {', '.join(question.groups)}: ask a canary as somebody who may not"
    readable = [one for one in shelf.documents.values() if one.is_read_by(question.groups)]
    for token in canary.tokens:
        letters = letters_of(token)
        if not letters or letters not in document.folded.letters:
            yield f"stale: {canary.document} does not say {_short(token)}"
        spread = [one.path for one in readable if letters and letters in one.folded.letters and one is not document]
        if spread:
            more = f" and {len(spread) - 1} more" if len(spread) > 1 else ""
            yield f"{_short(token)} also stands in {spread[0]}{more}, which {', '.join(question.groups)} may read"


def _missing(path: str) -> str:
    return f"no document {path} in the index: correct the path, or run 'polycite ingest' on the corpus again"


def _term(document: Shelved) -> str:
    return f"valid from {document.facts.valid_from or 'ever'} to {document.facts.valid_to or 'now'}"


def _short(quote: str) -> str:
    return repr(quote if len(quote) <= _SHOWN else quote[:_SHOWN] + "...")
