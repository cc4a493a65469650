from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.model import Document, Facts, Source, Span
from polycite.text import visible
from polycite.web.pages.view_text import LONG, Block, around, blocks, quoted


def document(text: str, marks: tuple[Span, ...] = (), media_type: str = "application/pdf") -> Document:
    return Document("d", Source("d", "a", "d", media_type), Facts("Nota", "nl"), text, (), marks)


def barred(text: str) -> Document:
    """A Markdown text whose bars, dashes and stars are marks."""
    marks = tuple(Span(at, at + 1) for at, sign in enumerate(text) if sign in "|-*")
    return document(text, marks, "text/markdown")


def everything(one: Document, quote: Span | None = None) -> tuple[Block, ...]:
    return blocks(one, Span(0, len(one.text)), quote)


def words(block: Block) -> list[list[str]]:
    return [["".join(piece.words for piece in cell) for cell in row] for row in block.rows]


def marked(shown: tuple[Block, ...]) -> list[str]:
    cells = (cell for block in shown for row in block.rows for cell in row)
    return [piece.words for cell in cells for piece in cell if piece.quoted]


def firsts(shown: tuple[Block, ...]) -> list[str]:
    cells = (cell for block in shown for row in block.rows for cell in row)
    return [piece.words for cell in cells for piece in cell if piece.first]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, 12), (None, 5), (5, None), (99, 100), (-3, 5)])
def test_what_is_no_place_in_the_text_is_not_marked(start: int | None, end: int | None) -> None:
    assert quoted(document("een twee drie"[:11]), start, end) is None


def test_what_shows_nothing_is_not_marked() -> None:
    one = document("# Kop \n", (Span(0, 2),))
    assert [quoted(one, 0, 2), quoted(one, 5, 7), quoted(one, 0, 3)] == [None, None, Span(0, 3)]


def test_each_line_of_a_read_format_is_a_paragraph() -> None:
    assert [words(one) for one in everything(document("Kop\nEen zin.\n\n"))] == [[["Kop"]], [["Een zin."]]]


def test_lines_their_author_broke_stay_together_until_an_empty_one() -> None:
    shown = everything(document("Een zin\nloopt door.\n\nNog een.", media_type="text/plain"))
    assert [words(one) for one in shown] == [[["Een zin\nloopt door."]], [["Nog een."]]]


def test_lines_with_tabs_that_follow_each_other_are_one_table() -> None:
    shown = everything(document("Vooraf\nRegime\tDagen\nVoltijds\t\nDaarna"))
    assert [(one.table, words(one)) for one in shown] == [
        (False, [["Vooraf"]]),
        (True, [["Regime", "Dagen"], ["Voltijds", ""]]),
        (False, [["Daarna"]]),
    ]


def test_a_table_of_markdown_is_a_table_without_its_bars_and_rule() -> None:
    shown = everything(barred("| Regime | Dagen |\n|---|---|\n| Voltijds | 3 |\n"))
    assert [(one.table, words(one)) for one in shown] == [(True, [["Regime", "Dagen"], ["Voltijds", "3"]])]


def test_a_bar_that_is_no_mark_divides_nothing() -> None:
    (only,) = everything(document("| a | b |", media_type="text/markdown"))
    assert words(only) == [["| a | b |"]]


def test_list_items_of_an_author_stand_alone_without_their_mark() -> None:
    shown = everything(barred("Dit:\n- een\n  en meer\n- twee\n"))
    assert [(one.item, words(one)[0][0]) for one in shown] == [
        (False, "Dit:"),
        (True, "een\n  en meer"),
        (True, "twee"),
    ]


def test_a_quotation_is_marked_once_and_exactly() -> None:
    shown = everything(document("Telewerk mag op twee dagen."), Span(13, 26))
    assert marked(shown) == ["op twee dagen"]
    assert firsts(shown) == ["op twee dagen"]


def test_a_quoted_row_is_marked_cell_by_cell_and_named_once() -> None:
    one = document("Regime\tDagen\nVoltijds\t3\t8")
    shown = everything(one, Span(13, len(one.text)))
    assert marked(shown) == ["Voltijds", "3", "8"]
    assert firsts(shown) == ["Voltijds"]


def test_a_quotation_that_begins_with_what_is_not_seen_is_named_where_it_is() -> None:
    one = barred("| a |\n| Viervijfde | 2 dagen |")
    assert firsts(everything(one, Span(6, len(one.text)))) == ["Viervijfde"]


def test_a_part_that_goes_on_from_elsewhere_carries_no_name() -> None:
    one = document("een zin")
    assert firsts(blocks(one, Span(0, 7), Span(0, 7), named=False)) == []
    assert marked(blocks(one, Span(0, 7), Span(0, 7), named=False)) == ["een zin"]


def test_half_a_surrogate_pair_is_shown_as_a_question_mark() -> None:
    assert words(everything(document("a\ud800b"))[0]) == [["a?b"]]


def test_a_short_text_is_shown_whole() -> None:
    assert around(document("x" * LONG), None) == Span(0, LONG)


def test_of_a_long_text_whole_lines_about_the_quotation_are_shown() -> None:
    text = "\n".join(f"regel {number:04}" for number in range(5000))
    quote = Span(text.index("regel 2500"), text.index("regel 2500") + 10)
    shown = around(document(text), quote)
    assert shown.holds(quote)
    assert 7_000 < len(shown) < 9_000
    assert text[shown.start :].startswith("regel")
    assert text[shown.end] == "\n"


def test_of_a_long_text_without_a_quotation_its_beginning_is_shown() -> None:
    text = "\n".join("regel" for _ in range(5000))
    assert (around(document(text), None).start, len(around(document(text), None)) < LONG) == (0, True)


@pytest.mark.parametrize(
    "quote", [None, Span(0, 5), Span(500_000, 500_010), Span(0, 1_000_000), Span(999_999, 1_000_000)]
)
def test_one_endless_line_is_cut(quote: Span | None) -> None:
    shown = around(document("x" * 1_000_000), quote)
    assert 0 < len(shown) <= 3 * LONG
    assert quote is None or shown.meets(quote)


texts = st.text(st.sampled_from("ab \t\n|-é\u00ad"), max_size=60)


@given(texts, st.sampled_from(["application/pdf", "text/plain", "text/markdown"]), st.data())
def test_marking_moves_no_word_and_marks_exactly_the_quotation(text: str, media_type: str, data: st.DataObject) -> None:
    one = document(text, media_type=media_type)
    end = data.draw(st.integers(0, len(text)))
    quote = quoted(one, data.draw(st.integers(0, end)), end)
    shown = everything(one, quote)
    assert [words(block) for block in shown] == [words(block) for block in everything(one)]
    assert "".join("".join(marked(shown)).split()) == "".join(visible(one, quote).split() if quote else [])
    assert len(firsts(shown)) == (1 if quote else 0)


@given(texts, st.sampled_from(["application/pdf", "text/plain", "text/markdown"]))
def test_no_word_of_the_text_is_lost(text: str, media_type: str) -> None:
    one = document(text, media_type=media_type)
    shown = " ".join(cell for block in everything(one) for row in words(block) for cell in row)
    assert shown.split() == visible(one, Span(0, len(text))).split()
