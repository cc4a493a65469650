"""Claims about where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.abbreviations import BEFORE, BEFORE_NUMBER, CLOSING
from ingest.sentences import split_sentences, trimmed
from polycite.model import LANGUAGES, Language, Span

# A bar stands where a sentence ends.
DIVIDED: list[tuple[Language, str]] = [
    ("nl", "De steun loopt drie jaar.| Daarna volgt een evaluatie."),
    ("nl", "Zie art. 7 van het besluit.| Dat geldt ook voor leden."),
    ("nl", "Een kleine uitgave, bv. een treinkaartje, hoeft geen fiche."),
    ("nl", "Bijv. De Lijn en de NMBS doen mee.| Andere niet."),
    ("nl", "Het plafond is 650.000 euro per jaar.| Meer kan niet."),
    ("nl", "De regeling startte in 2024.| Een tweede oproep volgt."),
    ("nl", "Dossier nr. 5 is gesloten.| Dossier nr. 6 loopt nog."),
    ("nl", "Het K.B. van 3 mei regelt dit.| De minister voert het uit."),
    ("nl", "Lees blz. 4 en vlg. voor de details.| Vraag hulp waar nodig."),
    ("nl", "Dhr. De Smet beslist samen met mevr. Van den Berghe.| Beroep is mogelijk."),
    ("nl", "Men betaalt max. 50 % en min. 10 % zelf.| De rest is steun."),
    ("nl", "De reis duurt ca. 3,5 uur, d.w.z. een halve dag."),
    ("nl", "Fietsen, steppen, enz.| Daarna volgt de auto."),
    ("nl", "Wie beslist?| De directie!| En wanneer?"),
    ("nl", 'Zij zei: "Dat mag niet."| Toch gebeurde het.'),
    ("nl", 'Hij vroeg "waarom?" en kreeg geen antwoord.'),
    ("nl", "De raad (opgericht in 2016.) vergadert maandelijks."),
    ("nl", "Dat staat vast (zie bijlage 2).| Verder geldt niets."),
    ("nl", "1. De aanvrager vult het formulier in.| 2. De dienst kijkt het na."),
    ("nl", "Artikel 12. De dienst antwoordt binnen tien dagen.| Stilte is een weigering."),
    ("nl", "Prof. dr. A. B. Janssens leidt de jury.| Ze zetelt t.e.m. 2027."),
    ("nl", "Voor vragen m.b.t. Verlof: zie intranet.| Mail niet."),
    ("nl", "Kijk op https://voorbeeld.be/verlof.html.| Daar staat alles."),
    ("nl", "Voorbeeld.be is de site.| Www.voorbeeld.be ook."),
    ("nl", "De vergadering is om 9.30 uur.| Ze eindigt om 11.15 uur."),
    ("nl", "Het project liep van 1.1.2020 t.e.m. 31.12.2022.| Het is klaar."),
    ("nl", "Wij kozen plan B.| De kosten daalden."),
    ("nl", "De heer J. De Smet tekent.| Niemand anders."),
    ("nl", "Er zijn drie punten: a) tijd; b) geld; c) mensen.| Meer niet."),
    ("nl", "De clusters...| Dat is een ander verhaal."),
    ("nl", "Hij twijfelde ... maar tekende toch."),
    ("nl", "Stuur het a.u.b.| Op tijd is op tijd."),
    ("nl", "'s Avonds is het gebouw dicht.| 's Nachts ook."),
    ("nl", "De steun stopt.1| De cluster gaat verder."),
    ("nl", "De steun stopt.¹| De cluster gaat verder."),
    ("nl", "**Let op.**| De termijn is kort."),
    ("nl", "Het bedrag van art. 5, § 2, 3° blijft.| Het stijgt niet."),
    ("nl", "De V.N. steunt dit.| De V.S. niet."),
    ("nl", "Dat zei minister P. Peeters in o.a. Gent en Brugge."),
    ("nl", "Het gaat om kmo's, kennisinstellingen e.d.| Zij betalen mee."),
    ("nl", "Het loopt van sept. 2024 tot dec. 2025.| Daarna stopt het in jan.| Niemand weet waarom."),
    ("fr", "M. Dupont décide.| Mme Leroy signe."),
    ("fr", "Le délai court dès le 1er janv. 2024.| Il prend fin en déc. 2025."),
    ("fr", "Les frais, p. ex. le train, sont remboursés.| Le taxi ne l'est pas."),
    ("fr", "Le directeur, c.-à-d. Mme Martin, tranche."),
    ("fr", "Voir l'art. 12, al. 3, du décret.| Il reste en vigueur."),
    ("fr", "Le plafond est de 1.250,50 euros.| Il est indexé."),
    ("fr", "« C'est permis. »| La règle est claire."),
    ("fr", "Est-ce permis ?| Oui !| Sans limite ?"),
    ("fr", "MM. Petit et Roux, cf. p. 14, s'y opposent."),
    ("fr", "Le train, le bus, etc.| Le reste est exclu."),
    ("fr", "L'A.R. du 3 mai 2007 s'applique.| La loi du 8 juin aussi."),
    ("fr", "Contactez la S.A. Dupuis au n° 5.| Elle répond sous 48 h."),
    ("fr", "Le Dr J.-P. Lambert préside.| Le vote est secret."),
    ("fr", "Il faut env. 3 jours, max. 5.| Ensuite, on relance."),
    ("fr", "Chap. IV. Dispositions finales."),
    ("fr", "Selon l'O.N.U.| La Belgique suit."),
    ("fr", "La demande (v. annexe 2) est jointe.| Elle est datée."),
    ("fr", "Écrivez à aide@exemple.be.| Nous répondons."),
    ("fr", "À partir de 2025, tout change.| État des lieux ci-dessous."),
    ("en", "Costs are shared, e.g. Travel is paid by the host."),
    ("en", "The cap, i.e. 50 per cent, stays.| It may rise."),
    ("en", "See No. 3 of the annex.| It lists the forms."),
    ("en", "The answer is no.| Then there is nothing to sign."),
    ("en", "Bikes, trains, etc.| Then come cars."),
    ("en", "Mr. Brown and Dr. Green met Ms. White on Jan. 5.| They agreed."),
    ("en", "The U.S.| The rest of the world differs."),
    ("en", "The U.S. Department of Energy replied."),
    ("en", "It starts at 9 a.m.| Monday is a holiday."),
    ("en", "Fig. 2 and Table 3 show this.| Vol. 4 does not."),
    ("en", "Growth was 3.5 per cent in 2023.| In 2024 it fell."),
    ("en", "Smith et al. (2019) disagree.| Others do not."),
    ("en", '"Is it allowed?" she asked.| "It is."'),
    ("en", "(The form is online.)| Print it."),
    ("en", "Use version 2.0.| It is faster."),
    ("en", "J. R. Smith vs. the Board: cf. p. 12.| It was dismissed."),
    ("en", "We cover modern art.| Prices vary."),
    ("en", "Acme Ltd.| Wins are taxed, as are Acme Inc. losses."),
    ("en", "Approx. 40 regions took part.| Two left."),
    ("en", "The plan ended.[12]| A new one began."),
    ("en", "Two lines\nbroken here.| And\nthere."),
    ("en", "Read the “guide.”| It helps."),
    ("en", "No stop at all"),
]


def sentences(text: str, language: Language) -> list[str]:
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(("language", "divided"), DIVIDED)
def test_sentences_end_where_a_reader_would_end_them(language: Language, divided: str) -> None:
    assert sentences(divided.replace("|", ""), language) == [part.strip() for part in divided.split("|")]


def test_only_the_span_asked_for_is_divided() -> None:
    text = "Eerste zin. Tweede zin. Derde zin."
    assert split_sentences(text, Span(12, 23), "nl") == (Span(12, 23),)
    assert split_sentences(text, Span(8, 27), "nl") == (Span(8, 11), Span(12, 23), Span(24, 27))


def test_white_space_alone_has_no_sentence() -> None:
    assert split_sentences(" \n\t ", Span(0, 4), "en") == ()
    assert split_sentences("", Span(0, 0), "en") == ()


def test_a_line_break_is_only_a_space() -> None:
    assert sentences("De termijn\nis kort.\n\nZij\nloopt.", "nl") == ["De termijn\nis kort.", "Zij\nloopt."]


def test_a_stop_inside_the_span_but_at_its_edge_ends_nothing_outside_it() -> None:
    text = "art. 7"
    assert [span.of(text) for span in split_sentences(text, Span(0, 4), "nl")] == ["art."]


def test_trimming_leaves_an_empty_span_where_nothing_is_left() -> None:
    assert trimmed("a   b", Span(1, 4)) == Span(4, 4)
    assert trimmed(" ab ", Span(0, 4)) == Span(1, 3)


def test_no_abbreviation_both_closes_a_sentence_and_never_does() -> None:
    for language in LANGUAGES:
        assert not CLOSING[language] & (BEFORE[language] | BEFORE_NUMBER[language])


@pytest.mark.parametrize(
    "flood", ["e.g. " * 20_000, "." * 50_000, "*" * 50_000 + ".*" * 20_000, "A. " * 20_000, "<" * 50_000 + ". <"]
)
def test_floods_of_stops_and_marks_still_come_back_whole(flood: str) -> None:
    spans = split_sentences(flood, Span(0, len(flood)), "en")
    assert "".join(span.of(flood) for span in spans).replace(" ", "") == flood.replace(" ", "")


PROSE = st.lists(
    st.sampled_from(
        [
            "De",
            "art.",
            "7",
            "M.",
            "Dupont",
            "e.g.",
            "no.",
            " ",
            "\n",
            "?",
            "!",
            "...",
            "»",
            '"',
            ")",
            "(",
            "**",
            "1.",
            "é",
            "\u00a0",
            "K.B.",
        ]
    ),
    max_size=40,
).map("".join)


@given(text=PROSE | st.text(max_size=200), language=st.sampled_from(LANGUAGES), data=st.data())
def test_spans_are_ordered_disjoint_trimmed_and_lose_no_character(
    text: str, language: Language, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    whole = Span(start, data.draw(st.integers(start, len(text))))
    spans = split_sentences(text, whole, language)
    assert all(whole.holds(span) and span for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(whole.of(text).split())
