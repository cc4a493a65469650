"""The fixed sentences of an answer in three languages: leads, declines, labels. Nothing here is ever quoted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from polycite.model import Citation, Language, Reason

_LEAD: Mapping[Language, str] = {"nl": "Volgens {place}:", "fr": "Selon {place} :", "en": "According to {place}:"}
_PAGE: Mapping[Language, str] = {"nl": "p. {page}", "fr": "p. {page}", "en": "p. {page}"}
_SOURCE_LANGUAGE: Mapping[Language, Mapping[Language, str]] = {
    "nl": {"nl": "Nederlands", "fr": "in het Frans", "en": "in het Engels"},
    "fr": {"nl": "en néerlandais", "fr": "en français", "en": "en anglais"},
    "en": {"nl": "in Dutch", "fr": "in French", "en": "in English"},
}
_EXPIRED: Mapping[Language, str] = {
    "nl": "niet meer van kracht sinds {day}",
    "fr": "plus en vigueur depuis le {day}",
    "en": "no longer in force since {day}",
}
_DECLINE: Mapping[Reason, Mapping[Language, str]] = {
    "not_in_documents": {
        "nl": "De documenten geven hierop geen antwoord.",
        "fr": "Les documents ne répondent pas à cette question.",
        "en": "The documents do not answer this.",
    },
    "out_of_scope": {
        "nl": "Deze vraag valt buiten het onderwerp van de documenten.",
        "fr": "Cette question sort du sujet des documents.",
        "en": "This question is outside what the documents are about.",
    },
    "unsupported": {
        "nl": "De documenten bevestigen niet waar deze vraag van uitgaat.",
        "fr": "Les documents ne confirment pas ce que cette question suppose.",
        "en": "The documents do not support what this question takes for granted.",
    },
}
_WITHOUT_GENERATION: Mapping[Language, str] = {
    "nl": "Er is geen taalmodel beschikbaar; dit zijn letterlijke citaten.",
    "fr": "Aucun modèle de langue n'est disponible ; voici des citations littérales.",
    "en": "No language model is available; these are verbatim quotations.",
}


def without_generation(language: Language) -> str:
    """That a written answer was asked for and quotations are given, in the asker's language."""
    return _WITHOUT_GENERATION[language]


_NEAREST: Mapping[Language, str] = {
    "nl": "Hieronder staan de passages die er het dichtst bij komen.",
    "fr": "Voici les passages qui s'en approchent le plus.",
    "en": "Below are the passages that come closest.",
}


_ALSO_IN: Mapping[Language, str] = {"nl": "ook in:", "fr": "aussi en :", "en": "also in:"}


def also_in(language: Language) -> str:
    """What stands before the other language versions of a quotation, in the asker's language."""
    return _ALSO_IN[language]


def decline(reason: Reason, language: Language, nearest: bool) -> str:
    """Why nothing is answered, in the asker's language; `nearest` says whether passages come with it."""
    message = _DECLINE[reason][language]
    return f"{message} {_NEAREST[language]}" if nearest and reason == "not_in_documents" else message


def lead(citation: Citation, language: Language, today: date) -> str:
    """The line before a quotation: title, page or heading, and the source's language where it differs."""
    document = citation.document
    place = [document.facts.title]
    if citation.pages:
        place.append(_PAGE[language].format(page="-".join(page.label for page in citation.pages)))
    elif citation.passage.heading:
        place.append(citation.passage.heading[-1])
    labels = []
    if citation.passage.language != language:
        labels.append(_SOURCE_LANGUAGE[language][citation.passage.language])
    if document.facts.valid_to is not None and document.facts.valid_to < today:
        labels.append(_EXPIRED[language].format(day=document.facts.valid_to.isoformat()))
    label = f" ({', '.join(labels)})" if labels else ""
    return _LEAD[language].format(place=", ".join(place) + label)
