"""What recurs in the margins is taken away; what only looks alike stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_margins import Margins, running_lines

MakeLine = Callable[..., Line]

HEIGHT = 800.0
HEAD, BODY, FOOT = 40.0, 400.0, 770.0


def taken(pages: Sequence[Sequence[Line]], labels: Sequence[str] = ()) -> list[str]:
    """The texts of running lines, page after page."""
    named = labels or [str(number) for number in range(1, len(pages) + 1)]
    margins = [Margins(number, label, HEIGHT) for number, label in enumerate(named, 1)]
    running = running_lines(list(zip(margins, pages, strict=True)), 10.0)
    return [line.text for page in pages for line in page if id(line) in running]


def test_a_line_that_recurs_at_the_top_runs(line: MakeLine) -> None:
    pages = [[line("Jaarverslag", (50, HEAD)), line(f"Tekst {n} van dit blad", (50, BODY))] for n in "abc"]
    assert taken(pages) == ["Jaarverslag"] * 3


def test_page_numbers_make_no_difference(line: MakeLine) -> None:
    pages = [[line(f"bladzijde {n} van 3", (50, FOOT))] for n in (1, 2, 3)]
    assert taken(pages) == ["bladzijde 1 van 3", "bladzijde 2 van 3", "bladzijde 3 van 3"]


def test_roman_page_numbers_make_no_difference(line: MakeLine) -> None:
    assert taken([[line(f"Voorwoord {n}", (50, FOOT))] for n in ("iii", "iv")]) == ["Voorwoord iii", "Voorwoord iv"]


def test_heads_of_even_and_odd_pages_both_run(line: MakeLine) -> None:
    pages = [[line("Links" if n % 2 else "Rechts", (50, HEAD))] for n in range(4)]
    assert taken(pages) == ["Rechts", "Links", "Rechts", "Links"]


def test_a_line_in_the_body_never_runs(line: MakeLine) -> None:
    assert taken([[line("Hetzelfde", (50, BODY))], [line("Hetzelfde", (50, BODY))]]) == []


def test_a_line_twice_on_one_page_does_not_run(line: MakeLine) -> None:
    assert taken([[line("Twee kolommen", (50, HEAD)), line("Twee kolommen", (300, HEAD))]]) == []


def test_the_same_words_at_another_height_do_not_run(line: MakeLine) -> None:
    assert taken([[line("Besluit", (50, HEAD))], [line("Besluit", (50, HEAD + 40))]]) == []


def test_a_heading_at_the_top_of_two_pages_stays(line: MakeLine) -> None:
    pages = [[line(f"Bijlage {n}", (50, HEAD), size=14.0)] for n in (1, 2)]
    assert taken(pages) == []


def test_alike_lines_stay_where_most_pages_have_text(line: MakeLine) -> None:
    texts = ["Artikel 1", "Artikel 2", "de gemeente beslist", "een andere zin", "nog een zin"]
    assert taken([[line(text, (50, HEAD))] for text in texts]) == []


def test_a_lone_page_number_runs_when_it_is_the_pages_own(line: MakeLine) -> None:
    assert taken([[line("- 1 -", (50, FOOT)), line("Pagina 1/1", (50, HEAD))]]) == ["- 1 -", "Pagina 1/1"]
    assert taken([[line("2024", (50, FOOT))]]) == []


def test_a_lone_label_runs(line: MakeLine) -> None:
    assert taken([[line("xii", (50, FOOT))]], labels=["xii"]) == ["xii"]


def test_text_of_another_direction_does_not_run(line: MakeLine) -> None:
    assert taken([[line("Kantlijn", (50, HEAD), turn=1)], [line("Kantlijn", (50, HEAD), turn=1)]]) == []
