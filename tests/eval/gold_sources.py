"""What gold is made of: options that suffice, and a response as a journal keeps it."""

from __future__ import annotations

from eval.interview import Options
from polycite.model import Span
from tests.eval.shelves import TELEWORK

WELL = Options(
    question="Hoe vaak mag ik thuis werken?",
    documents=("nl/telewerk.txt",),
    words=("twee dagen",),
    keys=("twee | 2",),
    type="figure",
)


def passage(path: str, text: str, span: Span, document_id: str) -> dict[str, object]:
    found = {"rank": 1, "score": 1.0, "passage_id": "p", "document_id": document_id, "path": path, "pages": []}
    return found | {
        "heading": [],
        "language": "nl",
        "kind": "prose",
        "text": text,
        "start": span.start,
        "end": span.end,
    }


FOUND = passage("nl/telewerk.txt", TELEWORK[:61], Span(0, 61), "doc_nl/telewerk.txt")


def response(question: str, declined: bool = True, **more: object) -> dict[str, object]:
    decline = {"reason": "not_in_documents", "message": "Nee."} if declined else None
    return {"question": question, "question_language": "nl", "passages": [FOUND], "declined": decline} | more
