from __future__ import annotations

from datetime import date

import pytest

from polycite.errors import UnknownDocument
from polycite.model import Entry, Facts, Source
from polycite.web.relatives import entry_of, language_versions, replaced_by, replaces


def entry(path: str, **facts: object) -> Entry:
    known = {"title": path, "language": path[:2], **facts}
    return Entry(path, Source(path, path, path, "text/plain"), Facts(**known), 0, 0, 0)  # type: ignore[arg-type]


NL = entry("nl/a", family="a", valid_from=date(2026, 1, 1))
FR = entry("fr/a", family="a")
EN = entry("en/a", family="a")
OLD = entry("fr/a-2022", family="a", valid_to=date(2025, 12, 31))
ALONE = entry("nl/b", supersedes=("nl/a", "nl/c"))
ALL = (NL, FR, EN, OLD, ALONE)


def test_the_entry_of_a_document_is_found_by_its_id() -> None:
    assert entry_of("fr/a", ALL) is FR


def test_what_somebody_may_not_read_is_unknown() -> None:
    with pytest.raises(UnknownDocument):
        entry_of("fr/a", (NL, EN))


def test_language_versions_are_of_one_family_and_hold_together() -> None:
    assert language_versions(NL, ALL) == (EN, FR)


def test_a_document_without_a_family_has_no_versions() -> None:
    assert language_versions(ALONE, (*ALL, entry("fr/x"))) == ()


def test_what_replaces_is_told_from_both_sides() -> None:
    assert replaced_by(NL, ALL) == (ALONE,)
    assert replaces(ALONE, ALL) == (NL,)
    assert (replaces(NL, ALL), replaced_by(ALONE, ALL)) == ((), ())
