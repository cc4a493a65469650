from __future__ import annotations

from datetime import date

from polycite.model import Entry, Facts, Language, Source
from polycite.web.pages.catalogue import SCREEN, Wanted, screen_of

DAY = date(2026, 6, 1)


def entry(path: str, language: Language = "nl", **known: object) -> Entry:
    facts = Facts(**{"title": path, "language": language, **known})  # type: ignore[arg-type]
    return Entry(path, Source(path, path, path, "text/plain"), facts, 3, 900, 4)


TRIO = [
    entry("nl/t.pdf", "nl", title="Telewerkbeleid", family="t", supersedes=("nl/oud.pdf",)),
    entry("fr/t.pdf", "fr", title="Télétravail", family="t"),
    entry("en/t.pdf", "en", title="Telework", family="t", publisher="Agency"),
    entry("nl/oud.pdf", "nl", title="Telewerk 2022", valid_to=date(2025, 12, 31)),
]


def titles(wanted: Wanted, language: Language = "nl", entries: list[Entry] = TRIO) -> list[str]:
    return [one.first.title for one in screen_of(entries, wanted, language, DAY, 1).families]


def test_language_versions_stand_together_under_the_readers_language() -> None:
    (first,) = (one for one in screen_of(TRIO, Wanted(), "fr", DAY, 1).families if one.others)
    assert first.first.title == "Télétravail"
    assert [one.title for one in first.others] == ["Telewerkbeleid", "Telework"]


def test_families_are_in_the_order_of_their_titles_without_accents() -> None:
    entries = [entry("a", title="Zorg"), entry("b", title="Écoles"), entry("c", title="ander")]
    assert titles(Wanted(), entries=entries) == ["ander", "Écoles", "Zorg"]


def test_words_are_found_in_title_path_and_publisher_whatever_their_accents() -> None:
    assert titles(Wanted("teletravail")) == ["Télétravail"]
    assert titles(Wanted("EN/T.PDF")) == ["Telework"]
    assert titles(Wanted("agency telework")) == ["Telework"]
    assert titles(Wanted("agency 2022")) == []


def test_one_language_leaves_out_the_versions_in_others() -> None:
    (only,) = screen_of(TRIO, Wanted(language="en"), "nl", DAY, 1).families
    assert (only.first.title, only.others) == ("Telework", ())


def test_only_what_is_in_force_leaves_out_what_ended() -> None:
    assert "Telewerk 2022" in titles(Wanted())
    assert "Telewerk 2022" not in titles(Wanted(current=True))


def test_a_document_that_was_replaced_says_by_what() -> None:
    found = {one.first.title: one.first.about for one in screen_of(TRIO, Wanted(), "nl", DAY, 1).families}
    assert found["Telewerk 2022"].startswith("vervangen door ‘Telewerkbeleid’")
    assert found["Telewerkbeleid"] == ""


def test_a_successor_that_the_filter_leaves_out_is_still_named() -> None:
    (old,) = screen_of(TRIO, Wanted("2022"), "nl", DAY, 1).families
    assert "Telewerkbeleid" in old.first.about


def test_two_documents_of_a_family_in_one_language_stand_alone() -> None:
    entries = [entry("a.txt", family="f"), entry("b.txt", family="f"), entry("c.txt", "fr", family="f")]
    shown = screen_of(entries, Wanted(), "nl", DAY, 1).families
    assert sorted((one.first.path, len(one.others)) for one in shown) == [("a.txt", 1), ("b.txt", 0)]


def test_screens_hold_all_families_once() -> None:
    entries = [entry(f"{number:03}.txt") for number in range(2 * SCREEN + 1)]
    screens = [screen_of(entries, Wanted(), "nl", DAY, number) for number in (1, 2, 3)]
    assert [len(one.families) for one in screens] == [SCREEN, SCREEN, 1]
    seen = [family.first.path for one in screens for family in one.families]
    assert seen == [one.source.path for one in entries]
    assert {(one.screens, one.documents) for one in screens} == {(3, len(entries))}


def test_beyond_the_last_screen_is_the_last() -> None:
    assert screen_of(TRIO, Wanted(), "nl", DAY, 99).number == 1
    assert screen_of([], Wanted(), "nl", DAY, 5).families == ()
