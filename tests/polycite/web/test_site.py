"""What an operator decides reaches the faces of the service."""

from __future__ import annotations

from polycite.settings import load_settings
from polycite.web.site import site_of


def test_the_owners_page_has_a_key_that_nobody_can_guess_and_no_two_services_share() -> None:
    shown = load_settings({"POLYCITE_OWNER_PAGE": "true"})
    keys = {site_of(shown).owner or "" for _ in range(20)}
    assert len(keys) == 20
    # 16 random bytes are 22 letters of 6 bits.
    assert {len(one) for one in keys} == {22}


def test_people_are_told_how_long_their_questions_are_kept() -> None:
    assert site_of(load_settings({"POLYCITE_RETENTION_DAYS": "7"})).days == 7
    assert site_of(load_settings({"POLYCITE_QUESTIONS": "full"})).days == 30
    assert site_of(load_settings({"POLYCITE_QUESTIONS": "off"})).days is None


def test_without_an_owners_page_there_is_no_key() -> None:
    assert site_of(load_settings({})).owner is None
