from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading import Block, Reading
from ingest.split import LONGEST, is_quotable, searchable, searchable_sentence, split
from polycite.model import Document, Facts, Language, Passage, Source, Span

ZIN = "De steun aan een cluster bedraagt hoogstens {} euro per jaar en loopt nooit langer dan tien jaar. "


def always(_: str) -> bool:
    return True


def document(text: str, language: Language = "nl") -> Document:
    return Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("A", language), text)


def lines(*pieces: tuple[str, str]) -> tuple[Document, Reading]:
    """A reading of one block a line: (kind, words); headings carry their level, rows their table as a suffix."""
    text, blocks = "", []
    for kind, words in pieces:
        name, _, number = kind.partition(":")
        start = len(text)
        text += words + "\n"
        span = Span(start, start + len(words))
        cells = (
            tuple(Span(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", words))
            if name in {"row", "head"}
            else ()
        )
        if name in {"row", "head"}:
            blocks.append(Block("row", span, 0, cells, name == "head", int(number)))
        else:
            blocks.append(Block(name, span, int(number or 0)))  # type: ignore[arg-type]
    return document(text), Reading(text, tuple(blocks))


def passages(*pieces: tuple[str, str]) -> tuple[Document, tuple[Passage, ...]]:
    made, reading = lines(*pieces)
    return made, split(made, reading, always)


def test_a_passage_is_whole_sentences_of_one_section() -> None:
    made, found = passages(
        ("heading:1", "1 Steun"), ("prose", "Eerste zin. Tweede zin."), ("heading:1", "2 Duur"), ("prose", "Derde zin.")
    )
    assert [one.span.of(made.text) for one in found] == ["Eerste zin. Tweede zin.", "Derde zin."]
    assert [one.heading for one in found] == [("1 Steun",), ("2 Duur",)]


def test_a_heading_path_goes_down_and_comes_back() -> None:
    _, found = passages(
        ("heading:1", "A"), ("heading:2", "A1"), ("prose", "Een zin."), ("heading:2", "A2"), ("prose", "Nog een."),
        ("heading:1", "B"), ("prose", "Laatste."),
    )  # fmt: skip
    assert [one.heading for one in found] == [("A", "A1"), ("A", "A2"), ("B",)]


def test_a_long_section_is_parted_evenly_at_sentence_ends() -> None:
    made, found = passages(("prose", "".join(ZIN.format(number) for number in range(100, 118)).strip()))
    lengths = [len(one.span) for one in found]
    assert len(found) == 2
    assert max(lengths) - min(lengths) <= 2.1 * len(ZIN)
    assert all(one.span.of(made.text).endswith("tien jaar.") for one in found)


def test_no_passage_is_longer_than_the_limit_unless_one_sentence_is() -> None:
    _, found = passages(("prose", "".join(ZIN.format(number) for number in range(100, 200)).strip()))
    assert all(len(one.span) <= LONGEST for one in found)


def test_a_passage_the_encoder_would_cut_is_halved() -> None:
    made, reading = lines(("prose", "".join(ZIN.format(number) for number in range(100, 112)).strip()))
    found = split(made, reading, lambda text: len(text) < 400)
    assert all(len(searchable(made, one)) < 400 for one in found)
    assert sum(len(one.sentences) for one in found) == 12


def test_an_endless_sentence_is_divided_at_a_clause() -> None:
    made, found = passages(
        ("prose", "; ".join(f"punt {number} van de lange opsomming zonder einde" for number in range(80)))
    )
    sentences = [sentence.of(made.text) for one in found for sentence in one.sentences]
    assert all(len(sentence) <= 900 for sentence in sentences)
    assert all(sentence.endswith(";") for sentence in sentences[:-1])


def test_a_document_in_dutch_with_an_english_annex_is_two_languages() -> None:
    _, found = passages(
        ("prose", "De aanvraag wordt ingediend bij de dienst en de leidinggevende beslist binnen tien werkdagen."),
        ("prose", "The application is sent to the department and the manager decides within ten working days."),
    )
    assert [one.language for one in found] == ["nl", "en"]


def test_rows_of_a_table_are_its_sentences_and_its_first_row_its_header() -> None:
    made, (found,) = passages(
        ("head:1", "Soort\tBedrag"), ("row:1", "Cluster\t650.000 euro"), ("row:1", "Netwerk\t150.000 euro")
    )
    assert found.kind == "table"
    assert found.header is not None
    assert found.header.of(made.text) == "Soort\tBedrag"
    assert [one.of(made.text) for one in found.sentences][1:] == ["Cluster\t650.000 euro", "Netwerk\t150.000 euro"]


def test_a_long_table_repeats_its_header_for_search_and_never_in_the_quote() -> None:
    rows = [
        ("row:1", f"Cluster nummer {number} van de regio\t{number}.000 euro per jaar") for number in range(100, 160)
    ]
    made, found = passages(("head:1", "Soort\tBedrag"), *rows)
    assert len(found) > 1
    assert all(searchable(made, one).count("Soort Bedrag") == 1 for one in found)
    assert all("Soort" not in one.span.of(made.text) for one in found[1:])


def test_column_names_printed_again_on_the_next_page_are_no_row() -> None:
    names = ("head:1", "Soort\tBedrag")
    made, (found,) = passages(names, ("row:1", "Cluster\t650.000 euro"), names, ("row:1", "Netwerk\t150.000 euro"))
    rows = [one.of(made.text) for one in found.sentences]
    assert rows == ["Soort\tBedrag", "Cluster\t650.000 euro", "Netwerk\t150.000 euro"]


def test_a_row_is_embedded_with_its_heading_and_column_names() -> None:
    made, (found,) = passages(
        ("heading:1", "Tarieven"), ("head:1", "Soort\tBedrag"), ("row:1", "Cluster\t650.000 euro")
    )
    assert searchable_sentence(made, found, found.sentences[1]) == "Tarieven Soort Bedrag: Cluster 650.000 euro"
    assert searchable_sentence(made, found, found.sentences[0]) == "Soort Bedrag"


def test_a_cell_full_of_prose_is_read_by_the_sentence() -> None:
    cell = ZIN.format(650) * 3
    made, (found,) = passages(("head:1", "Speerpunt\tNetwerk"), ("row:1", f"{cell.strip()}\t{cell.strip()}"))
    assert len(found.sentences) == 1 + 6
    assert all("\t" not in one.of(made.text) for one in found.sentences[1:])


def test_two_tables_are_not_one_passage() -> None:
    _, found = passages(("row:1", "Een\t1 euro"), ("row:2", "Twee\t2 euro"))
    assert len(found) == 2


def test_a_list_stays_with_its_lead_in() -> None:
    made, (found,) = passages(
        ("prose", "De aanvraag bevat:"), ("item:1", "- een begroting;"), ("item:1", "- een planning.")
    )
    assert found.kind == "list"
    assert found.span.of(made.text).startswith("De aanvraag bevat:")


@pytest.mark.parametrize("bullet", ["•", "-", "–", "*"])
def test_a_bullet_is_not_part_of_what_is_quoted(bullet: str) -> None:
    made, (found,) = passages(("item:1", f"{bullet} meld het verlies binnen vier uur"))
    assert found.sentences[0].of(made.text) == "meld het verlies binnen vier uur"


def test_a_number_stays_with_its_step() -> None:
    made, (found,) = passages(("item:1", "2. meld het verlies binnen vier uur"))
    assert found.sentences[0].of(made.text).startswith("2.")


def test_what_is_embedded_has_the_heading_path_and_what_is_quoted_has_not() -> None:
    made, (found,) = passages(("heading:1", "2 Steun"), ("heading:2", "2.1 Duur"), ("prose", "Tien jaar lang."))
    assert searchable(made, found) == "2 Steun > 2.1 Duur\nTien jaar lang."
    assert found.span.of(made.text) == "Tien jaar lang."


def test_the_same_text_gives_the_same_passage_ids() -> None:
    pieces = (("prose", "Eerste zin. Tweede zin."),)
    assert [one.id for one in passages(*pieces)[1]] == [one.id for one in passages(*pieces)[1]]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["prose", "item:1", "heading:1", "row:1"]), st.text("ab .\tZ9;", min_size=1, max_size=80)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_passages_are_ordered_disjoint_and_hold_their_sentences(pieces: list[tuple[str, str]]) -> None:
    _, found = passages(*pieces)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
    for one in found:
        assert one.sentences
        assert all(one.span.holds(sentence) for sentence in one.sentences)
        assert (one.span.start, one.span.end) == (one.sentences[0].start, one.sentences[-1].end)


@pytest.mark.parametrize("kind", ["prose", "heading:1"])
def test_blank_text_gives_no_passage(kind: str) -> None:
    assert passages((kind, "   "))[1] == ()


def struck(text: str, *marks: str) -> tuple[Document, Reading]:
    """A paragraph in which these words are marks."""
    spans = tuple(Span(text.index(mark), text.index(mark) + len(mark)) for mark in marks)
    return replace(document(text), marks=spans), Reading(text, (Block("prose", Span(0, len(text))),), marks=spans)


def test_a_sentence_that_is_struck_out_whole_is_none() -> None:
    made, reading = struck("Eerste zin. Tweede zin. Derde zin.", "Tweede zin.")
    (found,) = split(made, reading, always)
    assert [one.of(made.text) for one in found.sentences] == ["Eerste zin.", "Derde zin."]
    assert searchable(made, found) == "Eerste zin. Derde zin."


@pytest.mark.parametrize(
    ("made", "quotable"),
    [
        (lines(("heading:1", "Kop"), ("prose", "Een zin.")), True),
        (lines(("heading:1", "Kop")), False),
        (struck("Een zin.", "Een zin."), False),
        (struck("Een zin. Nog een.", "Een zin."), True),
        (lines(("item:1", "-  ")), False),
    ],
)
def test_a_document_is_quotable_when_a_passage_comes_of_it(made: tuple[Document, Reading], quotable: bool) -> None:
    assert is_quotable(*made) == quotable == bool(split(*made, always))
