"""Whether a served engine still finds what the float32 model finds, on texts of an office in three languages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from polycite.adapters.encoder.preparation import Bounds
from polycite.adapters.encoder.prepared import Probe
from polycite.model import Vectors

_NEAREST = 10

QUESTIONS: tuple[str, ...] = (
    "Hoeveel vakantiedagen heeft een personeelslid?",
    "Wie keurt een buitenlandse dienstreis goed?",
    "Binnen welke termijn wordt een klacht beantwoord?",
    "Welke vergoeding krijg ik voor thuiswerk?",
    "Hoe lang worden sollicitaties bewaard?",
    "Vanaf welk bedrag is een openbare aanbesteding verplicht?",
    "Wat moet ik doen als mijn badge gestolen is?",
    "Mag ik een geschenk van een leverancier aannemen?",
    "Combien de jours de congé un agent a-t-il ?",
    "Qui approuve une mission à l'étranger ?",
    "Dans quel délai répond-on à une plainte ?",
    "Quelle indemnité est prévue pour le télétravail ?",
    "Combien de temps garde-t-on les candidatures ?",
    "À partir de quel montant un marché public est-il obligatoire ?",
    "Que faire si mon badge a été volé ?",
    "Puis-je accepter le cadeau d'un fournisseur ?",
    "How many days of leave does an employee have?",
    "Who approves a trip abroad?",
    "How soon must a complaint be answered?",
    "What allowance is paid for working from home?",
    "How long are job applications kept?",
    "Above which amount is a public tender required?",
    "What do I do when my badge is stolen?",
    "May I accept a gift from a supplier?",
)

PASSAGES: tuple[str, ...] = (
    "Elk personeelslid heeft recht op vijfendertig vakantiedagen per jaar; niet-opgenomen dagen vervallen op 31 maart.",
    "De directeur keurt dienstreizen buiten de Europese Unie vooraf en schriftelijk goed.",
    "Een klacht wordt binnen vijfenveertig kalenderdagen beantwoord en elk jaar in een verslag samengevat.",
    "Voor elke dag thuiswerk wordt een forfaitaire vergoeding van 2,50 euro betaald.",
    "Gegevens van kandidaten die niet zijn aangeworven, worden na twaalf maanden vernietigd.",
    "Opdrachten boven 140.000 euro zonder btw worden Europees bekendgemaakt.",
    "Meld het verlies of de diefstal van een toegangskaart onmiddellijk aan het onthaal.",
    "Geschenken met een waarde van meer dan vijftig euro worden geweigerd of aan de organisatie afgestaan.",
    "De subsidieaanvraag bevat een begroting, een planning en de statuten van de vereniging.",
    "Wie met de fiets naar het werk komt, ontvangt 0,27 euro per kilometer.",
    "Het archief bewaart notulen van de raad blijvend.",
    "Een leidinggevende voert jaarlijks een functioneringsgesprek met elke medewerker.",
    "Persoonsgegevens mogen enkel voor het doel worden gebruikt waarvoor ze zijn verzameld.",
    "De openingsuren van het loket zijn van 9 tot 12 uur, op woensdag ook van 14 tot 19 uur.",
    "Ziekte wordt voor tien uur 's ochtends aan de leidinggevende gemeld.",
    "Het bestek vermeldt de gunningscriteria en het gewicht van elk criterium.",
    "Chaque agent a droit à trente-cinq jours de congé par an ; les jours non pris sont perdus le 31 mars.",
    "Le directeur approuve au préalable et par écrit les missions en dehors de l'Union européenne.",
    "Toute plainte reçoit une réponse dans les quarante-cinq jours et figure dans le rapport annuel.",
    "Une indemnité forfaitaire de 2,50 euros est versée pour chaque jour de télétravail.",
    "Les données des candidats non retenus sont détruites après douze mois.",
    "Les marchés supérieurs à 140 000 euros hors TVA font l'objet d'une publication européenne.",
    "Signalez sans tarder à l'accueil la perte ou le vol d'une carte d'accès.",
    "Un cadeau d'une valeur de plus de cinquante euros est refusé ou cédé à l'organisation.",
    "La demande de subvention comprend un budget, un calendrier et les statuts de l'association.",
    "Le déplacement à vélo vers le lieu de travail donne droit à 0,27 euro par kilomètre.",
    "Les procès-verbaux du conseil sont conservés aux archives sans limite de durée.",
    "Le responsable mène chaque année un entretien de fonctionnement avec chaque collaborateur.",
    "Les données personnelles ne servent qu'à la finalité pour laquelle elles ont été recueillies.",
    "Le guichet est ouvert de 9 à 12 heures et, le mercredi, de 14 à 19 heures.",
    "Toute maladie est signalée au responsable avant dix heures du matin.",
    "Le cahier des charges indique les critères d'attribution et leur pondération.",
    "Every employee is entitled to thirty-five days of leave a year; days not taken lapse on 31 March.",
    "The director approves journeys outside the European Union in writing and in advance.",
    "A complaint is answered within forty-five days and summarised in the yearly report.",
    "A flat allowance of 2.50 euros is paid for each day worked from home.",
    "Data of applicants who were not hired are destroyed after twelve months.",
    "Contracts above 140,000 euros excluding VAT are published at European level.",
    "Report the loss or theft of an access card to reception without delay.",
    "A gift worth more than fifty euros is refused or handed to the organisation.",
    "A grant application holds a budget, a calendar and the statutes of the association.",
    "Cycling to work is paid at 0.27 euros per kilometre.",
    "Minutes of the council are kept in the archive for ever.",
    "A manager holds an appraisal interview with each member of staff once a year.",
    "Personal data are used only for the purpose for which they were collected.",
    "The counter is open from 9 to 12 and on Wednesdays also from 2 to 7 in the afternoon.",
    "Illness is reported to the manager before ten in the morning.",
    "The specifications state the award criteria and the weight of each.",
)


@dataclass(frozen=True, slots=True)
class Views:
    """The vectors one engine gives to the probe's questions [n, d] and passages [m, d]."""

    questions: Vectors
    passages: Vectors


def good_enough(probe: Probe, bounds: Bounds) -> bool:
    """Whether an engine with this probe may be served."""
    return probe.cosine_min >= bounds.cosine_min and probe.overlap >= bounds.overlap


def compare(served: Views, original: Views) -> Probe:
    """How near the served vectors, and the neighbours they find, are to the original ones."""
    cosines = np.concatenate(
        [
            (served.questions * original.questions).sum(axis=1),
            (served.passages * original.passages).sum(axis=1),
        ]
    )
    ours, theirs = _nearest(served), _nearest(original)
    shared = [len(set(a) & set(b)) / len(a) for a, b in zip(ours.tolist(), theirs.tolist(), strict=True)]
    return Probe(
        cosine=round(float(cosines.mean()), 5),
        cosine_min=round(float(cosines.min()), 5),
        overlap=round(float(np.mean(shared)), 4),
        first=round(float((ours[:, 0] == theirs[:, 0]).mean()), 4),
    )


def _nearest(views: Views) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """For each question the places of its nearest passages, nearest first, ties by place."""
    nearest: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    nearest = np.argsort(-(views.questions @ views.passages.T), axis=1, kind="stable")[:, :_NEAREST]
    return nearest
