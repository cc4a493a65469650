"""Claims about telling Dutch, French and English apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polycite.language import language_evidence, language_of
from polycite.model import LANGUAGES, Language

QUESTIONS: dict[Language, str] = {
    "nl": """
        wat is het plafond?
        hoeveel?
        thuiswerk dagen
        plafond steun cluster
        wie beslist over verlof
        reiskosten buitenland
        maximale duur subsidie
        wanneer dien ik mijn aanvraag in?
        klacht termijn
        Mag ik telewerken vanuit Spanje?
        vergoeding fiets
        welke documenten moet ik toevoegen
        speerpuntcluster eigen bijdrage
        hoe lang loopt een IBN?
        wachtwoord regels
        ouderschapsverlof
        subsidiebedrag 2024
        kmo voorwaarden
        aanbesteding drempel
        hoeveel vakantiedagen heb ik
        wie is bevoegd?
        laptop verloren, wat nu?
        minimum leden cluster
        verlof zonder wedde
        kilometervergoeding
        is telewerk verplicht?
        aantal dagen telewerk per week
        evaluatie clusterbeleid
        Wat zegt artikel 7?
        maaltijdcheques bedrag
        ziektebriefje
        mag dat?
        waar vind ik het formulier
        budget innovatie
        beroep indienen
        steun voor kmo's
        deadline rapport
        uitzondering
        waarom 50 procent?
        loon bij ziekte
        contactpersoon DG GROW
        subsidies Wallonië
        clusters in Vlaanderen
        partners project Europa
        gemiddelde groei
        termijn antwoord klacht
        hotel maximum prijs
        treinticket eerste klasse
        wie tekent het contract
        overuren
    """,
    "fr": """
        combien?
        quel est le plafond?
        jours de télétravail
        plafond aide cluster
        qui décide des congés
        frais de voyage à l'étranger
        durée maximale subvention
        quand dois-je introduire ma demande?
        délai plainte
        Puis-je télétravailler depuis l'Espagne?
        indemnité vélo
        quels documents joindre
        contribution propre pôle
        combien de temps dure un réseau?
        mot de passe règles
        congé parental
        montant subvention 2024
        conditions PME
        marché public seuil
        combien de jours de vacances
        qui est compétent?
        ordinateur perdu, que faire?
        nombre minimum de membres
        congé sans solde
        indemnité kilométrique
        le télétravail est-il obligatoire?
        nombre de jours par semaine
        évaluation politique cluster
        Que dit l'article 7?
        chèques-repas montant
        certificat médical
        est-ce permis?
        où trouver le formulaire
        budget innovation wallonne
        introduire un recours
        aide aux PME
        date limite rapport
        exceptions prévues
        pourquoi 50 pour cent?
        salaire en cas de maladie
        personne de contact DG GROW
        subventions Wallonie
        grappes en Flandre
        partenaires projet Europe
        croissance moyenne
        réponse plainte délai
        hôtel prix maximum
        billet de train première classe
        qui signe le contrat
        heures supplémentaires
    """,
    "en": """
        how much?
        what is the ceiling?
        telework days
        cluster support ceiling
        who decides on leave
        travel expenses abroad
        maximum duration grant
        when do I submit my application?
        complaint deadline
        May I telework from Spain?
        bike allowance
        which documents must I attach
        own contribution spearhead cluster
        how long does a network last?
        password rules
        parental leave
        grant amount 2024
        SME conditions
        procurement threshold
        how many holidays do I have
        who is competent?
        lost laptop, now what?
        minimum members
        unpaid leave
        mileage allowance
        is telework mandatory?
        number of days per week
        evaluation cluster policy
        What does article 7 say?
        meal vouchers amount
        sick note
        is that allowed?
        where is the form
        innovation budget
        lodge an appeal
        support for SMEs
        report deadline
        exceptions
        why 50 percent?
        pay during illness
        contact person DG GROW
        subsidies Wallonia
        clusters in Flanders
        project partners Europe
        average growth
        complaint reply time
        hotel maximum rate
        first class train ticket
        who signs the contract
        overtime
    """,
}
ASKED = [(language, line.strip()) for language, lines in QUESTIONS.items() for line in lines.strip().splitlines()]


def test_nearly_every_short_question_is_told() -> None:
    wrong = [question for language, question in ASKED if language_of(question) != language]
    assert len(ASKED) == 150
    assert len(wrong) <= 4, wrong


@pytest.mark.parametrize(
    ("language", "passage"),
    [
        (
            "nl",
            "De leidinggevende beslist binnen tien werkdagen. Wie geen antwoord krijgt, mag beginnen.",
        ),
        (
            "fr",
            "La cheffe de service tranche dans les dix jours ouvrables. Sans réponse, c'est accepté.",
        ),
        ("en", "The line manager decides within ten working days. Without an answer the request counts as granted."),
        ("nl", "Zie ook het Engelse begrip 'Business Improvement District': dat wordt hier niet gebruikt."),
        ("en", "The Flemish term 'speerpuntcluster' is rendered here as spearhead cluster."),
        ("fr", "PLAFOND ANNUEL DES DÉPENSES"),
    ],
)
def test_a_passage_is_told_by_its_words_and_not_by_a_quoted_term(language: Language, passage: str) -> None:
    assert language_of(passage) == language


@pytest.mark.parametrize("default", LANGUAGES)
@pytest.mark.parametrize("nothing", ["", "2024", "+32 2 555 01 99", "€ 650.000", "...", "ΑΒΓ"])
def test_with_nothing_to_go_by_the_default_is_given(nothing: str, default: Language) -> None:
    assert language_evidence(nothing) == {"nl": 0, "fr": 0, "en": 0}
    assert language_of(nothing, default) == default


def test_with_nothing_to_go_by_and_no_default_it_is_english() -> None:
    assert language_of("42") == "en"


def test_a_default_never_outweighs_a_word() -> None:
    assert language_of("combien?", default="nl") == "fr"


def test_a_word_of_two_languages_decides_nothing_between_them() -> None:
    evidence = language_evidence("de")
    assert evidence["nl"] == evidence["fr"] > evidence["en"]
    assert language_of("de", default="fr") == "fr"
    assert language_of("de", default="nl") == "nl"


def test_capitals_make_no_difference() -> None:
    assert language_evidence("HOEVEEL DAGEN?") == language_evidence("hoeveel dagen?")


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    dutch = "Dit is de regel. " * 1_000
    assert language_evidence(dutch) == language_evidence(dutch + "This is the rule. " * 1_000)


@given(st.text(max_size=300))
def test_any_text_has_exactly_one_language_every_time(text: str) -> None:
    assert language_of(text) in LANGUAGES
    assert language_of(text) == language_of(text)
