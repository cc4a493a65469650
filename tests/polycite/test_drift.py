from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from pydantic import TypeAdapter
from rich.console import Console

from polycite import drift_table
from polycite.ask import Asker
from polycite.drift import DriftReport, drift
from polycite.model import ANONYMOUS, Principal

Shelf = Callable[..., Asker]

NL, FR = "nl/verlof.pdf", "fr/conge.pdf"
STAFF = Principal("s", frozenset({"public", "staff"}))


def report(shelf: Shelf, dutch: str, french: str, **facts: object) -> DriftReport:
    """The drift of one aligned pair, beside a French sentence that is alone."""
    alone = "Cette phrase ne figure que dans la version française du règlement."
    texts = {NL: f"{dutch}\nDit is een reglement van het agentschap.", FR: f"{french}\n{alone}"}
    known = {path: {"family": "leave", "language": path[:2], **facts} for path in texts}
    asker = shelf(texts, known, versions=[((NL, dutch), (FR, french)), (None, (FR, alone))])
    return drift(asker.library.current(), ANONYMOUS)


@pytest.mark.parametrize(
    ("dutch", "french"),
    [
        ("Het plafond is 650.000 euro vanaf 1 maart 2026.", "Le plafond est de 650 000 euros dès le 1er mars 2026."),
        ("Wie werkt, krijgt zesentwintig dagen verlof.", "Le personnel a droit à 26 jours de congé."),
        ("Het loket is open van 9.30 tot 12 uur.", "Le guichet est ouvert de 9 h 30 à 12 heures."),
        ("Verlof kan niet worden overgedragen.", "Le congé ne peut pas être reporté."),
        ("Een badge die niet is gebruikt, wordt geblokkeerd.", "Un badge inutilisé est bloqué."),
        ("Een aanvraag is niet meer dan 12 maanden geldig.", "Une demande est valable douze mois au plus."),
    ],
)
def test_what_says_the_same_in_other_notation_has_not_drifted(shelf: Shelf, dutch: str, french: str) -> None:
    found = report(shelf, dutch, french)
    assert (found.pairs, found.aligned, found.drifted) == (1, 1, ())


@pytest.mark.parametrize(
    ("dutch", "french", "matters", "only"),
    [
        (
            "Het plafond is 650.000 euro per jaar.",
            "Le plafond est de 560 000 euros par an.",
            ("figures",),
            (("650000",), ("560000",)),
        ),
        (
            "Dit geldt vanaf 1 maart 2026.",
            "Ceci vaut dès le 1er avril 2026.",
            ("dates",),
            (("month 3",), ("month 4",)),
        ),
        ("Dit geldt tot eind 2026.", "Ceci vaut jusqu’à la fin de 2027.", ("dates",), (("2026",), ("2027",))),
        (
            "Het personeel heeft twaalf dagen, vanaf mei.",
            "Le personnel a onze jours, dès juin.",
            ("figures", "dates"),
            (("12", "month 5"), ("11", "month 6")),
        ),
        ("Verlof kan niet worden overgedragen.", "Le congé peut être reporté.", ("negation",), ((), ())),
        (
            "Verlof kan worden overgedragen.",
            "Les jours de congé ne peuvent pas être reportés.",
            ("negation",),
            ((), ()),
        ),
    ],
)
def test_a_figure_a_date_or_a_denial_that_differs_is_told(
    shelf: Shelf, dutch: str, french: str, matters: tuple[str, ...], only: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    (found,) = report(shelf, dutch, french).drifted
    assert (found.matters, (found.only_one, found.only_other)) == (matters, only)
    assert (found.family, found.one.quote, found.other.quote) == ("leave", dutch, french)
    assert (found.one.path, found.one.pages, found.one.language) == (NL, ("i",), "nl")


def test_a_sentence_without_counterpart_is_listed_with_the_version_that_lacks_it(shelf: Shelf) -> None:
    (lone,) = report(shelf, "Een zin over verlof.", "Une phrase sur le congé.").alone
    assert (lone.family, lone.side.path, lone.missing_in) == ("leave", FR, NL)
    assert lone.side.quote.startswith("Cette phrase ne figure que")


def test_nothing_is_told_of_versions_one_of_which_the_asker_may_not_read(shelf: Shelf) -> None:
    texts = {NL: "Het plafond is 5 euro.", FR: "Le plafond est de 6 euros."}
    known: dict[str, dict[str, object]] = {NL: {"family": "f"}, FR: {"family": "f", "readers": ("staff",)}}
    index = shelf(texts, known, versions=[((NL, texts[NL]), (FR, texts[FR]))]).library.current()
    hidden, shown = drift(index, ANONYMOUS), drift(index, STAFF)
    assert (hidden.pairs, hidden.aligned, hidden.drifted, hidden.alone) == (0, 0, (), ())
    assert len(shown.drifted) == 1


def test_a_corpus_without_versions_has_no_drift(shelf: Shelf) -> None:
    found = drift(shelf().library.current(), ANONYMOUS)
    assert (found.pairs, found.drifted, found.alone) == (0, (), ())


def test_the_table_shows_both_quotes_with_their_pages_and_counts_what_was_compared(shelf: Shelf) -> None:
    console = Console(file=io.StringIO(), width=160, highlight=False)
    drift_table.show(report(shelf, "Het plafond is [b]5[/b] euro.", "Le plafond est de 6 euros."), console)
    assert isinstance(console.file, io.StringIO)
    said = console.file.getvalue()
    for words in ("leave: figures", "5 / 6", f"{NL} p. i", f"{FR} p. i", "[b]5[/b]", "Le plafond est de 6 euros."):
        assert words in said
    assert "1 aligned sentences of 1 pairs of versions: 1 differ, 1 sentences have no counterpart" in said


def test_a_report_is_json_that_reads_back(shelf: Shelf) -> None:
    found, adapter = report(shelf, "Het plafond is 5 euro.", "Le plafond est de 6 euros."), TypeAdapter(DriftReport)
    assert adapter.validate_json(adapter.dump_json(found)) == found
    assert set(json.loads(adapter.dump_json(found))) == {"generation", "pairs", "aligned", "drifted", "alone"}
