"""What a file says of itself: title, language, date, page labels, and what is attached to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfWriter

from ingest.readers.pdf import read_pdf
from tests.ingest.readers.pdf.whole.readings import Read, Typeset, said
from tests.ingest.readers.pdf.whole.sources import LANDSCAPE, PAGE, POLICY


def test_the_file_says_its_title_language_and_date(read: Read) -> None:
    reading = read(POLICY)
    assert (reading.title, reading.language, reading.published) == ("Reisbeleid van de dienst", "nl", date(2024, 3, 1))
    assert reading.warnings == ()


def test_page_labels_are_those_printed(read: Read) -> None:
    reading = read(
        PAGE
        + '#set page(numbering: "i")\nVoorwoord van dit verslag.\n#pagebreak()\nNog een woord vooraf.\n'
        + '#set page(numbering: "1")\n#counter(page).update(1)\nHet eerste hoofdstuk.\n#pagebreak()\nHet tweede.'
    )
    assert [page.label for page in reading.pages] == ["i", "ii", "1", "2"]
    assert said(reading) == [
        "Voorwoord van dit verslag.",
        "Nog een woord vooraf.",
        "Het eerste hoofdstuk.",
        "Het tweede.",
    ]


def test_attached_files_are_named_as_unread(typeset: Typeset, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=typeset(LANDSCAPE))
    writer.add_attachment("cijfers.csv", b"a;b")
    path = tmp_path / "attached.pdf"
    writer.write(path)
    assert read_pdf(path).warnings == ("1 attached files were not read: cijfers.csv.",)
