"""Claims about what the documents say: language versions agree, and where two documents disagree it is on purpose."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from difflib import SequenceMatcher

import pytest

from polycite.language import language_of
from tests.corpus.papers import CATALOG, LISTED, body_of, families, figures, flat, text_of, timed, versions

SEVERAL = sorted(name for name, known_as in families().items() if len(known_as) > 1)
TRILINGUAL = [name for name in SEVERAL if len(families()[name]) == 3]

# Numbers that a version names less often than the version its family is compared with, all accounted for.
LESS = {
    # "Deux jours non utilisés au plus": French spells the number that starts a sentence.
    "fr/formation.pdf": {"2": 1},
    # "dans le jour ouvrable": French needs no number where English says "within 1 working day".
    "fr/archives.pdf": {"1": 1},
    # The word processor numbers the steps of a DOCX, and a DOCX has no footnotes here.
    "en/data-protection.docx": {"1": 3, "2": 1, "3": 1, "4": 1},
    "nl/ziekte.docx": {"1": 3, "2": 2, "3": 1, "4": 1},
    # The evacuation card is a picture in Dutch: 5 steps, its section, "3 minuten" and a table that French counts.
    "nl/gebouw-veiligheid.pdf": {"1": 1, "3": 4, "4": 2, "5": 1},
}


def counted(path: str) -> Counter[str]:
    """How often a document names each number."""
    return figures(body_of(path), path[:2])


def test_a_number_is_the_same_number_in_each_language() -> None:
    same = Counter({"1750": 1, "47.7": 1, "2": 1})
    assert figures("1.750 en 47,7 en 2", "nl") == same
    assert figures("1\u00a0750 en 47,7 en 2", "nl") == same
    assert figures("1\u00a0750 et 47,7 et 2", "fr") == same
    assert figures("1,750 and 47.7 and 2", "en") == same


def test_figures_in_neighbouring_cells_stay_apart() -> None:
    assert figures("Louvain 38 6 10 140", "fr") == {"38": 1, "6": 1, "10": 1, "140": 1}


def test_a_time_of_day_is_the_same_time_in_each_language() -> None:
    same = Counter({"14": 1, "16": 1, "18.30": 1, "7.30": 1})
    assert figures("van 14 tot 16 uur, tussen 18.30 en 7.30 uur", "nl") == same
    assert figures("de 14 h à 16 h, entre 18\u00a0h\u00a030 et 7 h 30", "fr") == same
    assert figures("from 2 to 4 p.m., between 6.30 p.m. and 7.30 a.m.", "en") == same
    assert timed("from 11.30 a.m. to 12.15 p.m.", "en") == "from 11.30 a.m. to 12.15."


@pytest.mark.parametrize("name", SEVERAL)
def test_the_versions_of_a_family_name_the_same_figures(name: str) -> None:
    paths = sorted(versions(name).values())
    whole = {path: counted(path) + Counter(LESS.get(path, {})) for path in paths}
    for path in paths[1:]:
        assert whole[path] == whole[paths[0]], path


@pytest.mark.parametrize("name", SEVERAL)
def test_a_family_has_figures_enough_for_agreement_to_mean_something(name: str) -> None:
    assert all(len(counted(path)) >= 25 for path in versions(name).values())


@pytest.mark.parametrize("path", LISTED)
def test_a_document_is_written_in_the_language_it_is_listed_under(path: str) -> None:
    assert language_of(text_of(path)) == path[:2]


@pytest.mark.parametrize("name", TRILINGUAL)
def test_versions_are_written_and_not_translated_line_by_line(name: str) -> None:
    words = {language: len(text_of(path).split()) for language, path in versions(name).items()}
    assert max(words.values()) / min(words.values()) <= 1.3


def test_the_cluster_guides_name_the_amounts_of_support() -> None:
    for path in versions("clusters").values():
        for number in ("650000", "150000", "500000", "370000", "160000", "24000", "300000", "4205", "821", "54.8"):
            assert counted(path)[number] == 1


def test_the_telework_policies_name_the_allowances_and_the_hours() -> None:
    for path in versions("telework").values():
        for number in ("138.50", "320", "6.50", "19.50", "48", "9.15", "18.30"):
            assert counted(path)[number] == 1


def test_the_old_telework_scheme_gives_other_figures_than_the_new_policy() -> None:
    old, new = flat("nl/telewerk-2022.pdf"), flat("nl/telewerk.pdf")
    assert "hoogstens 2 dagen per week" in old
    assert "hoogstens 3 dagen per week" in new
    assert "110 euro per maand" in old
    assert "138,50 euro per maand" in new


@pytest.mark.parametrize(
    ("family", "own"),
    [
        ("payroll", {"nl": "RSZ", "fr": "ONSS"}),
        ("data-protection", {"nl": "AVG", "fr": "RGPD", "en": "GDPR"}),
        ("data-protection", {"nl": "GBA", "fr": "APD", "en": "DPA"}),
        ("data-protection", {"nl": "FG", "fr": "DPD", "en": "DPO"}),
        ("eu-clusters", {"nl": "EFRO", "fr": "FEDER", "en": "ERDF"}),
    ],
)
def test_one_thing_has_another_acronym_in_each_language(family: str, own: dict[str, str]) -> None:
    for language, path in versions(family).items():
        named = Counter(re.findall(rf"\b(?:{'|'.join(own.values())})\b", text_of(path)))
        assert named.most_common(1)[0][0] == own[language]


def test_the_english_acronym_of_social_security_stands_once_in_each_payroll_guide() -> None:
    for path in versions("payroll").values():
        assert len(re.findall(r"\bNSSO\b", text_of(path))) == 1


def in_force_together(first: str, second: str) -> bool:
    """Whether two documents are in force on some same day."""
    both = [CATALOG.listings[path] for path in (first, second)]
    starts = max(known.valid_from or date.min for known in both)
    return starts <= min(known.valid_to or date.max for known in both)


def test_the_buying_guide_contradicts_the_purchasing_rules_twice() -> None:
    guide, rules = flat("en/buying-guide.pdf"), flat("fr/marches-publics.pdf")
    assert in_force_together("en/buying-guide.pdf", "fr/marches-publics.pdf")
    assert "3,000 to 10,000 compare prices by e-mail 2 head of department" in guide
    assert "3 de 3 000 à 10 000 euros comparaison de prix par courriel 3 chef de service" in rules
    assert "A performance guarantee of 5% is asked for from 30,000 euros" in guide
    assert "Un cautionnement de 5 % est exigé à partir de 50 000 euros" in rules


def test_a_replaced_document_is_never_in_force_with_its_successor() -> None:
    assert not in_force_together("nl/telewerk-2022.pdf", "nl/telewerk.pdf")


def test_the_telework_questions_contradict_the_policy_once() -> None:
    assert in_force_together("nl/telewerk-vragen.md", "nl/telewerk.pdf")
    assert "Bel of mail je leidinggevende vóór 10 uur." in flat("nl/telewerk-vragen.md")
    assert "meldt dat uiterlijk om 9.15 uur aan de leidinggevende" in flat("nl/telewerk.pdf")


def likeness(first: str, second: str) -> float:
    """How much of the words of two documents runs alike, numbers left out: 0 to 1."""
    one, other = (re.findall(r"[^\W\d]+", text_of(path)) for path in (first, second))
    return SequenceMatcher[str](None, one, other, autojunk=False).ratio()


def test_the_two_reports_on_complaints_are_near_duplicates_with_other_figures() -> None:
    reports = ("en/complaints-report-2024.pdf", "en/complaints-report-2025.pdf")
    assert likeness(*reports) > 0.7
    earlier, later = (set(counted(path)) for path in reports)
    assert len(later - earlier) >= 30
    for year, path in zip(("2024", "2025"), reports, strict=True):
        assert counted(path).most_common(1)[0][0] == year


def test_unlike_documents_are_not_near_duplicates() -> None:
    assert likeness("en/complaints-report-2024.pdf", "en/information-security-2023.pdf") < 0.4


def test_the_telework_questions_repeat_the_figures_of_the_policy() -> None:
    questions, policy = set(counted("nl/telewerk-vragen.md")), set(counted("nl/telewerk.pdf"))
    assert len(questions & policy) / len(questions) > 0.7
