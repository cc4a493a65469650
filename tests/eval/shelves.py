"""Documents for tests, indexed without a model: each paragraph is a passage, each line of it a sentence."""

from __future__ import annotations

import re
from datetime import date

from eval.locate import fold
from eval.shelf import Shelf, Shelved
from polycite.model import Document, Facts, Language, Page, Passage, Source, Span

TELEWORK = (
    "Telewerk mag twee dagen per week.\nDe leidinggevende beslist.\n\nWie twijfelt, vraagt het de leidinggevende.\n"
)
OLD = "Telewerk mag een dag per week.\n"
FRENCH = "Le télétravail est permis deux jours par semaine.\n\nLe chef décide.\n"
PAY = "A director earns 4 321 euros a month.\n\nThe bonus is 900 euros.\n"


def document(path: str, text: str, facts: Facts, pages: int = 0) -> Shelved:
    """A document; with pages, each paragraph is on its own, and the last page takes what is left."""
    spans = [Span(found.start(), found.end()) for found in re.finditer(r"\S(?:.|\n(?!\n))*\S", text)]
    passages = tuple(_passage(path, number, span, text, facts.language) for number, span in enumerate(spans))
    numbered = [Page(number, str(number), span) for number, span in enumerate(spans[:pages], 1)]
    source = Source(f"doc_{path}", path, "0", "text/plain")
    return Shelved(Document(source.id, source, facts, text, tuple(numbered)), passages, fold(text))


def _passage(path: str, number: int, span: Span, text: str, language: Language) -> Passage:
    lines = re.finditer(r"[^\n]+", span.of(text))
    sentences = tuple(Span(span.start + one.start(), span.start + one.end()) for one in lines)
    return Passage(f"{path}#{number}", f"doc_{path}", span, "prose", (), language, sentences)


def shelf(*more: Shelved) -> Shelf:
    """The telework policy in two languages, the scheme it replaced, leave, pay for the board's eyes, and more."""
    old = Facts("Oud", "nl", valid_from=date(2022, 1, 1), valid_to=date(2025, 12, 31), family="telework-2022")
    new = Facts("Nieuw", "nl", valid_from=date(2026, 1, 1), supersedes=("nl/oud.txt",), family="telework")
    documents = (
        document("nl/telewerk.txt", TELEWORK, new),
        document("nl/oud.txt", OLD, old),
        document("fr/teletravail.txt", FRENCH, Facts("Télétravail", "fr", family="telework")),
        document("en/leave.txt", "Staff have 26 days of leave.\n", Facts("Leave", "en", family="leave")),
        document("en/pay.txt", PAY, Facts("Pay", "en", family="pay", readers=("board",))),
        *more,
    )
    return Shelf({one.path: one for one in documents})
