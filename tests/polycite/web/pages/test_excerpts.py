from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from polycite.model import Citation, Document, Facts, Kind, Page, Passage, Source, Span
from polycite.web.pages.excerpts import Excerpt, Piece, Row, beginning, excerpt, quotation

TABLE = "Regime\tDagen\nVoltijds\t3\nDeeltijds\t2"
BARRED = "| Regime | Dagen |\n|---|---|\n| Voltijds | 3 |\n|  | 2 |"
MARKS = tuple(Span(at, at + 1) for at, sign in enumerate(BARRED) if sign == "|")


def document(text: str, marks: tuple[Span, ...] = ()) -> Document:
    return Document("d", Source("d", "a.txt", "d", "text/plain"), Facts("Nota", "nl"), text, (), marks)


def passage(text: str, kind: Kind = "prose", header: Span | None = None, span: Span | None = None) -> Passage:
    return Passage("p", "d", span or Span(0, len(text)), kind, (), "nl", (), header)


def cited(text: str, words: str, kind: Kind = "prose", marker: int = 1, header: Span | None = None) -> Citation:
    start = text.index(words)
    return Citation(marker, document(text), passage(text, kind, header), words, Span(start, start + len(words)))


def test_running_text_is_cut_where_a_quotation_begins_and_ends() -> None:
    text = "Eerst dit. Dan dat. Tot slot."
    shown = excerpt(document(text), passage(text), [cited(text, "Dan dat.", marker=3)])
    assert shown.pieces == (Piece("Eerst dit. "), Piece("Dan dat.", (3,)), Piece(" Tot slot."))


def test_quotations_that_overlap_share_the_piece_between_them() -> None:
    text = "een twee drie"
    shown = excerpt(
        document(text), passage(text), [cited(text, "een twee", marker=1), cited(text, "twee drie", marker=2)]
    )
    assert shown.pieces == (Piece("een ", (1,)), Piece("twee", (1, 2)), Piece(" drie", (2,)))


def test_a_quotation_of_another_passage_marks_nothing() -> None:
    text = "Eerst dit. Dan dat."
    shown = excerpt(document(text), passage(text, span=Span(0, 10)), [cited(text, "Dan dat.")])
    assert shown.pieces == (Piece("Eerst dit."),)


def test_a_table_keeps_its_rows_and_marks_the_quoted_one() -> None:
    shown = excerpt(document(TABLE), passage(TABLE, "table", Span(0, 12)), [cited(TABLE, "Voltijds\t3", "table", 2)])
    assert shown.rows == (
        Row(("Regime", "Dagen"), (), True),
        Row(("Voltijds", "3"), (2,)),
        Row(("Deeltijds", "2")),
    )


def test_the_column_names_of_a_split_table_come_along() -> None:
    rest = passage(TABLE, "table", Span(0, 12), Span(TABLE.index("Deeltijds"), len(TABLE)))
    assert excerpt(document(TABLE), rest).rows == (Row(("Regime", "Dagen"), (), True), Row(("Deeltijds", "2")))


def test_a_markdown_table_is_parted_by_its_bars() -> None:
    shown = excerpt(document(BARRED, (*MARKS,)), passage(BARRED, "table", Span(0, 18)))
    assert shown.rows[0] == Row(("Regime", "Dagen"), (), True)
    assert shown.rows[-2:] == (Row(("Voltijds", "3")), Row(("", "2")))


def test_a_table_of_one_column_is_shown_as_text() -> None:
    shown = excerpt(document("een\ntwee"), passage("een\ntwee", "table"))
    assert (shown.rows, [piece.text for piece in shown.pieces]) == ((), ["een\ntwee"])


def test_neighbouring_rows_are_quoted_as_one_table() -> None:
    header = Span(0, 12)
    said = [
        cited(TABLE, "Regime\tDagen", "table", 1, header),
        cited(TABLE, "Deeltijds\t2", "table", 2, header),
    ]
    assert quotation(said) == (Excerpt(rows=(Row(("Regime", "Dagen"), (1,), True), Row(("Deeltijds", "2"), (2,)))),)


def test_a_sentence_after_a_row_stands_by_itself() -> None:
    text = "Regime\tDagen\nEen zin."
    said = [cited(text, "Regime\tDagen", "table", 1), cited(text, "Een zin.", "table", 2)]
    assert quotation(said) == (
        Excerpt(rows=(Row(("Regime", "Dagen"), (1,)),)),
        Excerpt(pieces=(Piece("Een zin.", (2,)),)),
    )


def test_a_quotation_is_said_on_one_line() -> None:
    assert quotation([cited("Een\n  zin.", "Een\n  zin.")]) == (Excerpt(pieces=(Piece("Een zin.", (1,)),)),)


def test_a_short_passage_is_its_own_beginning() -> None:
    shown = Excerpt(pieces=(Piece("Kort."),))
    assert beginning(shown) == shown


def test_a_long_passage_begins_with_whole_words() -> None:
    (piece,) = beginning(Excerpt(pieces=(Piece("woord " * 100),))).pieces
    assert len(piece.text) <= 420
    assert set(piece.text.split()) == {"woord"}


def test_a_long_word_is_cut_where_it_must() -> None:
    (piece,) = beginning(Excerpt(pieces=(Piece("x" * 10_000),))).pieces
    assert piece.text == "x" * 420


def test_a_long_table_begins_with_its_first_rows() -> None:
    rows = tuple(Row((str(number), "a")) for number in range(9))
    assert beginning(Excerpt(rows=rows)).rows == rows[:4]


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "Z")), min_size=1, max_size=40), st.data())
def test_cutting_changes_no_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = document(text)
    one = Citation(1, whole, passage(text), text[start:end], Span(start, end))
    pieces = excerpt(whole, passage(text), [one]).pieces
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(piece.text for piece in pieces if piece.markers) == text[start:end]


def test_a_quotation_on_two_pages_is_marked_once_through() -> None:
    text = "Een zin over twee bladen."
    pages = (Page(1, "1", Span(0, 8)), Page(2, "2", Span(8, len(text))))
    paged = Document("d", Source("d", "a.pdf", "d", "application/pdf"), Facts("Nota", "nl"), text, pages)
    one = Citation(1, paged, passage(text), text, Span(0, len(text)))
    assert excerpt(paged, passage(text), [one]).pieces == (Piece(text, (1,)),)
