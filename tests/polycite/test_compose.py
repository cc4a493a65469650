"""Whatever is quoted, every marker is in the answer: a citation nobody can see proves nothing."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from polycite.compose import write
from polycite.grounding import citation
from polycite.model import Citation, Document, Facts, Kind, Passage, Source, Span

TODAY = date(2026, 6, 1)
LINES = (
    "Vergoed worden:",
    "a) de volgende kosten:",
    "- de trein.",
    "Soort\tBedrag:",
    "Bus\ttwee euro:",
    "Tram\tdrie euro",
)
TEXT = "\n".join(LINES)
DOCUMENT = Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Reizen", "nl"), TEXT)


def place(line: str) -> Span:
    return Span(TEXT.index(line), TEXT.index(line) + len(line))


def passage(name: str, kind: Kind, lines: tuple[str, ...], header: str | None = None) -> Passage:
    spans = tuple(map(place, lines))
    whole = Span(spans[0].start, spans[-1].end)
    return Passage(name, "d", whole, kind, (), "nl", spans, place(header) if header else None)


LIST = passage("list", "list", LINES[:3])
TABLE = passage("table", "table", LINES[3:], LINES[3])
# As where a table goes on in another passage.
REST = passage("rest", "table", LINES[5:], LINES[3])
MIXED = passage("mixed", "table", LINES[1:], LINES[3])
PLACES = [(one, span) for one in (LIST, TABLE, REST, MIXED) for span in (*one.sentences, *filter(None, [one.header]))]


def quoted(*places: tuple[Passage, Span]) -> list[Citation]:
    return [citation(marker, DOCUMENT, one, span) for marker, (one, span) in enumerate(places, 1)]


def test_a_list_in_a_list_reads_after_both_of_its_leads_under_all_markers() -> None:
    quotes = quoted(*((LIST, span) for span in LIST.sentences))
    said = "Vergoed worden: a) de volgende kosten: - de trein. [1][2][3]"
    assert write(quotes, "nl", TODAY) == f"Volgens Reizen: {said}"


def test_a_row_that_ends_in_a_colon_reads_with_its_column_names_all_the_same() -> None:
    quotes = quoted(*((TABLE, span) for span in TABLE.sentences))
    said = "Bus (Bedrag:: twee euro:) [1][2] Tram (Bedrag:: drie euro) [1][3]"
    assert write(quotes, "nl", TODAY) == f"Volgens Reizen: {said}"


@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=7))
def test_every_citation_has_its_marker_in_the_answer(places: list[tuple[Passage, Span]]) -> None:
    answer = write(quoted(*places), "nl", TODAY)
    assert {int(found) for found in re.findall(r"\[(\d+)\]", answer)} == set(range(1, len(places) + 1))


def test_a_row_of_markdown_reads_as_any_other() -> None:
    lines = ("| Soort | Bedrag | Vanaf |", "| Bus | twee euro | januari |")
    text = "\n".join(lines)
    bars = tuple(Span(at, at + 1) for at, sign in enumerate(text) if sign == "|")
    document = Document("m", Source("m", "a.md", "m", "text/markdown"), Facts("Reizen", "nl"), text, (), bars)
    header, row = Span(0, len(lines[0])), Span(len(lines[0]) + 1, len(text))
    table = Passage("t", "m", Span(0, len(text)), "table", (), "nl", (row,), header)
    quotes = [citation(marker, document, table, span) for marker, span in enumerate((header, row), 1)]
    assert write(quotes, "nl", TODAY) == "Volgens Reizen: Bus (Bedrag: twee euro; Vanaf: januari) [1][2]"
