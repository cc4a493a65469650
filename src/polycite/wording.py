"""The fixed sentences of an answer in three languages: leads, declines, labels. Nothing here is ever quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from polycite.model import Citation, Facts, Language, Reason

_LEAD: Mapping[Language, str] = {"nl": "Volgens {place}:", "fr": "Selon {place} :", "en": "According to {place}:"}
_PAGE: Mapping[Language, str] = {"nl": "p. {page}", "fr": "p. {page}", "en": "p. {page}"}
_SOURCE_LANGUAGE: Mapping[Language, Mapping[Language, str]] = {
    "nl": {"nl": "Nederlands", "fr": "in het Frans", "en": "in het Engels"},
    "fr": {"nl": "en néerlandais", "fr": "en français", "en": "en anglais"},
    "en": {"nl": "in Dutch", "fr": "in French", "en": "in English"},
}
_MONTHS: Mapping[Language, str] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SUPERSEDED: Mapping[Language, str] = {
    "nl": "vervangen door {title}",
    "fr": "remplacé par {title}",
    "en": "superseded by {title}",
}
_HELD: Mapping[Language, Mapping[tuple[bool, bool], str]] = {
    "nl": {
        (True, True): "van kracht van {start} tot en met {end}",
        (True, False): "van kracht vanaf {start}",
        (False, True): "van kracht tot en met {end}",
    },
    "fr": {
        (True, True): "en vigueur du {start} au {end}",
        (True, False): "en vigueur à partir du {start}",
        (False, True): "en vigueur jusqu'au {end}",
    },
    "en": {
        (True, True): "in force from {start} to {end}",
        (True, False): "in force from {start}",
        (False, True): "in force until {end}",
    },
}
_CHANGED: Mapping[Language, Mapping[str, str]] = {
    "nl": {"past": "Sinds {day} ({place}):", "future": "Vanaf {day} ({place}):", "": "Nu ({place}):"},
    "fr": {
        "past": "Depuis le {day} ({place}) :",
        "future": "À partir du {day} ({place}) :",
        "": "Désormais ({place}) :",
    },
    "en": {"past": "Since {day} ({place}):", "future": "From {day} ({place}):", "": "Now ({place}):"},
}
_DISAGREE: Mapping[Language, str] = {
    "nl": "Let op: deze bronnen zijn allebei van kracht en spreken elkaar tegen: {sides}.",
    "fr": "Attention : ces sources sont toutes deux en vigueur et se contredisent : {sides}.",
    "en": "Note: these sources are both in force and contradict each other: {sides}.",
}
_QUOTES: Mapping[Language, str] = {"nl": "‘{words}’", "fr": "« {words} »", "en": "“{words}”"}
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


def in_words(day: date, language: Language) -> str:
    """A day as people write it: `1 januari 2026`, `1er janvier 2026`, `1 January 2026`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def validity(facts: Facts, language: Language) -> str:
    """From when to when a document holds; empty where nothing is known of it."""
    start, end = (in_words(day, language) if day else "" for day in (facts.valid_from, facts.valid_to))
    pattern = _HELD[language].get((bool(start), bool(end)), "")
    return pattern.format(start=start, end=end)


def superseded(facts: Facts, successor: Facts, language: Language) -> str:
    """What replaced a document, and when it held itself."""
    named = _SUPERSEDED[language].format(title=_QUOTES[language].format(words=successor.title))
    return ", ".join(part for part in (named, validity(facts, language)) if part)


def standing(facts: Facts, successor: Facts | None, language: Language, today: date) -> str:
    """What a reader must know of a document that does not hold, or will not much longer; empty for any other."""
    if successor is not None:
        return superseded(facts, successor, language)
    if facts.valid_to is not None and facts.valid_to < today:
        return _EXPIRED[language].format(day=in_words(facts.valid_to + timedelta(days=1), language))
    return ""


def changed(citation: Citation, since: date | None, language: Language, today: date) -> str:
    """The line before what replaced a quotation: since when, and where it stands."""
    tense = "" if since is None else "past" if since <= today else "future"
    labels = _foreign(citation, language)
    place = ", ".join((*_place(citation, language), *labels))
    return _CHANGED[language][tense].format(day=in_words(since, language) if since else "", place=place)


def disagreement(sides: Sequence[tuple[str, str, date | None, str]], language: Language) -> str:
    """That sources contradict each other: for each side its value, its document's title and day, and its markers."""
    said = (_side(*side, language) for side in sides)
    return _DISAGREE[language].format(sides="; ".join(said))


def _side(value: str, title: str, day: date | None, markers: str, language: Language) -> str:
    named = f"{title}, {in_words(day, language)}" if day else title
    return f"{_QUOTES[language].format(words=value)} ({named}) {markers}"


def lead(citation: Citation, language: Language, today: date, successor: Facts | None = None) -> str:
    """The line before a quotation: title, page or heading, the source's language where it differs, and whether it
    still holds; `successor` is what is known of the document that replaced it."""
    about = standing(citation.document.facts, successor, language, today)
    labels = [*_foreign(citation, language), *([about] if about else [])]
    label = f" ({', '.join(labels)})" if labels else ""
    return _LEAD[language].format(place=", ".join(_place(citation, language)) + label)


def _place(citation: Citation, language: Language) -> tuple[str, ...]:
    title = citation.document.facts.title
    if citation.pages:
        return title, _PAGE[language].format(page="-".join(page.label for page in citation.pages))
    return (title, citation.passage.heading[-1]) if citation.passage.heading else (title,)


def _foreign(citation: Citation, language: Language) -> tuple[str, ...]:
    source = citation.passage.language
    return () if source == language else (_SOURCE_LANGUAGE[language][source],)
