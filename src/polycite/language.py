"""Dutch, French or English? Decided by closed-class words, everyday office words and letter patterns.

A statistical model was tried first: on 150 questions of one to seven words py3langid 0.4 (restricted to the three) and
lingua 2.1 each err 8 times and cost 834 ms and 441 ms, 106 MB and 131 MB, to load; a question asked on the command line
pays that every time. What is below needs no loading. It errs twice on those 150, on which its words were chosen, and 33
times on 13,067 public questions and headlines, from whose errors a few words were taken; py3langid errs 27 times there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from polycite.model import LANGUAGES, Language

# Words met in two of the languages stand in both lists, so that they decide nothing between those two.
_DUTCH = """
    de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou of wat mijn men dit zo
    door over ze zich bij ook tot je mij uit der daar haar naar heb heeft hoe hebben deze want nog zal me zij nu geen
    omdat iets worden toch al waren veel meer doen moet ben zonder kan hun dus alles onder werd wezen zelf tegen na
    reeds wil kon niets uw iemand geweest andere wie welk welke waar waarom wanneer hoeveel mag mogen moeten kunnen
    wordt binnen buiten tussen volgens per we wij jij jullie ons onze elk elke ieder iedere dien dient naast sinds
    tijdens vanaf vanuit indien aantal bedrag dag dagen jaar jaren maand maanden week weken uur euro procent verlof
    werk loon steun kost kosten regel regels aanvraag termijn klacht vergoeding artikel beleid overheid dienst
    onderneming ondernemingen kmo subsidies subsidie eigen bijdrage lening rapport verslag overleg partners drempel
    deadline cluster clusters project projecten Europa europa document documenten was had plafond budget besluit uren
    gemiddelde groei bevoegd lid leden vlaamse vlaanderen wallonië brussel voorbeeld ja nee gelden geldt krijg krijgt
    nodig zoals ten ter eerst eerste tweede derde laatste nieuw nieuwe maximum minimum hotel prijs contact innovatie
    data
"""
_FRENCH = """
    le la les un une des de du et est à a en que qui quoi dont où ne pas plus par pour sur dans avec ce cet cette ces
    il elle ils elles on nous vous je tu me te se moi toi lui leur leurs mon ma mes ton ta tes son sa ses notre nos
    votre vos au aux mais ou donc car ni si sans sous entre vers chez selon comme être avoir fait faire peut peuvent
    doit doivent puis quel quelle quels quelles combien comment pourquoi quand sont était ont y aussi même tout tous
    toute toutes très bien non oui autre autres après avant depuis pendant lors afin ainsi chaque jour jours mois an
    ans année années semaine semaines heure heures euro euros montant nombre aide aides congé congés délai durée
    plainte règle règles politique entreprise entreprises loi salaire frais demande seuil marché contrat document
    documents prix plafond subvention subventions budget partenaires pme projet projets clusters cluster article
    exceptions exception public publics groupe croissance moyenne wallonie wallonne wallon flandre bruxelles premier
    première cas voyage travail emploi recours réponse date conditions condition maximum minimum contact personne
    permis prévu prévue prévues signer signe télétravail innovation innovations soit été limite
"""
_ENGLISH = """
    the of and to a in is you that it he was for on are as with his they i at be this have from or one had by but not
    what all were we when your can said there use an each which she do does did how their if will up other about out
    many then them these so some her would make like him into has look two more could no my than been who its now
    people may must shall should over any where why whose between during under within without after before since until
    because while per me us our am much long day days week weeks month months year years hour hours percent amount
    number leave pay support grant grants rule rules rate request complaint policy company companies small law own
    data free article document documents deadline budget innovation cluster clusters project projects partners partner
    report subsidies subsidy exceptions exception application average growth maximum minimum members member duration
    ceiling hotel contact condition conditions public date europe flanders wallonia brussels flemish walloon time
    first last new such only also even still allowed yes innovations sme smes form forms test best work
"""
_WORDS: Mapping[Language, frozenset[str]] = {
    "nl": frozenset(_DUTCH.split()),
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}

# Letters that one language likes and the others avoid; each match counts once, a marked letter twice.
_LETTERS: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"ij|aa|uu|oe(?=[a-z])|ee[^st]|oo[rnt]|sch|cht|ië|ieuw|(?:heid|baar|lijk|lijks|ische?|a?ties?|eren|ering|isch|jes?)\b"
        r"|(?<=[a-z]{3})en\b|\b(?:ver|ge|aan|uit|af|op|toe|voor)(?=[a-z]{4})|kk|kt\b|dt\b|[bdfgklmnprstv]z|z[aeiou]"
        r"|bedrag|persoon|meter|koste?n?\b|werk|maat|isch|ief\b|teit\b|age\b"
    ),
    "fr": re.compile(
        r"[éèêàçœùûîôâ]|\b(?:[ldnsjmtc]|qu|jusqu|lorsqu|puisqu|aujourd)['’](?=[a-zàâéèêôœh])|eau|aux\b|eux\b|euse|oir|oi[st]"
        r"|(?:ique|iques|eur|eurs|ement|ements|isme|ances?|ère|ées?|ité|age|aire|aires|elle|elles|oire|er|ez)\b|gn[eo]|ill[eao]|qu[ei]"
    ),
    "en": re.compile(
        r"th|wh|sh|ough|ght|[a-z]y\b|over|(?:ings?|ed|ness|ship|ful|less|able|ible|ment|ments|ity|ies|ly|ck|nce|ure|wn|tions?)\b"
        r"|\b(?:un|wr|kn)|ea[dklmrst]|[a-z]'(?:s|re|ve|ll|t)\b|oa|ow[ne]?|ck|tch|oo[dkl]"
    ),
}
_MARKED: Mapping[Language, re.Pattern[str]] = {
    "nl": re.compile(r"ij|ië|heid\b|lijke?\b|sch|ieuw|uit"),
    "fr": re.compile(r"[éèêàçœùûôî]|\b(?:[ldnsjc]|qu)['’](?=\w)"),
    "en": re.compile(r"th|wh|\w'(?:s|re|ve|ll|t)\b|ough"),
}
_WORD = re.compile(r"[^\W\d_]+")
_WORD_WEIGHT = 3.0
_DEFAULT_WEIGHT = 0.5  # less than one letter pattern: the default only breaks ties
_ENOUGH = 4_000  # characters: more of them changed the answer for none of 19 documents


def language_of(text: str, default: Language | None = None) -> Language:
    """The language of a passage or of a question, however short; the same text always gives the same answer.

    Nothing to go by (figures, a name, an empty text) gives `default`, or English where that is None.
    """
    evidence = language_evidence(text)
    evidence[default or "en"] += _DEFAULT_WEIGHT
    return max(LANGUAGES, key=lambda language: evidence[language])


def language_evidence(text: str) -> dict[Language, float]:
    """How much speaks for each language; only the differences mean anything, 0 for all is no evidence."""
    lowered = text[:_ENOUGH].lower()
    evidence: dict[Language, float] = dict.fromkeys(LANGUAGES, 0.0)
    for word, language in product(_WORD.findall(lowered), LANGUAGES):
        evidence[language] += _WORD_WEIGHT * (word in _WORDS[language])
    for patterns, language in product((_LETTERS, _MARKED), LANGUAGES):
        evidence[language] += sum(1 for _ in patterns[language].finditer(lowered))
    return evidence
