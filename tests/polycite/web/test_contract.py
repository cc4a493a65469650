from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from polycite.answer import Answer, Decline, Found, Trace
from polycite.clues import CLUES
from polycite.compose import AnswerSentence
from polycite.evidence import Reading
from polycite.grounding import citation
from polycite.model import (
    Document,
    Entry,
    Facts,
    Hit,
    Page,
    Passage,
    Source,
    Span,
)
from polycite.ports import Generation
from polycite.search import Ranking
from polycite.succession import in_force
from polycite.web.contract import answer_out, catalog_out, found_out, view_url

TODAY = date(2026, 6, 1)
TEXT = "Rij 1\nHet plafond is **650.000** euro.\nEinde"
#       0     6                                  39
MARKS = (Span(21, 23), Span(30, 32))
QUOTE = Span(6, 38)
PAGES = (Page(1, "i", Span(0, 25)), Page(2, "ii", Span(25, 44)))
FACTS = Facts("Clusters", "nl", "VLAIO", date(2024, 1, 15), date(2024, 2, 1), date(2026, 6, 1), url="https://vlaio.be")
DOCUMENT = Document("d/1", Source("d/1", "nl/groenboek.pdf", "d", "application/pdf"), FACTS, TEXT, PAGES, MARKS)
PASSAGE = Passage("p1", "d/1", Span(0, 44), "table", ("2 Steun", "2.3 Types"), "nl", (QUOTE,))
GENERATION = Generation("g7", "e5@int8", "2026-01-01T00:00:00+00:00", "corpus", 1, 1, {})
NEWER = Entry(
    "d2", Source("d2", "nl/nieuw.pdf", "e", "application/pdf"),
    Facts("Nieuw", "nl", supersedes=("nl/groenboek.pdf",)), 3, 500, 9,
)  # fmt: skip
OLDER = Entry("d/1", DOCUMENT.source, FACTS, 2, 44, 1)
UNREAD = Reading((), np.empty((0, len(CLUES))), {})


def answer(declined: Decline | None = None, entries: Sequence[Entry] = (OLDER,)) -> Answer:
    citations = () if declined else (citation(1, DOCUMENT, PASSAGE, QUOTE),)
    return Answer(
        id="ans_1",
        question="Wat is het plafond?",
        language="fr",
        text=declined.message if declined else "Selon Clusters : Het plafond is 650.000 euro. [1]",
        text_language="fr" if declined else "nl",
        sentences=() if declined else (AnswerSentence("Het plafond is 650.000 euro.", (1,), "verbatim"),),
        citations=citations,
        hits=(Hit(PASSAGE, 0.87, 1),),
        documents={"d/1": DOCUMENT},
        declined=declined,
        generation=GENERATION,
        entries=tuple(entries),
        trace=Trace("trc_1", Ranking((), ()), UNREAD, {"embed": 7.1, "total": 19.6}),
    )


def said() -> dict[str, Any]:
    """The answer as JSON, of which each test reads a part."""
    written: dict[str, Any] = json.loads(answer_out(answer(entries=[OLDER, NEWER]), TODAY).model_dump_json())
    return written


def test_an_answer_goes_out_under_exactly_the_contracts_names() -> None:
    flat = {name: value for name, value in said().items() if name not in ("citations", "passages")}
    assert flat == {
        "id": "ans_1",
        "question": "Wat is het plafond?",
        "question_language": "fr",
        "status": "answered",
        "answer": "Selon Clusters : Het plafond is 650.000 euro. [1]",
        "answer_language": "nl",
        "sentences": [{"text": "Het plafond is 650.000 euro.", "citations": [1], "support": "verbatim"}],
        "confidence": None,
        "declined": None,
        "disagreements": [],
        "changes": [],
        "index": {"generation": "g7", "fingerprint": "e5@int8"},
        "trace_id": "trc_1",
        "timings_ms": {"embed": 7.1, "total": 19.6},
        "resolved_question": None,
    }


def test_a_citation_goes_out_under_exactly_the_contracts_names() -> None:
    (one,) = said()["citations"]
    assert {name: value for name, value in one.items() if name != "document"} == {
        "marker": 1,
        "quote": "Het plafond is **650.000** euro.",
        "start": 6,
        "end": 38,
        "pages": [{"number": 1, "label": "i"}, {"number": 2, "label": "ii"}],
        "heading": ["2 Steun", "2.3 Types"],
        "passage_id": "p1",
        "language": "nl",
        "view_url": "/view/d%2F1?start=6&end=38#quote",
        "equivalents": [],
    }


def test_a_cited_document_goes_out_under_exactly_the_contracts_names() -> None:
    (one,) = said()["citations"]
    assert one["document"] == {
        "id": "d/1",
        "path": "nl/groenboek.pdf",
        "title": "Clusters",
        "language": "nl",
        "publisher": "VLAIO",
        "published": "2024-01-15",
        "url": "https://vlaio.be",
        "valid_from": "2024-02-01",
        "valid_to": "2026-06-01",
        "in_force": True,
        "superseded_by": {"document_id": "d2", "title": "Nieuw"},
    }


def test_a_passage_goes_out_under_exactly_the_contracts_names() -> None:
    assert said()["passages"] == [
        {
            "rank": 1,
            "score": 0.87,
            "passage_id": "p1",
            "document_id": "d/1",
            "path": "nl/groenboek.pdf",
            "pages": [{"number": 1, "label": "i"}, {"number": 2, "label": "ii"}],
            "heading": ["2 Steun", "2.3 Types"],
            "language": "nl",
            "kind": "table",
            "text": "Rij 1 Het plafond is 650.000 euro. Einde",
            "start": 0,
            "end": 44,
        }
    ]


def test_a_decline_says_why_cites_nothing_and_still_shows_passages() -> None:
    response = answer_out(answer(Decline("out_of_scope", "Hors sujet.")), TODAY)
    assert (response.status, response.answer, response.citations, response.sentences) == (
        "declined",
        "Hors sujet.",
        (),
        (),
    )
    assert response.declined is not None
    assert (response.declined.reason, response.declined.message) == ("out_of_scope", "Hors sujet.")
    assert [one.passage_id for one in response.passages] == ["p1"]


def test_a_generated_answer_that_cannot_be_had_is_degraded_and_says_so_in_the_askers_language() -> None:
    response = answer_out(answer(), TODAY, mode="generative")
    assert response.status == "degraded"
    notice, extract = response.answer.split("\n")
    assert notice == "Aucun modèle de langue n'est disponible ; voici des citations littérales."
    assert extract == answer().text
    assert response.citations == answer_out(answer(), TODAY).citations


def test_a_decline_stays_a_decline_whatever_was_asked_for() -> None:
    response = answer_out(answer(Decline("unsupported", "Non.")), TODAY, mode="generative")
    assert (response.status, response.answer) == ("declined", "Non.")


def test_a_document_is_in_force_on_its_first_and_its_last_day() -> None:
    days = {date(2024, 1, 31): False, date(2024, 2, 1): True, date(2026, 6, 1): True, date(2026, 6, 2): False}
    assert {day: in_force(FACTS, day) for day in days} == days


def test_a_document_without_days_is_always_in_force() -> None:
    assert in_force(Facts("x", "nl"), date.min)
    assert in_force(Facts("x", "nl"), date.max)


def test_a_document_nobody_replaces_is_superseded_by_nothing() -> None:
    (one,) = answer_out(answer(), TODAY).citations
    assert one.document.superseded_by is None


def test_of_two_documents_that_replace_one_the_first_by_path_is_named() -> None:
    second = Entry("d3", Source("d3", "nl/z.pdf", "f", "application/pdf"), replace(NEWER.facts, title="Z"), 1, 1, 1)
    (one,) = answer_out(answer(entries=[NEWER, second]), TODAY).citations
    assert one.document.superseded_by is not None
    assert one.document.superseded_by.title == "Nieuw"


def test_of_the_language_versions_that_replace_a_document_its_own_language_is_named() -> None:
    english = Entry(
        "d0", Source("d0", "en/new.pdf", "f", "application/pdf"), replace(NEWER.facts, language="en"), 1, 1, 1
    )
    (one,) = answer_out(answer(entries=[english, NEWER]), TODAY).citations
    assert one.document.superseded_by is not None
    assert one.document.superseded_by.document_id == "d2"
    (other,) = answer_out(answer(entries=[english]), TODAY).citations
    assert other.document.superseded_by is not None
    assert other.document.superseded_by.document_id == "d0"


def test_a_format_without_pages_has_none() -> None:
    plain = Document("d/1", DOCUMENT.source, FACTS, TEXT)
    (one,) = found_out(Found((Hit(PASSAGE, 1.0, 1),), {"d/1": plain}, GENERATION)).passages
    assert one.pages == ()


def test_a_search_goes_out_as_passages_and_nothing_else() -> None:
    found = found_out(Found((Hit(PASSAGE, 0.87, 1),), {"d/1": DOCUMENT}, GENERATION))
    assert list(json.loads(found.model_dump_json())) == ["passages"]
    assert found.passages == answer_out(answer(), TODAY).passages


def test_the_list_of_documents_tells_their_size_and_what_replaced_them() -> None:
    listed = catalog_out(GENERATION, [OLDER, NEWER], TODAY)
    first, second = listed.documents
    assert (first.id, first.pages, first.characters, first.passages) == ("d/1", 2, 44, 1)
    assert first.superseded_by is not None
    assert first.superseded_by.document_id == "d2"
    assert second.superseded_by is None
    assert (listed.index.generation, listed.next_cursor) == ("g7", None)


def test_an_identifier_cannot_leave_its_place_in_a_view_url() -> None:
    assert view_url("../a?b#c", Span(1, 2)) == "/view/..%2Fa%3Fb%23c?start=1&end=2#quote"


def test_the_command_line_gets_the_contract_without_a_web_framework() -> None:
    program = (
        "import sys, polycite.web.contract;"
        "print(sorted({'fastapi', 'starlette', 'uvicorn', 'torch'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert run.stdout.strip() == "[]"
