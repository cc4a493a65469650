from __future__ import annotations

from datetime import date

import pytest

from polycite.compose import sentences_of, write
from polycite.grounding import citation
from polycite.model import LANGUAGES, Citation, Document, Facts, Language, Page, Passage, Reason, Source, Span
from polycite.wording import decline, lead

TEXT = "Het plafond is **650.000** euro."
MARKS = (Span(15, 17), Span(24, 26))


def cited(pages: tuple[Page, ...] = (), valid_to: date | None = None) -> Citation:
    facts = Facts("Clusters", "nl", valid_to=valid_to)
    document = Document("d", Source("d", "a.md", "d", "text/markdown"), facts, TEXT, pages, MARKS)
    passage = Passage("p", "d", Span(0, len(TEXT)), "prose", ("2 Steun", "2.1 Plafond"), "nl", (Span(0, len(TEXT)),))
    return citation(1, document, passage, passage.span)


TODAY = date(2026, 6, 1)


def test_the_lead_names_title_and_page_in_the_askers_language() -> None:
    pages = (Page(7, "vii", Span(0, len(TEXT))),)
    assert lead(cited(pages), "nl", TODAY) == "Volgens Clusters, p. vii:"
    assert lead(cited(pages), "fr", TODAY) == "Selon Clusters, p. vii (en néerlandais) :"


def test_without_pages_the_lead_names_the_heading() -> None:
    assert lead(cited(), "en", TODAY) == "According to Clusters, 2.1 Plafond (in Dutch):"


def test_a_source_that_has_expired_is_labelled() -> None:
    assert "niet meer van kracht sinds 1 januari 2026" in lead(cited(valid_to=date(2025, 12, 31)), "nl", TODAY)
    assert "van kracht" not in lead(cited(valid_to=TODAY), "nl", TODAY)


def test_what_is_read_has_no_markup_and_what_is_quoted_has() -> None:
    one = cited()
    assert one.quote == TEXT
    assert sentences_of([one])[0].text == "Het plafond is 650.000 euro."
    assert write([one], "nl", TODAY) == "Volgens Clusters, 2.1 Plafond: Het plafond is 650.000 euro. [1]"


@pytest.mark.parametrize("reason", ["not_in_documents", "out_of_scope", "unsupported"])
def test_every_decline_is_worded_in_every_language(reason: Reason) -> None:
    messages: dict[Language, str] = {language: decline(reason, language, nearest=True) for language in LANGUAGES}
    assert len(set(messages.values())) == len(LANGUAGES)


def test_passages_are_announced_only_where_there_are_some() -> None:
    alone, accompanied = (decline("not_in_documents", "en", nearest=nearest) for nearest in (False, True))
    assert accompanied == f"{alone} Below are the passages that come closest."


TABLE = "Soort\tBedrag\tDuur\nCluster\t650.000 euro\ttien jaar\nNetwerk\t150.000 euro\n"
NAMES, FULL, SHORT = Span(0, 17), Span(18, 48), Span(49, 69)


def written(*spans: Span) -> str:
    document = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Steun", "nl"), TABLE)
    passage = Passage("p", "d", Span(0, 69), "table", (), "nl", (NAMES, FULL, SHORT), NAMES)
    return write([citation(marker, document, passage, span) for marker, span in enumerate(spans, 1)], "nl", TODAY)


def test_a_row_reads_with_its_column_names_and_cites_both() -> None:
    assert written(NAMES, FULL) == "Volgens Steun: Cluster (Bedrag: 650.000 euro; Duur: tien jaar) [1][2]"


def test_a_first_cell_that_is_a_whole_sentence_is_named_like_the_others() -> None:
    long = "De steun loopt hoogstens tien jaar en bedraagt vanaf 2024 hoogstens 650.000 euro per jaar."
    text = f"Speerpunt\tNetwerk\n{long}\tdrie jaar"
    names, row = Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))
    document = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Steun", "nl"), text)
    passage = Passage("p", "d", Span(0, len(text)), "table", (), "nl", (names, row), names)
    quotes = [citation(1, document, passage, names), citation(2, document, passage, row)]
    assert write(quotes, "nl", TODAY) == f"Volgens Steun: Speerpunt: {long}; Netwerk: drie jaar [1][2]"


def test_a_row_that_does_not_match_its_columns_is_set_side_by_side() -> None:
    assert written(NAMES, SHORT) == "Volgens Steun: Netwerk | 150.000 euro [1][2]"


def test_two_rows_share_their_column_names() -> None:
    assert written(NAMES, FULL, SHORT).count("[1]") == 2


def test_column_names_alone_are_said_as_they_are() -> None:
    assert written(NAMES) == "Volgens Steun: Soort | Bedrag | Duur [1]"


LISTED = "Het personeelslid:\n• werkt veilig;\n• meldt verlies.\n"


def test_a_list_item_reads_after_what_leads_the_list_under_both_markers() -> None:
    spans = [
        Span(LISTED.index(words), LISTED.index(words) + len(words))
        for words in ("Het personeelslid:", "meldt verlies.")
    ]
    document = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Regels", "nl"), LISTED)
    passage = Passage("p", "d", Span(0, len(LISTED)), "list", (), "nl", tuple(spans))
    quotes = [citation(marker, document, passage, span) for marker, span in enumerate(spans, 1)]
    assert write(quotes, "nl", TODAY) == "Volgens Regels: Het personeelslid: meldt verlies. [1][2]"
    # By itself, what leads a list is a sentence like any other.
    assert write(quotes[:1], "nl", TODAY) == "Volgens Regels: Het personeelslid: [1]"
