"""The second reader says where a quotation stands, or nothing; it never guesses."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter

from eval.files import Files
from tests.eval.scripted import write_pdf

SPLIT = "De aanvraag wordt ingediend bij het diensthoofd, dat binnen tien werkdagen beslist."
HALF = SPLIT.index("dat")
PAGES = (
    "Telewerk mag twee dagen per week. Graad Dagen",
    f"Verlof vraagt men een week vooraf aan. Graad Dagen {SPLIT[:HALF]}",
    f"Titel {SPLIT[HALF:]} Het woord week staat hier ook, en vooraf.",
    "",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    corpus = tmp_path_factory.mktemp("corpus")
    write_pdf(corpus / "nl" / "regels.pdf", PAGES)
    (corpus / "nl" / "regels.txt").write_text(PAGES[0], encoding="utf-8")
    (corpus / "nl" / "stuk.PDF").write_bytes(b"%PDF-1.7\nnothing more")
    return Files(corpus)


def test_pages_are_their_letters(files: Files) -> None:
    pages = files.pages("nl/regels.pdf")
    assert len(pages) == 4
    assert pages[0] == "telewerkmagtweedagenperweekgraaddagen"
    assert pages[3] == ""


@pytest.mark.parametrize("path", ["nl/regels.txt", "nl/weg.pdf", "nl/stuk.PDF", "nl"])
def test_a_format_without_pages_and_a_file_that_cannot_be_read_have_none(files: Files, path: str) -> None:
    assert files.pages(path) == ()
    assert files.places(path, "Telewerk") == ()


def test_a_file_with_a_password_has_no_pages_to_say_anything_of(files: Files, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=files.corpus / "nl" / "regels.pdf")
    writer.encrypt(user_password="geheim", algorithm="AES-256")
    writer.write(tmp_path / "slot.pdf")
    assert Files(tmp_path).pages("slot.pdf") == ()


def test_a_file_is_read_once(tmp_path: Path) -> None:
    files, path = Files(tmp_path), write_pdf(tmp_path / "a.pdf", ["Een"])
    assert files.pages("a.pdf") == ("een",)
    path.unlink()
    assert files.pages("a.pdf") == ("een",)


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("Telewerk mag twee da-\ngen per week.", ((1,),)),
        ("Graad\tDagen", ((1,), (2,))),
        (SPLIT, ((2, 3),)),
        (SPLIT[:HALF], ((2,),)),
        # One letter more than stands on the page: too little of it is on the next to say that it runs over.
        (SPLIT[: HALF + 1], ()),
        ("Telewerk mag drie dagen per week.", ()),
        ("week per dagen twee mag Telewerk", ()),
        ("—", ()),
    ],
)
def test_a_quotation_stands_on_a_page_or_runs_over_two(
    files: Files, quote: str, places: tuple[tuple[int, ...], ...]
) -> None:
    assert files.places("nl/regels.pdf", quote) == places


def test_words_may_stand_on_pages_in_any_order(files: Files) -> None:
    assert files.has_words("nl/regels.pdf", "week twee Telewerk", [1])
    assert not files.has_words("nl/regels.pdf", "week twee Telewerk", [2])
    assert files.has_words("nl/regels.pdf", "twee diensthoofd,", [1, 2])
    assert not files.has_words("nl/regels.pdf", "week", [4])
    assert not files.has_words("nl/regels.pdf", "week", [9])
    assert not files.has_words("nl/regels.pdf", "week", [])
