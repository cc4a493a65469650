"""Files that cannot be read are refused with a reason and the next step; pages that cannot be read are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

from ingest.readers import pdf_pages
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf_pages import check_kind, read_pages
from polycite.errors import BadSource

Typeset = Callable[[str], Path]
Drawn = Callable[..., Path]

PLAIN = "#set page(width: 10cm, height: 8cm)\nEen gewone zin.\n#pagebreak()\nNog een gewone zin."
SQUARE = "0 0 1 rg 100 100 200 200 re f"


def refusal(path: Path) -> BadSource:
    with pytest.raises(BadSource) as caught:
        read_pdf(path)
    assert path.name in str(caught.value)
    assert "polycite ingest" in str(caught.value)
    return caught.value


def stripped_of_meaning(writer: PdfWriter, page: int) -> None:
    """Take away what tells which characters a page's fonts draw."""
    for font in writer.pages[page]["/Resources"]["/Font"].values():  # type: ignore[index]
        inner: DictionaryObject = font.get_object()
        inner.pop("/ToUnicode")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leeg.pdf"
    path.touch()
    assert refusal(path).reason == "empty"


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"<html>", b"\x00" * 1024 + b"%PDF-1.7", b"%PD"])
def test_a_file_that_does_not_begin_as_a_pdf_is_refused(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "anders.pdf"
    path.write_bytes(head + b"\nrest")
    assert refusal(path).reason == "type_mismatch"


def test_a_folder_named_as_a_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.mkdir()
    assert refusal(path).reason == "unreadable"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "weg.pdf").reason == "unreadable"


def test_a_pdf_that_asks_for_a_password_is_refused(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    writer.encrypt(user_password="geheim", owner_password="baas", algorithm="AES-256")
    path = tmp_path / "slot.pdf"
    writer.write(path)
    assert refusal(path).reason == "encrypted"


def test_a_pdf_that_only_its_owner_may_change_is_read(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    writer.encrypt(user_password="", owner_password="baas", algorithm="AES-256")
    path = tmp_path / "open.pdf"
    writer.write(path)
    assert read_pdf(path).text == "Een gewone zin.\nNog een gewone zin."


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_off_anywhere_is_refused_or_warned_of(typeset: Typeset, tmp_path: Path, tenth: int) -> None:
    whole = typeset(PLAIN).read_bytes()
    path = tmp_path / "kort.pdf"
    path.write_bytes(whole[: len(whole) * tenth // 10])
    assert not check_kind(path)
    assert refusal(path).reason == "corrupt"


def test_a_file_without_its_end_is_read_with_a_warning(drawn: Drawn) -> None:
    path = drawn("BT /F1 12 Tf 100 700 Td (Een zin zonder einde.) Tj ET")
    path.write_bytes(path.read_bytes().partition(b"startxref")[0])
    reading = read_pdf(path)
    assert reading.text == "Een zin zonder einde."
    assert "the file does not end as a PDF should: pages may be missing." in reading.warnings


def test_rubbish_behind_the_right_first_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rommel.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"%%EOF")
    assert refusal(path).reason == "corrupt"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bladloos.pdf"
    PdfWriter().write(path)
    assert refusal(path).reason == "corrupt"


def test_a_scan_is_refused_for_having_no_text(drawn: Drawn) -> None:
    refused = refusal(drawn(SQUARE))
    assert refused.reason == "no_text"
    assert "OCR" in str(refused)


def test_a_blank_page_is_refused_for_having_no_text(drawn: Drawn) -> None:
    assert refusal(drawn("")).reason == "no_text"


def test_fonts_that_hide_their_characters_are_refused(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    stripped_of_meaning(writer, 0)
    path = tmp_path / "stom.pdf"
    writer.write(path)
    refused = refusal(path)
    assert refused.reason == "no_text"
    assert "fonts" in str(refused)


def test_only_the_pages_without_text_are_named(typeset: Typeset, drawn: Drawn, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    writer.add_page(PdfReader(drawn(SQUARE)).pages[0])
    writer.insert_page(PdfReader(drawn(SQUARE)).pages[0], 0)
    writer.add_blank_page(100, 100)
    path = tmp_path / "half.pdf"
    writer.write(path)
    reading = read_pdf(path)
    assert reading.text == "Een gewone zin.\nNog een gewone zin."
    assert reading.warnings == ("no text on pages 1, 4: scanned or drawn, so nothing there can be found.",)
    assert [len(page.span) for page in reading.pages] == [0, 16, 19, 0, 0]


def test_a_page_in_fonts_that_hide_their_characters_is_left_out_and_named(tmp_path: Path, typeset: Typeset) -> None:
    writer = PdfWriter(clone_from=typeset(PLAIN))
    other = '#set page(width: 10cm, height: 8cm)\n#set text(font: "New Computer Modern")\nEen verborgen zin.'
    writer.append(typeset(other))
    stripped_of_meaning(writer, 2)
    path = tmp_path / "deels.pdf"
    writer.write(path)
    reading = read_pdf(path)
    assert reading.text == "Een gewone zin.\nNog een gewone zin."
    assert reading.warnings == ("the fonts on page 3 do not say which characters they draw: left out.",)


def test_more_pages_than_allowed_are_refused(typeset: Typeset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_PAGES", 1)
    assert refusal(typeset(PLAIN)).reason == "too_large"


def test_more_characters_than_allowed_are_refused(typeset: Typeset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_CHARACTERS", 20)
    assert refusal(typeset(PLAIN)).reason == "too_large"


def test_bounds_are_those_of_the_threat_model() -> None:
    assert (pdf_pages.MOST_PAGES, pdf_pages.MOST_CHARACTERS) == (5_000, 20_000_000)


def test_a_stamp_across_the_page_is_not_read(drawn: Drawn) -> None:
    slanted = "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (ONTWERP) Tj ET"
    reading = read_pdf(drawn(f"BT /F1 12 Tf 100 700 Td (De zin zelf.) Tj ET {slanted}"))
    assert reading.text == "De zin zelf."


def test_text_turned_in_the_margin_follows_the_page(drawn: Drawn) -> None:
    turned = "BT /F1 9 Tf 0 1 -1 0 30 300 Tm (Kenmerk 12) Tj ET"
    reading = read_pdf(drawn(f"{turned} BT /F1 12 Tf 100 700 Td (De zin van de bladzijde.) Tj ET"))
    assert reading.text == "De zin van de bladzijde.\nKenmerk 12"


def test_a_page_says_its_displayed_size_and_words(typeset: Typeset) -> None:
    first, second = read_pages(typeset(PLAIN))
    assert (first.width, first.height) == pytest.approx((283.5, 226.8), abs=0.5)
    assert (first.words, second.words) == (("Een gewone zin.",), ("Nog een gewone zin.",))
