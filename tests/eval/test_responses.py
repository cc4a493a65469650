"""A response of the API says the same to the judge, whether it came over HTTP or from this process."""

from __future__ import annotations

from datetime import date

from eval.responses import given_of
from polycite.web.schema import (
    AskResponse,
    CitationOut,
    DeclineOut,
    DisagreementOut,
    DocumentOut,
    EquivalentOut,
    IndexOut,
    PageOut,
    PassageOut,
    SideOut,
    SupersededBy,
)

TEXT = "Graad | Dagen\n**A1** | 26\nVerlof vraagt men vooraf aan.\n"
PAGE = PageOut(number=3, label="iii")


def document(title: str = "Verlofregeling") -> DocumentOut:
    return DocumentOut(
        id="doc_1",
        path="nl/verlof.pdf",
        title=title,
        language="nl",
        publisher=None,
        published=None,
        url=None,
        valid_from=date(2026, 1, 1),
        valid_to=None,
        in_force=True,
        superseded_by=None,
    )


def passage(words: str = "A1 | 26", start: int = 14, passage_id: str = "p1") -> PassageOut:
    return PassageOut(
        rank=1,
        score=0.5,
        passage_id=passage_id,
        document_id="doc_1",
        path="nl/verlof.pdf",
        pages=(PAGE,),
        heading=(),
        language="nl",
        kind="table",
        text=words,
        start=start,
        end=start + len("**A1** | 26"),
    )


def citation(quote: str, start: int, title: str = "Verlofregeling", heading: tuple[str, ...] = ()) -> CitationOut:
    return CitationOut(
        marker=1,
        quote=quote,
        start=start,
        end=start + len(quote),
        document=document(title),
        pages=(PAGE, PageOut(number=4, label="iv")),
        heading=heading,
        passage_id="p1",
        language="nl",
        view_url="/view/doc_1",
        equivalents=(),
    )


def response(answer: str, *citations: CitationOut, declined: DeclineOut | None = None) -> AskResponse:
    return AskResponse(
        id="1",
        question="Hoeveel dagen?",
        question_language="nl",
        status="declined" if declined else "answered",
        answer=answer,
        answer_language="nl",
        sentences=(),
        citations=citations,
        passages=(passage(),),
        confidence=None if declined else 0.75,
        declined=declined,
        disagreements=(),
        index=IndexOut(generation="g", fingerprint="f"),
        trace_id="t",
        timings_ms={"embed": 1.0, "total": 12.5},
    )


def said(answer: str, *citations: CitationOut) -> str:
    return given_of(response(answer, *citations), {}, None).said


def test_an_answer_is_its_quotations_with_their_places_and_the_passages_found() -> None:
    given = given_of(response("Volgens Verlofregeling, p. iii: x [1]", citation("**A1** | 26", 14)), {}, None)
    assert (given.is_declined, given.reason, given.confidence, given.milliseconds) == (False, None, 0.75, 12.5)
    assert given.text == "Volgens Verlofregeling, p. iii: x [1]"
    (quote,) = given.quotes
    assert (quote.path, quote.quote, quote.pages) == ("nl/verlof.pdf", "**A1** | 26", (3, 4))
    assert (quote.start, quote.end) == (14, 25)
    assert TEXT[14:25] == quote.quote
    assert [(one.path, one.pages) for one in given.passages] == [("nl/verlof.pdf", (3,))]


def test_a_passage_is_as_its_document_has_it_where_the_text_is_known() -> None:
    shown = response("x")
    assert given_of(shown, {"doc_1": TEXT}, None).passages[0].text == "**A1** | 26"
    assert given_of(shown, {}, None).passages[0].text == "A1 | 26"


def test_what_stands_before_the_passage_is_its_row_of_column_names() -> None:
    given = given_of(response("x", citation("Graad | Dagen", 0), citation("**A1** | 26", 14)), {}, None)
    assert [one.is_header for one in given.quotes] == [True, False]


def test_what_leads_a_list_is_no_evidence_beside_an_item_of_it() -> None:
    lead, item = citation("Kader:", 14), citation("dagen", 20)
    assert [one.is_header for one in given_of(response("x", lead, item), {}, None).quotes] == [True, False]
    assert [one.is_header for one in given_of(response("x", lead), {}, None).quotes] == [False]


def test_a_citation_whose_passage_was_not_sent_is_taken_for_evidence() -> None:
    elsewhere = citation("Graad | Dagen", 0).model_copy(update={"passage_id": "p9"})
    assert [one.is_header for one in given_of(response("x", elsewhere), {}, None).quotes] == [False]


def test_a_refusal_is_its_message_and_reason() -> None:
    declined = DeclineOut(reason="out_of_scope", message="Deze vraag valt buiten het onderwerp.")
    given = given_of(response(declined.message, declined=declined), {}, None)
    assert (given.is_declined, given.reason, given.said) == (True, "out_of_scope", declined.message)
    assert (given.quotes, given.confidence) == ((), None)


def test_a_systems_own_words_are_its_lead_without_the_names_in_it() -> None:
    quoted = citation("x", 0)
    assert said("Volgens Verlofregeling, p. iii (in het Frans): x [1]", quoted) == "Volgens , p. iii (in het Frans)"
    assert said("Selon Verlofregeling, p. iii : x [1]", quoted) == "Selon , p. iii"


def test_names_with_a_colon_or_a_part_of_another_leave_the_lead_whole() -> None:
    colon = citation("x", 0, title="Verlof: de regels")
    assert said("Volgens Verlof: de regels, p. 1: x", colon) == "Volgens , p. 1"
    short = citation("x", 0, title="Verlof")
    assert said("Volgens Verlof: de regels, p. 1: x", short, colon) == "Volgens , p. 1"


def test_a_heading_in_the_documents_language_is_not_the_systems_own_word() -> None:
    quoted = citation("x", 0, title="Stages", heading=("Chapitre II", "5. Indemnités et salaire"))
    answer = "According to Stages, 5. Indemnités et salaire (in French): x [1]"
    assert said(answer, quoted) == "According to , (in French)".replace(" (", "  (")


def test_whatever_else_can_be_read_stands_beside_the_answer_once() -> None:
    newer = SupersededBy(document_id="doc_2", title="Verlof 2027")
    version = EquivalentOut(document_id="doc_3", language="fr", quote="Le congé", pages=())
    quoted = citation("x", 0, heading=("2 Duur",)).model_copy(
        update={"document": document().model_copy(update={"superseded_by": newer}), "equivalents": (version,)}
    )
    sides = (SideOut(value="26", published=None, citations=(1,)), SideOut(value="24", published=None, citations=(2,)))
    shown = response("x", quoted, quoted).model_copy(
        update={
            "passages": (passage().model_copy(update={"heading": ("3 Graden",)}),),
            "disagreements": (DisagreementOut(about="dagen", sides=sides),),
        }
    )
    beside = given_of(shown, {}, None).beside
    assert beside == ("Verlofregeling", "2 Duur", "Le congé", "Verlof 2027", "3 Graden", "dagen", "26", "24")


def test_views_are_handed_on() -> None:
    views = frozenset({"terms nl"})
    assert given_of(response("x"), {}, views).views == views


def test_a_response_without_timings_took_no_known_time() -> None:
    untimed = response("x").model_copy(update={"timings_ms": {}})
    assert given_of(untimed, {}, None).milliseconds == 0.0
