"""Words as they were written: whole when they were divided, with the signs that belong to them and no others."""

from __future__ import annotations

import pypdfium2 as pdfium

from tests.ingest.readers.pdf.whole.readings import Read, Typeset, said
from tests.ingest.readers.pdf.whole.sources import PAGE, POLICY


def test_divided_words_are_whole_again(read: Read, typeset: Typeset) -> None:
    reading = read(POLICY)
    with pdfium.PdfDocument(typeset(POLICY)) as document:
        divided = sum(page.get_textpage().get_text_bounded().count("\x02") for page in document)
    assert divided > 3
    for number in range(1, 8):
        assert (
            f"Alinea {number} bepaalt dat de vergoedingsregeling van toepassing blijft op iedereen die "
            "verantwoordelijkheid draagt voor de ondersteuningsmaatregelen en de innovatiesubsidies van de dienst, "
            "en dat de uitbetaling binnen dertig dagen volgt."
        ) in said(reading, "prose")


def test_superscripts_that_are_words_or_units_stay(read: Read) -> None:
    reading = read(
        PAGE + "Op 1#super[er] mei telt het terrein 20 m#super[2], de aanvraag#footnote[Formulier A.] volgt."
    )
    assert said(reading)[0] == "Op 1er mei telt het terrein 20 m2, de aanvraag volgt."


def test_spaces_that_do_not_break_become_plain_ones(read: Read) -> None:
    assert read(PAGE + "Artikel~7 kost 650~000~euro in totaal.").text == "Artikel 7 kost 650 000 euro in totaal."
